"""Texts of the forms with which the secretariat completes a plan."""

from __future__ import annotations

from collections.abc import Iterable

from lib.domain.period import Period
from lib.domain.series_break import SeriesBreak
from lib.wording import numbers
from lib.wording.changes import moment

BASELINE_HINT = (
    "Mốc là kết quả từ đó đo tiến độ (thường là 31/12 năm trước). Chưa có mốc thì chỉ tiêu chưa đạt hiện "
    "«chưa có mốc», không phán đoán nhanh hay chậm."
)
ADOPT_HINT = "Lấy số liệu đầu tiên đã nhận của từng đơn vị làm mốc tạm, ở những chỉ tiêu đơn vị chưa có mốc."
POPULATION_HINT = (
    "Số người đã được phục vụ (hồ sơ đã trả) trong phạm vi khảo sát. Ít người thì cần ít phiếu hơn; để trống thì cỡ "
    "mẫu tính như với số người rất lớn."
)
BREAK_HINT = (
    "Khi cách đo, định nghĩa, phạm vi hay nguồn số đổi giữa chừng, số từ kỳ ấy không so được với các kỳ trước: nhịp và "
    "dự báo chỉ tính từ kỳ ấy, biểu đồ có vạch đứng kèm lý do. Ghi rồi vẫn bỏ được; mọi lần ghi đều còn trong sổ."
)
WHOLE_PLAN = "(toàn kế hoạch)"


def entered(what: str) -> str:
    """A correction was written."""
    return f"Đã ghi: {what}. Trạng thái của kế hoạch đã tính lại."


def surveyed(size: int, agency: str) -> str:
    """How many people a survey is about was written."""
    return f"Đã ghi: {numbers.count(size)} người được khảo sát của {agency}. Áp dụng cho các lần nộp sau."


def adopted(count: int) -> str:
    """How many provisional baselines were taken."""
    return f"Đã lấy {count} mốc tạm. Trạng thái của kế hoạch đã tính lại."


def took_in(count: int, province: str) -> str:
    """How many agencies a province brought."""
    return f"Đã đưa vào danh bạ {count} xã, phường, đặc khu mới của {province}."


def breaks_known(breaks: Iterable[SeriesBreak]) -> str:
    """The breaks of an indicator that are in force, each with who said so."""
    said = [f"từ {numbers.period(one.period)}: {one.reason} ({one.actor}, {moment(one.at)})" for one in breaks]
    return f"Đang có ngắt chuỗi {'; '.join(said)}." if said else "Chưa có ngắt chuỗi nào."


def until(period: Period | None) -> str:
    """Until when an agency owes a figure."""
    return numbers.period(period) if period else "không thời hạn"
