"""One cell of a plan that names several agencies, taken apart without cutting a name in two.

Names hold commas («Sở Văn hóa, Thể thao và Du lịch»), «và» («Sở Khoa học và Công nghệ») and collectives hold both
(«Các sở, ban, ngành, UBND các xã; phường»), so a separator only counts where a new name begins behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lib.domain.naming import fold, tidy

_LEVEL = r"(?:xã|phường|đặc khu|thị trấn|huyện|thị xã|thành phố|quận)"
_LISTED = r"(?:sở|ban|ngành|phòng|cơ quan|đơn vị|đoàn thể|địa phương|trung tâm|hội)"
_COUNCILS = r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)"

# «Các sở, ban, ngành, UBND xã, phường»: one collective, whatever commas it holds.
_COLLECTIVE = re.compile(
    rf"(?:(?:tất cả )?các )?{_LISTED}(?: ?, ?(?:các )?{_LISTED}\b)+(?: (?:cấp )?tỉnh)?"
    rf"(?: ?, ?(?:các )?{_COUNCILS} (?:các )?(?:cấp )?{_LEVEL}\b)?",
    re.IGNORECASE,
)
# «; phường», «, cấp xã»: a level that stands alone goes on with the name before it.
_BARE_LEVEL = re.compile(rf"(?:các )?(?:cấp )?{_LEVEL} ?(?:$|[,;]|và |trên địa bàn)", re.IGNORECASE)

# Words that begin a name when they stand behind a comma; the capitalised ones only as written.
_OPENERS = re.compile(
    r"(?:các|những|đơn vị|cơ quan|doanh nghiệp|tổ chức|UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng nhân dân"
    r"|văn phòng|công an|trung tâm|bảo hiểm xã hội|thanh tra|chi cục|cục)\b",
    re.IGNORECASE,
)
_CAPITAL_OPENERS = re.compile(
    r"(?:Sở|Ban|Bộ|Phòng|Cổng|Báo|Đài|Tổ|Hội|Đoàn|Liên đoàn|Tỉnh đoàn|Tỉnh ủy|Thành ủy|Mặt trận|Tòa án|Toà án"
    r"|Viện|Kho bạc|Ngân hàng|Trường|Bệnh viện|Thuế|Hải quan|Quỹ|Công ty|Tập đoàn|Tổng công ty|Viễn thông"
    r"|VNPT|Viettel|MobiFone|Bưu điện|Điện lực)\b"
)
_PLACED_OPENERS = re.compile(r"(?:xã|phường|đặc khu|thị trấn|thị xã|thành phố|huyện|tỉnh) [A-ZĐÀ-Ỹ]")
_BREAK = re.compile(r";|,|(?<!\w)và(?!\w)")
_SEPARATORS = re.compile(r"(?:\s|[,;]|(?<!\w)và(?!\w))*")
_BEHIND_AND = re.compile(r"(?:các|những|Sở|UBND cấp|UBND các|Ủy ban nhân dân các)\b")
_NOTE = re.compile(r"\s*\([^()]*\)")
_WORD = re.compile(r"\w+|[^\w\s]")
_LEADING_MARK = re.compile(r"^(?:[-+•·*–]\s*)+")


def split_agencies(cell: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names in a cell, as written but tidied, in order, each once (folded).

    `known` names are found first, the longest at each place, folded and between whole words; the rest is cut
    at «;», and at «,» or «và» where a name begins. A remark in brackets is not part of a name.
    """
    text = _NOTE.sub("", _one_line(cell))
    vocabulary = _vocabulary(frozenset(known))
    found: dict[str, str] = {}
    for name in _scan(text, vocabulary):
        found.setdefault(fold(name), name)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or mark of a cell with its folded form and its place."""

    folded: str
    start: int
    end: int


def _one_line(cell: str) -> str:
    """The cell on one line: a line break parts names only where a bullet or a name begins behind it."""
    text = ""
    for line in filter(None, map(tidy, cell.splitlines())):
        name = _LEADING_MARK.sub("", line)
        parts = text and (name != line or _begins_name(name, 0))
        text = f"{text}{'; ' if parts else ' '}{name}".strip()
    return text


def _begins_name(text: str, at: int) -> bool:
    return any(opener.match(text, at) for opener in (_OPENERS, _CAPITAL_OPENERS, _PLACED_OPENERS))


def _words(text: str) -> list[_Word]:
    return [_Word(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=8)
def _vocabulary(known: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """Known names as folded words, by first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in {tuple(word.folded for word in _words(tidy(name))) for name in known}:
        if words:
            by_first.setdefault(words[0], []).append(words)
    return {first: sorted(names, key=len, reverse=True) for first, names in by_first.items()}


def _scan(text: str, vocabulary: dict[str, list[tuple[str, ...]]]) -> Iterator[str]:
    """Names from left to right."""
    words = _words(text)
    at = _past_separator(text, 0)
    while at < len(text):
        end = _known_end(text, words, at, vocabulary) or _unknown_end(text, words, at, vocabulary)
        if name := text[at:end].strip(" .,;:-"):
            yield name
        at = _past_separator(text, end)


def _word_at(words: list[_Word], at: int) -> int | None:
    """The index of the word that begins at this place."""
    index = bisect_left(words, at, key=lambda word: word.start)
    return index if index < len(words) and words[index].start == at else None


def _past_separator(text: str, at: int) -> int:
    match = _SEPARATORS.match(text, at)
    return match.end() if match else at


def _known_end(text: str, words: list[_Word], at: int, vocabulary: dict[str, list[tuple[str, ...]]]) -> int | None:
    """Where the longest known name that begins here ends, if it ends at a separator."""
    first = _word_at(words, at)
    if first is None:
        return None
    for name in vocabulary.get(words[first].folded, ()):
        ahead = words[first : first + len(name)]
        if tuple(word.folded for word in ahead) == name and _ends_at(text, words, ahead[-1].end, vocabulary):
            return ahead[-1].end
    return None


def _ends_at(text: str, words: list[_Word], end: int, vocabulary: dict[str, list[tuple[str, ...]]]) -> bool:
    at = end + len(text[end : end + 2]) - len(text[end : end + 2].lstrip())
    return at >= len(text) or _separates(text, words, at, vocabulary)


def _unknown_end(text: str, words: list[_Word], at: int, vocabulary: dict[str, list[tuple[str, ...]]]) -> int:
    """Where a name that nobody knows ends: at the next separator behind which a name begins."""
    collective = _COLLECTIVE.match(text, at)
    start = collective.end() if collective else at
    for separator in _BREAK.finditer(text, start):
        if separator.start() > at and _separates(text, words, separator.start(), vocabulary):
            return separator.start()
    return len(text)


def _separates(text: str, words: list[_Word], at: int, vocabulary: dict[str, list[tuple[str, ...]]]) -> bool:
    """Whether the mark at this place parts two names."""
    mark = _BREAK.match(text, at)
    if mark is None:
        return False
    behind = _past_separator(text, mark.end())
    if _BARE_LEVEL.match(text, behind):
        return False
    if mark[0] == ";" or _known_end_plain(words, behind, vocabulary):
        return True
    if mark[0] == "và":
        return _BEHIND_AND.match(text, behind) is not None
    return _begins_name(text, behind)


def _known_end_plain(words: list[_Word], at: int, vocabulary: dict[str, list[tuple[str, ...]]]) -> bool:
    """Whether a known name begins here, wherever it ends."""
    first = _word_at(words, at)
    if first is None:
        return False
    return any(
        tuple(word.folded for word in words[first : first + len(name)]) == name
        for name in vocabulary.get(words[first].folded, ())
    )
