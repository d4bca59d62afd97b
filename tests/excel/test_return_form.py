import io
import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from form_samples import (
    AMOUNT,
    BLANK,
    COUNT,
    MONEY,
    SECOND_SHARE,
    SHARE,
    SHEET,
    WORDS,
    edited,
    filled,
    form_spec,
    found,
    only_line,
    parsed,
    saved,
    with_part,
    with_raw_cell,
)
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.catalog import IndicatorKind
from lib.domain.errors import UploadRefused
from lib.domain.issue import Severity
from lib.domain.submission import Answer, Cell, FormRow, Line
from lib.excel import layout
from lib.excel.blank_form import write_blank_form
from lib.excel.return_form import parse_return


def test_a_filled_form_is_read_whole() -> None:
    form = parsed(
        G9="Có số liệu",
        H9=529,
        I9=1000,
        J9=52.9,
        K9="Hệ thống quản lý văn bản",
        L9=53.5,
        M9="Trục liên thông",
        N9="Báo cáo 12/BC-SYT",
        O9="Chậm tập huấn",
        P9="Đường truyền",
        Q9="Tập huấn trước 30/6",
        G10="Không phát sinh",
        G11="Có số liệu",
        J11=5,
        J12=1.7,
        G12="Có số liệu",
        J13=1_500_000,
        G14="Đang thực hiện",
    )
    assert form.issues == ()
    assert form.fingerprint == form_spec().fingerprint
    assert form.sheet == layout.FORM_SHEET
    assert form.lines[0] == Line(
        indicator_code=SHARE,
        row=9,
        answer=Answer.FIGURE,
        a=529,
        b=1000,
        value=Decimal("52.9"),
        stated=Decimal("52.9"),
        second_value=Decimal("53.5"),
        source_system="Hệ thống quản lý văn bản",
        second_source="Trục liên thông",
        evidence="Báo cáo 12/BC-SYT",
        subjective_cause="Chậm tập huấn",
        objective_cause="Đường truyền",
        remedy="Tập huấn trước 30/6",
        refs=tuple((key, f"{letter}9") for key, letter in zip(layout.OPEN_KEYS, "GHIJKLMNOPQ", strict=True)),
    )
    assert [(line.indicator_code, line.answer, line.value) for line in form.lines[1:]] == [
        (SECOND_SHARE, Answer.NOTHING_ARISING, None),
        (COUNT, Answer.FIGURE, Decimal(5)),
        (AMOUNT, Answer.FIGURE, Decimal("1.7")),
        (MONEY, Answer.FIGURE, Decimal(1_500_000)),
        (WORDS, Answer.IN_PROGRESS, None),
    ]


def test_every_filled_open_cell_is_kept_as_it_stood() -> None:
    form = parsed(G9=" Có số liệu ", H9="1.250", I9=2500, J9=0.5)
    sheet = layout.FORM_SHEET
    assert form.cells == (
        Cell(sheet, "G9", SHARE, "answer", " Có số liệu "),
        Cell(sheet, "H9", SHARE, "a", "1.250"),
        Cell(sheet, "I9", SHARE, "b", "2500", 2500.0),
        Cell(sheet, "J9", SHARE, "value", "0.5", 0.5),
    )


