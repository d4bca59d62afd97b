"""All lines at once: one row each with a bar to the target, marks for baseline and horizon, and the numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from lib.charts.boxes import box_row, box_target
from lib.charts.chips import chip, small_badge
from lib.charts.markup import Markup, element, joined
from lib.charts.scale import position, scale_of
from lib.domain.catalog import IndicatorKind
from lib.domain.standing import Absence, Standing, Status
from lib.wording.history import carried_from
from lib.wording.labels import look
from lib.wording.numbers import MISSING, as_written
from lib.wording.ranking import goal_of
from lib.wording.sentences import (
    baseline_text,
    change_text,
    proof,
    signed_gap,
    target_label,
    target_text,
    value_text,
)

Links = Mapping[str, str]


def by_indicator(standing: Standing) -> str:
    """The key of a row in a list of indicators."""
    return standing.indicator_code


def bullet_rows(
    standings: Sequence[Standing],
    links: Links | None = None,
    totals: Mapping[str, Standing] | None = None,
    key: Callable[[Standing], str] = by_indicator,
    notes: Mapping[str, str] | None = None,
    chosen: str | None = None,
) -> Markup:
    """The list with its header, in the order given. `links` maps a row's key to its address.

    `totals` maps an indicator's code to the line of the plan as a whole, drawn as a hollow dot. `notes` says more
    below a row's name, by its key; the row of the key `chosen` is marked.
    """
    rows = [
        _row(line, (links or {}).get(key(line)), key(line), totals or {}, (notes or {}).get(key(line)), chosen)
        for line in standings
    ]
    return element("div", _header(standings, bool(totals)), *rows, class_="sct-bullets", role="list")


def row_link(key: str, href: str | None, label: str, *children: Markup | None, class_: str) -> Markup:
    """A row that leads somewhere: a real link where an address is known; `data-key` says which.

    Its name is what stands in it, so that who speaks to the machine can say what they see; `label` explains it.
    Without an address it is a button only where clicks are heard: `lib.ui.markup.clickable` makes it one.
    """
    if href is not None:
        return element("a", *children, href=href, target="_self", data_key=key, title=label, class_=class_)
    return element("div", *children, data_key=key, title=label, class_=class_)


def _header(standings: Sequence[Standing], with_totals: bool) -> Markup:
    units = {line.unit for line in standings if line.unit}
    year = next((line.target.year for line in standings if line.target), None)
    baseline = next((line.period.year - 1 for line in standings if line.baseline_value is not None), None)
    horizon = next((line.horizon_target.year for line in standings if line.horizon_target), None)
    name = f"Chỉ tiêu (đơn vị: {units.pop()})" if len(units) == 1 else "Chỉ tiêu"
    goal = f"KH {year}" if year else "Kế hoạch"
    keys = (
        _key("bar", "kết quả"),
        _key("tick", goal),
        _key("base", f"năm {baseline}") if baseline else None,
        _key("horizon", str(horizon)) if horizon else None,
        _key("total", "toàn kế hoạch") if with_totals else None,
    )
    return element(
        "div",
        element("span", name),
        element("span", "Trạng thái"),
        element("span", *keys, class_="sct-keys"),
        *(element("span", word, class_="sct-num") for word in ("Kết quả", goal, "Chênh")),
        class_="sct-bullet sct-head",
        aria_hidden="true",
    )


def _key(kind: str, word: str) -> Markup:
    return element("span", element("i", class_=f"sct-key-{kind}"), word, class_="sct-key")


def _row(
    line: Standing, href: str | None, key: str, totals: Mapping[str, Standing], note: str | None, chosen: str | None
) -> Markup:
    said = element("small", note, class_="sct-note") if note else None
    cells = (
        element("span", _name(line), said, class_="sct-name"),
        element("span", chip(line), class_="sct-state"),
        element("span", _bar(line, totals.get(line.indicator_code)), class_="sct-cell-bar"),
        _value_cell(line),
        element(
            "span",
            element("span", f"/ {target_label(line)} ", class_="sct-phone"),
            target_text(line),
            class_="sct-num sct-goal",
        ),
        _gap_cell(line),
    )
    mark = " sct-open" if key == chosen else ""
    label = f"{proof(line)} {note}" if note else proof(line)
    body = row_link(key, href, label, *cells, class_=f"sct-bullet sct-row{mark}")
    return element("div", body, role="listitem")


def _name(line: Standing) -> Markup:
    unit = None if line.unit == "%" or not line.unit else element("span", f" ({line.unit})", class_="sct-unit")
    name = element("span", line.indicator_name, unit, class_="sct-clamp", title=line.indicator_name)
    return joined(name, small_badge(line))


def _value_cell(line: Standing) -> Markup:
    change = change_text(line)
    since = element("small", change, title="So với kỳ trước", class_="sct-change") if change else None
    older = carried_from(line)
    carried = element("small", older, class_="sct-carried") if older else None
    text = "" if line.kind == IndicatorKind.QUALITATIVE else value_text(line)
    refused = " sct-refused" if line.status is Status.NO_DATA else ""
    return element("span", element("b", text), since, carried, class_=f"sct-num sct-value{refused}")


def _gap_cell(line: Standing) -> Markup:
    """The distance to the year's target, and the second mark beside the pace: whether the target is met."""
    text = signed_gap(line)
    if text == MISSING:
        return element("span", class_="sct-num sct-diff")
    role, word = ("ok", "đạt KH") if line.counts_as_met else ("ink", "chưa đạt")
    mark = element("small", word, class_="sct-year-mark")
    return element("span", element("b", text), mark, class_=f"sct-num sct-diff sct-diff-{role}")


def _bar(line: Standing, total: Standing | None) -> Markup:
    if line.kind == IndicatorKind.QUALITATIVE:
        return element("span", "Định tính", class_="sct-no-scale")
    if box_target(line) is not None:
        return box_row(line, 200, 22)
    low, high = scale_of(line)
    place = lambda value: position(value, low, high)  # noqa: E731
    return element("span", *_marks(line, total, place), class_="sct-bar")


def _marks(line: Standing, total: Standing | None, place: Callable[[Decimal], float]) -> tuple[Markup | None, ...]:
    target = goal_of(line)
    horizon = line.horizon_target
    return (
        None if target is None else element("i", class_="sct-area", style=f"width:{place(target):g}%"),
        _value_bar(line, place),
        _mark("base", line.baseline_value, place, f"Mốc: {baseline_text(line)}"),
        _mark("tick", target, place, f"{target_label(line)}: {target_text(line)}"),
        _mark("horizon", horizon.value, place, f"{horizon.year}: {as_written(horizon.raw)}") if horizon else None,
        _mark("total", total.value, place, f"Toàn kế hoạch: {value_text(total)}") if total else None,
    )


def _value_bar(line: Standing, place: Callable[[Decimal], float]) -> Markup:
    refused = line.absence is Absence.NOT_RECOGNISED
    if line.value is None or (line.status is Status.NO_DATA and not refused):
        return element("i", class_="sct-none-line")
    shown = look(line)
    hollow = " sct-hollow" if shown.hollow else " sct-striped" if refused else ""
    return element("i", class_=f"sct-fillbar sct-bar-{shown.role}{hollow}", style=f"width:{place(line.value):g}%")


def _mark(kind: str, value: Decimal | None, place: Callable[[Decimal], float], title: str) -> Markup | None:
    if value is None:
        return None
    return element("i", class_=f"sct-{kind}", style=f"left:{place(value):g}%", title=title)
