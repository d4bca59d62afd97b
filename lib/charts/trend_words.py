"""The words beside the marks of the trend, kept apart from each other."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lib.charts.palette import Palette
from lib.charts.trend_axes import HEIGHT, HORIZON_X, Knot
from lib.domain.standing import Standing
from lib.wording import numbers
from lib.wording.labels import look
from lib.wording.sentences import baseline_text, target_text, value_text


def mark_words(
    standing: Standing,
    start: Knot | None,
    goals: Sequence[Knot],
    points: Sequence[Knot],
    colours: Palette,
    ends: tuple[float, float],
) -> list[dict[str, Any]]:
    """The words beside the marks, kept apart: the year target above its bar, the projection on the other side."""
    tone = colours.tones[look(standing).role].text
    words: list[dict[str, Any]] = []
    projected = standing.projection_year_end
    year_goal = next((goal for goal in goals if goal.x == 12), None)
    is_rising = start is None or not goals or goals[-1].y >= start.y
    is_under = year_goal is None or (projected <= year_goal.y if projected is not None else is_rising)
    if start:
        below = not points or points[0].y >= start.y
        name = str(standing.period.year - 1) if start.x == 0 else "mốc"
        text = f"{name}: {_plain(baseline_text(standing))}"
        words.append(_word(start.x, start.y, text, colours.ink2, shift=(0, -20 if below else 20), anchor="left"))
    if points:
        rising = projected is None or projected >= points[-1].y
        shift = (10, -22) if rising else (10, 22)
        text = f"<b>{_plain(value_text(standing))}</b>"
        words.append(_word(points[-1].x, points[-1].y, text, tone, 21, shift, "left"))
    if year_goal and standing.target:
        text = f"<b>Kế hoạch {standing.period.year}: {_plain(target_text(standing))}</b>"
        up = 18 if is_under else -18
        words.append(_word(12, year_goal.y, text, colours.ink, 15, (0, up), "center", colours.card))
    if projected is not None and points and points[-1].x < 12:
        text = f"<b>{numbers.result(projected, standing.unit)}</b>"
        away = _clear_of(projected, year_goal, ends)
        words.append(_word(12, projected, text, tone, 15, (10, -away if is_under else away), "left"))
    if standing.horizon_target and goals and goals[-1].x == HORIZON_X:
        raw = _plain(numbers.as_written(standing.horizon_target.raw))
        text = f"Định hướng {standing.horizon_target.year}: <b>{raw}</b>"
        words.append(_word(HORIZON_X, goals[-1].y, text, colours.brand, 15, (-2, 22 if is_rising else -22), "right"))
    return words


def _clear_of(projected: Decimal, goal: Knot | None, ends: tuple[float, float]) -> int:
    """How many px the projection's word moves away from the target's bar so that neither is hidden."""
    if goal is None:
        return 0
    apart = abs(float(projected - goal.y)) / (ends[1] - ends[0]) * (HEIGHT - 60)
    return 4 if apart > 22 else round(26 - apart)


def _plain(text: str) -> str:
    """A text without the signs that Plotly reads as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _word(
    x: float,
    y: Decimal,
    text: str,
    colour: str,
    size: int = 15,
    shift: tuple[int, int] = (0, 0),
    anchor: str = "center",
    ground: str | None = None,
) -> dict[str, Any]:
    return {
        "x": x, "y": float(y), "text": text, "showarrow": False, "xanchor": anchor, "yanchor": "middle",
        "xshift": shift[0], "yshift": shift[1], "font": {"color": colour, "size": size},
        **({"bgcolor": ground, "borderpad": 2} if ground else {}),
    }  # fmt: skip
