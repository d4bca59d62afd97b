from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.catalog import (
    Baseline,
    Direction,
    Frequency,
    Indicator,
    IndicatorKind,
    Level,
    Plan,
    PlanHeading,
    SourceRef,
    Target,
    Task,
)
from lib.domain.catalog_changes import Difference, compare_plans, match_codes
from lib.domain.deadline import Deadline
from lib.domain.issue import Issue, Severity

HEADING = PlanHeading("P", "Kế hoạch", "UBND tỉnh", 2026, Level.PROVINCE)
PLACE = SourceRef("a.txt", "Bảng 1", "dòng 1, cột 1")


def indicator(name, ordinal, target="≥ 70", **more):
    goal = Target(2026, None, ">=", Decimal(70), "%", target, PLACE)
    code = more.pop("code", f"P-{ordinal:02d}")
    return Indicator(code, ordinal, None, name, "%", IndicatorKind.SHARE, Direction.UP, PLACE, (goal,), **more)


def task(name, ordinal, annex="II", indicator_code=None):
    deadline = Deadline("Quý II/2026", "quarter")
    return Task(
        f"P-{annex}-{ordinal:02d}", annex, None, ordinal, name, None, ("Sở A",), (), (), None, deadline, None,
        indicator_code, PLACE,
    )  # fmt: skip


def plan(*indicators, tasks=(), issues=(), **heading):
    return Plan(replace(HEADING, **heading), None, "a.txt", "0" * 64, indicators, tasks, issues)


def names(*texts):
    return plan(*(indicator(text, number) for number, text in enumerate(texts, 1)))


def codes(result):
    return [(one.code, one.name) for one in result.indicators]


def test_a_plan_does_not_differ_from_itself():
    same = plan(indicator("Số hóa", 1), tasks=(task("Làm", 1),))
    assert compare_plans(same, same) == ()
    assert match_codes(same, same) == same


def test_rows_match_by_folded_name_and_keep_their_codes_in_another_order():
    old = names("Tỷ lệ số hóa", "Hài lòng", "Phủ sóng 5G")
    new = names("PHỦ SÓNG 5G", "Tỷ lệ số hoá", "Hài lòng")
    assert codes(match_codes(old, new)) == [
        ("P-03", "PHỦ SÓNG 5G"),
        ("P-01", "Tỷ lệ số hoá"),
        ("P-02", "Hài lòng"),
    ]


def test_a_new_row_takes_the_next_free_number_and_a_dropped_number_is_not_given_again():
    old = names("A", "B", "C")
    assert codes(match_codes(old, names("A", "Mới", "C"))) == [("P-01", "A"), ("P-04", "Mới"), ("P-03", "C")]


def test_a_renamed_row_keeps_its_code_only_once_confirmed():
    old, new = names("A", "B cũ"), names("A", "B mới")
    assert [one.code for one in match_codes(old, new).indicators] == ["P-01", "P-03"]
    assert [one.code for one in match_codes(old, new, frozenset({2})).indicators] == ["P-01", "P-02"]


def test_a_match_by_ordinal_is_shown_as_renamed_until_it_is_declined():
    old, new = names("A", "B cũ"), names("A", "B mới")
    assert compare_plans(old, new) == (Difference("renamed", "P-02", "name", "B cũ", "B mới"),)
    assert compare_plans(old, match_codes(old, new), frozenset()) == (
        Difference("added", "P-03", "name", None, "B mới"),
        Difference("removed", "P-02", "name", "B cũ", None),
    )


def test_rows_of_one_name_are_paired_where_they_stand():
    old, new = names("A", "Trùng", "Trùng"), names("Trùng", "Trùng", "A")
    assert [one.code for one in match_codes(old, new).indicators] == ["P-03", "P-02", "P-01"]


@pytest.mark.parametrize(
    ("change", "field", "before", "after"),
    [
        pytest.param({"unit": "hồ sơ"}, "unit", "%", "hồ sơ", id="unit"),
        pytest.param({"lead_agencies": ("Sở A", "Sở B")}, "lead_agencies", None, "Sở A; Sở B", id="lead agencies"),
        pytest.param({"remark": "mới"}, "remark", None, "mới", id="remark"),
        pytest.param({"name": "SỐ HÓA"}, "name", "Số hóa", "SỐ HÓA", id="name, same when folded"),
        pytest.param(
            {"baseline": Baseline(date(2025, 12, 31), Decimal("52.9"), "52,9", PLACE)},
            "baseline", None, "52,9", id="baseline",
        ),
        pytest.param(
            {"targets": (Target(2026, Level.COMMUNE, ">=", Decimal(80), "%", "≥ 80", PLACE),)},
            "target:2026:commune", None, "≥ 80", id="target of another level",
        ),
    ],
)  # fmt: skip
def test_each_changed_field_is_told_with_both_texts(change, field, before, after):
    old = indicator("Số hóa", 1)
    found = compare_plans(plan(old), plan(replace(old, **change)))
    assert Difference("changed", "P-01", field, before, after) in found


def test_a_moved_cell_is_no_change_nor_is_what_the_secretariat_corrects():
    old = indicator("Số hóa", 1)
    new = replace(old, source=SourceRef("b.docx", "Bảng 9", "x"), frequency=Frequency.YEAR, direction=Direction.DOWN)
    assert compare_plans(plan(old), plan(new)) == ()


def test_a_changed_heading_is_told_of_the_plan():
    assert compare_plans(plan(), plan(title="Khác", province="Gia Lai")) == (
        Difference("changed", "P", "title", "Kế hoạch", "Khác"),
        Difference("changed", "P", "province", None, "Gia Lai"),
    )


def test_tasks_and_issues_follow_the_codes_of_their_indicators():
    old = names("A", "B")
    issue = Issue(Severity.WARNING, "unit-doubtful", subject="P-01")
    new = plan(indicator("B", 1), indicator("A", 2), tasks=(task("Làm", 1, "II", "P-01"),), issues=(issue,))
    kept = match_codes(old, new)
    assert kept.tasks[0].indicator_code == "P-02"
    assert kept.issues[0].subject == "P-02"


def test_tasks_match_within_their_annex_first():
    old = plan(tasks=(task("Tuyên truyền", 1, "II"), task("Tuyên truyền", 1, "III")))
    new = plan(tasks=(task("Mới", 1, "III"), task("Tuyên truyền", 2, "III"), task("Tuyên truyền", 1, "II")))
    assert [one.code for one in match_codes(old, new).tasks] == ["P-III-02", "P-III-01", "P-II-01"]


NAMES = st.lists(st.sampled_from("ABCDEFGH"), max_size=8)


@settings(max_examples=100, deadline=None)
@given(NAMES, NAMES, st.frozensets(st.integers(1, 8)))
def test_codes_stay_unique_and_are_kept_by_every_name_that_stays(before, after, confirmed):
    old, new = names(*before), names(*after)
    kept = match_codes(old, new, confirmed)
    given_codes = [one.code for one in kept.indicators]
    assert len(set(given_codes)) == len(given_codes)
    old_codes = {one.name: one.code for one in old.indicators if before.count(one.name) == 1}
    for one in kept.indicators:
        if after.count(one.name) == 1 and one.name in old_codes:
            assert one.code == old_codes[one.name]
    assert match_codes(kept, new, confirmed) == kept
