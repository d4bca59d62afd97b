from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from document_builders import CATALOGS, FILES, HEADINGS, shipped

from lib.documents.manifest import read_manifest
from lib.documents.read_plan import read_plan
from lib.domain.catalog import Direction, IndicatorKind, Level
from lib.domain.issue import CATALOG_ISSUES

CODES = sorted(HEADINGS)


def found(code, issue_code):
    return [issue for issue in shipped(code).issues if issue.code == issue_code]


def row(code, ordinal):
    return shipped(code).indicators[ordinal - 1]


def task(code, task_code):
    return next(one for one in shipped(code).tasks if one.code == task_code)


@pytest.mark.parametrize(
    ("code", "number", "indicators", "tasks"),
    [
        ("BCD-2026", None, 12, 0),
        ("LOIBAC-2026", "136/KH-UBND", 29, 0),
        ("QUANGTRI-VP-2026", None, 7, 0),
        ("GIALAI-2026", None, 9, 37),
        ("KH5755-2021", "5755/KH-UBND", 0, 41),
    ],
)
def test_each_shipped_plan_has_its_number_and_all_its_rows(code, number, indicators, tasks):
    plan = shipped(code)
    assert (plan.plan_number, len(plan.indicators), len(plan.tasks)) == (number, indicators, tasks)


@pytest.mark.parametrize("code", CODES)
def test_codes_are_unique_and_made_of_plan_and_number(code):
    plan = shipped(code)
    codes = [row.code for row in (*plan.indicators, *plan.tasks)]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(rf"{code}-(?:[IVX]+-)?\d\d", one) for one in codes)
    assert [one.ordinal for one in plan.indicators] == list(range(1, len(plan.indicators) + 1))


@pytest.mark.parametrize("code", CODES)
def test_reading_twice_gives_the_same_plan(code):
    content = (CATALOGS / FILES[code]).read_bytes()
    again = read_plan(content, FILES[code], HEADINGS[code])
    assert again == shipped(code)
    assert again.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("code", CODES)
def test_every_place_leads_to_the_line_of_the_document(code):
    lines = (CATALOGS / FILES[code]).read_text(encoding="utf-8").split("\n")
    for one in shipped(code).indicators:
        for target in one.targets:
            line, column = map(int, re.fullmatch(r"dòng (\d+), cột (\d+)", target.source.cell).groups())
            assert lines[line - 1].split("\t")[column - 1] == target.raw
    for issue in shipped(code).issues:
        assert issue.severity is CATALOG_ISSUES[issue.code]


def test_the_committees_annex_takes_ket_qua_as_the_target():
    first, second = row("BCD-2026", 1), row("BCD-2026", 2)
    assert (first.name, first.unit) == ("Phủ sóng 5G trên dân số", "%")
    assert [(t.year, t.level, t.comparator, t.value, t.grade) for t in first.targets] == [
        (2026, None, ">=", Decimal(70), ">=")
    ]
    assert (second.targets[0].comparator, second.targets[0].grade) == ("none", ">=")
    assert second.lead_agencies == ("Các sở, ban, ngành, địa phương",)
    assert second.remark == "Chương trình công tác năm 2026 của Ban Chỉ đạo Trung ương"


def test_loi_bac_has_four_groups_and_two_targets_each():
    plan = shipped("LOIBAC-2026")
    assert Counter(one.group for one in plan.indicators) == {
        "PHÁT TRIỂN HẠ TẦNG": 5,
        "PHÁT TRIỂN NGUỒN LỰC": 6,
        "PHÁT TRIỂN CHUYỂN ĐỔI SỐ": 14,
        "DỮ LIỆU SỐ": 4,
    }
    for one in plan.indicators:
        assert [(t.year, t.level) for t in one.targets] == [(2026, Level.PROVINCE), (2026, Level.COMMUNE)]
    assert len({name for one in plan.indicators for name in one.lead_agencies}) == 5


