"""What an agency must say of a line that is not on its way, and whether what it promised last time was kept."""

from __future__ import annotations

from enum import StrEnum

from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.standing import Absence, Standing, Status

NOT_ON_TRACK = frozenset((Status.MISSED, Status.REGRESSING, Status.BEHIND, Status.AT_RISK))
_ON_ITS_WAY = frozenset((Status.MET, Status.ON_TRACK))


class PromiseOutcome(StrEnum):
    """What became of a promised remedy."""

    KEPT = "kept"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


def lacks_words(line: Standing) -> bool:
    """Whether a line that is not on its way lacks a cause (subjective or objective) or a remedy.

    Source: the plan of Gia Lai, section IV.
    """
    has_cause = bool(line.subjective_cause or line.objective_cause)
    return line.status in NOT_ON_TRACK and not (has_cause and line.remedy)


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
