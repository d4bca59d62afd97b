"""A return in a workbook of the agency's own making: how a person said that it is to be read.

The program proposes what each column and row is, with its reason; only what a person confirmed is read.

Source: `docs/rules.md` §1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lib.domain.catalog import IndicatorKind
from lib.domain.period import Period

OWN_VERSION = "own"  # in place of the version of our form


class Role(StrEnum):
    """What a column holds. Those that are read carry the names of the columns of our form."""

    NAME = "name"
    ANSWER = "answer"
    A = "a"
    B = "b"
    VALUE = "value"
    SOURCE_SYSTEM = "source_system"
    SECOND_VALUE = "second_value"
    SECOND_SOURCE = "second_source"
    EVIDENCE = "evidence"
    SUBJECTIVE_CAUSE = "subjective_cause"
    OBJECTIVE_CAUSE = "objective_cause"
    REMEDY = "remedy"
    ORDINAL = "ordinal"
    UNIT = "unit"
    TARGET = "target"
    BASELINE = "baseline"
    OTHER = "other"  # not read


NUMBER_ROLES = (Role.A, Role.B, Role.VALUE, Role.SECOND_VALUE)
TEXT_ROLES = (
    Role.SOURCE_SYSTEM,
    Role.SECOND_SOURCE,
    Role.EVIDENCE,
    Role.SUBJECTIVE_CAUSE,
    Role.OBJECTIVE_CAUSE,
    Role.REMEDY,
)
READ_ROLES = (Role.ANSWER, *NUMBER_ROLES, *TEXT_ROLES)
REPEATABLE = frozenset((Role.TARGET, Role.BASELINE, Role.OTHER))  # never read, so several columns may be so


class Why(StrEnum):
    """Why a role is proposed for a column."""

    WORDS = "words"  # its heading says so
    KNOWN_NAMES = "known_names"  # its cells name indicators of the plan
    BESIDE_TARGET = "beside_target"  # «Kết quả» beside a column of targets
    BESIDE_ACTUAL = "beside_actual"  # «Kết quả» beside a column that is the actual by its words
    BESIDE_COUNTS = "beside_counts"  # beside a and b
    TASK_TABLE = "task_table"  # «Kết quả» of a task is its deliverable
    COMPARATORS = "comparators"  # its cells read «≥ 70»
    TITLE_REPORTS = "title_reports"  # only the title says that the table reports
    NOTHING_DECIDES = "nothing_decides"  # neither neighbours nor title tell
    THIS_PERIOD = "this_period"  # the column of the period
    CUMULATIVE = "cumulative"  # since January, as the plan counts
    MONTH_OR_CUMULATIVE = "month_or_cumulative"  # the month and the sum since January stand side by side
    OTHER_PERIOD = "other_period"  # another month, quarter or year
    PAST_YEAR = "past_year"  # the year before: the baseline
    THIS_YEAR = "this_year"  # only a year as heading: target or actual
    COMPARISON = "comparison"  # a comparison with the plan, not the figure
    COUNT_BY_WORDS = "count_by_words"  # «Tổng số …», «Số … đã …»: b and a by habit
    CAUSE_UNSPLIT = "cause_unsplit"  # causes, not said whether subjective or objective
    UNIT_OR_AGENCY = "unit_or_agency"  # «Đơn vị»: of measure, or the agency
    TWICE = "twice"  # another column asks for the same role
    REMEMBERED = "remembered"  # as it was confirmed last time
    UNKNOWN = "unknown"  # nothing is known of it


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column with its heading, the role proposed and why; a doubtful one waits for a person's choice."""

    column: int
    label: str
    role: Role
    why: Why
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What reading a row must know of its indicator."""

    indicator_code: str
    kind: IndicatorKind
    unit: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row as confirmed: the indicator that its name means, or `None`: it is none."""

    row: int
    name: str
    indicator_code: str | None


@dataclass(frozen=True, slots=True)
class OwnReading:
    """All that a person confirmed of a workbook: whose it is, its table, its columns, its rows.

    `header_rows`: first and last row of the heading. `columns`: number, heading and role, each role once except
    those that are never read. `lines`: the indicators that may be read (those owed; of a stored reading, those read).
    """

    plan_code: str
    agency_code: str
    period: Period
    sheet: str
    header_rows: tuple[int, int]
    columns: tuple[tuple[int, str, Role], ...]
    rows: tuple[OwnRow, ...]
    lines: tuple[OwnLine, ...]

    @property
    def places(self) -> dict[Role, int]:
        """The column of each role that only one column has."""
        return {role: column for column, _, role in self.columns if role not in REPEATABLE}


def role_fault(roles: Sequence[Role]) -> tuple[str, str] | None:
    """What keeps the roles of a table from being confirmed: a code and the role that it is about."""
    counts = Counter(role for role in roles if role not in REPEATABLE)
    for role, count in counts.items():
        if count > 1:
            return "own-role-twice", role
    if Role.NAME not in counts:
        return "own-role-missing", Role.NAME
    if not any(role in counts for role in (Role.VALUE, Role.A, Role.ANSWER)):
        return "own-role-missing", Role.VALUE
    return None
