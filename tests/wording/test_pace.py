"""The pace of a line in words: where it leads, how late, how many times faster it must go; never two verdicts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.domain.period import Period
from lib.domain.standing import Standing, Status
from lib.wording.pace import pace_facts, pace_sentence
from tests.standing_samples import count, in_words, line, missing


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def facts(standing: Standing) -> dict[str, tuple[str, str | None]]:
    return {label: (plain(text), role) for label, text, role in pace_facts(standing)}


PACED = line(
    speed=Decimal("1.3"),
    required_speed=Decimal("2.08"),
    projection_year_end=Decimal("67.6"),
)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        pytest.param(
            PACED,
            "Giữ nhịp +1,3 điểm/tháng thì cuối 2026 đạt khoảng 67,6; cần nhanh gấp 1,6 lần.",
            id="too-slow",
        ),
        pytest.param(
            replace(PACED, projection_low=Decimal("64.8"), projection_high=Decimal("69.4")),
            "Giữ nhịp +1,3 điểm/tháng thì cuối 2026 đạt khoảng 67,6 (từ 64,8 đến 69,4); cần nhanh gấp 1,6 lần.",
            id="with-range",
        ),
        pytest.param(
            replace(PACED, projection_year_end=Decimal(75), reached_in=Period(2026, 10)),
            "Giữ nhịp +1,3 điểm/tháng thì cuối 2026 đạt khoảng 75,0; đạt kế hoạch vào T10/2026.",
            id="reached",
        ),
        pytest.param(
            replace(PACED, speed=Decimal("-0.4"), projection_year_end=Decimal("53.7")),
            "Giữ nhịp −0,4 điểm/tháng thì cuối 2026 đạt khoảng 53,7; cần +2,1 điểm/tháng để đạt kế hoạch.",
            id="moving-away",
        ),
        pytest.param(
            replace(PACED, reached_in=Period(2027, 11)),
            "Giữ nhịp +1,3 điểm/tháng thì cuối 2026 đạt khoảng 67,6; đến T11/2027 mới đạt kế hoạch, "
            "muộn 11 tháng so với hạn; cần nhanh gấp 1,6 lần.",
            id="reached-too-late",
        ),
        pytest.param(
            replace(
                PACED,
                projection_horizon=Decimal("91"),
                projection_horizon_low=Decimal("88"),
                projection_horizon_high=Decimal("100"),
            ),
            "Giữ nhịp +1,3 điểm/tháng thì cuối 2026 đạt khoảng 67,6; cần nhanh gấp 1,6 lần. "
            "Đến cuối 2030 nhịp này đưa tới khoảng 91,0 (từ 88,0 đến 100), định hướng 2030: 100.",
            id="to-the-horizon",
        ),
        pytest.param(
            line(
                "95.1",
                "95",
                status=Status.AT_RISK,
                rule=3,
                awaiting_second_source=True,
                speed=Decimal("0.5"),
                required_speed=Decimal(0),
                projection_year_end=Decimal("98.5"),
                reached_in=Period(2026, 4),
            ),
            "Số liệu đã đạt mức kế hoạch 2026 (≥ 95); vượt 0,1 điểm %; chờ nguồn thứ hai khớp mới tính là đạt.",
            id="awaiting-its-second-source",
        ),
        pytest.param(
            line("71", status=Status.MET, conclusive=False),
            "Số liệu đã đạt mức kế hoạch 2026 (≥ 70); vượt 1,0 điểm %; chưa kết luận vì còn đơn vị chưa báo cáo.",
            id="met-not-conclusive",
        ),
        pytest.param(
            count(
                "1",
                speed=Decimal("0.2916666667"),
                required_speed=Decimal("0.5"),
                projection_year_end=Decimal(3),
                projection_low=Decimal(1),
                projection_high=Decimal(4),
            ),
            "Giữ nhịp +0,3 sản phẩm/tháng thì cuối 2026 đạt khoảng 3 (từ 1 đến 4); cần nhanh gấp 1,7 lần.",
            id="things",
        ),
        pytest.param(
            in_words(), "Chỉ tiêu định tính: theo trả lời của đơn vị kèm minh chứng, không tính nhịp.", id="in-words"
        ),
        pytest.param(line(), "Chưa đủ ba kỳ số liệu so được với nhau để tính nhịp.", id="too-few-points"),
        pytest.param(missing(), "Chưa có số liệu năm 2026 để tính nhịp: mới có lộ trình cần đạt.", id="missing"),
        pytest.param(line("71", status=Status.MET), "Đã đạt kế hoạch 2026 (≥ 70); vượt 1,0 điểm %.", id="met"),
    ],
)
def test_a_pace_is_said_in_one_sentence(standing: Standing, words: str) -> None:
    assert plain(pace_sentence(standing)) == words


def test_the_facts_beside_a_gauge_mark_the_speed_that_is_short() -> None:
    told = facts(PACED)
    assert told["Kết quả 2025"] == ("52,90", None)
    assert told["Tốc độ hiện nay"] == ("+1,3 điểm/tháng", None)
    assert told["Tốc độ cần để đạt"] == ("+2,1 điểm/tháng", "bad")
    assert told["Cần nhanh gấp"] == ("1,6 lần", "bad")
    assert told["Định hướng 2030"] == ("100", None)


@pytest.mark.parametrize(
    "speed", [pytest.param("-0.4", id="the wrong way"), pytest.param("0", id="still"), pytest.param("3", id="enough")]
)
def test_no_multiple_is_claimed_where_none_helps_or_none_is_needed(speed: str) -> None:
    assert "Cần nhanh gấp" not in facts(replace(PACED, speed=Decimal(speed)))


def test_a_line_whose_figure_has_reached_the_target_is_asked_for_no_speed() -> None:
    waiting = replace(PACED, status=Status.AT_RISK, awaiting_second_source=True, required_speed=Decimal(0))
    told = facts(waiting)
    assert "Tốc độ cần để đạt" not in told and "Cần nhanh gấp" not in told
    assert told["Nguồn thứ hai"] == ("chưa có", "warn")


def test_the_second_source_and_whether_it_agrees_is_a_fact() -> None:
    assert facts(replace(PACED, second_value=Decimal("57.5")))["Nguồn thứ hai"] == ("57,5 %, khớp", None)
    assert facts(replace(PACED, second_value=Decimal("50")))["Nguồn thứ hai"] == ("50,0 %, chưa khớp", "warn")
    assert "Nguồn thứ hai" not in facts(PACED)
