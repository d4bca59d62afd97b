"""Bounds on the XML inside a workbook, followed as a stream: depth, width, cells, merges, sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from lib.domain.errors import UploadRefused
from lib.excel.cell_shape import CellShape

MAX_DEPTH = 40
MAX_ATTRIBUTES = 64
MAX_TEXT = 128 * 1024
MAX_TOKEN = 256 * 1024  # bytes without any event: one endless tag or comment
MAX_ELEMENTS = 800_000
MAX_ROWS, MAX_COLUMNS = 20_000, 256
MAX_ROW_ELEMENTS = 70_000
MAX_CELLS = 100_000
MAX_AREA = 600_000
MAX_MERGED = 200_000
MAX_SHEETS = 60
MAX_STYLES = 70_000

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_BINARY = (".bin", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".vml")


def is_xml_part(name: str, head: bytes) -> bool:
    """Whether a part is read as XML: by its name, or because it begins like one. Drawings in VML are not read."""
    if name.casefold().endswith(".vml"):
        return False
    return not name.casefold().endswith(_BINARY) or head.lstrip()[:1] == b"<"


def cell_place(address: str) -> tuple[int, int] | None:
    """Row and column of `B7`, or `None` for an address that no sheet has."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if row <= _LAST_ROW and column <= _LAST_COLUMN else None


@dataclass(slots=True)
class PartBounds:
    """What the parts of one workbook hold together."""

    elements: int = 0
    rows: int = 0
    cells: int = 0
    merged: int = 0
    styles: int = 0
    sheets: int = 0
    sheet_parts: int = 0

    def open(self, name: str, head: bytes) -> PartReader:
        """Begin following a part.

        Raises: UploadRefused unless its first bytes can be UTF-8.
        """
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
            raise UploadRefused("xml-encoding", part=name[:80])
        return PartReader(name, self)

    def finish(self) -> None:
        """Check the sums.

        Raises: UploadRefused when there are too many sheets.
        """
        if max(self.sheets, self.sheet_parts) > MAX_SHEETS:
            raise UploadRefused("sheet-too-many", limit=str(MAX_SHEETS))


@dataclass(slots=True)
class _Grid:
    """What is known of the sheet that is being followed."""

    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    at: tuple[int, int] = (0, 0)
    places: set[tuple[int, int]] = field(default_factory=set)


