"""Which indicators of different plans may be one: the families of the five plans, read by hand; false friends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from lib.domain.catalog import Direction, Indicator, IndicatorKind
from lib.domain.contrasts import Difference, contrast, traits_of
from lib.domain.likeness import at_most, likeness, words_of
from lib.domain.links import ALIKE, Link, Suggestion, Verdict, families, family_of, hindrance, pair_of, suggestions
from tests.documents.document_builders import HEADINGS, shipped

PLANS = {"B": "BCD-2026", "L": "LOIBAC-2026", "Q": "QUANGTRI-VP-2026", "G": "GIALAI-2026"}

# The Steering Committee (B), Lợi Bác (L), Quảng Trị (Q), Gia Lai (G): plan and row of the annex.
FAMILIES = {
    "phủ sóng 5G": "B1 L1",
    "hồ sơ công việc xử lý trên môi trường điện tử": "B3 L21",
    "văn bản, hồ sơ công việc xử lý toàn trình": "B4 L22 G1",
    "dịch vụ công trực tuyến toàn trình trên TTHC đủ điều kiện": "B5 L12 Q5 G2",
    "dịch vụ công trực tuyến toàn trình trên TTHC được giao quy định": "B6 G3",
    "thông tin, giấy tờ chỉ phải cung cấp một lần": "B7 L18 G4",
    "cán bộ được bồi dưỡng kỹ năng số": "B9 L7 G5",
    "cán bộ chuyên trách được bồi dưỡng quản trị dữ liệu": "B10 G6",
    "TTHC đủ điều kiện liên quan doanh nghiệp": "B11 G7",
    "mức độ hài lòng": "B12 L19 G8",
    "số hóa hồ sơ, kết quả giải quyết": "Q4 L15",
}

# Pairs that read alike and are two indicators, with what tells them apart.
FALSE_FRIENDS = [
    pytest.param("B3", "L22", Difference.EXTENT, id="handled electronically, or from end to end"),
    pytest.param("B11", "G2", Difference.EXTENT, id="online for businesses, or end to end for all"),
    pytest.param("L14", "Q6", Difference.EXTENT, id="files handled wholly online, or online at all"),
    pytest.param("B5", "G3", Difference.BASE, id="of eligible procedures, or of those left to the province"),
    pytest.param("L13", "G2", Difference.BASE, id="of all procedures of a commune, or of eligible ones"),
    pytest.param("L17", "B11", Difference.BASE, id="of all procedures for businesses, or of eligible ones"),
    pytest.param("B2", "L21", Difference.ITEM, id="people with a signature, or files signed"),
    pytest.param("B10", "L7", Difference.SUBJECT, id="trained in data management, or in digital skills"),
    pytest.param("L17", "Q2", Difference.SUBJECT, id="for businesses, or for production and research"),
    pytest.param("B2", "L4", Difference.SUBJECT, id="equipment and signature, or signature alone"),
    pytest.param("B2", "L3", Difference.SUBJECT, id="equipment and signature, or equipment alone"),
    pytest.param("L8", "G5", Difference.ACT, id="masters digital skills, or was trained"),
    pytest.param("L15", "Q6", Difference.ACT, id="files digitised, or handled online"),
    pytest.param("L23", "B3", Difference.ACT, id="new files and an archive digitised, or files handled"),
    pytest.param("B8", "Q1", Difference.LEVEL, id="anywhere in the province, or between centre and province"),
]


def row(short: str) -> Indicator:
    return shipped(PLANS[short[0]]).indicators[int(short[1:]) - 1]


@cache
def catalogs() -> Mapping[str, Sequence[Indicator]]:
    return {code: shipped(code).indicators for code in HEADINGS}


@cache
def suggested() -> tuple[Suggestion, ...]:
    return suggestions(catalogs(), [])


def pairs() -> set[tuple[str, str]]:
    """Every pair within a family, by codes."""
    return {
        pair_of(row(one).code, row(other).code)
        for members in FAMILIES.values()
        for one, other in combinations(members.split(), 2)
    }


def named(name: str, plan: str = "X-2026", **changes: object) -> Indicator:
    return replace(row("Q6"), code=f"{plan}-01", name=name, **changes)  # type: ignore[arg-type]


def link(one: str, other: str, verdict: Verdict = Verdict.SAME) -> Link:
    return Link(*pair_of(one, other), verdict, None, "thư ký", "2026-05-20T01:00:00+00:00")


def test_what_is_suggested_for_the_five_plans_is_their_families_and_nothing_else() -> None:
    assert {(each.first, each.second) for each in suggested()} == pairs()
    assert len(pairs()) == 24


def test_the_best_suggestions_come_first_and_none_lies_below_the_threshold() -> None:
    scores = [each.score for each in suggested()]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) >= ALIKE
    assert scores.count(100) >= 10


def test_false_friends_that_nothing_tells_apart_stay_well_below_the_true_ones() -> None:
    every = [row for rows in catalogs().values() for row in rows]
    false = [
        likeness(words_of(one.name), words_of(other.name)).score
        for one, other in combinations(every, 2)
        if one.code.rsplit("-", 1)[0] != other.code.rsplit("-", 1)[0]
        and pair_of(one.code, other.code) not in pairs()
        and contrast(traits_of(one), traits_of(other)) is None
    ]
    assert len(false) > 100
    assert max(false) <= ALIKE - 5
    assert min(each.score for each in suggested()) >= ALIKE + 4


@pytest.mark.parametrize(("one", "other", "difference"), FALSE_FRIENDS)
def test_a_false_friend_is_told_apart_and_by_what(one: str, other: str, difference: Difference) -> None:
    found = contrast(traits_of(row(one)), traits_of(row(other)))
    assert found is not None
    assert found.difference is difference
    assert found.first != found.second


# What stands in the texts of the plans beside their annexes: the same rules for names nobody tuned them on.
BESIDE = [
    pytest.param("Tỷ lệ số hoá hồ sơ, kết quả giải quyết thủ tục hành chính", "Q4", None, id="hoá and hóa"),
    pytest.param("Tỷ lệ hồ sơ, kết quả giải quyết TTHC được số hóa", "L15", None, id="abbreviated and turned round"),
    pytest.param(
        "Tỷ lệ thủ tục hành chính đủ điều kiện theo quy định của pháp luật được cung cấp dưới hình thức dịch vụ công "
        "trực tuyến toàn trình trên Cổng Dịch vụ công Quốc gia",
        "G2",
        None,
        id="the body of the plan of Quảng Trị",
    ),
    pytest.param("Tỷ lệ thanh toán hồ sơ TTHC trực tuyến", "Q6", Difference.ACT, id="paying, not handling"),
    pytest.param(
        "Tỷ lệ kết quả giải quyết thủ tục hành chính được cấp kết quả điện tử",
        "Q4",
        Difference.ACT,
        id="issued electronically, not digitised",
    ),
    pytest.param(
        "Tỷ lệ TTHC cung cấp dịch vụ công trực tuyến một phần trên tổng số TTHC đủ điều kiện",
        "Q5",
        Difference.EXTENT,
        id="in part, not from end to end",
    ),
    pytest.param("Tỷ lệ hồ sơ TTHC không xử lý trực tuyến", "Q6", Difference.NEGATION, id="not"),
    pytest.param("Tỷ lệ người dân được phủ sóng 4G trên địa bàn tỉnh", "L1", Difference.NUMBER, id="4G"),
    pytest.param("Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC cấp tỉnh", "L15", Difference.LEVEL, id="of a province"),
    pytest.param("Tỷ lệ hồ sơ TTHC xử lý trực tuyến đúng hạn", "Q6", Difference.TIMELINESS, id="in time"),
]


@pytest.mark.parametrize(("name", "other", "difference"), BESIDE)
def test_names_from_the_body_of_the_plans_are_suggested_or_told_apart(
    name: str, other: str, difference: Difference | None
) -> None:
    new = named(name)
    found = contrast(traits_of(new), traits_of(row(other)))
    assert (found.difference if found else None) is difference
    made = suggestions({"X-2026": [new], "Y-2026": [row(other)]}, [])
    assert len(made) == (difference is None)


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        pytest.param({"kind": IndicatorKind.COUNT, "unit": "hồ sơ"}, Difference.KIND, id="a number of files"),
        pytest.param({"direction": Direction.DOWN}, Difference.DIRECTION, id="the less the better"),
    ],
)
def test_the_same_words_measured_otherwise_are_not_suggested(
    changes: Mapping[str, object], difference: Difference
) -> None:
    new = named(row("Q6").name, **changes)
    found = contrast(traits_of(new), traits_of(row("Q6")))
    assert found is not None and found.difference is difference
    assert suggestions({"X-2026": [new], "Q": [row("Q6")]}, []) == ()


def test_counts_of_different_things_are_told_apart_and_a_slip_in_the_unit_of_a_share_is_not() -> None:
    one = named("Số lượng triển khai", kind=IndicatorKind.COUNT, unit="sản phẩm")
    other = replace(one, unit="Hồ sơ")
    found = contrast(traits_of(one), traits_of(other))
    assert found is not None and (found.difference, found.first, found.second) == (Difference.UNIT, "sản phẩm", "hồ sơ")
    assert (row("L7").unit, row("B9").unit) == ("% GRDP", "%")
    assert contrast(traits_of(row("L7")), traits_of(row("B9"))) is None


def test_a_suggestion_says_which_words_both_hold_and_which_only_one() -> None:
    found = next(each for each in suggested() if (each.first, each.second) == (row("B12").code, row("L19").code))
    assert found.shared == ("tỷ lệ người dân doanh nghiệp", "hài lòng", "dịch vụ công trực tuyến")
    assert found.only_first == ("đánh giá ở mức độ", "trở lên khi thực hiện thủ tục hành chính")
    assert found.only_second == ("khi sử dụng",)


def test_alikeness_is_the_same_whichever_comes_first_and_never_above_its_bound() -> None:
    every = [words_of(one.name) for rows in catalogs().values() for one in rows]
    for one, other in combinations(every, 2):
        there, back = likeness(one, other), likeness(other, one)
        assert there.score == back.score
        assert there.score <= at_most(one, other)


def test_suggestions_do_not_depend_on_the_order_of_plans_and_rows() -> None:
    turned = {code: rows[::-1] for code, rows in reversed(catalogs().items())}
    assert suggestions(turned, []) == suggested()


def test_indicators_of_one_plan_are_never_suggested() -> None:
    twins = [replace(row("Q6"), code="X-01"), replace(row("Q6"), code="X-02")]
    assert suggestions({"X": twins}, []) == ()


def test_names_without_any_weight_are_not_alike() -> None:
    nothing = words_of("Tỷ lệ (đạt)")
    assert likeness(nothing, nothing).score == 0
    assert suggestions({"X": [named("Tỷ lệ")], "Y": [named("Tỷ lệ", "Y")]}, []) == ()


# Families


def test_links_make_families_by_way_of_others_and_rejections_make_none() -> None:
    links = [link("A-1", "B-1"), link("C-1", "B-1"), link("D-1", "E-1"), link("A-1", "D-1", Verdict.DIFFERENT)]
    assert families(links) == (frozenset({"A-1", "B-1", "C-1"}), frozenset({"D-1", "E-1"}))
    assert families([*links, link("C-1", "E-1")])[0] == {"A-1", "B-1", "C-1", "D-1", "E-1"}
    assert family_of("E-1", links) == {"D-1", "E-1"}
    assert family_of("Z-1", links) == {"Z-1"}


PLAN_OF = {"A-1": "A", "A-2": "A", "B-1": "B", "C-1": "C", "D-1": "D"}


@pytest.mark.parametrize(
    ("one", "other", "links", "code", "in_the_way"),
    [
        pytest.param("A-1", "B-1", [], None, None, id="free"),
        pytest.param("A-1", "A-2", [], "link-plan-twice", ("A-1", "A-2"), id="one plan"),
        pytest.param("A-1", "A-1", [], "link-plan-twice", ("A-1", "A-1"), id="with itself"),
        pytest.param("B-1", "A-1", [link("A-1", "B-1")], "link-exists", ("B-1", "A-1"), id="linked already"),
        pytest.param(
            "A-1",
            "C-1",
            [link("A-1", "B-1"), link("B-1", "C-1")],
            "link-exists",
            ("A-1", "C-1"),
            id="by others",
        ),
        pytest.param(
            "A-2", "C-1", [link("A-1", "B-1"), link("B-1", "C-1")], "link-plan-twice", ("A-2", "A-1"), id="a plan twice"
        ),
        pytest.param(
            "A-1",
            "B-1",
            [link("A-1", "B-1", Verdict.DIFFERENT)],
            "link-told-apart",
            ("A-1", "B-1"),
            id="told apart",
        ),
        pytest.param(
            "C-1",
            "D-1",
            [link("A-1", "C-1"), link("B-1", "D-1"), link("B-1", "A-1", Verdict.DIFFERENT)],
            "link-told-apart",
            ("A-1", "B-1"),
            id="whose kin were told apart",
        ),
    ],
)
def test_what_stands_in_the_way_of_a_link(
    one: str, other: str, links: list[Link], code: str | None, in_the_way: tuple[str, str] | None
) -> None:
    found = hindrance(one, other, links, PLAN_OF)
    assert (found.code if found else None) == code
    assert ((found.first, found.second) if found else None) == in_the_way


def test_what_is_linked_told_apart_or_would_put_a_plan_twice_is_not_suggested_again() -> None:
    b5, l12, q5, g2 = (row(short).code for short in ("B5", "L12", "Q5", "G2"))
    left = {(each.first, each.second) for each in suggestions(catalogs(), [link(b5, l12), link(l12, q5)])}
    assert pairs() - left == {pair_of(b5, l12), pair_of(l12, q5), pair_of(b5, q5)}
    rejected = {(e.first, e.second) for e in suggestions(catalogs(), [link(b5, l12), link(g2, l12, Verdict.DIFFERENT)])}
    assert pairs() - rejected == {pair_of(b5, l12), pair_of(g2, l12), pair_of(b5, g2)}
    taken = {(e.first, e.second) for e in suggestions(catalogs(), [link(b5, row("G3").code)])}
    assert pair_of(b5, g2) not in taken and pair_of(row("B6").code, row("G3").code) not in taken


def test_a_link_to_an_indicator_that_its_plan_no_longer_holds_hinders_nothing() -> None:
    assert suggestions(catalogs(), [link("GONE-1", row("B5").code)]) == suggested()
