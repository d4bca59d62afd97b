import csv
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from lib.domain.thresholds import SHIPPED, Thresholds

TABLE = Path(__file__).parents[2] / "data" / "thresholds.csv"


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_and_the_defaults_are_equal():
    assert Thresholds.from_rows(rows()) == SHIPPED == Thresholds()


def test_the_table_has_each_threshold_once_with_unit_source_and_note():
    assert sorted(row["name"] for row in rows()) == sorted(field.name for field in fields(Thresholds))
    assert all(row[column].strip() for row in rows() for column in ("unit", "source", "note"))


def test_a_changed_row_changes_its_threshold_and_no_other():
    changed = Thresholds.from_rows([{"name": "at_risk_ratio", "value": "0.5"}])
    assert changed.at_risk_ratio == Decimal("0.5")
    assert changed.on_track_ratio == SHIPPED.on_track_ratio


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("on_track", "0.95", id="unknown name"),
        pytest.param("at_risk_ratio", "0,60", id="decimal comma"),
        pytest.param("small_denominator", "30.5", id="half an item"),
        pytest.param("early_fraction", "-0.25", id="negative"),
        pytest.param("early_fraction", "NaN", id="not a number"),
    ],
)
def test_a_row_that_cannot_be_a_threshold_is_refused(name, value):
    with pytest.raises(ValueError, match="threshold"):
        Thresholds.from_rows([{"name": name, "value": value}])


def test_a_threshold_given_twice_is_refused():
    row = {"name": "at_risk_ratio", "value": "0.5"}
    with pytest.raises(ValueError, match="repeated"):
        Thresholds.from_rows([row, row])
