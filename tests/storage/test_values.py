"""How values are written in columns: exact decimals come back as they were, kept ones to ten places."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.issue import Issue, Severity
from lib.storage.values import (
    as_kept,
    day_of,
    day_text,
    decimal_of,
    decimal_text,
    facts_of,
    facts_text,
    issues_of,
    issues_text,
    kept_text,
    names_of,
    names_text,
)

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)


@given(decimals)
def test_a_decimal_comes_back_exactly(value: Decimal) -> None:
    text = decimal_text(value)
    assert text is not None and "E" not in text.upper()
    assert decimal_of(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("52.9", "52.9"),
        ("52.90", "52.9"),
        ("70", "70"),
        ("1E+3", "1000"),
        ("0.0", "0"),
        ("1000000000000000", "1000000000000000"),
        ("33.33333333333333333333333333", "33.33333333333333333333333333"),
    ],
)
def test_decimals_are_plain_text(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


@given(decimals)
def test_a_kept_decimal_is_rounded_once_and_never_fails(value: Decimal) -> None:
    assert decimal_of(kept_text(value)) == as_kept(value) == as_kept(as_kept(value))
    assert abs(as_kept(value) - value) <= Decimal("0.00000000005")


@given(st.lists(st.text()))
def test_names_come_back(names: list[str]) -> None:
    assert names_of(names_text(names)) == tuple(names)


@given(st.dictionaries(st.text(), st.text()))
def test_facts_come_back_in_their_order(facts: dict[str, str]) -> None:
    assert facts_of(facts_text(facts.items())) == tuple(facts.items())


@given(st.dates())
def test_days_come_back(day: date) -> None:
    assert day_of(day_text(day)) == day


def test_nothing_stays_nothing() -> None:
    assert decimal_text(None) is kept_text(None) is decimal_of(None) is day_text(None) is day_of(None) is None


def test_findings_come_back_as_they_were() -> None:
    issues = (
        Issue(Severity.WARNING, "jump", "Biểu báo cáo", "H9", "C-01", (("before", "52,9"), ("now", "95"))),
        Issue(Severity.BLOCKING, "file-empty"),
    )
    assert issues_of(issues_text(issues)) == issues
    assert issues_of(None) == issues_of(issues_text(())) == ()
