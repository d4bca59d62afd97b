"""An agency's own table: its first rows as they stand there with the role of each column, and its matched rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.markup import Markup, element


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its letter, heading, the word of its role, and whether it is read, left aside or waits for a choice."""

    letter: str
    label: str
    role: str
    state: str  # read, left, open


def own_grid(columns: Sequence[GridColumn], rows: Sequence[tuple[int, Sequence[str]]]) -> Markup:
    """The table; it scrolls within itself where the screen is narrow."""
    letters = (element("th", column.letter, scope="col") for column in columns)
    roles = (element("td", _role(column)) for column in columns)
    labels = (element("td", column.label, class_="sct-sheet-label") for column in columns)
    head = element(
        "thead",
        element("tr", element("th", "", scope="col"), *letters),
        element("tr", element("th", "Đọc là", scope="row"), *roles),
        element("tr", element("th", "Tiêu đề", scope="row"), *labels),
    )
    body = element("tbody", *(_row(number, texts) for number, texts in rows))
    table = element("table", head, body)
    return element("div", table, class_="sct-sheet", tabindex="0", role="region", aria_label="Các dòng đầu của bảng")


def _role(column: GridColumn) -> Markup:
    return element("span", column.role, class_=f"sct-sheet-role sct-sheet-{column.state}")


def _row(number: int, texts: Sequence[str]) -> Markup:
    return element("tr", element("th", str(number), scope="row"), *(element("td", text) for text in texts))


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of the table with the indicator that it was matched with, and how."""

    row: int
    name: str
    how: str
    indicator: str
    shown: str


def matched_rows(rows: Sequence[MatchedRow]) -> Markup:
    """What was matched for sure, a row each; on a phone a block each."""
    heads = (element("th", text, scope="col") for text in ("Dòng", "Khớp", "Chỉ tiêu trong sổ", "Đọc được"))
    body = (_matched(row) for row in rows)
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *body))
    return element(
        "div", table, class_="sct-batch sct-matched", tabindex="0", role="region", aria_label="Các dòng đã khớp"
    )


def _matched(row: MatchedRow) -> Markup:
    said = element("span", row.name, class_="sct-fault-mend") if row.name != row.indicator else None
    return element(
        "tr",
        element("td", element("b", f"Dòng {row.row}")),
        element("td", row.how),
        element("td", row.indicator, said),
        element("td", row.shown),
    )
