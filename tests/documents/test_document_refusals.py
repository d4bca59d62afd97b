from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from document_builders import HEADINGS, docx_of, source_blocks, xlsx_of
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.documents.read_plan import read_plan
from lib.domain.errors import UploadRefused

HEADING = HEADINGS["BCD-2026"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*parts, method=zipfile.ZIP_DEFLATED):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in parts:
            file.writestr(name, content)
    return buffer.getvalue()


def with_part(content, name, new):
    """An archive with one part replaced or added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in old.namelist():
            if entry != name:
                file.writestr(entry, old.read(entry))
        file.writestr(name, new)
    return buffer.getvalue()


def book():
    return xlsx_of(source_blocks("BCD-2026"))


def word():
    return docx_of(source_blocks("BCD-2026"))


SHEET = "xl/worksheets/sheet1.xml"
MAIN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

REFUSED = [
    pytest.param(lambda: b"", "file-empty", id="no bytes"),
    pytest.param(lambda: b"  \n ", "file-empty", id="only blanks"),
    pytest.param(lambda: b"\x00\x01\x02" * 9, "file-unreadable", id="binary"),
    pytest.param(lambda: b"\xff\xfa\x80abc", "file-unreadable", id="not UTF-8"),
    pytest.param(lambda: "Kính gửi các đồng chí".encode(), "plan-table-missing", id="text without a table"),
    pytest.param(lambda: b"a" * (10 * 1024 * 1024 + 1), "file-too-large", id="more than 10 MiB"),
    pytest.param(lambda: b"%PDF-1.7 ...", "file-not-document", id="pdf"),
    pytest.param(lambda: rb"{\rtf1 abc}", "file-not-document", id="rtf"),
    pytest.param(lambda: OLE + b"\x00" * 600, "file-old-office", id="old doc or xls"),
    pytest.param(lambda: OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "file-password", id="password"),
    pytest.param(lambda: b"PK\x03\x04" + b"\x00" * 40, "zip-damaged", id="cut zip"),
    pytest.param(lambda: archive(("a.txt", "x")), "file-not-document", id="another zip"),
    pytest.param(lambda: book()[:-300], "zip-damaged", id="cut workbook"),
    pytest.param(lambda: with_part(word(), "word/vbaProject.bin", b"x"), "file-macro", id="macro in word"),
    pytest.param(lambda: with_part(book(), "xl/VBAPROJECT.BIN", b"x"), "file-macro", id="macro in excel"),
    pytest.param(lambda: with_part(book(), "../x.xml", b"<a/>"), "zip-bad-name", id="climbing name"),
    pytest.param(
        lambda: archive(("xl/workbook.xml", "<a/>"), *((f"p{n}", "") for n in range(2001))),
        "zip-too-many-entries",
        id="2,002 parts",
    ),
    pytest.param(
        lambda: with_part(book(), "xl/media/big.bin", b"\x00" * (97 * 1024 * 1024)), "zip-bomb", id="zip bomb"
    ),
    pytest.param(
        lambda: with_part(word(), "word/document.xml", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
        "xml-doctype",
        id="doctype",
    ),
    pytest.param(lambda: with_part(word(), "word/document.xml", "<a>" * 300), "xml-too-deep", id="nested 300 deep"),
    pytest.param(lambda: with_part(word(), "word/document.xml", "<a>"), "file-unreadable", id="broken xml"),
    pytest.param(lambda: with_part(word(), "word/document.xml", "<a/>"), "file-unreadable", id="not a document"),
    pytest.param(
        lambda: with_part(
            book(),
            SHEET,
            f'{MAIN}<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
        ),
        "merge-too-large",
        id="a merge over everything",
    ),
    pytest.param(
        lambda: with_part(
            book(), SHEET, f'{MAIN}<sheetData><row r="1048576"><c r="XFD1048576"/></row></sheetData></worksheet>'
        ),
        "sheet-too-large",
        id="one cell at the far corner",
    ),
    pytest.param(lambda: with_part(book(), SHEET, f"{MAIN}<sheetData/></worksheet>"), "plan-table-missing", id="empty"),
]


@pytest.mark.parametrize(("content", "code"), REFUSED)
def test_what_cannot_be_read_safely_is_refused_with_its_code(content, code):
    with pytest.raises(UploadRefused) as refusal:
        read_plan(content(), "x", HEADING)
    assert refusal.value.code == code


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_junk_is_refused_and_never_breaks(content):
    with pytest.raises(UploadRefused):
        read_plan(content, "x", HEADING)


WORD, BOOK = word(), book()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([WORD, BOOK]), st.integers(0, 10_000_000), st.integers(1, 255))
def test_a_damaged_archive_is_read_or_refused(content, at, change):
    at %= len(content)
    damaged = content[:at] + bytes([content[at] ^ change]) + content[at + 1 :]
    try:
        plan = read_plan(damaged, "x", HEADING)
    except UploadRefused:
        return
    assert plan.indicators or plan.tasks


PIECES = st.sampled_from(
    ["STT", "Chỉ tiêu", "Đơn vị", "Kết quả", "\t", "\t", "\n", "\n\n", "1", "I", "≥ 70", "Sở A", "Phụ lục II"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_is_read_or_refused(text):
    header = "STT\tChỉ tiêu\tĐơn vị\tMục tiêu 2026\n1\tTỷ lệ A\t%\t70\n"
    plan = read_plan((header + text).encode(), "x", HEADING)
    assert plan.indicators[0].ordinal == 1
    assert len({indicator.code for indicator in plan.indicators}) == len(plan.indicators)
