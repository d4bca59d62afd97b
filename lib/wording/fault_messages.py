"""Faults of a request or of the machine, and the short texts of commands: one table each."""

from __future__ import annotations

from collections.abc import Mapping

FAULT_MESSAGES: Mapping[str, tuple[str, str]] = {
    "plan-unknown": ("Sổ không có kế hoạch[ «{plan}»].", "Chọn kế hoạch trong danh sách."),
    "agency-unknown": ("Sổ không có đơn vị[ «{agency}»].", "Chọn đơn vị trong danh sách."),
    "indicator-unknown": ("Kế hoạch không có chỉ tiêu[ «{indicator}»].", "Chọn chỉ tiêu trong danh sách."),
    "province-unknown": ("Không có tỉnh, thành phố[ «{province}»].", "Ghi đúng tên tỉnh sau sắp xếp 01/07/2025."),
    "period-unknown": ("Không có kỳ[ «{period}»].", "Ghi kỳ theo dạng 2026-05."),
    "submission-unknown": ("Không có lần nộp[ số {submission}].", "Xem lại danh sách lần nộp của đơn vị."),
    "original-missing": (
        "Không tìm thấy tệp gốc của lần nộp này[ ({sha256})].",
        "Khôi phục thư mục tệp gốc từ bản sao lưu.",
    ),
    "nothing-owed": ("[{agency} ]không phải báo cáo chỉ tiêu nào[ trong {period}].", "Kiểm tra bảng phân công."),
    "own-place-unknown": (
        "Tệp không có trang[ «{sheet}»] hoặc các dòng tiêu đề[ {rows}]; chưa có gì thay đổi.",
        "Chọn lại trang và dòng tiêu đề.",
    ),
    "own-role-twice": (
        "Hai cột cùng được chọn là {column}; chưa có gì thay đổi.",
        "Mỗi vai trò chỉ một cột: chọn lại.",
    ),
    "own-role-missing": (
        "Chưa có cột nào là {column}; chưa có gì thay đổi.",
        "Chỉ ra cột tên chỉ tiêu và ít nhất một cột kết quả, tử số a hoặc trả lời.",
    ),
    "own-rows-many": (
        "Dưới tiêu đề có hơn {limit} dòng có tên; chưa có gì thay đổi.",
        "Kiểm tra lại trang và dòng tiêu đề của bảng.",
    ),
    "own-row-undecided": (
        "Dòng {row} «{name}» chưa được xác nhận là chỉ tiêu nào; chưa có gì thay đổi.",
        "Chọn chỉ tiêu, hoặc «Không phải chỉ tiêu».",
    ),
    "own-column-undecided": (
        "Cột {place} «{label}» chưa được chọn vai trò; chưa có gì thay đổi.",
        "Ghi vai trò của cột, hoặc other nếu không đọc.",
    ),
    "own-mapping-unread": (
        "Không đọc được tệp cách đọc[ ({field})].",
        "In lại cách đọc bằng lệnh không có --mapping rồi sửa trong tệp đó.",
    ),
    "period-order": ("Kỳ kết thúc đứng trước kỳ bắt đầu; chưa có gì thay đổi.", "Chọn lại hai kỳ."),
    "population-missing": ("Cần số người là một số nguyên từ 1 trở lên; chưa có gì thay đổi.", "Nhập lại số người."),
    "break-unknown": (
        "Chỉ tiêu này không có ngắt chuỗi[ ở kỳ {period}]; chưa có gì thay đổi.",
        "Chọn một ngắt chuỗi trong danh sách.",
    ),
    "reason-missing": ("Chưa ghi lý do; chưa có gì thay đổi.", "Ghi lý do rồi làm lại."),
    "already-locked": ("Kỳ[ {period}] đã khóa từ trước; chưa có gì thay đổi.", "Không cần khóa lại."),
    "not-locked": ("Kỳ[ {period}] đang mở; chưa có gì thay đổi.", "Không cần mở khóa."),
    "calendar-order": (
        "Ba ngày phải theo thứ tự: chốt số liệu, hạn nộp, thư ký báo cáo, từ ngày 1 đến 28; chưa có gì thay đổi.",
        "Chọn lại các ngày.",
    ),
    "day-unnamed": ("Ngày {day} chưa có tên; chưa có gì thay đổi.", "Ghi tên ngày nghỉ hoặc ngày làm bù."),
    "day-not-weekend": (
        "{day} không phải thứ Bảy, Chủ nhật nên không thể là ngày làm bù; chưa có gì thay đổi.",
        "Bỏ dấu «làm bù» hoặc chọn ngày khác.",
    ),
    "nobody-silent": ("Không có đơn vị nào phải đôn đốc[ trong {period}].", "Không cần công văn."),
    "figure-missing": (
        "Kỳ này không có số liệu đang có hiệu lực[ của chỉ tiêu {indicator}].",
        "Chọn đúng đơn vị, chỉ tiêu và kỳ.",
    ),
    "decider-missing": ("Chưa ghi ai quyết định; chưa có gì thay đổi.", "Ghi họ tên, chức vụ người quyết định."),
    "recognition-unchanged": ("Số này đã ở đúng trạng thái đó[ ({indicator})]; chưa có gì thay đổi.", "Tải lại trang."),
    "link-exists": (
        "Hai chỉ tiêu {first} và {second} đã ở trong một nhóm; chưa có gì thay đổi.",
        "Không cần liên kết lại.",
    ),
    "link-plan-twice": (
        "Liên kết này đặt {first} và {second} của cùng một kế hoạch vào một nhóm; chưa có gì thay đổi.",
        "Bỏ liên kết sai trong nhóm trước, hoặc chọn chỉ tiêu của kế hoạch khác.",
    ),
    "link-told-apart": (
        "{first} và {second} đã được ghi là hai chỉ tiêu khác nhau; chưa có gì thay đổi.",
        "Bỏ ghi nhận «không phải» ấy trước nếu nó sai.",
    ),
    "link-kinds-differ": (
        "{first} và {second} đo bằng hai loại số khác nhau nên không so được; chưa có gì thay đổi.",
        "Chỉ liên kết tỷ lệ với tỷ lệ, số lượng với số lượng.",
    ),
    "link-in-family": (
        "{first} và {second} đang ở trong một nhóm; chưa có gì thay đổi.",
        "Bỏ liên kết trước, rồi ghi là không phải.",
    ),
    "link-rejected-already": ("{first} và {second} đã được ghi là khác nhau; chưa có gì thay đổi.", "Tải lại trang."),
    "link-unknown": (
        "Không có liên kết hay ghi nhận nào giữa {first} và {second}; chưa có gì thay đổi.",
        "Xem danh sách liên kết.",
    ),
    "undo-refused": (
        "Không hoàn tác được lần nộp[ số {submission}]: lần ấy không được nhận, đã bị trả lại hoặc đã hoàn tác.",
        "Chỉ hoàn tác được một lần nộp đã nhận; mọi phiên bản đã nhận đều được, không riêng bản mới nhất.",
    ),
    "review-refused": (
        "Lần nộp[ số {submission}] không còn chờ duyệt: đã duyệt, đã trả lại, hoặc không cần duyệt.",
        "Tải lại trang để xem tình trạng mới nhất.",
    ),
    "review-superseded": (
        "Lần nộp[ số {submission}] đã có bản mới thay[: số {newer}].",
        "Duyệt bản mới nhất của đơn vị.",
    ),
    "review-same-person": (
        "«{actor}» đã nộp hoặc đã xem biểu này; «bốn mắt» cần người khác duyệt.",
        "Nhờ một người khác duyệt, hoặc tắt «bốn mắt» nếu quy chế cho phép.",
    ),
    "job-unknown": ("Sổ không có lượt nộp[ số {job}].", "Xem danh sách lượt nộp ở trang Nộp báo cáo."),
    "job-judged-anew": (
        "Sổ vừa có thay đổi nên kết luận của lượt này đã được kiểm tra lại; chưa có gì được ghi.",
        "Xem lại bảng kết luận rồi xác nhận.",
    ),
    "exists-already": ("«{path}» đã có.", "Chọn tên khác, hoặc xóa tệp cũ nếu không còn cần."),
    "backup-onto-itself": ("[«{path}» ]chính là sổ đang dùng.", "Chọn nơi khác cho bản sao lưu."),
    "file-unusable": ("Không đọc hoặc không ghi được[ «{path}»].", "Kiểm tra đường dẫn và quyền ghi."),
    "backup-onto-other": (
        "[«{path}» ]đã có và không phải bản sao của một sổ; không ghi đè.",
        "Chọn nơi khác, hoặc tên khác, cho bản sao lưu.",
    ),
    "backup-damaged": ("Bản sao lưu[ {path}] không đọc lại được; đã bỏ.", "Kiểm tra ổ đĩa rồi sao lưu lại."),
    "database-older": (
        "Sổ[ {path}] do bản phần mềm cũ hơn tạo.",
        "Chạy `python -m lib.cli init`, hoặc mở ứng dụng một lần: sổ được nâng cấp, bản cũ giữ bên cạnh.",
    ),
    "database-newer": ("Sổ[ {path}] do bản phần mềm mới hơn tạo.", "Cập nhật phần mềm rồi mở lại."),
    "database-unusable": ("Không mở được sổ[ {path}].", "Khôi phục từ bản sao lưu gần nhất."),
    "database-missing": ("Chưa có sổ[ tại {path}].", "Chạy lệnh khởi tạo: make run, hoặc python -m lib.cli init."),
    "disk-full": ("Ổ đĩa đã hết chỗ; chưa có gì được lưu.", "Xóa bớt tệp không cần trên ổ đĩa rồi làm lại."),
    "disk-fault": (
        "Ổ đĩa không ghi được[ ({detail})]; chưa có gì được lưu.",
        "Kiểm tra ổ đĩa, chỗ trống và quyền ghi rồi làm lại.",
    ),
    "database-busy": ("Sổ đang bận ghi; chưa có gì được lưu.", "Đợi vài giây rồi làm lại."),
}

