from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.catalog import Direction
from lib.domain.forecast import Forecast, forecast
from lib.domain.period import Period
from lib.domain.standing import YearTarget
from lib.domain.thresholds import Thresholds

UP, DOWN = Direction.UP, Direction.DOWN
PERCENT = (Decimal(0), Decimal(100))
JANUARY = Period(2026, 1)


def target(year, value, comparator=">="):
    return YearTarget(year, comparator, None if value is None else Decimal(value), str(value))


def series(*values, first=JANUARY):
    return [(first + step, Decimal(value)) for step, value in enumerate(values) if value is not None]


def test_a_straight_line_goes_on():
    ahead = forecast(series(50, 51, 52, 53, 54, 55), target(2026, 70), UP, bounds=PERCENT)
    assert ahead == Forecast(
        speed=Decimal(1),
        required_speed=Decimal("2.5"),
        projection_year_end=Decimal(61),
        projection_low=Decimal(61),
        projection_high=Decimal(61),
        projection_horizon=Decimal(100),
        projection_horizon_low=Decimal(100),
        projection_horizon_high=Decimal(100),
        reached_in=Period(2027, 9),
    )


def test_less_is_better_goes_down_and_its_speeds_are_negative():
    ahead = forecast(series(30, "29.7", "29.4", "29.1", "28.8", "28.5"), target(2026, 24, "<="), DOWN)
    assert (ahead.speed, ahead.required_speed) == (Decimal("-0.3"), Decimal("-0.75"))
    assert ahead.projection_year_end == Decimal("26.7")
    assert ahead.reached_in == Period(2027, 9)


def test_one_wild_month_does_not_turn_the_speed():
    steady = forecast(series(50, 51, 52, 53, 54, 55, 56), None, UP)
    wild = forecast(series(50, 51, 12, 53, 54, 55, 56), None, UP)
    assert steady.speed == wild.speed == 1
    assert wild.projection_low <= wild.projection_year_end <= wild.projection_high


def test_the_range_runs_from_the_25th_to_the_75th_percentile_of_the_slopes():
    # slopes of 0, 1, 4 are 1, 3 and (over two months) 2: quartiles 1.5 and 2.5, from 4 over nine months
    ahead = forecast(series(0, 1, 4), None, UP)
    assert (ahead.speed, ahead.projection_low, ahead.projection_high) == (2, Decimal("17.5"), Decimal("26.5"))


def test_a_missing_month_is_a_longer_step_never_a_zero():
    assert forecast(series(50, None, 52, 53), None, UP).speed == 1


@pytest.mark.parametrize(
    "values",
    [
        pytest.param((), id="no figure"),
        pytest.param((50,), id="one figure"),
        pytest.param((50, 60), id="two figures"),
    ],
)
def test_fewer_than_three_figures_make_no_speed_and_no_projection(values):
    ahead = forecast(series(*values), target(2026, 70), UP)
    assert (ahead.speed, ahead.projection_year_end, ahead.projection_horizon, ahead.reached_in) == (None,) * 4
    assert (ahead.required_speed is None) == (not values)


def test_only_the_last_twelve_figures_count():
    long_ago = series(*[0] * 20, first=Period(2024, 1))
    lately = series(*range(12), first=Period(2025, 9))
    assert forecast(long_ago + lately, None, UP).speed == 1


def test_nothing_from_before_the_last_break_counts():
    values = series(10, 20, 30, 40, 50, 51, 52)
    broken = forecast(values, None, UP, breaks=frozenset({Period(2026, 2), Period(2026, 5)}))
    assert broken.speed == 1
    assert forecast(values, None, UP, breaks=frozenset({Period(2026, 6)})).speed is None
    assert forecast(values, None, UP, breaks=frozenset({Period(2026, 7)})).speed is None
    still_to_come = frozenset({Period(2026, 9)})
    assert forecast(values, None, UP, breaks=still_to_come) == forecast(values, None, UP)


def test_the_order_of_the_series_does_not_matter():
    values = series(50, 53, 51, 58)
    assert forecast(values[::-1], target(2026, 70), UP) == forecast(values, target(2026, 70), UP)


