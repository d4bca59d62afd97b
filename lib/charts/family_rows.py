"""One indicator in several plans: a row per plan on one shared scale, linked and never summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.charts.bullet import row_link
from lib.charts.chips import chip, small_badge
from lib.charts.markup import Markup, element
from lib.charts.scale import fills_hundred, marks_of, position
from lib.domain.catalog import IndicatorKind
from lib.domain.standing import Absence, Standing, Status
from lib.wording import links as words
from lib.wording.labels import look
from lib.wording.numbers import as_written
from lib.wording.sentences import baseline_text, proof, value_text

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Goal:
    """A target of the assessed year as written; `level` a word or empty; `judges`: the line is judged by it."""

    raw: str
    level: str
    value: Decimal | None
    judges: bool


@dataclass(frozen=True, slots=True)
class Member:
    """One plan's row: `key` where a click leads, or None for the plan that is looked at; `when` the figure's period."""

    key: str | None
    plan: str
    note: str
    line: Standing
    when: str
    goals: tuple[Goal, ...]


def family_rows(members: Sequence[Member]) -> Markup:
    """The rows in the order given, all on one scale."""
    ends = shared_scale(members)
    return element("div", _header(ends), *(_row(member, ends) for member in members), class_="sct-family", role="list")


def shared_scale(members: Sequence[Member]) -> tuple[Decimal, Decimal] | None:
    """Both ends of the one scale: 0–100 for shares, else from 0 past the farthest mark; None for answers in words."""
    lines = [member.line for member in members]
    if any(line.kind == IndicatorKind.QUALITATIVE for line in lines):
        return None
    if all(fills_hundred(line) for line in lines):
        return Decimal(0), _HUNDRED
    goals = [goal.value for member in members for goal in member.goals if goal.value is not None]
    marks = [Decimal(0), *goals, *(mark for line in lines for mark in marks_of(line))]
    low, high = min(marks), max(marks)
    return low, high + ((high - low) / 20 or Decimal(1))


def _header(ends: tuple[Decimal, Decimal] | None) -> Markup:
    keys = (
        element("span", element("i", class_=f"sct-key-{kind}"), word, class_="sct-key")
        for kind, word in (("bar", "kết quả"), ("tick", "mục tiêu"), ("aside", "mục tiêu cấp khác"), ("base", "mốc"))
    )
    whole = element("span", "thang 0–100", class_="sct-key") if ends == (Decimal(0), _HUNDRED) else None
    scale = element("span", *keys, whole, class_="sct-keys") if ends else element("span")
    return element(
        "div",
        element("span", "Kế hoạch"),
        element("span", "Trạng thái"),
        scale,
        element("span", "Kết quả", class_="sct-num"),
        element("span", "Mục tiêu"),
        element("span", "Mốc", class_="sct-num"),
        class_="sct-kin sct-head",
        aria_hidden="true",
    )


def _row(member: Member, ends: tuple[Decimal, Decimal] | None) -> Markup:
    line = member.line
    refused = " sct-refused" if line.status is Status.NO_DATA else ""
    here = element("span", words.HERE, class_="sct-badge") if member.key is None else None
    cells = (
        element(
            "span",
            element("b", member.plan),
            here,
            small_badge(line),
            element("small", member.note),
            class_="sct-kin-plan",
        ),
        element("span", chip(line), element("small", member.when), class_="sct-kin-state"),
        element("span", _bar(member, ends)),
        element("span", element("b", value_text(line)), class_=f"sct-num sct-value sct-kin-value{refused}"),
        element(
            "span",
            element("span", "Mục tiêu ", class_="sct-phone"),
            *map(_goal, sorted(member.goals, key=lambda goal: not goal.judges)),
            class_="sct-kin-goals",
        ),
        element(
            "span",
            element("span", "mốc ", class_="sct-phone"),
            baseline_text(line),
            class_="sct-num sct-kin-base",
        ),
    )
    own = " sct-kin-here" if member.key is None else " sct-row"
    label = f"{member.plan}, {member.note}, {member.when}. {proof(line)}"
    if member.key is None:
        return element("div", element("div", *cells, class_=f"sct-kin{own}", aria_label=label), role="listitem")
    return element("div", row_link(member.key, None, label, *cells, class_=f"sct-kin{own}"), role="listitem")


def _goal(goal: Goal) -> Markup:
    level = f"{goal.level}: " if goal.level else ""
    if goal.judges:
        return element("span", level, element("b", as_written(goal.raw)), class_="sct-kin-goal")
    unused = element("small", f" {words.UNUSED}")
    return element("span", level, as_written(goal.raw), unused, class_="sct-kin-goal sct-kin-unused")


def _bar(member: Member, ends: tuple[Decimal, Decimal] | None) -> Markup:
    if ends is None:
        return element("span", "Định tính", class_="sct-no-scale")
    line = member.line
    ticks = (
        _mark("tick" if goal.judges else "aside", goal.value, ends, f"Mục tiêu {goal.level} {as_written(goal.raw)}")
        for goal in sorted(member.goals, key=lambda goal: goal.judges)
    )
    base = _mark("base", line.baseline_value, ends, f"Mốc: {baseline_text(line)}")
    return element("span", _value(line, ends), base, *ticks, class_="sct-bar")


def _value(line: Standing, ends: tuple[Decimal, Decimal]) -> Markup:
    refused = line.absence is Absence.NOT_RECOGNISED
    if line.value is None or (line.status is Status.NO_DATA and not refused):
        return element("i", class_="sct-none-line")
    shown = look(line)
    hollow = " sct-hollow" if shown.hollow else " sct-striped" if refused else ""
    width = position(line.value, *ends)
    return element("i", class_=f"sct-fillbar sct-bar-{shown.role}{hollow}", style=f"width:{width:g}%")


def _mark(kind: str, value: Decimal | None, ends: tuple[Decimal, Decimal], title: str) -> Markup | None:
    if value is None:
        return None
    return element("i", class_=f"sct-{kind}", style=f"left:{position(value, *ends):g}%", title=title)
