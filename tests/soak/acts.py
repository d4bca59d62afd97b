"""What is killed: acts on a ledger in a process of their own, which tell of a thing done only once it is done.

`python -m tests.soak.acts ACT LEDGER FOLDER` says «ready», then one line per thing done. In the environment:
KILL_AT kills the process at its n-th step (see `stepping`); BROKEN makes one of the faults that the harness must find;
MOST_PAGES and MOST_BYTES are the room that the ledger, or any file, has: the disk is full beyond it.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

from lib.domain.errors import LedgerError
from lib.domain.period import Period
from lib.domain.recognition import RecognitionReason
from lib.storage import database, kept_store, ledger_store
from lib.storage.database import Connection, reading
from lib.workflows import keep_safe, load_catalog, lock_period, receive_submission, recognise, undo_submission

AT, BY = "2026-05-21T00:00:00+00:00", "thư ký"
LOCKED = [("QUANGTRI-VP-2026", Period(2026, month)) for month in range(1, 13)]


def upload(ledger: Path, folder: Path) -> Iterator[str]:
    """The returns of a folder, one submission each."""
    files = [(place.name, place.read_bytes()) for place in sorted(folder.glob("*.xlsx"))]
    options = {"received_on": date(2026, 5, 20), "by": BY, "accept_warnings": True}
    for receipt in receive_submission.receive_files(ledger, files, **options):  # type: ignore[arg-type]
        yield f"submission {receipt.submission}"


def undo(ledger: Path, _folder: Path) -> Iterator[str]:
    """Every file in force is taken out of force."""
    with reading(ledger) as connection:
        standing = [ledger_store.submission(connection, n) for n in ledger_store.accepted_numbers(connection)]
    for submission in standing:
        if submission is not None and not submission.undone:
            undo_submission.undo(ledger, submission.id, reason="nhầm", at=AT, by=BY)
            yield f"undo {submission.id}"


def not_recognise(ledger: Path, _folder: Path) -> Iterator[str]:
    """Every figure of the newest files is not recognised."""
    with reading(ledger) as connection:
        figures = connection.execute(
            "SELECT plan.code, agency.code, indicator.code, period FROM figure "
            "JOIN indicator ON indicator.id = indicator_id JOIN plan ON plan.id = plan_id "
            "JOIN agency ON agency.id = agency_id WHERE recognised = 1 "
            "ORDER BY period, agency_id, indicator_id LIMIT 30"
        ).fetchall()
    for plan, agency, indicator, period in figures:
        number = recognise.not_recognise(
            ledger, plan, agency, indicator, Period.of_index(period), RecognitionReason.PARALLEL_PAPER, "", at=AT, by=BY
        )
        yield f"decision {number}"


def lock(ledger: Path, _folder: Path) -> Iterator[str]:
    """The months of a plan are locked."""
    for plan, period in LOCKED:
        if not _is_locked(ledger, period):
            lock_period.lock_period(ledger, plan, period, reason="đã chốt", at=AT, by=BY)
        yield f"lock {period.index}"


def _is_locked(ledger: Path, period: Period) -> bool:
    with reading(ledger) as connection:
        return bool(connection.execute("SELECT 1 FROM period_lock WHERE period = ?", (period.index,)).fetchone())


def migrate(ledger: Path, _folder: Path) -> Iterator[str]:
    """An older ledger is brought up to date."""
    database.prepare(ledger)
    yield "prepared"


def set_up(ledger: Path, _folder: Path) -> Iterator[str]:
    """A ledger is made, with all that is shipped."""
    load_catalog.set_up(ledger, at=AT, by=BY)
    yield "set up"


def copy_beside(ledger: Path) -> Path:
    """Where the copies of a ledger are put."""
    return ledger.with_name(f"{ledger.stem}-copies") / "copy.db"


def back_up(ledger: Path, _folder: Path) -> Iterator[str]:
    """Copies of a ledger, one over another."""
    for n in range(4):
        keep_safe.back_up(ledger, copy_beside(ledger))
        yield f"copy {n}"


ACTS: dict[str, Callable[[Path, Path], Iterator[str]]] = {
    act.__name__: act for act in (upload, undo, not_recognise, lock, migrate, set_up, back_up)
}


# Where it is killed, and what is broken on purpose


Step = Callable[[str], object]
_WITH_FILES = {"os.mkdir", "os.rename", "os.remove", "tempfile.mkstemp"}
_CALLS = ("fsync",)


@contextmanager
def stepping(folder: Path, step: Step) -> Iterator[None]:
    """Call `step`, with its name, before each thing that an act does in this process to what lasts.

    That is each statement of SQL, each file of a folder made, renamed or removed, each sync.
    """
    connect, is_on = database._connect, True
    calls = {name: getattr(os, name) for name in _CALLS if hasattr(os, name)}

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if is_on and event in _WITH_FILES and str(arguments[0]).startswith(str(folder)):
            step(event)

    def traced(*args: object, **options: object) -> Connection:
        connection = connect(*args, **options)  # type: ignore[arg-type]
        connection.set_trace_callback(lambda _sql: step("statement"))
        return connection

    def stepped(name: str) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            step(name)
            return calls[name](*args, **options)

        return call

    sys.addaudithook(heard)  # there to the end of the process
    database._connect = traced
    for name in calls:
        setattr(os, name, stepped(name))
    try:
        yield
    finally:
        is_on, database._connect = False, connect
        for name, call in calls.items():
            setattr(os, name, call)


def steps_of(act: str, ledger: Path, folder: Path) -> list[str]:
    """Do an act to its end, in this process; the name of each of its steps."""
    seen: list[str] = []
    with stepping(ledger.parent, seen.append):
        list(ACTS[act](ledger, folder))
    return seen


def kill_at(number: int) -> Step:
    """A step that ends this process, as `kill -9` does, when it is the n-th."""
    count = itertools.count(1)

    def step(_name: str) -> None:
        if next(count) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


@contextmanager
def without_transaction(path: Path) -> Iterator[Connection]:
    """What `writing` would be if every statement stood alone."""
    connection = database._open(path)
    try:
        connection.execute("UPDATE revision SET number = number + 1 WHERE id = 1")
        yield connection
    finally:
        connection.close()


def said_before_it_is_kept(*_args: object, **_options: object) -> None:
    """The receipt shown before the transaction is over; then the process dies."""
    say("submission 1")
    os.kill(os.getpid(), signal.SIGKILL)


def break_something(what: str) -> None:
    """Make one of the faults that the harness must find."""
    if what == "no transaction":
        receive_submission.writing = without_transaction  # type: ignore[attr-defined]
    elif what == "too early":
        ledger_store.add_event = said_before_it_is_kept  # type: ignore[assignment]
    elif what == "no bytes":
        receive_submission.files.keep = lambda _ledger, content: receive_submission.files.sha256_of(content)
    elif what == "no figures":
        kept_store.place_return = lambda *_args: None


def bound_disk(ledger: Path) -> None:
    """Let the ledger have only so many more pages, or any file only so many bytes."""
    if "MOST_BYTES" in os.environ:
        import resource  # Unix only: elsewhere this module must still be importable

        most = int(os.environ["MOST_BYTES"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    if "MOST_PAGES" in os.environ:
        connect, most = database._connect, int(os.environ["MOST_PAGES"])

        def bounded(path: Path | str, **options: bool) -> Connection:
            connection = connect(path, **options)
            if path == ledger:
                connection.execute(f"PRAGMA max_page_count = {most:d}")
            return connection

        database._connect = bounded


def say(line: str) -> None:
    """Tell the harness something, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(act: str, ledger: str, folder: str) -> None:
    """Do one act and tell of each thing done."""
    if "BROKEN" in os.environ:
        break_something(os.environ["BROKEN"])
    say("ready")
    bound_disk(Path(ledger))
    step = kill_at(int(os.environ["KILL_AT"])) if "KILL_AT" in os.environ else None
    with stepping(Path(ledger).parent, step) if step else nullcontext():
        try:
            for done in ACTS[act](Path(ledger), Path(folder)):
                say(done)
        except LedgerError as fault:
            say(f"told {fault.code}")


if __name__ == "__main__":
    main(*sys.argv[1:])
