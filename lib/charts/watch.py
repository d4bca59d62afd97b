"""What to chase, below the list of the overview: who has not reported this period, which tasks are near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from lib.charts.bullet import row_link
from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.domain.period import Period
from lib.domain.reporting import BoardRow
from lib.domain.task import TimedTask
from lib.wording import task as task_words
from lib.wording import watch as words
from lib.wording.labels import reporting_look

ALL_RETURNS, ALL_TASKS = "|returns", "|tasks"
MOST_AGENCIES, MOST_TASKS = 6, 4


def watch(*cards: Markup | None) -> Markup:
    """The cards side by side. Keys: `dv|code` of an agency, `ct|code` of an indicator, `ALL_RETURNS`, `ALL_TASKS`."""
    return element("div", *cards, class_="sct-watch")


def silent_card(silent: Sequence[BoardRow], expected: int, period: Period, due: date) -> Markup:
    """Agencies whose return is owed and not in: how many, the first of them, and the way to all."""
    rows = [_silent_row(row) for row in silent[:MOST_AGENCIES]]
    left = len(silent) - len(rows)
    rest = element("p", words.more_silent(left), class_="sct-meta") if left > 0 else None
    title = words.silent_title(len(silent), expected, period)
    return _card(title, words.silent_note(silent, due), (*rows, rest), ALL_RETURNS)


def _silent_row(row: BoardRow) -> Markup:
    shown = replace(reporting_look(row.now.state), word=words.lateness(row))
    return _row(f"dv|{row.code}", words.silent_row(row), element("span", row.name), look_chip(shown))


def near_card(near: Sequence[TimedTask], past_due: int) -> Markup:
    """Tasks due soon: how many, the first of them, and the way to all."""
    return _card(
        task_words.soon_title(len(near)), task_words.soon_note(past_due), map(_near_row, near[:MOST_TASKS]), ALL_TASKS
    )


def _near_row(each: TimedTask) -> Markup:
    task = each.task
    key = f"ct|{task.indicator_code}" if task.indicator_code else ALL_TASKS
    name = element("span", task.name, element("small", task_words.lead_text(task)))
    return _row(key, task_words.said(each), name, look_chip(task_words.timing_look(each.timing, task.deadline.kind)))


def _row(key: str, label: str, *cells: Markup) -> Markup:
    return row_link(key, None, label, *cells, class_="sct-watch-row sct-row")


def _card(title: str, note: str, rows: Iterable[Markup | None], more: str) -> Markup:
    way = row_link(more, None, words.MORE[more], element("span", words.MORE[more]), class_="sct-card-more")
    return element(
        "section",
        element("h3", title, class_="sct-watch-title"),
        element("p", note, class_="sct-meta") if note else None,
        *rows,
        way,
        class_="sct-panel",
    )
