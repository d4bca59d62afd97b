"""What the secretariat sends to those who owe returns: the text for a chat group, the sentences of the letter.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I (the parts of an official letter).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.domain.reporting import Board, BoardRow, ReportingState, rate
from lib.wording import numbers, timeliness

CHAT_LETTERS = 1500
DEMO_MARK = "DỮ LIỆU THỬ – KHÔNG PHẢI VĂN BẢN CHÍNH THỨC"
RESPONSIBILITY = (
    "Thủ trưởng cơ quan, đơn vị chịu trách nhiệm về tính kịp thời, đầy đủ và chính xác của số liệu báo cáo./."
)
NUMBER = f"Số:{numbers.NBSP * 9}/"
RECIPIENTS = ("Như trên;", "Lãnh đạo phụ trách (để b/c);", "Lưu: VT.")
HEADS = ("TT", "Cơ quan, đơn vị", "Chỉ tiêu chưa báo cáo", "Tình trạng", "Quá hạn (ngày)")
LINES_HEAD = ("TT", "Chỉ tiêu chưa báo cáo")


@dataclass(frozen=True, slots=True)
class Section:
    """Agencies that are asked for the same thing, by block: a heading and one item each."""

    heading: str
    items: tuple[str, ...]


def chat_text(board: Board, most: int = CHAT_LETTERS) -> str:
    """A polite text for the chat group: who owes what, by block, at most `most` letters."""
    sections = _sections(board)
    if not sections:
        return f"Đã nhận đủ báo cáo {numbers.period_in_words(board.period)}. Trân trọng cảm ơn các đơn vị."
    head, foot = _opening(board), _closing(board)
    room = most - len(head) - len(foot) - 2
    parts = []
    for n, section in enumerate(sections):
        text = _fitted(section, room // (len(sections) - n))
        room -= len(text) + 1
        parts.append(text)
    return "\n".join((head, *parts, foot))


def ordinals(numbers_: Iterable[int]) -> str:
    """Numbers of indicators, runs joined: «1–3, 8»."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers_)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def state_words(row: BoardRow) -> str:
    """Why an agency is in the letter's table."""
    if row.now.n_unanswered:
        return "Còn thiếu chỉ tiêu"
    if row.now.state is ReportingState.RETURNED:
        return "Bị trả lại, chưa gửi lại"
    return "Chưa nộp" if row.now.state is ReportingState.MISSING else "Chưa nộp, chưa đến hạn"


def late_text(row: BoardRow) -> str:
    """Days overdue in the letter's table; nothing where a return is in or not due yet."""
    return str(row.now.days_late) if row.now.state.is_open and row.now.days_late else numbers.MISSING


def subject(board: Board) -> str:
    """What the letter is about."""
    when = numbers.period_in_words(board.period).replace(" ", numbers.NBSP)
    return f"V/v đôn đốc báo cáo kết quả thực hiện chỉ tiêu chuyển đổi số {when}"


def issuer_lines(issuer: str) -> tuple[str, ...]:
    """The issuing body as the head of a letter writes it, broken before the name of its place."""
    whole = issuer.replace("UBND", "Ủy ban nhân dân").upper()
    body, of_place, place = whole.partition(" TỈNH ")
    return (body, f"TỈNH {place}") if of_place else (whole,)


def place_and_day(board: Board) -> str:
    """«Gia Lai, ngày 25 tháng 6 năm 2026»; a day below 10 and the months 1 and 2 take a zero."""
    day = board.today
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{board.province or '………'}, ngày {day.day:02d} tháng {month} năm {day.year}"


def addressees(rows: Sequence[BoardRow]) -> str:
    """To whom the letter goes: names while they are few."""
    if len(rows) <= 3:
        return "; ".join(row.name for row in rows)
    return "Các cơ quan, đơn vị có tên trong danh sách dưới đây"


def paragraphs(board: Board, rows: Sequence[BoardRow]) -> tuple[str, ...]:
    """The body above the table."""
    when = numbers.period_in_words(board.period)
    due = f"{numbers.day(board.now.day)}{_moved(board)}"
    basis = f"Thực hiện {numbers.as_written(board.plan_title)}, báo cáo {when} phải gửi chậm nhất ngày {due}."
    asked = f"Đề nghị {_whom(rows)} gửi báo cáo theo biểu mẫu {_by_when(board)} để kịp tổng hợp."
    return basis, _tally(board, rows), f"{asked} Danh sách cụ thể như sau:"


def line_note(board: Board, rows: Iterable[BoardRow]) -> str:
    """The indicators that the table names by number."""
    owed = {number for row in rows for number in row.unanswered}
    named = (f"{line.ordinal}. {line.name}" for line in board.completeness if line.ordinal in owed)
    return "Chỉ tiêu: " + "; ".join(named) + "."


