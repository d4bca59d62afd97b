"""Checks of a return against the catalog and its own past: pure, all at once, each one function.

To add a check, write a function over one `LineCase` and name it in `CHECKS`; its code and severity
stand in `lib.domain.issue.RETURN_ISSUES`.

Source: DOMAIN.md §6; the plan of Gia Lai, section IV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from statistics import median
from typing import NamedTuple, TypeVar

from lib.domain.catalog import Direction, IndicatorKind, Measure
from lib.domain.gap import satisfies
from lib.domain.issue import RETURN_ISSUES, Issue
from lib.domain.naming import fold
from lib.domain.period import Period
from lib.domain.standing import YearTarget
from lib.domain.submission import Answer, Line, ParsedForm
from lib.domain.thresholds import SHIPPED, Thresholds

HUNDRED = Decimal(100)
_SURVEY = fold("hài lòng")
_SURE_SHARE = Decimal("0.95")  # stands in for a survey in which all, or none, were satisfied
_NORMAL = Decimal("0.6745")  # the 0.75 quantile of the normal distribution
_T = TypeVar("_T")
_CAUSES = ("subjective_cause", "objective_cause", "remedy")


class PastFigure(NamedTuple):
    """An accepted figure of an earlier period. `value` in the indicator's unit."""

    period: Period
    a: int | None
    b: int | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class LineContext:
    """What the ledger knows of one indicator for the reporting agency.

    `not_on_track`: whether the new figure would stand missed, behind, at risk or regressing; `None` when
    that cannot be judged. `population`: size of a surveyed population, for the finite correction.
    """

    kind: IndicatorKind
    direction: Direction
    measure: Measure
    unit: str
    name: str
    target: YearTarget | None = None
    history: tuple[PastFigure, ...] = ()
    not_on_track: bool | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class FormContext:
    """What the ledger expects of a form. A field that is `None` accepts what the form says of itself.

    `agency_code`, `period`: what the sender chose; `agency_codes`, `periods`: who may report, and when.
    """

    plan_code: str
    template_versions: frozenset[str]
    lines: Mapping[str, LineContext]
    agency_code: str | None = None
    period: Period | None = None
    agency_codes: frozenset[str] | None = None
    periods: frozenset[Period] | None = None
    is_demo: bool = False
    thresholds: Thresholds = field(default=SHIPPED)


class Finding(NamedTuple):
    """What a check says of a line: the code, the column it is about, and the values of its sentence."""

    code: str
    column: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class LineCase:
    """One answered line with all that it is checked against; `past` is in time, before the form's period."""

    line: Line
    known: LineContext
    period: Period
    past: tuple[PastFigure, ...]
    thresholds: Thresholds

    @property
    def last(self) -> PastFigure | None:
        """The newest figure before this one."""
        return self.past[-1] if self.past else None

    @property
    def is_share(self) -> bool:
        """Whether values are percentages of a/b."""
        return self.known.kind is IndicatorKind.SHARE

    @property
    def target_met(self) -> bool:
        """Whether the new answer meets the target of the year."""
        line, target = self.line, self.known.target
        if target is None or line.answer is not Answer.FIGURE:
            return line.answer is Answer.MET
        if line.a is not None and line.b:
            return satisfies(line.a * 100, target, self.known.direction, per=line.b)
        return satisfies(line.value, target, self.known.direction)


def check_form(form: ParsedForm, context: FormContext) -> tuple[Issue, ...]:
    """Every issue of a form against the catalog and its past; only its identity, where that is wrong."""
    wrong = tuple(_identity(form, context))
    return wrong or tuple(_line_issues(form, context))


def _identity(form: ParsedForm, context: FormContext) -> Iterator[Issue]:
    """Whether this is the form that was expected."""
    mark = form.fingerprint
    if mark.template_version not in context.template_versions:
        yield _wrong(form, "wrong-template", mark.template_version, ", ".join(sorted(context.template_versions)))
    if mark.plan_code != context.plan_code:
        yield _wrong(form, "wrong-plan", mark.plan_code, context.plan_code)
    if _is_other(mark.agency_code, context.agency_code, context.agency_codes):
        yield _wrong(form, "wrong-agency", mark.agency_code, context.agency_code or "")
    if _is_other(mark.period, context.period, context.periods):
        yield _wrong(form, "wrong-period", str(mark.period), str(context.period or ""))
    if form.is_demo != context.is_demo:
        yield _wrong(form, "demo-form", str(form.is_demo), str(context.is_demo))


