"""How much the harnesses do: little beside the other tests, much with `make soak` (`SOAK=long`).

`SOAK_SEED` moves every random choice; each harness names the seed of what it finds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How many of what.

    every: of a fixed list of cases each n-th is looked at; kills: at a step of each act, and at a random time;
    controls: faults made on purpose that the kills must find.
    """

    mutated: int
    every: int
    killed_acts: tuple[str, ...]
    kills: int
    kills_in_time: int
    controls: int
    writers: int
    writes: int
    races: int
    full_disk_steps: int
    returns_at_once: int
    examples: int


SMALL = Size(
    mutated=28,
    every=9,
    killed_acts=("upload", "back_up", "undo"),
    kills=3,
    kills_in_time=0,
    controls=2,
    writers=2,
    writes=3,
    races=1,
    full_disk_steps=1,
    returns_at_once=6,
    examples=8,
)
LONG = Size(
    mutated=1400,
    every=1,
    killed_acts=("upload", "migrate", "undo", "back_up", "not_recognise", "lock", "set_up"),
    kills=210,
    kills_in_time=42,
    controls=4,
    writers=8,
    writes=40,
    races=40,
    full_disk_steps=20,
    returns_at_once=155,
    examples=400,
)
SIZE = LONG if os.environ.get("SOAK") == "long" else SMALL
SEED = int(os.environ.get("SOAK_SEED", "20260520"))
