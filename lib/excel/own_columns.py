"""What each column of a table is, with the reason; what its words leave open is decided by its neighbours, or shown.

«Kết quả» is a target in some tables, the actual in others, the deliverable of a task; «Tháng 4», «Tháng 5» and
«Lũy kế» stand side by side. What cannot be decided stays doubtful: a person must choose.

Source: `docs/rules.md` §1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from lib.domain.naming import search_key
from lib.domain.own_return import REPEATABLE, ColumnReading, OwnReading, Role, Why
from lib.domain.period import Period
from lib.excel.grid import SheetGrid
from lib.excel.own_headings import Fit, Heading, Hint, fit_of, read_heading, shape_of, time_of
from lib.excel.own_table import IsKnown, OwnTable, known_per_column

_COMPARATOR = re.compile(r"^(?:[≥≤><~]|tr(?:ê|e)n |d(?:ư|u)ới |t(?:ố|o)i thiểu|đạt \d)", re.IGNORECASE)
_UNITS = re.compile(r"%.{0,10}|.{1,14}")
_REPORTS = re.compile(r"\bbao cao\b|\bket qua (?:thuc hien|dat)|\btinh hinh\b|\btien do\b|\bso lieu\b")
_GIVEN = (Role.A, Role.B, Role.VALUE)  # the roles of which each month may have its own column


@dataclass(frozen=True, slots=True)
class _Column:
    """A column while it is being decided."""

    column: int
    heading: Heading
    fit: Fit
    n_known: int
    comparators: bool
    short_words: bool

    def told(self, role: Role, why: Why, is_doubtful: bool = False) -> ColumnReading:
        return ColumnReading(self.column, self.heading.label, role, why, is_doubtful)


def propose(
    sheet: SheetGrid,
    table: OwnTable,
    period: Period,
    is_known: IsKnown,
    *,
    counts_from_january: bool = True,
    last: OwnReading | None = None,
) -> tuple[ColumnReading, ...]:
    """A role for every column of a table, each with its reason; no role twice unless all its columns are doubtful.

    `counts_from_january`: every indicator that is owed is cumulative. `last`: the agency's reading of last time,
    whose roles come first where the headings are the same but for their numbers.
    """
    columns = _columns(sheet, table, period, is_known)
    name = _name(columns)
    is_tasks = name is not None and name.heading.hint is Hint.TASK_NAME and not name.n_known
    drafts = [_draft(column, columns, name, is_tasks, table.title) for column in columns]
    drafts = _of_the_period(drafts, columns, counts_from_january)
    drafts = _remembered(drafts, columns, last)
    return tuple(_once_each(drafts))


def _columns(sheet: SheetGrid, table: OwnTable, period: Period, is_known: IsKnown) -> list[_Column]:
    known = known_per_column(sheet, table, is_known)
    rows = range(table.header_rows[1] + 1, table.last_row + 1)
    columns = []
    for column, label in table.labels:
        cells = [found for row in rows if (found := sheet.at(row, column)) is not None]
        texts = [found.text for found in cells if found.text]
        columns.append(
            _Column(
                column,
                read_heading(label),
                fit_of(time_of(label), period),
                known[column],
                sum(bool(_COMPARATOR.match(text)) for text in texts) * 2 > len(cells) > 0,
                sum(bool(_UNITS.fullmatch(text)) for text in texts) * 2 > len(cells) > 0,
            )
        )
    return columns


def _name(columns: Sequence[_Column]) -> _Column | None:
    """The column that names the rows: the one whose cells name most indicators of the plan, else by its words."""
    most = max((column.n_known for column in columns), default=0)
    if most:
        return next(column for column in columns if column.n_known == most)
    by_words = [column for column in columns if column.heading.hint in (Hint.NAME, Hint.TASK_NAME)]
    goals = [column for column in columns if search_key(column.heading.label) == "muc tieu"]
    return next(iter(by_words or goals), None)


def _draft(
    column: _Column, columns: Sequence[_Column], name: _Column | None, is_tasks: bool, title: str
) -> ColumnReading:
    """One column by its words and its neighbours; times are weighed after."""
    heading = column.heading
    if column is name:
        return column.told(Role.NAME, Why.KNOWN_NAMES if column.n_known else Why.WORDS)
    match heading.hint:
        case Hint.ROLE:
            return column.told(heading.role, heading.why, heading.is_doubtful)
        case Hint.UNIT_OR_AGENCY:
            return column.told(Role.UNIT if column.short_words else Role.OTHER, Why.UNIT_OR_AGENCY)
        case Hint.TARGET:
            return column.told(Role.TARGET, Why.WORDS)
        case Hint.ACTUAL:
            return column.told(Role.VALUE, Why.WORDS)
        case Hint.YEAR:
            if column.fit is Fit.PAST_YEAR:
                return column.told(Role.BASELINE, Why.PAST_YEAR)
            return column.told(Role.TARGET, Why.THIS_YEAR, is_doubtful=column.fit is Fit.THIS_YEAR)
        case Hint.RESULT:
            return _result(column, columns, is_tasks, title)
        case Hint.COUNT_ALL | Hint.COUNT_DONE:
            return _count(column, columns)
        case _:
            return column.told(Role.OTHER, Why.UNKNOWN)


def _result(column: _Column, columns: Sequence[_Column], is_tasks: bool, title: str) -> ColumnReading:
    """«Kết quả» and no more: by the year over it, by its neighbours, by its cells, by the title, or not at all."""
    if is_tasks:
        return column.told(Role.OTHER, Why.TASK_TABLE)
    if column.fit is Fit.PAST_YEAR:
        return column.told(Role.BASELINE, Why.PAST_YEAR)
    others = [other for other in columns if other is not column]
    hints = {other.heading.hint for other in others if other.fit is not Fit.PAST_YEAR}
    has_actual = any(
        other.heading.hint is Hint.ACTUAL and other.fit not in (Fit.PAST_YEAR, Fit.OTHER) for other in others
    )
    if has_actual:
        is_open = Hint.TARGET in hints
        return column.told(Role.OTHER if is_open else Role.TARGET, Why.BESIDE_ACTUAL, is_doubtful=is_open)
    if column.comparators:
        return column.told(Role.TARGET, Why.COMPARATORS)
    if Hint.TARGET in hints or any(search_key(other.heading.label) == "muc tieu" for other in others):
        return column.told(Role.VALUE, Why.BESIDE_TARGET)
    if any(other.heading.role in (Role.A, Role.B) for other in others):
        return column.told(Role.VALUE, Why.BESIDE_COUNTS)
    if _REPORTS.search(search_key(title)):
        return column.told(Role.VALUE, Why.TITLE_REPORTS, is_doubtful=True)
    return column.told(Role.TARGET, Why.NOTHING_DECIDES, is_doubtful=True)


def _count(column: _Column, columns: Sequence[_Column]) -> ColumnReading:
    """«Tổng số hồ sơ» beside «Số hồ sơ đã …»: b and a by habit, which a person must confirm."""
    if any(other.heading.role in (Role.A, Role.B) for other in columns):
        return column.told(Role.OTHER, Why.UNKNOWN)
    role = Role.B if column.heading.hint is Hint.COUNT_ALL else Role.A
    return column.told(role, Why.COUNT_BY_WORDS, is_doubtful=True)


# Months side by side


def _of_the_period(
    drafts: Sequence[ColumnReading], columns: Sequence[_Column], counts_from_january: bool
) -> list[ColumnReading]:
    """Of the figures of several times, those of the period; a month beside the sum since January is a question."""
    fits = {column.column: column.fit for column in columns}
    return [_timed(draft, drafts, fits, counts_from_january) for draft in drafts]


def _timed(
    draft: ColumnReading, drafts: Sequence[ColumnReading], fits: Mapping[int, Fit], counts_from_january: bool
) -> ColumnReading:
    fit = fits[draft.column]
    if draft.role not in _GIVEN:
        return draft
    if fit is Fit.OTHER:
        return replace(draft, role=Role.OTHER, why=Why.OTHER_PERIOD, is_doubtful=False)
    if fit is Fit.PAST_YEAR:
        role = Role.BASELINE if draft.role is Role.VALUE else Role.OTHER
        return replace(draft, role=role, why=Why.PAST_YEAR, is_doubtful=False)
    rivals = {fits[other.column] for other in drafts if other.role is draft.role} - {Fit.OTHER, Fit.PAST_YEAR}
    if {Fit.THIS, Fit.CUMULATIVE} <= rivals and fit in (Fit.THIS, Fit.CUMULATIVE):
        fits_measure = (fit is Fit.CUMULATIVE) == counts_from_january
        return replace(
            draft, role=draft.role if fits_measure else Role.OTHER, why=Why.MONTH_OR_CUMULATIVE, is_doubtful=True
        )
    if fit is Fit.THIS:
        return replace(draft, why=Why.THIS_PERIOD)
    return replace(draft, why=Why.CUMULATIVE) if fit is Fit.CUMULATIVE else draft


# Last time


def _remembered(
    drafts: Sequence[ColumnReading], columns: Sequence[_Column], last: OwnReading | None
) -> list[ColumnReading]:
    """Last time's roles, where the headings are the same but for their numbers.

    A heading that names a month is not taken by its place: the role goes to the column that lies to this period as
    last time's lay to its own.
    """
    if last is None or [(c, shape_of(label)) for c, label, _ in last.columns] != [
        (draft.column, shape_of(draft.label)) for draft in drafts
    ]:
        return list(drafts)
    by_column = {column.column: column for column in columns}
    fits_then = {column: fit_of(time_of(label), last.period) for column, label, _ in last.columns}
    wanted = {(role, fits_then[column]) for column, _, role in last.columns if role in _GIVEN}
    return [
        _recalled(draft, by_column[draft.column], role, fits_then[draft.column], wanted)
        for draft, (_, _, role) in zip(drafts, last.columns, strict=True)
    ]


def _recalled(
    draft: ColumnReading, column: _Column, role: Role, fit_then: Fit, wanted: Collection[tuple[Role, Fit]]
) -> ColumnReading:
    if not time_of(draft.label).names_a_month:
        is_same = column.fit is fit_then
        return replace(draft, role=role, why=Why.REMEMBERED, is_doubtful=False) if is_same else draft
    if draft.why is not Why.MONTH_OR_CUMULATIVE:
        return draft
    given = column.heading.role if column.heading.role in _GIVEN else Role.VALUE
    recalled = given if (given, column.fit) in wanted else Role.OTHER
    return replace(draft, role=recalled, why=Why.REMEMBERED, is_doubtful=False)


def _once_each(drafts: Sequence[ColumnReading]) -> list[ColumnReading]:
    """Where two columns ask for one role both become doubtful."""
    counts = Counter(draft.role for draft in drafts if draft.role not in REPEATABLE and not draft.is_doubtful)
    return [
        replace(draft, why=Why.TWICE, is_doubtful=True) if counts[draft.role] > 1 and not draft.is_doubtful else draft
        for draft in drafts
    ]
