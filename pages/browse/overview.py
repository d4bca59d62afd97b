import streamlit as st

from lib.charts.bullet import bullet_rows
from lib.charts.cards import gauge_cards, lead, panel
from lib.charts.markup import joined
from lib.charts.notices import notice
from lib.charts.tiles import signals as answers
from lib.charts.tiles import tiles
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.ui import exports, loaders
from lib.ui.choosers import choose_period, choose_plan
from lib.ui.figures import draw_recent
from lib.ui.first_steps import draw_silence
from lib.ui.markup import clickable, show
from lib.ui.past import choose_sight
from lib.ui.presentation import draw_screens, offer
from lib.ui.shell import guard
from lib.ui.signals import follow, signals
from lib.ui.state import go, remember, selection
from lib.ui.watch import draw_watch
from lib.wording import overview
from lib.wording.ranking import grouped, worst_first
from lib.wording.sentences import worst_named

guard("overview")


def draw(plan: PlanSummary, period: Period) -> None:
    lines = loaders.totals(plan.code, period)
    draw_answers(plan, period, lines)
    if period > plan.baseline_period and not any(line.value is not None for line in lines):
        draw_silence(plan, period)
    with st.container(key="urgent-and-list"):
        draw_urgent(plan, period, lines)
        with st.container(key="list-block"):
            draw_list(plan, period, lines)
    if period > plan.baseline_period:
        draw_recent(plan, period)
        draw_watch(plan, period)


def draw_answers(plan: PlanSummary, period: Period, lines: tuple[Standing, ...]) -> None:
    """The sentence, the short answers and the tiles: what five seconds are for."""
    stamp = loaders.stamp(plan.code, period)
    meta = overview.meta(lines, plan.title, period, plan.baseline_period, stamp.newest if stamp else None)
    show(lead(lines, period.year, meta), key="lead")
    found = signals(plan, period)
    chosen = clickable(joined(answers(found), tiles(lines, selected=selection().group)), key="tiles")
    if chosen in {one.key for one in found}:
        follow(chosen, plan, period)
    elif chosen:
        remember(nhom=None if chosen == selection().group else chosen)
        st.rerun()


def draw_urgent(plan: PlanSummary, period: Period, lines: tuple[Standing, ...]) -> None:
    urgent = worst_named(lines)
    if urgent and not selection().group:
        with st.container(key="urgent-block"):
            st.subheader("Cần chỉ đạo ngay")
            open_indicator(clickable(gauge_cards(urgent), key="urgent"), plan, period)


def draw_list(plan: PlanSummary, period: Period, lines: tuple[Standing, ...]) -> None:
    group = selection().group
    shown = grouped(lines).get(group, []) if group else lines
    exports.list_heading(overview.list_title(group), plan, period, shown)
    if not shown:
        show(notice("Không có chỉ tiêu nào trong nhóm này.", "empty"), key="empty")
        return
    open_indicator(clickable(panel(bullet_rows(worst_first(shown))), key="list"), plan, period)


def open_indicator(chosen: str | None, plan: PlanSummary, period: Period) -> None:
    if chosen:
        go("indicator", kh=plan.code, ky=str(period), ct=chosen)


with st.container(horizontal=True, vertical_alignment="bottom", key="heading-page"):
    st.title("Tình hình thực hiện chỉ tiêu chuyển đổi số")
    offer()
with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan)
    choose_sight(plan)
if selection().presenting:
    draw_screens(plan, period)
else:
    draw(plan, period)
