"""A return into the ledger: read in the bounded child, checked, and taken whole or not at all, in one transaction.

A refused file is kept too (its bytes and the refusal); the same file as the one in force changes nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias

from lib.domain.checks import check_form
from lib.domain.errors import UploadRefused
from lib.domain.issue import Issue, Reasons, Severity, asks_reason, is_blocked
from lib.domain.period import Period
from lib.domain.status_change import Act, ChangeCause
from lib.domain.submission import Line, Outcome, ParsedForm
from lib.excel.reader import FormReader
from lib.storage import files, kept_store, ledger_store, review_store, settings_store
from lib.storage.database import Connection, reading, writing
from lib.workflows import assessment, own_memory
from lib.workflows.clock import now_text, today
from lib.workflows.return_context import ReturnCase, form_context, lines_in_force, return_case

Reading: TypeAlias = tuple[ParsedForm | None, tuple[Issue, ...]]  # the form, or why there is none

_AHEAD = 2  # files of a batch that are read while another is written


class Reads(Protocol):
    """Makes a form of the bytes of an upload: `FormReader` of our own, `receive_own.OwnReader` of any other."""

    def read(self, content: bytes) -> ParsedForm:
        """The form that the bytes hold.

        Raises: UploadRefused.
        """


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file as it comes in: from whom, on which day, and the reasons given for what it will be asked.

    reason: why it comes; with accept_warnings also the answer to every warning that asks, those not seen beforehand
    included. by_code, by_finding: answers to the warnings of one code, and to one warning. at: the moment that the
    ledger notes (ISO, UTC); only a made-up ledger gives it, otherwise it is now.
    """

    file: str
    content: bytes
    received_on: date
    by: str
    reason: str | None = None
    accept_warnings: bool = False
    at: str | None = None
    by_code: Mapping[str, str] = field(default_factory=dict)
    by_finding: Mapping[Issue, str] = field(default_factory=dict)

    @property
    def reasons(self) -> Reasons:
        """What is answered to the warnings; without a reason none of them is."""
        for_all = (self.reason or "") if self.accept_warnings else ""
        return Reasons(for_all, self.by_code, self.by_finding)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file; shown only after the ledger has it. waits: its figures are provisional."""

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
    waits: bool = False

    @property
    def was_held(self) -> bool:
        """Whether nothing but a warning without a reason kept the figures out."""
        return self.outcome is Outcome.REFUSED and not is_blocked(self.issues)


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
    plan_id: int | None = None
    agency_id: int | None = None

    @property
    def blocked(self) -> bool:
        """Whether any finding keeps the figures out."""
        return is_blocked(self.issues)

    @property
    def asks_reason(self) -> bool:
        """Whether a warning must be answered with a reason."""
        return bool(self.asking)

    @property
    def asking(self) -> tuple[Issue, ...]:
        """The warnings that must be answered."""
        return tuple(issue for issue in self.issues if asks_reason(issue))


def preview(database: Path, content: bytes, file_name: str, reader: Reads, received_on: date | None = None) -> Preview:
    """Read and check a file as if it came in on a day (None: today) without writing anything."""
    read = reading_of(partial(reader.read, content))
    with reading(database) as connection:
        return judged(connection, file_name, files.sha256_of(content), read, received_on, with_changes=True)


def judged(
    connection: Connection,
    file_name: str,
    sha256: str,
    read: Reading,
    received_on: date | None = None,
    *,
    with_changes: bool = False,
) -> Preview:
    """What has been read held against the ledger as it is, as if it came in on a day (None: today)."""
    form, refusal = read
    duplicate = kept_store.submission_in_force(connection, sha256)
    if form is None:
        return Preview(file_name, sha256, None, refusal, (), duplicate, None)
    case = return_case(connection, form)
    day = received_on or settings_store.demo_day(connection) or today()
    issues = _findings(connection, form, case, day)
    if case is None:
        return Preview(file_name, sha256, form, issues, (), duplicate, None)
    changes = _changes(connection, case, form) if with_changes else ()
    plan = case.context.summary.id
    return Preview(file_name, sha256, form, issues, changes, duplicate, case.agency_name, plan, case.agency_id)


def receive_files(
    database: Path,
    contents: Iterable[tuple[str, bytes]],
    *,
    received_on: date,
    by: str,
    reason: str | None = None,
    accept_warnings: bool = False,
    by_code: Mapping[str, str] | None = None,
) -> Iterator[Receipt]:
    """Take in files of one day and sender, in their order; see `receive_all`."""
    deliveries = (
        Delivery(name, content, received_on, by, reason, accept_warnings, by_code=by_code or {})
        for name, content in contents
    )
    return receive_all(database, deliveries)


def receive_all(database: Path, deliveries: Iterable[Delivery]) -> Iterator[Receipt]:
    """Take in files in their order, each in its own transaction; yields their receipts.

    The next files are read by warm children while one is written. Being read early changes nothing: what a
    file is held against is read again inside its own transaction.
    """
    with FormReader() as reader, reading(database) as connection, ThreadPoolExecutor(_AHEAD) as pool:
        waiting: deque[tuple[Delivery, Callable[[], Reading]]] = deque()
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
    reader: Reads,
    reason: str | None = None,
    accept_warnings: bool = False,
    by_finding: Mapping[Issue, str] | None = None,
) -> Receipt:
    """Take in one file: accepted, refused (kept with its findings), or a duplicate of the one in force."""
    delivery = Delivery(file_name, content, received_on, by, reason, accept_warnings, by_finding=by_finding or {})
    with reading(database) as connection:
        return _receive(database, connection, delivery, partial(_kept_and_read, database, content, reader))


def _receive(database: Path, connection: Connection, delivery: Delivery, read: Callable[[], Reading]) -> Receipt:
    """Take in one file; `read` keeps its bytes, and is only asked for what is not in force at this moment."""
    sha256, name = files.sha256_of(delivery.content), files.kept_name(delivery.file)
    repeated = _repeated(connection, sha256)
    if repeated is not None:
        return replace(repeated, file=name)
    held = read()
    try:
        with writing(database) as ledger:
            receipt = taken(ledger, delivery, sha256, len(delivery.content), held)
            if receipt.outcome is Outcome.DUPLICATE:
                raise _AlreadyThere(receipt)
            return receipt
    except _AlreadyThere as there:
        return there.receipt


def taken(ledger: Connection, delivery: Delivery, sha256: str, size: int, read: Reading) -> Receipt:
    """Take in a file that has been read and whose bytes are kept, within an open transaction.

    The delivery's content is not looked at. A file that is in force already changes nothing.
    """
    name = files.kept_name(delivery.file)
    repeated = _repeated(ledger, sha256)
    if repeated is not None:
        return replace(repeated, file=name)
    form, refusal = read
    arrival = _Arrival(
        name,
        sha256,
        size,
        delivery.received_on,
        delivery.at or now_text(),
        delivery.by,
        delivery.reason,
    )
    return _record(ledger, arrival, form, refusal, delivery.reasons)


def _kept_and_read(database: Path, content: bytes, reader: Reads) -> Reading:
    """The bytes are safe in the store before the ledger can mention them."""
    files.keep(database, content)
    return reading_of(partial(reader.read, content))


@dataclass(frozen=True, slots=True)
class _Arrival:
    file: str
    sha256: str
    size: int
    received_on: date
    at: str
    by: str
    reason: str | None


class _AlreadyThere(Exception):
    """The same file came in force while this one was being read; rolls the transaction back."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt)
        self.receipt = receipt


