"""Original bytes: kept once by their sha256, never changed, never half."""

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.errors import NotFound, Refused
from lib.storage import files
from lib.storage.files import HALF, STALE_SECONDS, file_of, keep, original, sha256_of, store_of


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    return tmp_path / "sổ 2026.db"


def kept_files(path: Path) -> list[Path]:
    return sorted(place for place in store_of(path).rglob("*") if place.is_file())


def test_what_is_kept_is_given_back_byte_by_byte(ledger_path: Path) -> None:
    for content in (b"", b"x", bytes(range(256)) * 1000):
        assert original(ledger_path, keep(ledger_path, content)) == content


@given(st.binary())
def test_content_is_named_by_its_sha256(content: bytes) -> None:
    assert sha256_of(content) == hashlib.sha256(content).hexdigest()


def test_the_same_content_is_kept_once_and_its_file_left_alone(ledger_path: Path) -> None:
    sha256 = keep(ledger_path, b"bao cao")
    before = file_of(ledger_path, sha256).stat()
    for _ in range(3):
        assert keep(ledger_path, b"bao cao") == sha256
    assert kept_files(ledger_path) == [file_of(ledger_path, sha256)]
    assert file_of(ledger_path, sha256).stat().st_mtime_ns == before.st_mtime_ns


def test_a_kept_file_is_not_writable(ledger_path: Path) -> None:
    place = file_of(ledger_path, keep(ledger_path, b"bao cao"))
    assert place.stat().st_mode & 0o222 == 0


def test_the_store_lies_beside_the_ledger_and_carries_its_name(ledger_path: Path) -> None:
    sha256 = keep(ledger_path, b"x")
    assert file_of(ledger_path, sha256) == ledger_path.parent / "sổ 2026-files" / sha256[:2] / sha256


def test_what_was_never_kept_is_not_found(ledger_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        original(ledger_path, sha256_of(b"x"))
    assert caught.value.code == "original-missing"


def test_a_write_that_fails_leaves_no_file_behind(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(Refused, match="disk-full"):
            keep(ledger_path, b"bao cao")
    assert kept_files(ledger_path) == []
    assert original(ledger_path, keep(ledger_path, b"bao cao")) == b"bao cao"


def test_many_that_keep_the_same_content_at_once_keep_one_file(ledger_path: Path) -> None:
    content = b"bao cao" * 10_000
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _n: keep(ledger_path, content), range(32)))
    assert names == {sha256_of(content)}
    assert kept_files(ledger_path) == [file_of(ledger_path, sha256_of(content))]


def left_by_a_dead_process(path: Path, hours: float) -> Path:
    """A half file as `kill -9` leaves it, some hours old."""
    half = file_of(path, sha256_of(b"bao cao")).with_name(f"{HALF}{hours}")
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(b"bao")
    written = time.time() - hours * 3600
    os.utime(half, (written, written))
    return half


def test_old_half_files_are_cleared_by_the_next_process_and_young_ones_left_to_their_writer(ledger_path: Path) -> None:
    old, young = left_by_a_dead_process(ledger_path, 1.1), left_by_a_dead_process(ledger_path, 0.9)
    sha256 = keep(ledger_path, b"another")
    assert kept_files(ledger_path) == sorted([file_of(ledger_path, sha256), young])
    assert not old.exists()


def test_a_process_looks_for_half_files_once_an_hour(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(ledger_path, b"first")
    half = left_by_a_dead_process(ledger_path, 2)
    keep(ledger_path, b"second")
    assert half.exists()
    later = time.monotonic() + STALE_SECONDS
    monkeypatch.setattr(files.time, "monotonic", lambda: later)
    keep(ledger_path, b"third")
    assert not half.exists()
