"""The ledger as it was known at a moment: a connection that reads the past and cannot write to the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from lib.storage.database import Connection, reading_only
from lib.storage.migrations import statements

_SCRIPT = Path(__file__).parent / "past.sql"


@contextmanager
def reading_past(path: Path, until: str, accepted_only: bool = False) -> Iterator[Connection]:
    """A connection to the ledger as known at a moment (ISO, UTC); its kept tables are empty and its own.

    accepted_only: returns that were not accepted by then are out of sight.

    Raises: DatabaseUnusable when the file is missing, damaged or no ledger; DatabaseOlder; DatabaseNewer.
    """
    with reading_only(path) as connection:
        step_back(connection, until, accepted_only)
        yield connection


def step_back(connection: Connection, until: str, accepted_only: bool = False) -> None:
    """Let every later statement of a connection see only what the ledger knew at a moment (ISO, UTC)."""
    connection.execute("PRAGMA temp_store = MEMORY")
    for statement in _statements():
        connection.execute(statement)
    connection.execute("INSERT INTO known_until (at, accepted_only) VALUES (?, ?)", (until, int(accepted_only)))


@cache
def _statements() -> tuple[str, ...]:
    return tuple(statements(_SCRIPT.read_text(encoding="utf-8")))
