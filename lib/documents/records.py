"""Rows below a header into records: one per numbered line, under its group, with rows cut by a page joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lib.documents.blocks import Cell
from lib.documents.columns import Column, Header, Role
from lib.documents.sections import Row, Section

_NUMBER = re.compile(r"\(?(\d{1,3})\s*[.)]?")
_SUB_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")
_GROUP_MARK = re.compile(r"\(?([IVXLC]{1,6}|[A-H])\s*[.)]?")
_GROUP_LINE = re.compile(r"(?P<mark>[IVXLC]{1,6}|[A-H])\s*[.)–-]\s*(?P<name>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading inside a table: «II» and its words."""

    mark: str | None
    name: str


@dataclass(slots=True)
class Record:
    """One line of an annex. `printed` is its number as written, `number` the same as a number."""

    section: Section
    cells: list[Cell]
    group: Group | None
    printed: str
    number: int | None
    joined: list[Cell] = field(default_factory=list)

    def cell(self, column: Column | None) -> Cell | None:
        """The cell under a column, if the row is that long."""
        return self.cells[column.index] if column and column.index < len(self.cells) else None

    def words(self, role: Role) -> str:
        """The cleaned text under the first column of a role; empty where there is none."""
        cell = self.cell(self.section.header.first(role))
        return cell.words if cell else ""

    def text(self, role: Role) -> str:
        """The same as the document holds it."""
        cell = self.cell(self.section.header.first(role))
        return cell.text if cell else ""

    def ref(self, role: Role = Role.NAME) -> str:
        """The place of that cell, else of the row."""
        cell = self.cell(self.section.header.first(role)) or self.cells[0]
        return cell.ref


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that fits no known shape, with its words."""

    section: Section
    ref: str
    text: str


def read_records(section: Section) -> tuple[list[Record], list[Stray]]:
    """Records in document order, and the rows that are none."""
    walk = _Walk(section)
    for index, row in enumerate(section.rows):
        walk.row(row, section.rows[index + 1 :])
    return walk.records, walk.strays


@dataclass(slots=True)
class _Walk:
    """One pass over the rows of a section."""

    section: Section
    records: list[Record] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    group: Group | None = None

    @property
    def header(self) -> Header:
        """The header of the section."""
        return self.section.header

    def row(self, row: Row, rest: Sequence[Row]) -> None:
        """A group, a record, a part of the record before, or none of them."""
        filled = [cell for cell in row.cells if cell.words]
        if not filled:
            return
        mark = self._mark(row.cells)
        if group := self._group(row.cells, mark, filled, rest):
            self.group = group
        elif self._goes_on(row, mark, filled):
            self._join(row.cells)
        elif self._is_record(row.cells, mark, filled):
            number = _NUMBER.fullmatch(mark)
            self.records.append(
                Record(self.section, list(row.cells), self.group, mark, int(number[1]) if number else None)
            )
        else:
            text = " | ".join(cell.words for cell in filled)
            self.strays.append(Stray(self.section, filled[0].ref, text))

    def _mark(self, cells: Sequence[Cell]) -> str:
        index = _ordinal_index(self.header)
        return cells[index].words if index < len(cells) else ""

    def _group(self, cells: Sequence[Cell], mark: str, filled: Sequence[Cell], rest: Sequence[Row]) -> Group | None:
        own = [cell for cell in filled if not cell.covered]
        if len(own) == 1 and (line := _GROUP_LINE.fullmatch(own[0].words)):
            return Group(line["mark"], line["name"])
        if len(own) == 2 and own[0].words == mark and (found := _GROUP_MARK.fullmatch(mark)):
            return Group(found[1], own[1].words)
        if len(own) == 1 and own[0] in cells[:2] and not _NUMBER.fullmatch(own[0].words):
            text = own[0].words
            followed = any(_NUMBER.fullmatch(self._mark(row.cells)) for row in rest[:1])
            if followed and not text[0].islower() and (text.isupper() or text.casefold().startswith("năm ")):
                return Group(None, text)
        return None

    def _goes_on(self, row: Row, mark: str, filled: Sequence[Cell]) -> bool:
        """Whether a row is the rest of the record before it."""
        if not self.records:
            return False
        index = _ordinal_index(self.header)
        if index < len(row.cells) and row.cells[index].covered:
            return True
        if mark:
            return False
        name = self._name(row.cells)
        own = [cell for cell in filled if not cell.covered]
        if not name:
            return True
        return name[0].islower() or (row.after_break and len(own) <= 2)

    def _join(self, cells: Sequence[Cell]) -> None:
        record = self.records[-1]
        for index, cell in enumerate(cells):
            if not cell.words or cell.covered:
                continue
            while len(record.cells) <= index:
                record.cells.append(replace(cell, text=""))
            before = record.cells[index]
            record.cells[index] = replace(before, text=f"{before.text} {cell.text}".strip())
            record.joined.append(cell)

    def _is_record(self, cells: Sequence[Cell], mark: str, filled: Sequence[Cell]) -> bool:
        if not self._name(cells):
            return False
        if _NUMBER.fullmatch(mark) or _SUB_NUMBER.fullmatch(mark):
            return True
        return len(filled) >= 3 and self._has_substance(cells)

    def _has_substance(self, cells: Sequence[Cell]) -> bool:
        """Whether an unnumbered row holds what a record of this table holds."""
        roles = (Role.TARGET, Role.ACTUAL, Role.LEAD, Role.IMPLEMENTING, Role.DEADLINE)
        return any(
            cells[column.index].words for role in roles for column in self.header.of(role) if column.index < len(cells)
        )

    def _name(self, cells: Sequence[Cell]) -> str:
        column = self.header.first(Role.NAME)
        return cells[column.index].words if column and column.index < len(cells) else ""


def _ordinal_index(header: Header) -> int:
    """Where the numbers stand; behind all columns when the header has no cell for them."""
    column = header.first(Role.ORDINAL)
    return column.index if column else len(header.columns)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A record with the number its code is made of. `expected`: the document leads one to expect it."""

    record: Record
    number: int
    expected: bool


def number_records(records: Sequence[Record]) -> list[Numbered]:
    """Unique numbers for the records of one family of codes, in document order.

    The printed number where it is free; numbers that begin again under a new group or table go on from the
    highest before; a repeated or missing one takes the next free number behind all others.
    """
    wanted: list[tuple[int | None, bool]] = []
    used: set[int | None] = set()
    offset, last = 0, 0
    before: Record | None = None
    for record in records:
        new_part = before is None or record.group is not before.group or record.section is not before.section
        if record.number == 1 and new_part:
            offset, last = max((taken for taken in used if taken), default=0), 0
        expected = record.number == last + 1
        last = record.number or last
        number = offset + record.number if record.number else None
        wanted.append((None if number in used else number, expected))
        used.update({number} - {None})
        before = record
    return list(_filled(records, wanted, used))


def _filled(
    records: Sequence[Record], wanted: Sequence[tuple[int | None, bool]], used: set[int | None]
) -> Iterator[Numbered]:
    free = max((number for number in used if number), default=0)
    for record, (number, expected) in zip(records, wanted, strict=True):
        if number is None:
            free += 1
        yield Numbered(record, number or free, expected)
