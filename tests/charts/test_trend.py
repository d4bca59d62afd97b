import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lib.charts.trend import CONFIG, HORIZON_X, saved_as, trend_figure, trend_sentence
from lib.charts.trend_axes import value_ticks
from lib.domain.period import Period
from lib.domain.standing import Standing, Status, YearTarget
from tests.standing_samples import PAYLOADS, duration, line, missing

PACED = line(
    speed=Decimal("1.3"),
    projection_year_end=Decimal("67.6"),
    projection_low=Decimal("64.8"),
    projection_high=Decimal("69.4"),
)


def month(number: int, value: str, **changes: Any) -> Standing:
    return line(value, period=Period(2026, number), **changes)


HISTORY = (month(3, "54.8"), month(1, "53.1"), month(2, "53.6", conclusive=False))


def spec(standing: Standing = PACED, history: tuple[Standing, ...] = HISTORY, **options: Any) -> dict[str, Any]:
    drawn: dict[str, Any] = json.loads(trend_figure(standing, history, **options).to_json())
    return drawn


def traces(drawn: dict[str, Any]) -> dict[str, dict[str, Any]]:
    roles = [trace["meta"]["role"] for trace in drawn["data"]]
    assert len(roles) == len(set(roles)), "one trace per role"
    return dict(zip(roles, drawn["data"], strict=True))


def words(drawn: dict[str, Any]) -> list[str]:
    return [re.sub(r"</?b>", "", each["text"]) for each in drawn["layout"]["annotations"]]


def test_each_role_is_one_trace() -> None:
    roles = {"projection_range", "required", "projection", "actual", "target", "baseline", "horizon"}
    assert set(traces(spec())) == roles


def test_actual_values_stand_at_their_months_in_order_with_their_period() -> None:
    actual = traces(spec())["actual"]
    assert actual["x"] == [1, 2, 3, 4]
    assert actual["y"] == [53.1, 53.6, 54.8, 56.9]
    assert actual["customdata"] == ["2026-01", "2026-02", "2026-03", "2026-04"]


def test_the_newest_point_is_large_and_one_that_is_not_conclusive_is_hollow() -> None:
    marker = traces(spec())["actual"]["marker"]
    assert marker["size"][-1] > max(marker["size"][:-1])
    assert marker["color"][1] == "#FFFFFF"
    assert marker["color"][0] == marker["color"][3] != "#FFFFFF"
    assert marker["opacity"] == 1


def test_a_figure_carried_on_from_an_earlier_period_is_hollow() -> None:
    carried = month(3, "54.8", figure_period=Period(2026, 2))
    assert traces(spec(history=(carried,)))["actual"]["marker"]["color"][0] == "#FFFFFF"


def test_the_target_is_a_bar_at_the_end_of_its_year() -> None:
    target = traces(spec())["target"]
    assert target["y"][:2] == [70, 70]
    assert sum(target["x"][:2]) / 2 == 12


def test_the_path_runs_dashed_from_baseline_through_target_to_horizon() -> None:
    path = traces(spec())["required"]
    assert list(zip(path["x"], path["y"], strict=True)) == [(0, 52.9), (12, 70), (HORIZON_X, 100)]
    assert path["line"]["dash"] == "dash"


def test_years_between_are_knots_of_the_path() -> None:
    between = (YearTarget(2028, ">=", Decimal(85), "85"),)
    path = traces(spec(targets=between))["required"]
    assert list(zip(path["x"], path["y"], strict=True))[2] == (14.75, 85)


def test_the_projection_is_dotted_to_the_year_end_with_its_range() -> None:
    drawn = traces(spec())
    assert drawn["projection"]["x"] == [4, 12]
    assert drawn["projection"]["y"] == [56.9, 67.6]
    assert drawn["projection"]["line"]["dash"] == "dot"
    assert sorted(drawn["projection_range"]["y"])[1:3] == [56.9, 64.8]


def test_the_baseline_is_a_hollow_dot_named_as_its_source_writes_it() -> None:
    assert traces(spec())["baseline"]["marker"]["color"] == "#FFFFFF"
    assert "2025: 52,90" in words(spec())


def test_a_baseline_adopted_in_the_year_stands_at_its_month() -> None:
    drawn = spec(baseline_period=Period(2026, 2))
    assert traces(drawn)["baseline"]["x"] == [2]
    assert "mốc: 52,90" in words(drawn)