TEXTS: Mapping[str, str] = {
    "local-only": "Chưa có tài khoản: ứng dụng chỉ mở trên máy này (127.0.0.1).",
    "demo-banner": "DỮ LIỆU THỬ: số liệu do máy tạo để minh họa, không phải kết quả thật của bất kỳ cơ quan nào.",
    "demo-set-up": "Đã lập sổ dữ liệu thử với {count} cơ quan, đơn vị; đang phát biểu và nhận báo cáo…",
    "demo-month": "Tháng {month}: {count} lượt gửi tệp, {refused} lượt bị trả lại.",
    "demo-ready": "Sổ dữ liệu thử đã sẵn sàng: {path}. Mở bằng: SOCHITIEU_DB={path} streamlit run app.py",
    "cli-ready": "Sổ đã sẵn sàng[: {path}].",
    "cli-forms-written": "Đã ghi {count} biểu trống[ vào {path}].",
    "cli-not-recognised": "Đã ghi: không công nhận số của {indicator}; số này rời mọi phép cộng và mọi «Đạt».",
    "cli-recognised": "Đã ghi: công nhận lại số của {indicator}.",
    "cli-review-check": "Đã ghi: đã xem lần nộp số {submission}.",
    "cli-review-accept": "Đã duyệt lần nộp số {submission}: số liệu là chính thức.",
    "cli-review-return": "Đã trả lại lần nộp số {submission}; bản trước đó, nếu có, có hiệu lực trở lại.",
    "cli-undone": "Đã hủy lần nộp[ số {submission}]; bản trước đó có hiệu lực trở lại.",
    "cli-letter-written": "Đã ghi dự thảo công văn[ vào {path}].",
    "cli-break-marked": "Đã ghi ngắt chuỗi của {indicator} từ kỳ {period}; nhịp và dự báo đã tính lại.",
    "cli-break-withdrawn": "Đã bỏ ngắt chuỗi của {indicator} ở kỳ {period}; nhịp và dự báo đã tính lại.",
    "cli-locked": "Đã khóa kỳ {period}.",
    "cli-unlocked": "Đã mở khóa kỳ {period}.",
    "cli-linked": "Đã ghi: {first} và {second} là cùng một chỉ tiêu.",
    "cli-told-apart": "Đã ghi: {first} và {second} không phải cùng một chỉ tiêu; không gợi ý lại.",
    "cli-unlinked": "Đã bỏ ghi nhận giữa {first} và {second}.",
    "cli-backed-up": "Đã sao lưu[ vào {path}] và đọc lại được.",
    "cli-whole": "Sổ nguyên vẹn: mọi kiểm tra đều khớp.",
    "cli-damaged": "Sổ có {count} chỗ không khớp.",
    "outcome-accepted": "đã nhận",
    "outcome-refused": "không nhận vì có lỗi, chưa ghi con số nào",
    "outcome-duplicate": "trùng với tệp đang có hiệu lực, không đổi gì",
    "outcome-held": "cần giải trình trước khi nhận",
}
