"""Finding the table in a workbook of the agency's own making: by its heading of up to three rows, merged or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lib.domain.naming import fold, search_key, tidy
from lib.excel.cells import Found
from lib.excel.grid import Grid, SheetGrid
from lib.excel.own_headings import BETWEEN, Hint, read_heading

MAX_COLUMNS = 60  # looked at as a table
MAX_HEADER_ROWS = 3
SCANNED_ROWS = 2_000  # in which headings are looked for, and names counted
MAX_TABLES = 40  # of one sheet
_LONGEST_HEADING = 160
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Ha-h])\)?(?: ?= ?.{1,24})?")
NUMBERING = re.compile(r"^\s*(?:[-+•*–]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zđ])[.)])\s+(?=\S)")
_YEAR = re.compile(r"20\d\d")

IsKnown = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table of a sheet: the rows of its heading, its last row, the words of each column, what stands above it."""

    sheet: str
    header_rows: tuple[int, int]
    last_row: int
    labels: tuple[tuple[int, str], ...]
    title: str
    n_known: int = 0  # rows that name an indicator of the plan


def find_tables(grid: Grid, is_known: IsKnown) -> tuple[OwnTable, ...]:
    """Every table that has a heading, the likeliest first: with most indicators of the plan, then most known words."""
    found = [table for sheet in grid.sheets for table in _tables(sheet, is_known)]
    weight = {id(table): (table.n_known, _n_telling(table), not grid_hidden(grid, table)) for table in found}
    return tuple(sorted(found, key=lambda table: weight[id(table)], reverse=True))


def grid_hidden(grid: Grid, table: OwnTable) -> bool:
    """Whether the sheet of a table is hidden."""
    sheet = grid.sheet(table.sheet)
    return sheet is not None and sheet.is_hidden


def table_at(sheet: SheetGrid, header_rows: tuple[int, int], is_known: IsKnown) -> OwnTable:
    """The table below a heading that a person pointed at; it ends before the next other heading."""
    first, last = header_rows
    labels = _labels(sheet, first, last)
    end = next((row - 1 for row in _heading_rows(sheet, last + 1) if not repeats(sheet, row, labels, first, last)), 0)
    return _counted(
        sheet, OwnTable(sheet.title, header_rows, end or sheet.last_row, labels, _title(sheet, first)), is_known
    )


def clean_name(text: str) -> str:
    """A name without the number or dash before it."""
    return tidy(NUMBERING.sub("", tidy(text)))


def _tables(sheet: SheetGrid, is_known: IsKnown) -> Iterator[OwnTable]:
    """The tables of a sheet, one below the other; a heading that comes again opens none."""
    found: list[tuple[int, int, tuple[tuple[int, str], ...]]] = []
    last = 0
    for row in _heading_rows(sheet, 1):
        if row <= last or any(repeats(sheet, row, labels, top, end) for top, end, labels in found):
            continue
        if len(found) == MAX_TABLES:
            break
        last = _last_header_row(sheet, row)
        found.append((row, last, _labels(sheet, row, last)))
    ends = [*(first - 1 for first, _, _ in found[1:]), sheet.last_row]
    for (first, last, labels), end in zip(found, ends, strict=False):
        yield _counted(sheet, OwnTable(sheet.title, (first, last), end, labels, _title(sheet, first)), is_known)


def _counted(sheet: SheetGrid, table: OwnTable, is_known: IsKnown) -> OwnTable:
    return replace(table, n_known=max(known_per_column(sheet, table, is_known).values(), default=0))


def known_per_column(sheet: SheetGrid, table: OwnTable, is_known: IsKnown) -> dict[int, int]:
    """In how many rows each column names an indicator of the plan."""
    rows = range(table.header_rows[1] + 1, min(table.last_row, table.header_rows[1] + SCANNED_ROWS) + 1)
    return {column: sum(_names_known(sheet, row, column, is_known) for row in rows) for column, _ in table.labels}


def _names_known(sheet: SheetGrid, row: int, column: int, is_known: IsKnown) -> bool:
    found = sheet.at(row, column)
    return found is not None and found.number is None and is_known(clean_name(found.text))


def _n_telling(table: OwnTable) -> int:
    return sum(read_heading(label).hint is not Hint.NOTHING for _, label in table.labels)


def _heading_rows(sheet: SheetGrid, start: int) -> Iterator[int]:
    """The rows from `start` on that read like the first row of a heading."""
    by_row: dict[int, list[Found]] = {}
    for (row, column), found in sheet.cells.items():
        if start <= row <= SCANNED_ROWS and column <= MAX_COLUMNS:
            by_row.setdefault(row, []).append(found)
    yield from (row for row in sorted(by_row) if _reads_like_heading(by_row[row]))


