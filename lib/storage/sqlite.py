"""The SQLite that the ledger uses, wherever it comes from."""

from __future__ import annotations

try:  # its wheel carries a SQLite without the WAL-reset fault; sqlite-utils takes it up too
    from pysqlite3 import dbapi2 as sqlite3
except ImportError:  # where there is no wheel: the system's library, with the safer journal
    import sqlite3

__all__ = ["sqlite3"]
