"""A form with its open cells already filled, as if an agency had: for demonstrations, benches and tests.

Written into the blank form's parts directly, many hundred a second; read it back like any other return.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from lib.domain.submission import Answer, FormSpec
from lib.excel import layout
from lib.excel.blank_form import form_parts, writable_text
from lib.excel.package import pack

Entry = Answer | int | Decimal | str
_EMPTY_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="n")?\s*(?:/>|></c>)')
_SHEET_PART = "xl/worksheets/sheet1.xml"


def write_filled_form(spec: FormSpec, entries: Mapping[str, Mapping[str, Entry]]) -> bytes:
    """The form of a spec with entries by indicator code, then column key («a», «evidence» …).

    Raises: KeyError for a line or a column that the form does not have.
    """
    rows = {line.indicator_code: layout.FIRST_LINE_ROW + i for i, line in enumerate(spec.lines)}
    columns = {key: get_column_letter(layout.COLUMN_KEYS.index(key) + 1) for key in layout.OPEN_KEYS}
    cells = {
        f"{columns[key]}{rows[code]}".encode(): _content(entry)
        for code, line in entries.items()
        for key, entry in line.items()
    }
    parts = form_parts(spec)
    return pack(tuple((name, _with(body, cells) if name == _SHEET_PART else body) for name, body in parts))


def _with(body: bytes, cells: Mapping[bytes, bytes]) -> bytes:
    """The sheet with the empty cells filled that have an entry."""

    def fill(match: re.Match[bytes]) -> bytes:
        content = cells.get(match[1])
        if content is None:
            return match[0]
        return b'<c r="' + match[1] + b'"' + (match[2] or b"") + content

    return _EMPTY_CELL.sub(fill, body)


def _content(entry: Entry) -> bytes:
    """What follows the address and style of a cell: numbers as numbers, the rest as text."""
    if isinstance(entry, int | Decimal):
        return f"><v>{entry:f}</v></c>".encode()
    text = layout.ANSWER_LABELS[entry] if isinstance(entry, Answer) else writable_text(entry)
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'.encode()
