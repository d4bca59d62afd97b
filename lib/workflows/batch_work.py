"""What a worker does on a job: reads its files, judges them in their order, and takes in those that were confirmed.

Each file is taken in one transaction together with the mark on its row of the job, so that a worker that dies at any
moment neither loses nor doubles a file; the next one goes on where it was. A worker holds a job by a lease that it
stretches while it works, and looks inside every transaction whether it still holds it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from lib.domain.batch import Candidate, Verdict, verdicts
from lib.domain.errors import NotFound, UploadRefused
from lib.domain.issue import Issue
from lib.domain.job import FileEnd, keeps_promise
from lib.domain.submission import Outcome
from lib.excel.form_json import dump_form, dump_refusal, load_form
from lib.excel.reader import FormReader
from lib.storage import files, job_store, ledger_store, settings_store
from lib.storage.database import Connection, noting, reading, revision, trying, writing
from lib.storage.job_store import Job, JobFile, Judgement
from lib.workflows.clock import moment_text, now_text, today
from lib.workflows.receive_submission import Delivery, Preview, Reading, judged, reading_of, taken

LEASE_SECONDS = 10.0
_BEAT_SECONDS = 2.0
_NOTE_SECONDS = 0.3  # what was read is written down together: as often as a page that watches can show it
_JUDGED_PER_BEAT = 50
_AHEAD = 3  # files at the reading children, of which there are two
_TAKABLE = (Verdict.READY, Verdict.ASKS_REASON)


class _LostHold(Exception):
    """Another worker has the job by now: this one slept longer than its lease."""


class _NotTaken(Exception):
    """A file is judged otherwise than it was promised, or in force already; takes its transaction back."""

    def __init__(self, end: FileEnd, findings: tuple[Issue, ...] | None = None, submission: int | None = None) -> None:
        super().__init__(end)
        self.end, self.findings, self.submission = end, findings, submission


@dataclass(frozen=True, slots=True)
class _Hold:
    """A worker's hold on a job."""

    database: Path
    job: int
    worker: str

    def stretch(self, ledger: Connection) -> None:
        """Hold on, within an open transaction.

        Raises: _LostHold.
        """
        if not job_store.keeps_hold(ledger, self.job, self.worker, _until()):
            raise _LostHold

    def beat(self) -> None:
        """Hold on while nothing is to be written.

        Raises: _LostHold.
        """
        with noting(self.database) as ledger:
            self.stretch(ledger)


def work(database: Path, reader: FormReader, worker: str) -> bool:
    """Do all there is to be done on the next job that nobody is at; false when there is none."""
    with noting(database) as ledger:
        number = job_store.claim(ledger, worker, now_text(), _until())
    if number is None:
        return False
    hold = _Hold(database, number, worker)
    with reading(database) as connection:  # open to the end, so that SQLite need not make its journal anew each time
        job = job_store.job(connection, number)
        assert job is not None
        try:
            if job.decision is None:
                _judge(hold, reader)
            else:
                _take(hold, job, reader)
        except _LostHold:
            return True
        with noting(database) as ledger:
            job_store.let_go(ledger, number, worker)
    return True


def is_held(database: Path) -> bool:
    """Whether a worker is at a job, which may have to be taken over from it."""
    with reading(database) as connection:
        return job_store.is_held(connection, now_text())


def _read(hold: _Hold, reader: FormReader, wanted: Iterable[JobFile]) -> dict[int, Reading]:
    """What stands in some files of the job, by position: what is unread is read, two files at once, and kept."""
    with reading(hold.database) as connection:
        read = _kept_readings(connection, hold.job)
    left = [(file.position, file.sha256 or "") for file in wanted if file.position not in read]
    left.reverse()
    at_work: dict[Future[bytes], int] = {}
    found: dict[int, bytes] = {}
    noted = time.monotonic()
    with ThreadPoolExecutor(_AHEAD) as pool:
        try:
            while left or at_work:
                while left and len(at_work) < _AHEAD:
                    position, sha256 = left.pop()
                    at_work[pool.submit(_reading, hold.database, sha256, reader)] = position
                finished, _ = wait(at_work, timeout=_BEAT_SECONDS, return_when=FIRST_COMPLETED)
                new = {at_work.pop(future): future.result() for future in finished}
                read |= {position: reading_of(partial(load_form, text)) for position, text in new.items()}
                found |= new
                if not at_work or time.monotonic() > noted + _NOTE_SECONDS:
                    _note_readings(hold, found)
                    found, noted = {}, time.monotonic()
        finally:
            pool.shutdown(cancel_futures=True)
    return read


def _kept_readings(connection: Connection, number: int) -> dict[int, Reading]:
    """What was read before in the files of a job; what was kept in another form counts as unread."""
    read = {}
    for position, text in job_store.readings(connection, number).items():
        with suppress(ValueError):
            read[position] = reading_of(partial(load_form, text))
    return read


def _note_readings(hold: _Hold, found: Mapping[int, bytes]) -> None:
    with noting(hold.database) as ledger:
        hold.stretch(ledger)
        for position, read in found.items():
            job_store.put_reading(ledger, hold.job, position, read, now_text())


def _reading(database: Path, sha256: str, reader: FormReader) -> bytes:
    """What is read in a kept file, as it is kept until the file is taken; one that cannot be read is refused."""
    try:
        return dump_form(reader.read(files.original(database, sha256)))
    except UploadRefused as refusal:
        return dump_refusal(refusal)
    except (NotFound, OSError) as fault:  # one original that is gone must not hold the others back
        return dump_refusal(UploadRefused("file-unreadable", fault=type(fault).__name__))


