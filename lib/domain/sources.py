"""Whether a figure stands on two sources: two names, and, where there is a number, two values that agree.

Source: `docs/rules.md` §8; the plan of Gia Lai, section IV.3 (indicators at high risk of error need two sources).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from lib.domain.catalog import IndicatorKind
from lib.domain.naming import fold
from lib.domain.submission import Line
from lib.domain.thresholds import SHIPPED, Thresholds


class TwoValues(Protocol):
    """A figure with the value that a second source gives: a line of a return, or a standing."""

    @property
    def a(self) -> int | None: ...
    @property
    def b(self) -> int | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def second_value(self) -> Decimal | None: ...


def are_two(first: str | None, second: str | None) -> bool:
    """Whether a second source is named, and is not the first one in another spelling."""
    return fold(second or "") not in ("", fold(first or ""))


def sources_agree(kind: IndicatorKind, line: Line, thresholds: Thresholds = SHIPPED) -> bool:
    """Whether a line names two sources and gives two values no further apart than allowed; in words, two names."""
    if not are_two(line.source_system, line.second_source):
        return False
    return kind is IndicatorKind.QUALITATIVE or values_agree(kind, line, thresholds) is True


def values_agree(kind: IndicatorKind, figure: TwoValues, thresholds: Thresholds = SHIPPED) -> bool | None:
    """Whether two values are no further apart than so many points (of other kinds: percent of the first).

    None without two values. Exact: a share is compared as 100·a against second·b.
    """
    second, points = figure.second_value, thresholds.second_source_points
    if second is None or figure.value is None:
        return None
    if kind is not IndicatorKind.SHARE:
        return abs(figure.value - second) * 100 <= points * abs(figure.value)
    over, per = (Decimal(100 * figure.a), figure.b) if figure.a is not None and figure.b else (figure.value, 1)
    return abs(over - second * per) <= points * per
