"""The first sheet of an annotated copy: every fault of the file, with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from lib.domain.issue import Issue, Severity
from lib.excel.book_package import LINKS, MAIN, R_ID, BookPackage, Relation, main
from lib.excel.cell_marks import COLOURS, index_of, piece
from lib.excel.part_bounds import cell_place
from lib.excel.remark import cell_text
from lib.wording import annotated, messages
from lib.wording.labels import SEVERITIES

MOST = 1_000
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WIDTHS = (6, 16, 24, 18, 56, 50)
_FIRST = 5
_ORDER = list(Severity)  # the worst first
_FONT = '<name val="Times New Roman"/><family val="1"/>'


def sheet_parts(package: BookPackage) -> dict[str, str]:
    """The part of every sheet, by its name."""
    parts = {relation.rid: relation.target for relation in package.relations(package.book_part)}
    return {
        sheet.get("name", ""): parts[sheet.get(R_ID)]
        for sheet in package.look(package.book_part).iter(main("sheet"))
        if sheet.get(R_ID) in parts
    }


def _reachable(package: BookPackage) -> frozenset[str]:
    """The names of the sheets that a link can lead to."""
    sheets = package.look(package.book_part).iter(main("sheet"))
    return frozenset(sheet.get("name", "") for sheet in sheets if sheet.get("state", "visible") == "visible")


def remove_list(package: BookPackage) -> None:
    """Take away the list of an earlier copy, known by its name and title."""
    book = package.book_part
    links = {relation.rid: relation for relation in package.relations(book)}
    for sheet in list(package.look(book).iter(main("sheet"))):
        link = links.get(sheet.get(R_ID))
        if link and sheet.get("name", "").startswith(annotated.SHEET_NAME) and _title(package, link) == annotated.TITLE:
            sheets = package.edit(book).find(main("sheets"))
            _move_names(package, removed=sheets.index(sheet))
            sheets.remove(sheet)
            package.drop(book, link)


def add_list(package: BookPackage, styles: str, issues: Sequence[Issue]) -> None:
    """Put the list of all issues before the other sheets, and open the workbook on it."""
    book = package.book_part
    for part in set(sheet_parts(package).values()):
        _unselect(package, part)
    body = _sheet(package, styles, issues, _reachable(package))
    part = package.add("xl/worksheets/faults{}.xml", body.encode(), _TYPE)
    sheets = package.edit(book).find(main("sheets"))
    taken = {sheet.get("name", "").casefold() for sheet in sheets}
    number = 1 + max((int(sheet.get("sheetId", "0")[:9]) for sheet in sheets), default=0)
    facts = {"name": _free(taken), "sheetId": str(number), R_ID: package.relate(book, "worksheet", part)}
    sheets.insert(0, etree.Element(main("sheet"), facts, {"r": LINKS}))
    _move_names(package, removed=None)
    for view in package.edit(book).iter(main("workbookView")):
        view.attrib.pop("firstSheet", None)
        view.set("activeTab", "0")


def _free(taken: set[str]) -> str:
    names = (annotated.SHEET_NAME, *(f"{annotated.SHEET_NAME} ({n})" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in taken)


def _move_names(package: BookPackage, removed: int | None) -> None:
    """Names that belong to one sheet say which by its place: move them along."""
    for name in list(package.edit(package.book_part).iter(main("definedName"))):
        place = name.get("localSheetId", "")
        if not place.isdigit():
            continue
        if removed is None:
            name.set("localSheetId", str(int(place) + 1))
        elif int(place) == removed:
            name.getparent().remove(name)
        elif int(place) > removed:
            name.set("localSheetId", str(int(place) - 1))


def _unselect(package: BookPackage, part: str) -> None:
    """A sheet that stayed selected would be typed into together with the list."""
    if any(view.get("tabSelected") for view in package.look(part).iter(main("sheetView"))):
        for view in package.edit(part).iter(main("sheetView")):
            view.attrib.pop("tabSelected", None)


def _title(package: BookPackage, link: Relation) -> str:
    """What stands in A1 of a sheet, as text."""
    cell = next((c for c in package.look(link.target).iter(main("c")) if c.get("r") == "A1"), None)
    if cell is None:
        return ""
    if cell.get("t") != "s":
        return "".join(text.text or "" for text in cell.iter(main("t")))
    strings = package.related(package.book_part, "sharedStrings")
    number = cell.findtext(main("v"), "")
    if strings is None or not number.isdigit():
        return ""
    kept = package.look(strings.target).findall(main("si"))
    return "".join(t.text or "" for t in kept[int(number)].iter(main("t"))) if int(number) < len(kept) else ""


def _sheet(package: BookPackage, styles: str, issues: Sequence[Issue], reachable: frozenset[str]) -> str:
    """The sheet as XML: texts only, so that nothing in it is ever calculated."""
    looks = _Looks(package, styles)
    shown = sorted(issues, key=lambda issue: _ORDER.index(issue.severity))[:MOST]
    rows = [
        _row(1, [(annotated.TITLE, looks.title)], 24),
        _row(2, [(annotated.summary([i.severity for i in issues], len(issues) - len(shown)), looks.lead)], 34),
        _row(_FIRST - 1, [(header, looks.header) for header in annotated.HEADERS], 22),
    ]
    links = []
    for number, issue in enumerate(shown, start=1):
        at = _FIRST - 1 + number
        target = _target(issue, reachable)
        texts = _texts(number, issue, looks, bool(target))
        rows.append(_row(at, texts, _height([text for text, _ in texts])))
        if target:
            links.append(f'<hyperlink ref="C{at}" location={quoteattr(target)} display={quoteattr(target)}/>')
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, start=1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        f'<sheetPr><tabColor rgb="{COLOURS[Severity.BLOCKING][1]}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_FIRST - 1}" topLeftCell="A{_FIRST}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="C{_FIRST}" sqref="C{_FIRST}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        '<mergeCells count="2"><mergeCell ref="A1:F1"/><mergeCell ref="A2:F2"/></mergeCells>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.3" right="0.3" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _target(issue: Issue, reachable: frozenset[str]) -> str | None:
    """Where a link to an issue's cell leads, if there is such a place."""
    if not issue.sheet or issue.sheet not in reachable:
        return None
    cell = issue.cell if issue.cell and cell_place(issue.cell) else "A1"
    return "'{}'!{}".format(issue.sheet.replace("'", "''"), cell)


