"""The kept tables as plain rows, to compare them with a recount."""

from __future__ import annotations

from lib.storage.database import Connection

_ALL = {
    "latest_return": "SELECT * FROM latest_return ORDER BY plan_id, period, agency_id",
    "figure": "SELECT * FROM figure ORDER BY period, agency_id, indicator_id",
    "standing": "SELECT * FROM standing ORDER BY period, indicator_id, agency_id",
}


def kept_rows(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every kept table, in key order."""
    return {name: [tuple(row) for row in connection.execute(text)] for name, text in _ALL.items()}
