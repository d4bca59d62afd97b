"""Texts of the review of returns and of a submission's own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lib.domain.period import Period
from lib.domain.review import ReviewAction, ReviewRules, ReviewState
from lib.domain.submission import Answer, Line
from lib.wording import numbers
from lib.wording.changes import moment
from lib.wording.history import FATES, reviewed
from lib.wording.labels import PROVISIONAL, Look
from lib.wording.messages import COLUMNS
from lib.wording.submission import STATES

TITLE = "Duyệt báo cáo"
NOTHING_WAITS = "Không còn biểu nào chờ duyệt."
SWITCHED_OFF = "Bước duyệt đang tắt: biểu nhận xong là số chính thức. Bật ở cuối trang nếu cần người thứ hai xem trước."
WHO = "Người duyệt"
WHO_HINT = "Họ tên, chức vụ"
CHECK, ACCEPT, RETURN = "Đã xem", "Duyệt", "Trả lại để sửa"
WHO_FIRST = "Điền tên người quyết định trước; tên được ghi vào sổ."
WORKER = "Người thực hiện"
WORKER_HINT = "Tên được ghi vào sổ cùng mỗi việc ở mục này; khóa, mở khóa kỳ thì bắt buộc có tên."
UNNAMED = "thư ký (không ghi tên)"
RETURN_REASON = "Lý do trả lại"
UNDO, UNDO_REASON = "Hoàn tác lần nộp này", "Lý do hoàn tác"
UNDO_HINT = "Không xóa gì: số liệu của lần này rời sổ, bản trước đó (nếu có) có hiệu lực trở lại."
RULES_TITLE = "Cách duyệt"
NEEDED = "Duyệt trước khi là số chính thức"
NEEDED_HELP = "Biểu nhận về vẫn được tính, nhưng là số tạm (vẽ rỗng) cho đến khi có người duyệt."
FOUR_EYES = "Bốn mắt: người duyệt phải khác người nộp và người đã xem"
RULES_BY, RULES_SAVE, RULES_SAVED = "Người đổi", "Lưu cách duyệt", "Đã lưu cách duyệt."
ACCEPTED_ONLY = "Chỉ số đã duyệt"
ACCEPTED_ONLY_BANNER = "Đang bỏ qua số tạm: chỉ gồm số của các biểu đã duyệt."
ORIGINAL, COPY = "Tải tệp gốc", "Tải tệp có đánh dấu"
UNKNOWN = "Không có lần nộp nào mang số này."
CHOOSE = "Chọn một lần nộp ở trang «Nộp báo cáo», «Duyệt» hoặc trang đơn vị."
NO_LINES = "Tệp này không để lại số liệu nào trong sổ; nội dung và lý do vẫn được lưu."
NO_FINDINGS = "Kiểm tra không thấy lỗi hay cảnh báo nào."
CELLS_HINT = "Bấm một dòng để xem từng ô như đã gõ trong tệp."

COUNTED = (ReviewState.ACCEPTED, ReviewState.RECEIVED, ReviewState.CHECKED)  # unless a newer version replaced it
_STATE_LOOKS: Mapping[ReviewState, Look] = {
    ReviewState.RECEIVED: Look(STATES[ReviewState.RECEIVED], "diamond", "early"),
    ReviewState.CHECKED: Look(STATES[ReviewState.CHECKED], "diamond", "early"),
    ReviewState.ACCEPTED: Look("Đã duyệt, đang tính", "disc", "ok"),
    ReviewState.RETURNED: Look(STATES[ReviewState.RETURNED], "fall", "bad"),
    ReviewState.REFUSED: Look(STATES[ReviewState.REFUSED], "square", "bad"),
    ReviewState.UNDONE: Look(STATES[ReviewState.UNDONE], "fall", "bad"),
}
DONE: Mapping[str, str] = {
    ReviewAction.CHECK: "Đã ghi: đã xem biểu này.",
    ReviewAction.ACCEPT: "Đã duyệt: số liệu là chính thức.",
    ReviewAction.RETURN: "Đã trả lại: số liệu rời sổ, đơn vị được ghi «Trả lại để sửa».",
    "undo": "Đã hoàn tác lần nộp này.",
}


def state_look(state: ReviewState, in_force: bool, needs_review: bool) -> Look:
    """The look of a submission: one that a newer version replaced says so, «Đã duyệt» one that a person accepted.

    needs_review: whether it had to be accepted by a person; else it counted as soon as it came.
    """
    if state in COUNTED and not in_force:
        return FATES["superseded"]
    if state is ReviewState.ACCEPTED and not needs_review:
        return Look("Đã nhận, đang tính", "disc", "ok")
    return _STATE_LOOKS[state]


def summary(n_waiting: int, n_clean: int, rules: ReviewRules) -> str:
    """How many returns wait, and how many of them without a warning."""
    if not n_waiting:
        return NOTHING_WAITS if rules.needed else SWITCHED_OFF
    warned = n_waiting - n_clean
    parts = [f"{n_clean} không có cảnh báo"] if n_clean else []
    parts += [f"{warned} có cảnh báo cần xem"] if warned else []
    return f"{n_waiting} biểu chờ duyệt: {', '.join(parts)}. Số của các biểu này đang là {PROVISIONAL}."


def accept_clean_label(count: int) -> str:
    """The label of the button that accepts every return without a warning."""
    return f"Duyệt cả {count} biểu không có cảnh báo"


def accepting(done: int, count: int) -> str:
    """Progress while many returns are accepted."""
    return f"Đang duyệt {done}/{count} biểu…"


def accepted_many(n_accepted: int, faults: Sequence[str]) -> str:
    """What became of many returns."""
    left = f" {len(faults)} biểu chưa duyệt được: {'; '.join(faults)}" if faults else ""
    return f"Đã duyệt {n_accepted} biểu.{left}"


def warned(n_warnings: int) -> Look:
    """How a waiting return looks in the list."""
    if not n_warnings:
        return Look("Không có cảnh báo", "disc", "ok")
    return Look(f"{n_warnings} cảnh báo", "triangle", "warn")


def waiting_note(uploaded_by: str, received_on: str, checked_by: str | None, reason: str | None) -> str:
    """Who sent a waiting return in, who has looked at it, and the answer given to its warnings."""
    day = numbers.day(date.fromisoformat(received_on))
    parts = [f"{uploaded_by} nộp, ngày nhận {day}"]
    parts += [f"{checked_by} đã xem"] if checked_by else []
    parts += [f"giải trình: {reason}"] if reason else []
    return "; ".join(parts)


def row_note(number: int, version: int | None, n_values: int, uploaded_by: str, received_on: str, file: str) -> str:
    """Number, version, values, sender and file of a submission in a list."""
    parts = [f"Lần nộp {number}", f"bản {version}" if version else None, f"{n_values} giá trị"]
    parts += [waiting_note(uploaded_by, received_on, None, None), f"tệp «{file}»"]
    return " · ".join(part for part in parts if part)


def title(agency: str | None, period: Period | None) -> str:
    """The head of a submission's page."""
    whose = ", ".join(part for part in (agency, numbers.period_in_words(period) if period else None) if part)
    return whose[:1].upper() + whose[1:] if whose else "Tệp chưa nhận ra đơn vị"


