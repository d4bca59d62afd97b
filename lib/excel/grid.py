"""A workbook of someone's own making as plain cells: what stands where, merged ranges, what is hidden.

Read in the bounded child process (`lib.excel.worker`); call `lib.excel.reader.FormReader.grid` instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.errors import UploadRefused
from lib.excel.book import load_book
from lib.excel.cells import Found, find, is_formula
from lib.excel.form_json import load_refusal
from lib.excel.part_bounds import MAX_COLUMNS, MAX_ROWS
from lib.wording import annotated

MAX_FILLED = 60_000  # cells with content in all sheets together
MAX_LETTERS = 4_000_000  # of all cells together, a shared text counted where it is used

Place = tuple[int, int]  # row and column, from 1
Span = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet: its filled cells by place, merged ranges, hidden rows and columns."""

    title: str
    cells: Mapping[Place, Found]
    merges: tuple[Span, ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    covered: Mapping[Place, Place] = field(init=False, repr=False, compare=False)
    last_row: int = field(init=False, repr=False, compare=False)  # with content, 0 without any
    last_column: int = field(init=False, repr=False, compare=False)
    last_rows: Mapping[int, int] = field(init=False, repr=False, compare=False)  # with content, by column

    def __post_init__(self) -> None:
        object.__setattr__(self, "covered", dict(_covered(self.merges)))
        last_rows: dict[int, int] = {}
        for row, column in self.cells:
            last_rows[column] = max(row, last_rows.get(column, 0))
        object.__setattr__(self, "last_rows", last_rows)
        object.__setattr__(self, "last_row", max(last_rows.values(), default=0))
        object.__setattr__(self, "last_column", max(last_rows, default=0))

    def anchor(self, row: int, column: int) -> Place:
        """The cell that shows its content here: itself, or the first of the merged range that covers it."""
        return self.covered.get((row, column), (row, column))

    def at(self, row: int, column: int) -> Found | None:
        """What stands in this very cell; nothing in a covered one."""
        return self.cells.get((row, column))

    def seen(self, row: int, column: int) -> Found | None:
        """What the eye sees here: of a merged range its one content."""
        return self.cells.get(self.anchor(row, column))


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheets of a workbook, hidden ones too, in their order."""

    sheets: tuple[SheetGrid, ...]

    def sheet(self, title: str) -> SheetGrid | None:
        """The sheet of a name."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)


def read_grid(content: bytes) -> Grid:
    """Every filled cell of a workbook; the list of faults that an annotated copy carries is left out.

    Raises: UploadRefused when it cannot be followed (`file-unreadable`) or holds too much (`sheet-too-large`).
    """
    book = load_book(content, values=False)
    sheets = [sheet for sheet in book.worksheets if not _is_fault_list(sheet)]
    has_formula = any(is_formula(cell) for sheet in sheets for cell in _made(sheet))
    values = load_book(content, values=True) if has_formula else None
    left = _Left()
    return Grid(tuple(_sheet(sheet, values[sheet.title] if values else None, left) for sheet in sheets))


class _Left:
    """What a workbook may still hold."""

    def __init__(self) -> None:
        self.cells, self.letters = MAX_FILLED, MAX_LETTERS

    def take(self, sheet: str, found: Found) -> None:
        """Count one cell.

        Raises: UploadRefused (`sheet-too-large`).
        """
        self.cells -= 1
        self.letters -= len(found.raw) + len(found.text)
        if self.cells < 0:
            raise UploadRefused("sheet-too-large", sheet, found.ref, limit=str(MAX_FILLED))
        if self.letters < 0:
            raise UploadRefused("sheet-too-large", sheet, found.ref, limit=str(MAX_LETTERS))


def _is_fault_list(sheet: Worksheet) -> bool:
    return bool(sheet.title.startswith(annotated.SHEET_NAME)) and sheet.cell(1, 1).value == annotated.TITLE


def _made(sheet: Worksheet) -> Iterator[Any]:
    """The cells that the file holds; `iter_rows` would make all empty ones between them too."""
    yield from list(sheet._cells.values())


def _sheet(sheet: Worksheet, values: Worksheet | None, left: _Left) -> SheetGrid:
    cells: dict[Place, Found] = {}
    for cell in _made(sheet):
        if cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
            continue
        cached = values.cell(cell.row, cell.column) if values is not None and is_formula(cell) else None
        found = find(cell, cached)
        if found is not None:
            left.take(sheet.title, found)
            cells[cell.row, cell.column] = found
    merges = tuple(sorted((m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges))
    rows = frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden)
    spans = [(d.min, min(d.max, MAX_COLUMNS)) for d in sheet.column_dimensions.values() if d.hidden and d.min and d.max]
    columns = frozenset(column for first, last in spans for column in range(first, last + 1))
    return SheetGrid(sheet.title, cells, merges, sheet.sheet_state != "visible", rows, columns)


def _covered(merges: tuple[Span, ...]) -> Iterator[tuple[Place, Place]]:
    for first_row, first_column, last_row, last_column in merges:
        for row in range(first_row, min(last_row, MAX_ROWS) + 1):
            for column in range(first_column, min(last_column, MAX_COLUMNS) + 1):
                yield (row, column), (first_row, first_column)


def column_letter(column: int) -> str:
    """The letters of a column's number: 3 is C."""
    return str(get_column_letter(column))


# As JSON, for the pipe between the reader's two processes


def dump_grid(grid: Grid) -> bytes:
    """The grid as UTF-8 JSON; decimals as text, a text that is its own raw content written once."""
    return json.dumps({"grid": [_plain(sheet) for sheet in grid.sheets]}, ensure_ascii=False).encode()


def load_grid(content: bytes) -> Grid:
    """Read what `dump_grid` wrote.

    Raises: UploadRefused when it is a refusal; ValueError when it is neither.
    """
    try:
        answer = json.loads(content)
        if "grid" in answer:
            return Grid(tuple(_loaded(sheet) for sheet in answer["grid"]))
    except (KeyError, TypeError, AttributeError, InvalidOperation) as fault:
        raise ValueError(f"not a grid: {fault!r}") from fault
    raise load_refusal(content)


def _plain(sheet: SheetGrid) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "is_hidden": sheet.is_hidden,
        "merges": sheet.merges,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "cells": [[*place, *_plain_cell(found)] for place, found in sheet.cells.items()],
    }


