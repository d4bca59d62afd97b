"""Blank forms out: one workbook per agency, plan and period.

The workbook of a plan's lines is built once with openpyxl; each agency's copy of it is made by
filling marked places (name, period, last values, fingerprint) in its parts.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from lib.domain.catalog import IndicatorKind
from lib.domain.naming import tidy
from lib.domain.submission import Fingerprint, FormLine, FormSpec
from lib.excel import form_text as text
from lib.excel import layout
from lib.excel.package import Parts, pack, unpack
from lib.wording.numbers import MISSING

_NEVER = datetime(2026, 1, 1)
_OPEN, _SHUT, _HEAD = (PatternFill("solid", fgColor=c) for c in ("FFF9DB", "E9ECEF", "1F4E79"))
_LINE = Side(style="thin", color="ADB5BD")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP = Alignment(wrap_text=True, vertical="top")
_CENTRE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_FONT = "Times New Roman"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLACE = re.compile(rb"\{\{form:(\w+)\}\}")
_Value = TypeVar("_Value", FormSpec, FormLine, Fingerprint)
_LETTERS = {key: get_column_letter(i) for i, key in enumerate(layout.COLUMN_KEYS, start=1)}


def write_blank_form(spec: FormSpec) -> bytes:
    """The .xlsx that an agency fills in; the same spec always gives the same bytes."""
    return pack(form_parts(spec))


def form_parts(spec: FormSpec) -> Parts:
    """The parts of an agency's blank form, before they are packed."""
    spec = writable(spec)
    fills = {name: escape(value) for name, value in _fills(spec).items()}
    return tuple((name, _filled(content, fills)) for name, content in _skeleton(_shared_by_all(spec)))


def _shared_by_all(spec: FormSpec) -> FormSpec:
    """The spec without what differs between the agencies and periods of one plan."""
    lines = tuple(replace(line, last_value=None, last_period=None) for line in spec.lines)
    return replace(
        spec, agency_name="", due_date_text="", lines=lines, fingerprint=replace(spec.fingerprint, agency_code="")
    )


def _fills(spec: FormSpec) -> dict[str, str]:
    """What stands in the marked places of one agency's copy."""
    fills = {f"last{i}": text.last_text(line) for i, line in enumerate(spec.lines)}
    fills |= {"agency": spec.agency_name, "due": spec.due_date_text, "code": spec.fingerprint.agency_code}
    return fills | {"seal": layout.seal(tidy(fact) for row in _print_rows(spec) for fact in row)}


def _place(name: str) -> str:
    return "{{form:" + name + "}}"


def _filled(content: bytes, fills: dict[str, str]) -> bytes:
    return _PLACE.sub(lambda place: fills.get(place[1].decode(), "").encode(), content)


def writable(spec: FormSpec) -> FormSpec:
    """The spec without the characters that a workbook cannot hold."""
    lines = tuple(_cleaned(line) for line in spec.lines)
    return replace(_cleaned(spec), lines=lines, fingerprint=_cleaned(spec.fingerprint))


def writable_text(text: str) -> str:
    """The text without the characters that a workbook cannot hold."""
    return _UNWRITABLE.sub("", text)


def _cleaned(value: _Value) -> _Value:
    content: dict[str, Any] = {field.name: getattr(value, field.name) for field in fields(value)}
    texts = {k: writable_text(v) for k, v in content.items() if type(v) is str}
    return type(value)(**(content | texts))


@lru_cache(maxsize=16)
def _skeleton(spec: FormSpec) -> Parts:
    """The parts of the workbook that all agencies share, with marked places."""
    book = Workbook()
    book.properties.created = book.properties.modified = _NEVER
    book.properties.creator = "Sổ chỉ tiêu"
    sheet = book.active
    sheet.title = layout.FORM_SHEET
    _write_title(sheet, spec)
    _write_header(sheet)
    for index, line in enumerate(spec.lines):
        _write_line(sheet, layout.FIRST_LINE_ROW + index, index, line)
    _write_validations(sheet, spec.lines)
    _lay_out(sheet)
    _write_guide(book.create_sheet(layout.GUIDE_SHEET))
    _write_print(book.create_sheet(layout.PRINT_SHEET), spec)
    return unpack(_saved(book))


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    return buffer.getvalue()


