"""Status chips: shape, word and colour together."""

from __future__ import annotations

from collections.abc import Iterable

from lib.charts.markup import Markup, element
from lib.charts.shapes import icon
from lib.domain.standing import Absence, Standing, Status
from lib.wording.labels import (
    INCONCLUSIVE,
    PROVISIONAL,
    SMALL_DENOMINATOR,
    Look,
    absence_look,
    absence_reason,
    look,
    reporting_look,
    status_look,
)


def chip(standing: Standing) -> Markup:
    """The status chip of a line, hollow with its doubt when the verdict is not conclusive or the figure provisional."""
    title = absence_reason(standing.absence) if standing.status is Status.NO_DATA else None
    return look_chip(look(standing), title)


def reporting_chip(state: str) -> Markup:
    """The chip of a reporting state of agency × period."""
    return look_chip(reporting_look(state))


def look_chip(shown: Look, title: str | None = None) -> Markup:
    """The chip of any look."""
    hollow = " sct-hollow" if shown.hollow else ""
    note = element("span", f" · {shown.doubt}", class_="sct-chip-note") if shown.hollow else None
    return element(
        "span",
        icon(shown, 12),
        element("span", shown.word, note),
        class_=f"sct-chip sct-tone-{shown.role}{hollow}",
        title=title,
    )


def small_badge(standing: Standing) -> Markup | None:
    """A badge for a denominator so small that one item moves the share by points; else None."""
    if not standing.small_denominator:
        return None
    title = "Mẫu số dưới 30: một hồ sơ cũng làm tỷ lệ đổi nhiều điểm"
    return element("span", SMALL_DENOMINATOR, class_="sct-badge", title=title)


def legend(statuses: Iterable[Status] = tuple(Status), hollow: bool = True) -> Markup:
    """All statuses as chips, each look once, with the greys by their word."""
    looks = [status_look(status) for status in statuses]
    if Status.NO_DATA in statuses:
        looks.append(absence_look(Absence.NOT_RECOGNISED))
    chips = [look_chip(each) for each in looks]
    if hollow:
        shown = Look(f"viền rỗng: {INCONCLUSIVE} hoặc {PROVISIONAL}", "disc", "ok", hollow=True)
        word = element("span", shown.word)
        chips.append(element("span", icon(shown, 12), word, class_="sct-chip sct-tone-ok sct-hollow"))
    return element("div", *chips, class_="sct-legend")