@pytest.mark.parametrize(
    ("values", "asked", "direction", "required"),
    [
        pytest.param((50, 51, 52), target(2026, 70), UP, 2, id="two a month"),
        pytest.param((60, 62, 64), target(2026, 70), UP, "0.666667", id="less than it moves"),
        pytest.param((70, 71, 72), target(2026, 70), UP, 0, id="met: nothing more is needed"),
        pytest.param((52, 51, 50), target(2026, 68), UP, 2, id="the wrong way"),
        pytest.param((50, 50, 50), target(2026, 68), UP, 2, id="standing still"),
        pytest.param((50, 51, 52), target(2025, 70), UP, None, id="no months are left"),
        pytest.param((50, 51, 52), None, UP, None, id="no target"),
        pytest.param((50, 51, 52), target(2026, None), UP, None, id="a target in words"),
    ],
)
def test_the_required_speed_is_what_is_left_over_the_months_left(values, asked, direction, required):
    found = forecast(series(*values), asked, direction).required_speed
    assert (found if found is None else round(found, 6)) == (None if required is None else Decimal(required))


def test_months_left_are_counted_from_the_assessed_period_and_the_line_from_its_last_figure():
    ahead = forecast(series(50, 51, 52), target(2026, 70), UP, at=Period(2026, 9))
    assert (ahead.required_speed, ahead.projection_year_end) == (6, 61)


def test_in_the_last_month_no_speed_is_required_any_more_and_the_projection_is_the_figure():
    december = series(50, 51, 52, first=Period(2026, 10))
    ahead = forecast(december, target(2026, 70), UP, horizon_year=2026)
    assert (ahead.required_speed, ahead.projection_year_end, ahead.projection_horizon) == (None, 52, 52)


def test_the_year_end_is_that_of_the_assessed_period():
    ahead = forecast(series(50, 51, 52, first=Period(2026, 10)), target(2030, 100), UP, at=Period(2027, 1))
    assert ahead.projection_year_end == 64


@pytest.mark.parametrize(
    ("values", "asked", "direction", "reached"),
    [
        pytest.param((50, 51, 52), target(2026, 60), UP, "2026-11", id="at least"),
        pytest.param((50, 51, 52), target(2026, 60, ">"), UP, "2026-12", id="strictly more, a month later"),
        pytest.param((50, 51, 52), target(2026, "59.5"), UP, "2026-11", id="within a month counts at its end"),
        pytest.param((9, 8, 7), target(2026, 2, "<="), DOWN, "2026-08", id="at most"),
        pytest.param((50, 51, 52), target(2026, 52), UP, "2026-03", id="already met"),
        pytest.param((50, 51, 52), target(2026, 52, ">"), UP, "2026-04", id="on a strict target"),
        pytest.param((50, 51, 52), target(2026, 100), UP, "2030-03", id="the bound itself can be reached"),
        pytest.param((50, 51, 52), target(2026, 100, ">"), UP, None, id="past the bound never"),
        pytest.param((50, 51, 52), target(2026, 120), UP, None, id="beyond the bound never"),
        pytest.param((52, 51, 50), target(2026, 60), UP, None, id="the wrong way"),
        pytest.param((50, 50, 50), target(2026, 60), UP, None, id="standing still"),
        pytest.param((50, "50.1", "50.2"), target(2026, 60), UP, None, id="after the horizon"),
        pytest.param((50, "50.1", "50.2"), target(2035, 60), UP, "2034-05", id="horizon of a later target"),
        pytest.param((50, 51, 52), target(2026, None), UP, None, id="a target in words"),
    ],
)
def test_the_month_in_which_the_target_is_reached_at_this_speed(values, asked, direction, reached):
    found = forecast(series(*values), asked, direction, bounds=PERCENT).reached_in
    assert found == (None if reached is None else Period.parse(reached))


def test_a_slope_of_a_third_reaches_ten_in_thirty_months():
    values = [(JANUARY + 3 * step, Decimal(step)) for step in range(4)]
    ahead = forecast(values, target(2030, 13), UP)
    assert ahead.reached_in == Period(2026, 10) + 30


def test_a_projection_never_leaves_its_bounds():
    falling = forecast(series(50, 30, 10), None, UP, bounds=PERCENT)
    assert (falling.projection_year_end, falling.projection_low, falling.projection_horizon) == (0, 0, 0)
    assert forecast(series(50, 30, 10), None, UP).projection_year_end == -170


