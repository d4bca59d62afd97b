"""Many files sent at once become a job: kept at once, read and judged by a worker, taken in after a person's word.

What a person does with a job stands here; what the worker does in `batch_work`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from lib.domain.batch import Verdict
from lib.domain.errors import Refused, UploadRefused
from lib.domain.issue import Issue
from lib.domain.job import Decision, promise
from lib.excel import return_archive
from lib.excel.package import pack
from lib.excel.reader import FormReader
from lib.excel.return_archive import Skipped, Upload
from lib.storage import files, job_store, ledger_store
from lib.storage.database import Connection, noting, reading
from lib.storage.job_store import Dropped, JobFile
from lib.workflows.clock import now_text

_AT_ONCE = 8  # files on their way to the disk

__all__ = [
    "Skipped",
    "Upload",
    "cancel",
    "confirm",
    "drop",
    "drop_again",
    "in_folder",
    "is_archive",
    "keep",
    "look_again",
    "marked_copies",
    "open_uploads",
]


def is_archive(upload: Upload) -> bool:
    """Whether a file is a zip of files."""
    return return_archive.is_archive(upload.name, upload.content)


def in_folder(folder: Path) -> Iterator[Path]:
    """The files of a folder and of the folders in it, by name."""
    return (place for place in sorted(folder.rglob("*")) if place.is_file())


def open_uploads(uploads: Iterable[Upload]) -> tuple[tuple[Upload, ...], tuple[Skipped, ...]]:
    """The returns among uploaded files, archives opened; an archive that cannot be opened is left out with its code."""
    found: list[Upload] = []
    skipped: list[Skipped] = []
    for upload in uploads:
        if not is_archive(upload):
            code = return_archive.left_out(upload.name)
            if code is None:
                found.append(upload)
            else:
                skipped.append(Skipped(upload.name, code))
            continue
        try:
            inside, left_out = return_archive.returns_in(upload.name, upload.content)
        except UploadRefused as fault:
            skipped.append(Skipped(upload.name, fault.code))
        else:
            found.extend(inside)
            skipped.extend(left_out)
    return tuple(found), tuple(skipped)


def keep(database: Path, upload: Upload) -> str:
    """Keep the bytes of a file before anything else is done with it; returns their sha256."""
    sha256 = files.keep(database, upload.content)
    with noting(database) as ledger:
        ledger_store.add_blob(ledger, sha256, len(upload.content), upload.name, now_text())
    return sha256


def drop(database: Path, uploads: Iterable[Upload]) -> int:
    """Keep files that were sent together, archives as they came and opened; returns the number of their job.

    The same files sent again while nothing has been decided on them lead to the job that they have already.
    """
    dropped: list[Dropped] = []
    kept: dict[str, Upload] = {}
    for upload in uploads:
        dropped += _dropped(upload, kept)
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # what waits for the disk waits together
        list(pool.map(partial(files.keep, database), [upload.content for upload in kept.values()]))
    return _job_of(database, dropped, kept)


def drop_again(database: Path, number: int, positions: Collection[int]) -> int:
    """Make a new job of some files of another, as they are kept; returns its number."""
    with reading(database) as connection:
        again = [file for file in job_store.job_files(connection, number) if file.position in positions]
    return _job_of(database, [Dropped(file.file, file.sha256, file.archive) for file in again], {})


def confirm(
    database: Path,
    number: int,
    *,
    by: str,
    received_on: date,
    reason: str | None,
    with_faulty: bool,
    chosen: Collection[int] = (),
    judged: int | None,
) -> None:
    """Write down a person's word on a job: what can be taken, is to be taken. A second word changes nothing.

    reason: the answer of the files that ask for one; without it they are not taken. with_faulty: what has faults is
    recorded as returned. chosen: the position of the file that is to count, of several for one agency and period.
    judged: the revision that the verdicts were made on which the person has seen.

    Raises: Refused (`job-judged-anew`) when they have been made anew since, (`job-unknown`).
    """
    at = now_text()
    with noting(database) as ledger:
        job = _undecided(ledger, number)
        if job is None:
            return
        if job.judged_revision != judged:
            raise Refused("job-judged-anew")
        job_store.decide(ledger, number, Decision.CONFIRM, by=by, at=at, received_on=received_on, reason=reason or None)
        for file in job_store.job_files(ledger, number):
            promised = _promise(file, file.position in chosen, bool(reason), with_faulty)
            if promised is not None:
                job_store.put_promise(ledger, number, file.position, promised)
        job_store.forget_readings(ledger, number)
        ledger_store.add_event(ledger, at=at, actor=by, action="confirm_job", subject=f"job {number}")


def cancel(database: Path, number: int, *, by: str | None = None) -> None:
    """Give up a job on which nothing has been decided; its files stay kept, none is taken.

    Raises: Refused (`job-unknown`).
    """
    at = now_text()
    with noting(database) as ledger:
        if _undecided(ledger, number) is None:
            return
        job_store.decide(ledger, number, Decision.CANCEL, by=by, at=at)
        job_store.forget_readings(ledger, number)
        ledger_store.add_event(ledger, at=at, actor=by or "secretariat", action="cancel_job", subject=f"job {number}")


def look_again(database: Path, number: int) -> None:
    """Let a job be judged anew: the ledger has changed."""
    with noting(database) as ledger:
        job_store.ask_judgement(ledger, number)


def marked_copies(database: Path, wanted: Iterable[tuple[str, str, Sequence[Issue]]], reader: FormReader) -> bytes:
    """A zip with annotated copies: each name with its sha256 and findings; those without a copy are left out."""
    parts = []
    for name, sha256, findings in wanted:
        try:
            parts.append((name, reader.annotate(files.original(database, sha256), findings)))
        except UploadRefused:
            continue
    return pack(tuple(parts))


def _dropped(upload: Upload, kept: dict[str, Upload]) -> list[Dropped]:
    """One file as it came, or what lies in it; `kept` gathers whose bytes are to be kept, by their sha256."""
    own = files.sha256_of(upload.content)
    kept.setdefault(own, upload)
    found, skipped = open_uploads([upload])
    dropped = []
    for one in found:
        sha256 = files.sha256_of(one.content)
        kept.setdefault(sha256, one)
        dropped.append(Dropped(one.name, sha256, archive=None if one is upload else own))
    for left_out in skipped:
        is_whole = left_out.name == upload.name
        bytes_of, archive = (own, None) if is_whole else (None, own)
        dropped.append(Dropped(left_out.name, bytes_of, archive, left_out.code))
    return dropped


def _job_of(database: Path, dropped: Sequence[Dropped], kept: dict[str, Upload]) -> int:
    """The job of files whose bytes are kept, new unless the same ones wait already."""
    at = now_text()
    key = hashlib.sha256(repr(dropped).encode()).hexdigest()
    with noting(database) as ledger:
        known = job_store.undecided(ledger, key)
        if known is not None:
            return known
        for sha256, upload in kept.items():
            ledger_store.add_blob(ledger, sha256, len(upload.content), upload.name, at)
        return job_store.add_job(ledger, key, dropped, at)


def _undecided(ledger: Connection, number: int) -> job_store.Job | None:
    job = job_store.job(ledger, number)
    if job is None:
        raise Refused("job-unknown", job=str(number))
    return None if job.decision else job


def _promise(file: JobFile, is_chosen: bool, has_reason: bool, with_faulty: bool) -> Verdict | None:
    """As what a file is confirmed; `None`: it is not taken."""
    if file.verdict is None:
        return None
    found = promise(file.verdict, file.findings, is_chosen)
    wanted = {
        Verdict.READY: True,
        Verdict.ASKS_REASON: has_reason,
        Verdict.FAULTY: with_faulty and not file.was_returned,
    }
    return found if wanted.get(found, False) else None
