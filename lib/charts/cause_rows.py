"""Agencies that are not on their way: what each gives as cause and remedy, and what became of its last promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.bullet import row_link
from lib.charts.chips import chip, look_chip
from lib.charts.markup import Markup, element, joined
from lib.domain.period import Period
from lib.domain.promise import PromiseOutcome
from lib.domain.standing import Standing
from lib.wording import indicator as words
from lib.wording import numbers
from lib.wording.history import PROMISE_LOOKS, lacking_words
from lib.wording.sentences import gap_words


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One agency's line, and what it promised the time before: the period, the remedy, and what became of it."""

    line: Standing
    promised_at: Period | None = None
    remedy: str = ""
    outcome: PromiseOutcome = PromiseOutcome.UNKNOWN


def cause_rows(rows: Sequence[CauseRow]) -> Markup:
    """The list in the order given; the key of a row is its agency's code."""
    drawn = (element("div", _row(row), role="listitem") for row in rows)
    return element("div", element("div", *drawn, class_="sct-causes", role="list"), class_="sct-narrow")


def _row(row: CauseRow) -> Markup:
    line = row.line
    said = words.causes(line)
    lacks = lacking_words(line)
    missing = element("p", words.lacks(lacks), class_="sct-cause-lacks sct-text-bad") if lacks else None
    told = (element("p", element("b", f"{label}: "), text) for label, text in said)
    cells = (
        element(
            "span",
            element("b", line.agency_name or ""),
            element("small", joined(gap_words(line))),
            chip(line),
            class_="sct-cause-who",
        ),
        element("div", *told, missing, class_="sct-cause-why"),
        element("div", *_promise(row), class_="sct-cause-promise"),
    )
    label = f"{line.agency_name}: {gap_words(line)}; {words.lacks(lacks) if lacks else '; '.join(t for _, t in said)}"
    return row_link(line.agency_code or "", None, label, *cells, class_="sct-cause sct-row")


def _promise(row: CauseRow) -> tuple[Markup, ...]:
    if row.promised_at is None:
        return (element("p", words.NO_PROMISE),)
    said = element("p", element("b", f"Đã hứa {numbers.period(row.promised_at)}: "), row.remedy)
    return look_chip(PROMISE_LOOKS[row.outcome]), said
