"""Notes at faulty cells: a sheet's comments with the boxes that Excel draws them in.

A note of an earlier copy is known again by its first line and taken away; what the agency had noted itself stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from lib.excel.book_package import LINKS, R_ID, BookPackage, Relation, main
from lib.excel.cell_marks import insert, piece
from lib.excel.part_bounds import cell_place
from lib.excel.remark import Remark, cell_text
from lib.wording import annotated

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BEFORE_DRAWING = (  # what stands before the old drawing in a sheet (ECMA-376, CT_Worksheet)
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing"),
)
_THREADED = "tc="  # the author of a comment whose text Excel keeps elsewhere
_SHAPE = re.compile(r"<v:shape\b(?!type)[^>]*(?:/>|>.*?</v:shape>)", re.DOTALL)
_ROW, _COLUMN = (re.compile(rf"<x:{name}>\s*(\d{{1,7}})\s*</x:{name}>") for name in ("Row", "Column"))
_SHAPE_NUMBER = re.compile(r'id="_x0000_s(\d{1,9})"')
_EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype></xml>"
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:250pt;height:{height}pt;z-index:{number};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def unnote(package: BookPackage, sheet: str) -> None:
    """Take away the notes that an earlier copy left on a sheet."""
    part = package.related(sheet, "comments")
    if part is None:
        return
    tree = package.edit(part.target)
    for comment in tree.findall(f"{main('commentList')}/{main('comment')}"):
        text = _text(comment)
        if text.startswith(annotated.NOTE_HEADS):
            theirs = text.partition(f"\n{annotated.THEIRS}\n")[2]
            if theirs:
                _write(comment, "", theirs)
            else:
                comment.getparent().remove(comment)
    _draw_boxes(package, sheet, part.target, frozenset())
    if not tree.findall(f"{main('commentList')}/{main('comment')}"):
        _drop(package, sheet, part)


def note(package: BookPackage, sheet: str, remarks: Sequence[Remark]) -> None:
    """Write a note at every cell of the remarks, before what is already noted there."""
    if not remarks:
        return
    part = package.related(sheet, "comments")
    target = part.target if part else _new_comments(package, sheet)
    tree = package.edit(target)
    notes = tree.find(main("commentList"))
    if notes is None:
        notes = etree.SubElement(tree, main("commentList"))
    known = {comment.get("ref"): comment for comment in notes}
    threaded = _threaded_authors(tree)
    ours = str(_author(tree))
    written = set()
    for remark in remarks:
        comment = known.get(remark.ref)
        if comment is None:
            comment = etree.SubElement(notes, main("comment"), {"ref": remark.ref, "authorId": ours, "shapeId": "0"})
        elif comment.get("authorId") in threaded:
            continue
        theirs = _text(comment)
        _write(comment, remark.head, remark.body + (f"\n{annotated.THEIRS}\n{theirs}" if theirs else ""))
        written.add(remark.place)
    _draw_boxes(package, sheet, target, frozenset(written))


def _new_comments(package: BookPackage, sheet: str) -> str:
    body = f'<comments xmlns="{main("")[1:-1]}"><authors/><commentList/></comments>'.encode()
    target = package.add("xl/comments{}.xml", body, _COMMENTS)
    package.relate(sheet, "comments", target)
    return target


def _author(tree: etree._Element) -> int:
    authors = tree.find(main("authors"))
    if authors is None:
        authors = etree.Element(main("authors"))
        tree.insert(0, authors)
    names = [author.text for author in authors]
    if annotated.BRAND not in names:
        etree.SubElement(authors, main("author")).text = annotated.BRAND
    return names.index(annotated.BRAND) if annotated.BRAND in names else len(names)


def _threaded_authors(tree: etree._Element) -> set[str]:
    names = [author.text or "" for author in tree.iterfind(f"{main('authors')}/{main('author')}")]
    return {str(i) for i, name in enumerate(names) if name.startswith(_THREADED)}


def _text(comment: etree._Element) -> str:
    return "".join(part.text or "" for part in comment.iter(main("t")))


def _write(comment: etree._Element, head: str, body: str) -> None:
    """Give a comment a bold first line and its text."""
    for old in comment.findall(main("text")):
        comment.remove(old)
    text = piece("<text/>")
    for run, is_head in ((f"{head}\n" if head else "", True), (body, False)):
        if run:
            style = "<b/>" if is_head else ""
            shown = piece(f'<r><rPr>{style}<sz val="10"/><color indexed="81"/><rFont val="Tahoma"/></rPr><t/></r>')
            shown[-1].text = cell_text(run)
            shown[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text.append(shown)
    comment.insert(0, text)


def _draw_boxes(package: BookPackage, sheet: str, comments: str, anew: frozenset[tuple[int, int]]) -> None:
    """Make the old drawing hold one box per comment: those of `anew` are drawn again, others kept as they were."""
    drawing = _drawing(package, sheet)
    body = package.parts[drawing].decode("utf-8", "surrogateescape")
    lengths = {place: len(_text(c)) for c in package.look(comments).iter(main("comment")) if (place := _place(c))}
    boxed: set[tuple[int, int]] = set()

    def kept(shape: re.Match[str]) -> str:
        place = _box_place(shape[0])
        if place is None:
            return shape[0]
        if place in anew or place not in lengths or place in boxed:
            return ""
        boxed.add(place)
        return shape[0]

    body = _SHAPE.sub(kept, body)
    number = 1 + max((int(n) for n in _SHAPE_NUMBER.findall(body)), default=1024)
    missing = sorted(lengths.keys() - boxed)
    boxes = "".join(_box(place, lengths[place], number + i) for i, place in enumerate(missing))
    head, end, tail = body.rpartition("</xml>")
    package.parts[drawing] = f"{head}{boxes}{end}{tail}".encode("utf-8", "surrogateescape")


def _drawing(package: BookPackage, sheet: str) -> str:
    """The old drawing of a sheet, an empty one if it has none or one that cannot be followed."""
    tree = package.look(sheet)
    old = tree.find(main("legacyDrawing"))
    found = next((r for r in package.relations(sheet) if old is not None and r.rid == old.get(R_ID)), None)
    if found and b"</xml>" in package.parts.get(found.target, b"") and b"<v:" in package.parts[found.target]:
        return found.target
    if old is not None:
        package.edit(sheet).remove(old)
    if found:
        package.drop(sheet, found)
    target = package.add("xl/drawings/vmlDrawing{}.vml", _EMPTY.encode(), _DRAWING)
    drawing = etree.Element(main("legacyDrawing"), {R_ID: package.relate(sheet, "vmlDrawing", target)}, {"r": LINKS})
    insert(package.edit(sheet), drawing, _BEFORE_DRAWING)
    return target


def _place(comment: etree._Element) -> tuple[int, int] | None:
    return cell_place(comment.get("ref", ""))


def _box_place(shape: str) -> tuple[int, int] | None:
    """Row and column of the note that a shape is the box of, or `None` for another shape."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if 'ObjectType="Note"' not in shape or row is None or column is None:
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _box(place: tuple[int, int], length: int, number: int) -> str:
    height = min(320, 40 + 14 * (length // 42 + 2))
    return _BOX.format(number=number, height=height, row=place[0] - 1, column=place[1] - 1)


def _drop(package: BookPackage, sheet: str, comments: Relation) -> None:
    """Take away comments without a note, and their drawing if nothing else is drawn there."""
    package.drop(sheet, comments)
    old = package.look(sheet).find(main("legacyDrawing"))
    drawing = next((r for r in package.relations(sheet) if old is not None and r.rid == old.get(R_ID)), None)
    if drawing is None or _SHAPE.search(package.parts.get(drawing.target, b"").decode("utf-8", "replace")):
        return
    package.edit(sheet).remove(old)
    package.drop(sheet, drawing)
