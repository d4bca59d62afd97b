"""What a check is held against: the form, what the catalog and the ledger know, and what a check says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lib.domain.aggregate import AgencyFigure, cumulate
from lib.domain.catalog import IndicatorKind
from lib.domain.period import Period
from lib.domain.sources import sources_agree
from lib.domain.standing import YearTarget
from lib.domain.status import Observation, Verdict, judge, target_of
from lib.domain.submission import Answer, Line, ParsedForm
from lib.domain.thresholds import SHIPPED, Thresholds
from lib.domain.trajectory import Yardstick


class PastFigure(NamedTuple):
    """A figure in force of another period. `value` in the indicator's unit; `recognised`: no person has refused it."""

    period: Period
    a: int | None
    b: int | None
    value: Decimal | None
    recognised: bool = True
    sources_agree: bool = False


@dataclass(frozen=True, slots=True)
class LineContext:
    """What the catalog and the ledger know of one indicator for the reporting agency.

    months: a figure is owed in every so many; history: its figures of other periods, earlier and later;
    population: how many people a survey is about, where the secretariat has said so.
    """

    yardstick: Yardstick
    unit: str
    name: str
    months: int = 1
    history: tuple[PastFigure, ...] = ()
    population: int | None = None


@dataclass(frozen=True, slots=True)
class FormContext:
    """What the ledger expects of a form. A field that is `None` accepts what the form says of itself.

    lines: what the agency owes at the form's period, by code; agency_code, period: what the sender chose;
    agency_codes: who may report; first_period, last_period: for when, to a file received on a day;
    lock_reason: why the period is locked; in_force: the answers that this form would take the place of, by code.
    """

    plan_code: str
    template_versions: frozenset[str]
    lines: Mapping[str, LineContext]
    agency_code: str | None = None
    period: Period | None = None
    agency_codes: frozenset[str] | None = None
    first_period: Period | None = None
    last_period: Period | None = None
    received_on: date | None = None
    is_demo: bool = False
    lock_reason: str | None = None
    in_force: Mapping[str, Line] = field(default_factory=dict)
    thresholds: Thresholds = field(default=SHIPPED)

    def expects(self, form: ParsedForm) -> bool:
        """Whether the form's plan and agency are the expected ones, so that its lines can be held against them."""
        return form.fingerprint.plan_code == self.plan_code and self.expects_agency(form.fingerprint.agency_code)

    def expects_agency(self, code: str) -> bool:
        """Whether an agency may report, and is the one that the sender chose."""
        return self.agency_code in (None, code) and (self.agency_codes is None or code in self.agency_codes)


class Finding(NamedTuple):
    """What a check says: the code, the values of its sentence, and its place.

    Of a line: `column`, the column it is about. Of a form: `cell` and the indicator (`subject`), where it has them.
    """

    code: str
    column: str = ""
    facts: Mapping[str, str] = {}
    cell: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class LineCase:
    """One answered line with all that it is checked against.

    past, later: recognised figures before and after the form's period, in time; refused: the newest figure
    before it, where a person has refused that.
    """

    line: Line
    known: LineContext
    period: Period
    past: tuple[PastFigure, ...]
    later: tuple[PastFigure, ...]
    refused: PastFigure | None
    thresholds: Thresholds

    @property
    def last(self) -> PastFigure | None:
        """The newest figure before this one."""
        return self.past[-1] if self.past else None

    @property
    def kind(self) -> IndicatorKind:
        """What the indicator counts."""
        return self.known.yardstick.kind

    @property
    def is_share(self) -> bool:
        """Whether values are percentages of a/b."""
        return self.kind is IndicatorKind.SHARE

    @property
    def target(self) -> YearTarget | None:
        """The target that judges the period."""
        return target_of(self.known.yardstick, self.period)

    @property
    def verdict(self) -> Verdict:
        """How the line would stand: judged like a status, so what adds up over the year is added up."""
        line, measure = self.line, self.known.yardstick.measure
        year = {one.period: _said(one) for one in self.past if one.period.year == self.period.year}
        own = AgencyFigure(
            a=line.a,
            b=line.b,
            value=line.value,
            answer=line.answer,
            has_evidence=line.evidence is not None,
            sources_agree=sources_agree(self.kind, line, self.thresholds),
        )
        figure = cumulate(measure, self.kind, year | {self.period: own}) or own
        seen = Observation(
            period=self.period,
            answer=figure.answer,
            value=figure.value,
            a=figure.a,
            b=figure.b,
            has_evidence=figure.has_evidence,
            sources_agree=figure.sources_agree,
        )
        return judge(self.known.yardstick, seen, thresholds=self.thresholds)


def line_case(line: Line, known: LineContext, period: Period, thresholds: Thresholds) -> LineCase:
    """A line with its past in order; figures that a person has refused are no past."""
    history = sorted(known.history, key=lambda one: one.period)
    earlier = [one for one in history if one.period < period]
    return LineCase(
        line=line,
        known=known,
        period=period,
        past=tuple(one for one in earlier if one.recognised),
        later=tuple(one for one in history if one.period > period and one.recognised),
        refused=earlier[-1] if earlier and not earlier[-1].recognised else None,
        thresholds=thresholds,
    )


def number_text(number: Decimal | int) -> str:
    """A number for a sentence: Vietnamese comma, at most two decimals, no idle zeros."""
    rounded = Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".").replace(".", ",")


def _said(past: PastFigure) -> AgencyFigure:
    return AgencyFigure(a=past.a, b=past.b, value=past.value, answer=Answer.FIGURE, sources_agree=past.sources_agree)
