from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from document_builders import saved
from docx import Document
from openpyxl import Workbook

from lib.documents.read_plan import read_plan
from lib.domain.catalog import Direction, IndicatorKind, Level, PlanHeading

HEADING = PlanHeading("X-2026", "Kế hoạch thử", "UBND tỉnh X", 2026, Level.PROVINCE)


def text_plan(*lines, heading=HEADING):
    return read_plan("\n".join(lines).encode(), "x.txt", heading)


def codes(plan):
    return [issue.code for issue in plan.issues]


OTHER_ORDER = (
    "PHỤ LỤC 1: CHỈ TIÊU CHỦ YẾU",
    "",
    "TT\tCơ quan chủ trì\tTên chỉ tiêu\tĐVT\tThực hiện năm 2025\tMục tiêu 2026\tMục tiêu 2027\tGhi chú",
    "1\tSở Y tế, Sở Nội vụ\tTỷ lệ hồ sơ sức khỏe điện tử\t%\t52,9\t≥ 70\t80\t",
    "2\tSở Xây dựng\tThời gian xử lý hồ sơ trung bình\tngày\t30\t≤ 20\t15\tgiảm dần",
    "3\tSở Công Thương\tSố sàn giao dịch được lập\tsàn\t\t2\t3\t",
)


def test_other_words_other_order_and_more_years_are_read():
    plan = text_plan(*OTHER_ORDER)
    first, second, third = plan.indicators
    assert first.lead_agencies == ("Sở Y tế", "Sở Nội vụ")
    assert [(t.year, t.comparator, t.value) for t in first.targets] == [
        (2026, ">=", Decimal(70)),
        (2027, "none", Decimal(80)),
    ]
    assert first.baseline.value == Decimal("52.9")
    assert first.baseline.date == date(2025, 12, 31)
    assert (second.kind, second.direction) == (IndicatorKind.AMOUNT, Direction.DOWN)
    assert [target.grade for target in second.targets] == ["<=", "<="]
    assert (third.kind, third.baseline) == (IndicatorKind.COUNT, None)
    assert codes(plan).count("baseline-blank") == 1


def test_a_header_of_two_rows_splits_a_column_by_year_and_level():
    plan = text_plan(
        "STT\tChỉ tiêu\tĐơn vị tính\tKết quả\t\tCơ quan chủ trì",
        "\t\t\tCấp tỉnh\tCấp xã\t",
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)",
        "1\tTỷ lệ văn bản ký số\t%\t≥ 90\t80\tSở A",
    )
    assert [(t.level, t.value) for t in plan.indicators[0].targets] == [
        (Level.PROVINCE, Decimal(90)),
        (Level.COMMUNE, Decimal(80)),
    ]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        pytest.param("Kết quả", (1, None), id="alone it is the target"),
        pytest.param("Kết quả\tMục tiêu 2026", (1, "7"), id="beside a target it is the actual"),
        pytest.param("Kết quả 2025\tKết quả 2026", (1, "7"), id="of a past year it is the actual"),
        pytest.param("Năm 2025\tNăm 2026", (1, "7"), id="bare years: past actual, plan year target"),
    ],
)
def test_ket_qua_is_decided_by_its_neighbours(header, roles):
    plan = text_plan(f"STT\tChỉ tiêu\tĐơn vị\t{header}", "1\tTỷ lệ A\t%\t7\t8")
    indicator = plan.indicators[0]
    baseline = indicator.baseline.raw if indicator.baseline else None
    assert (len(indicator.targets), baseline) == roles


def test_ket_qua_is_the_deliverable_of_a_task():
    plan = text_plan(
        "STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\tKết quả", "1\tLập đề án\tSở A\tQuý II/2026\tĐề án"
    )
    assert plan.tasks[0].deliverable == "Đề án"
    assert plan.tasks[0].deadline.end == date(2026, 6, 30)
    assert plan.indicators == ()


def test_several_demands_in_one_cell_become_targets_by_level():
    plan = text_plan("STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026", "1\tTỷ lệ số hóa hồ sơ\t%\tcấp tỉnh ≥ 80%; cấp xã ≥ 60%")
    assert [(t.level, t.value) for t in plan.indicators[0].targets] == [
        (Level.PROVINCE, Decimal(80)),
        (Level.COMMUNE, Decimal(60)),
    ]


def test_what_cannot_be_read_is_kept_raw_and_raised():
    plan = text_plan(
        "STT\tChỉ tiêu\tĐơn vị\tThực hiện 2025\tMục tiêu 2026\tCột lạ",
        "1\tTỷ lệ A\t%\tgần một nửa\t#REF!\t",
        "2\tTỷ lệ B\t%\t40\t\t",
    )
    assert plan.indicators[0].targets[0].raw == "#REF!"
    assert plan.indicators[0].baseline is None
    assert {"baseline-unread", "target-unread", "target-blank", "row-unread"} <= set(codes(plan))


