"""Numbers as clerks type them, read exactly or not at all: nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

LARGEST = Decimal(10) ** 15

_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_COMPARATOR = re.compile(r"[≥≤><=~]|tr(ê|e)n |d(ư|u)ới ", re.IGNORECASE)
_PLAIN = re.compile(r"\d+([.,]\d+)?", re.ASCII)
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?|(?: \d{3})+(?:[.,]\d+)?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a number, or the code of what is wrong with it."""

    number: Decimal | None = None
    fault: str | None = None


def read_text(text: str, *, counted: bool = False, percent: bool = False) -> Reading:
    """Read a number typed as text: `94,95` = `94.95`, `1.234,56`, `12,5 %` where percents are asked.

    `1.000` and `1,000` are thousands where whole things are counted (a and b), else ambiguous.
    Source: `docs/rules.md` §8 (numbers typed as text).
    """
    shown = _shown(text)
    if not shown:
        return Reading()
    if percent:
        shown = shown.removesuffix("%").rstrip()
    negative = shown.startswith("-")
    digits = shown.removeprefix("-").lstrip()
    if not counted and _ONE_GROUP.fullmatch(digits):
        return Reading(fault="number-ambiguous")
    if _ONE_GROUP.fullmatch(digits) or _GROUPED.fullmatch(digits):
        return checked(_signed(_ungrouped(digits), negative), whole=counted)
    if _PLAIN.fullmatch(digits):
        return checked(_signed(Decimal(digits.replace(",", ".")), negative), whole=counted)
    return Reading(fault="number-comparator" if _COMPARATOR.search(shown) else "not-a-number")


def checked(number: Decimal, *, whole: bool = False) -> Reading:
    """The number, unless it is negative, too large to keep exactly, or in parts where things are counted."""
    if number < 0:
        return Reading(fault="negative")
    if number > LARGEST:
        return Reading(fault="number-too-large")
    if whole and number != number.to_integral_value():
        return Reading(fault="not-whole")
    return Reading(number.to_integral_value() if whole else number)


def _shown(text: str) -> str:
    """The text as seen: NFC, no invisible characters, plain spaces and minus signs."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(c for c in composed if unicodedata.category(c) != "Cf")
    return " ".join(seen.translate(_SIGNS).split())


def _ungrouped(digits: str) -> Decimal:
    """The number of a text whose thousands are grouped; a mark that occurs once after another is decimal."""
    marks = [c for c in digits if not c.isdigit()]
    if len(set(marks)) == 2:
        head, _, tail = digits.rpartition(marks[-1])
        return Decimal("".join(filter(str.isdigit, head)) + "." + tail)
    return Decimal("".join(filter(str.isdigit, digits)))


def _signed(number: Decimal, negative: bool) -> Decimal:
    return -number if negative else number
