"""One indicator in several plans: one scale, each plan's own marks, the judging target told from the other."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from lib.charts.family_rows import Goal, Member, family_rows, shared_scale
from lib.charts.side_by_side import Kin, Side, kin_rows, side_by_side
from lib.domain.standing import Standing, YearTarget
from tests.app_screens import plain
from tests.standing_samples import count, in_words, line, missing


def member(standing: Standing, plan: str = "UBND tỉnh", key: str | None = None, *goals: Goal) -> Member:
    own = standing.target
    shown = goals or ((Goal(own.raw, "", own.value, True),) if own else ())
    return Member(key, plan, "Cấp tỉnh · 2026 · chỉ tiêu 1", standing, "T5/2026", shown)


def lefts(drawn: str, kind: str) -> list[float]:
    return [float(x) for x in re.findall(rf'class="sct-{kind}" style="left:([\d.]+)%', drawn)]


def test_every_plan_has_its_bar_and_target_on_the_same_hundred() -> None:
    one, other = line("69.7", "80"), line("97.2", "98")
    drawn = family_rows([member(one), member(other, "UBND xã", "P|P-1")])
    assert re.findall(r"sct-fillbar [^\"]*\" style=\"width:([\d.]+)%", drawn) == ["69.7", "97.2"]
    assert lefts(drawn, "tick") == [80.0, 98.0]
    assert lefts(drawn, "base") == [float(value) for value in (one.baseline_value, other.baseline_value) if value]
    assert "thang 0–100" in drawn


def test_the_judging_target_comes_first_and_the_other_level_is_said_not_to_judge() -> None:
    goals = (Goal("≥ 70", "tỉnh", Decimal(70), False), Goal("≥35", "xã", Decimal(35), True))
    drawn = family_rows([member(line("40", "35"), "UBND xã Lợi Bác", None, *goals)])
    assert (lefts(drawn, "tick"), lefts(drawn, "aside")) == ([35.0], [70.0])
    assert "xã: ≥35 tỉnh: ≥ 70 không dùng để đánh giá" in plain(drawn)


def test_only_other_plans_lead_somewhere_and_the_own_row_says_so() -> None:
    drawn = family_rows([member(line()), member(line(), "UBND xã", "P|P-1")])
    assert re.findall(r'data-key="([^"]+)"', drawn) == ["P|P-1"]
    assert drawn.count("đang xem") == 1
    assert 'title="UBND xã, Cấp tỉnh · 2026 · chỉ tiêu 1, T5/2026. ' in drawn


def test_a_plan_without_a_figure_keeps_its_target_and_shows_no_zero() -> None:
    drawn = family_rows([member(line()), member(missing(target=YearTarget(2026, ">=", Decimal(80), "≥ 80")))])
    assert drawn.count("sct-none-line") == 1
    assert lefts(drawn, "tick")[-1] == 80.0
    assert drawn.count("sct-fillbar") == 1


def test_nothing_is_added_up() -> None:
    drawn = plain(family_rows([member(line("40", "35")), member(line("20", "35"), "B", "B|1")]))
    assert "60" not in drawn.replace("100", "")


def test_counts_share_a_scale_past_the_farthest_mark_and_answers_in_words_have_none() -> None:
    goals = (Goal("12 sản phẩm", "", Decimal(12), True),)
    low, high = shared_scale([member(count("3")), member(count("2"), "B", "B|1", *goals)]) or (None, None)
    assert low == 0
    assert high is not None and high > 12
    assert shared_scale([member(in_words())]) is None
    assert "Định tính" in family_rows([member(in_words())])


def test_texts_of_documents_are_escaped() -> None:
    drawn = family_rows([member(line(), "<b>x</b>", "P|<i>")])
    assert "<b>x</b>" not in drawn and "<i>" not in drawn.replace("<i class", "").replace("<i ", "")
    sides = side_by_side(Side("<b>x", "n", "<i>y", [("a", "<u>")]), Side("p", "n", "z", [("a", "b")]), (), (), "s")
    assert not re.search(r"<b>x|<i>y|<u>", sides)


# Side by side


def both(first: str, second: str, shared: tuple[str, ...]) -> list[list[str]]:
    drawn = side_by_side(Side("A", "n", first, []), Side("B", "n", second, []), shared, [], "Giống 80/100")
    return [re.findall(r"<mark>([^<]+)</mark>", name) for name in re.findall(r'sct-side-name">(.*?)</div>', drawn)]


@pytest.mark.parametrize(
    ("first", "second", "shared", "marked"),
    [
        pytest.param(
            "Tỷ lệ số hoá hồ sơ, kết quả",
            "Hồ sơ, kết quả được số hóa",
            ("số hóa", "hồ sơ kết quả"),
            [["số hoá hồ sơ, kết quả"], ["Hồ sơ, kết quả", "số hóa"]],
            id="another spelling, another order",
        ),
        pytest.param(
            "Tỷ lệ TTHC trực tuyến",
            "Thủ tục hành chính trực tiếp",
            ("thủ tục hành chính",),
            [["TTHC"], ["Thủ tục hành chính"]],
            id="abbreviated",
        ),
        pytest.param("Hồ dán sơ sài", "hồ sơ", ("hồ sơ",), [[], ["hồ sơ"]], id="single words are not marked"),
        pytest.param("Hồ sơ", "Hồ sơ", (), [[], []], id="nothing shared"),
    ],
)
def test_what_both_names_hold_is_marked_in_each_as_it_is_written(
    first: str, second: str, shared: tuple[str, ...], marked: list[list[str]]
) -> None:
    assert both(first, second, shared) == marked


def test_facts_stand_in_rows_and_those_that_neither_has_are_left_out() -> None:
    drawn = side_by_side(
        Side("A", "n", "x", [("Mục tiêu", "98"), ("Tử số a", "—")]),
        Side("B", "n", "y", [("Mục tiêu", "≥ 80"), ("Tử số a", "—")]),
        (),
        [("Cùng có", "số hóa")],
        "Giống 80/100",
    )
    words = plain(drawn)
    assert "Mục tiêu 98 ≥ 80" in words and "Tử số" not in words
    places = [words.index(part) for part in ("Mục tiêu", "Giống 80/100", "Cùng có: số hóa")]
    assert all(before < after for before, after in pairwise(places))


def test_members_of_a_family_lead_to_their_indicators() -> None:
    drawn = kin_rows([Kin("P|P-1", "UBND", "Cấp xã", "Tên", "2026: 98"), Kin("Q|Q-1", "VP", "n", "Tên", "80")])
    assert re.findall(r'data-key="([^"]+)"', drawn) == ["P|P-1", "Q|Q-1"]
