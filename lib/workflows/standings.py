"""Standings as a reader sees them: kept rows, completed by those who owe a figure and have not given it.

The two halves of the rule that depend on the day of reading are applied here: whether a figure is due yet,
and whether the target's date has passed (rule 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from lib.domain.catalog import Indicator, SourceRef
from lib.domain.period import Calendar, Period
from lib.domain.standing import Absence, Coverage, Standing, Status, YearTarget
from lib.domain.status import Observation, judge
from lib.domain.thresholds import Thresholds
from lib.storage import kept_store, settings_store
from lib.storage.database import Connection
from lib.storage.kept_store import TOTAL
from lib.storage.standing_store import AgencyRow, agency_rows, line_places, sources_of
from lib.storage.values import decimal_of
from lib.workflows.assessment import PlanContext, indicator_id_of, judging_rows, yardstick

HORIZON_YEAR = 2030


def plan_totals(connection: Connection, context: PlanContext, period: Period, today: date) -> tuple[Standing, ...]:
    """The plan as a whole: one standing per indicator, in document order."""
    return _of_one(connection, context, period, today, None)


def agency_standings(
    connection: Connection, context: PlanContext, agency_code: str, period: Period, today: date
) -> tuple[Standing, ...]:
    """One agency: one standing per indicator of the plan, `not_assigned` where it owes nothing."""
    row = next(r for r in agency_rows(connection) if r.code == agency_code)
    return _of_one(connection, context, period, today, row)


def all_agency_standings(
    connection: Connection, context: PlanContext, period: Period, today: date
) -> tuple[Standing, ...]:
    """Every agency × indicator that is owed at the period, by indicator, then agency."""
    agencies = {row.id: row for row in agency_rows(connection)}
    calendar = settings_store.calendar(connection)
    kept = {
        (row["indicator_id"], row["agency_id"]): row
        for row in kept_store.standings_at(connection, context.summary.id, period)
    }
    notes = line_places(connection, context.summary.id, period)
    found = []
    for indicator_id in context.indicators:
        for agency_id in _assigned_agencies(context, indicator_id, period):
            row = kept.get((indicator_id, agency_id)) or _carried(connection, context, indicator_id, agency_id, period)
            agency = agencies[agency_id]
            if agency.exists_at(period):
                found.append(_standing(context, indicator_id, agency, row, period, today, calendar, notes))
    return tuple(found)


def indicator_standings(
    connection: Connection, context: PlanContext, indicator_code: str, period: Period, today: date
) -> tuple[Standing, ...]:
    """Every agency that owes one indicator at the period."""
    indicator_id = indicator_id_of(context, indicator_code)
    agencies = {row.id: row for row in agency_rows(connection)}
    calendar = settings_store.calendar(connection)
    kept = {row["agency_id"]: row for row in kept_store.standings_of_indicator(connection, indicator_id, period)}
    notes = line_places(connection, context.summary.id, period, indicator_id=indicator_id)
    return tuple(
        _standing(
            context,
            indicator_id,
            agencies[agency_id],
            kept.get(agency_id) or _carried(connection, context, indicator_id, agency_id, period),
            period,
            today,
            calendar,
            notes,
        )
        for agency_id in _assigned_agencies(context, indicator_id, period)
        if agencies[agency_id].exists_at(period)
    )


def series(
    connection: Connection,
    context: PlanContext,
    indicator_code: str,
    agency_code: str | None,
    last: Period,
    today: date,
) -> tuple[Standing, ...]:
    """One indicator over time, oldest first, for an agency or (with `None`) the plan as a whole."""
    indicator_id = indicator_id_of(context, indicator_code)
    agency = next((r for r in agency_rows(connection) if r.code == agency_code), None) if agency_code else None
    rows = kept_store.series_of(
        connection, indicator_id, agency.id if agency else TOTAL, Period(context.summary.year - 1, 1), last
    )
    calendar = settings_store.calendar(connection)
    return tuple(
        _standing(context, indicator_id, agency, row, Period.of_index(row["period"]), today, calendar, {})
        for row in rows
    )


def opening_period(connection: Connection, context: PlanContext, today: date) -> Period:
    """The period a screen opens on: the latest whose due day has passed, else the newest with a return.

    Source: `docs/rules.md` §2.
    """
    calendar = settings_store.calendar(connection)
    latest = calendar.latest_due(today)
    returned = kept_store.periods_with_figures(connection, context.summary.id, Period(context.summary.year, 1))
    first = Period(context.summary.year, 1)
    if latest >= first:
        return latest
    return returned[-1] if returned else first


def _of_one(
    connection: Connection, context: PlanContext, period: Period, today: date, agency: AgencyRow | None
) -> tuple[Standing, ...]:
    agency_id = agency.id if agency else TOTAL
    calendar = settings_store.calendar(connection)
    kept = {
        row["indicator_id"]: row for row in kept_store.standings_at(connection, context.summary.id, period, [agency_id])
    }
    notes = line_places(connection, context.summary.id, period, agency_id) if agency else {}
    found = (
        _standing(
            context,
            indicator_id,
            agency,
            kept.get(indicator_id) or _carried(connection, context, indicator_id, agency_id, period),
            period,
            today,
            calendar,
            notes,
        )
        for indicator_id in context.indicators
    )
    if agency is not None:
        return tuple(found)
    return _with_comparable_changes(connection, context, dict(zip(context.indicators, found, strict=True)), today)


def _with_comparable_changes(
    connection: Connection, context: PlanContext, totals: Mapping[int, Standing], today: date
) -> tuple[Standing, ...]:
    """Totals whose change since the period before is kept where neither of the two is still being reported."""
    calendar = settings_store.calendar(connection)
    before = {
        indicator_id: line.figure_period + -context.indicators[indicator_id].frequency.months
        for indicator_id, line in totals.items()
        if line.previous_value is not None and line.figure_period is not None
    }
    newest = {each: kept_store.newest_totals(connection, context.summary.id, each) for each in set(before.values())}
    found = []
    for indicator_id, line in totals.items():
        row = newest[before[indicator_id]].get(indicator_id) if indicator_id in before else None
        is_comparable = row is not None and _is_comparable(line, row, context.thresholds, today, calendar)
        found.append(line if is_comparable else replace(line, previous_value=None))
    return tuple(found)


def _is_comparable(
    line: Standing, before: Mapping[str, Any], thresholds: Thresholds, today: date, calendar: Calendar
) -> bool:
    """Whether a total and the one before it are reported by enough, and the newer one's due day has passed."""
    enough = all(_is_enough(coverage, thresholds) for coverage in (line.coverage, _coverage(before)))
    return enough and line.figure_period is not None and today > calendar.due_date(line.figure_period)


