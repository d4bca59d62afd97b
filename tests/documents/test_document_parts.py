from __future__ import annotations

import pytest
from document_builders import HEADINGS

from lib.documents.blocks import Cell, Paragraph, Table, clean
from lib.documents.columns import read_header
from lib.documents.name_keys import core_key, name_key, name_keys
from lib.documents.plan_number import find_plan_number
from lib.documents.prose import find_statements
from lib.documents.read_plan import read_plan
from lib.documents.text_source import read_text
from lib.domain.errors import UploadRefused


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (r"$\geq 70\%$", "≥ 70%"),
        (r"$\leq 1,5\%$ mỗi năm", "≤ 1,5% mỗi năm"),
        ("<b>STT</b>", "STT"),
        ("**PHỤ LỤC II**  ", "PHỤ LỤC II"),
        ("## **2. Danh mục**", "2. Danh mục"),
        ("*(Chi tiết tại Phụ lục I)*", "(Chi tiết tại Phụ lục I)"),
        ("Sở A<br>Sở B", "Sở A Sở B"),
        (r"16 \- 18%/năm", "16 - 18%/năm"),
        ("giá < 5 và > 3", "giá < 5 và > 3"),
        ("5 * 3", "5 * 3"),
    ],
)
def test_markup_goes_and_words_stay(raw, shown):
    assert clean(raw) == shown


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("1\tTỷ lệ phối hợp\tĐơn vị\tKết quả\tGhi chú", id="a row of data made of header words"),
        pytest.param("Nơi nhận\tChỉ tiêu", id="two cells"),
        pytest.param("Sở A\tSở B\tSở C\tSở D", id="names"),
        pytest.param("STT\tHọ và tên\tĐơn vị\tGhi chú", id="a list of people"),
    ],
)
def test_what_is_no_header_is_not_taken_for_one(row):
    assert read_header([[Cell(text, "") for text in row.split("\t")]], 2026) is None


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        pytest.param(["(Kèm theo Kế hoạch số: 136/KH-UBND ngày 29/4/2026)"], "136/KH-UBND", id="attached"),
        pytest.param(["((Kèm theo Kế hoạch số /KH-VP ngày / 02/2026)"], None, id="blank"),
        pytest.param(["Số: 12/KH-UBND", "(Kèm theo Kế hoạch số /KH-UBND)"], "12/KH-UBND", id="own head first"),
        pytest.param(["Thực hiện Kế hoạch số 429/KH-UBND ngày 30/01/2026"], None, id="a cited plan is another's"),
        pytest.param(["ban hành kèm theo Quyết định số 11/QĐ-BCĐCP"], "11/QĐ-BCĐCP", id="issued with a decision"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_the_number_of_a_plan_is_its_own(lines, number):
    found, issues = find_plan_number(Paragraph(line, None, "dòng 1") for line in lines)
    assert found == number
    assert [issue.code for issue in issues] == ([] if number else ["plan-number-blank"])


def test_abbreviations_are_spelled_out_and_brackets_may_be_left_out():
    with_brackets, without = name_keys("Tỷ lệ TTHC trực tuyến (cấp tỉnh, xã)")
    assert without == name_key("Tỷ lệ thủ tục hành chính trực tuyến") == with_brackets[: len(without)]
    assert core_key("Có các DVCTT (nếu có)") == name_key("dịch vụ công trực tuyến")


def test_a_sentence_cut_by_a_page_break_is_put_together():
    lines = ["phấn đấu kết quả giải quyết thủ tục", "được số hóa đạt từ 96% trở lên.", "Đoạn khác."]
    statements = list(find_statements([Paragraph(line, None, f"dòng {n}") for n, line in enumerate(lines, 1)]))
    assert [(one.ref, one.target.quantity.value) for one in statements] == [("dòng 1", 96)]
    assert "thủ tục được số hóa đạt từ 96% trở lên" in statements[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_is_read_in_every_usual_coding(encoding, line_end):
    text = line_end.join(("PHỤ LỤC I", "", "STT\tChỉ tiêu", "1\tTỷ lệ A"))
    first, table = read_text(text.encode(encoding))
    assert (first, table.rows[1][1]) == (
        Paragraph("PHỤ LỤC I", None, "dòng 1"),
        Cell("Tỷ lệ A", "dòng 4, cột 2"),
    )


def test_rows_parted_by_blank_lines_are_one_table_and_words_between_part_two():
    blocks = read_text("a\tb\n\nc\td\n\nLời văn\n\ne\tf".encode())
    assert [(block.sheet, len(block.rows)) for block in blocks if isinstance(block, Table)] == [
        ("Bảng 1", 2),
        ("Bảng 2", 1),
    ]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a\t" * 900_000, id="a row of 900,000 cells"),
        pytest.param("STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026\n" + "1\tA\t%\t7\n" * 6_000, id="6,000 rows"),
        pytest.param(
            "STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026\n1\tA\t%\t" + "70 ≥ " * 9_000, id="a cell of 45,000 letters"
        ),
    ],
)
def test_more_than_any_plan_holds_is_refused(content):
    with pytest.raises(UploadRefused, match="sheet-too-large"):
        read_plan(content.encode(), "x.txt", HEADINGS["BCD-2026"])
