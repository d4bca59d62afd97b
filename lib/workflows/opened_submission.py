"""One submission opened: what it says of each indicator beside what stood before, each figure with its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.domain.catalog import Indicator
from lib.domain.errors import NotFound
from lib.domain.issue import Issue
from lib.domain.period import Period
from lib.domain.submission import Cell, Line
from lib.storage import agency_store, catalog_store, history_store, kept_store, ledger_store, review_store
from lib.storage.database import Connection
from lib.storage.history_store import Decision
from lib.storage.ledger_store import Submission
from lib.storage.review_store import Review


@dataclass(frozen=True, slots=True)
class Before:
    """What a submission is compared with: an earlier version of the same period, or the period before."""

    submission: int
    period: Period
    version: int


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """One indicator in a submission: as it was before, as the file gives it, and the cells as typed.

    second_gap: how far the second source lies from the figure, in the indicator's unit; None without both.
    """

    indicator_code: str
    ordinal: int
    name: str
    unit: str
    risky: bool
    before: Line | None
    line: Line
    cells: tuple[Cell, ...]

    @property
    def second_gap(self) -> Decimal | None:
        """How far the two sources lie apart."""
        if self.line.value is None or self.line.second_value is None:
            return None
        return abs(self.line.value - self.line.second_value)


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission with all that is known of it. in_force: whether its figures are those of its period now."""

    submission: Submission
    lines: tuple[OpenedLine, ...]
    before: Before | None
    findings: tuple[Issue, ...]
    answers: Mapping[Issue, str]
    reviews: tuple[Review, ...]
    undone: Decision | None
    in_force: bool
    names: Mapping[str, str]


def opened(connection: Connection, number: int) -> Opened:
    """One submission by its number.

    Raises: NotFound (`submission-unknown`).
    """
    submission = ledger_store.submission(connection, number)
    if submission is None:
        raise NotFound("submission-unknown", submission=str(number))
    told = ledger_store.findings_with_reasons(connection, number)
    found = tuple(issue for issue, _ in told)
    answers = {issue: reason for issue, reason in told if reason}
    reviews = review_store.reviews_of(connection, number)
    if submission.plan_code is None or submission.agency_code is None or submission.period is None:
        return Opened(submission, (), None, found, answers, reviews, None, False, {})
    plan_id = catalog_store.plan_summary(connection, submission.plan_code).id
    agency_id = agency_store.known_agency_id(connection, submission.agency_code)
    period = submission.period
    before = _before(connection, plan_id, agency_id, submission)
    indicators = catalog_store.plan_indicators(connection, plan_id)
    return Opened(
        submission=submission,
        lines=_lines(connection, indicators, number, before),
        before=before,
        findings=found,
        answers=answers,
        reviews=reviews,
        undone=history_store.undone(connection, plan_id, agency_id, period).get(number),
        in_force=kept_store.return_in_force(connection, plan_id, agency_id, period) == number,
        names={indicator.code: indicator.name for indicator in indicators},
    )


def _before(connection: Connection, plan_id: int, agency_id: int, submission: Submission) -> Before | None:
    """The newest version before this one that still stands, else the newest return of an earlier period."""
    assert submission.period is not None
    sent = [
        one
        for one in ledger_store.submissions_of_agency(connection, plan_id, agency_id)
        if one.state.stands and one.id != submission.id and one.period and one.version
    ]
    same = [one for one in sent if one.period == submission.period and one.id < submission.id]
    earlier = [one for one in sent if one.period and one.period < submission.period]
    newest = max(same, key=lambda one: one.id) if same else max(earlier, key=_period_and_version, default=None)
    if newest is None or newest.period is None or newest.version is None:
        return None
    return Before(newest.id, newest.period, newest.version)


def _period_and_version(one: Submission) -> tuple[int, int]:
    assert one.period is not None and one.version is not None
    return one.period.index, one.version


def _lines(
    connection: Connection, indicators: Sequence[Indicator], number: int, before: Before | None
) -> tuple[OpenedLine, ...]:
    given = _lines_by_code(connection, number)
    earlier = _lines_by_code(connection, before.submission) if before else {}
    cells: dict[str, list[Cell]] = {}
    for cell in ledger_store.cells(connection, number):
        cells.setdefault(cell.row_key, []).append(cell)
    return tuple(
        OpenedLine(
            indicator_code=indicator.code,
            ordinal=indicator.ordinal,
            name=indicator.name,
            unit=indicator.unit,
            risky=indicator.risky,
            before=earlier.get(indicator.code),
            line=given[indicator.code],
            cells=tuple(cells.get(indicator.code, ())),
        )
        for indicator in indicators
        if indicator.code in given
    )


def _lines_by_code(connection: Connection, number: int) -> dict[str, Line]:
    return {line.indicator_code: line for line in ledger_store.lines(connection, number).values()}
