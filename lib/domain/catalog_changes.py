"""What changes when a plan document is loaded again, and which code each row keeps.

Rows match by folded name first; what is left matches by ordinal only as a suggestion that a person confirms.
A matched row keeps its code, a new one takes the next free number; a number once given is never given again
while the old plan still shows it.

Direction, measure, frequency and the risky flag are not compared: they are assumed on reading and corrected by
the secretariat afterwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lib.domain.catalog import Indicator, Plan, Task
from lib.domain.naming import fold, tidy

ADDED, REMOVED, CHANGED, RENAMED = "added", "removed", "changed", "renamed"

_TRAILING_NUMBER = re.compile(r"-(\d+)$")

Row = Indicator | Task
R = TypeVar("R", Indicator, Task)


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `kind`: added, removed, changed, renamed (the last matched by ordinal: to be confirmed).

    `subject` is the code of the row (the old one where there is one) or of the plan; `field` its field
    (`target:2026:commune` for a target); `before` and `after` as the documents write them.
    """

    kind: str
    subject: str
    field: str
    before: str | None
    after: str | None


def compare_plans(old: Plan, new: Plan, confirmed_ordinals: frozenset[int] | None = None) -> tuple[Difference, ...]:
    """Every difference, heading first, then indicators, then tasks, in the order of the new document.

    Without `confirmed_ordinals` each pair matched by ordinal is shown as `renamed`, to be confirmed; with it,
    only the confirmed pairs are, the rest being removed and added.
    """
    return (
        *_heading_changes(old, new),
        *_row_changes(old.indicators, new.indicators, confirmed_ordinals),
        *_row_changes(old.tasks, new.tasks, None),
    )


def match_codes(
    old: Plan,
    new: Plan,
    confirmed_ordinals: frozenset[int] = frozenset(),
    confirmed_tasks: frozenset[str] = frozenset(),
) -> Plan:
    """The new plan with the codes of the old one; references to the rows follow.

    `confirmed_ordinals` are indicators whose match by ordinal a person confirmed, `confirmed_tasks` the old codes
    of tasks whose match was.
    """
    indicators = _codes(old.indicators, new.indicators, lambda row: row.ordinal in confirmed_ordinals)
    tasks = _codes(old.tasks, new.tasks, lambda row: row.code in confirmed_tasks)
    return replace(
        new,
        indicators=tuple(replace(row, code=indicators[row.code]) for row in new.indicators),
        tasks=tuple(
            replace(row, code=tasks[row.code], indicator_code=indicators.get(row.indicator_code or ""))
            for row in new.tasks
        ),
        issues=tuple(
            replace(issue, subject=(indicators | tasks).get(issue.subject, issue.subject)) if issue.subject else issue
            for issue in new.issues
        ),
    )


@dataclass(frozen=True, slots=True)
class _Match:
    """Pairs of positions (old, new) found by name, and those that only share their place in the document."""

    by_name: Mapping[int, int]
    by_place: Mapping[int, int]


def _match(old: Sequence[R], new: Sequence[R]) -> _Match:
    by_name: dict[int, int] = {}
    for key in (_name_and_place, _name_and_annex, _name_only):
        by_name |= _pair(old, new, key, by_name)
    return _Match(by_name, _pair(old, new, _place, by_name))


