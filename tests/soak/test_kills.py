"""kill -9 at any point of any act: what was acknowledged is there, nothing is half done, all is ready at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lib.storage.database import reading, sqlite3, writing
from lib.storage.files import store_of
from lib.workflows.keep_safe import verify
from tests.ledger_samples import GIA_LAI, HEALTH, HOME_AFFAIRS, SCIENCE, Period, copy_of, filled_form, share
from tests.soak.acts import ACTS, upload
from tests.soak.conftest import Figure
from tests.soak.ledger_state import half_done
from tests.soak.old_ledger import old_ledger
from tests.soak.size import SEED, SIZE

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 5
STATEMENTS = {
    "upload": 960,
    "undo": 740,
    "not_recognise": 2000,
    "lock": 216,
    "migrate": 55,
    "set_up": 2200,
    "back_up": 68,
}
TURNS = ("upload", "migrate", "undo", "upload", "back_up", "not_recognise", "upload", "lock", "upload", "set_up")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a process")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the acts begin with: a fresh ledger, a full one, an old one, and a folder of returns."""

    fresh: Path
    full: Path
    old: Path
    folder: Path

    def ledger_for(self, act: str, place: Path) -> Path:
        """A ledger of its own for one act."""
        match act:
            case "set_up":
                return place
            case "migrate":
                place.write_bytes(self.old.read_bytes())
                return place
            case "upload":
                return copy_of(self.fresh, place)
        return copy_of(self.full, place)


