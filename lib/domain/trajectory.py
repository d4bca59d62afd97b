"""The path that a plan asks for: from the baseline through the year targets, linear by whole months.

Source: `docs/rules.md` §4 (the path).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from lib.domain.catalog import Direction, IndicatorKind, Measure
from lib.domain.gap import demand
from lib.domain.period import Period
from lib.domain.standing import YearTarget


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What one indicator of one agency (or of the plan as a whole) is judged by.

    targets: graded, of the judged level only, sorted by year; baseline_value in the indicator's unit,
    None when it is not known (a baseline is never inherited from the plan by its agencies).
    """

    kind: IndicatorKind
    direction: Direction
    targets: tuple[YearTarget, ...]
    baseline_date: date
    baseline_value: Decimal | None
    risky: bool = False
    measure: Measure = Measure.CUMULATIVE

    @property
    def restarts(self) -> bool:
        """Whether the figure begins again at 0 on 1 January: a count of things since then."""
        return self.kind is IndicatorKind.COUNT and self.measure is Measure.CUMULATIVE


@dataclass(frozen=True, slots=True)
class Leg:
    """The straight stretch of a path on which a period ends: two values, months passed of months in all."""

    start: Decimal
    end: Decimal
    passed: int
    months: int

    @property
    def height(self) -> Decimal:
        """The path's value times `months`: exact, as nothing is divided."""
        return self.start * self.months + (self.end - self.start) * self.passed

    @property
    def value(self) -> Decimal:
        """P in the indicator's unit."""
        return self.height / self.months


@dataclass(frozen=True, slots=True)
class Course:
    """Progress towards one target at one period: the value started from, months passed of months in all
    since then, and the leg of the path on which the period ends.
    """

    start: Decimal
    passed: int
    months: int
    leg: Leg


def year_end(year: int) -> date:
    """The day by which a year's target must have been reached."""
    return date(year, 12, 31)


def month_of(day: date) -> int:
    """The number (`Period.index`) of the last month that had ended by a day."""
    ended = day.day == monthrange(day.year, day.month)[1]
    return day.year * 12 + day.month - (1 if ended else 2)


def origin(yardstick: Yardstick, target: YearTarget) -> tuple[date, Decimal] | None:
    """The date and value from which progress towards a target is measured, None without a baseline.

    A count that restarts begins at 0 at the end of the year before the target's.
    """
    if yardstick.restarts:
        return year_end(target.year - 1), Decimal(0)
    if yardstick.baseline_value is None:
        return None
    return yardstick.baseline_date, yardstick.baseline_value


def course_of(yardstick: Yardstick, target: YearTarget, at: Period) -> Course | None:
    """How far along towards a target a period is; None where there is no baseline or no path after it."""
    begun = origin(yardstick, target)
    if begun is None or at.index <= (first := month_of(begun[0])):
        return None
    stretch = leg(knots(yardstick), at)
    if stretch is None:
        return None
    return Course(begun[1], at.index - first, month_of(year_end(target.year)) - first, stretch)


def knots(yardstick: Yardstick) -> tuple[tuple[date, Decimal], ...]:
    """The corners of the path, (date, value in the indicator's unit), sorted by date; () without a path.

    A count that restarts gives a saw: the 0 of 31 December follows the target of the same day.
    """
    if yardstick.restarts:
        return _saw(yardstick)
    if yardstick.baseline_value is None:
        return ()
    corners = [(yardstick.baseline_date, yardstick.baseline_value)]
    for target in yardstick.targets:
        asked = demand(target, yardstick.direction)
        if asked is not None and year_end(target.year) > corners[-1][0]:
            corners.append((year_end(target.year), asked))
    return tuple(corners) if len(corners) > 1 else ()


def _saw(yardstick: Yardstick) -> tuple[tuple[date, Decimal], ...]:
    corners: list[tuple[date, Decimal]] = []
    for target in yardstick.targets:
        asked = demand(target, yardstick.direction)
        if asked is None:
            continue
        start = year_end(target.year - 1)
        if corners and corners[-1][0] < start:  # years without a target ask for nothing
            corners.append((corners[-1][0], Decimal(0)))
        corners += [(start, Decimal(0)), (year_end(target.year), asked)]
    return tuple(corners)


def leg(knots: Sequence[tuple[date, Decimal]], at: Period) -> Leg | None:
    """The stretch on which a period ends; level after the last knot, None up to the first one."""
    if len(knots) < 2 or at.index <= month_of(knots[0][0]):
        return None
    for (left, start), (right, end) in pairwise(knots):
        if at.index <= (last := month_of(right)):
            first = month_of(left)
            return Leg(start, end, at.index - first, last - first)
    return Leg(knots[-1][1], knots[-1][1], 1, 1)


def expected_value(knots: Sequence[tuple[date, Decimal]], at: Period) -> Decimal | None:
    """P at the end of a period, in the indicator's unit: linear between knots by whole months.

    None when there is no path, and for periods on or before the first knot's date; after the last
    knot its value stays. knots: sorted by date; a date inside a month counts from the month before.
    """
    stretch = leg(knots, at)
    return None if stretch is None else stretch.value
