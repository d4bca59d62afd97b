"""What the secretariat says of an indicator beside its document: measure, frequency, direction, agencies' own targets.

Kept rows are judged by these, so whoever corrects also calls for a recount (`assessment.rebuild`).
"""

from __future__ import annotations

from lib.domain.catalog import Direction, Frequency, Measure, Target
from lib.domain.errors import NotFound
from lib.storage.database import Connection
from lib.storage.values import decimal_text


def correct_indicator(
    connection: Connection,
    code: str,
    *,
    measure: Measure | None = None,
    frequency: Frequency | None = None,
    direction: Direction | None = None,
    risky: bool | None = None,
) -> None:
    """Set what the document leaves open; `None` leaves a property as it is. A document loaded again keeps it.

    Raises: NotFound (`indicator-unknown`).
    """
    changed = connection.execute(
        "UPDATE indicator SET measure = coalesce(?, measure), frequency = coalesce(?, frequency), "
        "direction = coalesce(?, direction), risky = coalesce(?, risky), corrected = 1 "
        "WHERE code = ? AND retired_at IS NULL",
        (measure, frequency, direction, None if risky is None else int(risky), code),
    )
    if changed.rowcount == 0:
        raise NotFound("indicator-unknown", indicator=code)


def enter_agency_target(connection: Connection, indicator_id: int, agency_id: int, target: Target) -> None:
    """Give one agency a target of its own for a year; it takes the place of the one it had for that year."""
    connection.execute(
        "DELETE FROM target WHERE indicator_id = ? AND agency_id = ? AND year = ?",
        (indicator_id, agency_id, target.year),
    )
    connection.execute(
        "INSERT INTO target (indicator_id, agency_id, position, year, level, comparator, grade, value, value2, unit, "
        "raw, file, sheet, cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            indicator_id,
            agency_id,
            target.year,
            target.year,
            target.level,
            target.comparator,
            target.grade,
            decimal_text(target.value),
            decimal_text(target.value2),
            target.unit,
            target.raw,
            target.source.file,
            target.source.sheet,
            target.source.cell,
        ),
    )


def enter_survey_population(
    connection: Connection, indicator_id: int, agency_id: int, size: int, *, source: str, at: str, by: str
) -> None:
    """Say how many people an agency's survey is about; it takes the place of what was said before."""
    connection.execute(
        "INSERT INTO survey_population (indicator_id, agency_id, size, source, entered_by, entered_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (indicator_id, agency_id) DO UPDATE SET size = excluded.size, "
        "source = excluded.source, entered_by = excluded.entered_by, entered_at = excluded.entered_at",
        (indicator_id, agency_id, size, source, by, at),
    )


def survey_populations(connection: Connection, plan_id: int, agency_id: int) -> dict[int, int]:
    """How many people the surveys of one agency are about, by indicator id, where that is known."""
    rows = connection.execute(
        "SELECT survey_population.indicator_id, survey_population.size FROM survey_population "
        "JOIN indicator ON indicator.id = survey_population.indicator_id "
        "WHERE indicator.plan_id = ? AND survey_population.agency_id = ?",
        (plan_id, agency_id),
    )
    return {row["indicator_id"]: row["size"] for row in rows}
