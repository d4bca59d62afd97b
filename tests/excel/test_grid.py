"""A workbook of someone's own making as plain cells: within bounds, with everything that matters for reading it."""

import io
from datetime import date

import pytest
from form_samples import saved
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.errors import UploadRefused
from lib.domain.issue import Issue, Severity
from lib.excel import grid
from lib.excel.annotated_copy import annotate
from lib.excel.grid import SheetGrid, dump_grid, load_grid, read_grid
from lib.excel.reader import FormReader
from tests import own_samples


def made(**cells: object) -> bytes:
    book = Workbook()
    for ref, value in cells.items():
        book.active[ref] = value
    return saved(book)


def sheet_of(content: bytes) -> SheetGrid:
    return read_grid(content).sheets[0]


def test_every_kind_of_cell_keeps_what_stands_in_it_and_its_fault() -> None:
    sheet = sheet_of(made(A1="Kết quả ", B1=52.9, C1=True, D1="#N/A", E1=date(2026, 5, 1), F1="=1+1", G1="   "))
    found = {ref: sheet.at(1, column) for column, ref in enumerate("ABCDEFG", 1)}
    assert (found["A"].raw, found["A"].text) == ("Kết quả ", "Kết quả")
    assert str(found["B"].number) == "52.9"
    assert found["C"].text == "TRUE"
    assert found["D"].fault == "error-cell"
    assert found["E"].fault == "date-in-number-cell"
    assert found["F"].fault == "formula-without-value"
    assert found["G"] is None


def test_a_number_shown_in_percent_is_what_the_eye_sees() -> None:
    book = Workbook()
    book.active["A1"], book.active["A1"].number_format = 0.529, "0.0%"
    cell = sheet_of(saved(book)).at(1, 1)
    assert (str(cell.number), cell.in_percent, cell.shown) == ("52.9", True, "52,9%")


def test_merged_ranges_hidden_rows_columns_and_sheets_are_told() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.parent.create_sheet("Trang sau")["A1"] = "x"
        sheet.parent["Trang sau"].sheet_state = "hidden"

    first, second = read_grid(own_samples.workbook([["a", "b"], [1, 2, 3]], merges=["A1:A2"], edit=hide)).sheets
    assert first.merges == ((1, 1, 2, 1),)
    assert first.seen(2, 1) == first.at(1, 1) and first.at(2, 1) is None
    assert (first.hidden_rows, first.hidden_columns) == ({2}, {3})
    assert (first.is_hidden, second.is_hidden) == (False, True)
    assert (first.last_row, first.last_column) == (2, 3)


def test_the_list_of_faults_in_an_annotated_copy_is_no_sheet_of_the_agency() -> None:
    content = own_samples.simple()
    copy = annotate(content, [Issue(Severity.WARNING, "jump", "Bao cao", "E5")])
    assert len(load_workbook(io.BytesIO(copy)).sheetnames) == 2
    assert read_grid(copy) == read_grid(content)


@pytest.mark.parametrize("sample", [own_samples.counted, own_samples.grouped, own_samples.with_baseline])
def test_a_grid_comes_back_over_the_pipe_as_it_went(sample: object) -> None:
    found = read_grid(sample())  # type: ignore[operator]
    assert load_grid(dump_grid(found)) == found


def test_the_child_answers_with_the_grid_or_the_refusal(reader: FormReader) -> None:
    content = own_samples.simple()
    assert reader.grid(content) == read_grid(content)
    with pytest.raises(UploadRefused, match="sheet-too-large"):
        reader.grid(own_samples.workbook([["x" * 30_000] * 50] * 3))
    with pytest.raises(UploadRefused, match="file-not-xlsx"):
        reader.grid(b"chu")


@pytest.mark.parametrize("content", [b"", b"{}", b'{"grid": 1}', b'{"grid": [{"title": "x"}]}', b"[]"])
def test_anything_else_is_not_a_grid(content: bytes) -> None:
    with pytest.raises(ValueError):
        load_grid(content)


def test_more_cells_than_a_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_FILLED", 3)
    assert len(sheet_of(made(A1=1, A2=2, A3=3)).cells) == 3
    with pytest.raises(UploadRefused) as refusal:
        read_grid(made(A1=1, A2=2, A3=3, A4=4))
    assert (refusal.value.code, refusal.value.cell) == ("sheet-too-large", "A4")


def test_one_long_text_used_in_many_cells_counts_wherever_it_is_used() -> None:
    many = own_samples.workbook([["x" * 30_000] * 50] * 3)
    with pytest.raises(UploadRefused, match="sheet-too-large"):
        read_grid(many)
    assert len(many) < 100_000
