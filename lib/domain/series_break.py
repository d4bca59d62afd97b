"""A break in a series: from a period on, figures cannot be compared with those before (method, definition)."""

from __future__ import annotations

from dataclasses import dataclass

from lib.domain.period import Period


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """One break: the first period that cannot be compared with those before, why, by whom and when (ISO, UTC)."""

    period: Period
    reason: str
    actor: str
    at: str


def parts(breaks: tuple[SeriesBreak, ...], first: Period, second: Period) -> bool:
    """Whether a break stands between two periods, the earlier one first."""
    return any(first < one.period <= second for one in breaks)