def _put(sheet: Worksheet, row: int, column: int, value: str) -> Cell:
    """Write text that stays text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = value
    cell.data_type = "s"
    return cell


def _write_title(sheet: Worksheet, spec: FormSpec) -> None:
    rows = (
        (text.TITLE, Font(name=_FONT, size=14, bold=True)),
        (spec.plan_title, Font(name=_FONT, size=11, italic=True)),
        (f"Cơ quan, đơn vị: {_place('agency')}", Font(name=_FONT, size=12, bold=True)),
        (
            f"Kỳ báo cáo: {text.period_text(spec.fingerprint.period)} – Hạn nộp: {_place('due')}",
            Font(name=_FONT, size=12, bold=True),
        ),
        (text.HINT, Font(name=_FONT, size=11, color="495057")),
        (text.DEMO if spec.is_demo else "", Font(name=_FONT, size=14, bold=True, color="C92A2A")),
    )
    for row, (value, font) in enumerate(rows, start=1):
        if value:
            _put(sheet, row, 1, value).font = font
            sheet.row_dimensions[row].height = (font.size or 11) * 1.6


def _write_header(sheet: Worksheet) -> None:
    for column, key in enumerate(layout.COLUMN_KEYS, start=1):
        _put(sheet, layout.KEY_ROW, column, key)
        cell = _put(sheet, layout.HEADER_ROW, column, text.HEADERS[key])
        cell.font = Font(name=_FONT, size=11, bold=True, color="FFFFFF")
        cell.fill, cell.alignment, cell.border = _HEAD, _CENTRE, _BOX
    sheet.row_dimensions[layout.KEY_ROW].hidden = True
    sheet.row_dimensions[layout.HEADER_ROW].height = 48


def _write_line(sheet: Worksheet, row: int, index: int, line: FormLine) -> None:
    shown = {
        "indicator_code": line.indicator_code,
        "name": line.name,
        "measured": text.measured_text(line),
        "unit": line.unit,
        "target": line.target_raw or MISSING,
        "last": _place(f"last{index}"),
    }
    open_keys = _open_keys(line)
    for column, key in enumerate(layout.COLUMN_KEYS, start=1):
        cell = _put(sheet, row, column, shown[key]) if key in shown else sheet.cell(row, column)
        _dress(cell, is_open=key in open_keys, is_shut=key not in shown and key not in open_keys)
        if key in open_keys:
            cell.number_format = _number_format(key)
    sheet.row_dimensions[row].height = _height(shown)


def _open_keys(line: FormLine) -> tuple[str, ...]:
    """The columns in which this line may be filled."""
    numbers = _plan(line).number_keys
    return tuple(k for k in layout.OPEN_KEYS if k in numbers or k not in layout.NUMBER_KEYS)


def _plan(line: FormLine) -> layout.RowPlan:
    return layout.RowPlan(line.indicator_code, IndicatorKind(line.kind), line.unit)


def _dress(cell: Cell, is_open: bool, is_shut: bool) -> None:
    cell.font = Font(name=_FONT, size=11)
    cell.alignment, cell.border = _WRAP, _BOX
    if is_open:
        cell.fill = _OPEN
        cell.protection = Protection(locked=False)
    elif is_shut:
        cell.fill = _SHUT


def _number_format(key: str) -> str:
    """Whole numbers for a and b, plain numbers for values, text for the rest."""
    if key in ("a", "b"):
        return "#,##0"
    return "General" if key in ("value", "second_value", "answer") else "@"


def _height(shown: dict[str, str]) -> float:
    """Points that the wrapped texts of a line need (15 a row of text), at most what Excel allows."""
    needed = max(
        sum(-(-max(1, len(part)) // int(text.WIDTHS[key] * 0.95)) for part in value.split("\n"))
        for key, value in shown.items()
        if key != "last"
    )
    return min(400.0, 15.0 * max(needed, 3) + 4)


def _write_validations(sheet: Worksheet, lines: tuple[FormLine, ...]) -> None:
    checks: dict[tuple[str, ...], DataValidation] = {}
    for row, line in enumerate(lines, start=layout.FIRST_LINE_ROW):
        for key in _open_keys(line):
            wanted = _validation_key(line, key)
            check = checks.get(wanted) or checks.setdefault(wanted, _validation(sheet, wanted, row))
            check.add(f"{_LETTERS[key]}{row}")


def _validation_key(line: FormLine, key: str) -> tuple[str, ...]:
    """Under which rule a cell is checked: the name of its texts, then what the rule needs."""
    if key == "answer":
        return ("answer", ",".join(layout.ANSWER_LABELS[a] for a in _plan(line).answers))
    if key in ("value", "second_value"):
        return ("percent" if _plan(line).asks_ab else "number",)
    return (key,)


def _validation(sheet: Worksheet, wanted: tuple[str, ...], row: int) -> DataValidation:
    check = DataValidation(**_rule(wanted, row), allow_blank=True)
    name = wanted[0]
    check.promptTitle, check.prompt = text.PROMPTS[name]
    check.showInputMessage = True
    if name in text.REFUSALS:
        check.errorTitle, check.error = text.REFUSALS[name]
        check.errorStyle, check.showErrorMessage = "stop", True
    sheet.add_data_validation(check)
    return check


def _rule(wanted: tuple[str, ...], row: int) -> dict[str, str]:
    match wanted[0]:
        case "answer":
            return {"type": "list", "formula1": f'"{wanted[1]}"'}
        case "a":
            return {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"}
        case "b":
            return {"type": "whole", "operator": "greaterThanOrEqual", "formula1": f"{_LETTERS['a']}{row}"}
        case "percent":
            return {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "100"}
        case "number":
            return {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
        case _:
            return {}


def _lay_out(sheet: Worksheet) -> None:
    for key, letter in _LETTERS.items():
        sheet.column_dimensions[letter].width = text.WIDTHS[key]
    sheet.freeze_panes = f"C{layout.FIRST_LINE_ROW}"
    _fit_width(sheet)
    sheet.print_title_rows = f"{layout.HEADER_ROW}:{layout.HEADER_ROW}"
    sheet.oddFooter.right.text = "Trang &P/&N"
    _protect(sheet)


def _fit_width(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as the page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.3, right=0.3, top=0.5, bottom=0.5)


def _protect(sheet: Worksheet) -> None:
    """Lock what is not open; no password: it guards against slips, not against people."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # widths may be changed


