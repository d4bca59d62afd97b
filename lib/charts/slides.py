"""Screens for a wall, one idea each, read from 5 m: the state of the plan, one urgent line, who has not reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.charts.cards import lead
from lib.charts.changes import ChangeRow
from lib.charts.chips import chip, look_chip
from lib.charts.course import course_svg
from lib.charts.gap_rows import ranked
from lib.charts.gauge import gauge_svg
from lib.charts.markup import Markup, element, joined
from lib.charts.tiles import tiles
from lib.domain.catalog import IndicatorKind
from lib.domain.period import Period
from lib.domain.reporting import BoardRow
from lib.domain.standing import Standing, Status
from lib.domain.task import TimedTask
from lib.wording import presentation as words
from lib.wording import task as task_words
from lib.wording import watch as watch_words
from lib.wording.labels import look, reporting_look
from lib.wording.pace import speed_text
from lib.wording.sentences import gap_words, need_words, signed_gap, target_label, value_text

MOST_LAGGARDS = 3
MOST_NAMES = 24
MOST_CHANGED = 5
MOST_TASKS = 5
LONG_NAME = 90


def opening_slide(lines: Sequence[Standing], title: str, period: Period, meta: str) -> Markup:
    """The sentence and the five tiles."""
    return _slide("open", element("h1", title, class_="sct-slide-over"), lead(lines, period.year, meta), tiles(lines))


def urgent_slide(line: Standing, agencies: Sequence[Standing], history: Sequence[Standing] = ()) -> Markup:
    """One line: a large gauge over the year's course; beside it who leads, what is missing, and who is farthest."""
    owner = ", ".join(line.lead_names)
    need = None if line.kind == IndicatorKind.COUNT else need_words(line)  # of counted things the gap is the need
    told = element(
        "div",
        element("div", chip(line), class_="sct-slide-state"),
        element("h1", line.indicator_name, class_="sct-slide-long" if len(line.indicator_name) > LONG_NAME else None),
        element("p", f"{words.OWNER}: {owner}", class_="sct-slide-owner") if owner else None,
        element("p", _capital(need or _gap(line)), class_=f"sct-slide-gap sct-text-{look(line).role}"),
        _speeds(line),
        _laggards(agencies),
    )
    return _slide("urgent", element("div", gauge_svg(line), course_svg(line, history)), told)


def _speeds(line: Standing) -> Markup | None:
    """The speed that is needed against the speed now."""
    if line.speed is None or line.required_speed is None:
        return None
    return element(
        "p",
        words.speeds(speed_text(line.required_speed, line.unit), speed_text(line.speed, line.unit)),
        class_="sct-slide-need",
    )


def changed_slide(rows: Sequence[ChangeRow], period: Period) -> Markup:
    """What has turned red since the period before, each from what to what."""
    each = (
        element(
            "li",
            element("span", row.name),
            element(
                "span",
                look_chip(row.was),
                element("span", "→", aria_hidden="true"),
                look_chip(row.became),
                class_="sct-slide-looks",
            ),
        )
        for row in rows[:MOST_CHANGED]
    )
    left = len(rows) - MOST_CHANGED
    return _slide(
        "changed",
        element("h1", words.changed_over(len(rows), period)),
        element("ul", *each, class_="sct-slide-changes"),
        element("p", words.more_lines(left), class_="sct-slide-owner") if left > 0 else None,
    )


def due_slide(near: Sequence[TimedTask], past_due: int) -> Markup:
    """The tasks that fall due within 14 days, the nearest first."""
    rows = (
        element(
            "li",
            element("span", each.task.name, element("small", task_words.lead_text(each.task))),
            look_chip(task_words.timing_look(each.timing, each.task.deadline.kind)),
        )
        for each in near[:MOST_TASKS]
    )
    left = len(near) - MOST_TASKS
    return _slide(
        "due",
        element("h1", task_words.soon_title(len(near))),
        element("p", task_words.soon_note(past_due), class_="sct-slide-owner"),
        element("ul", *rows, class_="sct-slide-changes"),
        element("p", words.more_tasks(left), class_="sct-slide-owner") if left > 0 else None,
    )


def _gap(line: Standing) -> str:
    return f"{_capital(gap_words(line))} so với {target_label(line)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def laggards(agencies: Sequence[Standing]) -> list[Standing]:
    """The agencies farthest below the target, at most three; none that has met it."""
    behind = (
        line for line in ranked(agencies) if line.value is not None and line.gap and line.status is not Status.NO_DATA
    )
    return list(behind)[:MOST_LAGGARDS]


def _laggards(agencies: Sequence[Standing]) -> Markup | None:
    found = laggards(agencies)
    if not found:
        return None
    rows = (
        element(
            "li",
            element("span", line.agency_name or ""),
            element("b", value_text(line)),
            element("b", signed_gap(line), class_=f"sct-text-{look(line).role}"),
        )
        for line in found
    )
    return joined(
        element("h2", words.laggards_title(len(found)), class_="sct-slide-over"),
        element("ul", *rows, class_="sct-slide-rows"),
    )


def silent_slide(silent: Sequence[BoardRow], expected: int, period: Period, due: date) -> Markup:
    """How many agencies owe a return that is not in, and their names."""
    names = (element("li", row.name) for row in silent[:MOST_NAMES])
    left = len(silent) - MOST_NAMES
    state = look_chip(reporting_look(silent[0].now.state)) if silent else None
    return _slide(
        "silent",
        element("h1", words.silent_over(period)),
        element(
            "p",
            element("b", str(len(silent)), class_="sct-slide-count"),
            element("span", words.of_expected(expected)),
            state,
            class_="sct-slide-sum",
        ),
        element("p", watch_words.silent_note(silent, due), class_="sct-slide-owner"),
        element("ul", *names, class_="sct-slide-names") if silent else None,
        element("p", watch_words.more_silent(left), class_="sct-slide-owner") if left > 0 else None,
    )


def place(number: int, count: int, foot: str = "") -> Markup:
    """Where one is among the screens: in words, and as a row of dots; beside it where the figures come from."""
    dots = (element("i", class_="sct-now" if each == number else None) for each in range(1, count + 1))
    row = element("span", *dots, class_="sct-dots")
    source = element("span", foot, class_="sct-slide-foot") if foot else None
    return element("p", row, element("span", words.place(number, count)), source, class_="sct-slide-place")


def _slide(kind: str, *parts: Markup | None) -> Markup:
    return element("section", *parts, class_=f"sct-slide sct-slide-{kind}")
