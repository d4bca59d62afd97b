"""What a preview and a receipt say: counts, agency and period in one sentence."""

from __future__ import annotations

from lib.domain.issue import Issue
from lib.domain.period import Period
from lib.domain.submission import Outcome
from lib.wording import messages, numbers
from lib.wording.labels import short_name


def preview_sentence(
    n_blocking: int, n_warnings: int, n_new: int, n_changed: int, n_dropped: int, duplicate: bool, whose: str
) -> str:
    """What would happen to a file."""
    if duplicate:
        return f"Tệp này đã được nhận và đang có hiệu lực{whose}. Không cần làm gì thêm."
    if n_blocking:
        return (
            f"Có {n_blocking} lỗi phải sửa{whose}. Chưa số liệu nào được ghi; "
            "đơn vị sửa đúng các ô dưới đây rồi gửi lại."
        )
    parts = [f"nạp {n_new} giá trị mới"] if n_new else []
    parts += [f"thay {n_changed} giá trị"] if n_changed else []
    parts += [f"bỏ trống {n_dropped} chỉ tiêu trước đó có số"] if n_dropped else []
    what = ", ".join(parts) or "không đổi giá trị nào"
    warned = f" Có {n_warnings} cảnh báo cần xem." if n_warnings else ""
    return f"Tệp đọc được{whose}: {what}.{warned}"


def whose(agency: str | None, period: Period | None) -> str:
    """Whose file it is: « (Sở Nội vụ, tháng 5/2026)», or nothing when that is not known."""
    parts = [part for part in (agency, numbers.period_in_words(period) if period else None) if part]
    return f" ({', '.join(parts)})" if parts else ""


COPY = "Tải tệp có đánh dấu lỗi"
REASON = "Lý do chấp nhận các cảnh báo"
OWN_REASONS = "Lý do riêng cho từng cảnh báo"
AS_FOR_ALL = "như lý do chung"
HELD = "Có cảnh báo mới phát sinh sau lúc xem trước, chưa được trả lời. Tải tệp lên lại, xem cảnh báo và ghi lý do."
INCOMPLETE = "Điền người nộp và lý do trước."


def warning_label(issue: Issue, name: str | None) -> str:
    """A warning as the label of its reason: cell, indicator, sentence."""
    place = f"Ô {issue.cell}" if issue.cell else ""
    head = " · ".join(part for part in (place, short_name(name, 60) if name else "") if part)
    return f"{head}: {messages.sentence(issue)}" if head else messages.sentence(issue)


def confirm_label(n_values: int) -> str:
    """The label of the button that takes a file in."""
    return f"Nhận báo cáo: {n_values} giá trị"


def receipt_title(outcome: Outcome, waits: bool = False) -> str:
    """The head of a receipt."""
    if waits and outcome is Outcome.ACCEPTED:
        return "Đã nhận, chờ duyệt: số liệu hiện là số tạm."
    return {
        Outcome.ACCEPTED: "Đã nhận báo cáo.",
        Outcome.REFUSED: "Đã ghi nhận trả lại.",
        Outcome.DUPLICATE: "Tệp trùng.",
    }[outcome]


def receipt_sentence(
    outcome: Outcome, submission: int | None, version: int | None, n_values: int, sha256: str, whose_file: str
) -> str:
    """A receipt: what the ledger now holds."""
    mark = f"mã tệp {sha256[:12]}…"
    if outcome is Outcome.ACCEPTED:
        return f"Lần nộp số {submission}{whose_file}, phiên bản {version}, {n_values} giá trị, {mark}"
    if outcome is Outcome.REFUSED:
        return f"Lần nộp số {submission}{whose_file}: tệp và lý do trả lại đã lưu, không số liệu nào được ghi, {mark}"
    return f"Trùng lần nộp số {submission}{whose_file}; không thay đổi gì."
