"""How a form is laid out: what the writer and the reader of returns must agree on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from lib.domain.catalog import IndicatorKind
from lib.domain.naming import fold
from lib.domain.submission import Answer

TEMPLATE_VERSION = "1"
FORM_SHEET = "Biểu báo cáo"
GUIDE_SHEET = "Hướng dẫn"
PRINT_SHEET = "_vantay"  # the fingerprint, hidden from the agency
MARKER = "so-chi-tieu/bieu"
MAX_ROWS = 20_000

KEY_ROW = 7  # hidden; names the columns by their keys, so that an inserted column does no harm
HEADER_ROW = 8
FIRST_LINE_ROW = 9

LOCKED_KEYS = ("indicator_code", "name", "measured", "unit", "target", "last")
NUMBER_KEYS = ("a", "b", "value", "second_value")
TEXT_KEYS = (
    "source_system",
    "second_source",
    "evidence",
    "subjective_cause",
    "objective_cause",
    "remedy",
)
OPEN_KEYS = (
    "answer",
    "a",
    "b",
    "value",
    "source_system",
    "second_value",
    "second_source",
    "evidence",
    "subjective_cause",
    "objective_cause",
    "remedy",
)
COLUMN_KEYS = LOCKED_KEYS + OPEN_KEYS

ANSWER_LABELS: dict[Answer, str] = {
    Answer.FIGURE: "Có số liệu",
    Answer.NOTHING_ARISING: "Không phát sinh",
    Answer.NOT_APPLICABLE: "Không thuộc phạm vi",
    Answer.MET: "Đã đạt",
    Answer.IN_PROGRESS: "Đang thực hiện",
    Answer.NOT_MET: "Chưa đạt",
}
_DONG = frozenset(map(fold, ("đồng", "đ", "VNĐ", "VND", "đồng Việt Nam")))
_MEASURED = (Answer.FIGURE, Answer.NOTHING_ARISING, Answer.NOT_APPLICABLE)
_IN_WORDS = (Answer.MET, Answer.IN_PROGRESS, Answer.NOT_MET, Answer.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What the reader must know of one line: its code, kind and unit."""

    indicator_code: str
    kind: IndicatorKind
    unit: str

    @property
    def asks_ab(self) -> bool:
        """Whether the line is a share, counted by a and b."""
        return self.kind is IndicatorKind.SHARE

    @property
    def asks_value(self) -> bool:
        """Whether the line asks for a number at all."""
        return self.kind is not IndicatorKind.QUALITATIVE

    @property
    def in_percent(self) -> bool:
        """Whether the line's value is a percentage."""
        return self.asks_ab or (self.asks_value and "%" in self.unit)

    @property
    def in_dong(self) -> bool:
        """Whether the line's value is money in đồng, which has no parts."""
        return fold(self.unit) in _DONG

    @property
    def number_keys(self) -> tuple[str, ...]:
        """The columns in which this line takes numbers."""
        if self.asks_ab:
            return NUMBER_KEYS
        return ("value", "second_value") if self.asks_value else ()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers that this line takes."""
        return _MEASURED if self.asks_value else _IN_WORDS


_ANSWERS = {fold(label): answer for answer, label in ANSWER_LABELS.items()}


def read_answer(text: str) -> Answer | None:
    """The answer that a text names, whatever its case and spacing."""
    return _ANSWERS.get(fold(text))


def seal(facts: Iterable[str]) -> str:
    """The checksum by which a hidden sheet shows that nobody edited it (not a signature)."""
    return hashlib.sha256("\t".join(facts).encode()).hexdigest()[:16]