def _judge(hold: _Hold, reader: FormReader) -> None:
    """Hold every file against the ledger; of several periods of an agency each after those before it."""
    with reading(hold.database) as connection:
        returns = [file for file in job_store.job_files(connection, hold.job) if file.left_out is None]
    read = _read(hold, reader, returns)
    against = revision(hold.database)
    with reading(hold.database) as connection:
        day = settings_store.demo_day(connection) or today()
        seen = {}
        for n, file in enumerate(returns, start=1):
            seen[file.position] = judged(connection, file.file, file.sha256 or "", read[file.position], day)
            if not n % _JUDGED_PER_BEAT:
                hold.beat()
    found = dict(zip(seen, verdicts([_candidate(one) for one in seen.values()]), strict=True))
    for chain in _chains(returns, seen, found):
        hold.beat()
        seen |= _judged_in_turn(hold.database, chain, read, day)
    found = dict(zip(seen, verdicts([_candidate(one) for one in seen.values()]), strict=True))
    with noting(hold.database) as ledger:
        hold.stretch(ledger)
        job = job_store.job(ledger, hold.job)
        if job is not None and job.decision is None:
            judgements = [_judgement(file.position, seen[file.position], found[file.position]) for file in returns]
            job_store.put_judgements(ledger, hold.job, judgements, against)


def _chains(
    returns: Iterable[JobFile], seen: Mapping[int, Preview], found: Mapping[int, Verdict]
) -> list[list[JobFile]]:
    """The takable files of each agency and plan that has several, oldest period first."""
    chains: dict[tuple[int | None, int | None], list[JobFile]] = {}
    for file in returns:
        one = seen[file.position]
        if found[file.position] in _TAKABLE and one.form:
            placed = replace(file, period=one.form.fingerprint.period)
            chains.setdefault((one.plan_id, one.agency_id), []).append(placed)
    return [sorted(chain, key=lambda file: file.place_in_time) for chain in chains.values() if len(chain) > 1]


def _judged_in_turn(
    database: Path, chain: Iterable[JobFile], read: Mapping[int, Reading], day: date
) -> dict[int, Preview]:
    """Each file judged after those before it were taken; all of it is taken back."""
    seen = {}
    with trying(database) as ledger:
        for file in chain:
            seen[file.position] = judged(ledger, file.file, file.sha256 or "", read[file.position], day)
            trial = Delivery(file.file, b"", day, "trial", reason="trial", accept_warnings=True)
            taken(ledger, trial, file.sha256 or "", 0, read[file.position])
    return seen


def _candidate(seen: Preview) -> Candidate:
    mark = seen.form.fingerprint if seen.form else None
    return Candidate(
        sha256=seen.sha256,
        about=(mark.plan_code, mark.agency_code, mark.period) if mark else None,
        is_blocked=seen.blocked,
        asks_reason=seen.asks_reason,
        is_in_force=seen.duplicate_of is not None,
    )


def _judgement(position: int, seen: Preview, verdict: Verdict) -> Judgement:
    period = seen.form.fingerprint.period if seen.form else None
    return Judgement(position, seen.plan_id, seen.agency_id, period, verdict, seen.issues)


def _take(hold: _Hold, job: Job, reader: FormReader) -> None:
    """Take the confirmed files in their order, each whole and with its mark."""
    with reading(hold.database) as connection:
        promised = [file for file in job_store.job_files(connection, hold.job) if file.promised and not file.became]
    read = _read(hold, reader, promised)
    for file in sorted(promised, key=lambda file: file.place_in_time):
        try:
            with writing(hold.database) as ledger:
                _take_one(ledger, hold, job, file, read[file.position])
        except _NotTaken as told:
            with noting(hold.database) as ledger:
                hold.stretch(ledger)
                end = partial(job_store.put_end, ledger, hold.job, file.position, told.end)
                end(at=now_text(), submission=told.submission, findings=told.findings)


def _take_one(ledger: Connection, hold: _Hold, job: Job, file: JobFile, read: Reading) -> None:
    """One file into the ledger and the mark onto its row.

    Raises: _NotTaken when it is not any more what was promised; _LostHold.
    """
    hold.stretch(ledger)
    if not job_store.is_left(ledger, hold.job, file.position):
        return
    assert job.decided_by and job.received_on and file.sha256 and file.promised
    reason = job.reason if file.promised is Verdict.ASKS_REASON else None
    delivery = Delivery(file.file, b"", job.received_on, job.decided_by, reason, accept_warnings=reason is not None)
    receipt = taken(ledger, delivery, file.sha256, ledger_store.blob_size(ledger, file.sha256), read)
    if receipt.outcome is Outcome.DUPLICATE:
        raise _NotTaken(FileEnd.DUPLICATE, submission=receipt.submission)
    if not keeps_promise(file.promised, file.findings, receipt.issues):
        raise _NotTaken(FileEnd.CHANGED, receipt.issues)
    became = FileEnd.ACCEPTED if receipt.outcome is Outcome.ACCEPTED else FileEnd.REFUSED
    end = partial(job_store.put_end, ledger, hold.job, file.position, became)
    end(at=now_text(), submission=receipt.submission, findings=receipt.issues)


def _until() -> str:
    return moment_text(datetime.now(UTC) + timedelta(seconds=LEASE_SECONDS))
