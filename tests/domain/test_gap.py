from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.catalog import Direction
from lib.domain.gap import gap, need, need_of_count, satisfies, vital_few
from lib.domain.standing import YearTarget

UP, DOWN = Direction.UP, Direction.DOWN


def target(comparator, value, value2=None):
    number = None if value is None else Decimal(value)
    return YearTarget(2026, comparator, number, f"{comparator} {value}", value2 and Decimal(value2))


@pytest.mark.parametrize(
    ("comparator", "asked", "value", "direction", "is_met"),
    [
        pytest.param(">=", "70", "70", UP, True, id="at least, exactly"),
        pytest.param(">=", "70", "69.99", UP, False, id="at least, just under"),
        pytest.param(">", "70", "70", UP, False, id="more than, exactly"),
        pytest.param(">", "70", "70.01", UP, True, id="more than, just over"),
        pytest.param("<=", "30", "30", DOWN, True, id="at most, exactly"),
        pytest.param("<", "30", "30", DOWN, False, id="less than, exactly"),
        pytest.param("=", "5", "5.0", UP, True, id="equal, another scale"),
        pytest.param("=", "5", "6", UP, False, id="equal, one more"),
        pytest.param("none", "100", "100", UP, True, id="a bare number goes up"),
        pytest.param("none", "3", "2", DOWN, True, id="a bare number goes down"),
        pytest.param("~", "50", "51", UP, True, id="about goes by the direction"),
        pytest.param("<=", "30", "20", UP, True, id="the comparator is stronger than the direction"),
    ],
)
def test_a_target_is_met_by_its_comparator(comparator, asked, value, direction, is_met):
    assert satisfies(Decimal(value), target(comparator, asked), direction) is is_met


@pytest.mark.parametrize(
    ("value", "direction", "is_met"),
    [
        pytest.param("59.9", UP, False, id="under a range"),
        pytest.param("60", UP, True, id="reaches a range"),
        pytest.param("85", UP, True, id="passes a range"),
        pytest.param("80.1", DOWN, False, id="over a range that falls"),
        pytest.param("80", DOWN, True, id="reaches a range that falls"),
    ],
)
def test_a_range_is_met_from_the_end_that_is_reached_first(value, direction, is_met):
    assert satisfies(Decimal(value), target("range", "60", "80"), direction) is is_met


def test_no_figure_meets_a_target_and_no_figure_meets_words():
    assert not satisfies(None, target(">=", 0))
    assert not satisfies(Decimal(5), target("none", None))


def test_a_third_is_compared_unrounded():
    third = target(">=", "33.33333333333333333333")
    assert satisfies(Decimal(100), third, per=3)
    assert not satisfies(Decimal(100), target(">=", "33.33333333333333333334"), per=3)


@pytest.mark.parametrize(
    ("comparator", "asked", "value", "expected"),
    [
        pytest.param(">=", "70", "58.0", "12", id="short of at least"),
        pytest.param(">=", "70", "71", "0", id="beyond at least"),
        pytest.param(">", "70", "70", "0", id="on a strict target"),
        pytest.param("<=", "15", "24", "9", id="over at most"),
        pytest.param("<=", "15", "14", "0", id="under at most"),
        pytest.param("=", "5", "6", "1", id="over an equal target"),
    ],
)
def test_the_gap_is_the_distance_still_to_go(comparator, asked, value, expected):
    assert gap(Decimal(value), target(comparator, asked)) == Decimal(expected)


def test_there_is_no_gap_to_words_and_none_without_a_figure():
    assert gap(Decimal(5), target("none", None)) is None
    assert gap(None, target(">=", 70)) is None


