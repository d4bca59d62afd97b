"""Which indicator a row of an agency's own table means: by its name, its number, what was confirmed before.

Only an equal name, an equal number with an equal core of the name, and a remembered confirmation are taken;
likeness is a suggestion with a score, which a person confirms or not.

Source: `docs/rules.md` §1; names that differ in level or number are different indicators.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from lib.domain.indicator_names import spelled_out
from lib.domain.naming import fold, tidy

LOWEST_SCORE = 70  # of 100: below that two names say different things
MOST = 3
LONGEST = 600  # letters of a name; a longer text names nothing
_FEWEST_WORDS = 5  # that a name cut short («…») must still have
_WORD = re.compile(r"[\w\u0300-\u036f]+")  # a folded word bears its tone mark behind its letters
_LEAD_IN = re.compile(r"^(?:có |tỷ lệ |số |các )+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_RATE = re.compile(r"(?<!\w)tỉ(?!\w)", re.IGNORECASE)
_LEVELS = frozenset(map(fold, ("tỉnh", "xã", "phường", "huyện", "thôn")))
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"20\d\d")


class Agreement(StrEnum):
    """How a row was matched."""

    NAME = "name"  # the same name
    NUMBER = "number"  # the same number, and the same core of the name
    REMEMBERED = "remembered"  # as a person confirmed before
    SUGGESTED = "suggested"  # likeness: waits for a person
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that the agency owes."""

    code: str
    ordinal: int
    name: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that a name may mean. `score` of 100."""

    code: str
    score: int


@dataclass(frozen=True, slots=True)
class Match:
    """What a row was matched with. `indicator_code` is `None` for a suggestion, for none, and for a row remembered
    to be no indicator (`REMEMBERED`)."""

    agreement: Agreement
    indicator_code: str | None = None
    suggestions: tuple[Suggestion, ...] = ()


@lru_cache(maxsize=8192)
def row_key(name: str) -> str:
    """The key under which names of rows are equal: folded, abbreviations spelled out, «tỉ lệ» as «tỷ lệ»."""
    return " ".join(_WORD.findall(fold(_RATE.sub("tỷ", spelled_out(name)))))


def match_rows(
    rows: Sequence[tuple[int | None, str]], candidates: Sequence[Candidate], aliases: Mapping[str, str | None]
) -> tuple[Match, ...]:
    """What each row (printed number, name) means. `aliases`: confirmed before, by `row_key`; `None` is no indicator."""
    by_name = _by_key(candidates)
    sure = [_sure(ordinal, name, candidates, by_name, aliases) for ordinal, name in rows]
    taken = {match.indicator_code for match in sure if match}
    left = [candidate for candidate in candidates if candidate.code not in taken]
    return tuple(match or _likely(name, left) for match, (_, name) in zip(sure, rows, strict=True))


def is_named(candidates: Sequence[Candidate], aliases: Mapping[str, str | None]) -> frozenset[str]:
    """The keys of every name that means one of these indicators for sure."""
    return frozenset(_by_key(candidates)) | {key for key, code in aliases.items() if code}


def _by_key(candidates: Sequence[Candidate]) -> dict[str, str]:
    """Codes by the key of their name; a name that two indicators share decides nothing."""
    counts = Counter(row_key(candidate.name) for candidate in candidates)
    return {key: c.code for c in candidates if counts[key := row_key(c.name)] == 1}


def _sure(
    ordinal: int | None,
    name: str,
    candidates: Sequence[Candidate],
    by_name: Mapping[str, str],
    aliases: Mapping[str, str | None],
) -> Match | None:
    if len(name) > LONGEST:
        return Match(Agreement.NONE)
    key = row_key(name)
    if key in by_name:
        return Match(Agreement.NAME, by_name[key])
    numbered = [c for c in candidates if c.ordinal == ordinal and _same_core(name, c.name)]
    if len(numbered) == 1:
        return Match(Agreement.NUMBER, numbered[0].code)
    return Match(Agreement.REMEMBERED, aliases[key]) if key in aliases else None


def _same_core(name: str, other: str) -> bool:
    """The same name without brackets and without «Tỷ lệ» before it, or its beginning where it was cut short."""
    mine, theirs = (row_key(_LEAD_IN.sub("", tidy(_BRACKETS.sub("", _RATE.sub("tỷ", n))))) for n in (name, other))
    is_cut = tidy(name).endswith(("…", "...")) and len(mine.split()) >= _FEWEST_WORDS
    return bool(mine) and (mine == theirs or (is_cut and theirs.startswith(mine)))


def _likely(name: str, candidates: Sequence[Candidate]) -> Match:
    scored = [Suggestion(c.code, _score(name, c.name)) for c in candidates if not _differs(name, c.name)]
    likely = sorted((s for s in scored if s.score >= LOWEST_SCORE), key=lambda s: (-s.score, s.code))[:MOST]
    return Match(Agreement.SUGGESTED if likely else Agreement.NONE, None, tuple(likely))


def _score(name: str, other: str) -> int:
    """How alike two names are, of 100: letter by letter, word by word, and as a part with fewer marks."""
    mine, theirs = row_key(name), row_key(other)
    whole = max(fuzz.ratio(mine, theirs), fuzz.token_sort_ratio(mine, theirs))
    is_long = min(len(mine.split()), len(theirs.split())) >= _FEWEST_WORDS
    part = 0.92 * fuzz.token_set_ratio(mine, theirs) if is_long else 0.0
    return min(99, round(max(whole, part)))


def _differs(name: str, other: str) -> bool:
    """Whether two names speak of another level or number; what stands in brackets may be left out."""
    mine, theirs = ((_marks(text), _marks(_BRACKETS.sub("", text))) for text in (name, other))
    return not set(mine) & set(theirs)


def _marks(name: str) -> tuple[frozenset[str], frozenset[int]]:
    """The level words and the numbers of a name; years aside."""
    words = row_key(name).split()
    numbers = frozenset(int(n) for word in words for n in _NUMBER.findall(word) if not _YEAR.fullmatch(n))
    return _LEVELS & set(words), numbers
