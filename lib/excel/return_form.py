"""Returns in: a filled form read into answered lines, with every fault by its cell.

Runs in the bounded child process (`lib.excel.worker`); call `lib.excel.reader.FormReader` instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.errors import UploadRefused
from lib.domain.naming import fold
from lib.domain.submission import Cell, FormRow, Line, ParsedForm
from lib.excel import layout
from lib.excel.book import load_book
from lib.excel.cells import Found, find, is_formula
from lib.excel.fingerprint import FormPrint, is_print, read_print
from lib.excel.line_reading import Findings, read_line
from lib.wording.numbers import MISSING


@dataclass(frozen=True, slots=True)
class _Table:
    """The sheet of figures, where its columns stand, and its calculated values if it has formulas."""

    sheet: Worksheet
    key_row: int
    columns: dict[str, int]
    values: Worksheet | None

    def find(self, row: int, key: str) -> Found | None:
        """What stands in a column of a row."""
        column = self.columns[key]
        cached = self.values.cell(row, column) if self.values is not None else None
        return find(self.sheet.cell(row, column), cached)

    @property
    def rows(self) -> range:
        """The rows below the header."""
        return range(self.key_row + 2, min(self.sheet.max_row, layout.MAX_ROWS) + 1)

    @property
    def has_formula(self) -> bool:
        """Whether any cell that is read holds a formula: only then are the calculated values loaded."""
        columns = self.columns.values()
        return any(is_formula(self.sheet.cell(row, column)) for row in self.rows for column in columns)


def parse_return(content: bytes) -> ParsedForm:
    """Read a filled form.

    Raises: UploadRefused when the file is not one of our forms or cannot be followed.
    """
    book = load_book(content, values=False)
    form = read_print(book)
    table = _table(book, content)
    findings = Findings(table.sheet.title)
    _check_title(table, form, findings)
    _check_merges(table, findings)
    lines, cells, rows = _read_rows(table, form, findings)
    _check_hidden(table, cells, findings)
    _check_other_sheets(book, table, findings)
    return ParsedForm(
        fingerprint=form.fingerprint,
        sheet=table.sheet.title,
        lines=tuple(lines),
        cells=tuple(cells),
        issues=tuple(findings.issues),
        is_demo=form.is_demo,
        rows=tuple(_form_row(table, plan, rows.get(plan.indicator_code)) for plan in form.lines.values()),
    )


def _table(book: Workbook, content: bytes) -> _Table:
    """Find the sheet of figures by its row of column keys.

    Raises: UploadRefused when it is missing, doubled, or lacks a column.
    """
    found = [(sheet, row) for sheet in book.worksheets if (row := _key_row(sheet))]
    if not found:
        raise UploadRefused("form-sheet-missing", expected=layout.FORM_SHEET)
    if len(found) > 1:
        raise UploadRefused("form-sheet-twice", found[1][0].title, first=found[0][0].title)
    sheet, key_row = found[0]
    columns = _columns(sheet, key_row)
    missing = [key for key in ("indicator_code", *layout.OPEN_KEYS) if key not in columns]
    if missing:
        raise UploadRefused("form-columns-missing", sheet.title, columns=", ".join(missing))
    table = _Table(sheet, key_row, columns, None)
    if not table.has_formula:
        return table
    return replace(table, values=load_book(content, values=True)[sheet.title])


def _key_row(sheet: Worksheet) -> int | None:
    """The row that names the columns, among the first sixty."""
    for row in range(1, min(sheet.max_row, 60) + 1):
        texts = {sheet.cell(row, column).value for column in range(1, min(sheet.max_column, 60) + 1)}
        if {"indicator_code", "answer"} <= texts:
            return row
    return None


def _columns(sheet: Worksheet, key_row: int) -> dict[str, int]:
    """The column number of each key, in the order of the form."""
    width = min(sheet.max_column, 256)
    placed = {sheet.cell(key_row, column).value: column for column in range(width, 0, -1)}
    return {key: placed[key] for key in layout.COLUMN_KEYS if key in placed}


def _check_title(table: _Table, form: FormPrint, findings: Findings) -> None:
    """The visible title must name the agency and the period of the fingerprint, each whole."""
    shown = {
        fold(part)
        for row in table.sheet.iter_rows(max_row=table.key_row, max_col=30, values_only=True)
        for value in row
        if isinstance(value, str)
        for part in _title_parts(value)
    }
    for expected in (form.agency_name, form.period_text):
        if fold(expected) not in shown:
            findings.add("form-title-differs", "A1", expected=expected)


def _title_parts(text: str) -> tuple[str, ...]:
    """What a title says: itself, what follows its heading, and that without what follows a dash («Hạn nộp»)."""
    said = text.partition(":")[2] or text
    return text, said, said.partition(" – ")[0]


def _check_merges(table: _Table, findings: Findings) -> None:
    """Open cells that were merged: only the first of them keeps what was typed."""
    columns = [table.columns[key] for key in layout.OPEN_KEYS]
    for merge in table.sheet.merged_cells.ranges:
        if merge.max_row > table.key_row + 1 and any(merge.min_col <= c <= merge.max_col for c in columns):
            findings.add("merged-data", str(merge.coord).split(":")[0], range=str(merge.coord))


def _read_rows(table: _Table, form: FormPrint, findings: Findings) -> tuple[list[Line], list[Cell], dict[str, int]]:
    """The answered lines, the filled cells, and the row of each line that the form was issued with."""
    lines: list[Line] = []
    cells: list[Cell] = []
    first_rows: dict[str, int] = {}
    for row in table.rows:
        filled = {key: cell for key in layout.OPEN_KEYS if (cell := table.find(row, key)) is not None}
        code = _code(table, row)
        cells.extend(Cell(table.sheet.title, c.ref, code or "", key, c.raw, c.float_value) for key, c in filled.items())
        if _is_line(table, form, row, code, filled, first_rows, findings):
            line = read_line(form.lines[code], row, filled, findings)
            lines.extend([line] if line else [])
    return lines, cells, first_rows


def _form_row(table: _Table, plan: layout.RowPlan, row: int | None) -> FormRow:
    """What the form was issued with for one line, and what its row shows now."""
    code, kind, unit = plan.indicator_code, plan.kind, plan.unit
    if row is None:
        return FormRow(code, kind, unit)
    name, shown_unit, target = (_shown(table, row, key) for key in ("name", "unit", "target"))
    cell = table.sheet.cell(row, table.columns["answer"]).coordinate
    return FormRow(code, kind, unit, name, shown_unit, "" if target == MISSING else target, cell)


def _shown(table: _Table, row: int, key: str) -> str | None:
    """What a locked column shows in a row; `None` where the column is gone."""
    if key not in table.columns:
        return None
    found = table.find(row, key)
    return found.shown if found else ""


def _code(table: _Table, row: int) -> str:
    found = table.find(row, "indicator_code")
    return found.shown if found else ""


def _is_line(
    table: _Table,
    form: FormPrint,
    row: int,
    code: str,
    filled: dict[str, Found],
    first_rows: dict[str, int],
    findings: Findings,
) -> bool:
    """Whether a row is one of the form's lines; what else holds content is noted."""
    place = f"{get_column_letter(table.columns['indicator_code'])}{row}"
    if code in form.lines and code not in first_rows:
        first_rows[code] = row
        return True
    if code in form.lines:
        findings.add("duplicate-row", place, code, first=str(first_rows[code]), second=str(row))
    elif code and (filled or _looks_like_code(code)):
        findings.add("unknown-indicator", place, code)
    elif any(key in filled for key in ("answer", *layout.NUMBER_KEYS)):
        findings.add("row-without-code", place, row=str(row))
    elif filled:
        findings.add("text-outside-lines", next(iter(filled.values())).ref, row=str(row))
    return False


