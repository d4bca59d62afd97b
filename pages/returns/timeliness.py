import streamlit as st

from lib.charts.board import board_table, completeness_rows, lead, legend, parted, rate_bars
from lib.charts.cards import panel
from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.reporting import Board, BoardRow
from lib.ui import board_exports, boards, filters
from lib.ui.calendar_settings import draw_calendar
from lib.ui.choosers import choose_period, choose_plan, matches
from lib.ui.figures import draw_lacking
from lib.ui.markup import clickable, show
from lib.ui.reminders import draw_reminders
from lib.ui.shell import card, guard
from lib.ui.state import go
from lib.wording import timeliness as words

guard("timeliness")

ROWS = 40


def draw(plan: PlanSummary, board: Board) -> None:
    show(lead(board), key="lead")
    if board.now.is_locked:
        show(notice(words.lock_sentence(board.now), "old"), key="locked")
    with card("rates"):
        show(rate_bars(board), key="rates")
    with st.container(horizontal=True, key="filters"):
        block = filters.pick("Khối", "khoi", words.BLOCKS)
        wanted = filters.search()
    rows = [row for row in board.rows if words.in_block(row, block) and matches(row.name, wanted)]
    owe = any(words.in_tab(row, "open") for row in board.rows)
    tabs = {each: words.tab_label(each, rows) for each in words.TABS}
    tab = filters.pick("Báo cáo kỳ này", "xem", tabs, default="open" if owe else "all", is_labelled=False)
    draw_rows(plan, board, [row for row in rows if words.in_tab(row, tab)])
    draw_reminders(board)
    draw_completeness(plan, board)
    draw_lacking(plan, board.period)


def draw_rows(plan: PlanSummary, board: Board, rows: list[BoardRow]) -> None:
    shown = filters.paged(rows, ROWS)
    with st.container(horizontal=True, vertical_alignment="center", key="heading-board"):
        st.caption(words.caption(len(rows), len(board.rows)))
        board_exports.board_ways(plan, board, is_drawn=bool(rows))
    if not rows:
        show(notice(words.NO_MATCH, "empty"), key="none")
        return
    if chosen := clickable(panel(board_table(board, shown)), key="board"):
        agency, period = parted(chosen)
        go("agency", kh=board.plan_code, dv=agency, ky=period or str(board.period))
    show(legend(), key="legend")


def draw_completeness(plan: PlanSummary, board: Board) -> None:
    if not board.completeness:
        return
    board_exports.completeness_heading("Đơn vị đã trả lời từng chỉ tiêu", plan, board)
    if chosen := clickable(panel(completeness_rows(board.completeness)), key="completeness"):
        go("indicator", kh=board.plan_code, ky=str(board.period), ct=chosen)


st.title("Tiến độ nộp")
with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan, with_baseline=False, upcoming=True)
board = boards.board(plan.code, period)
if board.rows:
    draw(plan, board)
else:
    show(notice(words.NOBODY, "empty"), key="nobody")
draw_calendar(board)
