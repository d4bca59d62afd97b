from dataclasses import replace
from decimal import Decimal
from math import atan2, degrees
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.charts.gauge import CENTRE_X, CENTRE_Y, START, SWEEP, gauge_svg
from lib.domain.standing import Absence, Standing, Status, YearTarget
from tests.standing_samples import PAYLOADS, count, duration, in_words, line, missing

SVG = "{http://www.w3.org/2000/svg}"


def late() -> Standing:
    """A share of which less is better: 8,4 % late files where 5 % are allowed."""
    allowed = YearTarget(2026, "<=", Decimal(5), "≤ 5")
    return line("8.4", allowed, direction="down", baseline_value=Decimal(9), horizon_target=None)


def drawn(standing: Standing) -> Element:
    return fromstring(gauge_svg(standing))


def part(svg: Element, name: str) -> Element | None:
    return svg.find(f".//*[@data-part='{name}']")


def texts(svg: Element) -> str:
    return " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))


def share_at(x: float, y: float) -> float:
    """The share that a point of the drawing stands for, read back from its angle."""
    angle = degrees(atan2(CENTRE_Y - y, x - CENTRE_X))
    return (START - (angle if angle >= -90 else angle + 360)) / SWEEP * 100


def end_of(path: Element) -> tuple[float, float]:
    x, y = path.attrib["d"].rpartition(" ")[0].rpartition(" ")[2], path.attrib["d"].rpartition(" ")[2]
    return float(x), float(y)


@pytest.mark.parametrize("value", ["0.4", "12.5", "52.9", "56.9", "87.1", "99.9", "100"])
def test_the_arc_ends_where_the_value_is(value: str) -> None:
    arc = part(drawn(line(value)), "value")
    assert arc is not None
    assert share_at(*end_of(arc)) == pytest.approx(float(value), abs=0.05)


@given(st.decimals(0, 100, places=1))
@settings(max_examples=50, deadline=None)
def test_equal_shares_have_equal_angles_whatever_the_target(value: Decimal) -> None:
    arcs = [part(drawn(line(str(value), goal)), "value") for goal in ("50", "90")]
    assert len({end_of(arc) for arc in arcs if arc is not None}) == 1


@pytest.mark.parametrize("target", ["5", "70", "98", "100"])
def test_the_tick_lies_across_the_arc_at_the_target(target: str) -> None:
    tick = part(drawn(line(target=target)), "target")
    assert tick is not None
    inner, outer = tick.attrib["d"].removeprefix("M").split("L")
    for x, y in (map(float, inner.split()), map(float, outer.split())):
        assert share_at(x, y) == pytest.approx(float(target), abs=0.05)


def test_the_dot_stands_at_the_baseline() -> None:
    dot = part(drawn(line()), "baseline")
    assert dot is not None
    assert share_at(float(dot.attrib["cx"]), float(dot.attrib["cy"])) == pytest.approx(52.9, abs=0.05)


@pytest.mark.parametrize("absence", [each for each in Absence if each is not Absence.NOT_RECOGNISED])
def test_a_missing_value_draws_no_arc_keeps_the_target_and_says_so(absence: Absence) -> None:
    svg = drawn(missing(absence))
    assert part(svg, "value") is None
    assert part(svg, "start") is None
    assert part(svg, "target") is not None
    assert "—" in texts(svg)
    assert "chưa có số liệu" in svg.attrib["aria-label"]


def test_a_missing_value_is_told_from_zero() -> None:
    assert part(drawn(line("0")), "start") is not None
    assert "0,0" in texts(drawn(line("0")))
    assert "Chưa có số liệu" in texts(drawn(missing()))


def test_a_figure_not_recognised_is_striped() -> None:
    arc = part(drawn(replace(missing(Absence.NOT_RECOGNISED), value=Decimal(97))), "value")
    assert arc is not None
    assert arc.attrib["stroke-dasharray"]


def test_a_verdict_that_is_not_conclusive_is_hollow_and_says_so() -> None:
    firm, hollow = drawn(line("71", status=Status.MET)), drawn(line("71", status=Status.MET, conclusive=False))
    assert len(list(hollow.iter(f"{SVG}path"))) == len(list(firm.iter(f"{SVG}path"))) + 1
    assert "chưa kết luận" in texts(hollow)
    assert "chưa kết luận" not in texts(firm)


def test_the_words_carry_value_gap_and_the_target_as_written() -> None:
    said = texts(drawn(line(target=YearTarget(2026, ">=", Decimal(70), r"$\geq 70\%$"))))
    assert "56,9" in said
    assert "thiếu 13,1 điểm" in said
    assert "KH 2026: ≥ 70%" in said


@pytest.mark.parametrize(("value", "full"), [(None, 0), ("0", 0), ("2", 2), ("5", 5), ("7", 7)])
def test_a_count_is_boxes_never_an_arc(value: str | None, full: int) -> None:
    svg = drawn(count(value, **({} if value else {"status": Status.NO_DATA, "absence": Absence.MISSING})))
    boxes = [box.attrib["data-part"] for box in svg.iter(f"{SVG}rect")]
    assert boxes.count("full") == full
    assert len(boxes) == max(5, full)
    assert part(svg, "value") is None


def test_a_qualitative_line_is_words_never_a_scale() -> None:
    svg = drawn(in_words())
    assert part(svg, "value") is None
    assert part(svg, "target") is None
    assert "Đang thực hiện" in texts(svg)
    assert "Ứng dụng" in texts(svg)


@pytest.mark.parametrize(
    "standing",
    [
        pytest.param(duration(), id="minutes"),
        pytest.param(late(), id="share-less-is-better"),
        pytest.param(
            line("1.2", "1.5", unit="% GRDP", baseline_value=None, horizon_target=None), id="share-of-something-else"
        ),
        pytest.param(count("4200", target=YearTarget(2026, ">=", Decimal(5000), "5.000")), id="many-things"),
    ],
)
def test_what_has_no_full_hundred_is_drawn_on_a_straight_scale(standing: Standing) -> None:
    svg = drawn(standing)
    bar, tick = part(svg, "value"), part(svg, "target")
    assert bar is not None and bar.tag == f"{SVG}rect"
    assert tick is not None
    goal, value = standing.target, standing.value
    assert goal is not None and goal.value is not None and value is not None
    end = float(bar.attrib["x"]) + float(bar.attrib["width"]) - 20
    at = float(tick.attrib["d"][1:].split()[0]) - 20
    assert end / at == pytest.approx(float(value / goal.value), rel=0.01)


def test_less_is_better_is_written_on_the_scale() -> None:
    assert "càng thấp càng tốt" in texts(drawn(duration()))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_texts_of_a_document_stay_texts(payload: str) -> None:
    target = YearTarget(2026, ">=", Decimal(70), payload)
    svg = gauge_svg(line(indicator_name=payload, unit=payload, baseline_raw=payload, target=target))
    assert "\n" not in svg
    assert {element.tag.removeprefix(SVG) for element in fromstring(svg).iter()} <= {
        "svg", "path", "circle", "g", "rect", "text", "tspan", "title",
    }  # fmt: skip
    assert not any(name.startswith("on") for element in fromstring(svg).iter() for name in element.attrib)


def test_a_drawing_stands_alone_outside_the_page() -> None:
    svg = gauge_svg(line())
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "var(" not in svg
    assert len(svg.encode()) < 2600
