"""The ways to take a drawing along: as PNG for a slide, as SVG sharp at any size."""

from __future__ import annotations

from collections.abc import Sequence

from lib.charts.markup import Markup, element

FAILED = "Không tạo được ảnh"


def picture_ways(place: str, name: str, heading: str, notes: Sequence[str], demo: str | None) -> Markup:
    """Two buttons for the drawing whose key is `place`; the browser makes the file `name`.

    In the picture stand the heading, the notes (plan, period, source) and, over made-up figures, what `demo` says.
    """
    each = (
        element(
            "button",
            f"Ảnh {kind.upper()}",
            type="button",
            class_="sct-picture-way",
            data_picture=place,
            data_kind=kind,
            data_name=name,
            data_heading=heading,
            data_notes="¦".join(notes),
            data_demo=demo,
            data_failed=FAILED,
        )
        for kind in ("png", "svg")
    )
    return element("span", *each, class_="sct-picture-ways")
