"""Marks at faulty cells: conditional formats laid over them, so that the cells and their own styles stay as they are.

A rule is known again by its formula, which is always true, and taken away before a new one is laid.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from lib.domain.issue import Severity
from lib.excel.book_package import BookPackage, main
from lib.excel.remark import Remark

RULE = 'LEN("so-chi-tieu")=11'
COLOURS: dict[Severity, tuple[str, str]] = {  # ground, border
    Severity.BLOCKING: ("FFFFC7CE", "FFC00000"),
    Severity.WARNING: ("FFFFE699", "FFC77700"),
    Severity.NOTE: ("FFDDEBF7", "FF0B4A8F"),
}
_BEFORE = (  # what stands before conditional formats in a sheet (ECMA-376, CT_Worksheet)
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting"),
)
_BEFORE_FORMATS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")


def insert(parent: etree._Element, child: etree._Element, before: Sequence[str]) -> None:
    """Put a child behind the last of those that must stand before it."""
    names = {main(tag) for tag in before}
    places = [i for i, other in enumerate(parent) if other.tag in names]
    parent.insert(places[-1] + 1 if places else 0, child)


def unmark(package: BookPackage, sheet: str) -> None:
    """Take away the marks that an earlier copy laid over a sheet."""
    for formula in [f for f in package.look(sheet).iter(main("formula")) if _is_ours(f)]:
        package.edit(sheet)
        rule = formula.getparent()
        formats = rule.getparent()
        formats.remove(rule)
        if not formats.findall(main("cfRule")):
            formats.getparent().remove(formats)


def mark(package: BookPackage, sheet: str, styles: str, remarks: Sequence[Remark]) -> None:
    """Lay a mark over every cell of the remarks, above the sheet's own conditional formats."""
    if not remarks:
        return
    tree = package.edit(sheet)
    for rule in tree.iter(main("cfRule")):
        if rule.get("priority", "").isdigit():
            rule.set("priority", str(int(rule.get("priority")[:6]) + len(COLOURS)))
    for priority, severity in enumerate(COLOURS, start=1):
        refs = [remark.ref for remark in remarks if remark.severity is severity]
        if refs:
            insert(tree, _formats(refs, _format(package, styles, severity), priority), _BEFORE)


def _is_ours(formula: etree._Element) -> bool:
    text = "".join((formula.text or "").split())
    return text == RULE and formula.getparent().tag == main("cfRule")


def _formats(refs: Sequence[str], style: int, priority: int) -> etree._Element:
    formats = etree.Element(main("conditionalFormatting"), {"sqref": " ".join(refs)})
    rule = etree.SubElement(
        formats, main("cfRule"), {"type": "expression", "dxfId": str(style), "priority": str(priority)}
    )
    etree.SubElement(rule, main("formula")).text = RULE
    return formats


def _format(package: BookPackage, styles: str, severity: Severity) -> int:
    """The number of a severity's format among the workbook's differential formats."""
    wanted = _drawn(severity)
    formats = package.look(styles).find(main("dxfs"))
    if formats is None:
        formats = etree.Element(main("dxfs"))
        insert(package.edit(styles), formats, _BEFORE_FORMATS)
    return index_of(package, styles, formats, wanted)


def index_of(package: BookPackage, styles: str, group: etree._Element, wanted: etree._Element) -> int:
    """The place of a style in its group; added unless just the same is there."""
    shape = etree.tostring(wanted, method="c14n", exclusive=True)
    for place, known in enumerate(group):
        if etree.tostring(known, method="c14n", exclusive=True, with_tail=False) == shape:
            return place
    package.edit(styles)
    group.append(wanted)
    group.set("count", str(len(group)))
    return len(group) - 1


def _drawn(severity: Severity) -> etree._Element:
    ground, edge = COLOURS[severity]
    sides = "".join(
        f'<{side} style="thin"><color rgb="{edge}"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    return piece(
        f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="{ground}"/><bgColor rgb="{ground}"/>'
        f"</patternFill></fill><border>{sides}</border></dxf>"
    )


def piece(xml: str) -> etree._Element:
    """A piece of a workbook written by hand."""
    return etree.fromstring(f'<x xmlns="{main("")[1:-1]}">{xml}</x>')[0]
