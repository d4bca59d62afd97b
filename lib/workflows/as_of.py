"""Standings seen otherwise than as of now: as known at the end of a day, or by accepted returns alone; never written.

The past is read over a connection that shows only what had been written by then; the same functions that judge
inside each write judge here into temporary tables, and the same readers read them. What a document, a threshold
or an assignment says is today's: the ledger dates returns, undos, recognitions and baselines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.domain.streak import Course
from lib.storage import agency_store, kept_store
from lib.storage.database import Connection, reading
from lib.storage.past import reading_past
from lib.workflows import assessment, promises, standings
from lib.workflows.agency_courses import agency_courses
from lib.workflows.assessment import PlanContext, plan_context
from lib.workflows.clock import VIETNAM, moment_text
from lib.workflows.promises import Promise

_ALWAYS = "9999"  # after every moment of the ledger


@dataclass(frozen=True, slots=True)
class Sight:
    """What of the ledger is looked at. known_on: what was known at the end of that day (None: all); accepted_only:
    without the returns that wait for their review.
    """

    known_on: date | None = None
    accepted_only: bool = False

    @property
    def is_full(self) -> bool:
        """Whether the kept tables show just this."""
        return self.known_on is None and not self.accepted_only


def end_of(day: date) -> str:
    """The last moment of a day in Vietnam, as the ledger writes moments."""
    return moment_text(datetime.combine(day, time.max, VIETNAM))


@contextmanager
def looking(database: Path, plan_code: str, sight: Sight) -> Iterator[tuple[Connection, PlanContext]]:
    """The ledger as far as it is in sight, the returns of one plan placed; nothing of it is judged yet.

    Raises: NotFound (`plan-unknown`).
    """
    with reading_past(database, _until(sight), sight.accepted_only) as connection:
        yield connection, placed(connection, plan_code)


@contextmanager
def known_by(database: Path, plan_code: str, day: date | None) -> Iterator[Connection]:
    """The ledger as known at the end of a day, its figures in force but not judged; `None`: the ledger of today."""
    if day is None:
        with reading(database) as connection:
            yield connection
        return
    with looking(database, plan_code, Sight(day)) as (connection, _):
        yield connection


@contextmanager
def stepped_back(database: Path, day: date | None, *, accepted_only: bool = False) -> Iterator[Connection]:
    """The ledger as known at the end of a day (None: now), its kept tables empty; with nothing hidden, that of today.

    accepted_only: without the returns that wait for their review, and without what they changed.
    """
    sight = Sight(day, accepted_only)
    if sight.is_full:
        with reading(database) as connection:
            yield connection
        return
    with reading_past(database, _until(sight), accepted_only) as connection:
        yield connection


def _until(sight: Sight) -> str:
    return end_of(sight.known_on) if sight.known_on else _ALWAYS


def placed(connection: Connection, plan_code: str) -> PlanContext:
    """Put a plan's figures in force on a connection that has stepped back; returns what judges them."""
    context = plan_context(connection, plan_code)
    kept_store.place_returns(connection, context.summary.id)
    return context


def plan_totals(database: Path, plan_code: str, period: Period, today: date, sight: Sight) -> tuple[Standing, ...]:
    """The plan as a whole as far as it is in sight: one standing per indicator."""
    with looking(database, plan_code, sight) as (connection, context):
        judge_totals(connection, context)
        return standings.plan_totals(connection, context, period, today)


def agency_standings(
    database: Path, plan_code: str, agency_code: str, period: Period, today: date, sight: Sight
) -> tuple[Standing, ...]:
    """One agency as far as it is in sight: one standing per indicator."""
    with looking(database, plan_code, sight) as (connection, context):
        judge_agency(connection, context, agency_code)
        return standings.agency_standings(connection, context, agency_code, period, today)


def all_agency_standings(
    database: Path, plan_code: str, period: Period, today: date, sight: Sight
) -> tuple[Standing, ...]:
    """Every agency × indicator as far as it is in sight."""
    with looking(database, plan_code, sight) as (connection, context):
        judge_all(connection, context, period)
        return standings.all_agency_standings(connection, context, period, today)


def indicator_standings(
    database: Path, plan_code: str, indicator_code: str, period: Period, today: date, sight: Sight
) -> tuple[Standing, ...]:
    """Every agency on one indicator as far as it is in sight."""
    with looking(database, plan_code, sight) as (connection, context):
        judge_all(connection, context, period)
        return standings.indicator_standings(connection, context, indicator_code, period, today)


def courses(database: Path, plan_code: str, period: Period, today: date, sight: Sight) -> dict[tuple[str, str], Course]:
    """How each line came to where it stands this year, as far as it is in sight, by (agency code, indicator code)."""
    with looking(database, plan_code, sight) as (connection, context):
        judge_all(connection, context, period, since=Period(period.year, 1))
        return agency_courses(connection, context, period, today)


def promises_of_indicator(
    database: Path, plan_code: str, indicator_code: str, period: Period, today: date, sight: Sight
) -> dict[str, Promise]:
    """What the agencies promised for one indicator the time before, as far as it is in sight."""
    with looking(database, plan_code, sight) as (connection, context):
        judge_all(connection, context, period, since=Period(period.year - 1, 1))
        return promises.promises_of_indicator(connection, context, indicator_code, period, today)


def promises_of_agency(
    database: Path, plan_code: str, agency_code: str, period: Period, today: date, sight: Sight
) -> dict[str, Promise]:
    """What an agency promised the time before, by indicator code, as far as it is in sight."""
    with looking(database, plan_code, sight) as (connection, context):
        judge_agency(connection, context, agency_code)
        return promises.promises(connection, context, agency_code, period, today)


def series(
    database: Path,
    plan_code: str,
    indicator_code: str,
    agency_code: str | None,
    last: Period,
    today: date,
    sight: Sight,
) -> tuple[Standing, ...]:
    """One indicator over time as far as it is in sight, for an agency or the plan as a whole."""
    with looking(database, plan_code, sight) as (connection, context):
        if agency_code is None:
            judge_totals(connection, context)
        else:
            judge_agency(connection, context, agency_code)
        return standings.series(connection, context, indicator_code, agency_code, last, today)


def judge_totals(connection: Connection, context: PlanContext) -> None:
    """Judge the plan as a whole, at every period."""
    returns = kept_store.returns_of_plan(connection, context.summary.id)
    assessment.judge_totals(connection, context, assessment.start_of(context, returns))


def judge_agency(connection: Connection, context: PlanContext, agency_code: str) -> None:
    """Judge one agency, at every period.

    Raises: NotFound (`agency-unknown`).
    """
    agency_id = agency_store.known_agency_id(connection, agency_code)
    periods = [
        period for found, period in kept_store.returns_of_plan(connection, context.summary.id) if found == agency_id
    ]
    if periods:
        assessment.judge_agency(connection, context, agency_id, min(periods), max(periods))


def judge_all(connection: Connection, context: PlanContext, period: Period, since: Period | None = None) -> None:
    """Judge every agency at one period and at those before it: from `since`, else those still shown at the period."""
    carried = max((_carried_for(context, each, period) for each in context.indicators), default=0)
    first = since or period + -carried
    returns = kept_store.returns_of_plan(connection, context.summary.id)
    for agency_id in sorted({agency_id for agency_id, _ in returns}):
        assessment.judge_agency(connection, context, agency_id, first, period)


def _carried_for(context: PlanContext, indicator_id: int, period: Period) -> int:
    """Months since an indicator's figure was last owed."""
    return period.month % context.indicators[indicator_id].frequency.months
