"""Blank forms: what an agency owes at a period, with this year's target and its last value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lib.domain.agency import Agency
from lib.domain.errors import NotFound, Refused
from lib.domain.period import Calendar, Period
from lib.domain.status import target_of
from lib.domain.submission import Fingerprint, FormLine, FormSpec
from lib.excel.blank_form import write_blank_form
from lib.excel.layout import TEMPLATE_VERSION
from lib.storage import agency_store, kept_store, settings_store
from lib.storage.database import Connection, reading
from lib.workflows.assessment import PlanContext, owed_by, plan_context, yardstick


def blank_form(database: Path, plan_code: str, agency_code: str, period: Period) -> bytes:
    """The blank form of one agency as an .xlsx file.

    Raises: NotFound for an unknown plan or agency; Refused (`nothing-owed`) when it owes nothing then.
    """
    with reading(database) as connection:
        context = plan_context(connection, plan_code)
        return write_blank_form(form_spec(connection, context, agency_code, period))


def blank_forms(database: Path, plan_code: str, period: Period) -> Iterator[tuple[Agency, bytes]]:
    """The blank forms of every agency that owes something at a period."""
    with reading(database) as connection:
        context = plan_context(connection, plan_code)
        for agency in owing_agencies_at(connection, context, period):
            yield agency, write_blank_form(form_spec(connection, context, agency.code, period))


def owing_agencies_at(connection: Connection, context: PlanContext, period: Period) -> list[Agency]:
    """The agencies that owe at least one indicator of the plan in a period's month."""
    ids = agency_store.agency_ids(connection)
    owing = {
        agency_id for indicator_id, agency_id in context.assignments if context.owed(indicator_id, agency_id, period)
    }
    return [a for a in agency_store.agencies(connection) if ids[a.code] in owing and a.exists_at(period)]


def form_spec(connection: Connection, context: PlanContext, agency_code: str, period: Period) -> FormSpec:
    """What the blank form of an agency shows; one that does not exist at the period owes nothing.

    Raises: NotFound (`agency-unknown`); Refused (`nothing-owed`).
    """
    agency, agency_id = agency_of(connection, agency_code), agency_store.known_agency_id(connection, agency_code)
    owed = owed_by(context, agency, agency_id, period)
    if not owed:
        raise Refused("nothing-owed", agency=agency.name, period=str(period))
    last = kept_store.figures(connection, context.summary.id, agency_id, Period(1900, 1), period + -1)
    return FormSpec(
        fingerprint=Fingerprint(TEMPLATE_VERSION, context.summary.code, agency.code, period),
        plan_title=context.summary.title,
        agency_name=agency.name,
        due_date_text=_day(settings_store.calendar(connection), period),
        lines=tuple(_line(context, i, agency_id, period, last.get(i, [])) for i in owed),
        is_demo=settings_store.is_demo(connection),
    )


def agency_of(connection: Connection, code: str) -> Agency:
    """An agency by its code.

    Raises: NotFound (`agency-unknown`).
    """
    agency = agency_store.agency_of(connection, code)
    if agency is None:
        raise NotFound("agency-unknown", agency=code)
    return agency


def _line(
    context: PlanContext, indicator_id: int, agency_id: int, period: Period, figures: list[kept_store.Figure]
) -> FormLine:
    indicator = context.indicators[indicator_id]
    target = target_of(yardstick(context, indicator_id, agency_id), period)
    last = next((f for f in reversed(figures) if f.value is not None), None)
    return FormLine(
        indicator_code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        kind=indicator.kind,
        direction=indicator.direction,
        measure=indicator.measure,
        frequency=indicator.frequency,
        numerator=indicator.numerator,
        denominator=indicator.denominator,
        target_raw=target.raw if target else None,
        last_value=last.value if last else None,
        last_period=last.period if last else None,
        risky=indicator.risky,
    )


def _day(calendar: Calendar, period: Period) -> str:
    return calendar.due_date(period).strftime("%d/%m/%Y")
