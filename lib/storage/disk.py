"""A disk that is full or fails, told as a fault of the ledger with a sentence of its own."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from lib.domain.errors import Refused
from lib.storage.sqlite import sqlite3

_NO_ROOM = frozenset((errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)))
_SQLITE_BUSY = (5, "database is locked")
_SQLITE_FULL, _SQLITE_IOERR = (13, "database or disk is full"), (10, "disk I/O error")


def refusal(fault: BaseException) -> Refused | None:
    """The refusal (`disk-full`, `disk-fault`) that an error of SQLite or the system comes to; `None` for any other."""
    if _is(fault, _SQLITE_FULL) or (isinstance(fault, OSError) and fault.errno in _NO_ROOM):
        return Refused("disk-full")
    if _is(fault, _SQLITE_IOERR) or isinstance(fault, OSError):
        return Refused("disk-fault", detail=str(fault))
    return None


def is_busy(fault: BaseException) -> bool:
    """Whether SQLite was kept from the file by another connection."""
    return _is(fault, _SQLITE_BUSY)


def _is(fault: BaseException, kind: tuple[int, str]) -> bool:
    """Whether SQLite means this kind: by its number, of which the last byte counts, or, from a backup, by its words."""
    number, words = kind
    if not isinstance(fault, sqlite3.Error):
        return False
    return (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF == number or str(fault) == words


@contextmanager
def told() -> Iterator[None]:
    """Let a full or failing disk come out as its refusal.

    Raises: Refused (`disk-full`, `disk-fault`).
    """
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        refused = refusal(fault)
        if refused is None:
            raise
        raise refused from fault
