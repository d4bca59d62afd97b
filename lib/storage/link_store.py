"""Links between indicators of different plans: dated records, of which one per pair is in force at a time."""

from __future__ import annotations

from lib.domain.links import Link, Verdict
from lib.storage.database import Connection
from lib.storage.reading import query


def links_in_force(connection: Connection) -> tuple[Link, ...]:
    """What people have said of pairs of indicators, oldest first; what was taken back is left out."""
    return tuple(
        Link(
            row["first_code"],
            row["second_code"],
            Verdict(row["verdict"]),
            row["note"],
            row["entered_by"],
            row["entered_at"],
        )
        for row in connection.execute(query("links_in_force"))
    )


def add_link(connection: Connection, link: Link) -> None:
    """Put a person's word on two indicators in force."""
    connection.execute(
        "INSERT INTO indicator_link (first_id, second_id, verdict, note, entered_by, entered_at) "
        "SELECT one.id, other.id, ?, ?, ?, ? FROM indicator AS one, indicator AS other "
        "WHERE one.code = ? AND other.code = ?",
        (link.verdict, link.note, link.by, link.at, link.first, link.second),
    )


def end_link(connection: Connection, first: str, second: str, at: str) -> None:
    """Take the word on two indicators out of force; it stays readable with the moment until which it was known."""
    connection.execute(
        "UPDATE indicator_link SET known_to = ? WHERE known_to IS NULL "
        "AND first_id = (SELECT id FROM indicator WHERE code = ?) "
        "AND second_id = (SELECT id FROM indicator WHERE code = ?)",
        (at, first, second),
    )


def plans_by_indicator(connection: Connection) -> dict[str, str]:
    """The code of the plan of every indicator, by the indicator's code."""
    rows = connection.execute(
        "SELECT indicator.code, plan.code AS plan_code FROM indicator JOIN plan ON plan.id = indicator.plan_id "
        "WHERE indicator.retired_at IS NULL"
    )
    return {row["code"]: row["plan_code"] for row in rows}