@pytest.fixture(scope="module")
def grounds(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Grounds:
    place = tmp_path_factory.mktemp("grounds")
    folder = place / "returns"
    folder.mkdir()
    for month in range(1, 5):
        for agency in (HEALTH, HOME_AFFAIRS, SCIENCE):
            rows = {n: share(60 + month, 100) for n in (1, 2, 3, 4)}
            content = filled_form(template_ledger, GIA_LAI, agency, Period(2026, month), rows)
            (folder / f"{agency}-{month}.xlsx").write_bytes(content)
    (folder / "không đọc được.xlsx").write_bytes(b"PK\x03\x04")
    full = copy_of(template_ledger, place / "full.db")
    assert len(list(upload(full, folder))) == 13
    return Grounds(template_ledger, full, old_ledger(place / "old.db"), folder)


def test_a_kill_at_any_point_loses_nothing_acknowledged_and_leaves_nothing_half(
    grounds: Grounds, tmp_path: Path, figure: Figure
) -> None:
    chance = random.Random(SEED)
    n_acknowledged, n_killed, slowest = 0, 0, 0.0
    for n in range(SIZE.kills):
        act = TURNS[n % len(TURNS)]
        ledger = grounds.ledger_for(act, tmp_path / f"{n}.db")
        moment = _at(chance.randrange(1, STATEMENTS[act])) if chance.random() < 0.6 else {}
        was_killed, acknowledged = killed(act, ledger, grounds.folder, moment, 60 if moment else chance.uniform(0, 1.2))
        n_killed += was_killed
        n_acknowledged += len(acknowledged)
        faults = faults_of(act, ledger, grounds, acknowledged)
        assert not faults, (n, act, moment, faults)
        slowest = max(slowest, ready_again(act, ledger))
        if n % 10 == 0:
            resumed(act, ledger, grounds)
    figure("kills (-9) of seven acts", SIZE.kills, ">= 200")
    figure("  that came before the act was over", n_killed)
    figure("  acknowledged, all there", n_acknowledged)
    figure("  slowest first write after a kill (s)", slowest, f"< {READY_SECONDS}")
    assert slowest < READY_SECONDS
    assert n_killed > SIZE.kills // 3


def killed(
    act: str, ledger: Path, folder: Path, environment: dict[str, str], seconds: float | None
) -> tuple[bool, list[str]]:
    """Whether the act was killed before its end, and what it acknowledged until then."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.acts", act, str(ledger), str(folder)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
        lines = child.stdout.read().split("\n")
    assert child.returncode in (0, -9), lines
    return child.returncode == -9, lines[:-1]


# What must hold


def faults_of(act: str, ledger: Path, grounds: Grounds, acknowledged: list[str]) -> list[str]:
    """What is lost or half done after a kill."""
    if act == "back_up":
        return [*_copy_faults(grounds.folder / "copies" / "copy.db"), *half_done(ledger)]
    if act in ("set_up", "migrate") and not acknowledged:
        return _file_faults(ledger)
    return [*half_done(ledger, with_originals=act != "migrate"), *_lost(ledger, acknowledged)]


_THERE = {
    "submission": "SELECT 1 FROM submission WHERE id = ?",
    "undo": "SELECT 1 FROM decision WHERE action = 'undo' AND submission_id = ?",
    "decision": "SELECT 1 FROM decision WHERE id = ?",
    "lock": "SELECT 1 FROM period_lock WHERE action = 'lock' AND period = ?",
}


def _lost(ledger: Path, acknowledged: list[str]) -> Iterator[str]:
    with reading(ledger) as connection:
        for said in acknowledged:
            what, _, number = said.partition(" ")
            if what in _THERE and number != "None" and not connection.execute(_THERE[what], (number,)).fetchone():
                yield f"lost: {said}"


def _copy_faults(copy: Path) -> list[str]:
    """A copy that stands under its name is whole; what was still being made is not under it."""
    return [f"copy: {fault}" for fault in half_done(copy)] if copy.exists() else []


def _file_faults(ledger: Path) -> list[str]:
    """A ledger whose making or mending was cut off is whole in itself: as before, or done."""
    if not ledger.exists():
        return []
    connection = sqlite3.connect(ledger)
    try:
        return [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    finally:
        connection.close()


def ready_again(act: str, ledger: Path) -> float:
    """The next program finds the ledger ready: it opens and takes a write. Returns how long that takes, in seconds."""
    if act == "set_up":
        list(ACTS[act](ledger, ledger.parent))
    started = time.perf_counter()
    if act == "migrate":
        list(ACTS[act](ledger, ledger.parent))
    with writing(ledger):
        pass
    seconds = time.perf_counter() - started
    assert half_done(ledger, with_originals=act != "migrate") == []  # the old ledger was stored without them
    return seconds


def resumed(act: str, ledger: Path, grounds: Grounds) -> None:
    """The act done again comes to its end and counts nothing twice."""
    list(ACTS[act](ledger, grounds.folder))
    if act == "upload":
        with reading(ledger) as connection:
            count = connection.execute("SELECT count(*) FROM submission WHERE outcome = 'accepted'").fetchone()[0]
            versions = connection.execute("SELECT max(version) FROM submission").fetchone()[0]
        assert (count, versions) == (12, 1)
    if act == "set_up":
        assert _catalog(ledger) == _catalog(grounds.fresh)
    elif act != "migrate":
        assert verify(ledger).faults == ()
        assert not list(store_of(ledger).rglob(".new-*")) or act == "upload"


def _catalog(ledger: Path) -> dict[str, int]:
    with reading(ledger) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("plan", "indicator", "target", "task", "agency", "assignment", "standing", "catalog_issue")
        }


# The harness finds what it looks for


@pytest.mark.parametrize(
    ("broken", "moment", "found"),
    [
        pytest.param("no transaction", 60, "submission without", id="half a submission"),
        pytest.param("too early", 0, "lost: submission 1", id="acknowledged before it is kept"),
        pytest.param("no bytes", 0, "original", id="bytes that were never kept"),
        pytest.param("no figures", 0, "newest file not in force", id="figures that were never placed"),
    ],
)
def test_a_broken_intake_is_found_out(grounds: Grounds, tmp_path: Path, broken: str, moment: int, found: str) -> None:
    environment = {"BROKEN": broken}
    faults: set[str] = set()
    for at in range(moment, moment + 40, 3) if moment else (0,):
        ledger = copy_of(grounds.fresh, tmp_path / f"{at}.db")
        _, acknowledged = killed("upload", ledger, grounds.folder, environment | _at(at), 30)
        faults |= {f.split(": (")[0] for f in faults_of("upload", ledger, grounds, acknowledged)}
        if any(fault.startswith(found) for fault in faults):
            return
    pytest.fail(f"not found: {faults}")


def _at(statement: int) -> dict[str, str]:
    return {"KILL_AT": str(statement)} if statement else {}
