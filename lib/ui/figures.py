"""Changes of status, of the plan and of one line, and the lines that lack the words they owe."""

from __future__ import annotations

import streamlit as st

from lib.charts.changes import ChangeRow, change_rows
from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.storage.change_store import LoggedChange
from lib.ui import loaders, past_loaders, tables
from lib.ui.markup import clickable, show
from lib.ui.shell import card
from lib.ui.state import go
from lib.wording import changes as change_words
from lib.wording import history as words
from lib.wording import numbers

FEW = 8


def draw_recent(plan: PlanSummary, period: Period) -> None:
    """What of the plan's totals has changed since the period before; a row opens its indicator."""
    rows = past_loaders.changes(plan.code, None, period)
    names = {indicator.code: indicator.name for indicator in loaders.plan(plan.code).indicators}
    with card("changes"):
        st.subheader(change_words.TITLE)
        if not rows:
            show(notice(change_words.NONE, "empty"), key="no-changes")
            return
        shown = [_row(row, row.indicator_code, names.get(row.indicator_code, row.indicator_code)) for row in rows]
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
    show(change_rows([_row(row, str(row.id), numbers.period(row.period)) for row in rows]), key="line-changes")


def draw_lacking(plan_code: str, period: Period) -> None:
    """Every line of a period that is not on its way and lacks a cause or remedy; a row opens it."""
    rows = past_loaders.lacking_causes(plan_code, period)
    if not rows:
        return
    with card("lacking"):
        st.subheader(words.lacking_title(len(rows)))
        if chosen := tables.lacking(rows, key="lacking-lines"):
            go("agency", kh=plan_code, ky=str(period), dv=chosen.agency_code, ct=chosen.indicator_code)


def _row(row: LoggedChange, key: str, name: str) -> ChangeRow:
    why = change_words.why(row.cause, row.at, row.agency_name, row.actor, row.reason)
    return ChangeRow(key, name, change_words.mark_look(row.was), change_words.mark_look(row.became), why)
