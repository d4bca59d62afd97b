"""The texts of an annotated copy: the notes at its cells and its sheet «Lỗi cần sửa»."""

from __future__ import annotations

from lib.domain.issue import Issue, Severity
from lib.wording import messages
from lib.wording.labels import SEVERITIES

SHEET_NAME = "Lỗi cần sửa"
TITLE = "LỖI CẦN SỬA TRONG BÁO CÁO"
HEADERS = ("STT", "Mức", "Chỗ cần sửa", "Chỉ tiêu", "Nội dung", "Cách sửa")
WHOLE_FILE = "Cả tệp"
BRAND = "Sổ chỉ tiêu"
THEIRS = "Ghi chú có sẵn trong ô:"
_HOW = (
    "Bấm vào ô ở cột «Chỗ cần sửa» để đến đúng chỗ, sửa ngay trong tệp này rồi lưu và gửi lại. "
    "Màu đánh dấu, ghi chú và trang này không ảnh hưởng đến báo cáo, không cần xóa."
)


def summary(severities: list[Severity], left_out: int) -> str:
    """How many faults of each kind there are, and what to do with the list."""
    counts = [(severities.count(severity), label.lower()) for severity, label in SEVERITIES.items()]
    said = ", ".join(f"{n} {label}" for n, label in counts if n)
    more = f" Danh sách dừng ở đây; còn {left_out} điểm nữa." if left_out else ""
    return f"Có {said}. {_HOW}{more}" if said else _HOW


def place(issue: Issue) -> str:
    """Where to go: «Biểu báo cáo – ô H9», the sheet alone, or the whole file."""
    if issue.sheet and issue.cell:
        return f"{issue.sheet} – ô {issue.cell}"
    return issue.sheet or WHOLE_FILE


def note_head(severity: Severity) -> str:
    """The first line of a note at a cell, by which it is known again."""
    return f"{BRAND} – {SEVERITIES[severity]}"


NOTE_HEADS = tuple(note_head(severity) for severity in Severity)


def note_body(issues: list[Issue]) -> str:
    """What stands below the first line: sentence and mend of every fault of one cell."""
    parts = []
    for number, issue in enumerate(issues, start=1):
        said = messages.message(issue)
        mark = f"{number}. " if len(issues) > 1 else ""
        parts.append(f"{mark}{said.sentence}" + (f"\nCách sửa: {said.mend}" if said.mend else ""))
    return "\n".join(parts)
