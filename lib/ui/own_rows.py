"""The rows of an agency's own table: matched for sure, waiting for a person, or no indicator of the agency."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.charts.notices import notice
from lib.charts.own_grid import MatchedRow, matched_rows
from lib.documents.row_names import Agreement
from lib.ui.markup import show
from lib.ui.own_columns import figures
from lib.wording import own_return as words
from lib.wording.numbers import MISSING
from lib.workflows.receive_own import Owed, Row

_NONE = ""  # «Không phải chỉ tiêu» in a list of codes


def draw(rows: Sequence[Row], due: Owed, mark: str) -> dict[int, str | None] | None:
    """What each row was decided to be; `None` while one waits."""
    st.subheader(words.ROWS)
    if not rows:
        show(notice(words.NO_ROWS, "old"), key="own-no-rows")
        return None
    matched = [row for row in rows if row.match.indicator_code]
    waiting = [row for row in rows if row.match.agreement is Agreement.SUGGESTED]
    others = [row for row in rows if row not in matched and row not in waiting]
    st.caption(words.rows_summary(len(matched), len(waiting), len(others)))
    decisions: dict[int, str | None] = {}
    for row in waiting:
        chosen = _choice(row, due, mark, None)
        if chosen is not None:
            decisions[row.row] = chosen or None
    if matched:
        show(matched_rows([_matched(row, due) for row in matched]), key="own-matched")
    with st.expander(words.other_choices(len(matched) + len(others)), icon=":material/edit:"):
        for row in (*others, *matched):
            chosen = _choice(row, due, mark, row.match.indicator_code or _NONE)
            decisions[row.row] = chosen or None
    n_open = sum(row.row not in decisions for row in waiting)
    if n_open:
        st.caption(words.left_open(0, n_open))
        return None
    return decisions


def _choice(row: Row, due: Owed, mark: str, preset: str | None) -> str | None:
    """The indicator of one row: suggested ones first with their score, then the rest, then none."""
    scores = {suggestion.code: suggestion.score for suggestion in row.match.suggestions}
    rest = [candidate.code for candidate in due.candidates if candidate.code not in scores]
    codes = [*scores, *rest, _NONE]
    named = {candidate.code: candidate for candidate in due.candidates}

    def shown(code: str) -> str:
        if code == _NONE:
            return words.NOT_AN_INDICATOR
        return words.suggestion(named[code].ordinal, named[code].name, scores.get(code))

    chosen: str | None = st.selectbox(
        words.row_head(row.row, row.name),
        codes,
        None if preset is None else codes.index(preset),
        format_func=shown,
        placeholder=words.CHOOSE,
        key=f"own-row-{mark}-{row.row}-{row.name}",
    )
    best = next(iter(row.match.suggestions), None)
    likely = words.likeliest(named[best.code].name, best.score) if best else ""
    st.caption(" · ".join(part for part in (words.agreement(row.match.agreement), likely, figures(row.shown)) if part))
    return chosen


def _matched(row: Row, due: Owed) -> MatchedRow:
    name = next(candidate.name for candidate in due.candidates if candidate.code == row.match.indicator_code)
    how = words.agreement(row.match.agreement)
    return MatchedRow(row.row, row.name, how, name, figures(row.shown) or MISSING)
