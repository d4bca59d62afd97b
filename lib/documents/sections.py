"""Blocks into sections: an annex or a part of one, its title, its header, and its rows.

A header repeated at a page break opens no new section; words between two tables end one only when they name
another annex.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lib.documents.blocks import Block, Cell, Paragraph, Table, clean
from lib.documents.columns import Header, Role, is_column_numbers, read_header
from lib.domain.errors import UploadRefused
from lib.domain.naming import tidy

# No plan comes near these; they keep a hostile file from taking minutes.
_MAX_BLOCKS, _MAX_ROWS, _MAX_COLUMNS, _MAX_CELL = 50_000, 5_000, 256, 6_000

_ANNEX = re.compile(
    r"phụ\s+lục(?:\s+(?:số\s+)?(?P<number>[IVXLC]+|\d{1,2}[a-d]?))?\s*(?:$|[:.–—-]\s*(?P<rest>.*)$)",
    re.IGNORECASE | re.DOTALL,
)
_ATTACHED = re.compile(r"\(+\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)
_NOISE = re.compile(r"\W*(?:trang\s*)?\d{0,3}\W*", re.IGNORECASE)
_ORDINAL = re.compile(r"\(?(?:\d{1,3}|[IVXLC]{1,5})\s*[.)]?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below a header. `after_break`: a page break (a repeated header, a new table) stands before it."""

    cells: tuple[Cell, ...]
    after_break: bool = False


@dataclass(slots=True)
class Section:
    """One table of a plan, put together over its pages. `annex`: «II»; `title`: the lines under it."""

    header: Header
    sheet: str
    annex: str | None
    title: str
    title_line: Paragraph | None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document is made of: its sections, and its text outside of them in reading order."""

    sections: tuple[Section, ...]
    prose: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]


def read_sections(blocks: Iterable[Block], plan_year: int) -> Reading:
    """Sections in document order; `prose` is the body before the annexes, `notes` all other lines.

    Raises: UploadRefused when there is more of it than any plan has.
    """
    walk = _Walk(plan_year)
    for number, block in enumerate(blocks):
        if number > _MAX_BLOCKS:
            raise UploadRefused("sheet-too-large", limit=str(_MAX_BLOCKS))
        if isinstance(block, Table):
            _check_size(block)
            walk.table(block)
        else:
            walk.paragraph(block)
    return Reading(tuple(walk.sections), tuple(walk.prose), tuple(walk.notes))


def _check_size(table: Table) -> None:
    if len(table.rows) > _MAX_ROWS:
        raise UploadRefused("sheet-too-large", table.sheet, limit=str(_MAX_ROWS))
    for row in table.rows:
        if len(row) > _MAX_COLUMNS:
            raise UploadRefused("sheet-too-large", table.sheet, row[_MAX_COLUMNS].ref, limit=str(_MAX_COLUMNS))
        for cell in row:
            if len(cell.text) > _MAX_CELL:
                raise UploadRefused("sheet-too-large", table.sheet, cell.ref, limit=str(_MAX_CELL))


@dataclass(slots=True)
class _Walk:
    """One pass over the blocks; knows the annex and the section it stands in."""

    plan_year: int
    sections: list[Section] = field(default_factory=list)
    prose: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    annex: str | None = None
    in_annex: bool = False
    title: list[Paragraph] = field(default_factory=list)
    current: Section | None = None
    words_between: bool = False
    title_used: bool = False

    def paragraph(self, paragraph: Paragraph) -> None:
        """Body text, the name of an annex, or a line of its title."""
        text = clean(paragraph.text)
        line = Paragraph(text, paragraph.sheet, paragraph.ref)
        if _NOISE.fullmatch(text):
            return
        self.words_between = True
        found = _ANNEX.fullmatch(text)
        if found:
            self._open_annex(found, line)
        elif self.in_annex:
            self.notes.append(line)
            if self.title_used:
                self.title, self.title_used = [], False
            if not _ATTACHED.match(text):
                self.title.append(line)
        else:
            self.prose.append(line)

    def _open_annex(self, found: re.Match[str], line: Paragraph) -> None:
        self.annex = found["number"].upper() if found["number"] else None
        self.in_annex, self.current, self.title, self.title_used = True, None, [], False
        self.notes.append(line)
        if rest := tidy(found["rest"] or ""):
            self.title.append(Paragraph(rest, line.sheet, line.ref))

    def table(self, table: Table) -> None:
        """Rows of a table: titles above a header, headers, rows of the open section."""
        if not table.rows:
            return
        if found := _ANNEX.fullmatch(table.sheet):
            self._open_annex(found, Paragraph(table.sheet, table.sheet, ""))
        broken, at = True, 0
        if not self._goes_on(table):
            self.current = None
        while at < len(table.rows):
            cells = table.rows[at]
            header = read_header(table.rows[at : at + 2], self.plan_year, self._title_text())
            if header:
                self._open_section(header[0], table.sheet)
                broken, at = True, at + header[1]
                continue
            if self.current is None or self._is_annex_row(cells):
                self._words_of(cells, table.sheet)
            elif not is_column_numbers(cells):
                self.current.rows.append(Row(_aligned(cells, self.current.header), broken))
                broken = False
            at += 1
        self.words_between = False

    def _goes_on(self, table: Table) -> bool:
        """Whether a table carries on the open section: with the header again, or as wide and numbered on."""
        if self.current is None or read_header(table.rows[:2], self.plan_year) is not None:
            return True
        width = len(self.current.header.columns)
        as_wide = width - 1 <= max(map(len, table.rows), default=0) <= width + 1
        first = next((cell.words for cell in table.rows[0]), "")
        return as_wide and (not self.words_between or _ORDINAL.fullmatch(first) is not None)

    def _is_annex_row(self, cells: Sequence[Cell]) -> bool:
        filled = [cell.words for cell in cells if cell.words]
        return len(filled) == 1 and _ANNEX.fullmatch(filled[0]) is not None

    def _words_of(self, cells: Sequence[Cell], sheet: str) -> None:
        for cell in cells:
            if cell.text and not cell.covered:
                for line in cell.text.splitlines():
                    self.paragraph(Paragraph(line, sheet, cell.ref))

    def _open_section(self, header: Header, sheet: str) -> None:
        """A section for a header, unless it is the open one's again."""
        if self.current is not None and self.current.header.key == header.key:
            return
        lines = self._title_lines()
        place = lines[0] if lines else None
        self.current = Section(header, sheet, self.annex, self._title_text(), place)
        self.sections.append(self.current)
        self.title_used = True

    def _title_lines(self) -> list[Paragraph]:
        """The lines under the annex's name; without an annex the last lines above the table."""
        return self.title if self.in_annex else [line for line in self.prose[-2:] if len(line.text) <= 300]

    def _title_text(self) -> str:
        return tidy(" ".join(line.text for line in self._title_lines()))


def _aligned(cells: tuple[Cell, ...], header: Header) -> tuple[Cell, ...]:
    """The cells under the columns: a header without a cell for the numbers is one cell short."""
    numbered = header.first(Role.ORDINAL)
    if numbered is None and len(cells) == len(header.columns) + 1 and _ORDINAL.fullmatch(cells[0].words or "-"):
        return (*cells[1:], cells[0])
    return cells
