"""The Vietnamese of the blank form: headings, prompts, refusals, instructions."""

from __future__ import annotations

from lib.domain.period import Period
from lib.domain.submission import FormLine
from lib.wording import numbers

TITLE = "BIỂU BÁO CÁO KẾT QUẢ THỰC HIỆN CHỈ TIÊU"
DEMO = "DỮ LIỆU THỬ – không dùng để báo cáo"
HINT = "Chỉ điền các ô nền vàng. Để trống nghĩa là chưa báo cáo, không phải bằng 0. Xem trang «Hướng dẫn»."

HEADERS: dict[str, str] = {
    "indicator_code": "Mã chỉ tiêu",
    "name": "Chỉ tiêu",
    "measured": "Cách tính",
    "unit": "Đơn vị tính",
    "target": "Mục tiêu năm",
    "last": "Số liệu gần nhất",
    "answer": "Trả lời",
    "a": "Tử số (a)",
    "b": "Mẫu số (b)",
    "value": "Giá trị (theo đơn vị tính)",
    "source_system": "Hệ thống trích xuất",
    "second_value": "Giá trị từ nguồn thứ hai",
    "second_source": "Tên nguồn thứ hai",
    "evidence": "Minh chứng (số văn bản, đường dẫn)",
    "subjective_cause": "Nguyên nhân chủ quan",
    "objective_cause": "Nguyên nhân khách quan",
    "remedy": "Giải pháp khắc phục",
}
WIDTHS: dict[str, float] = {
    "indicator_code": 15,
    "name": 38,
    "measured": 32,
    "unit": 10,
    "target": 12,
    "last": 14,
    "answer": 17,
    "a": 11,
    "b": 11,
    "value": 12,
    "source_system": 18,
    "second_value": 12,
    "second_source": 18,
    "evidence": 24,
    "subjective_cause": 26,
    "objective_cause": 26,
    "remedy": 26,
}
PROMPTS: dict[str, tuple[str, str]] = {
    "answer": ("Trả lời", "Chọn một mục trong danh sách."),
    "a": ("Tử số (a)", "Số nguyên, từ 0 trở lên, ví dụ 1250."),
    "b": ("Mẫu số (b)", "Số nguyên, không nhỏ hơn tử số a."),
    "percent": (
        "Tỷ lệ phần trăm",
        "Số từ 0 đến 100, ví dụ 52,9 (không gõ 0,529). Có a và b thì có thể bỏ trống ô này.",
    ),
    "number": ("Giá trị", "Số từ 0 trở lên, tính theo đơn vị ở cột «Đơn vị tính»."),
    "source_system": ("Hệ thống trích xuất", "Tên hệ thống đã trích xuất số liệu."),
    "second_source": ("Nguồn thứ hai", "Tên nguồn dùng để đối chiếu."),
    "evidence": ("Minh chứng", "Số văn bản hoặc đường dẫn chứng minh kết quả."),
    "subjective_cause": ("Nguyên nhân chủ quan", "Bắt buộc giải trình khi chưa đạt hoặc chậm."),
    "objective_cause": ("Nguyên nhân khách quan", "Bắt buộc giải trình khi chưa đạt hoặc chậm."),
    "remedy": ("Giải pháp khắc phục", "Việc sẽ làm, người làm, thời hạn."),
}
REFUSALS: dict[str, tuple[str, str]] = {
    "answer": ("Không có mục này", "Hãy chọn một mục trong danh sách của ô."),
    "a": ("Chưa đúng tử số", "Tử số a phải là số nguyên từ 0 trở lên."),
    "b": ("Chưa đúng mẫu số", "Mẫu số b phải là số nguyên và không nhỏ hơn tử số a."),
    "percent": (
        "Chưa đúng tỷ lệ",
        "Tỷ lệ phải là số từ 0 đến 100. Gõ 52,9 cho 52,9 %, không gõ dấu % hay dấu ≥.",
    ),
    "number": ("Chưa đúng số", "Giá trị phải là số từ 0 trở lên, không kèm chữ hay dấu ≥."),
}
GUIDE: tuple[str, ...] = (
    "Chỉ điền các ô nền vàng ở trang «Biểu báo cáo». Các ô khác đã khóa; không thêm, xóa hay gộp ô.",
    "Cột «Trả lời»: chọn «Có số liệu» rồi điền số; «Không phát sinh» khi trong kỳ không có việc nào "
    "(mẫu số bằng 0); «Không thuộc phạm vi» khi chỉ tiêu không áp dụng cho đơn vị.",
    "Chỉ tiêu định tính: chọn «Đã đạt», «Đang thực hiện» hoặc «Chưa đạt» và ghi minh chứng.",
    "Chỉ tiêu tỷ lệ: điền tử số a và mẫu số b là số nguyên; hệ thống tự tính a/b. Ô «Giá trị» có thể bỏ "
    "trống; nếu điền thì phải khớp với a/b (sai khác do làm tròn được chấp nhận).",
    "Tỷ lệ ghi theo phần trăm: gõ 52,9 cho 52,9 %. Không gõ 0,529, không gõ dấu ≥ hay chữ kèm số.",
    "Cột «Cách tính» nói số liệu là lũy kế từ đầu năm, trong kỳ hay tại thời điểm: điền đúng như vậy.",
    "Ghi hệ thống đã trích xuất số liệu. Chỉ tiêu cần hai nguồn thì điền cả giá trị và tên nguồn thứ hai.",
    "Chỉ tiêu chưa đạt hoặc chậm: ghi nguyên nhân chủ quan, nguyên nhân khách quan và giải pháp khắc phục.",
    "Ô để trống nghĩa là chưa báo cáo; hệ thống không coi ô trống là 0.",
    "Nếu ô có công thức, hãy lưu tệp bằng Excel hoặc LibreOffice trước khi gửi để công thức có kết quả.",
    "Mỗi biểu chỉ dùng cho một đơn vị và một kỳ. Kỳ khác hãy tải biểu mới, không sửa tiêu đề biểu cũ.",
)
_MEASURES = {
    "cumulative": "Lũy kế từ 01/01 đến hết kỳ",
    "in_period": "Phát sinh trong kỳ",
    "point_in_time": "Tại thời điểm cuối kỳ",
}
_FREQUENCIES = {
    "month": "báo cáo hằng tháng",
    "quarter": "báo cáo hằng quý",
    "half_year": "báo cáo 6 tháng",
    "year": "báo cáo năm",
}


def period_text(period: Period) -> str:
    """How the form writes its period: «Tháng 5/2026»."""
    return f"Tháng {period.month}/{period.year}"


def measured_text(line: FormLine) -> str:
    """How a line is measured: a and b in words, what the figure covers, how often it is owed."""
    rows = [f"a: {line.numerator}" if line.numerator else "", f"b: {line.denominator}" if line.denominator else ""]
    covers = _MEASURES.get(line.measure, line.measure)
    often = _FREQUENCIES.get(line.frequency, line.frequency)
    rows.append(f"{covers}; {often}" if line.kind != "qualitative" else often.capitalize())
    rows.append("Cần số liệu từ hai nguồn" if line.risky else "")
    return "\n".join(row for row in rows if row)


def last_text(line: FormLine) -> str:
    """The last known value with its period, or a dash."""
    if line.last_value is None:
        return numbers.MISSING
    when = f" ({numbers.period(line.last_period)})" if line.last_period else ""
    return f"{numbers.trimmed(line.last_value)}{when}"
