import streamlit as st

from lib.charts.cards import panel
from lib.charts.chips import legend
from lib.charts.matrix import MODES, matrix, parted, rows_worst_first
from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.ui import exports, loaders
from lib.ui.choosers import choose_period, choose_plan, matches
from lib.ui.markup import clickable, show
from lib.ui.past import choose_sight
from lib.ui.shell import guard
from lib.ui.state import go
from lib.wording import matrix as words

guard("matrix")

ROWS = 40


def draw(plan: PlanSummary, period: Period) -> None:
    lines = loaders.of_all_agencies(plan.code, period)
    if not lines:
        show(notice(words.NOBODY, "empty"), key="nobody")
        return
    with st.container(horizontal=True, key="filters"):
        block = st.segmented_control("Khối", words.BLOCKS, format_func=words.block_label, default="all", key="khoi")
        mode = st.segmented_control("Xem", list(MODES), format_func=MODES.__getitem__, default="value", key="kieu")
        wanted = st.text_input("Tìm đơn vị", placeholder="Gõ tên, có dấu hay không dấu", key="tim")
    chosen_lines = [s for s in lines if words.in_block(s, block or "all") and matches(s.agency_name or "", wanted)]
    ordered = [next(iter(row.values())).agency_code for row in rows_worst_first(chosen_lines)]
    pages = max(1, -(-len(ordered) // ROWS))
    page = st.pagination(pages, key="trang") if pages > 1 else 1
    shown = set(ordered[(page - 1) * ROWS : page * ROWS])
    with st.container(horizontal=True, vertical_alignment="center", key="heading-matrix"):
        st.caption(words.caption(len(ordered), lines, period))
        exports.matrix_button(plan, period, lines)
    part = [s for s in chosen_lines if s.agency_code in shown]
    if not part:
        show(notice("Không có đơn vị nào khớp.", "empty"), key="none")
        return
    if chosen := clickable(panel(matrix(part, mode=mode or "value")), key="matrix"):
        agency, indicator = parted(chosen)
        if agency:
            go("agency", kh=plan.code, ky=str(period), dv=agency, ct=indicator or None)
        else:
            go("indicator", kh=plan.code, ky=str(period), ct=indicator)
    show(legend(), key="legend")


st.title("Ma trận đơn vị × chỉ tiêu")
with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan, with_baseline=False)
    choose_sight(plan)
draw(plan, period)