def _plain_cell(found: Found) -> list[Any]:
    text = None if found.text == found.raw else found.text
    number = None if found.number is None else str(found.number)
    flags = [found.in_percent, found.has_control, found.is_linked]
    return [found.raw, text, number, found.float_value, found.fault, *map(int, flags)]


def _loaded(sheet: dict[str, Any]) -> SheetGrid:
    return SheetGrid(
        title=sheet["title"],
        cells={(cell[0], cell[1]): _loaded_cell(*cell) for cell in sheet["cells"]},
        merges=tuple((a, b, c, d) for a, b, c, d in sheet["merges"]),
        is_hidden=sheet["is_hidden"],
        hidden_rows=frozenset(sheet["hidden_rows"]),
        hidden_columns=frozenset(sheet["hidden_columns"]),
    )


def _loaded_cell(
    row: int,
    column: int,
    raw: str,
    text: str | None,
    number: str | None,
    float_value: float | None,
    fault: str | None,
    in_percent: int,
    has_control: int,
    is_linked: int,
) -> Found:
    return Found(
        ref=f"{column_letter(column)}{row}",
        raw=raw,
        text=raw if text is None else text,
        number=None if number is None else Decimal(number),
        float_value=float_value,
        in_percent=bool(in_percent),
        fault=fault,
        has_control=bool(has_control),
        is_linked=bool(is_linked),
    )
