"""Status is computed once per write: what a return, an undo or a new target touches is judged anew and kept.

A standing of an agency depends on its own figures; a total on all figures of its period. Both look back over
the figures before, so a late figure re-judges the periods after it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from lib.domain.agency import Agency
from lib.domain.aggregate import AgencyFigure, Sums, Total, cumulate, sums_of, total
from lib.domain.catalog import Direction, Indicator, IndicatorKind, Level, Measure, PlanSummary, Target
from lib.domain.errors import NotFound
from lib.domain.forecast import Forecast, forecast
from lib.domain.period import Period
from lib.domain.series_break import SeriesBreak, parts
from lib.domain.standing import Absence, YearTarget
from lib.domain.status import Observation, Verdict, Yardstick, judge, target_of
from lib.domain.status_change import Act
from lib.domain.submission import Answer
from lib.domain.thresholds import Thresholds
from lib.storage import agency_store, break_store, catalog_store, kept_store, settings_store
from lib.storage.agency_store import Assignment
from lib.storage.database import Connection
from lib.storage.kept_store import TOTAL, Figure, SumsRow
from lib.storage.values import as_kept, kept_text
from lib.workflows import status_log

_LONG_AGO = Period(1900, 1)
_ABSENT_ANSWERS = {
    Answer.NOTHING_ARISING: Absence.NOTHING_ARISING,
    Answer.NOT_APPLICABLE: Absence.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What judging a plan needs: its indicators by row id, baselines, agencies' own targets, breaks, thresholds."""

    summary: PlanSummary
    indicators: Mapping[int, Indicator]
    baselines: Mapping[tuple[int, int | None], tuple[date, Decimal]]
    agency_targets: Mapping[tuple[int, int], tuple[Target, ...]]
    local_agencies: frozenset[int]
    assignments: Mapping[tuple[int, int], tuple[Assignment, ...]]
    thresholds: Thresholds
    breaks: Mapping[int, tuple[SeriesBreak, ...]] = field(default_factory=dict)

    def owed(self, indicator_id: int, agency_id: int, period: Period) -> bool:
        """Whether an agency owes an indicator in a period's month (assignment and frequency)."""
        months = self.indicators[indicator_id].frequency.months
        return period.month % months == 0 and self.assigned(indicator_id, agency_id, period)

    def assigned(self, indicator_id: int, agency_id: int, period: Period) -> bool:
        """Whether an agency is assigned an indicator at a period."""
        return any(
            row.first_period <= period.index and (row.last_period is None or row.last_period >= period.index)
            for row in self.assignments.get((indicator_id, agency_id), ())
        )


def owed_by(context: PlanContext, agency: Agency, agency_id: int, period: Period) -> tuple[int, ...]:
    """The row ids of what an agency owes at a period, in document order; one that does not exist then owes nothing."""
    exists = agency.exists_at(period)
    return tuple(i for i in context.indicators if exists and context.owed(i, agency_id, period))


def plan_context(connection: Connection, plan_code: str, agency_id: int | None = None) -> PlanContext:
    """Read what judging a plan needs; with an agency, what judging that agency and the totals needs.

    Raises: NotFound (`plan-unknown`).
    """
    summary = catalog_store.plan_summary(connection, plan_code)
    ids = catalog_store.indicator_ids(connection, summary.id)
    known = catalog_store.baselines(connection, summary.id, agency_id)
    by_key: dict[tuple[int, int], tuple[Assignment, ...]] = {}
    for row in agency_store.assignments(connection, summary.id, agency_id):
        key = (row.indicator_id, row.agency_id)
        by_key[key] = (*by_key.get(key, ()), row)
    return PlanContext(
        summary=summary,
        indicators={ids[i.code]: i for i in catalog_store.plan_indicators(connection, summary.id)},
        baselines={key: (row.date, row.value) for key, row in known.items()},
        agency_targets=catalog_store.agency_targets(connection, summary.id, agency_id),
        local_agencies=agency_store.local_agency_ids(connection),
        assignments=by_key,
        thresholds=Thresholds.from_rows(settings_store.thresholds(connection)),
        breaks=break_store.breaks_of_plan(connection, summary.id),
    )


