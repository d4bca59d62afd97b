"""The revision of a ledger for a process that serves pages: asked at every turn, so it costs almost nothing."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from lib.storage import database


class Pulse:
    """Reads a ledger's revision through one lasting connection.

    The connection holds no transaction and writes nothing; while it is open SQLite need not make the journal
    anew for every other reader. When another file is put in the ledger's place (a restored backup), it follows.
    May be shared by threads.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = Lock()
        self.file: tuple[int, int] | None = None
        self.connection: database.Connection | None = None

    def number(self) -> int:
        """How many writes the ledger has seen: the key under which read rows may be cached.

        Raises: DatabaseUnusable when the file is missing, damaged or no ledger; DatabaseNewer.
        """
        with self.lock:
            connection = self._connected()
            return int(connection.execute("SELECT number FROM revision WHERE id = 1").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            if self.connection is not None:
                self.connection.close()
            self.connection = self.file = None

    def _connected(self) -> database.Connection:
        file = _identity(self.path)
        if self.connection is not None and file is not None and file == self.file:
            return self.connection
        if self.connection is not None:
            self.connection.close()
        self.connection = None
        self.connection, self.file = database.lasting(self.path), file
        return self.connection


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path, if any."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
