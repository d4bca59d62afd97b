from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from lib.domain.catalog import SourceRef
from lib.domain.period import Period
from lib.domain.standing import Absence, Coverage, Standing, Status, YearTarget
from lib.wording import sentences
from lib.wording.calculation import RULES, calculation_steps
from lib.wording.ranking import GROUPS, group_of, grouped, worst_first
from tests.standing_samples import agencies, april, count, duration, in_words, line, missing

NBSP = "\u00a0"


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def lead(standings: Sequence[Standing], year: int) -> str:
    return "".join(text for text, _ in sentences.lead_parts(standings, year))


def test_the_lead_counts_every_line_once_and_names_the_farthest() -> None:
    assert plain(lead(april(), 2026)) == (
        "2/7 chỉ tiêu đã đạt kế hoạch 2026; 4 chưa đạt, trong đó 2 cần chỉ đạo, xa nhất là "
        "“Tiếp nhận, giải quyết TTHC phi địa giới hành chính” (thiếu 13,1 điểm %), 1 đúng lộ trình; 1 chưa có số liệu."
    )


def test_a_verdict_that_is_not_conclusive_is_never_counted_as_met() -> None:
    lines = [replace(one, conclusive=False) if one.indicator_code == "C6" else one for one in april()]
    said = lead(lines, 2026)
    assert said.startswith("1/7 chỉ tiêu đã đạt")
    assert "; 1 chưa kết luận;" in said


def test_the_lead_tells_what_was_not_recognised_apart_from_what_is_missing() -> None:
    said = lead([missing(), missing(Absence.NOT_RECOGNISED)], 2026)
    assert said == "0/2 chỉ tiêu đã đạt kế hoạch 2026; 1 chưa có số liệu; 1 không công nhận."


def test_the_lead_of_nothing_says_so() -> None:
    assert lead([], 2026) == "Chưa có chỉ tiêu nào cho kế hoạch 2026."


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        pytest.param(line(), "thiếu 13,1 điểm %", id="share"),
        pytest.param(line("70.3", status=Status.MET), "vượt 0,3 điểm %", id="above"),
        pytest.param(line("70", status=Status.MET), "đúng mức kế hoạch", id="exactly"),
        pytest.param(line("70", status=Status.BEHIND), "phải vượt mức kế hoạch", id="strict-and-equal"),
        pytest.param(line("69.996"), "thiếu 0,004 điểm %", id="a-hair-is-not-nothing"),
        pytest.param(count(), "thiếu 3 sản phẩm", id="things"),
        pytest.param(duration(), "còn cao hơn 9 phút", id="less-is-better"),
        pytest.param(duration("12", status=Status.MET), "thấp hơn 3 phút", id="less-reached"),
        pytest.param(line("1.2", "1.5", unit="% GRDP"), "thiếu 0,3 điểm % GRDP", id="own-percentage"),
        pytest.param(missing(), "Chưa có số liệu", id="missing"),
        pytest.param(missing(Absence.NOTHING_ARISING), "Không phát sinh", id="nothing-arising"),
        pytest.param(in_words(), "Đang thực hiện", id="qualitative"),
    ],
)
def test_a_gap_is_said_in_the_words_of_its_unit(standing: Standing, words: str) -> None:
    assert plain(sentences.gap_words(standing)) == words


@pytest.mark.parametrize(
    ("standing", "text"),
    [
        pytest.param(line("69.96"), "69,96", id="never-rounded-up-to-the-target"),
        pytest.param(count(), "2", id="things"),
        pytest.param(missing(), "—", id="missing"),
        pytest.param(in_words(Status.MET), "Đạt", id="answer"),
        pytest.param(line("0"), "0,0", id="zero-is-a-figure"),
    ],
)
def test_a_value_is_written(standing: Standing, text: str) -> None:
    assert sentences.value_text(standing) == text


def test_the_signed_gap_is_actual_minus_target() -> None:
    assert sentences.signed_gap(line()) == "−13,1"
    assert sentences.signed_gap(duration()) == "+9"
    assert sentences.signed_gap(missing()) == "—"
    assert sentences.signed_gap(in_words()) == "—"


def test_a_figure_that_was_not_recognised_has_no_gap() -> None:
    refused = replace(missing(Absence.NOT_RECOGNISED), value=Decimal(99))
    assert sentences.signed_gap(refused) == "—"
    assert "chưa có số liệu" in sentences.proof(refused)


def test_the_need_is_counted_in_work() -> None:
    assert sentences.need_words(line(need=1412)) == "còn thiếu 1.412 hồ sơ"
    assert sentences.need_words(count(need=3)) == "còn thiếu 3 sản phẩm"
    assert sentences.need_words(line(need=0)) is None
    assert sentences.need_words(line(need=7, direction="down")) == "còn thừa 7 hồ sơ"