@pytest.mark.parametrize(
    ("numbers", "taken", "raised"),
    [
        pytest.param("1 2 3", [1, 2, 3], 0, id="in order"),
        pytest.param("1 2 2", [1, 2, 3], 1, id="repeated"),
        pytest.param("1 2 4", [1, 2, 4], 1, id="jumping"),
        pytest.param("1 1.1 2", [1, 3, 2], 1, id="a sub-number"),
        pytest.param("01. 02) (3)", [1, 2, 3], 0, id="written in other ways"),
    ],
)
def test_numbers_are_unique_and_surprises_are_raised(numbers, taken, raised):
    rows = [f"{number}\tTỷ lệ {index}\t%\t70" for index, number in enumerate(numbers.split())]
    plan = text_plan("STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026", *rows)
    assert [indicator.ordinal for indicator in plan.indicators] == taken
    assert codes(plan).count("row-renumbered") == raised


def test_numbers_that_begin_again_per_group_go_on_in_the_codes():
    plan = text_plan(
        "STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026",
        "I. HẠ TẦNG\t\t\t",
        "1\tTỷ lệ A\t%\t70",
        "2\tTỷ lệ B\t%\t70",
        "B\tDỮ LIỆU\t\t",
        "1\tTỷ lệ C\t%\t70",
    )
    assert [(i.code, i.group) for i in plan.indicators] == [
        ("X-2026-01", "HẠ TẦNG"),
        ("X-2026-02", "HẠ TẦNG"),
        ("X-2026-03", "DỮ LIỆU"),
    ]
    assert "row-renumbered" not in codes(plan)


def test_one_cell_per_line_is_read_without_the_blank_above_the_numbers():
    lines = ["Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Sản phẩm"]
    row = ["1", "Lập kế hoạch", "Sở A", "Tháng 5/2026", "Kế hoạch"]
    plan = text_plan("PHỤ LỤC II", "", *("\t" + x for x in lines), "", *("\t" + x for x in row))
    task = plan.tasks[0]
    assert (task.code, task.name, task.deliverable) == ("X-2026-II-01", "Lập kế hoạch", "Kế hoạch")


def test_a_cell_with_a_line_break_is_put_together():
    plan = text_plan(
        "STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026\tCơ quan chủ trì",
        "1\tTỷ lệ hồ sơ",
        "trực tuyến\t%\t≥ 70\tSở A",
        "2\tTỷ lệ B\t%\t60\tSở B",
    )
    assert [indicator.name for indicator in plan.indicators] == ["Tỷ lệ hồ sơ trực tuyến", "Tỷ lệ B"]


def test_two_indicators_of_one_name_are_raised_folded():
    plan = text_plan("STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026", "1\tTỷ lệ số hóa\t%\t70", "2\tTỶ LỆ SỐ HOÁ\t%\t80")
    found = [issue for issue in plan.issues if issue.code == "name-duplicate"]
    assert [(issue.subject, dict(issue.facts)["other"]) for issue in found] == [("X-2026-02", "X-2026-01")]


def test_an_annex_that_names_no_indicator_is_raised_and_left_unlinked():
    plan = text_plan(
        "PHỤ LỤC I",
        "STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026",
        "1\tTỷ lệ văn bản ký số\t%\t≥ 70",
        "PHỤ LỤC II",
        "NHIỆM VỤ CHUNG",
        "STT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\tSản phẩm",
        "1\tTuyên truyền\tSở A\tThường xuyên\tTin bài",
        "PHỤ LỤC III",
        "NHIỆM VỤ THỰC HIỆN CHỈ TIÊU “TỶ LỆ VĂN BẢN KÝ SỐ ĐẠT 70%”",
        "STT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\tSản phẩm",
        "1\tCấp chữ ký số\tSở A\tThường xuyên\tChữ ký số",
    )
    assert [task.indicator_code for task in plan.tasks] == [None, "X-2026-01"]
    assert [dict(i.facts)["annex"] for i in plan.issues if i.code == "annex-unlinked"] == ["II"]
    assert "title-differs" not in codes(plan)


def test_remark_and_title_that_disagree_are_raised_and_the_remark_wins():
    plan = text_plan(
        "STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026\tGhi chú",
        "1\tTỷ lệ văn bản ký số\t%\t70\tChi tiết tại Phụ lục II",
        "2\tTỷ lệ cán bộ được đào tạo\t%\t80\t",
        "PHỤ LỤC II",
        "NHIỆM VỤ THỰC HIỆN CHỈ TIÊU “TỶ LỆ CÁN BỘ ĐƯỢC ĐÀO TẠO”",
        "STT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\tSản phẩm",
        "1\tMở lớp\tSở A\tThường xuyên\tLớp",
    )
    assert plan.tasks[0].indicator_code == "X-2026-01"
    facts = [dict(issue.facts) for issue in plan.issues if issue.code == "annex-unlinked"]
    assert [(fact["reason"], fact["titled"]) for fact in facts] == [("differs", "X-2026-02")]


