"""Lock and unlock a period: append-only decisions with their reason; a locked period takes no return and no undo."""

from __future__ import annotations

from pathlib import Path

from lib.domain.errors import Refused
from lib.domain.period import Period
from lib.storage import catalog_store, ledger_store, lock_store
from lib.storage.database import Connection, writing


def lock_period(database: Path, plan_code: str, period: Period, *, reason: str, at: str, by: str) -> None:
    """Close a period of a plan.

    Raises: NotFound (`plan-unknown`); Refused (`reason-missing`) without a reason, (`already-locked`).
    """
    _decide(database, plan_code, period, "lock", reason=reason, at=at, by=by)


def unlock_period(database: Path, plan_code: str, period: Period, *, reason: str, at: str, by: str) -> None:
    """Open a locked period of a plan again.

    Raises: NotFound (`plan-unknown`); Refused (`reason-missing`) without a reason, (`not-locked`).
    """
    _decide(database, plan_code, period, "unlock", reason=reason, at=at, by=by)


def refuse_when_locked(connection: Connection, plan_code: str, period: Period) -> None:
    """Guard of every act that would change a period's figures; call it inside the act's own transaction.

    Raises: NotFound (`plan-unknown`); Refused (`period-locked`).
    """
    plan_id = catalog_store.plan_summary(connection, plan_code).id
    lock = lock_store.lock_in_force(connection, plan_id, period)
    if lock is not None:
        raise Refused("period-locked", period=str(period), reason=lock.reason)


def _decide(database: Path, plan_code: str, period: Period, action: str, *, reason: str, at: str, by: str) -> None:
    why = reason.strip()
    if not why:
        raise Refused("reason-missing")
    with writing(database) as connection:
        plan_id = catalog_store.plan_summary(connection, plan_code).id
        is_locked = lock_store.lock_in_force(connection, plan_id, period) is not None
        if is_locked == (action == "lock"):
            raise Refused("already-locked" if is_locked else "not-locked", period=str(period))
        lock_store.add_decision(connection, plan_id, period, action=action, reason=why, actor=by, at=at)
        ledger_store.add_event(
            connection, at=at, actor=by, action=f"{action}_period", subject=f"{plan_code} {period}", detail=why
        )
