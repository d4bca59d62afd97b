"""The grammar of targets: tokens read into statements of «comparator, number, unit, whose, when»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.domain.quantity_comparisons import PLACES, Comparisons
from lib.domain.quantity_phrases import NOUN

_LEAD_IN = frozenset(["FILL", "CMP", "FROM", "RISE", "FALL", "PER", "TOP", "RANK", "DOWNTO", "UPTO", "COLON", "TIME"])
_TITLES = frozenset({"chỉ tiêu", "mục tiêu", "kết quả", "số lượng", "tổng số", "yêu cầu", "cụ thể", "trong đó"})
_REGION = re.compile(r"^(?:(?:khu vực|của|trong|trên|ở) )+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One number of a text with what is said of it.

    `start`, `number`, `unit_end`, `end` are places among the tokens: of its lead-in, of the number, behind
    its unit, behind all that belongs to it.
    `written` is the comparator, `none` for a bare number; `change` is «tăng» or «giảm»; `unit` is the
    number's own unit, empty where the text has none.
    """

    value: Decimal
    value2: Decimal | None
    written: str
    unit: str
    change: str | None
    per: str | None
    of: int | None
    rank: bool
    scope: str | None
    when: str | None
    baseline: str | None
    start: int
    number: int
    unit_end: int
    end: int

    @property
    def is_percentage(self) -> bool:
        """Whether the number is a percentage."""
        return self.unit.startswith("%")


def read_statements(text: str, rank_expected: bool = False) -> tuple[Statement, ...]:
    """All statements of a plain text, in order. `rank_expected`: the unit column says «Thứ bậc»."""
    return Reading(text, rank_expected).statements()


