"""From the baseline of last year through this year's months to the horizon: one figure, one trace per role.

The year's months stand at 0–12 on a number axis, the years after it closer together, the last at 17.5: Plotly's
own dates would be English. All texts are ours, with decimal commas.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from lib.charts.palette import DARK, LIGHT, Palette
from lib.charts.trend_axes import HEIGHT, HORIZON_X, Knot, bounds, month_x, value_ticks, year_x
from lib.charts.trend_words import mark_words
from lib.domain.period import Period
from lib.domain.standing import Standing, Status, YearTarget
from lib.wording import numbers
from lib.wording.labels import look
from lib.wording.ranking import goal_of
from lib.wording.sentences import baseline_text, proof, value_text

_SAVE = "Tải ảnh (SVG)"
# One tool, drawn by the browser itself without a network: its words are given here, as no locale is bundled.
CONFIG: dict[str, Any] = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "locale": "vi",
    "locales": {
        "vi": {
            "dictionary": {
                "Download plot": _SAVE,
                "Download plot as SVG": _SAVE,
                "Preparing image - this may take a few seconds": "Đang tạo ảnh…",
                "Image download succeeded": "Đã tải ảnh",
                "Sorry, there was a problem downloading your image!": "Không tạo được ảnh.",
            }
        }
    },
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}
_FONT = '"Source Sans", sans-serif'


def saved_as(file_name: str) -> dict[str, Any]:
    """The configuration whose tool saves the drawing under a name (without ending)."""
    return CONFIG | {"toImageButtonOptions": {"format": "svg", "filename": file_name}}


def trend_figure(
    standing: Standing,
    history: Sequence[Standing],
    targets: Sequence[YearTarget] = (),
    baseline_period: Period | None = None,
    is_dark: bool = False,
) -> go.Figure:
    """The figure of one line. `history`: the same line at each period of the year, any order.

    targets: further year targets between the judged one and the horizon. baseline_period: the month at whose
    end the baseline stands (None: December of the year before). Points carry their period as customdata.
    """
    colours = DARK if is_dark else LIGHT
    start = _start(standing, baseline_period)
    goals = _goals(standing, targets)
    points = _points(standing, history)
    low, high = bounds(standing, [knot.y for knot in (*points, *goals, *([start] if start else []))])
    drawn = (
        _band_trace(standing, points, colours),
        _path_trace(start, goals, colours),
        _projection_trace(standing, points, colours),
        _actual_trace(standing, history, colours),
        _target_trace(goals, colours),
        _baseline_trace(standing, start, colours),
        _horizon_trace(standing, goals, colours),
    )
    figure = go.Figure([trace for trace in drawn if trace is not None])
    figure.update_layout(_layout(standing, colours, (low, high), [knot.x for knot in goals]))
    figure.update_layout(annotations=mark_words(standing, start, goals, points, colours, (low, high)))
    return figure


def trend_sentence(standing: Standing) -> str:
    """What the figure proves, as its alternative text."""
    return f"Diễn biến đến {numbers.period(standing.period)}. {proof(standing)}"


def _start(standing: Standing, baseline_period: Period | None) -> Knot | None:
    if standing.baseline_value is None:
        return None
    year = standing.period.year
    return Knot(month_x(baseline_period or Period(year - 1, 12), year), standing.baseline_value)


def _goals(standing: Standing, targets: Sequence[YearTarget]) -> list[Knot]:
    """The year targets in order of time, each year once, from the assessed year on."""
    year = standing.period.year
    last = standing.horizon_target.year if standing.horizon_target else year
    asked: dict[int, Decimal] = {}
    for target in (*targets, *(each for each in (standing.target, standing.horizon_target) if each)):
        if target.value is not None and target.year >= year:
            asked[target.year] = target.value
    if standing.target and (goal := goal_of(standing)) is not None and standing.target.year >= year:
        asked[standing.target.year] = goal
    last = max([last, *asked])
    return [Knot(year_x(each, year, last), asked[each]) for each in sorted(asked)]


def _figures(standing: Standing, history: Sequence[Standing]) -> list[Standing]:
    """The lines with a figure of the assessed year, in order of time, each period once, up to the standing's."""
    found = {line.period: line for line in (*history, standing) if line.value is not None}
    year = standing.period.year
    kept = (period for period in sorted(found) if period.year == year and period <= standing.period)
    return [found[period] for period in kept if found[period].status is not Status.NO_DATA]


def _points(standing: Standing, history: Sequence[Standing]) -> list[Knot]:
    year = standing.period.year
    return [
        Knot(month_x(line.period, year), line.value) for line in _figures(standing, history) if line.value is not None
    ]


def _xy(knots: Sequence[Knot]) -> dict[str, list[float]]:
    return {"x": [knot.x for knot in knots], "y": [float(knot.y) for knot in knots]}


def _trace(role: str, name: str, knots: Sequence[Knot], **style: Any) -> go.Scatter:
    return go.Scatter(**_xy(knots), name=name, meta={"role": role}, cliponaxis=False, **{"hoverinfo": "skip", **style})