def yardstick(context: PlanContext, indicator_id: int, agency_id: int | None) -> Yardstick:
    """What an agency (or with `None` the plan as a whole) is measured by on one indicator.

    Source: `docs/rules.md` §4 (levels; baselines are never inherited by the agencies).
    """
    indicator = context.indicators[indicator_id]
    baseline = context.baselines.get((indicator_id, agency_id))
    return Yardstick(
        kind=indicator.kind,
        direction=indicator.direction,
        targets=_judging_targets(context, indicator_id, agency_id),
        baseline_date=baseline[0] if baseline else context.summary.baseline_date,
        baseline_value=baseline[1] if baseline else None,
        risky=indicator.risky,
        measure=indicator.measure,
    )


def judging_rows(context: PlanContext, indicator_id: int, agency_id: int | None) -> tuple[Target, ...]:
    """The targets of the catalog that judge an agency or the plan, in document order."""
    indicator = context.indicators[indicator_id]
    if agency_id is None:
        return _of_level(indicator.targets, context.summary.level)
    own = context.agency_targets.get((indicator_id, agency_id), ())
    if own:
        return own
    if indicator.kind in (IndicatorKind.COUNT, IndicatorKind.AMOUNT) and not _owes_by_document(
        context, indicator_id, agency_id
    ):
        return ()
    if context.summary.level is Level.PROVINCE and agency_id in context.local_agencies:
        communal = tuple(t for t in indicator.targets if t.level is Level.COMMUNE)
        return communal or _of_level(indicator.targets, Level.PROVINCE)
    return _of_level(indicator.targets, context.summary.level)


def reassess(
    connection: Connection, context: PlanContext, agency_ids: Sequence[int], since: Period, act: Act | None = None
) -> None:
    """Judge anew the standings of some agencies, and the totals, from a period on; `act` logs what that changed."""
    with status_log.watching(connection, context.summary.id, agency_ids, since, act):
        periods = kept_store.periods_with_figures(connection, context.summary.id, since)
        last = periods[-1] if periods else since
        for agency_id in agency_ids:
            kept_store.drop_standings(connection, context.summary.id, agency_id, since)
            judge_agency(connection, context, agency_id, since, last)
        kept_store.drop_standings(connection, context.summary.id, TOTAL, since)
        judge_totals(connection, context, since)


def judge_agency(connection: Connection, context: PlanContext, agency_id: int, since: Period, last: Period) -> None:
    """Keep the standings of one agency from one period to another, where none are kept."""
    kept_store.put_standings(connection, _agency_rows(connection, context, agency_id, since, last))


def judge_totals(connection: Connection, context: PlanContext, since: Period) -> None:
    """Keep the totals of the plan from a period on, where none are kept."""
    periods = kept_store.periods_with_figures(connection, context.summary.id, since)
    history = kept_store.totals_before(connection, context.summary.id, since)
    at_baseline = Period.holding(context.summary.baseline_date)
    if at_baseline >= since and at_baseline not in periods:
        kept_store.put_standings(connection, _baseline_rows(context, at_baseline))
    for period in periods:
        rows = _total_rows(connection, context, period, history)
        kept_store.put_standings(connection, rows)


def rebuild(connection: Connection, plan_code: str, act: Act | None = None) -> None:
    """Make every kept row of a plan anew from the ledger; `act` logs what its change of the catalog changed."""
    context = plan_context(connection, plan_code)
    plan_id = context.summary.id
    returns = kept_store.returns_of_plan(connection, plan_id)
    agency_ids = sorted({agency_id for agency_id, _ in returns})
    since = start_of(context, returns)
    with status_log.watching(connection, plan_id, None, since, act):
        kept_store.clear_kept(connection, plan_id)
        kept_store.place_returns(connection, plan_id)
        reassess(connection, context, agency_ids, since)


def start_of(context: PlanContext, returns: Iterable[tuple[int, Period]]) -> Period:
    """The first period that has anything to judge: of a return, or of the baseline."""
    at_baseline = Period.holding(context.summary.baseline_date)
    return min((at_baseline, *(period for _, period in returns)))


