"""The one recipe of tables: a head, rows of texts, chips and right-aligned numbers; blocks on a phone.

A real table, so that a screen reader says column and row. A row that leads somewhere is a button in its name, which
CSS stretches over the row: one tap anywhere, one stop of the keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.wording.labels import Look
from lib.wording.numbers import MISSING

Cell = str | Look | Markup | None
"""A text, a status (drawn as its chip), ready markup, or nothing («—»)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what stands in it, and its width in CSS (without it the browser shares out the room).

    `name` names the row, `short` does not break, `number` stands at the right.
    """

    title: str
    kind: Literal["name", "text", "short", "number"] = "text"
    width: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a cell per column; with `key` it leads somewhere, `struck` it no longer counts."""

    cells: tuple[Cell, ...]
    key: str | None = None
    is_open: bool = False
    struck: bool = False


def table_rows(columns: Sequence[Column], rows: Iterable[Row], label: str) -> Markup:
    """The table, called `label` by a screen reader; the key of a row is told to the page where clicks are heard."""
    head = element("thead", element("tr", *map(_head, columns)))
    body = element("tbody", *(_row(columns, row) for row in rows))
    return element("div", element("table", head, body, aria_label=label), class_="sct-table")


def _head(column: Column) -> Markup:
    width = f"width:{column.width}" if column.width else None
    return element("th", column.title, scope="col", class_=f"sct-t-{column.kind}", style=width)


def _row(columns: Sequence[Column], row: Row) -> Markup:
    looks = ("sct-t-way" if row.key else "", "sct-open" if row.is_open else "", "sct-struck" if row.struck else "")
    cells = (_cell(column, cell, row.key) for column, cell in zip(columns, row.cells, strict=True))
    return element("tr", *cells, class_=" ".join(filter(None, looks)) or None)


def _cell(column: Column, cell: Cell, key: str | None) -> Markup:
    inside = look_chip(cell) if isinstance(cell, Look) else cell or MISSING
    if column.kind == "name":
        named = element("button", inside, type="button", data_key=key) if key else inside
        return element("th", named, scope="row", class_="sct-t-name")
    return element("td", inside, class_=f"sct-t-{column.kind}", data_label=column.title)
