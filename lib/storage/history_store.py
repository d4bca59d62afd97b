"""What the ledger holds of one figure's life: the files that gave it, the cells as typed, the decisions on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lib.domain.period import Period
from lib.domain.submission import Answer
from lib.storage.database import Connection, Row
from lib.storage.reading import query
from lib.storage.values import decimal_of, place_of


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision on a file or figure: `undo`, `not_recognise` or `recognise`. at: ISO, UTC."""

    id: int
    action: str
    reason: str
    note: str | None
    actor: str
    at: str


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One cell of a line as it was typed; `column` is the form's column key."""

    column: str
    ref: str
    raw: str


@dataclass(frozen=True, slots=True)
class GivenFigure:
    """One accepted file's word on a figure; `answer` None where it left the line blank."""

    submission: int
    version: int
    file: str
    sha256: str
    received_on: str
    received_at: str
    uploaded_by: str
    reason: str | None
    sheet: str | None
    cell: str | None
    answer: Answer | None
    value: Decimal | None
    a: int | None
    b: int | None
    needs_review: bool


def given_figures(
    connection: Connection, plan_id: int, agency_id: int, indicator_id: int, period: Period
) -> tuple[GivenFigure, ...]:
    """What each accepted file of an agency and period says of an indicator, newest first."""
    among = {"plan": plan_id, "agency": agency_id, "indicator": indicator_id, "period": period.index}
    return tuple(_given(row) for row in connection.execute(query("given_figures"), among))


def typed_cells(
    connection: Connection, plan_id: int, agency_id: int, period: Period, row_key: str
) -> dict[int, tuple[TypedCell, ...]]:
    """The cells of one line as typed, by submission."""
    among = {"plan": plan_id, "agency": agency_id, "period": period.index, "row": row_key}
    found: dict[int, tuple[TypedCell, ...]] = {}
    for row in connection.execute(query("typed_cells"), among):
        cell = TypedCell(row["column_key"], row["ref"], row["raw"])
        found[row["submission_id"]] = (*found.get(row["submission_id"], ()), cell)
    return found


def undone(connection: Connection, plan_id: int, agency_id: int, period: Period) -> dict[int, Decision]:
    """The undoing of files of an agency and period, by submission."""
    among = {"plan": plan_id, "agency": agency_id, "period": period.index}
    return {row["submission_id"]: _decision(row) for row in connection.execute(query("undone_returns"), among)}


def recognitions(connection: Connection, agency_id: int, indicator_id: int, period: Period) -> tuple[Decision, ...]:
    """The decisions on whether one figure is recognised, oldest first."""
    among = {"agency": agency_id, "indicator": indicator_id, "period": period.index}
    return tuple(_decision(row) for row in connection.execute(query("recognitions"), among))


def _given(row: Row) -> GivenFigure:
    return GivenFigure(
        submission=row["submission_id"],
        version=row["version"],
        file=row["file"],
        sha256=row["sha256"],
        received_on=row["received_on"],
        received_at=row["received_at"],
        uploaded_by=row["uploaded_by"],
        reason=row["reason"],
        sheet=row["sheet"],
        cell=place_of(row["refs"]) if row["refs"] else None,
        answer=Answer(row["answer"]) if row["answer"] else None,
        value=decimal_of(row["value"]),
        a=row["a"],
        b=row["b"],
        needs_review=bool(row["needs_review"]),
    )


def _decision(row: Row) -> Decision:
    return Decision(row["id"], row["action"], row["reason"], row["note"], row["actor"], row["at"])
