"""Labels with their texts, one pair a row."""

from __future__ import annotations

from collections.abc import Iterable

from lib.charts.markup import Markup, element, joined


def text_line(text: str) -> Markup:
    """A line of text in strong letters, as it is written."""
    return element("p", element("b", text))


def pair_rows(pairs: Iterable[tuple[str, str]]) -> Markup:
    """A description list: label and text."""
    rows = (joined(element("dt", label), element("dd", text)) for label, text in pairs)
    return element("div", element("dl", *rows, class_="sct-steps"), class_="sct-narrow")
