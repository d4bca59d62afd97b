"""Targets and actuals as plans write them, read into comparator, value and unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One demand inside a cell that holds several."""

    comparator: str
    value: Decimal
    unit: str = ""
    value2: Decimal | None = None
    scope: str | None = None
    when: str | None = None
    baseline: str | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a cell says. `kind`: quant, range, rank, change, change+final, multi, qualitative, empty, status.

    `comparator_written` is literal (`none` for a bare number); `comparator_graded` is what the value is
    judged by (`manual` where a person grades, `none` for an actual).
    """

    raw: str
    kind: str
    comparator_written: str
    comparator_graded: str
    value: Decimal | None = None
    value2: Decimal | None = None
    unit: str | None = None
    scope: str | None = None
    when: str | None = None
    parts: tuple[Part, ...] = ()


def parse_quantity(text: str, unit_cell: str = "", role: str = "target") -> Quantity:
    """Read a target (`role="target"`) or an actual (`role="actual"`)."""
    raise NotImplementedError
