"""One cell of a return: what stands in it, and what is wrong with it before it means anything."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from lib.domain.errors import UploadRefused
from lib.domain.naming import tidy

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OUTSIDE = re.compile(  # another workbook; a network; a program by DDE («cmd|'…'!A1») or by function
    r"\[[^\]]+\]|file:|https?:|\w+\|[^!]*!|\b(WEBSERVICE|FILTERXML|RTD|CALL|REGISTER(\.ID)?|DDE|STOCKHISTORY|IMAGE)\s*\(",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A filled cell. `number` or `text` (trimmed) holds its content unless `fault` names what is wrong.

    `in_percent`: its format shows the number times 100 with «%».
    """

    ref: str
    raw: str
    text: str = ""
    number: Decimal | None = None
    float_value: float | None = None
    in_percent: bool = False
    fault: str | None = None
    has_control: bool = False
    is_linked: bool = False

    @property
    def shown(self) -> str:
        """The content as the agency sees it, for a sentence about it."""
        if self.number is None:
            return self.text or self.raw
        return _plain(self.number).replace(".", ",") + ("%" if self.in_percent else "")


def is_formula(cell: BookCell | MergedCell) -> bool:
    """Whether the cell holds a formula."""
    return bool(cell.data_type == "f")


def find(cell: BookCell | MergedCell, cached: BookCell | MergedCell | None = None) -> Found | None:
    """What stands in a cell, or `None` when it is blank. `cached` is the same cell of the calculated values."""
    if not is_formula(cell):
        return _found(cell)
    if cached is None or (cached.value is None and cached.data_type != "str"):
        return Found(cell.coordinate, formula_text(cell.value), fault="formula-without-value")
    found = _found(cached)
    if found is None or not _OUTSIDE.search(formula_text(cell.value)):
        return found
    return Found(**{**_fields(found), "is_linked": True})


def formula_text(value: Any) -> str:
    """The formula as text."""
    if isinstance(value, ArrayFormula):
        return str(value.text or "")
    if isinstance(value, DataTableFormula):
        return "{=TABLE()}"
    return str(value)


def _fields(found: Found) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Found.__slots__}


def _found(cell: BookCell | MergedCell) -> Found | None:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return Found(cell.coordinate, str(value), fault="error-cell")
    if isinstance(value, bool):
        return Found(cell.coordinate, "TRUE" if value else "FALSE", text="TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return _number(cell.coordinate, value, "%" in _format(cell))
    if isinstance(value, datetime | date | time | timedelta):
        return Found(cell.coordinate, _day_text(value), text=_day_text(value), fault="date-in-number-cell")
    return _text(cell.coordinate, str(value))


def _format(cell: BookCell | MergedCell) -> str:
    """The number format without its quoted and escaped literals.

    Raises: UploadRefused (`file-unreadable`) for a format that the workbook does not have.
    """
    try:
        code = getattr(cell, "number_format", "") or ""
    except IndexError as fault:
        raise UploadRefused("file-unreadable", None, cell.coordinate, fault="number format") from fault
    return re.sub(r'"[^"]*"|\\.', "", code)


def _number(ref: str, value: int | float, in_percent: bool) -> Found:
    if not math.isfinite(value):
        return Found(ref, str(value), fault="not-finite")
    if isinstance(value, int) and value.bit_length() > 64:
        return Found(ref, f"{Decimal(value):.6E}", fault="number-too-large")
    exact = Decimal(repr(value))
    number = (exact * 100).normalize() + 0 if in_percent else exact
    return Found(ref, _plain(exact), "", number, float(value), in_percent)


def _plain(number: Decimal) -> str:
    """Digits without an exponent or idle zeros, as Excel shows them."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(ref: str, value: str) -> Found | None:
    decoded = unescape(value)
    text = tidy(decoded)
    if not text:
        return None
    return Found(ref, decoded, text, has_control=bool(_CONTROL.search(decoded)))


def _day_text(value: datetime | date | time | timedelta) -> str:
    """A date as Vietnamese write it."""
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return str(value)
