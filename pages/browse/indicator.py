import streamlit as st

from lib.charts.cards import headline, pace
from lib.charts.gauge import gauge_svg
from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.period import Period
from lib.ui import exports, loaders
from lib.ui.choosers import choose_indicator, choose_period, choose_plan
from lib.ui.family import draw_family
from lib.ui.indicator_agencies import draw_agencies
from lib.ui.indicator_facts import draw_calculation, draw_facts, draw_tasks
from lib.ui.markup import show
from lib.ui.past import choose_sight
from lib.ui.shell import card, guard
from lib.ui.trail import trail_to_indicator
from lib.ui.trend import draw_trend
from lib.wording import indicator as words

guard("indicator")


def draw(plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    line = next(s for s in loaders.totals(plan.code, period) if s.indicator_code == indicator.code)
    with st.container(key="indicator-head"):
        st.title(indicator.name)
        show(headline(line, words.subtitle(indicator)), key="chip")
    with st.container(key="indicator-top"):
        left, right = st.columns([2, 5])
    with left, card("figure"):
        exports.picture_heading(words.latest_title(line), "gauge", plan, indicator, period)
        show(gauge_svg(line), key="gauge")
        if period != plan.baseline_period:
            show(pace(line), key="pace")
    with right, card("trend"):
        draw_trend(plan, indicator, period, line)
    draw_calculation(line)
    draw_family(plan, indicator, period)
    draw_agencies(plan, indicator, period)
    draw_facts(plan, indicator, period)
    draw_tasks(plan, indicator)


with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan)
    choose_sight(plan)
with st.container(key="indicator-way"):
    trail = st.container()
    indicator = choose_indicator(plan)
with trail:
    trail_to_indicator(plan, period, indicator)
draw(plan, indicator, period)
