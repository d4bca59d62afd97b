"""Texts of the indicator page."""

from __future__ import annotations

from collections.abc import Sequence

from lib.domain.catalog import Indicator, Level
from lib.domain.standing import Standing, YearTarget
from lib.wording import labels, numbers
from lib.wording.calculation import source_text

_RANK = {"points": "khoảng cách tới mục tiêu", "need": "số hồ sơ, việc còn thiếu"}


def subtitle(indicator: Indicator) -> str:
    """Who leads it, in which unit, which way is better."""
    owner = ", ".join(indicator.lead_agencies) or indicator.monitoring_agency or "chưa rõ"
    role = "Chủ trì" if indicator.lead_agencies else "Theo dõi, tổng hợp"
    unit = indicator.unit or "chưa ghi"
    return f"{role}: {owner} · Đơn vị tính: {unit} · Chiều tốt: {labels.DIRECTIONS[indicator.direction].lower()}"


def latest_title(line: Standing) -> str:
    """The title above the gauge, with the period of the figure."""
    shown = line.figure_period or line.period
    return f"Kết quả · {numbers.period(shown)}"


def trend_title(line: Standing) -> str:
    """The title above the trend."""
    if line.horizon_target:
        return f"Từ kết quả {line.period.year - 1} đến định hướng {line.horizon_target.year}"
    return f"Diễn biến năm {line.period.year}"


def rank_label(by: str) -> str:
    """What agencies are ranked by."""
    return _RANK[by]


def from_document(year: int) -> str:
    """Why the baseline year has no agencies to compare."""
    return f"Kết quả năm {year} lấy từ văn bản kế hoạch, là số chung của cả kế hoạch; chưa có số liệu theo đơn vị."


def every_label(count: int) -> str:
    """The switch from the worst agencies to all of them."""
    return f"Hiện cả {count} đơn vị có số liệu"


def silent(lines: Sequence[Standing]) -> str:
    """Who has no figure: how many, and the first of them by name."""
    names = [line.agency_name or "" for line in lines]
    more = f" và {len(names) - 8} đơn vị khác" if len(names) > 8 else ""
    return f"{len(names)} đơn vị chưa có số liệu kỳ này: {', '.join(names[:8])}{more}."


def nobody_owes(indicator: Indicator) -> str:
    """Why there are no agencies to compare."""
    return (
        f"Chưa đơn vị nào được giao báo cáo chỉ tiêu này (văn bản ghi: "
        f"«{'; '.join(indicator.lead_agencies) or indicator.monitoring_agency or 'để trống'}»). "
        "Giao đơn vị ở trang Danh mục, hoặc nạp lại kế hoạch kèm tên tỉnh."
    )


def year_targets(indicator: Indicator, level: Level) -> tuple[YearTarget, ...]:
    """The targets of the plan's own level, for the marks of the trend."""
    return tuple(
        YearTarget(target.year, target.grade or target.comparator, target.value, target.raw)
        for target in indicator.targets
        if target.level in (None, level)
    )


def definition(indicator: Indicator) -> Sequence[tuple[str, str]]:
    """Everything the document says of an indicator, as (label, text)."""
    found = [
        ("Mã", indicator.code),
        ("Nhóm", indicator.group),
        ("Tử số a", indicator.numerator),
        ("Mẫu số b", indicator.denominator),
        ("Hệ thống nguồn", indicator.source_system),
        ("Cách đo", f"{labels.MEASURES[indicator.measure]}, báo cáo {labels.FREQUENCIES[indicator.frequency].lower()}"),
        ("Chủ trì", "; ".join(indicator.lead_agencies)),
        ("Theo dõi, tổng hợp", indicator.monitoring_agency),
        ("Hai nguồn đối chiếu", "bắt buộc (nguy cơ sai lệch cao)" if indicator.risky else None),
        *((_target_label(t.year, t.level), numbers.as_written(t.raw)) for t in indicator.targets),
        (
            f"Kết quả {indicator.baseline.date.year}" if indicator.baseline else "",
            indicator.baseline and indicator.baseline.raw,
        ),
        ("Ghi chú, căn cứ", indicator.remark),
        ("Dòng trong văn bản", source_text(indicator.source)),
    ]
    return [(label, text) for label, text in found if text]


def _target_label(year: int, level: Level | None) -> str:
    return f"Mục tiêu {year}" + (f" ({labels.LEVELS[level].lower()})" if level else "")
