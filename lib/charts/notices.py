"""Short notices: one sentence, what it is about shown by shape and word."""

from __future__ import annotations

from lib.charts.markup import Markup, element


def notice(sentence: str, kind: str = "note", title: str | None = None) -> Markup:
    """A band with one sentence. kind: `note`, `demo`, `old`, `empty`, `good` or `bad`."""
    head = element("strong", title, class_="sct-notice-title") if title else None
    return element("div", head, element("span", sentence), class_=f"sct-notice sct-notice-{kind}", role="note")
