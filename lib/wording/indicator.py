"""Texts of the indicator page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.domain.agency import AgencyKind
from lib.domain.catalog import Indicator, IndicatorKind, Level, PlanSummary
from lib.domain.series_break import SeriesBreak
from lib.domain.standing import Standing, YearTarget
from lib.wording import labels, numbers
from lib.wording.calculation import source_text
from lib.wording.labels import Look
from lib.wording.pace import HORIZON_YEAR
from lib.wording.sentences import coverage_text

RANKS: Mapping[str, str] = {"diem": "Khoảng cách", "viec": "Số còn thiếu"}
RANK_KEYS: Mapping[str, str] = {"diem": "points", "viec": "need"}
BLOCKS: Mapping[str, str] = {"ca": "Cả hai khối", "so": "Sở, ban, ngành", "xa": "Xã, phường, đặc khu"}
FEW_ONLY = "Chỉ hiện các đơn vị in đậm"
CAUSES = "Nguyên nhân, giải pháp của các đơn vị chậm"
NO_PROMISE = "Kỳ trước không hứa giải pháp nào."
BASELINE_LOOK = Look("Mốc so sánh", "diamond", "none")


def subtitle(indicator: Indicator) -> str:
    """Who leads it, in which unit, which way is better."""
    owner = ", ".join(indicator.lead_agencies) or indicator.monitoring_agency or "chưa rõ"
    role = "Chủ trì" if indicator.lead_agencies else "Theo dõi, tổng hợp"
    unit = indicator.unit or "chưa ghi"
    return f"{role}: {owner} · Đơn vị tính: {unit} · Chiều tốt: {labels.DIRECTIONS[indicator.direction].lower()}"


def latest_title(line: Standing) -> str:
    """The title above the gauge, with the period of the figure."""
    if is_from_document(line):
        return f"Kết quả năm {line.period.year}"
    return f"Kết quả · {numbers.period(line.figure_period or line.period)}"


INTERACTIVE = "Biểu đồ tương tác"
INTERACTIVE_HELP = "Chỉ vào một tháng để đọc số, bấm vào để mở tháng đó."


def trend_title(line: Standing) -> str:
    """The title above the trend."""
    if line.horizon_target:
        return f"Từ kết quả {line.period.year - 1} đến định hướng {line.horizon_target.year}"
    if line.projection_horizon is not None:
        return f"Từ kết quả {line.period.year - 1}, nhịp này tới {HORIZON_YEAR}"
    return f"Diễn biến năm {line.period.year}"


def reading_guide(lines: Sequence[Standing], breaks: Sequence[SeriesBreak], has_path: bool, projects: bool) -> str:
    """What the lines of the trend mean, as far as they are drawn."""
    parts = ["nét liền: kết quả"] if lines else []
    parts += ["nét gạch: lộ trình cần đạt"] if has_path else []
    parts += ["chấm chấm: nếu giữ nhịp này, vùng nhạt là khoảng dự báo (ước tính)"] if projects else []
    if any(labels.look(line).hollow for line in lines):
        parts.append(f"điểm rỗng: {labels.PROVISIONAL} hoặc {labels.INCONCLUSIVE}")
    for one in breaks:
        parts.append(f"vạch đứng: ngắt chuỗi từ {numbers.period(one.period)} ({one.reason}), không so qua vạch")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def blocks_of(lines: Sequence[Standing]) -> list[tuple[str, str, list[Standing]]]:
    """The lines by block of agencies, peers together: (code of the block, its word, its lines); empty ones left out."""
    found: dict[str, list[Standing]] = {"so": [], "xa": []}
    for line in lines:
        local = line.agency_kind is not None and AgencyKind(line.agency_kind).is_local
        found["xa" if local else "so"].append(line)
    return [(code, BLOCKS[code], members) for code, members in found.items() if members]


def counts_text(line: Standing) -> str | None:
    """a and b beside a share: «1.130/2.000»."""
    if line.a is None or line.b is None:
        return None
    return f"{numbers.count(line.a)}/{numbers.count(line.b)}"


def is_baseline(line: Standing) -> bool:
    """An actual of the year before the first target: what progress is measured from, not judged itself."""
    return line.target is not None and line.period.year < line.target.year


def is_from_document(line: Standing) -> bool:
    """Whether a total stands in the plan's document, not in any return: the actual of the year before."""
    return line.agency_code is None and line.value is not None and line.coverage is None


def rests_on(line: Standing) -> str:
    """What a figure of the past rests on: its document, its cell, or how many agencies."""
    if is_from_document(line):
        return f"theo văn bản kế hoạch: {source_text(line.source)}"
    if line.coverage is not None:
        return coverage_text(line.coverage) or ""
    return source_text(line.source)


def causes(line: Standing) -> list[tuple[str, str]]:
    """What an agency gives as causes and remedy, as (label, text)."""
    found = (
        ("Nguyên nhân chủ quan", line.subjective_cause),
        ("Nguyên nhân khách quan", line.objective_cause),
        ("Giải pháp", line.remedy),
    )
    return [(label, text) for label, text in found if text]


def lacks(what: str) -> str:
    """That an agency does not say what it must."""
    return f"Chưa nêu {what.replace(', ', ' và ')}."


def causes_note(late: int, lacking: int) -> str:
    """How many agencies are not on their way, and how many of them do not say why."""
    said = f"{numbers.count(lacking)} đơn vị chưa nêu đủ" if lacking else "tất cả đã nêu"
    return f"{numbers.count(late)} đơn vị chưa đúng lộ trình, xếp từ xa nhất; {said}."


def every_cause(count: int) -> str:
    """The switch to all agencies that are not on their way."""
    return f"Xem cả {count} đơn vị"


def tasks_title(count: int) -> str:
    """The title of the tasks tied to an indicator."""
    return f"Nhiệm vụ gắn với chỉ tiêu: {count}"


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


def definition(indicator: Indicator, plan: PlanSummary) -> Sequence[tuple[str, str]]:
    """Everything the document says of an indicator, and the document itself, as (label, text)."""
    found = [
        ("Mã", indicator.code),
        ("Nhóm", indicator.group),
        ("Công thức", formula(indicator)),
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
        ("Văn bản", legal_basis(plan)),
        ("Ghi chú, căn cứ", indicator.remark),
        ("Dòng trong văn bản", source_text(indicator.source)),
    ]
    return [(label, text) for label, text in found if text]


def formula(indicator: Indicator) -> str | None:
    """How the figure is made: «a ÷ b × 100», or that the document does not say."""
    if indicator.kind is IndicatorKind.QUALITATIVE:
        return None
    if indicator.kind is IndicatorKind.SHARE and indicator.numerator and indicator.denominator:
        return "a ÷ b × 100"
    return "theo a" if indicator.numerator else "Văn bản không nêu công thức"


def legal_basis(plan: PlanSummary) -> str:
    """The plan's number, title, issuer, year and level."""
    number = f"số {plan.plan_number}" if plan.plan_number else "không ghi số"
    return f"{plan.title} ({number}; {plan.issuer}; năm {plan.year}; {labels.LEVELS[plan.level].lower()})"


def _target_label(year: int, level: Level | None) -> str:
    return f"Mục tiêu {year}" + (f" ({labels.LEVELS[level].lower()})" if level else "")
