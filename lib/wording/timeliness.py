"""Texts of the timeliness board: cells, due days, rates, tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from lib.domain.period import Calendar
from lib.domain.reporting import Board, BoardRow, DueDay, Rate, ReportingState, ReturnCell, rate
from lib.wording import numbers
from lib.wording.labels import Look, reporting_look

TABS: Mapping[str, str] = {"open": "Chưa nộp", "in": "Đã nộp", "returned": "Trả lại", "all": "Tất cả"}
BLOCKS: Mapping[str, str] = {
    "all": "Tất cả",
    "departments": "Sở, ban, ngành",
    "locals": "Xã, phường, đặc khu",
}
NOBODY = "Trong các kỳ này chưa đơn vị nào phải báo cáo kế hoạch này: kiểm tra phân công ở trang Danh mục."
NO_MATCH = "Không có đơn vị nào khớp."
ALL_IN = "Không còn đơn vị nào phải đôn đốc kỳ này."
CALENDAR_HINT = (
    "Số liệu của một tháng tính từ sau ngày chốt tháng trước đến ngày chốt tháng này. Hạn rơi vào cuối tuần hoặc ngày "
    "nghỉ thì dời sang ngày làm việc kế tiếp. Đổi ba ngày này đổi cả cách tính đúng hạn, trễ hạn của các kỳ trước."
)
SPECIAL_DAYS_HINT = (
    "Ngày lễ có sẵn theo lịch Việt Nam; thêm ngày nghỉ hoán đổi, ngày nghỉ riêng của tỉnh, và đánh dấu thứ Bảy, "
    "Chủ nhật phải làm bù. Mỗi ngày thay đổi là một việc được ghi vào nhật ký."
)
SETTINGS = "Lịch và khóa kỳ"
LOCK_HINT = "Kỳ đã khóa không nhận biểu mới và không hủy được lần nộp nào, cho đến khi mở khóa. Mỗi lần đều ghi lý do."


def in_tab(row: BoardRow, tab: str) -> bool:
    """Whether an agency stands in a tab of the board's last period."""
    state = row.now.state
    if tab == "open":
        return state in (ReportingState.MISSING, ReportingState.NOT_DUE)
    if tab == "in":
        return state.is_in
    return tab == "all" or state is ReportingState.RETURNED


def in_block(row: BoardRow, block: str) -> bool:
    """Whether an agency belongs to a block."""
    return block == "all" or row.is_local == (block == "locals")


def tab_label(tab: str, rows: Sequence[BoardRow]) -> str:
    """A tab with its count: «Chưa nộp (14)»."""
    return f"{TABS[tab]} ({sum(in_tab(row, tab) for row in rows)})"


def cell_look(cell: ReturnCell) -> Look:
    """Shape, colour and word of a cell; hollow when the return leaves indicators open."""
    shown = reporting_look(cell.state)
    return Look(cell_word(cell), shown.shape, shown.role, hollow=cell.n_unanswered > 0)


def cell_word(cell: ReturnCell) -> str:
    """The short word of a cell: «Đúng hạn», «Trễ 3 ngày», «Chưa nộp»."""
    if cell.state is ReportingState.LATE:
        return f"Trễ {cell.days_late} ngày"
    return {ReportingState.RETURNED: "Trả lại", ReportingState.NOTHING_DUE: numbers.MISSING}.get(
        cell.state, reporting_look(cell.state).word
    )


def cell_note(cell: ReturnCell) -> str:
    """What a cell adds in small letters: indicators left open, days overdue; empty when there is nothing to add."""
    if cell.n_unanswered:
        return f"thiếu {cell.n_unanswered}/{cell.n_owed} chỉ tiêu"
    if cell.state in (ReportingState.MISSING, ReportingState.RETURNED) and cell.days_late:
        return f"quá {cell.days_late} ngày"
    return ""


def strip_word(cell: ReturnCell) -> str:
    """What stands beside a symbol where there is room for three letters: days late."""
    return f"+{cell.days_late}" if cell.state is ReportingState.LATE else ""


def cell_said(cell: ReturnCell) -> str:
    """A cell in words, for its title and for those who listen."""
    parts = [f"{numbers.period(cell.period)}: {reporting_look(cell.state).word.lower()}"]
    if cell.state is ReportingState.LATE:
        parts.append(f"{cell.days_late} ngày")
    if cell.received_on:
        parts.append(f"nhận {numbers.day(cell.received_on)}, phiên bản {cell.version}")
    if cell.state.is_in:
        parts.append(f"trả lời {cell.n_answered}/{cell.n_owed} chỉ tiêu")
    elif cell.state is not ReportingState.NOTHING_DUE:
        parts.append(f"hạn {numbers.day(cell.due)}")
    return ", ".join(parts)


