"""The only clock: what the shell hands to the pure functions as `today` and to the ledger as `at`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def now_text() -> str:
    """This moment as ISO text in UTC, to the microsecond, as the ledger keeps it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def today() -> date:
    """Today in Vietnam."""
    return datetime.now(VIETNAM).date()
