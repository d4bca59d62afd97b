"""What the trend draws, on its axes: figures, required path, targets, projection with its range, breaks.

The path is the one that judges (`lib.domain.trajectory.knots`), so that what is drawn and the verdict never differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lib.charts.trend_axes import HORIZON_X, Knot, month_x, span_x, year_x
from lib.domain.period import Period
from lib.domain.series_break import SeriesBreak, parts
from lib.domain.standing import Standing, Status, YearTarget
from lib.domain.trajectory import expected_value, month_of
from lib.wording.pace import HORIZON_YEAR
from lib.wording.ranking import goal_of

Path = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one trend; `points` stand beside their lines, oldest first; `goals` are (year, mark).

    ahead, low, high: the projection and both ends of its range, from the newest figure on. `breaks`: where each one
    stands, between the last month before it and its own. goes_on: whether anything lies beyond the assessed year.
    """

    line: Standing
    start: Knot | None
    path: tuple[Knot, ...]
    goals: tuple[tuple[int, Knot], ...]
    points: tuple[Knot, ...]
    lines: tuple[Standing, ...]
    pieces: tuple[tuple[Knot, ...], ...]
    ahead: tuple[Knot, ...]
    low: tuple[Knot, ...]
    high: tuple[Knot, ...]
    breaks: tuple[tuple[float, SeriesBreak], ...]
    last: int

    @property
    def goes_on(self) -> bool:
        """Whether anything lies beyond the assessed year."""
        return self.last > self.line.period.year

    @property
    def values(self) -> list[Decimal]:
        """Every value drawn, which the axis must hold."""
        found = (*self.points, *self.path, *self.ahead, *self.low, *self.high, *(knot for _, knot in self.goals))
        return [knot.y for knot in (*found, *([self.start] if self.start else []))]

    @property
    def horizon(self) -> tuple[int, Knot] | None:
        """The target of the last year, drawn as a diamond."""
        return next((goal for goal in self.goals if goal[1].x == HORIZON_X), None)


def marks_of(
    line: Standing,
    history: Sequence[Standing],
    path: Path = (),
    targets: Sequence[YearTarget] = (),
    breaks: tuple[SeriesBreak, ...] = (),
    baseline_period: Period | None = None,
) -> Marks:
    """The marks of one line.

    history: the same line at each period of the year, any order. path: the corners that judge. targets: further year
    targets between the judged one and the horizon. baseline_period: the month at whose end the baseline stands
    (None: December of the year before).
    """
    asked = _asked(line, targets)
    projects = line.projection_horizon is not None
    last = max([line.period.year, *asked, *([HORIZON_YEAR] if projects else [])])
    lines = _figures(line, history)
    points = tuple(Knot(month_x(one.period, line.period.year), one.value) for one in lines if one.value is not None)
    ahead, low, high = (
        _ahead(line, points, last, *ends)
        for ends in (
            (line.projection_year_end, line.projection_horizon),
            (line.projection_low, line.projection_horizon_low),
            (line.projection_high, line.projection_horizon_high),
        )
    )
    return Marks(
        line=line,
        start=_start(line, baseline_period),
        path=_path(path, line.period.year, last),
        goals=tuple((year, Knot(year_x(year, line.period.year, last), asked[year])) for year in sorted(asked)),
        points=points,
        lines=lines,
        pieces=_pieces(lines, points, breaks),
        ahead=ahead,
        low=low,
        high=high,
        breaks=_breaks(line, breaks),
        last=last,
    )


def _start(line: Standing, baseline_period: Period | None) -> Knot | None:
    """The baseline, in the year that it opens."""
    year = line.period.year
    stands = baseline_period or Period(year - 1, 12)
    if line.baseline_value is None or stands < Period(year - 1, 12):
        return None
    return Knot(month_x(stands, year), line.baseline_value)


def _asked(line: Standing, targets: Sequence[YearTarget]) -> dict[int, Decimal]:
    """The number asked for by year, from the assessed year on; a target of a year past still judges at its end."""
    year = line.period.year
    found: dict[int, Decimal] = {}
    for target in (*targets, *(each for each in (line.target, line.horizon_target) if each)):
        if target.value is not None and target.year >= year:
            found[target.year] = target.value
    if line.target and (goal := goal_of(line)) is not None:
        found[max(line.target.year, year)] = goal
    return found


def _figures(line: Standing, history: Sequence[Standing]) -> tuple[Standing, ...]:
    """The lines with a figure of the assessed year, in order of time, each period once, up to the line's own."""
    found = {one.period: one for one in (*history, line) if one.value is not None}
    kept = (period for period in sorted(found) if period.year == line.period.year and period <= line.period)
    return tuple(found[period] for period in kept if found[period].status is not Status.NO_DATA)


def _path(path: Path, year: int, last: int) -> tuple[Knot, ...]:
    """The corners of the required path from the end of the year before on."""
    before = Period(year - 1, 12)
    begun = expected_value(path, before)  # none up to the first corner
    opening = [] if begun is None else [Knot(0.0, begun)]
    placed = ((month_of(day) - before.index, value) for day, value in path)
    after = (Knot(span_x(months, year, last), value) for months, value in placed if months >= len(opening))
    return (*opening, *after)


def _pieces(
    lines: Sequence[Standing], points: Sequence[Knot], breaks: tuple[SeriesBreak, ...]
) -> tuple[tuple[Knot, ...], ...]:
    """The figures in stretches that can be compared: no line leads across a break."""
    found: list[list[Knot]] = []
    before: Period | None = None
    for line, point in zip(lines, points, strict=True):
        if before is None or parts(breaks, before, line.period):
            found.append([])
        found[-1].append(point)
        before = line.period
    return tuple(map(tuple, found))


def _ahead(
    line: Standing, points: Sequence[Knot], last: int, year_end: Decimal | None, horizon: Decimal | None
) -> tuple[Knot, ...]:
    """A projection from the newest figure over the year's end to the horizon, bent where a bound stops it."""
    if year_end is None or not points:
        return ()
    newest, year = points[-1], line.period.year
    way = [newest] if newest.x >= 12 else [newest, Knot(12.0, year_end)]
    years = HORIZON_YEAR - year
    if horizon is None or years < 1:
        return tuple(way) if len(way) > 1 else ()
    slope = (year_end - newest.y) / Decimal(12 - newest.x) if newest.x < 12 else (horizon - year_end) / (12 * years)
    low, high = sorted((year_end, horizon))
    for n in range(1, years):
        carried = min(max(year_end + slope * 12 * n, low), high)
        way.append(Knot(year_x(year + n, year, last), carried))
    return (*way, Knot(year_x(HORIZON_YEAR, year, last), horizon))


def _breaks(line: Standing, breaks: tuple[SeriesBreak, ...]) -> tuple[tuple[float, SeriesBreak], ...]:
    year = line.period.year
    return tuple((month_x(one.period, year) - 0.5, one) for one in breaks if one.period.year == year)