def reading_of(read: Callable[[], ParsedForm]) -> Reading:
    """The form that is read, or the finding that there is none to be read."""
    try:
        return read(), ()
    except UploadRefused as fault:
        facts = tuple(fault.facts.items())
        return None, (Issue(Severity.BLOCKING, fault.code, fault.sheet, fault.cell, None, facts),)


def _record(
    connection: Connection,
    arrival: _Arrival,
    form: ParsedForm | None,
    refusal: tuple[Issue, ...],
    reasons: Reasons,
) -> Receipt:
    case = return_case(connection, form) if form else None
    issues = _findings(connection, form, case, arrival.received_on) if form else refusal
    answers = {n: reasons.of(issue) for n, issue in enumerate(issues) if asks_reason(issue)}
    unanswered = None in answers.values()
    outcome = Outcome.REFUSED if is_blocked(issues) or unanswered or form is None or case is None else Outcome.ACCEPTED
    accepted = outcome is Outcome.ACCEPTED
    waits = accepted and review_store.rules(connection).needed
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
        received_on=arrival.received_on.isoformat(),
        received_at=arrival.at,
        uploaded_by=arrival.by,
        reason=arrival.reason,
        n_values=len(form.lines) if form and accepted else 0,
        needs_review=waits,
    )
    ledger_store.add_findings(connection, number, issues)
    if form and form.reading and case:
        own_memory.keep(connection, number, form.reading, case.context, case.agency_id, arrival.by, arrival.at)
    if accepted and form and case:
        ledger_store.add_answers(connection, number, {n: reason for n, reason in answers.items() if reason})
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
        waits=waits,
    )


def _store_figures(connection: Connection, number: int, form: ParsedForm, case: ReturnCase, arrival: _Arrival) -> None:
    ids = {indicator.code: row_id for row_id, indicator in case.context.indicators.items()}
    ledger_store.add_cells(connection, number, form.cells)
    ledger_store.add_lines(connection, number, form.sheet, form.lines, ids)
    period = form.fingerprint.period
    act = Act(_cause(connection, case, period, arrival.received_on), arrival.at, submission=number)
    kept_store.place_return(connection, case.context.summary.id, case.agency_id, period)
    assessment.reassess(connection, case.context, [case.agency_id], period, act)


def _cause(connection: Connection, case: ReturnCase, period: Period, received_on: date) -> ChangeCause:
    """Why figures come in: they correct those in force, come late, or are the period's first."""
    if kept_store.return_in_force(connection, case.context.summary.id, case.agency_id, period) is not None:
        return ChangeCause.CORRECTION
    is_late = received_on > settings_store.calendar(connection).due_date(period)
    return ChangeCause.LATE_RETURN if is_late else ChangeCause.NEW_PERIOD


def _findings(
    connection: Connection, form: ParsedForm, case: ReturnCase | None, received_on: date
) -> tuple[Issue, ...]:
    return (*form.issues, *check_form(form, form_context(connection, form, case, received_on)))


def _changes(connection: Connection, case: ReturnCase, form: ParsedForm) -> tuple[Change, ...]:
    before = lines_in_force(connection, case, form.fingerprint.period)
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


def _repeated(connection: Connection, sha256: str) -> Receipt | None:
    """The receipt of the submission in force with just these bytes, if there is one."""
    duplicate = kept_store.submission_in_force(connection, sha256)
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
        waits=first.state.is_waiting,
    )
