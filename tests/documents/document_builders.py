from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook

from lib.documents.blocks import Block, Table
from lib.documents.manifest import read_manifest
from lib.documents.read_plan import read_plan
from lib.documents.text_source import read_text
from lib.domain.catalog import Plan, PlanHeading, SourceRef

CATALOGS = Path(__file__).parents[2] / "data" / "catalogs"
SHIPPED = read_manifest((CATALOGS / "manifest.toml").read_text(encoding="utf-8"))
HEADINGS: dict[str, PlanHeading] = {heading.code: heading for _, heading in SHIPPED}
FILES: dict[str, str] = {heading.code: file for file, heading in SHIPPED}
NOWHERE = SourceRef("", "", "")


@cache
def shipped(code: str) -> Plan:
    return read_plan((CATALOGS / FILES[code]).read_bytes(), FILES[code], HEADINGS[code])


def source_blocks(code: str) -> tuple[Block, ...]:
    return read_text((CATALOGS / FILES[code]).read_bytes())


def rows_of(table: Table) -> list[list[str]]:
    width = max(map(len, table.rows))
    return [[cell.text for cell in row] + [""] * (width - len(row)) for row in table.rows]


def same_below(rows: Sequence[Sequence[str]], column: int) -> list[tuple[int, int]]:
    """Runs (first, last) of at least two rows whose cell in a column is the same, not blank."""
    runs, start = [], 0
    for index in range(1, len(rows) + 1):
        if index == len(rows) or rows[index][column] != rows[start][column] or not rows[index][column]:
            if index - start > 1:
                runs.append((start, index - 1))
            start = index
    return runs


def is_group(row: Sequence[str]) -> bool:
    return bool(re.fullmatch(r"[IVX]+", row[0])) and not any(row[2:])


def docx_of(blocks: Iterable[Block]) -> bytes:
    """The same document as Word keeps it: group rows merged across, equal agencies merged downwards."""
    document = Document()
    for block in blocks:
        if isinstance(block, Table):
            _fill_word_table(document, rows_of(block))
        else:
            document.add_paragraph(block.text)
    return saved(document)


def _fill_word_table(document: Any, rows: list[list[str]]) -> None:
    width = len(rows[0])
    table = document.add_table(rows=len(rows), cols=width)
    grid = [list(row.cells) for row in table.rows]
    for cells, row in zip(grid, rows, strict=True):
        for cell, text in zip(cells, row, strict=True):
            if text:
                cell.text = text
        if is_group(row):
            cells[1].merge(cells[-1]).text = row[1]
    for column in range(3, width):
        for first, last in same_below(rows, column):
            for index in range(first + 1, last + 1):
                grid[index][column].text = ""
            grid[first][column].merge(grid[last][column]).text = rows[first][column]


def xlsx_of(blocks: Iterable[Block], sheet_per_table: bool = False) -> bytes:
    """The same document as a workbook: lines above the tables, numbers as numbers, merged cells."""
    book = Workbook()
    sheet = book.active
    row = 0
    for block in blocks:
        if not isinstance(block, Table):
            row += 1
            sheet.cell(row, 1, block.text)
            if len(block.text) < 200:
                sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
            continue
        row = _fill_sheet(sheet, row, rows_of(block))
        if sheet_per_table:
            sheet, row = book.create_sheet(), 0
    return saved(book)


def _fill_sheet(sheet: Any, top: int, rows: list[list[str]]) -> int:
    width = len(rows[0])
    for offset, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            _put(sheet.cell(top + offset, column), text)
        if is_group(texts):
            sheet.merge_cells(start_row=top + offset, end_row=top + offset, start_column=2, end_column=width)
    for column in range(3, width):
        for first, last in same_below(rows, column):
            sheet.merge_cells(
                start_row=top + first + 1, end_row=top + last + 1, start_column=column + 1, end_column=column + 1
            )
    return top + len(rows)


def _put(cell: Any, text: str) -> None:
    if re.fullmatch(r"\d{1,3}", text) and not text.startswith("0"):
        cell.value = int(text)
    elif re.fullmatch(r"\d{1,3},\d{1,2}", text) and not text.endswith("0"):
        cell.value = float(text.replace(",", "."))
    elif re.fullmatch(r"\d{1,3}%", text):
        cell.value, cell.number_format = int(text[:-1]) / 100, "0%"
    elif text:
        cell.value = text


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def without_places(plan: Plan) -> Plan:
    """The plan as it would be wherever its cells stood."""
    return replace(
        plan,
        file="",
        sha256="",
        indicators=tuple(
            replace(
                one,
                source=NOWHERE,
                baseline=replace(one.baseline, source=NOWHERE) if one.baseline else None,
                targets=tuple(replace(target, source=NOWHERE) for target in one.targets),
            )
            for one in plan.indicators
        ),
        tasks=tuple(replace(task, source=NOWHERE) for task in plan.tasks),
        issues=tuple(
            replace(
                issue,
                sheet=None,
                cell=None,
                facts=tuple(fact for fact in issue.facts if fact[0] != "annex_cell"),
            )
            for issue in plan.issues
        ),
    )
