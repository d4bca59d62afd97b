"""The queries: one `.sql` file each in `queries/`, opened by what one row is, its parameters and columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"


@cache
def query(name: str) -> str:
    """The text of one query by the name of its file."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
