"""Workbooks into blocks: one table per sheet that is shown; titles above the headers are told apart later."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from lib.documents.blocks import Block, Cell, Table
from lib.domain.errors import UploadRefused

_UNREADABLE = (
    BadZipFile, DefusedXmlException, InvalidFileException, ParseError, KeyError, ValueError, TypeError,
    IndexError, AttributeError, EOFError, LookupError, RuntimeError,
)  # fmt: skip


_MAX_AREA = 600_000  # cells of one sheet, blank ones between filled ones included


def read_xlsx(content: bytes) -> tuple[Block, ...]:
    """Blocks of an `.xlsx` whose bounds have been checked; formulas give their stored value.

    Raises: UploadRefused when the parts do not make a workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not matter here
            book = load_workbook(BytesIO(content), data_only=True, keep_links=False)
        tables = [_table(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return tuple(table for table in tables if table.rows)
    except _UNREADABLE as fault:
        raise UploadRefused("file-unreadable") from fault


def _table(sheet: Any) -> Table:
    down = {
        (row, merged.min_col): (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row + 1, merged.max_row + 1)
    }
    return Table(sheet.title, tuple(_rows(sheet, down)))


def _rows(sheet: Any, down: dict[tuple[int, int], tuple[int, int]]) -> Iterator[tuple[Cell, ...]]:
    if sheet.max_row * sheet.max_column > _MAX_AREA:
        raise UploadRefused("sheet-too-large", sheet=sheet.title, limit=str(_MAX_AREA))
    for number in range(1, sheet.max_row + 1):
        cells = tuple(_cell(sheet, number, column, down) for column in range(1, sheet.max_column + 1))
        if any(cell.text and not cell.covered for cell in cells):
            yield cells


def _cell(sheet: Any, row: int, column: int, down: dict[tuple[int, int], tuple[int, int]]) -> Cell:
    anchor = down.get((row, column))
    ref = f"{get_column_letter(column)}{row}"
    return Cell(_shown(sheet.cell(*(anchor or (row, column)))), ref, covered=anchor is not None)


def _shown(cell: Any) -> str:
    """A cell's value as a Vietnamese reader sees it: comma for decimals, percent by its format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).strip()
    number = Decimal(repr(value))
    percent = "%" in (cell.number_format or "")
    shown = f"{round(number * 100, 10).normalize():f}%" if percent else f"{number.normalize():f}"
    return shown.replace(".", ",")
