"""How wide a text is drawn, near enough to place a mark before it. Widths in the font's size.

The page's font is Source Sans; its lower-case letters and digits are about half their size wide.
"""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfrI.,:;'|!()[] \u00a0-/")
_WIDE = frozenset("mwMWĐQO%@≥≤—")


def width_of(text: str, size: float) -> float:
    """The width of a line in the units of `size`, to within about a tenth."""
    bare = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return size * sum(0.28 if c in _NARROW else 0.78 if c in _WIDE else 0.6 if c.isupper() else 0.52 for c in bare)


def fitted(text: str, size: float, most: float) -> str:
    """The text, cut with «…» where it would be wider than `most`."""
    if width_of(text, size) <= most:
        return text
    cut = text
    while cut and width_of(cut + "…", size) > most:
        cut = cut[:-1]
    return cut.rstrip() + "…"
