"""Deadlines that come again: every week, month, quarter, half-year, year, or with the reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from lib.domain.deadline_points import NoSuchTime, Point, points_of

_EVERY = r"(?:hằng|hàng|mỗi|từng|theo)"
_ONCE = r"\s*(?:/|một|1|01)\s*(?:một\s*)?(?:1\s*|01\s*)?lần"
_RHYTHMS = (
    ("daily", rf"{_EVERY} ngày|ngày{_ONCE}|/ngày"),
    ("weekly", rf"{_EVERY} tuần|tuần{_ONCE}|/tuần"),
    (
        "half-yearly",
        rf"0?6 tháng{_ONCE}|(?:{_EVERY}|định k[ỳý]|báo cáo) 0?6 tháng(?! (?:đầu|cuối))"
        rf"|nửa năm{_ONCE}|bán niên|0?2 lần ?/ ?năm",
    ),
    (
        "quarterly",
        rf"{_EVERY} quý|0?3 tháng{_ONCE}|quý{_ONCE}|0?4 lần ?/ ?năm"
        rf"|tháng (?:đầu|cuối) (?:của )?quý(?! [0-9IVX])|định k[ỳý] quý(?! [0-9IVX])|/quý",
    ),
    (
        "monthly",
        rf"{_EVERY} tháng|(?<![0-9] )(?:0?1 )?tháng{_ONCE}|định k[ỳý] tháng(?! [0-9])|/tháng"
        r"|ngày [0-9]{1,2} (?:của |trong )?tháng(?! (?:[0-9]|đầu|cuối))",
    ),
    ("yearly", rf"{_EVERY} năm|năm{_ONCE}|(?:các|những) năm (?:tiếp theo|sau|kế tiếp)|/năm"),
)
_PATTERNS = tuple(
    (name, re.compile(rf"(?:(?<!\w)|(?=/))(?:{pattern})(?!\w)", re.IGNORECASE)) for name, pattern in _RHYTHMS
)
_PERIODIC = re.compile(r"(?<!\w)định k[ỳý](?!\w)\s*(theo .+)?", re.IGNORECASE)
_DAY = re.compile(r"(?<!\w)ngày ([0-9]{1,2})(?![0-9/])", re.IGNORECASE)
_MONTH_OF_QUARTER = re.compile(r"(?<!\w)(?:tháng )?(đầu|cuối) (?:của )?(?:mỗi |hằng |hàng )?quý", re.IGNORECASE)
_ONWARDS = re.compile(r"năm (?:tiếp theo|sau|kế tiếp)|trở đi|(?<!\w)từ năm [0-9]{4}(?!.*[0-9]{4})", re.IGNORECASE)
_USUAL = {
    "weekly": ("week end",),
    "monthly": ("month end",),
    "quarterly": ("03-31", "06-30", "09-30", "12-31"),
    "half-yearly": ("06-30", "12-31"),
    "yearly": ("12-31",),
}
_COMMON_YEAR, _LEAP_YEAR = 2025, 2024


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a deadline comes: `occurrences` as `MM-DD` or words, `start` and `end` where years are named."""

    name: str
    occurrences: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    condition: str | None = None


def rhythm_of(text: str) -> Rhythm | None:
    """The rhythm that a text names; `None` where it names none.

    Raises: NoSuchTime for a day that no month has, or years that run backwards.
    """
    name = next((name for name, pattern in _PATTERNS if pattern.search(text)), None)
    if name is None:
        return _periodic(text)
    points = points_of(text, None)
    years = [point for point in points if point.kind == "year"]
    start = years[0].first_day() if years else None
    end = years[-1].last_day() if years and not _ONWARDS.search(text) else None
    if start and end and start > end:
        raise NoSuchTime("ends before it starts")
    marks = [point for point in points if point.kind != "year"]
    return Rhythm(name, _occurrences(name, text, marks), start, end)


def _periodic(text: str) -> Rhythm | None:
    """«định kỳ» with no period named: with the reports it belongs to."""
    periodic = _PERIODIC.search(text)
    if periodic is None or points_of(text, None):
        return None
    return Rhythm("per reporting period", condition=periodic[1])


def _occurrences(name: str, text: str, marks: list[Point]) -> tuple[str, ...]:
    if marks and name in ("yearly", "half-yearly", "quarterly"):
        return tuple(_mark(point) for point in marks)
    day = _DAY.search(text)
    if day is None or name not in ("monthly", "quarterly"):
        return _USUAL.get(name, ())
    if not 1 <= int(day[1]) <= 31:
        raise NoSuchTime(day[0])
    months = _MONTH_OF_QUARTER.search(text) if name == "quarterly" else None
    if months is None:
        return (f"day {int(day[1])}",)
    first = 1 if months[1].lower() == "đầu" else 3
    return tuple(_mark(Point("day", None, 0, 0, 0, month, int(day[1]))) for month in range(first, 13, 3))


def _mark(point: Point) -> str:
    """`MM-DD` of a time of any year; a month or quarter by its last day."""
    year = _LEAP_YEAR if point.kind == "day" else _COMMON_YEAR
    return f"{replace(point, year=year).last_day():%m-%d}"
