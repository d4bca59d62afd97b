"""Reporting periods: calendar months, their windows and due dates.

Source: Nghị định 09/2019/NĐ-CP (a month runs from day 15 of the month before to day 14);
the plan of Gia Lai, section IV.1 (returns on day 20 of each month).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reporting month. Ordered in time; written `2026-05`."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1900 <= self.year <= 9999:
            raise ValueError(f"not a month: {self.year}-{self.month}")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2026-05`.

        Raises: ValueError when the text is not a month.
        """
        match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip(), re.ASCII)
        if match is None:
            raise ValueError(f"not a period: {text!r}")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of_index(cls, index: int) -> Period:
        """The period of a stored month number (`year * 12 + month - 1`)."""
        return cls(index // 12, index % 12 + 1)

    @classmethod
    def holding(cls, day: date) -> Period:
        """The calendar month that holds a day."""
        return cls(day.year, day.month)

    @property
    def index(self) -> int:
        """The month number kept in the ledger: `year * 12 + month - 1`."""
        return self.year * 12 + self.month - 1

    @property
    def end(self) -> date:
        """The last day of the month: a month is judged at its end."""
        return (self + 1).first - timedelta(days=1)

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    def __add__(self, months: int) -> Period:
        return Period.of_index(self.index + months)

    def __sub__(self, other: Period) -> int:
        """Whole months from another period to this one."""
        return self.index - other.index

    def through(self, last: Period) -> Iterator[Period]:
        """This period and each one up to and including `last`."""
        return (Period.of_index(index) for index in range(self.index, last.index + 1))


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day off by its name; `worked`: a Saturday or Sunday worked in exchange for one."""

    day: date
    name: str
    worked: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The three days of the month that rule the returns, and the days on which nobody works.

    cut_off_day: last day whose figures belong to the month; due_day: day the return is due;
    secretariat_day: day the secretariat reports. `days_off` moves a due day to the next working day;
    `days_worked` are Saturdays and Sundays worked in exchange for a day off.
    """

    cut_off_day: int = 14
    due_day: int = 20
    secretariat_day: int = 25
    days_off: Set[date] = frozenset()
    days_worked: Set[date] = frozenset()

    def window(self, period: Period) -> tuple[date, date]:
        """First and last day whose work a period's return tells of."""
        before = period + -1
        return date(before.year, before.month, self.cut_off_day + 1), date(period.year, period.month, self.cut_off_day)

    def due_date(self, period: Period) -> date:
        """The day the period's return is due, moved past weekends and days off."""
        return self._next_worked(date(period.year, period.month, self.due_day))

    def secretariat_date(self, period: Period) -> date:
        """The day the secretariat reports on the period, moved past weekends and days off."""
        return self._next_worked(date(period.year, period.month, self.secretariat_day))

    def is_worked(self, day: date) -> bool:
        """Whether people work on a day."""
        return day not in self.days_off and (day.weekday() < 5 or day in self.days_worked)

    def latest_due(self, today: date) -> Period:
        """The latest period whose due day has passed."""
        period = Period.holding(today)
        return period if self.due_date(period) < today else period + -1

    def latest_begun(self, day: date) -> Period:
        """The latest period whose window has begun on a day: none after it can be reported on yet."""
        period = Period.holding(day) + 1
        return period if self.window(period)[0] <= day else period + -1

    def _next_worked(self, day: date) -> date:
        while not self.is_worked(day):
            day += timedelta(days=1)
        return day
