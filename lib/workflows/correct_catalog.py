"""What the secretariat adds to a plan: baselines, assignments, agency targets, corrections; each one logged act.

Each re-judges the plan, so that what the pages read is always what the catalog says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from lib.domain.catalog import Baseline, Direction, Frequency, Measure, SourceRef
from lib.domain.errors import Refused
from lib.domain.period import Period
from lib.domain.status_change import Act, ChangeCause
from lib.storage import agency_store, break_store, catalog_store, correction_store, kept_store, ledger_store
from lib.storage.database import Connection, writing
from lib.workflows import assessment
from lib.workflows.assessment import PlanContext, plan_context


@dataclass(frozen=True, slots=True)
class Correction:
    """What may be corrected of an indicator; the document does not say these, the reader assumed them."""

    direction: Direction
    measure: Measure
    frequency: Frequency
    risky: bool


def enter_baseline(
    database: Path,
    plan_code: str,
    indicator_code: str,
    agency_code: str | None,
    day: date,
    value: Decimal,
    *,
    source: str,
    at: str,
    by: str,
) -> None:
    """Enter the actual from which progress is measured, for an agency or (with `None`) the plan as a whole.

    Raises: NotFound for an unknown code; Refused (`reason-missing`) without a source.
    """
    if not source.strip():
        raise Refused("reason-missing")
    baseline = Baseline(day, value, f"{value}", SourceRef(source.strip(), "", ""))

    def act(connection: Connection, context: PlanContext) -> str:
        indicator_id, agency_id = _ids(connection, context, indicator_code, agency_code)
        catalog_store.enter_baseline(connection, indicator_id, agency_id, baseline, origin="entered", at=at, by=by)
        return f"{agency_code or 'plan'}: {value} on {day.isoformat()}, {source.strip()}"

    _correct(
        database,
        plan_code,
        act,
        action="enter_baseline",
        cause=ChangeCause.BASELINE,
        subject=indicator_code,
        at=at,
        by=by,
    )


def adopt_baselines(database: Path, plan_code: str, *, at: str, by: str) -> int:
    """Take each agency's first accepted figure as its provisional baseline, where it has none; returns how many.

    Source: `docs/rules.md` §4 (baselines); the ledger says of it «mốc tạm T5/2026».
    """
    adopted = 0

    def act(connection: Connection, context: PlanContext) -> str:
        nonlocal adopted
        for (indicator_id, agency_id), first in kept_store.first_values(connection, context.summary.id).items():
            if (indicator_id, agency_id) in context.baselines:
                continue
            place = SourceRef(first.file, first.sheet, first.cell)
            baseline = Baseline(first.period.end, first.value, f"mốc tạm {first.period}", place)
            catalog_store.enter_baseline(connection, indicator_id, agency_id, baseline, origin="adopted", at=at, by=by)
            adopted += 1
        return f"{adopted} baselines"

    _correct(
        database, plan_code, act, action="adopt_baselines", cause=ChangeCause.BASELINE, subject=plan_code, at=at, by=by
    )
    return adopted


def assign(
    database: Path,
    plan_code: str,
    indicator_code: str,
    agency_code: str,
    first: Period,
    last: Period | None,
    *,
    at: str,
    by: str,
) -> None:
    """Let an agency owe an indicator from one period on, until `last` if it ends.

    Raises: NotFound for an unknown code; Refused (`period-order`) when it ends before it begins.
    """
    if last is not None and last < first:
        raise Refused("period-order")

    def act(connection: Connection, context: PlanContext) -> str:
        indicator_id, agency_id = _ids(connection, context, indicator_code, agency_code)
        assert agency_id is not None
        agency_store.assign(connection, indicator_id, agency_id, first.index, last.index if last else None)
        return f"{agency_code} from {first} to {last or 'open'}"

    _correct(database, plan_code, act, action="assign", subject=indicator_code, at=at, by=by)


def correct_indicator(
    database: Path, plan_code: str, indicator_code: str, correction: Correction, *, at: str, by: str
) -> None:
    """Correct the direction, measure, frequency or risk of an indicator.

    Raises: NotFound for an unknown code.
    """

    def act(connection: Connection, context: PlanContext) -> str:
        _ids(connection, context, indicator_code, None)
        correction_store.correct_indicator(
            connection,
            indicator_code,
            direction=correction.direction,
            measure=correction.measure,
            frequency=correction.frequency,
            risky=correction.risky,
        )
        return f"{correction.direction}, {correction.measure}, {correction.frequency}, risky {correction.risky}"

    _correct(database, plan_code, act, action="correct_indicator", subject=indicator_code, at=at, by=by)


def enter_survey_population(
    database: Path, plan_code: str, indicator_code: str, agency_code: str, size: int, *, source: str, at: str, by: str
) -> None:
    """Say how many people an agency's satisfaction survey is about: the smaller they are, the fewer must be asked.

    Raises: NotFound for an unknown code; Refused (`population-missing`) for fewer than one, (`reason-missing`)
    without a source.
    """
    if size < 1:
        raise Refused("population-missing")
    if not source.strip():
        raise Refused("reason-missing")
    with writing(database) as connection:
        indicator_id, agency_id = _ids(connection, plan_context(connection, plan_code), indicator_code, agency_code)
        assert agency_id is not None
        correction_store.enter_survey_population(
            connection, indicator_id, agency_id, size, source=source.strip(), at=at, by=by
        )
        detail = f"{agency_code}: {size}, {source.strip()}"
        ledger_store.add_event(
            connection, at=at, actor=by, action="enter_population", subject=indicator_code, detail=detail
        )


def mark_break(
    database: Path, plan_code: str, indicator_code: str, period: Period, *, reason: str, at: str, by: str
) -> None:
    """Say that an indicator's figures from a period on cannot be compared with those before: no slope crosses it.

    Raises: NotFound for an unknown code; Refused (`reason-missing`).
    """
    _say_of_break(database, plan_code, indicator_code, period, "mark", reason, at, by)


def withdraw_break(
    database: Path, plan_code: str, indicator_code: str, period: Period, *, reason: str, at: str, by: str
) -> None:
    """Take back a break; what was said of it stays in the ledger.

    Raises: NotFound for an unknown code; Refused (`reason-missing`, `break-unknown`).
    """
    _say_of_break(database, plan_code, indicator_code, period, "withdraw", reason, at, by)


def _say_of_break(
    database: Path, plan_code: str, indicator_code: str, period: Period, word: str, reason: str, at: str, by: str
) -> None:
    if not reason.strip():
        raise Refused("reason-missing")

    def act(connection: Connection, context: PlanContext) -> str:
        indicator_id, _ = _ids(connection, context, indicator_code, None)
        known = {one.period for one in context.breaks.get(indicator_id, ())}
        if word == "withdraw" and period not in known:
            raise Refused("break-unknown", period=str(period))
        break_store.add_word(connection, indicator_id, period, action=word, reason=reason.strip(), actor=by, at=at)
        return f"{word} {period}: {reason.strip()}"

    _correct(database, plan_code, act, action=f"{word}_break", subject=indicator_code, at=at, by=by)


def _correct(
    database: Path,
    plan_code: str,
    act: Callable[[Connection, PlanContext], str],
    *,
    action: str,
    subject: str,
    at: str,
    by: str,
    cause: ChangeCause = ChangeCause.CATALOG,
) -> None:
    with writing(database) as connection:
        detail = act(connection, plan_context(connection, plan_code))
        assessment.rebuild(connection, plan_code, Act(cause, at))
        ledger_store.add_event(connection, at=at, actor=by, action=action, subject=subject, detail=detail)


def _ids(
    connection: Connection, context: PlanContext, indicator_code: str, agency_code: str | None
) -> tuple[int, int | None]:
    indicator_id = assessment.indicator_id_of(context, indicator_code)
    return indicator_id, agency_store.known_agency_id(connection, agency_code) if agency_code is not None else None
