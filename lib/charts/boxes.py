"""Counts as boxes, one per thing asked for: filled when it is there, empty when it is not."""

from __future__ import annotations

from decimal import Decimal

from lib.charts.markup import Markup, element, svg
from lib.charts.palette import LIGHT
from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.standing import Standing
from lib.wording.labels import look
from lib.wording.ranking import goal_of

MOST_BOXES = 12


def box_target(standing: Standing) -> int | None:
    """How many boxes a line has: its target, when it is a small whole number of things; else None."""
    value = goal_of(standing)
    if standing.kind != IndicatorKind.COUNT or standing.direction == Direction.DOWN or value is None:
        return None
    return int(value) if value == value.to_integral_value() and 1 <= value <= MOST_BOXES else None


def box_row(standing: Standing, width: float, height: float) -> Markup:
    """The boxes as a drawing of their own (for rows); empty text when the line has none."""
    return svg(width, height, boxes(standing, 1, 1, width - 2, height - 2), class_="sct-boxes")


def boxes(standing: Standing, x: float, y: float, width: float, height: float) -> Markup:
    """The boxes centred in a frame of a drawing; dashed where there is no figure."""
    asked = box_target(standing) or 0
    done = int(standing.value or Decimal(0))
    drawn = max(asked, min(done, MOST_BOXES))
    step = min(height + 6, width / max(drawn, 1))
    side = min(height, step - 4)
    left = x + (width - drawn * step + step - side) / 2 if width > 200 else x
    each = [_box(standing, left + i * step, y + (height - side) / 2, side, i < done) for i in range(drawn)]
    return element("g", *each, data_part="boxes")


def _box(standing: Standing, x: float, y: float, side: float, full: bool) -> Markup:
    shown = look(standing)
    colour = LIGHT.tones[shown.role].fill
    place: dict[str, float] = {"x": x + 1, "y": y + 1, "width": side - 2, "height": side - 2, "rx": min(4, side / 5)}
    if full and standing.value is not None:
        hollow = shown.hollow
        return element(
            "rect",
            **place,
            fill=LIGHT.card if hollow else colour,
            stroke=colour,
            stroke_width=2,
            class_=f"sct-line-{shown.role}" if hollow else f"sct-fill-{shown.role} sct-line-{shown.role}-edge",
            data_part="full",
        )
    dash = "3 2.5" if standing.value is None else None
    edge = LIGHT.tones["none"].fill
    return element(
        "rect", **place, fill=LIGHT.card, stroke=edge, stroke_width=1.5, stroke_dasharray=dash,
        class_="sct-line-none", data_part="empty",
    )  # fmt: skip
