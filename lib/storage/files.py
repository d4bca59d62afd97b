"""The store of original bytes: one file per content, named by its sha256, never changed.

Durable before the ledger mentions it: written under a temporary name, synced, renamed, folder synced.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from lib.domain.errors import NotFound
from lib.storage import disk


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
        _put(file_of(database, sha256), content)
    return sha256


def _put(place: Path, content: bytes) -> None:
    if place.exists():
        return
    is_new_folder = not place.parent.exists()
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o440)
        Path(temporary).replace(place)
    finally:
        Path(temporary).unlink(missing_ok=True)
    _sync_folder(place.parent)
    if is_new_folder:
        _sync_folder(place.parent.parent)


def original(database: Path, sha256: str) -> bytes:
    """The kept bytes.

    Raises: NotFound when the store does not hold them.
    """
    place = file_of(database, sha256)
    if not place.exists():
        raise NotFound("original-missing", sha256=sha256)
    return place.read_bytes()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # a folder cannot be opened elsewhere
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
