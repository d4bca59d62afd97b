"""What a page reads, at one year of history and at many: it must not grow with what lies behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from lib.bench import history
from lib.bench.measure import Result, against, interleaved
from lib.domain.period import Period
from lib.storage import catalog_store, kept_store
from lib.storage.database import Connection, reading
from lib.workflows import standings
from lib.workflows.assessment import plan_context

Read = Callable[[Connection], object]
LAST = Period(history.YEAR, 12)
TODAY = date.fromisoformat(history.DAY)


def overview(connection: Connection) -> object:
    """All that the overview reads after a write: plans, what judging needs, which period, the totals."""
    plans = catalog_store.plan_summaries(connection)
    context = plan_context(connection, history.PLAN)
    newest = kept_store.newest_period(connection, context.summary.id)
    opening = standings.opening_period(connection, context, TODAY)
    return plans, newest, standings.plan_totals(connection, context, opening, TODAY)


def matrix(connection: Connection) -> object:
    """Every agency × indicator of a period."""
    return standings.all_agency_standings(connection, plan_context(connection, history.PLAN), LAST, TODAY)


def one_agency(connection: Connection) -> object:
    """One agency, all its indicators."""
    context = plan_context(connection, history.PLAN)
    return standings.agency_standings(connection, context, "gia-lai-so-noi-vu", LAST, TODAY)


def trend(connection: Connection) -> object:
    """One indicator of the plan as a whole over the months."""
    context = plan_context(connection, history.PLAN)
    return standings.series(connection, context, next(iter(context.indicators.values())).code, None, LAST, TODAY)


_READS: tuple[tuple[str, Read, int, float | None], ...] = (
    ("overview-query", overview, 250, 1.3),
    ("matrix-query", matrix, 20, 1.3),
    ("agency-query", one_agency, 100, 1.3),
    ("trend-query", trend, 100, 1.3),
)


def growth(short: Path, long: Path, effort: float = 1.0) -> list[Result]:
    """Each read on the long ledger held against the same read on the short one; effort: share of the rounds."""
    with reading(short) as few, reading(long) as many:
        results = []
        for work, read, rounds, goal in _READS:
            ours, floor = interleaved(partial(read, many), partial(read, few), max(2, round(rounds * effort)))
            results.append(against(work, ours, floor, goal))
        return results
