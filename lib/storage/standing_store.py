"""What stands beside a kept standing when it is shown: the agency, and the line of the return it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.domain.catalog import SourceRef
from lib.domain.period import Period
from lib.storage.database import Connection
from lib.storage.reading import query
from lib.storage.values import day_of, place_of, row_dict


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency with its row id, for joining with kept rows."""

    id: int
    code: str
    name: str
    kind: str
    province: str | None
    valid_from: date | None
    valid_to: date | None

    def exists_at(self, period: Period) -> bool:
        """Whether the agency existed on any day of the period."""
        opened = self.valid_from is None or self.valid_from <= period.end
        return opened and (self.valid_to is None or self.valid_to >= period.first)


def agency_rows(connection: Connection) -> tuple[AgencyRow, ...]:
    """All agencies with their row ids."""
    rows = connection.execute("SELECT id, code, name, kind, province, valid_from, valid_to FROM agency ORDER BY id")
    return tuple(
        AgencyRow(
            row["id"],
            row["code"],
            row["name"],
            row["kind"],
            row["province"],
            day_of(row["valid_from"]),
            day_of(row["valid_to"]),
        )
        for row in rows
    )


def line_places(
    connection: Connection,
    plan_id: int,
    period: Period,
    agency_id: int | None = None,
    indicator_id: int | None = None,
) -> dict[tuple[int, int], Mapping[str, Any]]:
    """Causes, remedies and cells of the current figures of a period, by (indicator id, agency id)."""
    among = {"plan": plan_id, "period": period.index, "agency": agency_id, "indicator": indicator_id}
    rows = connection.execute(query("lines_in_force"), among)
    return {(row["indicator_id"], row["agency_id"]): row_dict(row) for row in rows}


def sources_of(line: Mapping[str, Any]) -> SourceRef:
    """The cell a figure is read from: a, else the value, else the answer."""
    return SourceRef(line["file"], line["sheet"], place_of(line["refs"]))