def indicator_id_of(context: PlanContext, code: str) -> int:
    """The row id of an indicator of the plan.

    Raises: NotFound (`indicator-unknown`).
    """
    for indicator_id, indicator in context.indicators.items():
        if indicator.code == code:
            return indicator_id
    raise NotFound("indicator-unknown", indicator=code)


def absence_of(figure: Figure) -> Absence | None:
    """The grey of an answer that carries no figure, or whose figure a person did not recognise."""
    return Absence.NOT_RECOGNISED if not figure.recognised else _ABSENT_ANSWERS.get(figure.answer)


def _agency_rows(
    connection: Connection, context: PlanContext, agency_id: int, since: Period, last: Period
) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    series = kept_store.figures(connection, context.summary.id, agency_id, _LONG_AGO, last)
    for indicator_id, figures in series.items():
        if indicator_id not in context.indicators:
            continue
        ruler = yardstick(context, indicator_id, agency_id)
        values: list[tuple[Period, Decimal]] = []
        measure = context.indicators[indicator_id].measure
        for position, figure in enumerate(figures):
            observation = _observed(figure, figures[: position + 1], context.indicators[indicator_id])
            if figure.period >= since:
                rows.append(
                    _row(context, indicator_id, agency_id, ruler, observation, values)
                    | {"submission_id": figure.submission}
                    | {
                        "provisional": int(
                            any(one.provisional for one in _told(figure, figures[: position + 1], measure))
                        )
                    }
                )
            if observation.value is not None and observation.absence is None:
                values.append((figure.period, observation.value))
    return rows


def _observed(figure: Figure, until_now: Sequence[Figure], indicator: Indicator) -> Observation:
    year = {f.period: _as_agency_figure(f) for f in _told(figure, until_now, indicator.measure)}
    seen = cumulate(indicator.measure, indicator.kind, year) or _as_agency_figure(figure)
    return Observation(
        period=figure.period,
        absence=Absence.NOT_RECOGNISED if not figure.recognised else seen.absence,
        answer=seen.answer,
        value=seen.value,
        a=seen.a,
        b=seen.b,
        second_value=figure.second_value if seen.value == figure.value else None,  # it speaks of the period alone
        has_evidence=figure.has_evidence,
        sources_agree=seen.sources_agree,
    )


def _told(figure: Figure, until_now: Sequence[Figure], measure: Measure) -> Sequence[Figure]:
    """The figures that a standing rests on: of the year so far where they add up, else the newest alone."""
    if measure is not Measure.IN_PERIOD:
        return [figure]
    return [one for one in until_now if one.period.year == figure.period.year]


def _as_agency_figure(figure: Figure) -> AgencyFigure:
    return AgencyFigure(
        a=figure.a,
        b=figure.b,
        value=figure.value,
        answer=figure.answer,
        absence=absence_of(figure),
        recognised=figure.recognised,
        has_evidence=figure.has_evidence,
        sources_agree=figure.sources_agree,
    )


def _sums_over_year(
    connection: Connection, context: PlanContext, indicator_id: int, period: Period
) -> tuple[Sums, int]:
    """The sums of an `in_period` indicator, and how many agencies' figures in them are provisional.

    Each agency over its year so far, the silent ones with what they gave.
    """
    indicator = context.indicators[indicator_id]
    by_agency = kept_store.figures_of_indicator(connection, indicator_id, Period(period.year, 1), period)
    said: list[AgencyFigure] = []
    earlier: list[AgencyFigure] = []
    provisional = 0
    for agency_id in agency_store.owing_ids(connection, indicator_id, period):
        given = by_agency.get(agency_id, [])
        provisional += any(f.provisional for f in given)
        year = {f.period: _as_agency_figure(f) for f in given}
        figure = cumulate(indicator.measure, indicator.kind, year)
        if figure is None or period in year:
            said.append(figure or AgencyFigure())
            continue
        said.append(AgencyFigure(last_known_b=year[max(year)].b))
        earlier.append(figure)
    sums, before = sums_of(said), sums_of(earlier)
    whole = replace(
        sums,
        a=sums.a + before.a,
        b=sums.b + before.b,
        value=sums.value + before.value,
        with_value=sums.with_value + before.with_value,
        unmatched=sums.unmatched + before.unmatched,
    )
    return whole, provisional


