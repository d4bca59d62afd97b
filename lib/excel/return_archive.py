"""A zip of returns opened within bounds: its workbooks in memory, everything else named and left alone.

Member names are texts to show, never paths. What is bounded is bounded before it is parsed.
"""

from __future__ import annotations

import contextlib
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass

from lib.domain.errors import UploadRefused
from lib.domain.naming import tidy
from lib.excel import bounds, zip_bounds

MAX_BYTES = 64 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_INFLATED = 96 * 1024 * 1024
_LONGEST_NAME = 255
_RETURNS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")  # the last four get their own refusal by the reader
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")
_OF_THE_SYSTEM = ("~$", "._", ".")
_SYSTEM_FILES = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as somebody named it, with its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not taken for a return, and why.

    `of-system`, `archive-inside`, `archive-unknown`, `not-excel`, or a refusal.
    """

    name: str
    code: str

    @property
    def may_be_a_return(self) -> bool:
        """Whether a return may have been left out with it."""
        return self.code not in ("of-system", "not-excel")


def is_archive(name: str, content: bytes) -> bool:
    """Whether a file is a zip of files, not a workbook that is called one."""
    if not (name.casefold().endswith(".zip") and content.startswith((zip_bounds.MEMBER, b"PK\x05\x06"))):
        return False
    try:
        entries, _ = zip_bounds.directory(content)
    except UploadRefused:
        return True
    return "xl/workbook.xml" not in {entry.filename.casefold() for entry in entries}


def left_out(name: str) -> str | None:
    """Why a file that lies beside others is not taken for a return, by its name; `None` where it may be one.

    A name without an ending says nothing: such a file is looked into.
    """
    shown = tidy(name.replace("\\", "/"))
    code = _by_name(shown)
    if code == "archive-inside":
        return None if shown.casefold().endswith(".zip") else "archive-unknown"
    return code if "." in shown.rpartition("/")[2] else None


def returns_in(name: str, content: bytes) -> tuple[tuple[Upload, ...], tuple[Skipped, ...]]:
    """The workbooks of a zip in its order, and what was left out.

    Raises: UploadRefused when the zip as a whole is damaged, too large, or built to mislead.
    """
    if len(content) > MAX_BYTES:
        raise UploadRefused("file-too-large", limit=f"{MAX_BYTES // 1024 // 1024} MB")
    entries, end = zip_bounds.directory(content)
    if len(entries) > MAX_ENTRIES:
        raise UploadRefused("zip-too-many-entries", limit=str(MAX_ENTRIES))
    starts = zip_bounds.places(content, entries, end)
    found: list[Upload] = []
    skipped: list[Skipped] = []
    left = MAX_INFLATED
    for entry in (entry for entry in entries if not entry.is_dir()):
        shown, at = _shown(entry), starts[entry.header_offset]
        code = _left_out(shown, entry)
        if code is None:
            left -= entry.file_size
            if left < 0:
                raise UploadRefused("zip-bomb", part=shown[:80])
            try:
                found.append(Upload(shown, _member(entry, content[at : at + entry.compress_size])))
            except UploadRefused as fault:
                code = fault.code
        if code is not None:
            skipped.append(Skipped(f"{name} › {shown}"[:_LONGEST_NAME], code))
    return tuple(found), tuple(skipped)


def _shown(entry: zipfile.ZipInfo) -> str:
    """A member's name to read: macOS writes UTF-8 without saying so, Windows writes backslashes."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    plain = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cs")).replace("\\", "/")
    return tidy(plain)[-_LONGEST_NAME:] or "?"


def _left_out(name: str, entry: zipfile.ZipInfo) -> str | None:
    """Why a member is not taken for a return, or `None`."""
    if code := _by_name(name):
        return code
    if entry.flag_bits & 0x1:
        return "file-password"
    if entry.compress_type not in zip_bounds.STORED_OR_DEFLATED:
        return "zip-bad-method"
    return "file-too-large" if entry.file_size > bounds.MAX_BYTES else None


def _by_name(name: str) -> str | None:
    folders, base = name.casefold().split("/")[:-1], name.casefold().rpartition("/")[2]
    if "__macosx" in folders or base.startswith(_OF_THE_SYSTEM) or base in _SYSTEM_FILES:
        return "of-system"
    if base.endswith(_ARCHIVES):
        return "archive-inside"
    return None if base.endswith(_RETURNS) else "not-excel"


def _member(entry: zipfile.ZipInfo, packed: bytes) -> bytes:
    """The bytes of one member; it is left as soon as more comes out than it says to hold.

    Raises: UploadRefused (`zip-damaged`).
    """
    chunks: list[bytes] = []
    size = crc = 0
    for chunk in zip_bounds.inflated(entry, packed):
        size += len(chunk)
        if size > entry.file_size:
            break
        crc = zlib.crc32(chunk, crc)
        chunks.append(chunk)
    if size != entry.file_size or crc != entry.CRC:
        raise UploadRefused("zip-damaged", part=entry.filename[:80])
    return b"".join(chunks)
