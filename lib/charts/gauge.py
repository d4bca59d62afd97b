"""One line as a drawing of 260 × 196: an arc for shares, boxes for counts, a scale for amounts, words otherwise.

Every share has the same arc from 0 to 100, so that equal angles mean equal shares.
"""

from __future__ import annotations

from decimal import Decimal
from math import cos, radians, sin

from lib.charts.boxes import box_target, boxes
from lib.charts.markup import Attribute, Markup, element, joined, svg
from lib.charts.palette import LIGHT
from lib.charts.scale import fills_hundred, position, scale_of
from lib.charts.shapes import mark
from lib.charts.text_width import fitted, width_of
from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.standing import Absence, Standing, Status
from lib.wording.labels import DIRECTIONS, INCONCLUSIVE, look
from lib.wording.numbers import MISSING, decimal
from lib.wording.ranking import goal_of
from lib.wording.sentences import baseline_text, gap_words, proof, target_label, target_text, value_text

CENTRE_X, CENTRE_Y, RADIUS, STROKE = 130.0, 118.0, 96.0, 17.0
START, SWEEP = 205.0, 230.0  # degrees, counter-clockwise from the right; the arc runs clockwise
_FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', sans-serif"


def gauge_svg(standing: Standing) -> Markup:
    """The drawing of one line, the form chosen by what is measured; says its sentence to screen readers."""
    if fills_hundred(standing):
        body = _arc_gauge(standing)
    elif standing.kind == IndicatorKind.QUALITATIVE:
        body = _word_gauge(standing)
    elif box_target(standing) is not None:
        body = _box_gauge(standing)
    else:
        body = _scale_gauge(standing)
    return svg(260, 196, body, label=proof(standing), class_="sct-gauge", font_family=_FONT)


def angle_of(value: Decimal) -> float:
    """The angle in degrees of a share on the arc; what lies outside 0–100 stays at its end."""
    return START - SWEEP * float(min(max(value, Decimal(0)), Decimal(100))) / 100


def _point(angle: float, radius: float = RADIUS) -> tuple[float, float]:
    return CENTRE_X + radius * cos(radians(angle)), CENTRE_Y - radius * sin(radians(angle))


def _arc(angle: float, **style: Attribute) -> Markup:
    """The arc from 0 to an angle."""
    (x0, y0), (x1, y1) = _point(START), _point(angle)
    large = 1 if START - angle > 180 else 0
    path = f"M{x0:.2f} {y0:.2f}A{RADIUS:g} {RADIUS:g} 0 {large} 1 {x1:.2f} {y1:.2f}"
    return element("path", d=path, fill="none", **style)


def _arc_gauge(standing: Standing) -> Markup:
    track = _arc(START - SWEEP, stroke=LIGHT.grid, stroke_width=STROKE, stroke_linecap="round", class_="sct-line-grid")
    return joined(
        track, _value_arc(standing), _baseline_dot(standing), _target_tick(standing), _ends(), _words(standing)
    )


def _value_arc(standing: Standing) -> Markup | None:
    """The arc of the value, flat where the value ends; hollow when not conclusive, striped when not recognised."""
    refused = standing.absence is Absence.NOT_RECOGNISED
    if standing.value is None or (standing.status is Status.NO_DATA and not refused):
        return None
    shown, angle = look(standing), angle_of(standing.value)
    colour, role = LIGHT.tones[shown.role].fill, f"sct-line-{shown.role}"
    x, y = _point(START)
    cap = element("circle", cx=x, cy=y, r=STROKE / 2, fill=colour, class_=f"sct-fill-{shown.role}", data_part="start")
    arc = _arc(
        angle,
        stroke=colour,
        stroke_width=STROKE,
        stroke_linecap="round" if standing.value >= 100 else None,
        stroke_dasharray="4 4" if refused else None,
        class_=f"{role} sct-arc",
        data_part="value",
    )
    if not shown.hollow:
        return arc if refused else joined(cap, arc)
    inner = _arc(
        angle + 1.6, stroke=LIGHT.card, stroke_width=STROKE - 6, stroke_linecap="round", class_="sct-line-card"
    )
    return joined(cap, arc, inner)