@pytest.mark.parametrize(
    ("ordinal", "province", "commune", "unit"),
    [
        pytest.param(1, "70", "35", "%", id="«≥35» without a space"),
        pytest.param(6, "1.5", "1.5", "%", id="decimal comma"),
        pytest.param(8, "90", "85", "% GRDP", id="shifted unit kept"),
        pytest.param(22, "70", "100", "%", id="two comparators"),
        pytest.param(5, None, None, "Công thông tin", id="qualitative"),
    ],
)
def test_targets_of_loi_bac(ordinal, province, commune, unit):
    values = [None if t.value is None else str(t.value) for t in row("LOIBAC-2026", ordinal).targets]
    assert (*values, row("LOIBAC-2026", ordinal).unit) == (province, commune, unit)


def test_the_row_cut_by_a_page_break_has_its_whole_agency_and_a_note():
    one = row("LOIBAC-2026", 16)
    assert one.lead_agencies == ("Trung tâm Phục vụ hành chính công",)
    joined = found("LOIBAC-2026", "row-joined")
    assert [(issue.subject, issue.cell) for issue in joined] == [("LOIBAC-2026-16", "dòng 31, cột 6")]


def test_qualitative_targets_have_no_number():
    qualitative = [one for one in shipped("LOIBAC-2026").indicators if one.kind is IndicatorKind.QUALITATIVE]
    assert [one.ordinal for one in qualitative] == [5, 9, 11]
    assert all(t.value is None and t.grade is None for one in qualitative for t in one.targets)


QUANG_TRI = [
    (1, "52.9", [(2025, ">=", 70), (2026, "none", 70), (2030, "none", 100)]),
    (2, "85", [(2025, "none", 100), (2026, "none", 100), (2030, "none", 100)]),
    (3, "60", [(2025, ">=", 70), (2026, "none", 70), (2030, "none", 100)]),
    (4, "94.95", [(2025, ">=", 70), (2026, "none", 96), (2030, "none", 100)]),
    (5, "96.99", [(2025, ">=", 80), (2026, "none", 98), (2030, "none", 100)]),
    (6, "79.2", [(2025, ">=", 70), (2026, "none", 82), (2030, ">=", 85)]),
    (7, None, [(2025, "none", 90), (2026, ">=", 95), (2030, "none", 100)]),
]


@pytest.mark.parametrize(("ordinal", "baseline", "targets"), QUANG_TRI)
def test_quang_tri_has_the_result_of_2025_between_its_targets(ordinal, baseline, targets):
    one = row("QUANGTRI-VP-2026", ordinal)
    assert [(t.year, t.comparator, t.value) for t in one.targets] == targets
    assert all(t.level is None for t in one.targets)
    assert (str(one.baseline.value) if one.baseline else None) == baseline
    assert one.baseline is None or one.baseline.date == date(2025, 12, 31)


def test_the_blank_result_of_quang_tri_is_raised_at_its_cell():
    assert [(issue.subject, issue.cell) for issue in found("QUANGTRI-VP-2026", "baseline-blank")] == [
        ("QUANGTRI-VP-2026-07", "dòng 164, cột 5")
    ]


def test_body_and_annex_of_quang_tri_differ_on_rows_4_to_7():
    facts = [
        (issue.subject[-2:], issue.cell, dict(issue.facts)) for issue in found("QUANGTRI-VP-2026", "target-differs")
    ]
    assert [(row, place, fact["differs"]) for row, place, fact in facts] == [
        ("07", "dòng 15", "comparator"),
        ("05", "dòng 17", "value"),
        ("06", "dòng 19", "value"),
        ("04", "dòng 19", "value"),
        ("07", "dòng 61", "comparator"),
        ("06", "dòng 73", "comparator"),
        ("04", "dòng 73", "comparator"),
    ]
    assert all(70 <= int(fact["score"]) <= 100 for *_, fact in facts)
    assert facts[2][2]["in_body"].endswith("đạt 80%")
    assert facts[2][2]["in_annex"] == "82"


def test_no_other_plan_contradicts_itself():
    assert not found("GIALAI-2026", "target-differs")
    assert not found("BCD-2026", "target-differs")


