"""Every value is read again from its original; a backup is whole; every damage is found."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_samples import CENTRE, GIA_LAI, HEALTH, QUANG_TRI, code, copy_of, line, report, share, value, write_return

from lib.domain.errors import DatabaseUnusable, Refused
from lib.domain.period import Period
from lib.excel.reader import FormReader
from lib.storage import files
from lib.storage.database import reading, revision, writing
from lib.storage.kept_rows import kept_rows
from lib.workflows.keep_safe import back_up, verify

MAY = Period(2026, 5)


@pytest.fixture(scope="module")
def filled(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory, reader: FormReader) -> Path:
    """A ledger with three returns, one of them corrected. Not to be written to."""
    path = copy_of(template_ledger, tmp_path_factory.mktemp("filled") / "ledger.db")
    report(path, reader, QUANG_TRI, CENTRE, MAY, {1: share(612, 1000), 5: value(97.5)})
    report(path, reader, QUANG_TRI, CENTRE, MAY, {1: share(620, 1000)})
    report(path, reader, GIA_LAI, HEALTH, MAY, {1: share(7, 10), 2: share(8, 10)})
    return path


@pytest.fixture
def house(filled: Path, tmp_path: Path) -> Path:
    return copy_of(filled, tmp_path / "ledger.db")


def faults(path: Path) -> tuple[str, ...]:
    return verify(path).faults


def behind_the_back(path: Path, *statements: str) -> None:
    """Change the file as no door of the program does."""
    with sqlite3.connect(path) as connection:
        for table in ("line", "event", "blob"):
            connection.execute(f"DROP TRIGGER {table}_no_update")
            connection.execute(f"DROP TRIGGER {table}_no_delete")
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement
    connection.close()


def original_of(path: Path, number: int = 1) -> Path:
    with reading(path) as connection:
        sha256 = connection.execute("SELECT sha256 FROM submission WHERE id = ?", (number,)).fetchone()[0]
    return files.file_of(path, sha256)


# Verify


def test_a_whole_ledger_has_no_faults_and_every_value_was_read_again(house: Path) -> None:
    before = revision(house)
    found = verify(house)
    assert found.faults == ()
    assert (found.n_submissions, found.n_values) == (3, 5)
    assert (found.n_originals, found.n_events) == (8, 9)  # five documents, three returns; set-up and loads are logged
    assert revision(house) == before


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        pytest.param("UPDATE line SET a = a + 1 WHERE submission_id = 1", "the ledger and the original differ", id="a"),
        pytest.param("UPDATE line SET value = '98' WHERE value = '97.5'", "the original differ", id="a value"),
        pytest.param("DELETE FROM line WHERE submission_id = 3", "not in the ledger", id="lines taken away"),
        pytest.param("UPDATE event SET actor = 'ai đó' WHERE id = 2", "event 2: the chain is broken", id="an event"),
        pytest.param("DELETE FROM event WHERE id = 3", "event 4: the chain is broken", id="an event taken away"),
        pytest.param("UPDATE figure SET a = 1", "kept table figure differs", id="a kept figure"),
        pytest.param("UPDATE standing SET status = 'met' WHERE agency_id > 0", "kept table standing", id="a verdict"),
        pytest.param("DELETE FROM latest_return", "kept table latest_return", id="a return in force"),
    ],
)
def test_every_change_behind_the_back_is_found(house: Path, statement: str, says: str) -> None:
    behind_the_back(house, statement)
    assert any(says in fault for fault in faults(house))


def test_a_changed_original_is_found(house: Path) -> None:
    place = original_of(house)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes() + b"x")
    assert any("its bytes have changed" in fault for fault in faults(house))


def test_a_missing_original_is_found(house: Path) -> None:
    original_of(house, 3).unlink()
    found = faults(house)
    assert any("missing" in fault for fault in found)
    assert any("cannot be read again" in fault for fault in found)


# Back up


def test_a_backup_is_whole_and_holds_every_original(house: Path, tmp_path: Path) -> None:
    place = tmp_path / "sao lưu" / "ngày 20.db"
    back_up(house, place)
    assert verify(place) == verify(house)
    with reading(house) as ours, reading(place) as theirs:
        assert kept_rows(ours) == kept_rows(theirs)


def test_a_second_backup_to_the_same_place_takes_what_is_new(house: Path, tmp_path: Path, reader: FormReader) -> None:
    place = tmp_path / "backup.db"
    back_up(house, place)
    report(house, reader, QUANG_TRI, CENTRE, Period(2026, 6), {1: share(63, 100)})
    back_up(house, place)
    found = verify(place)
    assert (found.faults, found.n_submissions) == ((), 4)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_half_an_original_in_an_older_backup_is_made_whole_by_the_next(house: Path, tmp_path: Path) -> None:
    place = tmp_path / "backup.db"
    back_up(house, place)
    half = next(each for each in sorted(files.store_of(place).rglob("*")) if each.is_file())
    content = half.read_bytes()
    half.chmod(0o640)
    half.write_bytes(content[: len(content) // 2])
    assert any(half.name[:12] in fault for fault in faults(place))
    back_up(house, place)
    assert half.read_bytes() == content and faults(place) == ()


def test_a_copy_that_a_dead_process_left_half_is_cleared_when_it_is_old(house: Path, tmp_path: Path) -> None:
    old, young = tmp_path / ".backup-old", tmp_path / ".backup-young"
    for half in (old, young):
        half.write_bytes(b"SQLite")
    os.utime(old, (1, 1))
    back_up(house, tmp_path / "backup.db")
    assert not old.exists() and young.exists(), "another backup may be at work"


def test_a_backup_restores_by_putting_it_back(house: Path, tmp_path: Path) -> None:
    place = tmp_path / "backup.db"
    back_up(house, place)
    for lost in (house, Path(f"{house}-wal"), Path(f"{house}-shm")):
        lost.unlink(missing_ok=True)
    shutil.rmtree(files.store_of(house))
    back_up(place, house)
    assert faults(house) == ()


def test_the_log_of_an_older_ledger_is_never_played_into_a_restored_one(house: Path, tmp_path: Path) -> None:
    place = tmp_path / "backup.db"
    back_up(house, place)
    log = Path(f"{house}-wal")
    with reading(house), writing(house) as connection:
        connection.execute("DELETE FROM latest_return")
        connection.execute("COMMIT")
        connection.execute("BEGIN")
        stale = log.read_bytes() if log.exists() else b""
    log.write_bytes(stale)
    back_up(place, house)
    assert verify(house) == verify(place)


def test_a_damaged_ledger_is_not_backed_up(house: Path, tmp_path: Path) -> None:
    with sqlite3.connect(house) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE indicator SET plan_id = 999 WHERE id = 1")
    connection.close()
    place = tmp_path / "backup.db"
    with pytest.raises(Refused) as caught:
        back_up(house, place)
    assert caught.value.code == "backup-damaged"
    assert not place.exists()


def test_a_ledger_is_not_backed_up_onto_itself(house: Path) -> None:
    before = house.read_bytes()
    with pytest.raises(Refused):
        back_up(house, house.parent / "." / house.name)
    assert house.read_bytes() == before


def test_a_backup_is_not_written_over_what_is_no_ledger(house: Path, tmp_path: Path) -> None:
    letter = tmp_path / "công văn.docx"
    letter.write_bytes(b"PK\x03\x04 a letter")
    for place in (letter, tmp_path):
        with pytest.raises(Refused) as caught:
            back_up(house, place)
        assert caught.value.code == "backup-onto-other"
    assert letter.read_bytes() == b"PK\x03\x04 a letter"


def test_there_is_no_backup_of_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable):
        back_up(tmp_path / "missing.db", tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []


def while_writing(path: Path, act: Callable[[], None]) -> int:
    """Do something while another thread writes returns; gives how many it wrote."""
    stop, written = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            with writing(path) as connection:
                n = len(written)
                told = [line(code(GIA_LAI, 1), a=n, b=n + 1)]
                written.append(write_return(connection, GIA_LAI, HEALTH, Period(2026, 1) + n % 12, told))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        act()
    finally:
        stop.set()
        thread.join()
    return len(written)


def test_backups_made_while_a_writer_writes_are_each_of_one_moment(house: Path, tmp_path: Path) -> None:
    places = [tmp_path / f"backup{n}.db" for n in range(3)]

    def act() -> None:
        for place in places:
            back_up(house, place)

    assert while_writing(house, act) > 0
    for place in places:
        assert not any(fault.startswith(("integrity", "kept", "event")) for fault in faults(place))
