"""Hostile workbooks, made here so that none has to be stored."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

from lib.excel.package import pack, unpack
from tests.excel.form_samples import BLANK, SHEET, filled, with_part

MEBI = 1024 * 1024
GOOD = filled(H9=529, I9=1000)
STYLES, TYPES, WORKBOOK = "xl/styles.xml", "[Content_Types].xml", "xl/workbook.xml"


def with_extra(*parts: tuple[str, bytes]) -> bytes:
    return pack((*unpack(BLANK), *parts))


def replaced(part: str, old: str, new: str) -> bytes:
    def change(body: bytes) -> bytes:
        assert old.encode() in body
        return body.replace(old.encode(), new.encode(), 1)

    return with_part(BLANK, part, change)


def in_sheet(xml: str) -> bytes:
    """The form with rows added below."""
    return replaced(SHEET, "</sheetData>", f"{xml}</sheetData>")


def in_cell(xml: str, kind: str = "n") -> bytes:
    """The form with one more cell, far below, that holds some XML."""
    return in_sheet(f'<row r="99"><c r="A99" t="{kind}">{xml}</c></row>')


def after_rows(xml: str) -> bytes:
    return replaced(SHEET, "</sheetData>", f"</sheetData>{xml}")


def before_root(part: str, text: str, encoding: str = "utf-8") -> bytes:
    return with_part(BLANK, part, lambda body: (text + body.decode()).encode(encoding))


def deflated_bomb(part: str = "xl/media/image1.png", size: int = 100 * MEBI) -> bytes:
    return with_extra((part, b"\0" * size))


def lying_bomb() -> bytes:
    """A bomb whose directory says that it is small."""
    content = bytearray(deflated_bomb())
    size = struct.pack("<I", 100 * MEBI)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 1000)
    return bytes(content)


def patched_entry(name: str, change: Callable[[bytearray, int], None]) -> bytes:
    """The form with the directory entry of a part rewritten."""
    content = bytearray(BLANK)
    at = content.rfind(name.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    change(content, at)
    return bytes(content)


def overlapping() -> bytes:
    """Two directory entries over the same bytes."""
    first = BLANK.find(b"PK\x03\x04", 4)
    return patched_entry(STYLES, lambda content, at: struct.pack_into("<I", content, at + 42, first))


def raw_zip(*names: str, compression: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), b"x", compression)
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
    return head + b"".join(name.encode("utf-16-le") for name in streams) + b"\0" * 1000


def many_sheets(number: int) -> bytes:
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n + 9}" r:id="rId1"/>' for n in range(number))
    head = '<sheets xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    return with_part(
        BLANK,
        WORKBOOK,
        lambda body: body.replace(b"<sheets>", (head + sheets).encode(), 1),
    )


LOL = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XXE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
CELLS = "".join(f'<row r="{r}">' + f"<c><v>{r}</v></c>" * 200 + "</row>" for r in range(100, 700))

HOSTILE: dict[str, tuple[bytes, str]] = {
    "no bytes": (b"", "file-empty"),
    "eleven megabytes": (BLANK + b"\0" * 11 * MEBI, "file-too-large"),
    "text": (b"STT;Chi tieu;Gia tri\n", "file-not-xlsx"),
    "a PDF": (b"%PDF-1.7\n", "file-not-xlsx"),
    "a web page named xlsx": (b"<html><table></table></html>", "file-not-xlsx"),
    "an empty zip": (b"PK\x05\x06" + b"\0" * 18, "file-not-xlsx"),
    "a Word document": (raw_zip("[Content_Types].xml", "word/document.xml"), "file-not-xlsx"),
    "an OpenDocument sheet": (raw_zip("mimetype", "content.xml", "META-INF/manifest.xml"), "file-ods"),
    "a binary workbook": (raw_zip("[Content_Types].xml", "xl/workbook.bin"), "file-xlsb"),
    "Excel 97": (ole("Workbook"), "file-old-xls"),
    "a password": (ole("EncryptionInfo", "EncryptedPackage"), "file-password"),
    "macros": (with_extra(("xl/vbaProject.bin", b"\0")), "file-macro"),
    "macro sheets": (with_extra(("xl/macrosheets/sheet1.xml", b"<x/>")), "file-macro"),
    "ActiveX": (with_extra(("xl/activeX/activeX1.xml", b"<x/>")), "file-embedded"),
    "an OLE object": (with_extra(("xl/embeddings/oleObject1.bin", b"\0")), "file-embedded"),
    "cut in half": (BLANK[: len(BLANK) // 2], "zip-damaged"),
    "without its end": (BLANK[:-30], "zip-damaged"),
    "a wrong checksum": (patched_entry(STYLES, lambda c, at: c.__setitem__(at + 16, c[at + 16] ^ 1)), "zip-damaged"),
    "2,001 parts": (with_extra(*((f"xl/x{n}.bin", b"") for n in range(2001))), "zip-too-many-entries"),
    "a bomb": (deflated_bomb(), "zip-bomb"),
    "a bomb that lies": (lying_bomb(), "zip-bomb"),
    "a climbing name": (with_extra(("../evil.xml", b"<x/>")), "zip-bad-name"),
    "an absolute name": (with_extra(("/etc/evil.xml", b"<x/>")), "zip-bad-name"),
    "a drive": (with_extra(("C:evil.xml", b"<x/>")), "zip-bad-name"),
    "a backslash": (with_extra(("xl\\evil.xml", b"<x/>")), "zip-bad-name"),
    "names that differ by case": (with_extra(("XL/Workbook.xml", b"<x/>")), "zip-bad-name"),
    "an encrypted part": (
        patched_entry(STYLES, lambda c, at: struct.pack_into("<H", c, at + 8, 1)),
        "file-password",
    ),
    "bzip2": (
        patched_entry(STYLES, lambda c, at: struct.pack_into("<H", c, at + 10, 12)),
        "zip-bad-method",
    ),
    "overlapping parts": (overlapping(), "zip-overlap"),
    "an entity bomb": (before_root(STYLES, LOL), "xml-doctype"),
    "an entity bomb in the types": (before_root(TYPES, LOL), "xml-doctype"),
    "an outside document type": (before_root(SHEET, XXE), "xml-doctype"),
    "UTF-16": (before_root(SHEET, "", "utf-16"), "xml-encoding"),
    "another alphabet": (
        before_root(SHEET, '<?xml version="1.0" encoding="iso-8859-1"?>'),
        "xml-encoding",
    ),
    "not XML": (with_part(BLANK, STYLES, lambda body: body[:-20]), "xml-damaged"),
    "deep nesting": (with_extra(("xl/deep.xml", b"<a>" * 50_000)), "xml-too-deep"),
    "an endless text": (in_sheet(f'<row r="99"><c><v>{"9" * 200_000}</v></c></row>'), "xml-too-wide"),
    "an endless tag": (with_extra(("xl/x.xml", b'<a b="' + b"x" * 20 * MEBI + b'"/>')), "xml-too-wide"),
    "a hundred attributes": (
        with_extra(("xl/x.xml", b"<a " + b" ".join(b'a%d=""' % n for n in range(100)) + b"/>")),
        "xml-too-wide",
    ),
    "a million elements": (with_extra(("xl/x.xml", b"<a>" + b"<b/>" * 1_000_000 + b"</a>")), "xml-too-wide"),
    "XML named as a picture": (with_extra(("xl/media/a.png", b"<!DOCTYPE x><x/>")), "xml-doctype"),
    "the last cell": (in_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "sheet-too-large"),
    "120,000 cells": (in_sheet(CELLS), "sheet-too-large"),
    "far and wide": (in_sheet('<row r="20000"><c r="IV20000"><v>1</v></c></row>'), "sheet-too-large"),
    "100,000 rows": (in_sheet("<row/>" * 100_000), "sheet-too-large"),
    "an impossible row": (in_sheet('<row r="2147483648"/>'), "sheet-bad-cell"),
    "an impossible column": (in_sheet('<row r="99"><c r="ZZZZZZ99"/></row>'), "sheet-bad-cell"),
    "a cell of another row": (in_sheet('<row r="99"><c r="A98"/></row>'), "sheet-bad-cell"),
    "the same cell twice": (in_sheet('<row r="99"><c r="A99"/><c r="A99"/></row>'), "sheet-cell-twice"),
    "a value of two": (in_cell("<v>1</v><v>2</v>"), "sheet-cell-mixed"),
    "a value within a value": (in_cell("<v><v>1</v></v>"), "sheet-cell-mixed"),
    "a number that holds a text": (in_cell("<is><t>5</t></is>"), "sheet-cell-mixed"),
    "a text that holds a number": (in_cell("<v>5</v>", "inlineStr"), "sheet-cell-mixed"),
    "a text of two": (in_cell("<is><t>1</t><t>2</t></is>", "inlineStr"), "sheet-cell-mixed"),
    "a remark among digits": (in_cell("<v>1<!-- x -->2</v>"), "sheet-cell-mixed"),
    "a command among digits": (in_cell("<v>1<?x?>2</v>"), "sheet-cell-mixed"),
    "a part that no cell has": (in_cell("<w>5</w>"), "sheet-cell-mixed"),
    "CDATA among digits": (in_cell("<v>1<![CDATA[2]]></v>"), "sheet-cell-mixed"),
    "an Arabic digit under a number's type": (in_cell("<v>٣</v>"), "sheet-cell-mixed"),
    "a wide digit under a number's type": (in_cell("<v>５</v>"), "sheet-cell-mixed"),
    "an underscore among digits": (in_cell("<v>1_000</v>"), "sheet-cell-mixed"),
    "a type that is none": (in_cell("<v>5</v>", "zz"), "sheet-cell-mixed"),
    "a shared text of two": (
        with_extra(("xl/sharedStrings.xml", b"<sst><si><t>1</t><t>2</t></si></sst>")),
        "sheet-cell-mixed",
    ),
    "a remark in a shared text": (
        with_extra(("xl/sharedStrings.xml", b"<sst><si><t>1<!-- x -->2</t></si></sst>")),
        "sheet-cell-mixed",
    ),
    "a merge of everything": (
        after_rows('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "merge-too-large",
    ),
    "a link over everything": (
        after_rows('<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'),
        "merge-too-large",
    ),
    "70,001 styles": (
        replaced(STYLES, "<cellXfs", "<cellXfs2>" + "<xf/>" * 70_001 + "</cellXfs2><cellXfs"),
        "styles-too-many",
    ),
    "5,000 sheets": (many_sheets(5000), "sheet-too-many"),
}


def mutated(seed: int) -> bytes:
    """A filled form with random damage: bytes flipped, cut out, doubled, inside its parts or outside."""
    rng = random.Random(seed)
    if seed % 2:
        return _damaged(GOOD, rng, 1 + seed % 7)
    parts = unpack(GOOD)
    victim = rng.choice([name for name, _ in parts if "theme" not in name])
    return pack(tuple((n, _damaged(b, rng, 1 + seed % 5) if n == victim else b) for n, b in parts))


def _damaged(content: bytes, rng: random.Random, times: int) -> bytes:
    body = bytearray(content)
    for _ in range(times):
        at = rng.randrange(len(body))
        match rng.randrange(4):
            case 0:
                body[at] = rng.randrange(256)
            case 1:
                del body[at : at + rng.randrange(1, 40)]
            case 2:
                body[at:at] = body[at : at + rng.randrange(1, 40)]
            case _:
                body[at : at + 1] = str(rng.choice((0, -1, 2**31, 10**20, "A1:XFD9"))).encode()
    return bytes(body)
