"""What ships with the program: catalogs, thresholds, and the public holidays of Vietnam."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from lib.domain.period import SpecialDay

DATA = Path(__file__).resolve().parents[2] / "data"
CATALOGS = DATA / "catalogs"
HOLIDAY_YEARS = range(2025, 2031)


def threshold_rows() -> list[Mapping[str, str]]:
    """The table of thresholds: name, value, unit, source, note."""
    with (DATA / "thresholds.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def special_days() -> list[SpecialDay]:
    """Public holidays by the library `holidays` with their Vietnamese names, and weekends worked in exchange.

    What the government decides later (days exchanged, a year ahead) the secretariat enters by hand.
    """
    import holidays  # slow to import, needed once

    known = holidays.country_holidays("VN", years=HOLIDAY_YEARS, language="vi")
    exchanged = (day for day in known.weekend_workdays if day.year in HOLIDAY_YEARS)
    worked = (SpecialDay(day, "Làm bù", worked=True) for day in exchanged)
    return sorted((*(SpecialDay(day, name) for day, name in known.items()), *worked), key=lambda day: day.day)
