from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.catalog import Direction, IndicatorKind, Measure
from lib.domain.period import Period
from lib.domain.standing import YearTarget
from lib.domain.trajectory import Yardstick, course_of, expected_value, knots, month_of

END_2025 = date(2025, 12, 31)


def target(year, value, comparator=">=", value2=None):
    number = None if value is None else Decimal(value)
    return YearTarget(year, comparator, number, str(value), None if value2 is None else Decimal(value2))


def yardstick(
    baseline,
    *targets,
    kind=IndicatorKind.SHARE,
    direction=Direction.UP,
    since=END_2025,
    measure=Measure.CUMULATIVE,
):
    value = None if baseline is None else Decimal(baseline)
    return Yardstick(kind, direction, targets, since, value, measure=measure)


ROW_1 = yardstick("52.9", target(2026, 70), target(2030, 100))
PRODUCTS = yardstick(None, target(2026, 5), target(2027, 8), target(2030, 10), kind=IndicatorKind.COUNT)


def path(ruler, text):
    return expected_value(knots(ruler), Period.parse(text))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param("2025-11", None, id="before the baseline"),
        pytest.param("2025-12", None, id="at the baseline"),
        pytest.param("2026-01", "54.325", id="one month of twelve"),
        pytest.param("2026-06", "61.45", id="half-way to the first target"),
        pytest.param("2026-12", "70", id="at the first target"),
        pytest.param("2028-12", "85", id="half-way to the horizon"),
        pytest.param("2030-12", "100", id="at the horizon"),
        pytest.param("2031-05", "100", id="after the last target"),
    ],
)
def test_the_path_runs_by_whole_months_from_baseline_through_the_year_targets(period, expected):
    assert path(ROW_1, period) == (None if expected is None else Decimal(expected))


def test_without_a_baseline_there_is_no_path():
    assert knots(yardstick(None, target(2026, 95))) == ()
    assert expected_value((), Period(2026, 6)) is None


def test_a_target_of_the_baseline_year_is_not_on_the_path():
    assert knots(yardstick("52.9", target(2025, 50), target(2026, 70))) == (
        (END_2025, Decimal("52.9")),
        (date(2026, 12, 31), Decimal(70)),
    )


def test_a_baseline_without_a_later_target_makes_no_path():
    assert knots(yardstick("52.9", target(2025, 50))) == ()


def test_a_target_in_words_is_not_on_the_path():
    assert len(knots(yardstick("52.9", target(2026, None), target(2030, 100)))) == 2


def test_a_range_is_aimed_at_by_the_end_that_is_reached_first():
    up = yardstick(50, target(2026, 60, "range", 80))
    down = yardstick(90, target(2026, 60, "range", 80), direction=Direction.DOWN)
    assert knots(up)[-1][1] == 60
    assert knots(down)[-1][1] == 80


@pytest.mark.parametrize(
    ("day", "last_month"),
    [
        pytest.param(date(2025, 12, 31), "2025-12", id="last day of a year"),
        pytest.param(date(2026, 1, 1), "2025-12", id="first day of a year"),
        pytest.param(date(2026, 5, 14), "2026-04", id="inside a month"),
        pytest.param(date(2026, 2, 28), "2026-02", id="last day of February"),
        pytest.param(date(2028, 2, 28), "2028-01", id="last day but one of a leap February"),
    ],
)
def test_a_date_stands_at_the_last_month_that_had_ended(day, last_month):
    assert month_of(day) == Period.parse(last_month).index


def test_a_provisional_baseline_starts_the_path_in_its_own_month():
    ruler = yardstick(40, target(2026, 54), since=date(2026, 5, 31))
    assert path(ruler, "2026-05") is None
    assert path(ruler, "2026-06") == 42
    assert path(ruler, "2026-12") == 54


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param("2025-12", None, id="before the first year"),
        pytest.param("2026-03", "1.25", id="a quarter of the first year"),
        pytest.param("2026-12", "5", id="the first target"),
        pytest.param("2027-03", "2", id="begins again at 0"),
        pytest.param("2028-06", "0", id="a year without a target asks for nothing"),
        pytest.param("2030-06", "5", id="half of the last year"),
    ],
)
def test_a_cumulative_count_starts_each_year_at_0(period, expected):
    assert path(PRODUCTS, period) == (None if expected is None else Decimal(expected))


def test_the_saw_of_a_count_falls_to_0_at_each_new_year():
    ends = [date(year, 12, 31) for year in (2025, 2026, 2027, 2029, 2030)]
    assert knots(PRODUCTS) == (
        (ends[0], Decimal(0)),
        (ends[1], Decimal(5)),
        (ends[1], Decimal(0)),
        (ends[2], Decimal(8)),
        (ends[2], Decimal(0)),
        (ends[3], Decimal(0)),
        (ends[4], Decimal(10)),
    )


def test_the_course_of_a_count_is_that_of_its_year():
    course = course_of(PRODUCTS, PRODUCTS.targets[1], Period(2027, 3))
    assert (course.start, course.passed, course.months, course.leg.value) == (0, 3, 12, 2)


def test_a_cumulative_count_ignores_its_baseline():
    with_baseline = yardstick(40, target(2026, 5), kind=IndicatorKind.COUNT)
    assert knots(with_baseline) == ((END_2025, Decimal(0)), (date(2026, 12, 31), Decimal(5)))


def test_a_count_at_a_point_in_time_starts_from_its_baseline():
    ruler = yardstick(40, target(2026, 52), kind=IndicatorKind.COUNT, measure=Measure.POINT_IN_TIME)
    assert path(ruler, "2026-06") == 46


def test_the_course_to_the_horizon_is_measured_from_the_baseline():
    course = course_of(ROW_1, target(2030, 100), Period(2027, 3))
    assert (course.start, course.passed, course.months) == (Decimal("52.9"), 15, 60)


@pytest.mark.parametrize(
    "ruler",
    [
        pytest.param(yardstick(None, target(2030, 100)), id="no baseline"),
        pytest.param(PRODUCTS, id="a count in a year without a target"),
    ],
)
@pytest.mark.parametrize("at", [Period(2028, 6), Period(2029, 12)])
def test_there_is_no_course_without_a_start(ruler, at):
    assert course_of(ruler, ruler.targets[-1], at) is None


numbers = st.decimals(0, 1000, places=2)


@given(numbers, numbers, numbers, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_the_path_is_the_exact_straight_line_between_its_knots(baseline, first, last, month):
    ruler = yardstick(baseline, target(2026, first), target(2030, last))
    left, right, passed, months = (baseline, first, month, 12) if month <= 12 else (first, last, month - 12, 48)
    line = Fraction(left) + (Fraction(right) - Fraction(left)) * passed / months
    assert abs(Fraction(expected_value(knots(ruler), Period(2025, 12) + month)) - line) < Fraction(1, 10**20)
