"""The evening of the 20th: the returns of all agencies at once, held against merely opening the same files.

Times and ratios are printed, never asserted: they are of this machine, in this run.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from lib.domain.submission import Outcome
from lib.excel.filled_form import write_filled_form
from lib.workflows.receive_submission import receive_files
from tests.soak.acts import BY
from tests.soak.conftest import Figure
from tests.soak.corpus import entries, specs
from tests.soak.ledger_state import half_done
from tests.soak.size import SEED, SIZE


def test_the_returns_of_all_agencies_at_once_are_all_taken(ledger: Path, figure: Figure) -> None:
    rng = random.Random(SEED)
    found = specs(ledger, SIZE.returns_at_once)
    owed = [spec for spec in found if spec.fingerprint.plan_code.startswith("GIALAI")] + found
    files = [
        (f"{n}.xlsx", write_filled_form(spec, {line.indicator_code: entries(line, rng) for line in spec.lines}))
        for n, spec in enumerate(dict.fromkeys(owed))
    ][: SIZE.returns_at_once]
    bare = seconds(lambda: [load_workbook(io.BytesIO(content), keep_links=False) for _, content in files])
    second = seconds(lambda: [_all_rows(content) for _, content in files])
    started = time.perf_counter()
    receipts = list(
        receive_files(ledger, files, received_on=date(2026, 5, 20), by=BY, reason="tải", accept_warnings=True)
    )
    taken = time.perf_counter() - started
    bare = (bare + seconds(lambda: [load_workbook(io.BytesIO(c), keep_links=False) for _, c in files])) / 2
    second = (second + seconds(lambda: [_all_rows(content) for _, content in files])) / 2
    refused = {issue for one in receipts if one.outcome is not Outcome.ACCEPTED for issue in one.issues}
    assert not refused
    assert [receipt.outcome for receipt in receipts] == [Outcome.ACCEPTED] * len(files)
    assert half_done(ledger) == []
    figure("returns sent at once, all taken", len(files), "155")
    figure("  wall time (s)", taken)
    figure("  bare openpyxl reads of the same files (s)", bare)
    figure("  bare calamine reads of the same files (s)", second)
    figure("  ratio to bare openpyxl", taken / bare)
    figure("  ratio to bare calamine", taken / second)


def _all_rows(content: bytes) -> list[list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
