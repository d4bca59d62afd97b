"""The file itself: whole, one version, many readers, writers that wait for each other, and no half writes."""

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from lib.domain.errors import DatabaseNewer, DatabaseUnusable, LedgerError, Refused
from lib.storage import database, settings_store
from lib.storage.database import (
    copy_to,
    integrity_faults,
    noting,
    prepare,
    reading,
    revision,
    trying,
    wal_is_safe,
    writing,
)
from lib.storage.migrations import SCHEMA_VERSION

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A ledger without plans."""
    path = tmp_path / "sổ" / "ledger.db"
    prepare(path)
    return path


def note(path: Path, name: str, text: str = "1") -> None:
    with writing(path) as connection:
        settings_store.put_setting(connection, name, text)


def noted(path: Path, name: str) -> str | None:
    with reading(path) as connection:
        return settings_store.setting(connection, name)


def tables_of(path: Path) -> set[str]:
    with sqlite3.connect(path) as connection:
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return found


# What is and what is not a ledger


def test_preparing_a_ledger_again_changes_nothing(empty: Path) -> None:
    note(empty, "kept")
    before = revision(empty)
    prepare(empty)
    assert noted(empty, "kept") == "1"
    assert revision(empty) == before


def test_a_new_ledger_is_whole_and_of_this_version(empty: Path) -> None:
    assert integrity_faults(empty) == []
    with reading(empty) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def not_a_database(path: Path) -> None:
    path.write_bytes(b"khong phai so " * 500)


def a_short_note(path: Path) -> None:
    path.write_text("gọi lại cho Sở Y tế", encoding="utf-8")


def no_bytes(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.mkdir()


def another_programs_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE contacts (name TEXT)")
    connection.close()


def cut_off(path: Path) -> None:
    prepare(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 3])


UNUSABLE = [not_a_database, a_short_note, no_bytes, a_folder, another_programs_database]


@pytest.mark.parametrize("make", UNUSABLE)
@pytest.mark.parametrize("act", [revision, lambda path: note(path, "x"), lambda path: copy_to(path, path / "copy")])
def test_a_file_that_is_no_ledger_is_said_to_be_unusable(tmp_path: Path, make, act) -> None:
    path = tmp_path / "other.db"
    make(path)
    with pytest.raises(DatabaseUnusable) as caught:
        act(path)
    assert caught.value.code == "database-unusable"


@pytest.mark.parametrize("make", [not_a_database, a_short_note, a_folder, another_programs_database])
def test_preparing_never_turns_another_file_into_a_ledger(tmp_path: Path, make) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseUnusable):
        prepare(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_ledger_cut_off_by_a_bad_disk_is_said_to_be_unusable(tmp_path: Path) -> None:
    path = tmp_path / "cut.db"
    cut_off(path)
    with pytest.raises(DatabaseUnusable), reading(path) as connection:
        for table in ("plan", "indicator", "standing", "event", "figure"):
            connection.execute(f"SELECT * FROM {table}").fetchall()


def test_a_place_where_nothing_can_be_made_is_a_fault_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DatabaseUnusable):
        prepare(tmp_path / "file" / "ledger.db")


@pytest.mark.parametrize("act", [revision, lambda path: note(path, "x"), integrity_faults])
def test_a_missing_ledger_is_said_to_be_missing_and_is_not_made(tmp_path: Path, act) -> None:
    path = tmp_path / "missing.db"
    with pytest.raises(DatabaseUnusable) as caught:
        act(path)
    assert caught.value.code == "database-missing"
    assert not path.exists()


@pytest.mark.parametrize("act", [prepare, revision, lambda path: note(path, "x")])
def test_a_ledger_of_a_newer_program_is_left_as_it_is(empty: Path, act) -> None:
    with sqlite3.connect(empty) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = empty.read_bytes()
    with pytest.raises(DatabaseNewer):
        act(empty)
    assert empty.read_bytes() == before


def test_a_fault_of_the_program_is_not_taken_for_a_fault_of_the_file(empty: Path) -> None:
    with pytest.raises(database.sqlite3.OperationalError), reading(empty) as connection:
        connection.execute("SELECT * FROM no_such_table")


# Readers and writers


def test_a_reader_cannot_write(empty: Path) -> None:
    with pytest.raises(database.sqlite3.OperationalError, match="readonly"), reading(empty) as connection:
        settings_store.put_setting(connection, "x", "1")
    assert noted(empty, "x") is None


def test_every_write_raises_the_revision_by_one(empty: Path) -> None:
    before = revision(empty)
    note(empty, "x")
    note(empty, "x")
    assert revision(empty) == before + 2


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, LedgerError])
def test_a_write_that_fails_leaves_nothing_not_even_a_revision(empty: Path, fault: type[BaseException]) -> None:
    before = revision(empty)
    with pytest.raises(fault), writing(empty) as connection:
        settings_store.put_setting(connection, "x", "1")
        raise fault("x")
    assert noted(empty, "x") is None
    assert revision(empty) == before


def test_a_note_leaves_the_revision_as_it_is(empty: Path) -> None:
    before = revision(empty)
    with noting(empty) as connection:
        settings_store.put_setting(connection, "x", "1")
    assert noted(empty, "x") == "1"
    assert revision(empty) == before


def test_a_trial_shows_what_would_be_and_leaves_nothing(empty: Path) -> None:
    with trying(empty) as connection:
        settings_store.put_setting(connection, "x", "1")
        assert settings_store.setting(connection, "x") == "1"
    assert noted(empty, "x") is None


def test_a_reader_sees_the_last_whole_state_while_a_writer_is_at_work(empty: Path) -> None:
    note(empty, "x", "before")
    with writing(empty) as connection:
        settings_store.put_setting(connection, "x", "after")
        if wal_is_safe():
            assert noted(empty, "x") == "before"
    assert noted(empty, "x") == "after"


def test_a_writer_that_waits_too_long_is_told_that_the_ledger_is_busy(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with writing(empty):
        with pytest.raises(Refused) as caught:
            note(empty, "x")
        assert caught.value.code == "database-busy"
    assert noted(empty, "x") is None


def held_alone(path: Path) -> database.Connection:
    """A connection that lets nobody else in, as the last one does for a moment while it clears the log away."""
    connection = database.sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE revision SET number = number + 1")
    connection.execute("COMMIT")
    return connection


def test_a_ledger_that_another_holds_alone_is_busy_and_not_broken(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    other = held_alone(empty)
    for act in (revision, lambda path: note(path, "x")):
        with pytest.raises(Refused) as caught:
            act(empty)
        assert caught.value.code == "database-busy"
    other.close()
    note(empty, "x")


def raise_counter(path: Path, times: int) -> None:
    for _ in range(times):
        with writing(path) as connection:
            now = int(settings_store.setting(connection, "counter") or 0)
            settings_store.put_setting(connection, "counter", str(now + 1))


def test_threads_that_write_at_once_all_succeed_and_no_write_is_lost(empty: Path) -> None:
    threads = [threading.Thread(target=raise_counter, args=(empty, 25)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert noted(empty, "counter") == "100"


def test_processes_that_write_at_once_all_succeed_and_no_write_is_lost(empty: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(raise_counter, [(empty, 50)] * 2)
    assert noted(empty, "counter") == "100"
    assert integrity_faults(empty) == []


ROUNDS = 60


def open_with_others(path: Path, together: "multiprocessing.synchronize.Barrier") -> None:
    for _ in range(ROUNDS):
        together.wait(60)
        raise_counter(path, 1)
        together.wait(60)


def test_processes_that_open_a_restored_ledger_at_once_are_all_let_in(empty: Path) -> None:
    spawned = multiprocessing.get_context("spawn")
    together = spawned.Barrier(4)
    others = [spawned.Process(target=open_with_others, args=(empty, together)) for _ in range(3)]
    for other in others:
        other.start()
    for _ in range(ROUNDS):
        with database.sqlite3.connect(empty) as connection:  # a copy put in the place of a ledger has no log yet
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        together.wait(60)
        together.wait(60)
    for other in others:
        other.join()
    assert noted(empty, "counter") == str(3 * ROUNDS)


def test_processes_that_prepare_a_ledger_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(prepare, [path] * 4)
    assert integrity_faults(path) == []
    assert noted(path, "x") is None


WRITER = """
import sys
from pathlib import Path
from lib.storage import settings_store
from lib.storage.database import writing
path = Path(sys.argv[1])
for n in range(1000000):
    with writing(path) as connection:
        settings_store.put_setting(connection, "first", str(n))
        settings_store.put_setting(connection, "second", str(n))
        if len(sys.argv) > 2 and n == 3:
            print("inside", flush=True)
            sys.stdin.read()
    print(n, flush=True)
