"""The numbered steps that build the ledger's schema, a file each; each is applied once, all missing ones together.

A step is a script of `schema/`; a line «-- Append only: table, …» in it names the tables whose rows, once written,
nobody changes or takes out. A step that has been released is never edited: what comes later is a step of its own.

sqlite-utils keeps the account of the steps. It brings pandas along, half a second, and only a ledger that lacks
a step needs it: so it is imported there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

SCRIPTS = tuple(sorted((Path(__file__).parent / "schema").glob("[0-9]*.sql")))
SCHEMA_VERSION = int(SCRIPTS[-1].name[:4])
_APPEND_ONLY = re.compile(r"^-- Append only: (.+)$", re.MULTILINE)


def append_only(script: str) -> list[str]:
    """The tables that a script makes append-only."""
    return [table.strip() for line in _APPEND_ONLY.findall(script) for table in line.split(",")]


APPEND_ONLY = frozenset(table for script in SCRIPTS for table in append_only(script.read_text(encoding="utf-8")))


def migrate(connection: Any) -> None:
    """Apply every step that the ledger has not had yet, inside the open transaction."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    steps = Migrations("ledger")
    for script in SCRIPTS:
        steps(name=f"m{script.stem}")(_step(script))
    steps.apply(Database(connection))


def statements(script: str) -> list[str]:
    """The statements of a script, each of which ends with its line."""
    lines = (line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return [part for part in "\n".join(lines).split(";\n") if part.strip()]


def _step(script: Path) -> Callable[[Database], None]:
    def apply(db: Database) -> None:
        text = script.read_text(encoding="utf-8")
        for statement in statements(text):
            db.execute(statement)
        for table in append_only(text):
            for verb in ("UPDATE", "DELETE"):
                db.execute(_guard(table, verb))

    return apply


def _guard(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    )