def _actual_trace(standing: Standing, history: Sequence[Standing], colours: Palette) -> go.Scatter | None:
    """Actual values; hollow where a figure is provisional or its verdict not conclusive, the newest one large."""
    lines = _figures(standing, history)
    if not lines:
        return None
    fill = colours.tones[look(standing).role].fill
    newest = len(lines) - 1
    solid = [not look(line).hollow and line.figure_period in (None, line.period) for line in lines]
    said = [f"{value_text(line)} {line.unit} · {look(line).full_word}" for line in lines]
    return _trace(
        "actual",
        "Kết quả",
        _points(standing, history),
        mode="lines+markers",
        line={"color": fill, "width": 4},
        marker={
            "size": [15 if i == newest else 8 for i in range(len(lines))],
            "color": [fill if whole else colours.card for whole in solid],
            "line": {
                "color": [colours.card if whole and i == newest else fill for i, whole in enumerate(solid)],
                "width": [2.5 if i == newest or not whole else 0 for i, whole in enumerate(solid)],
            },
            "opacity": 1,
        },
        customdata=[str(line.period) for line in lines],
        text=[f"{numbers.period(line.period)}: {words}" for line, words in zip(lines, said, strict=True)],
        hoverinfo="text",
    )


def _path_trace(start: Knot | None, goals: Sequence[Knot], colours: Palette) -> go.Scatter | None:
    if start is None or not goals:
        return None
    line = {"color": colours.path, "width": 2, "dash": "dash"}
    return _trace("required", "Lộ trình cần đạt", (start, *goals), mode="lines", line=line)


def _projection_trace(standing: Standing, points: Sequence[Knot], colours: Palette) -> go.Scatter | None:
    if standing.projection_year_end is None or not points or points[-1].x >= 12:
        return None
    line = {"color": colours.tones[look(standing).role].fill, "width": 2.5, "dash": "dot"}
    ends = (points[-1], Knot(12, standing.projection_year_end))
    return _trace("projection", "Nếu giữ nhịp này", ends, mode="lines", line=line)


def _band_trace(standing: Standing, points: Sequence[Knot], colours: Palette) -> go.Scatter | None:
    """The range of the projection, a fan from the newest value to the end of the year."""
    low, high = standing.projection_low, standing.projection_high
    if low is None or high is None or low == high or not points or points[-1].x >= 12:
        return None
    fan = (points[-1], Knot(12, high), Knot(12, low), points[-1])
    tint = colours.tones[look(standing).role].tint
    return _trace(
        "projection_range", "Khoảng dự báo", fan, mode="lines", fill="toself", fillcolor=tint, line={"width": 0}
    )


def _target_trace(goals: Sequence[Knot], colours: Palette) -> go.Scatter | None:
    """Each year target before the horizon as a short thick bar."""
    bars = [goal for goal in goals if goal.x < HORIZON_X]
    if not bars:
        return None
    ends = [(goal.x - 0.65, goal.x + 0.65) for goal in bars]
    return go.Scatter(
        x=[x for left, right in ends for x in (left, right, None)],
        y=[y for goal in bars for y in (float(goal.y), float(goal.y), None)],
        name="Kế hoạch năm",
        meta={"role": "target"},
        mode="lines",
        line={"color": colours.ink, "width": 5},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _baseline_trace(standing: Standing, start: Knot | None, colours: Palette) -> go.Scatter | None:
    if start is None:
        return None
    marker = {"size": 11, "color": colours.card, "line": {"color": colours.ink, "width": 2}, "opacity": 1}
    said = f"Mốc: {baseline_text(standing)}"
    return _trace("baseline", "Mốc", (start,), mode="markers", marker=marker, text=[said], hoverinfo="text")


def _horizon_trace(standing: Standing, goals: Sequence[Knot], colours: Palette) -> go.Scatter | None:
    ends = [goal for goal in goals if goal.x == HORIZON_X]
    if not ends or standing.horizon_target is None:
        return None
    edge = {"color": colours.brand, "width": 2.5}
    marker = {"symbol": "diamond", "size": 15, "color": colours.card, "line": edge, "opacity": 1}
    said = f"Định hướng {standing.horizon_target.year}: {numbers.as_written(standing.horizon_target.raw)}"
    return _trace("horizon", "Định hướng", ends, mode="markers", marker=marker, text=[said], hoverinfo="text")


def _layout(standing: Standing, colours: Palette, ends: tuple[float, float], xs: Sequence[float]) -> dict[str, Any]:
    year = standing.period.year
    has_horizon = any(x > 12 for x in xs)
    right = HORIZON_X + 1.0 if has_horizon else 13.6
    places, texts = value_ticks(*ends, standing.unit)
    band = {
        "type": "rect", "xref": "x", "yref": "paper", "x0": 12.9, "x1": right, "y0": 0, "y1": 1,
        "fillcolor": colours.band, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip
    horizon = [standing.horizon_target.year] if has_horizon and standing.horizon_target else []
    return {
        "height": HEIGHT,
        "margin": {"l": 8, "r": 8, "t": 32, "b": 8},  # the tool stands above the plot
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.ink2, "activecolor": colours.brand},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "font": {"family": _FONT, "size": 15, "color": colours.ink2},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"bgcolor": colours.card, "bordercolor": colours.line, "font": {"color": colours.ink}},
        "shapes": [band] if has_horizon else [],
        "xaxis": {
            "range": [-0.7, right],
            "tickvals": [0, 3, 6, 9, 12, *([HORIZON_X] if horizon else [])],
            "ticktext": [str(year - 1), "T3", "T6", "T9", str(year), *map(str, horizon)],
            "showgrid": False, "zeroline": False, "fixedrange": True, "ticks": "",
            "showline": True, "linecolor": colours.line, "automargin": True,
        },
        "yaxis": {
            "range": list(ends), "tickvals": places, "ticktext": texts, "gridcolor": colours.grid,
            "zeroline": False, "fixedrange": True, "ticks": "", "automargin": True,
        },
    }  # fmt: skip
