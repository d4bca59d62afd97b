"""Workbooks out: what a person reads back in Excel is what stood on the screen, and never runs."""

import io
import random
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from lib.domain.catalog import SourceRef, Task
from lib.domain.deadline import parse_deadline
from lib.domain.issue import Issue, Severity
from lib.domain.standing import Absence, Status
from lib.domain.task import timed
from lib.excel.export import LONGEST, Book, Column, Number, Table, exported_text, write_book
from lib.excel.export_tables import file_base, issue_table, matrix_tables, standing_table, task_table
from lib.wording.labels import Look
from tests.standing_samples import line

PIECES = (
    "=", "+", "-", "@", "\t", "\n", "\r", "\r\n", "'", '"', "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "@SUM(A1)",
    "+84 912", "-5", "=cmd|' /C calc'!A0", "#N/A", "TRUE", "1e5", "52,9", "0.529", "≥ 70", "_x000D_", "_x005F_",
    "x005F_", "<b>", "&amp;", "]]>", "Sở Y tế", "Tỷ lệ", "đ", "\u0301", "\x00", "\x01", "\x0b", "\x1f", "\x7f",
    "\u200b", "\ufeff", "\ufffe", "\ud800", "😀", "𝒳", " ", "  ", "a" * 40,
)  # fmt: skip
CLEAN = [piece for piece in PIECES if not any(c in piece for c in "\x00\x01\x0b\x1f\r\ufffe\ud800")]


def book_of(*rows: tuple[object, ...], is_demo: bool = False) -> Book:
    columns = tuple(Column(f"Cột {n}") for n in range(len(rows[0])))
    return Book("thu", (Table("Bảng", columns, rows),), is_demo=is_demo)  # type: ignore[arg-type]


def opened(book: Book) -> Workbook:
    return load_workbook(io.BytesIO(write_book(book)))


def test_ten_thousand_texts_come_back_as_they_were_and_none_is_a_formula() -> None:
    draw = random.Random(20260620)
    texts = ["".join(draw.choices(PIECES, k=draw.randint(1, 5))) for _ in range(5000)]
    texts += ["".join(draw.choices(CLEAN, k=draw.randint(1, 5))) for _ in range(5000)]
    sheet = opened(book_of(*((text,) for text in texts)))["Bảng"]
    for text, (cell,) in zip(texts, sheet.iter_rows(min_row=2), strict=True):
        assert cell.data_type != "f", text
        shown = unescape(cell.value or "")
        assert shown == exported_text(text)
        if not any(c in text for c in "\x00\x01\x0b\x1f\r\ufffe\ud800"):
            assert shown == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1"])
