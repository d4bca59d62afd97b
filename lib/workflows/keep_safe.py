"""Backups, and the proof that the ledger is whole: every value re-read from its stored original."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lib.domain.errors import NotFound, Refused, UploadRefused
from lib.domain.submission import Line, ParsedForm
from lib.excel.reader import FormReader
from lib.storage import catalog_store, database, disk, files, ledger_store
from lib.storage.database import reading, trying
from lib.storage.kept_rows import kept_rows
from lib.workflows import assessment
from lib.workflows.receive_own import reader_of

_HALF = ".backup-"  # begins the name of a copy that is still being written


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and every fault found; an empty `faults` is a whole ledger."""

    n_submissions: int
    n_values: int
    n_originals: int
    n_events: int
    faults: tuple[str, ...]


def back_up(path: Path, destination: Path) -> None:
    """A checked copy of the ledger with its originals in `<name>-files` beside it.

    Raises: Refused (`backup-damaged`) when the copy is not whole, (`backup-onto-itself`, `backup-onto-other`) when
    something else lies there, (`disk-full`, `disk-fault`); the destination is then as it was. DatabaseUnusable when
    there is no ledger to copy.
    """
    if destination.exists() and destination.samefile(path):
        raise Refused("backup-onto-itself", path=destination.name)
    database.revision(path)
    with disk.told():
        if database.is_foreign(destination):
            raise Refused("backup-onto-other", path=destination.name)
        _copy_checked(path, destination)


def _copy_checked(path: Path, destination: Path) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    files.clear_stale(destination.parent.glob(f"{_HALF}*"))
    handle, name = tempfile.mkstemp(dir=destination.parent, prefix=_HALF)
    os.close(handle)
    temporary = Path(name)
    try:
        database.copy_to(path, temporary)
        if database.integrity_faults(temporary):
            raise Refused("backup-damaged", path=destination.name)
        files.copy_originals(path, destination)
        _unlink(*_beside(destination))  # the log of an older ledger must not be played into the copy
        temporary.replace(destination)
    finally:
        _unlink(temporary, *_beside(temporary))


def verify(path: Path) -> Verified:
    """Look at everything: the file, the originals, the chain of events, each value, the kept tables."""
    faults = [f"integrity: {fault}" for fault in database.integrity_faults(path)]
    with reading(path) as connection:
        numbers = ledger_store.accepted_numbers(connection)
        originals = ledger_store.blob_names(connection)
        events = ledger_store.events(connection)
        faults += _chain_faults(events)
        faults += _original_faults(path, originals)
        n_values, wrong = _value_faults(path, connection, numbers)
    faults += wrong
    faults += _kept_faults(path)
    return Verified(len(numbers), n_values, len(originals), len(events), tuple(faults))


def _beside(place: Path) -> tuple[Path, ...]:
    return tuple(Path(f"{place}{end}") for end in ("-wal", "-shm", "-journal"))


def _unlink(*places: Path) -> None:
    for place in places:
        place.unlink(missing_ok=True)


def _chain_faults(events: tuple[ledger_store.Event, ...]) -> list[str]:
    faults = []
    previous = ""
    for event in reversed(events):
        expected = ledger_store.event_hash(previous, event.at, event.actor, event.action, event.object, event.detail)
        if event.previous_hash != previous or event.hash != expected:
            faults.append(f"event {event.id}: the chain is broken")
        previous = event.hash
    return faults


def _original_faults(path: Path, originals: tuple[str, ...]) -> list[str]:
    faults = []
    for sha256 in originals:
        try:
            if files.sha256_of(files.original(path, sha256)) != sha256:
                faults.append(f"original {sha256}: its bytes have changed")
        except NotFound:
            faults.append(f"original {sha256}: missing")
    return faults


def _value_faults(path: Path, connection: database.Connection, numbers: tuple[int, ...]) -> tuple[int, list[str]]:
    faults: list[str] = []
    n_values = 0
    with FormReader() as reader:
        for number in numbers:
            submission = ledger_store.submission(connection, number)
            assert submission is not None
            stored = ledger_store.lines(connection, number)
            n_values += len(stored)
            try:
                form = reader_of(connection, number, reader).read(files.original(path, submission.sha256))
            except (NotFound, UploadRefused) as fault:
                faults.append(f"submission {number}: its original cannot be read again ({fault.code})")
                continue
            faults += _line_faults(number, stored, form)
    return n_values, faults


def _line_faults(number: int, stored: dict[int, Line], form: ParsedForm) -> list[str]:
    read = {line.indicator_code: line for line in form.lines}
    faults = []
    for line in stored.values():
        again = read.pop(line.indicator_code, None)
        if again is None or (line.answer, line.a, line.b, line.value) != (again.answer, again.a, again.b, again.value):
            faults.append(f"submission {number}, {line.indicator_code}: the ledger and the original differ")
    faults += [f"submission {number}, {code}: in the original, not in the ledger" for code in read]
    return faults


def _kept_faults(path: Path) -> list[str]:
    """Kept tables against a recount."""
    return [f"kept table {name} differs from a recount" for name, n_rows in recount(path).items() if n_rows]


def recount(path: Path) -> dict[str, int]:
    """How many rows of each kept table a recount would make otherwise; it is rolled back again."""
    with trying(path) as connection:
        before = kept_rows(connection)
        for summary in catalog_store.plan_summaries(connection):
            assessment.rebuild(connection, summary.code)
        after = kept_rows(connection)
    return {name: len({*before[name]} ^ {*after[name]}) for name in before}
