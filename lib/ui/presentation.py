"""The overview on a wall: one idea per screen, turned by keyboard or by itself; its number stands in the address."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.charts.markup import Markup
from lib.charts.slides import changed_slide, due_slide, opening_slide, place, silent_slide, urgent_slide
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.domain.task import TaskState, by_state, timed
from lib.ui import loaders
from lib.ui.figures import change_row
from lib.ui.markup import show
from lib.ui.signals import newly_red
from lib.ui.state import keep_for_next_run, kept, remember, runs_by_itself, screen
from lib.ui.watch import returns_owed
from lib.wording import overview, review
from lib.wording import presentation as words
from lib.wording.sentences import worst_named
from lib.workflows import clock

SECONDS = 20
MOST_URGENT = 5

Screen = Callable[[], Markup]


def offer() -> None:
    """The way in, on the overview."""
    st.button(
        words.START,
        icon=":material/slideshow:",
        key="present",
        on_click=remember,
        kwargs={"tc": "1", "man": "1"},
    )


def draw_screens(plan: PlanSummary, period: Period) -> None:
    """One screen and its controls."""
    screens = _screens(plan, period)
    number = min(max(screen(), 1), len(screens))
    show(screens[number - 1](), key="slide")
    _controls(number, len(screens), _foot(plan, period))
    if runs_by_itself():
        keep_for_next_run("turning", False)
        _turn(number % len(screens) + 1)


def _screens(plan: PlanSummary, period: Period) -> list[Screen]:
    """What there is to show, each drawn only when its turn comes."""
    lines = loaders.totals(plan.code, period)
    found: list[Screen] = [lambda: _opening(plan, period, lines)]
    red = newly_red(plan, period) if period > plan.baseline_period else []
    if red:
        names = {indicator.code: indicator.name for indicator in loaders.plan(plan.code).indicators}
        rows = [change_row(one, one.indicator_code, names.get(one.indicator_code, one.indicator_code)) for one in red]
        found.append(lambda: changed_slide(rows, period))
    found += [lambda line=line: _urgent(plan, period, line) for line in worst_named(lines, MOST_URGENT)]  # type: ignore[misc]
    owed = returns_owed(plan, period)
    if owed:
        found.append(lambda: silent_slide(owed[0].silent, owed[1], period, owed[0].now.day))
    near = by_state(timed(loaders.plan(plan.code).tasks, loaders.today())) if plan.n_tasks else {}
    if near and near[TaskState.SOON]:
        found.append(lambda: due_slide(near[TaskState.SOON], len(near[TaskState.PAST_DUE])))
    return found


def _opening(plan: PlanSummary, period: Period, lines: tuple[Standing, ...]) -> Markup:
    return opening_slide(lines, plan.title, period, overview.meta(lines, plan.issuer, period, plan.baseline_period))


def _urgent(plan: PlanSummary, period: Period, line: Standing) -> Markup:
    every = loaders.of_all_agencies(plan.code, period) if period != plan.baseline_period else ()
    history = loaders.series(plan.code, line.indicator_code, None, period)
    return urgent_slide(line, [each for each in every if each.indicator_code == line.indicator_code], history)


def _foot(plan: PlanSummary, period: Period) -> str:
    stamp = loaders.stamp(plan.code, period)
    scope = review.ACCEPTED_ONLY if loaders.sight(plan.code).accepted_only else None
    return words.foot(plan.title, period, stamp.newest if stamp else None, clock.time_text(), scope)


def _controls(number: int, count: int, foot: str) -> None:
    """Small and at the foot; the arrow keys, A and Esc press them."""
    back, onward, running = (number - 2) % count + 1, number % count + 1, runs_by_itself()
    with st.container(horizontal=True, vertical_alignment="center", key="wall-controls"):
        show(place(number, count, foot), key="place")
        _button("first", words.FIRST, "first_page", None, man="1")
        _button("back", words.BACK, "arrow_back", "Left", man=str(back))
        _button("onward", words.NEXT, "arrow_forward", "Right", man=str(onward))
        _button("last", words.LAST, "last_page", None, man=str(count))
        _button("run", words.RUN, "pause" if running else "play_arrow", "A", running, chay=None if running else "1")
        _button("leave", words.LEAVE, "close", "Esc", tc=None, man=None, chay=None)


def _button(
    name: str, label: str, icon: str, shortcut: str | None, pressed: bool = False, **parameters: str | None
) -> None:
    """A button that changes the address, and so the screen."""
    st.button(
        label,
        icon=f":material/{icon}:",
        type="primary" if pressed else "secondary",
        shortcut=shortcut,
        key=f"wall-{name}",
        on_click=remember,
        kwargs=parameters,
    )


@st.fragment(run_every=SECONDS)
def _turn(onward: int) -> None:
    """Called with the page, it waits; called again by the clock, it turns to the next screen with newest figures."""
    if kept("turning"):
        remember(man=str(onward))
        st.rerun()
    keep_for_next_run("turning", True)
