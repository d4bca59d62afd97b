"""How far a person has looked at a submission, and who may do the next step.

Source: the secretariat's order of work: received, checked, accepted or returned; «bốn mắt» when switched on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lib.domain.naming import search_key
from lib.domain.submission import Outcome


class ReviewAction(StrEnum):
    """What a person does with a submission that waits: look it through, accept it, send it back."""

    CHECK = "check"
    ACCEPT = "accept"
    RETURN = "return"


class ReviewState(StrEnum):
    """Where a submission stands. `REFUSED`: its checks kept its figures out, no person had to."""

    RECEIVED = "received"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REFUSED = "refused"
    UNDONE = "undone"

    @property
    def is_waiting(self) -> bool:
        """Whether its figures are provisional: they count, marked, until a person accepts or returns them."""
        return self in (ReviewState.RECEIVED, ReviewState.CHECKED)

    @property
    def stands(self) -> bool:
        """Whether its figures count while no newer version does: accepted, or waiting for its review."""
        return self is ReviewState.ACCEPTED or self.is_waiting


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """How returns are reviewed. needed: a figure is provisional until it is accepted; four_eyes: by somebody else."""

    needed: bool = False
    four_eyes: bool = False


def review_state(outcome: Outcome, needs_review: bool, actions: Sequence[ReviewAction], undone: bool) -> ReviewState:
    """Where a submission stands after the actions on it, oldest first."""
    if outcome is Outcome.REFUSED:
        return ReviewState.REFUSED
    if undone:
        return ReviewState.UNDONE
    if ReviewAction.RETURN in actions:
        return ReviewState.RETURNED
    if not needs_review or ReviewAction.ACCEPT in actions:
        return ReviewState.ACCEPTED
    return ReviewState.CHECKED if actions else ReviewState.RECEIVED


def is_same_person(one: str, other: str) -> bool:
    """Whether two names as typed are of one person: accents, case and spaces do not tell people apart."""
    return search_key(one) == search_key(other)


def may_accept(rules: ReviewRules, actor: str, uploaded_by: str, checked_by: Sequence[str]) -> bool:
    """Whether somebody may accept a submission: under «bốn mắt» neither who uploaded it nor who checked it."""
    return not rules.four_eyes or not any(is_same_person(actor, other) for other in (uploaded_by, *checked_by))
