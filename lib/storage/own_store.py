"""Agencies' own workbooks: the confirmed reading of each (append-only), and what their names of indicators mean."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from lib.domain.catalog import IndicatorKind
from lib.domain.own_return import OwnLine, OwnReading, OwnRow, Role
from lib.domain.period import Period
from lib.storage.database import Connection, Row

_READING = """
    SELECT own_reading.*, plan.code AS plan_code, agency.code AS agency_code, submission.period
    FROM own_reading JOIN submission ON submission.id = own_reading.submission_id
    JOIN plan ON plan.id = submission.plan_id JOIN agency ON agency.id = submission.agency_id
"""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that an agency writes, as a person confirmed it; `indicator_code` is `None`: it is no indicator."""

    name_key: str
    name: str
    indicator_code: str | None


def add_reading(connection: Connection, submission: int, reading: OwnReading, by: str, at: str) -> None:
    """Append the reading by which a submission was read; of the indicators only those that a row was read as."""
    read = {row.indicator_code for row in reading.rows}
    lines = [asdict(line) for line in reading.lines if line.indicator_code in read]
    connection.execute(
        "INSERT INTO own_reading (submission_id, sheet, first_header_row, last_header_row, columns, rows, lines, "
        "confirmed_by, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            submission,
            reading.sheet,
            *reading.header_rows,
            json.dumps(reading.columns, ensure_ascii=False),
            json.dumps([asdict(row) for row in reading.rows], ensure_ascii=False),
            json.dumps(lines, ensure_ascii=False),
            by,
            at,
        ),
    )


def reading_of(connection: Connection, submission: int) -> OwnReading | None:
    """The reading by which a submission was read; `None` when it came in our form."""
    row = connection.execute(f"{_READING} WHERE submission_id = ?", (submission,)).fetchone()
    return _reading(row) if row else None


def last_reading(connection: Connection, plan_id: int, agency_id: int) -> OwnReading | None:
    """The newest reading that was confirmed for an agency's returns of a plan, also of a file that was refused."""
    row = connection.execute(
        f"{_READING} WHERE submission.plan_id = ? AND submission.agency_id = ? ORDER BY submission_id DESC LIMIT 1",
        (plan_id, agency_id),
    ).fetchone()
    return _reading(row) if row else None


def aliases(connection: Connection, plan_id: int, agency_id: int) -> dict[str, str | None]:
    """What an agency's names mean in a plan, by key: the indicator's code, or `None`: no indicator.

    A name whose indicator the plan no longer holds is left out.
    """
    rows = connection.execute(
        "SELECT name_key, indicator.code FROM indicator_alias "
        "LEFT JOIN indicator ON indicator.id = indicator_alias.indicator_id "
        "WHERE indicator_alias.plan_id = ? AND agency_id = ? AND known_to IS NULL AND retired_at IS NULL",
        (plan_id, agency_id),
    )
    return {row["name_key"]: row["code"] for row in rows}


def remember(
    connection: Connection,
    plan_id: int,
    agency_id: int,
    confirmed: Iterable[Alias],
    indicators: dict[str, int],
    by: str,
    at: str,
) -> None:
    """Keep what a person confirmed of names; a name that meant something else before means this from now on."""
    known = aliases(connection, plan_id, agency_id)
    for alias in {alias.name_key: alias for alias in confirmed}.values():
        if alias.name_key in known and known[alias.name_key] == alias.indicator_code:
            continue
        connection.execute(
            "UPDATE indicator_alias SET known_to = ? "
            "WHERE plan_id = ? AND agency_id = ? AND name_key = ? AND known_to IS NULL",
            (at, plan_id, agency_id, alias.name_key),
        )
        row_id = indicators[alias.indicator_code] if alias.indicator_code is not None else None
        connection.execute(
            "INSERT INTO indicator_alias (plan_id, agency_id, indicator_id, name_key, name, confirmed_by, "
            "confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (plan_id, agency_id, row_id, alias.name_key, alias.name, by, at),
        )


def _reading(row: Row) -> OwnReading:
    return OwnReading(
        plan_code=row["plan_code"],
        agency_code=row["agency_code"],
        period=Period.of_index(row["period"]),
        sheet=row["sheet"],
        header_rows=(row["first_header_row"], row["last_header_row"]),
        columns=tuple((column, label, Role(role)) for column, label, role in json.loads(row["columns"])),
        rows=tuple(OwnRow(**kept) for kept in json.loads(row["rows"])),
        lines=tuple(
            OwnLine(kept["indicator_code"], IndicatorKind(kept["kind"]), kept["unit"])
            for kept in json.loads(row["lines"])
        ),
    )
