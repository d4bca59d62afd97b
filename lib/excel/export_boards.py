"""What stands beside the figures as tables to export: who has sent what and when, promises, changes, plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.reporting import Board, BoardRow, Completeness
from lib.excel.export import Column, Number, Table, Value
from lib.wording import numbers
from lib.wording import timeliness as words
from lib.wording.labels import Look

_AGENCY = Column("Đơn vị", 36, wrap=True)
_BLOCK = Column("Khối", 22)


def board_tables(board: Board) -> tuple[Table, ...]:
    """Agencies × periods as states, the last period in full, and the answers per indicator."""
    heads = tuple(
        Column(f"{numbers.period(due.period)}\n{words.due_mark(due)}", 18, wrap=True) for due in board.due_days
    )
    rows = ((row.name, _block(row), *(_state(words.cell_look(cell)) for cell in row.cells)) for row in board.rows)
    every = Table("Tiến độ nộp", (_AGENCY, _BLOCK, *heads), tuple(rows))
    title = f"Kỳ {numbers.period(board.period)}".replace("/", "-")
    answered = (completeness_table(board.completeness),) if board.completeness else ()
    return every, returns_table(title, board.rows), *answered


def returns_table(title: str, rows: Iterable[BoardRow]) -> Table:
    """The last period's return of each agency: state, due day, day received, days late, what it leaves open."""
    columns = (
        _AGENCY,
        _BLOCK,
        Column("Tình trạng", 18),
        Column("Hạn nộp", 12),
        Column("Ngày nhận", 12),
        Column("Số ngày trễ", 11),
        Column("Phiên bản", 10),
        Column("Đã trả lời", 10),
        Column("Phải trả lời", 10),
        Column("Chỉ tiêu còn thiếu", 24),
    )
    return Table(title, columns, tuple(map(_return, rows)))


def _return(row: BoardRow) -> tuple[Value, ...]:
    now = row.now
    return (
        row.name,
        _block(row),
        _state(words.cell_look(now)),
        now.due,
        now.received_on,
        now.days_late or None,
        now.version,
        now.n_answered if now.state.is_in else None,
        now.n_owed,
        ", ".join(str(number) for number in row.unanswered) or None,
    )


def _block(row: BoardRow) -> str:
    return words.BLOCKS["locals" if row.is_local else "departments"]


def _state(look: Look) -> Look | None:
    """A state as it is drawn; nothing where nothing was due."""
    return None if look.word == numbers.MISSING else look


def completeness_table(lines: Sequence[Completeness]) -> Table:
    """How many of the agencies that owe an indicator have answered it."""
    columns = (
        Column("TT", 6),
        Column("Mã chỉ tiêu", 18),
        Column("Chỉ tiêu", 54, wrap=True),
        *(Column(f"{block}\n{what}", 16, wrap=True) for block in _blocks() for what in ("đã trả lời", "phải trả lời")),
        Column("Tỷ lệ (%)", 10),
    )
    rows = (
        (
            line.ordinal,
            line.indicator_code,
            line.name,
            *line.departments,
            *line.locals,
            Number(Decimal(100 * line.total[0]) / line.total[1]) if line.total[1] else None,
        )
        for line in lines
    )
    return Table("Đã trả lời từng chỉ tiêu", columns, tuple(rows))


def _blocks() -> tuple[str, str]:
    return words.BLOCKS["departments"], words.BLOCKS["locals"]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise as it is exported: whose it was, on what, when, the remedy, what became of it, the status now."""

    agency: str
    code: str
    indicator: str
    promised_at: Period
    remedy: str
    outcome: str
    now: Look


def promise_table(rows: Iterable[PromiseLine]) -> Table:
    """What was promised the time before and what became of it."""
    columns = (
        _AGENCY,
        Column("Mã chỉ tiêu", 18),
        Column("Chỉ tiêu", 48, wrap=True),
        Column("Kỳ hứa", 10),
        Column("Giải pháp đã hứa", 48, wrap=True),
        Column("Kết quả", 22),
        Column("Trạng thái nay", 24, wrap=True),
    )
    lines = (
        (row.agency, row.code, row.indicator, numbers.period(row.promised_at), row.remedy, row.outcome, row.now)
        for row in rows
    )
    return Table("Đã hứa", columns, tuple(lines))


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of status as it is exported."""

    code: str
    indicator: str
    period: Period
    was: Look
    became: Look
    why: str


def change_table(rows: Iterable[ChangeLine]) -> Table:
    """What changed its status, from what to what, and why."""
    columns = (
        Column("Mã chỉ tiêu", 18),
        Column("Chỉ tiêu", 48, wrap=True),
        Column("Kỳ", 10),
        Column("Trước", 24, wrap=True),
        Column("Nay", 24, wrap=True),
        Column("Vì sao", 60, wrap=True),
    )
    lines = ((row.code, row.indicator, numbers.period(row.period), row.was, row.became, row.why) for row in rows)
    return Table("Đổi trạng thái", columns, tuple(lines))


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A return that waits for its review, as it is exported."""

    number: int
    agency: str
    period: Period
    version: int
    n_values: int
    n_warnings: int
    received_on: date
    sent_by: str
    checked_by: str | None
    reason: str | None
    file: str


def waiting_table(rows: Iterable[WaitingLine]) -> Table:
    """The returns that wait for their review."""
    columns = (
        Column("Số", 7),
        _AGENCY,
        Column("Kỳ", 10),
        Column("Phiên bản", 10),
        Column("Giá trị", 9),
        Column("Cảnh báo", 10),
        Column("Ngày nhận", 12),
        Column("Người nộp", 26, wrap=True),
        Column("Người xem", 26, wrap=True),
        Column("Giải trình", 40, wrap=True),
        Column("Tệp", 34, wrap=True),
    )
    lines = (
        (
            row.number,
            row.agency,
            numbers.period(row.period),
            row.version,
            row.n_values,
            row.n_warnings,
            row.received_on,
            row.sent_by,
            row.checked_by,
            row.reason,
            row.file,
        )
        for row in rows
    )
    return Table("Chờ duyệt", columns, tuple(lines))


def plan_table(rows: Iterable[PlanSummary]) -> Table:
    """Every plan with its counts."""
    columns = (
        Column("Mã", 18),
        Column("Kế hoạch", 60, wrap=True),
        Column("Số văn bản", 18),
        Column("Cơ quan ban hành", 34, wrap=True),
        Column("Năm", 7),
        Column("Tỉnh", 14),
        Column("Chỉ tiêu", 9),
        Column("Nhiệm vụ", 10),
        Column("Điểm cần xem", 13),
        Column("Tệp gốc", 34, wrap=True),
        Column("Dấu vân tay tệp (sha256)", 30),
    )
    lines = (
        (
            row.code,
            row.title,
            row.plan_number,
            row.issuer,
            str(row.year),
            row.province,
            row.n_indicators,
            row.n_tasks,
            row.n_issues,
            row.file,
            row.sha256,
        )
        for row in rows
    )
    return Table("Các kế hoạch", columns, tuple(lines))
