"""The ledger's side of a return: its plan, its agency, what that agency owes, all that its form is checked against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.domain.checks import FormContext, LineContext, PastFigure
from lib.domain.errors import NotFound
from lib.domain.own_return import OWN_VERSION
from lib.domain.period import Period
from lib.domain.submission import Line, ParsedForm
from lib.excel.layout import TEMPLATE_VERSION
from lib.storage import (
    agency_store,
    catalog_store,
    correction_store,
    kept_store,
    ledger_store,
    lock_store,
    settings_store,
)
from lib.storage.database import Connection
from lib.storage.kept_store import Figure
from lib.workflows.assessment import PlanContext, owed_by, plan_context, yardstick

_ALWAYS = (Period(1900, 1), Period(9999, 12))


@dataclass(frozen=True, slots=True)
class ReturnCase:
    """The plan and agency that a form names, and the row ids of what that agency owes at the form's period."""

    context: PlanContext
    agency_id: int
    agency_name: str
    owed: tuple[int, ...]


def return_case(connection: Connection, form: ParsedForm) -> ReturnCase | None:
    """The plan and agency that a form names, if the ledger holds them; an agency that does not exist owes nothing."""
    mark = form.fingerprint
    agency = agency_store.agency_of(connection, mark.agency_code)
    agency_id = agency_store.agency_id_of(connection, mark.agency_code)
    if agency is None or agency_id is None:
        return None
    try:
        context = plan_context(connection, mark.plan_code, agency_id)
    except NotFound:
        return None
    return ReturnCase(context, agency_id, agency.name, owed_by(context, agency, agency_id, mark.period))


def form_context(connection: Connection, form: ParsedForm, case: ReturnCase | None, received_on: date) -> FormContext:
    """What the ledger expects of a form that came in on a day."""
    mark = form.fingerprint
    is_demo = settings_store.is_demo(connection)
    versions = frozenset((OWN_VERSION if form.reading else TEMPLATE_VERSION,))
    if case is None:
        plans = {summary.code for summary in catalog_store.plan_summaries(connection)}
        known_plan = mark.plan_code if mark.plan_code in plans else ""
        known = agency_store.agency_id_of(connection, mark.agency_code) is not None
        return FormContext(known_plan, versions, {}, agency_codes=None if known else frozenset(), is_demo=is_demo)
    plan = case.context.summary
    lock = lock_store.lock_in_force(connection, plan.id, mark.period)
    history = kept_store.figures(connection, plan.id, case.agency_id, *_ALWAYS)
    populations = correction_store.survey_populations(connection, plan.id, case.agency_id)
    before = lines_in_force(connection, case, mark.period)
    codes = {i: case.context.indicators[i].code for i in case.owed}
    return FormContext(
        mark.plan_code,
        versions,
        {code: _line_context(case, i, history.get(i, []), populations.get(i)) for i, code in codes.items()},
        agency_codes=frozenset((mark.agency_code,)) if case.owed else frozenset(),
        first_period=Period(plan.year, 1),
        last_period=settings_store.calendar(connection).latest_begun(received_on),
        received_on=received_on,
        is_demo=is_demo,
        lock_reason=lock.reason if lock else None,
        in_force={codes[i]: line for i, line in before.items() if i in codes},
        thresholds=case.context.thresholds,
    )


def lines_in_force(connection: Connection, case: ReturnCase, period: Period) -> dict[int, Line]:
    """The answers that stand for the agency and period, by indicator id."""
    current = kept_store.return_in_force(connection, case.context.summary.id, case.agency_id, period)
    return ledger_store.lines(connection, current) if current else {}


def _line_context(case: ReturnCase, indicator_id: int, history: list[Figure], population: int | None) -> LineContext:
    indicator = case.context.indicators[indicator_id]
    return LineContext(
        yardstick=yardstick(case.context, indicator_id, case.agency_id),
        unit=indicator.unit,
        name=indicator.name,
        months=indicator.frequency.months,
        history=tuple(
            PastFigure(f.period, f.a, f.b, f.value, f.recognised, f.sources_agree)
            for f in history
            if f.value is not None
        ),
        population=population,
    )
