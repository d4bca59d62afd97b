"""What an act changed: the kept statuses before and after it, compared inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from lib.domain.period import Period
from lib.domain.status_change import Act, LineKey, Mark, changes, differs
from lib.storage import change_store
from lib.storage.change_store import LoggedChange
from lib.storage.database import Connection
from lib.storage.kept_store import TOTAL

_A_YEAR = 12  # months in which the figure before a new one is looked for
_ALL = (TOTAL, 2**62)


@contextmanager
def watching(
    connection: Connection, plan_id: int, agency_ids: Sequence[int] | None, since: Period, act: Act | None
) -> Iterator[None]:
    """Log the changes of status that happen inside, of some agencies (None: all) and the totals. No act, no log."""
    if act is None:
        yield
        return
    ranges = [_ALL] if agency_ids is None else [(agency_id, agency_id) for agency_id in (TOTAL, *agency_ids)]
    before = _marks(connection, plan_id, ranges, since.index - _A_YEAR, act)
    yield
    after = _marks(connection, plan_id, ranges, since.index, act)
    change_store.log_changes(connection, act, changes(before, after, since.index, act.cause))


def _marks(
    connection: Connection, plan_id: int, ranges: Sequence[tuple[int, int]], first: int, act: Act
) -> dict[LineKey, Mark]:
    found: dict[LineKey, Mark] = {}
    for agencies in ranges:
        found |= change_store.marks(connection, plan_id, agencies, first, act.at[:10])
    return found


def net_changes(rows: Sequence[LoggedChange]) -> tuple[LoggedChange, ...]:
    """Each line and period once: from what it was before the first change to what it is now, newest first.

    What came back to where it was falls away; the cause is that of the last change.
    """
    by_line: dict[tuple[str, Period], list[LoggedChange]] = {}
    for row in rows:
        by_line.setdefault((row.indicator_code, row.period), []).append(row)
    found = [
        replace(found[-1], was=found[0].was) for found in by_line.values() if differs(found[0].was, found[-1].became)
    ]
    return tuple(sorted(found, key=lambda row: -row.id))