"""


def test_a_writer_killed_at_any_moment_leaves_whole_pairs_and_nothing_it_acknowledged_is_lost(empty: Path) -> None:
    note(empty, "first", "-1")
    note(empty, "second", "-1")
    chance = random.Random(2026)
    for _ in range(5):
        with writer_of(empty) as child:
            child.stdout.readline()
            time.sleep(chance.random() * 0.1)
            child.send_signal(signal.SIGKILL)
            acknowledged = [line for line in child.stdout.read().split("\n") if line.isdecimal()]
        assert noted(empty, "first") == noted(empty, "second")
        assert int(noted(empty, "first") or 0) >= int((acknowledged or ["0"])[-1])
        assert integrity_faults(empty) == []


def test_a_writer_killed_inside_a_transaction_leaves_the_state_before_it(empty: Path) -> None:
    with writer_of(empty, "inside") as child:
        while child.stdout.readline() != "inside\n":
            pass
        child.send_signal(signal.SIGKILL)
    assert (noted(empty, "first"), noted(empty, "second")) == ("2", "2")
    note(empty, "first", "free again")


def writer_of(path: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), *more]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


# Copies


def test_a_copy_made_while_a_writer_writes_is_whole(empty: Path, tmp_path: Path) -> None:
    with writer_of(empty) as child:
        child.stdout.readline()
        for n in range(5):
            copy = tmp_path / f"copy{n}.db"
            copy_to(empty, copy)
            assert integrity_faults(copy) == []
            assert noted(copy, "first") == noted(copy, "second") is not None
        child.send_signal(signal.SIGKILL)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 54, 0), True),
    ],
)
def test_the_write_ahead_log_is_used_only_where_sqlite_is_free_of_its_fault(version, safe: bool) -> None:
    assert wal_is_safe(version) is safe
