"""What the agencies of a demo ledger send in, and when: habits, slips, corrections, words. All of it made up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from statistics import median
from typing import Any

from lib.domain.agency import Agency
from lib.domain.period import Calendar, Period
from lib.domain.submission import Answer
from lib.excel.filled_form import Entry
from lib.workflows.demo_figures import DEMO, Course, Made, chance

Lines = Mapping[str, Mapping[str, Entry]]  # what is typed, by indicator code, then column key

_LATE_AND_MISSING = ((0.70, 0.04, 0.003), (0.95, 0.30, 0.04), (1.0, 0.55, 0.12))  # up to, late, not sent at all
_NEVER_ANSWERED = 8  # the ordinal that some communes leave blank, or give without a and b


@dataclass(frozen=True, slots=True)
class Habits:
    """How an agency reports. `silent_from`: the first month from which nothing comes any more."""

    agency: Agency
    rank: int
    late: float
    missing: float
    silent_from: int | None

    def sends(self, month: int) -> bool:
        """Whether a return comes in for a month."""
        is_silent = self.silent_from is not None and month >= self.silent_from
        return not is_silent and chance("missing", self.agency.code, month).random() >= self.missing


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file that is to come in: the typed lines, the day, and the reason for what it will be asked."""

    received_on: date
    agency: Agency
    lines: Lines
    reason: str | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Reported:
    """One indicator of one agency over the months, with what its lines are held against."""

    code: str
    ordinal: int
    course: Course
    target: float
    source_system: str | None
    figures: tuple[Made, ...]

    def is_behind(self, month: int) -> bool:
        """Whether the figure lies below a straight way from the start of the year to its target."""
        path = self.course.start + (self.target - self.course.start) * month / 12
        return self.figures[month - 1].percent < min(path, self.target)


@cache
def phrases() -> Mapping[str, Any]:
    """The words of the demo."""
    return tomllib.loads((DEMO / "phrases.toml").read_text(encoding="utf-8"))


def words(sentence: str, **facts: str) -> str:
    """A sentence of the demo, marked as made up."""
    return f"{sentence.format_map(facts)} {phrases()['mark']}"


def habits(agency: Agency, rank: int) -> Habits:
    """The habits of an agency; among the communes every fiftieth falls silent in spring."""
    dice = chance("habits", agency.code).random()
    late, missing = next((late, missing) for limit, late, missing in _LATE_AND_MISSING if dice < limit)
    return Habits(agency, rank, late, missing, 2 + rank % 3 if rank % 50 == 47 else None)


def parcels(who: Habits, reported: tuple[Reported, ...], period: Period, calendar: Calendar) -> Iterator[Parcel]:
    """What an agency sends in for a month, in order of its days: nothing, one file, or one and its correction."""
    if not who.sends(period.month):
        return
    dice = chance("parcels", who.agency.code, period.month)
    due = calendar.due_date(period)
    is_late = dice.random() < who.late
    day = due + timedelta(days=dice.randint(1, 9) if is_late else -dice.randint(0, 5))
    right = Parcel(day, who.agency, _lines(who, reported, period), _reason(reported, period.month))
    slip = dice.random()
    if slip < 0.008:
        yield replace(right, lines=_beyond(right.lines))
        yield replace(right, received_on=day + timedelta(days=1))
    elif slip < 0.04:
        yield replace(right, lines=_too_much(right.lines), reason=words(phrases()["reason"]))
        yield replace(right, received_on=day + timedelta(days=dice.randint(2, 6)))
    else:
        yield right


def withdrawn(who: Habits, reported: tuple[Reported, ...], period: Period, day: date) -> Parcel:
    """A second file that was sent by mistake (last month's figures), to be undone."""
    lines = _lines(who, reported, period + -1 if period.month > 1 else period)
    return Parcel(day, who.agency, lines, words(phrases()["reason"]), is_withdrawn=True)


def _lines(who: Habits, reported: tuple[Reported, ...], period: Period) -> Lines:
    typed = ((one.code, _line(who, one, period)) for one in reported)
    return {code: line for code, line in typed if line}