def subtitle(number: int, version: int | None, file: str, uploaded_by: str, received_on: str, received_at: str) -> str:
    """Number, version, file and sender of a submission."""
    day = numbers.day(date.fromisoformat(received_on))
    of_version = f", phiên bản {version}" if version else ""
    sent = f"{uploaded_by} nộp, ngày nhận {day}; sổ ghi {moment(received_at)}"
    return f"Lần nộp số {number}{of_version} · tệp «{file}» · {sent}"


def before_title(period: Period | None, version: int | None, same_period: bool) -> str:
    """What stands in the column of the past."""
    if period is None:
        return "Trước đó"
    return f"Bản {version}" if same_period else numbers.period(period)


def sheet_text(sheet: str | None) -> str:
    """Where the cells below stand."""
    return f"Trang «{sheet}» của tệp, từng ô như đã gõ:" if sheet else ""


def cell_pair(column: str, ref: str, raw: str) -> tuple[str, str]:
    """A cell with what it means, and what was typed in it."""
    return f"{ref} · {COLUMNS.get(column, column)}", raw


def acts(reviews: Sequence[tuple[ReviewAction, str, str, str | None]]) -> list[str]:
    """What was done with a submission, one sentence each."""
    return [reviewed(*one) for one in reviews]


def second_text(line: Line, unit: str, risky: bool, gap: str | None) -> str:
    """The second source beside a figure: its value, name and how far it lies apart."""
    if line.second_value is None:
        return "cần nguồn thứ hai" if risky and line.answer is Answer.FIGURE else numbers.MISSING
    named = f" ({line.second_source})" if line.second_source else ""
    apart = f"; lệch {gap}" if gap else ""
    return f"{numbers.with_unit(numbers.trimmed(line.second_value, 2), unit)}{named}{apart}"