def _write_guide(sheet: Worksheet) -> None:
    _put(sheet, 1, 1, "HƯỚNG DẪN ĐIỀN BIỂU").font = Font(name=_FONT, size=14, bold=True)
    for number, sentence in enumerate(text.GUIDE, start=1):
        for column, value in enumerate((str(number), sentence), start=1):
            cell = _put(sheet, number + 2, column, value)
            cell.font, cell.alignment = Font(name=_FONT, size=12), _WRAP
        sheet.row_dimensions[number + 2].height = 18.0 * -(-len(sentence) // 80) + 4
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 95
    _fit_width(sheet)
    _protect(sheet)


def _write_print(sheet: Worksheet, spec: FormSpec) -> None:
    marked = replace(spec, agency_name=_place("agency"), due_date_text=_place("due"))
    marked = replace(marked, fingerprint=replace(spec.fingerprint, agency_code=_place("code")))
    for row, facts in enumerate((*_print_rows(marked), ("seal", _place("seal"))), start=1):
        for column, fact in enumerate(facts, start=1):
            _put(sheet, row, column, fact)
    sheet.sheet_state = "veryHidden"
    _protect(sheet)


def _print_rows(spec: FormSpec) -> list[tuple[str, ...]]:
    """The fingerprint as rows of text: what the form is, then one row per line."""
    mark: Fingerprint = spec.fingerprint
    heading: list[tuple[str, ...]] = [
        (layout.MARKER, mark.template_version),
        ("plan", mark.plan_code),
        ("agency", mark.agency_code, spec.agency_name),
        ("period", str(mark.period), text.period_text(mark.period)),
        ("demo", "1" if spec.is_demo else "0"),
    ]
    return heading + [("line", line.indicator_code, line.kind, line.unit) for line in spec.lines]
