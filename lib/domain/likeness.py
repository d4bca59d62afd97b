"""How alike the names of two indicators are written, and which words they share.

A name is compared without brackets and without the words that only say for whom it stands («tại cơ quan hành chính nhà
nước», «của các sở, ban, ngành»), abbreviations spelled out. Runs of two or more words count as shared wherever they
stand in the other name: «số hóa hồ sơ» and «hồ sơ được số hóa» share «số hóa» and «hồ sơ».

The score only puts suggestions in order; which pairs cannot be one indicator is told by `lib.domain.contrasts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from lib.domain.indicator_names import plain_words
from lib.domain.naming import fold

_SHORTEST = 2  # words of a run that counts as shared
# For whom a figure stands, not what it measures; the longest first. Source: the shipped plans.
_SCOPES = (
    "thuộc phạm vi chức năng quản lý của các sở ban ngành địa phương",
    "thuộc phạm vi chức năng quản lý của cơ quan",
    "của các cấp chính quyền trên địa bàn tỉnh",
    "cho cơ quan hành chính nhà nước",
    "tại cơ quan hành chính nhà nước",
    "của các sở ban ngành địa phương",
    "của bộ ngành địa phương",
    "cho cơ quan nhà nước",
    "trong phạm vi cấp tỉnh",
    "trên địa bàn tỉnh",
    "trên địa bàn xã",
    "tại cấp tỉnh",
    "của cấp tỉnh",
    "tại cấp xã",
    "của cấp xã",
    "của tỉnh",
    "của xã",
    "cấp tỉnh",
    "cấp xã",
)
_SCOPE = re.compile(rf"(?<!\w)(?:{'|'.join(_SCOPES)})(?!\w)")
# Words that carry no weight: they hold a name together.
_IDLE = frozenset(
    ["tỷ", "tỉ", "lệ", "số", "tổng", "được", "phải", "là", "có", "đạt", "các", "của", "và", "về", "cho", "trên"]
) | {"khi", "theo", "đến", "để", "từ"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a name that are compared, as shown in lower case, and the keys by which they are equal."""

    shown: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How many of them carry weight."""
        return _weight(self.shown)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, 0–100; the runs of words that both hold, and those that only one of them holds.

    `shared` and `only_first` stand in the order of the first name, `only_second` in that of the second.
    """

    score: int
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@lru_cache(maxsize=4096)
def words_of(name: str) -> Words:
    """The words of a name that are compared, in its order."""
    shown = tuple(_SCOPE.sub(" ", " ".join(plain_words(name))).split())
    return Words(shown, tuple(fold(word) for word in shown))


def likeness(first: Words, second: Words) -> Likeness:
    """Twice the weight of the shared words over the weight of both names."""
    tiles = _tiles(first.keys, second.keys)
    shared = _runs(first, {n for i, _, length in tiles for n in range(i, i + length)})
    in_second = _runs(second, {n for _, j, length in tiles for n in range(j, j + length)})
    held = sum(_weight(first.shown[i : i + length]) for i, _, length in tiles)
    whole = first.weight + second.weight
    return Likeness(round(200 * held / whole) if whole else 0, shared[True], shared[False], in_second[False])


def at_most(first: Words, second: Words) -> int:
    """A score that `likeness` cannot pass, found without looking at the order of the words."""
    whole = first.weight + second.weight
    both = set(first.keys) & set(second.keys)
    held = min(sum(key in both for key in first.keys), sum(key in both for key in second.keys))
    return round(200 * held / whole) if whole else 0


def _weight(words: Sequence[str]) -> int:
    return sum(word not in _IDLE for word in words)


def _runs(words: Words, held: Set[int]) -> dict[bool, tuple[str, ...]]:
    """The words in runs: those at the places held (True) and the others (False); runs without weight left out."""
    found: dict[bool, tuple[str, ...]] = {True: (), False: ()}
    for is_held, places in groupby(range(len(words.shown)), held.__contains__):
        run = [words.shown[n] for n in places]
        if _weight(run):
            found[is_held] += (" ".join(run),)
    return found


def _tiles(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where the runs stand that both hold, and their length: the longest taken first, no word twice."""
    left: list[str | None] = list(first)
    right: list[str | None] = list(second)
    found: list[tuple[int, int, int]] = []
    while True:
        length, i, j = _longest_run(left, right)
        if length < _SHORTEST:
            return found
        found.append((i, j, length))
        left[i : i + length] = right[j : j + length] = [None] * length


def _longest_run(left: Sequence[str | None], right: Sequence[str | None]) -> tuple[int, int, int]:
    """Length of the longest run in both, and where it begins in each."""
    best = (0, 0, 0)
    above = [0] * (len(right) + 1)
    for i, word in enumerate(left, 1):
        row = [0] * (len(right) + 1)
        for j, other in enumerate(right, 1):
            if word is not None and word == other:
                row[j] = above[j - 1] + 1
                if row[j] > best[0]:
                    best = (row[j], i - row[j], j - row[j])
        above = row
    return best
