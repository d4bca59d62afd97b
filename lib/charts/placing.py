"""Where words go beside marks: each where it covers no other word and no mark, and crosses as few lines as can be.

Measured in px with `text_width`; greedy, in the order given: the first words get the best places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lib.charts.text_width import width_of

Point = tuple[float, float]
Segment = tuple[Point, Point]
_BOLD = 1.06  # how much wider letters of weight 600–700 are
_AWAY = (1.0, 1.7, 2.6, 3.8, 5.4)  # rings around the mark, in letters
_SHORTER = 14.0  # a shorter text costs as much as crossing so many px of line


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in px from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, room: float = 0.0) -> bool:
        """Whether both share ground, or stand nearer than `room`."""
        apart = self.right + room <= other.left or other.right + room <= self.left
        return not (apart or self.bottom + room <= other.top or other.bottom + room <= self.top)

    def within(self, other: Box) -> bool:
        """Whether it lies inside another."""
        inside = other.left <= self.left and self.right <= other.right
        return inside and other.top <= self.top and self.bottom <= other.bottom

    def crossed(self, line: Segment) -> float:
        """How much of a straight line lies inside, in px."""
        (x0, y0), (x1, y1) = line
        first, last = 0.0, 1.0
        for start, change, low, high in ((x0, x1 - x0, self.left, self.right), (y0, y1 - y0, self.top, self.bottom)):
            if not change:
                if not low <= start <= high:
                    return 0.0
                continue
            ends = sorted(((low - start) / change, (high - start) / change))
            first, last = max(first, ends[0]), min(last, ends[1])
        return max(0.0, last - first) * float(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)


@dataclass(frozen=True, slots=True)
class Word:
    """What is to be said beside a mark: its texts from long to short, size in px, the sides it would rather stand on.

    sides: (dx, dy) with -1, 0, 1 for left/above, middle, right/below, best first. `must`: never left out.
    """

    key: str
    texts: tuple[str, ...]
    at: Point
    size: float
    sides: tuple[tuple[int, int], ...]
    is_bold: bool = True
    must: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """A word in its place: text, left end and base line of its letters, the ground it takes."""

    word: Word
    text: str
    x: float
    y: float
    box: Box


def place(words: Iterable[Word], ground: Box, marks: Sequence[Box], lines: Sequence[Segment]) -> tuple[Placed, ...]:
    """Every word in its place; one that fits nowhere is left out, or, if it must stand, takes the least bad place."""
    done: list[Placed] = []
    for word in words:
        choices = [one for one in _choices(word) if one[1].box.within(ground)]
        free = [one for one in choices if not _taken(one[1].box, done, marks)]
        chosen = free or ([one for one in choices if not _taken(one[1].box, done, ())] if word.must else [])
        if chosen:
            done.append(min(chosen, key=lambda one: one[0] + sum(one[1].box.crossed(line) for line in lines))[1])
    return tuple(done)


def _taken(box: Box, done: Iterable[Placed], marks: Iterable[Box]) -> bool:
    return any(box.meets(one.box, 2) for one in done) or any(box.meets(mark) for mark in marks)


def _choices(word: Word) -> Iterator[tuple[float, Placed]]:
    """Every text at every side and distance, with what each costs beside the lines it crosses."""
    for shorter, text in enumerate(word.texts):
        width = width_of(text, word.size) * (_BOLD if word.is_bold else 1.0)
        for far in _AWAY:
            for rank, (dx, dy) in enumerate(word.sides):
                reach = far * word.size * 0.75
                left = word.at[0] + (-width - reach if dx < 0 else reach if dx > 0 else -width / 2)
                middle = word.at[1] + dy * (reach + word.size * 0.45)
                box = Box(left, middle - word.size * 0.55, left + width, middle + word.size * 0.5)
                cost = _SHORTER * shorter + 2.5 * rank + 6 * (far - 1) * word.size / 10
                yield cost, Placed(word, text, left, middle + word.size * 0.34, box)
