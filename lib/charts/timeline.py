"""A figure's life as a timeline, newest first: what was said, in which cell, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.wording.labels import Look


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a life: its title, the figure as text, its look, and the lines that tell the rest."""

    title: str
    figure: str | None
    look: Look
    told: tuple[str, ...]
    is_struck: bool = False


def timeline(moments: Sequence[Moment]) -> Markup:
    """The moments in the order given."""
    return element("ol", *map(_moment, moments), class_="sct-timeline")


def _moment(moment: Moment) -> Markup:
    struck = " sct-struck" if moment.is_struck else ""
    return element(
        "li",
        element(
            "div",
            element("b", moment.title),
            element("span", moment.figure, class_=f"sct-timeline-figure{struck}") if moment.figure else None,
            look_chip(moment.look),
            class_="sct-timeline-head",
        ),
        *(element("div", line, class_="sct-timeline-line") for line in moment.told),
        class_=f"sct-moment sct-moment-{moment.look.role}",
    )
