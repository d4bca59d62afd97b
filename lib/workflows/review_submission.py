"""A person's word on a return: looked through, accepted, or sent back with a reason; one logged act each.

While a return waits, its figures count and are marked provisional. One that is sent back leaves force at once, and
the version before it, if there is one, is in force again; nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lib.domain.errors import LedgerError, NotFound, Refused
from lib.domain.period import Period
from lib.domain.review import ReviewAction, ReviewRules, may_accept
from lib.domain.status_change import Act, ChangeCause
from lib.storage import agency_store, catalog_store, kept_store, ledger_store, review_store
from lib.storage.database import Connection, writing
from lib.storage.ledger_store import Submission
from lib.workflows import assessment
from lib.workflows.lock_period import refuse_when_locked


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of one submission of many; `fault` says why nothing was done."""

    submission: int
    fault: LedgerError | None = None


def set_rules(database: Path, wanted: ReviewRules, *, at: str, by: str) -> None:
    """Switch the review of returns, and «bốn mắt», on or off; what is in the ledger already stays as it is.

    Raises: Refused (`decider-missing`) without a name.
    """
    if not by.strip():
        raise Refused("decider-missing")
    with writing(database) as connection:
        if review_store.rules(connection) == wanted:
            return
        review_store.put_rules(connection, wanted)
        detail = f"needed={int(wanted.needed)} four_eyes={int(wanted.four_eyes)}"
        ledger_store.add_event(
            connection, at=at, actor=by.strip(), action="set_review", subject="settings", detail=detail
        )


def review(database: Path, number: int, action: ReviewAction, *, at: str, by: str, reason: str = "") -> None:
    """Look a return through, accept it or send it back.

    Raises: NotFound (`submission-unknown`); Refused (`decider-missing`) without a name, (`reason-missing`) for a return
    without its reason, (`review-refused`) for a submission that does not wait, (`review-superseded`) for one that a
    newer version has replaced, (`review-same-person`) under «bốn mắt», (`period-locked`) in a locked period.
    """
    actor, why = by.strip(), reason.strip()
    if not actor:
        raise Refused("decider-missing")
    if action is ReviewAction.RETURN and not why:
        raise Refused("reason-missing")
    with writing(database) as connection:
        submission = ledger_store.submission(connection, number)
        if submission is None:
            raise NotFound("submission-unknown", submission=str(number))
        agency_id = _insist_on_waiting(connection, submission)
        if action is ReviewAction.ACCEPT:
            _insist_on_another(connection, submission, actor)
        done = review_store.add_review(connection, number, action, reason=why or None, actor=actor, at=at)
        if action is not ReviewAction.CHECK:
            _settle(connection, submission, agency_id, Act(ChangeCause.REVIEW, at, submission=number, review=done))
        ledger_store.add_event(
            connection, at=at, actor=actor, action=action, subject=f"submission {number}", detail=why
        )


def accept_all(database: Path, numbers: Iterable[int], *, at: str, by: str) -> Iterator[Reviewed]:
    """Accept many returns, each in its own transaction; one that cannot be accepted does not stop the others."""
    for number in numbers:
        try:
            review(database, number, ReviewAction.ACCEPT, at=at, by=by)
        except (Refused, NotFound) as fault:
            yield Reviewed(number, fault)
        else:
            yield Reviewed(number)


def _insist_on_waiting(connection: Connection, submission: Submission) -> int:
    """The agency's row id, if the submission is in force and waits for its review."""
    if not submission.state.is_waiting:
        raise Refused("review-refused", submission=str(submission.id))
    assert submission.plan_code and submission.agency_code and submission.period
    refuse_when_locked(connection, submission.plan_code, submission.period)
    plan_id = catalog_store.plan_summary(connection, submission.plan_code).id
    agency_id = agency_store.known_agency_id(connection, submission.agency_code)
    in_force = kept_store.return_in_force(connection, plan_id, agency_id, submission.period)
    if in_force != submission.id:
        raise Refused("review-superseded", submission=str(submission.id), newer=str(in_force or ""))
    return agency_id


def _insist_on_another(connection: Connection, submission: Submission, actor: str) -> None:
    checked = [one.actor for one in review_store.reviews_of(connection, submission.id)]
    if not may_accept(review_store.rules(connection), actor, submission.uploaded_by, checked):
        raise Refused("review-same-person", submission=str(submission.id), actor=actor)


def _settle(connection: Connection, submission: Submission, agency_id: int, act: Act) -> None:
    assert submission.plan_code and submission.period
    period: Period = submission.period
    context = assessment.plan_context(connection, submission.plan_code, agency_id)
    kept_store.place_return(connection, context.summary.id, agency_id, period)
    assessment.reassess(connection, context, [agency_id], period, act)
