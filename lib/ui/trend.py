"""The trend of one indicator, from the baseline over this year's months to the horizon."""

from __future__ import annotations

import streamlit as st

from lib.charts.trend import trend
from lib.charts.trend_marks import Marks, marks_of
from lib.charts.trend_plot import CONFIG, trend_figure
from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.ui import exports, loaders
from lib.ui.indicator_loaders import ground
from lib.ui.markup import show
from lib.ui.state import is_dark, remember
from lib.wording import indicator as words
from lib.wording.pace import pace_sentence
from lib.wording.sentences import proof


def draw_trend(plan: PlanSummary, indicator: Indicator, period: Period, line: Standing) -> None:
    """The sentence, the drawing with what its lines mean, and the way to take it along."""
    if period == plan.baseline_period:  # the path from it is drawn over the year that follows
        period = loaders.last_period(plan.code)
        line = next(s for s in loaders.totals(plan.code, period) if s.indicator_code == indicator.code)
    history = loaders.series(plan.code, indicator.code, None, period)
    held = ground(plan.code, indicator.code)
    targets = words.year_targets(indicator, plan.level)
    marks = marks_of(line, history, held.path, targets, held.breaks, plan.baseline_period)
    exports.picture_heading(words.trend_title(line), "trend", plan, indicator, period)
    st.markdown(pace_sentence(line))
    guide = words.reading_guide(marks.lines, held.breaks, has_path=len(marks.path) > 1, projects=bool(marks.ahead))
    if guide:
        st.caption(guide)
    show(trend(marks), key="trend")
    if marks.lines and st.toggle(words.INTERACTIVE, help=words.INTERACTIVE_HELP, key="interactive"):
        _draw_plot(marks, proof(line))


def _draw_plot(marks: Marks, said: str) -> None:
    """The same marks to point at; a click on a month opens it."""
    figure = trend_figure(marks, is_dark())
    event = st.plotly_chart(
        figure, theme=None, config=CONFIG, key="trend-plot", alt=said, on_select="rerun", selection_mode="points"
    )
    points = event["selection"]["points"] if event else []
    chosen = str(points[0].get("customdata", "")) if points else ""
    if chosen and chosen != str(marks.line.period):
        remember(ky=chosen)
        st.rerun()
