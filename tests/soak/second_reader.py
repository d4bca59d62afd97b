"""A second reader of returns, on another library (calamine), that shares no code with the program's own.

It finds a form's table by its keys and reads numbers in its own simple way.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from lib.excel.package import unpack

KEYS = {"indicator_code", "answer"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET_PART = re.compile(r"xl/worksheets/sheet\d+\.xml")
_BUILT_IN = {"9": "0%", "10": "0.00%"}
_SPACES = str.maketrans(dict.fromkeys(" \u00a0\u202f\u2009\u200b\u202e\n\t"))


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What stands in the lines of a form, by (code, column key), and where."""

    values: dict[tuple[str, str], object]
    places: dict[tuple[str, str], str]
    percents: frozenset[str]

    def number(self, code: str, key: str) -> Decimal | None:
        """The number in a cell as its format shows it; `None` for blank, words, or anything doubtful."""
        value = self.values.get((code, key))
        number = number_of(value, counted=key in ("a", "b"))
        is_percent = number is not None and not isinstance(value, str) and self.places[code, key] in self.percents
        return number * 100 if is_percent and number is not None else number


def read(content: bytes) -> SecondReading:
    """Read the lines of a form."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    rows, head = next((rows, n) for rows in sheets for n, row in enumerate(rows) if set(map(str, row)) >= KEYS)
    keys: dict[str, int] = {}
    for column, key in enumerate(rows[head]):
        keys.setdefault(str(key), column)
    values: dict[tuple[str, str], object] = {}
    places: dict[tuple[str, str], str] = {}
    for n, row in enumerate(rows[head + 2 :], head + 3):
        code = str(row[keys["indicator_code"]]).strip()
        for key, column in keys.items():
            if code and key and row[column] != "":
                values.setdefault((code, key), row[column])
                places.setdefault((code, key), f"{get_column_letter(column + 1)}{n}")
    return SecondReading(values, places, percent_cells(content))


def percent_cells(content: bytes) -> frozenset[str]:
    """The cells of any sheet whose number format shows «%»."""
    parts = dict(unpack(content))
    styles = ElementTree.fromstring(parts["xl/styles.xml"])
    sheets = [ElementTree.fromstring(body) for name, body in parts.items() if _SHEET_PART.fullmatch(name)]
    codes = {f.get("numFmtId"): f.get("formatCode", "") for f in styles.iter(f"{MAIN}numFmt")} | _BUILT_IN
    shown = [codes.get(xf.get("numFmtId"), "") for xf in styles.find(f"{MAIN}cellXfs") or ()]
    in_percent = {str(n) for n, code in enumerate(shown) if "%" in re.sub(r'"[^"]*"|\\.', "", code)}
    cells = (cell for sheet in sheets for cell in sheet.iter(f"{MAIN}c"))
    return frozenset(str(cell.get("r")) for cell in cells if cell.get("s") in in_percent)


def number_of(value: object, counted: bool = False) -> Decimal | None:
    """A cell's content as a number, if it plainly is one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if not isinstance(value, str):
        return Decimal(repr(value))
    text = value.translate(_SPACES).removesuffix("%").replace("–", "-").replace("−", "-")
    marks = [letter for letter in text if letter in ".,"]
    decimal = marks[-1] if marks else ""
    if (len(marks) > 1 and len(set(marks)) == 1) or (counted and marks and len(text.rpartition(decimal)[2]) == 3):
        decimal = ""
    plain = "".join("." if letter == decimal else letter for letter in text if letter not in ".," or letter == decimal)
    try:
        return Decimal(plain) if plain.isascii() else None
    except InvalidOperation:
        return None
