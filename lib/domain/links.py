"""The same indicator as it stands in several plans: linked by a person, never merged.

A link says that two indicators of different plans are one; a rejection, that they are not. A family is what links hold
together, directly or by way of others. Within a family no plan stands twice, and no two members have been told apart:
otherwise a chain of links would end in what nobody meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from lib.domain.catalog import Indicator
from lib.domain.contrasts import contrast, traits_of
from lib.domain.likeness import at_most, likeness, words_of

ALIKE = 55  # a suggestion is at least this alike (0–100); in the five shipped plans what is one indicator reaches 59


class Verdict(StrEnum):
    """What a person said of two indicators."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Link:
    """A person's word on two indicators, by their codes in order; `at` is a moment (ISO text in UTC)."""

    first: str
    second: str
    verdict: Verdict
    note: str | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two indicators that may be one, by their codes; how alike (0–100), which words both hold, which only one."""

    first: str
    second: str
    score: int
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why two indicators cannot be linked: `code` names the sentence; the two indicators that stand in the way."""

    code: str
    first: str
    second: str


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two codes in the order in which a link holds them."""
    return (one, other) if one < other else (other, one)


def families(links: Iterable[Link]) -> tuple[frozenset[str], ...]:
    """What confirmed links hold together: the codes of each family, by their smallest."""
    found: list[set[str]] = []
    for link in links:
        if link.verdict is Verdict.SAME:
            touched = [family for family in found if link.first in family or link.second in family]
            found = [family for family in found if family not in touched]
            found.append({link.first, link.second}.union(*touched))
    return tuple(frozenset(family) for family in sorted(found, key=min))


def family_of(code: str, links: Iterable[Link]) -> frozenset[str]:
    """The family of an indicator; itself alone where nothing is linked to it."""
    return next((family for family in families(links) if code in family), frozenset((code,)))


def hindrance(first: str, second: str, links: Sequence[Link], plan_of: Mapping[str, str]) -> Hindrance | None:
    """What stands in the way of linking two indicators; `plan_of` gives the plan of every code."""
    left, right = family_of(first, links), family_of(second, links)
    if second in left and plan_of[first] != plan_of[second]:
        return Hindrance("link-exists", first, second)
    for one in sorted(left):
        for other in sorted(right):
            if plan_of[one] == plan_of[other]:
                return Hindrance("link-plan-twice", one, other)
    told_apart = {pair_of(link.first, link.second) for link in links if link.verdict is Verdict.DIFFERENT}
    for one in sorted(left):
        for other in sorted(right):
            if pair_of(one, other) in told_apart:
                return Hindrance("link-told-apart", *pair_of(one, other))
    return None


def suggestions(
    catalogs: Mapping[str, Sequence[Indicator]], links: Sequence[Link], of: str | None = None
) -> tuple[Suggestion, ...]:
    """Pairs of indicators of different plans that may be one and are neither linked nor told apart, best first.

    catalogs: the indicators of each plan by the plan's code. of: only pairs with this indicator.
    """
    plan_of = {row.code: plan for plan, rows in catalogs.items() for row in rows}
    known = [link for link in links if link.first in plan_of and link.second in plan_of]
    alike = _alike([row for rows in catalogs.values() for row in rows], plan_of, of)
    free = (each for each in alike if hindrance(each.first, each.second, known, plan_of) is None)
    return tuple(sorted(free, key=lambda each: (-each.score, each.first, each.second)))


def _alike(rows: Sequence[Indicator], plan_of: Mapping[str, str], of: str | None) -> Iterator[Suggestion]:
    """Pairs of different plans that read alike and that nothing tells apart."""
    read = [(row.code, words_of(row.name), traits_of(row)) for row in sorted(rows, key=lambda row: row.code)]
    for (first, words, traits), (second, others, other_traits) in combinations(read, 2):
        if plan_of[first] == plan_of[second] or of not in (None, first, second):
            continue
        if at_most(words, others) < ALIKE or contrast(traits, other_traits):
            continue
        found = likeness(words, others)
        if found.score >= ALIKE:
            yield Suggestion(first, second, found.score, found.shared, found.only_first, found.only_second)
