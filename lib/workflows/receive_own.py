"""A return in a workbook of the agency's own making: what is proposed, what a person confirmed, and then the very
same preview, checks and transaction as a return in our form (`receive_submission`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lib.documents.row_names import LONGEST, Agreement, Candidate, Match, is_named, match_rows, row_key
from lib.domain.catalog import Measure
from lib.domain.errors import Refused
from lib.domain.naming import fold
from lib.domain.own_return import REPEATABLE, ColumnReading, OwnLine, OwnReading, OwnRow, Role, role_fault
from lib.domain.period import Period
from lib.domain.submission import ParsedForm
from lib.excel.cells import Found
from lib.excel.grid import Grid, SheetGrid
from lib.excel.own_columns import propose
from lib.excel.own_form import period_of_title, read_own
from lib.excel.own_rows import RowKind, table_rows
from lib.excel.own_table import IsKnown, OwnTable, find_tables, table_at
from lib.excel.reader import FormReader
from lib.storage import agency_store, own_store, settings_store
from lib.storage.database import Connection, reading
from lib.workflows.assessment import owed_by, plan_context
from lib.workflows.forms import agency_of
from lib.workflows.receive_submission import Reads

MOST_ROWS = 200  # with a name, of one table


@dataclass(frozen=True, slots=True)
class Owed:
    """What an agency owes of a plan at a period, and what is remembered of its names and its layout."""

    plan_code: str
    agency_code: str
    period: Period
    candidates: tuple[Candidate, ...]
    lines: tuple[OwnLine, ...]
    aliases: Mapping[str, str | None]
    counts_from_january: bool
    last: OwnReading | None

    @property
    def is_known(self) -> IsKnown:
        """Whether a name means one of the owed indicators for sure."""
        keys = is_named(self.candidates, self.aliases)
        return lambda name: len(name) <= LONGEST and row_key(name) in keys


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with what is proposed for its columns, and the month that its title names."""

    table: OwnTable
    columns: tuple[ColumnReading, ...]
    named_period: Period | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that names something, what it was matched with, and the cells of the columns that are read, as seen."""

    row: int
    name: str
    match: Match
    shown: tuple[tuple[Role, str], ...]


class OwnReader:
    """Reads workbooks by one confirmed reading; in the place of a `FormReader`.

    is_demo: an agency's own workbook does not say whether it is made up: it is what its ledger is.
    """

    def __init__(self, reader: FormReader, reading: OwnReading, *, is_demo: bool) -> None:
        self.reader, self.reading, self.is_demo = reader, reading, is_demo

    def read(self, content: bytes) -> ParsedForm:
        """The form that the bytes hold.

        Raises: UploadRefused when they cannot be read safely, or have no such sheet.
        """
        return read_own(self.reader.grid(content), self.reading, is_demo=self.is_demo)


def owed(database: Path, plan_code: str, agency_code: str, period: Period) -> Owed:
    """What a workbook of an agency is held against.

    Raises: NotFound for an unknown plan or agency; Refused (`nothing-owed`).
    """
    with reading(database) as connection:
        agency, agency_id = agency_of(connection, agency_code), agency_store.known_agency_id(connection, agency_code)
        context = plan_context(connection, plan_code, agency_id)
        due = [context.indicators[i] for i in owed_by(context, agency, agency_id, period)]
        if not due:
            raise Refused("nothing-owed", agency=agency.name, period=str(period))
        return Owed(
            plan_code,
            agency_code,
            period,
            tuple(Candidate(i.code, i.ordinal, i.name) for i in due),
            tuple(OwnLine(i.code, i.kind, i.unit) for i in due),
            own_store.aliases(connection, context.summary.id, agency_id),
            all(i.measure is Measure.CUMULATIVE for i in due),
            own_store.last_reading(connection, context.summary.id, agency_id),
        )


def layouts(grid: Grid, due: Owed) -> tuple[Layout, ...]:
    """Every table that could be found, the likeliest first."""
    return tuple(_layout(grid, table, due) for table in find_tables(grid, due.is_known))


def layout_at(grid: Grid, due: Owed, sheet: str, header_rows: tuple[int, int]) -> Layout:
    """The table below a heading that a person pointed at.

    Raises: Refused (`own-place-unknown`) when there is no such sheet or row.
    """
    found = grid.sheet(sheet)
    if found is None or not 1 <= header_rows[0] <= header_rows[1] <= found.last_row:
        raise Refused("own-place-unknown", sheet=sheet, rows=f"{header_rows[0]}–{header_rows[1]}")
    return _layout(grid, table_at(found, header_rows, due.is_known), due)


def agency_named(table: OwnTable, names: Sequence[str]) -> str | None:
    """Of some agencies' names the longest that stands above a table, if any does."""
    above = fold(" ".join(table.title.split()))
    found = [name for name in names if fold(name) in above]
    return max(found, key=len, default=None)


