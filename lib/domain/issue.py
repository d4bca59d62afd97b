"""What is wrong with a document or a return, as a value with its place. Collected, never raised.

Each code is stable; its severity stands in one table here, its Vietnamese sentence and mend in
`lib.wording.messages`, its meaning in `docs/data-dictionary.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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


def is_blocked(issues: Iterable[Issue]) -> bool:
    """Whether any finding keeps the figures of its file out."""
    return any(issue.severity is Severity.BLOCKING for issue in issues)


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

_REFUSED = Severity.BLOCKING

RETURN_ISSUES: dict[str, Severity] = {
    # The file cannot be read safely (`UploadRefused`).
    "file-empty": _REFUSED,  # no bytes
    "file-too-large": _REFUSED,  # more bytes than a return may have
    "file-not-xlsx": _REFUSED,  # another kind of file, whatever its name
    "file-old-xls": _REFUSED,  # Excel 97–2003
    "file-xlsb": _REFUSED,  # binary workbook
    "file-ods": _REFUSED,  # OpenDocument sheet
    "file-password": _REFUSED,  # locked with a password
    "file-macro": _REFUSED,  # holds macros, whatever its name
    "file-embedded": _REFUSED,  # holds embedded objects or ActiveX
    "file-unreadable": _REFUSED,  # the reader could not follow its content
    "file-hangs": _REFUSED,  # the reader did not finish in its time
    "reader-died": _REFUSED,  # the reader ended without an answer, twice
    "zip-damaged": _REFUSED,  # cut off or damaged package
    "zip-too-many-entries": _REFUSED,  # more parts than a return may have
    "zip-bomb": _REFUSED,  # grows beyond bounds when unpacked
    "zip-bad-name": _REFUSED,  # absolute, climbing or repeated part names
    "zip-bad-method": _REFUSED,  # packed in a way that Excel does not use
    "zip-overlap": _REFUSED,  # parts that lie over each other
    "xml-damaged": _REFUSED,  # a part that is not well-formed
    "xml-doctype": _REFUSED,  # a document type, never written by Excel
    "xml-encoding": _REFUSED,  # not UTF-8
    "xml-too-deep": _REFUSED,  # nested beyond bounds
    "xml-too-wide": _REFUSED,  # more elements, attributes or text than a return may have
    "sheet-too-large": _REFUSED,  # cells or rows beyond bounds
    "sheet-too-many": _REFUSED,  # more sheets than a return may have
    "sheet-bad-cell": _REFUSED,  # a cell address that is impossible
    "sheet-cell-twice": _REFUSED,  # one address with two cells
    "sheet-cell-mixed": _REFUSED,  # a cell whose content readers do not read alike
    "merge-too-large": _REFUSED,  # merged or linked ranges beyond bounds
    "styles-too-many": _REFUSED,  # more styles than Excel allows
    # The workbook is not, or no longer, one of our forms (`UploadRefused`).
    "form-not-ours": _REFUSED,  # no fingerprint
    "form-altered": _REFUSED,  # the hidden fingerprint was edited
    "form-sheet-missing": _REFUSED,  # the sheet with the figures is gone
    "form-sheet-twice": _REFUSED,  # two sheets claim to hold the figures
    "form-columns-missing": _REFUSED,  # columns were deleted
    # A workbook of the agency's own making, read as a person confirmed.
    "own-sheet-missing": _REFUSED,  # the sheet that was confirmed is not there
    "own-row-moved": Severity.BLOCKING,  # another name stands in a row that was confirmed
    "own-period-differs": Severity.WARNING,  # the words above the table name another month
    "own-unit-differs": Severity.WARNING,  # the unit beside the name is not the indicator's
    "own-row-left": Severity.NOTE,  # figures on a total, or on a row confirmed to be no indicator; not taken
    "indicator-absent": Severity.WARNING,  # no row of the table is this indicator
    # It is a form, but not the one that was asked for.
    "wrong-template": Severity.BLOCKING,  # an outdated version of the form
    "wrong-plan": Severity.BLOCKING,  # another plan, or one that is not kept here
    "wrong-agency": Severity.BLOCKING,  # another agency, or one that owes nothing in this plan
    "wrong-period": Severity.BLOCKING,  # another period, or one that takes no returns
    "period-locked": Severity.BLOCKING,  # the secretariat has locked the period
    "form-empty": Severity.BLOCKING,  # no line is answered at all
    "form-title-differs": Severity.BLOCKING,  # the title names another agency or period than the fingerprint
    "demo-form": Severity.BLOCKING,  # a trial form sent to the real ledger, or the reverse
    "unknown-indicator": Severity.BLOCKING,  # a line whose code is not on this form, or not owed at its period
    "line-changed": Severity.BLOCKING,  # the catalog has changed what a line counts since the form was issued
    "row-name-differs": Severity.BLOCKING,  # the name or unit beside a line is not that of its code
    "row-target-differs": Severity.WARNING,  # the target on the form is not the one in force
    "duplicate-row": Severity.BLOCKING,  # one indicator on two rows
    "row-without-code": Severity.BLOCKING,  # figures on a row that names no indicator
    "text-outside-lines": Severity.WARNING,  # text on a row that names no indicator
    "row-missing": Severity.WARNING,  # a line that is owed is not on the form
    "figure-dropped": Severity.WARNING,  # answered in the version in force, blank in this one
    # One cell.
    "not-a-number": Severity.BLOCKING,  # text where a number belongs
    "number-ambiguous": Severity.BLOCKING,  # 1.000 or 1,000 in a value cell: one, or a thousand?
    "number-comparator": Severity.BLOCKING,  # «≥ 70» where the figure itself belongs
    "number-too-large": Severity.BLOCKING,  # beyond 10^15
    "not-whole": Severity.BLOCKING,  # parts of things that are counted one by one
    "not-finite": Severity.BLOCKING,  # infinity
    "date-in-number-cell": Severity.BLOCKING,  # Excel turned what was typed into a date
    "negative": Severity.BLOCKING,  # below zero
    "error-cell": Severity.BLOCKING,  # #N/A, #REF! …
    "formula-without-value": Severity.BLOCKING,  # never calculated: open, save, send again
    "merged-data": Severity.BLOCKING,  # open cells were merged: only the first keeps its content
    "answer-unknown": Severity.BLOCKING,  # not one of the line's answers
    "control-characters": Severity.WARNING,  # invisible characters were dropped
    "linked-workbook": Severity.WARNING,  # the figure is calculated from another file, a network or a program
    "hidden-row": Severity.WARNING,  # a filled row is hidden; it counts
    "hidden-column": Severity.WARNING,  # a filled column is hidden; it counts
    "hidden-sheet": Severity.WARNING,  # the sheet of figures is hidden; it counts
    "hidden-other-sheet": Severity.WARNING,  # a hidden sheet that is not ours holds data; it is not read
    # One line.
    "figure-missing": Severity.BLOCKING,  # answered «Có số liệu» without a figure
    "figure-beside-answer": Severity.BLOCKING,  # figures beside «Không phát sinh» or «Không thuộc phạm vi»
    "ab-incomplete": Severity.BLOCKING,  # only a, or only b
    "a-over-b": Severity.BLOCKING,  # a > b
    "zero-denominator": Severity.BLOCKING,  # b = 0 with a > 0
    "percent-out-of-range": Severity.BLOCKING,  # a share outside 0–100
    "zero-over-zero": Severity.WARNING,  # a = b = 0: read as «Không phát sinh»
    "percent-as-fraction": Severity.WARNING,  # 0,529 typed where 52,9 may be meant
    "percent-without-ab": Severity.WARNING,  # a bare percentage: never enters a sum
    "count-not-whole": Severity.WARNING,  # parts of a thing in a number of things
    "figure-unasked": Severity.WARNING,  # a number in a column that the line does not use; not taken
    "answer-blank": Severity.WARNING,  # text on a line without an answer: still missing
    # The line against the catalog and its own past.
    "stated-differs": Severity.WARNING,  # stated percentage is not a/b, beyond rounding
    "second-source-differs": Severity.WARNING,  # two sources more than 2 points apart
    "second-source-missing": Severity.WARNING,  # a risky line without a second value, or without a second name
    "jump": Severity.WARNING,  # more than 20 points since the last figure
    "cumulative-fell": Severity.WARNING,  # a, b or a count since January went down within the year
    "later-period-contradicts": Severity.WARNING,  # a late a, b or count is larger than one of a later period
    "previous-not-recognised": Severity.WARNING,  # a count since January after one that was not recognised
    "denominator-jump": Severity.WARNING,  # b changed by more than 30 %
    "flat-hundred": Severity.WARNING,  # 100 % at three owed periods on end
    "outlier": Severity.WARNING,  # modified z of 3.5 or more
    "causes-missing": Severity.WARNING,  # a line not on its way without both causes and a remedy
    "evidence-missing": Severity.WARNING,  # target met without evidence
    "sample-unknown": Severity.WARNING,  # a satisfaction survey without the number of people asked
    "sample-too-small": Severity.WARNING,  # a satisfaction survey below its sample
}

# Warnings that are listed to the secretariat but ask for no reason: they do not hold a file back.
LISTED_WARNINGS = frozenset(
    (
        "text-outside-lines",
        "row-missing",
        "indicator-absent",
        "row-target-differs",
        "control-characters",
        "linked-workbook",
        "hidden-row",
        "hidden-column",
        "hidden-sheet",
        "hidden-other-sheet",
        "zero-over-zero",
        "percent-without-ab",
        "figure-unasked",
        "answer-blank",
        "second-source-missing",
        "previous-not-recognised",
        "causes-missing",
        "evidence-missing",
    )
)


def asks_reason(issue: Issue) -> bool:
    """Whether a finding is a warning that a person must answer; listed warnings (a missing cause) are not."""
    return issue.severity is Severity.WARNING and issue.code not in LISTED_WARNINGS


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a person answers to warnings: one reason for all, for those of one code, or for one; the closest counts."""

    for_all: str = ""
    by_code: Mapping[str, str] = field(default_factory=dict)
    by_finding: Mapping[Issue, str] = field(default_factory=dict)

    def of(self, issue: Issue) -> str | None:
        """The reason given for a warning, or `None`; a blank is no reason."""
        given = (self.by_finding.get(issue, ""), self.by_code.get(issue.code, ""), self.for_all)
        return next((reason.strip() for reason in given if reason.strip()), None)