def _total_rows(
    connection: Connection,
    context: PlanContext,
    period: Period,
    history: dict[int, list[tuple[Period, Decimal]]],
) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for indicator_id, sums in kept_store.sums_of_plan(connection, context.summary.id, period).items():
        indicator = context.indicators[indicator_id]
        ruler = yardstick(context, indicator_id, None)
        if not sums.reported:  # why nobody has reported depends on the day of reading
            continue
        in_period = indicator.measure is Measure.IN_PERIOD and indicator.kind is not IndicatorKind.QUALITATIVE
        summed, provisional = _as_sums(sums), sums.provisional
        if in_period:
            summed, provisional = _sums_over_year(connection, context, indicator_id, period)
        whole = total(indicator.kind, indicator.direction, summed, target_of(ruler, period))
        second_value = None if in_period else sums.second_value  # of the period alone, as the figures are
        observation = _observed_total(period, whole, second_value, summed.unmatched == 0)
        values = history.setdefault(indicator_id, [])
        row = _row(context, indicator_id, TOTAL, ruler, observation, values)
        rows.append(row | _coverage_columns(whole) | {"provisional": provisional})
        if whole.value is not None and whole.absence is None:
            values.append((period, as_kept(whole.value)))
    return rows


def _observed_total(period: Period, whole: Total, second_value: Decimal | None, sources_agree: bool) -> Observation:
    """What is judged of a total: it stands on two sources when each agency's own figure does."""
    return Observation(
        period=period,
        absence=whole.absence,
        answer=whole.answer,
        value=whole.value,
        a=whole.a,
        b=whole.b,
        second_value=second_value,
        has_evidence=True,
        sources_agree=sources_agree,
    )


def _baseline_rows(context: PlanContext, period: Period) -> list[Mapping[str, Any]]:
    """The actual of the baseline year stands as the plan's total at the baseline's own period."""
    rows: list[Mapping[str, Any]] = []
    for indicator_id, indicator in context.indicators.items():
        baseline = indicator.baseline
        if baseline is None or Period.holding(baseline.date) != period:
            continue
        ruler = yardstick(context, indicator_id, None)
        observation = Observation(period=period, answer=Answer.FIGURE, value=baseline.value)
        rows.append(_row(context, indicator_id, TOTAL, ruler, observation, []))
    return rows


def _row(
    context: PlanContext,
    indicator_id: int,
    agency_id: int,
    ruler: Yardstick,
    observation: Observation,
    before: Sequence[tuple[Period, Decimal]],
) -> dict[str, Any]:
    verdict = judge(ruler, observation, target_date_passed=True, thresholds=context.thresholds)
    open_verdict = judge(ruler, observation, target_date_passed=False, thresholds=context.thresholds)
    breaks = context.breaks.get(indicator_id, ())
    outlook = _outlook(context, ruler, observation, before, breaks)
    return {
        "period": observation.period.index,
        "indicator_id": indicator_id,
        "agency_id": agency_id,
        "status": verdict.status,
        "rule": verdict.rule,
        "status_before_date": open_verdict.status,
        "rule_before_date": open_verdict.rule,
        "absence": verdict.absence,
        "value": kept_text(observation.value) if observation.absence in _SHOWN else None,
        "a": observation.a,
        "b": observation.b,
        "previous_value": kept_text(_value_before(context, indicator_id, observation.period, before, breaks)),
        "baseline_value": kept_text(ruler.baseline_value),
        "submission_id": None,
        "provisional": 0,
        "second_value": kept_text(observation.second_value) if observation.absence in _SHOWN else None,
        **_target_columns(verdict.target),
        **_measured_columns(verdict, open_verdict),
        **_NO_COVERAGE,
        **{one.name: _outlook_column(getattr(outlook, one.name)) for one in fields(Forecast)},
    }


