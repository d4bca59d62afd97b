"""The draft reminder letter of a period: to all who owe a return or lines of it, or to one of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lib.domain.errors import Refused
from lib.domain.period import Period
from lib.domain.reporting import Board
from lib.reports.reminder_letter import write_reminder_letter
from lib.storage.database import reading
from lib.workflows.timeliness_board import board


def reminder_letter(
    database: Path, plan_code: str, period: Period, today: date, agency_code: str | None = None
) -> bytes:
    """The letter as a .docx file, to one agency where its code is given.

    Raises: NotFound (`plan-unknown`); Refused (`nobody-silent`) when nobody, or not that agency, owes anything.
    """
    with reading(database) as connection:
        return letter_of(board(connection, plan_code, period, today, 1), agency_code)


def letter_of(seen: Board, agency_code: str | None = None) -> bytes:
    """The letter of a board that is already read.

    Raises: Refused (`nobody-silent`).
    """
    owing = (*seen.silent, *seen.incomplete)
    rows = tuple(row for row in owing if agency_code is None or row.code == agency_code)
    if not rows:
        raise Refused("nobody-silent", period=str(seen.period))
    return write_reminder_letter(seen, rows)
