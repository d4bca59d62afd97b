"""A return as the agency filled it in: answers, figures, and where each stands in the file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lib.domain.catalog import IndicatorKind
from lib.domain.issue import Issue
from lib.domain.own_return import OwnReading
from lib.domain.period import Period


class Answer(StrEnum):
    """What an agency says of an indicator. An empty line is no answer: missing, never zero."""

    FIGURE = "figure"
    NOTHING_ARISING = "nothing_arising"
    NOT_APPLICABLE = "not_applicable"
    MET = "met"  # qualitative indicators only
    IN_PROGRESS = "in_progress"  # qualitative indicators only
    NOT_MET = "not_met"  # qualitative indicators only


class Outcome(StrEnum):
    """What became of an uploaded file."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a form says it is, hidden in the workbook."""

    template_version: str
    plan_code: str
    agency_code: str
    period: Period


@dataclass(frozen=True, slots=True)
class Line:
    """One answered line of a return. `value` is in the indicator's unit (52.9 for 52,9 %).

    For a share `a` and `b` are whole numbers and `value` is a/b in percent, unrounded, when both are
    given; `stated` is the percentage the agency typed. `refs` maps a column key to its cell («a» → «F9»).
    """

    indicator_code: str
    row: int
    answer: Answer
    a: int | None = None
    b: int | None = None
    value: Decimal | None = None
    stated: Decimal | None = None
    second_value: Decimal | None = None
    source_system: str | None = None
    second_source: str | None = None
    evidence: str | None = None
    subjective_cause: str | None = None
    objective_cause: str | None = None
    remedy: str | None = None
    refs: tuple[tuple[str, str], ...] = ()

    def ref(self, column: str) -> str | None:
        """The cell that holds a column of this line, if it was filled."""
        return dict(self.refs).get(column)


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a return as it stood in the file. `num` only when the cell is a number."""

    sheet: str
    ref: str
    row_key: str
    column_key: str
    raw: str
    num: float | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line that a form was issued with, and how its row looks now.

    kind, unit: as issued; name, shown_unit, target: as a person reads them beside it, `None` where their column is
    gone; cell: of its answer, `None` where the row is gone.
    """

    indicator_code: str
    kind: IndicatorKind
    unit: str
    name: str | None = None
    shown_unit: str | None = None
    target: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedForm:
    """A return that could be read. With a blocking issue `lines` must not be stored.

    `reading`: how a workbook of the agency's own making was confirmed to be read; `None` for our form.
    rows: the lines that it was issued with; empty where it is not one of our forms.
    """

    fingerprint: Fingerprint
    sheet: str
    lines: tuple[Line, ...]
    cells: tuple[Cell, ...]
    issues: tuple[Issue, ...]
    is_demo: bool = False
    reading: OwnReading | None = None
    rows: tuple[FormRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FormLine:
    """One indicator on a blank form, with what the agency should see beside the open cells."""

    indicator_code: str
    name: str
    unit: str
    kind: str
    direction: str
    measure: str
    frequency: str
    numerator: str | None
    denominator: str | None
    target_raw: str | None
    last_value: Decimal | None
    last_period: Period | None
    risky: bool = False


@dataclass(frozen=True, slots=True)
class FormSpec:
    """All that a blank form shows: who, for which plan and period, and its lines."""

    fingerprint: Fingerprint
    plan_title: str
    agency_name: str
    due_date_text: str
    lines: tuple[FormLine, ...]
    is_demo: bool = False
