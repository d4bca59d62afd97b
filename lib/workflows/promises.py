"""Causes, remedies and promises: what an agency promised last time, and which lines lack the words they owe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lib.domain.period import Period
from lib.domain.promise import PromiseOutcome, lacks_words, outcome
from lib.domain.standing import Standing
from lib.storage.database import Connection
from lib.workflows.assessment import PlanContext, indicator_id_of
from lib.workflows.standings import agency_standings, all_agency_standings, indicator_standings


@dataclass(frozen=True, slots=True)
class Promise:
    """The remedy promised with the figure before this one, and what became of it; `line` is this one."""

    line: Standing
    promised_at: Period
    remedy: str
    outcome: PromiseOutcome


def promises(
    connection: Connection,
    context: PlanContext,
    agency_code: str,
    period: Period,
    today: date,
    lines: Iterable[Standing] | None = None,
) -> dict[str, Promise]:
    """An agency's promises of the time before, by indicator code; lines that promised nothing are left out.

    The time before is the last month in which the figure was owed: a month ago, or a quarter, half year, year.
    """
    now = agency_standings(connection, context, agency_code, period, today) if lines is None else tuple(lines)
    at = {line.indicator_code: _time_before(context, line.indicator_code, period) for line in now}
    said = {
        then: {row.indicator_code: row for row in agency_standings(connection, context, agency_code, then, today)}
        for then in {moment for moment in at.values() if moment is not None}
    }
    found: dict[str, Promise] = {}
    for line in now:
        then = at[line.indicator_code]
        before = said[then][line.indicator_code] if then is not None else None
        if before is not None and then is not None and before.remedy:
            found[line.indicator_code] = Promise(line, then, before.remedy, outcome(before, line))
    return found


def promises_of_indicator(
    connection: Connection, context: PlanContext, indicator_code: str, period: Period, today: date
) -> dict[str, Promise]:
    """What all agencies promised for one indicator the time before, by agency code: read at once."""
    then = _time_before(context, indicator_code, period)
    if then is None:
        return {}
    now = indicator_standings(connection, context, indicator_code, period, today)
    said = {line.agency_code: line for line in indicator_standings(connection, context, indicator_code, then, today)}
    return {
        line.agency_code: Promise(line, then, before.remedy, outcome(before, line))
        for line in now
        if line.agency_code and (before := said.get(line.agency_code)) and before.remedy
    }


def lacking_causes(connection: Connection, context: PlanContext, period: Period, today: date) -> tuple[Standing, ...]:
    """The lines of all agencies at a period that are not on their way and lack cause or remedy, by agency."""
    lines = all_agency_standings(connection, context, period, today)
    lacking = (line for line in lines if line.figure_period == period and lacks_words(line))
    return tuple(sorted(lacking, key=lambda line: (line.agency_name or "", line.indicator_code)))


def _time_before(context: PlanContext, indicator_code: str, period: Period) -> Period | None:
    """The month before in which a figure was owed; None in a month in which it is not owed."""
    months = context.indicators[indicator_id_of(context, indicator_code)].frequency.months
    return period + -months if period.month % months == 0 else None
