"""What a measurement says, and how two works are timed against each other in one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: a work, what it took, what its floor or peer took, and the goal of their ratio.

    ours, floor: in `unit`; ratio: ours ÷ floor unless the goal is one of `unit` itself. `skipped`: code of the reason.
    """

    work: str
    ours: float | None = None
    floor: float | None = None
    unit: str = "ms"
    ratio: float | None = None
    goal: float | None = None
    skipped: str | None = None

    @property
    def held(self) -> bool | None:
        """Whether the goal is reached; `None` without a goal or a figure."""
        return None if self.goal is None or self.ratio is None else self.ratio <= self.goal

    def row(self) -> dict[str, Any]:
        """The line as plain data."""
        return asdict(self) | {"held": self.held}


def against(work: str, ours: float, floor: float, goal: float | None, unit: str = "ms") -> Result:
    """A work held against its floor, both in `unit`."""
    return Result(work, ours, floor, unit, ours / floor if floor else None, goal)


def seconds(work: Work) -> float:
    """How long one work takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(ours: Work, floor: Work, rounds: int) -> tuple[float, float]:
    """The mean time of two works in milliseconds, each run once a round, the first of a round by turns."""
    spent = [0.0, 0.0]
    ours(), floor()  # warm
    for turn in range(rounds):
        for which in (0, 1) if turn % 2 else (1, 0):
            spent[which] += seconds((ours, floor)[which])
    return spent[0] * 1000 / rounds, spent[1] * 1000 / rounds
