"""The numbered steps that build the ledger's schema; each is applied once, in one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

SCHEMA_VERSION = 1
MIGRATIONS = Migrations("ledger")
APPEND_ONLY = ("blob", "submission", "cell", "line", "finding", "decision", "period_lock", "status_change", "event")


@MIGRATIONS()
def m0001_initial(db: Database) -> None:
    """The whole of version 1, and the triggers that keep the ledger append-only."""
    for statement in _statements((Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")):
        db.execute(statement)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            db.execute(_guard(table, verb))


def _statements(script: str) -> list[str]:
    lines = (line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return [part for part in "\n".join(lines).split(";\n") if part.strip()]


def _guard(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    )
