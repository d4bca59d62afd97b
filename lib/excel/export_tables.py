"""What stands on a screen as tables to export: standings, the matrix, indicators, tasks, findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from lib.domain.catalog import Indicator, IndicatorKind
from lib.domain.issue import Issue
from lib.domain.naming import slug
from lib.domain.standing import Absence, Standing, Status
from lib.domain.task import TimedTask
from lib.excel.export import Column, Number, Table, Value
from lib.wording import catalog, messages, numbers
from lib.wording import task as task_words
from lib.wording.calculation import source_text
from lib.wording.deadline import deadline_text
from lib.wording.labels import SEVERITIES, absence_reason, look
from lib.wording.numbers import MISSING
from lib.wording.ranking import goal_of
from lib.wording.sentences import signed_gap, target_text, value_text

_STANDING = (
    Column("Mã chỉ tiêu", 18),
    Column("Chỉ tiêu", 48, wrap=True),
    Column("Đơn vị", 30, wrap=True),
    Column("Kỳ", 9),
    Column("Kết quả", 12),
    Column("Đơn vị tính", 12),
    Column("Tử số a", 12),
    Column("Mẫu số b", 12),
    Column("Mục tiêu (nguyên văn)", 18, wrap=True),
    Column("Mục tiêu (số)", 12),
    Column("Chênh", 10),
    Column("Còn thiếu (việc)", 12),
    Column("Trạng thái", 24, wrap=True),
    Column("Lý do chưa có số liệu", 26, wrap=True),
    Column("Lộ trình đến kỳ", 12),
    Column("Mốc", 12),
    Column("Số liệu của kỳ", 12),
    Column("Đã báo cáo", 10),
    Column("Phải báo cáo", 10),
    Column("Nguyên nhân chủ quan", 32, wrap=True),
    Column("Nguyên nhân khách quan", 32, wrap=True),
    Column("Giải pháp", 32, wrap=True),
    Column("Tệp nguồn", 28, wrap=True),
    Column("Trang", 16),
    Column("Ô", 8),
)


def standing_table(title: str, lines: Sequence[Standing]) -> Table:
    """Lines of any kind, one row each: figure, a, b, target as written, status, causes, file, sheet and cell."""
    return Table(title, _STANDING, tuple(_standing_row(line) for line in lines))


def _standing_row(line: Standing) -> tuple[Value, ...]:
    covered, source = line.coverage, line.source
    return (
        line.indicator_code,
        line.indicator_name,
        line.agency_name or "Toàn kế hoạch",
        numbers.period(line.period),
        _actual(line),
        line.unit,
        line.a,
        line.b,
        _text(target_text(line)),
        _plain(goal_of(line)),
        _gap(line),
        line.need,
        look(line),
        absence_reason(line.absence) if line.status is Status.NO_DATA else None,
        _plain(line.expected_value),
        _plain(line.baseline_value),
        numbers.period(line.figure_period) if line.figure_period else None,
        covered.reported if covered else None,
        covered.expected if covered else None,
        line.subjective_cause,
        line.objective_cause,
        line.remedy,
        source.file if source else None,
        source.sheet if source else None,
        source.cell if source else None,
    )


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
    columns = (
        Column("TT", 6),
        Column("Mã", 18),
        Column("Nhóm", 20, wrap=True),
        Column("Chỉ tiêu", 48, wrap=True),
        Column("Đơn vị tính", 12),
        Column("Mục tiêu (nguyên văn)", 32, wrap=True),
        Column("Mốc", 16),
        Column("Tử số a", 28, wrap=True),
        Column("Mẫu số b", 28, wrap=True),
        Column("Chủ trì", 30, wrap=True),
        Column("Theo dõi, tổng hợp", 26, wrap=True),
        Column("Số đơn vị báo cáo", 10),
        Column("Ghi chú, căn cứ", 32, wrap=True),
        Column("Nguồn", 36, wrap=True),
    )
    return Table("Chỉ tiêu", columns, tuple(_indicator_row(row, owing.get(row.code, 0)) for row in rows))


def _indicator_row(row: Indicator, owing: int) -> tuple[Value, ...]:
    return (
        row.ordinal,
        row.code,
        row.group,
        row.name,
        row.unit,
        _text(catalog.targets_text(row.targets)),
        _text(catalog.baseline_text(row.baseline)),
        row.numerator,
        row.denominator,
        "; ".join(row.lead_agencies),
        row.monitoring_agency,
        owing,
        row.remark,
        source_text(row.source),
    )


def task_table(rows: Sequence[TimedTask]) -> Table:
    """Tasks with who leads them and where their deadline lies from the day of the export."""
    columns = (
        Column("Mã", 20),
        Column("Phụ lục", 9),
        Column("Nhóm", 16),
        Column("Nhiệm vụ", 54, wrap=True),
        Column("Sản phẩm", 36, wrap=True),
        Column("Chủ trì", 30, wrap=True),
        Column("Phối hợp", 30, wrap=True),
        Column("Thời hạn (nguyên văn)", 30, wrap=True),
        Column("Hạn cuối", 12),
        Column("Tình trạng thời hạn", 22),
        Column("Số ngày", 9),
        Column("Chỉ tiêu", 18),
        Column("Nguồn", 36, wrap=True),
    )
    return Table("Nhiệm vụ", columns, tuple(_task_row(row) for row in rows))


def _task_row(each: TimedTask) -> tuple[Value, ...]:
    task, timing = each.task, each.timing
    return (
        task.code,
        task.annex,
        task.group,
        task.name,
        task.deliverable,
        "; ".join(task.lead_agencies),
        "; ".join(task.coordinating_agencies),
        task.deadline.raw.strip() or deadline_text(task.deadline),
        timing.due,
        task_words.timing_look(timing, task.deadline.kind),
        timing.days,
        task.indicator_code,
        source_text(task.source),
    )


def issue_table(rows: Sequence[Issue], title: str = "Điểm cần xem") -> Table:
    """Findings with their place and what to do."""
    columns = (
        Column("Mức", 18),
        Column("Trang", 16),
        Column("Ô", 12),
        Column("Dòng", 24, wrap=True),
        Column("Nội dung và cách sửa", 90, wrap=True),
    )
    texts = (
        (SEVERITIES[issue.severity], issue.sheet, issue.cell, issue.subject, messages.full(issue)) for issue in rows
    )
    return Table(title, columns, tuple(texts))


def file_base(*parts: str | None) -> str:
    """The beginning of a file's name, in ASCII: «tong-quan_gialai-2026_2026-05»."""
    return "_".join(slug(part) for part in parts if part)
