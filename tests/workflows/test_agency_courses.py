"""Streaks and first figures of the year, over a real ledger."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from lib.domain.catalog import Direction, Frequency, Measure
from lib.domain.period import Period
from lib.domain.streak import Course, Streak, StreakKind
from lib.excel.reader import FormReader
from lib.storage.database import reading
from lib.workflows import correct_catalog
from lib.workflows.agency_courses import agency_courses
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