def _value_before(
    context: PlanContext,
    indicator_id: int,
    period: Period,
    before: Sequence[tuple[Period, Decimal]],
    breaks: tuple[SeriesBreak, ...],
) -> Decimal | None:
    """The figure of the period just before, in the indicator's own rhythm; none across a break, and no older one."""
    months = context.indicators[indicator_id].frequency.months
    if not before or before[-1][0] != period + -months or parts(breaks, before[-1][0], period):
        return None
    return before[-1][1]


_NO_COVERAGE: dict[str, Any] = {
    "reported": None,
    "expected": None,
    "share_of_b": None,
    "without_ab": None,
    "low": None,
    "high": None,
    "conclusive": 1,
}
_NO_OUTLOOK = Forecast()
_SHOWN = (None, Absence.NOT_RECOGNISED)  # a refused figure is still seen, struck out


def _outlook(
    context: PlanContext,
    ruler: Yardstick,
    observation: Observation,
    before: Sequence[tuple[Period, Decimal]],
    breaks: tuple[SeriesBreak, ...],
) -> Forecast:
    if observation.value is None or observation.absence is not None or ruler.kind is IndicatorKind.QUALITATIVE:
        return _NO_OUTLOOK
    series = (*before, (observation.period, observation.value))
    restarts = ruler.kind is IndicatorKind.COUNT and ruler.measure is not Measure.POINT_IN_TIME
    return forecast(
        series,
        target_of(ruler, observation.period),
        ruler.direction,
        bounds=(Decimal(0), Decimal(100) if ruler.kind is IndicatorKind.SHARE else None),
        thresholds=context.thresholds,
        at=observation.period,
        restarts=restarts,
        whole=ruler.kind is IndicatorKind.COUNT,
        breaks=frozenset(one.period for one in breaks),
    )


def _outlook_column(value: Decimal | Period | None) -> str | int | None:
    return value.index if isinstance(value, Period) else kept_text(value)


def _target_columns(target: YearTarget | None) -> dict[str, Any]:
    return {
        "target_year": target.year if target else None,
        "target_grade": target.comparator if target else None,
        "target_value": kept_text(target.value) if target else None,
        "target_raw": target.raw if target else None,
    }


def _measured_columns(verdict: Verdict, open_verdict: Verdict) -> dict[str, Any]:
    return {
        "gap": kept_text(verdict.gap),
        "need": verdict.need,
        "expected_value": kept_text(verdict.expected_value),
        "ratio": kept_text(verdict.ratio if verdict.ratio is not None else open_verdict.ratio),
        "tolerance": kept_text(verdict.tolerance),
        "awaiting_second_source": int(verdict.awaiting_second_source),
        "small_denominator": int(verdict.small_denominator),
    }


def _coverage_columns(whole: Total) -> dict[str, Any]:
    return {
        "reported": whole.coverage.reported,
        "expected": whole.coverage.expected,
        "share_of_b": kept_text(whole.coverage.share_of_b),
        "without_ab": whole.coverage.without_ab,
        "low": kept_text(whole.interval[0]) if whole.interval else None,
        "high": kept_text(whole.interval[1]) if whole.interval else None,
        "conclusive": int(whole.conclusive and whole.absence is None),
    }


def _as_sums(row: SumsRow) -> Sums:
    return Sums(**{one.name: getattr(row, one.name) for one in fields(Sums)})


def _judging_targets(context: PlanContext, indicator_id: int, agency_id: int | None) -> tuple[YearTarget, ...]:
    rows = judging_rows(context, indicator_id, agency_id)
    direction = context.indicators[indicator_id].direction
    judged = (YearTarget(row.year, _grade(row, direction), row.value, row.raw, row.value2) for row in rows)
    return tuple(sorted(judged, key=lambda target: target.year))


def _grade(target: Target, direction: Direction) -> str:
    """What a target is judged by; a bare number goes by the direction, which may have been corrected."""
    if target.comparator == "none" and target.value is not None:
        return ">=" if direction is Direction.UP else "<="
    return target.grade or target.comparator


def _of_level(targets: Sequence[Target], level: Level) -> tuple[Target, ...]:
    return tuple(target for target in targets if target.level in (None, level))


def _owes_by_document(context: PlanContext, indicator_id: int, agency_id: int) -> bool:
    return any(row.origin == "document" for row in context.assignments.get((indicator_id, agency_id), ()))
