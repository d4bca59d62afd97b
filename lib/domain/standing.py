"""How one indicator stands for one agency, or for the plan as a whole, at one period.

This is the row that every page, command and report reads; it is made by `lib.domain.status`,
kept by `lib.storage`, drawn by `lib.charts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lib.domain.catalog import SourceRef
from lib.domain.period import Period


class Status(StrEnum):
    """The one status rule's ten outcomes (see `lib.domain.status.judge`)."""

    MET = "met"
    MISSED = "missed"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    REGRESSING = "regressing"
    UNPACED = "unpaced"
    TOO_EARLY = "too_early"
    IN_PROGRESS = "in_progress"
    NO_DATA = "no_data"


class Absence(StrEnum):
    """Why there is no figure: the six greys, only with `Status.NO_DATA`."""

    NOT_DUE = "not_due"
    MISSING = "missing"
    NOTHING_ARISING = "nothing_arising"
    NOT_APPLICABLE = "not_applicable"
    NOT_RECOGNISED = "not_recognised"
    NOT_ASSIGNED = "not_assigned"


@dataclass(frozen=True, slots=True)
class YearTarget:
    """The target that judges: graded comparator, value (`None` for qualitative), text as written.

    `value2` is the upper end of a `range`.
    """

    year: int
    comparator: str
    value: Decimal | None
    raw: str
    value2: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who has reported: agencies, expected agencies, share of b in percent, agencies without a, b."""

    reported: int
    expected: int
    share_of_b: Decimal | None = None
    without_ab: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator × agency (or the total, `agency_code` None) at one period.

    Values, gap, expected_value, tolerance, speeds (per month) and projections are in the indicator's
    unit; `need` counts items (one more in a, b unchanged); `ratio` is R of the status rule.
    provisional: how many agencies' figures in it come from returns that nobody has accepted yet (of an agency: 0 or 1).
    """

    plan_code: str
    indicator_code: str
    indicator_name: str
    unit: str
    kind: str
    direction: str
    agency_code: str | None
    agency_name: str | None
    agency_kind: str | None
    period: Period
    status: Status
    rule: int
    absence: Absence | None = None
    value: Decimal | None = None
    a: int | None = None
    b: int | None = None
    figure_period: Period | None = None
    target: YearTarget | None = None
    horizon_target: YearTarget | None = None
    baseline_value: Decimal | None = None
    baseline_raw: str | None = None
    previous_value: Decimal | None = None
    gap: Decimal | None = None
    need: int | None = None
    expected_value: Decimal | None = None
    ratio: Decimal | None = None
    tolerance: Decimal | None = None
    coverage: Coverage | None = None
    interval: tuple[Decimal, Decimal | None] | None = None
    conclusive: bool = True
    awaiting_second_source: bool = False
    provisional: int = 0
    second_value: Decimal | None = None
    second_source: str | None = None
    small_denominator: bool = False
    speed: Decimal | None = None
    required_speed: Decimal | None = None
    projection_year_end: Decimal | None = None
    projection_low: Decimal | None = None
    projection_high: Decimal | None = None
    projection_horizon: Decimal | None = None
    projection_horizon_low: Decimal | None = None
    projection_horizon_high: Decimal | None = None
    reached_in: Period | None = None
    lead_names: tuple[str, ...] = ()
    subjective_cause: str | None = None
    objective_cause: str | None = None
    remedy: str | None = None
    submission: int | None = None
    source: SourceRef | None = None

    @property
    def counts_as_met(self) -> bool:
        """Whether this line may be counted as «Đạt»: met, and the verdict is conclusive."""
        return self.status is Status.MET and self.conclusive
