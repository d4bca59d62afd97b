"""A plan as its document states it: indicators, targets, baselines, tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lib.domain.deadline import Deadline
from lib.domain.issue import Issue
from lib.domain.period import Period


class Level(StrEnum):
    """The level of government that a plan or a target speaks for."""

    PROVINCE = "province"
    COMMUNE = "commune"
    OFFICE = "office"


class IndicatorKind(StrEnum):
    """How an indicator is measured: a/b, a number of things, an amount or duration, or in words."""

    SHARE = "share"
    COUNT = "count"
    AMOUNT = "amount"
    QUALITATIVE = "qualitative"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Measure(StrEnum):
    """What a period's figure covers: since 1 January, the period alone, or the moment."""

    CUMULATIVE = "cumulative"
    IN_PERIOD = "in_period"
    POINT_IN_TIME = "point_in_time"


class Frequency(StrEnum):
    """How often a figure is owed; only in the last month of each span."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months in one span."""
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a fact stands: file name, sheet or table («Bảng 2»), cell («B7», or «dòng 12, cột 4»)."""

    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Target:
    """What the document asks for. `comparator` as written: `>=`, `>`, `=`, `<=`, `<`, `~`, `range` or `none`.

    A qualitative target has no value; `raw` is always the text of the cell. `grade` is the comparator
    it is judged by (a bare number is judged by the indicator's direction), `None` for qualitative ones.
    """

    year: int
    level: Level | None
    comparator: str
    value: Decimal | None
    unit: str
    raw: str
    source: SourceRef
    value2: Decimal | None = None
    grade: str | None = None

    @property
    def date(self) -> date:
        """The day on which the target must have been reached."""
        return date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The actual from which progress is measured; 31 December of its year unless another date is given."""

    date: date
    value: Decimal
    raw: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of an indicator annex. Agency names as the document writes them, not expanded."""

    code: str
    ordinal: int
    group: str | None
    name: str
    unit: str
    kind: IndicatorKind
    direction: Direction
    source: SourceRef
    targets: tuple[Target, ...] = ()
    baseline: Baseline | None = None
    numerator: str | None = None
    denominator: str | None = None
    source_system: str | None = None
    lead_agencies: tuple[str, ...] = ()
    monitoring_agency: str | None = None
    remark: str | None = None
    measure: Measure = Measure.CUMULATIVE
    frequency: Frequency = Frequency.MONTH
    risky: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a task annex. Agency names as the document writes them, not expanded."""

    code: str
    annex: str
    group: str | None
    ordinal: int
    name: str
    description: str | None
    lead_agencies: tuple[str, ...]
    implementing_agencies: tuple[str, ...]
    coordinating_agencies: tuple[str, ...]
    monitoring_agency: str | None
    deadline: Deadline
    deliverable: str | None
    indicator_code: str | None
    source: SourceRef


@dataclass(frozen=True, slots=True)
class PlanHeading:
    """What the person who loads a document says of it (the shipped ones: `data/catalogs/manifest.toml`).

    `risky` holds the ordinals of the indicators that need two sources (section IV.3 of the Gia Lai plan).
    """

    code: str
    title: str
    issuer: str
    year: int
    level: Level
    province: str | None = None
    baseline_date: date | None = None
    risky: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan read from its document, with every doubt that the reading raised."""

    heading: PlanHeading
    plan_number: str | None
    file: str
    sha256: str
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One plan in a list: its heading and how much it holds."""

    id: int
    code: str
    title: str
    plan_number: str | None
    issuer: str
    year: int
    level: Level
    province: str | None
    baseline_date: date
    file: str
    sha256: str
    loaded_at: str
    loaded_by: str
    n_indicators: int
    n_tasks: int
    n_issues: int

    @property
    def baseline_period(self) -> Period:
        """The month at whose end the baselines stand."""
        return Period.holding(self.baseline_date)