def test_gia_lai_defines_numerator_denominator_and_source():
    one = row("GIALAI-2026", 2)
    assert one.numerator == "Số TTHC của cơ quan, đơn vị đã cung cấp dịch vụ công trực tuyến toàn trình"
    assert one.denominator == "Tổng số TTHC đủ điều kiện thuộc phạm vi, chức năng quản lý của cơ quan"
    assert one.source_system.startswith("Hệ thống thông tin giải quyết TTHC của bộ, ngành; ")
    assert (one.monitoring_agency, one.lead_agencies) == ("Văn phòng UBND tỉnh", ())
    assert one.remark == "Chi tiết nhiệm vụ, giải pháp tại Phụ lục III"
    assert one.targets[0].raw == r"$\geq 80\%$"
    assert (one.targets[0].comparator, one.targets[0].value, one.unit) == (">=", Decimal(80), "%")


def test_every_share_of_gia_lai_has_both_halves_of_its_formula():
    shares = [one for one in shipped("GIALAI-2026").indicators if one.kind is IndicatorKind.SHARE]
    assert len(shares) == 8
    for one in shares:
        assert not re.search(r"\b[ab]\s*=|[;.]$|Tỷ lệ\s*=", f"{one.numerator} | {one.denominator}")
        assert one.denominator


def test_five_products_are_a_count_without_a_denominator():
    one = row("GIALAI-2026", 9)
    assert (one.kind, one.unit, one.direction) == (IndicatorKind.COUNT, "sản phẩm", Direction.UP)
    assert (one.numerator, one.denominator) == ("Sản phẩm thuộc Danh mục công nghệ chiến lược", None)
    assert (one.targets[0].value, one.targets[0].raw) == (Decimal(5), "05 sản phẩm")


def test_risky_rows_come_from_the_manifest():
    assert [one.ordinal for one in shipped("GIALAI-2026").indicators if one.risky] == [1, 2, 3, 8]


def test_the_tasks_of_gia_lai_stand_in_nine_annexes_each_linked_to_its_indicator():
    tasks = shipped("GIALAI-2026").tasks
    assert Counter(one.annex for one in tasks) == {
        "II": 5, "III": 7, "IV": 2, "V": 5, "VI": 5, "VII": 3, "VIII": 4, "IX": 3, "X": 3,
    }  # fmt: skip
    order = ["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert {(one.annex, one.indicator_code) for one in tasks} == {
        (annex, f"GIALAI-2026-{number:02d}") for number, annex in enumerate(order, 1)
    }
    assert not found("GIALAI-2026", "annex-unlinked")


def test_a_task_of_gia_lai_keeps_its_agencies_deadline_and_deliverable():
    one = task("GIALAI-2026", "GIALAI-2026-X-02")
    assert one.lead_agencies == (
        "Cổng thông tin điện tử của tỉnh",
        "Các sở, ban, ngành, UBND các xã, phường",
        "Báo và Đài phát thanh truyền hình tỉnh",
    )
    assert one.coordinating_agencies == ("Đơn vị có liên quan",)
    assert (one.deadline.raw, one.deadline.end) == ("Tháng 5/2026", date(2026, 5, 31))
    assert one.deliverable == "Danh mục nhu cầu sử dụng các sản phẩm được công khai thông tin"
    assert one.description.startswith("Công khai thông tin trên Trang thông tin điện tử")


def test_titles_that_say_tren_are_raised_in_six_annexes():
    facts = [(issue.subject[-2:], dict(issue.facts)) for issue in found("GIALAI-2026", "title-differs")]
    assert [(row, fact["annex"], fact["in_title"], fact["in_annex"]) for row, fact in facts] == [
        ("01", "II", "đạt trên 70%", "≥ 70%"),
        ("02", "III", "đạt trên 80%", "≥ 80%"),
        ("03", "IV", "đạt trên 80%", "≥ 80%"),
        ("04", "V", "đạt trên 80%", "≥ 80%"),
        ("06", "VII", "đạt trên 50%", "≥ 50%"),
        ("08", "IX", "đạt trên 95%", "≥ 95%"),
    ]


