"""Targets stated in the body of a plan, each with its place; sentences cut by a page break are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.documents.blocks import Paragraph
from lib.domain.prose_target import ProseTarget, find_prose_targets

_ENDS = re.compile(r"[.;:!?…/)\]*]\W*$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the body and where its paragraph stands."""

    target: ProseTarget
    sheet: str | None
    ref: str

    @property
    def text(self) -> str:
        """What is stated, in the order of the document: «tỷ lệ … đạt 80%», «Có ≥ 70% văn bản …»."""
        said, about = self.target.quantity.raw, self.target.subject
        return f"{about} {said}" if said.casefold().startswith("đạt") else f"{said} {about}"


def find_statements(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    """Statements of a body in reading order."""
    for paragraph in _joined(paragraphs):
        for target in find_prose_targets(paragraph.text):
            yield Statement(target, paragraph.sheet, paragraph.ref)


def _joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs, each with those that go on its last sentence (they begin in lower case)."""
    open_one: Paragraph | None = None
    for paragraph in paragraphs:
        if open_one and not _ENDS.search(open_one.text[-20:]) and paragraph.text[:1].islower():
            open_one = Paragraph(f"{open_one.text} {paragraph.text}", open_one.sheet, open_one.ref)
            continue
        if open_one:
            yield open_one
        open_one = paragraph
    if open_one:
        yield open_one
