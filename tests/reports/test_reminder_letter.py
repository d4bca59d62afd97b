"""The draft reminder letter, opened again as Word would: its parts, who is named, and nothing taken for markup."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document
from docx.document import Document as DocumentType

from lib.domain.reporting import Board, BoardRow, ReportingState
from lib.reports.reminder_letter import write_reminder_letter
from lib.wording import reminders
from tests.board_samples import ALL, NAMES, agency, board

MISSING, RETURNED, ON_TIME = ReportingState.MISSING, ReportingState.RETURNED, ReportingState.ON_TIME
ROWS = (
    agency("Sở Nội vụ", MISSING),
    agency("Sở Khoa học & <Công nghệ>", RETURNED, unanswered=(1, 2)),
    agency("Xã Ia Le", MISSING, local=True),
    agency("Xã Ia Pnôn", ON_TIME, local=True, unanswered=(8,)),
)
DONE = agency("Sở Tài chính", ON_TIME, unanswered=())


def opened(seen: Board, rows: tuple[BoardRow, ...] = ROWS) -> DocumentType:
    return Document(io.BytesIO(write_reminder_letter(seen, rows)))


def texts(document: DocumentType) -> str:
    """Every word of the letter, in the order of its parts, its tables last."""
    parts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        parts += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(parts).replace("\u00a0", " ")


def body(document: DocumentType) -> list[list[str]]:
    """The rows of the table in the middle: the letter's head and foot are tables too."""
    return [[cell.text for cell in row.cells] for row in document.tables[1].rows]


def test_the_letter_has_the_parts_that_the_decree_asks_for() -> None:
    document = opened(board(*ROWS, DONE))
    left, right = document.tables[0].rows[0].cells
    assert left.text.split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "TỈNH GIA LAI"]
    assert "Số:" in left.text and "V/v đôn đốc báo cáo" in left.text
    assert right.text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert right.text.endswith("Gia Lai, ngày 25 tháng 6 năm 2026")
    foot_left, foot_right = document.tables[-1].rows[0].cells
    assert foot_left.text.startswith("Nơi nhận:")
    assert "CHỨC VỤ" in foot_right.text and foot_right.text.endswith("Họ và tên")
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 20]
    fonts = {run.font.name for paragraph in document.paragraphs for run in paragraph.runs}
    assert fonts == {"Times New Roman"}


def test_the_table_names_agencies_by_block_with_what_they_owe_and_how_late() -> None:
    rows = body(opened(board(*ROWS, DONE)))
    assert rows[0] == list(reminders.HEADS)
    assert [row[0] for row in rows if len(set(row)) == 1] == ["Sở, ban, ngành: 2", "Xã, phường, đặc khu: 2"]
    assert [row for row in rows[1:] if len(set(row)) > 1] == [
        ["1", "Sở Nội vụ", "1–3, 8", "Chưa nộp", "3"],
        ["2", "Sở Khoa học & <Công nghệ>", "1, 2", "Bị trả lại, chưa gửi lại", "3"],
        ["3", "Xã Ia Le", "1–3, 8", "Chưa nộp", "3"],
        ["4", "Xã Ia Pnôn", "8", "Còn thiếu chỉ tiêu", "—"],
    ]


def test_the_body_gives_counts_beside_shares_and_the_moved_due_day() -> None:
    said = texts(opened(board(*ROWS, DONE)))
    assert "đã nhận báo cáo của 2/5 cơ quan, đơn vị (40,0 %), trong đó 2 đúng hạn" in said
    assert "còn 3 cơ quan, đơn vị chưa nộp hoặc chưa gửi lại" in said
    assert "(sở, ban, ngành: 2/3; xã, phường, đặc khu: 1/2)" in said
    assert "và 1 cơ quan, đơn vị đã nộp nhưng còn thiếu chỉ tiêu." in said
    assert "chậm nhất ngày 22/06/2026 (hạn 20/06, dời sang 22/06 vì cuối tuần)" in said
    assert "trước ngày 29/06/2026" in said
    for number, name in zip(ALL, NAMES, strict=True):
        assert f"{number}. {name}" in said
    assert "Sở Tài chính" not in said


@pytest.mark.parametrize(
    ("row", "says"),
    [
        pytest.param(ROWS[0], "chưa nhận được (quá hạn 3 ngày), gồm 4 chỉ tiêu", id="silent"),
        pytest.param(ROWS[1], "phải sửa và chưa được gửi lại (quá hạn 3 ngày)", id="returned"),
        pytest.param(ROWS[3], "còn thiếu 1 chỉ tiêu", id="lines open"),
    ],
)
def test_a_letter_to_one_agency_lists_its_indicators_by_name(row: BoardRow, says: str) -> None:
    document = opened(board(*ROWS), (row,))
    said = texts(document)
    assert f"Kính gửi: {row.name}" in said and says in said
    named = dict(zip(map(str, ALL), NAMES, strict=True))
    assert body(document) == [
        list(reminders.LINES_HEAD),
        *([str(number), named[str(number)]] for number in row.unanswered),
    ]


def test_marks_of_a_document_are_shown_as_print_and_names_stay_as_written() -> None:
    content = write_reminder_letter(board(*ROWS), ROWS)
    said = texts(Document(io.BytesIO(content)))
    assert "Kế hoạch số 1 & chuyển đổi số" in said and "<b>" not in said
    assert "Sở Khoa học & <Công nghệ>" in said
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "&lt;Công nghệ&gt;" in xml and "<Công" not in xml


def test_invisible_characters_of_a_name_do_not_break_the_letter() -> None:
    row = agency("Sở\x00 Y\x0b tế", MISSING)
    assert "Sở Y tế" in texts(opened(board(row), (row,)))


def marked(document: DocumentType) -> list[str]:
    section = document.sections[0]
    heads = (*section.first_page_header.paragraphs, *section.header.paragraphs)
    return [head.text for head in heads if head.text == reminders.DEMO_MARK]


def test_a_demo_ledger_marks_every_page_and_a_real_one_none() -> None:
    assert "DỮ LIỆU THỬ" in reminders.DEMO_MARK
    assert len(marked(opened(board(*ROWS, is_demo=True)))) == 2
    assert marked(opened(board(*ROWS))) == []


def test_the_properties_of_a_paragraph_stand_in_the_order_that_word_insists_on() -> None:
    xml = zipfile.ZipFile(io.BytesIO(write_reminder_letter(board(*ROWS), ROWS))).read("word/document.xml").decode()
    order = ("pStyle", "pBdr", "spacing", "ind", "jc")
    ruled = re.findall(r"<w:pPr>((?:(?!</w:pPr>).)*<w:pBdr>.*?)</w:pPr>", xml, re.DOTALL)
    assert len(ruled) == 2
    for properties in ruled:
        found = [name for name in re.findall(r"<w:(\w+)", properties) if name in order]
        assert found == sorted(found, key=order.index)


def test_the_same_board_gives_the_same_words_in_every_run() -> None:
    first, second = (write_reminder_letter(board(*ROWS), ROWS) for _ in range(2))
    assert texts(Document(io.BytesIO(first))) == texts(Document(io.BytesIO(second)))
    assert Document(io.BytesIO(first)).core_properties.created.date().isoformat() == "2026-06-25"