class Reading(Comparisons):
    """One pass over the tokens of a text, from number to number."""

    def __init__(self, text: str, rank_expected: bool = False) -> None:
        super().__init__(text, rank_expected)
        self.dated: set[int] = set()  # the times that a statement has taken

    def statements(self) -> tuple[Statement, ...]:
        """Every number that states something, without the numbers that only qualify another."""
        found: list[Statement] = []
        place = start = 0
        while place < len(self.tokens):
            if not self.is_number(place):
                place += 1
                continue
            statement, place = self._read(place, start, found)
            start = place
            if statement is not None:
                found.append(statement)
        return tuple(s for s in self._alike(found) if not self._only_qualifies(s, found))

    def _alike(self, found: list[Statement]) -> list[Statement]:
        """«Cấp tỉnh 70%, cấp xã 50%»: where the second number has its words before it, so has the first.

        «Từ 95 đến dưới 100%»: both have the unit of the second.
        """
        if (
            len(found) > 1
            and not found[0].unit
            and self.kind(found[0].end) == "TO"
            and found[1].start == found[0].end + 1
        ):
            found = [replace(found[0], unit=found[1].unit), *found[1:]]
        if len(found) > 1 and found[0].scope is None and not found[0].rank:
            named = self._whose(found[0].end, found[1].start)
            if named is not None and named == found[1].scope:
                return [replace(found[0], scope=self._whose(0, found[0].start)), *found[1:]]
        return found

    def _read(self, place: int, start: int, found: Sequence[Statement]) -> tuple[Statement | None, int]:
        """The statement of the number at a place, and the place behind what was read."""
        lead = place
        while lead > start and self.kind(lead - 1) in _LEAD_IN:
            lead -= 1
        unit, end = self.unit_at(place + 1)
        if self._is_no_value(place, unit, end):
            return None, place + 1
        if self._is_point_of_departure(lead, place, end):
            return None, end
        value2, unit, end = self.range_at(place, unit, end)
        if value2 is not None and value2 < self.value_at(place):
            return None, end
        statement = self._statement(place, lead, value2, unit, end)
        if found and found[-1].change and statement.written == "none" and self._only_joined(start, place):
            statement = replace(statement, change=found[-1].change)
        statement = self._with_tail(statement)
        if statement.scope is None and not statement.rank:
            statement = replace(statement, scope=self._scope_before(start, lead, found))
        return self._with_time_around(statement, start), statement.end

    def _is_no_value(self, place: int, unit: str, end: int) -> bool:
        """Numbers that state nothing: doubled, negative, denominators, years, bare document numbers."""
        token, before = self.tokens[place], self.kind(place - 1)
        if "NUM" in (before, self.kind(place + 1)) or before == "SLASH" or self.word(place - 1) == "±":
            return True
        if before == "TO" and self.tokens[place - 1].end == token.start and self._is_minus(place, end):
            return True
        if token.kind == "RATIO":
            return before == "SHARE" or not self.is_ratio(place, unit)
        if self.word(place - 1) == "nhóm" and not unit:
            return not self.is_among_leaders(place)
        if unit or before == "CMP" or token.kind != "NUM":
            return False
        return (bool(re.fullmatch(r"(?:19|20)[0-9]{2}", token.text)) and (len(self.tokens) > 1)) or self.word(
            place - 1
        ) == "số"

    def _only_joined(self, start: int, place: int) -> bool:
        """«giảm 30% thời gian và 30% chi phí»: the second number shares the verb of the first."""
        return place == start + 1 and self.kind(start) == "AND"

    def _is_minus(self, place: int, end: int) -> bool:
        """Whether a dash glued to a number is a minus: a dash that opens a clause with words is a bullet."""
        opens = self.kind(place - 2) in ("", "END")
        return not (opens and end < len(self.tokens))

    def _is_point_of_departure(self, lead: int, place: int, end: int) -> bool:
        """«từ 30 phút xuống còn 15 phút»: the first number is where things stand, not what is asked."""
        from_here = any(self.kind(p) == "FROM" for p in range(lead, place))
        onward = end + 1 if self.kind(end) in ("RISE", "FALL") else end
        return from_here and self.kind(onward) in ("DOWNTO", "UPTO")

    def _statement(self, place: int, lead: int, value2: Decimal | None, unit: str, end: int) -> Statement:
        kinds = [self.kind(p) for p in range(lead, place)]
        rank = self.is_rank(place, kinds, unit, end)
        return Statement(
            value=self.value_at(place),
            value2=value2,
            written="range" if value2 is not None else self.comparator_at(place, lead, kinds, rank),
            unit=unit,
            change=self.change_in(kinds),
            per=next((self.period_at(p) for p in range(lead, place) if self.kind(p) == "PER"), None),
            of=self.tokens[place].of,
            rank=rank,
            scope=None,
            when=None,
            baseline=None,
            start=lead,
            number=place,
            unit_end=end,
            end=end,
        )

    # what stands behind the number

    def _with_tail(self, statement: Statement) -> Statement:
        """«trở lên», «mỗi năm», «so với năm 2021», whose share it is: as far as they follow at once."""
        if statement.rank:
            return self._with_rank_scope(statement)
        while (longer := self._one_more(statement)).end > statement.end:
            statement = longer
        return statement

    def _one_more(self, s: Statement) -> Statement:
        kind = self.kind(s.end)
        if kind in ("UP", "DOWN"):
            written = {"UP": ">=", "DOWN": "<="}[kind] if s.value2 is None else s.written
            return replace(s, written=written, end=s.end + 1)
        if kind == "PER":
            return replace(s, per=s.per or self.period_at(s.end), end=s.end + 1)
        if kind == "VERSUS":
            return self._with_baseline(s)
        if kind in ("FOR", "OF"):
            return self._with_scope(s, s.end + 1)
        if kind in ("WORD", "SHARE", "MEASURE") and s.is_percentage and s.scope is None:
            return self._with_scope(s, s.end)
        if kind == "TIME" and self.kind(s.end + 1) not in ("COLON", "NUM"):
            self.dated.add(s.end)
            return replace(s, when=s.when or when_of(self.tokens[s.end].text), end=s.end + 1)
        return replace(s, end=s.end + 1) if kind == "OTHER" else s

    def _with_baseline(self, s: Statement) -> Statement:
        place = s.end + 1
        if self.kind(place) == "TIME":
            self.dated.add(place)
            return replace(s, baseline=when_of(self.tokens[place].text), end=place + 1)
        end = self.noun_end(place)
        words = self.slice(place, end) or self.word(s.end).removeprefix("so với").strip()
        return replace(s, baseline=words or None, end=end)

    def _with_scope(self, s: Statement, place: int) -> Statement:
        end = self.scope_end(place)
        if end == place:
            return replace(s, end=place) if place > s.end else s
        return replace(s, scope=s.scope or self.slice(place, end), end=end)

    def _with_rank_scope(self, s: Statement) -> Statement:
        """«nhóm 10 tỉnh dẫn đầu cả nước», «top 10 cả nước»: among whom."""
        end, own = s.end, PLACES.sub("", s.unit, count=1) if s.unit else ""
        if self.kind(end) == "LEAD":
            own, end = "", end + 1
        if self.kind(end) in ("UP", "DOWN"):
            s, end = replace(s, written={"UP": "<=", "DOWN": ">="}[self.kind(end)]), end + 1
        last = end
        while self.kind(last) in NOUN or self.word(last) in ("của", "trong", "trên", "ở"):
            last += 1
        scope = own or _REGION.sub("", self.slice(end, last) or "")
        return replace(s, scope=scope.strip(" ,") or None, end=last, unit="")

    # what stands before the number

    def _scope_before(self, start: int, lead: int, found: Sequence[Statement]) -> str | None:
        """Whose number it is: the words behind a colon, a comma, «tỷ lệ», or before a colon."""
        opens_new = self.kind(start) in ("COMMA", "END", "AND")
        start = max(start, self.clause_start(lead))
        colon = max((p for p in range(start, lead) if self.kind(p) == "COLON"), default=None)
        behind_share = max([self.clause_start(lead), *(s.end for s in found if s.is_percentage)])
        share = max((p for p in range(behind_share, lead) if self.kind(p) == "SHARE"), default=None)
        if colon is not None and (colon > (share or -1)):
            return self._whose(colon + 1, lead)
        if share is not None:
            end = self.scope_end(share + 1, lists_end_at=lead)
            return self.slice(share + 1, end if share + 1 < end <= lead else lead)
        if self.kind(lead) == "COLON" or (found and (opens_new or self.kind(start - 1) == "END")):
            return self._whose(start, lead)
        return None

    def _whose(self, start: int, end: int) -> str | None:
        words = self.slice(start, end)
        return None if words is None or words.lower() in _TITLES else words

    def _with_time_around(self, s: Statement, start: int) -> Statement:
        """The year of a statement: said behind the number in its clause, or before it («đến năm 2030, …»)."""
        if s.when is None:
            s = replace(s, when=self._time_before(start, s.number) or self._time_behind(s.end))
        baseline = s.baseline or self._baseline_before(start, s.start)
        return replace(s, baseline=baseline) if s.change else s

    def _time_before(self, start: int, number: int) -> str | None:
        for p in range(number - 1, max(start, self.clause_start(number)) - 1, -1):
            if self.kind(p) == "TIME" and p not in self.dated and self.kind(p - 1) not in ("SKIP", "VERSUS"):
                return when_of(self.tokens[p].text)
        return None

    def _time_behind(self, place: int) -> str | None:
        while place < len(self.tokens) and self.kind(place) != "END" and not self.is_number(place):
            follows = self.kind(place - 1) not in ("COMMA", "SKIP", "VERSUS", "AND")
            if self.kind(place) == "TIME" and follows and self.kind(place + 1) not in ("COLON", "NUM"):
                self.dated.add(place)
                return when_of(self.tokens[place].text)
            place += 1
        return None

    def _baseline_before(self, start: int, lead: int) -> str | None:
        for p in range(max(start, 1), lead + 1):
            if self.kind(p) == "TIME" and self.kind(p - 1) == "VERSUS":
                return when_of(self.tokens[p].text)
        return None

    # numbers that only qualify

    def _only_qualifies(self, s: Statement, among: Sequence[Statement]) -> bool:
        """«Tỷ lệ người dân từ đủ 14 tuổi … đạt 80%»: beside a percentage the age is no demand."""
        if s.is_percentage:
            return False
        shares = [o for o in among if o.is_percentage]
        if not shares:
            return False
        clause = self.clause_start(s.number)
        if s.unit == "tuổi" or not any(self.clause_start(o.number) == clause for o in shares):
            return s.unit == "tuổi"
        of_a_share = any(self.kind(p) == "SHARE" for p in range(clause, s.number))
        behind_a_noun = self.kind(s.number - 1) in ("WORD", "MEASURE", "STOP")
        return of_a_share or (behind_a_noun and s.written == "none" and s.change is None)


def when_of(text: str) -> str:
    """A time as it is kept: the year or years alone, else the words from «tháng», «quý» or the date on."""
    if named := re.search(r"(?:qu[ýí]|qúy|(?:[0-9]+ )?tháng) .*", text, re.IGNORECASE):
        return named[0]
    years = re.fullmatch(r"[^\d]*((?:19|20)[0-9]{2})(?:\s*[-–]\s*(?:năm )?((?:19|20)[0-9]{2}))?", text, re.IGNORECASE)
    if years:
        return years[1] if years[2] is None else f"{years[1]}-{years[2]}"
    return text
