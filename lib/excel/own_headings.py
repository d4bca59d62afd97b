"""What the heading of a column says of it: its role by its words, and the month or year that it names.

Headings are read without diacritics, the words of a lower header row before those above it. What hangs on the
columns beside it («Kết quả») is left open here and decided in `lib.excel.own_columns`.

Source: the headings of agencies' reports and of the shipped plans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lib.domain.naming import search_key
from lib.domain.own_return import Role, Why
from lib.domain.period import Period

BETWEEN = " / "  # between the words of one header row and the next
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Hint(StrEnum):
    """What a heading says before its neighbours have decided."""

    ROLE = "role"  # a role by its words alone
    ACTUAL = "actual"  # what was reached, of some time
    RESULT = "result"  # «Kết quả» and no more
    TARGET = "target"
    YEAR = "year"  # a year and no more
    NAME = "name"
    TASK_NAME = "task_name"
    UNIT_OR_AGENCY = "unit_or_agency"  # «Đơn vị»
    COUNT_DONE = "count_done"  # «Số hồ sơ đã …»: a by habit
    COUNT_ALL = "count_all"  # «Tổng số …»: b by habit
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of one column with what they say; `why` only where that is not plain."""

    label: str
    hint: Hint
    role: Role = Role.OTHER
    why: Why = Why.WORDS
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """The time that a heading names; nothing of it where it names none."""

    month: int | None = None
    quarter: int | None = None
    year: int | None = None
    cumulative: bool = False
    earlier: bool = False  # «kỳ trước», «cùng kỳ»

    @property
    def names_a_month(self) -> bool:
        """Whether the heading names a month or quarter, which next month's names otherwise."""
        return self.month is not None or self.quarter is not None


class Fit(StrEnum):
    """How the time of a heading lies to the period of the return."""

    ANY = "any"  # names none
    THIS = "this"  # the month, or the quarter that it ends
    CUMULATIVE = "cumulative"  # since January up to the month
    THIS_YEAR = "this_year"
    PAST_YEAR = "past_year"
    OTHER = "other"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# The first that is found decides. «^…$» is held against the words of the lowest header row.
