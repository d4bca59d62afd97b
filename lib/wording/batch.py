"""Texts of many returns at once: verdicts, counts, what was left out, the button and the receipt table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from lib.domain.batch import Verdict
from lib.domain.errors import UploadRefused
from lib.domain.issue import Issue, Severity
from lib.domain.period import Period
from lib.wording import messages, numbers
from lib.wording.labels import Look

_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|]')
_VERDICTS: Mapping[Verdict, tuple[str, str, str]] = {
    Verdict.FAULTY: ("Có lỗi phải sửa", "square", "bad"),
    Verdict.CLASHING: ("Phải chọn một", "fall", "bad"),
    Verdict.ASKS_REASON: ("Cần giải trình", "triangle", "warn"),
    Verdict.READY: ("Hợp lệ", "disc", "ok"),
    Verdict.REPEATED: ("Trùng trong lượt này", "ring", "none"),
    Verdict.DUPLICATE: ("Đã nhận trước đó", "ring", "none"),
}
_COUNTED: Mapping[Verdict, str] = {
    Verdict.READY: "hợp lệ",
    Verdict.ASKS_REASON: "cần giải trình",
    Verdict.FAULTY: "có lỗi phải sửa",
    Verdict.CLASHING: "trùng đơn vị và kỳ, phải chọn một",
    Verdict.DUPLICATE: "đã nhận trước đó",
    Verdict.REPEATED: "lặp lại trong lượt này",
}
ADVICE: Mapping[Verdict, str] = {
    Verdict.CLASHING: "Có tệp khác cho cùng đơn vị và kỳ: chọn tệp đúng ở dưới.",
    Verdict.REPEATED: "Cùng nội dung với một tệp đứng trước; chỉ nhận một lần.",
    Verdict.DUPLICATE: "Đúng tệp này đang có hiệu lực; không nhận lại.",
}
_SKIPPED: Mapping[str, str] = {
    "of-system": "tệp của hệ điều hành hoặc tệp tạm, bỏ qua",
    "archive-unknown": "tệp nén dạng khác: giải nén rồi gửi các tệp Excel, hoặc nén lại dạng .zip",
    "archive-inside": "tệp nén nằm trong tệp nén: giải nén rồi gửi riêng",
    "not-excel": "không phải tệp Excel, bỏ qua",
    "file-password": "bị khóa bằng mật khẩu: bỏ mật khẩu rồi gửi lại",
    "file-too-large": "lớn quá mức cho phép",
    "zip-damaged": "bị cắt cụt hoặc hỏng: nén và gửi lại",
    "zip-too-many-entries": "có quá nhiều tệp bên trong: chia thành nhiều lượt",
    "zip-bomb": "phình to bất thường khi mở: không mở",
    "zip-overlap": "có cấu trúc bất thường: không mở",
    "zip-bad-method": "được nén theo cách lạ: nén lại dạng .zip thường",
}
UPLOAD_LABEL = "Kéo thả hoặc chọn tệp .xlsx (tối đa 10 MB), nhiều tệp một lượt, hoặc một tệp .zip"
FOLDER_LABEL = "Chọn thư mục có các tệp báo cáo (đọc cả thư mục con)"
REASON = "Lý do chấp nhận cảnh báo (dùng chung cho các tệp cần giải trình)"
RECORD_FAULTY = "Ghi nhận trả lại các tệp có lỗi (lưu tệp gốc và lý do, không ghi số liệu)"
ASKING_LEFT = "Chưa ghi lý do thì các tệp cần giải trình chưa được nhận trong lượt này."
WHO = "Điền người nộp trước."
RETURNED_BEFORE = "Đã ghi nhận trả lại trước đó, không ghi thêm."
NOTHING_LEFT = "Không còn tệp nào để nhận trong lượt này."
COPIES = "Tải các tệp có đánh dấu lỗi (.zip)"


def verdict_look(verdict: Verdict) -> Look:
    """Word, shape and role of a verdict."""
    return Look(*_VERDICTS[verdict])


def summary(found: Sequence[Verdict]) -> str:
    """How many files there are of each verdict."""
    counts = Counter(found)
    parts = [f"{counts[verdict]} {word}" for verdict, word in _COUNTED.items() if counts[verdict]]
    return f"{len(found)} báo cáo: {', '.join(parts)}."


def whose(agency: str | None, period: Period | None) -> tuple[str, str]:
    """Agency and period as recognised, or a dash each."""
    return agency or numbers.MISSING, numbers.period(period) if period else numbers.MISSING


def fault_count(issues: Sequence[Issue]) -> str:
    """«2 lỗi, 1 cảnh báo», or a dash."""
    counts = Counter(issue.severity for issue in issues)
    named = ((Severity.BLOCKING, "lỗi"), (Severity.WARNING, "cảnh báo"))
    return ", ".join(f"{counts[severity]} {word}" for severity, word in named if counts[severity]) or numbers.MISSING


def note(verdict: Verdict, issues: Sequence[Issue], was_returned: bool) -> str:
    """What is said of a file beside its verdict: what to do, or how many faults it has."""
    if verdict in ADVICE:
        return ADVICE[verdict]
    again = f". {RETURNED_BEFORE}" if was_returned else ""
    return fault_count(issues) + again


def reasons(issues: Sequence[Issue]) -> tuple[str, ...]:
    """Why a file needs a look, the worst first, each with its place."""
    worst = sorted(issues, key=lambda issue: list(Severity).index(issue.severity))
    return tuple(_reason(issue) for issue in worst)


def _reason(issue: Issue) -> str:
    where = f"Ô {issue.cell}: " if issue.cell else ""
    return where + messages.full(issue)


def skipped(name: str, code: str) -> str:
    """A file that was left out, and why."""
    return f"{name}: {_SKIPPED.get(code) or messages.fault(UploadRefused(code))}"


def may_be_a_return(code: str) -> bool:
    """Whether a return may have been left out with a file of this code."""
    return code not in ("of-system", "not-excel")


def skipped_title(count: int) -> str:
    """The head of the list of what was left out."""
    return f"Đã bỏ qua {count} tệp"


def confirm_label(n_taken: int, n_returned: int) -> str:
    """The label of the one button: «Nhận 12 tệp hợp lệ», and what goes back."""
    taken = f"Nhận {n_taken} tệp hợp lệ" if n_taken else ""
    returned = f"ghi nhận trả lại {n_returned} tệp" if n_returned else ""
    label = ", ".join(part for part in (taken, returned) if part)
    return label[:1].upper() + label[1:] if label else NOTHING_LEFT


def receipt_detail(submission: int | None, version: int | None, n_values: int, sha256: str) -> str:
    """A receipt in short: number, version, values, mark of the file."""
    parts = [f"lần nộp số {submission}" if submission else "", f"phiên bản {version}" if version else ""]
    parts += [f"{n_values} giá trị" if n_values else "", f"mã tệp {sha256[:12]}…"]
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def copy_name(name: str) -> str:
    """What the annotated copy of a file is called: the name alone, without folders."""
    base = _NO_FILE_NAME.sub("_", name.rpartition("/")[2])
    stem, dot, _ = base.rpartition(".")
    return f"{stem if dot else base} - đánh dấu lỗi.xlsx"
