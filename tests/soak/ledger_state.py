"""A ledger with its store as it stands: every row of every table, the digest of every file, and what is half done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lib.storage.database import Connection, integrity_faults, reading
from lib.storage.files import HALF, file_of, store_of

OF_AN_INTAKE = {"blob", "submission", "finding", "event", "revision"}
OF_AN_ACCEPTED = OF_AN_INTAKE | {
    "cell",
    "line",
    "latest_return",
    "figure",
    "standing",
    "status_change",
    "finding_answer",
}


@dataclass(frozen=True, slots=True)
class State:
    """`rows` by table, `files` of the store by path with their sha256."""

    rows: dict[str, frozenset[tuple[object, ...]]]
    files: dict[str, str]


def state_of(ledger: Path) -> State:
    """Everything that a ledger holds."""
    with reading(ledger) as connection:
        rows = {
            name: frozenset(tuple(row) for row in connection.execute(f'SELECT * FROM "{name}"'))
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        }
    return State(rows, files_of(store_of(ledger)))


def files_of(folder: Path) -> dict[str, str]:
    """The files of a folder, with the digest of each."""
    return {
        place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }


def added(before: State, after: State) -> dict[str, int]:
    """How many rows each table gained, without those that gained none; rows that went count below zero."""
    found = {}
    for table in before.rows.keys() | after.rows.keys():
        was, now = before.rows.get(table, frozenset()), after.rows.get(table, frozenset())
        if was != now:
            found[table] = len(now) - len(was)
    return found


def lost(before: State, after: State, tables: set[str]) -> list[str]:
    """The tables among some in which a row that was there is no more, or is another."""
    return sorted(table for table in tables if before.rows[table] - after.rows[table])


def half_done(ledger: Path, with_originals: bool = True) -> list[str]:
    """What is lost or half done in a ledger, looked for without the program's own proof; empty when all is whole."""
    faults = [f"integrity: {fault}" for fault in integrity_faults(ledger)]
    with reading(ledger) as connection:
        for name, text in _QUESTIONS.items():
            faults += [f"{name}: {tuple(row)}" for row in connection.execute(text)]
        if with_originals:
            faults += _originals(ledger, connection)
    return faults + half_originals(store_of(ledger))


def half_originals(store: Path) -> list[str]:
    """The files of a store that bear an original's name and do not hold it, or that nothing accounts for."""
    return [
        f"half original: {place}"
        for place, sha256 in files_of(store).items()
        if place != f"{sha256[:2]}/{sha256}" and not Path(place).name.startswith(HALF)
    ]


def _originals(ledger: Path, connection: Connection) -> Iterator[str]:
    for sha256, size in connection.execute("SELECT sha256, size FROM blob").fetchall():
        place = file_of(ledger, sha256)
        content = place.read_bytes() if place.exists() else b""
        if hashlib.sha256(content).hexdigest() != sha256 or len(content) != size:
            yield f"original: {sha256}"


_QUESTIONS = {
    "submission without all of its lines": """
        SELECT id, n_values FROM submission
        WHERE n_values <> (SELECT count(*) FROM line WHERE submission_id = submission.id)""",
    "line without its cells": """
        SELECT submission_id, indicator.code FROM line JOIN indicator ON indicator.id = indicator_id
        WHERE NOT EXISTS (SELECT 1 FROM cell
          WHERE cell.submission_id = line.submission_id AND row_key = indicator.code)""",
    "submission without its event": """
        SELECT id FROM submission
        WHERE NOT EXISTS (SELECT 1 FROM event WHERE object = 'submission ' || submission.id AND action = outcome)""",
    "event without its submission": """
        SELECT id, object FROM event WHERE action IN ('accepted', 'refused', 'undo')
          AND NOT EXISTS (SELECT 1 FROM submission WHERE object = 'submission ' || submission.id)""",
    "refused without a finding": """
        SELECT id FROM submission WHERE outcome = 'refused'
          AND NOT EXISTS (SELECT 1 FROM finding WHERE submission_id = submission.id)""",
    "decision without its event": """
        SELECT id, action FROM decision AS one
        WHERE (SELECT count(*) FROM event WHERE event.action = one.action)
           <> (SELECT count(*) FROM decision AS each WHERE each.action = one.action)""",
    "newest file not in force": """
        SELECT max(id) AS newest, plan_id, agency_id, period FROM submission
        WHERE outcome = 'accepted' AND id NOT IN (SELECT submission_id FROM decision WHERE action = 'undo')
        GROUP BY plan_id, agency_id, period
        HAVING newest <> coalesce((SELECT submission_id FROM latest_return AS kept
          WHERE kept.plan_id = submission.plan_id AND kept.agency_id = submission.agency_id
            AND kept.period = submission.period), 0)""",
    "file in force that was undone": """
        SELECT submission_id FROM latest_return
        WHERE submission_id IN (SELECT submission_id FROM decision WHERE action = 'undo')""",
    "figure of a file that is not in force": """
        SELECT submission_id FROM figure WHERE submission_id NOT IN (SELECT submission_id FROM latest_return)""",
    "figures of a file not all there": """
        SELECT kept.submission_id FROM latest_return AS kept
        WHERE (SELECT count(*) FROM figure WHERE figure.submission_id = kept.submission_id)
           <> (SELECT count(*) FROM line WHERE line.submission_id = kept.submission_id)""",
    "figure without its standing": """
        SELECT period, agency_id, indicator_id FROM figure
        WHERE NOT EXISTS (SELECT 1 FROM standing WHERE standing.period = figure.period
          AND standing.agency_id = figure.agency_id AND standing.indicator_id = figure.indicator_id)""",
}
