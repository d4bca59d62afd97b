"""Agencies, their kinds and lineage, and the collectives that stand for many of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.domain.period import Period


class AgencyKind(StrEnum):
    """What an agency is. Companies and outside bodies owe nothing."""

    DEPARTMENT = "department"
    OFFICE = "office"
    COMMUNE = "commune"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"
    POLICE = "police"
    PRESS = "press"
    COMPANY = "company"
    OUTSIDE_BODY = "outside_body"

    @property
    def owes(self) -> bool:
        """Whether agencies of this kind owe figures at all."""
        return self not in (AgencyKind.COMPANY, AgencyKind.OUTSIDE_BODY)

    @property
    def is_local(self) -> bool:
        """Whether this is a commune-level authority (commune, ward, special zone)."""
        return self in (AgencyKind.COMMUNE, AgencyKind.WARD, AgencyKind.SPECIAL_ZONE)


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency. `code`: the official code of a commune, else a slug; `province` by name.

    `parent` is the code of the agency it is a part of (a commune's office, a centre of an office): such
    parts are found by name, but no collective of the province stands for them.
    """

    code: str
    name: str
    kind: AgencyKind
    province: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    merged_into: str | None = None
    parent: str | None = None

    def in_force(self, on: date | None) -> bool:
        """Whether the agency exists on a day; without a day, whether no end of it is known."""
        if on is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def exists_at(self, period: Period) -> bool:
        """Whether the agency exists on any day of a period."""
        has_begun = self.valid_from is None or self.valid_from <= period.end
        return has_begun and (self.valid_to is None or self.valid_to >= period.first)


@dataclass(frozen=True, slots=True)
class Collective:
    """A name that stands for a set of agencies: members by kind within the plan's province.

    An empty `kinds` is a vague name («Đơn vị có liên quan»): kept as written, owing nothing.
    `valid_to` is the last day of a level of government that was abolished («UBND cấp huyện»).
    """

    name: str
    kinds: frozenset[AgencyKind] = frozenset()
    aliases: tuple[str, ...] = ()
    valid_to: date | None = None

    @property
    def is_vague(self) -> bool:
        """Whether the name says nothing of who is meant."""
        return not self.kinds
