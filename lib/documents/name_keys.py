"""Keys under which names of indicators are compared across a document: folded, abbreviations spelled out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lib.domain.naming import fold, tidy

# Abbreviations of plan documents, the longest first. Source: the texts of the shipped plans.
ABBREVIATIONS = {
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
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LEAD_IN = re.compile(r"^(?:có |tỷ lệ |tỉ lệ |số |các )+", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def spelled_out(name: str) -> str:
    """The name with its abbreviations spelled out, as shown."""
    spelled = {short.casefold(): long for short, long in ABBREVIATIONS.items()}
    return _ABBREVIATED.sub(lambda found: spelled[found[0].casefold()], tidy(name))


def name_key(name: str) -> str:
    """Folded words of a name, spelled out, without marks between them."""
    return " ".join(_WORD.findall(fold(spelled_out(name))))


def name_keys(name: str) -> Sequence[str]:
    """The key of a name, and that of the name without what stands in brackets."""
    return tuple(dict.fromkeys((name_key(name), name_key(_BRACKETS.sub("", name)))))


def core_key(name: str) -> str:
    """The key of what is measured, without brackets and without «Tỷ lệ», «Có» in front."""
    return name_key(_LEAD_IN.sub("", tidy(_BRACKETS.sub("", name))))
