"""Two indicators side by side as their documents write them, what both names hold marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.charts.bullet import row_link
from lib.charts.markup import Markup, element, joined
from lib.domain.indicator_names import plain_words
from lib.domain.naming import fold
from lib.wording.numbers import MISSING

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Side:
    """One indicator: its plan, a note (level, year, row), its name as written, facts as (label, text)."""

    plan: str
    note: str
    name: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kin:
    """One member of a family in a list: where a click leads, its plan, a note, its name, its targets."""

    key: str
    plan: str
    note: str
    name: str
    targets: str


def side_by_side(
    first: Side, second: Side, shared: Sequence[str], why: Sequence[tuple[str, str]], score: str
) -> Markup:
    """Both indicators, the facts in rows of the same label; facts that neither has are left out.

    shared: the runs of words that both names hold. why: what makes them alike, as (label, text).
    """
    heads = (
        element("div", element("b", side.plan), element("small", side.note), class_="sct-side-plan")
        for side in (first, second)
    )
    names = (element("div", *_marked(side.name, shared), class_="sct-side-name") for side in (first, second))
    facts = (
        part
        for (label, one), (_, other) in zip(first.facts, second.facts, strict=True)
        if {one, other} != {MISSING}
        for part in _fact(label, one, other)
    )
    grid = element("div", *heads, *names, *facts, class_="sct-sides")
    reasons = (element("span", element("b", f"{label}: "), text) for label, text in why)
    return joined(grid, element("p", element("b", score), *reasons, class_="sct-side-why"))


def kin_rows(members: Iterable[Kin]) -> Markup:
    """The members of a family, each leading to its indicator."""
    rows = (
        row_link(
            kin.key,
            None,
            f"{kin.plan}: {kin.name}; {kin.targets}",
            element("span", element("b", kin.plan), element("small", kin.note)),
            element("span", kin.name),
            element("span", kin.targets, class_="sct-kin-goals"),
            class_="sct-kin-row sct-row",
        )
        for kin in members
    )
    return element("div", *rows, class_="sct-kin-list")


def _fact(label: str, one: str, other: str) -> tuple[Markup, ...]:
    same = " sct-side-same" if one == other else ""
    cells = (element("span", text, class_=f"sct-side-fact{same}") for text in (one, other))
    return (element("span", label, class_="sct-side-label"), *cells)


def _marked(name: str, shared: Sequence[str]) -> list[str | Markup]:
    """The name in parts, what the other holds too as marks; an abbreviation counts as the words it stands for."""
    keys = {fold(word) for run in shared for word in run.split()}
    parts: list[str | Markup] = []
    at = 0
    for start, end in _runs(name, keys):
        parts += [name[at:start], element("mark", name[start:end])]
        at = end
    return [*parts, name[at:]]


def _runs(name: str, keys: set[str]) -> list[tuple[int, int]]:
    """Where two or more words in a row stand that are among the keys."""
    runs: list[tuple[int, int, int]] = []
    before = False
    for found in _WORD.finditer(name):
        words = plain_words(found[0])
        held = bool(words) and all(fold(word) in keys for word in words)
        if held and before:
            start, _, count = runs.pop()
            runs.append((start, found.end(), count + len(words)))
        elif held:
            runs.append((found.start(), found.end(), len(words)))
        before = held
    return [(start, end) for start, end, count in runs if count > 1]