def test_the_tasks_of_2021_stand_in_three_year_groups():
    tasks = shipped("KH5755-2021").tasks
    assert Counter(one.group for one in tasks) == {"Năm 2021": 24, "Năm 2022": 9, "Năm 2023 - 2025": 8}
    assert [tasks[at].code for at in (0, 24, 33)] == ["KH5755-2021-I-01", "KH5755-2021-II-01", "KH5755-2021-III-01"]
    assert all(one.indicator_code is None for one in tasks)


def test_a_task_of_2021_has_four_agency_columns_and_the_years_of_its_group():
    one = task("KH5755-2021", "KH5755-2021-III-04")
    assert one.lead_agencies == ("Sở Nội vụ", "Sở Thông tin và Truyền thông")
    assert one.implementing_agencies == one.lead_agencies
    assert one.coordinating_agencies == (
        "Văn phòng UBND tỉnh",
        "các sở, ban, ngành",
        "UBND cấp huyện, cấp xã",
        "các cơ quan liên quan",
    )
    assert one.monitoring_agency == "Sở Nội vụ, Sở Thông tin và Truyền thông"
    assert (one.deadline.kind, one.deadline.start, one.deadline.end) == (
        "inherit",
        date(2023, 1, 1),
        date(2025, 12, 31),
    )


def test_a_cell_of_two_lines_stays_one_name():
    name = task("KH5755-2021", "KH5755-2021-I-20").name
    assert name.startswith("· Tỷ lệ kết quả xử lý") and name.endswith("đạt 100%")
    assert "· Tỷ lệ hồ sơ của Hệ thống một cửa" in name


@pytest.mark.parametrize(
    ("code", "issue", "rows"),
    [
        ("LOIBAC-2026", "unit-doubtful", [7, 8]),
        ("LOIBAC-2026", "unit-without-number", [9, 11]),
        ("LOIBAC-2026", "spelling-doubtful", [5]),
        ("BCD-2026", "share-over-100", [8, 9, 11]),
        ("GIALAI-2026", "spelling-doubtful", [6]),
    ],
)
def test_doubtful_cells_are_raised_on_exactly_these_rows(code, issue, rows):
    assert [int(one.subject[-2:]) for one in found(code, issue)] == rows


def test_one_note_tells_of_all_defaults_of_a_plan():
    counts = {code: [dict(one.facts)["count"] for one in found(code, "defaults-taken")] for code in CODES}
    assert counts == {
        "BCD-2026": ["12"],
        "GIALAI-2026": ["9"],
        "KH5755-2021": [],
        "LOIBAC-2026": ["29"],
        "QUANGTRI-VP-2026": ["7"],
    }


def test_a_blank_number_is_noted_and_the_number_of_a_cited_plan_is_not_taken():
    blank = {code for code in CODES if found(code, "plan-number-blank")}
    assert blank == {"BCD-2026", "QUANGTRI-VP-2026", "GIALAI-2026"}


def test_nothing_else_is_raised():
    raised = {code: set(Counter(one.code for one in shipped(code).issues)) for code in CODES}
    assert raised == {
        "BCD-2026": {"plan-number-blank", "share-over-100", "defaults-taken"},
        "LOIBAC-2026": {
            "unit-doubtful", "unit-without-number", "spelling-doubtful", "row-joined", "defaults-taken",
        },
        "QUANGTRI-VP-2026": {"plan-number-blank", "baseline-blank", "target-differs", "defaults-taken"},
        "GIALAI-2026": {"plan-number-blank", "title-differs", "spelling-doubtful", "defaults-taken"},
        "KH5755-2021": set(),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param('[[plan]]\nfile="a"', id="a field missing"),
        pytest.param(
            '[[plan]]\nfile="a"\ncode="A"\ntitle="A"\nissuer="A"\nyear=2026\nlevel="region"', id="unknown level"
        ),
    ],
)
def test_a_manifest_that_lacks_something_is_an_error(text):
    with pytest.raises(ValueError):
        read_manifest(text)
