"""Words and phrases of a text of targets: its tokens, numbers, units, and how far a noun goes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lib.domain.quantity_words import SCALES, SPELLED, Token, tokens_of

PERIODS = frozenset({"năm", "quý", "tháng", "tuần", "ngày"})

NUMBER = frozenset({"NUM", "RATIO"})
NOUN = frozenset({"WORD", "MEASURE"})
_EDGES = frozenset(["COMMA", "AND", "TIME", "OTHER", "TO", "END", "SKIP", "COLON", "OF", "VERSUS", "FILL", "FOR"])
_SCOPE_GOES_ON = frozenset({"của", "về", "tại", "đã", "theo"})
_AGGREGATES = (
    *("tổng chi", "tổng thu", "tổng mức", "tổng vốn", "tổng sản phẩm"),
    *("grdp", "gdp", "ngân sách", "chi ngân sách"),
)
_RELATIVE = frozenset({"nhu cầu", "đủ", "liên quan", "phát sinh", "thẩm quyền", "yêu cầu", "điều kiện"})


class Phrases:
    """The tokens of a text, asked by place; a place beyond either end holds nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: Sequence[Token] = tokens_of(text)

    def kind(self, place: int) -> str:
        """The kind of the token at a place; empty beyond either end."""
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""

    def slice(self, start: int, end: int) -> str | None:
        """The text of the tokens `start` to `end`, without punctuation and fillers at its edges."""
        while start < end and self.kind(start) in _EDGES:
            start += 1
        while start < end and self.kind(end - 1) in (_EDGES | {"STOP"}) - {"SKIP"}:
            end -= 1
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else None

    def clause_start(self, place: int) -> int:
        """The first token of the clause that holds a place."""
        while place > 0 and self.kind(place - 1) != "END":
            place -= 1
        return place

    def word(self, place: int) -> str:
        """The token at a place in lower case; empty beyond either end."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def is_number(self, place: int) -> bool:
        """Whether a number stands there, in digits or in words."""
        return self.kind(place) in NUMBER or self._is_spelled(place)

    def _is_spelled(self, place: int) -> bool:
        """A number in words: behind a comparator, «nhóm» or «top», and before a noun."""
        return (
            self.word(place) in SPELLED
            and self.kind(place) in {"WORD", "MEASURE"}
            and (self.kind(place - 1) == "TOP" or self.word(place - 1) in ("ít nhất", "tối thiểu", "tối đa"))
            and self.kind(place + 1) in NOUN
        )

    def value_at(self, place: int) -> Decimal:
        """The value of the number at a place."""
        value = self.tokens[place].value
        return Decimal(SPELLED[self.word(place)]) if value is None else value

    # units

    def range_at(self, place: int, unit: str, end: int) -> tuple[Decimal | None, str, int]:
        """The second number of «80 - 85%», «từ 80% đến 90%», with the unit that both share."""
        if self.kind(end) != "TO" or self.kind(end + 1) != "NUM" or self.kind(place) != "NUM":
            return None, unit, end
        unit2, end2 = self.unit_at(end + 2)
        if unit and unit2 and unit2.split("/")[0] != unit:
            return None, unit, end
        return self.value_at(end + 1), unit2 or unit, end2

    def unit_at(self, place: int) -> tuple[str, int]:
        """The unit that begins at a place, and the place behind it."""
        if self.kind(place) == "PCT":
            unit, end = self._percentage(place + 1)
        elif self.kind(place) == "MEASURE":
            unit, end = self._measure(place)
        else:
            unit, end = self._counted_noun(place)
        further = -1
        while unit and further != end:
            further = end
            unit, end = self._with_denominator(unit, end)
        return unit, end

    def _measure(self, place: int) -> tuple[str, int]:
        """«phút», «tỷ đồng»; a bare «triệu» takes the noun it counts («triệu lượt»)."""
        end = self.noun_end(place + 1) if self.word(place) in SCALES else place + 1
        return self.text[self.tokens[place].start : self.tokens[end - 1].end], end

    def _percentage(self, place: int) -> tuple[str, int]:
        """«%», or «% tổng chi ngân sách» where the whole is a sum of money."""
        end = self.noun_end(place)
        words = self.text[self.tokens[place].start : self.tokens[end - 1].end] if end > place else ""
        return (f"% {words}", end) if words.lower().startswith(_AGGREGATES) else ("%", place)

    def noun_end(self, place: int) -> int:
        """The place behind the nouns that begin at a place."""
        while self.kind(place) in NOUN:
            place += 1
        return place

    def _counted_noun(self, place: int) -> tuple[str, int]:
        """«tin, bài»: nouns; a comma goes on only to one short noun that ends the phrase."""
        if self.kind(place) != "WORD":
            return "", place
        end = self.noun_end(place)
        if self.kind(end) == "COMMA":
            further = self.noun_end(end + 1)
            if 0 < further - end - 1 <= 2 and self.kind(further) in ("", "END", "SLASH", "LEAD", "UP"):
                end = further
        return self.text[self.tokens[place].start : self.tokens[end - 1].end], end

    def _with_denominator(self, unit: str, end: int) -> tuple[str, int]:
        """«phút/01 lượt giao dịch» → «phút/lượt giao dịch»; a percentage takes a period only."""
        if self.kind(end) != "SLASH":
            return unit, end
        first = end + 2 if self.kind(end + 1) == "NUM" else end + 1
        last = self.noun_end(first)
        if self.kind(last) == "TO" and self.kind(last + 1) == "WORD":
            last = self.noun_end(last + 1)
        if last == first or (unit == "%" and self.word(first) not in PERIODS):
            return unit, end
        count = f"{self.tokens[end + 1].text} " if first == end + 2 and self.value_at(end + 1) != 1 else ""
        words = self.text[self.tokens[first].start : self.tokens[last - 1].end]
        return f"{unit}/{count}{words}", last

    # how far a noun goes

    def scope_end(self, place: int, lists_end_at: int = 0) -> int:
        """The end of «hồ sơ công việc» in «hồ sơ công việc được xử lý»: before the verb or the next number."""
        while self._scope_continues(place) or (place < lists_end_at and self.kind(place) in ("COMMA", "AND")):
            place += 1
        while self.kind(place - 1) in ("COMMA", "AND"):
            place -= 1
        return place

    def _scope_continues(self, place: int) -> bool:
        kind, word = self.kind(place), self.word(place)
        if kind in ("COMMA", "AND"):
            return self.kind(place + 1) in ("WORD", "SHARE") and not self._number_ahead(place + 1)
        if word == "có":
            return self.word(place + 1) + " " + self.word(place + 2) in _RELATIVE or self.word(place + 1) == "đủ"
        if word == "mỗi" or kind == "SKIP":
            return True
        return kind in ("WORD", "MEASURE", "SHARE") or word in _SCOPE_GOES_ON or word in ("thuộc", "đủ")

    def _number_ahead(self, place: int) -> bool:
        """Whether a number comes before the next punctuation mark or verb."""
        while self.kind(place) in ("WORD", "MEASURE", "FILL", "CMP", "FROM", "COLON", "TIME"):
            place += 1
        return self.kind(place) in NUMBER
