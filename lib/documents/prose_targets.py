"""Targets stated in the body of a plan: «tỷ lệ … đạt 80%», «Có ≥ 70% văn bản …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.documents.blocks import Paragraph
from lib.domain.naming import tidy
from lib.domain.quantity import Quantity, parse_quantity

_FIGURE = r"\d{1,3}(?:[.,]\d{1,3})*"
_UNIT = r"(?:\s?%|\s(?!năm\b|tháng\b|quý\b)[^\W\d_]+(?:\s[^\W\d_]+)?)"
_SIGN = (
    r"(?:(?:từ|trên|hơn|vượt|dưới|tối thiểu|tối đa|ít nhất|không dưới|không quá|khoảng|bằng|mức"
    r"|≥|>=|>|≤|<=|<|~)\s*)*"
)
_REACHED = re.compile(rf"\s*(?<!\w)đạt\s+(?P<demand>{_SIGN}{_FIGURE}\s?%(?:\s*trở (?:lên|xuống))?)", re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?:\([ivx\d]+\)\s*|[-+•]\s*)?(?:(?:phấn đấu|đảm bảo|bảo đảm)\s+)?"
    rf"(?P<demand>(?:có\s+)?{_SIGN}{_FIGURE}(?:{_UNIT}))\s+(?P<about>.+)",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE = re.compile(r"(?:;|\.(?=\s|$)|:(?=\s))\s*")
_ENDS = re.compile(r"[.;:!?…/)\]*]\W*$")
_SUBJECT = re.compile(r"(?<!\w)(?:tỷ|tỉ) lệ(?!\w)", re.IGNORECASE)
_AIM = re.compile(r"^.*(?<!\w)(?:phấn đấu|bảo đảm|đảm bảo|trong đó)(?!\w)\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class ProseTarget:
    """One statement. `about`: what it speaks of; `demand`: the words that ask for a value."""

    about: str
    demand: str
    quantity: Quantity
    sheet: str | None
    ref: str

    @property
    def text(self) -> str:
        """The statement in its own words."""
        return f"{self.about} đạt {self.demand}" if not self.demand.casefold().startswith("có") else self.demand


def find_prose_targets(paragraphs: Sequence[Paragraph]) -> Iterator[ProseTarget]:
    """Statements of a body in reading order; a sentence cut by a page break is put together first."""
    for paragraph in _joined(paragraphs):
        at = 0
        for end in [*_SENTENCE.finditer(paragraph.text), None]:
            sentence = paragraph.text[at : end.start() if end else None]
            at = end.end() if end else at
            yield from _statements(sentence, paragraph)


def _joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs, each with those that go on its last sentence (they begin in lower case)."""
    open_one: Paragraph | None = None
    for paragraph in paragraphs:
        if open_one and not _ENDS.search(open_one.text) and paragraph.text[:1].islower():
            open_one = Paragraph(f"{open_one.text} {paragraph.text}", open_one.sheet, open_one.ref)
            continue
        if open_one:
            yield open_one
        open_one = paragraph
    if open_one:
        yield open_one


def _statements(sentence: str, paragraph: Paragraph) -> Iterator[ProseTarget]:
    at = 0
    for found in _REACHED.finditer(sentence):
        about = _subject(sentence[at : found.start()])
        at = found.end()
        if about:
            yield _target(about, found["demand"], paragraph)
    if at == 0 and (ahead := _AHEAD.match(sentence.strip())):
        yield _target(tidy(ahead["about"]), ahead["demand"], paragraph)


def _subject(text: str) -> str:
    """What a «đạt N%» speaks of: from the last «tỷ lệ» on, else behind «phấn đấu»."""
    starts = [found.start() for found in _SUBJECT.finditer(text)]
    about = text[starts[-1] :] if starts else _AIM.sub("", text)
    return tidy(about).strip(" ,;:.-")


def _target(about: str, demand: str, paragraph: Paragraph) -> ProseTarget:
    quantity = parse_quantity(demand, "", "target")
    return ProseTarget(about, tidy(demand), quantity, paragraph.sheet, paragraph.ref)
