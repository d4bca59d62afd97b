"""The registry of agencies: which agency or collective a name in a document means, and who owes a figure.

Names are matched folded and whole, never by a part of them: «An Nhơn» is not «An Nhơn Bắc».
Source: `docs/rules.md` §1 (names), §2 (who owes: at the period, never today).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lib.domain.agency import Agency, Collective
from lib.domain.agency_keys import keys_of_agency, keys_of_text, name_key, province_key
from lib.domain.agency_names import split_agencies
from lib.domain.catalog import Indicator, IndicatorKind, Level, Plan, PlanHeading, SourceRef, Task
from lib.domain.issue import CATALOG_ISSUES, Issue
from lib.domain.naming import tidy
from lib.domain.resolution import Resolution, ResolutionKind, agency_resolution, collective_kind

_DOUBTS = {
    ResolutionKind.UNRESOLVED: "agency-unresolved",
    ResolutionKind.VAGUE: "agency-vague",
    ResolutionKind.DISSOLVED: "agency-dissolved",
}


@dataclass(frozen=True)
class Registry:
    """All agencies and collectives that are known. The indexes are made at the first question."""

    agencies: tuple[Agency, ...]
    collectives: tuple[Collective, ...] = ()

    def resolve(self, name: str, province: str | None, on: date | None = None, within: str | None = None) -> Resolution:
        """The agency or collective that a name means in a province on a day.

        An agency of another province never matches, one without a province matches any; without a
        province only those match. Without a day an agency whose end is known counts as dissolved.
        `within` is the code of the agency whose plan it is: its own parts come first and those of
        another commune never match («Phòng Kinh tế» of the next commune).
        """
        text = tidy(name)
        named = self._named(text, province, within)
        if named:
            return agency_resolution(text, named, on)
        collective = next(filter(None, map(self._collective_by_key.get, keys_of_text(text))), None)
        if collective is None:
            return Resolution(text, ResolutionKind.UNRESOLVED)
        return Resolution(text, collective_kind(collective, on), collective=collective)

    def resolve_cell(
        self, cell: str, province: str | None, on: date | None = None, within: str | None = None
    ) -> tuple[Resolution, ...]:
        """What a cell means that may hold several names («Công an tỉnh; Văn phòng UBND tỉnh»)."""
        whole = self.resolve(cell, province, on, within)
        if whole.kind is not ResolutionKind.UNRESOLVED or whole.candidates:
            return (whole,)
        names = split_agencies(cell, self.known_names)
        return tuple(self.resolve(name, province, on, within) for name in names)

    @cached_property
    def known_names(self) -> tuple[str, ...]:
        """The names that a cell of a plan may hold: collectives and agencies, without the communes."""
        groups = [(one.name, *one.aliases) for one in self.collectives]
        single = [(one.name, *one.aliases) for one in self.agencies if not one.kind.is_local]
        return tuple(dict.fromkeys(name for names in groups + single for name in names))

    def expand(self, collective: Collective, province: str | None, on: date | None) -> tuple[Agency, ...]:
        """The members of a collective that exist on a day and can owe, in the order of the registry.

        Parts of an agency are no members; without a province there are none.
        """
        if province is None:
            return ()
        return tuple(
            agency
            for agency in self._by_province.get(province_key(province), ())
            if agency.kind in collective.kinds and agency.kind.owes and agency.in_force(on)
        )

    def successor(self, agency: Agency, on: date | None) -> Agency | None:
        """The agency into which a dissolved one went, through every merger up to a day."""
        seen = {agency.code}
        heir: Agency | None = agency
        while heir is not None and not heir.in_force(on):
            heir = self._by_code.get(heir.merged_into or "")
            if heir is not None and heir.code in seen:
                return None
            seen.add(heir.code if heir else "")
        return heir

    def by_code(self, code: str) -> Agency | None:
        """The agency with a code; the zeros that a spreadsheet cut off a commune's code are put back."""
        plain = tidy(code).casefold()
        return self._by_code.get(plain.zfill(5) if plain.isdecimal() else plain)

    def candidates(self, text: str, province: str | None = None) -> tuple[Agency, ...]:
        """Every agency that a code or a name may mean, over all provinces unless one is given."""
        agency = self.by_code(text)
        if agency is not None:
            return (agency,)
        if province is not None:
            return self._named(tidy(text), province, None)
        return next(filter(None, (self._by_key.get(key, ()) for key in keys_of_text(text))), ())

    def _named(self, name: str, province: str | None, within: str | None) -> tuple[Agency, ...]:
        """The agencies of a name that lie nearest: parts of `within`, the province's, its parts, anyone's."""
        for key in keys_of_text(name):
            tiers: dict[int, list[Agency]] = {}
            for agency in self._by_key.get(key, ()):
                tier = self._tier(agency, province_key(province or ""), within)
                if tier is not None:
                    tiers.setdefault(tier, []).append(agency)
            if tiers:
                return tuple(tiers[min(tiers)])
        return ()

    def _tier(self, agency: Agency, province: str, within: str | None) -> int | None:
        if agency.province is None:
            return 3
        if province_key(agency.province) != province:
            return None
        if agency.parent is None:
            return 1
        if agency.parent == within:
            return 0
        parent = self._by_code.get(agency.parent)
        belongs_to_commune = parent is None or parent.kind.is_local
        return None if within is not None and belongs_to_commune else 2

    @cached_property
    def _by_code(self) -> dict[str, Agency]:
        return {agency.code.casefold(): agency for agency in self.agencies}

    @cached_property
    def _by_key(self) -> dict[str, tuple[Agency, ...]]:
        found: dict[str, tuple[Agency, ...]] = {}
        for agency in self.agencies:
            for key in keys_of_agency(agency):
                found[key] = (*found.get(key, ()), agency)
        return found

    @cached_property
    def _by_province(self) -> dict[str, tuple[Agency, ...]]:
        found: dict[str, list[Agency]] = {}
        for agency in self.agencies:
            if agency.province is not None and agency.parent is None:
                found.setdefault(province_key(agency.province), []).append(agency)
        return {province: tuple(members) for province, members in found.items()}

    @cached_property
    def _collective_by_key(self) -> dict[str, Collective]:
        return {
            name_key(name): collective
            for collective in self.collectives
            for name in (collective.name, *collective.aliases)
        }