def test_a_word_document_with_letterhead_signatures_and_automatic_numbers():
    document = Document()
    head = document.add_table(rows=2, cols=2)
    head.cell(0, 0).text, head.cell(0, 1).text = "UBND TỈNH X", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    head.cell(1, 0).text, head.cell(1, 1).text = "Số: 12/KH-UBND", "X, ngày 05 tháng 01 năm 2026"
    document.add_paragraph("Căn cứ Kế hoạch số 429/KH-UBND ngày 30/01/2026 của UBND tỉnh")
    document.add_paragraph("Phụ lục")
    table = document.add_table(rows=3, cols=4)
    for cell, text in zip(table.rows[0].cells, ("STT", "Chỉ tiêu", "Đơn vị", "Mục tiêu 2026"), strict=True):
        cell.text = text
    for row, name in zip(table.rows[1:], ("Tỷ lệ A", "Tỷ lệ B"), strict=True):
        row.cells[0].paragraphs[0].style = "List Number"
        number(row.cells[0].paragraphs[0])
        row.cells[1].text, row.cells[2].text, row.cells[3].text = name, "%", "≥ 70"
    document.add_paragraph("")
    signatures = document.add_table(rows=1, cols=2)
    signatures.cell(0, 0).text, signatures.cell(0, 1).text = "Nơi nhận:\n- Như trên;", "TM. ỦY BAN NHÂN DÂN"
    plan = read_plan(saved(document), "x.docx", HEADING)
    assert plan.plan_number == "12/KH-UBND"
    assert [(i.ordinal, i.name) for i in plan.indicators] == [(1, "Tỷ lệ A"), (2, "Tỷ lệ B")]
    assert not {"row-unread", "row-renumbered", "row-joined"} & set(codes(plan))


def number(paragraph):
    """Make a paragraph an item of list 1, as Word does for a column of automatic numbers."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = 1
    properties.get_or_add_ilvl().val = 0


def test_a_table_inside_a_frame_is_read_and_deleted_text_is_not():
    document = Document()
    document.add_paragraph("PHỤ LỤC I")
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    table = frame.add_table(rows=2, cols=4)
    rows = (("STT", "Chỉ tiêu", "Đơn vị", "Mục tiêu 2026"), ("1", "Tỷ lệ A", "%", "≥ 70"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    target = table.cell(1, 3).paragraphs[0]
    deleted = target._p.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del", {})
    struck = target.add_run("90")._r
    for text in struck.findall("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        text.tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}delText"
    deleted.append(struck)
    target._p.append(deleted)
    plan = read_plan(saved(document), "x.docx", HEADING)
    assert [(i.name, i.targets[0].raw) for i in plan.indicators] == [("Tỷ lệ A", "≥ 70")]


def test_a_workbook_with_tables_on_one_sheet_a_hidden_sheet_and_a_table_set_in():
    book = Workbook()
    sheet = book.active
    sheet["B1"] = "PHỤ LỤC I"
    put(sheet, 3, 2, ("STT", "Chỉ tiêu", "ĐVT", "Thực hiện 2025", "Kế hoạch 2026"))
    put(sheet, 4, 2, (1, "Tỷ lệ A", "%", 52.9, 70))
    put(sheet, 5, 2, (2, "Tỷ lệ B", "%", 0.07, "≥ 15"))
    sheet["E5"].number_format = "0.0%"
    sheet["B8"] = "PHỤ LỤC II"
    sheet["B9"] = "NHIỆM VỤ THỰC HIỆN CHỈ TIÊU “TỶ LỆ B”"
    put(sheet, 10, 2, ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Sản phẩm"))
    put(sheet, 11, 2, (1, "Làm B", "Sở A", date(2026, 6, 30), "Báo cáo"))
    hidden = book.create_sheet("Nháp")
    put(hidden, 1, 1, ("STT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2026"))
    put(hidden, 2, 1, (3, "Tỷ lệ nháp", "%", 1))
    hidden.sheet_state = "hidden"
    plan = read_plan(saved(book), "x.xlsx", HEADING)
    assert [(i.name, i.baseline.value, i.baseline.source.cell) for i in plan.indicators] == [
        ("Tỷ lệ A", Decimal("52.9"), "E4"),
        ("Tỷ lệ B", Decimal(7), "E5"),
    ]
    task = plan.tasks[0]
    assert (task.code, task.indicator_code, task.deadline.end) == ("X-2026-II-01", "X-2026-02", date(2026, 6, 30))


def put(sheet, row, column, values):
    for offset, value in enumerate(values):
        sheet.cell(row, column + offset, value)
