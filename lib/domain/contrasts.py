"""Why two indicators that read alike are not one: words, kinds and levels that tell them apart.

A contrast is a table of words that stand for different things. Most tell apart only names that each hold one of
them; some say what is counted, and tell apart also a name that holds it from one that does not.

Source: the names of the five shipped plans («toàn trình», «đủ điều kiện» and «được giao quy định» are different
indicators of one annex in Gia Lai and in that of the Steering Committee).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lib.domain.catalog import Direction, Indicator, IndicatorKind
from lib.domain.indicator_names import plain_words
from lib.domain.naming import fold, tidy


class Difference(StrEnum):
    """What tells two indicators apart."""

    KIND = "kind"
    UNIT = "unit"
    DIRECTION = "direction"
    LEVEL = "level"
    NEGATION = "negation"
    NUMBER = "number"
    EXTENT = "extent"
    BASE = "base"
    ITEM = "item"
    ACT = "act"
    SUBJECT = "subject"
    TIMELINESS = "timeliness"


@dataclass(frozen=True, slots=True)
class Contrast:
    """What tells two indicators apart, and what of it each of them holds; empty where it holds none."""

    difference: Difference
    first: str
    second: str


class _Rule(StrEnum):
    """When what two names hold of a table tells them apart."""

    ALWAYS = "they must hold the same, nothing counts too"
    BOTH = "names that both hold something must hold the same"
    APART = "names that both hold something must have one thing in common"


@dataclass(frozen=True, slots=True)
class _Table:
    """Words by the thing they stand for."""

    difference: Difference
    rule: _Rule
    words: Mapping[str, tuple[str, ...]]


_TABLES = (
    _Table(
        Difference.EXTENT,
        _Rule.ALWAYS,
        {"toàn trình": ("toàn trình", "hoàn toàn trực tuyến"), "một phần": ("một phần",)},
    ),
    _Table(
        Difference.BASE,
        _Rule.ALWAYS,
        {"đủ điều kiện": ("đủ điều kiện",), "được giao quy định": ("được giao quy định", "quy định chi tiết")},
    ),
    _Table(
        Difference.ITEM,
        _Rule.APART,
        {
            "thủ tục hành chính": ("thủ tục hành chính", "dịch vụ công"),
            "hồ sơ công việc": ("hồ sơ công việc",),
            "chứng thực": ("chứng thực",),
            "cán bộ, công chức": ("cán bộ", "công chức", "viên chức"),
        },
    ),
    _Table(
        Difference.ACT,
        _Rule.BOTH,
        {
            "thanh toán": ("thanh toán",),
            "nộp": ("nộp hồ sơ", "hồ sơ nộp", "nộp trực tuyến"),
            "số hóa": ("số hóa",),
            "sử dụng lại": ("sử dụng lại", "tái sử dụng", "khai thác"),
            "cấp kết quả": ("cấp kết quả", "trả kết quả", "kết quả điện tử"),
            "hài lòng": ("hài lòng",),
            "xử lý": ("xử lý",),
            "cung cấp một lần": ("cung cấp một lần",),
            "đồng bộ": ("đồng bộ",),
            "đào tạo": ("đào tạo", "bồi dưỡng", "tập huấn"),
            "làm chủ": ("làm chủ",),
        },
    ),
    _Table(
        Difference.SUBJECT,
        _Rule.BOTH,
        {
            "kỹ năng số": ("kỹ năng số",),
            "quản trị dữ liệu": ("quản trị dữ liệu",),
            "an toàn thông tin": ("an toàn thông tin",),
            "chữ ký số": ("chữ ký số",),
            "thiết bị": ("thiết bị", "máy tính"),
            "doanh nghiệp": ("liên quan đến doanh nghiệp", "liên quan doanh nghiệp"),
            "sản xuất, kinh doanh": ("sản xuất kinh doanh",),
        },
    ),
    _Table(
        Difference.TIMELINESS,
        _Rule.ALWAYS,
        {"đúng hạn": ("đúng hạn", "trước hạn"), "quá hạn": ("quá hạn", "trễ hạn")},
    ),
    _Table(Difference.NEGATION, _Rule.ALWAYS, {"không": ("không", "chưa", "phi")}),
    _Table(
        Difference.LEVEL,
        _Rule.APART,
        {
            "trung ương": ("trung ương", "cấp bộ"),
            "cấp tỉnh": ("cấp tỉnh",),
            "cấp huyện": ("cấp huyện",),
            "cấp xã": ("cấp xã",),
        },
    ),
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What an indicator is compared by: kind, unit, direction, the things that its name holds, table by table."""

    kind: IndicatorKind
    unit: str
    direction: Direction
    held: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...]


def traits_of(indicator: Indicator) -> Traits:
    """The traits of an indicator; the unit counts where it is no share."""
    held, numbers = _read(indicator.name)
    return Traits(
        kind=indicator.kind,
        unit="" if indicator.kind is IndicatorKind.SHARE else tidy(indicator.unit).lower(),
        direction=indicator.direction,
        held=held,
        numbers=numbers,
    )


def contrast(first: Traits, second: Traits) -> Contrast | None:
    """The first thing that tells two indicators apart; `None` when nothing does."""
    if first.kind is not second.kind:
        return Contrast(Difference.KIND, first.kind, second.kind)
    if first.unit != second.unit:
        return Contrast(Difference.UNIT, first.unit, second.unit)
    if first.direction is not second.direction:
        return Contrast(Difference.DIRECTION, first.direction, second.direction)
    for table, left, right in zip(_TABLES, first.held, second.held, strict=True):
        if _tells_apart(table.rule, left, right):
            return Contrast(table.difference, ", ".join(left), ", ".join(right))
    if _tells_apart(_Rule.APART, first.numbers, second.numbers):
        return Contrast(Difference.NUMBER, ", ".join(first.numbers), ", ".join(second.numbers))
    return None


def _tells_apart(rule: _Rule, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if rule is _Rule.ALWAYS or left == right:
        return left != right
    if not left or not right:
        return False
    return rule is _Rule.BOTH or not set(left) & set(right)


@lru_cache(maxsize=4096)
def _read(name: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The things that a name holds, table by table, and its words with digits («5g»), without idle zeros."""
    words = tuple(fold(word) for word in plain_words(name))
    text = f" {' '.join(words)} "
    numbers = {word.lstrip("0") for word in words if any(letter.isdigit() for letter in word)}
    return tuple(_held(keys, text) for keys in _KEYS), tuple(sorted(numbers))


def _held(keys: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    return tuple(thing for thing, texts in keys.items() if any(text in name for text in texts))


def _key(text: str) -> str:
    return f" {' '.join(fold(word) for word in text.split())} "


_KEYS = tuple({thing: tuple(map(_key, texts)) for thing, texts in table.words.items()} for table in _TABLES)
