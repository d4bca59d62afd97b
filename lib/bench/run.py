"""All measurements in one run, in a temporary folder; nothing is written anywhere else."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from lib.bench import history, intake, pages, queries, servers, sessions
from lib.bench.measure import Result


def run_bench(
    n_agencies: int = 153, years: int = 6, with_pages: bool = True, effort: float = 1.0
) -> list[dict[str, Any]]:
    """The table, one row per work: work, ours, floor, unit, ratio, goal, held, skipped (all times in ms).

    effort: share of the usual rounds of reading, for a quick look.
    """
    with tempfile.TemporaryDirectory(prefix="sochitieu-bench-") as name:
        folder = Path(name)
        short, long = folder / "short.db", folder / "long.db"
        history.one_year(short, n_agencies)
        history.with_history(short, long, years)
        results = [*queries.growth(short, long, effort), *intake.measure(folder / "intake.db", n_agencies)]
        if with_pages:
            results += _served(long, folder)
        return [result.row() for result in results]


def _served(ledger: Path, folder: Path) -> list[Result]:
    with servers.ours(ledger) as ours, servers.bare(folder / "bare") as bare:
        return [*pages.measure(ours, bare), *sessions.measure(ours, bare)]
