"""Returns of a real plan that pass every bound and must still be refused: each with its code (or codes)."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.period import Period
from lib.domain.submission import FormSpec
from lib.excel import layout
from lib.excel.filled_form import write_filled_form
from tests.excel.form_samples import SHEET, edited, saved, with_part, with_raw_cell

Case = tuple[bytes, str]
A, B, VALUE, SECOND, EVIDENCE, ANSWER = "H9", "I9", "J9", "L9", "N9", "G9"

_CELLS: dict[str, tuple[str, str, str]] = {
    **{f"the error {e}": (A, f'<c {{}} t="e"><v>{e}</v></c>', "error-cell") for e in ("#DIV/0!", "#N/A", "#NULL!")},
    **{f"the error {e}": (A, f'<c {{}} t="e"><v>{e}</v></c>', "error-cell") for e in ("#NAME?", "#NUM!", "#REF!")},
    "an error among words": (EVIDENCE, '<c {} t="e"><v>#REF!</v></c>', "error-cell"),
    "an error calculated": (A, '<c {} t="e"><f>NA()</f><v>#N/A</v></c>', "error-cell"),
    "an answer that is an error": (ANSWER, '<c {} t="e"><v>#VALUE!</v></c>', "error-cell"),
    "a formula never calculated": (A, "<c {}><f>1+1</f></c>", "formula-without-value"),
    "an empty formula": (A, "<c {}><f/></c>", "formula-without-value"),
    "a shared formula never calculated": (
        A,
        '<c {}><f t="shared" ref="H9:H12" si="0">1</f></c>',
        "formula-without-value",
    ),
    "an array never calculated": (A, '<c {}><f t="array" ref="H9">SUM(1)</f></c>', "formula-without-value"),
    "a data table never calculated": (
        A,
        '<c {}><f t="dataTable" ref="H9:H10" dt2D="1" dtr="1" r1="A1" r2="A2"/></c>',
        "formula-without-value",
    ),
    "a command for another program": (A, "<c {}><f>cmd|'/c calc'!A0</f></c>", "formula-without-value"),
    "a call over the network": (A, '<c {}><f>WEBSERVICE("http://127.0.0.1:9")</f></c>', "formula-without-value"),
    "another workbook never read": (A, "<c {}><f>[1]Sheet1!A1</f></c>", "formula-without-value"),
    "infinity": (A, "<c {}><v>1e309</v></c>", "not-finite"),
    "less than infinity": (A, "<c {}><v>-1e309</v></c>", "not-finite"),
    "no number": (A, "<c {}><v>NaN</v></c>", "file-unreadable"),
    "the word of infinity": (A, "<c {}><v>INF</v></c>", "file-unreadable"),
    "below zero": (A, "<c {}><v>-1</v></c>", "negative"),
    "a little below zero": (SECOND, "<c {}><v>-0.0000001</v></c>", "negative"),
    "more than can be kept": (B, "<c {}><v>9999999999999999</v></c>", "number-too-large"),
    "far more than can be kept": (B, f"<c {{}}><v>{'9' * 300}</v></c>", "number-too-large"),
    "half a file": (A, "<c {}><v>0.5</v></c>", "not-whole"),
    "a comma in a number": (A, "<c {}><v>1,5</v></c>", "file-unreadable"),
    "hexadecimal": (A, "<c {}><v>0x10</v></c>", "file-unreadable"),
    "a truth value": (A, '<c {} t="b"><v>1</v></c>', "not-a-number"),
    "a day": (A, '<c {} t="d"><v>2026-05-01</v></c>', "date-in-number-cell"),
    "a shared text of nowhere": (A, '<c {} t="s"><v>999999</v></c>', "file-unreadable"),
    "a style of nowhere": (A, '<c r="H9" s="999999"><v>5</v></c>', "file-unreadable"),
    "a share over a hundred": (SECOND, "<c {}><v>100.1</v></c>", "percent-out-of-range"),
    "more done than there is": (A, "<c {}><v>999999</v></c>", "a-over-b"),
    "something of nothing": (B, "<c {}><v>0</v></c>", "zero-denominator"),
    "only a": (B, "<c {}/>", "ab-incomplete"),
}
_TEXTS: dict[str, tuple[str, str, str]] = {
    "words": (A, "Duy trì", "not-a-number"),
    "a dash": (A, "-", "not-a-number"),
    "an Arabic digit": (A, "٣", "not-a-number"),
    "a wide digit": (A, "５", "not-a-number"),
    "an exponent": (A, "1e5", "not-a-number"),
    "an underscore": (A, "1_000", "not-a-number"),
    "the bookkeeper's minus": (A, "(5)", "not-a-number"),
    "a dash for a minus": (A, "–5", "negative"),
    "a target for a figure": (SECOND, "&gt;= 70", "number-comparator"),
    "one or a thousand": (SECOND, "1.000", "number-ambiguous"),
    "an answer in other words": (ANSWER, "Có", "answer-unknown"),
    "an answer of another kind": (ANSWER, "Đã đạt", "answer-unknown"),
    "figures beside none": (ANSWER, "Không phát sinh", "figure-beside-answer"),
}


def hostile_returns(spec: FormSpec) -> dict[str, Case]:
    """The cases by name, made of one agency's form whose first line is a share."""
    code = spec.lines[0].indicator_code
    row = {"answer": "Có số liệu", "a": 5, "b": 10}
    good = write_filled_form(spec, {code: row})
    found = {name: (with_raw_cell(ref, xml, good), code) for name, (ref, xml, code) in _CELLS.items()}
    for name, (ref, text, fault) in _TEXTS.items():
        xml = f'<c {{}} t="inlineStr"><is><t>{text}</t></is></c>'
        found[name] = with_raw_cell(ref, xml, good), fault
    for name, (edit, fault) in _edits(code).items():
        found[name] = edited(edit, good), fault
    for name, (edit, fault) in _books(code).items():
        book = load_workbook(io.BytesIO(good))
        edit(book)
        found[name] = saved(book), fault
    for name, (other, fault) in _others(spec).items():
        found[name] = write_filled_form(other, {code: row}), fault
    found["the sheet is not the sheet's"] = with_part(good, SHEET, lambda _: b"<worksheet/>"), "form-sheet-missing"
    return found


