"""The shapes that carry a status beside its colour, drawn in a box of 16 × 16.

Colours stand as attributes (for drawings that leave the page) and as classes (for the page's themes).
"""

from __future__ import annotations

from lib.charts.markup import Attribute, Markup, element, joined, svg
from lib.charts.palette import LIGHT
from lib.wording.labels import Look

_TRIANGLE = "M8 2.2 14.4 13.4H1.6Z"
_FALL = "M8 13.8 1.6 2.6H14.4Z"
_SQUARE = "M2.8 2.8H13.2V13.2H2.8Z"
_DIAMOND = "M8 1.6 14.4 8 8 14.4 1.6 8Z"
_CLOSED = {"triangle": _TRIANGLE, "fall": _FALL, "square": _SQUARE}


def mark(look: Look, x: float = 8, y: float = 8, size: float = 16, on: str = LIGHT.card) -> Markup:
    """The shape of a look, centred on a point of a drawing, in the drawing's units; `on` fills hollow ones."""
    scale = size / 16
    place = f"translate({x - 8 * scale:.2f} {y - 8 * scale:.2f}) scale({scale:.3f})"
    return element("g", *_strokes(look, on), class_=f"sct-mark sct-shape-{look.shape}", transform=place)


def icon(look: Look, size: float = 14, label: str | None = None) -> Markup:
    """The shape of a look as a small drawing of its own, `size` in px."""
    return svg(16, 16, mark(look), label=label, class_="sct-icon", width=f"{size:g}", height=f"{size:g}")


def _strokes(look: Look, on: str) -> tuple[Markup, ...]:
    colour = LIGHT.tones[look.role].fill
    solid: dict[str, Attribute] = {"fill": colour, "class_": f"sct-fill-{look.role}"}
    line: dict[str, Attribute] = {"fill": on, "stroke": colour, "stroke_width": 2, "class_": f"sct-line-{look.role}"}
    if look.shape in _CLOSED:
        style = line if look.hollow else solid
        return (element("path", d=_CLOSED[look.shape], stroke_linejoin="round", **style),)
    if look.shape == "disc":
        return (element("circle", cx=8, cy=8, r=5 if look.hollow else 6, **(line if look.hollow else solid)),)
    if look.shape == "half":
        half = element("path", d="M8 2.6A5.4 5.4 0 0 0 8 13.4Z", **(line if look.hollow else solid))
        return element("circle", cx=8, cy=8, r=5.4, **line), half
    if look.shape == "diamond":
        return (element("path", d=_DIAMOND, stroke_linejoin="round", **line),)
    if look.shape == "barred":
        bars = joined(*(element("path", d=d, **line) for d in ("M4.4 11.6 11.6 4.4", "M3.4 8 8 3.4", "M8 12.6 12.6 8")))
        return element("circle", cx=8, cy=8, r=5.6, **line), bars
    return (element("circle", cx=8, cy=8, r=5.4, stroke_dasharray="2.4 2.1", **line),)