def rows_of(grid: Grid, due: Owed, table: OwnTable, columns: Sequence[tuple[int, str, Role]]) -> tuple[Row, ...]:
    """The rows that name something under these roles, and what each was matched with.

    Raises: Refused (`own-role-twice`, `own-role-missing`; `own-rows-many`: more than a person can go through).
    """
    sheet, places = _sheet(grid, table.sheet), _places(columns)
    rows = (row for row in table_rows(sheet, table, places, due.is_known) if row.kind is RowKind.LINE)
    lines = list(islice(rows, MOST_ROWS + 1))
    if len(lines) > MOST_ROWS:
        raise Refused("own-rows-many", limit=str(MOST_ROWS))
    matches = match_rows([(row.ordinal, row.name) for row in lines], due.candidates, due.aliases)
    return tuple(
        Row(row.row, row.name, match, _shown(sheet, row.row, places)) for row, match in zip(lines, matches, strict=True)
    )


def confirmed(
    due: Owed,
    table: OwnTable,
    columns: Sequence[tuple[int, str, Role]],
    rows: Sequence[Row],
    decisions: Mapping[int, str | None],
) -> OwnReading:
    """The reading that a person confirmed; `decisions`: by row, the indicator or `None` (it is none).

    A row that is matched for sure and not decided otherwise stays so.

    Raises: Refused when a role is missing or there twice, a row that waits for a person is not decided
    (`own-row-undecided`), or is decided to be what is not owed (`indicator-unknown`).
    """
    _places(columns)
    known = {line.indicator_code for line in due.lines}
    kept = []
    for row in rows:
        if row.row not in decisions and row.match.agreement is Agreement.SUGGESTED:
            raise Refused("own-row-undecided", row=str(row.row), name=row.name)
        code = decisions.get(row.row, row.match.indicator_code)
        if code is not None and code not in known:
            raise Refused("indicator-unknown", indicator=code)
        kept.append(OwnRow(row.row, row.name, code))
    return OwnReading(
        due.plan_code,
        due.agency_code,
        due.period,
        table.sheet,
        table.header_rows,
        tuple(columns),
        tuple(kept),
        due.lines,
    )


def reader_by(database: Path, read_as: OwnReading | None, reader: FormReader) -> Reads:
    """What reads a workbook by a confirmed reading, or, without one, a form of ours.

    Given to `receive_submission.preview` and `receive` in the place of the reader of forms.
    """
    if read_as is None:
        return reader
    with reading(database) as connection:
        return OwnReader(reader, read_as, is_demo=settings_store.is_demo(connection))


def reader_of(connection: Connection, submission: int, reader: FormReader) -> Reads:
    """What reads the original of a submission as it was read when it came in."""
    read_as = own_store.reading_of(connection, submission)
    return OwnReader(reader, read_as, is_demo=settings_store.is_demo(connection)) if read_as else reader


def _layout(grid: Grid, table: OwnTable, due: Owed) -> Layout:
    columns = propose(
        _sheet(grid, table.sheet),
        table,
        due.period,
        due.is_known,
        counts_from_january=due.counts_from_january,
        last=due.last,
    )
    return Layout(table, columns, period_of_title(table.title))


def _sheet(grid: Grid, title: str) -> SheetGrid:
    found = grid.sheet(title)
    if found is None:
        raise Refused("own-place-unknown", sheet=title)
    return found


def _places(columns: Sequence[tuple[int, str, Role]]) -> dict[Role, int]:
    """The column of each role that only one column has.

    Raises: Refused when the roles of a table are not one of each that is needed.
    """
    fault = role_fault([role for _, _, role in columns])
    if fault is not None:
        raise Refused(fault[0], column=fault[1])
    return {role: column for column, _, role in columns if role not in REPEATABLE}


def _shown(sheet: SheetGrid, row: int, places: Mapping[Role, int]) -> tuple[tuple[Role, str], ...]:
    """What the eye sees in the columns that are read."""
    seen: list[tuple[Role, Found | None]] = [(role, sheet.seen(row, column)) for role, column in places.items()]
    hidden = (Role.NAME, Role.ORDINAL)
    return tuple((role, found.shown) for role, found in seen if found is not None and role not in hidden)