def _tally(board: Board, rows: Sequence[BoardRow]) -> str:
    today = numbers.day(board.today)
    if len(rows) == 1:
        row = rows[0]
        if row.now.n_unanswered:
            return f"Đến ngày {today}, báo cáo của {row.name} còn thiếu {len(row.unanswered)} chỉ tiêu."
        late = f" (quá hạn {row.now.days_late} ngày)" if row.now.days_late else ""
        what = "phải sửa và chưa được gửi lại" if row.now.state is ReportingState.RETURNED else "chưa nhận được"
        return f"Đến ngày {today}, báo cáo của {row.name} {what}{late}, gồm {len(row.unanswered)} chỉ tiêu."
    found = rate(board.rows)
    silent, short = len(board.silent), len(board.incomplete)
    text = (
        f"Đến ngày {today} đã nhận báo cáo của {found.reported}/{found.expected} cơ quan, đơn vị "
        f"({timeliness.share_text(found.reported, found.expected)}), trong đó {found.on_time} đúng hạn; "
        f"còn {silent} cơ quan, đơn vị chưa nộp hoặc chưa gửi lại ({_blocks(board)})"
    )
    return text + (f" và {short} cơ quan, đơn vị đã nộp nhưng còn thiếu chỉ tiêu." if short else ".")


def _blocks(board: Board) -> str:
    parts = []
    for block in ("departments", "locals"):
        rows = [row for row in board.rows if timeliness.in_block(row, block)]
        expected = rate(rows).expected
        if expected:
            silent = sum(row.now.state.is_open for row in rows)
            parts.append(f"{timeliness.BLOCKS[block].lower()}: {silent}/{expected}")
    return "; ".join(parts)


def _whom(rows: Sequence[BoardRow]) -> str:
    return rows[0].name if len(rows) == 1 else "các cơ quan, đơn vị có tên dưới đây khẩn trương hoàn thành và"


def _by_when(board: Board) -> str:
    if board.today < board.secretariat_day:
        return f"trước ngày {numbers.day(board.secretariat_day)}"
    return "trong thời gian sớm nhất"


def _moved(board: Board) -> str:
    moved = board.now.day != board.now.set_day
    return f" ({timeliness.due_text(board.now).lower()})" if moved else ""


def _opening(board: Board) -> str:
    found = rate(board.rows)
    when = numbers.period_in_words(board.period)
    return (
        f"[Báo cáo {when}] {timeliness.due_text(board.now)}.\n"
        f"Đến {numbers.day(board.today)} đã nhận {found.reported}/{found.expected} đơn vị, xin cảm ơn."
    )


def _closing(board: Board) -> str:
    return f"Đề nghị các đơn vị trên gửi báo cáo {_by_when(board)}. Trân trọng cảm ơn."


def _sections(board: Board) -> list[Section]:
    """Who is asked for what: by block those who are silent, then those sent back, then those with open lines."""
    silent = [row for row in board.silent if row.now.state is not ReportingState.RETURNED]
    returned = [row for row in board.silent if row.now.state is ReportingState.RETURNED]
    grouped = [
        (f"{timeliness.BLOCKS[block]} chưa nộp", [row for row in silent if timeliness.in_block(row, block)])
        for block in ("departments", "locals")
    ]
    grouped.append(("Cần sửa và gửi lại", returned))
    grouped.append(("Đã nộp nhưng còn thiếu", list(board.incomplete)))
    return [_section(heading, rows) for heading, rows in grouped if rows]


def _section(heading: str, rows: Sequence[BoardRow]) -> Section:
    """One section; what most of its agencies owe stands in the heading, the others name theirs."""
    usual, count = Counter(row.unanswered for row in rows).most_common(1)[0]
    shared = f", chỉ tiêu {ordinals(usual)}" if count > 1 else ""
    items = (
        row.name if shared and row.unanswered == usual else f"{row.name} (chỉ tiêu {ordinals(row.unanswered)})"
        for row in rows
    )
    return Section(f"• {heading} ({len(rows)} đơn vị{shared})", tuple(items))


def _fitted(section: Section, room: int) -> str:
    """A section in at most `room` letters (its heading always stands), ended by «và n đơn vị khác» when cut."""
    text = f"{section.heading}: "
    for n, item in enumerate(section.items):
        rest = len(section.items) - n
        end = "." if rest == 1 else f"; và {rest - 1} đơn vị khác."
        if n and len(text) + len(item) + len(end) > room:
            return f"{text.removesuffix('; ')} và {rest} đơn vị khác."
        text += item + ("; " if rest > 1 else ".")
    return text


def _run(run: Sequence[int]) -> str:
    if len(run) == 1:
        return str(run[0])
    return f"{run[0]}, {run[1]}" if len(run) == 2 else f"{run[0]}–{run[-1]}"
