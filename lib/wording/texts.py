"""Sentences of the shell and the command line: results of verbs, faults, banners."""

from __future__ import annotations

from lib.domain.errors import LedgerError

_TEXTS = {
    "cli-ready": "Sổ đã sẵn sàng: {path}",
    "cli-forms-written": "Đã ghi {count} biểu trống: {path}",
    "cli-undone": "Đã hoàn tác lần nộp số {submission}. Không xóa gì; phiên bản trước (nếu có) có hiệu lực trở lại.",
    "cli-backed-up": "Đã sao lưu và kiểm tra: {path}",
    "cli-whole": "Sổ toàn vẹn: mọi giá trị đọc lại từ tệp gốc đều khớp.",
    "cli-damaged": "Có {count} điểm không khớp; xem danh sách.",
    "outcome-accepted": "đã nhận",
    "outcome-refused": "bị trả lại, không số liệu nào được ghi",
    "outcome-duplicate": "trùng tệp đang có hiệu lực, không thay đổi gì",
    "demo-banner": "DỮ LIỆU THỬ: mọi số liệu trên trang này do máy tạo ra để trình diễn, không phải số liệu thật.",
}
_FAULTS = {
    "plan-unknown": "Sổ không có kế hoạch «{plan}». Xem danh sách ở trang Danh mục hoặc lệnh plans.",
    "indicator-unknown": "Kế hoạch này không có chỉ tiêu «{indicator}».",
    "agency-unknown": "Không nhận ra đơn vị «{agency}». Ghi mã, hoặc tên đầy đủ như trong danh bạ.",
    "province-unknown": "Không có tỉnh, thành phố «{province}».",
    "submission-unknown": "Không có lần nộp số {submission}.",
    "nothing-owed": "«{agency}» không phải báo cáo chỉ tiêu nào của kế hoạch này trong kỳ {period}.",
    "undo-refused": "Lần nộp số {submission} không ở trạng thái đã nhận nên không hoàn tác được.",
    "reason-missing": "Cần ghi lý do.",
    "database-busy": "Sổ đang được ghi bởi người khác quá lâu. Chưa ghi gì; xin thử lại sau ít phút.",
    "database-missing": "Chưa có sổ «{path}». Chạy lệnh init trước.",
    "database-newer": "Sổ «{path}» do phiên bản phần mềm mới hơn ghi. Hãy nâng cấp phần mềm; chưa thay đổi gì.",
    "database-unusable": "Tệp «{path}» không phải là sổ, hoặc đã hỏng ({detail}). Hãy phục hồi từ bản sao lưu.",
    "original-missing": "Kho tệp gốc không còn tệp {sha256}. Hãy phục hồi từ bản sao lưu.",
    "backup-damaged": "Bản sao «{path}» không toàn vẹn nên đã bỏ; bản gốc không bị ảnh hưởng.",
    "exists-already": "«{path}» đã có; xin chọn tên khác.",
}


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def text(code: str, **facts: str) -> str:
    """A sentence of the shell by its code; a fact that is not given shows as «…».

    Raises: KeyError for a code that has no sentence.
    """
    return _TEXTS[code].format_map(_Known(facts))


def fault(error: LedgerError) -> str:
    """What a fault of the ledger means for the reader, and what to do."""
    sentence = _FAULTS.get(error.code)
    return sentence.format_map(_Known(error.facts)) if sentence else f"Không thực hiện được ({error.code})."
