"""Whether a promised remedy was kept, and which lines lack the words they owe."""

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.period import Period
from lib.domain.promise import PromiseOutcome, lacks_words, outcome
from lib.domain.standing import Absence, Standing, Status

KEPT, NOT_YET, UNKNOWN = PromiseOutcome
SAID = {"subjective_cause": "thiếu người", "objective_cause": "lỗi hệ thống", "remedy": "tập huấn"}
THEN = Standing(
    plan_code="KH",
    indicator_code="KH-01",
    indicator_name="Tỷ lệ",
    unit="%",
    kind=IndicatorKind.SHARE,
    direction=Direction.UP,
    agency_code="so",
    agency_name="Sở",
    agency_kind="department",
    period=Period(2026, 5),
    status=Status.BEHIND,
    rule=10,
    value=Decimal(58),
    required_speed=Decimal(2),
)


def now(value: object, status: Status = Status.BEHIND, months: int = 1, **changed: object) -> Standing:
    number = None if value is None else Decimal(str(value))
    return replace(THEN, period=THEN.period + months, value=number, status=status, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param(now(59, Status.MET), KEPT, id="met"),
        pytest.param(now("58.1", Status.ON_TRACK), KEPT, id="on its path again"),
        pytest.param(now(60), KEPT, id="as fast as asked"),
        pytest.param(now("59.9"), NOT_YET, id="not quite as fast"),
        pytest.param(now(58), NOT_YET, id="stood still"),
        pytest.param(now(57), NOT_YET, id="fell back"),
        pytest.param(now("63.9", months=3), NOT_YET, id="three months, less than three times"),
        pytest.param(now(64, months=3), KEPT, id="three months, three times"),
        pytest.param(now(None, Status.NO_DATA, absence=Absence.MISSING), UNKNOWN, id="no figure"),
        pytest.param(now(70, Status.NO_DATA, absence=Absence.NOT_RECOGNISED), NOT_YET, id="not recognised"),
        pytest.param(now(70, months=8), UNKNOWN, id="a new year begins anew"),
        pytest.param(now(None, kind=IndicatorKind.QUALITATIVE), NOT_YET, id="in words, not met"),
    ],
)
def test_a_promise_is_kept_by_arriving_or_by_the_speed_that_was_asked(
    later: Standing, expected: PromiseOutcome
) -> None:
    assert outcome(THEN, later) is expected


def test_where_less_is_better_falling_keeps_the_promise() -> None:
    then = replace(THEN, direction=Direction.DOWN, value=Decimal(30), required_speed=Decimal(-2))
    for level, expected in ((28, KEPT), (29, NOT_YET), (33, NOT_YET)):
        assert outcome(then, replace(then, period=Period(2026, 6), value=Decimal(level))) is expected


@pytest.mark.parametrize("lost", [{"value": None}, {"required_speed": None}])
def test_without_a_figure_or_a_way_to_go_it_cannot_be_told(lost: dict[str, None]) -> None:
    assert outcome(replace(THEN, **lost), now(60)) is UNKNOWN


def test_no_need_to_move_is_no_promise_kept_by_standing_still() -> None:
    assert outcome(replace(THEN, required_speed=Decimal(0)), now(58)) is NOT_YET


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        pytest.param({}, True, id="nothing said"),
        pytest.param({"subjective_cause": "thiếu người"}, True, id="no remedy"),
        pytest.param({"remedy": "tập huấn"}, True, id="no cause"),
        pytest.param({"subjective_cause": "thiếu người", "remedy": "tập huấn"}, True, id="own cause alone"),
        pytest.param({"objective_cause": "lỗi hệ thống", "remedy": "tập huấn"}, True, id="outside cause alone"),
        pytest.param(SAID, False, id="both causes and a remedy"),
        pytest.param({**SAID, "remedy": ""}, True, id="a blank remedy"),
        pytest.param({"status": Status.UNPACED}, False, id="no pace is claimed"),
        pytest.param({"status": Status.AT_RISK, "awaiting_second_source": True}, False, id="awaits its second source"),
        pytest.param({"status": Status.MET}, False, id="met"),
        pytest.param({"status": Status.ON_TRACK}, False, id="on its path"),
        pytest.param({"status": Status.NO_DATA, "absence": Absence.MISSING}, False, id="no figure"),
        pytest.param({"status": Status.AT_RISK}, True, id="at risk"),
    ],
)
def test_a_line_that_is_not_on_its_way_owes_a_cause_and_a_remedy(words: dict[str, object], lacking: bool) -> None:
    assert lacks_words(replace(THEN, **words)) is lacking  # type: ignore[arg-type]
