"""Ledgers with years of history, for measurements: written through the stores in bulk, without files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from lib.domain.agency import Agency
from lib.domain.catalog import IndicatorKind
from lib.domain.period import Period
from lib.domain.submission import Answer, Line, Outcome
from lib.excel.layout import TEMPLATE_VERSION
from lib.storage import agency_store, database, kept_store, ledger_store, settings_store
from lib.storage.database import Connection, writing
from lib.storage.files import sha256_of
from lib.workflows import assessment, forms, load_catalog
from lib.workflows.assessment import PlanContext, plan_context
from lib.workflows.demo_figures import Made, course, patterns, year

PLAN = "GIALAI-2026"
YEAR = 2026
DAY = f"{YEAR}-12-25"  # the ledger's today: the last month is due
_AT = f"{YEAR}-12-25T00:00:00.000000+00:00"


def one_year(path: Path, n_agencies: int) -> None:
    """A ledger with twelve months of returns of the first agencies of the plan."""
    load_catalog.set_up(path, at=_AT, by="bench")
    with writing(path) as connection:
        settings_store.put_setting(connection, "demo", "1")
        settings_store.put_setting(connection, "demo_day", DAY)
        context = plan_context(connection, PLAN)
        agencies = forms.owing_agencies_at(connection, context, Period(YEAR, 1))[:n_agencies]
        ids = agency_store.agency_ids(connection)
        for agency in agencies:
            _write_year(connection, context, ids[agency.code], _made(context, agency, ids[agency.code]), YEAR)
        assessment.rebuild(connection, PLAN)


def with_history(source: Path, path: Path, years: int) -> None:
    """A copy of a one-year ledger with the same year put before it again and again, `years` in all."""
    database.copy_to(source, path)
    with writing(path) as connection:
        context = plan_context(connection, PLAN)
        ready = [
            row
            for month in range(1, 13)
            for agencies in (None, (kept_store.TOTAL,))
            for row in kept_store.standings_at(connection, context.summary.id, Period(YEAR, month), agencies)
        ]
        ids = agency_store.agency_ids(connection)
        senders = {agency_id for agency_id, _ in kept_store.returns_of_plan(connection, context.summary.id)}
        agencies_by_id = {ids[agency.code]: agency for agency in agency_store.agencies(connection)}
        made = {agency_id: _made(context, agencies_by_id[agency_id], agency_id) for agency_id in senders}
        for back in range(1, years):
            for agency_id, figures in made.items():
                _write_year(connection, context, agency_id, figures, YEAR - back)
            kept_store.put_standings(connection, ({**row, "period": row["period"] - 12 * back} for row in ready))


def _made(context: PlanContext, agency: Agency, agency_id: int) -> Mapping[int, tuple[Made, ...]]:
    """An agency's figures of a year by indicator id."""
    known = patterns()
    return {
        indicator_id: year(course(agency, known[indicator.ordinal], 80.0), 12)
        for indicator_id, indicator in context.indicators.items()
        if context.assigned(indicator_id, agency_id, Period(YEAR, 1))
    }


def _write_year(
    connection: Connection, context: PlanContext, agency_id: int, made: Mapping[int, tuple[Made, ...]], of_year: int
) -> None:
    rows = {indicator.code: row_id for row_id, indicator in context.indicators.items()}
    for month in range(1, 13):
        period = Period(of_year, month)
        mark = sha256_of(f"{agency_id} {period}".encode())
        ledger_store.add_blob(connection, mark, 0, "bench", _AT)
        number, _ = ledger_store.add_submission(
            connection,
            outcome=Outcome.ACCEPTED,
            sha256=mark,
            file=f"bench-{period}.xlsx",
            plan_id=context.summary.id,
            agency_id=agency_id,
            period=period,
            template_version=TEMPLATE_VERSION,
            received_on=period.end.isoformat(),
            received_at=_AT,
            uploaded_by="bench",
            reason=None,
            n_values=len(made),
        )
        ledger_store.add_lines(connection, number, "Biểu báo cáo", _lines(context, made, month), rows)
        kept_store.place_return(connection, context.summary.id, agency_id, period)


def _lines(context: PlanContext, made: Mapping[int, tuple[Made, ...]], month: int) -> Iterator[Line]:
    for indicator_id, figures in made.items():
        indicator, figure = context.indicators[indicator_id], figures[month - 1]
        is_share = indicator.kind is IndicatorKind.SHARE
        value = Decimal(100 * figure.a) / figure.b if is_share and figure.b else Decimal(figure.a)
        yield Line(
            indicator_code=indicator.code,
            row=0,
            answer=Answer.FIGURE,
            a=figure.a if is_share else None,
            b=figure.b,
            value=value,
            evidence="Báo cáo số 1/BC (dữ liệu thử)",
            subjective_cause="Chưa đôn đốc thường xuyên (dữ liệu thử)",
            objective_cause="Hệ thống bảo trì (dữ liệu thử)",
            remedy="Kiểm điểm hằng tuần (dữ liệu thử)",
            refs=(("a", "H9"), ("b", "I9")),
        )
