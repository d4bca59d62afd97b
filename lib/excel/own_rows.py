"""What each row below the heading of an agency's own table is.

The heading once more at a page break, a row that numbers the columns, group rows, total rows, signatures below:
all as documents of this kind have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lib.domain.naming import fold
from lib.domain.own_return import NUMBER_ROLES, READ_ROLES, Role
from lib.excel.cells import Found
from lib.excel.grid import SheetGrid
from lib.excel.own_table import NUMBERING, IsKnown, OwnTable, clean_name, numbers_columns, repeats

_ORDINAL = re.compile(r"\d{1,3}")
_BARE_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zđ])[.)]*")
_TOTALS = frozenset(
    map(fold, ("Tổng", "Cộng", "Tổng cộng", "Tổng số", "Toàn tỉnh", "Toàn xã", "Trung bình", "Bình quân", "Tổng hợp"))
)


class RowKind(StrEnum):
    """What a row below the heading is."""

    LINE = "line"  # names something and may hold figures
    GROUP = "group"  # a heading within the table
    TOTAL = "total"
    HEADING = "heading"  # the heading once more, at a page break
    COLUMN_NUMBERS = "column_numbers"
    STRAY = "stray"  # a figure without a name


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that holds something: its kind, printed number, name, and the first cell with a figure (not words)."""

    row: int
    kind: RowKind
    ordinal: int | None
    name: str
    figure_ref: str | None = None


def table_rows(sheet: SheetGrid, table: OwnTable, places: Mapping[Role, int], is_known: IsKnown) -> Iterator[TableRow]:
    """The rows of a table that hold something, given the column of each role."""
    first, last = table.header_rows
    depth = last - first + 1
    skip_to = 0
    for row in range(last + 1, table.last_row + 1):
        if row < skip_to:
            yield TableRow(row, RowKind.HEADING, None, "")
        elif repeats(sheet, row, table.labels, first, last):
            skip_to = row + depth
            yield TableRow(row, RowKind.HEADING, None, "")
        elif numbers_columns(sheet, row):
            yield TableRow(row, RowKind.COLUMN_NUMBERS, None, "")
        elif (read := _read_row(sheet, row, places, is_known)) is not None:
            yield read


def _read_row(sheet: SheetGrid, row: int, places: Mapping[Role, int], is_known: IsKnown) -> TableRow | None:
    shown = _words(sheet, row, places[Role.NAME])
    if not shown and Role.ORDINAL in places:  # groups and totals may be named where others have their number
        shown = _words(sheet, row, places[Role.ORDINAL])
    name = clean_name(shown)
    figures = [f for role in (*NUMBER_ROLES, Role.ANSWER) if role in places and (f := sheet.at(row, places[role]))]
    filled = any(sheet.at(row, places[role]) for role in READ_ROLES if role in places)
    ref = next((found.ref for found in figures if _is_figure(found)), None)
    is_continued = sheet.anchor(row, places[Role.NAME])[0] < row
    if not name or (is_continued and not figures):
        return TableRow(row, RowKind.STRAY, None, "", ref) if ref and not name else None
    ordinal = _ordinal(sheet, row, places, shown)
    if is_known(name):
        return TableRow(row, RowKind.LINE, ordinal, name, ref)
    if fold(name).rstrip(":") in _TOTALS:
        return TableRow(row, RowKind.TOTAL, ordinal, name, ref)
    return TableRow(row, RowKind.LINE if filled else RowKind.GROUP, ordinal, name, ref)


def _words(sheet: SheetGrid, row: int, column: int) -> str:
    """What the eye reads here, unless it is a number."""
    seen = sheet.seen(row, column)
    return seen.shown if seen is not None and seen.number is None and not _BARE_NUMBER.fullmatch(seen.text) else ""


def _is_figure(found: Found) -> bool:
    """A number, or what was meant to be one; not the words of a signature."""
    return found.number is not None or found.fault is not None or bool(re.match(r"[\d≥≤<>]", found.text))


def _ordinal(sheet: SheetGrid, row: int, places: Mapping[Role, int], shown: str) -> int | None:
    """The number printed for the row, in a column of its own or before the name."""
    found = sheet.at(row, places[Role.ORDINAL]) if Role.ORDINAL in places else None
    text = found.shown if found else (NUMBERING.match(shown) or [""])[0]
    digits = text.strip(" .()")
    return int(digits) if _ORDINAL.fullmatch(digits) else None
