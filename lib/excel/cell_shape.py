"""The shape of one cell in a sheet's XML: what it may hold so that every reader reads it alike.

Source: two readers held against each other over damaged returns; they differ on two values in one cell, on text under
a number's type, on remarks and CDATA among letters, and on digits that only Python takes for digits.
"""

from __future__ import annotations

from dataclasses import dataclass

_TYPES = frozenset(("n", "s", "str", "inlineStr", "b", "e", "d"))
_PARTS = frozenset(("v", "f", "is", "extLst"))
_OF_DIGITS = frozenset(("n", "s", "b"))


@dataclass(slots=True)
class CellShape:
    """A cell (with `kind` «si» a shared text) as it is being followed: how deep it lies, what it has held so far."""

    depth: int
    cell: str | None = None
    kind: str = "si"
    held: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the type is one that spreadsheets have."""
        return self.kind == "si" or self.kind in _TYPES

    def knows(self, tag: str, depth: int) -> bool:
        """Whether an element directly inside the cell is one that cells have."""
        return depth != self.depth + 1 or self.kind == "si" or tag in _PARTS

    def takes(self, tag: str, depth: int) -> bool:
        """Whether `v`, `f`, `is` or `t` may stand where it stands; each comes once and fits the type."""
        if tag == "t" and depth != self.depth + (1 if self.kind == "si" else 2):
            return True  # a piece with a format of its own, or a reading aid
        is_odd = tag in ("v", "is") and (tag == "is") != (self.kind == "inlineStr")
        if is_odd or tag in self.held or (tag != "t" and depth != self.depth + 1):
            return False
        self.held += (tag,)
        return True

    def takes_text(self, text: str) -> bool:
        """Whether letters may stand where they stand: Python takes `٣` and `1_0` for numbers, others do not."""
        is_number = self.held[-1:] == ("v",) and self.kind in _OF_DIGITS
        return not is_number or (text.isascii() and "_" not in text)
