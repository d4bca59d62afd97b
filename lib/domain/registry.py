"""The registry of agencies: which agency or collective a name in a document means.

Names are matched folded and whole, never by a part of them: «An Nhơn» is not «An Nhơn Bắc».
Source: DOMAIN §1 (collectives, vague names, bodies that no longer exist), §3 (at the period, never today).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from lib.domain.agency import Agency, Collective
from lib.domain.agency_keys import keys_of_agency, keys_of_text, name_key, province_key
from lib.domain.agency_names import split_agencies
from lib.domain.naming import tidy


class ResolutionKind(StrEnum):
    """What a name turned out to be."""

    AGENCY = "agency"
    COLLECTIVE = "collective"
    VAGUE = "vague"
    DISSOLVED = "dissolved"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one name means. `dissolved` carries the agency or the collective that no longer exists.

    `candidates`: why a name is unresolved although it is known (several agencies, or not yet founded).
    """

    name: str
    kind: ResolutionKind
    agency: Agency | None = None
    collective: Collective | None = None
    candidates: tuple[Agency, ...] = ()


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
            return _agency_resolution(text, named, on)
        collective = next(filter(None, map(self._collective_by_key.get, keys_of_text(text))), None)
        if collective is None:
            return Resolution(text, ResolutionKind.UNRESOLVED)
        return Resolution(text, _collective_kind(collective, on), collective=collective)

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


def _agency_resolution(name: str, named: Sequence[Agency], on: date | None) -> Resolution:
    living = tuple(agency for agency in named if agency.in_force(on))
    if len(living) == 1:
        return Resolution(name, ResolutionKind.AGENCY, agency=living[0])
    ended = [agency for agency in named if agency.valid_to and (on is None or agency.valid_to < on)]
    if ended and not living:
        last = max(ended, key=lambda agency: agency.valid_to or date.min)
        return Resolution(name, ResolutionKind.DISSOLVED, agency=last)
    return Resolution(name, ResolutionKind.UNRESOLVED, candidates=living or tuple(named))


def _collective_kind(collective: Collective, on: date | None) -> ResolutionKind:
    if collective.valid_to is not None and (on is None or collective.valid_to < on):
        return ResolutionKind.DISSOLVED
    return ResolutionKind.VAGUE if collective.is_vague else ResolutionKind.COLLECTIVE