def _baseline_dot(standing: Standing) -> Markup | None:
    if standing.baseline_value is None:
        return None
    x, y = _point(angle_of(standing.baseline_value))
    title = element("title", f"Mốc {baseline_text(standing)}")
    style: dict[str, Attribute] = {"fill": LIGHT.card, "stroke": LIGHT.ink, "stroke_width": 1.8, "class_": "sct-dot"}
    return element("circle", title, cx=x, cy=y, r=4.5, data_part="baseline", **style)


def _target_tick(standing: Standing) -> Markup | None:
    target = goal_of(standing)
    if target is None:
        return None
    angle = angle_of(target)
    (x0, y0), (x1, y1) = (_point(angle, RADIUS + side * (STROKE / 2 + 5)) for side in (-1, 1))
    path = f"M{x0:.2f} {y0:.2f}L{x1:.2f} {y1:.2f}"
    halo = element("path", d=path, stroke=LIGHT.card, stroke_width=7, class_="sct-line-card")
    tick = element("path", d=path, stroke=LIGHT.ink, stroke_width=3.2, class_="sct-line-ink", data_part="target")
    return joined(halo, tick)


def _ends() -> Markup:
    return joined(
        *(_line(text, _point(angle)[0], 181, 13, muted=True) for text, angle in (("0", START), ("100", -25.0)))
    )


def _line(text: str, x: float, y: float, size: float, weight: int = 400, muted: bool = False) -> Markup:
    role = "sct-text-muted" if muted else "sct-text-ink"
    return element(
        "text",
        text,
        x=x,
        y=y,
        font_size=size,
        font_weight=weight,
        text_anchor="middle",
        fill=LIGHT.muted if muted else LIGHT.ink,
        class_=role,
    )


def _words(standing: Standing, top: float = 118) -> Markup:
    """The number with its unit, the gap with its shape, the target, and «chưa kết luận» where it applies."""
    unknown = None if standing.conclusive else _line(INCONCLUSIVE, CENTRE_X, top + 63, 13, 600)
    return joined(_number(standing, top), _gap_line(standing, top + 24), _target_line(standing, top + 45), unknown)


def _number(standing: Standing, y: float) -> Markup:
    text = value_text(standing)
    unit = fitted(standing.unit, 15, 130) if text != MISSING and standing.unit else ""
    size = 40 if len(text) <= 6 else 30
    return element(
        "text",
        element("tspan", text, font_size=size, font_weight=700, fill=LIGHT.ink, class_="sct-text-ink"),
        element("tspan", unit, dx=3, font_size=20 if len(unit) <= 2 else 15, fill=LIGHT.ink2, class_="sct-text-ink2"),
        x=CENTRE_X,
        y=y,
        text_anchor="middle",
        class_="sct-number",
    )


def _gap_line(standing: Standing, y: float) -> Markup:
    shown = look(standing)
    text = fitted(gap_words(standing, short=True), 15, 140)
    left = CENTRE_X - (width_of(text, 15) + 16) / 2
    tone = LIGHT.tones[shown.role].text
    words = element(
        "text", text, x=left + 16, y=y, font_size=15, font_weight=600, fill=tone, class_=f"sct-text-{shown.role}"
    )
    return joined(mark(shown, left + 5.5, y - 5, 12), words)


def _target_line(standing: Standing, y: float) -> Markup:
    label, text = f"{target_label(standing)}: ", fitted(target_text(standing), 14, 90)
    left = CENTRE_X - (width_of(label + text, 14) + 8) / 2
    tick = element(
        "path", d=f"M{left:.2f} {y - 12:.2f}V{y + 3:.2f}", stroke=LIGHT.ink, stroke_width=2.4, class_="sct-line-ink"
    )
    words = element(
        "text",
        element("tspan", label, fill=LIGHT.ink2, class_="sct-text-ink2"),
        element("tspan", text, font_weight=700, fill=LIGHT.ink, class_="sct-text-ink"),
        x=left + 8,
        y=y,
        font_size=14,
    )
    return joined(tick, words)


