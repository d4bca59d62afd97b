"""Task annexes tied to the indicators they serve: by the remark that names the annex, by the annex's title.

The remark wins, being a reference; where the two disagree that is raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from lib.documents.blocks import clean
from lib.documents.columns import TableKind
from lib.documents.findings import finding
from lib.documents.name_keys import name_key, name_keys
from lib.documents.sections import Section
from lib.domain.catalog import Indicator, Target, Task
from lib.domain.indicator_names import spelled_out
from lib.domain.issue import Issue
from lib.domain.naming import fold, search_key, tidy
from lib.domain.quantity import Quantity, parse_quantity

SIMILAR = 88.0  # names at least this alike (0–100) are one name, a slip of the pen apart

_ANNEX = re.compile(r"phụ\s+lục\s+(?:số\s+)?([IVXLC]+|\d{1,2}[a-d]?)(?!\w)", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„](.+?)[”\"»“]")
_AFTER_WORDS = re.compile(r"chỉ tiêu\s*:?\s*(.+)$", re.IGNORECASE)
_DEMAND = re.compile(r"^(?P<name>.+?)\s+đạt\s+(?P<demand>\D{0,20}\d.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitleClaim:
    """What the title of a task annex says: the name of an indicator, and the target it is said to have."""

    section: Section
    name: str
    demand: str | None

    @property
    def quantity(self) -> Quantity | None:
        """The target that the title states."""
        return parse_quantity(self.demand, "", "target") if self.demand else None


def read_title(section: Section) -> TitleClaim:
    """The indicator that a title names, in quotes or behind «chỉ tiêu», and its «đạt …»."""
    title = tidy(section.title)
    found = _QUOTED.search(title) or _AFTER_WORDS.search(title)
    words = found[1].strip(' .“”"') if found else title
    split = _DEMAND.match(words)
    return TitleClaim(section, split["name"] if split else words, split["demand"] if split else None)


def link_tasks(
    tasks: Sequence[Task], sections: Sequence[Section], indicators: Sequence[Indicator]
) -> tuple[tuple[Task, ...], list[Issue], dict[str, TitleClaim]]:
    """Tasks with the code of their annex's indicator, what stayed unclear, and the title of each linked indicator."""
    annexes = [s for s in sections if s.header.kind is TableKind.TASKS and s.annex]
    by_remark = _remarks(indicators)
    links: dict[str, str] = {}
    claims: dict[str, TitleClaim] = {}
    issues: list[Issue] = []
    for section in annexes if indicators else ():
        claim = read_title(section)
        titled = best_match(claim.name, indicators)
        code = by_remark.get(section.annex or "") or (titled.code if titled else None)
        issues += _link_issues(section, code, titled, claim)
        if code and section.annex:
            links[section.annex] = code
            claims.setdefault(code, claim)
    return tuple(replace(task, indicator_code=links.get(task.annex)) for task in tasks), issues, claims


def _remarks(indicators: Sequence[Indicator]) -> dict[str, str]:
    """Annexes that exactly one indicator's remark names."""
    named: dict[str, list[str]] = {}
    for indicator in indicators:
        for annex in _ANNEX.findall(indicator.remark or ""):
            named.setdefault(annex.upper(), []).append(indicator.code)
    return {annex: codes[0] for annex, codes in named.items() if len(codes) == 1}


def best_match(name: str, indicators: Sequence[Indicator]) -> Indicator | None:
    """The indicator whose name is most like this one, if it is alike enough."""
    key = name_key(name)
    scored = [
        (max(fuzz.ratio(key, other) for other in name_keys(indicator.name)), -indicator.ordinal, indicator)
        for indicator in indicators
    ]
    score, _, indicator = max(scored, key=lambda entry: entry[:2])
    return indicator if score >= SIMILAR else None


def _link_issues(section: Section, code: str | None, titled: Indicator | None, claim: TitleClaim) -> Iterator[Issue]:
    place = _title_place(section)
    if code is None:
        yield finding("annex-unlinked", *place, annex=section.annex, title=claim.name, reason="no-indicator")
    elif titled is not None and titled.code != code:
        yield finding(
            "annex-unlinked", *place, code, annex=section.annex, title=claim.name, reason="differs", titled=titled.code
        )
    if titled is not None and (slip := _slip(claim.name, titled.name)):
        yield finding("spelling-doubtful", *place, titled.code, written=slip[0], likely=slip[1])


def _slip(written: str, name: str) -> tuple[str, str] | None:
    """Words of a title that differ from the name only in their diacritics."""
    ours, theirs = spelled_out(written).split(), spelled_out(name).split()
    pairs = [(a.strip(".,;"), b.strip(".,;")) for a, b in zip(ours, theirs, strict=False) if fold(a) != fold(b)]
    if len(ours) != len(theirs) or not pairs or any(search_key(a) != search_key(b) for a, b in pairs):
        return None
    return " ".join(a for a, _ in pairs), " ".join(b for _, b in pairs)


def title_issues(claims: Mapping[str, TitleClaim], targets: Mapping[str, Target | None]) -> Iterator[Issue]:
    """Titles that ask for something else than the annex of indicators: «trên 80%» where that says ≥ 80 %."""
    for code, claim in claims.items():
        said, target = claim.quantity, targets.get(code)
        if said is None or said.value is None or target is None or target.value is None:
            continue
        if (said.comparator_graded, said.value) != (target.grade, target.value):
            yield finding(
                "title-differs",
                *_title_place(claim.section),
                code,
                annex=claim.section.annex,
                in_title=f"đạt {claim.demand}".lower(),
                in_annex=clean(target.raw),
                annex_cell=target.source.cell,
            )


def _title_place(section: Section) -> tuple[str | None, str | None]:
    line = section.title_line
    return (line.sheet, line.ref) if line else (section.sheet, None)
