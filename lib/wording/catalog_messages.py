"""What is doubtful in a plan document: sentence and mend of each catalog issue. [ ] falls away without its fact."""

from __future__ import annotations

from collections.abc import Mapping

CATALOG_MESSAGES: Mapping[str, tuple[str, str]] = {
    "unit-doubtful": (
        "Đơn vị tính[ «{unit}»] không hợp với nội dung chỉ tiêu[ «{name}»]; giữ nguyên như văn bản.",
        "Đối chiếu bản gốc; nếu in lệch dòng thì sửa đơn vị tính trong Danh mục.",
    ),
    "unit-without-number": (
        "Đơn vị tính[ «{unit}»] đi cùng chỉ tiêu bằng lời[ «{target}»]; được theo dõi định tính.",
        "Nếu thật ra có con số, nhập con số vào chỉ tiêu trong Danh mục.",
    ),
    "share-over-100": (
        "Chỉ tiêu tỷ lệ[ năm {year}] ghi «{target}», từ 100 % trở lên.",
        "Xác nhận với cơ quan ban hành: đúng 100 % hay là con số khác.",
    ),
    "baseline-blank": (
        "Kết quả[ năm {year}] để trống nên chưa có mốc để tính lộ trình[: «{name}»].",
        "Nhập mốc kèm nguồn và ngày, hoặc lấy số liệu đầu tiên được nhận làm mốc tạm.",
    ),
    "target-differs": (
        "Phần lời văn ghi «{in_body}», phụ lục ghi «{in_annex}»[ (chỉ tiêu «{name}»)]; lấy theo phụ lục.",
        "Hỏi cơ quan ban hành con số nào đúng; nếu là lời văn thì sửa chỉ tiêu trong Danh mục.",
    ),
    "title-differs": (
        "Tên phụ lục[ {annex}] ghi «{in_title}», bảng chỉ tiêu ghi «{in_annex}»; lấy theo bảng.",
        "Xác nhận với cơ quan ban hành dấu so sánh và con số.",
    ),
    "target-unread": (
        "Không đọc được chỉ tiêu[ «{text}»]; giữ nguyên văn, chưa đánh giá.",
        "Nhập dấu so sánh, con số và đơn vị trong Danh mục.",
    ),
    "target-blank": (
        "Chỉ tiêu[ «{name}»] không có con số hay yêu cầu nào cho năm của kế hoạch.",
        "Bổ sung chỉ tiêu trong Danh mục nếu văn bản khác có giao.",
    ),
    "baseline-unread": (
        "Không đọc được kết quả làm mốc[ «{text}»][ của «{name}»].",
        "Nhập mốc bằng một con số, kèm nguồn và ngày.",
    ),
    "deadline-unread": (
        "Không đọc được thời hạn[ «{text}»]; nhiệm vụ sẽ không bao giờ bị coi là trễ.",
        "Nhập thời hạn cụ thể trong Danh mục.",
    ),
    "name-duplicate": (
        "Tên chỉ tiêu[ «{name}»] trùng với chỉ tiêu[ {other}] trong cùng kế hoạch.",
        "Kiểm tra xem có phải một chỉ tiêu in hai lần hay là hai cấp khác nhau.",
    ),
    "indicator-unowed": (
        "Chưa giao cho đơn vị nào báo cáo chỉ tiêu[ «{name}»].",
        "Giao đơn vị báo cáo trong bảng phân công của kế hoạch.",
    ),
    "agency-unresolved": (
        "Không có cơ quan nào tên «{name}» trong danh bạ.",
        "Thêm cơ quan, hoặc thêm tên này làm tên gọi khác của một cơ quan đã có.",
    ),
    "agency-vague": (
        "«{name}» không chỉ rõ cơ quan nào; giữ nguyên văn, không giao báo cáo.",
        "Nếu cần có báo cáo, chỉ định cơ quan cụ thể trong bảng phân công.",
    ),
    "agency-dissolved": (
        "«{name}» không còn hoạt động[ (đến hết {until})][; nay là «{heir}»].",
        "Xác nhận cơ quan kế thừa trong danh bạ.",
    ),
    "annex-unlinked": (
        "Phụ lục nhiệm vụ[ {annex}][ «{title}»] chưa gắn chắc với một chỉ tiêu của kế hoạch.",
        "Chọn chỉ tiêu mà phụ lục này phục vụ.",
    ),
    "row-joined": (
        "Một dòng bị ngắt trang đã được ghép lại[: «{name}»].",
        "Đọc lại dòng này; nếu ghép sai thì sửa trong Danh mục.",
    ),
    "row-unread": (
        "Có nội dung không thuộc dạng bảng đã biết[: «{text}»]; giữ nguyên văn, không tính.",
        "Đọc bản gốc và nhập tay nếu đó là chỉ tiêu hoặc nhiệm vụ.",
    ),
    "row-renumbered": (
        "Số thứ tự in[ là {printed}] lặp hoặc nhảy[; lấy là {taken}][ («{name}»)].",
        "Kiểm tra xem văn bản có thiếu dòng không.",
    ),
    "spelling-doubtful": (
        "Có thể gõ nhầm: «{written}»[, có lẽ là «{likely}»]; hiển thị như văn bản.",
        "Sửa trong Danh mục nếu đúng là lỗi gõ.",
    ),
    "defaults-taken": (
        "Văn bản không nói rõ chiều tốt, cách tính lũy kế và kỳ báo cáo[ của {count} chỉ tiêu]; dùng mặc định.",
        "Mặc định: càng cao càng tốt (trừ khi ghi ≤), lũy kế từ đầu năm, báo cáo hằng tháng. Sửa nếu khác.",
    ),
    "plan-number-blank": (
        "Văn bản để trống số hoặc ngày ban hành[: «{text}»].",
        "Nhập số và ngày khi văn bản được ban hành chính thức.",
    ),
}
