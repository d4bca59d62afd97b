"""The columns of an agency's own table: as they stand there, what each is read as and why, and the choice."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.charts.own_grid import GridColumn, own_grid
from lib.domain.own_return import NUMBER_ROLES, READ_ROLES, ColumnReading, Role
from lib.excel.grid import SheetGrid, column_letter
from lib.ui.markup import show
from lib.wording import own_return as words
from lib.workflows.receive_own import Layout

_FIRST_ROWS = 6
_SAMPLE = 3
_USED = (Role.NAME, Role.ORDINAL, Role.UNIT, *READ_ROLES)


def draw(sheet: SheetGrid, layout: Layout, mark: str) -> tuple[tuple[int, str, Role], ...] | None:
    """The columns with the roles chosen; `None` while one is open."""
    st.subheader(words.COLUMNS)
    place = st.container()
    doubtful = [column for column in layout.columns if column.is_doubtful]
    sure = [column for column in layout.columns if not column.is_doubtful]
    chosen: dict[int, Role | None] = {}
    for column in doubtful:
        chosen[column.column] = _choice(sheet, layout, column, mark)
    with st.expander(words.sure_columns(len(sure)), icon=":material/view_column:"):
        for column in sure:
            chosen[column.column] = _choice(sheet, layout, column, mark)
    with place:
        show(own_grid(_heads(layout.columns, chosen), _first_rows(sheet, layout)), key="own-grid")
    n_open = sum(role is None for role in chosen.values())
    if n_open:
        st.caption(words.left_open(n_open, 0))
        return None
    return tuple((column.column, column.label, role) for column in layout.columns if (role := chosen[column.column]))


def _choice(sheet: SheetGrid, layout: Layout, column: ColumnReading, mark: str) -> Role | None:
    """One column: its heading, the choice, the reason and its first cells."""
    roles = list(words.ROLES)
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    chosen: Role | None = left.selectbox(
        words.column_head(column_letter(column.column), column.label),
        roles,
        None if column.is_doubtful else roles.index(column.role),
        format_func=words.role,
        placeholder=words.CHOOSE,
        key=f"own-role-{mark}-{column.column}",
    )
    right.caption(f"{words.why(column.why, column.role, column.is_doubtful)} {_sample(sheet, layout, column.column)}")
    return chosen


def _sample(sheet: SheetGrid, layout: Layout, column: int) -> str:
    rows = range(layout.table.header_rows[1] + 1, layout.table.last_row + 1)
    found = (sheet.at(row, column) for row in rows)
    cells = [(cell.ref, cell.shown[:40]) for cell in found if cell is not None][:_SAMPLE]
    return words.sample(cells)


def _heads(columns: Sequence[ColumnReading], chosen: dict[int, Role | None]) -> list[GridColumn]:
    return [_head(column, chosen[column.column]) for column in columns]


def _head(column: ColumnReading, role: Role | None) -> GridColumn:
    word = words.role(role) if role else words.CHOOSE
    state = "open" if role is None else "read" if role in _USED else "left"
    return GridColumn(column_letter(column.column), column.label, word, state)


def _first_rows(sheet: SheetGrid, layout: Layout) -> list[tuple[int, list[str]]]:
    columns = [column.column for column in layout.columns]
    rows = range(layout.table.header_rows[1] + 1, layout.table.last_row + 1)
    filled = [row for row in rows if any(sheet.at(row, column) for column in columns)][:_FIRST_ROWS]
    return [(row, [_text(sheet, row, column) for column in columns]) for row in filled]


def _text(sheet: SheetGrid, row: int, column: int) -> str:
    found = sheet.at(row, column)
    return found.shown[:160] if found else ""


def figures(shown: Sequence[tuple[Role, str]]) -> str:
    """What a row gives in the columns of figures, in words."""
    return "; ".join(
        f"{words.role(role).lower()} {text[:40]}" for role, text in shown if role in (*NUMBER_ROLES, Role.ANSWER)
    )