def _is_other(found: _T, expected: _T | None, allowed: frozenset[_T] | None) -> bool:
    return (expected is not None and found != expected) or (allowed is not None and found not in allowed)


def _wrong(form: ParsedForm, code: str, found: str, expected: str) -> Issue:
    facts = (("found", found), ("expected", expected))
    return Issue(RETURN_ISSUES[code], code, form.sheet, facts=facts)


def _line_issues(form: ParsedForm, context: FormContext) -> Iterator[Issue]:
    for line in form.lines:
        known = context.lines.get(line.indicator_code)
        if known is None:
            yield _issue(form, line, Finding("unknown-indicator", "answer", {}))
            continue
        case = _case(line, known, form.fingerprint.period, context.thresholds)
        yield from (_issue(form, line, finding) for check in CHECKS for finding in check(case))


def _case(line: Line, known: LineContext, period: Period, thresholds: Thresholds) -> LineCase:
    past = tuple(sorted((f for f in known.history if f.period < period), key=lambda f: f.period))
    return LineCase(line, known, period, past, thresholds)


def _issue(form: ParsedForm, line: Line, finding: Finding) -> Issue:
    """The finding with its place: the column it is about, else the first filled cell of the line."""
    cell = line.ref(finding.column) or next((ref for _, ref in line.refs), None)
    facts = tuple(finding.facts.items())
    severity = RETURN_ISSUES[finding.code]
    return Issue(severity, finding.code, form.sheet, cell, line.indicator_code, facts)


def number_text(number: Decimal | int) -> str:
    """A number for a sentence: Vietnamese comma, at most two decimals, no idle zeros."""
    rounded = Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".").replace(".", ",")


def stated_differs(case: LineCase) -> Iterator[Finding]:
    """The stated percentage is not a/b, rounded to the places in which it is stated."""
    line = case.line
    if line.stated is None or line.a is None or not line.b:
        return
    ratio = Decimal(line.a) * HUNDRED / line.b
    if abs(line.stated - ratio) > _half_a_place(line.stated):
        yield Finding("stated-differs", "value", {"stated": number_text(line.stated), "computed": number_text(ratio)})


def _half_a_place(stated: Decimal) -> Decimal:
    """Half of the last place that a number shows, from units to millionths."""
    exponent = stated.as_tuple().exponent
    places = min(6, max(0, -exponent)) if isinstance(exponent, int) else 0
    return Decimal(5).scaleb(-places - 1)


def second_source_differs(case: LineCase) -> Iterator[Finding]:
    """Two sources apart: in points for shares, in percent of the value for the rest."""
    value, second = case.line.value, case.line.second_value
    if value is None or second is None:
        return
    allowed = case.thresholds.second_source_points * (1 if case.is_share else abs(value) / HUNDRED)
    if abs(value - second) > allowed:
        facts = {"value": number_text(value), "second": number_text(second)}
        yield Finding("second-source-differs", "second_value", facts)


def jump(case: LineCase) -> Iterator[Finding]:
    """A share that moved by more points since its last figure than work usually does."""
    value, last = case.line.value, case.last
    if not case.is_share or value is None or last is None or last.value is None:
        return
    if abs(value - last.value) > case.thresholds.jump_points:
        yield Finding("jump", _main_column(case.line), _change(last.period, last.value, value))


def _main_column(line: Line) -> str:
    return "value" if line.ref("value") else "a"


def _change(period: Period, previous: Decimal | int, current: Decimal | int) -> dict[str, str]:
    return {"previous": number_text(previous), "current": number_text(current), "period": str(period)}


def cumulative_fell(case: LineCase) -> Iterator[Finding]:
    """A figure counted since 1 January that is smaller than before in the same year."""
    last, line = case.last, case.line
    if case.known.measure is not Measure.CUMULATIVE or last is None or last.period.year != case.period.year:
        return
    columns = ("a", "b") if case.is_share else ("value",)
    for column in columns:
        now, before = getattr(line, column), getattr(last, column)
        if now is not None and before is not None and now < before:
            yield Finding("cumulative-fell", column, _change(last.period, before, now) | {"column": column})


