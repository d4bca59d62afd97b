"""The faults of one cell, as they are marked in an annotated copy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lib.domain.issue import Issue, Severity
from lib.excel.blank_form import writable_text
from lib.excel.part_bounds import cell_place
from lib.wording import annotated

_ORDER = list(Severity)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said at one cell: the worst severity of its faults, and their texts."""

    ref: str
    place: tuple[int, int]
    severity: Severity
    body: str

    @property
    def head(self) -> str:
        """The first line of the note."""
        return annotated.note_head(self.severity)


def remarks(issues: Iterable[Issue]) -> tuple[Remark, ...]:
    """The faults of one sheet, gathered by cell, in the order of the sheet; those without a cell are left out."""
    by_cell: dict[str, list[Issue]] = {}
    for issue in issues:
        if issue.cell and cell_place(issue.cell):
            by_cell.setdefault(issue.cell, []).append(issue)
    found = [_remark(ref, said) for ref, said in by_cell.items()]
    return tuple(sorted(found, key=lambda remark: remark.place))


def _remark(ref: str, issues: list[Issue]) -> Remark:
    place = cell_place(ref)
    assert place is not None
    return Remark(ref, place, min((issue.severity for issue in issues), key=_ORDER.index), annotated.note_body(issues))


def cell_text(text: str) -> str:
    """A text as a workbook writes it: what cannot be written is left out, what looks like an escape stays itself."""
    return _ESCAPED.sub("_x005F_", writable_text(text))
