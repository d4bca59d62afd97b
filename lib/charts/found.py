"""What a search found: one row each, indicators and agencies told apart by a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.bullet import row_link
from lib.charts.markup import Markup, element
from lib.wording import trail as words


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer. `kind`: `indicator` or `agency`; `note` says where it belongs."""

    kind: str
    plan: str
    code: str
    name: str
    note: str

    @property
    def key(self) -> str:
        """What its row tells when it is chosen."""
        return f"{self.kind}|{self.plan}|{self.code}"


def found_rows(hits: Sequence[Hit], left: int) -> Markup:
    """The answers in the order given, and how many more there are."""
    rows = (
        row_link(
            hit.key,
            None,
            f"{words.KINDS[hit.kind]}: {hit.name}",
            element("span", hit.name, element("small", hit.note)),
            element("span", words.KINDS[hit.kind], class_="sct-badge"),
            class_="sct-watch-row sct-row",
        )
        for hit in hits
    )
    rest = element("p", words.more(left), class_="sct-meta") if left > 0 else None
    return element("div", *rows, rest, class_="sct-panel")
