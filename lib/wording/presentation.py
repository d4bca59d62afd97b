"""Texts of the wall screens."""

from __future__ import annotations

from datetime import date

from lib.domain.period import Period
from lib.wording import numbers

START = "Trình chiếu"
BACK, NEXT, RUN, LEAVE = "Trước", "Sau", "Tự chạy", "Thoát"
FIRST, LAST = "Đầu", "Cuối"
OWNER = "Chủ trì"


def place(number: int, count: int) -> str:
    """«Màn 2/6»."""
    return f"Màn {number}/{count}"


def laggards_title(count: int) -> str:
    """The title above the agencies farthest from the target."""
    return "Đơn vị còn xa nhất" if count == 1 else f"{count} đơn vị còn xa nhất"


def speeds(needed: str, now: str) -> str:
    """The speed that is needed beside the speed now."""
    return f"Cần {needed}, hiện {now}"


def changed_over(count: int, period: Period) -> str:
    """The title of what has turned red."""
    return f"{count} chỉ tiêu mới chuyển đỏ trong {numbers.period_in_words(period)}"


def more_lines(count: int) -> str:
    """How many lines are not named."""
    return f"và {count} chỉ tiêu khác"


def more_tasks(count: int) -> str:
    """How many tasks are not named."""
    return f"và {count} nhiệm vụ khác"


def foot(plan: str, period: Period, received: date | None, at: str, scope: str | None = None) -> str:
    """Where a screen's figures come from and how new they are."""
    parts = [f"Kỳ {numbers.period(period)}", f"cập nhật {at}"]
    parts += [f"biểu mới nhất nhận {numbers.day(received)}"] if received else []
    parts += [scope.lower()] if scope else []
    return " · ".join([*parts, plan])


def silent_over(period: Period) -> str:
    """The title of the last screen."""
    return f"Đơn vị chưa nộp báo cáo {numbers.period_in_words(period)}"


def of_expected(expected: int) -> str:
    """«/153 đơn vị phải báo cáo»."""
    return f"/{numbers.count(expected)} đơn vị phải báo cáo"
