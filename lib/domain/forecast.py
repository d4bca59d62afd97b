"""Speed, and where it leads: the median of pairwise slopes (Theil–Sen), carried on in a straight line.

A projection is an estimate for orientation; it never enters a status.

Source: `docs/rules.md` §7; P. K. Sen, Journal of the American Statistical Association 63 (1968).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from math import ceil, floor
from statistics import median, quantiles

from lib.domain.catalog import Direction
from lib.domain.gap import demand, satisfies, sense
from lib.domain.period import Period
from lib.domain.standing import YearTarget
from lib.domain.thresholds import SHIPPED, Thresholds

Bounds = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a series is heading. Speeds are in the indicator's unit per month, signed; the rest in its unit.

    required_speed is 0 when the target is already met. projection_low and _high are the year-end range from the 25th to
    the 75th percentile of the pairwise slopes, projection_horizon_low and _high the same at the horizon.
    """

    speed: Decimal | None = None
    required_speed: Decimal | None = None
    projection_year_end: Decimal | None = None
    projection_low: Decimal | None = None
    projection_high: Decimal | None = None
    projection_horizon: Decimal | None = None
    projection_horizon_low: Decimal | None = None
    projection_horizon_high: Decimal | None = None
    reached_in: Period | None = None


def forecast(
    series: Sequence[tuple[Period, Decimal]],
    target: YearTarget | None,
    direction: Direction,
    *,
    bounds: Bounds = (None, None),
    breaks: frozenset[Period] = frozenset(),
    horizon_year: int = 2030,
    thresholds: Thresholds = SHIPPED,
    at: Period | None = None,
    restarts: bool = False,
    whole: bool = False,
) -> Forecast:
    """Speed over the last periods with a figure, projections from the newest one, month of reaching.

    series: (period, figure), one per period; a break is the first period that cannot be compared with
    those before. at: the assessed period (default: the newest figure's). restarts: a count that begins
    again at 0 each January (each year is a break, and nothing is projected beyond the year). whole: things, of which
    a part is none yet: projections are whole numbers.
    """
    points = sorted(dict(series).items())
    if not points:
        return Forecast()
    newest, value = points[-1]
    at = max(at or newest, newest)
    if restarts and at.year > newest.year:
        return Forecast()
    if restarts and target is not None and target.year > at.year:
        target = None
    slopes = _slopes(_comparable(points, breaks, restarts, thresholds.speed_window), thresholds)
    required = _required_speed(value, target, direction, at)
    if not slopes:
        return Forecast(required_speed=required)
    line = _Line(newest, value, median(slopes), bounds, direction if whole else None)
    slow, _, fast = quantiles(slopes, n=4, method="inclusive")
    low, high = replace(line, speed=slow), replace(line, speed=fast)
    year_end, horizon = Period(at.year, 12), Period(horizon_year, 12)
    goes_on = not restarts and horizon >= newest
    return Forecast(
        speed=line.speed,
        required_speed=required,
        projection_year_end=line.at(year_end),
        projection_low=low.at(year_end),
        projection_high=high.at(year_end),
        projection_horizon=line.at(horizon) if goes_on else None,
        projection_horizon_low=low.at(horizon) if goes_on else None,
        projection_horizon_high=high.at(horizon) if goes_on else None,
        reached_in=_reached_in(line, target, direction, year_end if restarts else horizon),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A straight line from the newest figure, kept within the natural bounds.

    things: the direction that is better of a count of whole things, None where parts count too.
    """

    newest: Period
    value: Decimal
    speed: Decimal
    bounds: Bounds
    things: Direction | None = None

    def at(self, period: Period) -> Decimal:
        return self.whole(self.clip(self.value + self.speed * (period - self.newest)))

    def whole(self, value: Decimal) -> Decimal:
        """A half-made thing is none yet: never rounded to the better side."""
        if self.things is None:
            return value
        nearly = round(value, 9)  # a slope of 1/3 is not exact
        return Decimal(floor(nearly) if self.things is Direction.UP else ceil(nearly))

    def clip(self, value: Decimal) -> Decimal:
        low, high = self.bounds
        if low is not None and value < low:
            return low
        return high if high is not None and value > high else value


def _comparable(
    points: Sequence[tuple[Period, Decimal]], breaks: frozenset[Period], restarts: bool, window: int
) -> Sequence[tuple[Period, Decimal]]:
    """The last points of the window, none from before the last break."""
    newest = points[-1][0]
    starts = [period for period in breaks if period <= newest]
    if restarts:
        starts.append(Period(newest.year, 1))
    since = max(starts, default=points[0][0])
    return [point for point in points if point[0] >= since][-window:]


def _slopes(points: Sequence[tuple[Period, Decimal]], thresholds: Thresholds) -> list[Decimal]:
    """Slopes of all pairs, per month; none when there are too few points."""
    if len(points) < max(3, thresholds.speed_minimum_points):
        return []
    return [(late[1] - early[1]) / (late[0] - early[0]) for early, late in combinations(points, 2)]


def _required_speed(value: Decimal, target: YearTarget | None, direction: Direction, at: Period) -> Decimal | None:
    """(T − y) over the whole months left; 0 when met; None without a target or months."""
    asked = None if target is None else demand(target, direction)
    if target is None or asked is None:
        return None
    if satisfies(value, target, direction):
        return Decimal(0)
    left = Period(target.year, 12) - at
    return (asked - value) / left if left > 0 else None


def _reached_in(line: _Line, target: YearTarget | None, direction: Direction, horizon: Period) -> Period | None:
    """The first month whose projection meets the target, the newest figure's own included.

    None when the line leads elsewhere, ends at a bound, or gets there after the horizon and T's year.
    """
    asked = None if target is None else demand(target, direction)
    if target is None or asked is None:
        return None
    if satisfies(line.value, target, direction):
        return line.newest
    limit = max(horizon, Period(target.year, 12)) - line.newest
    short = asked - line.value
    if short * line.speed < 0 or abs(short) > abs(line.speed) * limit or line.clip(asked) != asked:
        return None
    is_strict = sense(target, direction) in ("<", ">")
    if line.speed == 0 or (is_strict and asked in line.bounds):
        return None
    away = round(short / line.speed, 9)  # a slope of 1/3 is not exact: 30.000…03 months are 30
    months = floor(away) + 1 if is_strict else ceil(away)
    return line.newest + months if months <= limit else None
