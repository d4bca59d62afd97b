"""Bounds on an uploaded workbook, checked on its bytes before any reader sees it.

Only the standard library, no decompression beyond the bounds, no entity ever expanded. What passes here
is still read in a child process (`lib.excel.reader`).
"""

from __future__ import annotations

import zipfile
import zlib

from lib.domain.errors import UploadRefused
from lib.excel import zip_bounds
from lib.excel.part_bounds import PartBounds, is_xml_part

MAX_BYTES = 10 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_INFLATED = 96 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EMBEDDED = ("xl/activex/", "xl/embeddings/oleobject", "xl/ctrlprops/")


def check(content: bytes) -> None:
    """Refuse bytes that are not a plain, bounded .xlsx workbook.

    Raises: UploadRefused with a `file-…`, `zip-…`, `xml-…`, `sheet-…`, `merge-…` or `styles-…` code.
    Source: the reading of 3,900 broken and hostile workbooks; the limits leave real returns untouched.
    """
    _check_kind(content)
    entries, end = zip_bounds.directory(content)
    _check_names(entries)
    _check_policy({entry.filename.casefold() for entry in entries})
    _check_declared(entries)
    starts = zip_bounds.places(content, entries, end)
    zip_bounds.check_local_names(content, entries)
    _check_parts(content, entries, starts)


def _check_kind(content: bytes) -> None:
    """The first bytes tell most wrong files apart."""
    if not content:
        raise UploadRefused("file-empty")
    if len(content) > MAX_BYTES:
        raise UploadRefused("file-too-large", limit=f"{MAX_BYTES // 1024 // 1024} MB")
    if content.startswith(_OLE):
        raise UploadRefused("file-password" if _ENCRYPTED in content else "file-old-xls")
    if not content.startswith(zip_bounds.MEMBER):
        raise UploadRefused("file-not-xlsx")
    if content.count(zip_bounds.DIRECTORY_ENTRY) > MAX_ENTRIES:
        raise UploadRefused("zip-too-many-entries", limit=str(MAX_ENTRIES))


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    """Names that climb, are absolute, or are read differently by different readers."""
    if len(entries) > MAX_ENTRIES:
        raise UploadRefused("zip-too-many-entries", limit=str(MAX_ENTRIES))
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        climbs = name.startswith("/") or ".." in name.split("/") or not name
        if climbs or any(c in name for c in "\\:\0") or name.casefold() in seen:
            raise UploadRefused("zip-bad-name", part=name[:80])
        seen.add(name.casefold())


def _check_policy(names: set[str]) -> None:
    """Kinds of workbook that are not taken, each with its own sentence."""
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise UploadRefused("file-macro")
    if "xl/workbook.bin" in names:
        raise UploadRefused("file-xlsb")
    if any(name.startswith(_EMBEDDED) for name in names):
        raise UploadRefused("file-embedded")
    if not {"[content_types].xml", "xl/workbook.xml"} <= names:
        raise UploadRefused("file-ods" if {"mimetype", "content.xml"} <= names else "file-not-xlsx")


def _check_declared(entries: list[zipfile.ZipInfo]) -> None:
    """What the directory itself admits."""
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise UploadRefused("file-password")
        if entry.compress_type not in zip_bounds.STORED_OR_DEFLATED:
            raise UploadRefused("zip-bad-method", part=entry.filename[:80])
    if sum(entry.file_size for entry in entries) > MAX_INFLATED:
        raise UploadRefused("zip-bomb")


def _check_parts(content: bytes, entries: list[zipfile.ZipInfo], starts: dict[int, int]) -> None:
    """Inflate every part in small steps, counting what really comes out and following its XML."""
    bounds = PartBounds()
    left = MAX_INFLATED
    for entry in entries:
        at = starts[entry.header_offset]
        left -= _check_part(entry, content[at : at + entry.compress_size], left, bounds)
    bounds.finish()


def _check_part(entry: zipfile.ZipInfo, packed: bytes, left: int, bounds: PartBounds) -> int:
    """Follow one part to its end; returns the bytes that it holds."""
    reader = None
    size = crc = 0
    for chunk in zip_bounds.inflated(entry, packed):
        if size == 0 and is_xml_part(entry.filename, chunk):
            reader = bounds.open(entry.filename, chunk)
        size += len(chunk)
        if size > left:
            raise UploadRefused("zip-bomb", part=entry.filename[:80])
        crc = zlib.crc32(chunk, crc)
        if reader is not None:
            reader.feed(chunk)
    if reader is not None:
        reader.close()
    if size != entry.file_size or crc != entry.CRC:
        raise UploadRefused("zip-damaged", part=entry.filename[:80])
    return size
