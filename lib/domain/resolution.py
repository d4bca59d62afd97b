"""What a name in a document turned out to mean.

Source: `docs/rules.md` §1 (collectives, vague names, bodies that no longer exist).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.domain.agency import Agency, Collective


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


def agency_resolution(name: str, named: Sequence[Agency], on: date | None) -> Resolution:
    """Which of several agencies of one name exists on a day: one, none any more, or not to be told."""
    living = tuple(agency for agency in named if agency.in_force(on))
    if len(living) == 1:
        return Resolution(name, ResolutionKind.AGENCY, agency=living[0])
    ended = [agency for agency in named if agency.valid_to and (on is None or agency.valid_to < on)]
    if ended and not living:
        last = max(ended, key=lambda agency: agency.valid_to or date.min)
        return Resolution(name, ResolutionKind.DISSOLVED, agency=last)
    return Resolution(name, ResolutionKind.UNRESOLVED, candidates=living or tuple(named))


def collective_kind(collective: Collective, on: date | None) -> ResolutionKind:
    """Whether a collective still exists on a day, and whether it says who is meant."""
    if collective.valid_to is not None and (on is None or collective.valid_to < on):
        return ResolutionKind.DISSOLVED
    return ResolutionKind.VAGUE if collective.is_vague else ResolutionKind.COLLECTIVE
