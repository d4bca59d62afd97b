"""Tasks: tiles by state, a calendar of the months in which they fall due, the list, and who leads those past due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from lib.charts.bullet import row_link
from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.charts.shapes import icon
from lib.domain.catalog import Indicator
from lib.domain.period import Period
from lib.domain.task import TaskState, TimedTask, by_month, by_state, past_due_leads
from lib.wording import task as words


def task_lead(tasks: Sequence[TimedTask], today: date) -> Markup:
    """The sentence above the list."""
    parts = (
        element("strong", text) if role else element("span", text) for text, role in words.lead_sentence(tasks, today)
    )
    return element("p", *parts, class_="sct-lead")


def task_tiles(tasks: Sequence[TimedTask], selected: str | None = None) -> Markup:
    """How many tasks are in each state; the key of a tile is the state."""
    found = by_state(tasks)
    return element(
        "div", *(_tile(state, len(found[state]), selected) for state in TaskState), class_="sct-tiles", role="list"
    )


def _tile(state: TaskState, count: int, selected: str | None) -> Markup:
    shown = words.state_look(state)
    body = element(
        "span",
        element("span", str(count), class_="sct-tile-count"),
        element("span", shown.word, class_=f"sct-tile-word sct-text-{shown.role}"),
        class_="sct-tile-body",
    )
    shape = element("span", icon(shown, 22), class_=f"sct-tile-icon sct-tone-{shown.role}")
    chosen = state == selected
    label = f"{shown.word}: {count} nhiệm vụ" + (", đang lọc" if chosen else "")
    looks = ("" if count else " sct-zero") + (" sct-chosen" if chosen else "")
    return element("div", row_link(state, None, label, shape, body, class_=f"sct-tile{looks}"), role="listitem")


def task_months(tasks: Sequence[TimedTask], today: date, selected: Period | None = None) -> Markup:
    """A calendar with a row for each year in which dated tasks end, and a cell for each month.

    The key of a month is its period; months without tasks have none. This month has a frame.
    """
    months = by_month(tasks)
    years = sorted({month.year for month in months})
    return element("div", *(_year(year, months, Period.holding(today), selected) for year in years), class_="sct-years")


def _year(year: int, months: Mapping[Period, list[TimedTask]], now: Period, selected: Period | None) -> Markup:
    cells = (
        _month(month, months.get(month, []), month == now, month == selected)
        for month in Period(year, 1).through(Period(year, 12))
    )
    return element("div", element("b", str(year), class_="sct-year-name"), *cells, class_="sct-year")


def _month(month: Period, tasks: Sequence[TimedTask], is_now: bool, chosen: bool) -> Markup:
    marks = (" sct-now" if is_now else "") + (" sct-chosen" if chosen else "")
    name = element("small", f"T{month.month}")
    if not tasks:
        title = "tháng này" if is_now else None
        return element("span", name, class_=f"sct-month{marks}", title=title)
    states = [each.timing.state for each in tasks]
    shown = words.state_look(min(states, key=list(TaskState).index))
    count = element("span", icon(shown, 12), str(len(tasks)), class_="sct-month-count")
    label = words.month_label(month, len(tasks), states.count(TaskState.PAST_DUE))
    return row_link(str(month), None, label, name, count, class_=f"sct-month sct-tone-{shown.role}{marks}")


def task_rows(tasks: Sequence[TimedTask], indicators: Mapping[str, Indicator]) -> Markup:
    """The list under its annexes, indicators or groups. The key of a row is its indicator's code, where it has one."""
    sections = groupby(tasks, key=lambda each: words.section_title(each.task, indicators))
    drawn = (
        element("div", element("h4", title, class_="sct-section"), *map(_row, rows), class_="sct-tasks")
        for title, rows in sections
    )
    return element("div", *drawn)


def linked_rows(tasks: Sequence[TimedTask]) -> Markup:
    """The tasks of one indicator, in the plan's order. The key of a row is the state of its deadline."""
    rows = (
        row_link(each.timing.state, None, words.said(each), *_cells(each), class_="sct-task sct-row") for each in tasks
    )
    return element("div", *(element("div", row, role="listitem") for row in rows), class_="sct-tasks", role="list")


def _row(each: TimedTask) -> Markup:
    task, cells = each.task, _cells(each)
    if task.indicator_code is None:
        return element("div", *cells, class_="sct-task")
    return row_link(task.indicator_code, None, words.said(each), *cells, class_="sct-task sct-row")


def _cells(each: TimedTask) -> tuple[Markup, ...]:
    task = each.task
    return (
        element("span", look_chip(words.timing_look(each.timing, task.deadline.kind)), class_="sct-task-state"),
        element(
            "span",
            task.name,
            element("small", f"Sản phẩm: {task.deliverable}") if task.deliverable else None,
            class_="sct-task-name",
        ),
        element("span", words.lead_text(task), class_="sct-task-lead"),
        element("span", words.due_text(each), class_="sct-task-due"),
    )


def late_leads(tasks: Sequence[TimedTask]) -> Markup:
    """Who leads the tasks past due, with their number as a bar against the longest."""
    counts = past_due_leads(tasks)
    most = max((count for _, count in counts), default=1)
    rows = (
        element(
            "li",
            element("span", name),
            element("span", element("i", style=f"width:{100 * count / most:.0f}%"), class_="sct-count-bar"),
            element("b", str(count), class_="sct-num"),
        )
        for name, count in counts
    )
    return element("ul", *rows, class_="sct-counts")
