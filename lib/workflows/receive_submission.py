"""A return into the ledger: read in the bounded child, checked, and taken whole or not at all, in one transaction.

A refused file is kept too (its bytes and the refusal); the same file as the one in force changes nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from lib.domain.checks import FormContext, LineContext, PastFigure, check_form
from lib.domain.errors import NotFound, UploadRefused
from lib.domain.issue import LISTED_WARNINGS, Issue, Severity
from lib.domain.period import Period
from lib.domain.standing import Status
from lib.domain.status import Observation, Yardstick, judge, target_of
from lib.domain.status_change import Act, ChangeCause
from lib.domain.submission import Answer, Fingerprint, Line, Outcome, ParsedForm
from lib.excel.layout import TEMPLATE_VERSION
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, files, kept_store, ledger_store, lock_store, settings_store
from lib.storage.database import Connection, reading, writing
from lib.workflows import assessment
from lib.workflows.assessment import PlanContext, plan_context, yardstick
from lib.workflows.clock import now_text

_NEEDS_A_CAUSE = frozenset((Status.BEHIND, Status.REGRESSING, Status.MISSED, Status.AT_RISK))
_LONG_AGO = Period(1900, 1)
_AHEAD = 2  # files of a batch that are read while another is written


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file as it comes in: from whom, on which day, and the reason given for what it will be asked.

    at: the moment that the ledger notes (ISO, UTC); only a made-up ledger gives it, otherwise it is now.
    """

    file: str
    content: bytes
    received_on: date
    by: str
    reason: str | None = None
    accept_warnings: bool = False
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file; shown only after the ledger has it."""

    file: str
    sha256: str
    outcome: Outcome
    submission: int | None
    version: int | None
    n_values: int
    issues: tuple[Issue, ...]
    plan_code: str | None = None
    agency_code: str | None = None
    agency_name: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator as it stands in the ledger and as the new file gives it; `None` is no answer."""

    indicator_code: str
    indicator_name: str
    unit: str
    before: Line | None
    after: Line | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would be taken in: its findings and, per indicator, old and new."""

    file: str
    sha256: str
    form: ParsedForm | None
    issues: tuple[Issue, ...]
    changes: tuple[Change, ...]
    duplicate_of: int | None
    agency_name: str | None

    @property
    def blocked(self) -> bool:
        """Whether any finding keeps the figures out."""
        return any(issue.severity is Severity.BLOCKING for issue in self.issues)

    @property
    def asks_reason(self) -> bool:
        """Whether a warning must be answered with a reason."""
        return any(asks_reason(issue) for issue in self.issues)


def asks_reason(issue: Issue) -> bool:
    """Whether a finding is a warning that a person must accept; listed warnings (a missing cause) are not."""
    return issue.severity is Severity.WARNING and issue.code not in LISTED_WARNINGS


def preview(database: Path, content: bytes, file_name: str, reader: FormReader) -> Preview:
    """Read and check a file without writing anything."""
    sha256 = files.sha256_of(content)
    form, refusal = _read(content, reader)
    with reading(database) as connection:
        duplicate = _in_force(connection, sha256)
        if form is None:
            return Preview(file_name, sha256, None, refusal, (), duplicate, None)
        case = _case(connection, form)
        changes = _changes(connection, case, form) if case else ()
        name = case.agency_name if case else None
        return Preview(file_name, sha256, form, _findings(connection, form, case), changes, duplicate, name)


def receive_files(
    database: Path,
    contents: Iterable[tuple[str, bytes]],
    *,
    received_on: date,
    by: str,
    reason: str | None = None,
    accept_warnings: bool = False,
) -> Iterator[Receipt]:
    """Take in files of one day and sender, in their order; see `receive_all`."""
    deliveries = (Delivery(name, content, received_on, by, reason, accept_warnings) for name, content in contents)
    return receive_all(database, deliveries)


def receive_all(database: Path, deliveries: Iterable[Delivery]) -> Iterator[Receipt]:
    """Take in files in their order, each in its own transaction; yields their receipts.

    The next files are read by warm children while one is written. Being read early changes nothing: what a
    file is held against is read again inside its own transaction.
    """
    with FormReader() as reader, reading(database) as connection, ThreadPoolExecutor(_AHEAD) as pool:
        waiting: deque[tuple[Delivery, Callable[[], _Reading]]] = deque()
        for delivery in deliveries:
            is_known = _repeated(connection, files.sha256_of(delivery.content)) is not None
            read = partial(_kept_and_read, database, delivery.content, reader)
            waiting.append((delivery, read if is_known else pool.submit(read).result))
            if len(waiting) > _AHEAD:
                yield _receive(database, connection, *waiting.popleft())
        for held in waiting:
            yield _receive(database, connection, *held)


def receive(
    database: Path,
    content: bytes,
    file_name: str,
    *,
    received_on: date,
    by: str,
    reader: FormReader,
    reason: str | None = None,
    accept_warnings: bool = False,
) -> Receipt:
    """Take in one file: accepted, refused (kept with its findings), or a duplicate of the one in force."""
    delivery = Delivery(file_name, content, received_on, by, reason, accept_warnings)
    with reading(database) as connection:
        return _receive(database, connection, delivery, partial(_kept_and_read, database, content, reader))


_Reading = tuple[ParsedForm | None, tuple[Issue, ...]]


def _receive(database: Path, connection: Connection, delivery: Delivery, read: Callable[[], _Reading]) -> Receipt:
    """Take in one file; `read` keeps its bytes, and is only asked for what is not in force at this moment."""
    sha256, name = files.sha256_of(delivery.content), files.kept_name(delivery.file)
    repeated = _repeated(connection, sha256)
    if repeated is not None:
        return replace(repeated, file=name)
    form, refusal = read()
    arrival = _Arrival(
        name,
        sha256,
        len(delivery.content),
        delivery.received_on.isoformat(),
        delivery.at or now_text(),
        delivery.by,
        delivery.reason,
    )
    try:
        with writing(database) as ledger:
            duplicate = _in_force(ledger, sha256)
            if duplicate is not None:
                raise _AlreadyThere(duplicate)
            return _record(ledger, arrival, form, refusal, delivery.accept_warnings)
    except _AlreadyThere as there:
        return replace(_duplicate_receipt(connection, there.submission), file=name)


def _kept_and_read(database: Path, content: bytes, reader: FormReader) -> _Reading:
    """The bytes are safe in the store before the ledger can mention them."""
    files.keep(database, content)
    return _read(content, reader)


@dataclass(frozen=True, slots=True)
class _Arrival:
    file: str
    sha256: str
    size: int
    received_on: str
    at: str
    by: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class _Case:
    """The ledger's side of a form: its plan, agency and what that agency owes."""

    context: PlanContext
    agency_id: int
    agency_name: str
    owed: tuple[int, ...]


