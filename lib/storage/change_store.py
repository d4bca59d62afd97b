"""The log of status changes: which line changed, at which act, from what to what. Append-only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lib.domain.period import Period
from lib.domain.status_change import Act, ChangeCause, LineKey, Mark, StatusChange
from lib.storage.database import Connection, Row
from lib.storage.reading import query

_LAST = 10_000 * 12  # a month number beyond every period


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One row of the log; `agency_name`, `actor` and `reason` are those of the return, decision or review behind it."""

    id: int
    at: str
    cause: ChangeCause
    period: Period
    indicator_code: str
    was: Mark | None
    became: Mark
    submission: int | None
    decision: int | None
    agency_name: str | None
    actor: str | None
    reason: str | None


def marks(connection: Connection, plan_id: int, agencies: tuple[int, int], first: int, day: str) -> dict[LineKey, Mark]:
    """The kept statuses from a month number on, of the agencies from one row id to another, as read on a day."""
    among = {
        "plan": plan_id,
        "first_agency": agencies[0],
        "last_agency": agencies[1],
        "first": first,
        "last": _LAST,
        "day": day,
    }
    return {
        LineKey(row["indicator_id"], row["agency_id"], row["period"]): Mark.of(
            row["status"], row["absence"], bool(row["conclusive"])
        )
        for row in connection.execute(query("standing_marks"), among)
    }


def log_changes(connection: Connection, act: Act, changes: Iterable[StatusChange]) -> None:
    """Append what an act changed."""
    connection.executemany(
        "INSERT INTO status_change (at, cause, period, indicator_id, agency_id, was, was_conclusive, became, "
        "became_conclusive, submission_id, decision_id, review_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                act.at,
                act.cause,
                change.key.period,
                change.key.indicator_id,
                change.key.agency_id,
                change.was.word if change.was else None,
                int(change.was is None or change.was.conclusive),
                change.became.word,
                int(change.became.conclusive),
                act.submission,
                act.decision,
                act.review,
            )
            for change in changes
        ),
    )


def logged(
    connection: Connection, plan_id: int, agency_id: int, first: Period, last: Period, indicator_id: int | None = None
) -> tuple[LoggedChange, ...]:
    """What changed for an agency (0: the plan's totals) between two periods, oldest first."""
    among = {
        "plan": plan_id,
        "agency": agency_id,
        "indicator": indicator_id,
        "first": first.index,
        "last": last.index,
    }
    return tuple(_logged(row) for row in connection.execute(query("status_changes"), among))


def _logged(row: Row) -> LoggedChange:
    return LoggedChange(
        id=row["id"],
        at=row["at"],
        cause=ChangeCause(row["cause"]),
        period=Period.of_index(row["period"]),
        indicator_code=row["indicator_code"],
        was=Mark(row["was"], bool(row["was_conclusive"])) if row["was"] else None,
        became=Mark(row["became"], bool(row["became_conclusive"])),
        submission=row["submission_id"],
        decision=row["decision_id"],
        agency_name=row["agency_name"],
        actor=row["actor"],
        reason=row["reason"],
    )
