"""The trend as a Plotly figure, for who wants to point at it: the same marks as the drawing, each month a way to it.

It costs a page 4.7 MB of script, so it is drawn only when asked for. Source of the marks: `lib.charts.trend_marks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from lib.charts.palette import DARK, LIGHT, Palette
from lib.charts.trend_axes import HORIZON_X, Knot, bounds, value_ticks
from lib.charts.trend_marks import Marks
from lib.wording import numbers
from lib.wording.labels import look
from lib.wording.sentences import value_text

HEIGHT = 400
CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}


def trend_figure(marks: Marks, is_dark: bool = False) -> go.Figure:
    """The figure of one line. The points of the months carry their period («2026-05») as customdata."""
    colours = DARK if is_dark else LIGHT
    low, high = bounds(marks.line, marks.values)
    tone = colours.tones[look(marks.line).role]
    fan = (*marks.low, *reversed(marks.high))
    drawn = (
        _way("range", fan, fill="toself", fillcolor=tone.tint, line={"width": 0}) if fan else None,
        _way("required", marks.path, line={"color": colours.path, "width": 2, "dash": "dash"}),
        _way("projection", marks.ahead, line={"color": tone.fill, "width": 2.5, "dash": "dot"}),
        *(_way("actual", piece, line={"color": tone.fill, "width": 4}) for piece in marks.pieces),
        _months(marks, colours),
        _goals(marks, colours),
    )
    figure = go.Figure([trace for trace in drawn if trace is not None])
    figure.update_layout(_layout(marks, colours, (low, high)))
    return figure


def _xy(knots: Sequence[Knot]) -> dict[str, list[float]]:
    return {"x": [knot.x for knot in knots], "y": [float(knot.y) for knot in knots]}


def _way(name: str, knots: Sequence[Knot], **style: Any) -> go.Scatter | None:
    if not knots:
        return None
    return go.Scatter(**_xy(knots), name=name, mode="lines", hoverinfo="skip", cliponaxis=False, **style)


def _months(marks: Marks, colours: Palette) -> go.Scatter | None:
    """The months' figures, hollow where provisional or not conclusive; hovering says them, a click opens the month."""
    if not marks.lines:
        return None
    fills = [colours.tones[look(line).role].fill for line in marks.lines]
    said = [
        f"{numbers.period(line.period)}: {numbers.with_unit(value_text(line), line.unit)} · {look(line).full_word}"
        for line in marks.lines
    ]
    return go.Scatter(
        **_xy(marks.points),
        name="months",
        mode="markers",
        marker={
            "size": 15,
            "opacity": 1,
            "color": [
                colours.card if look(line).hollow else fill for line, fill in zip(marks.lines, fills, strict=True)
            ],
            "line": {"color": fills, "width": 3},
        },
        customdata=[str(line.period) for line in marks.lines],
        text=said,
        hoverinfo="text",
        cliponaxis=False,
    )


def _goals(marks: Marks, colours: Palette) -> go.Scatter | None:
    if not marks.goals:
        return None
    unit = marks.line.unit
    return go.Scatter(
        **_xy([knot for _, knot in marks.goals]),
        name="targets",
        mode="markers",
        marker={"symbol": "line-ew", "size": 26, "line": {"color": colours.ink, "width": 5}, "opacity": 1},
        text=[f"Kế hoạch {year}: {numbers.with_unit(numbers.trimmed(goal.y), unit)}" for year, goal in marks.goals],
        hoverinfo="text",
        cliponaxis=False,
    )


def _layout(marks: Marks, colours: Palette, ends: tuple[Any, Any]) -> dict[str, Any]:
    year = marks.line.period.year
    places, texts = value_ticks(*ends, marks.line)
    breaks = [
        {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1,
         "line": {"color": colours.ink2, "width": 1.5, "dash": "dot"}}
        for x, _ in marks.breaks
    ]  # fmt: skip
    return {
        "height": HEIGHT,
        "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "font": {"family": '"Source Sans", sans-serif', "size": 15, "color": colours.ink2},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"bgcolor": colours.card, "bordercolor": colours.line, "font": {"color": colours.ink}},
        "shapes": breaks,
        "xaxis": {
            "range": [-0.7, (HORIZON_X if marks.goes_on else 12) + 1],
            "tickvals": [0, 3, 6, 9, 12, *([HORIZON_X] if marks.goes_on else [])],
            "ticktext": [str(year - 1), "T3", "T6", "T9", str(year), *([str(marks.last)] if marks.goes_on else [])],
            "showgrid": False, "zeroline": False, "fixedrange": True, "showline": True, "linecolor": colours.line,
        },
        "yaxis": {
            "range": [float(end) for end in ends], "tickvals": [float(place) for place in places], "ticktext": texts,
            "gridcolor": colours.grid, "zeroline": False, "fixedrange": True, "automargin": True,
        },
    }  # fmt: skip
