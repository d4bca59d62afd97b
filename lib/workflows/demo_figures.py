"""Made-up figures of a demo ledger: each agency has its own size, start and pace on each indicator.

Everything follows from the codes of agency and indicator, so the same ledger comes out each time. Floating
point is good enough for what is made up; what is typed into a form are whole numbers.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lib.domain.agency import Agency
from lib.workflows.shipped import DATA

SEED = "sổ thử 2026"
DEMO = DATA / "demo"
HUNDRED = 100.0


class Temper(StrEnum):
    """How an agency goes about an indicator."""

    EXCELLENT = "excellent"
    STEADY = "steady"
    SLOW = "slow"
    LATE = "late"  # little until the summer, then much
    FADING = "fading"  # a good start, then little
    STUCK = "stuck"
    REGRESSING = "regressing"


_PACE = {"excellent": 1.25, "steady": 1.0, "slow": 0.66, "late": 1.0, "fading": 0.75, "stuck": 0.08, "regressing": -0.3}
_BEND = {"late": 2.4, "fading": 0.45}  # the exponent of the way from start to end
_LIKELY = {
    True: (15, 33, 22, 9, 7, 8, 6),  # communes
    False: (26, 36, 16, 9, 5, 4, 4),  # departments and offices
}
_NUMBERS = ("local_b", "department_b", "start", "pace", "drift", "spread", "rise", "second")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the figures of one indicator are made; see `data/demo/README.md`. Levels in percent."""

    ordinal: int
    growth: str
    local_b: float
    department_b: float
    start: float
    pace: float
    drift: float
    spread: float
    rise: float
    has_baseline: bool
    second: float


@dataclass(frozen=True, slots=True)
class Course:
    """One agency's year on one indicator: from its level of 2025 to that of the year's end, over b items."""

    pattern: Pattern
    temper: Temper
    start: float
    end: float
    b: float
    has_baseline: bool
    gives_second: bool
    key: str

    def level(self, month: int) -> float:
        """Percent at the end of a month, before chance has its say."""
        bend = _BEND.get(self.temper, 1.0)
        return float(self.start + (self.end - self.start) * (month / 12) ** bend)


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up figure: a and b of a share, or a count."""

    a: int
    b: int | None
    second: float | None = None

    @property
    def percent(self) -> float:
        """The share in percent (a count as it is)."""
        return self.a * HUNDRED / self.b if self.b else float(self.a)


def chance(*key: object) -> random.Random:
    """A source of chance that belongs to a key alone."""
    return random.Random(":".join((SEED, *map(str, key))))


def patterns(path: Path = DEMO / "figures.csv") -> Mapping[int, Pattern]:
    """The table of patterns by the ordinal of the indicator."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_pattern(row) for row in csv.DictReader(file)]
    return {row.ordinal: row for row in rows}


def course(agency: Agency, pattern: Pattern, target: float) -> Course:
    """An agency's year on an indicator whose target is `target`."""
    key = f"{agency.code}:{pattern.ordinal}"
    dice = chance("course", key)
    temper = _temper(agency, pattern, dice)
    lean = 0.0 if not pattern.spread else -1.0 if agency.kind.is_local else 3.0
    start = min(97.0, max(0.0, pattern.start + lean + dice.gauss(0, pattern.spread)))
    ahead = target if pattern.growth == "count" else max(target - start, 6.0)
    pace = pattern.pace * (_PACE[temper] + dice.gauss(0, 0.01 * pattern.spread))
    return Course(
        pattern=pattern,
        temper=temper,
        start=start,
        end=min(HUNDRED, max(2.0, start + ahead * pace + pattern.drift)),
        b=(pattern.local_b if agency.kind.is_local else pattern.department_b)
        * (size(agency) if pattern.spread else 1.0),
        has_baseline=pattern.has_baseline and dice.random() < 0.9,
        gives_second=dice.random() < pattern.second,
        key=key,
    )


def size(agency: Agency) -> float:
    """How large an agency is against a typical one of its kind."""
    return min(3.0, max(0.4, chance("size", agency.code).lognormvariate(0, 0.4)))


def year(course: Course, months: int) -> tuple[Made, ...]:
    """The figures of the first months of the year; cumulative ones never fall."""
    if course.pattern.growth == "count":
        return tuple(Made(int(course.b * month / 12 + 0.1), None) for month in range(1, months + 1))
    made: list[Made] = []
    for month in range(1, months + 1):
        before = made[-1] if made else Made(0, 0)
        b = max(before.b or 0, round(_items(course, month)))
        wanted = min(HUNDRED, course.level(month) + chance("noise", course.key, month).gauss(0, 0.2))
        a = min(b, max(before.a, round(b * wanted / HUNDRED)))
        made.append(Made(a, b, _second(course, month, a * HUNDRED / b)))
    return tuple(made)


def _items(course: Course, month: int) -> float:
    if course.pattern.growth == "flow":
        shares = [chance("flow", course.key, past).uniform(0.9, 1.1) for past in range(1, month + 1)]
        return max(20.0, course.b * sum(shares) / 12)
    rise = course.pattern.rise + (0.1 if course.temper is Temper.REGRESSING else 0)
    return max(8.0, course.b * (1 + rise * month / 12))


def _second(course: Course, month: int, percent: float) -> float | None:
    """The second source, in percent to one place: mostly close, now and then more than two points apart."""
    if not course.gives_second:
        return None
    dice = chance("second", course.key, month)
    apart = dice.choice((-1, 1)) * dice.uniform(2.3, 4.5) if dice.random() < 0.02 else dice.gauss(-0.2, 0.4)
    return round(min(HUNDRED, max(0.0, percent + apart)), 1)


def _temper(agency: Agency, pattern: Pattern, dice: random.Random) -> Temper:
    """Mostly the agency's own temper, on one indicator in four another; a pattern without spread is steady."""
    if not pattern.spread:
        return Temper.STEADY
    source = dice if dice.random() < 0.25 else chance("temper", agency.code)
    return source.choices(tuple(Temper), _LIKELY[agency.kind.is_local])[0]


def _pattern(row: Mapping[str, str]) -> Pattern:
    numbers = {name: float(row[name]) for name in _NUMBERS}
    return Pattern(int(row["ordinal"]), row["growth"], has_baseline=row["baseline"] == "yes", **numbers)
