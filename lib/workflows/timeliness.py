"""Whether an agency's return for a period is in: the reporting states of agency × period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lib.domain.period import Calendar, Period
from lib.domain.reporting import reporting_state
from lib.domain.review import ReviewState
from lib.storage import agency_store, catalog_store, ledger_store, settings_store
from lib.storage.database import Connection
from lib.storage.ledger_store import Submission

_SENT_BACK = (ReviewState.REFUSED, ReviewState.RETURNED)


@dataclass(frozen=True, slots=True)
class Reporting:
    """A reporting state: `not_due`, `missing`, `returned`, `on_time` or `late` (by `days_late`).

    The first accepted file of the period says when the agency reported; later versions do not make it late.
    """

    state: str
    due: date
    days_late: int = 0
    received_on: date | None = None
    version: int | None = None


def reporting(connection: Connection, plan_code: str, agency_code: str, period: Period, today: date) -> Reporting:
    """The reporting state of one agency for a plan and period.

    Raises: NotFound (`plan-unknown`, `agency-unknown`).
    """
    plan = catalog_store.plan_summary(connection, plan_code)
    agency_id = agency_store.known_agency_id(connection, agency_code)
    sent = ledger_store.submissions_of_agency(connection, plan.id, agency_id, period)
    return state_of(sent, period, settings_store.calendar(connection), today)


def state_of(sent: Sequence[Submission], period: Period, calendar: Calendar, today: date) -> Reporting:
    """The reporting state that a period's files make, newest first."""
    due = calendar.due_date(period)
    accepted = [s for s in sent if s.state.stands]
    received = min((date.fromisoformat(s.received_on) for s in accepted), default=None)
    state = reporting_state(due, today, received, has_refused=any(s.state in _SENT_BACK for s in sent))
    if received is None:
        return Reporting(state, due)
    return Reporting(state, due, max(0, (received - due).days), received, accepted[0].version)