def _is_enough(coverage: Coverage | None, thresholds: Thresholds) -> bool:
    if coverage is None:
        return False
    return coverage.reported * 100 >= thresholds.comparable_coverage_percent * coverage.expected


def _carried(
    connection: Connection, context: PlanContext, indicator_id: int, agency_id: int, period: Period
) -> Mapping[str, Any] | None:
    """Between the months in which a figure is owed, the last one shows with its period."""
    months = context.indicators[indicator_id].frequency.months
    if period.month % months == 0:
        return None
    owed_last = Period.of_index(period.index - (period.month % months))
    row = kept_store.latest_standing_before(connection, indicator_id, agency_id, period)
    return row if row is not None and row["period"] >= owed_last.index else None


def _assigned_agencies(context: PlanContext, indicator_id: int, period: Period) -> list[int]:
    return [
        agency_id
        for (owed_id, agency_id) in context.assignments
        if owed_id == indicator_id and context.assigned(indicator_id, agency_id, period)
    ]


def _standing(
    context: PlanContext,
    indicator_id: int,
    agency: AgencyRow | None,
    row: Mapping[str, Any] | None,
    period: Period,
    today: date,
    calendar: Calendar,
    notes: Mapping[tuple[int, int], Mapping[str, Any]],
) -> Standing:
    indicator = context.indicators[indicator_id]
    blank = _blank(context, indicator_id, agency, period)
    if row is None:
        return _silent(context, indicator_id, agency, blank, period, today, calendar)
    note = notes.get((indicator_id, agency.id), {}) if agency else {}
    return _filled(blank, row, today, indicator, note)


def _blank(context: PlanContext, indicator_id: int, agency: AgencyRow | None, period: Period) -> Standing:
    indicator = context.indicators[indicator_id]
    rows = judging_rows(context, indicator_id, agency.id if agency else None)
    horizon = next((t for t in rows if t.year == HORIZON_YEAR), None)
    baseline = context.baselines.get((indicator_id, agency.id if agency else None))
    at_baseline = Period.holding(context.summary.baseline_date)
    return Standing(
        plan_code=context.summary.code,
        indicator_code=indicator.code,
        indicator_name=indicator.name,
        unit=indicator.unit,
        kind=indicator.kind,
        direction=indicator.direction,
        agency_code=agency.code if agency else None,
        agency_name=agency.name if agency else None,
        agency_kind=agency.kind if agency else None,
        period=period,
        status=Status.NO_DATA,
        rule=1,
        horizon_target=YearTarget(horizon.year, horizon.grade or horizon.comparator, horizon.value, horizon.raw)
        if horizon
        else None,
        baseline_value=baseline[1] if baseline and period > at_baseline else None,
        baseline_raw=indicator.baseline.raw if indicator.baseline and not agency and period > at_baseline else None,
        lead_names=indicator.lead_agencies or ((indicator.monitoring_agency,) if indicator.monitoring_agency else ()),
    )


