"""Opening the ledger: the one place that connects, sets the pragmas and begins a transaction.

Source: measurements of 2026 on SQLite: `BEGIN IMMEDIATE` never loses a race, a deferred `BEGIN`
does; WAL is safe from SQLite 3.51.3 (and 3.50.7, 3.44.6) on, older libraries use a rollback journal.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias, TypeVar

from lib.domain.errors import DatabaseNewer, DatabaseOlder, DatabaseUnusable, LedgerError, Refused
from lib.storage import disk
from lib.storage.migrations import SCHEMA_VERSION, migrate
from lib.storage.sqlite import sqlite3

Connection: TypeAlias = sqlite3.Connection
Row: TypeAlias = sqlite3.Row
Result = TypeVar("Result")
BUSY_SECONDS = 10
_MAGIC = b"SQLite format 3\0"


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite is free of the WAL-reset fault (fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    fixed_branches: dict[tuple[int, ...], int] = {(3, 50): 7, (3, 44): 6}
    return version >= (3, 51, 3) or version[2] >= fixed_branches.get(version[:2], 10**6)


def prepare(path: Path) -> None:
    """Create the ledger, or bring an older one up to date. Repeated, it changes nothing.

    Of an older ledger a copy stays beside it, as it was («<name>.version-1.db»).

    Raises: DatabaseNewer when a newer program wrote the file; DatabaseUnusable when it is no ledger;
    Refused (`disk-full`, `disk-fault`): the ledger is then as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_foreign(path):
            raise _unusable(path, "not SQLite")  # SQLite takes a file of a few bytes for an empty one
        connection = _connect(path)
        try:
            version = _patiently(_version, connection, path)
            if version < SCHEMA_VERSION:
                _patiently(_set_journal, connection)
                if version:
                    _put_aside(connection, path.with_name(f"{path.stem}.version-{version}{path.suffix}"))
                _migrate(connection, path)
        finally:
            connection.close()
    except OSError as fault:
        raise _unusable(path, str(fault)) from fault
    except sqlite3.DatabaseError as fault:
        raise _told(path, fault) from fault


def is_foreign(path: Path) -> bool:
    """Whether something other than a SQLite database lies at a place; an empty file is nothing yet.

    Raises: OSError when it cannot be looked at.
    """
    if not path.is_file():
        return path.exists()
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) not in (b"", _MAGIC)


def _migrate(connection: Connection, path: Path) -> None:
    """Every missing step in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    if _version(connection, path) < SCHEMA_VERSION:  # another process may have been quicker
        migrate(connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION:d}")
    connection.execute("COMMIT")


def _put_aside(connection: Connection, copy: Path) -> None:
    """Keep the ledger as it is before its schema changes; a copy that is there already is the older one, and stays."""
    if copy.exists():
        return
    half = copy.with_name(copy.name + ".half")
    half.unlink(missing_ok=True)
    try:
        _copy(connection, half)
        half.replace(copy)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection that cannot write, for one operation; rows answer to column names.

    Raises: DatabaseUnusable when the file is missing, damaged or no ledger; DatabaseOlder; DatabaseNewer;
    Refused (`disk-full`, `disk-fault`).
    """
    connection = _open(path)
    try:
        connection.execute("PRAGMA query_only = ON")
        yield connection
    except sqlite3.DatabaseError as fault:
        if type(fault) is not sqlite3.DatabaseError and disk.refusal(fault) is None:
            raise  # a fault of the program, not of the file
        raise _told(path, fault) from fault
    finally:
        connection.close()


@contextmanager
def reading_only(path: Path) -> Iterator[Connection]:
    """A connection that cannot write to the ledger's file, but may have temporary tables of its own.

    Raises: DatabaseUnusable when the file is missing, damaged or no ledger; DatabaseOlder; DatabaseNewer.
    """
    opened = _open(path)
    try:  # opened beside it, so that the log of a WAL ledger is there to be read
        connection = _connect(path.absolute().as_uri() + "?mode=ro", uri=True)
    finally:
        opened.close()
    try:
        yield connection
    except sqlite3.DatabaseError as fault:
        if type(fault) is not sqlite3.DatabaseError:
            raise
        raise _unusable(path, str(fault)) from fault
    finally:
        connection.close()


@contextmanager
def writing(path: Path) -> Iterator[Connection]:
    """One transaction that bumps the revision first; everything or nothing.

    Raises: as `noting`.
    """
    with noting(path) as connection:
        connection.execute("UPDATE revision SET number = number + 1 WHERE id = 1")
        yield connection


