"""kill -9 at any point of any act: what was acknowledged is there, nothing is half done, all is ready at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lib.storage.database import reading, sqlite3, writing
from lib.storage.files import HALF, STALE_SECONDS, store_of
from lib.workflows.keep_safe import verify
from tests.ledger_samples import GIA_LAI, HEALTH, HOME_AFFAIRS, SCIENCE, Period, copy_of, filled_form, share
from tests.soak.acts import ACTS, copy_beside, steps_of, upload
from tests.soak.conftest import Figure
from tests.soak.ledger_state import half_done, half_originals
from tests.soak.old_ledger import old_ledger
from tests.soak.size import SEED, SIZE

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 5
RESUMED = 4  # of so many kills one is followed by the whole act
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a process")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the acts begin with: a fresh ledger, a full one, an old one; a folder of returns, and of one return."""

    fresh: Path
    full: Path
    old: Path
    folder: Path
    one: Path

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
    one = place / "one"
    one.mkdir()
    (one / "1.xlsx").write_bytes(min(folder.glob(f"{HEALTH}-*")).read_bytes())
    return Grounds(template_ledger, full, old_ledger(place / "old.db"), folder, one)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an act is killed: at its n-th step, or some seconds after it has begun."""

    act: str
    step: int | None
    seconds: float

    @property
    def environment(self) -> dict[str, str]:
        """What tells the act of its step."""
        return {"KILL_AT": str(self.step)} if self.step else {}


def moments(grounds: Grounds, place: Path) -> Iterator[Moment]:
    """Steps spread over the whole of each act, from its first to its last, then random times within it."""
    chance = random.Random(SEED)
    seconds: dict[str, float] = {}
    share_of_each = SIZE.kills // len(SIZE.killed_acts)
    for act in SIZE.killed_acts:
        started = time.perf_counter()
        steps = steps_of(act, grounds.ledger_for(act, place / act / "whole.db"), grounds.folder)
        seconds[act] = time.perf_counter() - started
        assert len(steps) >= share_of_each, act
        for n in range(share_of_each):
            step = int(len(steps) * (n + chance.random()) / share_of_each)
            yield Moment(act, step + 1, 120)
    for n in range(SIZE.kills_in_time):
        act = SIZE.killed_acts[n % len(SIZE.killed_acts)]
        yield Moment(act, None, chance.uniform(0, 0.9 * seconds[act]))


def test_a_kill_at_any_point_loses_nothing_acknowledged_and_leaves_nothing_half(
    grounds: Grounds, tmp_path: Path, figure: Figure
) -> None:
    seen: Counter[str] = Counter()
    faults: list[tuple[Moment, str]] = []
    slowest = 0.0
    for act in SIZE.killed_acts:
        (tmp_path / act).mkdir()
    for n, moment in enumerate(moments(grounds, tmp_path)):
        act = moment.act
        ledger = grounds.ledger_for(act, tmp_path / act / f"{n}.db")
        was_killed, acknowledged = killed(act, ledger, grounds.folder, moment.environment, moment.seconds)
        assert was_killed or not moment.step, moment  # each step comes before the end
        seen.update({"kills": was_killed, "of steps": bool(moment.step), "acknowledged": len(acknowledged)})
        faults += [(moment, fault) for fault in faults_of(act, ledger, acknowledged)]
        left = left_by(ledger)
        seen["left"] += len(left)
        slowest = max(slowest, ready_again(act, ledger))
        if left or n % RESUMED == 0:
            seen["resumed"] += 1
            resumed(act, ledger, grounds)
    lost = [fault for fault in faults if fault[1].startswith("lost")]
    figure("kills (-9) before the act was over", seen["kills"], ">= 200")
    figure("  of them at a step of one of the acts", seen["of steps"])
    figure("  acknowledged until then", seen["acknowledged"])
    figure("  of them lost", len(lost), "0")
    figure("  half done", len(faults) - len(lost), "0")
    figure("  half files left under a temporary name, cleared when old", seen["left"])
    figure("  acts done again to their end", seen["resumed"])
    figure("  slowest first write after a kill (s)", slowest, f"< {READY_SECONDS}")
    assert not faults
    assert slowest < READY_SECONDS
    assert seen["kills"] >= SIZE.kills


def left_by(ledger: Path) -> list[Path]:
    """What a dead process left under a temporary name in the store, made older than it is kept."""
    left = list(store_of(ledger).rglob(f"{HALF}*"))
    long_ago = time.time() - STALE_SECONDS - 60
    for half in left:
        os.utime(half, (long_ago, long_ago))
    return left


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


def faults_of(act: str, ledger: Path, acknowledged: list[str]) -> list[str]:
    """What is lost or half done after a kill."""
    if act == "back_up":
        return [*_copy_faults(copy_beside(ledger), acknowledged), *half_done(ledger)]
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


def _copy_faults(copy: Path, acknowledged: list[str]) -> list[str]:
    """A copy that stands under its name is whole; what was still being made is not under it."""
    if copy.exists():
        return [f"copy: {fault}" for fault in half_done(copy)]
    return [f"lost: {said}" for said in acknowledged]


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
        assert not list(store_of(ledger).rglob(f"{HALF}*"))
    if act == "back_up":
        assert half_done(copy_beside(ledger)) == []
        assert verify(copy_beside(ledger)).faults == ()
    if act == "set_up":
        assert _catalog(ledger) == _catalog(grounds.fresh)
    elif act != "migrate":
        assert verify(ledger).faults == ()


def _catalog(ledger: Path) -> dict[str, int]:
    with reading(ledger) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("plan", "indicator", "target", "task", "agency", "assignment", "standing", "catalog_issue")
        }


# The harness finds what it looks for


CONTROLS = [
    pytest.param("no transaction", "submission without", id="half a submission"),
    pytest.param("no bytes", "original", id="bytes that were never kept"),
    pytest.param("too early", "lost: submission 1", id="acknowledged before it is kept"),
    pytest.param("no figures", "newest file not in force", id="figures that were never placed"),
]


@pytest.mark.parametrize(("broken", "found"), CONTROLS[: SIZE.controls])
def test_a_broken_intake_is_found_out(grounds: Grounds, tmp_path: Path, broken: str, found: str) -> None:
    steps = range(1)
    if broken == "no transaction":  # found where it is killed between two statements of one submission
        n_steps = len(steps_of("upload", copy_of(grounds.fresh, tmp_path / "whole.db"), grounds.one))
        steps = range(n_steps // 3, n_steps, n_steps // 12)
    faults: set[str] = set()
    for step in steps:
        ledger = copy_of(grounds.fresh, tmp_path / f"{step}.db")
        environment = {"BROKEN": broken} | Moment("upload", step, 30).environment
        _, acknowledged = killed("upload", ledger, grounds.one, environment, 30)
        faults |= {f.split(": (")[0] for f in faults_of("upload", ledger, acknowledged)}
        if any(fault.startswith(found) for fault in faults):
            return
    pytest.fail(f"not found: {faults}")


def test_half_an_original_under_its_own_name_is_found_out(grounds: Grounds, tmp_path: Path) -> None:
    ledger = copy_of(grounds.fresh, tmp_path / "ledger.db")
    assert half_originals(store_of(ledger)) == []
    for name in ("ab/" + "ab" * 32, f"ab/{HALF}1"):
        (store_of(ledger) / name).parent.mkdir(parents=True, exist_ok=True)
        (store_of(ledger) / name).write_bytes(b"")
    assert half_originals(store_of(ledger)) == ["half original: ab/" + "ab" * 32]
    assert half_done(ledger) == half_originals(store_of(ledger))
