"""Texts of the as-of view."""

from __future__ import annotations

from datetime import date

from lib.wording import numbers

QUESTION = "Số liệu như đã biết đến ngày"
HINT = (
    "Xem lại đúng những gì sổ đã biết đến hết ngày này: báo cáo nhận sau đó, bản sửa, hoàn tác, quyết định "
    "công nhận sau đó đều chưa có. Mục tiêu và phân công là của hôm nay."
)
BACK = "Về số liệu hôm nay"


def label(known: date | None) -> str:
    """The label of the control."""
    return f"Biết đến {numbers.day(known)}" if known else "Số liệu hôm nay"


def banner(known: date) -> str:
    """What a page says that looks at the past."""
    return f"Đang xem số liệu như đã biết đến hết ngày {numbers.day(known)}, không phải số liệu hôm nay."


def only_today(known: date) -> str:
    """What a page says that cannot look back though the address asks for it."""
    return (
        f"Trang này luôn theo hôm nay. Ngày đang xem lại ({numbers.day(known)}) được giữ cho các trang Tổng quan, "
        "Chỉ tiêu, Đơn vị, Ma trận, Nhiệm vụ."
    )
