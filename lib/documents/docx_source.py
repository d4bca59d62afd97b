"""Word documents into blocks, in reading order; merged cells are not repeated across, but are downwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from lib.documents.blocks import Block, Cell, Paragraph, Table
from lib.domain.errors import UploadRefused

Element = Any  # lxml elements carry no types
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def read_docx(content: bytes) -> tuple[Block, ...]:
    """Blocks of a `.docx` whose bounds have been checked.

    Raises: UploadRefused when the parts do not make a document.
    """
    try:
        document = Document(BytesIO(content))
        return tuple(_Walk(_number_formats(document)).blocks(document.element.body))
    except (OpcError, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as fault:
        raise UploadRefused("file-unreadable") from fault


def _number_formats(document: Any) -> dict[tuple[str, str], str]:
    """Number format («decimal», «upperRoman») of each (list, level) of the document's automatic lists."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    levels = {
        (abstract.get(qn("w:abstractNumId")), level.get(qn("w:ilvl"))): kind.get(qn("w:val"))
        for abstract in numbering.iter(qn("w:abstractNum"))
        for level in abstract.iter(qn("w:lvl"))
        for kind in level.iter(qn("w:numFmt"))
    }
    lists = {
        number.get(qn("w:numId")): abstract.get(qn("w:val"))
        for number in numbering.iter(qn("w:num"))
        for abstract in number.iter(qn("w:abstractNumId"))
    }
    return {
        (number, level): kind
        for number, abstract in lists.items()
        for (owner, level), kind in levels.items()
        if owner == abstract
    }


@dataclass(slots=True)
class _Walk:
    """One walk through a body; counts tables and paragraphs for their places, and automatic numbers."""

    formats: dict[tuple[str, str], str]
    tables: int = 0
    paragraphs: int = 0
    counters: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def blocks(self, container: Element) -> Iterator[Block]:
        """Paragraphs and tables in order; what stands in content controls belongs to the text."""
        for child in container.iterchildren():
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
                yield from self.blocks(child)

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        self.paragraphs += 1
        for line in _text(element).splitlines():
            yield Paragraph(line, None, f"đoạn {self.paragraphs}")

    def _table(self, table: Element) -> Iterator[Block]:
        if next(table.iterdescendants(qn("w:tbl")), None) is not None:
            yield from self._layout(table)
            return
        self.tables += 1
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(table.iter(qn("w:tr")), 1):
            rows.append(tuple(self._cells(row, number, rows[-1] if rows else ())))
        yield Table(f"Bảng {self.tables}", tuple(rows))

    def _layout(self, table: Element) -> Iterator[Block]:
        """A table that holds tables is only a frame: its cells are read one after another."""
        for row in table.iterchildren(qn("w:tr")):
            for cell in row.iterchildren(qn("w:tc")):
                yield from self.blocks(cell)

    def _cells(self, row: Element, number: int, above: tuple[Cell, ...]) -> Iterator[Cell]:
        column = _grid_before(row)
        yield from (Cell("", f"dòng {number}, cột {index + 1}") for index in range(column))
        for cell in row.iter(qn("w:tc")):
            ref = f"dòng {number}, cột {column + 1}"
            if _goes_on_down(cell) and column < len(above):
                yield Cell(above[column].text, ref, covered=True)
            else:
                yield Cell(self._cell_text(cell), ref)
            span = _span(cell)
            yield from (Cell("", f"dòng {number}, cột {column + 1 + more}") for more in range(1, span))
            column += span

    def _cell_text(self, cell: Element) -> str:
        text = "\n".join(_text(paragraph) for paragraph in cell.iter(qn("w:p"))).strip()
        return text or self._automatic_number(cell)

    def _automatic_number(self, cell: Element) -> str:
        """The number that Word shows in a cell without text whose paragraph is a list item."""
        properties = next(cell.iter(qn("w:numPr")), None)
        if properties is None:
            return ""
        key = tuple(
            next((found.get(qn("w:val")) for found in properties.iter(qn(tag))), "0") for tag in ("w:numId", "w:ilvl")
        )
        self.counters[key[0], key[1]] += 1
        number = self.counters[key[0], key[1]]
        return _roman(number) if self.formats.get((key[0], key[1])) == "upperRoman" else str(number)


def _text(paragraph: Element) -> str:
    """The words that stand in the text now: insertions yes, deletions and text boxes no."""
    pieces = []
    for node in paragraph.iter():
        if node.tag == qn("w:t") and node.text and not _in_text_box(node, paragraph):
            pieces.append(node.text)
        elif node.tag in (qn("w:br"), qn("w:cr")):
            pieces.append("\n")
        elif node.tag == qn("w:tab") and node.getparent().tag == qn("w:r"):
            pieces.append(" ")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
    return "".join(pieces)


def _in_text_box(node: Element, paragraph: Element) -> bool:
    for parent in node.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag == qn("w:txbxContent"):
            return True
    return False


def _grid_before(row: Element) -> int:
    found = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return min(int(found.get(qn("w:val"), "0")), 63) if found is not None else 0


def _span(cell: Element) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return max(1, min(int(found.get(qn("w:val"), "1")), 63)) if found is not None else 1


def _goes_on_down(cell: Element) -> bool:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return found is not None and found.get(qn("w:val")) != "restart"


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
