"""Settings that the secretariat may change: the calendar's three days, days off, thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from lib.domain.period import Calendar, SpecialDay
from lib.storage.database import Connection
from lib.storage.values import row_dict


def calendar(connection: Connection) -> Calendar:
    """The days that rule the returns."""
    days = {
        row["name"]: int(row["value"])
        for row in connection.execute(
            "SELECT name, value FROM setting WHERE name IN ('cut_off_day', 'due_day', 'secretariat_day')"
        )
    }
    special = special_days(connection)
    return Calendar(
        **days,
        days_off=frozenset(day.day for day in special if not day.worked),
        days_worked=frozenset(day.day for day in special if day.worked),
    )


def put_setting(connection: Connection, name: str, value: str) -> None:
    """Set one setting."""
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def setting(connection: Connection, name: str) -> str | None:
    """One setting, if it is set."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return row["value"] if row else None


def is_demo(connection: Connection) -> bool:
    """Whether the ledger holds made-up figures."""
    return setting(connection, "demo") == "1"


def demo_day(connection: Connection) -> date | None:
    """The day at which a demo ledger stands still, if this is one."""
    day = setting(connection, "demo_day")
    return date.fromisoformat(day) if day else None


def special_days(connection: Connection) -> tuple[SpecialDay, ...]:
    """Days off and weekends worked in exchange, in time."""
    rows = connection.execute("SELECT day, name, worked FROM day_off ORDER BY day")
    return tuple(SpecialDay(date.fromisoformat(row["day"]), row["name"], bool(row["worked"])) for row in rows)


def put_special_days(connection: Connection, days: Iterable[SpecialDay]) -> None:
    """Add days off or days worked; a day that is there already takes the new name and kind."""
    connection.executemany(
        "INSERT INTO day_off (day, name, worked) VALUES (?, ?, ?) "
        "ON CONFLICT (day) DO UPDATE SET name = excluded.name, worked = excluded.worked",
        ((day.day.isoformat(), day.name, int(day.worked)) for day in days),
    )


def drop_special_days(connection: Connection, days: Iterable[date]) -> None:
    """Make days ordinary again."""
    connection.executemany("DELETE FROM day_off WHERE day = ?", ((day.isoformat(),) for day in days))


def put_thresholds(connection: Connection, rows: Iterable[Mapping[str, str]]) -> None:
    """Take in the table of thresholds; one that is already there keeps its value."""
    connection.executemany(
        "INSERT INTO threshold (name, value, unit, source, note) VALUES (:name, :value, :unit, :source, :note) "
        "ON CONFLICT DO NOTHING",
        rows,
    )


def thresholds(connection: Connection) -> list[Mapping[str, str]]:
    """The table of thresholds, each row with its source."""
    return [row_dict(row) for row in connection.execute("SELECT * FROM threshold ORDER BY name")]