def due_text(due: DueDay) -> str:
    """When returns are due and why: «Hạn 20/06, dời sang 22/06 vì cuối tuần»."""
    if due.day == due.set_day:
        return f"Hạn {_short(due.day)}"
    reasons = " và ".join(name or "cuối tuần" for name in due.moved_by)
    return f"Hạn {_short(due.set_day)}, dời sang {_short(due.day)} vì {reasons}"


def moved_note(days: Sequence[DueDay]) -> str:
    """The due days that were moved and why: «* T6/2026: hạn 20/06, dời sang 22/06 vì cuối tuần»."""
    moved = [due for due in days if due.day != due.set_day]
    told = "; ".join(f"{numbers.period(due.period)}: {due_text(due).removeprefix('Hạn ')}" for due in moved)
    return f"* Hạn nộp {told}." if told else ""


def due_mark(due: DueDay) -> str:
    """The due day at the head of a column; a star where it was moved."""
    return f"hạn {_short(due.day)}{'' if due.day == due.set_day else '*'}"


def lead_parts(board: Board) -> tuple[tuple[str, str | None], ...]:
    """The sentence above the board as (text, role of status, `strong` or None)."""
    found = rate(board.rows)
    when = numbers.period_in_words(board.period)
    parts: list[tuple[str, str | None]] = [
        (f"{found.reported}/{found.expected}", "strong"),
        (f" đơn vị đã nộp báo cáo {when} ({share_text(found.reported, found.expected)})", None),
    ]
    if found.late:
        parts += [(", trong đó ", None), (f"{found.late} nộp trễ", "warn")]
    open_parts = [
        (f"{found.missing} chưa nộp", "bad") if found.missing else None,
        (f"{found.returned} bị trả lại", "bad") if found.returned else None,
        (f"{found.not_due} chưa nộp, {_days_left(board)}", "none") if found.not_due else None,
    ]
    for n, part in enumerate(part for part in open_parts if part):
        parts += [("; " if n == 0 else ", ", None), part]
    return (*parts, (".", None))


def meta(board: Board) -> str:
    """Due day, secretariat deadline and lock of the last period, and the plan."""
    parts = [due_text(board.now), f"thư ký báo cáo {_short(board.secretariat_day)}"]
    parts.append(f"tính đến {numbers.day(board.today)}")
    return " · ".join(parts)


def lock_sentence(due: DueDay) -> str:
    """That a period is locked, and why."""
    return f"Kỳ {numbers.period_in_words(due.period)} đã khóa sổ: {due.locked_because}"


def rate_words(found: Rate) -> str:
    """Reporting and on-time shares with their counts."""
    return (
        f"đã nộp {found.reported}/{found.expected} ({share_text(found.reported, found.expected)}), "
        f"đúng hạn {found.on_time}/{found.expected} ({share_text(found.on_time, found.expected)})"
    )


def rate_parts(found: Rate) -> tuple[tuple[str, int, Look], ...]:
    """The parts of a rate as (word, count, look), best first; empty parts left out."""
    named = (
        (ReportingState.ON_TIME, found.on_time),
        (ReportingState.LATE, found.late),
        (ReportingState.RETURNED, found.returned),
        (ReportingState.MISSING, found.missing),
        (ReportingState.NOT_DUE, found.not_due),
    )
    return tuple((reporting_look(state).word, count, reporting_look(state)) for state, count in named if count)


def share_text(part: int, whole: int) -> str:
    """A share in percent: «90,8 %»; «—» of nothing."""
    if not whole:
        return numbers.MISSING
    return numbers.percent(Decimal(part) * 100 / whole)


def caption(shown: int, total: int) -> str:
    """How many agencies are shown and what a tap does."""
    return f"{shown}/{total} đơn vị · chạm một ô để mở đơn vị ở kỳ đó"


def everyone(count: int) -> str:
    """The choice of all who are to be reminded."""
    return f"Tất cả {count} đơn vị còn nợ báo cáo hoặc chỉ tiêu"


def calendar_sentence(calendar: Calendar) -> str:
    """The three days as they stand."""
    return (
        f"Chốt số liệu ngày {calendar.cut_off_day}, hạn nộp ngày {calendar.due_day}, "
        f"thư ký báo cáo ngày {calendar.secretariat_day} hằng tháng."
    )


def saved_days(count: int) -> str:
    """What saving the table of days did."""
    return f"Đã ghi {count} ngày thay đổi." if count else "Không có ngày nào thay đổi."


def _short(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}"


def _days_left(board: Board) -> str:
    left = (board.now.day - board.today).days
    return "hôm nay đến hạn" if left == 0 else f"còn {left} ngày"
