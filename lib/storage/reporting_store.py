"""What the timeliness board reads: the window's agencies × periods in one query, the period's owed lines in another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.domain.agency import AgencyKind
from lib.domain.period import Period
from lib.storage.database import Connection
from lib.storage.reading import query
from lib.storage.values import day_of


@dataclass(frozen=True, slots=True)
class CellRow:
    """An agency × period in which it owes something, with what came in; see query `board_cells`."""

    agency_id: int
    code: str
    name: str
    kind: AgencyKind
    period: Period
    n_owed: int
    n_answered: int
    received_on: date | None
    version: int | None
    n_refused: int


@dataclass(frozen=True, slots=True)
class OwedLine:
    """An indicator that an agency owes at a period, and whether it is answered."""

    agency_id: int
    is_local: bool
    indicator_code: str
    ordinal: int
    indicator_name: str
    answered: bool


def board_cells(connection: Connection, plan_id: int, first: Period, last: Period) -> tuple[CellRow, ...]:
    """Every agency × period of a window in which the agency owes something, by agency and in time."""
    rows = connection.execute(query("board_cells"), {"plan": plan_id, "first": first.index, "last": last.index})
    return tuple(
        CellRow(
            agency_id=row["agency_id"],
            code=row["code"],
            name=row["name"],
            kind=AgencyKind(row["kind"]),
            period=Period.of_index(row["period"]),
            n_owed=row["n_owed"],
            n_answered=row["n_answered"],
            received_on=day_of(row["received_on"]),
            version=row["version"],
            n_refused=row["n_refused"],
        )
        for row in rows
    )


def owed_lines(connection: Connection, plan_id: int, period: Period) -> tuple[OwedLine, ...]:
    """Who owes which indicator at a period, in the plan's order."""
    rows = connection.execute(
        query("owed_lines"),
        {
            "plan": plan_id,
            "period": period.index,
            "first_day": period.first.isoformat(),
            "last_day": period.end.isoformat(),
        },
    )
    return tuple(
        OwedLine(
            row["agency_id"],
            AgencyKind(row["kind"]).is_local,
            row["indicator_code"],
            row["ordinal"],
            row["indicator_name"],
            bool(row["answered"]),
        )
        for row in rows
    )
