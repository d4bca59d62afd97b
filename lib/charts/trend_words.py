"""The words beside the marks of the trend: what each says, at length and in short, and where it would rather stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lib.charts.placing import Box, Placed, Segment, Word, place
from lib.charts.text_width import fitted
from lib.charts.trend_axes import Frame, Knot
from lib.charts.trend_marks import Marks
from lib.wording import numbers
from lib.wording.pace import HORIZON_YEAR, projected_text
from lib.wording.sentences import baseline_text, target_text, value_text

_ABOVE = ((0, -1), (-1, -1), (1, -1), (-1, 0), (1, 0), (0, 1), (-1, 1), (1, 1))
_BELOW = tuple((dx, -dy) for dx, dy in _ABOVE)
_RIGHT_BELOW = ((1, 1), (1, 0), (0, 1), (1, -1), (0, -1), (-1, -1), (-1, 1), (-1, 0))
_RIGHT_ABOVE = tuple((dx, -dy) for dx, dy in _RIGHT_BELOW)


def placed_words(marks: Marks, frame: Frame) -> tuple[Placed, ...]:
    """Every word in its place; no two share ground, and none covers a mark."""
    ground = Box(frame.left + 1, 2, frame.size.width - 2, frame.bottom - 2)
    return place(_words(marks, frame), ground, tuple(_boxes(marks, frame)), _segments(marks, frame))


def _words(marks: Marks, frame: Frame) -> Iterator[Word]:
    """In the order in which they choose their places: the figure, the targets, where it leads, where it began."""
    short = 1 if frame.size.is_small else 0
    letters = frame.size.letters
    line, newest = marks.line, marks.points[-1] if marks.points else None
    if newest:
        rises = not marks.ahead or marks.ahead[-1].y >= newest.y
        sides = _RIGHT_BELOW if rises else _RIGHT_ABOVE
        yield Word("value", (value_text(line),), frame.at(newest), letters + 6 - 2 * short, sides)
    for year, goal in marks.goals:
        texts = _target_texts(marks, year, frame)
        if texts:
            sides = _BELOW if _leads_over(marks, goal) else _ABOVE
            yield Word(f"target-{year}", texts[short:], frame.at(goal), letters, sides)
    if marks.ahead:
        yield from _ahead_words(marks, frame)
    if marks.start:
        year = line.period.year - 1
        plain = numbers.as_written(baseline_text(line))
        texts = (f"{year}: {plain}", plain) if not marks.start.x else (f"mốc: {plain}", plain)
        below = not marks.points or marks.points[0].y >= marks.start.y
        sides = ((1, 1), (0, 1), (1, 0), (1, -1), (0, -1)) if below else ((1, -1), (0, -1), (1, 0), (1, 1), (0, 1))
        yield Word("baseline", texts, frame.at(marks.start), letters, sides, is_bold=False)
    for x, one in marks.breaks:
        texts = (f"Ngắt chuỗi T{one.period.month}: {one.reason}", f"Ngắt chuỗi T{one.period.month}", "Ngắt")
        top = (frame.x(x), frame.top + letters * 0.6)
        yield Word("break", texts[short:], top, letters - 1, ((1, 0), (-1, 0)), is_bold=False, must=False)


def _target_texts(marks: Marks, year: int, frame: Frame) -> tuple[str, ...]:
    """What the year target is called; the word «Định hướng» for the last year's, none for years between."""
    line = marks.line
    if line.target and year == max(line.target.year, line.period.year):
        raw = target_text(line)
        return f"Kế hoạch {line.target.year}: {raw}", f"KH {line.target.year}: {raw}", f"KH {raw}", _cut(raw, frame)
    if line.horizon_target and year == line.horizon_target.year:
        raw = numbers.as_written(line.horizon_target.raw)
        return f"Định hướng {year}: {raw}", f"{year}: {raw}", _cut(raw, frame)
    return ()


def _cut(raw: str, frame: Frame) -> str:
    """A text of a document that may be a sentence, cut where it would be wider than two fifths of the plot."""
    return fitted(raw, frame.size.letters, (frame.right - frame.left) * 0.4)


def _ahead_words(marks: Marks, frame: Frame) -> Iterator[Word]:
    """Where this pace leads by the end of the year, and by the horizon where that is not what the target asks."""
    line, letters = marks.line, frame.size.letters
    year_end = next((knot for knot in marks.ahead[1:] if knot.x == 12), None)
    goal = next((knot for year, knot in marks.goals if knot.x == 12), None)
    if year_end:
        over = goal is not None and year_end.y > goal.y
        text = projected_text(line.projection_year_end, line)
        yield Word("year-end", (text,), frame.at(year_end), letters, _RIGHT_ABOVE if over else _RIGHT_BELOW)
    end = marks.ahead[-1]
    if end.x > 12 and not (marks.horizon and marks.horizon[1].y == end.y):
        text = projected_text(line.projection_horizon, line)
        words = (f"{HORIZON_YEAR}: khoảng {text}", f"khoảng {text}", text)
        sides = ((-1, -1), (0, -1), (-1, 0), (-1, 1), (0, 1))
        yield Word("horizon", words[1:] if frame.size.is_small else words, frame.at(end), letters, sides, must=False)


def _leads_over(marks: Marks, goal: Knot) -> bool:
    """Whether the projection passes a target on its better side, so that its word stands on the other."""
    near = next((knot for knot in marks.ahead[1:] if knot.x == goal.x), None)
    return goal.x > 12 if near is None else near.y > goal.y or (near.y == goal.y and goal.x > 12)


def _boxes(marks: Marks, frame: Frame) -> Iterator[Box]:
    """The ground that the marks themselves take."""
    half = [(knot, 6.0, 6.0) for knot in marks.points[:-1]] + [(knot, 9.0, 9.0) for knot in marks.points[-1:]]
    half += [(marks.start, 7.0, 7.0)] if marks.start else []
    half += [(goal, 9.0, 9.0) if goal.x > 12 else (goal, _bar(frame), 4.0) for _, goal in marks.goals]
    for knot, across, down in half:
        x, y = frame.at(knot)
        yield Box(x - across, y - down, x + across, y + down)


def _bar(frame: Frame) -> float:
    return frame.x(0.65) - frame.x(0)


def _segments(marks: Marks, frame: Frame) -> list[Segment]:
    """Every line drawn, for words to keep clear of."""
    ways: list[Sequence[Knot]] = [*marks.pieces, marks.path, marks.ahead]
    found = [(frame.at(a), frame.at(b)) for way in ways for a, b in pairwise(way)]
    uprights = [((frame.x(x), frame.top), (frame.x(x), frame.bottom)) for x, _ in marks.breaks]
    return [*found, *uprights]
