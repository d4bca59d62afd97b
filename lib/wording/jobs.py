"""Texts of a job: how far it is, what it waits for, what became of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from lib.domain.batch import Verdict
from lib.domain.job import FileEnd, JobState
from lib.domain.period import Period
from lib.wording import numbers
from lib.wording.batch import ADVICE, RETURNED_BEFORE
from lib.wording.changes import moment
from lib.wording.labels import Look

_STATES: Mapping[JobState, tuple[str, str, str]] = {
    JobState.EMPTY: ("Không có báo cáo", "ring", "none"),
    JobState.READING: ("Đang đọc", "diamond", "early"),
    JobState.READY: ("Chờ xác nhận", "triangle", "warn"),
    JobState.TAKING: ("Đang ghi", "diamond", "early"),
    JobState.DONE: ("Đã xong", "disc", "ok"),
    JobState.CANCELLED: ("Đã bỏ", "ring", "none"),
}
_ENDS: Mapping[FileEnd, tuple[str, str, str]] = {
    FileEnd.ACCEPTED: ("Đã nhận", "disc", "ok"),
    FileEnd.REFUSED: ("Đã ghi nhận trả lại", "square", "bad"),
    FileEnd.DUPLICATE: ("Đã nhận trước đó", "ring", "none"),
    FileEnd.CHANGED: ("Cần xem lại", "triangle", "warn"),
}
_COUNTED: Mapping[FileEnd, str] = {
    FileEnd.ACCEPTED: "đã nhận",
    FileEnd.REFUSED: "ghi nhận trả lại",
    FileEnd.DUPLICATE: "đã nhận từ trước, không đổi gì",
    FileEnd.CHANGED: "cần xem lại",
}
_NOT_TAKEN: Mapping[Verdict, str] = {
    Verdict.FAULTY: "Chưa ghi gì: còn lỗi phải sửa.",
    Verdict.CLASHING: "Chưa ghi gì: có tệp khác cho cùng đơn vị và kỳ.",
    Verdict.ASKS_REASON: "Chưa ghi gì: cảnh báo chưa có lý do.",
    Verdict.REPEATED: ADVICE[Verdict.REPEATED],
    Verdict.DUPLICATE: ADVICE[Verdict.DUPLICATE],
}
LIST = "Lượt nộp đang xử lý, gần đây"
LIST_HINT = "Bấm vào một lượt để mở lại, kể cả sau khi đóng trang."
CLOSE = "Đóng lượt này"
CANCEL = "Bỏ lượt này"
CANCELLED = "Lượt này đã bỏ: không tệp nào được ghi vào sổ. Các tệp gốc vẫn được giữ."
EMPTY = "Không có báo cáo nào trong các tệp đã gửi. Các tệp gốc vẫn được giữ."
MAY_LEAVE = "Có thể đóng trang: việc vẫn chạy tiếp, mở lại lượt này ở cuối trang hoặc bằng đúng địa chỉ này."
NOTHING_WRITTEN = "Chưa có gì được ghi vào sổ cho đến khi bấm nhận."
QUEUED = "Đang chờ đến lượt…"
BROKEN_OFF = "Bị ngắt giữa chừng. Phần đã làm còn nguyên; phần mềm tự làm tiếp trong giây lát."
JUDGED_ANEW = "Sổ vừa có thay đổi: đang kiểm tra lại các tệp trước khi nhận…"
KEPT = "Đang cất các tệp vừa gửi…"
CHANGED = "Lúc ghi, kết luận khác lúc xác nhận; chưa ghi gì."
NONE_CHOSEN = "Chưa nhận tệp nào"
WHOLE_FOLDER = "Chọn cả thư mục"


def state_look(state: JobState) -> Look:
    """Word, shape and role of how far a job is."""
    return Look(*_STATES[state])


def end_look(became: FileEnd, waits: bool = False) -> Look:
    """Word, shape and role of what became of a file; waits: its figures are provisional."""
    word, shape, role = _ENDS[became]
    return Look(f"{word}, chờ duyệt" if waits and became is FileEnd.ACCEPTED else word, shape, role)


def title(number: int) -> str:
    """The head of a job."""
    return f"Lượt nộp số {number}"


def unknown(number: int) -> str:
    """A job that the ledger does not hold."""
    return f"Sổ không có lượt nộp số {number}."


def sent(dropped_at: str, n_files: int) -> str:
    """When it was sent and how many files it has."""
    return f"{n_files} tệp, gửi lúc {moment(dropped_at)}"


def resumed(at: str) -> str:
    """That a job was broken off and went on."""
    return f"Lượt này bị ngắt giữa chừng và đã được làm tiếp lúc {moment(at)}; không tệp nào bị tính hai lần."


def decided(by: str, at: str, received_on: str) -> str:
    """Who confirmed it, when, and for which day."""
    return f"{by} xác nhận lúc {moment(at)}, ngày nhận {received_on}."


def progress(state: JobState, done: int, of: int, file: str | None) -> str:
    """How far the reading or the taking is, and at which file."""
    if done == of:
        return f"Đã đọc {of}/{of} tệp, đang đối chiếu với sổ…" if state is JobState.READING else f"Đã ghi {of}/{of} tệp"
    verb = "đọc" if state is JobState.READING else "ghi"
    return f"Đã {verb} {done}/{of} tệp" + (f", đang {verb}: {file}" if file else "")


def in_short(state: JobState, n_returns: int, n_read: int, n_promised: int, n_ended: int) -> str:
    """How far a job is, in a few words of a list."""
    if state is JobState.READING:
        return f"đã đọc {n_read}/{n_returns} tệp"
    if state is JobState.TAKING:
        return f"đã ghi {n_ended}/{n_promised} tệp"
    if state is JobState.DONE:
        return f"{n_ended}/{n_returns} tệp đã xử lý"
    return f"{n_returns} báo cáo" if n_returns else "không có báo cáo"


def receipt_summary(ends: Sequence[FileEnd | None]) -> str:
    """How many files became what."""
    counts = Counter(ends)
    parts = [f"{counts[end]} {word}" for end, word in _COUNTED.items() if counts[end]]
    parts += [f"{counts[None]} không nhận"] if counts[None] else []
    return f"{len(ends)} tệp: {', '.join(parts)}."


def not_taken(verdict: Verdict | None, was_returned: bool) -> str:
    """Why a file of a confirmed job was left."""
    if verdict is Verdict.FAULTY and was_returned:
        return RETURNED_BEFORE
    return _NOT_TAKEN.get(verdict, "") if verdict else ""


def rest(count: int) -> str:
    """The head of the files with which all is well, when they are many."""
    return f"Xem {count} tệp không cần làm gì thêm"


def again_label(count: int) -> str:
    """The button that makes a new job of what was left."""
    return f"Xem lại {count} tệp chưa nhận"


def choose_label(agency: str | None, period: Period | None) -> str:
    """The question which of several files for one agency and period counts."""
    return f"Nhận tệp nào của {agency or 'đơn vị này'}, {numbers.period_in_words(period)}?"


def version_note(version: int | None) -> str:
    """That a file took the place of an earlier one."""
    return f", thay phiên bản {version - 1}" if version and version > 1 else ""