def _line(who: Habits, one: Reported, period: Period) -> Mapping[str, Entry]:
    month = period.month
    dice = chance("line", one.course.key, month)
    answer = _answer(who, one, month)
    if answer is None or dice.random() < 0.003:
        return {}
    if answer is not Answer.FIGURE:
        return {"answer": answer}
    line: dict[str, Entry] = {"answer": answer, **_numbers(who, one, month)}
    if one.source_system and dice.random() < 0.93:
        line["source_system"] = one.source_system
    if dice.random() < 0.85:
        number, day = str(dice.randint(11, 390)), f"14/{month:02d}/{period.year}"
        line["evidence"] = words(dice.choice(phrases()["evidence"]), number=number, day=day)
    if one.is_behind(month) and dice.random() < 0.9:
        line |= _causes(one)
    return line


def _answer(who: Habits, one: Reported, month: int) -> Answer | None:
    local = who.agency.kind.is_local
    dice = chance("answer", one.course.key)
    if local and one.ordinal == _NEVER_ANSWERED and who.rank % 40 == 31:
        return None
    if one.ordinal in (4, 7) and dice.random() < (0.03 if local else 0.2):
        return Answer.NOT_APPLICABLE
    if local and one.ordinal == 4 and month <= dice.randint(-20, 2):
        return Answer.NOTHING_ARISING
    return Answer.FIGURE


def _numbers(who: Habits, one: Reported, month: int) -> dict[str, Entry]:
    made = one.figures[month - 1]
    if made.b is None:
        return {"value": made.a}
    if who.agency.kind.is_local and one.ordinal == _NEVER_ANSWERED and who.rank % 60 == 23:
        return {"value": Decimal(f"{made.percent:.1f}")}
    numbers: dict[str, Entry] = {"a": made.a, "b": made.b}
    if made.second is not None:
        source = chance("source", one.course.key).choice(phrases()["second_source"])
        numbers |= {"second_value": Decimal(str(made.second)), "second_source": source}
    return numbers


def _causes(one: Reported) -> dict[str, Entry]:
    """Causes and remedy; an agency gives the same ones for months on end, as they do."""
    found: dict[str, Entry] = {}
    for column in ("subjective_cause", "objective_cause", "remedy"):
        known = phrases()[{"remedy": "remedies"}.get(column, f"{column}s")]
        dice = chance(column, one.course.key)
        if dice.random() < 0.94:
            found[column] = words(dice.choice(known[str(one.ordinal)] * 2 + known["all"]))
    return found


def _reason(reported: tuple[Reported, ...], month: int) -> str | None:
    """The reason given beforehand where the sender knows that a line will be asked about."""
    asked = any(_is_odd(one.figures[:month]) for one in reported)
    return words(phrases()["reason"]) if asked else None


def _is_odd(figures: tuple[Made, ...]) -> bool:
    last = figures[-1]
    is_flat = len(figures) > 2 and all(one.b and one.a == one.b for one in figures[-3:])
    is_apart = last.second is not None and abs(last.second - last.percent) > 1.9
    return is_flat or is_apart or _is_far([one.percent for one in figures])


def _is_far(percents: list[float]) -> bool:
    """Whether the newest value will look far from the earlier ones (a little before the check does)."""
    *past, newest = percents
    if len(past) < 5:
        return False
    middle = median(past)
    spread = median(abs(value - middle) for value in past)
    return spread == 0 or 0.6745 * abs(newest - middle) / spread >= 2.8


def _beyond(lines: Lines) -> Lines:
    """A slip that is refused: a larger than b on the first line that has both."""
    for code, line in lines.items():
        a, b = line.get("a"), line.get("b")
        if isinstance(a, int) and isinstance(b, int):
            return {**lines, code: {**line, "a": b + a + 1}}
    return lines


def _too_much(lines: Lines) -> Lines:
    """A slip that passes and is corrected later: a somewhat too large on the first line that has room."""
    for code, line in lines.items():
        a, b = line.get("a"), line.get("b")
        if isinstance(a, int) and isinstance(b, int) and b - a > b // 10 > 0:
            return {**lines, code: {**line, "a": a + b // 12}}
    return lines
