"""What every kind of document is turned into first: paragraphs and tables, each piece with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.domain.naming import tidy

_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|span|font|p|div|sup|sub)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_HEADING_MARK = re.compile(r"^\s*#{1,6}\s+")
_FORMULA = re.compile(r"\$([^$]{1,80})\$")
_SIGNS = {r"\geq": "≥", r"\ge": "≥", r"\leq": "≤", r"\le": "≤", r"\approx": "≈", r"\sim": "~", r"\times": "×"}
_SIGN = re.compile(r"\\(?:geq|ge|leq|le|approx|sim|times)(?![a-zA-Z])")
_ESCAPED = re.compile(r"\\([%&_#$~\-.])")


def clean(text: str) -> str:
    """The words of a cell or paragraph without what a converter left in them, tidied.

    `<b>`, `**`, `#` go; `$\\geq 70\\%$` becomes «≥ 70%».
    """
    plain = _EMPHASIS.sub("", _TAG.sub("", _BREAK_TAG.sub("\n", text)))
    plain = _FORMULA.sub(lambda found: found[1], _HEADING_MARK.sub("", plain))
    plain = _SIGN.sub(lambda found: _SIGNS[found[0]], plain)
    return tidy(_ESCAPED.sub(r"\1", plain))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the document holds it. `ref`: «B7», or «dòng 12, cột 4».

    `covered`: the cell belongs to a vertical merge begun above, whose text it repeats.
    """

    text: str
    ref: str
    covered: bool = False

    @property
    def words(self) -> str:
        """The cleaned text."""
        return clean(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph outside the tables, cleaned."""

    text: str
    sheet: str | None
    ref: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells that stand together. `sheet`: the sheet's name, or «Bảng 2»."""

    sheet: str
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table
