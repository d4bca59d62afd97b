"""Texts of returns: outcomes, days, answers before and after."""

from __future__ import annotations

from collections.abc import Mapping

from lib.domain.period import Period
from lib.domain.review import ReviewState
from lib.domain.submission import Answer, Line
from lib.wording import labels, numbers

STATES: Mapping[ReviewState, str] = {
    ReviewState.RECEIVED: "Chờ duyệt",
    ReviewState.CHECKED: "Đã xem, chờ duyệt",
    ReviewState.ACCEPTED: "Đã nhận",
    ReviewState.RETURNED: "Đã trả lại khi duyệt",
    ReviewState.REFUSED: "Bị trả lại vì có lỗi",
    ReviewState.UNDONE: "Đã hoàn tác",
}


def state_text(state: ReviewState, version: int | None) -> str:
    """Where a submission stands, with its version."""
    return f"{STATES[state]}, phiên bản {version}" if version else STATES[state]


def answer_text(line: Line | None, unit: str) -> str:
    """An answer in a preview: the figure with a and b, the word, or «bỏ trống»."""
    if line is None:
        return "bỏ trống"
    if line.answer is not Answer.FIGURE:
        return labels.ANSWERS[line.answer].lower()
    shown = numbers.result(line.value, unit)
    if line.a is not None and line.b is not None:
        return f"{shown} ({numbers.count(line.a)}/{numbers.count(line.b)})"
    return shown


def change_text(before: Line | None, after: Line, unit: str) -> str:
    """How far a figure has moved, with its sign; empty where one of the two is no figure."""
    if before is None or before.value is None or after.value is None:
        return ""
    return numbers.difference(after.value - before.value, unit)


NOBODY = "Trong kỳ này chưa đơn vị nào phải báo cáo kế hoạch này."
UPLOAD_HINT = (
    "Phần mềm tự nhận ra đơn vị và kỳ từ biểu, kiểm tra toàn bộ rồi cho xem trước. "
    "Chưa có gì được ghi cho đến khi bấm nhận."
)


def form_button(agency: str, period: Period) -> str:
    """The label of the download of a blank form."""
    return f"Tải biểu trống {numbers.period(period)} cho {agency}"


def locked(period: Period, reason: str) -> str:
    """That a period takes no more returns, and why."""
    return (
        f"Kỳ {numbers.period_in_words(period)} đã khóa sổ: {reason}. Biểu của kỳ này sẽ bị trả lại cho đến khi mở khóa."
    )
