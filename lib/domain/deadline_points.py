"""The times that a deadline names: days, months, quarters, half-years, years, found in order.

A time without a year takes the next year named («từ tháng 3 đến tháng 6/2026»), else the one before,
else that of the context.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_OF_YEAR = rf"(?:\s?[/.,-]\s?|,? (?:của )?năm )(?P<year>{_YEAR}|nay|sau|tới)"
_QUARTER = r"(?:qu[ýí]|qú[yi])"
_WITHIN = "(?:" + "|".join(f"(?<={word} )" for word in ("trong", "cả", "cuối", "hết", "đầu", "giữa")) + ")"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_EXCEL_EPOCH = date(1899, 12, 30)

_POINTS = re.compile(
    "|".join(
        rf"(?<![\w])(?:{pattern})"
        for pattern in (
            r"(?P<iso>(?P<iso_year>[0-9]{4})-(?P<iso_month>[0-9]{2})-(?P<iso_day>[0-9]{2}))(?:[T ][0-9:.]+)?(?!\d)",
            r"(?P<day>[0-9]{1,2})\s?[/.-]\s?(?P<day_month>[0-9]{1,2})\s?[/.-]\s?(?P<day_year>[0-9]{4}|[0-9]{2})(?!\d)",
            r"ngày (?P<long_day>[0-9]{1,2}) tháng (?P<long_month>[0-9]{1,2})"
            r"(?:(?:,? năm |\s?/\s?)(?P<long_year>[0-9]{4}))?(?!\d)",
            rf"(?:(?P<half>0?[369]) tháng|nửa) (?P<side>đầu|cuối)(?: năm)?(?: (?P<half_year>{_YEAR}|nay))?",
            rf"(?:tháng |t)(?P<month>[0-9]{{1,2}})(?!\d)(?:{_OF_YEAR.replace('year', 'month_year', 1)})?",
            rf"(?P<bare_month>[0-9]{{1,2}})\s?[/.-]\s?(?P<bare_year>{_YEAR})",
            r"(?P<short_day>[0-9]{1,2})\s?/\s?(?P<short_month>[0-9]{1,2})(?![\d/])",
            rf"{_QUARTER} (?P<quarter>[ivx]{{1,4}}|[0-9]{{1,2}})(?!\w)"
            rf"(?:{_OF_YEAR.replace('year', 'quarter_year', 1)})?",
            rf"(?:năm )?(?<!/)(?P<only_year>{_YEAR})|năm (?P<word_year>nay)(?!\w)",
            rf"{_WITHIN}(?P<this_year>năm)(?! (?:nay|sau|tới|học|tiếp|[0-9]))(?!\w)",
        )
    ),
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    rf"\s?(?:-|,|;|\+|&|và|đến|tới)\s?(?:{_QUARTER} )?(?P<number>[ivx]{{1,4}}|[0-9]{{1,2}})"
    rf"(?!\w|[.,][0-9])(?!\s?/\s?[0-9]{{1,2}}(?!\d))(?:{_OF_YEAR})?",
    re.IGNORECASE,
)


class NoSuchTime(ValueError):
    """A day, month or quarter that no calendar has («Tháng 13/2026», «31/02/2026»)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A named time. `kind`: day, month, quarter, half, year; `number` counts it within the year.

    `start`, `end` are its place in the text; `month` and `day` only of days.
    """

    kind: str
    year: int | None
    number: int
    start: int
    end: int
    month: int = 0
    day: int = 0
    year_stated: bool = True

    def first_day(self) -> date:
        """The day it begins. Raises: NoSuchTime."""
        return _day(self._known_year(), self._months()[0], self.day or 1)

    def last_day(self) -> date:
        """The day it ends. Raises: NoSuchTime."""
        year, month = self._known_year(), self._months()[1]
        return _day(year, month, self.day or _month_length(year, month))

    def _known_year(self) -> int:
        if self.year is None:
            raise NoSuchTime("no year")
        return self.year

    def _months(self) -> tuple[int, int]:
        """Its first and last month."""
        if self.kind == "quarter":
            return self.number * 3 - 2, self.number * 3
        if self.kind == "half":  # negative: the last months of the year
            return (1, self.number) if self.number > 0 else (13 + self.number, 12)
        return (1, 12) if self.kind == "year" else (self.month, self.month)


def points_of(text: str, year_of_context: int | None) -> tuple[Point, ...]:
    """The times named in a text, each with its year where one is known."""
    found: list[Point] = []
    place = 0
    while match := _POINTS.search(text, place):
        point = _point(match, year_of_context)
        found.append(point)
        place = point.end
        while point.kind in ("month", "quarter") and (further := _CONTINUED.match(text, place)):
            point = _numbered(point.kind, further["number"], _year(further["year"], year_of_context), further)
            found.append(point)
            place = point.end
    return tuple(_with_years(found, year_of_context))


def serial_day(text: str) -> date | None:
    """The day of a spreadsheet's serial number (1900 system), between 2000 and 2099."""
    match = re.fullmatch(r"([0-9]{5})(?:[.,]0+)?", text)
    if match is None or not 36526 <= int(match[1]) <= 73050:
        return None
    return _EXCEL_EPOCH + timedelta(days=int(match[1]))


def years_of(text: str) -> tuple[int, int] | None:
    """First and last year named in a text («Năm 2023 - 2025»)."""
    years = [int(year) for year in re.findall(rf"(?<![0-9/.-]){_YEAR}|(?<=-){_YEAR}", text)]
    return (min(years), max(years)) if years else None


def _point(match: re.Match[str], context: int | None) -> Point:
    start, end = match.start(), match.end()
    for day, month, day_year in (
        ("iso_day", "iso_month", "iso_year"),
        ("day", "day_month", "day_year"),
        ("long_day", "long_month", "long_year"),
        ("short_day", "short_month", None),
    ):
        if match[day]:
            named = _year(match[day_year], context) if day_year else None
            return Point("day", named, int(match[day]), start, end, month=int(match[month]), day=int(match[day]))
    if match["side"]:
        months = int(match["half"] or 6) * (1 if match["side"].lower() == "đầu" else -1)
        return Point("half", _year(match["half_year"], context), months, start, end)
    if match["quarter"]:
        return _numbered("quarter", match["quarter"], _year(match["quarter_year"], context), match)
    if month_number := match["month"] or match["bare_month"]:
        return _numbered("month", month_number, _year(match["month_year"] or match["bare_year"], context), match)
    year = _year(match["only_year"] or match["word_year"] or "nay", context)
    return Point("year", year, year or 0, start, end)


def _numbered(kind: str, number: str, year: int | None, match: re.Match[str]) -> Point:
    count = int(number) if number.isdigit() else _ROMAN.get(number.lower(), 0)
    return Point(kind, year, count, match.start(), match.end(), month=count if kind == "month" else 0)


def _year(text: str | None, context: int | None) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text) if len(text) == 4 else 2000 + int(text)
    return None if context is None else context + (text.lower() != "nay")


def _with_years(points: Sequence[Point], context: int | None) -> Iterator[Point]:
    for place, point in enumerate(points):
        if point.year is not None:
            yield point
            continue
        later = next((p.year for p in points[place:] if p.year is not None), None)
        earlier = next((p.year for p in reversed(points[:place]) if p.year is not None), None)
        yield replace(point, year=later or earlier or context, year_stated=False)


def _month_length(year: int, month: int) -> int:
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        raise NoSuchTime(f"{month}/{year}")
    return calendar.monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= day <= _month_length(year, month):
        raise NoSuchTime(f"{day}/{month}/{year}")
    return date(year, month, day)