def _word_gauge(standing: Standing) -> Markup:
    """A qualitative target: a large shape and the answer, never a false 0–100."""
    shown = look(standing)
    size = 26 if len(shown.word) <= 16 else 19
    word = _line(fitted(shown.word, size, 244), CENTRE_X, 122, size, 700)
    return joined(
        element("circle", cx=130, cy=60, r=34, fill=LIGHT.tones[shown.role].tint, class_=f"sct-tint-{shown.role}"),
        mark(shown, 130, 60, 32, on="none"),
        word,
        _target_line(standing, 152),
        None if standing.conclusive else _line(INCONCLUSIVE, CENTRE_X, 178, 13, 600),
    )


def _box_gauge(standing: Standing) -> Markup:
    return joined(boxes(standing, 20, 34, 220, 40), _words(standing, 118))


def _scale_gauge(standing: Standing) -> Markup:
    """Amounts and large counts: a straight scale from 0 with the target across it."""
    low, high = scale_of(standing)
    target = goal_of(standing)
    parts = [
        element("rect", x=20, y=48, width=220, height=14, rx=7, fill=LIGHT.grid, class_="sct-fill-grid"),
        _scale_bar(standing, low, high) if standing.status is not Status.NO_DATA else None,
        _scale_dot(standing.baseline_value, low, high),
        _scale_tick(target, low, high),
        _scale_end("0" if low == 0 else decimal(low, 0), 20, "start"),
        _scale_end(DIRECTIONS[Direction(standing.direction)].lower(), 240, "end"),
    ]
    return joined(*parts, _words(standing, 128))


def _scale_x(value: Decimal, low: Decimal, high: Decimal) -> float:
    return 20 + 2.2 * position(value, low, high)


def _scale_bar(standing: Standing, low: Decimal, high: Decimal) -> Markup | None:
    if standing.value is None:
        return None
    shown = look(standing)
    colour = LIGHT.tones[shown.role].fill
    left, right = _scale_x(max(low, Decimal(0)), low, high), _scale_x(standing.value, low, high)
    style: dict[str, Attribute] = {"fill": colour, "class_": f"sct-fill-{shown.role}"}
    if shown.hollow:
        style = {"fill": LIGHT.card, "stroke": colour, "stroke_width": 2, "class_": f"sct-line-{shown.role}"}
    return element(
        "rect", x=min(left, right), y=48, width=max(abs(right - left), 3), height=14, rx=3, data_part="value", **style
    )


def _scale_dot(value: Decimal | None, low: Decimal, high: Decimal) -> Markup | None:
    if value is None:
        return None
    style: dict[str, Attribute] = {"fill": LIGHT.card, "stroke": LIGHT.ink, "stroke_width": 1.8, "class_": "sct-dot"}
    return element("circle", cx=_scale_x(value, low, high), cy=55, r=4.5, data_part="baseline", **style)


def _scale_tick(value: Decimal | None, low: Decimal, high: Decimal) -> Markup | None:
    if value is None:
        return None
    path = f"M{_scale_x(value, low, high):.2f} 41V69"
    halo = element("path", d=path, stroke=LIGHT.card, stroke_width=7, class_="sct-line-card")
    return joined(
        halo,
        element("path", d=path, stroke=LIGHT.ink, stroke_width=3.2, class_="sct-line-ink", data_part="target"),
    )


def _scale_end(text: str, x: float, anchor: str) -> Markup:
    return element("text", text, x=x, y=84, font_size=13, text_anchor=anchor, fill=LIGHT.muted, class_="sct-text-muted")
