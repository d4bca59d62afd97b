"""Somebody's workbook as the parts of its package: only the parts that are edited are written anew.

For bytes that passed `lib.excel.bounds`; runs in the bounded child process.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from lib.excel.package import pack, unpack

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_DIGITS = re.compile(r"\d+")
R_ID = f"{{{LINKS}}}id"


def main(tag: str) -> str:
    """The full name of a tag of workbooks."""
    return f"{{{MAIN}}}{tag}"


class Relation(NamedTuple):
    """One relation of a part: its id, its kind («comments»), and the part that it leads to."""

    rid: str
    kind: str
    target: str


class BookPackage:
    """The parts of a workbook, parsed when first asked for."""

    def __init__(self, content: bytes) -> None:
        """Raises: ValueError and what `zipfile` raises, for what is no package."""
        self.parts = {name: body for name, body in unpack(content) if not name.endswith("/")}
        self._trees: dict[str, etree._Element] = {}
        self._edited: set[str] = set()

    def packed(self) -> bytes:
        """The package with its edits; parts that nobody edited keep their bytes."""
        for name in self._edited & self.parts.keys():
            tree = self._trees[name].getroottree()
            self.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return pack(tuple(self.parts.items()))

    def look(self, name: str) -> etree._Element:
        """The root of a part, not to be changed.

        Raises: KeyError without that part; SyntaxError when it is not well-formed.
        """
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False)
            self._trees[name] = etree.fromstring(self.parts[name], parser)
        return self._trees[name]

    def edit(self, name: str) -> etree._Element:
        """The root of a part that is going to be changed."""
        self._edited.add(name)
        return self.look(name)

    @property
    def book_part(self) -> str:
        """The part that lists the sheets.

        Raises: ValueError when the package has none.
        """
        found = next((r.target for r in self.relations("") if r.kind == "officeDocument"), None)
        if found is None or self.look(found).tag != main("workbook"):
            raise ValueError("no workbook part")
        return found

    def relations(self, part: str) -> Iterator[Relation]:
        """What a part leads to inside the package."""
        folder, own = posixpath.dirname(part), _relations_of(part)
        if own not in self.parts:
            return
        for link in self.look(own):
            if link.get("TargetMode") != "External" and link.get("Id"):
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
                yield Relation(str(link.get("Id")), str(link.get("Type")).rpartition("/")[2], target.lstrip("/"))

    def related(self, part: str, kind: str) -> Relation | None:
        """The first relation of a kind."""
        return next((relation for relation in self.relations(part) if relation.kind == kind), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from a part to another; gives the id of the relation."""
        own = _relations_of(part)
        if own not in self.parts:
            self.parts[own] = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
        links = self.edit(own)
        rid = f"rId{1 + max((_number(link.get('Id', '')) for link in links), default=0)}"
        etree.SubElement(
            links,
            f"{{{_PACKAGE}/relationships}}Relationship",
            {"Id": rid, "Type": f"{LINKS}/{kind}", "Target": "/" + target},
        )
        return rid

    def add(self, pattern: str, body: bytes, content_type: str) -> str:
        """Add a part under the first free name of a pattern («xl/comments{}.xml»); gives the name."""
        taken = {name.casefold() for name in self.parts}
        name = next(n for i in range(1, len(taken) + 2) if (n := pattern.format(i)).casefold() not in taken)
        self.parts[name] = body
        kinds = self.edit(_TYPES)
        etree.SubElement(
            kinds, f"{{{_PACKAGE}/content-types}}Override", {"PartName": "/" + name, "ContentType": content_type}
        )
        return name

    def drop(self, part: str, relation: Relation) -> None:
        """Take away a relation of a part, and the part that it leads to with its own relations."""
        _remove(self.edit(_relations_of(part)), "Id", relation.rid)
        for name in (relation.target, _relations_of(relation.target)):
            self.parts.pop(name, None)
            self._trees.pop(name, None)
            self._edited.discard(name)
        _remove(self.edit(_TYPES), "PartName", "/" + relation.target)


def _relations_of(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")


def _remove(parent: etree._Element, key: str, value: str) -> None:
    for child in [child for child in parent if child.get(key) == value]:
        parent.remove(child)


def _number(text: str) -> int:
    found = _DIGITS.search(text)
    return int(found[0][:9]) if found else 0
