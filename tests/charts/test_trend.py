"""The trend: what it draws and where, and that no word of it is cut or covers another, on any width."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from lib.charts.placing import Box
from lib.charts.text_width import width_of
from lib.charts.trend import trend, trend_sentence, trend_svg
from lib.charts.trend_axes import HORIZON_X, SIZES, Size, value_ticks
from lib.charts.trend_marks import Marks, marks_of
from lib.domain.period import Period
from lib.domain.series_break import SeriesBreak
from lib.domain.standing import Standing, Status, YearTarget
from tests.standing_samples import PAYLOADS, count, duration, line, missing

DECEMBER = date(2025, 12, 31)


def path(*corners: tuple[int, str]) -> tuple[tuple[date, Decimal], ...]:
    return tuple((date(year, 12, 31), Decimal(value)) for year, value in corners)


PATH = path((2025, "52.9"), (2026, "70"), (2030, "100"))
PACED = line(
    speed=Decimal("1.3"),
    projection_year_end=Decimal("67.6"),
    projection_low=Decimal("64.8"),
    projection_high=Decimal("69.4"),
    projection_horizon=Decimal("94"),
    projection_horizon_low=Decimal("88"),
    projection_horizon_high=Decimal("100"),
)


def month(number: int, value: str, **changes: Any) -> Standing:
    return line(value, period=Period(2026, number), **changes)


HISTORY = (month(3, "54.8"), month(1, "53.1"), month(2, "53.6", conclusive=False))


def marks(standing: Standing = PACED, history: tuple[Standing, ...] = HISTORY, **options: Any) -> Marks:
    return marks_of(standing, history, **({"path": PATH} | options))


def drawing(found: Marks, size: Size = SIZES[0]) -> Element:
    return fromstring(trend_svg(found, size))


def parts(found: Marks, name: str) -> list[Element]:
    return [each for each in drawing(found).iter() if each.attrib.get("data-part") == name]


def knots(found: Marks, name: str) -> list[tuple[float, float]]:
    (one,) = parts(found, name)
    return [(float(x), float(y)) for x, y in (knot.split(":") for knot in one.attrib["data-knots"].split())]


def words(found: Marks, size: Size = SIZES[0]) -> dict[str, str]:
    return {one.attrib["data-word"]: one.text or "" for one in texts(drawing(found, size)) if "data-word" in one.attrib}


def texts(tree: Element) -> list[Element]:
    return [each for each in tree.iter() if each.tag.endswith("text")]


def test_actual_values_stand_at_their_months_in_order() -> None:
    assert knots(marks(), "actual") == [(1, 53.1), (2, 53.6), (3, 54.8), (4, 56.9)]
    periods = [each.attrib["data-period"] for each in drawing(marks()).iter() if "data-period" in each.attrib]
    assert periods == ["2026-01", "2026-02", "2026-03", "2026-04"]


def dots(found: Marks) -> list[Element]:
    return parts(found, "point")


def test_the_newest_point_is_large_and_one_that_is_not_conclusive_is_hollow() -> None:
    drawn = dots(marks())
    assert float(drawn[-1].attrib["r"]) > float(drawn[0].attrib["r"])
    assert [each.attrib["fill"] == "#FFFFFF" for each in drawn] == [False, True, False, False]


@pytest.mark.parametrize("change", [{"figure_period": Period(2026, 2)}, {"provisional": 1}])
def test_a_provisional_figure_and_one_carried_on_are_hollow(change: dict[str, Any]) -> None:
    drawn = dots(marks(history=(month(3, "54.8", **change),)))
    assert drawn[0].attrib["fill"] == "#FFFFFF" != drawn[1].attrib["fill"]


def test_the_path_drawn_is_the_one_that_judges_from_baseline_over_target_to_horizon() -> None:
    assert knots(marks(), "required") == [(0, 52.9), (12, 70), (HORIZON_X, 100)]
    assert "stroke-dasharray" in parts(marks(), "required")[0].attrib


def test_years_between_are_corners_of_the_path() -> None:
    between = path((2025, "52.9"), (2026, "70"), (2028, "85"), (2030, "100"))
    found = marks(path=between, targets=(YearTarget(2028, ">=", Decimal(85), "85"),))
    assert knots(found, "required")[2] == (14.75, 85)
    assert len(parts(found, "target")) == 2


def test_a_count_that_begins_again_at_nothing_has_its_path_and_its_target_on_the_axis() -> None:
    saw = ((DECEMBER, Decimal(0)), (date(2026, 12, 31), Decimal(5)))
    found = marks(count("1", baseline_value=None, expected_value=Decimal("1.67")), (), path=saw)
    assert knots(found, "required") == [(0, 0), (12, 5)]
    ticks = [float(each.text or "") for each in texts(parts(found, "values")[0])]
    assert ticks == [0, 1, 2, 3, 4, 5]


def test_in_a_later_year_the_path_goes_on_from_where_it_stood_and_last_years_baseline_is_no_mark() -> None:
    later = line("72", YearTarget(2027, ">=", Decimal(80), "80"), period=Period(2027, 3))
    found = marks(
        later, (), path=path((2025, "50"), (2026, "70"), (2027, "80"), (2030, "100")), baseline_period=Period(2025, 12)
    )
    assert knots(found, "required") == [(0, 70), (12, 80), (HORIZON_X, 100)]
    assert not parts(found, "baseline")


def test_the_projection_runs_over_the_years_end_to_2030_with_its_range() -> None:
    ahead = knots(marks(), "projection")
    assert (ahead[0], ahead[1], ahead[-1]) == ((4, 56.9), (12, 67.6), (HORIZON_X, 94))
    span = knots(marks(), "range")
    assert (HORIZON_X, 88) in span and (HORIZON_X, 100) in span and (12, 64.8) in span


def test_where_a_bound_stops_it_the_projection_bends_and_does_not_run_straight_to_its_end() -> None:
    fast = replace(PACED, projection_year_end=Decimal(80), projection_horizon=Decimal(100))
    ahead = dict(knots(marks(fast), "projection"))
    assert sorted(ahead.values()) == list(ahead.values())
    assert ahead[14.75] == ahead[HORIZON_X] == 100


def test_without_a_projection_to_the_horizon_it_ends_with_the_year() -> None:
    short = replace(PACED, projection_horizon=None, projection_horizon_low=None, projection_horizon_high=None)
    assert knots(marks(short), "projection") == [(4, 56.9), (12, 67.6)]


def test_a_plan_without_2030_still_shows_where_the_pace_leads_by_then() -> None:
    found = marks(replace(PACED, horizon_target=None), path=PATH[:2])
    assert knots(found, "projection")[-1] == (HORIZON_X, 94)
    assert "2030: khoảng 94,0" in words(found).values()


BROKEN = (SeriesBreak(Period(2026, 3), "đổi cách đếm", "thư ký", "x"),)


def test_a_break_stands_upright_between_its_months_with_its_reason() -> None:
    found = marks(breaks=BROKEN)
    (mark,) = parts(found, "break")
    assert "đổi cách đếm" in "".join(mark.itertext())
    assert words(found)["break"] == "Ngắt chuỗi T3: đổi cách đếm"
    (second, third) = (dots(found)[1].attrib["cx"], dots(found)[2].attrib["cx"])
    at = re.match(r"M([\d.]+)", mark.attrib["d"])
    assert at and float(second) < float(at[1]) < float(third)


def test_no_line_leads_across_a_break() -> None:
    pieces = [each.attrib["data-knots"] for each in parts(marks(breaks=BROKEN), "actual-line")]
    assert pieces == ["1:53.1 2:53.6", "3:54.8 4:56.9"]
    assert [each.attrib["data-knots"] for each in parts(marks(), "actual-line")] == ["1:53.1 2:53.6 3:54.8 4:56.9"]


def test_the_baseline_is_a_hollow_dot_named_as_its_source_writes_it() -> None:
    assert parts(marks(), "baseline")[0].attrib["fill"] == "#FFFFFF"
    assert words(marks())["baseline"] == "2025: 52,90"


def test_a_baseline_adopted_in_the_year_stands_at_its_month() -> None:
    found = marks(baseline_period=Period(2026, 2))
    assert knots(found, "baseline") == [(2, 52.9)]
    assert words(found)["baseline"] == "mốc: 52,90"


def test_no_visible_number_has_a_dot() -> None:
    for size in SIZES:
        shown = [each.text or "" for each in texts(drawing(marks(), size))]
        assert not [text for text in shown if re.search(r"\d\.\d", text)]
        assert "56,9" in shown


def test_the_axis_is_the_year_and_the_horizon() -> None:
    assert [each.text for each in texts(parts(marks(), "years")[0])] == ["2025", "T3", "T6", "T9", "2026", "2030"]


def test_without_anything_beyond_the_year_the_drawing_ends_with_it() -> None:
    found = marks(duration(), (), path=())
    assert not parts(found, "horizon") and not parts(found, "beyond")
    assert [each.text for each in texts(parts(found, "years")[0])][-1] == "2026"


def test_without_a_figure_only_the_plan_is_drawn() -> None:
    found = marks(missing(baseline_value=Decimal(90), baseline_raw="90"), ())
    assert not dots(found) and not parts(found, "projection")
    assert all(parts(found, name) for name in ("target", "horizon", "required", "baseline"))


def test_without_baseline_no_path_is_claimed() -> None:
    assert not parts(marks(line(baseline_value=None, baseline_raw=None, status=Status.UNPACED), path=()), "required")


def test_a_missing_month_is_no_point_and_later_months_are_not_told() -> None:
    history = (HISTORY[1], HISTORY[2], missing(period=Period(2026, 3)), month(7, "60"))
    assert [x for x, _ in knots(marks(history=history), "actual")] == [1, 2, 4]


def test_the_last_year_of_the_plan_has_no_horizon_after_it() -> None:
    last = line("97", YearTarget(2030, ">=", Decimal(100), "100"), period=Period(2030, 5), horizon_target=None)
    found = marks(last, (), path=path((2029, "95"), (2030, "100")))
    assert knots(found, "target") == [(12, 100)]


def test_a_target_of_a_year_past_still_judges_and_still_stands_there() -> None:
    late = line("65", period=Period(2027, 2), horizon_target=None, status=Status.MISSED)
    assert knots(marks(late, ()), "target") == [(12, 70)]
    assert words(marks(late, ()))["target-2027"] == "Kế hoạch 2026: ≥ 70"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_of_a_document_cannot_become_markup(payload: str) -> None:
    hostile = line(target=YearTarget(2026, ">=", Decimal(70), payload), baseline_raw=payload, unit=payload)
    broken = (SeriesBreak(Period(2026, 3), payload, "x", "x"),)
    drawn = trend(marks(hostile, (), breaks=broken))
    tree = fromstring(drawn)
    assert "\n" not in drawn
    assert not [each for each in tree.iter() if each.tag.endswith("script")]
    assert not any(name.startswith("on") for each in tree.iter() for name in each.attrib)


def test_the_sentence_is_the_alternative_text() -> None:
    assert trend_sentence(PACED).startswith("Diễn biến đến T4/2026. ")
    assert drawing(marks()).attrib["aria-label"] == trend_sentence(PACED)


def test_three_sizes_are_drawn_and_the_style_sheet_chooses() -> None:
    tree = fromstring(trend(marks()))
    assert [each.attrib["class"] for each in tree] == ["sct-trend-wide", "sct-trend-middle", "sct-trend-small"]
    across = [each[0].attrib["viewBox"].split()[2] for each in tree]
    assert across == ["860", "600", "340"]


@pytest.mark.parametrize(
    ("low", "high", "standing", "shown"),
    [
        pytest.param(41.0, 108.0, line(), ["60\u00a0%", "80\u00a0%", "100\u00a0%"], id="never-over-100"),
        pytest.param(0.9, 1.6, line(unit="% GRDP"), ["1\u00a0%", "1,2\u00a0%", "1,4\u00a0%", "1,6\u00a0%"], id="comma"),
        pytest.param(-0.4, 5200.0, duration(), ["0", "2.000", "4.000"], id="thousands"),
        pytest.param(-0.1, 2.3, count(), ["0", "1", "2"], id="things-are-whole"),
    ],
)
def test_ticks_are_round_and_vietnamese(low: float, high: float, standing: Standing, shown: list[str]) -> None:
    assert value_ticks(low, high, standing)[1] == shown


def paced(value: str, target: str, year_end: str, horizon: str, **changes: Any) -> Standing:
    raw = changes.pop("raw", target)
    return line(
        value,
        YearTarget(2026, ">=", Decimal(target), raw),
        projection_year_end=Decimal(year_end),
        projection_low=Decimal(year_end) - 1,
        projection_high=min(Decimal(year_end) + 1, Decimal(100)),
        projection_horizon=Decimal(horizon),
        projection_horizon_low=Decimal(horizon) - 2,
        projection_horizon_high=min(Decimal(horizon) + 2, Decimal(100)),
        **changes,
    )


CROWDED = {
    "over its target by the year's end": paced("64.2", "70", "74.1", "100", raw="$\\geq 70\\%$"),
    "just on its target": paced("67", "70", "70", "96"),
    "a hair under it": paced("69.8", "70", "69.9", "70.4"),
    "all within two points": paced("97.2", "98", "98.1", "100", baseline_value=Decimal("96.99"), baseline_raw="96,99"),
    "at its baseline": paced("52.9", "70", "52.9", "52.9"),
    "falling": paced("50", "70", "40", "10"),
    "november": paced("69", "70", "69.5", "75", period=Period(2026, 11)),
    "january": paced("53", "70", "60", "90", period=Period(2026, 1)),
    "met at the top": paced("100", "100", "100", "100", status=Status.MET),
    "no horizon": replace(PACED, horizon_target=None),
    "only the plan": missing(baseline_value=Decimal("94.95"), baseline_raw="94,95"),
    "a long target": paced("60", "80", "70", "90", raw="phấn đấu đạt từ 80% trở lên trên tổng số hồ sơ"),
    "things": count("1", projection_year_end=Decimal(3), projection_low=Decimal(1), projection_high=Decimal(4)),
}


def ground(word: Element) -> Box:
    """What a text covers, by the measure of its letters: a second opinion on the box it was placed with."""
    size, x, y = (float(word.attrib[name]) for name in ("font-size", "x", "y"))
    width = width_of(word.text or "", size) * (1.04 if word.attrib.get("font-weight") == "600" else 1)
    left = x - width * {"end": 1.0, "middle": 0.5}.get(word.attrib.get("text-anchor", ""), 0.0)
    return Box(left, y - size * 0.78, left + width, y + size * 0.06)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("breaks", [(), BROKEN], ids=["whole", "broken"])
@pytest.mark.parametrize("name", CROWDED)
def test_no_word_is_cut_or_covers_another_on_any_width(name: str, breaks: tuple[SeriesBreak, ...], size: Size) -> None:
    standing = CROWDED[name]
    found = marks(standing, () if standing.kind == "count" else HISTORY, breaks=breaks)
    drawn = [(each, ground(each)) for each in texts(drawing(found, size))]
    for each, box in drawn:
        assert box.left >= 0 and box.right <= size.width and box.top >= 0 and box.bottom <= size.height, each.text
    for (one, first), (other, second) in combinations(drawn, 2):
        assert not first.meets(second), (one.text, other.text)
    said = words(found, size)
    assert "target-2026" in said and (said["value"] == "—") is (standing.value is None)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("name", [name for name in CROWDED if name != "a long target"])
def test_no_word_covers_a_mark(name: str, size: Size) -> None:
    tree = drawing(marks(CROWDED[name], HISTORY), size)
    boxes = [ground(each) for each in texts(tree) if "data-word" in each.attrib]
    for dot in (each for each in tree.iter() if each.attrib.get("data-part") in ("point", "baseline")):
        x, y, r = (float(dot.attrib[key]) for key in ("cx", "cy", "r"))
        assert not [box for box in boxes if box.meets(Box(x - r, y - r, x + r, y + r))]


def test_on_a_phone_words_are_short() -> None:
    wide, small = words(marks(), SIZES[0]), words(marks(), SIZES[2])
    assert (wide["target-2026"], small["target-2026"]) == ("Kế hoạch 2026: ≥ 70", "KH 2026: ≥ 70")
    assert small["target-2030"] == "2030: 100"
