"""Labels with their texts, one pair a row."""

from __future__ import annotations

from collections.abc import Iterable

from lib.charts.markup import Markup, element, joined


def pair_rows(pairs: Iterable[tuple[str, str]]) -> Markup:
    """A description list: label and text."""
    rows = (joined(element("dt", label), element("dd", text)) for label, text in pairs)
    return element("dl", *rows, class_="sct-steps")
