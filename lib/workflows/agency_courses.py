"""How each agency's lines came to where they stand this year: streaks of lagging and of silence, first figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from lib.domain.period import Period
from lib.domain.standing import Status
from lib.domain.streak import Course, streak_of
from lib.storage import course_store, settings_store
from lib.storage.course_store import Step
from lib.storage.database import Connection
from lib.storage.standing_store import AgencyRow, agency_rows
from lib.workflows.assessment import PlanContext


def agency_courses(
    connection: Connection, context: PlanContext, period: Period, today: date
) -> dict[tuple[str, str], Course]:
    """The course of every line owed at a period, from January of its year, by (agency code, indicator code).

    A period that is not due yet counts only where the answer is in already.
    """
    first = Period(period.year, 1)
    steps = course_store.courses(connection, context.summary.id, first, period, today)
    calendar = settings_store.calendar(connection)
    months = tuple((each, today > calendar.due_date(each)) for each in first.through(period))
    agencies = {row.id: row for row in agency_rows(connection)}
    found = {}
    for indicator_id, agency_id in context.assignments:
        agency = agencies[agency_id]
        if indicator_id in context.indicators and context.assigned(indicator_id, agency_id, period):
            own = steps.get((indicator_id, agency_id), ())
            marks = _marks(context, indicator_id, agency, {step.period: step for step in own}, months)
            key = (agency.code, context.indicators[indicator_id].code)
            found[key] = Course(streak_of(marks), _first_figure(own))
    return found


def _marks(
    context: PlanContext,
    indicator_id: int,
    agency: AgencyRow,
    steps: Mapping[int, Step],
    months: Sequence[tuple[Period, bool]],
) -> list[Status | None]:
    """What stood at each month in which the line was owed and due."""
    found: list[Status | None] = []
    for month, is_due in months:
        step = steps.get(month.index)
        given = step if step and step.answered else None
        if given or (is_due and agency.exists_at(month) and context.owed(indicator_id, agency.id, month)):
            found.append(given.status if given else None)
    return found


def _first_figure(steps: Sequence[Step]) -> tuple[Period, Decimal] | None:
    return next(((Period.of_index(step.period), step.value) for step in steps if step.value is not None), None)
