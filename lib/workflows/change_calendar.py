"""The secretariat's calendar: the three days of the month, days off and weekends worked; each change one logged act."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lib.domain.errors import Refused
from lib.domain.period import SpecialDay
from lib.storage import ledger_store, settings_store
from lib.storage.database import reading, writing

LAST_DAY = 28  # a day that every month has


def change_days(
    database: Path, *, cut_off_day: int, due_day: int, secretariat_day: int, reason: str, at: str, by: str
) -> None:
    """Set the three days of the month that rule the returns. They rule past periods too. No change is no act.

    Raises: Refused (`calendar-order`) unless 1 ≤ cut-off < due ≤ secretariat ≤ 28; (`reason-missing`).
    """
    if not 1 <= cut_off_day < due_day <= secretariat_day <= LAST_DAY:
        raise Refused("calendar-order")
    if not reason.strip():
        raise Refused("reason-missing")
    wanted = {"cut_off_day": cut_off_day, "due_day": due_day, "secretariat_day": secretariat_day}
    with reading(database) as connection:
        old = settings_store.calendar(connection)
    changed = {name: day for name, day in wanted.items() if getattr(old, name) != day}
    if not changed:
        return
    with writing(database) as connection:
        for name, day in changed.items():
            settings_store.put_setting(connection, name, str(day))
        detail = "; ".join(f"{name} {getattr(old, name)} → {day}" for name, day in changed.items())
        ledger_store.add_event(
            connection,
            at=at,
            actor=by,
            action="change_calendar",
            subject="days of the month",
            detail=f"{detail}; {reason.strip()}",
        )


def change_special_days(database: Path, wanted: Iterable[SpecialDay], *, at: str, by: str) -> int:
    """Make the table of days off and weekends worked this one; returns how many days changed, one logged act each.

    Raises: Refused (`day-unnamed`, `day-not-weekend`).
    """
    new = {day.day: SpecialDay(day.day, day.name.strip(), day.worked) for day in wanted}
    for day in new.values():
        _check(day)
    with reading(database) as connection:
        old = {day.day: day for day in settings_store.special_days(connection)}
    put = [day for day in new.values() if old.get(day.day) != day]
    dropped = [day for day in old.values() if day.day not in new]
    if not put and not dropped:
        return 0
    acts = sorted([*((day, "put") for day in put), *((day, "drop") for day in dropped)], key=lambda act: act[0].day)
    with writing(database) as connection:
        settings_store.put_special_days(connection, put)
        settings_store.drop_special_days(connection, (day.day for day in dropped))
        for day, act in acts:
            detail = f"{day.name} ({'worked' if day.worked else 'off'})"
            ledger_store.add_event(
                connection, at=at, actor=by, action=f"{act}_special_day", subject=day.day.isoformat(), detail=detail
            )
    return len(acts)


def _check(day: SpecialDay) -> None:
    shown = f"{day.day:%d/%m/%Y}"
    if not day.name:
        raise Refused("day-unnamed", day=shown)
    if day.worked and day.day.weekday() < 5:
        raise Refused("day-not-weekend", day=shown)
