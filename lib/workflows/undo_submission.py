"""Undo: an accepted file is taken out of force as one logged act; nothing is deleted."""

from __future__ import annotations

from pathlib import Path

from lib.domain.errors import NotFound, Refused
from lib.domain.status_change import Act, ChangeCause
from lib.storage import agency_store, kept_store, ledger_store
from lib.storage.database import writing
from lib.workflows import assessment
from lib.workflows.lock_period import refuse_when_locked


def undo(database: Path, number: int, *, reason: str, at: str, by: str) -> None:
    """Take an accepted submission out of force; the version before it, if any, is in force again.

    Raises: NotFound (`submission-unknown`); Refused (`undo-refused`) for a refused, returned or already undone file,
    (`reason-missing`) without a reason, (`period-locked`) when the period is locked.
    """
    if not reason.strip():
        raise Refused("reason-missing")
    with writing(database) as connection:
        submission = ledger_store.submission(connection, number)
        if submission is None:
            raise NotFound("submission-unknown", submission=str(number))
        if not submission.state.stands:
            raise Refused("undo-refused", submission=str(number))
        assert submission.plan_code and submission.agency_code and submission.period
        refuse_when_locked(connection, submission.plan_code, submission.period)
        decision = ledger_store.add_decision(
            connection, action="undo", submission=number, reason=reason.strip(), actor=by, at=at
        )
        agency_id = agency_store.known_agency_id(connection, submission.agency_code)
        context = assessment.plan_context(connection, submission.plan_code, agency_id)
        kept_store.place_return(connection, context.summary.id, agency_id, submission.period)
        act = Act(ChangeCause.UNDO, at, submission=number, decision=decision)
        assessment.reassess(connection, context, [agency_id], submission.period, act)
        ledger_store.add_event(
            connection, at=at, actor=by, action="undo", subject=f"submission {number}", detail=reason.strip()
        )
