"""How an agency stands among those of its own kind on one indicator. Departments and communes are ranked apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lib.domain.agency import AgencyKind
from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.gap import demand
from lib.domain.standing import Standing, Status

LineOf = tuple[str, str]
"""An agency's code and an indicator's."""


class PeerGroup(StrEnum):
    """Whom an agency is compared with."""

    DEPARTMENTS = "departments"
    LOCALS = "locals"


@dataclass(frozen=True, slots=True)
class PeerRank:
    """A place among `of` peers that have a figure, 1 the best; agencies that stand alike share the better place."""

    place: int
    of: int
    shared: bool = False


def peer_group(kind: str | None) -> PeerGroup:
    """The peers of an agency of a kind: communes, wards and special zones among themselves, all others among theirs."""
    is_local = kind is not None and AgencyKind(kind).is_local
    return PeerGroup.LOCALS if is_local else PeerGroup.DEPARTMENTS


def merit(line: Standing) -> Decimal | None:
    """What a line is ranked by: how far it lies on the good side of its own target, in the indicator's unit.

    Without a number to reach, the figure itself. None without a figure, or where the answer is a word.
    """
    if line.value is None or line.status is Status.NO_DATA or line.kind == IndicatorKind.QUALITATIVE:
        return None
    direction = Direction(line.direction)
    goal = demand(line.target, direction) if line.target else None
    return (line.value - (goal or 0)) * (1 if direction is Direction.UP else -1)


def peer_ranks(lines: Iterable[Standing]) -> dict[LineOf, PeerRank]:
    """The rank of each agency on each indicator at one period; who has no figure, or no peer with one, has no rank."""
    among: dict[tuple[str, PeerGroup], list[tuple[Decimal, str]]] = {}
    for line in lines:
        merits = merit(line)
        if merits is not None and line.agency_code is not None:
            key = (line.indicator_code, peer_group(line.agency_kind))
            among.setdefault(key, []).append((merits, line.agency_code))
    found: dict[LineOf, PeerRank] = {}
    for (indicator, _), entries in among.items():
        places = competition_places([-merits for merits, _ in entries])
        for (_, agency), place in zip(entries, places, strict=True):
            if len(entries) > 1:
                found[agency, indicator] = PeerRank(place, len(entries), shared=places.count(place) > 1)
    return found


def competition_places(keys: Sequence[Decimal] | Sequence[tuple[int, ...]]) -> list[int]:
    """The place of each key, the smallest first; equal keys share a place and the next ones are left out (1, 1, 3)."""
    first: dict[object, int] = {}
    for place, key in enumerate(sorted(keys), 1):
        first.setdefault(key, place)
    return [first[key] for key in keys]