def _edits(code: str) -> dict[str, tuple[Callable[[Worksheet], object], str]]:
    return {
        "a line twice": (lambda s: s.__setitem__("A60", code), "duplicate-row"),
        "a line of another plan": (lambda s: s.__setitem__("A60", "KHAC-2026-01"), "unknown-indicator"),
        "a figure of nothing": (lambda s: s.__setitem__("H60", 4), "row-without-code"),
        "a merged with b": (lambda s: s.merge_cells("H9:I9"), "ab-incomplete merged-data"),
        "one cause for three lines": (lambda s: s.merge_cells("O9:O11"), "merged-data"),
        "another agency in the title": (lambda s: s.__setitem__("A3", "Sở khác"), "form-title-differs"),
        "another month in the title": (lambda s: s.__setitem__("A4", "Kỳ báo cáo: Tháng 6/2026"), "form-title-differs"),
        "b deleted": (lambda s: s.delete_cols(9), "form-columns-missing"),
        "the row of keys deleted": (lambda s: s.delete_rows(layout.KEY_ROW), "form-sheet-missing"),
        "a number shown as a day": (lambda s: setattr(s["H9"], "number_format", "dd/mm/yyyy"), "date-in-number-cell"),
        "a share of files": (lambda s: setattr(s["H9"], "number_format", "0%"), "not-a-number"),
    }


def _books(code: str) -> dict[str, tuple[Callable[..., object], str]]:
    def rewrite(ref: str, text: str) -> Callable[..., object]:
        return lambda book: book[layout.PRINT_SHEET].__setitem__(ref, text)

    return {
        "no fingerprint": (lambda book: book.remove(book[layout.PRINT_SHEET]), "form-not-ours"),
        "another marker": (rewrite("A1", "x"), "form-not-ours"),
        "another period in the fingerprint": (rewrite("B4", "2026-06"), "form-altered"),
        "another agency in the fingerprint": (rewrite("B3", "gia-lai-so-noi-vu"), "form-altered"),
        "another plan in the fingerprint": (rewrite("B2", "KHAC-2026"), "form-altered"),
        "a line of another kind": (rewrite("C6", "count"), "form-altered"),
        "another line": (rewrite("B6", f"{code}0"), "form-altered"),
        "no sheet of figures": (lambda book: book.remove(book[layout.FORM_SHEET]), "form-sheet-missing"),
        "two sheets of figures": (lambda book: book.copy_worksheet(book[layout.FORM_SHEET]), "form-sheet-twice"),
    }


def _others(spec: FormSpec) -> dict[str, tuple[FormSpec, str]]:
    """Forms with whole and true seals that are not for this ledger."""
    mark = spec.fingerprint

    def marked(**changes: object) -> FormSpec:
        return replace(spec, fingerprint=replace(mark, **changes))  # type: ignore[arg-type]

    return {
        "an agency that is not kept": (marked(agency_code="so-khong-co"), "wrong-agency"),
        "a plan that is not kept": (marked(plan_code="KHAC-2026"), "wrong-plan"),
        "a year before the plan": (marked(period=Period(2025, 5)), "wrong-agency wrong-period"),
        "a form of a later program": (marked(template_version="99"), "wrong-template"),
        "a form of a demonstration": (replace(spec, is_demo=True), "demo-form"),
    }
