"""What an agency must say of a line that is not on its way, and whether what it promised last time was kept.

The one rule of who owes causes and a remedy: the check of a return, the page of lacking words and the list of
the secretariat all read it. Source: the plan of Gia Lai, section IV; docs/adr/0015.
"""

from __future__ import annotations

from enum import StrEnum

from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.standing import Absence, Standing, Status
from lib.domain.submission import Line

WORDS = ("subjective_cause", "objective_cause", "remedy")
_OWE_WORDS = frozenset((Status.MISSED, Status.REGRESSING, Status.BEHIND, Status.AT_RISK))
_ON_ITS_WAY = frozenset((Status.MET, Status.ON_TRACK))


class PromiseOutcome(StrEnum):
    """What became of a promised remedy."""

    KEPT = "kept"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


def owes_words(status: Status, awaiting_second_source: bool = False) -> bool:
    """Whether a line owes both causes and a remedy: it is late or not met; not where it only awaits its second source,
    nor where no pace is claimed (`unpaced`).
    """
    return status in _OWE_WORDS and not awaiting_second_source


def missing_words(line: Line | Standing) -> tuple[str, ...]:
    """Which of subjective cause, objective cause and remedy a line leaves out."""
    return tuple(column for column in WORDS if not getattr(line, column))


def lacks_words(line: Standing) -> bool:
    """Whether a line that owes both causes and a remedy leaves any of them out."""
    return owes_words(line.status, line.awaiting_second_source) and bool(missing_words(line))


def outcome(then: Standing, now: Standing) -> PromiseOutcome:
    """Whether the remedy promised with one figure was kept by a later one.

    Kept: the line is met or on its path again, or has since moved the right way at least as fast as it had to when the
    promise was made (required speed × months). A figure that is not recognised has kept nothing; without two figures
    of one year, or without a target to move to, it cannot be told. That the remedy is why it moved is not claimed.
    """
    if now.status in _ON_ITS_WAY:
        return PromiseOutcome.KEPT
    if now.absence is Absence.NOT_RECOGNISED:
        return PromiseOutcome.NOT_YET
    if now.status is Status.NO_DATA or now.period.year != then.period.year:
        return PromiseOutcome.UNKNOWN
    if now.kind == IndicatorKind.QUALITATIVE:
        return PromiseOutcome.NOT_YET
    if then.value is None or now.value is None or then.required_speed is None:
        return PromiseOutcome.UNKNOWN
    sign = 1 if now.direction == Direction.UP else -1
    moved = sign * (now.value - then.value)
    asked = sign * then.required_speed * (now.period - then.period)
    return PromiseOutcome.KEPT if moved >= asked and moved > 0 else PromiseOutcome.NOT_YET
