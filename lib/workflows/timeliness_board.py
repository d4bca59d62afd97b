"""The timeliness board: agency × period for a plan's window. Its reads do not grow with agencies or history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from lib.domain.agency import AgencyKind
from lib.domain.period import Calendar, Period
from lib.domain.reporting import (
    Board,
    BoardRow,
    Completeness,
    DueDay,
    ReportingState,
    ReturnCell,
    completeness_of,
    reporting_state,
    worst_first,
)
from lib.storage import catalog_store, lock_store, reporting_store, settings_store
from lib.storage.database import Connection
from lib.storage.reporting_store import CellRow, OwedLine

WINDOW = 6  # periods shown unless asked otherwise


def board(connection: Connection, plan_code: str, last: Period, today: date, n_periods: int = WINDOW) -> Board:
    """The board of a plan up to a period, as seen on a day; who owes what is evaluated at each period.

    Raises: NotFound (`plan-unknown`).
    """
    plan = catalog_store.plan_summary(connection, plan_code)
    first = min(last, max(Period(plan.year, 1), last + (1 - n_periods)))
    periods = tuple(first.through(last))
    calendar = settings_store.calendar(connection)
    lines = reporting_store.owed_lines(connection, plan.id, last)
    cells = reporting_store.board_cells(connection, plan.id, first, last)
    return Board(
        plan_code=plan.code,
        plan_title=plan.title,
        issuer=plan.issuer,
        province=plan.province,
        today=today,
        due_days=_due_days(connection, plan.id, calendar, periods),
        rows=worst_first(_rows(cells, lines, calendar, periods, today)),
        completeness=_completeness(lines),
        secretariat_day=calendar.secretariat_date(last),
        is_demo=settings_store.is_demo(connection),
    )


def _due_days(
    connection: Connection, plan_id: int, calendar: Calendar, periods: tuple[Period, ...]
) -> tuple[DueDay, ...]:
    names = {day.day: day.name for day in settings_store.special_days(connection)}
    locks = lock_store.locks_in_force(connection, plan_id, periods[0], periods[-1])
    found = []
    for period in periods:
        set_day, day = date(period.year, period.month, calendar.due_day), calendar.due_date(period)
        between = (set_day + timedelta(days=n) for n in range((day - set_day).days))
        moved_by = tuple(dict.fromkeys(names.get(each) for each in between))
        lock = locks.get(period)
        found.append(DueDay(period, set_day, day, moved_by, lock.reason if lock else None))
    return tuple(found)


def _rows(
    cells: Iterable[CellRow], lines: Iterable[OwedLine], calendar: Calendar, periods: tuple[Period, ...], today: date
) -> list[BoardRow]:
    silent: dict[int, list[int]] = {}
    for line in lines:
        if not line.answered:
            silent.setdefault(line.agency_id, []).append(line.ordinal)
    due = {period: calendar.due_date(period) for period in periods}
    rows = []
    for agency_id, group in groupby(cells, key=lambda cell: cell.agency_id):
        there = {cell.period: cell for cell in group}
        first = next(iter(there.values()))
        line_up = tuple(_cell(there.get(period), period, due[period], today) for period in periods)
        rows.append(BoardRow(first.code, first.name, AgencyKind(first.kind), line_up, tuple(silent.get(agency_id, ()))))
    return rows


def _cell(row: CellRow | None, period: Period, due: date, today: date) -> ReturnCell:
    if row is None:
        return ReturnCell(period, ReportingState.NOTHING_DUE, due)
    state = reporting_state(due, today, row.received_on, has_refused=row.n_refused > 0)
    late = max(0, ((row.received_on or today) - due).days)
    return ReturnCell(period, state, due, late, row.received_on, row.version, row.n_owed, row.n_answered)


def _completeness(lines: Iterable[OwedLine]) -> tuple[Completeness, ...]:
    found = []
    for (code, ordinal, name), group in groupby(
        lines, key=lambda line: (line.indicator_code, line.ordinal, line.indicator_name)
    ):
        answered: dict[bool, list[bool]] = {}
        for line in group:
            answered.setdefault(line.is_local, []).append(line.answered)
        found.append(completeness_of(code, ordinal, name, answered))
    return tuple(found)