@contextmanager
def noting(path: Path) -> Iterator[Connection]:
    """One transaction for what no cached read shows (the progress of a job); everything or nothing.

    Raises: Refused (`database-busy`) when another writer keeps the ledger longer than the wait, (`disk-full`,
    `disk-fault`); DatabaseUnusable when the file is missing or no ledger; DatabaseOlder; DatabaseNewer.
    """
    connection = _open(path)
    try:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            raise disk.refusal(fault) or Refused("database-busy") from fault
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException as fault:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(fault, sqlite3.Error) and (refused := disk.refusal(fault)):
                raise refused from fault
            raise
    finally:
        connection.close()


@contextmanager
def trying(path: Path) -> Iterator[Connection]:
    """One transaction that is taken back at its end: what would happen, without it happening.

    Raises: as `noting`.
    """
    try:
        with noting(path) as connection:
            yield connection
            raise _TakenBack
    except _TakenBack:
        pass


class _TakenBack(Exception):
    """Ends a transaction without keeping it."""


def revision(path: Path) -> int:
    """How many writes the ledger has seen: the key under which read rows may be cached."""
    with reading(path) as connection:
        return int(connection.execute("SELECT number FROM revision WHERE id = 1").fetchone()[0])


def lasting(path: Path) -> Connection:
    """A connection that cannot write, to be kept open and used by one thread at a time; see `lib.storage.pulse`.

    Raises: DatabaseUnusable when the file is missing, damaged or no ledger; DatabaseOlder; DatabaseNewer.
    """
    connection = _open(path, any_thread=True)
    connection.execute("PRAGMA query_only = ON")
    return connection


def integrity_faults(path: Path) -> list[str]:
    """What SQLite itself finds wrong with the file: empty when it is whole."""
    with reading(path) as connection:
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"foreign key: {tuple(row)}" for row in connection.execute("PRAGMA foreign_key_check")]
    return faults


def copy_to(path: Path, destination: Path) -> None:
    """A whole and consistent copy, also while others write (SQLite's backup, never a file copy).

    Raises: DatabaseUnusable when the file is missing or no ledger; DatabaseOlder; DatabaseNewer.
    """
    source = _open(path)
    try:
        _copy(source, destination)
    finally:
        source.close()


def _copy(source: Connection, destination: Path) -> None:
    target = sqlite3.connect(destination)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()


def _open(path: Path, any_thread: bool = False) -> Connection:
    """A connection to a ledger of this version that is already there."""
    if not path.exists():
        raise DatabaseUnusable("database-missing", path=path.name)
    try:
        connection = _connect(path, any_thread=any_thread)
    except sqlite3.DatabaseError as fault:
        raise _told(path, fault) from fault
    try:
        version = _patiently(_version, connection, path)
        if not version:
            raise _unusable(path, "user_version 0")
        if version < SCHEMA_VERSION:
            raise DatabaseOlder("database-older", path=path.name)
        _patiently(_set_journal, connection)
    except sqlite3.DatabaseError as fault:
        connection.close()
        raise _told(path, fault) from fault
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path | str, uri: bool = False, any_thread: bool = False) -> Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, uri=uri, check_same_thread=not any_thread
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # so that REPLACE meets the guards of the ledger too
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _patiently(act: Callable[..., Result], *given: object) -> Result:
    """Wait where SQLite does not: while another connection opens the log, or as the last to go clears it away."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return act(*given)
        except sqlite3.OperationalError as fault:
            if not disk.is_busy(fault) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _set_journal(connection: Connection) -> None:
    if wal_is_safe():
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    else:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")


def _version(connection: Connection, path: Path) -> int:
    """The schema's version, 0 for a new file; both facts in one statement, so of one moment."""
    version, n_objects = connection.execute(
        "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_master)"
    ).fetchone()
    if version > SCHEMA_VERSION:
        raise DatabaseNewer("database-newer", path=path.name)
    if version == 0 and n_objects:
        raise _unusable(path, "user_version 0")  # another program's database
    return int(version)


def _told(path: Path, fault: Exception) -> LedgerError:
    """What an error of SQLite means: the disk, another connection, or the file."""
    if disk.is_busy(fault):
        return Refused("database-busy")
    return disk.refusal(fault) or _unusable(path, str(fault))


def _unusable(path: Path, detail: str) -> DatabaseUnusable:
    return DatabaseUnusable("database-unusable", path=path.name, detail=detail)
