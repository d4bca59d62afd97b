"""An intake that is killed at any moment leaves whole returns only, and none that it acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger_samples import GIA_LAI, HEALTH, HOME_AFFAIRS, SCIENCE, copy_of, filled_form, share

from lib.domain.period import Period
from lib.storage import ledger_store
from lib.storage.database import reading
from lib.workflows.keep_safe import verify

ROOT = Path(__file__).resolve().parents[2]
INTAKE = """
import sys
from datetime import date
from pathlib import Path
from lib.workflows.receive_submission import receive_files
files = [(place.name, place.read_bytes()) for place in sorted(Path(sys.argv[2]).glob("*.xlsx"))]
print("ready", flush=True)
options = {"received_on": date(2026, 5, 20), "by": "x", "accept_warnings": True}
for receipt in receive_files(Path(sys.argv[1]), files, **options):
    print(receipt.submission, flush=True)
"""


@pytest.fixture(scope="module")
def returns(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of twelve returns."""
    folder = tmp_path_factory.mktemp("returns")
    for month in range(1, 5):
        for agency in (HEALTH, HOME_AFFAIRS, SCIENCE):
            rows = {n: share(60 + month, 100) for n in (1, 2, 3, 4)}
            content = filled_form(template_ledger, GIA_LAI, agency, Period(2026, month), rows)
            (folder / f"{agency}-{month}.xlsx").write_bytes(content)
    return folder


def test_a_killed_intake_leaves_whole_returns_only_and_loses_none_that_it_acknowledged(
    template_ledger: Path, tmp_path: Path, returns: Path
) -> None:
    chance = random.Random(20)
    for n in range(4):
        ledger = copy_of(template_ledger, tmp_path / f"ledger{n}.db")
        acknowledged = killed_intake(ledger, returns, chance.uniform(0.02, 0.6))
        with reading(ledger) as connection:
            accepted = ledger_store.accepted_numbers(connection)
        assert set(acknowledged) <= set(accepted)
        assert verify(ledger).faults == ()


def killed_intake(ledger: Path, returns: Path, seconds: float) -> list[int]:
    """The submissions that an intake acknowledged before it was killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", INTAKE, str(ledger), str(returns)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        lines = child.stdout.read().split("\n")
    return [int(line) for line in lines[:-1]]
