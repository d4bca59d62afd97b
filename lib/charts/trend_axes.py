"""The axes of the trend: months and years on one number line, values with a few round ticks, and their place in px."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from lib.charts.scale import fills_hundred
from lib.charts.text_width import width_of
from lib.domain.catalog import IndicatorKind
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.wording import numbers

HORIZON_X = 17.5
_STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "5", "10"))


@dataclass(frozen=True, slots=True)
class Knot:
    """A mark of the figure: place on the number axis, value in the indicator's unit."""

    x: float
    y: Decimal


@dataclass(frozen=True, slots=True)
class Size:
    """How large a drawing is, in px, and its letters; `is_small`: a phone, on which words are short."""

    name: str
    width: float
    height: float
    letters: float
    is_small: bool = False


SIZES = (Size("wide", 860, 380, 15), Size("middle", 600, 360, 15), Size("small", 340, 320, 13, is_small=True))


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot within its drawing: where an axis value stands, in px from the top left."""

    size: Size
    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, at: float) -> float:
        """Where a place on the number axis stands."""
        return self.left + (self.right - self.left) * (at - self.first) / (self.last - self.first)

    def y(self, value: Decimal | float) -> float:
        """Where a value stands."""
        return self.bottom - (self.bottom - self.top) * (float(value) - self.low) / (self.high - self.low)

    def at(self, knot: Knot) -> tuple[float, float]:
        """Where a mark stands."""
        return self.x(knot.x), self.y(knot.y)


def frame_of(size: Size, ends: tuple[float, float], ticks: Sequence[str], goes_on: bool) -> Frame:
    """The plot of a drawing: room at the left for the widest tick, below for the years; `goes_on` beyond the year."""
    left = max(width_of(text, size.letters - 1) for text in (*ticks, "0")) + 14
    return Frame(size, left, size.width - 6, 8, size.height - 26, -0.45, HORIZON_X + 0.9 if goes_on else 13.3, *ends)


def month_x(period: Period, year: int) -> float:
    """Where the end of a month stands: December of the year before at 0, of the year at 12."""
    return float(min(max(period - Period(year - 1, 12), 0), 12))


def year_x(target_year: int, year: int, last: int) -> float:
    """Where the end of a year stands: the assessed one at 12, the last at 17.5, those between in equal steps."""
    return span_x(12 * (target_year - year + 1), year, last)


def span_x(months: float, year: int, last: int) -> float:
    """Where the end of a month stands that is so many months after the assessed year's beginning."""
    if months <= 12 or last <= year:
        return float(min(max(months, 0), 12))
    return 12 + (HORIZON_X - 12) * (months - 12) / (12 * (last - year))


def bounds(standing: Standing, values: Sequence[Decimal]) -> tuple[float, float]:
    """Both ends of the value axis with room for words; a full percentage stays near 0–100."""
    if not values:
        return 0.0, 100.0
    low, high = min(values), max(values)
    span = (high - low) or max(abs(high) / 10, Decimal(1))
    bottom, top = low - span * Decimal("0.22"), high + span * Decimal("0.16")
    if fills_hundred(standing):
        bottom = max(bottom, Decimal(-4) if low < 8 else Decimal(0))
    elif low >= 0:
        bottom = max(bottom, -span * Decimal("0.08"))
    return float(bottom), float(top)


def value_ticks(low: float, high: float, standing: Standing) -> tuple[list[float], list[str]]:
    """Three to six round ticks between both ends, in Vietnamese; a full percentage ends at 100, things are whole."""
    unit = standing.unit.strip()
    whole = standing.kind == IndicatorKind.COUNT
    step = _step(Decimal(str(high - low)), 7 if whole else 5)
    step = max(Decimal(1), Decimal(ceil(step))) if whole else step
    first, last = ceil(Decimal(str(low)) / step), floor(Decimal(str(high)) / step)
    places = [step * i for i in range(first, last + 1)]
    if unit.startswith("%"):
        places = [place for place in places if 0 <= place <= 100]
    sign = f"{numbers.NBSP}%" if unit.startswith("%") else ""
    return [float(place) for place in places], [numbers.trimmed(place, 4) + sign for place in places]


def _step(span: Decimal, most: int) -> Decimal:
    """The round step that gives at most so many spaces."""
    rough = span / most
    power = Decimal(1).scaleb(rough.adjusted()) if rough > 0 else Decimal(1)
    return next(step * power for step in _STEPS if step * power >= rough)