def _silent(
    context: PlanContext,
    indicator_id: int,
    agency: AgencyRow | None,
    blank: Standing,
    period: Period,
    today: date,
    calendar: Calendar,
) -> Standing:
    expected = [agency.id] if agency else _assigned_agencies(context, indicator_id, period)
    owing = [a for a in expected if context.owed(indicator_id, a, period)]
    assigned = [a for a in expected if context.assigned(indicator_id, a, period)]
    at_baseline = agency is None and period == Period.holding(context.summary.baseline_date)
    absence = _why_silent(bool(owing), bool(assigned), today <= calendar.due_date(period))
    absence = Absence.MISSING if at_baseline else absence
    ruler = yardstick(context, indicator_id, agency.id if agency else None)
    verdict = judge(ruler, Observation(period=period, absence=absence), thresholds=context.thresholds)
    return replace(
        blank,
        absence=absence,
        rule=verdict.rule,
        target=verdict.target,
        expected_value=verdict.expected_value,
        coverage=None if agency else Coverage(reported=0, expected=len(owing)),
        conclusive=agency is not None,
    )


def _why_silent(owing: bool, assigned: bool, before_due: bool) -> Absence:
    if not assigned:
        return Absence.NOT_ASSIGNED
    return Absence.NOT_DUE if before_due or not owing else Absence.MISSING


def _filled(
    blank: Standing, row: Mapping[str, Any], today: date, indicator: Indicator, note: Mapping[str, Any]
) -> Standing:
    passed = row["target_year"] is None or today >= date(row["target_year"], 12, 31)
    low = decimal_of(row["low"])
    return replace(
        blank,
        status=Status(row["status"] if passed else row["status_before_date"]),
        rule=row["rule"] if passed else row["rule_before_date"],
        absence=Absence(row["absence"]) if row["absence"] else None,
        value=decimal_of(row["value"]),
        a=row["a"],
        b=row["b"],
        figure_period=Period.of_index(row["period"]),
        target=_target(row),
        previous_value=decimal_of(row["previous_value"]),
        gap=decimal_of(row["gap"]),
        need=row["need"],
        expected_value=decimal_of(row["expected_value"]),
        ratio=decimal_of(row["ratio"]),
        tolerance=decimal_of(row["tolerance"]),
        coverage=_coverage(row),
        interval=(low, decimal_of(row["high"])) if low is not None else None,
        conclusive=bool(row["conclusive"]),
        awaiting_second_source=bool(row["awaiting_second_source"]),
        small_denominator=bool(row["small_denominator"]),
        provisional=row["provisional"],
        second_value=decimal_of(row["second_value"]),
        second_source=note.get("second_source"),
        speed=decimal_of(row["speed"]),
        required_speed=decimal_of(row["required_speed"]),
        projection_year_end=decimal_of(row["projection_year_end"]),
        projection_low=decimal_of(row["projection_low"]),
        projection_high=decimal_of(row["projection_high"]),
        projection_horizon=decimal_of(row["projection_horizon"]),
        projection_horizon_low=decimal_of(row["projection_horizon_low"]),
        projection_horizon_high=decimal_of(row["projection_horizon_high"]),
        reached_in=Period.of_index(row["reached_in"]) if row["reached_in"] is not None else None,
        subjective_cause=note.get("subjective_cause"),
        objective_cause=note.get("objective_cause"),
        remedy=note.get("remedy"),
        submission=row["submission_id"],
        source=_source(blank, row, indicator, note),
    )


def _source(blank: Standing, row: Mapping[str, Any], indicator: Indicator, note: Mapping[str, Any]) -> SourceRef | None:
    """Where the figure stands: the agency's cell, or the document's cell for an actual of the baseline year."""
    if note:
        return sources_of(note)
    from_document = blank.agency_code is None and row["reported"] is None and row["submission_id"] is None
    return indicator.baseline.source if from_document and indicator.baseline else None


def _target(row: Mapping[str, Any]) -> YearTarget | None:
    if row["target_year"] is None:
        return None
    return YearTarget(row["target_year"], row["target_grade"], decimal_of(row["target_value"]), row["target_raw"])


def _coverage(row: Mapping[str, Any]) -> Coverage | None:
    if row["expected"] is None:
        return None
    share: Decimal | None = decimal_of(row["share_of_b"])
    return Coverage(row["reported"], row["expected"], share, row["without_ab"])
