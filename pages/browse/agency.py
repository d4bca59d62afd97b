import streamlit as st

from lib.charts.bullet import bullet_rows
from lib.charts.cards import calculation, panel
from lib.charts.chips import reporting_chip
from lib.charts.notices import notice
from lib.charts.tiles import tiles
from lib.domain.agency import Agency
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing
from lib.ui import exports, loaders, tables
from lib.ui.choosers import choose_agency, choose_period, choose_plan
from lib.ui.figures import draw_changes, draw_life, draw_promise, draw_promises
from lib.ui.markup import clickable, show
from lib.ui.past import choose_sight
from lib.ui.shell import card, guard
from lib.ui.state import go, remember, selection
from lib.ui.submissions import draw_list
from lib.ui.trail import trail_to_agency
from lib.wording import agency as words
from lib.wording.ranking import worst_first

guard("agency")


def draw(plan: PlanSummary, agency: Agency, period: Period) -> None:
    lines = [s for s in loaders.of_agency(plan.code, agency.code, period) if s.absence is not Absence.NOT_ASSIGNED]
    state = loaders.reporting(plan.code, agency.code, period)
    st.title(agency.name)
    show(reporting_chip(state.state), key="state")
    st.caption(words.subtitle(agency, state.due, state.received_on, state.version))
    show(tiles(lines), key="tiles")
    totals = {s.indicator_code: s for s in loaders.totals(plan.code, period)}
    exports.agency_heading("Chỉ tiêu của đơn vị, so với toàn kế hoạch", plan, agency.name, period, lines)
    if chosen := clickable(panel(bullet_rows(worst_first(lines), totals=totals)), key="list"):
        remember(ct=chosen)
        st.rerun()
    focus = next((s for s in lines if s.indicator_code == selection().indicator), None)
    if focus:
        draw_focus(plan, focus, period)
    draw_work(plan, agency, lines, period)
    draw_list(loaders.submissions(plan.code, agency.code), "submissions", "Các lần nộp")


def draw_focus(plan: PlanSummary, line: Standing, period: Period) -> None:
    with card("focus"):
        st.subheader(line.indicator_name)
        left, right = st.columns(2)
        with left:
            show(calculation(line), key="calculation")
        with right:
            tables.pairs(words.causes(line), key="causes")
            draw_promise(plan, line, period)
            tables.history(loaders.series(plan.code, line.indicator_code, line.agency_code, period), key="history")
            draw_changes(plan, line.indicator_code, line.agency_code, period)
        draw_life(plan, line, period)
        if st.button("Xem chỉ tiêu này trên toàn kế hoạch", icon=":material/flag:"):
            go("indicator", kh=plan.code, ky=str(period), ct=line.indicator_code)


def draw_work(plan: PlanSummary, agency: Agency, lines: list[Standing], period: Period) -> None:
    with card("work"):
        st.subheader("Việc cần làm")
        show(notice(words.to_do(lines), "note"), key="to-do")
        draw_promises(plan, agency, lines, period)
        st.download_button(
            f"Tải biểu trống kỳ {words.period_name(period)}",
            data=lambda: loaders.blank_form(plan.code, agency.code, period),
            file_name=f"{plan.code}_{period}_{agency.code}.xlsx",
            on_click="ignore",
            icon=":material/download:",
        )


with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan, with_baseline=False)
    choose_sight(plan)
trail = st.container()
agency = choose_agency(plan, period)
if agency:
    with trail:
        trail_to_agency(plan, period, agency.name)
    draw(plan, agency, period)
else:
    st.title("Đơn vị")
    show(notice(words.NOBODY, "empty"), key="nobody")
