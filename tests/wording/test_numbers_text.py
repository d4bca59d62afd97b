from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.period import Period
from lib.wording import numbers


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        pytest.param("56.9", 1, "56,9", id="comma"),
        pytest.param("91", 1, "91,0", id="idle-zero-kept"),
        pytest.param("69.95", 1, "70,0", id="half-up"),
        pytest.param("0.25", 1, "0,3", id="half-up-not-even"),
        pytest.param("1234567.5", 1, "1.234.567,5", id="dots-between-thousands"),
        pytest.param("-13.1", 1, "−13,1", id="true-minus"),
        pytest.param("-0.04", 1, "0,0", id="no-minus-on-zero"),
    ],
)
def test_a_number_is_written_with_a_decimal_comma(value: str, places: int, text: str) -> None:
    assert numbers.decimal(Decimal(value), places) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("100", "100"), ("56.90", "56,9"), ("1.25", "1,25"), ("1200", "1.200"), ("0", "0")],
)
def test_a_trimmed_number_has_no_idle_zeros(value: str, text: str) -> None:
    assert numbers.trimmed(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "unit", "near", "text"),
    [
        pytest.param("56.94", "%", "70", "56,9", id="one-place"),
        pytest.param("100", "%", "100", "100", id="a-hundred-bare"),
        pytest.param("91", "%", "100", "91,0", id="a-share-keeps-its-place"),
        pytest.param("5", "sản phẩm", "5", "5", id="things-are-whole"),
        pytest.param("69.96", "%", "70", "69,96", id="not-rounded-up-to-the-target"),
        pytest.param("69.9996", "%", "70", "69,9996", id="as-many-places-as-it-takes"),
        pytest.param("5.04", "%", "5", "5,04", id="not-rounded-down-to-the-target"),
        pytest.param("70", "%", "70", "70,0", id="equal-is-equal"),
    ],
)
def test_a_result_never_looks_like_the_target_it_missed(value: str, unit: str, near: str, text: str) -> None:
    assert numbers.result(Decimal(value), unit, Decimal(near)) == text


@pytest.mark.parametrize(("value", "text"), [("-13.1", "−13,1"), ("0.3", "+0,3"), ("0", "0,0"), ("-0.004", "−0,004")])
def test_a_difference_carries_its_sign(value: str, text: str) -> None:
    assert numbers.difference(Decimal(value)) == text


def test_a_difference_of_things_is_whole() -> None:
    assert numbers.difference(Decimal(-3), "sản phẩm") == "−3"


@pytest.mark.parametrize(
    "written",
    [
        numbers.decimal(None),
        numbers.trimmed(None),
        numbers.result(None),
        numbers.signed(None),
        numbers.points(None),
        numbers.percent(None),
        numbers.count(None),
        numbers.day(None),
        numbers.period(None),
        numbers.quarter(None),
        numbers.span(None, "year"),
        numbers.as_written(" "),
        numbers.as_written(None),
    ],
)
def test_what_is_missing_is_a_dash_never_zero(written: str) -> None:
    assert written == "—"


def test_words_around_numbers() -> None:
    assert numbers.points(Decimal("13.1")) == "13,1 điểm\u00a0%"
    assert numbers.percent(Decimal("56.9")) == "56,9\u00a0%"
    assert numbers.count(1234) == "1.234"
    assert numbers.with_unit("5", "sản phẩm") == "5\u00a0sản phẩm"
    assert numbers.with_unit("—", "%") == "—"


def test_days_and_periods() -> None:
    may = Period(2026, 5)
    assert numbers.day(date(2026, 4, 9)) == "09/04/2026"
    assert numbers.period(may) == "T5/2026"
    assert numbers.period_in_words(may) == "tháng 5/2026"
    assert numbers.quarter(may) == "Quý II/2026"
    assert [numbers.span(may, each) for each in ("month", "quarter", "half_year", "year")] == [
        "T5/2026",
        "Quý II/2026",
        "6 tháng đầu năm 2026",
        "Năm 2026",
    ]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        pytest.param(r"$\geq 70\%$", "≥ 70%", id="latex-of-a-seed"),
        pytest.param("<b>100</b>", "100", id="bold-tag"),
        pytest.param("**≥ 1,5**", "≥ 1,5", id="markdown"),
        pytest.param("05 sản phẩm", "05 sản phẩm", id="as-it-is"),
        pytest.param("≥\n35", "≥ 35", id="cell-with-a-break"),
        pytest.param("< 5", "< 5", id="less-than-is-no-tag"),
    ],
)
def test_a_cell_is_shown_as_its_document_prints_it(raw: str, shown: str) -> None:
    assert numbers.as_written(raw) == shown


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=4))
@settings(max_examples=100, deadline=None)
def test_a_written_number_reads_back_as_itself(value: Decimal) -> None:
    text = numbers.decimal(value, 4)
    assert Decimal(text.replace(".", "").replace(",", ".").replace("−", "-")) == value
    assert numbers.trimmed(value, 4).replace("−", "-").strip("-")[0].isdigit()
