"""The secretariat's calendar: three days, days off and worked; each change one logged act."""

from datetime import date
from pathlib import Path

import pytest

from lib.domain.errors import Refused
from lib.domain.period import Period, SpecialDay
from lib.storage import ledger_store, settings_store
from lib.storage.database import reading, revision
from lib.workflows.change_calendar import change_days, change_special_days
from lib.workflows.shipped import special_days

AT = "2026-06-26T00:00:00+00:00"
JUNE = Period(2026, 6)


def set_days(
    ledger: Path, cut_off: int = 14, due: int = 20, secretariat: int = 25, reason: str = "Kế hoạch mới"
) -> None:
    change_days(
        ledger, cut_off_day=cut_off, due_day=due, secretariat_day=secretariat, reason=reason, at=AT, by="thư ký"
    )


def special(ledger: Path) -> list[SpecialDay]:
    with reading(ledger) as connection:
        return list(settings_store.special_days(connection))


def events(ledger: Path, count: int) -> list[tuple[str, str, str]]:
    with reading(ledger) as connection:
        return [(event.action, event.object, event.detail) for event in ledger_store.events(connection, count)]


def test_the_three_days_are_changed_as_one_logged_act(ledger: Path) -> None:
    before = revision(ledger)
    set_days(ledger, 9, 15)
    with reading(ledger) as connection:
        calendar = settings_store.calendar(connection)
    assert (calendar.cut_off_day, calendar.due_day, calendar.secretariat_day) == (9, 15, 25)
    assert calendar.due_date(JUNE) == date(2026, 6, 15)
    assert calendar.window(JUNE) == (date(2026, 5, 10), date(2026, 6, 9))
    assert revision(ledger) == before + 1
    assert events(ledger, 1) == [
        ("change_calendar", "days of the month", "cut_off_day 14 → 9; due_day 20 → 15; Kế hoạch mới")
    ]


@pytest.mark.parametrize(
    ("days", "code"),
    [
        pytest.param({"cut_off": 20}, "calendar-order", id="due before cut-off"),
        pytest.param({"secretariat": 19}, "calendar-order", id="secretariat before due"),
        pytest.param({"secretariat": 29}, "calendar-order", id="a day that February lacks"),
        pytest.param({"cut_off": 0}, "calendar-order", id="no day"),
        pytest.param({"due": 21, "reason": " "}, "reason-missing", id="no reason"),
    ],
)
def test_days_that_make_no_order_change_nothing(ledger: Path, days: dict, code: str) -> None:
    before = revision(ledger)
    with pytest.raises(Refused) as caught:
        set_days(ledger, **days)
    assert caught.value.code == code
    assert revision(ledger) == before


def test_what_changes_nothing_is_no_act(ledger: Path) -> None:
    before = revision(ledger)
    set_days(ledger)
    assert change_special_days(ledger, special(ledger), at=AT, by="thư ký") == 0
    assert revision(ledger) == before


def test_each_day_added_renamed_or_removed_is_one_act_of_one_write(ledger: Path) -> None:
    first, *rest = special(ledger)
    renamed = SpecialDay(rest[0].day, "Ngày nghỉ của tỉnh")
    added = SpecialDay(date(2026, 6, 22), "Nghỉ hoán đổi")
    before = revision(ledger)
    assert change_special_days(ledger, [renamed, *rest[1:], added], at=AT, by="thư ký") == 3
    assert revision(ledger) == before + 1
    assert first not in special(ledger)
    assert {renamed, added} < set(special(ledger))
    assert [(action, day) for action, day, _ in events(ledger, 3)] == [
        ("put_special_day", "2026-06-22"),
        ("put_special_day", renamed.day.isoformat()),
        ("drop_special_day", first.day.isoformat()),
    ]


def test_a_day_off_moves_the_due_day_and_a_saturday_worked_brings_it_back(ledger: Path) -> None:
    def due() -> date:
        with reading(ledger) as connection:
            return settings_store.calendar(connection).due_date(JUNE)

    shipped = special(ledger)
    assert due() == date(2026, 6, 22)
    change_special_days(ledger, [*shipped, SpecialDay(date(2026, 6, 22), "Nghỉ")], at=AT, by="thư ký")
    assert due() == date(2026, 6, 23)
    worked = SpecialDay(date(2026, 6, 20), "Làm bù", worked=True)
    change_special_days(ledger, [*shipped, worked], at=AT, by="thư ký")
    assert due() == date(2026, 6, 20)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        pytest.param(SpecialDay(date(2026, 6, 22), " "), "day-unnamed", id="no name"),
        pytest.param(SpecialDay(date(2026, 6, 22), "Làm bù", worked=True), "day-not-weekend", id="a Monday worked"),
    ],
)
def test_a_day_that_makes_no_sense_changes_nothing(ledger: Path, day: SpecialDay, code: str) -> None:
    before = special(ledger)
    with pytest.raises(Refused) as caught:
        change_special_days(ledger, [*before, day], at=AT, by="thư ký")
    assert caught.value.code == code
    assert special(ledger) == before


def test_the_shipped_days_have_vietnamese_names_and_the_saturday_worked_for_one() -> None:
    shipped = {day.day: day for day in special_days()}
    assert shipped[date(2026, 2, 17)] == SpecialDay(date(2026, 2, 17), "Tết Nguyên Đán")
    assert shipped[date(2026, 8, 22)].worked and not shipped[date(2026, 8, 31)].worked
    assert {day.year for day in shipped} == set(range(2025, 2031))
