"""Bounds on a `.docx` or `.xlsx` before a parser sees it: sizes are counted while inflating, headers lie.

Every part is bounded, not only the sheets, and before it is parsed.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from lib.domain.errors import UploadRefused

MAX_BYTES = 10 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_INFLATED = 96 * 1024 * 1024
_CHUNK = 65_536
_MAX_DEPTH = 200
_MAX_CELLS = 200_000
_MAX_AREA = 600_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BAD_NAME = re.compile(r"^/|\.\.|\\|:|\x00")
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


def file_format(content: bytes) -> str:
    """`docx`, `xlsx` or `text`, by the bytes, not by the name.

    Raises: UploadRefused for an old, encrypted, macro, empty or oversized file, or another format.
    """
    if len(content) > MAX_BYTES:
        raise UploadRefused("file-too-large", limit=f"{MAX_BYTES // 1024 // 1024} MB")
    if content.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise UploadRefused("file-password" if encrypted else "file-old-office")
    if not content.strip():
        raise UploadRefused("file-empty")
    if content[:5] in (b"%PDF-", rb"{\rtf"):
        raise UploadRefused("file-not-document")
    return _archive_format(content) if content.startswith(b"PK") else "text"


def _archive_format(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _checked_format(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as fault:
        raise UploadRefused("zip-damaged") from fault
    except (expat.ExpatError, LookupError, RuntimeError) as fault:
        raise UploadRefused("file-unreadable") from fault


def _checked_format(archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    names = {entry.filename.casefold() for entry in entries}
    if len(entries) > MAX_ENTRIES:
        raise UploadRefused("zip-too-many-entries", limit=str(MAX_ENTRIES))
    if len(names) != len(entries) or any(_BAD_NAME.search(name) for name in names):
        raise UploadRefused("zip-bad-name")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UploadRefused("file-password")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise UploadRefused("file-macro")
    kind = next((k for k, part in _MAIN_PARTS.items() if part in names), None)
    if kind is None:
        raise UploadRefused("file-not-document")
    budget = MAX_INFLATED
    for entry in entries:
        budget -= _inflate(archive, entry, budget)
    return kind


_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: int) -> int:
    """Bytes of one part, counted while they are inflated; XML parts are looked through on the way."""
    watch = _XmlWatch() if entry.filename.casefold().endswith((".xml", ".rels")) else None
    parser = watch.parser() if watch else None
    size = 0
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > budget:
                raise UploadRefused("zip-bomb", part=entry.filename[:80])
            if parser:
                parser.Parse(chunk, False)
    if parser:
        parser.Parse(b"", True)
    return size


@dataclass(slots=True)
class _XmlWatch:
    """Counts what makes a parser slow or hungry: depth, cells, the areas that references span."""

    depth: int = 0
    cells: int = 0
    area: int = 0

    def parser(self) -> expat.XMLParserType:
        """A parser that calls back here and refuses any document type."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        return parser

    def _refuse_doctype(self, *_: object) -> None:
        raise UploadRefused("xml-doctype")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        local = name.rpartition(":")[2]
        if local in ("c", "tc"):
            self.cells += 1
        if local in ("mergeCell", "hyperlink"):
            self.area += _area(attributes.get("ref", ""))
        if local == "c" and "r" in attributes:
            self._check_place(attributes["r"])
        if self.depth > _MAX_DEPTH:
            raise UploadRefused("xml-too-deep")
        if self.area > _MAX_AREA:
            raise UploadRefused("merge-too-large", limit=str(_MAX_AREA))
        if self.cells > _MAX_CELLS:
            raise UploadRefused("sheet-too-large", limit=str(_MAX_CELLS))

    def _check_place(self, ref: str) -> None:
        found = _RANGE.fullmatch(ref)
        if found is None or int(found[2]) > 20_000 or _column(found[1]) > 256:
            raise UploadRefused("sheet-too-large", cell=ref[:20], limit="20000")

    def _end(self, _: str) -> None:
        self.depth -= 1


def _area(ref: str) -> int:
    found = _RANGE.fullmatch(ref)
    if found is None or not found[3]:
        return 1
    columns = abs(_column(found[3]) - _column(found[1])) + 1
    return columns * (abs(int(found[4]) - int(found[2])) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
