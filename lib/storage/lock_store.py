"""Locked periods: append-only decisions, of which the last one per plan and period holds."""

from __future__ import annotations

from dataclasses import dataclass

from lib.domain.period import Period
from lib.storage.database import Connection, Row
from lib.storage.reading import query


@dataclass(frozen=True, slots=True)
class LockDecision:
    """One decision on a period: `lock` or `unlock`, why, by whom and when (ISO text in UTC)."""

    action: str
    period: Period
    reason: str
    actor: str
    at: str

    @property
    def locks(self) -> bool:
        """Whether the period takes no more returns after it."""
        return self.action == "lock"


def add_decision(
    connection: Connection, plan_id: int, period: Period, *, action: str, reason: str, actor: str, at: str
) -> None:
    """Append a decision to lock or unlock a period."""
    connection.execute(
        "INSERT INTO period_lock (action, plan_id, period, reason, actor, at) VALUES (?, ?, ?, ?, ?, ?)",
        (action, plan_id, period.index, reason, actor, at),
    )


def lock_in_force(connection: Connection, plan_id: int, period: Period) -> LockDecision | None:
    """The decision that keeps a period locked, or `None` when it is open."""
    return locks_in_force(connection, plan_id, period, period).get(period)


def locks_in_force(connection: Connection, plan_id: int, first: Period, last: Period) -> dict[Period, LockDecision]:
    """The locked periods of a plan from one period to another."""
    rows = connection.execute(query("last_period_locks"), {"plan": plan_id, "first": first.index, "last": last.index})
    decisions = (_decision(row) for row in rows)
    return {decision.period: decision for decision in decisions if decision.locks}


def lock_decisions(connection: Connection, plan_id: int, period: Period) -> tuple[LockDecision, ...]:
    """Every decision on a period, newest first."""
    rows = connection.execute(
        "SELECT action, period, reason, actor, at FROM period_lock WHERE plan_id = ? AND period = ? ORDER BY id DESC",
        (plan_id, period.index),
    )
    return tuple(_decision(row) for row in rows)


def _decision(row: Row) -> LockDecision:
    return LockDecision(row["action"], Period.of_index(row["period"]), row["reason"], row["actor"], row["at"])
