"""What is wrong with a return: sentence and mend of each issue. [ ] falls away without its fact."""

from __future__ import annotations

from collections.abc import Mapping

_NUMBER = "Nhập một con số, ví dụ 56,9."
_FRESH = "Tải lại biểu trống đúng đơn vị và đúng kỳ, chép số liệu sang."

RETURN_MESSAGES: Mapping[str, tuple[str, str]] = {
    "wrong-template": ("Biểu là mẫu cũ[ (bản {found}; cần bản {expected})].", _FRESH),
    "wrong-plan": ("Biểu thuộc kế hoạch khác[ ({found}, cần {expected})].", "Chọn đúng kế hoạch hoặc nộp đúng biểu."),
    "wrong-agency": ("Biểu của đơn vị khác[ ({found}, cần {expected})].", "Chọn đúng đơn vị hoặc nộp đúng biểu."),
    "wrong-period": ("Biểu của kỳ khác[ ({found}, cần {expected})].", "Chọn đúng kỳ hoặc nộp đúng biểu."),
    "period-locked": (
        "Kỳ[ {period}] đã khóa sổ[ ({reason})]; chưa có gì thay đổi.",
        "Đề nghị thư ký mở khóa kỳ này, có lý do, rồi làm lại.",
    ),
    "form-title-differs": ("Tên in trên biểu không khớp với phần nhận dạng[ («{expected}»)].", _FRESH),
    "demo-form": ("Biểu thử nghiệm và sổ thật không được lẫn nhau.", "Tải biểu trống từ chính sổ này."),
    "unknown-indicator": ("Dòng này không thuộc chỉ tiêu nào của biểu.", "Xóa dòng tự thêm; không sửa cột mã ẩn."),
    "duplicate-row": ("Một chỉ tiêu có hai dòng[ (dòng {first} và {second})].", "Giữ một dòng, xóa dòng kia."),
    "row-without-code": ("Có số liệu ở dòng không thuộc chỉ tiêu nào[ (dòng {row})].", "Chuyển số liệu về đúng dòng."),
    "text-outside-lines": ("Có chữ ở ngoài các dòng chỉ tiêu[ (dòng {row})]; không được ghi nhận.", "Xóa nếu thừa."),
    "row-missing": ("Một dòng chỉ tiêu của biểu đã bị xóa; coi như chưa báo cáo.", _FRESH),
    "not-a-number": ("«{typed}» không phải là số.", _NUMBER),
    "number-ambiguous": (
        "«{typed}» có thể hiểu là một hoặc một nghìn.",
        "Ghi rõ: 1000 nếu là một nghìn, 1 hoặc 1,0 nếu là một.",
    ),
    "number-comparator": ("«{typed}» là mức phải đạt, không phải kết quả.", "Nhập con số đã thực hiện được."),
    "number-too-large": ("Số[ «{typed}»] lớn quá mức.", "Kiểm tra lại đơn vị tính và số chữ số."),
    "not-whole": ("«{typed}» có phần lẻ, trong khi đếm theo đơn vị nguyên.", "Nhập số nguyên."),
    "not-finite": ("Ô này không chứa một số hữu hạn.", _NUMBER),
    "date-in-number-cell": (
        "Excel đã đổi nội dung thành ngày tháng[ («{typed}»)].",
        "Định dạng ô là Số rồi nhập lại con số.",
    ),
    "negative": ("Số[ «{typed}»] nhỏ hơn 0.", "Nhập số không âm."),
    "error-cell": ("Ô báo lỗi[ {typed}].", "Sửa công thức hoặc nhập con số."),
    "formula-without-value": ("Công thức chưa có kết quả.", "Mở tệp bằng Excel cho tính lại, lưu rồi nộp lại."),
    "merged-data": ("Vùng[ {range}] bị gộp ô nên mất số liệu.", "Bỏ gộp ô và nhập lại từng dòng."),
    "answer-unknown": ("«{typed}» không phải câu trả lời của dòng này.", "[Chọn một trong: {allowed}.]"),
    "control-characters": ("Đã bỏ ký tự ẩn trong ô[ «{typed}»].", "Không cần làm gì nếu nội dung vẫn đúng."),
    "linked-workbook": ("Số[ «{typed}»] lấy từ tệp hay chương trình khác.", "Dán giá trị thay cho công thức liên kết."),
    "hidden-row": ("Dòng[ {row}] bị ẩn nhưng có số liệu; vẫn được tính.", "Bỏ ẩn và kiểm tra lại."),
    "hidden-column": ("Cột[ {column}] bị ẩn nhưng có số liệu; vẫn được tính.", "Bỏ ẩn và kiểm tra lại."),
    "hidden-sheet": ("Trang số liệu bị ẩn; vẫn được tính.", "Bỏ ẩn và kiểm tra lại."),
    "figure-missing": (
        "Trả lời «Có số liệu» nhưng không có con số.",
        "Nhập số, hoặc chọn «Không phát sinh» / «Không thuộc phạm vi».",
    ),
    "figure-beside-answer": (
        "Có con số[ «{typed}»] bên cạnh câu trả lời[ «{answer}»].",
        "Xóa con số, hoặc đổi trả lời thành «Có số liệu».",
    ),
    "ab-incomplete": ("Mới có {given}, còn thiếu vế kia.", "Nhập đủ tử số a và mẫu số b."),
    "a-over-b": ("Tử số a[ = {a}] lớn hơn mẫu số b[ = {b}].", "Kiểm tra lại hai số; có thể nhập đảo."),
    "zero-denominator": ("Mẫu số b = 0 trong khi tử số a[ = {a}] lớn hơn 0.", "Nhập đúng mẫu số."),
    "percent-out-of-range": ("Tỷ lệ «{typed}» nằm ngoài 0–100.", "Kiểm tra dấu phẩy thập phân."),
    "zero-over-zero": ("a = b = 0: được hiểu là «Không phát sinh».", "Nếu chưa có số liệu thì để trống cả dòng."),
    "percent-as-fraction": (
        "Tỷ lệ ghi «{typed}»; có phải ý là số phần trăm gấp 100 lần?",
        "Nhập theo phần trăm (52,9 chứ không phải 0,529) hoặc ghi lý do nếu đúng.",
    ),
    "percent-without-ab": (
        "Chỉ có tỷ lệ[ «{typed}»], không có a và b: không vào số tổng hợp.",
        "Bổ sung tử số a và mẫu số b nếu có.",
    ),
    "count-not-whole": ("Số lượng «{typed}» có phần lẻ.", "Nhập số nguyên hoặc ghi lý do."),
    "figure-unasked": ("Số[ «{typed}»] ở cột mà dòng này không dùng; không ghi nhận.", "Chuyển số về đúng cột."),
    "answer-blank": ("Có ghi chú nhưng chưa chọn trả lời; vẫn coi là chưa báo cáo.", "Chọn câu trả lời của dòng."),
    "stated-differs": (
        "Tỷ lệ ghi {stated} không bằng a/b = {computed}.",
        "Sửa tỷ lệ hoặc a, b; sổ lấy a/b.",
    ),
    "second-source-differs": (
        "Hai nguồn lệch nhau: {value} và {second}[ (cho phép {allowed})].",
        "Đối chiếu lại, ghi lý do chênh lệch.",
    ),
    "jump": ("Thay đổi mạnh so với {period}: từ {previous} thành {current}.", "Ghi lý do nếu số liệu đúng."),
    "cumulative-fell": (
        "Số lũy kế[ ({column})] giảm so với {period}: từ {previous} xuống {current}.",
        "Lũy kế trong năm không giảm: sửa số, hoặc ghi lý do (rà soát, trùng lặp).",
    ),
    "denominator-jump": (
        "Mẫu số b đổi nhiều so với {period}: từ {previous} thành {current}.",
        "Ghi lý do thay đổi phạm vi đếm.",
    ),
    "flat-hundred": ("Đã[ {periods}] kỳ liền báo đúng 100 %.", "Ghi cách kiểm đếm hoặc đính kèm minh chứng."),
    "outlier": ("{value} khác xa các kỳ trước[ (thường quanh {median})].", "Kiểm tra lại; ghi lý do nếu đúng."),
    "causes-missing": ("Dòng chậm tiến độ còn thiếu[: {missing}].", "Nêu nguyên nhân và giải pháp khắc phục."),
    "evidence-missing": ("Báo đạt chỉ tiêu[ «{target}»] nhưng chưa có minh chứng.", "Ghi số văn bản hoặc đường dẫn."),
    "sample-too-small": (
        "Mẫu khảo sát {sample} phiếu, ít hơn mức cần {required}.",
        "Khảo sát thêm, hoặc kết quả có thể không được công nhận.",
    ),
}
