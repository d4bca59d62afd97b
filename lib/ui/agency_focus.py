"""One line of an agency under the glass: how it was reckoned, what the agency says of it, how it came to this."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from lib.charts.cards import calculation
from lib.charts.chips import chip
from lib.charts.history_rows import history_rows
from lib.charts.markup import element
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.ui import board_exports, loaders, past_loaders, tables
from lib.ui.figure_life import draw_life
from lib.ui.figures import draw_changes
from lib.ui.markup import clickable, show
from lib.ui.shell import card
from lib.ui.state import ADDRESSES, go, passed_on, remember
from lib.wording import agency as words
from lib.wording import history, review


def draw_focus(plan: PlanSummary, line: Standing, period: Period, note: str | None) -> None:
    """The card of the line that the address names, with the way back to the list. `note`: rank, streak, counts."""
    with card("focus"):
        with st.container(horizontal=True, vertical_alignment="center", key="heading-focus"):
            st.subheader(line.indicator_name)
            st.button(words.TO_LIST, icon=":material/list:", on_click=remember, kwargs={"ct": None}, key="to-list")
        show(element("p", chip(line), f" {note}" if note else None, class_="sct-focus-note"), key="focus-note")
        left, right = st.columns(2)
        with left:
            if clickable(calculation(line, _submission_way(line)), key="calculation"):
                go("submission", lan=str(line.submission), ct=line.indicator_code)
        with right:
            tables.pairs(words.causes(line), key="causes")
            _draw_promise(plan, line, period)
            _draw_history(plan, line, period)
            draw_changes(plan, line.indicator_code, line.agency_code, period)
        draw_life(plan, line, period)
        if st.button(words.TO_PLAN, icon=":material/flag:"):
            go("indicator", kh=plan.code, ky=str(period), ct=line.indicator_code)


def _submission_way(line: Standing) -> str | None:
    """The address of the submission in which the figure stands, on its line; None without a figure of its own."""
    if line.submission is None:
        return None
    return f"{ADDRESSES['submission']}?{urlencode(passed_on(lan=str(line.submission), ct=line.indicator_code))}"


def _draw_history(plan: PlanSummary, line: Standing, period: Period) -> None:
    """The line's figures over time, each with the file it came in; a row opens its period."""
    assert line.agency_code is not None
    lines = loaders.series(plan.code, line.indicator_code, line.agency_code, period)
    with st.container(horizontal=True, vertical_alignment="center", key="heading-history"):
        st.markdown(f"**{history.PAST}**")
        if lines:
            board_exports.lines_button("dien-bien", history.PAST, plan, period, lines)
    sent = {
        one.id: review.waiting_note(one.uploaded_by, one.received_on, None, None)
        for one in loaders.submissions(plan.code, line.agency_code)
    }
    if chosen := clickable(history_rows(lines, sent), key="history"):
        remember(ky=chosen)
        st.rerun()


def _draw_promise(plan: PlanSummary, line: Standing, period: Period) -> None:
    """What was promised for the line the time before, and what became of it."""
    assert line.agency_code is not None
    promise = past_loaders.promised(plan.code, line.agency_code, period).get(line.indicator_code)
    if promise:
        tables.pairs([history.promised(promise.promised_at, promise.remedy, promise.outcome)], key="promise")
