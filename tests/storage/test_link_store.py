"""Links as dated records: one word per pair in force, the earlier ones kept."""

from pathlib import Path

import pytest

from lib.domain.links import Link, Verdict
from lib.storage import database
from lib.storage.database import Connection, reading, writing
from lib.storage.link_store import add_link, end_link, links_in_force, plans_by_indicator
from lib.storage.past import reading_past

MORNING, NOON, EVENING = (f"2026-05-20T{hour:02d}:00:00.000000+00:00" for hour in (1, 5, 11))
ONE, OTHER = "BCD-2026-05", "GIALAI-2026-02"
LINK = Link(ONE, OTHER, Verdict.SAME, "cùng mẫu số", "thư ký", MORNING)


def records(connection: Connection) -> list[tuple[str, str | None]]:
    return [
        (row["verdict"], row["known_to"])
        for row in connection.execute("SELECT verdict, known_to FROM indicator_link ORDER BY id")
    ]


def test_a_link_is_read_as_it_was_said(ledger: Path) -> None:
    with writing(ledger) as connection:
        add_link(connection, LINK)
    with reading(ledger) as connection:
        assert links_in_force(connection) == (LINK,)


def test_a_link_that_is_taken_back_stays_with_the_moment_until_which_it_was_known(ledger: Path) -> None:
    with writing(ledger) as connection:
        add_link(connection, LINK)
        end_link(connection, ONE, OTHER, NOON)
        assert links_in_force(connection) == ()
        add_link(connection, Link(ONE, OTHER, Verdict.DIFFERENT, None, "thư ký", EVENING))
        end_link(connection, OTHER, ONE, EVENING)  # the pair is held by its codes in order
    with reading(ledger) as connection:
        assert records(connection) == [("same", NOON), ("different", None)]


@pytest.mark.parametrize(
    ("until", "verdicts"),
    [
        pytest.param("2026-05-20T00:00:00.000000+00:00", [], id="before it was said"),
        pytest.param(MORNING, [Verdict.SAME], id="when it was said"),
        pytest.param("2026-05-20T04:59:59.000000+00:00", [Verdict.SAME], id="before it was taken back"),
        pytest.param(NOON, [], id="when it was taken back"),
        pytest.param(EVENING, [Verdict.DIFFERENT], id="when the other word was said"),
    ],
)
def test_the_past_knows_the_word_of_its_own_time(ledger: Path, until: str, verdicts: list[Verdict]) -> None:
    with writing(ledger) as connection:
        add_link(connection, LINK)
        end_link(connection, ONE, OTHER, NOON)
        add_link(connection, Link(ONE, OTHER, Verdict.DIFFERENT, None, "thư ký", EVENING))
    with reading_past(ledger, until) as connection:
        assert [link.verdict for link in links_in_force(connection)] == verdicts


def test_only_one_word_on_a_pair_is_in_force(ledger: Path) -> None:
    with pytest.raises(database.sqlite3.IntegrityError, match="UNIQUE"), writing(ledger) as connection:
        add_link(connection, LINK)
        add_link(connection, Link(ONE, OTHER, Verdict.DIFFERENT, None, "x", NOON))


@pytest.mark.parametrize(
    "values",
    [
        pytest.param((1, 1, "same"), id="with itself"),
        pytest.param((1, 2, "perhaps"), id="no verdict"),
        pytest.param((1, 9999, "same"), id="with nothing"),
    ],
)
def test_what_makes_no_sense_is_not_stored(ledger: Path, values: tuple[int, int, str]) -> None:
    with pytest.raises(database.sqlite3.IntegrityError), writing(ledger) as connection:
        connection.execute(
            "INSERT INTO indicator_link (first_id, second_id, verdict, entered_by, entered_at) "
            "VALUES (?, ?, ?, 'x', 'x')",
            values,
        )


def test_a_link_to_an_indicator_that_its_plan_no_longer_holds_is_not_read_but_stays(ledger: Path) -> None:
    with writing(ledger) as connection:
        add_link(connection, LINK)
        connection.execute("UPDATE indicator SET retired_at = ? WHERE code = ?", (NOON, OTHER))
    with reading(ledger) as connection:
        assert links_in_force(connection) == ()
        assert records(connection) == [("same", None)]
        assert OTHER not in plans_by_indicator(connection)
        assert plans_by_indicator(connection)[ONE] == "BCD-2026"
