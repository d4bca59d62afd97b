"""Many files as rows: whose each one is, its verdict by shape and word, and its reasons to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.wording.labels import Look

_OPEN = 2  # reasons that show without a click


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One file: its name, agency and period as texts, verdict, a short count, and the reasons."""

    file: str
    agency: str
    period: str
    look: Look
    note: str
    reasons: tuple[str, ...] = ()


def batch_rows(rows: Sequence[BatchRow], last: str = "Lỗi, cảnh báo") -> Markup:
    """The table; on a phone each file is a block of its own. `last` heads the column of notes."""
    heads = (element("th", text, scope="col") for text in ("Tệp", "Đơn vị", "Kỳ", "Kết luận", last))
    body = (_row(row) for row in rows)
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *body))
    return element("div", table, class_="sct-batch", tabindex="0", role="region", aria_label="Các tệp trong lượt này")


def _row(row: BatchRow) -> Markup:
    return element(
        "tr",
        element("td", element("span", row.file, class_="sct-batch-file")),
        element("td", row.agency),
        element("td", row.period, class_="sct-batch-period"),
        element("td", look_chip(row.look)),
        element("td", element("span", row.note, class_="sct-batch-note"), _reasons(row.reasons)),
    )


def _reasons(reasons: Sequence[str]) -> Markup | None:
    if not reasons:
        return None
    shown = element("ul", *(element("li", text) for text in reasons[:_OPEN]))
    if len(reasons) <= _OPEN:
        return element("div", shown, class_="sct-batch-why")
    rest = element("ul", *(element("li", text) for text in reasons[_OPEN:]))
    more = element("details", element("summary", f"và {len(reasons) - _OPEN} điểm nữa"), rest)
    return element("div", shown, more, class_="sct-batch-why")
