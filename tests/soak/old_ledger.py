"""A ledger as the first released version left it."""

from __future__ import annotations

import gzip
from pathlib import Path

from lib.storage.database import sqlite3

_STORED = Path(__file__).resolve().parents[1] / "storage" / "ledgers" / "version-1.sql.gz"


def old_ledger(place: Path) -> Path:
    """Put the stored ledger of version 1 somewhere; its originals were not stored with it."""
    connection = sqlite3.connect(place)
    connection.executescript(gzip.decompress(_STORED.read_bytes()).decode())
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    return place
