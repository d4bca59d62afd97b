"""Percentages that the body of a plan sets in running text, to be compared with its annex.

Two shapes: «tỷ lệ … đạt 80%» names the thing before the number, «Trên 90% hồ sơ … được …» behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.domain.number_text import plain_text
from lib.domain.quantity import LONGEST, Quantity, outside_parentheses, quantity_of
from lib.domain.quantity_reading import Reading, Statement

_SENTENCE_END = re.compile(r";\s*|(?<![0-9])[.!?…]+(?:\s+|$)|(?<=[0-9])\.(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class ProseTarget:
    """A percentage stated in running text: the thing measured, what is asked, and the sentence."""

    subject: str
    quantity: Quantity
    sentence: str


def find_prose_targets(paragraph: str) -> tuple[ProseTarget, ...]:
    """Every percentage that a paragraph sets as a level; changes («giảm 20%») are left out.

    Sentences end at «;» and at a full stop outside numbers; a parenthesis is no part of a subject.
    Lines broken in mid-sentence are joined.
    """
    text = plain_text(re.sub(r"\s*\n\s*", " ", paragraph))
    sentences = (sentence.strip() for sentence in _SENTENCE_END.split(text))
    return tuple(target for sentence in sentences if _may_state(sentence) for target in _targets(sentence))


def _may_state(sentence: str) -> bool:
    return "%" in sentence and len(sentence) <= LONGEST


def _targets(sentence: str) -> Iterator[ProseTarget]:
    reading = Reading(outside_parentheses(sentence))
    statements = [s for s in reading.statements() if s.is_percentage and not s.rank]
    for place, statement in enumerate(statements):
        previous = statements[place - 1] if place else None
        following = statements[place + 1] if place + 1 < len(statements) else None
        subject = _subject(reading, statement, previous, following)
        if subject is not None and not statement.change:
            raw = _written(reading, statement)
            yield ProseTarget(subject, quantity_of(raw, [statement]), sentence)


def _written(reading: Reading, statement: Statement) -> str:
    """The number with its comparator and unit, as the sentence has them."""
    last = statement.unit_end
    if reading.kind(last) in ("UP", "DOWN"):
        last += 1
    first = statement.start
    while reading.kind(first) in ("TIME", "COLON"):
        first += 1
    return reading.text[reading.tokens[first].start : reading.tokens[last - 1].end]


def _subject(
    reading: Reading, statement: Statement, previous: Statement | None, following: Statement | None
) -> str | None:
    if _is_named_behind(reading, statement, previous):
        return _words_behind(reading, statement, following)
    return reading.slice(_words_before(reading, statement, previous), statement.start)


def _is_named_behind(reading: Reading, statement: Statement, previous: Statement | None) -> bool:
    """Whether the thing measured follows the number: «Trên 90% hồ sơ …», unless «tỷ lệ …» stands before."""
    start = _after_unit(reading, previous) if previous is not None else 0
    if any(reading.kind(place) == "SHARE" for place in range(start, statement.start)):
        return False
    return reading.kind(_after_unit(reading, statement)) in ("WORD", "SHARE", "MEASURE")


def _after_unit(reading: Reading, statement: Statement) -> int:
    place = statement.unit_end
    while reading.kind(place) in ("UP", "DOWN", "OF", "OTHER"):
        place += 1
    return place


def _words_before(reading: Reading, statement: Statement, previous: Statement | None) -> int:
    """Where the words before the number begin: at «tỷ lệ», else behind the statement before."""
    start = _after_unit(reading, previous) if previous is not None else 0
    shares = [place for place in range(start, statement.start) if reading.kind(place) == "SHARE"]
    if shares:
        return shares[-1]
    commas = [place for place in range(start, statement.start) if reading.kind(place) in ("COMMA", "AND", "END")]
    named_behind = previous is not None and reading.kind(start) in ("WORD", "SHARE")
    return commas[-1] if named_behind and commas else start


def _words_behind(reading: Reading, statement: Statement, following: Statement | None) -> str | None:
    """From behind the number to the end of the sentence, or to the statement that follows."""
    first = _after_unit(reading, statement)
    if following is None:
        return reading.slice(first, len(reading.tokens))
    last = following.start
    if not _is_named_behind(reading, following, statement):
        last = _words_before(reading, following, statement)
    return reading.slice(first, last)
