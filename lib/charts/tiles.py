"""The five tiles of the overview, worst first; each one filters the list below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lib.charts.bullet import Links, row_link
from lib.charts.markup import Markup, element
from lib.charts.shapes import icon
from lib.domain.standing import Standing, Status
from lib.wording.labels import INCONCLUSIVE, Look, look
from lib.wording.overview import Signal
from lib.wording.ranking import GROUPS, Group, grouped


def tiles(standings: Sequence[Standing], links: Links | None = None, selected: str | None = None) -> Markup:
    """How many lines are in each group. The key of a tile is its group's code (`lib.wording.ranking.GROUPS`)."""
    found = grouped(standings)
    each = [_tile(group, found[group.code], (links or {}).get(group.code), selected) for group in GROUPS]
    return element("div", *each, class_="sct-tiles", role="list")


def signals(found: Sequence[Signal]) -> Markup:
    """The short answers under the sentence, one mark each: what turned red, who is silent, what falls due."""
    return element("div", *map(_signal, found), class_="sct-signals", role="list")


def _signal(one: Signal) -> Markup:
    number = element("b", str(one.count)) if one.count else None
    body = row_link(
        one.key,
        None,
        f"{one.count or ''} {one.words}".strip(),
        number,
        element("span", f"{one.words[:1].upper()}{one.words[1:]}" if not one.count else one.words),
        element("span", "→", class_="sct-signal-way", aria_hidden="true"),
        class_=f"sct-signal sct-signal-{one.role}",
    )
    return element("div", body, role="listitem")


def _tile(group: Group, lines: Sequence[Standing], href: str | None, selected: str | None) -> Markup:
    parts = _parts(group, lines)
    chosen = group.code == selected
    body = element(
        "span",
        element("span", str(len(lines)), class_="sct-tile-count"),
        element("span", group.word, class_=f"sct-tile-word sct-text-{group.role}"),
        element("span", parts, class_="sct-tile-parts") if parts else None,
        class_="sct-tile-body",
    )
    shape = element(
        "span",
        icon(Look(group.word, group.shape, group.role), 22),
        class_=f"sct-tile-icon sct-tone-{group.role}",
    )
    label = f"{group.word}: {len(lines)} chỉ tiêu" + (f" ({parts})" if parts else "")
    zero = "" if lines else " sct-zero"
    state = " sct-chosen" if chosen else ""
    return element(
        "div",
        row_link(
            group.code, href, label + (", đang lọc" if chosen else ""), shape, body, class_=f"sct-tile{zero}{state}"
        ),
        role="listitem",
    )


def _parts(group: Group, lines: Sequence[Standing]) -> str:
    """What a group is made of («1 thụt lùi · 2 chậm»), where that says more than its word."""
    words = Counter(INCONCLUSIVE if _is_open(line) else look(line).word.lower() for line in lines)
    if set(words) <= {group.word.lower()}:
        return ""
    return " · ".join(f"{number} {word}" for word, number in words.most_common())


def _is_open(line: Standing) -> bool:
    return line.status is Status.MET and not line.conclusive
