"""One agency over all its lines, as counts, and its place among its peers. Never a mean of percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lib.domain.agency import AgencyKind
from lib.domain.naming import search_key
from lib.domain.peers import LineOf, PeerGroup, PeerRank, competition_places, peer_group
from lib.domain.standing import Absence, Standing, Status
from lib.domain.streak import LAGGING, Course, Streak, agency_streak

_GOOD = frozenset((Status.MET, Status.ON_TRACK))
_RISK = frozenset((Status.AT_RISK, Status.UNPACED))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the lines an agency owes at a period are missed, behind or regressing (`urgent`), at risk, good, only
    begun, silent (asked for and not given) or without a figure for another reason.

    place: among the peers that have any figure, 1 the best; None without a figure.
    """

    code: str
    name: str
    kind: AgencyKind
    urgent: int = 0
    risk: int = 0
    good: int = 0
    begun: int = 0
    silent: int = 0
    without: int = 0
    place: PeerRank | None = None
    streak: Streak | None = None

    @property
    def owed(self) -> int:
        """All lines."""
        return self.with_figure + self.silent + self.without

    @property
    def with_figure(self) -> int:
        """Lines that have a figure in force."""
        return self.urgent + self.risk + self.good + self.begun

    @property
    def answered(self) -> int:
        """Lines that were answered, be it that nothing arose or that the figure was not recognised."""
        return self.owed - self.silent

    @property
    def order(self) -> tuple[int, int, int, int]:
        """What agencies are ranked by, the smallest the best: urgent lines, silent ones, those at risk, good ones."""
        return self.urgent, self.silent, self.risk, -self.good


def tallies(lines: Iterable[Standing], courses: Mapping[LineOf, Course]) -> dict[PeerGroup, tuple[Tally, ...]]:
    """Every agency under its peers, worst first, departments before communes; those without any figure come last.

    A verdict that is not conclusive is a risk, never good.
    """
    agencies: dict[str, list[Standing]] = {}
    for line in lines:
        if line.agency_code is not None and line.absence is not Absence.NOT_ASSIGNED:
            agencies.setdefault(line.agency_code, []).append(line)
    found: dict[PeerGroup, list[Tally]] = {group: [] for group in PeerGroup}
    for code, own in agencies.items():
        found[peer_group(own[0].agency_kind)].append(_tally(code, own, courses))
    return {group: _worst_first(rows) for group, rows in found.items() if rows}


def _tally(code: str, lines: list[Standing], courses: Mapping[LineOf, Course]) -> Tally:
    count = Counter(map(_part, lines))
    return Tally(
        code,
        lines[0].agency_name or code,
        AgencyKind(lines[0].agency_kind or AgencyKind.DEPARTMENT),
        urgent=count["urgent"],
        risk=count["risk"],
        good=count["good"],
        begun=count["begun"],
        silent=count["silent"],
        without=count["without"],
        streak=agency_streak(
            course.streak for line in lines if (course := courses.get((code, line.indicator_code))) is not None
        ),
    )


def _part(line: Standing) -> str:
    if line.status is Status.NO_DATA:
        return "silent" if line.absence is Absence.MISSING else "without"
    if line.status in LAGGING:
        return "urgent"
    if line.status in _RISK or (line.status is Status.MET and not line.conclusive):
        return "risk"
    return "good" if line.status in _GOOD else "begun"


def _worst_first(rows: list[Tally]) -> tuple[Tally, ...]:
    ranked = [row for row in rows if row.with_figure]
    places = competition_places([row.order for row in ranked])
    placed = [
        replace(row, place=PeerRank(place, len(ranked), shared=places.count(place) > 1))
        for row, place in zip(ranked, places, strict=True)
    ]
    others = [row for row in rows if not row.with_figure]
    others.sort(key=lambda row: (-(row.streak.length if row.streak else 0), search_key(row.name)))
    return (*sorted(placed, key=lambda row: (tuple(-n for n in row.order), search_key(row.name))), *others)
