"""One line's figures over time as rows, newest first: figure, a and b, distance, verdict, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.charts.bullet import row_link
from lib.charts.chips import chip, look_chip
from lib.charts.markup import Markup, element
from lib.domain.standing import Standing
from lib.wording import numbers
from lib.wording.indicator import BASELINE_LOOK, counts_text, is_baseline, rests_on
from lib.wording.sentences import signed_gap, value_text

_HEAD = ("Kỳ", "Kết quả", "Chênh", "Trạng thái", "Độ phủ, nguồn")


def history_rows(lines: Sequence[Standing], sent: Mapping[int, str] | None = None) -> Markup:
    """The list; the key of a row is its period. `sent` says of a submission (by number) who sent which file, when."""
    if not lines:
        return element("p", "Chưa có kỳ nào có số liệu.", class_="sct-empty")
    head = element("div", *(element("span", word) for word in _HEAD), class_="sct-past sct-head", aria_hidden="true")
    rows = (element("div", _row(line, sent or {}), role="listitem") for line in reversed(lines))
    return element("div", element("div", head, *rows, class_="sct-pasts", role="list"), class_="sct-narrow")


def _row(line: Standing, sent: Mapping[int, str]) -> Markup:
    value, counts = value_text(line), counts_text(line)
    note = sent.get(line.submission or 0) or rests_on(line)
    verdict = look_chip(BASELINE_LOOK) if is_baseline(line) else chip(line)
    cells = (
        element("span", element("b", numbers.period(line.period)), class_="sct-past-period"),
        element("span", element("b", value), element("small", counts) if counts else None, class_="sct-past-value"),
        element("span", signed_gap(line), class_="sct-past-gap"),
        element("span", verdict, class_="sct-past-state"),
        element("span", note, class_="sct-past-note"),
    )
    label = f"{numbers.period(line.period)}: {value} {line.unit}; {note}"
    return row_link(str(line.period), None, label, *cells, class_="sct-past sct-row")