def _reads_like_heading(cells: list[Found]) -> bool:
    if any(found.number is not None and not _YEAR.fullmatch(found.shown) for found in cells):
        return False
    texts = [found.shown for found in cells if found.shown]
    if len(texts) < 3 or any(len(text) > _LONGEST_HEADING for text in texts):
        return False
    hints = [read_heading(text).hint for text in texts]
    known = sum(hint is not Hint.NOTHING for hint in hints)
    names = any(
        hint in (Hint.NAME, Hint.TASK_NAME) or search_key(t) == "muc tieu" for hint, t in zip(hints, texts, strict=True)
    )
    return names and known >= 2 and known * 2 >= len(texts)


def _last_header_row(sheet: SheetGrid, first: int) -> int:
    """Down to where the merged cells of the first row reach, or over the rows that split its columns."""
    reach = [last for top, _, last, _ in sheet.merges if top == first and last - first < MAX_HEADER_ROWS]
    if reach and max(reach) > first:
        return max(reach)
    last = first
    while last - first + 1 < MAX_HEADER_ROWS and _splits(sheet, first, last + 1):
        last += 1
    return last


def _splits(sheet: SheetGrid, first: int, row: int) -> bool:
    """Whether a row parts columns of the heading above it: short words, and nothing where rows are named."""
    filled = {column: f for column in _span(sheet) if (f := sheet.at(row, column)) is not None}
    if not filled or numbers_columns(sheet, row):
        return False
    named = [c for c in _span(sheet) if read_heading(_text(sheet, first, c)).hint in (Hint.NAME, Hint.TASK_NAME)]
    if any(column in filled for column in named[:1]):
        return False
    words = [found.shown for found in filled.values()]
    are_short = all(
        len(text) <= 60 and (filled[c].number is None or _YEAR.fullmatch(text))
        for c, text in zip(filled, words, strict=True)
    )
    telling = sum(read_heading(text).hint is not Hint.NOTHING for text in words)
    return are_short and telling * 2 >= len(words)


def _span(sheet: SheetGrid) -> range:
    return range(1, min(sheet.last_column, MAX_COLUMNS) + 1)


def _text(sheet: SheetGrid, row: int, column: int) -> str:
    found = sheet.seen(row, column)
    return found.shown if found else ""


def _labels(sheet: SheetGrid, first: int, last: int) -> tuple[tuple[int, str], ...]:
    """The words of each column, its header rows parted by « / »; columns without words but with content too."""
    filled = {column for column in _span(sheet) if sheet.last_rows.get(column, 0) >= first}
    labels = []
    for column in _span(sheet):
        parts: list[str] = []
        for row in range(first, last + 1):
            text = _text(sheet, row, column) or _left(sheet, row, column, last)
            if text and text not in parts:
                parts.append(text)
        if parts or column in filled:
            labels.append((column, BETWEEN.join(parts)))
    return tuple(labels)


def _left(sheet: SheetGrid, row: int, column: int, last: int) -> str:
    """The words that a blank cell of the heading stands under when a row below parts it and nothing is merged."""
    if row == last or (row, column) in sheet.covered or not _text(sheet, last, column):
        return ""
    for left in range(column - 1, 0, -1):
        if text := _text(sheet, row, left):
            is_whole = not sheet.at(last, left)
            return "" if is_whole else text
    return ""


def repeats(sheet: SheetGrid, row: int, labels: tuple[tuple[int, str], ...], first: int, last: int) -> bool:
    """Whether the first row of the heading stands here once more."""
    top = {c: fold(f.shown) for c, _ in labels if (f := sheet.at(first, c)) is not None}
    same = sum(1 for c, text in top.items() if (f := sheet.at(row, c)) is not None and fold(f.shown) == text)
    return row > last and same >= 3 and same * 5 >= len(top) * 3


def numbers_columns(sheet: SheetGrid, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2, «3=1/2»."""
    texts = [found.shown for column in _span(sheet) if (found := sheet.at(row, column)) is not None]
    if len(texts) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(digits[1]) for text in texts if (digits := re.match(r"\(?(\d{1,2})\)?", text))]
    return numbers == sorted(set(numbers))


def _title(sheet: SheetGrid, first: int) -> str:
    """The words above the heading, the nearest last."""
    places = sorted(place for place in sheet.cells if max(1, first - 15) <= place[0] < first)
    return " ".join(sheet.cells[place].shown for place in places)[:2000]
