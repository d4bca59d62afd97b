"""The only clock: what the shell hands to the pure functions as `today` and to the ledger as `at`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def now_text() -> str:
    """This moment as ISO text in UTC, to the microsecond, as the ledger keeps it."""
    return moment_text(datetime.now(UTC))


def moment_text(moment: datetime) -> str:
    """A moment as the ledger keeps it: ISO text in UTC, to the microsecond, so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def today() -> date:
    """Today in Vietnam."""
    return datetime.now(VIETNAM).date()


def time_text() -> str:
    """The time of day in Vietnam, as it is read: «14:05»."""
    return datetime.now(VIETNAM).strftime("%H:%M")
