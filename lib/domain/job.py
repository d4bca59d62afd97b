"""Jobs: many files sent together, from their coming in to what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lib.domain.batch import Verdict
from lib.domain.issue import Issue, asks_reason, is_blocked


class Decision(StrEnum):
    """What a person decided on a job, once."""

    CONFIRM = "confirm"
    CANCEL = "cancel"


class FileEnd(StrEnum):
    """What became of a file whose taking was promised."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # recorded as returned, as was promised
    DUPLICATE = "duplicate"  # just this file had come in force by then
    CHANGED = "changed"  # judged otherwise than promised: nothing was written, a person must look again


class JobState(StrEnum):
    """How far a job is, derived from its files and its decision."""

    EMPTY = "empty"  # no return among the files
    READING = "reading"
    READY = "ready"  # judged, waits for a person
    TAKING = "taking"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has something to do on it."""
        return self in (JobState.READING, JobState.TAKING)

    @property
    def is_open(self) -> bool:
        """Whether something is still to come, from a worker or from a person."""
        return self.is_under_way or self is JobState.READY


@dataclass(frozen=True, slots=True)
class Progress:
    """How many files of a job are returns, and how far they are."""

    n_returns: int
    n_read: int
    n_judged: int
    n_promised: int
    n_ended: int


def job_state(progress: Progress, decision: Decision | None) -> JobState:
    """The state that the facts of a job amount to."""
    if decision is Decision.CANCEL:
        return JobState.CANCELLED
    if decision is Decision.CONFIRM:
        return JobState.TAKING if progress.n_ended < progress.n_promised else JobState.DONE
    if not progress.n_returns:
        return JobState.EMPTY
    return JobState.READY if progress.n_judged == progress.n_returns else JobState.READING


def promise(verdict: Verdict, findings: Iterable[Issue], is_chosen: bool) -> Verdict:
    """What can be promised of a file: its verdict, or, of one that a person chose among rivals, its own."""
    if verdict is not Verdict.CLASHING or not is_chosen:
        return verdict
    return Verdict.ASKS_REASON if any(map(asks_reason, findings)) else Verdict.READY


def keeps_promise(promised: Verdict, seen: Sequence[Issue], now: Sequence[Issue]) -> bool:
    """Whether a file is still what the person who confirmed it saw: no new fault, and nothing new to be answered."""
    if promised is Verdict.FAULTY or is_blocked(now):
        return promised is Verdict.FAULTY and is_blocked(now)
    answered = {_question(issue) for issue in seen} if promised is Verdict.ASKS_REASON else set()
    return all(_question(issue) in answered for issue in now if asks_reason(issue))


def _question(issue: Issue) -> tuple[str | None, ...]:
    return issue.code, issue.sheet, issue.cell, issue.subject
