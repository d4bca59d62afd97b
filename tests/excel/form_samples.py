"""Forms to test with: one line of each kind, filled, and faults put into their parts by hand."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.period import Period
from lib.domain.submission import Fingerprint, FormLine, FormSpec, Line, ParsedForm
from lib.excel import layout
from lib.excel.blank_form import write_blank_form
from lib.excel.package import pack, unpack
from lib.excel.return_form import parse_return

SHARE, SECOND_SHARE, COUNT, AMOUNT, MONEY, WORDS = (f"GIALAI-2026-{n:02d}" for n in range(1, 7))
SHARE_ROW, SECOND_ROW, COUNT_ROW, AMOUNT_ROW, MONEY_ROW, WORDS_ROW = range(9, 15)
SHEET = "xl/worksheets/sheet1.xml"
Edit = Callable[[Worksheet], object]


def form_line(code: str, kind: str, unit: str, **changes: object) -> FormLine:
    values: dict[str, object] = {
        "indicator_code": code,
        "name": "Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng",
        "unit": unit,
        "kind": kind,
        "direction": "up",
        "measure": "cumulative",
        "frequency": "month",
        "numerator": "Số hồ sơ xử lý trên môi trường mạng" if kind == "share" else None,
        "denominator": "Tổng số hồ sơ công việc" if kind == "share" else None,
        "target_raw": "≥ 70",
        "last_value": Decimal("52.9"),
        "last_period": Period(2026, 4),
    }
    return FormLine(**(values | changes))  # type: ignore[arg-type]


def form_spec(**changes: object) -> FormSpec:
    lines = (
        form_line(SHARE, "share", "%", risky=True),
        form_line(SECOND_SHARE, "share", "%", last_value=None, last_period=None),
        form_line(COUNT, "count", "sản phẩm", target_raw="05 sản phẩm"),
        form_line(AMOUNT, "amount", "% GRDP", target_raw="≥ 1,5"),
        form_line(MONEY, "amount", "đồng", target_raw=None),
        form_line(WORDS, "qualitative", "", target_raw="Duy trì"),
    )
    values: dict[str, object] = {
        "fingerprint": Fingerprint(layout.TEMPLATE_VERSION, "GIALAI-2026", "so-y-te", Period(2026, 5)),
        "plan_title": "Kế hoạch chuyển đổi số năm 2026",
        "agency_name": "Sở Y tế",
        "due_date_text": "20/5/2026",
        "lines": lines,
    }
    return FormSpec(**(values | changes))  # type: ignore[arg-type]


BLANK = write_blank_form(form_spec())


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited(edit: Edit, content: bytes = BLANK) -> bytes:
    """The form after a person changed its sheet."""
    book = load_workbook(io.BytesIO(content))
    edit(book[layout.FORM_SHEET])
    return saved(book)


def filled(**cells: object) -> bytes:
    """The form with some cells filled, `filled(H9=120)`."""
    return edited(lambda sheet: [sheet.__setitem__(ref, value) for ref, value in cells.items()])


def parsed(**cells: object) -> ParsedForm:
    return parse_return(filled(**cells))


def only_line(form: ParsedForm) -> Line:
    (line,) = form.lines
    return line


def found(form: ParsedForm) -> set[tuple[str, str | None]]:
    """The issues as (code, cell)."""
    return {(issue.code, issue.cell) for issue in form.issues}


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part rewritten."""
    return pack(tuple((part, change(body) if part == name else body) for part, body in unpack(content)))


def with_raw_cell(ref: str, xml: str, content: bytes = BLANK) -> bytes:
    """The form with a cell written as XML by hand (`{}` keeps its address and style)."""

    def change(body: bytes) -> bytes:
        pattern = re.compile(rf'<c (r="{ref}"[^>/]*?)(?: t="\w+")?\s*(?:/>|>.*?</c>)')
        text, count = pattern.subn(lambda match: xml.replace("{}", match[1]), body.decode())
        assert count == 1
        return text.encode()

    return with_part(content, SHEET, change)