class _AlreadyThere(Exception):
    """The same file came in force while this one was being read; rolls the transaction back."""

    def __init__(self, submission: int) -> None:
        super().__init__(submission)
        self.submission = submission


def _read(content: bytes, reader: FormReader) -> _Reading:
    try:
        return reader.read(content), ()
    except UploadRefused as fault:
        facts = tuple(fault.facts.items())
        return None, (Issue(Severity.BLOCKING, fault.code, fault.sheet, fault.cell, None, facts),)


def _record(
    connection: Connection,
    arrival: _Arrival,
    form: ParsedForm | None,
    refusal: tuple[Issue, ...],
    accept_warnings: bool,
) -> Receipt:
    case = _case(connection, form) if form else None
    issues = _findings(connection, form, case) if form else refusal
    blocked = any(issue.severity is Severity.BLOCKING for issue in issues)
    unanswered = not accept_warnings and any(asks_reason(issue) for issue in issues)
    outcome = Outcome.REFUSED if blocked or unanswered or form is None or case is None else Outcome.ACCEPTED
    accepted = outcome is Outcome.ACCEPTED
    ledger_store.add_blob(connection, arrival.sha256, arrival.size, arrival.file, arrival.at)
    number, version = ledger_store.add_submission(
        connection,
        outcome=outcome,
        sha256=arrival.sha256,
        file=arrival.file,
        plan_id=case.context.summary.id if case else None,
        agency_id=case.agency_id if case else None,
        period=form.fingerprint.period if case and form else None,
        template_version=form.fingerprint.template_version if form else None,
        received_on=arrival.received_on,
        received_at=arrival.at,
        uploaded_by=arrival.by,
        reason=arrival.reason,
        n_values=len(form.lines) if form and accepted else 0,
    )
    ledger_store.add_findings(connection, number, issues)
    if accepted and form and case:
        _store_figures(connection, number, form, case, arrival)
    ledger_store.add_event(
        connection,
        at=arrival.at,
        actor=arrival.by,
        action=outcome,
        subject=f"submission {number}",
        detail=arrival.sha256,
    )
    return Receipt(
        file=arrival.file,
        sha256=arrival.sha256,
        outcome=outcome,
        submission=number,
        version=version,
        n_values=len(form.lines) if form and accepted else 0,
        issues=issues,
        plan_code=case.context.summary.code if case else None,
        agency_code=form.fingerprint.agency_code if case and form else None,
        agency_name=case.agency_name if case else None,
        period=form.fingerprint.period if form else None,
    )


