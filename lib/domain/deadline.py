"""Deadlines as plans write them, read into what can be tracked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline cell. `kind`: month, quarter, year, range, date, year-end, quarter-end, recurring,
    continuous, conditional, mixed, inherit, invalid. `end` holds the last day that is named.

    `boundary` is `by` or `before`; `occurrences` are `MM-DD` marks or words («day 20», «month end»).
    """

    raw: str
    kind: str
    start: date | None = None
    end: date | None = None
    boundary: str | None = None
    recurrence: str | None = None
    occurrences: tuple[str, ...] = ()
    condition: str | None = None
    can_be_overdue: bool = False


def parse_deadline(text: str, group_label: str | None = None, plan_year: int | None = None) -> Deadline:
    """Read a deadline cell; a blank one takes the years of its group row."""
    raise NotImplementedError
