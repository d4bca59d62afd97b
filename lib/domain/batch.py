"""Many returns at once: which of them can be taken together, and which need a look of their own."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is to be done with one file of a batch."""

    FAULTY = "faulty"  # goes back: no figure of it is taken
    CLASHING = "clashing"  # another file of the batch is for the same agency and period: a person must choose
    ASKS_REASON = "asks_reason"  # can be taken once its warnings are answered
    READY = "ready"  # can be taken
    REPEATED = "repeated"  # the same bytes as an earlier file of the batch
    DUPLICATE = "duplicate"  # just this file is in force already


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of one file: its bytes by hash, and whose return it is (plan, agency, period) if it says so."""

    sha256: str
    about: Hashable | None
    is_blocked: bool
    asks_reason: bool
    is_in_force: bool


def verdicts(files: Sequence[Candidate]) -> tuple[Verdict, ...]:
    """The verdict of each file of a batch, in its order."""
    rivals: dict[Hashable, set[str]] = {}
    first: dict[str, int] = {}
    for place, file in enumerate(files):
        first.setdefault(file.sha256, place)
        if file.about is not None and not file.is_blocked:
            rivals.setdefault(file.about, set()).add(file.sha256)
    return tuple(
        Verdict.REPEATED if first[file.sha256] != place else _verdict(file, len(rivals.get(file.about, ())))
        for place, file in enumerate(files)
    )


def _verdict(file: Candidate, n_rivals: int) -> Verdict:
    if file.is_in_force:
        return Verdict.DUPLICATE
    if file.is_blocked:
        return Verdict.FAULTY
    if n_rivals > 1:
        return Verdict.CLASHING
    return Verdict.ASKS_REASON if file.asks_reason else Verdict.READY
