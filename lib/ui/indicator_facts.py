"""What stands behind one indicator: how its status came about, its definition, its past, its tasks."""

from __future__ import annotations

import streamlit as st

from lib.charts.cards import calculation
from lib.charts.history_rows import history_rows
from lib.charts.notices import notice
from lib.charts.tasks import linked_rows
from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.domain.task import TaskState, timed
from lib.ui import exports, loaders, tables
from lib.ui.figures import draw_changes
from lib.ui.markup import clickable, show
from lib.ui.shell import card
from lib.ui.state import go, remember
from lib.wording import history
from lib.wording import indicator as words
from lib.wording import task as task_words


def draw_calculation(line: Standing) -> None:
    """«Xem cách tính» across the page."""
    with st.expander("Xem cách tính", icon=":material/calculate:"):
        show(calculation(line), key="calculation")


def draw_facts(plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    """Definition and past, side by side where there is room."""
    with st.container(key="indicator-facts"):
        left, right = st.columns(2)
    with left, card("definition"):
        st.subheader("Định nghĩa, căn cứ")
        tables.pairs(words.definition(indicator, plan), key="definition")
    with right, card("history"):
        series = loaders.series(plan.code, indicator.code, None, period)
        exports.history_heading(history.PAST, plan, indicator.code, series)
        if chosen := clickable(history_rows(series), key="history"):
            remember(ky=chosen)
            st.rerun()
        draw_changes(plan, indicator.code, None, period)


def draw_tasks(plan: PlanSummary, indicator: Indicator) -> None:
    """The tasks tied to the indicator, with state, lead and deadline; a row opens the page of tasks on its state."""
    today = loaders.today()
    tasks = timed([task for task in loaders.plan(plan.code).tasks if task.indicator_code == indicator.code], today)
    if not tasks:
        return
    with card("tasks"):
        exports.linked_tasks_heading(words.tasks_title(len(tasks)), plan, indicator, tasks)
        if chosen := clickable(linked_rows(tasks), key="tasks"):
            go("tasks", kh=plan.code, nhom=chosen)
        if any(each.timing.state is TaskState.PAST_DUE for each in tasks):
            show(notice(task_words.NO_RETURNS, "note"), key="no-task-returns")
