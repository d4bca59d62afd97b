"""Following a zip without trusting it: where its members lie, and what really comes out of them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lib.domain.errors import UploadRefused

CHUNK = 65_536
MEMBER = b"PK\x03\x04"
DIRECTORY_ENTRY = b"PK\x01\x02"
STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MOST = 100_000  # what may safely be listed at all; stored workbooks bring directories of their own along
_LOCAL = struct.Struct("<4s22xHH")


def directory(content: bytes) -> tuple[list[zipfile.ZipInfo], int]:
    """The entries of a zip as its directory gives them, and where that directory begins.

    Raises: UploadRefused (`zip-damaged`, `zip-too-many-entries`).
    """
    if content.count(DIRECTORY_ENTRY) > _MOST:
        raise UploadRefused("zip-too-many-entries", limit=str(_MOST))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as fault:
        raise UploadRefused("zip-damaged") from fault


def places(content: bytes, entries: list[zipfile.ZipInfo], end: int) -> dict[int, int]:
    """Where each member's data begins, by the offset of its header; members lie one after another.

    Raises: UploadRefused (`zip-overlap`, `zip-damaged`).
    """
    starts: dict[int, int] = {}
    free_from = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if not free_from <= entry.header_offset <= len(content) - _LOCAL.size:
            raise UploadRefused("zip-overlap", part=entry.filename[:80])
        mark, name_size, extra_size = _LOCAL.unpack_from(content, entry.header_offset)
        if mark != MEMBER:
            raise UploadRefused("zip-damaged", part=entry.filename[:80])
        start = entry.header_offset + _LOCAL.size + name_size + extra_size
        starts[entry.header_offset] = start
        free_from = start + entry.compress_size
        if free_from > end:
            raise UploadRefused("zip-overlap", part=entry.filename[:80])
    return starts


def check_local_names(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """The name beside a member's data must be its name in the directory, or readers would differ.

    Raises: UploadRefused (`zip-bad-name`).
    """
    for entry in entries:
        at = entry.header_offset + _LOCAL.size
        _, name_size, _ = _LOCAL.unpack_from(content, entry.header_offset)
        encoding = "utf-8" if entry.flag_bits & 0x800 else "cp437"
        if content[at : at + name_size] != entry.orig_filename.encode(encoding, "replace"):
            raise UploadRefused("zip-bad-name", part=entry.filename[:80])


def inflated(entry: zipfile.ZipInfo, packed: bytes) -> Iterator[bytes]:
    """The content of a member, 64 KiB at a time, so that a bomb is stopped before it spreads.

    Raises: UploadRefused (`zip-damaged`).
    """
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
