"""The fingerprint of a form: what its hidden sheet says the workbook is."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.catalog import IndicatorKind
from lib.domain.errors import UploadRefused
from lib.domain.naming import tidy
from lib.domain.period import Period
from lib.domain.submission import Fingerprint
from lib.excel import layout


@dataclass(frozen=True, slots=True)
class FormPrint:
    """A form's identity, the texts that its title shows, and what each of its lines is."""

    fingerprint: Fingerprint
    agency_name: str
    period_text: str
    is_demo: bool
    lines: dict[str, layout.RowPlan]


def read_print(book: Workbook) -> FormPrint:
    """Find and read the hidden sheet.

    Raises: UploadRefused when there is none, or when it was edited.
    """
    sheet = next(filter(is_print, book.worksheets), None)
    if sheet is None:
        raise UploadRefused("form-not-ours")
    rows = _rows(sheet)
    if not rows or rows[-1][0] != "seal" or rows[-1][1:] != [layout.seal(f for row in rows[:-1] for f in row)]:
        raise UploadRefused("form-altered", sheet.title)
    try:
        return _form_print(rows)
    except (ValueError, KeyError, IndexError) as fault:
        raise UploadRefused("form-altered", sheet.title) from fault


def is_print(sheet: Worksheet) -> bool:
    """Whether a sheet is the hidden one that says what the workbook is."""
    return _text(sheet.cell(1, 1).value) == layout.MARKER


def _rows(sheet: Worksheet) -> list[list[str]]:
    """The texts of the hidden sheet, row by row, up to its seal."""
    rows = []
    for row in sheet.iter_rows(max_row=min(sheet.max_row, layout.MAX_ROWS), max_col=4, values_only=True):
        texts = [_text(value) for value in row]
        width = _WIDTHS.get(texts[0], 2)
        rows.append(texts[:width])
        if texts[0] == "seal":
            break
    return rows


_WIDTHS = {"agency": 3, "period": 3, "line": 4}


def _text(value: object) -> str:
    return tidy(value) if isinstance(value, str) else ""


def _form_print(rows: list[list[str]]) -> FormPrint:
    heads = {row[0]: row[1:] for row in rows if row[0] != "line"}
    lines = [layout.RowPlan(r[1], IndicatorKind(r[2]), r[3]) for r in rows if r[0] == "line"]
    code, name = heads["agency"]
    period, shown = heads["period"]
    mark = Fingerprint(heads[layout.MARKER][0], heads["plan"][0], code, Period.parse(period))
    return FormPrint(mark, name, shown, heads["demo"] == ["1"], {line.indicator_code: line for line in lines})
