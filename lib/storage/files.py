"""The store of original bytes: one file per content, named by its sha256, never changed.

Durable before the ledger mentions it: written under a temporary name, synced, renamed, folder synced.
What a process that died has left under a temporary name is cleared away once it is old.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lib.domain.errors import NotFound
from lib.storage import disk

HALF = ".new-"  # begins the name of a file that is still being written
STALE_SECONDS = 3600.0
_tidied: dict[Path, float] = {}  # when this process last cleared a store, on the monotonic clock


def sha256_of(content: bytes) -> str:
    """The name under which content is kept."""
    return hashlib.sha256(content).hexdigest()


def kept_name(name: str) -> str:
    """A file's name as text that can be kept and shown; it is never used as a path."""
    return name.encode(errors="replace").decode()[:255]


def store_of(database: Path) -> Path:
    """The folder of a ledger's originals: `sochitieu.db` keeps them in `sochitieu-files/` beside it."""
    return database.with_name(f"{database.stem}-files")


def file_of(database: Path, sha256: str) -> Path:
    """Where one original is kept."""
    return store_of(database) / sha256[:2] / sha256


def keep(database: Path, content: bytes) -> str:
    """Keep original bytes; returns their sha256. The same content is kept once.

    Raises: Refused (`disk-full`, `disk-fault`).
    """
    sha256 = sha256_of(content)
    with disk.told():
        _tidy_at_times(store_of(database))
        _put(file_of(database, sha256), content)
    return sha256


def _tidy_at_times(store: Path) -> None:
    """On the first file that a process keeps, and once an hour after."""
    now = time.monotonic()
    if now - _tidied.get(store, now - STALE_SECONDS) >= STALE_SECONDS:
        _tidied[store] = now
        _tidy(store)


def _tidy(store: Path) -> None:
    clear_stale(store.glob(f"*/{HALF}*"))


def clear_stale(halves: Iterable[Path]) -> None:
    """Clear away those half files that dead processes left more than an hour ago."""
    for half in halves:
        with suppress(OSError):  # gone by now, or held by another program: the next time
            if half.stat().st_mtime < time.time() - STALE_SECONDS:
                half.unlink()


def copy_originals(database: Path, destination: Path) -> None:
    """Keep beside a copy of a ledger every original that it lacks or holds by half; each is whole or not there.

    Raises: OSError of the disk.
    """
    _tidy(store_of(destination))
    for kept in sorted(store_of(database).glob("??/*")):
        place = file_of(destination, kept.name)
        if not kept.name.startswith(HALF) and not _is_as_long(place, kept):
            _write(place, kept.read_bytes())


def _is_as_long(place: Path, kept: Path) -> bool:
    return place.exists() and place.stat().st_size == kept.stat().st_size


def _put(place: Path, content: bytes) -> None:
    if place.exists():  # whoever kept it may have died before the folders were synced
        _sync_folders(place)
    else:
        _write(place, content)


def _write(place: Path, content: bytes) -> None:
    is_new_folder = not place.parent.exists()
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=HALF)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o440)
        Path(temporary).replace(place)
    finally:
        Path(temporary).unlink(missing_ok=True)
    if is_new_folder:
        _sync_folders(place)
    else:
        _sync_folder(place.parent)


def original(database: Path, sha256: str) -> bytes:
    """The kept bytes.

    Raises: NotFound when the store does not hold them.
    """
    place = file_of(database, sha256)
    if not place.exists():
        raise NotFound("original-missing", sha256=sha256)
    return place.read_bytes()


def _sync_folders(place: Path) -> None:
    """Make durable that a kept file is there: in its folder, in the store, and the store beside the ledger."""
    for folder in list(place.parents)[:3]:
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # a folder cannot be opened elsewhere
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
