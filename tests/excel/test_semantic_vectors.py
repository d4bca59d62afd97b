"""What a cell means, by what stands in it: the right figure or a named finding, never a guess.

Beside the tables of `test_number_reading` (typed texts) and `test_return_form` (faults by cell): the rest of what was
seen in real workbooks. Each text is read as a value (2nd column), as a count (3rd) and as a percentage (4th).
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from form_samples import SHEET, edited, filled, found, parsed, with_part, with_raw_cell
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.submission import ParsedForm
from lib.excel.numbers import Reading, read_text
from lib.excel.return_form import parse_return

NO, CMP, NEG, PARTS, AMBIGUOUS = "not-a-number", "number-comparator", "negative", "not-whole", "number-ambiguous"
TEXTS = [
    ("1.000.000", "1000000", "1000000", "1000000"),
    ("1,000,000.5", "1000000.5", PARTS, "1000000.5"),
    ("1.000,5", "1000.5", PARTS, "1000.5"),
    ("1 000 000", "1000000", "1000000", "1000000"),
    ("12,345,678.9", "12345678.9", PARTS, "12345678.9"),
    ("5 000,50", "5000.50", PARTS, "5000.50"),
    ("12 345", "12345", "12345", "12345"),
    ("1\u2009234", "1234", "1234", "1234"),
    ("999.999", AMBIGUOUS, "999999", AMBIGUOUS),
    ("1000.000", "1000.000", "1000", "1000.000"),
    ("1.0000", "1.0000", "1", "1.0000"),
    ("00012", "12", "12", "12"),
    ("0,0", "0.0", "0", "0.0"),
    ("00,5", "0.5", PARTS, "0.5"),
    ("-0", "0", "0", "0"),
    ("\ufeff12", "12", "12", "12"),
    ("\u202e12", "12", "12", "12"),
    ("100 %", NO, NO, "100"),
    ("12\u00a0%", NO, NO, "12"),
    ("0,5%", NO, NO, "0.5"),
    ("- 5", NEG, NEG, NEG),
    ("-5%", NO, NO, NEG),
    (">70", CMP, CMP, CMP),
    ("≤ 5", CMP, CMP, CMP),
    ("~5", CMP, CMP, CMP),
    ("dưới 5", CMP, CMP, CMP),
    *((text, NO, NO, NO) for text in ("1'000", "１２", "12٫5", "½", "①", "²", "XII", "12o", "O", "l2", "NaN", "+∞")),
    *((text, NO, NO, NO) for text in ("1\n2", "'12", "12 .5", "12, 5", "0x1F", "1/2", "3:4", "5 - 6", "5–6", "≈5")),
    *((text, NO, NO, NO) for text in ("khoảng 5", "5+", "Không có", "x", ".", ",", "--5", "1.000-", "1 23", "0 123")),
    *((text, NO, NO, NO) for text in ("1.234.56", "1,234,56", "1.234 567", "1e-3", "Infinity", "٣٤", "5 đồng", "trên")),
    *((text, NO, NO, NO) for text in ("5.000.000đ", "05/13/2026", "13/05/2026", "2026-05-01", "Th5", "TRUE")),
]


def outcome(reading: Reading) -> str:
    return reading.fault or str(reading.number)


@pytest.mark.parametrize(("text", "value", "count", "percent"), TEXTS, ids=lambda part: repr(part))
def test_a_typed_text_is_its_number_or_its_finding(text: str, value: str, count: str, percent: str) -> None:
    readings = (read_text(text), read_text(text, counted=True), read_text(text, percent=True))
    assert tuple(map(outcome, readings)) == (value, count, percent)


def of_cell(form: ParsedForm, ref: str) -> str:
    """The value that a cell of the first line came to, or what was found there."""
    faults = [code for code, cell in found(form) if cell == ref and code != "percent-without-ab"]
    if faults:
        return " ".join(sorted(faults))
    (line,) = form.lines
    key = next(key for key, place in line.refs if place == ref)
    number = {"a": line.a, "b": line.b, "value": line.stated, "second_value": line.second_value}[key]
    return f"{Decimal(number):f}" if number is not None else "nothing"


RAW = [
    ("H9", "<c {}><v>5</v></c>", "5"),
    ("H9", "<c {}><v>5.0</v></c>", "5"),
    ("H9", "<c {}><v>1e2</v></c>", "100"),
    ("H9", "<c {}><v> 5 </v></c>", "5"),
    ("H9", "<c {}><v>-0</v></c>", "0"),
    ("H9", "<c {}><v>5.0000000000000004</v></c>", "5"),
    ("H9", "<c {}><v>4.9999999999999991</v></c>", "not-whole"),
    ("H9", "<c {}><v>1e-320</v></c>", "not-whole"),
    ("H9", '<c {} t="b"><v>0</v></c>', "not-a-number"),
    ("H9", '<c {} t="str"><v>5</v></c>', "5"),
    ("H9", '<c {} t="str"><v>1.000</v></c>', "a-over-b"),
    ("H9", '<c {} t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c>', "12"),
    ("H9", '<c {} t="inlineStr"><is><t>1</t><rPh sb="0" eb="1"><t>9</t></rPh></is></c>', "1"),
    ("H9", '<c {} t="inlineStr"><is><t>_x0031_2</t></is></c>', "12"),
    ("H9", '<c {} t="d"><v>2026-05-01</v></c>', "date-in-number-cell"),
    ("H9", '<c {}><f>IF(1,"",1)</f><v></v></c>', "formula-without-value"),
    ("J9", "<c {}><v>0.30000000000000004</v></c>", "percent-as-fraction"),
    ("J9", "<c {}><v>12.50</v></c>", "12.5"),
    ("J9", "<c {}><v>52.94117647058824</v></c>", "52.94117647058824"),
    ("J9", "<c {}><v>1</v></c>", "percent-as-fraction"),
    ("J9", "<c {}><v>0</v></c>", "0"),
    ("J9", "<c {}><v>100</v></c>", "100"),
    ("J9", "<c {}><v>100.00000000000001</v></c>", "percent-out-of-range"),
]


@pytest.mark.parametrize(("ref", "xml", "expected"), RAW)
def test_a_cell_as_programs_write_it_is_its_number_or_its_finding(ref: str, xml: str, expected: str) -> None:
    base = filled(I9=120) if ref == "H9" else filled()
    assert of_cell(parse_return(with_raw_cell(ref, xml, base)), ref) == expected


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (0.7, "0%", "70"),
        (0.7, "0.00%", "70"),
        (0.07, "0%", "7"),
        (0.7, "General", "percent-as-fraction"),
        (70, "0", "70"),
        (70, '0.0"%"', "70"),
        (70, "0\\%", "70"),
        (1.5, "0%", "percent-out-of-range"),
        (1, "0%", "100"),
        (46143, "dd/mm/yyyy", "date-in-number-cell"),
        (46143, "[$-42A]d mmmm", "date-in-number-cell"),
        (0.5, "hh:mm", "date-in-number-cell"),
        (46143, "General", "percent-out-of-range"),
        (date(2026, 5, 1), "dd/mm/yyyy", "date-in-number-cell"),
        (datetime(2026, 5, 1, 12), "dd/mm/yyyy hh:mm", "date-in-number-cell"),
        (time(12, 30), "hh:mm", "date-in-number-cell"),
    ],
)
def test_a_percentage_or_a_day_is_known_by_the_format_of_its_cell(
    number: object, number_format: str, expected: str
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["J9"] = number
        sheet["J9"].number_format = number_format

    assert of_cell(parse_return(edited(fill)), "J9") == expected


def test_a_book_that_counts_days_from_1904_reads_plain_numbers_alike() -> None:
    content = filled(H9=60, I9=100)
    other = with_part(
        content, "xl/workbook.xml", lambda b: re.sub(rb"<workbookPr[^>]*>", b'<workbookPr date1904="1"/>', b)
    )
    assert other != content
    assert parse_return(other).lines == parse_return(content).lines


def test_a_dimension_that_lies_hides_no_cell() -> None:
    content = filled(H9=60, I9=100)
    small = with_part(content, SHEET, lambda b: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', b))
    huge = with_part(content, SHEET, lambda b: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', b))
    assert parse_return(small).lines == parse_return(huge).lines == parse_return(content).lines


def test_a_blank_cell_is_missing_whatever_blank_is_written_in_it() -> None:
    for blank in ("", " ", "\u00a0", "\u200b", "\n", "\t "):
        form = parsed(H9=blank, I9=blank, J9=blank)
        assert (form.lines, form.issues) == ((), ()), repr(blank)