def test_the_horizon_year_can_be_moved():
    ahead = forecast(series(50, 51, 52), None, UP, horizon_year=2027)
    assert ahead.projection_horizon == 73
    assert forecast(series(50, 51, 52), None, UP, horizon_year=2025).projection_horizon is None


def test_a_count_that_restarts_is_not_carried_over_the_new_year():
    over_new_year = series(7, 8, 9, 1, 2, 3, first=Period(2025, 10))
    ahead = forecast(over_new_year, target(2026, 12), UP, restarts=True)
    assert (ahead.speed, ahead.required_speed, ahead.projection_year_end) == (1, 1, 12)
    assert (ahead.reached_in, ahead.projection_horizon) == (Period(2026, 12), None)
    assert forecast(over_new_year, target(2026, 13), UP, restarts=True).reached_in is None


def test_a_count_that_restarts_says_nothing_of_a_year_without_a_figure_or_of_next_years_target():
    last_year = series(7, 8, 9, first=Period(2025, 10))
    assert forecast(last_year, target(2026, 12), UP, restarts=True, at=Period(2026, 2)) == Forecast()
    ahead = forecast(last_year, target(2026, 12), UP, restarts=True)
    assert (ahead.required_speed, ahead.reached_in) == (None, None)


def test_window_and_fewest_points_are_thresholds():
    values = series(0, 10, 20, 21, 22, 23)
    assert forecast(values, None, UP, thresholds=Thresholds(speed_window=4)).speed == 1
    assert forecast(values, None, UP, thresholds=Thresholds(speed_minimum_points=7)).speed is None


percents = st.decimals(0, 100, places=2)


@given(
    st.lists(st.tuples(st.integers(0, 30), percents), min_size=3, max_size=12, unique_by=lambda one: one[0]),
    st.sampled_from([target(2026, 70), target(2030, 100, ">"), target(2026, 5, "<="), None]),
    st.sampled_from(Direction),
)
@settings(max_examples=100, deadline=None)
def test_speed_is_the_median_of_all_slopes_and_projections_stay_in_order_and_bounds(points, asked, direction):
    values = [(Period(2024, 1) + month, value) for month, value in points]
    ahead = forecast(values, asked, direction, bounds=PERCENT)
    slopes = [(Fraction(y2) - Fraction(y1)) / (m2 - m1) for (m1, y1), (m2, y2) in combinations(sorted(points), 2)]
    assert abs(Fraction(ahead.speed) - median(slopes)) < Fraction(1, 10**20)
    assert 0 <= ahead.projection_low <= ahead.projection_year_end <= ahead.projection_high <= 100
    assert ahead.reached_in is None or ahead.reached_in >= max(period for period, _ in values)


def test_the_range_at_the_horizon_opens_further_than_at_the_years_end():
    ahead = forecast(series(50, 51, 53, 52, 54, 56), target(2026, 70), UP)
    assert ahead.projection_horizon_low < ahead.projection_horizon < ahead.projection_horizon_high
    near = ahead.projection_high - ahead.projection_low
    assert ahead.projection_horizon_high - ahead.projection_horizon_low > near > 0


def test_without_a_projection_to_the_horizon_there_is_no_range_either():
    ahead = forecast(series(1, 2, 3), target(2026, 5), UP, restarts=True)
    assert (ahead.projection_horizon, ahead.projection_horizon_low, ahead.projection_horizon_high) == (None,) * 3


@pytest.mark.parametrize(
    ("values", "asked", "direction", "expected"),
    [
        pytest.param((1, 1, 2), target(2026, 9), UP, 6, id="6,5 of a thing are 6"),
        pytest.param((9, 9, 8), target(2026, 2, "<="), DOWN, 4, id="3,5 left over are still 4"),
        pytest.param((None, None, 0, None, None, 1, None, None, 2), target(2026, 3), UP, 3, id="a third is not exact"),
    ],
)
def test_a_part_of_a_thing_is_none_yet(values, asked, direction, expected):
    ahead = forecast(series(*values), asked, direction, whole=True)
    for projected in (ahead.projection_year_end, ahead.projection_low, ahead.projection_high, ahead.projection_horizon):
        assert projected == int(projected)
    assert ahead.projection_year_end == expected
    reaches = ahead.reached_in is not None and ahead.reached_in <= Period(2026, 12)
    assert reaches == (expected >= asked.value if direction is UP else expected <= asked.value)
