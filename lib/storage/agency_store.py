"""Agencies, collectives and assignments (who owes what, from when to when)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lib.domain.agency import Agency, AgencyKind, Collective
from lib.domain.errors import NotFound
from lib.domain.period import Period
from lib.storage.database import Connection, Row
from lib.storage.values import day_of, day_text, names_of, names_text


@dataclass(frozen=True, slots=True)
class Assignment:
    """One agency owes one indicator from a month number on, until `last_period` if it ends."""

    indicator_id: int
    agency_id: int
    first_period: int
    last_period: int | None
    origin: str


def agencies(connection: Connection, province: str | None = None, kind: str | None = None) -> tuple[Agency, ...]:
    """The registry, narrowed by province and kind where given, in order of kind and name."""
    rows = connection.execute(
        "SELECT * FROM agency WHERE (:province IS NULL OR province = :province) AND (:kind IS NULL OR kind = :kind) "
        "ORDER BY id",
        {"province": province, "kind": kind},
    )
    return tuple(_agency(row) for row in rows)


def agency_ids(connection: Connection) -> dict[str, int]:
    """Row ids by code."""
    return {row["code"]: row["id"] for row in connection.execute("SELECT code, id FROM agency")}


def agency_id_of(connection: Connection, code: str) -> int | None:
    """The row id of one agency by its code, if the registry holds it."""
    row = connection.execute("SELECT id FROM agency WHERE code = ?", (code,)).fetchone()
    return int(row["id"]) if row else None


def known_agency_id(connection: Connection, code: str) -> int:
    """The row id of one agency by its code.

    Raises: NotFound (`agency-unknown`).
    """
    found = agency_id_of(connection, code)
    if found is None:
        raise NotFound("agency-unknown", agency=code)
    return found


def agency_of(connection: Connection, code: str) -> Agency | None:
    """One agency by its code, if the registry holds it."""
    row = connection.execute("SELECT * FROM agency WHERE code = ?", (code,)).fetchone()
    return _agency(row) if row else None


def local_agency_ids(connection: Connection) -> frozenset[int]:
    """Row ids of communes, wards and special zones."""
    rows = connection.execute("SELECT id FROM agency WHERE kind IN ('commune', 'ward', 'special_zone')")
    return frozenset(row["id"] for row in rows)


def collectives(connection: Connection) -> tuple[Collective, ...]:
    """The names that stand for sets of agencies."""
    return tuple(
        Collective(
            row["name"],
            frozenset(AgencyKind(kind) for kind in names_of(row["kinds"])),
            names_of(row["aliases"]),
            day_of(row["valid_to"]),
        )
        for row in connection.execute("SELECT * FROM collective ORDER BY name")
    )


def save_agencies(connection: Connection, rows: Iterable[Agency]) -> int:
    """Add agencies or bring known ones (by code) up to date; returns how many were new."""
    before = connection.execute("SELECT count(*) FROM agency").fetchone()[0]
    connection.executemany(
        """
        INSERT INTO agency (code, name, kind, province, aliases, valid_from, valid_to, merged_into,
          parent)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, province = excluded.province,
          aliases = excluded.aliases, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
          merged_into = excluded.merged_into, parent = excluded.parent
        """,
        (
            (
                agency.code,
                agency.name,
                agency.kind,
                agency.province,
                names_text(agency.aliases),
                day_text(agency.valid_from),
                day_text(agency.valid_to),
                agency.merged_into,
                agency.parent,
            )
            for agency in rows
        ),
    )
    return int(connection.execute("SELECT count(*) FROM agency").fetchone()[0]) - int(before)


def save_collectives(connection: Connection, rows: Iterable[Collective]) -> None:
    """Add collectives or bring known ones (by name) up to date."""
    connection.executemany(
        "INSERT INTO collective (name, kinds, aliases, valid_to) VALUES (?, ?, ?, ?) ON CONFLICT (name) "
        "DO UPDATE SET kinds = excluded.kinds, aliases = excluded.aliases, valid_to = excluded.valid_to",
        ((row.name, names_text(sorted(row.kinds)), names_text(row.aliases), day_text(row.valid_to)) for row in rows),
    )


def assignments(connection: Connection, plan_id: int, agency_id: int | None = None) -> tuple[Assignment, ...]:
    """Who owes which indicator of a plan: all of it, or what one agency owes."""
    rows = connection.execute(
        "SELECT assignment.* FROM assignment JOIN indicator ON indicator.id = assignment.indicator_id "
        "WHERE indicator.plan_id = :plan AND indicator.retired_at IS NULL "
        "AND (:agency IS NULL OR assignment.agency_id = :agency) "
        "ORDER BY indicator.ordinal, assignment.agency_id, assignment.first_period",
        {"plan": plan_id, "agency": agency_id},
    )
    return tuple(
        Assignment(row["indicator_id"], row["agency_id"], row["first_period"], row["last_period"], row["origin"])
        for row in rows
    )


def owing_ids(connection: Connection, indicator_id: int, period: Period) -> tuple[int, ...]:
    """The agencies that are assigned an indicator at a period and exist in it."""
    rows = connection.execute(
        "SELECT DISTINCT agency.id FROM assignment JOIN agency ON agency.id = assignment.agency_id "
        "WHERE assignment.indicator_id = :indicator AND assignment.first_period <= :period "
        "AND coalesce(assignment.last_period, :period) >= :period "
        "AND coalesce(agency.valid_from, :last_day) <= :last_day "
        "AND coalesce(agency.valid_to, :first_day) >= :first_day ORDER BY agency.id",
        {
            "indicator": indicator_id,
            "period": period.index,
            "first_day": period.first.isoformat(),
            "last_day": period.end.isoformat(),
        },
    )
    return tuple(row["id"] for row in rows)


def assign_from_document(
    connection: Connection, indicator_id: int, agencies_owing: Iterable[int], first_period: int
) -> None:
    """Replace what the document assigns for an indicator; what the secretariat entered stays."""
    connection.execute("DELETE FROM assignment WHERE indicator_id = ? AND origin = 'document'", (indicator_id,))
    connection.executemany(
        "INSERT INTO assignment (indicator_id, agency_id, first_period, origin) VALUES (?, ?, ?, 'document') "
        "ON CONFLICT DO NOTHING",
        ((indicator_id, agency_id, first_period) for agency_id in agencies_owing),
    )


def assign(
    connection: Connection, indicator_id: int, agency_id: int, first_period: int, last_period: int | None = None
) -> None:
    """Enter one assignment, or change the end of one that starts in the same period."""
    connection.execute(
        "INSERT INTO assignment (indicator_id, agency_id, first_period, last_period, origin) "
        "VALUES (?, ?, ?, ?, 'entered') ON CONFLICT (indicator_id, agency_id, first_period) "
        "DO UPDATE SET last_period = excluded.last_period, origin = 'entered'",
        (indicator_id, agency_id, first_period, last_period),
    )


def _agency(row: Row) -> Agency:
    return Agency(
        code=row["code"],
        name=row["name"],
        kind=AgencyKind(row["kind"]),
        province=row["province"],
        aliases=names_of(row["aliases"]),
        valid_from=day_of(row["valid_from"]),
        valid_to=day_of(row["valid_to"]),
        merged_into=row["merged_into"],
        parent=row["parent"],
    )
