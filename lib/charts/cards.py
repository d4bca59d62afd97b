"""Cards and small blocks around the drawings: gauge cards, facts, «Xem cách tính», the lead sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lib.charts.bullet import Links
from lib.charts.chips import chip
from lib.charts.gauge import gauge_svg
from lib.charts.markup import Attribute, Markup, element, joined
from lib.domain.standing import Standing
from lib.wording.calculation import SOURCE, calculation_steps
from lib.wording.pace import pace_facts
from lib.wording.sentences import lead_parts, need_words, proof


def lead(standings: Sequence[Standing], year: int, meta: str | None = None) -> Markup:
    """The lead sentence of an overview, its weights marked, with a line of date, coverage and source below."""
    parts = (_weighted(text, role) for text, role in lead_parts(standings, year))
    below = element("p", meta, class_="sct-meta") if meta else None
    return joined(element("p", *parts, class_="sct-lead"), below)


def gauge_cards(standings: Sequence[Standing], links: Links | None = None) -> Markup:
    """The gauge cards of «Cần chỉ đạo ngay» (at most three on a screen); keys are indicator codes."""
    each = (gauge_card(line, (links or {}).get(line.indicator_code)) for line in standings)
    return element("div", *each, class_="sct-cards")


def gauge_card(standing: Standing, href: str | None = None) -> Markup:
    """One gauge with name, owner, status and the way to its details."""
    owner = ", ".join(standing.lead_names) or standing.agency_name
    need = need_words(standing)
    inside = (
        element("span", standing.indicator_name, class_="sct-card-title"),
        element("span", owner, class_="sct-card-owner") if owner else None,
        element(
            "span",
            chip(standing),
            element("span", need, class_="sct-card-need") if need else None,
            class_="sct-card-state",
        ),
        gauge_svg(standing),
        element("span", "Xem chi tiết", element("span", "→", aria_hidden="true"), class_="sct-card-more"),
    )
    shared: dict[str, Attribute] = {
        "class_": "sct-card",
        "data_key": standing.indicator_code,
        "title": proof(standing),
    }
    if href is not None:
        return element("a", *inside, href=href, target="_self", **shared)
    return element("div", *inside, **shared)


def facts(pairs: Iterable[tuple[str, str, str | None]]) -> Markup:
    """Facts as (label, text, role of status or None), the texts aligned at the right."""
    rows = (
        joined(element("dt", label), element("dd", text, class_=f"sct-text-{role}" if role else None))
        for label, text, role in pairs
    )
    return element("dl", *rows, class_="sct-facts")


def headline(standing: Standing, subtitle: str) -> Markup:
    """The line under a title: the status, then who leads it and how it is measured."""
    return element("p", chip(standing), element("span", subtitle, class_="sct-meta"), class_="sct-headline")


def pace(standing: Standing) -> Markup:
    """The facts beside a gauge: baseline, path, speed now and needed, horizon."""
    return facts(pace_facts(standing))


def calculation(standing: Standing, way: str | None = None) -> Markup:
    """«Xem cách tính»: every input of the verdict, in the order in which it is used.

    `way` is the address of the submission that holds the figure: its source then leads there, with the key `source`.
    """
    rows = (
        joined(element("dt", label), element("dd", text, _way(way) if label == SOURCE else None))
        for label, text in calculation_steps(standing)
    )
    return element("div", element("dl", *rows, class_="sct-steps"), class_="sct-narrow")


def _way(way: str | None) -> Markup | None:
    if way is None:
        return None
    arrow = element("span", "→", aria_hidden="true")
    return element("a", "Mở lần nộp ", arrow, href=way, target="_self", data_key="source", class_="sct-way")


def panel(*parts: Markup) -> Markup:
    """A white panel around parts of a page."""
    return element("div", *parts, class_="sct-panel")


def _weighted(text: str, role: str | None) -> Markup:
    if role is None:
        return joined(text)
    return element("strong", text, class_=None if role == "strong" else f"sct-text-{role}")
