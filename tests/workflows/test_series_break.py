"""A break in a series: no slope, projection or difference crosses it, its history stays, the past does not know it."""

from datetime import date
from pathlib import Path

import pytest
from ledger_samples import CENTRE, QUANG_TRI, line, of_agency, totals, write_return

from lib.domain.errors import NotFound, Refused
from lib.domain.period import Period
from lib.storage import break_store, catalog_store
from lib.storage.database import reading, writing
from lib.workflows import as_of
from lib.workflows.as_of import Sight
from lib.workflows.correct_catalog import mark_break, withdraw_break

ROW_1 = f"{QUANG_TRI}-01"
RISING = (530, 540, 550, 700, 702, 704)  # of 1 000; the jump in April is one of method
APRIL, JUNE = Period(2026, 4), Period(2026, 6)


@pytest.fixture
def reported(ledger: Path) -> Path:
    with writing(ledger) as connection:
        for month, a in enumerate(RISING, start=1):
            lines = [line(ROW_1, a=a, b=1000)]
            at = f"2026-{month:02d}-20T01:00:00+00:00"
            write_return(connection, QUANG_TRI, CENTRE, Period(2026, month), lines, at=at)
    return ledger


def mark(path: Path, period: Period = APRIL, reason: str = "Từ tháng 4 chỉ đếm hồ sơ toàn trình") -> None:
    mark_break(path, QUANG_TRI, ROW_1, period, reason=reason, at="2026-06-25T01:00:00+00:00", by="Thư ký")


def breaks(path: Path) -> list[tuple[Period, str]]:
    with reading(path) as connection:
        plan_id = catalog_store.plan_summary(connection, QUANG_TRI).id
        found = break_store.breaks_of_plan(connection, plan_id)
    return [(one.period, one.reason) for each in found.values() for one in each]


def test_the_slope_is_taken_from_after_the_break_alone(reported: Path) -> None:
    before = totals(reported, QUANG_TRI, JUNE)[1]
    mark(reported)
    after, agency = totals(reported, QUANG_TRI, JUNE)[1], of_agency(reported, QUANG_TRI, CENTRE, JUNE)[1]
    assert before.speed is not None and before.speed > 1
    assert after.speed is not None and round(after.speed, 6) == round(agency.speed or 0, 6)
    assert str(round(after.speed, 3)) == "0.200"
    assert (after.status, after.value) == (before.status, before.value)


def test_a_difference_across_the_break_is_not_told(reported: Path) -> None:
    assert totals(reported, QUANG_TRI, APRIL)[1].previous_value is not None
    mark(reported)
    assert totals(reported, QUANG_TRI, APRIL)[1].previous_value is None
    assert totals(reported, QUANG_TRI, Period(2026, 5))[1].previous_value is not None


def test_too_few_points_after_a_break_give_no_speed(reported: Path) -> None:
    mark(reported, Period(2026, 5))
    assert totals(reported, QUANG_TRI, JUNE)[1].speed is None


def test_the_newest_word_on_a_period_holds_and_all_words_stay(reported: Path) -> None:
    mark(reported)
    mark(reported, reason="Đổi nguồn số")
    assert breaks(reported) == [(APRIL, "Đổi nguồn số")]
    speed = totals(reported, QUANG_TRI, JUNE)[1].speed
    withdraw_break(reported, QUANG_TRI, ROW_1, APRIL, reason="ghi nhầm", at="2026-06-26T01:00:00+00:00", by="Thư ký")
    assert breaks(reported) == []
    assert totals(reported, QUANG_TRI, JUNE)[1].speed != speed
    with reading(reported) as connection:
        words = connection.execute("SELECT action, actor FROM series_break ORDER BY id").fetchall()
    assert [tuple(row) for row in words] == [("mark", "Thư ký"), ("mark", "Thư ký"), ("withdraw", "Thư ký")]


def test_a_break_needs_a_reason_and_a_withdrawal_a_break(reported: Path) -> None:
    with pytest.raises(Refused, match="reason-missing"):
        mark(reported, reason="  ")
    with pytest.raises(Refused, match="break-unknown"):
        withdraw_break(reported, QUANG_TRI, ROW_1, APRIL, reason="nhầm", at="x", by="x")
    with pytest.raises(NotFound, match="indicator-unknown"):
        mark_break(reported, QUANG_TRI, "X-99", APRIL, reason="nhầm", at="x", by="x")
    assert breaks(reported) == []


def test_who_looks_at_a_day_before_it_was_said_does_not_see_it(reported: Path) -> None:
    whole = totals(reported, QUANG_TRI, JUNE)[1].speed
    mark(reported)
    for day, expected in ((date(2026, 6, 24), whole), (date(2026, 6, 25), totals(reported, QUANG_TRI, JUNE)[1].speed)):
        seen = as_of.plan_totals(reported, QUANG_TRI, JUNE, date(2026, 6, 26), Sight(day))
        assert next(row for row in seen if row.indicator_code == ROW_1).speed == expected
    assert whole != totals(reported, QUANG_TRI, JUNE)[1].speed
