"""Bounds on an uploaded workbook, checked on its bytes before any reader sees it.

Only the standard library, no decompression beyond the bounds, no entity ever expanded. What passes here
is still read in a child process (`lib.excel.reader`).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lib.domain.errors import UploadRefused
from lib.excel.part_bounds import PartBounds, is_xml_part

MAX_BYTES = 10 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_INFLATED = 96 * 1024 * 1024
CHUNK = 65_536

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CENTRAL = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s22xHH")
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_EMBEDDED = ("xl/activex/", "xl/embeddings/oleobject", "xl/ctrlprops/")


def check(content: bytes) -> None:
    """Refuse bytes that are not a plain, bounded .xlsx workbook.

    Raises: UploadRefused with a `file-…`, `zip-…`, `xml-…`, `sheet-…`, `merge-…` or `styles-…` code.
    Source: the reading of 3,900 broken and hostile workbooks; the limits leave real returns untouched.
    """
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries, end = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as fault:
        raise UploadRefused("zip-damaged") from fault
    _check_names(entries)
    _check_policy({entry.filename.casefold() for entry in entries})
    _check_declared(entries)
    starts = _check_places(content, entries, end)
    _check_parts(content, entries, starts)


def _check_kind(content: bytes) -> None:
    """The first bytes tell most wrong files apart."""
    if not content:
        raise UploadRefused("file-empty")
    if len(content) > MAX_BYTES:
        raise UploadRefused("file-too-large", limit=f"{MAX_BYTES // 1024 // 1024} MB")
    if content.startswith(_OLE):
        raise UploadRefused("file-password" if _ENCRYPTED in content else "file-old-xls")
    if not content.startswith(_ZIP):
        raise UploadRefused("file-not-xlsx")
    if content.count(_CENTRAL) > MAX_ENTRIES:
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
        if entry.compress_type not in _STORED_OR_DEFLATED:
            raise UploadRefused("zip-bad-method", part=entry.filename[:80])
    if sum(entry.file_size for entry in entries) > MAX_INFLATED:
        raise UploadRefused("zip-bomb")


def _check_places(content: bytes, entries: list[zipfile.ZipInfo], end: int) -> dict[str, int]:
    """Where each part's data begins; parts must lie one after another, before the directory."""
    starts: dict[str, int] = {}
    free_from = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if not free_from <= entry.header_offset <= len(content) - _LOCAL.size:
            raise UploadRefused("zip-overlap", part=entry.filename[:80])
        mark, name_size, extra_size = _LOCAL.unpack_from(content, entry.header_offset)
        if mark != _ZIP:
            raise UploadRefused("zip-damaged", part=entry.filename[:80])
        starts[entry.filename] = entry.header_offset + _LOCAL.size + name_size + extra_size
        free_from = starts[entry.filename] + entry.compress_size
        if free_from > end:
            raise UploadRefused("zip-overlap", part=entry.filename[:80])
        _check_local_name(content, entry, name_size)
    return starts


def _check_local_name(content: bytes, entry: zipfile.ZipInfo, name_size: int) -> None:
    """The name beside the data must be the name in the directory."""
    at = entry.header_offset + _LOCAL.size
    encoding = "utf-8" if entry.flag_bits & 0x800 else "cp437"
    if content[at : at + name_size] != entry.orig_filename.encode(encoding, "replace"):
        raise UploadRefused("zip-bad-name", part=entry.filename[:80])


def _check_parts(content: bytes, entries: list[zipfile.ZipInfo], starts: dict[str, int]) -> None:
    """Inflate every part in small steps, counting what really comes out and following its XML."""
    bounds = PartBounds()
    left = MAX_INFLATED
    for entry in entries:
        at = starts[entry.filename]
        left -= _check_part(entry, content[at : at + entry.compress_size], left, bounds)
    bounds.finish()


def _check_part(entry: zipfile.ZipInfo, packed: bytes, left: int, bounds: PartBounds) -> int:
    """Follow one part to its end; returns the bytes that it holds."""
    reader = None
    size = crc = 0
    for chunk in _inflated(entry, packed):
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


def _inflated(entry: zipfile.ZipInfo, packed: bytes) -> Iterator[bytes]:
    """The content of a part, 64 KiB at a time, so that a bomb is stopped before it spreads."""
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (packed[i : i + CHUNK] for i in range(0, len(packed), CHUNK))
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pending = packed
    try:
        while pending and not inflater.eof:
            if chunk := inflater.decompress(pending, CHUNK):
                yield chunk
            pending = inflater.unconsumed_tail
        while not inflater.eof and (rest := inflater.decompress(b"", CHUNK)):
            yield rest
    except zlib.error as fault:
        raise UploadRefused("zip-damaged", part=entry.filename[:80]) from fault
    if not inflater.eof or inflater.unused_data:
        raise UploadRefused("zip-damaged", part=entry.filename[:80])