@pytest.mark.parametrize("is_dark", [False, True])
def test_no_visible_number_has_a_dot(is_dark: bool) -> None:
    drawn = spec(is_dark=is_dark)
    axes = [*drawn["layout"]["xaxis"]["ticktext"], *drawn["layout"]["yaxis"]["ticktext"]]
    shown = [*words(drawn), *axes, *(text for trace in drawn["data"] for text in trace.get("text", []))]
    assert not [text for text in shown if re.search(r"\d\.\d", text)]
    assert any("56,9" in text for text in shown)
    assert drawn["layout"]["separators"] == ",."


def test_the_axis_is_the_year_and_the_horizon() -> None:
    axis = spec()["layout"]["xaxis"]
    assert axis["ticktext"] == ["2025", "T3", "T6", "T9", "2026", "2030"]
    assert axis["tickvals"] == [0, 3, 6, 9, 12, HORIZON_X]


def test_touch_scrolls_the_page_not_the_figure() -> None:
    layout = spec()["layout"]
    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"] and layout["yaxis"]["fixedrange"]
    assert CONFIG["modeBarButtons"] == [["toImage"]]


def test_the_one_tool_saves_a_sharp_drawing_and_speaks_vietnamese() -> None:
    saving = saved_as("xu-huong_x")["toImageButtonOptions"]
    assert saving == {"format": "svg", "filename": "xu-huong_x"}
    words = CONFIG["locales"][CONFIG["locale"]]["dictionary"]
    assert words["Download plot"] == "Tải ảnh (SVG)"
    assert not any(character.isascii() and word == key for key, word in words.items() for character in word)


def test_all_marks_lie_within_the_axes() -> None:
    drawn = spec()
    low, high = drawn["layout"]["yaxis"]["range"]
    left, right = drawn["layout"]["xaxis"]["range"]
    for trace in drawn["data"]:
        assert all(low <= y <= high for y in trace["y"] if y is not None)
        assert all(left <= x <= right for x in trace["x"] if x is not None)


def test_without_a_figure_only_the_plan_is_drawn() -> None:
    drawn = traces(spec(missing(baseline_value=Decimal(90), baseline_raw="90"), ()))
    assert "actual" not in drawn and "projection" not in drawn
    assert {"target", "horizon", "required", "baseline"} <= set(drawn)


def test_without_baseline_no_path_is_claimed() -> None:
    assert "required" not in traces(spec(line(baseline_value=None, baseline_raw=None, status=Status.UNPACED)))


def test_without_horizon_the_figure_ends_with_its_year() -> None:
    drawn = spec(duration(), ())
    assert "horizon" not in traces(drawn)
    assert not drawn["layout"].get("shapes")
    assert drawn["layout"]["xaxis"]["ticktext"][-1] == "2026"


def test_a_missing_month_is_no_point_and_later_months_are_not_told() -> None:
    history = (*HISTORY, missing(period=Period(2026, 3)), month(7, "60"))
    gone = tuple(replace(one) for one in history if one.value is not None and one.period.month != 3)
    assert traces(spec(history=gone))["actual"]["x"] == [1, 2, 4]


def test_the_last_year_of_the_plan_has_no_horizon_after_it() -> None:
    last = line("97", YearTarget(2030, ">=", Decimal(100), "100"), period=Period(2030, 5), horizon_target=None)
    drawn = traces(spec(last, ()))
    assert drawn["target"]["y"][0] == 100


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_target_text_cannot_carry_markup_into_the_figure(payload: str) -> None:
    drawn = spec(line(target=YearTarget(2026, ">=", Decimal(70), payload)), ())
    label = next(each["text"] for each in drawn["layout"]["annotations"] if "Kế hoạch" in each["text"])
    assert re.findall(r"<[^>]*>", label) == ["<b>", "</b>"]
    named = spec(line(baseline_raw=payload), ())["layout"]["annotations"][0]["text"]
    assert not re.findall(r"<[^>]*>", named)


def test_the_sentence_is_the_alternative_text() -> None:
    assert trend_sentence(PACED).startswith("Diễn biến đến T4/2026. ")


@pytest.mark.parametrize(
    ("low", "high", "unit", "texts"),
    [
        pytest.param(41.0, 108.0, "%", ["60\u00a0%", "80\u00a0%", "100\u00a0%"], id="never-over-100"),
        pytest.param(0.9, 1.6, "% GRDP", ["1\u00a0%", "1,2\u00a0%", "1,4\u00a0%", "1,6\u00a0%"], id="decimal-comma"),
        pytest.param(-0.4, 5200.0, "hồ sơ", ["0", "2.000", "4.000"], id="thousands"),
    ],
)
def test_ticks_are_round_and_vietnamese(low: float, high: float, unit: str, texts: list[str]) -> None:
    assert value_ticks(low, high, unit)[1] == texts