_FIRST: tuple[tuple[Role, Why, bool, re.Pattern[str]], ...] = (
    (Role.ORDINAL, Why.WORDS, False, _words(r"^(?:stt|tt|so tt|so thu tu|no\.?|#)$")),
    (Role.UNIT, Why.WORDS, False, _words(r"^(?:don vi tinh|dvt|d\.v\.t|don vi do)\b")),
    (
        Role.OTHER,
        Why.COMPARISON,
        False,
        _words(
            r"so (?:voi|sanh)|(?:ty|ti) le (?:hoan thanh|thuc hien)|muc do (?:hoan thanh|dat)|"
            r"hoan thanh (?:ke hoach|kh\b|muc tieu|chi tieu)|"
            r"(?:dat|ty le dat|ti le dat|%) .*(?:ke hoach|\bkh\b|muc tieu)|"
            r"chenh lech|tang ?[/,] ?giam|con thieu|^(?:danh gia|xep loai|tinh trang|trang thai)|th ?/ ?kh"
        ),
    ),
    (
        Role.OTHER,
        Why.WORDS,
        False,
        _words(
            r"chu tri|phoi hop|phu trach|theo doi|don doc|"
            r"^(?:co quan|don vi|noi|phong|bo phan)\b.*(?:thuc hien|bao cao|tong hop)|thoi (?:han|gian)|"
            r"han hoan thanh|tien do|san pham|dau ra|^ghi chu|can cu|cong thuc|cach tinh|"
            r"phuong phap|kien nghi|de xuat"
        ),
    ),
    (
        Role.SECOND_VALUE,
        Why.WORDS,
        False,
        _words(
            r"(?:ket qua|gia tri|so lieu|ty le)\b.*\bnguon (?:thu )?(?:hai|2|doi chieu)\b|^(?:ket qua|gia tri|so lieu) "
            r"doi chieu"
        ),
    ),
    (Role.SECOND_SOURCE, Why.WORDS, False, _words(r"\bnguon\b.*\b(?:thu hai|thu 2|hai|2|doi chieu)$")),
    (Role.A, Why.WORDS, False, _words(r"\btu so\b|\(a\)|^a$")),
    (Role.B, Why.WORDS, False, _words(r"\bmau so\b|\(b\)|^b$")),
    (Role.OTHER, Why.CAUSE_UNSPLIT, True, _words(r"chu quan.*khach quan|khach quan.*chu quan")),
    (Role.SUBJECTIVE_CAUSE, Why.WORDS, False, _words(r"chu quan")),
    (Role.OBJECTIVE_CAUSE, Why.WORDS, False, _words(r"khach quan")),
    (Role.OTHER, Why.CAUSE_UNSPLIT, True, _words(r"nguyen nhan|kho khan|vuong mac|ton tai|han che|ly do")),
)
_THEN: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.REMEDY, _words(r"giai phap|bien phap|khac phuc|huong xu ly")),
    (
        Role.EVIDENCE,
        _words(r"minh chung|kiem chung|chung minh|tai lieu|so (?:van ban|bao cao)$|duong (?:dan|link)|\blink\b"),
    ),
    (Role.SOURCE_SYSTEM, _words(r"\bnguon\b|trich xuat|^he thong\b")),
    (Role.ANSWER, _words(r"tra loi")),
)
_TASK = _words(r"\bnhiem vu\b|\bcong viec\b|\bhoat dong\b")
_MUST = _words(r"(?:can|phai) dat|dat ra|phan dau")
_TARGET = _words(
    r"^(?:muc tieu|ke hoach|kh\b|phan dau|dinh huong|lo trinh|giao\b|duoc giao)|^chi tieu.*(?:20\d\d|giao|dat ra|"
    r"phan dau|ke hoach|nam)|\b(?:ke hoach|muc tieu|kh) (?:nam )?20\d\d|(?:tinh|xa|trung uong) giao\b|duoc giao\b"
)
_ACTUAL = _words(
    r"thuc hien|\bth\b|dat duoc|da dat|hien trang|so lieu|gia tri|\buoc\b|luy ke|ty le|ti le|muc dat|ket qua \w|"
    r"\bthang \d|\bquy (?:i|\d)|\bt\d{1,2}\b|tu dau nam|\d+ thang|^dat\b|trong (?:thang|ky|quy)|ky nay|thang nay"
)
_RESULT = _words(r"^ket qua(?: \(.{1,12}\))?$")
_YEAR_ALONE = _words(r"^(?:den |het )?(?:nam )?20\d\d$")
_EARLIER = _words(r"ky truoc|thang truoc|quy truoc|cung ky|nam truoc|lan truoc")
_NAME = _words(r"^(?:ten |cac |danh muc |noi dung |he thong )*(?:chi tieu|noi dung|chi so|tieu chi)\b")
_GOAL_AS_NAME = _words(r"^(?:cac )?muc tieu$|^mo ta\b|^linh vuc$")
_COUNT_ALL = _words(r"^tong (?:so )?\w")
_COUNT_DONE = _words(r"^so (?!lieu)(?:luong )?\w+.*\b(?:da|duoc|truc tuyen|hoan thanh|dat)\b")

