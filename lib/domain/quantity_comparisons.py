"""What a number is asked to be: at least, at most, more by so much, or a place in a ranking."""

from __future__ import annotations

import re

from lib.domain.quantity_phrases import NUMBER, Phrases
from lib.domain.quantity_words import OPERATOR

_SHARED = frozenset({">=", "<="})
PLACES = re.compile(
    r"^(?:(?:tỉnh|thành phố|nước|quốc gia|địa phương|đơn vị|sở|ban|ngành|xã|phường)(?:, | và |(?= )|$) ?)+"
)


class Comparisons(Phrases):
    """The comparators, changes and ranks of one text."""

    def __init__(self, text: str, rank_expected: bool = False) -> None:
        super().__init__(text)
        self.rank_expected = rank_expected
        self.shared = "none"  # the comparator that a heading gives to the numbers behind its colon

    def comparator_at(self, place: int, lead: int, kinds: list[str], rank: bool) -> str:
        """The comparator as written of the number at a place, `none` for a bare one.

        `lead` is where its lead-in begins, `kinds` the kinds of the tokens from there to the number.
        """
        for p in range(place - 1, lead - 1, -1):
            if self.kind(p) == "CMP":
                return _operator(self.word(p))
        if rank and "TOP" in kinds:
            return "<="
        if "FROM" in kinds:
            return ">="
        if self._falls_to(place, lead, kinds):
            return "<="
        self._share_heading(lead)
        return self.shared

    def _falls_to(self, place: int, lead: int, kinds: list[str]) -> bool:
        """«giảm … còn 15 phút», «xuống còn 15 phút»: at most."""
        if "DOWNTO" not in kinds:
            return False
        falling = any(self.kind(p) == "FALL" for p in range(self.clause_start(place), place))
        return falling or any(self.word(p).startswith("xuống") for p in range(lead, place))

    def _share_heading(self, lead: int) -> None:
        """«đạt tối thiểu …: tỉnh 30%, cấp xã 15%»: the comparator before the colon serves each number."""
        colons = [p for p in range(self.clause_start(lead), lead) if self.kind(p) == "COLON"]
        for p in range(self.clause_start(lead), colons[-1] if colons else 0):
            if self.kind(p) in NUMBER:
                self.shared = "none"
            elif self.kind(p) == "CMP" and _operator(self.word(p)) in _SHARED:
                self.shared = _operator(self.word(p))

    def change_in(self, kinds: list[str]) -> str | None:
        """«tăng», «giảm» directly before the number; «giảm còn», «tăng lên» name a level."""
        for place, kind in enumerate(kinds):
            if kind in ("RISE", "FALL") and not {"DOWNTO", "UPTO"} & set(kinds[place:]):
                return "tăng" if kind == "RISE" else "giảm"
        return None

    def is_rank(self, place: int, kinds: list[str], unit: str, end: int) -> bool:
        """Whether the number is a place in a ranking."""
        if self.rank_expected or "RANK" in kinds or self.kind(end) == "LEAD":
            return True
        if "TOP" in kinds:
            return self.word(place - 1) != "nhóm" or self.is_among_leaders(place)
        if self.kind(place) != "RATIO" or self._is_score(place):
            return False
        return not unit or ("tỉnh" in unit.lower() and bool(PLACES.fullmatch(unit.lower())))

    def is_among_leaders(self, place: int) -> bool:
        """Whether the clause of «nhóm 10 …» ranks: «dẫn đầu» behind the number or «xếp hạng» before it."""
        end = place
        while self.kind(end) not in ("", "END", "NUM") or end == place:
            end += 1
        ranked = any(self.kind(p) == "RANK" for p in range(self.clause_start(place), place))
        return ranked or any(self.kind(p) == "LEAD" for p in range(place, end))

    def is_ratio(self, place: int, unit: str) -> bool:
        """«21/63» as a rank, «120/135 xã» as a count; never a date, a fraction or «24/7»."""
        first, second = self.value_at(place), self.tokens[place].of or 0
        if first > second or unit.lower().startswith(("số", "tổng số", "%")):
            return False
        return bool(unit) or self.rank_expected or second > 12 or self._has_rank_lead(place)

    def _is_score(self, place: int) -> bool:
        """«85/100»: points out of a round maximum."""
        return self.tokens[place].of in (100, 1000)

    def _has_rank_lead(self, place: int) -> bool:
        return any(kind in ("RANK", "TOP") for kind in (self.kind(place - 1), self.kind(place - 2)))

    def period_at(self, place: int) -> str:
        """«năm» of «mỗi năm»."""
        return self.word(place).split()[-1]


def _operator(word: str) -> str:
    return ">=" if word == "có từ" else OPERATOR[word.removesuffix(" là")]
