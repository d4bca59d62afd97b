"""Names of indicators made comparable: abbreviations spelled out, brackets and marks left out.

Source: the texts of the shipped plans.
"""

from __future__ import annotations

import re

from lib.domain.naming import tidy

ABBREVIATIONS = {  # the longest first
    "CBCCVC": "cán bộ, công chức, viên chức",
    "DVCTT": "dịch vụ công trực tuyến",
    "TTHC": "thủ tục hành chính",
    "HTTT": "hệ thống thông tin",
    "CSDL": "cơ sở dữ liệu",
    "CNTT": "công nghệ thông tin",
    "TTĐT": "thông tin điện tử",
    "QLVB": "quản lý văn bản",
    "DVC": "dịch vụ công",
    "CĐS": "chuyển đổi số",
    "ĐMST": "đổi mới sáng tạo",
    "KHCN": "khoa học, công nghệ",
    "DN": "doanh nghiệp",
}
_ABBREVIATED = re.compile(rf"(?<!\w)(?:{'|'.join(ABBREVIATIONS)})(?!\w)", re.IGNORECASE)
_SPELLED = {short.casefold(): long for short, long in ABBREVIATIONS.items()}
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WORD = re.compile(r"\w+")


def spelled_out(name: str) -> str:
    """The name with its abbreviations spelled out, as shown."""
    return _ABBREVIATED.sub(lambda found: _SPELLED[found[0].casefold()], tidy(name))


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, spelled out, without what stands in brackets."""
    return tuple(_WORD.findall(_BRACKETS.sub(" ", spelled_out(name)).lower()))
