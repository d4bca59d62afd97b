from __future__ import annotations

from dataclasses import replace

import pytest
from document_builders import HEADINGS, docx_of, shipped, source_blocks, without_places, xlsx_of

from lib.documents.blocks import Cell, Table
from lib.documents.read_plan import read_plan

CODES = sorted(HEADINGS)


@pytest.mark.parametrize("code", CODES)
def test_the_same_tables_in_word_give_the_same_plan(code):
    plan = read_plan(docx_of(source_blocks(code)), "x.docx", HEADINGS[code])
    assert without_places(plan) == without_places(shipped(code))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("spread", [pytest.param(False, id="one sheet"), pytest.param(True, id="a sheet per table")])
def test_the_same_tables_in_a_workbook_give_the_same_plan(code, spread):
    content = xlsx_of(source_blocks(code), sheet_per_table=spread)
    plan = read_plan(content, "x.xlsx", HEADINGS[code])
    assert without_places(plan) == without_places(shipped(code))


def broken_over_a_page(blocks, at_row):
    """The first table with the header repeated inside one row: its name and agency go on behind it."""
    first = next(index for index, block in enumerate(blocks) if isinstance(block, Table))
    rows = list(blocks[first].rows)
    row = rows[at_row]
    name, _, name_rest = row[1].text.rpartition(" ")
    upper = (row[0], replace(row[1], text=name), *row[2:])
    lower = tuple(Cell(name_rest if index == 1 else "", cell.ref) for index, cell in enumerate(row))
    table = Table(blocks[first].sheet, (*rows[:at_row], upper, rows[0], lower, *rows[at_row + 1 :]))
    return (*blocks[:first], table, *blocks[first + 1 :])


@pytest.mark.parametrize("write", [pytest.param(docx_of, id="docx"), pytest.param(xlsx_of, id="xlsx")])
@pytest.mark.parametrize("code", ["BCD-2026", "LOIBAC-2026", "GIALAI-2026"])
def test_a_row_broken_over_a_page_is_put_together_and_noted(code, write):
    plan = read_plan(write(broken_over_a_page(source_blocks(code), 2)), "x", HEADINGS[code])
    whole = shipped(code)
    assert without_places(plan).indicators == without_places(whole).indicators
    assert [issue.code for issue in plan.issues].count("row-joined") == 1 + [
        issue.code for issue in whole.issues
    ].count("row-joined")


def test_places_in_word_are_table_row_and_column_and_in_a_workbook_the_cell():
    code = "QUANGTRI-VP-2026"
    word = read_plan(docx_of(source_blocks(code)), "a.docx", HEADINGS[code])
    book = read_plan(xlsx_of(source_blocks(code)), "a.xlsx", HEADINGS[code])
    assert (word.indicators[0].source.sheet, word.indicators[0].source.cell) == ("Bảng 1", "dòng 2, cột 2")
    assert book.indicators[0].targets[0].source.sheet == "Sheet"
    assert book.indicators[0].targets[0].source.cell.startswith("D")
