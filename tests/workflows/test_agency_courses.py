"""Streaks and first figures of the year, over a real ledger."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from lib.domain.catalog import Direction, Frequency, Measure
from lib.domain.period import Period
from lib.domain.streak import Course, Streak, StreakKind
from lib.excel.reader import FormReader
from lib.storage.database import reading
from lib.workflows import as_of, correct_catalog
from lib.workflows.agency_courses import agency_courses
from lib.workflows.as_of import Sight
from lib.workflows.assessment import plan_context
from lib.workflows.correct_catalog import Correction, enter_baseline
from tests.ledger_samples import CENTRE, QUANG_TRI, code, report, value

MARCH, APRIL, MAY, JUNE = (Period(2026, month) for month in (3, 4, 5, 6))
AT, WHO = "2026-06-01T00:00:00.000000+00:00", "thư ký"


def courses(ledger: Path, period: Period, today: date) -> dict[int, Course]:
    with reading(ledger) as connection:
        found = agency_courses(connection, plan_context(connection, QUANG_TRI), period, today)
    return {int(indicator[-2:]): course for (agency, indicator), course in found.items() if agency == CENTRE}


def test_a_lag_is_counted_from_the_periods_in_which_a_figure_came(ledger: Path, reader: FormReader) -> None:
    enter_baseline(
        ledger, QUANG_TRI, code(QUANG_TRI, 1), CENTRE, date(2025, 12, 31), Decimal(50), source="báo cáo", at=AT, by=WHO
    )
    for month, figure in ((MARCH, 70), (APRIL, 51), (MAY, 52)):
        report(ledger, reader, QUANG_TRI, CENTRE, month, {1: value(figure), 2: value(90)})
    found = courses(ledger, MAY, date(2026, 6, 1))
    assert found[1] == Course(Streak(StreakKind.LAGGING, 2), (MARCH, Decimal(70)))
    assert found[2].streak is None


def test_a_lag_is_counted_as_it_was_known_on_a_day(ledger: Path, reader: FormReader) -> None:
    enter_baseline(
        ledger, QUANG_TRI, code(QUANG_TRI, 1), CENTRE, date(2025, 12, 31), Decimal(50), source="báo cáo", at=AT, by=WHO
    )
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: value(51)}, received_on=date(2026, 5, 15))
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(52)}, received_on=date(2026, 6, 15))
    day, line = date(2026, 6, 30), (CENTRE, code(QUANG_TRI, 1))
    with reading(ledger) as connection:
        now = agency_courses(connection, plan_context(connection, QUANG_TRI), MAY, day)
        moments = [row["received_at"] for row in connection.execute("SELECT received_at FROM submission ORDER BY id")]
    assert now[line].streak == Streak(StreakKind.LAGGING, 2)
    written = date.fromisoformat(moments[-1][:10])
    assert as_of.courses(ledger, QUANG_TRI, MAY, day, Sight(written + timedelta(days=1))) == now
    before = as_of.courses(ledger, QUANG_TRI, MAY, day, Sight(written - timedelta(days=2)))
    assert before[line] == Course(Streak(StreakKind.SILENT, 5), None)


def test_a_plan_without_indicators_has_no_courses_on_any_day(ledger: Path) -> None:
    assert as_of.courses(ledger, "KH5755-2021", MAY, date(2026, 6, 30), Sight(date(2026, 6, 30))) == {}


def test_silence_is_counted_over_the_periods_that_are_due(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: value(60)})
    assert courses(ledger, MAY, date(2026, 5, 19))[1].streak is None, "May is not due before the 20th"
    found = courses(ledger, JUNE, date(2026, 7, 1))
    assert found[1].streak == Streak(StreakKind.SILENT, 2)
    assert found[3] == Course(Streak(StreakKind.SILENT, 6), None), "never given since January"


def test_only_the_months_in_which_it_is_owed_count(ledger: Path, reader: FormReader) -> None:
    quarterly = Correction(Direction.UP, Measure.CUMULATIVE, Frequency.QUARTER, risky=False)
    correct_catalog.correct_indicator(ledger, QUANG_TRI, code(QUANG_TRI, 1), quarterly, at=AT, by=WHO)
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {2: value(90)})
    assert courses(ledger, JUNE, date(2026, 7, 1))[1].streak == Streak(StreakKind.SILENT, 2), "March and June"
