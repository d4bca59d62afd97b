"""Numbers, dates and periods as Vietnamese readers write them. Missing is «—», never 0."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lib.domain.period import Period

MISSING = "—"
MINUS = "\u2212"
NBSP = "\u00a0"
_ROMAN = ("I", "II", "III", "IV")
_MOST_PLACES = 6


def decimal(value: Decimal | int | None, places: int = 1) -> str:
    """A number with a decimal comma and dots between thousands: «56,9», «1.234,5»; rounds half up."""
    if value is None:
        return MISSING
    rounded = _rounded(Decimal(value), places)
    sign = MINUS if rounded < 0 else ""
    whole, _, fraction = f"{abs(rounded):,.{places}f}".partition(".")
    return sign + whole.replace(",", ".") + ("," + fraction if fraction else "")


def trimmed(value: Decimal | int | None, places: int = 2) -> str:
    """A number without idle zeros: «100», «56,9», «1,25»."""
    text = decimal(value, places)
    return text.rstrip("0").rstrip(",") if "," in text else text


def result(value: Decimal | None, unit: str = "%", near: Decimal | None = None) -> str:
    """An actual as leaders read it: one decimal place («91,0»), whole numbers of things, «100» bare.

    `near` is the target: places are added until a value that is not the target no longer looks like it
    (69,96 beside a target of 70 is never written «70,0»).
    """
    if value is None:
        return MISSING
    if value == value.to_integral_value() and (value == 100 or not is_share_unit(unit)):
        return decimal(value, 0)
    places = 1
    while near is not None and _hides_difference(value, near, places):
        places += 1
    return decimal(value, places)


def is_share_unit(unit: str) -> bool:
    """Whether a unit is a percentage («%», «% GRDP»)."""
    return unit.strip().startswith("%")


def signed(value: Decimal | None, places: int = 1) -> str:
    """A difference with its sign: «−13,1», «+0,3», «0,0»."""
    if value is None:
        return MISSING
    text = decimal(value, places)
    return "+" + text if _rounded(value, places) > 0 else text


def difference(value: Decimal | None, unit: str = "%") -> str:
    """A signed difference at the precision of its unit: «−13,1», «−2» things; never «0,0» for a real one."""
    if value is None:
        return MISSING
    places = 0 if value == value.to_integral_value() and not is_share_unit(unit) else 1
    while value != 0 and _rounded(value, places) == 0 and places < _MOST_PLACES:
        places += 1
    return signed(value, places)


def points(value: Decimal | None, places: int = 1) -> str:
    """A difference between two percentages: «13,1 điểm %»."""
    return MISSING if value is None else f"{decimal(value, places)} điểm{NBSP}%"


def percent(value: Decimal | None, places: int = 1) -> str:
    """A percentage: «56,9 %»."""
    return MISSING if value is None else f"{decimal(value, places)}{NBSP}%"


def count(value: int | Decimal | None) -> str:
    """A number of things: «1.234»."""
    return decimal(value, 0)


def with_unit(text: str, unit: str) -> str:
    """A number's text with its unit: «56,9 %», «5 sản phẩm»; «—» stays alone."""
    return text if text == MISSING or not unit else f"{text}{NBSP}{unit}"


def day(value: date | None) -> str:
    """A date: «20/04/2026»."""
    return MISSING if value is None else f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def period(value: Period | None) -> str:
    """A reporting month, short: «T4/2026»."""
    return MISSING if value is None else f"T{value.month}/{value.year}"


def period_in_words(value: Period | None) -> str:
    """A reporting month in a sentence: «tháng 4/2026»."""
    return MISSING if value is None else f"tháng {value.month}/{value.year}"


def quarter(value: Period | None) -> str:
    """The quarter that holds a month: «Quý II/2026»."""
    return MISSING if value is None else f"Quý {_ROMAN[(value.month - 1) // 3]}/{value.year}"


def span(value: Period | None, frequency: str = "month") -> str:
    """A reporting span by its frequency: «T4/2026», «Quý II/2026», «6 tháng đầu năm 2026», «Năm 2026»."""
    if value is None:
        return MISSING
    if frequency == "quarter":
        return quarter(value)
    if frequency == "half_year":
        return f"6 tháng {'đầu' if value.month <= 6 else 'cuối'} năm {value.year}"
    return f"Năm {value.year}" if frequency == "year" else period(value)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _hides_difference(value: Decimal, near: Decimal, places: int) -> bool:
    if value == near or places >= _MOST_PLACES:
        return False
    shown = _rounded(value, places)
    return shown == near or (shown - near) * (value - near) < 0


_MARKS = re.compile(r"<[^<>]*>|\*\*|\$|\\(?=%)")
_SIGNS = (("\\geq", "≥"), ("\\ge", "≥"), ("\\leq", "≤"), ("\\le", "≤"), ("\\%", "%"))


def as_written(raw: str | None) -> str:
    """A cell's text as its document shows it in print: «$\\geq 70\\%$» gives «≥ 70%»; blank gives «—»."""
    shown = raw or ""
    for sign, printed in _SIGNS:
        shown = shown.replace(sign, printed)
    return " ".join(_MARKS.sub("", shown).split()) or MISSING
