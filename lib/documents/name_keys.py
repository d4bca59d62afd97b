"""Keys under which names of indicators are compared across a document: folded, abbreviations spelled out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lib.domain.indicator_names import spelled_out
from lib.domain.naming import fold, tidy

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LEAD_IN = re.compile(r"^(?:có |tỷ lệ |tỉ lệ |số |các )+", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def name_key(name: str) -> str:
    """Folded words of a name, spelled out, without marks between them."""
    return " ".join(_WORD.findall(fold(spelled_out(name))))


def name_keys(name: str) -> Sequence[str]:
    """The key of a name, and that of the name without what stands in brackets."""
    return tuple(dict.fromkeys((name_key(name), name_key(_BRACKETS.sub("", name)))))


def core_key(name: str) -> str:
    """The key of what is measured, without brackets and without «Tỷ lệ», «Có» in front."""
    return name_key(_LEAD_IN.sub("", tidy(_BRACKETS.sub("", name))))