def _looks_like_code(text: str) -> bool:
    return " " not in text and "-" in text and text[-1:].isdigit()


def _check_hidden(table: _Table, cells: list[Cell], findings: Findings) -> None:
    """Filled rows, columns or a sheet that nobody sees: they count, and that is said."""
    sheet = table.sheet
    if sheet.sheet_state != "visible":
        findings.add("hidden-sheet")
    by_row: dict[int, Cell] = {}
    by_column: dict[str, Cell] = {}
    for cell in cells:
        by_row.setdefault(sheet[cell.ref].row, cell)
        by_column.setdefault(cell.column_key, cell)
    for row, cell in by_row.items():
        if sheet.row_dimensions[row].hidden or sheet.row_dimensions[row].height == 0:
            findings.add("hidden-row", cell.ref, cell.row_key, row=str(row))
    hidden = [
        (d.min, d.max) for d in sheet.column_dimensions.values() if (d.hidden or d.width == 0) and d.min and d.max
    ]
    for key, cell in by_column.items():
        if any(low <= table.columns[key] <= high for low, high in hidden):
            findings.add("hidden-column", cell.ref, cell.row_key, column=key)


def _check_other_sheets(book: Workbook, table: _Table, findings: Findings) -> None:
    """Hidden sheets that are not ours and hold something: it is not read, and that is said."""
    for sheet in book.worksheets:
        is_ours = sheet is table.sheet or sheet.title == layout.GUIDE_SHEET or is_print(sheet)
        if sheet.sheet_state == "visible" or is_ours:
            continue
        filled = next((cell for row in sheet.iter_rows() for cell in row if cell.value is not None), None)
        if filled is not None:
            elsewhere = Findings(sheet.title)
            elsewhere.add("hidden-other-sheet", filled.coordinate, name=sheet.title)
            findings.issues.extend(elsewhere.issues)