def find(registry: Registry, text: str, province: str | None = None) -> Agency | None:
    """The one agency that a code or a name means, `None` when none or several do."""
    found = registry.candidates(text, province)
    return found[0] if len(found) == 1 else None


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
    Source: `docs/rules.md` §2.
    """
    reading = _Reading(heading, registry, on)
    responsible = _responsible(indicator, tasks, reading)
    agencies = dict.fromkeys(agency for one in responsible for agency in reading.members(one))
    issues = [*reading.doubts(responsible, indicator.code, indicator.source)]
    if not agencies:
        issues.append(_issue("indicator-unowed", indicator.code, indicator.source, name=indicator.name))
    return Owing(tuple(agencies), tuple(issues))


def task_issues(plan: Plan, registry: Registry, on: date | None = None) -> tuple[Issue, ...]:
    """What is doubtful about the agencies of a plan's tasks, once per name.

    Lead agencies: unresolved, vague or dissolved; in the other columns dissolved ones only. Without a
    day a body is dissolved once its end is known, also for an old plan that was made before.
    """
    reading = _Reading(plan.heading, registry, on)
    found: list[Issue] = []
    for task in plan.tasks:
        others = (*task.implementing_agencies, *task.coordinating_agencies, task.monitoring_agency or "")
        found += reading.doubts(reading.resolve(task.lead_agencies), task.code, task.source)
        gone = [one for one in reading.resolve(others) if one.kind is ResolutionKind.DISSOLVED]
        found += reading.doubts(gone, task.code, task.source)
    once: dict[tuple[str, str], Issue] = {}
    for issue in found:
        once.setdefault((issue.code, name_key(dict(issue.facts)["name"])), issue)
    return tuple(once.values())


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
