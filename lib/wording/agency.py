"""Texts of the agency page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.domain.agency import Agency
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status
from lib.wording import labels, numbers

NOBODY = (
    "Kế hoạch này chưa giao chỉ tiêu cho đơn vị cụ thể nào: văn bản chỉ ghi tên nhóm. "
    "Nạp lại kế hoạch kèm tên tỉnh, hoặc giao đơn vị ở trang Danh mục."
)
_OPEN = (Status.MISSED, Status.REGRESSING, Status.BEHIND, Status.AT_RISK)


def subtitle(agency: Agency, due: date, received_on: date | None, version: int | None) -> str:
    """What the agency is, when its return is due and when it came."""
    kind = labels.AGENCY_KINDS.get(agency.kind, "")
    place = f"{kind} · {agency.province}" if agency.province else kind
    came = f"nhận {numbers.day(received_on)}, phiên bản {version}" if received_on else "chưa nhận"
    return f"{place} · Hạn nộp {numbers.day(due)} · Báo cáo kỳ này: {came}"


def to_do(lines: Sequence[Standing]) -> str:
    """The next step for an agency, in one sentence."""
    missing = [line for line in lines if line.absence is Absence.MISSING]
    lacking = [line for line in lines if line.status in _OPEN and not (line.remedy and _cause(line))]
    parts = []
    if missing:
        parts.append(f"nộp số liệu {len(missing)} chỉ tiêu đã quá hạn")
    if lacking:
        parts.append(f"nêu nguyên nhân và giải pháp cho {len(lacking)} chỉ tiêu chưa đạt tiến độ")
    if not parts:
        return "Không có việc nào quá hạn."
    return ("; ".join(parts) + ".").capitalize()


def causes(line: Standing) -> Sequence[tuple[str, str]]:
    """What the agency itself says of a line that lags."""
    found = [
        ("Nguyên nhân chủ quan", line.subjective_cause),
        ("Nguyên nhân khách quan", line.objective_cause),
        ("Giải pháp", line.remedy),
    ]
    told = [(label, text) for label, text in found if text]
    return told or [("Nguyên nhân, giải pháp", "Đơn vị chưa nêu")]


def period_name(period: Period) -> str:
    """A period on a button."""
    return numbers.period(period)


def _cause(line: Standing) -> str | None:
    return line.subjective_cause or line.objective_cause
