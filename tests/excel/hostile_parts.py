"""The same hostilities in every part of a workbook, since a reader opens each; and packages that lie in more ways."""

from __future__ import annotations

import struct
import zipfile

from lib.excel.package import unpack
from tests.excel.form_samples import BLANK, SHEET, with_part
from tests.excel.hostile import (
    LOL,
    MEBI,
    STYLES,
    TYPES,
    WORKBOOK,
    after_rows,
    before_root,
    in_sheet,
    ole,
    patched_entry,
    raw_zip,
    replaced,
    with_extra,
)

RELS, BOOK_RELS, CORE = "_rels/.rels", "xl/_rels/workbook.xml.rels", "docProps/core.xml"
PARTS = (TYPES, RELS, WORKBOOK, BOOK_RELS, SHEET, STYLES, CORE, "xl/theme/theme1.xml")
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 5000}">]>'
PUBLIC = '<!DOCTYPE x PUBLIC "-//x//y" "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'
LOCAL_FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ROWS = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(100, 50_100))
DIAGONAL = "".join(
    f'<row r="{n}"><c r="{letters}{n}"><v>1</v></c></row>' for n, letters in ((9000, "CV"), (9001, "IV"))
)

Case = tuple[bytes, str]


def _blanks(part: str) -> bytes:
    """Spaces and nothing else where the part's own content begins: a few kilobytes in the file."""
    return with_part(BLANK, part, lambda body: body.replace(b">", b">" + b" " * (2 * MEBI), 1))


def _deep(part: str) -> bytes:
    return with_part(BLANK, part, lambda body: body.replace(b">", b">" + b"<a>" * 60 + b"</a>" * 60, 2))


