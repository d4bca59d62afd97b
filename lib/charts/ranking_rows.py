"""Agencies ranked among their peers: counts of lines by how they stand, as a bar in parts and as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from lib.charts.bullet import row_link
from lib.charts.markup import Markup, element
from lib.charts.shapes import icon
from lib.domain.tally import Tally
from lib.wording import agency as words
from lib.wording.labels import Look
from lib.wording.ranking import GROUPS


def ranking_rows(tallies: Sequence[Tally], label: str) -> Markup:
    """The list in the order given; a row's key is its agency's code."""
    place, name, *counts = words.RANKING_HEADS
    looks = [Look(group.word, group.shape, group.role) for group in GROUPS[:3]]
    head = element(
        "div",
        element("span", place),
        element("span", name),
        element("span"),
        *(
            element("span", icon(looks[n], 11) if n < len(looks) else None, word, class_="sct-rank-head")
            for n, word in enumerate(counts)
        ),
        class_="sct-rank sct-head",
        aria_hidden="true",
    )
    rows = (element("div", _row(tally, looks), role="listitem") for tally in tallies)
    return element("div", head, *rows, class_="sct-ranks", role="list", aria_label=label)


def _row(tally: Tally, looks: Sequence[Look]) -> Markup:
    streak = words.streak_text(tally.streak)
    heads = words.RANKING_HEADS[2:]
    cells = (
        element("span", words.place_text(tally), class_="sct-rank-place"),
        element("span", tally.name, element("small", streak) if streak else None, class_="sct-rank-name"),
        element("span", *_parts(tally), class_="sct-stack", aria_hidden="true"),
        *(
            element("span", icon(looks[n], 11) if n < len(looks) else None, _word(heads[n]), text, class_="sct-rank-n")
            for n, text in enumerate(words.counts_text(tally))
        ),
    )
    return row_link(tally.code, None, words.tally_said(tally), *cells, class_="sct-rank sct-row")


def _word(head: str) -> Markup:
    """The word of a count where its column has no head: on a phone."""
    return element("span", f"{head.lower()} ", class_="sct-phone")


def _parts(tally: Tally) -> list[Markup]:
    counts = (tally.urgent, tally.risk, tally.good, tally.begun, tally.silent + tally.without)
    return [
        element("i", class_=f"sct-bar-{group.role}", style=f"flex-grow:{count}")
        for group, count in zip(GROUPS, counts, strict=True)
        if count
    ]
