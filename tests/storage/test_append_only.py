"""What the ledger has once taken in cannot be changed or taken out, not even by the program itself."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from ledger_samples import CENTRE, QUANG_TRI, copy_of, report, share, value

from lib.domain.own_return import OwnReading
from lib.domain.period import Period
from lib.domain.review import ReviewAction, ReviewRules
from lib.excel.reader import FormReader
from lib.storage import database, ledger_store, own_store
from lib.storage.database import Connection, reading, writing
from lib.storage.migrations import APPEND_ONLY
from lib.workflows.correct_catalog import mark_break
from lib.workflows.lock_period import lock_period
from lib.workflows.review_submission import review, set_rules
from lib.workflows.undo_submission import undo

LEDGER = (
    "blob",
    "submission",
    "cell",
    "line",
    "finding",
    "decision",
    "period_lock",
    "status_change",
    "event",
    "review",
    "own_reading",
    "finding_answer",
    "series_break",
)


@pytest.fixture(scope="module")
def used(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory, reader: FormReader) -> Path:
    """A ledger with rows in every table of the ledger proper."""
    path = copy_of(template_ledger, tmp_path_factory.mktemp("used") / "ledger.db")
    report(path, reader, QUANG_TRI, CENTRE, Period(2026, 5), {1: share(6, 10), 2: value(90)})
    report(path, reader, QUANG_TRI, CENTRE, Period(2026, 5), {1: share(6, 10)})  # drops a line, for a reason
    set_rules(path, ReviewRules(needed=True), at="x", by="x")
    report(path, reader, QUANG_TRI, CENTRE, Period(2026, 6), {1: share(6, 10), 2: value(90)})
    review(path, 3, ReviewAction.ACCEPT, at="x", by="x")
    mark_break(path, QUANG_TRI, f"{QUANG_TRI}-01", Period(2026, 6), reason="đổi cách đếm", at="x", by="x")
    undo(path, 1, reason="nhầm", at="x", by="x")
    read_as = OwnReading(QUANG_TRI, CENTRE, Period(2026, 5), "S", (1, 1), (), (), ())
    with writing(path) as connection:
        own_store.add_reading(connection, 1, read_as, "x", "x")
    lock_period(path, QUANG_TRI, Period(2026, 4), reason="đã báo cáo", at="x", by="x")
    return path


@pytest.fixture
def connection(used: Path) -> Iterator[Connection]:
    with writing(used) as open_connection:
        yield open_connection


def columns(connection: Connection, table: str) -> list[str]:
    return [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]


def test_every_table_of_the_ledger_proper_is_guarded() -> None:
    assert set(APPEND_ONLY) == set(LEDGER)


@pytest.mark.parametrize("table", LEDGER)
def test_no_row_can_be_deleted(connection: Connection, table: str) -> None:
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    with pytest.raises(database.sqlite3.IntegrityError, match="append-only"):
        connection.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", LEDGER)
def test_no_column_of_a_row_can_be_changed(connection: Connection, table: str) -> None:
    for column in columns(connection, table):
        with pytest.raises(database.sqlite3.IntegrityError, match="append-only"):
            connection.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", ["blob", "submission", "cell", "line", "finding"])
def test_a_row_cannot_be_replaced_either(connection: Connection, table: str) -> None:
    before = connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
    names = ", ".join(columns(connection, table))
    with pytest.raises(database.sqlite3.IntegrityError):
        connection.execute(f"INSERT OR REPLACE INTO {table} SELECT {names} FROM {table} LIMIT 1")
    assert tuple(connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()) == tuple(before)


def test_the_catalog_and_the_kept_tables_can_be_changed(connection: Connection) -> None:
    for table in ("agency", "assignment", "latest_return", "figure", "standing", "setting"):
        connection.execute(f"DELETE FROM {table} WHERE 0")
    assert connection.execute("UPDATE plan SET title = title").rowcount == 5


def test_events_are_chained_from_the_first_on(used: Path) -> None:
    with reading(used) as open_connection:
        events = ledger_store.events(open_connection)[::-1]
    assert events[0].previous_hash == ""
    for before, event in pairwise(events):
        assert event.previous_hash == before.hash
    facts = [(e.previous_hash, e.at, e.actor, e.action, e.object, e.detail) for e in events]
    assert [ledger_store.event_hash(*fact) for fact in facts] == [event.hash for event in events]


@pytest.mark.parametrize("position", range(6))
def test_the_hash_of_an_event_covers_each_of_its_parts(position: int) -> None:
    parts = ["trước", "lúc", "ai", "làm gì", "với gì", "chi tiết"]
    changed = [*parts[:position], "khác", *parts[position + 1 :]]
    assert ledger_store.event_hash(*parts) != ledger_store.event_hash(*changed)


def test_the_newest_events_come_first_and_as_many_as_asked(used: Path) -> None:
    with reading(used) as open_connection:
        newest = ledger_store.events(open_connection, 2)
        assert [event.action for event in newest] == ["lock_period", "undo"]
        assert len(ledger_store.recent_submissions(open_connection)) == 3


def test_every_figure_of_a_share_a_count_and_a_period_must_make_sense_to_be_stored(connection: Connection) -> None:
    for statement in (
        "INSERT INTO line (submission_id, indicator_id, answer, a, sheet, refs) VALUES (1, 1, 'figure', -1, 's', '{}')",
        "INSERT INTO line (submission_id, indicator_id, answer, sheet, refs) VALUES (1, 1, 'maybe', 's', '{}')",
        "INSERT INTO line (submission_id, indicator_id, answer, sheet, refs) VALUES (999, 1, 'met', 's', '{}')",
        "INSERT INTO blob VALUES ('short', 1, 'x', 'x')",
        "INSERT INTO plan SELECT id + 99, 'X', title, NULL, issuer, year, 'galaxy', NULL, 'x', file, sha256, 'x', 'x' "
        "FROM plan LIMIT 1",
    ):
        with pytest.raises(database.sqlite3.IntegrityError):
            connection.execute(statement)
            connection.execute("COMMIT")
