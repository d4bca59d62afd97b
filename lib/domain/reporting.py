"""Whether returns are in: the state of each agency × period, and who answered what at a period.

Source: `docs/rules.md` §2 (a return after the due day is late and still counts; who owes is evaluated at the period).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.domain.agency import AgencyKind
from lib.domain.naming import search_key
from lib.domain.period import Period


class ReportingState(StrEnum):
    """What is known of one agency's return for one period, worst first."""

    MISSING = "missing"
    RETURNED = "returned"
    NOT_DUE = "not_due"
    LATE = "late"
    ON_TIME = "on_time"
    NOTHING_DUE = "nothing_due"

    @property
    def is_in(self) -> bool:
        """Whether an accepted return is in force."""
        return self in (ReportingState.ON_TIME, ReportingState.LATE)

    @property
    def is_open(self) -> bool:
        """Whether a return is owed and not in: missing, returned for correction or not due yet."""
        return self in (ReportingState.MISSING, ReportingState.RETURNED, ReportingState.NOT_DUE)


_ORDER = {state: place for place, state in enumerate(ReportingState)}


def reporting_state(due: date, today: date, received: date | None, has_refused: bool) -> ReportingState:
    """The state that a period's files make.

    received: day of the first accepted file in force (later versions do not make a return late);
    has_refused: whether a refused file waits for its correction. Files taken back count for nothing.
    """
    if received is not None:
        return ReportingState.LATE if received > due else ReportingState.ON_TIME
    if has_refused:
        return ReportingState.RETURNED
    return ReportingState.NOT_DUE if today <= due else ReportingState.MISSING


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day a period's returns are due: as set, as moved, and the names of the days off between (`None`: weekend)."""

    period: Period
    set_day: date
    day: date
    moved_by: tuple[str | None, ...] = ()
    locked_because: str | None = None

    @property
    def is_locked(self) -> bool:
        """Whether the period takes no more returns."""
        return self.locked_because is not None


@dataclass(frozen=True, slots=True)
class ReturnCell:
    """One agency × period. `days_late`: days from the due day to the first accepted file, or to today without one."""

    period: Period
    state: ReportingState
    due: date
    days_late: int = 0
    received_on: date | None = None
    version: int | None = None
    n_owed: int = 0
    n_answered: int = 0

    @property
    def n_unanswered(self) -> int:
        """Indicators that a return in force leaves open; 0 without one."""
        return self.n_owed - self.n_answered if self.state.is_in else 0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One agency: its cells, oldest first, and the ordinals it has not answered in the last period."""

    code: str
    name: str
    kind: AgencyKind
    cells: tuple[ReturnCell, ...]
    unanswered: tuple[int, ...] = ()

    @property
    def now(self) -> ReturnCell:
        """The cell of the board's last period."""
        return self.cells[-1]

    @property
    def is_local(self) -> bool:
        """Whether this is a commune, ward or special zone."""
        return self.kind.is_local


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the expected returns are in, at a period."""

    expected: int
    on_time: int
    late: int
    returned: int
    missing: int
    not_due: int

    @property
    def reported(self) -> int:
        """Returns in force, late ones too."""
        return self.on_time + self.late


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the agencies that owe an indicator at a period have answered it: departments, communes."""

    indicator_code: str
    ordinal: int
    name: str
    departments: tuple[int, int]
    locals: tuple[int, int]

    @property
    def total(self) -> tuple[int, int]:
        """Answered and owing agencies of both blocks."""
        return self.departments[0] + self.locals[0], self.departments[1] + self.locals[1]


@dataclass(frozen=True, slots=True)
class Board:
    """The timeliness board of a plan up to a period: its due days, oldest first, and agencies, worst first."""

    plan_code: str
    plan_title: str
    issuer: str
    province: str | None
    today: date
    due_days: tuple[DueDay, ...]
    rows: tuple[BoardRow, ...]
    completeness: tuple[Completeness, ...]
    secretariat_day: date
    is_demo: bool = False

    @property
    def now(self) -> DueDay:
        """The due day of the board's last period."""
        return self.due_days[-1]

    @property
    def period(self) -> Period:
        """The board's last period."""
        return self.now.period

    @property
    def silent(self) -> tuple[BoardRow, ...]:
        """The agencies whose return of the last period is owed and not in."""
        return tuple(row for row in self.rows if row.now.state.is_open)

    @property
    def incomplete(self) -> tuple[BoardRow, ...]:
        """The agencies whose return of the last period is in but leaves indicators open."""
        return tuple(row for row in self.rows if row.now.n_unanswered)


def rate(rows: Iterable[BoardRow], place: int = -1) -> Rate:
    """The rates of some agencies at the period in that place; who owes nothing then is not expected."""
    found = Counter(row.cells[place].state for row in rows)
    return Rate(
        expected=sum(found.values()) - found[ReportingState.NOTHING_DUE],
        on_time=found[ReportingState.ON_TIME],
        late=found[ReportingState.LATE],
        returned=found[ReportingState.RETURNED],
        missing=found[ReportingState.MISSING],
        not_due=found[ReportingState.NOT_DUE],
    )


def worst_first(rows: Iterable[BoardRow]) -> tuple[BoardRow, ...]:
    """Agencies by their last period's state, then by days late, by missed periods before, and by name."""

    def order(row: BoardRow) -> tuple[int, int, int, str]:
        missed = sum(cell.state in (ReportingState.MISSING, ReportingState.RETURNED) for cell in row.cells)
        return _ORDER[row.now.state], -row.now.days_late, -missed, search_key(row.name)

    return tuple(sorted(rows, key=order))


def completeness_of(
    indicator_code: str, ordinal: int, name: str, answered: Mapping[bool, Iterable[bool]]
) -> Completeness:
    """Answered and owing agencies of one indicator; `answered` by whether the agencies are communes."""
    departments, communes = tuple(answered.get(False, ())), tuple(answered.get(True, ()))
    return Completeness(
        indicator_code,
        ordinal,
        name,
        (sum(departments), len(departments)),
        (sum(communes), len(communes)),
    )
