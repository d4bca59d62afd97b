from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.excel.numbers import LARGEST, Reading, checked, read_text

AMBIGUOUS, NO_NUMBER, COMPARATOR, NEGATIVE, PARTS, HUGE = (
    "number-ambiguous",
    "not-a-number",
    "number-comparator",
    "negative",
    "not-whole",
    "number-too-large",
)


@pytest.mark.parametrize(
    ("text", "in_value", "in_count"),
    [
        pytest.param("94,95", "94.95", PARTS, id="decimal comma"),
        pytest.param("94.95", "94.95", PARTS, id="decimal point"),
        pytest.param("1,5", "1.5", PARTS, id="one decimal"),
        pytest.param("52", "52", "52", id="whole"),
        pytest.param("05", "5", "5", id="leading zero"),
        pytest.param("0", "0", "0", id="zero is a figure"),
        pytest.param("12,0", "12.0", "12", id="idle decimal"),
        pytest.param("1.000", AMBIGUOUS, "1000", id="point and three digits"),
        pytest.param("1,000", AMBIGUOUS, "1000", id="comma and three digits"),
        pytest.param("12.345", AMBIGUOUS, "12345", id="two digits, point, three digits"),
        pytest.param("0,529", "0.529", PARTS, id="no thousands begin with zero"),
        pytest.param("0.529", "0.529", PARTS, id="the same with a point"),
        pytest.param("1.2345", "1.2345", PARTS, id="four decimals"),
        pytest.param("1.234,56", "1234.56", PARTS, id="Vietnamese thousands and decimals"),
        pytest.param("1,234.56", "1234.56", PARTS, id="English thousands and decimals"),
        pytest.param("1.234.567", "1234567", "1234567", id="two groups"),
        pytest.param("1,234,567", "1234567", "1234567", id="two groups with commas"),
        pytest.param("1 234,5", "1234.5", PARTS, id="space"),
        pytest.param("1\u00a0234,5", "1234.5", PARTS, id="no-break space"),
        pytest.param("1\u202f234,5", "1234.5", PARTS, id="narrow no-break space"),
        pytest.param("1 234", "1234", "1234", id="space before three digits"),
        pytest.param("  7 ", "7", "7", id="spaces around"),
        pytest.param("7\u200b", "7", "7", id="zero-width space"),
        pytest.param("1.234,5678", "1234.5678", PARTS, id="long decimals"),
        pytest.param("12.34.56", NO_NUMBER, NO_NUMBER, id="broken groups"),
        pytest.param("1.23,456", NO_NUMBER, NO_NUMBER, id="group of two"),
        pytest.param("1,5,2", NO_NUMBER, NO_NUMBER, id="two commas"),
        pytest.param("≥ 1,5", COMPARATOR, COMPARATOR, id="at least"),
        pytest.param(">= 70", COMPARATOR, COMPARATOR, id="at least in signs"),
        pytest.param("~ 70", COMPARATOR, COMPARATOR, id="about"),
        pytest.param("trên 70", COMPARATOR, COMPARATOR, id="over, in words"),
        pytest.param("-5", NEGATIVE, NEGATIVE, id="minus"),
        pytest.param("–5", NEGATIVE, NEGATIVE, id="en dash"),
        pytest.param("−5,5", NEGATIVE, NEGATIVE, id="true minus"),
        pytest.param("(5)", NO_NUMBER, NO_NUMBER, id="bookkeeper's minus"),
        pytest.param("٣", NO_NUMBER, NO_NUMBER, id="Arabic digit"),
        pytest.param("５", NO_NUMBER, NO_NUMBER, id="wide digit"),
        pytest.param("1e5", NO_NUMBER, NO_NUMBER, id="exponent"),
        pytest.param("1_000", NO_NUMBER, NO_NUMBER, id="underscore"),
        pytest.param("nan", NO_NUMBER, NO_NUMBER, id="nan"),
        pytest.param("inf", NO_NUMBER, NO_NUMBER, id="inf"),
        pytest.param("Duy trì", NO_NUMBER, NO_NUMBER, id="words"),
        pytest.param("70 hồ sơ", NO_NUMBER, NO_NUMBER, id="number with its unit"),
        pytest.param("-", NO_NUMBER, NO_NUMBER, id="a dash alone"),
        pytest.param(",5", NO_NUMBER, NO_NUMBER, id="no digit before the comma"),
        pytest.param("5,", NO_NUMBER, NO_NUMBER, id="no digit after the comma"),
        pytest.param("+5", NO_NUMBER, NO_NUMBER, id="plus"),
        pytest.param("#N/A", NO_NUMBER, NO_NUMBER, id="typed error"),
        pytest.param("9" * 16, HUGE, HUGE, id="sixteen digits"),
        pytest.param("", None, None, id="empty"),
        pytest.param(" \u00a0", None, None, id="blank"),
    ],
)
def test_typed_numbers_are_read_exactly_or_named(text: str, in_value: str | None, in_count: str | None) -> None:
    assert read_text(text) == expected(in_value)
    assert read_text(text, counted=True) == expected(in_count)


def expected(outcome: str | None) -> Reading:
    if outcome is None:
        return Reading()
    return Reading(Decimal(outcome)) if outcome[0].isdigit() else Reading(fault=outcome)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("12,5 %", "12.5", id="space before the sign"),
        pytest.param("12,5%", "12.5", id="no space"),
        pytest.param("52.9 %", "52.9", id="point"),
        pytest.param("≥ 70%", COMPARATOR, id="a target is not a figure"),
        pytest.param("12%%", NO_NUMBER, id="two signs"),
    ],
)
def test_a_percent_sign_is_taken_only_where_percents_are_asked(text: str, outcome: str) -> None:
    assert read_text(text, percent=True) == expected(outcome)
    assert read_text(text).fault is not None


@settings(max_examples=100, deadline=None)
@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_a_number_written_the_vietnamese_way_is_read_back(number: Decimal) -> None:
    written = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert read_text(written) == Reading(number)
    assert read_text(f"{number:,.2f}") == Reading(number)


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=int(LARGEST)), st.sampled_from([".", ",", " ", "\u00a0", ""]))
def test_counted_things_may_be_grouped_by_any_mark(number: int, mark: str) -> None:
    assert read_text(f"{number:,}".replace(",", mark), counted=True) == Reading(Decimal(number))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_a_number_a_fault_or_blank(text: str) -> None:
    reading = read_text(text)
    assert reading.number is None or reading.fault is None
    if reading.number is not None:
        assert reading.number >= 0 and all(c in "0123456789" for c in text if c.isdigit())


def test_numbers_of_cells_have_the_same_bounds() -> None:
    assert checked(Decimal("-0.1")) == Reading(fault=NEGATIVE)
    assert checked(LARGEST) == Reading(LARGEST)
    assert checked(LARGEST + 1) == Reading(fault=HUGE)
    assert checked(Decimal("12.0"), whole=True) == Reading(Decimal(12))
    assert checked(Decimal("12.5"), whole=True) == Reading(fault=PARTS)
