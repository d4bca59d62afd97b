"""What the overview shows while a period has no figures: the newest ones there are, or how to begin."""

from __future__ import annotations

import streamlit as st

from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.ui import board_exports, loaders, tables
from lib.ui.markup import show
from lib.ui.shell import card
from lib.ui.state import go
from lib.wording import overview


def draw_silence(plan: PlanSummary, period: Period) -> None:
    """No figure in this period: the way to the newest ones, or, with none at all, to the first return."""
    newest = loaders.newest_figures(plan.code)
    if newest is None:
        _draw_start(plan, period)
        return
    show(notice(overview.old(newest, period), "old"), key="old")
    if st.button(overview.newest_label(newest), icon=":material/history:"):
        go("overview", kh=plan.code, ky=str(newest))


def _draw_start(plan: PlanSummary, period: Period) -> None:
    """No return yet: what is known of the baseline year, and the one thing to do next."""
    before = loaders.totals(plan.code, Period.holding(plan.baseline_date))
    show(notice(overview.start(before, plan.baseline_date.year, plan.year), "empty", overview.START_TITLE), key="start")
    if any(line.value is not None for line in before):
        with card("baseline"):
            st.subheader(overview.baseline_title(plan.baseline_date.year, plan.year))
            board_exports.lines_button("moc", "Mốc so sánh", plan, period, before)
            tables.baselines(before, loaders.totals(plan.code, period), key="baselines")
    with st.container(horizontal=True):
        if st.button("Lấy biểu trống, nộp báo cáo", type="primary", icon=":material/upload_file:"):
            go("submit", kh=plan.code, ky=str(period))
        if any(line.value is not None for line in before) and st.button(f"Xem kết quả năm {plan.baseline_date.year}"):
            go("overview", kh=plan.code, ky=str(Period.holding(plan.baseline_date)))
