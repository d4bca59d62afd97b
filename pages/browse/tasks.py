import streamlit as st

from lib.charts.cards import panel
from lib.charts.notices import notice
from lib.charts.tasks import late_leads, task_lead, task_months, task_rows, task_tiles
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.task import TaskState, TimedTask, by_month, by_state, past_due_leads, timed
from lib.ui import exports, loaders
from lib.ui.choosers import choose_plan
from lib.ui.markup import clickable, show
from lib.ui.shell import card, guard
from lib.ui.state import go, remember, selection
from lib.wording import task as words

guard("tasks")


def draw(summary: PlanSummary) -> None:
    plan, today = loaders.plan(summary.code), loaders.today()
    tasks = timed(plan.tasks, today)
    state, month = narrowing(tasks)
    show(task_lead(tasks, today), key="lead")
    if chosen := clickable(task_tiles(tasks, state), key="tiles"):
        remember(nhom=None if chosen == state else chosen)
        st.rerun()
    if past_due_leads(tasks):
        show(notice(words.NO_RETURNS, "note"), key="no-returns")
    draw_months(tasks, month)
    exports.tasks_heading(words.list_title(state, month), summary, plan)
    rows = narrowed(tasks, state, month)
    if not rows:
        show(notice(words.NONE_HERE, "empty"), key="none")
        return
    indicators = {indicator.code: indicator for indicator in plan.indicators}
    if chosen := clickable(panel(task_rows(rows, indicators)), key="tasks"):
        go("indicator", kh=summary.code, ky=st.query_params.get("ky"), ct=chosen)


def narrowing(tasks: list[TimedTask]) -> tuple[str | None, Period | None]:
    """What the address narrows the list to; what this plan does not have counts as not given."""
    asked = selection()
    state = asked.group if asked.group in set(TaskState) else None
    return state, next((month for month in by_month(tasks) if str(month) == asked.view), None)


def narrowed(tasks: list[TimedTask], state: str | None, month: Period | None) -> list[TimedTask]:
    rows = by_month(tasks).get(month, []) if month else tasks
    return [each for each in rows if each in by_state(tasks)[TaskState(state)]] if state else list(rows)


def draw_months(tasks: list[TimedTask], month: Period | None) -> None:
    if not by_month(tasks):
        return
    with card("months"):
        st.subheader("Tháng đến hạn")
        if chosen := clickable(task_months(tasks, loaders.today(), month), key="months"):
            remember(xem=None if chosen == str(month) else chosen)
            st.rerun()
    if past_due_leads(tasks):
        with card("leads"):
            st.subheader("Đã qua hạn, theo cơ quan chủ trì")
            show(late_leads(tasks), key="leads")


st.title("Nhiệm vụ")
plan = choose_plan(with_indicators=False, with_tasks=True)
if plan.n_tasks:
    draw(plan)
else:
    show(notice(words.NO_TASKS, "empty"), key="no-tasks")