def _store_figures(connection: Connection, number: int, form: ParsedForm, case: _Case, arrival: _Arrival) -> None:
    ids = {indicator.code: row_id for row_id, indicator in case.context.indicators.items()}
    ledger_store.add_cells(connection, number, form.cells)
    ledger_store.add_lines(connection, number, form.sheet, form.lines, ids)
    period = form.fingerprint.period
    act = Act(_cause(connection, case, period, arrival.received_on), arrival.at, submission=number)
    kept_store.place_return(connection, case.context.summary.id, case.agency_id, period)
    assessment.reassess(connection, case.context, [case.agency_id], period, act)


def _cause(connection: Connection, case: _Case, period: Period, received_on: str) -> ChangeCause:
    """Why figures come in: they correct those in force, come late, or are the period's first."""
    if kept_store.return_in_force(connection, case.context.summary.id, case.agency_id, period) is not None:
        return ChangeCause.CORRECTION
    is_late = date.fromisoformat(received_on) > settings_store.calendar(connection).due_date(period)
    return ChangeCause.LATE_RETURN if is_late else ChangeCause.NEW_PERIOD


def _case(connection: Connection, form: ParsedForm) -> _Case | None:
    """The plan and agency that a form names, if the ledger holds them."""
    mark = form.fingerprint
    agency_id = agency_store.agency_id_of(connection, mark.agency_code)
    if agency_id is None:
        return None
    try:
        context = plan_context(connection, mark.plan_code, agency_id)
    except NotFound:
        return None
    owed = tuple(i for i in context.indicators if context.owed(i, agency_id, mark.period))
    return _Case(context, agency_id, agency_store.agency_name(connection, agency_id), owed)


def _findings(connection: Connection, form: ParsedForm, case: _Case | None) -> tuple[Issue, ...]:
    found = check_form(form, _form_context(connection, form.fingerprint, form, case))
    return (*form.issues, *_lock_issues(connection, form, case), *found)


def _lock_issues(connection: Connection, form: ParsedForm, case: _Case | None) -> tuple[Issue, ...]:
    """The one finding of a return for a locked period."""
    period = form.fingerprint.period
    lock = lock_store.lock_in_force(connection, case.context.summary.id, period) if case else None
    if lock is None:
        return ()
    return (Issue(Severity.BLOCKING, "period-locked", facts=(("period", str(period)), ("reason", lock.reason))),)


