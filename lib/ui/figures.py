"""Changes of status, of the plan and of one line, and the lines that lack the words they owe."""

from __future__ import annotations

import streamlit as st

from lib.charts.changes import ChangeRow, change_rows
from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.storage.change_store import LoggedChange
from lib.ui import board_exports, loaders, past_loaders, tables
from lib.ui.filters import paged
from lib.ui.markup import clickable, show
from lib.ui.shell import card
from lib.ui.state import go
from lib.wording import changes as change_words
from lib.wording import history as words
from lib.wording import numbers
from lib.wording.ranking import is_worse

FEW = 8
MOST_LACKING = 12  # on one page


def draw_recent(plan: PlanSummary, period: Period) -> None:
    """What of the plan's totals has changed since the period before; a row opens its indicator."""
    rows = past_loaders.changes(plan.code, None, period)
    names = {indicator.code: indicator.name for indicator in loaders.plan(plan.code).indicators}
    with card("changes"):
        if not rows:
            st.subheader(change_words.TITLE)
            show(notice(change_words.NONE, "empty"), key="no-changes")
            return
        worse = [is_worse(row.was.word if row.was else None, row.became.word) for row in rows]
        board_exports.changes_heading(change_words.title(worse), plan, period, rows, names)
        ordered = sorted(rows, key=_worst_change)
        shown = [
            change_row(row, row.indicator_code, names.get(row.indicator_code, row.indicator_code)) for row in ordered
        ]
        every = len(shown) <= FEW or st.toggle(f"Xem cả {len(shown)} chỉ tiêu", key="every-change")
        if chosen := clickable(change_rows(shown if every else shown[:FEW]), key="changes"):
            go("indicator", kh=plan.code, ky=str(period), ct=chosen)


def draw_changes(plan: PlanSummary, indicator: str, agency: str | None, last: Period) -> None:
    """How one line has changed over the periods, newest first."""
    rows = past_loaders.changes_of_line(plan.code, indicator, agency, last)
    st.markdown(f"**{change_words.OF_LINE}**")
    if not rows:
        show(notice(change_words.NONE_OF_LINE, "empty"), key="no-changes")
        return
    show(change_rows([change_row(row, str(row.id), numbers.period(row.period)) for row in rows]), key="line-changes")


def draw_lacking(plan: PlanSummary, period: Period) -> None:
    """Every line of a period that is not on its way and lacks a cause or remedy; a row opens it."""
    rows = past_loaders.lacking_causes(plan.code, period)
    if not rows:
        return
    with card("lacking"):
        board_exports.lacking_heading(words.lacking_title(len(rows)), plan, period, rows)
        if chosen := tables.lacking(paged(rows, MOST_LACKING, "trang-thieu"), key="lacking-lines"):
            go("agency", kh=plan.code, ky=str(period), dv=chosen.agency_code, ct=chosen.indicator_code)


def change_row(row: LoggedChange, key: str, name: str) -> ChangeRow:
    """A logged change as a row: what it was, what it became, and why."""
    why = change_words.why(row.cause, row.at, row.agency_name, row.actor, row.reason)
    return ChangeRow(key, name, change_words.mark_look(row.was), change_words.mark_look(row.became), why)


def _worst_change(row: LoggedChange) -> bool:
    """What has become worse comes first; within both the newest."""
    return not is_worse(row.was.word if row.was else None, row.became.word)
