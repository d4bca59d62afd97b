"""What stands on a screen as tables to export: standings, the matrix, indicators, tasks, findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from lib.domain.catalog import Indicator, IndicatorKind
from lib.domain.issue import Issue
from lib.domain.naming import slug
from lib.domain.standing import Absence, Standing, Status
from lib.domain.task import TimedTask
from lib.excel.export import Column, Field, Number, Table, Value, table_of
from lib.wording import catalog, messages, numbers
from lib.wording import task as task_words
from lib.wording.calculation import source_text
from lib.wording.deadline import deadline_text
from lib.wording.labels import SEVERITIES, absence_reason, look
from lib.wording.numbers import MISSING
from lib.wording.ranking import goal_of
from lib.wording.sentences import signed_gap, target_text, value_text


def _actual(line: Standing) -> Value:
    """The figure with the places of the screen; an answer in words; nothing where there is no figure."""
    shown = value_text(line)
    if line.kind == IndicatorKind.QUALITATIVE:
        return _text(shown)
    return None if line.value is None else Number(line.value, _places(shown))


def _gap(line: Standing) -> Value:
    goal, shown = goal_of(line), signed_gap(line)
    return None if line.value is None or goal is None or shown == MISSING else Number(line.value - goal, _places(shown))


def _plain(value: Decimal | None) -> Value:
    return None if value is None else Number(value, _places(numbers.trimmed(value)))


def _places(shown: str) -> int:
    return len(shown.partition(",")[2])


def _text(shown: str) -> str | None:
    return None if shown == MISSING else shown


_STANDING: tuple[Field[Standing], ...] = (
    Field("Mã chỉ tiêu", 18, lambda row: row.indicator_code),
    Field("Chỉ tiêu", 48, lambda row: row.indicator_name, wrap=True),
    Field("Đơn vị", 30, lambda row: row.agency_name or "Toàn kế hoạch", wrap=True),
    Field("Kỳ", 9, lambda row: numbers.period(row.period)),
    Field("Kết quả", 12, _actual),
    Field("Đơn vị tính", 12, lambda row: row.unit),
    Field("Tử số a", 12, lambda row: row.a),
    Field("Mẫu số b", 12, lambda row: row.b),
    Field("Mục tiêu (nguyên văn)", 18, lambda row: _text(target_text(row)), wrap=True),
    Field("Mục tiêu (số)", 12, lambda row: _plain(goal_of(row))),
    Field("Chênh", 10, _gap),
    Field("Còn thiếu (việc)", 12, lambda row: row.need),
    Field("Trạng thái", 24, look, wrap=True),
    Field(
        "Lý do chưa có số liệu",
        26,
        lambda row: absence_reason(row.absence) if row.status is Status.NO_DATA else None,
        wrap=True,
    ),
    Field("Lộ trình đến kỳ", 12, lambda row: _plain(row.expected_value)),
    Field("Mốc", 12, lambda row: _plain(row.baseline_value)),
    Field("Số liệu của kỳ", 12, lambda row: numbers.period(row.figure_period) if row.figure_period else None),
    Field("Đã báo cáo", 10, lambda row: row.coverage.reported if row.coverage else None),
    Field("Phải báo cáo", 10, lambda row: row.coverage.expected if row.coverage else None),
    Field("Nguyên nhân chủ quan", 32, lambda row: row.subjective_cause, wrap=True),
    Field("Nguyên nhân khách quan", 32, lambda row: row.objective_cause, wrap=True),
    Field("Giải pháp", 32, lambda row: row.remedy, wrap=True),
    Field("Tệp nguồn", 28, lambda row: row.source.file if row.source else None, wrap=True),
    Field("Trang", 16, lambda row: row.source.sheet if row.source else None),
    Field("Ô", 8, lambda row: row.source.cell if row.source else None),
)


def standing_table(title: str, lines: Sequence[Standing]) -> Table:
    """Lines of any kind, one row each: figure, a, b, target as written, status, causes, file, sheet and cell."""
    return table_of(title, _STANDING, lines)


def matrix_tables(lines: Sequence[Standing]) -> tuple[Table, Table]:
    """Agencies × indicators twice: the figures, and the statuses. What nobody owes is empty."""
    indicators = {line.indicator_code: line.indicator_name for line in lines}
    agencies: dict[str, dict[str, Standing]] = {}
    for line in lines:
        if line.absence is not Absence.NOT_ASSIGNED:
            agencies.setdefault(line.agency_code or "", {})[line.indicator_code] = line
    columns = (Column("Đơn vị", 34, wrap=True), *(Column(f"{code}\n{name}", 18) for code, name in indicators.items()))

    def filled(title: str, cell: Callable[[Standing], Value]) -> Table:
        rows = (
            (_agency(there), *(cell(there[code]) if code in there else None for code in indicators))
            for there in agencies.values()
        )
        return Table(title, columns, tuple(rows))

    return filled("Kết quả", _actual), filled("Trạng thái", look)


def _agency(lines: Mapping[str, Standing]) -> str:
    return next(iter(lines.values())).agency_name or "Toàn kế hoạch"


def indicator_table(rows: Sequence[Indicator], owing: Mapping[str, int]) -> Table:
    """The indicators of a plan with targets as written and where they stand in the document."""
    fields: tuple[Field[Indicator], ...] = (
        Field("TT", 6, lambda row: row.ordinal),
        Field("Mã", 18, lambda row: row.code),
        Field("Nhóm", 20, lambda row: row.group, wrap=True),
        Field("Chỉ tiêu", 48, lambda row: row.name, wrap=True),
        Field("Đơn vị tính", 12, lambda row: row.unit),
        Field("Mục tiêu (nguyên văn)", 32, lambda row: _text(catalog.targets_text(row.targets)), wrap=True),
        Field("Mốc", 16, lambda row: _text(catalog.baseline_text(row.baseline))),
        Field("Tử số a", 28, lambda row: row.numerator, wrap=True),
        Field("Mẫu số b", 28, lambda row: row.denominator, wrap=True),
        Field("Chủ trì", 30, lambda row: "; ".join(row.lead_agencies), wrap=True),
        Field("Theo dõi, tổng hợp", 26, lambda row: row.monitoring_agency, wrap=True),
        Field("Số đơn vị báo cáo", 10, lambda row: owing.get(row.code, 0)),
        Field("Ghi chú, căn cứ", 32, lambda row: row.remark, wrap=True),
        Field("Nguồn", 36, lambda row: source_text(row.source), wrap=True),
    )
    return table_of("Chỉ tiêu", fields, rows)


_TASK: tuple[Field[TimedTask], ...] = (
    Field("Mã", 20, lambda row: row.task.code),
    Field("Phụ lục", 9, lambda row: row.task.annex),
    Field("Nhóm", 16, lambda row: row.task.group),
    Field("Nhiệm vụ", 54, lambda row: row.task.name, wrap=True),
    Field("Sản phẩm", 36, lambda row: row.task.deliverable, wrap=True),
    Field("Chủ trì", 30, lambda row: "; ".join(row.task.lead_agencies), wrap=True),
    Field("Phối hợp", 30, lambda row: "; ".join(row.task.coordinating_agencies), wrap=True),
    Field(
        "Thời hạn (nguyên văn)",
        30,
        lambda row: row.task.deadline.raw.strip() or deadline_text(row.task.deadline),
        wrap=True,
    ),
    Field("Hạn cuối", 12, lambda row: row.timing.due),
    Field("Tình trạng thời hạn", 22, lambda row: task_words.timing_look(row.timing, row.task.deadline.kind)),
    Field("Số ngày", 9, lambda row: row.timing.days),
    Field("Chỉ tiêu", 18, lambda row: row.task.indicator_code),
    Field("Nguồn", 36, lambda row: source_text(row.task.source), wrap=True),
)


def task_table(rows: Sequence[TimedTask]) -> Table:
    """Tasks with who leads them and where their deadline lies from the day of the export."""
    return table_of("Nhiệm vụ", _TASK, rows)


_ISSUE: tuple[Field[Issue], ...] = (
    Field("Mức", 18, lambda row: SEVERITIES[row.severity]),
    Field("Trang", 16, lambda row: row.sheet),
    Field("Ô", 12, lambda row: row.cell),
    Field("Dòng", 24, lambda row: row.subject, wrap=True),
    Field("Nội dung và cách sửa", 90, messages.full, wrap=True),
)


def issue_table(rows: Sequence[Issue], title: str = "Điểm cần xem") -> Table:
    """Findings with their place and what to do."""
    return table_of(title, _ISSUE, rows)


def file_base(*parts: str | None) -> str:
    """The beginning of a file's name, in ASCII: «tong-quan_gialai-2026_2026-05»."""
    return "_".join(slug(part) for part in parts if part)
