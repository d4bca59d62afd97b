"""The form that a confirmed reading makes of an agency's own workbook: the very values that our form gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from openpyxl.utils import get_column_letter

from lib.domain.errors import UploadRefused
from lib.domain.naming import fold, search_key
from lib.domain.own_return import NUMBER_ROLES, OWN_VERSION, READ_ROLES, TEXT_ROLES, OwnReading, OwnRow, Role
from lib.domain.period import Period
from lib.domain.submission import Answer, Cell, Fingerprint, Line, ParsedForm
from lib.excel import layout
from lib.excel.cells import Found
from lib.excel.grid import Grid, SheetGrid
from lib.excel.line_reading import Findings, read_line
from lib.excel.own_rows import RowKind, TableRow, table_rows
from lib.excel.own_table import table_at
from lib.excel.part_bounds import cell_place

_SAID: Mapping[str, Answer] = {
    fold(text): answer
    for answer, texts in {
        Answer.NOTHING_ARISING: ("Không có phát sinh", "Chưa phát sinh", "Không có"),
        Answer.NOT_APPLICABLE: ("Không áp dụng", "Không thuộc thẩm quyền"),
        Answer.MET: ("Đạt", "Hoàn thành", "Đã hoàn thành"),
        Answer.IN_PROGRESS: ("Đang triển khai", "Đang thực hiện", "Đang hoàn thiện"),
        Answer.NOT_MET: ("Không đạt", "Chưa hoàn thành", "Chưa thực hiện"),
    }.items()
    for text in texts
}
_MONTH_OF_TITLE = re.compile(r"\bthang (1[0-2]|0?[1-9])(?:/| nam | ?- ?)(20\d\d)\b")


def read_own(grid: Grid, reading: OwnReading, *, is_demo: bool = False) -> ParsedForm:
    """Read a workbook as a person confirmed it.

    Raises: UploadRefused (`own-sheet-missing`) when its sheet is gone.
    """
    sheet = grid.sheet(reading.sheet)
    if sheet is None:
        raise UploadRefused("own-sheet-missing", reading.sheet)
    findings = Findings(sheet.title)
    _check_title(sheet, reading, findings)
    cells, lines, rows = _read_rows(sheet, reading, findings)
    _check_merges(sheet, reading, rows, findings)
    _check_hidden(sheet, cells, findings)
    mark = Fingerprint(OWN_VERSION, reading.plan_code, reading.agency_code, reading.period)
    return ParsedForm(mark, sheet.title, tuple(lines), tuple(cells.values()), tuple(findings.issues), is_demo, reading)


def period_of_title(title: str) -> Period | None:
    """The one month that the words above a table name, if they name just one."""
    found = {Period(int(year), int(month)) for month, year in _MONTH_OF_TITLE.findall(search_key(title))}
    return found.pop() if len(found) == 1 else None


def _check_title(sheet: SheetGrid, reading: OwnReading, findings: Findings) -> None:
    table = table_at(sheet, reading.header_rows, lambda _: False)
    named = period_of_title(table.title)
    if named is not None and named != reading.period:
        findings.add("own-period-differs", None, None, found=str(named), period=str(reading.period))


def _read_rows(
    sheet: SheetGrid, reading: OwnReading, findings: Findings
) -> tuple[dict[str, Cell], list[Line], dict[str, int]]:
    """The filled cells by their place, the lines, and the row of each indicator."""
    plans = {line.indicator_code: layout.RowPlan(line.indicator_code, line.kind, line.unit) for line in reading.lines}
    confirmed = {row.row: row for row in reading.rows}
    cells: dict[str, Cell] = {}
    lines: list[Line] = []
    first_rows: dict[str, int] = {}
    for row in _rows(sheet, reading):
        code = _code(reading, row, confirmed.get(row.row), first_rows, findings)
        if code is None:
            continue
        filled = dict(_filled(sheet, reading, row.row, plans[code]))
        for key, found in filled.items():
            cells.setdefault(found.ref, Cell(sheet.title, found.ref, code, key, found.raw, found.float_value))
        _check_unit(sheet, reading, row.row, plans[code], findings)
        line = read_line(plans[code], row.row, filled, findings)
        lines.extend([line] if line else [])
    for code in (code for code in plans if code not in first_rows):
        findings.add("indicator-absent", None, code)
    return cells, lines, first_rows


def _rows(sheet: SheetGrid, reading: OwnReading) -> Iterator[TableRow]:
    """The rows of the table as they were when it was confirmed."""
    named = {fold(row.name) for row in reading.rows}

    def is_known(name: str) -> bool:
        return fold(name) in named

    yield from table_rows(sheet, table_at(sheet, reading.header_rows, is_known), reading.places, is_known)


def _code(
    reading: OwnReading,
    row: TableRow,
    confirmed: OwnRow | None,
    first_rows: dict[str, int],
    findings: Findings,
) -> str | None:
    """The indicator that a row was confirmed to be; what else holds figures is noted."""
    place = f"{get_column_letter(reading.places[Role.NAME])}{row.row}"
    if row.kind is RowKind.STRAY or (row.kind is RowKind.LINE and confirmed is None and row.figure_ref):
        findings.add("row-without-code", row.figure_ref or place, row=str(row.row))
        return None
    if confirmed is None or confirmed.indicator_code is None:
        if row.figure_ref and row.kind in (RowKind.LINE, RowKind.TOTAL):
            findings.add("own-row-left", row.figure_ref, row=str(row.row), name=row.name)
        return None
    code = confirmed.indicator_code
    if fold(confirmed.name) != fold(row.name):
        findings.add("own-row-moved", place, code, name=confirmed.name, found=row.name)
        return None
    if code in first_rows:
        findings.add("duplicate-row", place, code, first=str(first_rows[code]), second=str(row.row))
        return None
    first_rows[code] = row.row
    return code


def _filled(sheet: SheetGrid, reading: OwnReading, row: int, plan: layout.RowPlan) -> Iterator[tuple[str, Found]]:
    """The filled cells of a row by column key; words that answer, where a figure is asked, are the answer.

    Words merged over several rows belong to each of them; a figure stands only in its own cell.
    """
    found: dict[str, Found] = {}
    for role in READ_ROLES:
        if role in reading.places:
            column = reading.places[role]
            cell = sheet.seen(row, column) if role in TEXT_ROLES else sheet.at(row, column)
            if cell is not None:
                found[role.value] = cell
    in_words = "value" in found and (not plan.asks_value or _said(found["value"]) in plan.answers)
    if in_words and "answer" not in found:
        found["answer"] = found.pop("value")
    if "answer" in found and (said := _said(found["answer"])) is not None:
        found["answer"] = replace(found["answer"], text=layout.ANSWER_LABELS[said])
    yield from ((key, found[key]) for key in layout.OPEN_KEYS if key in found)


def _said(found: Found) -> Answer | None:
    """The answer that the words of a cell give."""
    if found.number is not None or found.fault:
        return None
    return layout.read_answer(found.text) or _SAID.get(fold(found.text).rstrip("."))


def _check_unit(sheet: SheetGrid, reading: OwnReading, row: int, plan: layout.RowPlan, findings: Findings) -> None:
    """A unit beside the name that is not the indicator's."""
    if Role.UNIT not in reading.places or not plan.unit:
        return
    found = sheet.seen(row, reading.places[Role.UNIT])
    if found is not None and _unit_key(found.shown) != _unit_key(plan.unit):
        findings.add("own-unit-differs", found.ref, plan.indicator_code, typed=found.shown, unit=plan.unit)