def denominator_jump(case: LineCase) -> Iterator[Finding]:
    """b changed by more than its share since the last figure.

    A cumulative b may grow by itself in the first months and start anew each year, or stay (a headcount):
    there anything between the last one and the last one carried on at the same monthly pace is usual.
    """
    last, b = case.last, case.line.b
    if b is None or last is None or not last.b:
        return
    usual = {Decimal(last.b)}
    limit = case.thresholds.denominator_change_percent / HUNDRED
    carried = Decimal(case.period.month) / last.period.month
    restarts = last.period.year != case.period.year
    if case.known.measure is Measure.CUMULATIVE and (restarts or carried > 1 + limit):
        usual.add(last.b * carried)
    if not min(usual) * (1 - limit) <= b <= max(usual) * (1 + limit):
        yield Finding("denominator-jump", "b", _change(last.period, last.b, b))


def flat_hundred(case: LineCase) -> Iterator[Finding]:
    """100 % again and again: possible, and worth a question."""
    wanted = case.thresholds.flat_periods
    values = [*(figure.value for figure in case.past), case.line.value][-wanted:]
    if case.is_share and len(values) == wanted and all(value == HUNDRED for value in values):
        yield Finding("flat-hundred", _main_column(case.line), {"periods": str(wanted)})


def outlier(case: LineCase) -> Iterator[Finding]:
    """A value far from all earlier ones, by the modified z of Iglewicz and Hoaglin (1993)."""
    value = case.line.value
    past = [figure.value for figure in case.past if figure.value is not None]
    if value is None or len(past) < case.thresholds.outlier_minimum_points:
        return
    middle = median(past)
    spread = median(abs(figure - middle) for figure in past)
    if spread and _NORMAL * abs(value - middle) / spread >= case.thresholds.outlier_score:
        facts = {"value": number_text(value), "median": number_text(middle)}
        yield Finding("outlier", _main_column(case.line), facts)


def causes_missing(case: LineCase) -> Iterator[Finding]:
    """A line that is not on track must state both causes and a remedy (Gia Lai, section IV)."""
    if not case.known.not_on_track and case.line.answer is not Answer.NOT_MET:
        return
    missing = [column for column in _CAUSES if getattr(case.line, column) is None]
    if missing:
        yield Finding("causes-missing", missing[0], {"missing": ", ".join(missing)})


def evidence_missing(case: LineCase) -> Iterator[Finding]:
    """A target said to be met, without evidence."""
    if case.target_met and case.line.evidence is None:
        target = case.known.target
        yield Finding("evidence-missing", "evidence", {"target": target.raw if target else ""})


def sample_too_small(case: LineCase) -> Iterator[Finding]:
    """A satisfaction survey that asked fewer people than its margin of error needs."""
    line = case.line
    if _SURVEY not in fold(case.known.name) or line.a is None or not line.b:
        return
    required = required_sample(Decimal(line.a) / line.b, case.thresholds, case.known.population)
    if line.b < required:
        yield Finding("sample-too-small", "b", {"sample": str(line.b), "required": str(required)})


def required_sample(p: Decimal, thresholds: Thresholds = SHIPPED, population: int | None = None) -> int:
    """People to ask for a share `p` (0–1): ⌈z²·p(1−p)/e²⌉, 73 for 0.95; less in a small population.

    Source: DOMAIN.md §6; W. G. Cochran, Sampling Techniques, 1977.
    """
    spread = p * (1 - p) or _SURE_SHARE * (1 - _SURE_SHARE)
    needed = thresholds.satisfaction_z**2 * spread / thresholds.satisfaction_margin**2
    if population:
        needed = needed / (1 + (needed - 1) / population)
    return int(needed.to_integral_value(ROUND_CEILING))


CHECKS: tuple[Callable[[LineCase], Iterator[Finding]], ...] = (
    stated_differs,
    second_source_differs,
    jump,
    cumulative_fell,
    denominator_jump,
    flat_hundred,
    outlier,
    causes_missing,
    evidence_missing,
    sample_too_small,
)
