import streamlit as st

from lib.charts.cards import calculation, pace
from lib.charts.chips import chip
from lib.charts.gap_rows import gap_rows
from lib.charts.gauge import gauge_svg
from lib.charts.notices import notice
from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Status
from lib.ui import board_exports, exports, loaders, tables
from lib.ui.choosers import choose_indicator, choose_period, choose_plan
from lib.ui.family import draw_family
from lib.ui.figures import draw_changes
from lib.ui.markup import clickable, show
from lib.ui.past import choose_sight
from lib.ui.shell import card, guard
from lib.ui.state import go
from lib.ui.trail import trail_to_indicator
from lib.ui.trend import draw_trend
from lib.wording import indicator as words
from lib.wording.labels import item_word

guard("indicator")

FEW = 20


def draw(plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    line = next(s for s in loaders.totals(plan.code, period) if s.indicator_code == indicator.code)
    st.title(indicator.name)
    show(chip(line), key="chip")
    st.caption(words.subtitle(indicator))
    left, right = st.columns([2, 5])
    with left, card("figure"):
        st.subheader(words.latest_title(line))
        show(gauge_svg(line), key="gauge")
        exports.picture_button("gauge", words.latest_title(line), plan, indicator, period)
        if period != plan.baseline_period:
            show(pace(line), key="pace")
        with st.expander("Xem cách tính"):
            show(calculation(line), key="calculation")
    with right, card("trend"):
        draw_trend(plan, indicator, period, line)
    draw_family(plan, indicator, period)
    draw_agencies(plan, indicator, period)
    draw_definition(plan, indicator, period)


def draw_agencies(plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    if period == plan.baseline_period:
        show(notice(words.from_document(period.year), "note"), key="from-document")
        return
    lines = [s for s in loaders.of_all_agencies(plan.code, period) if s.indicator_code == indicator.code]
    if not lines:
        show(notice(words.nobody_owes(indicator), "empty"), key="nobody")
        return
    with card("agencies"):
        exports.agencies_heading("Khoảng cách theo đơn vị", plan, indicator, period, lines)
        by = st.segmented_control(
            "Xếp theo", ["points", "need"], format_func=words.rank_label, default="points", key="rank"
        )
        item = item_word(indicator.numerator, indicator.name)
        told = [s for s in lines if s.value is not None or s.status is not Status.NO_DATA]
        every = len(told) <= FEW or st.toggle(words.every_label(len(told)), key="every")
        rows = gap_rows(told, by=by or "points", item=item, most=None if every else FEW)
        chosen = clickable(rows, key="gaps") if told else None
        if chosen:
            go("agency", kh=plan.code, ky=str(period), dv=chosen, ct=indicator.code)
        if len(told) < len(lines):
            show(notice(words.silent([s for s in lines if s not in told]), "empty"), key="silent")


def draw_definition(plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    left, right = st.columns(2)
    with left, card("definition"):
        st.subheader("Định nghĩa")
        tables.pairs(words.definition(indicator), key="definition")
    with right, card("history"):
        series = loaders.series(plan.code, indicator.code, None, period)
        exports.history_heading("Diễn biến", plan, indicator.code, series)
        tables.history(series, key="history")
        draw_changes(plan, indicator.code, None, period)
    tasks = [task for task in loaders.plan(plan.code).tasks if task.indicator_code == indicator.code]
    if tasks:
        with card("tasks"):
            board_exports.linked_tasks_heading("Nhiệm vụ gắn với chỉ tiêu", plan, indicator, tasks)
            tables.tasks(tasks, key="tasks")


with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan)
    choose_sight(plan)
trail = st.container()
indicator = choose_indicator(plan)
with trail:
    trail_to_indicator(plan, period, indicator)
draw(plan, indicator, period)
