"""How much the harnesses do: little beside the other tests, much with `make soak` (`SOAK=long`).

`SOAK_SEED` moves every random choice; each harness names the seed of what it finds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How many of what; `seconds` are random times of a kill, the rest are numbers of things."""

    mutated: int
    hostile_step: int
    kills: int
    writers: int
    writes: int
    races: int
    full_disk_steps: int
    returns_at_once: int
    examples: int


SMALL = Size(
    mutated=56,
    hostile_step=4,
    kills=6,
    writers=2,
    writes=3,
    races=2,
    full_disk_steps=2,
    returns_at_once=12,
    examples=8,
)
LONG = Size(
    mutated=1400,
    hostile_step=1,
    kills=210,
    writers=8,
    writes=40,
    races=40,
    full_disk_steps=20,
    returns_at_once=155,
    examples=400,
)
SIZE = LONG if os.environ.get("SOAK") == "long" else SMALL
SEED = int(os.environ.get("SOAK_SEED", "20260520"))