_MONTH = re.compile(r"\b(?:thang |t)(1[0-2]|0?[1-9])\b(?: ?[/.-] ?(20\d\d))?")
_SPAN = re.compile(r"\b(1[0-2]|[1-9]) thang\b")
_QUARTER = re.compile(r"\bquy (iv|i{1,3}|[1-4])\b")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@lru_cache(maxsize=4096)
def read_heading(label: str) -> Heading:
    """What a heading says; header rows in it are parted by « / », the lowest last."""
    if not label:
        return Heading(label, Hint.NOTHING, why=Why.UNKNOWN)
    parts = [search_key(part) for part in label.split(BETWEEN)]
    whole, own = " / ".join(parts), parts[-1]
    for role, why, is_doubtful, words in _FIRST:
        if _found(words, own, whole):
            return Heading(label, Hint.ROLE, role, why, is_doubtful)
    if own == "don vi":
        return Heading(label, Hint.UNIT_OR_AGENCY)
    if _found(_TASK, own, parts[0]):
        return Heading(label, Hint.TASK_NAME)
    for role, words in _THEN:
        if _found(words, own, whole):
            return Heading(label, Hint.ROLE, role)
    return Heading(label, _open_hint(own, parts), why=Why.WORDS)


def _open_hint(own: str, parts: list[str]) -> Hint:
    """Target, actual, name or neither: the lowest header row speaks first, then those above it."""
    if _YEAR_ALONE.search(own):
        above = [_plain_hint(part) for part in reversed(parts[:-1])]
        return next((hint for hint in above if hint in (Hint.TARGET, Hint.ACTUAL)), _result_above(parts))
    for part in reversed(parts):
        hint = _plain_hint(part)
        if hint is not Hint.NOTHING:
            return hint
    return Hint.NOTHING


def _result_above(parts: list[str]) -> Hint:
    """«Kết quả» over years is an actual; a year with nothing above it says only that."""
    return Hint.RESULT if any(_RESULT.search(part) for part in parts[:-1]) else Hint.YEAR


def _plain_hint(part: str) -> Hint:
    found = (
        (Hint.TARGET, _MUST),
        (Hint.RESULT, _RESULT),
        (Hint.TARGET, _TARGET),
        (Hint.NAME, _NAME),
        (Hint.NAME, _GOAL_AS_NAME),
        (Hint.COUNT_ALL, _COUNT_ALL),
        (Hint.COUNT_DONE, _COUNT_DONE),
        (Hint.ACTUAL, _ACTUAL),
        (Hint.ACTUAL, _EARLIER),
    )
    return next((hint for hint, words in found if words.search(part)), Hint.NOTHING)


def _found(words: re.Pattern[str], own: str, whole: str) -> bool:
    return bool(words.search(own) or words.search(whole))


def time_of(label: str) -> Time:
    """The month, quarter or year that a heading names."""
    key = " / ".join(search_key(part) for part in label.split(BETWEEN))
    months, spans, quarters = _MONTH.findall(key), _SPAN.findall(key), _QUARTER.findall(key)
    years = _YEAR.findall(key)
    since_january = bool(re.search(r"luy ke|tu dau nam|cong don", key)) or bool(spans)
    month = int(months[-1][0]) if months else int(spans[-1]) if spans else None
    quarter = _ROMAN.get(quarters[-1]) or int(quarters[-1]) if quarters else None
    return Time(month, quarter, int(years[-1]) if years else None, since_january, bool(_EARLIER.search(key)))


def fit_of(time: Time, period: Period) -> Fit:
    """How a heading's time lies to a period."""
    if time.earlier or (time.year is not None and time.year > period.year):
        return Fit.OTHER
    if time.year is not None and time.year < period.year:
        return Fit.PAST_YEAR if time.month is None and time.quarter is None else Fit.OTHER
    if time.month is not None and time.month != period.month:
        return Fit.OTHER
    if time.quarter is not None and time.quarter * 3 != period.month:
        return Fit.OTHER
    if time.cumulative:
        return Fit.CUMULATIVE
    if time.month is not None or time.quarter is not None:
        return Fit.THIS
    return Fit.THIS_YEAR if time.year is not None else Fit.ANY


def shape_of(label: str) -> str:
    """A heading with its numbers left open, so that next month's is known again."""
    return re.sub(r"\d+", "#", search_key(label))
