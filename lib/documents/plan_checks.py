"""What is doubtful about the indicators of a plan, seen from the document alone. Raised, never mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from rapidfuzz import fuzz

from lib.documents.blocks import Paragraph, clean
from lib.documents.findings import finding
from lib.documents.name_keys import core_key
from lib.documents.prose import Statement, find_statements
from lib.domain.catalog import Indicator, IndicatorKind, PlanHeading, Target
from lib.domain.issue import Issue
from lib.domain.naming import fold, search_key

ALIKE = 72  # a statement of the body and an indicator at least this alike (0–100) speak of the same thing
_MOST_STATEMENTS = 300  # in one body

_ECONOMY = re.compile(r"(?<!\w)(?:GRDP|GDP)(?!\w)", re.IGNORECASE)
_MONEY = re.compile(
    r"(?<!\w)(?:chi|thu|vốn|kinh phí|ngân sách|doanh thu|doanh số|giá trị|kinh tế|GRDP|GDP|đầu tư|đóng góp|tỷ trọng"
    r"|tài chính|thuế|xuất khẩu|nhập khẩu|tăng trưởng|năng suất|sản phẩm)(?!\w)",
    re.IGNORECASE,
)


def plan_target(indicator: Indicator, heading: PlanHeading, year: int | None = None) -> Target | None:
    """The target of a year (the plan's own unless given), of the plan's level before any other."""
    of_year = [target for target in indicator.targets if target.year == (year or heading.year)]
    own = [target for target in of_year if target.level in (heading.level, None)]
    return next(iter([*own, *of_year]), None)


def indicator_issues(indicator: Indicator, unit_place: tuple[str, str]) -> Iterator[Issue]:
    """Doubts about one row: its unit, its shares; `unit_place` is sheet and cell of the unit."""
    unit, name, code = indicator.unit, indicator.name, indicator.code
    if _ECONOMY.search(unit) and not _MONEY.search(name):
        yield finding("unit-doubtful", *unit_place, code, unit=unit, name=name)
    if "%" in unit and indicator.kind is IndicatorKind.QUALITATIVE:
        yield finding("unit-without-number", *unit_place, code, unit=unit, target=indicator.targets[0].raw)
    if likely := _spelling(unit, name):
        yield finding("spelling-doubtful", *unit_place, code, written=unit, likely=likely)
    if indicator.kind is IndicatorKind.SHARE:
        for target in indicator.targets:
            if _asks_too_much(target):
                place = (target.source.sheet, target.source.cell, code)
                yield finding("share-over-100", *place, target=clean(target.raw), year=target.year)


def _asks_too_much(target: Target) -> bool:
    if target.value is None:
        return False
    return target.value > 100 or (target.value >= 100 and target.comparator in (">=", ">"))


def _spelling(unit: str, name: str) -> str | None:
    """The words of the name that the unit repeats with other diacritics."""
    key, words = search_key(unit), name.split()
    size = len(unit.split())
    if size < 2:
        return None
    for start in range(len(words) - size + 1):
        likely = " ".join(words[start : start + size]).strip(" ,;.")
        if search_key(likely) == key and fold(likely) != fold(unit):
            return likely
    return None


def duplicate_names(indicators: Sequence[Indicator]) -> Iterator[Issue]:
    """Each indicator whose folded name an earlier one of the plan has."""
    first: dict[str, Indicator] = {}
    for indicator in indicators:
        earlier = first.setdefault(fold(indicator.name), indicator)
        if earlier is not indicator:
            place = (indicator.source.sheet, indicator.source.cell, indicator.code)
            yield finding("name-duplicate", *place, name=indicator.name, other=earlier.code)


def defaults_taken(indicators: Sequence[Indicator]) -> Iterator[Issue]:
    """One note for all that a document never says: direction, measure, frequency."""
    if indicators:
        sheet = indicators[0].source.sheet
        yield finding("defaults-taken", sheet, None, None, count=len(indicators))


def body_issues(prose: Sequence[Paragraph], indicators: Sequence[Indicator], heading: PlanHeading) -> Iterator[Issue]:
    """Statements of the body whose value or comparator is not that of the annex: suggestions, with a score."""
    keys = [core_key(indicator.name) for indicator in indicators]
    for statement in islice(find_statements(prose), _MOST_STATEMENTS) if indicators else ():
        about = core_key(statement.target.subject)
        score, place = max((alikeness(about, key), -place) for place, key in enumerate(keys))
        if score >= ALIKE:
            yield from _difference(statement, score, indicators[-place], heading)


def alikeness(a: str, b: str) -> int:
    """How alike two `core_key`s are, 0–100: the words they share, weighed against those they do not."""
    return round((fuzz.token_set_ratio(a, b) + fuzz.token_sort_ratio(a, b)) / 2)


def _difference(statement: Statement, score: int, indicator: Indicator, heading: PlanHeading) -> Iterator[Issue]:
    said = statement.target.quantity
    year = int(said.when) if said.when and re.fullmatch(r"20\d\d", said.when) else None
    target = plan_target(indicator, heading, year)
    if target is None or target.value is None or said.value is None or (said.unit or "%") != target.unit:
        return
    differs = "value" if said.value != target.value else "comparator"
    if differs == "comparator" and said.comparator_written == target.comparator:
        return
    yield finding(
        "target-differs",
        statement.sheet,
        statement.ref,
        indicator.code,
        in_body=statement.text,
        in_annex=clean(target.raw),
        annex_cell=target.source.cell,
        differs=differs,
        score=score,
        year=target.year,
        name=indicator.name,
    )
