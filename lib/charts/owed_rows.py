"""What an agency owes, and what it has promised: one row each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.charts.bullet import row_link
from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.wording.agency import Owing
from lib.wording.labels import Look


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One thing to do: what it is about, the key of where it leads, its look and name, what is missing.

    `count` lines stand behind it: all of them behind a whole return.
    """

    owing: Owing
    key: str
    look: Look
    name: str
    detail: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise: its indicator's code and name, what was promised and when, what became of it, how it stands now."""

    code: str
    name: str
    promised: str
    outcome: str
    now: Look


def owed_rows(rows: Sequence[OwedRow], label: str) -> Markup:
    """The list; a row leads to where it is done."""
    return _list(
        (
            row_link(
                row.key,
                None,
                f"{row.look.full_word}: {row.name}" + (f", {row.detail}" if row.detail else ""),
                element("span", look_chip(row.look)),
                element("span", row.name),
                element("span", row.detail, class_="sct-owed-detail"),
                element("span", "→", aria_hidden="true", class_="sct-owed-way"),
                class_="sct-owed sct-row",
            )
            for row in rows
        ),
        label,
    )


def promise_rows(rows: Sequence[PromiseRow], label: str) -> Markup:
    """The list; a row's key is its indicator's code."""
    return _list(
        (
            row_link(
                row.code,
                None,
                f"{row.name}: {row.promised}, {row.outcome}; nay {row.now.full_word}",
                element("span", row.name),
                element("span", row.promised, class_="sct-promise-text"),
                element("b", row.outcome),
                element("span", look_chip(row.now)),
                class_="sct-promise sct-row",
            )
            for row in rows
        ),
        label,
    )


def _list(rows: Iterable[Markup], label: str) -> Markup:
    items = (element("div", row, role="listitem") for row in rows)
    return element("div", *items, class_="sct-owes", role="list", aria_label=label)
