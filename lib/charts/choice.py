"""A choice among a few: the browser's own list, light to load and at home on a phone."""

from __future__ import annotations

from collections.abc import Sequence

from lib.charts.markup import Markup, element


def choice(label: str, options: Sequence[tuple[str, str]], current: str) -> Markup:
    """A labelled list of (key, text); the key of the one chosen is told to the page."""
    each = (
        element("option", text, value=key, data_key=key, selected="selected" if key == current else None)
        for key, text in options
    )
    return element("label", element("span", label), element("select", *each), class_="sct-choice")
