"""The number a plan carries itself, not those of the documents it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lib.documents.blocks import Paragraph
from lib.documents.findings import finding
from lib.domain.issue import Issue

_SIGN = r"(?P<number>\d+[a-zA-Z]?)?\s*/\s*(?P<sign>[A-ZĐ][\wĐ]*(?:-[\wĐ]+)+)"
_OWN = re.compile(rf"số\s*:\s*{_SIGN}", re.IGNORECASE)
_ATTACHED = re.compile(
    rf"\(*\s*(?:ban hành\s+)?kèm theo\s+(?:kế hoạch|quyết định|công văn|chương trình|tờ trình|nghị quyết)\s+"
    rf"(?:số\s*)?:?\s*{_SIGN}",
    re.IGNORECASE,
)


def find_plan_number(paragraphs: Iterable[Paragraph]) -> tuple[str | None, list[Issue]]:
    """«136/KH-UBND» from the head of the document or the line «(Kèm theo Kế hoạch số …)»; a note when blank."""
    blank: Paragraph | None = None
    for paragraph in paragraphs:
        found = _OWN.match(paragraph.text) or _ATTACHED.match(paragraph.text)
        if found and found["number"]:
            return f"{found['number']}/{found['sign']}", []
        if found and blank is None:
            blank = paragraph
    place = (blank.sheet, blank.ref) if blank else (None, None)
    return None, [finding("plan-number-blank", *place, text=blank.text if blank else None)]
