"""Texts of the wall screens."""

from __future__ import annotations

from lib.domain.period import Period
from lib.wording import numbers

START = "Trình chiếu"
BACK, NEXT, RUN, LEAVE = "Trước", "Sau", "Tự chạy", "Thoát"
OWNER = "Chủ trì"


def place(number: int, count: int) -> str:
    """«Màn 2/6»."""
    return f"Màn {number}/{count}"


def laggards_title(count: int) -> str:
    """The title above the agencies farthest from the target."""
    return "Đơn vị còn xa nhất" if count == 1 else f"{count} đơn vị còn xa nhất"


def silent_over(period: Period) -> str:
    """The title of the last screen."""
    return f"Đơn vị chưa nộp báo cáo {numbers.period_in_words(period)}"


def of_expected(expected: int) -> str:
    """«/153 đơn vị phải báo cáo»."""
    return f"/{numbers.count(expected)} đơn vị phải báo cáo"
