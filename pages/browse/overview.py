import streamlit as st

from lib.charts.bullet import bullet_rows
from lib.charts.cards import gauge_cards, lead, panel
from lib.charts.notices import notice
from lib.charts.tiles import tiles
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.ui import board_exports, exports, loaders, tables
from lib.ui.choosers import choose_period, choose_plan
from lib.ui.figures import draw_recent
from lib.ui.markup import clickable, show
from lib.ui.past import choose_sight
from lib.ui.presentation import draw_screens, offer
from lib.ui.shell import card, guard
from lib.ui.state import go, remember, selection
from lib.ui.watch import draw_watch
from lib.wording import overview
from lib.wording.ranking import grouped, worst_first
from lib.wording.sentences import worst_named

guard("overview")


def draw(plan: PlanSummary, period: Period) -> None:
    lines = loaders.totals(plan.code, period)
    show(
        lead(lines, period.year, overview.meta(lines, plan.title, period, Period.holding(plan.baseline_date))),
        key="lead",
    )
    if chosen := clickable(tiles(lines, selected=selection().group), key="tiles"):
        remember(nhom=None if chosen == selection().group else chosen)
        st.rerun()
    if period > Period.holding(plan.baseline_date) and not any(line.value is not None for line in lines):
        draw_silence(plan, period)
    draw_list(plan, period, lines)
    urgent = worst_named(lines)
    if urgent:
        st.subheader("Cần chỉ đạo ngay")
        open_indicator(clickable(gauge_cards(urgent), key="urgent"), plan, period)
    if period > Period.holding(plan.baseline_date):
        draw_recent(plan, period)
        draw_watch(plan, period)


def draw_list(plan: PlanSummary, period: Period, lines: tuple[Standing, ...]) -> None:
    group = selection().group
    shown = grouped(lines).get(group, []) if group else lines
    exports.list_heading(overview.list_title(group), plan, period, shown)
    if not shown:
        show(notice("Không có chỉ tiêu nào trong nhóm này.", "empty"), key="empty")
        return
    open_indicator(clickable(panel(bullet_rows(worst_first(shown))), key="list"), plan, period)


def draw_silence(plan: PlanSummary, period: Period) -> None:
    newest = loaders.newest_figures(plan.code)
    if newest is None:
        draw_start(plan, period)
        return
    show(notice(overview.old(newest, period), "old"), key="old")
    if st.button(overview.newest_label(newest), icon=":material/history:"):
        go("overview", kh=plan.code, ky=str(newest))


def draw_start(plan: PlanSummary, period: Period) -> None:
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


def open_indicator(chosen: str | None, plan: PlanSummary, period: Period) -> None:
    if chosen:
        go("indicator", kh=plan.code, ky=str(period), ct=chosen)


st.title("Tình hình thực hiện chỉ tiêu chuyển đổi số")
with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan)
    choose_sight(plan)
    offer()
if selection().presenting:
    draw_screens(plan, period)
else:
    draw(plan, period)
