"""A ledger of every released version is brought up to date, nothing lost, with a copy of it as it was."""

import gzip
from pathlib import Path

import pytest
from ledger_samples import GIA_LAI, HEALTH, of_agency

from lib.domain.errors import DatabaseOlder
from lib.domain.period import Period
from lib.domain.standing import Absence
from lib.storage import ledger_store
from lib.storage.database import integrity_faults, prepare, reading, sqlite3
from lib.storage.migrations import APPEND_ONLY, SCHEMA_VERSION
from lib.workflows.keep_safe import recount
from lib.workflows.load_catalog import set_up

OLD = Path(__file__).parent / "ledgers"
KEPT = ("plan", "indicator", "figure", "standing", "job", "job_file")
LEDGERS = sorted(OLD.glob("version-*.sql.gz"))


def version_of(dump: Path) -> int:
    return int(dump.name.removesuffix(".sql.gz").split("-")[1])


def restored(dump: Path, place: Path) -> Path:
    """A stored ledger as its own version of the program left it."""
    connection = sqlite3.connect(place)
    connection.executescript(gzip.decompress(dump.read_bytes()).decode())
    connection.execute(f"PRAGMA user_version = {version_of(dump):d}")
    connection.close()
    return place


def rows_of(path: Path, tables: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    found = {
        table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")] for table in tables
    }
    connection.close()
    return found


def test_a_ledger_of_every_version_but_this_one_is_stored() -> None:
    assert [version_of(dump) for dump in LEDGERS] == list(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("dump", LEDGERS, ids=lambda dump: dump.name)
def test_an_older_ledger_is_brought_up_to_date_and_loses_nothing(dump: Path, tmp_path: Path) -> None:
    path = restored(dump, tmp_path / "ledger.db")
    kept = tuple(table for table in (*sorted(APPEND_ONLY), *KEPT) if table in tables_of(path))
    before = rows_of(path, kept)
    prepare(path)
    after = rows_of(path, kept)
    for table, rows in before.items():
        assert len(rows) == len(after[table]), table
        for was, became in zip(rows, after[table], strict=True):
            assert was == {column: became[column] for column in was}, table
    assert integrity_faults(path) == []
    assert rows_of(path.with_name(f"ledger.version-{version_of(dump)}.db"), kept) == before


@pytest.mark.parametrize("dump", LEDGERS, ids=lambda dump: dump.name)
def test_an_upgraded_ledger_is_what_a_recount_makes_and_reads_as_before(dump: Path, tmp_path: Path) -> None:
    path = restored(dump, tmp_path / "ledger.db")
    set_up(path, at="2026-07-01T00:00:00+00:00", by="người nâng cấp")
    assert not any(recount(path).values())
    assert of_agency(path, GIA_LAI, HEALTH, Period(2026, 5))[1].absence is Absence.NOT_RECOGNISED
    with reading(path) as connection:
        assert [event.action for event in ledger_store.events(connection)][-1] == "set_up"


@pytest.mark.parametrize("dump", LEDGERS, ids=lambda dump: dump.name)
def test_an_upgraded_ledger_is_guarded_like_a_new_one(dump: Path, tmp_path: Path) -> None:
    path, new = restored(dump, tmp_path / "ledger.db"), tmp_path / "new.db"
    prepare(path)
    prepare(new)
    assert shape_of(path) == shape_of(new)


def test_the_one_reason_of_a_file_becomes_that_of_each_of_its_warnings_that_asked(tmp_path: Path) -> None:
    path = restored(LEDGERS[0], tmp_path / "ledger.db")
    connection = sqlite3.connect(path)
    connection.executescript("DROP TRIGGER submission_no_update; UPDATE submission SET reason = 'đã hỏi' WHERE id = 2")
    connection.close()
    prepare(path)
    with reading(path) as opened:
        found = [(issue.code, reason) for issue, reason in ledger_store.findings_with_reasons(opened, 2)]
        other = [reason for _, reason in ledger_store.findings_with_reasons(opened, 1)]
    assert ("denominator-jump", "đã hỏi") in found and ("percent-without-ab", None) in found
    assert set(other) == {None}


def test_an_older_ledger_is_not_read_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = restored(LEDGERS[0], tmp_path / "ledger.db")
    with pytest.raises(DatabaseOlder), reading(path):
        pass
    assert not list(tmp_path.glob("ledger.version-*"))


def test_the_copy_of_a_first_upgrade_is_not_written_over(tmp_path: Path) -> None:
    path = restored(LEDGERS[0], tmp_path / "ledger.db")
    copy = tmp_path / "ledger.version-1.db"
    copy.write_bytes(b"older")
    prepare(path)
    assert copy.read_bytes() == b"older"


def tables_of(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return found


def shape_of(path: Path) -> dict[str, object]:
    """The columns of each table, and the names of all indexes, triggers and views."""
    connection = sqlite3.connect(path)
    names = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    ).fetchall()
    columns = {
        name: [row[1:4] for row in connection.execute(f"PRAGMA table_info({name})")]
        for kind, name in names
        if kind == "table"
    }
    connection.close()
    return {"names": names, "columns": columns}
