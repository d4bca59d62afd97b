"""From the baseline of last year through this year's months to the horizon, as drawings of our own.

Three drawings of one trend, for a wide card, a tablet and a phone; the style sheet shows the one that fits, so that
letters keep their size and no word is cut. The year's months stand at 0–12, the years after it closer together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lib.charts.markup import Attribute, Markup, element, joined, svg
from lib.charts.palette import LIGHT
from lib.charts.placing import Placed
from lib.charts.trend_axes import HORIZON_X, SIZES, Frame, Knot, Size, bounds, frame_of, value_ticks
from lib.charts.trend_marks import Marks
from lib.charts.trend_words import placed_words
from lib.domain.standing import Standing
from lib.wording import numbers
from lib.wording.labels import look
from lib.wording.sentences import baseline_text, proof, value_text

_FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', sans-serif"


def trend(marks: Marks) -> Markup:
    """The trend in its three sizes; says its sentence to those who cannot see it."""
    drawings = (element("div", trend_svg(marks, size), class_=f"sct-trend-{size.name}") for size in SIZES)
    return element("div", *drawings, class_="sct-trend")


@lru_cache(maxsize=256)
def trend_svg(marks: Marks, size: Size = SIZES[0]) -> Markup:
    """One drawing of the trend, which also stands alone outside a page; the same marks are laid out once."""
    ends = bounds(marks.line, marks.values)
    places, texts = value_ticks(*ends, marks.line)
    frame = frame_of(size, ends, texts, marks.goes_on)
    body = (
        _beyond(marks, frame),
        _values_axis(frame, places, texts),
        _years_axis(marks, frame),
        _range(marks, frame),
        _way("required", marks.path, frame, stroke=LIGHT.path, stroke_width=2, stroke_dasharray="7 5", class_="path"),
        _breaks(marks, frame),
        _projection(marks, frame),
        _actual(marks, frame),
        _targets(marks, frame),
        _baseline(marks, frame),
        _points(marks, frame),
        *(_said(one, marks) for one in placed_words(marks, frame)),
    )
    label = trend_sentence(marks.line)
    return svg(size.width, size.height, *body, label=label, class_="sct-trend-drawing", font_family=_FONT)


def trend_sentence(standing: Standing) -> str:
    """What the drawing proves, as its alternative text."""
    return f"Diễn biến đến {numbers.period(standing.period)}. {proof(standing)}"


def _tone(line: Standing) -> tuple[str, str]:
    role = look(line).role
    return role, LIGHT.tones[role].fill


def _beyond(marks: Marks, frame: Frame) -> Markup | None:
    """The ground of the years after the assessed one."""
    if not marks.goes_on:
        return None
    left = frame.x(12.8)
    style: dict[str, Attribute] = {"fill": LIGHT.band, "class_": "sct-fill-band"}
    return element(
        "rect",
        x=left,
        y=frame.top,
        width=frame.right - left,
        height=frame.bottom - frame.top,
        data_part="beyond",
        **style,
    )


def _values_axis(frame: Frame, places: Sequence[float], texts: Sequence[str]) -> Markup:
    drawn = []
    for place, text in zip(places, texts, strict=True):
        y = frame.y(place)
        path = f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}"
        drawn.append(element("path", d=path, stroke=LIGHT.grid, class_="sct-line-grid"))
        drawn.append(_tick(text, frame.left - 8, y + 4.5, "end", frame))
    return element("g", *drawn, data_part="values")


def _years_axis(marks: Marks, frame: Frame) -> Markup:
    """The year before, the quarters, the year, and the last one."""
    year = marks.line.period.year
    ticks = [(0.0, str(year - 1)), (3.0, "T3"), (6.0, "T6"), (9.0, "T9"), (12.0, str(year))]
    ticks += [(HORIZON_X, str(marks.last))] if marks.goes_on else []
    path = f"M{frame.left:.1f} {frame.bottom:.1f}H{frame.right:.1f}"
    base = element("path", d=path, stroke=LIGHT.line, class_="sct-line-line")
    words = (_tick(text, frame.x(x), frame.bottom + 19, "middle", frame) for x, text in ticks)
    return element("g", base, *words, data_part="years")


def _tick(text: str, x: float, y: float, anchor: str, frame: Frame) -> Markup:
    style: dict[str, Attribute] = {"fill": LIGHT.ink2, "class_": "sct-text-ink2"}
    return element("text", text, x=x, y=y, text_anchor=anchor, font_size=frame.size.letters - 1, **style)


def _way(part: str, way: Sequence[Knot], frame: Frame, class_: str, **style: Attribute) -> Markup | None:
    """A line through some marks; the marks are written beside it, exact, for whoever reads the drawing by machine."""
    if len(way) < 2:
        return None
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(frame.at, way))
    look_: dict[str, Attribute] = {"fill": "none", "stroke_linejoin": "round", "stroke_linecap": "round"}
    return element(
        "path", d=path, data_part=part, data_knots=_written(way), class_=f"sct-line-{class_}", **look_, **style
    )


def _written(way: Sequence[Knot]) -> str:
    return " ".join(f"{knot.x:g}:{knot.y}" for knot in way)


def _range(marks: Marks, frame: Frame) -> Markup | None:
    """The range of the projection, opening from the newest figure."""
    if not marks.low or not marks.high or marks.low == marks.high:
        return None
    role, _ = _tone(marks.line)
    corners = [frame.at(knot) for knot in (*marks.high, *reversed(marks.low))]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"
    tint: dict[str, Attribute] = {"fill": LIGHT.tones[role].gap, "fill_opacity": 0.45, "class_": f"sct-range-{role}"}
    return element("path", d=path, data_part="range", data_knots=_written((*marks.low, *marks.high)), **tint)


def _projection(marks: Marks, frame: Frame) -> Markup | None:
    role, fill = _tone(marks.line)
    line = _way("projection", marks.ahead, frame, role, stroke=fill, stroke_width=2.5, stroke_dasharray="0.1 6")
    if line is None:
        return None
    ends = (knot for knot in marks.ahead[1:] if knot.x in (12, marks.ahead[-1].x))
    dots = (_dot(frame.at(knot), 3, fill=fill, class_=f"sct-fill-{role}") for knot in ends)
    return element("g", line, *dots)


def _actual(marks: Marks, frame: Frame) -> Markup:
    role, fill = _tone(marks.line)
    pieces = (_way("actual-line", piece, frame, role, stroke=fill, stroke_width=4) for piece in marks.pieces)
    return joined(*pieces)


def _breaks(marks: Marks, frame: Frame) -> Markup:
    drawn = (
        element(
            "path",
            element("title", f"Ngắt chuỗi từ {numbers.period(one.period)}: {one.reason}"),
            d=f"M{frame.x(x):.1f} {frame.top:.1f}V{frame.bottom:.1f}",
            stroke=LIGHT.ink2,
            stroke_width=1.5,
            stroke_dasharray="3 4",
            class_="sct-line-ink2",
            data_part="break",
            data_period=str(one.period),
        )
        for x, one in marks.breaks
    )
    return joined(*drawn)


def _targets(marks: Marks, frame: Frame) -> Markup:
    """Each year target as a short thick bar, that of the last year as a diamond."""
    return joined(*(_diamond(goal, frame) if goal.x == HORIZON_X else _bar(goal, frame) for _, goal in marks.goals))


def _diamond(goal: Knot, frame: Frame) -> Markup:
    x, y = frame.at(goal)
    style: dict[str, Attribute] = {"fill": LIGHT.card, "stroke": LIGHT.brand, "stroke_width": 2.5}
    told: dict[str, Attribute] = {"data_part": "horizon", "data_knots": _written([goal]), "class_": "sct-line-brand"}
    return element("path", d=f"M{x:.1f} {y - 8:.1f}l8 8-8 8-8-8Z", **told, **style)


def _bar(goal: Knot, frame: Frame) -> Markup:
    (left, y), (right, _) = frame.at(Knot(goal.x - 0.65, goal.y)), frame.at(Knot(goal.x + 0.65, goal.y))
    told: dict[str, Attribute] = {"data_part": "target", "data_knots": _written([goal]), "class_": "sct-line-ink"}
    return element("path", d=f"M{left:.1f} {y:.1f}H{right:.1f}", stroke=LIGHT.ink, stroke_width=5, **told)


def _baseline(marks: Marks, frame: Frame) -> Markup | None:
    if marks.start is None:
        return None
    title = element("title", f"Mốc: {baseline_text(marks.line)}")
    style: dict[str, Attribute] = {"fill": LIGHT.card, "stroke": LIGHT.ink, "stroke_width": 2, "class_": "sct-dot"}
    return _dot(frame.at(marks.start), 5.5, title, data_part="baseline", data_knots=_written([marks.start]), **style)


def _points(marks: Marks, frame: Frame) -> Markup:
    """The figures; hollow where one is provisional, not conclusive or of an earlier period, the newest one large."""
    role, fill = _tone(marks.line)
    drawn = []
    for line, knot in zip(marks.lines, marks.points, strict=True):
        newest = knot is marks.points[-1]
        hollow = look(line).hollow or line.figure_period not in (None, line.period)
        style: dict[str, Attribute] = {"fill": fill, "stroke": LIGHT.card, "stroke_width": 2.5 if newest else 0}
        style["class_"] = f"sct-fill-{role} sct-line-card"
        if hollow:
            style = {"fill": LIGHT.card, "stroke": fill, "stroke_width": 2.5, "class_": f"sct-line-{role}"}
        said = f"{numbers.period(line.period)}: {value_text(line)} {line.unit} · {look(line).full_word}"
        dot = _dot(frame.at(knot), 7.5 if newest else 4.5, data_part="point", **style)
        wide = _dot(frame.at(knot), 11, element("title", said), fill="#000", fill_opacity=0)
        drawn.append(element("g", dot, wide, data_period=str(line.period)))
    return element("g", *drawn, data_part="actual", data_knots=_written(marks.points))


def _dot(at: tuple[float, float], radius: float, *inside: Markup, **style: Attribute) -> Markup:
    return element("circle", *inside, cx=at[0], cy=at[1], r=radius, **style)


def _said(one: Placed, marks: Marks) -> Markup:
    """A word with a halo of the card's colour, so that a line that passes does not strike it through."""
    colour, class_ = _ink(one.word.key, marks)
    return element(
        "text",
        one.text,
        x=one.x,
        y=one.y,
        font_size=one.word.size,
        font_weight=600 if one.word.is_bold else 400,
        fill=colour,
        stroke=LIGHT.card,
        stroke_width=3.5,
        stroke_linejoin="round",
        paint_order="stroke",
        class_=f"{class_} sct-halo",
        data_word=one.word.key,
    )


def _ink(key: str, marks: Marks) -> tuple[str, str]:
    role = look(marks.line).role
    if key in ("value", "year-end", "horizon"):
        return LIGHT.tones[role].text, f"sct-text-{role}"
    if marks.horizon and key == f"target-{marks.horizon[0]}":
        return LIGHT.brand, "sct-text-brand"
    return (LIGHT.ink, "sct-text-ink") if key.startswith("target") else (LIGHT.ink2, "sct-text-ink2")
