import streamlit as st

from lib.charts.cards import panel
from lib.charts.matrix import heads, matrix, parted, rows_worst_first
from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.ui import exports, filters, loaders, peer_loaders
from lib.ui.choosers import choose_period, choose_plan, matches
from lib.ui.markup import grid, show
from lib.ui.past import choose_sight
from lib.ui.shell import guard
from lib.ui.state import go
from lib.wording import matrix as words

guard("matrix")

CELLS = 1500  # a page of the matrix holds about so many


def draw(plan: PlanSummary, period: Period) -> None:
    lines = loaders.of_all_agencies(plan.code, period)
    if not lines:
        show(notice(words.NOBODY, "empty"), key="nobody")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        block = filters.pick("Khối", "nhom", words.blocks(lines))
        mode = filters.pick("Xem", "xem", words.MODES)
        wanted = filters.search()
    agencies = [
        row
        for row in rows_worst_first(lines)
        if words.in_block(first := next(iter(row.values())), block) and matches(first.agency_name or "", wanted)
    ]
    with st.container(horizontal=True, vertical_alignment="center", key="heading-matrix"):
        st.caption(words.caption(len(agencies), len({line.agency_code for line in lines}), period))
        exports.matrix_button(plan, period, lines, is_drawn=bool(agencies))
    if not agencies:
        show(notice(words.NOT_FOUND, "empty"), key="none")
        return
    columns = heads(lines)
    rows = min(40, max(15, CELLS // len(columns)))
    part = [line for row in filters.paged(agencies, rows) for line in row.values()]
    courses = peer_loaders.courses(plan.code, period) if mode == words.TREND else {}
    if chosen := grid(panel(matrix(part, columns, mode, courses)), key="matrix"):
        agency, indicator = parted(chosen)
        if agency:
            go("agency", kh=plan.code, ky=str(period), dv=agency, ct=indicator or None)
        else:
            go("indicator", kh=plan.code, ky=str(period), ct=indicator)


st.title("Ma trận đơn vị × chỉ tiêu")
with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan, with_baseline=False)
    choose_sight(plan)
draw(plan, period)
