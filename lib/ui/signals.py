"""The three short answers under the overview's sentence: what turned red, who is silent, what falls due."""

from __future__ import annotations

from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.status_change import Mark
from lib.domain.task import TaskState, by_state, timed
from lib.storage.change_store import LoggedChange
from lib.ui import loaders, past_loaders
from lib.ui.state import go
from lib.ui.watch import returns_owed
from lib.wording import overview
from lib.wording.overview import Signal
from lib.wording.ranking import URGENT_WORDS


def signals(plan: PlanSummary, period: Period) -> list[Signal]:
    """What there is to answer of a plan at a period; nothing for the baseline year."""
    if period <= plan.baseline_period:
        return []
    names = {indicator.code: indicator.name for indicator in loaders.plan(plan.code).indicators}
    found = [overview.newly_red([names.get(one.indicator_code, "") for one in newly_red(plan, period)])]
    if owed := returns_owed(plan, period):
        board, expected = owed
        found.append(overview.silent(len(board.silent), expected, board.now.day, loaders.today()))
    if plan.n_tasks:
        tasks = by_state(timed(loaders.plan(plan.code).tasks, loaders.today()))
        found.append(overview.due_soon(len(tasks[TaskState.SOON]), len(tasks[TaskState.PAST_DUE])))
    return found


def newly_red(plan: PlanSummary, period: Period) -> list[LoggedChange]:
    """The plan's totals that need direction at a period and did not at the one before."""
    return [one for one in past_loaders.changes(plan.code, None, period) if is_red(one.became) and not is_red(one.was)]


def is_red(mark: Mark | None) -> bool:
    """Whether a status asks for direction now."""
    return mark is not None and mark.word in URGENT_WORDS


def follow(chosen: str, plan: PlanSummary, period: Period) -> None:
    """Open what an answer speaks of."""
    if chosen == overview.SILENT:
        go("timeliness", kh=plan.code, ky=str(period))
    elif chosen == overview.DUE_SOON:
        go("tasks", kh=plan.code, ky=str(period))
    elif chosen == overview.NEWLY_RED:
        red = newly_red(plan, period)
        if len(red) == 1:
            go("indicator", kh=plan.code, ky=str(period), ct=red[0].indicator_code)
        go("overview", kh=plan.code, ky=str(period), nhom="can-chi-dao")
