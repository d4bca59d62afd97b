"""The straight scale of one line: 0–100 for shares, from 0 to past the farthest mark for the rest."""

from __future__ import annotations

from decimal import Decimal

from lib.domain.catalog import IndicatorKind
from lib.domain.standing import Standing

_HUNDRED = Decimal(100)


def scale_of(standing: Standing) -> tuple[Decimal, Decimal]:
    """Both ends of the scale, in the unit of the line. It holds 0 and every mark."""
    if standing.kind == IndicatorKind.SHARE:
        return Decimal(0), _HUNDRED
    marks = [Decimal(0), *marks_of(standing)]
    low, high = min(marks), max(marks)
    room = (high - low) / 20 or Decimal(1)
    return (low - room if low < 0 else low), high + room


def marks_of(standing: Standing) -> list[Decimal]:
    """Every value that is drawn on the scale: actual, target, horizon, baseline."""
    targets = (standing.target, standing.horizon_target)
    values = [standing.value, standing.baseline_value, *(target.value for target in targets if target)]
    return [value for value in values if value is not None]


def position(value: Decimal, low: Decimal, high: Decimal) -> float:
    """Where a value lies between both ends, in percent; outside values stay at the end."""
    share = (value - low) * 100 / (high - low) if high != low else Decimal(0)
    return round(float(min(max(share, Decimal(0)), _HUNDRED)), 2)
