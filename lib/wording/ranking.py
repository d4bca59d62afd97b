"""Which line a leader must see first: groups of statuses, and the distance to the target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.gap import demand
from lib.domain.standing import Standing, Status


@dataclass(frozen=True, slots=True)
class Group:
    """One of the five groups of the overview, worst first; `code` is what an address carries."""

    code: str
    word: str
    shape: str
    role: str


GROUPS: tuple[Group, ...] = (
    Group("can-chi-dao", "Cần chỉ đạo", "square", "bad"),
    Group("nguy-co", "Nguy cơ", "triangle", "warn"),
    Group("dat", "Đạt / đúng lộ trình", "disc", "ok"),
    Group("moi-bat-dau", "Mới bắt đầu / đang thực hiện", "diamond", "early"),
    Group("chua-co", "Chưa có số liệu", "ring", "none"),
)
_URGENT, _RISK, _GOOD, _NEW, _NONE = GROUPS
_GROUP_OF: Mapping[Status, Group] = {
    Status.MISSED: _URGENT,
    Status.REGRESSING: _URGENT,
    Status.BEHIND: _URGENT,
    Status.AT_RISK: _RISK,
    Status.UNPACED: _RISK,
    Status.MET: _GOOD,
    Status.ON_TRACK: _GOOD,
    Status.TOO_EARLY: _NEW,
    Status.IN_PROGRESS: _NEW,
    Status.NO_DATA: _NONE,
}
URGENT_WORDS = frozenset(status.value for status, group in _GROUP_OF.items() if group is _URGENT)
# A line that is on its way, or has only begun, is less urgent than one at risk; met lines come last of those
# with a figure, lines without one after them.
_URGENCY: Mapping[Status, int] = {
    Status.MISSED: 0,
    Status.REGRESSING: 0,
    Status.BEHIND: 0,
    Status.AT_RISK: 1,
    Status.UNPACED: 1,
    Status.TOO_EARLY: 2,
    Status.IN_PROGRESS: 2,
    Status.ON_TRACK: 3,
    Status.MET: 4,
    Status.NO_DATA: 5,
}


def group_of(standing: Standing) -> Group:
    """The group of a line. Met without a conclusive verdict is never among the good: it is a risk."""
    if standing.status is Status.MET and not standing.conclusive:
        return _RISK
    return _GROUP_OF[standing.status]


def grouped(standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Every group's code with its lines, worst group first, each line once."""
    found: dict[str, list[Standing]] = {group.code: [] for group in GROUPS}
    for standing in standings:
        found[group_of(standing).code].append(standing)
    return found


def goal_of(standing: Standing) -> Decimal | None:
    """The number a line must reach, in its unit; None without one (qualitative targets)."""
    return demand(standing.target, Direction(standing.direction)) if standing.target else None


def distance(standing: Standing) -> Decimal:
    """How far a line is from its target, in percent points; other units in percent of the target."""
    target = goal_of(standing)
    if standing.gap is None or target is None:
        return Decimal(0)
    if standing.kind == IndicatorKind.SHARE:
        return standing.gap
    return standing.gap * 100 / abs(target) if target else standing.gap


def worst_first(standings: Iterable[Standing]) -> list[Standing]:
    """Lines by urgency, then by distance to the target, the farthest first; lines without a figure last."""
    return sorted(standings, key=lambda line: (_urgency(line), -distance(line)))


def is_worse(was: str | None, became: str) -> bool:
    """Whether one status, by its word, is more urgent than another; what has no figure is neither."""
    known = {status.value: place for status, place in _URGENCY.items() if status is not Status.NO_DATA}
    return was in known and became in known and known[became] < known[was]


def _urgency(standing: Standing) -> int:
    if standing.status is Status.MET and not standing.conclusive:
        return _URGENCY[Status.AT_RISK]
    return _URGENCY[standing.status]
