"""Many returns at once: opened, previewed together, and those that a person confirms taken in one after the other.

Each file is its own transaction (`receive_submission`), so a batch that was broken off is simply sent again:
what was taken is known by its bytes and not counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lib.domain.batch import Candidate, Verdict, verdicts
from lib.domain.errors import UploadRefused
from lib.domain.submission import Outcome
from lib.excel import return_archive
from lib.excel.package import pack
from lib.excel.reader import FormReader
from lib.excel.return_archive import Skipped, Upload
from lib.storage import ledger_store
from lib.storage.database import Connection, reading
from lib.workflows import receive_submission
from lib.workflows.receive_submission import Delivery, Preview, Receipt

__all__ = [
    "Batch",
    "BatchFile",
    "Skipped",
    "Upload",
    "is_archive",
    "judged",
    "marked_copies",
    "open_uploads",
    "previews",
    "take",
]

_AT_ONCE = 2  # as many as there are reading children


@dataclass(frozen=True, slots=True)
class BatchFile:
    """One file of a batch with what its preview says and what is to be done with it.

    `was_returned`: the ledger has recorded already that just this file went back.
    """

    upload: Upload
    preview: Preview
    verdict: Verdict
    was_returned: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that was sent together: its returns in their order, and what was left out."""

    files: tuple[BatchFile, ...]
    skipped: tuple[Skipped, ...]

    def of(self, *wanted: Verdict) -> tuple[BatchFile, ...]:
        """The files with one of these verdicts."""
        return tuple(file for file in self.files if file.verdict in wanted)


def is_archive(upload: Upload) -> bool:
    """Whether a file is a zip of files."""
    return return_archive.is_archive(upload.name, upload.content)


def open_uploads(uploads: Iterable[Upload]) -> tuple[tuple[Upload, ...], tuple[Skipped, ...]]:
    """The returns among uploaded files, archives opened; an archive that cannot be opened is left out with its code."""
    found: list[Upload] = []
    skipped: list[Skipped] = []
    for upload in uploads:
        if not is_archive(upload):
            found.append(upload)
            continue
        try:
            inside, left_out = return_archive.returns_in(upload.name, upload.content)
        except UploadRefused as fault:
            skipped.append(Skipped(upload.name, fault.code))
        else:
            found.extend(inside)
            skipped.extend(left_out)
    return tuple(found), tuple(skipped)


def previews(database: Path, uploads: Sequence[Upload], reader: FormReader) -> Iterator[Preview]:
    """The preview of each file in its order, read by two children at once; nothing is written."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        looked = [pool.submit(receive_submission.preview, database, u.content, u.name, reader) for u in uploads]
        try:
            for preview in looked:
                yield preview.result()
        finally:
            pool.shutdown(cancel_futures=True)


def judged(
    database: Path, uploads: Sequence[Upload], seen: Sequence[Preview], skipped: Sequence[Skipped] = ()
) -> Batch:
    """The batch with the verdict of each file."""
    found = verdicts([_candidate(preview) for preview in seen])
    with reading(database) as connection:
        files = [
            BatchFile(upload, preview, verdict, _was_returned(connection, preview, verdict))
            for upload, preview, verdict in zip(uploads, seen, found, strict=True)
        ]
    return Batch(tuple(files), tuple(skipped))


def _was_returned(connection: Connection, preview: Preview, verdict: Verdict) -> bool:
    if verdict is not Verdict.FAULTY:
        return False
    known = ledger_store.submissions_of_file(connection, preview.sha256)
    return any(submission.outcome is Outcome.REFUSED for submission in known)


def take(
    database: Path, files: Iterable[BatchFile], *, received_on: date, by: str, reason: str | None
) -> Iterator[Receipt]:
    """Take files in, each whole and in its own transaction; the reason is the answer of those that ask for one."""

    def delivery(file: BatchFile) -> Delivery:
        answer = reason if file.verdict is Verdict.ASKS_REASON else None
        return Delivery(file.upload.name, file.upload.content, received_on, by, answer, accept_warnings=bool(answer))

    return receive_submission.receive_all(database, map(delivery, files))


def marked_copies(files: Iterable[tuple[str, BatchFile]], reader: FormReader) -> bytes:
    """A zip with the annotated copy of each file under the name given with it; those without a copy are left out."""
    parts = []
    for name, file in files:
        try:
            parts.append((name, reader.annotate(file.upload.content, file.preview.issues)))
        except UploadRefused:
            continue
    return pack(tuple(parts))


def _candidate(preview: Preview) -> Candidate:
    mark = preview.form.fingerprint if preview.form else None
    return Candidate(
        sha256=preview.sha256,
        about=(mark.plan_code, mark.agency_code, mark.period) if mark else None,
        is_blocked=preview.blocked,
        asks_reason=preview.asks_reason,
        is_in_force=preview.duplicate_of is not None,
    )
