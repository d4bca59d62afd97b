"""What to chase, below the list of the overview: agencies that have not reported, tasks that are near."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from lib.charts.markup import Markup
from lib.charts.watch import ALL_RETURNS, ALL_TASKS, near_card, silent_card, watch
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.reporting import Board, rate
from lib.domain.task import TaskState, by_state, timed
from lib.ui import board_exports, loaders
from lib.ui.markup import clickable
from lib.ui.state import go


def returns_owed(plan: PlanSummary, period: Period) -> tuple[Board, int] | None:
    """Who owes a return of a period, and how many do, as known on the day that is looked at; None where nobody does."""
    if period == plan.baseline_period:
        return None
    board = loaders.returns_due(plan.code, period)
    expected = rate(board.rows).expected
    return (board, expected) if expected else None


@st.cache_resource(max_entries=64, show_spinner=False)
def _cards(
    path: Path, revision: int, plan: PlanSummary, period: Period, today: date, past_day: date | None
) -> Markup | None:
    """The cards as drawn; the same for everyone who looks at the same plan, period and day."""
    who = _silent(plan, period)
    tasks = by_state(timed(loaders.plan(plan.code).tasks, today))
    near = near_card(tasks[TaskState.SOON], len(tasks[TaskState.PAST_DUE])) if plan.n_tasks else None
    return watch(who, near) if who or near else None


def _silent(plan: PlanSummary, period: Period) -> Markup | None:
    owed = returns_owed(plan, period)
    return silent_card(owed[0].silent, owed[1], period, owed[0].now.day) if owed else None


def draw_watch(plan: PlanSummary, period: Period) -> None:
    """Both cards in one drawing; a mark leads to the agency, the indicator or the whole list."""
    path = loaders.database()
    cards = _cards(path, loaders.revision(path), plan, period, loaders.today(), loaders.past_day())
    if cards is None:
        return
    owed = returns_owed(plan, period)
    board_exports.watch_heading(plan, period, owed[0] if owed else None)
    chosen = clickable(cards, key="watch")
    if chosen == ALL_RETURNS:
        go("timeliness", kh=plan.code, ky=str(period))
    elif chosen == ALL_TASKS:
        go("tasks", kh=plan.code, ky=str(period))
    elif chosen:
        kind, _, code = chosen.partition("|")
        go({"dv": "agency", "ct": "indicator"}[kind], kh=plan.code, ky=str(period), **{kind: code})
