"""Who owes the figure of an indicator, evaluated at a period, never today.

Source: DOMAIN §3 «Who owes a figure».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lib.domain.agency import Agency
from lib.domain.agency_keys import name_key
from lib.domain.catalog import Indicator, IndicatorKind, Level, Plan, PlanHeading, SourceRef, Task
from lib.domain.issue import CATALOG_ISSUES, Issue
from lib.domain.registry import Registry, Resolution, ResolutionKind

_DOUBTS = {
    ResolutionKind.UNRESOLVED: "agency-unresolved",
    ResolutionKind.VAGUE: "agency-vague",
    ResolutionKind.DISSOLVED: "agency-dissolved",
}
_TOLD_ONCE = frozenset({"agency-vague", "agency-dissolved"})


@dataclass(frozen=True, slots=True)
class Owing:
    """Who owes an indicator's figure at a day, and what was doubtful on the way."""

    agencies: tuple[Agency, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the agencies, in their order."""
        return tuple(agency.code for agency in self.agencies)


def owing_agencies(
    indicator: Indicator, tasks: Sequence[Task], heading: PlanHeading, registry: Registry, on: date | None
) -> Owing:
    """Who owes the figure of an indicator on a day; `tasks` are those of its plan.

    The lead agencies, collectives expanded; where only a monitoring agency is named, the collectives
    that lead the indicator's tasks, or failing these the monitoring agency itself. A count or an amount
    is owed by single agencies only: the lead, or else the monitoring one.
    Source: DOMAIN §3 «Who owes a figure».
    """
    reading = _Reading(heading, registry, on)
    responsible = _responsible(indicator, tasks, reading)
    agencies = dict.fromkeys(agency for one in responsible for agency in reading.members(one))
    issues = [*reading.doubts(responsible, indicator.code, indicator.source)]
    if not agencies:
        issues.append(_issue("indicator-unowed", indicator.code, indicator.source, name=indicator.name))
    return Owing(tuple(agencies), tuple(issues))


def owing_by_indicator(plan: Plan, registry: Registry, on: date | None) -> dict[str, Owing]:
    """Who owes each indicator of a plan on a day, by indicator code; a note stands once per name."""
    told: set[tuple[str, str]] = set()
    owed: dict[str, Owing] = {}
    for indicator in plan.indicators:
        owing = owing_agencies(indicator, plan.tasks, plan.heading, registry, on)
        owed[indicator.code] = Owing(owing.agencies, tuple(_first_told(owing.issues, told)))
    return owed


def task_issues(plan: Plan, registry: Registry, on: date | None) -> tuple[Issue, ...]:
    """What is doubtful about the agencies of a plan's tasks, once per name.

    Lead agencies: unresolved, vague or dissolved; in the other columns dissolved ones only.
    """
    reading = _Reading(plan.heading, registry, on)
    found: list[Issue] = []
    for task in plan.tasks:
        others = (*task.implementing_agencies, *task.coordinating_agencies, task.monitoring_agency or "")
        found += reading.doubts(reading.resolve(task.lead_agencies), task.code, task.source)
        gone = [one for one in reading.resolve(others) if one.kind is ResolutionKind.DISSOLVED]
        found += reading.doubts(gone, task.code, task.source)
    return tuple(_first_told(found, set(), once=frozenset(_DOUBTS.values())))


def _responsible(indicator: Indicator, tasks: Sequence[Task], reading: _Reading) -> tuple[Resolution, ...]:
    """The names that decide who owes an indicator."""
    leads = reading.resolve(indicator.lead_agencies)
    monitor = reading.resolve((indicator.monitoring_agency or "",))
    if indicator.kind in (IndicatorKind.COUNT, IndicatorKind.AMOUNT):
        return tuple(one for one in leads if one.kind is not ResolutionKind.COLLECTIVE) or monitor
    if leads:
        return leads
    its_tasks = (task for task in tasks if task.indicator_code == indicator.code)
    leading = reading.resolve(name for task in its_tasks for name in task.lead_agencies)
    return tuple(one for one in leading if one.kind is ResolutionKind.COLLECTIVE) or monitor


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the names of one plan are read: in its province, on a day, from its issuer's point of view."""

    heading: PlanHeading
    registry: Registry
    on: date | None

    def resolve(self, names: Iterable[str]) -> tuple[Resolution, ...]:
        province, within = self.heading.province, self._issuer()
        return tuple(
            one
            for name in dict.fromkeys(names)
            if name.strip()
            for one in self.registry.resolve_cell(name, province, self.on, within)
        )

    def members(self, one: Resolution) -> tuple[Agency, ...]:
        """The agencies for which a name stands and that can owe; an heir for a body that was merged."""
        if one.kind is ResolutionKind.COLLECTIVE and one.collective is not None:
            return self.registry.expand(one.collective, self.heading.province, self.on)
        agency = self._heir(one) if one.kind is ResolutionKind.DISSOLVED else one.agency
        return (agency,) if agency is not None and agency.kind.owes else ()

    def doubts(self, names: Iterable[Resolution], subject: str, source: SourceRef) -> list[Issue]:
        """What a reader must know of these names: unknown, vague, no longer there."""
        return [
            _issue(_DOUBTS[one.kind], subject, source, name=one.name, **self._end(one))
            for one in names
            if one.kind in _DOUBTS
        ]

    def _end(self, one: Resolution) -> dict[str, str]:
        """When a dissolved body ended (ISO day) and what its heir is called, where known."""
        ended = one.agency or one.collective
        until = ended.valid_to if ended is not None and one.kind is ResolutionKind.DISSOLVED else None
        heir = self._heir(one)
        return ({"until": until.isoformat()} if until else {}) | ({"heir": heir.name} if heir else {})

    def _heir(self, one: Resolution) -> Agency | None:
        """The agency that a dissolved one went into; the province's own of that name where it has one."""
        if one.kind is not ResolutionKind.DISSOLVED or one.agency is None:
            return None
        heir = self.registry.successor(one.agency, self.on)
        if heir is None or heir.province is not None:
            return heir
        return self.registry.resolve(heir.name, self.heading.province, self.on).agency

    def _issuer(self) -> str | None:
        """The code of the agency whose plan it is; "" for a plan of a whole province."""
        issuer = self.registry.resolve(self.heading.issuer, self.heading.province, self.on).agency
        if issuer is not None:
            return issuer.code
        return "" if self.heading.level is Level.PROVINCE else None


def _issue(code: str, subject: str, source: SourceRef, **facts: str) -> Issue:
    return Issue(CATALOG_ISSUES[code], code, source.sheet, source.cell, subject, tuple(sorted(facts.items())))


def _first_told(
    issues: Iterable[Issue], told: set[tuple[str, str]], once: frozenset[str] = _TOLD_ONCE
) -> Iterator[Issue]:
    """The issues without repetitions of those that are told once per name; `told` remembers them."""
    for issue in issues:
        name = (issue.code, name_key(dict(issue.facts).get("name", "")))
        if issue.code not in once or name not in told:
            told.add(name)
            yield issue
