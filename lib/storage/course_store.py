"""How lines came to where they stand: kept statuses and figures over a span of months, in one read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter

from lib.domain.period import Period
from lib.domain.standing import Absence, Status
from lib.storage.database import Connection
from lib.storage.reading import query
from lib.storage.values import decimal_of


@dataclass(frozen=True, slots=True)
class Step:
    """A line at one period: month number, status as read on a day, figure. `answered`: whether the agency gave one."""

    period: int
    status: Status
    value: Decimal | None
    answered: bool


def courses(
    connection: Connection, plan_id: int, first: Period, last: Period, day: date
) -> dict[tuple[int, int], list[Step]]:
    """The steps of every line of a plan, oldest first, by (indicator id, agency id)."""
    among = {
        "plan": plan_id,
        "first_agency": 1,
        "last_agency": 2**62,
        "first": first.index,
        "last": last.index,
        "day": day.isoformat(),
    }
    found: dict[tuple[int, int], list[Step]] = {}
    for row in sorted(connection.execute(query("standing_marks"), among), key=itemgetter("period")):
        answered = row["absence"] != Absence.MISSING
        step = Step(row["period"], Status(row["status"]), decimal_of(row["value"]), answered)
        found.setdefault((row["indicator_id"], row["agency_id"]), []).append(step)
    return found
