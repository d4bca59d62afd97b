"""Breaks in series: append-only words on an indicator and period, of which the last one holds."""

from __future__ import annotations

from lib.domain.period import Period
from lib.domain.series_break import SeriesBreak
from lib.storage.database import Connection
from lib.storage.reading import query


def add_word(
    connection: Connection, indicator_id: int, period: Period, *, action: str, reason: str, actor: str, at: str
) -> None:
    """Append a word on a break: `mark` or `withdraw`."""
    connection.execute(
        "INSERT INTO series_break (indicator_id, period, action, reason, actor, at) VALUES (?, ?, ?, ?, ?, ?)",
        (indicator_id, period.index, action, reason, actor, at),
    )


def breaks_of_plan(connection: Connection, plan_id: int) -> dict[int, tuple[SeriesBreak, ...]]:
    """The breaks in force, by indicator id, in order of time."""
    found: dict[int, tuple[SeriesBreak, ...]] = {}
    for row in connection.execute(query("series_breaks"), {"plan": plan_id}):
        one = SeriesBreak(Period.of_index(row["period"]), row["reason"], row["actor"], row["at"])
        found[row["indicator_id"]] = (*found.get(row["indicator_id"], ()), one)
    return found
