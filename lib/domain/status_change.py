"""When a line's status changed, from what to what, and which act was the cause.

Only acts are logged. That a date passes (a return falls due, a target's day comes) changes what a reader sees
without any act, and is no row of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lib.domain.standing import Absence, Status


class ChangeCause(StrEnum):
    """Which act changed a status. `catalog`: who owes it or how it is measured was corrected."""

    NEW_PERIOD = "new_period"
    LATE_RETURN = "late_return"
    CORRECTION = "correction"
    UNDO = "undo"
    RECOGNITION = "recognition"
    BASELINE = "baseline"
    TARGET_CHANGE = "target_change"
    CATALOG = "catalog"
    REVIEW = "review"


BRINGS_A_PERIOD = frozenset((ChangeCause.NEW_PERIOD, ChangeCause.LATE_RETURN))


@dataclass(frozen=True, slots=True)
class Act:
    """What is being done to the ledger: cause, moment (ISO, UTC), the submission, decision or review behind it."""

    cause: ChangeCause
    at: str
    submission: int | None = None
    decision: int | None = None
    review: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as a reader sees it: a `Status`, or the `Absence` of one without data, and whether it is certain."""

    word: str
    conclusive: bool = True

    @classmethod
    def of(cls, status: str, absence: str | None, conclusive: bool = True) -> Mark:
        """The mark of a standing's columns."""
        return cls(absence or status, conclusive)

    @property
    def counts_as_met(self) -> bool:
        """Whether it may be counted as «Đạt»."""
        return self.word == Status.MET and self.conclusive


MISSING = Mark(Absence.MISSING)


@dataclass(frozen=True, slots=True, order=True)
class LineKey:
    """One line of the kept standings: indicator and agency (0: the plan's total) by row id, and month number."""

    indicator_id: int
    agency_id: int
    period: int


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One line whose status is no longer what it was; `was` None when there was no figure before."""

    key: LineKey
    was: Mark | None
    became: Mark


def changes(
    before: Mapping[LineKey, Mark], after: Mapping[LineKey, Mark], since: int, cause: ChangeCause
) -> Iterator[StatusChange]:
    """The lines from a month number on whose status an act changed.

    A figure of a new period is compared with the newest one before it; every other act with what stood at the
    same period. before also holds the lines earlier than `since`, for the first kind.
    """
    by_line = _by_line(before) if cause in BRINGS_A_PERIOD else {}
    for key in sorted(before.keys() | after.keys()):
        if key.period < since:
            continue
        was = before.get(key) or _newest_before(by_line, key)
        became = after.get(key, MISSING)
        if differs(was, became):
            yield StatusChange(key, was, became)


def differs(was: Mark | None, became: Mark) -> bool:
    """Whether a status became another one, or «Đạt» began or ceased to be certain; other doubts are no change."""
    return was is None or was.word != became.word or was.counts_as_met != became.counts_as_met


def _by_line(marks: Mapping[LineKey, Mark]) -> dict[tuple[int, int], list[tuple[int, Mark]]]:
    found: dict[tuple[int, int], list[tuple[int, Mark]]] = {}
    for key in sorted(marks):
        found.setdefault((key.indicator_id, key.agency_id), []).append((key.period, marks[key]))
    return found


def _newest_before(by_line: Mapping[tuple[int, int], Iterable[tuple[int, Mark]]], key: LineKey) -> Mark | None:
    earlier = [mark for period, mark in by_line.get((key.indicator_id, key.agency_id), ()) if period < key.period]
    return earlier[-1] if earlier else None
