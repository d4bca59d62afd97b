"""What an agency owes: its return, open lines, missing causes, files sent back, late tasks; and what it promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from lib.charts.notices import notice
from lib.charts.owed_rows import OwedRow, PromiseRow, owed_rows, promise_rows
from lib.domain.agency import Agency
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.promise import lacks_words
from lib.domain.review import ReviewState
from lib.domain.standing import Absence, Standing
from lib.domain.task import TaskState, led_by, timed
from lib.excel.export import Column, Table
from lib.excel.export_tables import file_base
from lib.ui import board_exports, exports, loaders, past_loaders, peer_loaders
from lib.ui.markup import clickable, show
from lib.ui.shell import card
from lib.ui.state import go, remember
from lib.wording import agency as words
from lib.wording import history, labels, numbers
from lib.wording import task as task_words
from lib.wording.agency import Owing
from lib.wording.labels import look

SEND, TASKS = "nop|", "nv|"


def draw_work(plan: PlanSummary, agency: Agency, lines: Sequence[Standing], period: Period) -> None:
    """The card: each thing to do leads to where it is done; below, promises, the blank form and the way to send it."""
    rows = owed(plan, agency, lines, period)
    with card("work"):
        name = file_base("viec-can-lam", plan.code, agency.name, str(period))
        exports.heading(words.OWED_TITLE, "work", name, lambda: [_table(rows)], exports.facts_of(plan, period))
        counts: Counter[Owing] = Counter()
        for row in rows:
            counts[row.owing] += row.count
        show(notice(words.to_do(counts), "note"), key="to-do")
        if rows and (chosen := clickable(owed_rows(rows, words.OWED_TITLE), key="owed")):
            _follow(chosen, plan, agency, period)
        _draw_promises(plan, agency, period)
        with st.container(horizontal=True, key="forms"):
            st.download_button(
                f"Tải biểu trống kỳ {words.period_name(period)}",
                data=lambda: loaders.blank_form(plan.code, agency.code, period),
                file_name=f"{plan.code}_{period}_{agency.code}.xlsx",
                on_click="ignore",
                icon=":material/download:",
            )
            if st.button(words.SEND, icon=":material/upload_file:", key="send"):
                _follow(SEND, plan, agency, period)


def owed(plan: PlanSummary, agency: Agency, lines: Sequence[Standing], period: Period) -> list[OwedRow]:
    """Everything an agency owes at a period: its return before its lines, what it answered badly, then files, tasks."""
    state = loaders.reporting(plan.code, agency.code, period)
    courses = peer_loaders.courses(plan.code, period)
    silent = [line for line in lines if line.absence is Absence.MISSING]
    lacking = [line for line in lines if line.figure_period == period and lacks_words(line)]
    rows = []
    if silent and state.received_on is None:
        overdue = (loaders.today() - state.due).days
        told = words.owed_return(period, state.state, overdue)
        rows.append(OwedRow(Owing.SILENT, SEND, *told, count=len(silent)))
        silent = []
    for line in (*silent, *lacking):
        course = courses.get((agency.code, line.indicator_code))
        owing = Owing.SILENT if line.absence is Absence.MISSING else Owing.LACKING
        rows.append(OwedRow(owing, f"ct|{line.indicator_code}", *words.owed_line(line, course)))
    return rows + _returned(plan, agency) + _late_tasks(plan, agency)


def _returned(plan: PlanSummary, agency: Agency) -> list[OwedRow]:
    """Files sent back that nothing newer has come for."""
    found, answered = [], set()
    for sent in loaders.submissions(plan.code, agency.code):  # newest first
        if sent.state is ReviewState.RETURNED and sent.period not in answered:
            shown = labels.reporting_look("returned")
            found.append(OwedRow(Owing.SENT_BACK, f"lan|{sent.id}", shown, *words.owed_file(sent.id, sent.period)))
        answered.add(sent.period)
    return found


def _late_tasks(plan: PlanSummary, agency: Agency) -> list[OwedRow]:
    """Tasks past their day that name the agency as a lead; nothing says yet whether they are done."""
    if not plan.n_tasks:
        return []
    tasks = timed(loaders.plan(plan.code).tasks, loaders.today())
    return [
        OwedRow(
            Owing.TASK,
            TASKS,
            task_words.timing_look(each.timing, each.task.deadline.kind),
            each.task.name,
            task_words.due_text(each),
        )
        for each in led_by(tasks, agency)
        if each.timing.state is TaskState.PAST_DUE
    ]


def _follow(chosen: str, plan: PlanSummary, agency: Agency, period: Period) -> None:
    kind, _, code = chosen.partition("|")
    if kind == "nop":
        go("submit", kh=plan.code, ky=str(period), dv=agency.code)
    elif kind == "nv":
        go("tasks", kh=plan.code, nhom=TaskState.PAST_DUE)
    elif kind == "lan":
        go("submission", lan=code)
    remember(ct=code)
    st.rerun()


def _draw_promises(plan: PlanSummary, agency: Agency, period: Period) -> None:
    """What the agency promised the time before, with what became of it; a row opens its line."""
    found = past_loaders.promised(plan.code, agency.code, period).values()
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="heading-promises"):
        st.markdown(f"**{history.PROMISED}**")
        board_exports.promises_button(plan, period, list(found))
    rows = [
        PromiseRow(
            promise.line.indicator_code,
            promise.line.indicator_name,
            f"{numbers.period(promise.promised_at)}: {promise.remedy}",
            history.PROMISES[promise.outcome],
            look(promise.line),
        )
        for promise in found
    ]
    if chosen := clickable(promise_rows(rows, history.PROMISED), key="promises"):
        remember(ct=chosen)
        st.rerun()
    st.caption(history.PROMISE_RULE)


def _table(rows: Sequence[OwedRow]) -> Table:
    columns = (Column(words.OWED_HEADS[0], 24), *(Column(head, 60, wrap=True) for head in words.OWED_HEADS[1:]))
    return Table(words.OWED_TITLE, columns, tuple((row.look, row.name, row.detail or None) for row in rows))
