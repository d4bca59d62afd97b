"""Two sources are two names and, where there is a number, two values that agree."""

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.domain.catalog import IndicatorKind
from lib.domain.sources import are_two, sources_agree, values_agree
from lib.domain.submission import Answer, Line

SHARE, COUNT = IndicatorKind.SHARE, IndicatorKind.COUNT
THIRD = Line("x", 9, Answer.FIGURE, 1, 3, Decimal(100) / 3, second_value=Decimal(33), second_source="Trục")


@pytest.mark.parametrize(
    ("first", "second", "two"),
    [
        pytest.param("Một cửa", "Trục liên thông", True, id="two names"),
        pytest.param(None, "Trục liên thông", True, id="the first is the agency's own"),
        pytest.param("Một cửa", None, False, id="no second"),
        pytest.param("Một cửa", "  ", False, id="a blank second"),
        pytest.param("Hệ thống hóa đơn", "HỆ THỐNG  HOÁ ĐƠN", False, id="one name in two spellings"),
    ],
)
def test_two_sources_are_two_names(first: str | None, second: str | None, two: bool) -> None:
    assert are_two(first, second) is two


@pytest.mark.parametrize(
    ("kind", "value", "second", "agree"),
    [
        pytest.param(SHARE, "50", "52", True, id="two points"),
        pytest.param(SHARE, "50", "52.01", False, id="more than two points"),
        pytest.param(COUNT, "200", "204", True, id="two percent of a count"),
        pytest.param(COUNT, "200", "205", False, id="more than two percent"),
        pytest.param(COUNT, "0", "0", True, id="none and none"),
        pytest.param(COUNT, "0", "1", False, id="none and one"),
        pytest.param(SHARE, "50", None, None, id="one value alone"),
    ],
)
def test_values_agree_within_two_points_or_two_percent(
    kind: IndicatorKind, value: str, second: str | None, agree: bool | None
) -> None:
    line = replace(
        THIRD, a=None, b=None, value=Decimal(value), second_value=None if second is None else Decimal(second)
    )
    assert values_agree(kind, line) is agree
    assert sources_agree(kind, line) is bool(agree)


def test_a_share_is_compared_by_a_over_b_and_not_by_its_rounded_percentage() -> None:
    rounded = replace(THIRD, value=Decimal("33.3"))
    assert values_agree(SHARE, replace(rounded, second_value=Decimal("35.33"))) is True
    assert values_agree(SHARE, replace(rounded, second_value=Decimal("31.32"))) is False


def test_an_answer_in_words_needs_two_names_only() -> None:
    told = Line("x", 9, Answer.MET, source_system="Báo cáo", second_source="Kiểm tra")
    assert sources_agree(IndicatorKind.QUALITATIVE, told)
    assert not sources_agree(IndicatorKind.QUALITATIVE, replace(told, second_source=None))
