import io
from dataclasses import replace
from decimal import Decimal

import pytest
from form_samples import (
    BLANK,
    COUNT_ROW,
    SHARE_ROW,
    WORDS_ROW,
    form_line,
    form_spec,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.period import Period
from lib.excel import blank_form, form_text, layout
from lib.excel.package import unpack
from lib.excel.return_form import parse_return


def sheet_of(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content))[layout.FORM_SHEET]


def all_texts(content: bytes) -> str:
    return "\n".join(
        str(cell.value)
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def column(key: str) -> int:
    return layout.COLUMN_KEYS.index(key) + 1


def test_the_same_spec_gives_the_same_bytes_even_when_nothing_is_remembered() -> None:
    blank_form._skeleton.cache_clear()
    assert blank_form.write_blank_form(form_spec()) == BLANK


def test_a_blank_form_is_read_as_a_form_without_answers_or_issues() -> None:
    form = parse_return(BLANK)
    assert form.fingerprint == form_spec().fingerprint
    assert (form.lines, form.cells, form.issues, form.is_demo) == ((), (), (), False)


def test_the_form_shows_plan_agency_period_due_day_and_every_line() -> None:
    texts = all_texts(BLANK)
    for shown in (
        "Kế hoạch chuyển đổi số năm 2026",
        "Cơ quan, đơn vị: Sở Y tế",
        "Kỳ báo cáo: Tháng 5/2026 – Hạn nộp: 20/5/2026",
        "52,9 (T4/2026)",
        "05 sản phẩm",
        "a: Số hồ sơ xử lý trên môi trường mạng",
        "Lũy kế từ 01/01 đến hết kỳ",
        "Cần số liệu từ hai nguồn",
    ):
        assert shown in texts
    assert "{{form:" not in texts


@pytest.mark.parametrize(
    ("row", "open_keys"),
    [
        pytest.param(SHARE_ROW, layout.OPEN_KEYS, id="share"),
        pytest.param(COUNT_ROW, [k for k in layout.OPEN_KEYS if k not in ("a", "b")], id="count"),
        pytest.param(WORDS_ROW, [k for k in layout.OPEN_KEYS if k not in layout.NUMBER_KEYS], id="qualitative"),
    ],
)
def test_only_the_cells_that_a_line_takes_are_open(row: int, open_keys: list[str]) -> None:
    sheet = sheet_of(BLANK)
    unlocked = [k for k in layout.COLUMN_KEYS if not sheet.cell(row, column(k)).protection.locked]
    assert unlocked == list(open_keys)
    assert sheet.protection.sheet and not sheet.protection.password


def test_titles_headers_and_other_sheets_are_locked() -> None:
    book = load_workbook(io.BytesIO(BLANK))
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    head = book[layout.FORM_SHEET].iter_rows(max_row=layout.HEADER_ROW)
    assert all(cell.protection.locked for row in head for cell in row)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "veryHidden"]


def test_every_open_cell_explains_itself_within_the_lengths_that_excel_allows() -> None:
    sheet = sheet_of(BLANK)
    checks = sheet.data_validations.dataValidation
    explained = {str(cell) for check in checks for block in check.sqref.ranges for cell in _refs(sheet, str(block))}
    unlocked = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert explained == unlocked
    for check in checks:
        assert 0 < len(check.promptTitle) <= 32 and 0 < len(check.prompt) <= 255
        assert len(check.errorTitle or "") <= 32 and len(check.error or "") <= 225
        assert len(check.formula1 or "") <= 255


def _refs(sheet: Worksheet, block: str) -> list[str]:
    cells = sheet[block]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [cell.coordinate for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


def test_wrong_numbers_and_answers_are_stopped_while_typing() -> None:
    rules = {
        (check.type, check.operator, check.formula1, check.formula2): check.errorStyle
        for check in sheet_of(BLANK).data_validations.dataValidation
        if check.error
    }
    assert rules == {
        ("list", None, '"Có số liệu,Không phát sinh,Không thuộc phạm vi"', None): "stop",
        ("list", None, '"Đã đạt,Đang thực hiện,Chưa đạt,Không thuộc phạm vi"', None): "stop",
        ("whole", "greaterThanOrEqual", "0", None): "stop",
        ("whole", "greaterThanOrEqual", "H9", None): "stop",
        ("decimal", "between", "0", "100"): "stop",
        ("decimal", "greaterThanOrEqual", "0", None): "stop",
    }


def test_the_form_prints_on_a4_across_with_its_header_on_each_page() -> None:
    sheet = sheet_of(BLANK)
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.freeze_panes == "C9"
    assert sheet.row_dimensions[layout.KEY_ROW].hidden


def test_demo_forms_say_so_and_are_known_again() -> None:
    content = blank_form.write_blank_form(form_spec(is_demo=True))
    assert "DỮ LIỆU THỬ" in all_texts(content)
    assert "DỮ LIỆU THỬ" not in all_texts(BLANK)
    assert parse_return(content).is_demo


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('=HYPERLINK("http://x")', id="formula"),
        pytest.param("+1 & <b>đậm</b> ]]>", id="markup"),
        pytest.param("{{form:agency}} {{form:khac}}", id="our own marks"),
        pytest.param("Sở\x01 Y\x0b tế", id="control characters"),
        pytest.param("_x0041_", id="escapes"),
    ],
)
def test_texts_of_users_stay_texts(text: str) -> None:
    spec = form_spec(agency_name=text, plan_title=text, lines=(form_line("P-01", "share", "%", name=text),))
    content = blank_form.write_blank_form(spec)
    types = {
        cell.data_type
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert types == {"s"}
    assert not parse_return(content).issues


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60))
def test_any_agency_name_gives_a_form_that_is_known_again(text: str) -> None:
    spec = form_spec(agency_name=text)
    assert parse_return(blank_form.write_blank_form(spec)).fingerprint == spec.fingerprint


def test_forms_of_two_agencies_differ_only_where_they_must() -> None:
    spec = form_spec()
    other = replace(
        spec,
        agency_name="Xã Đak Pơ",
        fingerprint=replace(spec.fingerprint, agency_code="21853"),
        lines=(replace(spec.lines[0], last_value=Decimal("0.5"), last_period=Period(2026, 3)), *spec.lines[1:]),
    )
    ours, theirs = dict(unpack(BLANK)), dict(unpack(blank_form.write_blank_form(other)))
    assert {name for name in ours if ours[name] != theirs[name]} == {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet3.xml",
    }
    assert b"0,5 (T3/2026)" in theirs["xl/worksheets/sheet1.xml"]


def test_every_column_has_its_heading_and_width() -> None:
    assert set(form_text.HEADERS) == set(form_text.WIDTHS) == set(layout.COLUMN_KEYS)
