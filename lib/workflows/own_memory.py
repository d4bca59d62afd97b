"""What is kept of a confirmed reading: the reading with its submission, and what the agency's names mean."""

from __future__ import annotations

from lib.documents.row_names import LONGEST, row_key
from lib.domain.own_return import OwnReading
from lib.storage import own_store
from lib.storage.database import Connection
from lib.storage.own_store import Alias
from lib.workflows.assessment import PlanContext

_NOBODY = ""  # the indicator of a name that is not of the catalog


def keep(
    connection: Connection,
    submission: int,
    reading: OwnReading,
    context: PlanContext,
    agency_id: int,
    by: str,
    at: str,
) -> None:
    """Keep a reading, and what every name in it means that is not an indicator's own.

    Where one name stands in two rows, what it was confirmed to be counts, not what the other row was not.
    """
    own_store.add_reading(connection, submission, reading, by, at)
    names = {row_key(indicator.name): indicator.code for indicator in context.indicators.values()}
    ids = {indicator.code: row_id for row_id, indicator in context.indicators.items()}
    confirmed = [
        Alias(key, row.name, row.indicator_code)
        for row in sorted(reading.rows, key=lambda row: row.indicator_code is not None)
        if len(row.name) <= LONGEST and names.get(key := row_key(row.name), _NOBODY) != row.indicator_code
    ]
    own_store.remember(connection, context.summary.id, agency_id, confirmed, ids, by, at)
