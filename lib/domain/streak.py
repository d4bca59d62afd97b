"""For how many periods on end a line has lagged, or an agency has been silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile

from lib.domain.period import Period
from lib.domain.standing import Status

LAGGING = frozenset((Status.MISSED, Status.BEHIND, Status.REGRESSING))


class StreakKind(StrEnum):
    """What goes on: lines that lag (missed, behind, regressing), or no answer at all."""

    LAGGING = "lagging"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Streak:
    """What goes on and for how many periods on end, the newest among them; only periods in which it was owed count."""

    kind: StreakKind
    length: int


@dataclass(frozen=True, slots=True)
class Course:
    """How a line came to where it stands: its streak, and its first figure of the year (period, value)."""

    streak: Streak | None = None
    first: tuple[Period, Decimal] | None = None


def streak_of(marks: Sequence[Status | None]) -> Streak | None:
    """The streak that a line's statuses end in; None when the last one is neither lagging nor missing.

    marks: one for each period in which the line was owed and due, oldest first; None where no answer came.
    """
    if not marks:
        return None
    if marks[-1] is None:
        return Streak(StreakKind.SILENT, _trailing(mark is None for mark in reversed(marks)))
    if marks[-1] in LAGGING:
        return Streak(StreakKind.LAGGING, _trailing(mark in LAGGING for mark in reversed(marks)))
    return None


def agency_streak(streaks: Iterable[Streak | None]) -> Streak | None:
    """The streak of an agency, of those of all lines it owes: silent only while every line is; else its longest lag."""
    found = list(streaks)
    silent = [each.length for each in found if each and each.kind is StreakKind.SILENT]
    if found and len(silent) == len(found):
        return Streak(StreakKind.SILENT, min(silent))
    lagging = [each.length for each in found if each and each.kind is StreakKind.LAGGING]
    return Streak(StreakKind.LAGGING, max(lagging)) if lagging else None


def _trailing(held: Iterable[bool]) -> int:
    return sum(takewhile(bool, held))