def _form_context(connection: Connection, mark: Fingerprint, form: ParsedForm, case: _Case | None) -> FormContext:
    is_demo = settings_store.setting(connection, "demo") == "1"
    versions = frozenset((TEMPLATE_VERSION,))
    if case is None:
        plans = {summary.code for summary in catalog_store.plan_summaries(connection)}
        known_plan = mark.plan_code if mark.plan_code in plans else ""
        known = agency_store.agency_id_of(connection, mark.agency_code) is not None
        return FormContext(known_plan, versions, {}, agency_codes=None if known else frozenset(), is_demo=is_demo)
    first = Period(case.context.summary.year, 1)
    history = kept_store.figures(connection, case.context.summary.id, case.agency_id, _LONG_AGO, mark.period + -1)
    lines = {line.indicator_code: line for line in form.lines}
    owed = {case.context.indicators[i].code: i for i in case.owed}
    return FormContext(
        mark.plan_code,
        versions,
        {code: _line_context(case, i, mark.period, history.get(i, []), lines.get(code)) for code, i in owed.items()},
        agency_codes=frozenset((mark.agency_code,)) if owed else frozenset(),
        periods=frozenset(first.through(max(mark.period, first))),
        is_demo=is_demo,
        thresholds=case.context.thresholds,
    )


def _line_context(
    case: _Case, indicator_id: int, period: Period, history: list[kept_store.Figure], line: Line | None
) -> LineContext:
    indicator = case.context.indicators[indicator_id]
    ruler = yardstick(case.context, indicator_id, case.agency_id)
    return LineContext(
        kind=indicator.kind,
        direction=indicator.direction,
        measure=indicator.measure,
        unit=indicator.unit,
        name=indicator.name,
        target=target_of(ruler, period),
        history=tuple(PastFigure(f.period, f.a, f.b, f.value) for f in history if f.value is not None),
        not_on_track=_not_on_track(case, ruler, period, line),
    )


def _not_on_track(case: _Case, ruler: Yardstick, period: Period, line: Line | None) -> bool | None:
    if line is None or line.answer in (Answer.NOTHING_ARISING, Answer.NOT_APPLICABLE):
        return None
    seen = Observation(
        period=period,
        answer=line.answer,
        value=line.value,
        a=line.a,
        b=line.b,
        second_value=line.second_value,
        has_evidence=line.evidence is not None,
    )
    return judge(ruler, seen, thresholds=case.context.thresholds).status in _NEEDS_A_CAUSE


def _changes(connection: Connection, case: _Case, form: ParsedForm) -> tuple[Change, ...]:
    current = kept_store.return_in_force(connection, case.context.summary.id, case.agency_id, form.fingerprint.period)
    before = ledger_store.lines(connection, current) if current else {}
    after = {line.indicator_code: line for line in form.lines}
    return tuple(
        Change(
            indicator_code=case.context.indicators[i].code,
            indicator_name=case.context.indicators[i].name,
            unit=case.context.indicators[i].unit,
            before=before.get(i),
            after=after.get(case.context.indicators[i].code),
        )
        for i in case.owed
    )


def _in_force(connection: Connection, sha256: str) -> int | None:
    """The submission in force with just these bytes, if there is one."""
    return kept_store.submission_in_force(connection, sha256)


def _repeated(connection: Connection, sha256: str) -> Receipt | None:
    """The receipt of the submission in force with just these bytes, if there is one."""
    duplicate = _in_force(connection, sha256)
    return None if duplicate is None else _duplicate_receipt(connection, duplicate)


def _duplicate_receipt(connection: Connection, number: int) -> Receipt:
    first = ledger_store.submission(connection, number)
    assert first is not None
    return Receipt(
        file=first.file,
        sha256=first.sha256,
        outcome=Outcome.DUPLICATE,
        submission=first.id,
        version=first.version,
        n_values=first.n_values,
        issues=(),
        plan_code=first.plan_code,
        agency_code=first.agency_code,
        agency_name=first.agency_name,
        period=first.period,
    )