def _pair(
    old: Sequence[Row], new: Sequence[Row], key: Callable[[Row], Hashable], taken: Mapping[int, int]
) -> dict[int, int]:
    """New positions to old ones, among those not yet taken, in document order under each key."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    matched = set(taken.values())
    for index, row in enumerate(old):
        if index not in matched:
            waiting[key(row)].append(index)
    pairs = {}
    for index, row in enumerate(new):
        if index not in taken and waiting[key(row)]:
            pairs[index] = waiting[key(row)].pop(0)
    return pairs


def _annex(row: Row) -> str:
    return row.annex if isinstance(row, Task) else ""


def _place(row: Row) -> Hashable:
    return _annex(row), row.ordinal


def _name_only(row: Row) -> Hashable:
    return fold(row.name)


def _name_and_annex(row: Row) -> Hashable:
    return fold(row.name), _annex(row)


def _name_and_place(row: Row) -> Hashable:
    return fold(row.name), _place(row)


def _codes(old: Sequence[R], new: Sequence[R], is_confirmed: Callable[[R], bool]) -> dict[str, str]:
    """The code that each row of the new plan gets, by the code it was read with."""
    match = _match(old, new)
    kept = {index: old[old_index].code for index, old_index in match.by_name.items()}
    kept |= {index: old[old_index].code for index, old_index in match.by_place.items() if is_confirmed(old[old_index])}
    used = {row.code for row in old}
    codes: dict[str, str] = {}
    for index, row in enumerate(new):
        code = kept.get(index) or _next_free(row.code, used)
        used.add(code)
        codes[row.code] = code
    return codes


def _next_free(read_code: str, used: Collection[str]) -> str:
    """The code as read if nobody has it, else the number after the highest of its family."""
    if read_code not in used:
        return read_code
    family = _TRAILING_NUMBER.sub("", read_code)
    numbers = (
        int(found[1]) for code in used if (found := _TRAILING_NUMBER.search(code)) and code[: found.start()] == family
    )
    return f"{family}-{max(numbers, default=0) + 1:02d}"


def _row_changes(old: Sequence[R], new: Sequence[R], confirmed: frozenset[int] | None) -> Iterator[Difference]:
    match = _match(old, new)
    by_place = {
        index: old_index
        for index, old_index in match.by_place.items()
        if confirmed is None or old[old_index].ordinal in confirmed
    }
    for index, row in enumerate(new):
        if index in match.by_name:
            yield from _field_changes(old[match.by_name[index]], row)
        elif index in by_place:
            before = old[by_place[index]]
            yield Difference(RENAMED, before.code, "name", before.name, row.name)
            yield from _field_changes(replace(before, name=row.name), row)
        else:
            yield Difference(ADDED, row.code, "name", None, row.name)
    gone = set(range(len(old))) - set(match.by_name.values()) - set(by_place.values())
    for index in sorted(gone):
        yield Difference(REMOVED, old[index].code, "name", old[index].name, None)


def _field_changes(old: Row, new: Row) -> Iterator[Difference]:
    yield from _differing(old.code, _fields(old), _fields(new))


def _differing(subject: str, before: Mapping[str, str | None], after: Mapping[str, str | None]) -> Iterator[Difference]:
    for field in {**before, **after}:
        if before.get(field) != after.get(field):
            yield Difference(CHANGED, subject, field, before.get(field), after.get(field))


def _fields(row: Row) -> dict[str, str | None]:
    return _indicator_fields(row) if isinstance(row, Indicator) else _task_fields(row)


def _indicator_fields(row: Indicator) -> dict[str, str | None]:
    fields: dict[str, str | None] = {
        "name": row.name,
        "ordinal": str(row.ordinal),
        "group": row.group,
        "unit": row.unit,
        "kind": row.kind.value,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "source_system": row.source_system,
        "lead_agencies": _listed(row.lead_agencies),
        "monitoring_agency": row.monitoring_agency,
        "remark": row.remark,
        "baseline": row.baseline.raw if row.baseline else None,
    }
    for target in row.targets:
        fields[f"target:{target.year}:{target.level.value if target.level else ''}".rstrip(":")] = tidy(target.raw)
    return fields


def _task_fields(row: Task) -> dict[str, str | None]:
    return {
        "name": row.name,
        "annex": row.annex,
        "ordinal": str(row.ordinal),
        "group": row.group,
        "description": row.description,
        "lead_agencies": _listed(row.lead_agencies),
        "implementing_agencies": _listed(row.implementing_agencies),
        "coordinating_agencies": _listed(row.coordinating_agencies),
        "monitoring_agency": row.monitoring_agency,
        "deadline": tidy(row.deadline.raw) or None,
        "deliverable": row.deliverable,
    }


def _listed(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


def _heading_changes(old: Plan, new: Plan) -> Iterator[Difference]:
    yield from _differing(old.heading.code, _heading_fields(old), _heading_fields(new))


def _heading_fields(plan: Plan) -> dict[str, str | None]:
    heading = plan.heading
    return {
        "title": heading.title,
        "issuer": heading.issuer,
        "year": str(heading.year),
        "level": heading.level.value,
        "province": heading.province,
        "plan_number": plan.plan_number,
    }