@pytest.mark.parametrize(
    ("comparator", "asked", "a", "b", "items"),
    [
        pytest.param(">=", "70", 580, 1000, 120, id="a whole number of items"),
        pytest.param(">=", "70", 700, 1000, 0, id="just met"),
        pytest.param(">=", "70", 699, 1000, 1, id="one short"),
        pytest.param(">=", "70", 900, 1000, 0, id="beyond"),
        pytest.param(">", "70", 700, 1000, 1, id="a strict target wants one more"),
        pytest.param(">", "70", 701, 1000, 0, id="a strict target met"),
        pytest.param(">", "70", 4, 7, 1, id="strict, no whole boundary"),
        pytest.param(">=", "0.1", 0, 10, 1, id="a tenth of a percent of ten"),
        pytest.param(">=", "0.1", 0, 1000, 1, id="a tenth of a percent of a thousand is exactly one"),
        pytest.param(">=", "0.3", 2, 1000, 1, id="three tenths, hostile to floats"),
        pytest.param(">=", "1.1", 10, 1000, 1, id="eleven tenths, hostile to floats"),
        pytest.param(">=", "57", 57, 100, 0, id="0.57 times 100 is 56.99… in floats"),
        pytest.param(">=", "33.3", 333, 1000, 0, id="a third to one place"),
        pytest.param("<=", "5", 12, 100, 7, id="items fewer"),
        pytest.param("<=", "2.5", 3, 100, 1, id="items fewer, no whole boundary"),
        pytest.param("<", "5", 5, 100, 1, id="strictly fewer"),
        pytest.param("<", "5", 4, 100, 0, id="strictly fewer, met"),
        pytest.param("=", "50", 3, 10, 2, id="equal, from below"),
        pytest.param("=", "50", 7, 10, 2, id="equal, from above"),
        pytest.param("=", "50", 1, 3, None, id="no whole number is half of three"),
        pytest.param(">=", "70", 0, 0, None, id="nothing arose"),
        pytest.param(">=", "70", None, 10, None, id="no a"),
        pytest.param(">=", "70", 5, None, None, id="no b"),
        pytest.param("none", None, 5, 10, None, id="a target in words"),
    ],
)
def test_the_need_is_counted_in_items(comparator, asked, a, b, items):
    assert need(a, b, target(comparator, asked)) == items


@pytest.mark.parametrize(
    ("comparator", "value", "items"),
    [
        pytest.param(">=", "3", 2, id="«05 sản phẩm», three made"),
        pytest.param(">=", "5", 0, id="all made"),
        pytest.param(">=", "3.5", 2, id="half a product is not one"),
        pytest.param(">", "5", 1, id="more than five"),
        pytest.param("<=", "7", 2, id="at most five"),
    ],
)
def test_the_need_of_a_count_is_what_is_left_to_make(comparator, value, items):
    assert need_of_count(Decimal(value), target(comparator, 5)) == items


def test_the_need_of_a_count_without_a_figure_is_unknown():
    assert need_of_count(None, target(">=", 5)) is None


def is_met_exactly(a, b, comparator, asked):
    share, wanted = Fraction(100 * a, b), Fraction(asked)
    return {
        ">=": share >= wanted,
        ">": share > wanted,
        "<=": share <= wanted,
        "<": share < wanted,
        "=": share == wanted,
    }[comparator]


@given(
    st.sampled_from([">=", ">", "<=", "<"]),
    st.decimals(0, 100, places=4),
    st.integers(1, 10**7).flatmap(lambda b: st.tuples(st.integers(0, b), st.just(b))),
)
@settings(max_examples=100, deadline=None)
def test_the_need_meets_the_target_and_one_item_less_does_not(comparator, asked, pair):
    a, b = pair
    items = need(a, b, target(comparator, asked))
    step = 1 if comparator in (">=", ">") else -1
    assert is_met_exactly(a + step * items, b, comparator, asked)
    assert items == 0 or not is_met_exactly(a + step * (items - 1), b, comparator, asked)


@given(
    st.sampled_from([">=", ">", "<=", "<", "="]),
    st.decimals(0, 100, places=2),
    st.integers(0, 10**6),
    st.integers(1, 10**6),
)
@settings(max_examples=100, deadline=None)
def test_a_share_is_compared_as_the_exact_fraction(comparator, asked, a, b):
    assert satisfies(100 * a, target(comparator, asked), per=b) is is_met_exactly(a, b, comparator, asked)


@pytest.mark.parametrize(
    ("needs", "few"),
    [
        pytest.param([("a", 10), ("b", 60), ("c", 30)], ("b", "c"), id="two make 90 of 100"),
        pytest.param([("a", 80), ("b", 20)], ("a",), id="exactly 80 percent is enough"),
        pytest.param([("b", 5), ("a", 5)], ("a", "b"), id="equal needs in order of code"),
        pytest.param([("a", 0), ("b", 7)], ("b",), id="who needs nothing is not among them"),
        pytest.param([("a", 0)], (), id="nothing is needed"),
        pytest.param([], (), id="nobody"),
    ],
)
def test_the_vital_few_make_80_percent_of_the_need(needs, few):
    assert vital_few(needs) == few


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 1000), max_size=20))
@settings(max_examples=100, deadline=None)
def test_without_the_smallest_of_the_vital_few_less_than_80_percent_is_left(needs):
    few = vital_few(list(needs.items()))
    all_items = sum(needs.values())
    assert sum(needs[code] for code in few) * 5 >= all_items * 4
    assert not few or sum(needs[code] for code in few[:-1]) * 5 < all_items * 4
