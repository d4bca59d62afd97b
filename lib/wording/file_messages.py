"""Why a file cannot be read safely: sentence and mend of each refusal. [ ] falls away without its fact."""

from __future__ import annotations

from collections.abc import Mapping

_RESAVE = "Mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi nộp lại."
_FRESH = "Tải lại biểu trống của kỳ này, điền và nộp tệp đó."

FILE_MESSAGES: Mapping[str, tuple[str, str]] = {
    "file-empty": ("Tệp rỗng, không có nội dung.", "Kiểm tra lại tệp đã lưu rồi nộp lại."),
    "file-too-large": ("Tệp lớn quá mức cho phép[ ({limit})].", "Xóa hình ảnh, trang thừa rồi nộp lại."),
    "file-not-xlsx": ("Đây không phải tệp Excel .xlsx.", "Nộp biểu đã tải từ sổ, định dạng .xlsx."),
    "file-old-xls": ("Đây là tệp Excel kiểu cũ (.xls).", "Chọn Lưu thành → Excel Workbook (.xlsx) rồi nộp lại."),
    "file-xlsb": ("Đây là tệp Excel nhị phân (.xlsb).", "Chọn Lưu thành → Excel Workbook (.xlsx) rồi nộp lại."),
    "file-ods": ("Đây là tệp OpenDocument (.ods).", "Chọn Lưu thành → Excel (.xlsx) rồi nộp lại."),
    "file-password": ("Tệp bị khóa bằng mật khẩu.", "Bỏ mật khẩu mở tệp rồi nộp lại."),
    "file-macro": ("Tệp có chứa macro.", "Lưu thành .xlsx không macro rồi nộp lại."),
    "file-embedded": ("Tệp có nhúng đối tượng khác.", "Xóa đối tượng nhúng rồi nộp lại."),
    "file-unreadable": ("Không đọc được nội dung tệp.", _RESAVE),
    "file-hangs": ("Đọc tệp quá lâu[ (hơn {seconds} giây)] nên đã dừng.", _RESAVE),
    "reader-died": ("Việc đọc tệp bị ngắt giữa chừng.", "Nộp lại; nếu vẫn lỗi thì lưu thành tệp .xlsx mới."),
    "file-old-office": ("Đây là tệp Office kiểu cũ (.doc, .xls).", "Lưu thành .docx hoặc .xlsx rồi nạp lại."),
    "file-not-document": ("Đây không phải tệp Word, Excel hay văn bản.", "Nạp tệp .docx, .xlsx hoặc .txt."),
    "plan-table-missing": (
        "Không tìm thấy bảng chỉ tiêu hay bảng nhiệm vụ nào trong văn bản.",
        "Kiểm tra tệp có phụ lục kèm theo và bảng là bảng thật, không phải hình chụp.",
    ),
    "zip-damaged": ("Tệp bị cắt cụt hoặc hỏng[ ({part})].", "Sao chép hoặc tải lại tệp gốc rồi nộp lại."),
    "zip-too-many-entries": ("Tệp có quá nhiều thành phần[ (hơn {limit})].", _RESAVE),
    "zip-bomb": ("Tệp phình to bất thường khi mở[ ({part})].", _RESAVE),
    "zip-bad-name": ("Tệp có thành phần mang tên bất thường[ ({part})].", _RESAVE),
    "zip-bad-method": ("Tệp được nén theo cách Excel không dùng[ ({part})].", _RESAVE),
    "zip-overlap": ("Các thành phần trong tệp chồng lên nhau[ ({part})].", _RESAVE),
    "xml-damaged": ("Một thành phần của tệp bị hỏng[ ({part})].", _RESAVE),
    "xml-doctype": ("Tệp có khai báo không an toàn[ ({part})].", _RESAVE),
    "xml-encoding": ("Một thành phần của tệp sai bảng mã[ ({part})].", _RESAVE),
    "xml-too-deep": ("Một thành phần của tệp lồng nhau quá sâu[ ({part})].", _RESAVE),
    "xml-too-wide": ("Một thành phần của tệp dài quá mức[ ({part})].", _RESAVE),
    "sheet-too-large": ("Trang tính lớn quá mức[ (giới hạn {limit})].", "Xóa các dòng, cột thừa rồi nộp lại."),
    "sheet-too-many": ("Tệp có quá nhiều trang tính[ (hơn {limit})].", "Xóa các trang không thuộc biểu."),
    "sheet-bad-cell": ("Trang tính có địa chỉ ô sai[ ({row})].", _RESAVE),
    "sheet-cell-twice": ("Một ô được ghi hai lần trong tệp.", _RESAVE),
    "sheet-cell-mixed": ("Nội dung một ô được ghi sai quy cách, không đọc chắc chắn được.", _RESAVE),
    "merge-too-large": ("Có vùng gộp ô quá lớn.", "Bỏ gộp ô rồi nộp lại."),
    "styles-too-many": ("Tệp có quá nhiều kiểu định dạng.", "Chép số liệu sang biểu trống mới rồi nộp lại."),
    "form-not-ours": (
        "Tệp này không phải biểu của sổ.",
        "Nộp riêng tệp này để chỉ cách đọc, hoặc chép số liệu sang biểu tải từ sổ.",
    ),
    "form-altered": ("Phần nhận dạng ẩn của biểu đã bị sửa.", _FRESH),
    "form-sheet-missing": ("Thiếu trang số liệu[ «{expected}»].", _FRESH),
    "form-sheet-twice": ("Có hai trang cùng nhận là trang số liệu.", "Xóa bản sao, chỉ giữ trang gốc của biểu."),
    "form-columns-missing": ("Biểu bị xóa mất cột[: {columns}].", _FRESH),
}
