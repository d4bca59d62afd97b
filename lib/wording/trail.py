"""Texts of the row of steps above a page, and of the search."""

from __future__ import annotations

from collections.abc import Mapping

from lib.domain.agency import Agency
from lib.domain.catalog import Indicator, PlanSummary
from lib.wording.labels import AGENCY_KINDS, short_name

OVERVIEW = "Tổng quan"
SEARCH_SHORT = "Tìm"
SEARCH = "Tìm chỉ tiêu, đơn vị"
HINT = "Tìm chỉ tiêu, đơn vị (không cần dấu)"
MOST = 44
KINDS: Mapping[str, str] = {"indicator": "Chỉ tiêu", "agency": "Đơn vị"}


def indicator(shown: Indicator) -> str:
    """An indicator as a step: its number and the beginning of its name."""
    return f"{shown.ordinal}. {short_name(shown.name, MOST)}"


def submission(number: int) -> str:
    """A submission as a step."""
    return f"Lần nộp {number}"


def indicator_note(shown: Indicator, plan: PlanSummary) -> str:
    """Where an indicator stands: its number and its plan."""
    return f"Chỉ tiêu {shown.ordinal} · {plan.title}"


def agency_note(agency: Agency) -> str:
    """What an agency is, and where."""
    return " · ".join(part for part in (AGENCY_KINDS.get(agency.kind), agency.province) if part)


def nothing(wanted: str) -> str:
    """No name answers the search."""
    return f"Không có chỉ tiêu hay đơn vị nào khớp «{wanted}»."


def more(count: int) -> str:
    """How many answers are left out."""
    return f"và {count} kết quả khác: gõ thêm chữ để thu hẹp"
