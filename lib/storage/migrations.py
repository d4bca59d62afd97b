"""The numbered steps that build the ledger's schema; each is applied once, in one transaction.

sqlite-utils keeps the account of the steps. It brings pandas along, half a second, and only a ledger that lacks
a step needs it: so it is imported there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

SCHEMA_VERSION = 1
APPEND_ONLY = ("blob", "submission", "cell", "line", "finding", "decision", "period_lock", "status_change", "event")


def migrate(connection: Any) -> None:
    """Apply every step that the ledger has not had yet, inside the open transaction."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    steps = Migrations("ledger")
    for step in STEPS:
        steps()(step)
    steps.apply(Database(connection))


def m0001_initial(db: Database) -> None:
    """The whole of version 1, and the triggers that keep the ledger append-only."""
    for statement in statements((Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")):
        db.execute(statement)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            db.execute(_guard(table, verb))


def statements(script: str) -> list[str]:
    """The statements of a script, each of which ends with its line."""
    lines = (line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return [part for part in "\n".join(lines).split(";\n") if part.strip()]


def _guard(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    )


STEPS = (m0001_initial,)
