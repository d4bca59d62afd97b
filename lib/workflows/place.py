"""Where the ledger lies unless a command or the environment says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

from lib.workflows.shipped import DATA


def default_database() -> Path:
    """`SOCHITIEU_DB`, else `data/var/sochitieu.db` of this checkout."""
    return Path(os.environ.get("SOCHITIEU_DB") or DATA / "var" / "sochitieu.db")
