"""The trend of one indicator, from the baseline over this year's months to the horizon."""

from __future__ import annotations

import streamlit as st

from lib.charts.trend import saved_as, trend_figure
from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.ui import loaders
from lib.ui.exports import picture_button, picture_name
from lib.ui.state import is_dark
from lib.wording import indicator as words
from lib.wording.sentences import pace_sentence, proof


def draw_trend(plan: PlanSummary, indicator: Indicator, period: Period, line: Standing) -> None:
    """The sentence and the figure; what it is saved as names the indicator and the period."""
    if period == plan.baseline_period:  # the path from it is drawn over the year that follows
        period = loaders.last_period(plan.code)
        line = next(s for s in loaders.totals(plan.code, period) if s.indicator_code == indicator.code)
    st.subheader(words.trend_title(line))
    picture_button("trend", words.trend_title(line), plan, indicator, period)
    st.caption(pace_sentence(line))
    history = loaders.series(plan.code, indicator.code, None, period)
    figure = trend_figure(line, history, words.year_targets(indicator, plan.level), plan.baseline_period, is_dark())
    config = saved_as(picture_name("xu-huong", indicator, period))
    st.plotly_chart(figure, theme=None, config=config, key="trend", alt=proof(line))
