"""The log of status changes as a list: what it was, what it became, and which act was the cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.bullet import row_link
from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.wording.labels import Look


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: the line or period it is of, the two looks, the cause; `key` is where a click leads."""

    key: str
    name: str
    was: Look
    became: Look
    why: str


def change_rows(rows: Sequence[ChangeRow]) -> Markup:
    """The changes in the order given."""
    return element("div", *map(_row, rows), class_="sct-changes", role="list")


def _row(row: ChangeRow) -> Markup:
    said = f"{row.name}: từ {row.was.full_word} thành {row.became.full_word}. {row.why}"
    body = row_link(
        row.key,
        None,
        said,
        element("span", row.name, class_="sct-change-name"),
        element(
            "span",
            look_chip(row.was),
            element("span", "→", class_="sct-change-arrow", aria_hidden="true"),
            look_chip(row.became),
            class_="sct-change-looks",
        ),
        element("span", row.why, class_="sct-change-why"),
        class_="sct-change-row",
    )
    return element("div", body, role="listitem")
