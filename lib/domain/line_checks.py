"""Checks of one answered line against the catalog and its own past: each one function over a `LineCase`.

To add one, see `lib.domain.checks`. Source: `docs/rules.md` §8; the plan of Gia Lai, section IV.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from statistics import median

from lib.domain.catalog import IndicatorKind, Measure
from lib.domain.check_case import Finding, LineCase, PastFigure, number_text
from lib.domain.naming import fold
from lib.domain.period import Period
from lib.domain.promise import missing_words, owes_words
from lib.domain.sources import are_two, values_agree
from lib.domain.status import MET_RULE
from lib.domain.submission import Answer, Line
from lib.domain.thresholds import SHIPPED, Thresholds

HUNDRED = Decimal(100)
_SURVEY = fold("hài lòng")
_SURE_SHARE = Decimal("0.95")  # stands in for a survey in which all, or none, were satisfied
_NORMAL = Decimal("0.6745")  # the 0.75 quantile of the normal distribution


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
    if value is not None and second is not None and values_agree(case.kind, case.line, case.thresholds) is False:
        facts = {"value": number_text(value), "second": number_text(second)}
        yield Finding("second-source-differs", "second_value", facts)


def second_source_missing(case: LineCase) -> Iterator[Finding]:
    """A line at high risk of error that does not stand on two sources: no second value, no name, or one name twice."""
    line, in_words = case.line, case.kind is IndicatorKind.QUALITATIVE
    if not case.known.yardstick.risky or line.answer not in (Answer.FIGURE, Answer.MET):
        return
    wanted = ("second_source",) if in_words else ("second_value", "second_source")
    missing = [column for column in wanted if getattr(line, column) is None]
    if missing:
        yield Finding("second-source-missing", missing[0], {"missing": ", ".join(missing)})
    elif not are_two(line.source_system, line.second_source):
        yield Finding("second-source-missing", "second_source", {"same": line.second_source or ""})


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
    before = case.last
    if before is not None and _adds_up(case, before):
        for column, now, then in _counted(case, before):
            if now < then:
                yield Finding("cumulative-fell", column, _change(before.period, then, now) | {"column": column})


def later_period_contradicts(case: LineCase) -> Iterator[Finding]:
    """A late figure counted since 1 January that is larger than one already in force for a later period of the year."""
    after = case.later[0] if case.later else None
    if after is not None and _adds_up(case, after):
        for column, now, then in _counted(case, after):
            if now > then:
                facts = {"current": number_text(now), "later": number_text(then), "period": str(after.period)}
                yield Finding("later-period-contradicts", column, facts | {"column": column})


def previous_not_recognised(case: LineCase) -> Iterator[Finding]:
    """A figure counted since 1 January after one that a person has refused: what was refused may still be in it."""
    if case.line.answer is Answer.FIGURE and case.refused is not None and _adds_up(case, case.refused):
        yield Finding("previous-not-recognised", _main_column(case.line), {"period": str(case.refused.period)})


def _adds_up(case: LineCase, other: PastFigure) -> bool:
    """Whether this figure and another are both counted since the same 1 January."""
    return case.known.yardstick.measure is Measure.CUMULATIVE and other.period.year == case.period.year


def _counted(case: LineCase, other: PastFigure) -> Iterator[tuple[str, Decimal | int, Decimal | int]]:
    """What is counted, where both figures have it: the column, this figure's number, the other's."""
    for column in ("a", "b") if case.is_share else ("value",):
        now, then = getattr(case.line, column), getattr(other, column)
        if now is not None and then is not None:
            yield column, now, then


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
    if case.known.yardstick.measure is Measure.CUMULATIVE and (restarts or carried > 1 + limit):
        usual.add(last.b * carried)
    if not min(usual) * (1 - limit) <= b <= max(usual) * (1 + limit):
        yield Finding("denominator-jump", "b", _change(last.period, last.b, b))


def flat_hundred(case: LineCase) -> Iterator[Finding]:
    """100 % at each of the last periods in which it was owed: possible, and worth a question."""
    wanted = case.thresholds.flat_periods
    by_period = {figure.period: figure.value for figure in case.past}
    before = (by_period.get(case.period + -step * case.known.months) for step in range(1, wanted))
    if case.is_share and all(value == HUNDRED for value in (case.line.value, *before)):
        yield Finding("flat-hundred", _main_column(case.line), {"periods": str(wanted)})


def outlier(case: LineCase) -> Iterator[Finding]:
    """A value far from all earlier ones, by the modified z of Iglewicz and Hoaglin (1993).

    Where more than half of the earlier values are the same (MAD 0) there is no measure of «far», and it is silent.
    """
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
    """A line that would stand behind must state both causes and a remedy (Gia Lai, section IV)."""
    verdict, missing = case.verdict, missing_words(case.line)
    if missing and owes_words(verdict.status, verdict.awaiting_second_source):
        yield Finding("causes-missing", missing[0], {"missing": ", ".join(missing)})


def evidence_missing(case: LineCase) -> Iterator[Finding]:
    """A target said to be met, without evidence."""
    if case.line.evidence is not None:
        return
    by_figure = case.line.answer is Answer.FIGURE and case.verdict.rule == MET_RULE
    if by_figure or case.line.answer is Answer.MET:
        yield Finding("evidence-missing", "evidence", {"target": case.target.raw if case.target else ""})


def sample_unknown(case: LineCase) -> Iterator[Finding]:
    """A satisfaction survey that does not say how many people it asked."""
    line = case.line
    if is_survey(case.kind, case.known.name) and line.answer is Answer.FIGURE and (line.a is None or not line.b):
        yield Finding("sample-unknown", "b")


def sample_too_small(case: LineCase) -> Iterator[Finding]:
    """A satisfaction survey that asked fewer people than its margin of error needs."""
    line = case.line
    if not is_survey(case.kind, case.known.name) or line.a is None or not line.b:
        return
    required = required_sample(Decimal(line.a) / line.b, case.thresholds, case.known.population)
    if line.b < required:
        yield Finding("sample-too-small", "b", {"sample": str(line.b), "required": str(required)})


def is_survey(kind: IndicatorKind, name: str) -> bool:
    """Whether an indicator is a share of people who said that they were satisfied."""
    return kind is IndicatorKind.SHARE and _SURVEY in fold(name)


def required_sample(p: Decimal, thresholds: Thresholds = SHIPPED, population: int | None = None) -> int:
    """People to ask for a share `p` (0–1): ⌈z²·p(1−p)/e²⌉, 73 for 0.95; less in a small population.

    Source: `docs/rules.md` §8; W. G. Cochran, Sampling Techniques, 1977.
    """
    spread = p * (1 - p) or _SURE_SHARE * (1 - _SURE_SHARE)
    needed = thresholds.satisfaction_z**2 * spread / thresholds.satisfaction_margin**2
    if population:
        needed = needed / (1 + (needed - 1) / population)
    return int(needed.to_integral_value(ROUND_CEILING))
