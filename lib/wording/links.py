"""Texts of the links between indicators of different plans, and of a family on the indicator page."""

from __future__ import annotations

from collections.abc import Sequence

from lib.domain.catalog import Indicator, Level, PlanSummary, Target
from lib.domain.links import Link, Suggestion
from lib.domain.standing import Standing, Status
from lib.wording import numbers
from lib.wording.calculation import source_text
from lib.wording.catalog import targets_text
from lib.wording.changes import moment
from lib.wording.labels import LEVELS

TITLE = "Chỉ tiêu giống nhau giữa các kế hoạch"
LEAD = (
    "Cùng một chỉ tiêu có thể đứng trong nhiều kế hoạch với mục tiêu khác nhau. Phần mềm gợi ý, người đọc văn bản xác "
    "nhận. Liên kết để xem cạnh nhau, không gộp: số liệu và kết luận của từng kế hoạch giữ nguyên."
)
SUGGESTED = "Gợi ý chờ xác nhận"
NONE_SUGGESTED = "Không còn gợi ý nào: mọi cặp giống nhau đã được xác nhận hoặc ghi là khác nhau."
FAMILIES = "Đã liên kết"
NONE_HERE = "Không có gợi ý nào ở đây; xem «Mọi kế hoạch»."
NO_FAMILY = "Chưa có chỉ tiêu nào được liên kết."
SAME = "Cùng một chỉ tiêu"
DIFFERENT = "Không phải"
REMOVE = "Bỏ liên kết"
FORGET = "Bỏ ghi nhận"
BY = "Người xác nhận"
BY_HINT = "Họ tên, chức vụ"
NOTE = "Căn cứ, ghi chú (không bắt buộc)"
REASON = "Lý do bỏ"
BY_HAND = "Liên kết hai chỉ tiêu không được gợi ý"
VIEWS = {"tat-ca": "Mọi kế hoạch", "ke-hoach": "Kế hoạch đang chọn", "chi-tieu": "Chỉ tiêu đang chọn"}

FAMILY = "Chỉ tiêu này trong các kế hoạch khác"
LEVELS_ONLY = "Mục tiêu hai cấp trong kế hoạch này"
FAMILY_RULE = "Liên kết, không gộp: mỗi dòng là số liệu và kết luận của riêng kế hoạch đó, không cộng với nhau."
LEVELS_RULE = "Kết luận theo mục tiêu của cấp ban hành kế hoạch; mục tiêu cấp kia chỉ để đối chiếu."
UNUSED = "không dùng để đánh giá"
HERE = "đang xem"
_LONG = "Ủy ban nhân dân"


def plan_name(plan: PlanSummary) -> str:
    """A plan where room is short: who issued it, «UBND xã Lợi Bác»."""
    return plan.issuer.replace(_LONG, "UBND")


def plan_note(plan: PlanSummary, indicator: Indicator) -> str:
    """Level, year and row: «Cấp xã · 2026 · chỉ tiêu 12»."""
    return f"{LEVELS[plan.level]} · {plan.year} · chỉ tiêu {indicator.ordinal}"


def level_word(level: Level | None) -> str:
    """Whose a target is, before its text; empty where a row has one target for all."""
    return {Level.PROVINCE: "tỉnh", Level.COMMUNE: "xã", Level.OFFICE: "cơ quan"}[level] if level else ""


def figure_period(line: Standing, asked: Standing) -> str:
    """The period of a figure; said to be the newest where the one asked for has none."""
    if line.status is Status.NO_DATA:
        return numbers.period(asked.period)
    shown = numbers.period(line.figure_period or line.period)
    return shown if line.period == asked.period else f"số gần nhất: {shown}"


def suggested_here(count: int) -> str:
    """The way from an indicator without a family to its suggestions."""
    return f"{count} chỉ tiêu của kế hoạch khác đọc giống chỉ tiêu này: xem và xác nhận"


def count_line(shown: int, every: int) -> str:
    """How many suggestions there are."""
    return f"{shown} cặp" if shown == every else f"{shown} trong {every} cặp"


def score(suggestion: Suggestion) -> str:
    """How alike two names are."""
    return f"Giống {suggestion.score}/100"


def shared(suggestion: Suggestion) -> list[tuple[str, str]]:
    """What makes a suggestion: the words that both names hold, and those of one alone."""
    found = [
        ("Cùng có", suggestion.shared),
        ("Chỉ bên thứ nhất", suggestion.only_first),
        ("Chỉ bên thứ hai", suggestion.only_second),
    ]
    return [(label, " · ".join(runs)) for label, runs in found if runs]


def facts(indicator: Indicator) -> list[tuple[str, str]]:
    """What the document says of an indicator, as (label, text), in the order in which it is compared."""
    return [
        ("Mục tiêu", targets_text(indicator.targets)),
        ("Đơn vị tính", indicator.unit or numbers.MISSING),
        ("Tử số a", indicator.numerator or numbers.MISSING),
        ("Mẫu số b", indicator.denominator or numbers.MISSING),
        ("Nguồn số liệu", indicator.source_system or numbers.MISSING),
        ("Trong văn bản", source_text(indicator.source)),
    ]


def said(link: Link) -> str:
    """Who said what was said of two indicators, when, and why."""
    return f"{link.by}, {moment(link.at)}" + (f" · {link.note}" if link.note else "")


def rejected_title(count: int) -> str:
    """The heading above what was told apart."""
    return f"Đã ghi là không phải ({count})"


def done(verdict: str) -> str:
    """What an act has written."""
    return {
        "same": "Đã ghi: cùng một chỉ tiêu.",
        "different": "Đã ghi: không phải cùng một chỉ tiêu; cặp này không được gợi ý lại.",
        "removed": "Đã bỏ điều đã ghi về hai chỉ tiêu; bản ghi cũ vẫn giữ.",
    }[verdict]


def ordinal(plan: PlanSummary, indicator: Indicator) -> str:
    """An indicator by its plan and number."""
    return f"{plan_name(plan)} số {indicator.ordinal}"


def choice(plan: PlanSummary, indicator: Indicator) -> str:
    """An indicator in a list of those of all plans."""
    return f"{plan_name(plan)} · {indicator.ordinal}. {indicator.name}"


def two_levels(targets: Sequence[Target]) -> bool:
    """Whether a year's targets are set for more than one level."""
    return len({target.level for target in targets if target.level}) > 1
