"""Every finding and fault as a Vietnamese sentence with its mend; unknown codes and facts never raise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lib.domain.errors import LedgerError
from lib.domain.issue import Issue
from lib.domain.period import Period
from lib.wording import numbers
from lib.wording.catalog_messages import CATALOG_MESSAGES
from lib.wording.fault_messages import FAULT_MESSAGES, TEXTS
from lib.wording.file_messages import FILE_MESSAGES
from lib.wording.places import place_text
from lib.wording.return_messages import RETURN_MESSAGES

COLUMNS: Mapping[str, str] = {
    "name": "tên chỉ tiêu",
    "unit": "đơn vị tính",
    "ordinal": "số thứ tự",
    "answer": "trả lời",
    "a": "tử số a",
    "b": "mẫu số b",
    "value": "kết quả",
    "stated": "tỷ lệ ghi",
    "source_system": "nguồn số liệu",
    "second_value": "kết quả nguồn thứ hai",
    "second_source": "nguồn thứ hai",
    "evidence": "minh chứng",
    "subjective_cause": "nguyên nhân chủ quan",
    "objective_cause": "nguyên nhân khách quan",
    "remedy": "giải pháp khắc phục",
}
_COLUMN_FACTS = frozenset(("column", "columns", "given", "missing"))
_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FACT = re.compile(r"\{(\w+)\}")
_LONGEST = 160  # letters of one fact in a sentence


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong, and what to do about it."""

    sentence: str
    mend: str


def message(issue: Issue) -> Message:
    """The sentence and mend of an issue, its facts filled in."""
    return _filled(_template(issue), issue.code, issue.facts)


def sentence(issue: Issue) -> str:
    """What is wrong, without its place."""
    return message(issue).sentence


def mend(issue: Issue) -> str:
    """What to do about it."""
    return message(issue).mend


def full(issue: Issue) -> str:
    """What is wrong and what to do about it, in one text."""
    said = message(issue)
    return f"{said.sentence} {said.mend}".strip()


def place(issue: Issue) -> str:
    """Where it is: «trang Biểu, ô F9», or nothing."""
    return place_text(issue.sheet, issue.cell)


def fault(error: LedgerError) -> str:
    """A fault of the ledger as sentence and mend."""
    templates = FAULT_MESSAGES.get(error.code) or FILE_MESSAGES.get(error.code) or RETURN_MESSAGES.get(error.code)
    found = _filled(templates, error.code, error.facts.items())
    return f"{found.sentence} {found.mend}".strip()


def text(key: str, **facts: str) -> str:
    """A short text of a command or page by its key; the key itself when there is none."""
    return _fill(TEXTS.get(key, key), dict(facts))


def _template(issue: Issue) -> tuple[str, str] | None:
    code = issue.code
    return CATALOG_MESSAGES.get(code) or RETURN_MESSAGES.get(code) or FILE_MESSAGES.get(code)


def _filled(templates: tuple[str, str] | None, code: str, facts: Iterable[tuple[str, str]]) -> Message:
    known = {name: _shown(name, value) for name, value in facts if value}
    if templates is None:
        said = "; ".join(f"{name}: {value}" for name, value in known.items())
        return Message(f"Có vấn đề cần xem ({code})" + (f": {said}." if said else "."), "")
    return Message(*(_fill(template, known) for template in templates))


def _fill(template: str, facts: Mapping[str, str]) -> str:
    """The template with its facts: an optional part without its fact falls away, any other shows «—»."""

    def kept(match: re.Match[str]) -> str:
        names = _FACT.findall(match[1])
        return match[1] if all(name in facts for name in names) else ""

    filled = _FACT.sub(lambda match: facts.get(match[1], numbers.MISSING), _OPTIONAL.sub(kept, template))
    return filled[:1].upper() + filled[1:]


def _shown(name: str, value: str) -> str:
    """A fact as a reader knows it: columns by their heading, periods as «T5/2026», long texts cut."""
    if name in _COLUMN_FACTS:
        return ", ".join(COLUMNS.get(part.strip(), part.strip()) for part in value.split(","))
    if name == "target":
        return numbers.as_written(value)
    if _PERIOD.fullmatch(value):
        return numbers.period(Period.parse(value))
    if iso := _DAY.fullmatch(value):
        return f"{iso[3]}/{iso[2]}/{iso[1]}"
    return value if len(value) <= _LONGEST else value[:_LONGEST].rstrip() + "…"
