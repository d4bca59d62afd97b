"""What ships with the program: catalogs, thresholds, and the public holidays of Vietnam."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
CATALOGS = DATA / "catalogs"
HOLIDAY_YEARS = range(2025, 2031)


def threshold_rows() -> list[Mapping[str, str]]:
    """The table of thresholds: name, value, unit, source, note."""
    with (DATA / "thresholds.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def days_off() -> list[tuple[date, str]]:
    """Public holidays by the library `holidays`, with their Vietnamese names; swap days are entered by hand."""
    import holidays  # slow to import, needed once

    return sorted((day, name) for day, name in holidays.country_holidays("VN", years=HOLIDAY_YEARS).items())