def _texts(number: int, issue: Issue, looks: _Looks, linked: bool) -> list[tuple[str, int]]:
    said = messages.message(issue)
    return [
        (str(number), looks.plain),
        (SEVERITIES[issue.severity], looks.severity[issue.severity]),
        (annotated.place(issue), looks.link if linked else looks.plain),
        (issue.subject or "", looks.plain),
        (said.sentence, looks.plain),
        (said.mend, looks.plain),
    ]


def _height(texts: Sequence[str]) -> int:
    """Points that the wrapped texts of a row need: LibreOffice does not find out by itself."""
    needed = max(-(-len(text) // int(width * 0.95)) for text, width in zip(texts, _WIDTHS, strict=True))
    return 15 * max(needed, 1) + 5


def _row(number: int, texts: Sequence[tuple[str, int]], height: int) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(cell_text(text))}'
        "</t></is></c>"
        for letter, (text, style) in zip("ABCDEF", texts, strict=False)
    )
    return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'


class _Looks:
    """The cell styles of the list, found or added in the workbook's style sheet."""

    def __init__(self, package: BookPackage, styles: str) -> None:
        self._package, self._styles = package, styles
        line = '<{0} style="thin"><color rgb="FFADB5BD"/></{0}>'
        box = (
            "<border>"
            + "".join(line.format(side) for side in ("left", "right", "top", "bottom"))
            + "<diagonal/></border>"
        )
        bare = "<border><left/><right/><top/><bottom/><diagonal/></border>"
        self.title = self._style(f'<font><b/><sz val="14"/>{_FONT}</font>', None, bare)
        self.lead = self._style(f'<font><sz val="11"/><color rgb="FF495057"/>{_FONT}</font>', None, bare)
        self.header = self._style(f'<font><b/><sz val="11"/><color rgb="FFFFFFFF"/>{_FONT}</font>', "FF1F4E79", box)
        self.plain = self._style(f'<font><sz val="11"/>{_FONT}</font>', None, box)
        self.link = self._style(f'<font><u/><sz val="11"/><color rgb="FF0B4A8F"/>{_FONT}</font>', None, box)
        self.severity = {
            severity: self._style(f'<font><b/><sz val="11"/><color rgb="{edge}"/>{_FONT}</font>', ground, box)
            for severity, (ground, edge) in _READABLE.items()
        }

    def _style(self, font: str, ground: str | None, border: str) -> int:
        colours = f'<fgColor rgb="{ground}"/><bgColor indexed="64"/>' if ground else ""
        fill = f'<fill><patternFill patternType="{"solid" if ground else "none"}">{colours}</patternFill></fill>'
        font_id, fill_id, border_id = (
            self._index(group, xml) for group, xml in (("fonts", font), ("fills", fill), ("borders", border))
        )
        return self._index(
            "cellXfs",
            f'<xf numFmtId="49" fontId="{font_id}" fillId="{fill_id}" borderId="{border_id}" xfId="0" '
            'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            '<alignment vertical="top" wrapText="1"/></xf>',
        )

    def _index(self, group: str, xml: str) -> int:
        found = self._package.look(self._styles).find(main(group))
        if found is None:
            raise ValueError(f"no {group}")
        return index_of(self._package, self._styles, found, piece(xml))


_READABLE: dict[Severity, tuple[str, str]] = {
    severity: (ground, "FF7A4A00" if severity is Severity.WARNING else edge)
    for severity, (ground, edge) in COLOURS.items()
}
