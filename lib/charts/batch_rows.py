"""Many files as rows: whose each one is, its verdict by shape and word, and its reasons to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.wording.labels import Look


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One file: its name, agency and period as texts, verdict, a short note, and reasons.

    `n_open` reasons show at once, the others behind a click. With a `key` the note can be clicked.
    """

    file: str
    agency: str
    period: str
    look: Look
    note: str
    reasons: tuple[str, ...] = ()
    n_open: int = 1
    key: str | None = None


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
        element("td", _note(row), _reasons(row.reasons, row.n_open)),
    )


def _note(row: BatchRow) -> Markup:
    if row.key is None:
        return element("span", row.note, class_="sct-batch-note")
    return element("span", row.note, class_="sct-batch-link", data_key=row.key, role="button", tabindex="0")


def _reasons(reasons: Sequence[str], n_open: int) -> Markup | None:
    if not reasons:
        return None
    shown, rest = reasons[:n_open], reasons[n_open:]
    head = f"và {len(rest)} điểm nữa" if shown else f"Xem {len(rest)} điểm"
    more = element("details", element("summary", head), _list(rest)) if rest else None
    return element("div", _list(shown) if shown else None, more, class_="sct-batch-why")


def _list(reasons: Sequence[str]) -> Markup:
    return element("ul", *(element("li", text) for text in reasons))
