"""The axes of the trend: months and years on one number line, values with a few round ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from lib.charts.scale import fills_hundred
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.wording import numbers

HORIZON_X = 17.5
HEIGHT = 380  # px
_STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "5", "10"))


@dataclass(frozen=True, slots=True)
class Knot:
    """A mark of the figure: place on the number axis, value in the indicator's unit."""

    x: float
    y: Decimal


def month_x(period: Period, year: int) -> float:
    """Where the end of a month stands: December of the year before at 0, of the year at 12."""
    return float(min(max(period - Period(year - 1, 12), 0), 12))


def year_x(target_year: int, year: int, last: int) -> float:
    """Where the end of a year stands: the assessed one at 12, the last at 17.5, those between in equal steps."""
    if target_year <= year:
        return 12.0
    return 12 + (HORIZON_X - 12) * (target_year - year) / (last - year)


def bounds(standing: Standing, values: Sequence[Decimal]) -> tuple[float, float]:
    """Both ends of the value axis with room for words; a full percentage stays near 0–100."""
    projected = (standing.projection_year_end, standing.projection_low, standing.projection_high)
    marks = [*values, *(value for value in projected if value is not None)]
    if not marks:
        return 0.0, 100.0
    low, high = min(marks), max(marks)
    span = (high - low) or max(abs(high) / 10, Decimal(1))
    bottom, top = low - span * Decimal("0.22"), high + span * Decimal("0.16")
    if fills_hundred(standing):
        bottom = max(bottom, Decimal(-4) if low < 8 else Decimal(0))
    elif low >= 0:
        bottom = max(bottom, -span * Decimal("0.08"))
    return float(bottom), float(top)


def value_ticks(low: float, high: float, unit: str) -> tuple[list[float], list[str]]:
    """Three to six round ticks between both ends, written in Vietnamese; a full percentage ends at 100."""
    step = _step(Decimal(str(high - low)))
    first, last = ceil(Decimal(str(low)) / step), floor(Decimal(str(high)) / step)
    places = [step * i for i in range(first, last + 1)]
    if unit.strip().startswith("%"):
        places = [place for place in places if 0 <= place <= 100]
    sign = f"{numbers.NBSP}%" if unit.strip().startswith("%") else ""
    return [float(place) for place in places], [numbers.trimmed(place, 4) + sign for place in places]


def _step(span: Decimal) -> Decimal:
    """The round step that gives at most five spaces."""
    rough = span / 5
    power = Decimal(1).scaleb(rough.adjusted()) if rough > 0 else Decimal(1)
    return next(step * power for step in _STEPS if step * power >= rough)
