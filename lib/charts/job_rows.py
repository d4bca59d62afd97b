"""Jobs as rows to open: number, state by shape and word, how far, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element
from lib.wording.labels import Look


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job: its key for a click, title, state, how far it is and when it came."""

    key: str
    title: str
    look: Look
    progress: str
    sent: str


def job_rows(rows: Sequence[JobRow]) -> Markup:
    """The list; each row can be clicked."""
    return element("div", *(_row(row) for row in rows), class_="sct-jobs")


def _row(row: JobRow) -> Markup:
    return element(
        "div",
        element("span", row.title, class_="sct-job-title"),
        look_chip(row.look),
        element("span", row.progress, class_="sct-job-progress"),
        element("span", row.sent, class_="sct-job-sent"),
        class_="sct-job",
        data_key=row.key,
        aria_label=f"{row.title}: {row.look.word}, {row.progress}",
    )


def job_head(look: Look, sent: str) -> Markup:
    """How far an opened job is, and when it came."""
    return element("div", look_chip(look), element("span", sent), class_="sct-job-head")
