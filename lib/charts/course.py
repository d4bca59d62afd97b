"""A year's course as a small drawing for a wall: the months' figures, the way to the target, the newest one large."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lib.charts.markup import Markup, element, svg
from lib.charts.palette import LIGHT
from lib.domain.standing import Standing, Status
from lib.wording.labels import look
from lib.wording.ranking import goal_of
from lib.wording.sentences import proof, target_label, target_text, value_text

ACROSS, DOWN = 640, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 20, 560, 34, 172
_MONTHS = 12


def course_svg(standing: Standing, history: Sequence[Standing]) -> Markup | None:
    """The course of the standing's year up to its period; None with fewer than two figures or without a target."""
    goal = goal_of(standing)
    lines = [
        line
        for line in history
        if line.period.year == standing.period.year
        and line.period <= standing.period
        and line.value is not None
        and line.status is not Status.NO_DATA
    ]
    if goal is None or len(lines) < 2:
        return None
    values = [line.value for line in lines if line.value is not None]
    start = standing.baseline_value
    ends = [*values, goal, *([start] if start is not None else [])]
    low, high = min(ends), max(ends)
    spots = [(_x(line.period.month), _y(line.value, low, high)) for line in lines if line.value is not None]
    return svg(
        ACROSS,
        DOWN,
        _axis(),
        _way(start, goal, low, high),
        *_goal(standing, goal, low, high),
        *_figures(standing, spots),
        label=f"Diễn biến năm {standing.period.year}. {proof(standing)}",
        class_="sct-course",
    )


def _x(month: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * month / _MONTHS


def _y(value: Decimal, low: Decimal, high: Decimal) -> float:
    part = float((value - low) / (high - low)) if high > low else 0.5
    return _BOTTOM - (_BOTTOM - _TOP) * part


def _axis() -> Markup:
    names = (
        element("text", text, x=_x(month), y=DOWN - 8, text_anchor=anchor, class_="sct-course-text", font_size=20)
        for month, text, anchor in ((0, "đầu năm", "start"), (6, "T6", "middle"), (12, "T12", "middle"))
    )
    base = element(
        "line", x1=_LEFT, y1=_BOTTOM + 8, x2=_RIGHT, y2=_BOTTOM + 8, stroke=LIGHT.line, class_="sct-course-axis"
    )
    return element("g", base, *names)


def _way(start: Decimal | None, goal: Decimal, low: Decimal, high: Decimal) -> Markup | None:
    """The required path, where there is a baseline to begin from."""
    if start is None:
        return None
    return element(
        "line",
        x1=_x(0),
        y1=_y(start, low, high),
        x2=_x(_MONTHS),
        y2=_y(goal, low, high),
        stroke=LIGHT.path,
        stroke_width=3,
        stroke_dasharray="9 7",
        class_="sct-course-path",
    )


def _goal(standing: Standing, goal: Decimal, low: Decimal, high: Decimal) -> tuple[Markup, ...]:
    y = _y(goal, low, high)
    tick = element(
        "line", x1=_RIGHT - 26, y1=y, x2=_RIGHT + 26, y2=y, stroke=LIGHT.ink, stroke_width=6, class_="sct-course-goal"
    )
    said = f"{target_label(standing)}: {target_text(standing)}"
    above = y - 14 if y > _TOP + 20 else y + 30
    word = element(
        "text", said, x=ACROSS - 4, y=above, text_anchor="end", font_size=20, font_weight=600, class_="sct-course-text"
    )
    return tick, word


def _figures(standing: Standing, spots: Sequence[tuple[float, float]]) -> tuple[Markup, ...]:
    shown = look(standing)
    fill = LIGHT.tones[shown.role].fill
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    line = element(
        "polyline",
        points=way,
        fill="none",
        stroke=fill,
        stroke_width=6,
        stroke_linejoin="round",
        stroke_linecap="round",
        class_=f"sct-line-{shown.role}",
    )
    x, y = spots[-1]
    dot = element(
        "circle",
        cx=x,
        cy=y,
        r=10,
        fill=LIGHT.card if shown.hollow else fill,
        stroke=fill,
        stroke_width=5,
        class_=f"sct-line-{shown.role}" if shown.hollow else f"sct-fill-{shown.role} sct-line-{shown.role}-edge",
    )
    number = element(
        "text",
        value_text(standing),
        x=x,
        y=y - 20 if y > _TOP + 14 else y + 40,
        text_anchor="middle",
        font_size=28,
        font_weight=700,
        class_=f"sct-text-{shown.role}",
        fill=LIGHT.tones[shown.role].text,
    )
    return line, dot, number
