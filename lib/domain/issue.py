"""What is wrong with a document or a return, as a value with its place. Collected, never raised.

Each code is stable; its severity stands in one table here, its Vietnamese sentence and mend in
`lib.wording.messages`, its meaning in `docs/data-dictionary.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue weighs: a `blocking` one keeps every figure of its file out of the ledger."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding. `sheet` and `cell` say where; `subject` is the code of the row it is about.

    `facts` are the values that its sentence names, as (name, text) pairs.
    """

    severity: Severity
    code: str
    sheet: str | None = None
    cell: str | None = None
    subject: str | None = None
    facts: tuple[tuple[str, str], ...] = ()


CATALOG_ISSUES: dict[str, Severity] = {
    "unit-doubtful": Severity.WARNING,  # «% GRDP» on a row that is not about money
    "unit-without-number": Severity.WARNING,  # unit «%» with a qualitative target
    "share-over-100": Severity.WARNING,  # a share whose target asks for 100 or more with ≥, or for more than 100
    "baseline-blank": Severity.WARNING,  # the actual of the baseline year is missing
    "target-differs": Severity.WARNING,  # body text and annex give different targets
    "title-differs": Severity.WARNING,  # an annex title says «trên», the annex ≥
    "target-unread": Severity.WARNING,  # a target cell that the grammar does not read
    "target-blank": Severity.WARNING,  # an indicator without any target
    "baseline-unread": Severity.WARNING,  # an actual that is not one number
    "deadline-unread": Severity.WARNING,  # a deadline that the grammar does not read
    "name-duplicate": Severity.WARNING,  # two indicators of one plan share a folded name
    "indicator-unowed": Severity.WARNING,  # nobody owes a figure
    "agency-unresolved": Severity.WARNING,  # a lead agency that the registry does not hold
    "agency-vague": Severity.NOTE,  # «Đơn vị có liên quan»: kept, owes nothing
    "agency-dissolved": Severity.NOTE,  # a body that no longer exists, once per name
    "annex-unlinked": Severity.WARNING,  # a task annex that names no indicator of the plan
    "row-joined": Severity.NOTE,  # a row cut in two by a page break, put together again
    "row-unread": Severity.WARNING,  # a table row that fits no known shape; kept raw
    "row-renumbered": Severity.WARNING,  # the printed number repeats or jumps
    "spelling-doubtful": Severity.NOTE,  # a likely typing slip, shown as written
    "defaults-taken": Severity.NOTE,  # direction, measure and frequency assumed, one note per plan
    "plan-number-blank": Severity.NOTE,  # the document carries no number or date
}