def test_a_over_b_is_kept_unrounded_and_the_stated_percentage_beside_it() -> None:
    line = only_line(parsed(H9=1, I9=3, J9="33,33"))
    assert (line.a, line.b, line.stated) == (1, 3, Decimal("33.33"))
    assert line.value == Decimal(100) / 3


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        pytest.param(0.529, "0.0%", "52.9", id="stored as a fraction, shown as a percentage"),
        pytest.param(0.7, "0%", "70", id="whole percent"),
        pytest.param(1, "0%", "100", id="all"),
        pytest.param(70, "General", "70", id="plain"),
        pytest.param(70, '0" %"', "70", id="a sign that is only text"),
        pytest.param(52.94117647058824, "General", "52.94117647058824", id="a calculated one"),
    ],
)
def test_percentages_are_read_by_the_format_of_their_cell(value: float, number_format: str, expected: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["J9"] = value
        sheet["J9"].number_format = number_format

    form = parse_return(edited(fill))
    assert only_line(form).value == Decimal(expected)
    assert found(form) == {("percent-without-ab", "J9")}


def test_a_calculated_cell_counts_with_its_value() -> None:
    content = with_raw_cell("H9", "<c {}><f>100+20</f><v>120</v></c>", filled(I9=150))
    form = parse_return(content)
    assert (only_line(form).a, form.issues) == (120, ())
    assert Cell(layout.FORM_SHEET, "H9", SHARE, "a", "120", 120.0) in form.cells


def test_a_formula_that_gives_an_empty_text_is_a_blank_cell() -> None:
    form = parse_return(with_raw_cell("H9", '<c {} t="str"><f>IF(1=1,"",1)</f><v></v></c>'))
    assert (form.lines, form.issues) == ((), ())


def test_blank_lines_are_missing_never_zero() -> None:
    form = parsed(H9=0, I9=10)
    assert only_line(form).value == 0
    assert [line.indicator_code for line in form.lines] == [SHARE]


def test_nothing_over_nothing_is_nothing_arising_and_said_so() -> None:
    form = parsed(G9="Có số liệu", H9=0, I9=0)
    line = only_line(form)
    assert (line.answer, line.a, line.b, line.value) == (Answer.NOTHING_ARISING, None, None, None)
    assert found(form) == {("zero-over-zero", "I9")}


@pytest.mark.parametrize(
    "answer", ["Không phát sinh", "KHÔNG  PHÁT SINH", "Kho\u0302ng pha\u0301t sinh", "không\u00a0phát sinh\u200b"]
)
def test_an_answer_is_known_however_it_is_typed(answer: str) -> None:
    form = parsed(G9=answer, H9=0, I9=0)
    assert only_line(form).answer is Answer.NOTHING_ARISING
    assert form.issues == ()


def inserted(sheet: Worksheet) -> None:
    sheet.insert_cols(8)
    sheet.insert_rows(3)
    sheet["I10"], sheet["J10"] = 3, 4


def test_inserted_rows_and_columns_do_no_harm() -> None:
    line = only_line(parse_return(edited(inserted)))
    assert (line.a, line.b, line.row, line.ref("a")) == (3, 4, 10, "I10")


CELL_FAULTS = [
    pytest.param({"H9": "Duy trì", "I9": 5}, "not-a-number", "H9", id="words in a"),
    pytest.param({"H9": True, "I9": 5}, "not-a-number", "H9", id="a truth value"),
    pytest.param({"J11": "1.000"}, "number-ambiguous", "J11", id="one or a thousand"),
    pytest.param({"L9": "1,000", "H9": 1, "I9": 2}, "number-ambiguous", "L9", id="also in the second source"),
    pytest.param({"J12": "≥ 1,5"}, "number-comparator", "J12", id="a target typed as a figure"),
    pytest.param({"J13": 10**16}, "number-too-large", "J13", id="too large to be kept exactly"),
    pytest.param({"J13": 10**40}, "number-too-large", "J13", id="far too large"),
    pytest.param({"H9": 1.5, "I9": 2}, "not-whole", "H9", id="half a file"),
    pytest.param({"J13": 1500.5}, "not-whole", "J13", id="half a đồng"),
    pytest.param({"H9": datetime(2026, 5, 1), "I9": 5}, "date-in-number-cell", "H9", id="a date"),
    pytest.param({"H9": -1, "I9": 5}, "negative", "H9", id="below zero"),
    pytest.param({"J11": "–5"}, "negative", "J11", id="below zero with a dash"),
    pytest.param({"H9": "#N/A", "I9": 5}, "error-cell", "H9", id="an error"),
    pytest.param({"N9": "#REF!", "H9": 1, "I9": 5}, "error-cell", "N9", id="an error in a text cell"),
    pytest.param({"G9": "#NAME?"}, "error-cell", "G9", id="an error for an answer"),
    pytest.param({"H9": "=1+1", "I9": 5}, "formula-without-value", "H9", id="never calculated"),
    pytest.param({"G9": "Có"}, "answer-unknown", "G9", id="no such answer"),
    pytest.param({"G9": "Đã đạt"}, "answer-unknown", "G9", id="an answer of qualitative lines"),
    pytest.param({"G14": "Có số liệu"}, "answer-unknown", "G14", id="a figure in words"),
    pytest.param({"G9": 1}, "answer-unknown", "G9", id="a number for an answer"),
    pytest.param({"G9": "Có số liệu"}, "figure-missing", "G9", id="a figure without a figure"),
    pytest.param({"G9": "Không phát sinh", "H9": 3, "I9": 4}, "figure-beside-answer", "H9", id="beside nothing"),
    pytest.param({"G11": "Không thuộc phạm vi", "J11": 0}, "figure-beside-answer", "J11", id="beside not ours"),
    pytest.param({"H9": 3}, "ab-incomplete", "H9", id="only a"),
    pytest.param({"I9": 3, "J9": 50}, "ab-incomplete", "I9", id="only b, with a percentage"),
    pytest.param({"H9": 6, "I9": 5}, "a-over-b", "H9", id="more done than there is"),
    pytest.param({"H9": 6, "I9": 0}, "zero-denominator", "I9", id="something of nothing"),
    pytest.param({"J9": 100.1}, "percent-out-of-range", "J9", id="over a hundred"),
    pytest.param({"L9": 5290, "H9": 1, "I9": 2}, "percent-out-of-range", "L9", id="second source over a hundred"),
    pytest.param({"J9": 0.529}, "percent-as-fraction", "J9", id="a fraction for a percentage"),
    pytest.param({"J9": "0,529"}, "percent-as-fraction", "J9", id="a fraction typed as text"),
    pytest.param({"J9": 52.9}, "percent-without-ab", "J9", id="a bare percentage"),
    pytest.param({"J11": 2.5}, "count-not-whole", "J11", id="half a product"),
    pytest.param({"G14": "Đã đạt", "J14": 5}, "figure-unasked", "J14", id="a number beside words"),
    pytest.param({"J11": 5, "H11": 4}, "figure-unasked", "H11", id="a beside a count"),
    pytest.param({"N9": "Báo cáo 12/BC"}, "answer-blank", "N9", id="evidence of nothing"),
    pytest.param({"A30": "GIALAI-2026-99", "H30": 1}, "unknown-indicator", "A30", id="a line of another plan"),
    pytest.param({"A30": "GIALAI-2026-99"}, "unknown-indicator", "A30", id="the same without figures"),
    pytest.param({"A30": SHARE}, "duplicate-row", "A30", id="the same line twice"),
    pytest.param({"H30": 4}, "row-without-code", "A30", id="a figure of nothing"),
    pytest.param({"N30": "Người lập biểu"}, "text-outside-lines", "N30", id="a signature below the table"),
    pytest.param({"G9": "Có", "H9": 6, "I9": 5}, "a-over-b", "H9", id="more done than there is, beside no such answer"),
    pytest.param({"A3": "Cơ quan, đơn vị: Sở Nội vụ"}, "form-title-differs", "A1", id="another agency in the title"),
    pytest.param({"A3": "Cơ quan, đơn vị: Sở Y tế dự phòng"}, "form-title-differs", "A1", id="a longer name"),
    pytest.param({"A4": "Kỳ báo cáo: Tháng 5/20261"}, "form-title-differs", "A1", id="a longer year"),
    pytest.param({"A4": "Kỳ báo cáo: Tháng 6/2026"}, "form-title-differs", "A1", id="another month in the title"),
]


@pytest.mark.parametrize(("cells", "code", "cell"), CELL_FAULTS)
def test_a_fault_is_named_with_its_cell(cells: dict[str, object], code: str, cell: str | None) -> None:
    assert (code, cell) in found(parsed(**cells))


def _format(ref: str, value: object, number_format: str) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        sheet[ref] = value
        sheet[ref].number_format = number_format

    return edit


def _fill_and(change: Callable[[Worksheet], object]) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        sheet["H9"], sheet["I9"] = 1, 2
        change(sheet)

    return edit


def _with_other(sheet: Worksheet, state: str) -> None:
    other = sheet.parent.create_sheet("Số cũ")
    other["B2"], other.sheet_state = 5, state


SHEET_FAULTS = [
    pytest.param(_format("H9", 0.5, "0%"), "not-a-number", "H9", id="a percentage in a"),
    pytest.param(_format("J11", 0.5, "0%"), "not-a-number", "J11", id="a percentage of products"),
    pytest.param(_format("J9", 52.9, "0%"), "percent-out-of-range", "J9", id="5290 %"),
    pytest.param(_format("H9", 46143, "dd/mm/yyyy"), "date-in-number-cell", "H9", id="a number shown as a date"),
    pytest.param(lambda s: s.merge_cells("H9:I9"), "merged-data", "H9", id="a merged with b"),
    pytest.param(lambda s: s.merge_cells("O9:O11"), "merged-data", "O9", id="one cause for three lines"),
    pytest.param(
        _fill_and(lambda s: setattr(s.row_dimensions[9], "hidden", True)), "hidden-row", "H9", id="hidden row"
    ),
    pytest.param(
        _fill_and(lambda s: setattr(s.column_dimensions["I"], "hidden", True)), "hidden-column", "I9", id="column"
    ),
    pytest.param(lambda s: _with_other(s, "hidden"), "hidden-other-sheet", "B2", id="figures on a hidden sheet"),
    pytest.param(lambda s: _with_other(s, "veryHidden"), "hidden-other-sheet", "B2", id="on one hidden by a program"),
    pytest.param(
        lambda s: setattr(s, "sheet_state", "hidden"), "hidden-sheet", None, id="the sheet of figures is hidden"
    ),
]


@pytest.mark.parametrize(("edit", "code", "cell"), SHEET_FAULTS)
def test_a_fault_of_the_sheet_is_named_with_its_cell(
    edit: Callable[[Worksheet], None], code: str, cell: str | None
) -> None:
    assert (code, cell) in found(parse_return(edited(edit)))


RAW_FAULTS = [
    pytest.param("H9", "<c {}><v>1e309</v></c>", "not-finite", id="infinity"),
    pytest.param("H9", '<c {} t="e"><f>NA()</f><v>#N/A</v></c>', "error-cell", id="a calculated error"),
    pytest.param("H9", "<c {}><f>[1]Sheet1!A1</f><v>7</v></c>", "linked-workbook", id="another workbook"),
    pytest.param("H9", '<c {}><f>WEBSERVICE("https://x.vn")</f><v>7</v></c>', "linked-workbook", id="a network"),
    pytest.param("H9", "<c {}><f>excel|'so-cu.xls'!A1</f><v>7</v></c>", "linked-workbook", id="another program"),
    pytest.param("H9", '<c {}><f>RTD("x",,"y")</f><v>7</v></c>', "linked-workbook", id="a live source"),
    pytest.param("H9", "<c {}><f>cmd|'/c calc'!A0</f><v>7</v></c>", "linked-workbook", id="another program"),
    pytest.param("H9", '<c {}><f>WEBSERVICE("http://x")</f><v>7</v></c>', "linked-workbook", id="the net"),
    pytest.param("H9", '<c {}><f t="array" ref="H9">SUM(1)</f></c>', "formula-without-value", id="array"),
    pytest.param("N9", '<c {} t="inlineStr"><is><t>a_x0001_b</t></is></c>', "control-characters", id="control"),
]


@pytest.mark.parametrize(("ref", "xml", "code"), RAW_FAULTS)
def test_a_fault_that_only_programs_write_is_named(ref: str, xml: str, code: str) -> None:
    assert (code, ref) in found(parse_return(with_raw_cell(ref, xml, filled(I9=10))))


@pytest.mark.parametrize(
    ("pattern", "shrunk", "expected"),
    [
        pytest.param(rb'(<row r="9"[^>]*) ht="[^"]*"', rb'\1 ht="0"', ("hidden-row", "H9"), id="a row of no height"),
        pytest.param(
            rb'<col [^>]*min="9"[^>]*/>',
            b'<col min="9" max="9" width="0" customWidth="1"/>',
            ("hidden-column", "I9"),
            id="a column of no width",
        ),
    ],
)
def test_what_is_drawn_too_small_to_be_seen_is_hidden(pattern: bytes, shrunk: bytes, expected: tuple[str, str]) -> None:
    content = with_part(filled(H9=1, I9=2), SHEET, lambda body: re.sub(pattern, shrunk, body))
    assert found(parse_return(content)) == {expected}


def test_hidden_figures_count() -> None:
    form = parse_return(edited(_fill_and(lambda s: setattr(s.row_dimensions[9], "hidden", True))))
    assert only_line(form).a == 1


def test_a_title_in_other_letters_or_on_another_row_is_the_same() -> None:
    assert parsed(A3="CƠ QUAN, ĐƠN VỊ: SỞ Y TẾ").issues == ()
    assert parsed(A3=None, B1="Sở Y tế", A4="Kỳ báo cáo: tháng 5/2026").issues == ()


def test_other_sheets_that_are_seen_blank_or_ours_are_no_hidden_data() -> None:
    assert parse_return(edited(lambda s: _with_other(s, "visible"))).issues == ()
    book = load_workbook(io.BytesIO(BLANK))
    book.create_sheet("Trống").sheet_state = "hidden"
    book[layout.GUIDE_SHEET].sheet_state = "hidden"
    assert parse_return(saved(book)).issues == ()


def test_the_rows_that_a_form_was_issued_with_are_told_with_what_they_show_now() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B9"], sheet["D11"], sheet["E9"], sheet["A10"] = "Tỷ lệ khác", "nghìn", "≥ 50", None

    rows = {row.indicator_code: row for row in parse_return(edited(change)).rows}
    name = "Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng"
    share, count = IndicatorKind.SHARE, IndicatorKind.COUNT
    assert rows[SHARE] == FormRow(SHARE, share, "%", "Tỷ lệ khác", "%", "≥ 50", "G9")
    assert rows[SECOND_SHARE] == FormRow(SECOND_SHARE, share, "%")
    assert rows[COUNT] == FormRow(COUNT, count, "sản phẩm", name, "nghìn", "05 sản phẩm", "G11")
    assert rows[MONEY].target == ""  # the dash of a line without a target
    without = parse_return(edited(lambda s: s.delete_cols(2))).rows
    assert {row.name for row in without} == {None}


def test_all_faults_are_named_in_one_pass() -> None:
    form = parsed(H9=6, I9=5, J10=101, J11="1.000", J12="Duy trì", G13="Có", J13=-1, G14="Đã đạt")
    assert found(form) == {
        ("negative", "J13"),
        ("a-over-b", "H9"),
        ("percent-out-of-range", "J10"),
        ("percent-without-ab", "J10"),
        ("number-ambiguous", "J11"),
        ("not-a-number", "J12"),
        ("answer-unknown", "G13"),
    }
    assert {issue.sheet for issue in form.issues} == {layout.FORM_SHEET}


def test_both_places_of_a_doubled_line_are_named() -> None:
    (issue,) = parsed(A30=SHARE).issues
    assert dict(issue.facts) == {"first": "9", "second": "30"}


def test_a_small_percentage_that_is_a_over_b_raises_no_question() -> None:
    assert parsed(H9=1, I9=200, J9=0.5).issues == ()


def _print_edited(ref: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        book = load_workbook(io.BytesIO(content))
        sheet = book[layout.PRINT_SHEET]
        sheet[ref] = "2026-06"
        return saved(book)

    return change


def _two_sheets(content: bytes) -> bytes:
    book = load_workbook(io.BytesIO(content))
    book.copy_worksheet(book[layout.FORM_SHEET])
    return saved(book)


def _without(title: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        book = load_workbook(io.BytesIO(content))
        del book[title]
        return saved(book)

    return change


def _foreign(_content: bytes) -> bytes:
    book = Workbook()
    book.active["A1"] = "Báo cáo"  # type: ignore[index]
    return saved(book)


def _without_number_formats(_content: bytes) -> bytes:
    def change(body: bytes) -> bytes:
        return re.sub(rb'numFmtId="\d+"', b'numFmtId="999"', body)

    return with_part(filled(H9=1, I9=2), "xl/styles.xml", change)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(_foreign, "form-not-ours", id="another workbook"),
        pytest.param(_without(layout.PRINT_SHEET), "form-not-ours", id="fingerprint deleted"),
        pytest.param(_print_edited("B4"), "form-altered", id="period of the fingerprint edited"),
        pytest.param(_print_edited("C6"), "form-altered", id="kind of a line edited"),
        pytest.param(_print_edited("B12"), "form-altered", id="seal edited"),
        pytest.param(_print_edited("A1"), "form-not-ours", id="marker edited"),
        pytest.param(_without(layout.FORM_SHEET), "form-sheet-missing", id="figures deleted"),
        pytest.param(_two_sheets, "form-sheet-twice", id="figures copied"),
        pytest.param(lambda c: edited(lambda s: s.delete_cols(9), c), "form-columns-missing", id="b deleted"),
        pytest.param(
            lambda c: with_part(c, SHEET, lambda body: body.replace(b"<c ", b'<c s="999999" ', 1)),
            "file-unreadable",
            id="a style that is not there",
        ),
        pytest.param(_without_number_formats, "file-unreadable", id="a number format that is not there"),
        pytest.param(lambda c: c[:2000], "file-unreadable", id="cut off"),
    ],
)
def test_a_workbook_that_is_not_our_form_is_refused(change: Callable[[bytes], bytes], code: str) -> None:
    with pytest.raises(UploadRefused) as refusal:
        parse_return(change(BLANK))
    assert refusal.value.code == code


def test_severities_stand_in_one_table() -> None:
    assert {issue.severity for issue in parsed(J9=0.529).issues} == {Severity.WARNING}
    assert {issue.severity for issue in parsed(H9=6, I9=5).issues} == {Severity.BLOCKING}


def test_a_form_of_fifty_lines_is_read() -> None:
    from form_samples import form_line

    lines = tuple(form_line(f"P-2026-{n:02d}", "share", "%") for n in range(1, 51))
    content = write_blank_form(form_spec(lines=lines))
    form = parse_return(edited(lambda s: [s.__setitem__(f"J{row}", 50) for row in range(9, 59)], content))
    assert [line.indicator_code for line in form.lines] == [line.indicator_code for line in lines]