def test_the_few_that_carry_most_of_the_need_are_named() -> None:
    assert [one.agency_code for one in sentences.heaviest(agencies())] == ["cong-an", "so-yte"]
    said = sentences.need_sentence(agencies(), "hồ sơ")
    assert plain(said or "") == "2 đơn vị in đậm chiếm 97 % phần còn thiếu (400/412 hồ sơ): tập trung vào đó trước."
    assert sentences.need_sentence([line(need=0)], "hồ sơ") is None


def test_a_proof_names_the_agency_the_value_the_target_and_the_verdict() -> None:
    said = plain(sentences.proof(agencies()[0]))
    assert said == (
        "Công an tỉnh – Tiếp nhận, giải quyết TTHC phi địa giới hành chính: 37,2 %; "
        "kế hoạch 2026: ≥ 70; thiếu 32,8 điểm %; Chậm."
    )


def test_groups_hold_every_line_once_worst_first() -> None:
    found = grouped(april())
    assert [len(lines) for lines in found.values()] == [2, 1, 3, 0, 1]
    assert list(found) == [group.code for group in GROUPS]


def test_met_without_a_conclusive_verdict_is_a_risk() -> None:
    assert group_of(line("71", status=Status.MET, conclusive=False)).word == "Nguy cơ"


def test_the_worst_line_comes_first_and_the_missing_one_last() -> None:
    assert [one.indicator_code for one in worst_first(april())] == ["C1", "C2", "C4", "C3", "C5", "C6", "C7"]


CALCULATED = line(
    speed=Decimal("1.3"),
    required_speed=Decimal("2.08"),
    projection_year_end=Decimal("67.6"),
    a=1790,
    b=3146,
    expected_value=Decimal("58.6"),
    ratio=Decimal("0.7018"),
    tolerance=Decimal("0.5"),
    coverage=Coverage(18, 21, Decimal("92.4"), 2),
    interval=(Decimal("54.1"), Decimal("61.0")),
    conclusive=False,
    small_denominator=True,
    figure_period=Period(2026, 3),
)


@pytest.mark.parametrize(
    "needed",
    ["Chậm", "Quy tắc 10", "56,9", "a = 1.790", "b = 3.146", "≥ 70", "52,90", "58,6", "0,702", "0,5 điểm",
     "cộng từ 18 đơn vị",
     "18/21 đơn vị", "92,4 %", "2 không có a, b", "từ 54,1 đến 61,0", "chưa kết luận", "T3/2026", "mẫu số nhỏ",
     "+1,3 điểm/tháng; cần +2,1 điểm/tháng; nhanh gấp 1,6 lần"],
)  # fmt: skip
def test_the_calculation_shows_every_input(needed: str) -> None:
    shown = " | ".join(f"{label}: {text}" for label, text in calculation_steps(CALCULATED))
    assert needed in plain(shown)


def test_every_rule_is_told_in_words() -> None:
    assert sorted(RULES) == list(range(1, 11))


@pytest.mark.parametrize("standing", [missing(), in_words(), count(), duration(), line(target=None)])
def test_the_calculation_of_any_line_has_no_dashes(standing: Standing) -> None:
    steps = calculation_steps(standing)
    assert steps[0][0] == "Kết luận"
    assert all(text != "—" for _, text in steps)


def test_a_range_is_asked_as_a_range() -> None:
    target = YearTarget(2026, "range", Decimal(60), "60–70%", Decimal(70))
    asked = dict(calculation_steps(line(target=target)))
    assert "60–70" in asked["Chỉ tiêu T năm 2026"]


def test_a_count_that_begins_each_year_at_nothing_says_so() -> None:
    begun = dict(calculation_steps(count(baseline_value=None, expected_value=Decimal("2.08"))))
    assert begun["Mốc y₀"] == "0 (đếm lại từ đầu năm)"
    assert dict(calculation_steps(count(baseline_value=None)))["Mốc y₀"] == "không có"


def test_an_agencys_figure_names_its_cell_not_a_sum() -> None:
    own = line(agency_code="x", source=SourceRef("b.xlsx", "Biểu", "H9"))
    assert dict(calculation_steps(own))["Nguồn số liệu"] == "tệp b.xlsx, trang Biểu, ô H9"
    assert "Nguồn số liệu" not in dict(calculation_steps(line(agency_code="x")))


@pytest.mark.parametrize(
    ("second", "awaiting", "word"),
    [("57.5", False, "khớp"), ("50", False, "chưa khớp"), ("57.5", True, "chưa khớp")],
)
def test_the_second_source_is_said_to_agree_only_where_it_does(second: str, awaiting: bool, word: str) -> None:
    told = line(second_value=Decimal(second), awaiting_second_source=awaiting)
    said = dict(calculation_steps(told))["Nguồn thứ hai"]
    assert f"; {word}, lệch" in said
    assert ("chưa đủ hai nguồn khớp nhau" in said) is awaiting
