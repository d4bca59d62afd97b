"""The draft reminder letter (công văn đôn đốc) as .docx: who owes which indicators, and how many days late.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I (paper, margins, letters, and the parts of an official letter).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from lib.domain.naming import tidy
from lib.domain.reporting import Board, BoardRow
from lib.wording import reminders, timeliness

_FONT = "Times New Roman"
_CENTRE, _LEFT, _FULL = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
_TABLE_WIDTHS = (Cm(1.1), Cm(5.4), Cm(3.9), Cm(3.8), Cm(1.8))
_LINES_WIDTHS = (Cm(1.1), Cm(14.9))


def write_reminder_letter(board: Board, rows: Sequence[BoardRow]) -> bytes:
    """The letter to some of the board's agencies; number, signature and name stay blank for the office to fill in."""
    document = Document()
    _page(document, board)
    if board.is_demo:
        _demo_mark(document)
    _head(document, board)
    _said(document.add_paragraph(), f"Kính gửi: {reminders.addressees(rows)}", 14, align=_CENTRE, before=12, after=6)
    for text in reminders.paragraphs(board, rows):
        _body(document, text)
    if len(rows) == 1:
        _lines_table(document, board, rows[0])
    else:
        _agencies_table(document, rows)
        _said(document.add_paragraph(), reminders.line_note(board, rows), 11, italic=True, align=_FULL, before=4)
    _body(document, reminders.RESPONSIBILITY)
    _foot(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _page(document: DocumentType, board: Board) -> None:
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    _field(number, "PAGE")
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    about = document.core_properties
    about.title, about.author, about.language = tidy(reminders.subject(board)), tidy(board.issuer), "vi-VN"
    about.created = about.modified = datetime.combine(board.today, time(), UTC)
    about.comments = reminders.DEMO_MARK if board.is_demo else ""


def _demo_mark(document: DocumentType) -> None:
    """The mark of made-up figures: above the letter and at the head of every page."""
    section = document.sections[0]
    for place in (section.first_page_header.paragraphs[0], section.header.add_paragraph()):
        _said(place, reminders.DEMO_MARK, 12, bold=True, align=_CENTRE, colour=RGBColor(0xB4, 0x23, 0x18))


def _head(document: DocumentType, board: Board) -> None:
    """Issuer, number and subject at the left; national title, motto, place and day at the right."""
    left, right = _columns(document, (Cm(6.4), Cm(9.6)))
    for n, text in enumerate(reminders.issuer_lines(board.issuer)):
        _said(left.add_paragraph() if n else left.paragraphs[0], text, 12, bold=True, align=_CENTRE)
    _rule(left, 2.2)
    _said(left.add_paragraph(), reminders.NUMBER, 13, align=_CENTRE, before=4)
    _said(left.add_paragraph(), reminders.subject(board), 12, align=_CENTRE, before=4)
    _said(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True, align=_CENTRE)
    _said(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 13, bold=True, align=_CENTRE)
    _rule(right, 5.6)
    _said(right.add_paragraph(), reminders.place_and_day(board), 13, italic=True, align=_CENTRE, before=4)


def _foot(document: DocumentType) -> None:
    """Recipients at the left; the signature's block at the right, blank."""
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    left, right = _columns(document, (Cm(7.5), Cm(8.5)))
    _said(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    for line in reminders.RECIPIENTS:
        _said(left.add_paragraph(), f"- {line}", 11)
    _said(right.paragraphs[0], "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", 14, bold=True, align=_CENTRE)
    for _ in range(4):
        right.add_paragraph()
    _said(right.add_paragraph(), "Họ và tên", 14, bold=True, align=_CENTRE)


def _agencies_table(document: DocumentType, rows: Sequence[BoardRow]) -> None:
    """One agency a row, departments before communes, each block under its own line with its count."""
    table = _table(document, reminders.HEADS, _TABLE_WIDTHS)
    number = 0
    for block in ("departments", "locals"):
        members = [row for row in rows if timeliness.in_block(row, block)]
        if not members:
            continue
        line = _added(table).cells
        title = line[0].merge(line[-1])
        _said(title.paragraphs[0], f"{timeliness.BLOCKS[block]}: {len(members)}", 12, bold=True)
        for row in members:
            number += 1
            texts = (
                str(number),
                row.name,
                reminders.ordinals(row.unanswered),
                reminders.state_words(row),
                reminders.late_text(row),
            )
            _fill(table, texts, centred=(0, 4))
    _set_widths(table, _TABLE_WIDTHS)


def _lines_table(document: DocumentType, board: Board, row: BoardRow) -> None:
    table = _table(document, reminders.LINES_HEAD, _LINES_WIDTHS)
    for line in board.completeness:
        if line.ordinal in row.unanswered:
            _fill(table, (str(line.ordinal), line.name), centred=(0,))
    _set_widths(table, _LINES_WIDTHS)


def _table(document: DocumentType, heads: Sequence[str], widths: Sequence[Cm]) -> Table:
    """A ruled table whose head is repeated on every page."""
    table: Table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        _said(cell.paragraphs[0], text, 12, bold=True, align=_CENTRE)
    _flag(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    return table


def _fill(table: Table, texts: Sequence[str], centred: Sequence[int]) -> None:
    row = _added(table)
    _flag(row._tr.get_or_add_trPr(), "w:cantSplit")
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _said(cell.paragraphs[0], text, 12, align=_CENTRE if place in centred else _LEFT)


def _added(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _set_widths(table: Table, widths: Sequence[Cm]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        cells = row._tr.tc_lst
        if len(cells) == len(widths):  # a merged line spans them all
            for cell, width in zip(cells, widths, strict=True):
                cell.width = width


def _columns(document: DocumentType, widths: tuple[Cm, Cm]) -> tuple[_Cell, _Cell]:
    """Two columns without lines."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_widths(table, widths)
    left, right = table.rows[0].cells
    return left, right


def _body(document: DocumentType, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    _said(paragraph, text, 14, align=_FULL, before=3, after=6)


def _said(
    paragraph: Paragraph,
    text: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
    before: int = 0,
    after: int = 0,
    colour: RGBColor | None = None,
) -> None:
    """One run of text, size in points; spaces kept, invisible characters dropped."""
    run = paragraph.add_run("\u00a0".join(tidy(part) for part in text.split("\u00a0")))
    run.font.size, run.font.name, run.bold, run.italic = Pt(size), _FONT, bold, italic
    if colour is not None:
        run.font.color.rgb = colour
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)


def _rule(cell: _Cell, width: float) -> None:
    """A short line below a head, `width` in cm, centred in its cell of the letter's head."""
    paragraph = cell.add_paragraph()
    border = OxmlElement("w:pBdr")  # first of its paragraph's properties: Word insists on their order
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().append(border)
    side = (cell.width.cm - width) / 2
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(side)
    paragraph.paragraph_format.line_spacing = Pt(3)


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)


def _flag(properties: BaseOxmlElement, name: str) -> None:
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    properties.append(flag)
