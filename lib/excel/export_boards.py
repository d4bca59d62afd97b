"""What stands beside the figures as tables to export: who has sent what and when, promises, changes, plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.reporting import Board, BoardRow, Completeness
from lib.excel.export import Column, Field, Number, Table, table_of
from lib.wording import numbers
from lib.wording import timeliness as words
from lib.wording.labels import Look


def board_tables(board: Board) -> tuple[Table, ...]:
    """Agencies × periods as states, the last period in full, and the answers per indicator."""
    heads = tuple(
        Column(f"{numbers.period(due.period)}\n{words.due_mark(due)}", 18, wrap=True) for due in board.due_days
    )
    rows = ((row.name, _block(row), *(_state(words.cell_look(cell)) for cell in row.cells)) for row in board.rows)
    every = Table("Tiến độ nộp", (Column("Đơn vị", 36, wrap=True), Column("Khối", 22), *heads), tuple(rows))
    title = f"Kỳ {numbers.period(board.period)}".replace("/", "-")
    answered = (completeness_table(board.completeness),) if board.completeness else ()
    return every, returns_table(title, board.rows), *answered


def _block(row: BoardRow) -> str:
    return words.BLOCKS["locals" if row.is_local else "departments"]


def _state(look: Look) -> Look | None:
    """A state as it is drawn; nothing where nothing was due."""
    return None if look.word == numbers.MISSING else look


_RETURN: tuple[Field[BoardRow], ...] = (
    Field("Đơn vị", 36, lambda row: row.name, wrap=True),
    Field("Khối", 22, _block),
    Field("Tình trạng", 18, lambda row: _state(words.cell_look(row.now))),
    Field("Hạn nộp", 12, lambda row: row.now.due),
    Field("Ngày nhận", 12, lambda row: row.now.received_on),
    Field("Số ngày trễ", 11, lambda row: row.now.days_late or None),
    Field("Phiên bản", 10, lambda row: row.now.version),
    Field("Đã trả lời", 10, lambda row: row.now.n_answered if row.now.state.is_in else None),
    Field("Phải trả lời", 10, lambda row: row.now.n_owed),
    Field("Chỉ tiêu còn thiếu", 24, lambda row: ", ".join(str(number) for number in row.unanswered) or None),
)


def returns_table(title: str, rows: Iterable[BoardRow]) -> Table:
    """The last period's return of each agency: state, due day, day received, days late, what it leaves open."""
    return table_of(title, _RETURN, rows)


_ANSWERED: tuple[Field[Completeness], ...] = (
    Field("TT", 6, lambda row: row.ordinal),
    Field("Mã chỉ tiêu", 18, lambda row: row.indicator_code),
    Field("Chỉ tiêu", 54, lambda row: row.name, wrap=True),
    Field(f"{words.BLOCKS['departments']}\nđã trả lời", 16, lambda row: row.departments[0], wrap=True),
    Field(f"{words.BLOCKS['departments']}\nphải trả lời", 16, lambda row: row.departments[1], wrap=True),
    Field(f"{words.BLOCKS['locals']}\nđã trả lời", 16, lambda row: row.locals[0], wrap=True),
    Field(f"{words.BLOCKS['locals']}\nphải trả lời", 16, lambda row: row.locals[1], wrap=True),
    Field("Tỷ lệ (%)", 10, lambda row: _share(*row.total)),
)


def completeness_table(lines: Sequence[Completeness]) -> Table:
    """How many of the agencies that owe an indicator have answered it."""
    return table_of("Đã trả lời từng chỉ tiêu", _ANSWERED, lines)


def _share(answered: int, owed: int) -> Number | None:
    return Number(Decimal(100 * answered) / owed) if owed else None


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


_PROMISE: tuple[Field[PromiseLine], ...] = (
    Field("Đơn vị", 36, lambda row: row.agency, wrap=True),
    Field("Mã chỉ tiêu", 18, lambda row: row.code),
    Field("Chỉ tiêu", 48, lambda row: row.indicator, wrap=True),
    Field("Kỳ hứa", 10, lambda row: numbers.period(row.promised_at)),
    Field("Giải pháp đã hứa", 48, lambda row: row.remedy, wrap=True),
    Field("Kết quả", 22, lambda row: row.outcome),
    Field("Trạng thái nay", 24, lambda row: row.now, wrap=True),
)


def promise_table(rows: Iterable[PromiseLine]) -> Table:
    """What was promised the time before and what became of it."""
    return table_of("Đã hứa", _PROMISE, rows)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of status as it is exported."""

    code: str
    indicator: str
    period: Period
    was: Look
    became: Look
    why: str


_CHANGE: tuple[Field[ChangeLine], ...] = (
    Field("Mã chỉ tiêu", 18, lambda row: row.code),
    Field("Chỉ tiêu", 48, lambda row: row.indicator, wrap=True),
    Field("Kỳ", 10, lambda row: numbers.period(row.period)),
    Field("Trước", 24, lambda row: row.was, wrap=True),
    Field("Nay", 24, lambda row: row.became, wrap=True),
    Field("Vì sao", 60, lambda row: row.why, wrap=True),
)


def change_table(rows: Iterable[ChangeLine]) -> Table:
    """What changed its status, from what to what, and why."""
    return table_of("Đổi trạng thái", _CHANGE, rows)


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


_WAITING: tuple[Field[WaitingLine], ...] = (
    Field("Số", 7, lambda row: row.number),
    Field("Đơn vị", 36, lambda row: row.agency, wrap=True),
    Field("Kỳ", 10, lambda row: numbers.period(row.period)),
    Field("Phiên bản", 10, lambda row: row.version),
    Field("Giá trị", 9, lambda row: row.n_values),
    Field("Cảnh báo", 10, lambda row: row.n_warnings),
    Field("Ngày nhận", 12, lambda row: row.received_on),
    Field("Người nộp", 26, lambda row: row.sent_by, wrap=True),
    Field("Người xem", 26, lambda row: row.checked_by, wrap=True),
    Field("Giải trình", 40, lambda row: row.reason, wrap=True),
    Field("Tệp", 34, lambda row: row.file, wrap=True),
)


def waiting_table(rows: Iterable[WaitingLine]) -> Table:
    """The returns that wait for their review."""
    return table_of("Chờ duyệt", _WAITING, rows)


_PLAN: tuple[Field[PlanSummary], ...] = (
    Field("Mã", 18, lambda row: row.code),
    Field("Kế hoạch", 60, lambda row: row.title, wrap=True),
    Field("Số văn bản", 18, lambda row: row.plan_number),
    Field("Cơ quan ban hành", 34, lambda row: row.issuer, wrap=True),
    Field("Năm", 7, lambda row: str(row.year)),
    Field("Tỉnh", 14, lambda row: row.province),
    Field("Chỉ tiêu", 9, lambda row: row.n_indicators),
    Field("Nhiệm vụ", 10, lambda row: row.n_tasks),
    Field("Điểm cần xem", 13, lambda row: row.n_issues),
    Field("Tệp gốc", 34, lambda row: row.file, wrap=True),
    Field("Dấu vân tay tệp (sha256)", 30, lambda row: row.sha256),
)


def plan_table(rows: Iterable[PlanSummary]) -> Table:
    """Every plan with its counts."""
    return table_of("Các kế hoạch", _PLAN, rows)
