"""Tables out: real .xlsx, numbers as numbers, texts never a formula, one head row that is frozen and filters."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.excel.blank_form import writable_text
from lib.wording.labels import Look

Row = TypeVar("Row")

LONGEST = 32_767
"""Characters that a cell of Excel holds."""

DEMO_NOTE = "DỮ LIỆU THỬ: số liệu do máy tạo để minh họa, không phải kết quả thật của bất kỳ cơ quan nào."
DEMO_PREFIX = "thu-"

_HEAD, _DEMO = (PatternFill("solid", fgColor=colour) for colour in ("0B4A8F", "FDF1DC"))
_TINTS = {
    role: PatternFill("solid", fgColor=colour)
    for role, colour in {"ok": "E3F3F0", "warn": "FDF1DC", "bad": "FBE7E5", "early": "EAF1F9", "none": "EEF1F5"}.items()
}
_LINE = Side(style="thin", color="DCE2EA")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP = Alignment(vertical="top")
_WRAP = Alignment(vertical="top", wrap_text=True)
_CENTRE = Alignment(vertical="center", horizontal="center", wrap_text=True)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_ACTS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the decimal places that the screen shows; the cell keeps all of it."""

    value: Decimal
    places: int = 1


Value = str | int | Number | date | Look | None
"""What a cell may hold. A `Look` is a status: its word on its tint. None leaves the cell empty, never 0."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title and its width in letters. `wrap`: long texts go on over several lines."""

    title: str
    width: float = 14
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its columns, and a value per column in each row."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """A column of a table of like things: its title, its width in letters, what stands in it for each thing."""

    title: str
    width: float
    of: Callable[[Row], Value]
    wrap: bool = False


def table_of(title: str, fields: Sequence[Field[Row]], rows: Iterable[Row]) -> Table:
    """A table with a column per field and a row per thing."""
    columns = tuple(Column(field.title, field.width, field.wrap) for field in fields)
    return Table(title, columns, tuple(tuple(field.of(row) for field in fields) for row in rows))


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook. `name` begins the file's name (ASCII); `facts` say where it comes from, on a sheet of their own."""

    name: str
    tables: tuple[Table, ...]
    facts: tuple[tuple[str, str], ...] = ()
    is_demo: bool = False

    @property
    def file_name(self) -> str:
        """The file's name; made-up figures say so in it."""
        return f"{DEMO_PREFIX if self.is_demo else ''}{self.name}.xlsx"


def write_book(book: Book) -> bytes:
    """The workbook as bytes. Control characters are left out; what is too long for a cell is cut with «…»."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for table in book.tables:
        _write(workbook.create_sheet(_title(table.title)), table, book.is_demo)
    if book.facts:
        about = Table("Thông tin", (Column("Mục", 22), Column("Nội dung", 90, wrap=True)), book.facts)
        _write(workbook.create_sheet(about.title), about, book.is_demo)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def exported_text(text: str) -> str:
    """A text as a cell keeps it: without control characters, line ends as one, at most `LONGEST` characters."""
    clean = writable_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def _title(text: str) -> str:
    return _NOT_IN_TITLES.sub(" ", exported_text(text)).strip().strip("'")[:31] or "Bảng"


def _write(sheet: Worksheet, table: Table, is_demo: bool) -> None:
    head = 2 if is_demo else 1
    if is_demo:
        note = sheet.cell(1, 1)
        _put_text(note, DEMO_NOTE)
        note.fill, note.font = _DEMO, Font(bold=True, color="8A5300")
    for place, column in enumerate(table.columns, start=1):
        cell = sheet.cell(head, place)
        _put_text(cell, column.title)
        cell.fill, cell.font, cell.alignment, cell.border = _HEAD, Font(bold=True, color="FFFFFF"), _CENTRE, _BOX
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(table.rows, start=head + 1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            _put(sheet.cell(number, place), value, column)
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{head}:{last}{max(head + len(table.rows), head)}"
    _for_paper(sheet, head)


def _for_paper(sheet: Worksheet, head: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"


def _put(cell: Cell, value: Value, column: Column) -> None:
    cell.border, cell.alignment = _BOX, _WRAP if column.wrap else _TOP
    if isinstance(value, str):
        _put_text(cell, value)
    elif isinstance(value, Look):
        _put_text(cell, value.full_word)
        if value.role in _TINTS and not value.hollow:
            cell.fill = _TINTS[value.role]
    elif isinstance(value, Number):
        cell.value, cell.number_format = value.value, "#,##0" + ("." + "0" * value.places if value.places else "")
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif value is not None:
        cell.value, cell.number_format = value, "#,##0"


def _put_text(cell: Cell, text: str) -> None:
    """A text, whatever it begins with; `_x000D_` written by a person stays these letters."""
    shown = exported_text(text)
    cell.value = _ESCAPED.sub("_x005F_", shown)
    cell.data_type = "s"
    if shown.startswith(_ACTS):
        cell.quotePrefix = True
