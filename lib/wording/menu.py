"""Texts of the frame around every page: the menu, what is not there, what went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lib.wording import numbers

_CODE = re.compile(r"[\w.-]{1,40}")

APP = "Sổ chỉ tiêu"
PAGES = "Các trang"
OPEN = "mở danh sách trang"
DARK = "Nền tối"
LIGHT = "Nền sáng"
RETURNS = "Thu báo cáo"
MANAGE = "Quản lý"

NO_PAGE = "Không có trang này"
NO_PAGE_WHY = "Địa chỉ vừa mở không có trong Sổ chỉ tiêu: có thể gõ nhầm, hoặc trang đã đổi tên."
CLOSED = "Không có quyền xem trang này"
CLOSED_WHY = "Trang này có, nhưng không dành cho tài khoản của bạn. Cần xem, hãy hỏi người quản lý sổ."
HOME = "Về Tổng quan"

FAULT = "Có lỗi của phần mềm"


def fault(code: str) -> str:
    """What is told of a fault of the program: what became of one's work, and what to do."""
    return (
        "Trang này chưa vẽ xong. Việc đang ghi dở, nếu có, đã được hoàn lại nguyên vẹn: chưa có gì của việc đó được "
        "lưu; những gì sổ đã báo là ghi xong thì vẫn còn. Hãy mở lại trang; nếu còn lỗi, báo người quản lý mã lỗi "
        f"{code} (ghi trong nhật ký của máy chủ)."
    )


def unknown(kind: str, asked: str, shown: str) -> str:
    """The address names what is not there; another is shown."""
    named = f"{kind} mang mã «{asked}»" if _CODE.fullmatch(asked) else f"{kind} như địa chỉ yêu cầu"
    return f"Không có {named}; đang xem {shown}."


def paper(page: str, drawn: Iterable[str | None], known: date | None, today: date) -> str:
    """What stands above every printed sheet. drawn: the plan, period and scope that the page shows."""
    seen = f"như đã biết đến {numbers.day(known)}" if known else None
    parts = (f"{APP}: {page}", *drawn, seen, f"in ngày {numbers.day(today)}")
    return " · ".join(part for part in parts if part)
