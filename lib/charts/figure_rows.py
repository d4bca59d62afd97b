"""An agency's figures on one indicator over time, newest first: a table narrow enough for a phone."""

from __future__ import annotations

from collections.abc import Sequence

from lib.charts.chips import chip
from lib.charts.markup import Markup, element
from lib.domain.standing import Standing
from lib.wording import numbers
from lib.wording.agency import FIGURE_HEADS, counts_of
from lib.wording.sentences import signed_gap, value_text


def figure_rows(lines: Sequence[Standing]) -> Markup:
    """Period, figure, a/b, distance to the target, status."""
    head = element("tr", *(element("th", word, scope="col") for word in FIGURE_HEADS))
    body = (
        element(
            "tr",
            element("th", numbers.period(line.period), scope="row"),
            element("td", element("b", value_text(line)), class_="sct-num"),
            element("td", counts_of(line) or numbers.MISSING, class_="sct-num"),
            element("td", signed_gap(line), class_="sct-num"),
            element("td", chip(line)),
        )
        for line in reversed(lines)
    )
    return element("table", element("thead", head), element("tbody", *body), class_="sct-figures")