class PartReader:
    """Follows one part with expat and stops at the first thing beyond bounds."""

    def __init__(self, name: str, totals: PartBounds) -> None:
        self.name = name
        self.totals = totals
        self.depth = 0
        self.text = 0
        self.quiet = 0
        self.grid: _Grid | None = None
        self.shape: CellShape | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text, self.parser.buffer_size = True, 1024  # one call per text, not per character reference
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.CommentHandler = self.parser.ProcessingInstructionHandler = self._remark
        self.parser.StartCdataSectionHandler = self._remark

    def feed(self, chunk: bytes) -> None:
        """Follow the next bytes.

        Raises: UploadRefused at the first thing beyond bounds.
        """
        before = (self.totals.elements, self.depth, self.text)
        self._parse(chunk, is_last=False)
        moved = before != (self.totals.elements, self.depth, self.text)
        self.quiet = 0 if moved else self.quiet + len(chunk)
        if self.quiet > MAX_TOKEN:
            raise self._refusal("xml-too-wide")

    def close(self) -> None:
        """Follow to the end.

        Raises: UploadRefused when the part is not well-formed.
        """
        self._parse(b"", is_last=True)

    def _parse(self, chunk: bytes, *, is_last: bool) -> None:
        try:
            self.parser.Parse(chunk, is_last)
        except (expat.ExpatError, ValueError) as fault:
            raise self._refusal("xml-damaged") from fault

    def _refusal(self, code: str, cell: str | None = None, **facts: str) -> UploadRefused:
        return UploadRefused(code, None, cell, part=self.name[:80], **facts)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in ("utf-8", "utf8", "us-ascii"):
            raise self._refusal("xml-encoding")

    def _doctype(self, *_: object) -> None:
        raise self._refusal("xml-doctype")

    def _remark(self, *_: object) -> None:
        """A remark, a command or CDATA: among the letters of a cell it hides some of them from some readers."""
        if self.shape is not None:
            raise self._refusal("sheet-cell-mixed", self.shape.cell)

    def _characters(self, data: str) -> None:
        self.text += len(data)
        if self.text > MAX_TEXT:
            raise self._refusal("xml-too-wide")
        shape = self.shape
        if shape is not None and not shape.takes_text(data):
            raise self._refusal("sheet-cell-mixed", shape.cell)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.text = 0
        self.depth += 1
        self.totals.elements += 1
        if self.depth > MAX_DEPTH:
            raise self._refusal("xml-too-deep")
        if self.totals.elements > MAX_ELEMENTS or len(attributes) > MAX_ATTRIBUTES:
            raise self._refusal("xml-too-wide")
        name = tag.rpartition(":")[2]
        if self.depth == 1 and name == "worksheet":
            self.grid = _Grid()
            self.totals.sheet_parts += 1
        if self.shape is not None and not self.shape.knows(name, self.depth):
            raise self._refusal("sheet-cell-mixed", self.shape.cell)
        follow = _FOLLOWED.get(name)
        if follow is not None:
            follow(self, attributes)

    def _end(self, _tag: str) -> None:
        self.text = 0
        if self.shape is not None and self.depth == self.shape.depth:
            self.shape = None
        self.depth -= 1

    def _sheet(self, _attributes: dict[str, str]) -> None:
        self.totals.sheets += 1

    def _style(self, _attributes: dict[str, str]) -> None:
        self.totals.styles += 1
        if self.totals.styles > MAX_STYLES:
            raise self._refusal("styles-too-many")

    def _row(self, attributes: dict[str, str]) -> None:
        if self.grid is None:
            return
        self.totals.rows += 1
        if self.totals.rows > MAX_ROW_ELEMENTS:
            raise self._refusal("sheet-too-large", limit=str(MAX_ROWS))
        written = attributes.get("r", str(self.grid.row + 1))
        if not (written.isascii() and written.isdigit() and 1 <= int(written[:9]) <= _LAST_ROW):
            raise self._refusal("sheet-bad-cell", None, row=written[:20])
        self.grid.row, self.grid.column = int(written), 0

    def _cell(self, attributes: dict[str, str]) -> None:
        grid = self.grid
        if grid is None:
            return
        address = attributes.get("r")
        place = (grid.row, grid.column + 1) if address is None else cell_place(address)
        if place is None or place[0] != grid.row or place[1] > _LAST_COLUMN:
            raise self._refusal("sheet-bad-cell", str(address)[:20])
        if place in grid.places:
            raise self._refusal("sheet-cell-twice", address)
        grid.places.add(place)
        grid.at, grid.column = place, place[1]
        self.shape = CellShape(self.depth, address, attributes.get("t", "n"))
        if not self.shape.is_known:
            raise self._refusal("sheet-cell-mixed", address)
        self.totals.cells += 1
        if self.totals.cells > MAX_CELLS:
            raise self._refusal("sheet-too-large", address, limit=str(MAX_CELLS))

    def _shared_text(self, _attributes: dict[str, str]) -> None:
        self.shape = CellShape(self.depth)

    def _hold(self, tag: str) -> None:
        if self.shape is not None and not self.shape.takes(tag, self.depth):
            raise self._refusal("sheet-cell-mixed", self.shape.cell)

    def _text(self, _attributes: dict[str, str]) -> None:
        self._hold("t")

    def _value(self, attributes: dict[str, str]) -> None:
        self._hold("v")
        self._content(attributes)

    def _formula(self, attributes: dict[str, str]) -> None:
        self._hold("f")
        self._content(attributes)

    def _inline(self, attributes: dict[str, str]) -> None:
        self._hold("is")
        self._content(attributes)

    def _content(self, _attributes: dict[str, str]) -> None:
        """A cell with content: formatted but empty cells do not count towards the area."""
        grid = self.grid
        if grid is None or grid.at == (0, 0):
            return
        grid.last_row, grid.last_column = (
            max(grid.last_row, grid.at[0]),
            max(grid.last_column, grid.at[1]),
        )
        too_far = grid.last_row > MAX_ROWS or grid.last_column > MAX_COLUMNS
        if too_far or grid.last_row * grid.last_column > MAX_AREA:
            raise self._refusal("sheet-too-large", limit=f"{MAX_ROWS} × {MAX_COLUMNS}")

    def _range(self, attributes: dict[str, str]) -> None:
        """A range that readers spread over its cells: merged cells and links."""
        if self.grid is None:
            return
        first, _, last = attributes.get("ref", "").partition(":")
        start, end = cell_place(first.replace("$", "")), cell_place((last or first).replace("$", ""))
        if start is None or end is None:
            raise self._refusal("sheet-bad-cell", attributes.get("ref", "")[:20])
        self.totals.merged += (abs(end[0] - start[0]) + 1) * (abs(end[1] - start[1]) + 1)
        if self.totals.merged > MAX_MERGED:
            raise self._refusal("merge-too-large", attributes["ref"][:30])


_FOLLOWED = {
    "sheet": PartReader._sheet,
    "xf": PartReader._style,
    "row": PartReader._row,
    "c": PartReader._cell,
    "si": PartReader._shared_text,
    "v": PartReader._value,
    "f": PartReader._formula,
    "is": PartReader._inline,
    "t": PartReader._text,
    "mergeCell": PartReader._range,
    "hyperlink": PartReader._range,
}
