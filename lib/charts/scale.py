"""The straight scale of one line: 0–100 for shares, from 0 to past the farthest mark for the rest."""

from __future__ import annotations

from decimal import Decimal

from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.standing import Standing
from lib.wording.ranking import goal_of

_HUNDRED = Decimal(100)


def scale_of(standing: Standing) -> tuple[Decimal, Decimal]:
    """Both ends of the scale, in the unit of the line. It holds 0 and every mark."""
    if fills_hundred(standing):
        return Decimal(0), _HUNDRED
    marks = [Decimal(0), *marks_of(standing)]
    low, high = min(marks), max(marks)
    room = (high - low) / 20 or Decimal(1)
    return (low - room if low < 0 else low), high + room


def fills_hundred(standing: Standing) -> bool:
    """Whether a line is drawn from 0 to 100: a plain percentage where more is better."""
    return standing.kind == IndicatorKind.SHARE and standing.unit.strip() == "%" and standing.direction == Direction.UP


def marks_of(standing: Standing) -> list[Decimal]:
    """Every value that is drawn on the scale: actual, target, horizon, baseline."""
    horizon = standing.horizon_target.value if standing.horizon_target else None
    values = [standing.value, standing.baseline_value, goal_of(standing), horizon]
    return [value for value in values if value is not None]


def position(value: Decimal, low: Decimal, high: Decimal) -> float:
    """Where a value lies between both ends, in percent; outside values stay at the end."""
    share = (value - low) * 100 / (high - low) if high != low else Decimal(0)
    return round(float(min(max(share, Decimal(0)), _HUNDRED)), 2)
