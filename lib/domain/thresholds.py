"""Every cut point of the rules, with the values of `data/thresholds.csv` as defaults.

The table names the source of each. Reading the file is the shell's; a test keeps table and defaults equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Cut points of status, speed, gap and checks; units and sources stand in `data/thresholds.csv`."""

    on_track_ratio: Decimal = Decimal("0.95")
    at_risk_ratio: Decimal = Decimal("0.60")
    share_tolerance_points: Decimal = Decimal("0.5")
    count_tolerance: int = 1
    other_tolerance_percent: Decimal = Decimal(2)
    second_source_points: Decimal = Decimal(2)
    early_fraction: Decimal = Decimal("0.25")
    small_denominator: int = 30
    speed_window: int = 12
    speed_minimum_points: int = 3
    vital_few_share: Decimal = Decimal("0.8")
    jump_points: Decimal = Decimal(20)
    denominator_change_percent: Decimal = Decimal(30)
    flat_periods: int = 3
    outlier_score: Decimal = Decimal("3.5")
    outlier_minimum_points: int = 6
    comparable_coverage_percent: Decimal = Decimal(90)
    satisfaction_z: Decimal = Decimal("1.96")
    satisfaction_margin: Decimal = Decimal("0.05")

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> Thresholds:
        """Read the table's rows (columns `name` and `value`; a point is the decimal mark).

        A name without a row keeps its default: a ledger older than the program lacks the newest rows.

        Raises: ValueError when a name is unknown or repeated, or a value is not a number of its kind, ≥ 0.
        """
        kinds: dict[str, type] = {field.name: type(field.default) for field in fields(cls)}
        found: dict[str, Decimal | int] = {}
        for row in rows:
            name = row["name"].strip()
            if name not in kinds or name in found:
                raise ValueError(f"unknown or repeated threshold: {name!r}")
            found[name] = _number(name, row["value"].strip(), kinds[name])
        return cls(**found)  # type: ignore[arg-type]  # each value has just been read as its field's kind


def _number(name: str, text: str, kind: type) -> Decimal | int:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"threshold {name} is not a number: {text!r}") from None
    if not number.is_finite() or number < 0 or (kind is int and number != int(number)):
        raise ValueError(f"threshold {name} cannot be {text!r}")
    return int(number) if kind is int else number


SHIPPED = Thresholds()
