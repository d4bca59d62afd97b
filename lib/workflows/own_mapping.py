"""The reading of an agency's own workbook as a file that a person can look through, change and confirm (JSON).

A column without a role and a row without an indicator wait for a person; a row that is no indicator says «».
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lib.domain.errors import Refused
from lib.domain.naming import fold
from lib.domain.own_return import OwnReading, Role
from lib.domain.period import Period
from lib.excel.grid import Grid, column_letter
from lib.excel.reader import FormReader
from lib.workflows import receive_own, receive_submission
from lib.workflows.receive_own import Layout, Owed, Row
from lib.workflows.receive_submission import Receipt

NOT_AN_INDICATOR = ""


def proposed(
    database: Path,
    content: bytes,
    plan: str,
    agency: str,
    period: Period,
    *,
    sheet: str | None = None,
    header_rows: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """How a workbook would be read: keys plan, agency, period, sheet, header_rows, title_period, columns, rows.

    Raises: UploadRefused; NotFound; Refused (`nothing-owed`; `own-place-unknown` when no table is found or named).
    """
    due = receive_own.owed(database, plan, agency, period)
    with FormReader() as reader:
        grid = reader.grid(content)
    layout = _layout(grid, due, sheet, header_rows)
    return {
        "plan": plan,
        "agency": agency,
        "period": str(period),
        "sheet": layout.table.sheet,
        "header_rows": list(layout.table.header_rows),
        "title_period": str(layout.named_period) if layout.named_period else None,
        "columns": [
            {
                "column": column_letter(column.column),
                "label": column.label,
                "role": None if column.is_doubtful else column.role.value,
                "proposed": column.role.value,
                "why": column.why.value,
            }
            for column in layout.columns
        ],
        "rows": [_row(row) for row in _rows(grid, due, layout)],
    }


def take(
    database: Path,
    content: bytes,
    file_name: str,
    mapping: Mapping[str, Any],
    *,
    received_on: date,
    by: str,
    reason: str | None = None,
    accept_warnings: bool = False,
) -> Receipt:
    """Take in a workbook as a confirmed mapping says.

    Raises: UploadRefused; NotFound; Refused (`own-mapping-unread`, `own-column-undecided`, `own-row-undecided`,
    `own-row-moved` and those of `receive_own.confirmed`).
    """
    with FormReader() as reader:
        read_as = _confirmed(database, reader.grid(content), mapping)
        return receive_submission.receive(
            database,
            content,
            file_name,
            received_on=received_on,
            by=by,
            reader=receive_own.reader_by(database, read_as, reader),
            reason=reason,
            accept_warnings=accept_warnings,
        )


def _layout(grid: Grid, due: Owed, sheet: str | None, header_rows: tuple[int, int] | None) -> Layout:
    found = receive_own.layouts(grid, due)
    if header_rows is not None:
        title = sheet or (found[0].table.sheet if found else grid.sheets[0].title if grid.sheets else "")
        return receive_own.layout_at(grid, due, title, header_rows)
    for layout in found:
        if sheet in (None, layout.table.sheet):
            return layout
    raise Refused("own-place-unknown", sheet=sheet or "")


def _rows(grid: Grid, due: Owed, layout: Layout) -> tuple[Row, ...]:
    """The rows under the proposed roles; none while these do not make a table."""
    columns = [(column.column, column.label, column.role) for column in layout.columns]
    try:
        return receive_own.rows_of(grid, due, layout.table, columns)
    except Refused:
        return ()


def _row(row: Row) -> dict[str, Any]:
    is_remembered = row.match.agreement.value == "remembered"
    none = NOT_AN_INDICATOR if is_remembered or row.match.agreement.value == "none" else None
    return {
        "row": row.row,
        "name": row.name,
        "indicator": row.match.indicator_code or none,
        "match": row.match.agreement.value,
        "suggestions": [{"indicator": s.code, "score": s.score} for s in row.match.suggestions],
        "cells": {role.value: text for role, text in row.shown},
    }


def _confirmed(database: Path, grid: Grid, mapping: Mapping[str, Any]) -> OwnReading:
    try:
        field = "plan, agency, period"
        due = receive_own.owed(
            database, str(mapping["plan"]), str(mapping["agency"]), Period.parse(str(mapping["period"]))
        )
        field = "header_rows"
        first, last = (int(row) for row in mapping["header_rows"])
        layout = receive_own.layout_at(grid, due, str(mapping["sheet"]), (first, last))
        field = "columns"
        roles = {str(column["column"]): column["role"] for column in mapping["columns"]}
        columns = [(c.column, c.label, _role(roles, c.column, c.label)) for c in layout.columns]
        field = "rows"
        given = {int(row["row"]): (str(row["name"]), row["indicator"]) for row in mapping["rows"]}
    except (KeyError, TypeError, ValueError) as fault:
        raise Refused("own-mapping-unread", field=field) from fault
    rows = receive_own.rows_of(grid, due, layout.table, columns)
    _check_names(rows, given)
    decisions = {row: code or None for row, (_, code) in given.items() if code is not None}
    undecided = next((row for row in rows if given.get(row.row, ("", ""))[1] is None), None)
    if undecided is not None:
        raise Refused("own-row-undecided", row=str(undecided.row), name=undecided.name)
    return receive_own.confirmed(due, layout.table, columns, rows, decisions)


def _role(roles: Mapping[str, Any], column: int, label: str) -> Role:
    """The role of a column; one that the mapping leaves out is not read.

    Raises: Refused (`own-column-undecided`); ValueError for no role.
    """
    letter = column_letter(column)
    role = roles.get(letter, Role.OTHER)
    if role is None:
        raise Refused("own-column-undecided", place=letter, label=label)
    return Role(role)


def _check_names(rows: tuple[Row, ...], given: Mapping[int, tuple[str, Any]]) -> None:
    """A mapping made for another file is not taken for this one.

    Raises: Refused (`own-row-moved`).
    """
    for row in rows:
        name = given.get(row.row, (row.name, None))[0]
        if fold(name) != fold(row.name):
            raise Refused("own-row-moved", name=name, found=row.name)
