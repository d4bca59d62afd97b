"""When a task of a plan is due, seen from a day. Nothing is reported of tasks yet, so none is ever «not done»."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.domain.agency import Agency
from lib.domain.agency_keys import keys_of_agency, keys_of_text
from lib.domain.catalog import Task
from lib.domain.deadline import Deadline
from lib.domain.period import Period

SOON = 14
"""Days ahead within which a deadline is near."""


class TaskState(StrEnum):
    """Where a deadline lies from a day: passed, within `SOON` days, farther, or nowhere (no date to hold it to)."""

    PAST_DUE = "past_due"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class TaskTiming:
    """A deadline seen from a day. `days`: since a past due day, else until the day that is due; None undated.

    `recurs`: the due day is the next of many.
    """

    state: TaskState
    due: date | None = None
    days: int | None = None
    recurs: bool = False


@dataclass(frozen=True, slots=True)
class TimedTask:
    """A task with its timing."""

    task: Task
    timing: TaskTiming


def task_state(deadline: Deadline, today: date) -> TaskTiming:
    """Where a deadline lies from a day. The named day counts in: what is due on the 30th is past due on the 31st.

    Only a dated deadline can be past due. What recurs is due on its next day and never past due, for nothing says
    whether an earlier one was kept; «thường xuyên», «khi có …» and unread texts have no day.
    Source: seed plans (deadline columns); `before` a day counts it in, as offices do.
    """
    if deadline.kind == "recurring":
        due = next_occurrence(deadline, today)
        return TaskTiming(TaskState.UNDATED) if due is None else _ahead(due, today, recurs=True)
    if deadline.end is None or not deadline.can_be_overdue:
        return TaskTiming(TaskState.UNDATED)
    if deadline.end < today:
        return TaskTiming(TaskState.PAST_DUE, deadline.end, (today - deadline.end).days)
    return _ahead(deadline.end, today)


def _ahead(due: date, today: date, recurs: bool = False) -> TaskTiming:
    days = (due - today).days
    return TaskTiming(TaskState.SOON if days <= SOON else TaskState.LATER, due, days, recurs)


def next_occurrence(deadline: Deadline, today: date) -> date | None:
    """The next day on which a recurring task is due, on or after a day; None where the plan names none, or no more.

    Days and weeks are too close together to be deadlines; «ngày 20» of a quarter does not say of which month.
    """
    start = max(today, deadline.start or today)
    marks = deadline.occurrences
    if deadline.recurrence == "monthly":
        days = [day for mark in marks for day in _monthly(mark, start)]
    else:
        days = [day for mark in marks if mark[:1].isdigit() for day in _yearly(mark, start)]
    coming = min((day for day in days if day >= start), default=None)
    return None if coming is None or (deadline.end and coming > deadline.end) else coming


def _monthly(mark: str, start: date) -> list[date]:
    """A day of this month and the next; where a month is too short, its last day."""
    wanted = int(mark.removeprefix("day ")) if mark.startswith("day ") else 31
    first = Period.holding(start)
    return [_day(period.year, period.month, wanted) for period in (first, first + 1)]


def _yearly(mark: str, start: date) -> list[date]:
    """`MM-DD` of this year and the next; 29 February falls on the 28th in a common year."""
    month, day = (int(part) for part in mark.split("-"))
    return [_day(year, month, day) for year in (start.year, start.year + 1)]


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def timed(tasks: Iterable[Task], today: date) -> list[TimedTask]:
    """Tasks with their timing, in the order given."""
    return [TimedTask(task, task_state(task.deadline, today)) for task in tasks]


def by_state(tasks: Iterable[TimedTask]) -> dict[TaskState, list[TimedTask]]:
    """Every state with its tasks, the longest past due and the nearest due first, undated in the plan's order."""
    found: dict[TaskState, list[TimedTask]] = {state: [] for state in TaskState}
    for each in tasks:
        found[each.timing.state].append(each)
    for dated in (TaskState.PAST_DUE, TaskState.SOON, TaskState.LATER):
        found[dated].sort(key=lambda each: each.timing.due or date.max)
    return found


def by_month(tasks: Iterable[TimedTask]) -> Mapping[Period, list[TimedTask]]:
    """The months in which a dated deadline ends, in order, each with its tasks; what recurs has no month of its own."""
    found: dict[Period, list[TimedTask]] = {}
    for each in tasks:
        if each.timing.due is not None and not each.timing.recurs:
            found.setdefault(Period.holding(each.timing.due), []).append(each)
    return dict(sorted(found.items()))


def past_due_leads(tasks: Iterable[TimedTask]) -> list[tuple[str, int]]:
    """Lead agencies as the plan writes them with their tasks past due, most first; two leads count one each."""
    counts = Counter(
        name for each in tasks if each.timing.state is TaskState.PAST_DUE for name in each.task.lead_agencies
    )
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def led_by(tasks: Iterable[TimedTask], agency: Agency) -> list[TimedTask]:
    """The tasks that name an agency itself as a lead; a collective that it belongs to does not count."""
    own = set(keys_of_agency(agency))
    return [each for each in tasks if any(not own.isdisjoint(keys_of_text(name)) for name in each.task.lead_agencies)]