def _of_each_part() -> dict[str, Case]:
    found: dict[str, Case] = {}
    for part in PARTS:
        found[f"an entity bomb in {part}"] = before_root(part, LOL), "xml-doctype"
        found[f"a quadratic bomb in {part}"] = before_root(part, QUADRATIC), "xml-doctype"
        found[f"an outside entity in {part}"] = before_root(part, PUBLIC), "xml-doctype"
        found[f"a file of the server in {part}"] = before_root(part, LOCAL_FILE), "xml-doctype"
        found[f"UTF-16 in {part}"] = before_root(part, "", "utf-16"), "xml-encoding"
        found[f"another alphabet in {part}"] = _in_latin(part), "xml-encoding"
        found[f"no end of {part}"] = with_part(BLANK, part, lambda body: body[: len(body) // 2]), "xml-damaged"
        found[f"a NUL in {part}"] = with_part(BLANK, part, lambda body: body + b"\0"), "xml-damaged"
    return found


def _in_latin(part: str) -> bytes:
    head = b'<?xml version="1.0" encoding="windows-1252"?>'
    return with_part(BLANK, part, lambda body: head + body[body.find(b"?>") + 2 if body.startswith(b"<?xml") else 0 :])


def _local_name(new: bytes) -> bytes:
    """A member whose own name is not the one of the directory."""
    content = bytearray(BLANK)
    at = content.find(STYLES.encode())
    content[at : at + len(new)] = new
    return bytes(content)


def _doubled() -> bytes:
    """Two members of one name."""
    content = with_extra(("xl/styles.xmm", b"<x/>"))
    return content.replace(b"xl/styles.xmm", b"xl/styles.xml")


def _with_entries(number: int) -> bytes:
    return raw_zip(TYPES, WORKBOOK, *(f"x{n}" for n in range(number)))


LIES: dict[str, Case] = {
    "2 MiB of spaces in the sheet": (_blanks(SHEET), "xml-too-wide"),
    "2 MiB of spaces in the styles": (_blanks(STYLES), "xml-too-wide"),
    "2 MiB of spaces in the types": (_blanks(TYPES), "xml-too-wide"),
    "2 MiB of spaces in the relations": (_blanks(BOOK_RELS), "xml-too-wide"),
    "sixty levels in the sheet": (_deep(SHEET), "xml-too-deep"),
    "sixty levels in the workbook": (_deep(WORKBOOK), "xml-too-deep"),
    "sixty levels in the relations": (_deep(RELS), "xml-too-deep"),
    "10,000 members": (_with_entries(10_000), "zip-too-many-entries"),
    "a name of nothing": (_local_name(b"\0" * 13), "zip-bad-name"),
    "a name of the directory's only": (_local_name(b"xl/stylez.xml"), "zip-bad-name"),
    "two members of one name": (_doubled(), "zip-bad-name"),
    "a name with a NUL": (with_extra(("xl/aQ.xml", b"<x/>")).replace(b"xl/aQ.xml", b"xl/a\0.xml"), "zip-bad-name"),
    "Deflate64": (patched_entry(STYLES, lambda c, at: struct.pack_into("<H", c, at + 10, 9)), "zip-bad-method"),
    "LZMA": (
        patched_entry(STYLES, lambda c, at: struct.pack_into("<H", c, at + 10, zipfile.ZIP_LZMA)),
        "zip-bad-method",
    ),
    "a member that lies beyond the end": (
        patched_entry(STYLES, lambda c, at: struct.pack_into("<I", c, at + 42, len(BLANK))),
        "zip-overlap",
    ),
    "a member longer than the file": (
        patched_entry(STYLES, lambda c, at: struct.pack_into("<I", c, at + 20, 2**31)),
        "zip-overlap",
    ),
    "a size that is too small": (
        patched_entry(STYLES, lambda c, at: struct.pack_into("<I", c, at + 24, 1)),
        "zip-damaged",
    ),
    "four gigabytes admitted": (
        patched_entry(STYLES, lambda c, at: struct.pack_into("<I", c, at + 24, 2**32 - 2)),
        "zip-bomb",
    ),
    "an OLE file that leads in a circle": (ole("Root Entry") + b"\xfd\xff\xff\xff" * 4096, "file-old-xls"),
    "a binary workbook inside": (with_extra(("xl/workbook.bin", b"\0")), "file-xlsb"),
    "macros under capital letters": (with_extra(("XL/VBAPROJECT.BIN", b"\0")), "file-macro"),
    "form controls": (with_extra(("xl/ctrlProps/ctrlProp1.xml", b"<x/>")), "file-embedded"),
    "50,000 honest rows": (in_sheet(ROWS), "sheet-too-large"),
    "a diagonal": (in_sheet(DIAGONAL), "sheet-too-large"),
    "row zero": (in_sheet('<row r="0"/>'), "sheet-bad-cell"),
    "a row below zero": (in_sheet('<row r="-1"/>'), "sheet-bad-cell"),
    "an Arabic row": (in_sheet('<row r="٣"/>'), "sheet-bad-cell"),
    "a small address": (in_sheet('<row r="99"><c r="a99"/></row>'), "sheet-bad-cell"),
    "an address of nothing": (in_sheet('<row r="99"><c r=""/></row>'), "sheet-bad-cell"),
    "a merge of nowhere": (after_rows('<mergeCells><mergeCell ref="A1:ZZZ9"/></mergeCells>'), "sheet-bad-cell"),
    "a merge without an address": (after_rows("<mergeCells><mergeCell/></mergeCells>"), "sheet-bad-cell"),
    "a thousand merges": (
        after_rows("<mergeCells>" + '<mergeCell ref="A100:IV1000"/>' * 2 + "</mergeCells>"),
        "merge-too-large",
    ),
    "61 sheets": (
        with_extra(*((f"xl/worksheets/x{n}.xml", b"<worksheet/>") for n in range(61))),
        "sheet-too-many",
    ),
    "a name that is longer than a name": (
        replaced(WORKBOOK, "<sheet ", '<sheet long="' + "x" * 600 * 1024 + '" '),
        "xml-too-wide",
    ),
}

EVERYWHERE: dict[str, Case] = _of_each_part() | LIES
assert {name for name, _ in unpack(BLANK)} >= set(PARTS)