def _unit_key(unit: str) -> str:
    return "%" if fold(unit) in map(fold, ("%", "phần trăm", "tỷ lệ", "tỷ lệ %", "tỷ lệ (%)")) else fold(unit)


def _check_merges(sheet: SheetGrid, reading: OwnReading, rows: Mapping[str, int], findings: Findings) -> None:
    """Figures merged over several lines or columns: only the first cell keeps what was typed."""
    places = {column: role for role, column in reading.places.items() if role in READ_ROLES}
    for first_row, first_column, last_row, last_column in sheet.merges:
        columns = [column for column in places if first_column <= column <= last_column]
        covered = [row for row in rows.values() if first_row <= row <= last_row]
        asked = any(places[column] in (*NUMBER_ROLES, Role.ANSWER) for column in columns)
        if asked and covered and (len(covered) > 1 or len(columns) > 1):
            first, last = f"{get_column_letter(first_column)}{first_row}", f"{get_column_letter(last_column)}{last_row}"
            findings.add("merged-data", first, range=f"{first}:{last}")


def _check_hidden(sheet: SheetGrid, cells: Mapping[str, Cell], findings: Findings) -> None:
    """Filled rows, columns or a sheet that nobody sees: they count, and that is said."""
    if sheet.is_hidden:
        findings.add("hidden-sheet")
    by_row: dict[int, Cell] = {}
    by_column: dict[int, Cell] = {}
    for cell in cells.values():
        place = cell_place(cell.ref)
        assert place is not None
        by_row.setdefault(place[0], cell)
        by_column.setdefault(place[1], cell)
    for row in sorted(by_row.keys() & sheet.hidden_rows):
        findings.add("hidden-row", by_row[row].ref, by_row[row].row_key, row=str(row))
    for column in sorted(by_column.keys() & sheet.hidden_columns):
        cell = by_column[column]
        findings.add("hidden-column", cell.ref, cell.row_key, column=cell.column_key)
