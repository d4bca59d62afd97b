"""Submissions as rows: those that wait, and the lines of one beside what stood before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.wording.labels import Look


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One submission in a list: its number, whose it is, its period and state, and what is said of it."""

    number: int
    agency: str
    period: str
    look: Look
    note: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a submission: texts before and now, their difference, how it stands, second source, cell read."""

    code: str
    name: str
    before: str
    now: str
    change: str
    look: Look | None
    second: str
    place: str
    is_open: bool = False


def submission_rows(rows: Sequence[SubmissionRow], label: str) -> Markup:
    """The list; a row's key is its submission's number."""
    body = (
        element(
            "div",
            element("span", element("b", row.agency), element("small", row.note), class_="sct-sub-name"),
            element("span", row.period, class_="sct-sub-period"),
            element("span", look_chip(row.look), class_="sct-sub-state"),
            element("span", "Mở", element("span", "→", aria_hidden="true"), class_="sct-sub-open"),
            class_="sct-sub sct-row",
            data_key=str(row.number),
        )
        for row in rows
    )
    items = (element("div", row, role="listitem") for row in body)
    return element("div", *items, class_="sct-subs", role="list", aria_label=label)


def line_rows(rows: Sequence[LineRow], before: str) -> Markup:
    """The lines of one submission; a row's key is its indicator's code."""
    head = element(
        "div",
        *(
            element("span", text)
            for text in ("Chỉ tiêu", before, "Biểu này", "Đổi", "Trạng thái", "Nguồn thứ hai", "Ô")
        ),
        class_="sct-line sct-head",
        aria_hidden="true",
    )
    items = (element("div", _line(row, before), role="listitem") for row in rows)
    return element("div", head, *items, class_="sct-lines", role="list")


def _line(row: LineRow, before: str) -> Markup:
    opened = " sct-open" if row.is_open else ""
    return element(
        "div",
        element("span", row.name, class_="sct-line-name"),
        element("span", element("span", f"{before}: ", class_="sct-phone"), row.before, class_="sct-line-before"),
        element("span", element("b", row.now), class_="sct-line-now"),
        element("span", row.change, class_="sct-line-change"),
        element("span", look_chip(row.look) if row.look else None, class_="sct-line-state"),
        element("span", element("span", "Nguồn thứ hai: ", class_="sct-phone"), row.second, class_="sct-line-second"),
        element("span", element("span", "ô ", class_="sct-phone"), row.place, class_="sct-line-place"),
        class_=f"sct-line sct-row{opened}",
        data_key=row.code,
    )
