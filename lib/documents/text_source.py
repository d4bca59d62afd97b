"""Plain text into blocks: tables of one row per line, cells parted by tabs, or of one cell per line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lib.documents.blocks import Block, Cell, Paragraph, Table
from lib.domain.errors import UploadRefused

_ONE_CELL = re.compile(r"[ \xa0]*\t[^\t]*")
_ORDINAL = re.compile(r"\s*(?:\d{1,3}(?:\.\d+)*|[IVXLC]+|[A-H])[.)]?\s*")
_RULE = re.compile(r"\s*(?:[-=_*]\s*){3,}")

Line = tuple[int, str]

MAX_CHARACTERS = 2_000_000  # a plan of 200 pages has about 600,000


def read_text(content: bytes) -> tuple[Block, ...]:
    """Blocks of a text file in UTF-8, or UTF-16 with its mark.

    Raises: UploadRefused when the bytes are no text.
    """
    return tuple(_Builder().read(_decoded(content)))


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise UploadRefused("file-unreadable") from fault
    if "\x00" in text:
        raise UploadRefused("file-unreadable")
    if len(text) > MAX_CHARACTERS:
        raise UploadRefused("file-too-large", limit=str(MAX_CHARACTERS))
    return text


@dataclass(slots=True)
class _Builder:
    """Reads groups of lines in order; groups with tabs and nothing but blank lines between are one table."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    tables: int = 0
    stacked: bool = False

    def read(self, text: str) -> Iterator[Block]:
        for group in _groups(text):
            first = next((i for i, (_, line) in enumerate(group) if "\t" in line), len(group))
            if first:
                yield from self.table()
                yield from map(_paragraph, group[:first])
            if first < len(group):
                yield from self._table_lines(group[first:])
        yield from self.table()

    def table(self) -> Iterator[Table]:
        """The table gathered so far, if any."""
        if self.rows:
            self.tables += 1
            yield Table(f"Bảng {self.tables}", tuple(self.rows))
            self.rows = []

    def _table_lines(self, lines: list[Line]) -> Iterator[Block]:
        tabbed = [line for _, line in lines if "\t" in line]
        one_each = all(_ONE_CELL.fullmatch(line) for line in tabbed)
        self.stacked = one_each and (len(tabbed) > 1 or (self.stacked and bool(self.rows)))
        if self.stacked:
            self.rows.append(_stacked_row(lines))
        else:
            yield from self._row_lines(lines)

    def _row_lines(self, lines: list[Line]) -> Iterator[Block]:
        for number, line in lines:
            cells = line.split("\t")
            if self._goes_on(cells):
                self._join(cells, number)
            elif "\t" in line:
                self.rows.append(_cells(cells, number))
            else:
                yield from self.table()
                yield _paragraph((number, line))

    def _goes_on(self, cells: list[str]) -> bool:
        """Whether a line continues the last cell of the row before: together they make one row."""
        if len(self.rows) < 2 or not cells[0].strip() or _ORDINAL.fullmatch(cells[0]):
            return False
        width = len(self.rows[0])
        before = len(self.rows[-1])
        return before > 1 and before < width and before + len(cells) - 1 <= width

    def _join(self, cells: list[str], number: int) -> None:
        *kept, last = self.rows[-1]
        joined = Cell(f"{last.text}\n{cells[0]}", last.ref)
        more = _cells(cells[1:], number, first=len(kept) + 2)
        self.rows[-1] = (*kept, joined, *more)


def _groups(text: str) -> Iterator[list[Line]]:
    """Lines that stand together, parted by blank lines; a line with a tab is never blank."""
    group: list[Line] = []
    for number, line in enumerate(re.split(r"\r\n|[\n\r\f\v]", text), 1):
        if line.strip() or "\t" in line:
            group.append((number, line))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraph(line: Line) -> Paragraph:
    number, text = line
    return Paragraph("" if _RULE.fullmatch(text) else text, None, f"dòng {number}")


def _cells(texts: list[str], number: int, first: int = 1) -> tuple[Cell, ...]:
    return tuple(Cell(text.strip(), f"dòng {number}, cột {column}") for column, text in enumerate(texts, first))


def _stacked_row(lines: list[Line]) -> tuple[Cell, ...]:
    """One row whose cells stand on lines of their own; a line without a tab goes on with the cell before."""
    first, line = lines[0]
    cells = [] if line.startswith("\t") else [Cell("", f"dòng {first}, cột 1")]
    for number, line in lines:
        if "\t" in line:
            cells.append(Cell(line.split("\t")[1].strip(), f"dòng {number}, cột {len(cells) + 1}"))
        else:
            cells[-1] = Cell(f"{cells[-1].text}\n{line.strip()}".strip(), cells[-1].ref)
    return tuple(cells)
