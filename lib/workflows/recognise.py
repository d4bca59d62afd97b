"""Recognition: a person says that a reported figure does not count, or that it counts again; one logged act.

The figure stays in the ledger and on the screens, struck out. It leaves every «đạt» at once, and no later file
brings it back: only a person does.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lib.domain.errors import NotFound, Refused
from lib.domain.period import Period
from lib.domain.recognition import RecognitionReason
from lib.domain.status_change import Act, ChangeCause
from lib.storage import agency_store, kept_store, ledger_store
from lib.storage.database import writing
from lib.storage.kept_store import Figure
from lib.workflows import assessment
from lib.workflows.assessment import PlanContext
from lib.workflows.lock_period import refuse_when_locked


def not_recognise(
    database: Path,
    plan_code: str,
    agency_code: str,
    indicator_code: str,
    period: Period,
    reason_code: str,
    note: str,
    *,
    at: str,
    by: str,
) -> int:
    """Take one figure out of every sum and verdict, with one of the four reasons; returns the decision's number.

    Raises: NotFound for an unknown code, (`figure-missing`) when no figure is in force; Refused (`reason-missing`)
    for none of the four reasons, (`decider-missing`) without who decided, (`recognition-unchanged`), (`period-locked`).
    Source: the plan of Gia Lai, section IV.
    """
    if reason_code not in set(RecognitionReason):
        raise Refused("reason-missing")
    return _decide(
        database, (plan_code, agency_code, indicator_code), period, "not_recognise", reason_code, note, at=at, by=by
    )


def recognise(
    database: Path,
    plan_code: str,
    agency_code: str,
    indicator_code: str,
    period: Period,
    reason: str,
    *,
    at: str,
    by: str,
) -> int:
    """Let a figure that was not recognised count again, with the reason; returns the decision's number.

    Raises: as `not_recognise`; Refused (`reason-missing`) without a reason.
    """
    if not reason.strip():
        raise Refused("reason-missing")
    return _decide(
        database, (plan_code, agency_code, indicator_code), period, "recognise", reason.strip(), "", at=at, by=by
    )


def _decide(
    database: Path,
    codes: tuple[str, str, str],
    period: Period,
    action: str,
    reason: str,
    note: str,
    *,
    at: str,
    by: str,
) -> int:
    if not by.strip():
        raise Refused("decider-missing")
    plan_code, agency_code, indicator_code = codes
    with writing(database) as connection:
        agency_id = agency_store.known_agency_id(connection, agency_code)
        context = assessment.plan_context(connection, plan_code, agency_id)
        indicator_id = assessment.indicator_id_of(context, indicator_code)
        refuse_when_locked(connection, plan_code, period)
        held = kept_store.figures(connection, context.summary.id, agency_id, period, period).get(indicator_id, ())
        _refuse_idle(context, indicator_id, held, action)
        decision = ledger_store.add_decision(
            connection,
            action=action,
            indicator_id=indicator_id,
            agency_id=agency_id,
            period=period,
            reason=reason,
            note=note.strip() or None,
            actor=by.strip(),
            at=at,
        )
        kept_store.place_return(connection, context.summary.id, agency_id, period)
        act = Act(ChangeCause.RECOGNITION, at, decision=decision)
        assessment.reassess(connection, context, [agency_id], period, act)
        subject = f"{indicator_code} {agency_code} {period}"
        detail = f"{reason}: {note.strip()}" if note.strip() else reason
        ledger_store.add_event(connection, at=at, actor=by.strip(), action=action, subject=subject, detail=detail)
    return decision


def _refuse_idle(context: PlanContext, indicator_id: int, held: Iterable[Figure], action: str) -> None:
    """A decision needs a figure in force that it changes."""
    figure = next(iter(held), None)
    if figure is None:
        raise NotFound("figure-missing", indicator=context.indicators[indicator_id].code)
    if figure.recognised == (action == "recognise"):
        raise Refused("recognition-unchanged", indicator=context.indicators[indicator_id].code)