def test_what_would_act_stays_a_text_when_its_cell_is_edited(text: str) -> None:
    cell = opened(book_of((text,)))["Bảng"]["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    assert exported_text("á" * LONGEST) == "á" * LONGEST
    cut = exported_text("á" * (LONGEST + 1))
    assert len(cut) == LONGEST
    assert cut.endswith("…")


def test_numbers_are_numbers_days_are_days_and_missing_is_empty() -> None:
    sheet = opened(book_of((Number(Decimal("52.94118"), 1), 1234, date(2026, 6, 20), None)))["Bảng"]
    figure, count, day, missing = sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"]
    assert (figure.value, figure.number_format, figure.data_type) == (52.94118, "#,##0.0", "n")
    assert (count.value, count.number_format) == (1234, "#,##0")
    assert (day.value, day.number_format) == (datetime(2026, 6, 20), "dd/mm/yyyy")
    assert missing.value is None


def test_the_head_row_is_frozen_and_filters() -> None:
    sheet = opened(book_of(("a", 1), ("b", 2)))["Bảng"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert [cell.value for cell in sheet[1]] == ["Cột 0", "Cột 1"]


def test_made_up_figures_say_so_in_the_first_row_and_in_the_name() -> None:
    book = book_of(("a", 1), is_demo=True)
    assert book.file_name == "thu-thu.xlsx"
    sheet = opened(book)["Bảng"]
    assert sheet["A1"].value.startswith("DỮ LIỆU THỬ")
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:B3"


def test_a_table_without_rows_still_opens() -> None:
    book = Book("x", (Table("Không có dòng", (Column("A"),), ()),))
    assert opened(book)["Không có dòng"].auto_filter.ref == "A1:A1"


@pytest.mark.parametrize(
    ("title", "written"), [("a/b:c*d?e[f]g\\h", "a b c d e f g h"), ("x" * 50, "x" * 31), ("'", "Bảng"), ("", "Bảng")]
)
def test_a_sheet_may_have_any_title(title: str, written: str) -> None:
    assert opened(Book("x", (Table(title, (Column("A"),), ()),))).sheetnames == [written.strip()]


def row_of(table: Table, place: int = 0) -> dict[str, object]:
    return dict(zip((column.title for column in table.columns), table.rows[place], strict=True))


def test_a_line_carries_figure_a_b_target_as_written_status_and_cell() -> None:
    told = line(a=569, b=1000, source=SourceRef("so-y-te.xlsx", "Biểu báo cáo", "H9"))
    row = row_of(standing_table("Chỉ tiêu", [told]))
    assert row["Kết quả"] == Number(Decimal("56.9"), 1)
    assert (row["Tử số a"], row["Mẫu số b"]) == (569, 1000)
    assert row["Mục tiêu (nguyên văn)"] == "≥ 70"
    assert row["Mục tiêu (số)"] == Number(Decimal(70), 0)
    assert row["Chênh"] == Number(Decimal("-13.1"), 1)
    assert isinstance(row["Trạng thái"], Look)
    assert (row["Tệp nguồn"], row["Trang"], row["Ô"]) == ("so-y-te.xlsx", "Biểu báo cáo", "H9")


def test_a_missing_figure_is_an_empty_cell_with_its_reason_never_0() -> None:
    silent = line(value=None, a=None, b=None, status=Status.NO_DATA, absence=Absence.MISSING, gap=None)
    row = row_of(standing_table("Chỉ tiêu", [silent]))
    assert row["Kết quả"] is None
    assert row["Chênh"] is None
    assert row["Lý do chưa có số liệu"] == "đơn vị chưa báo cáo"


def test_a_figure_has_the_places_of_the_screen() -> None:
    near = line(value=Decimal("69.96"))
    assert row_of(standing_table("x", [near]))["Kết quả"] == Number(Decimal("69.96"), 2)
    whole = line(value=Decimal(100))
    assert row_of(standing_table("x", [whole]))["Kết quả"] == Number(Decimal(100), 0)


def test_the_matrix_has_a_sheet_of_figures_and_one_of_statuses_and_holes_where_nothing_is_owed() -> None:
    first = line(agency_code="a", agency_name="Sở Y tế")
    other = replace(first, indicator_code="C2", indicator_name="Hai")
    second = replace(first, agency_code="b", agency_name="Sở Y tế")  # a namesake is another row
    figures, statuses = matrix_tables([first, other, second])
    assert [column.title.split("\n")[0] for column in figures.columns] == ["Đơn vị", first.indicator_code, "C2"]
    assert [row[0] for row in figures.rows] == ["Sở Y tế", "Sở Y tế"]
    assert figures.rows[1][2] is None
    assert statuses.rows[1][2] is None
    assert isinstance(statuses.rows[0][1], Look)


def test_tasks_carry_their_deadline_as_written_and_as_a_day() -> None:
    source = SourceRef("plan.txt", "Bảng 2", "dòng 3")
    deadline = parse_deadline("Tháng 5/2026")
    task = Task("T-1", "II", None, 1, "=Việc", None, ("Sở Nội vụ",), (), (), None, deadline, None, None, source)
    row = row_of(task_table(timed([task], date(2026, 6, 20))))
    assert row["Thời hạn (nguyên văn)"] == "Tháng 5/2026"
    assert row["Hạn cuối"] == date(2026, 5, 31)
    assert row["Số ngày"] == 20
    assert row["Tình trạng thời hạn"] == Look("Đã qua hạn 20 ngày", "triangle", "warn")


def test_findings_carry_their_place() -> None:
    (row,) = issue_table([Issue(Severity.BLOCKING, "not-a-number", sheet="Biểu", cell="H9", subject="C1")]).rows
    assert row[:4] == ("Lỗi phải sửa", "Biểu", "H9", "C1")


def test_a_file_name_is_ascii() -> None:
    assert file_base("tong-quan", "GIALAI-2026", "Sở Y tế", None, "2026-05") == "tong-quan_gialai-2026_so-y-te_2026-05"
