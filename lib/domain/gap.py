"""How far a figure is from its target: in the indicator's unit, and in items of work.

All comparisons are exact: a share is compared as 100·a against T·b, never as a rounded percentage.

Source: `docs/rules.md` §4 (targets, gap and need).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from math import ceil, floor

from lib.domain.catalog import Direction
from lib.domain.standing import YearTarget
from lib.domain.thresholds import SHIPPED

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "=": operator.eq,
    "<=": operator.le,
    "<": operator.lt,
}


def sense(target: YearTarget, direction: Direction = Direction.UP) -> str:
    """The comparator that decides: as graded; a bare number, «khoảng» or a range goes by the direction."""
    if target.comparator in _COMPARE:
        return target.comparator
    return ">=" if direction is Direction.UP else "<="


def demand(target: YearTarget, direction: Direction = Direction.UP) -> Decimal | None:
    """The number to reach, in the indicator's unit: of a range the end that is reached first."""
    if target.comparator == "range" and direction is Direction.DOWN and target.value2 is not None:
        return target.value2
    return target.value


def satisfies(
    value: Decimal | int | None, target: YearTarget, direction: Direction = Direction.UP, per: int = 1
) -> bool:
    """Whether `value / per` meets the target by its comparator; a share is given as (100·a, per b)."""
    asked = demand(target, direction)
    if value is None or asked is None:
        return False
    return _COMPARE[sense(target, direction)](Decimal(value), asked * per)


def gap(value: Decimal | None, target: YearTarget, direction: Direction = Direction.UP) -> Decimal | None:
    """The distance to the target in the indicator's unit, ≥ 0; None without a number on either side.

    A figure that stands exactly on a strict target has gap 0 and is still not met: see `need`.
    """
    asked = demand(target, direction)
    if value is None or asked is None:
        return None
    short = asked - value
    match sense(target, direction):
        case "=":
            return abs(short)
        case ">=" | ">":
            return max(Decimal(0), short)
        case _:
            return max(Decimal(0), -short)


def need(a: int | None, b: int | None, target: YearTarget, direction: Direction = Direction.UP) -> int | None:
    """How many items more (fewer for ≤ and <) in a, b unchanged, until the share meets its target.

    None without a, b, without items (b = 0), without a number to reach, or when no whole number equals
    an `=` target.
    """
    asked = demand(target, direction)
    if a is None or b is None or b < 1 or asked is None:
        return None
    return _items(asked * b / 100 - a, sense(target, direction))


def need_of_count(value: Decimal | None, target: YearTarget, direction: Direction = Direction.UP) -> int | None:
    """How many items more (fewer for ≤ and <) until a counted figure meets its target."""
    asked = demand(target, direction)
    if value is None or asked is None:
        return None
    return _items(asked - value, sense(target, direction))


def _items(short: Decimal, comparator: str) -> int | None:
    match comparator:
        case ">=":
            return max(0, ceil(short))
        case ">":
            return max(0, floor(short) + 1)
        case "<=":
            return max(0, ceil(-short))
        case "<":
            return max(0, floor(-short) + 1)
        case _:
            return abs(int(short)) if short == int(short) else None


def vital_few(needs: Sequence[tuple[str, int]], share: Decimal = SHIPPED.vital_few_share) -> tuple[str, ...]:
    """The fewest agencies that together make `share` of all items needed, largest need first.

    needs: (agency code, items). Equal needs are taken in order of code; nobody when nothing is needed.
    """
    ranked = sorted(needs, key=lambda one: (-one[1], one[0]))
    wanted = share * sum(items for _, items in ranked)
    chosen: list[str] = []
    together = 0
    for code, items in ranked:
        if together >= wanted:
            break
        chosen.append(code)
        together += items
    return tuple(chosen)
