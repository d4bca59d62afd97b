"""A disk without room, a little more at a time: told in words, nothing half done, and it works again with room."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from lib.domain.errors import Refused
from lib.storage.database import reading, sqlite3
from lib.storage.files import HALF, store_of
from lib.wording import messages
from lib.wording.fault_messages import FAULT_MESSAGES
from tests.ledger_samples import GIA_LAI, HEALTH, Period, copy_of, filled_form, share
from tests.soak.acts import ACTS, copy_beside, upload
from tests.soak.conftest import Figure
from tests.soak.ledger_state import files_of, half_done, state_of
from tests.soak.old_ledger import old_ledger
from tests.soak.size import SIZE, SMALL

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bounds the size of files")
N_RETURNS = 4 if SIZE is SMALL else 6  # fewer need no new page
NO_ROOM = {"told disk-full", "told disk-fault"}


@pytest.fixture(scope="module")
def folder(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few returns."""
    place = tmp_path_factory.mktemp("returns")
    for month in range(1, N_RETURNS + 1):
        period, rows = Period(2026, month), {n: share(60, 100) for n in (1, 2, 3, 4, 5)}
        (place / f"{month}.xlsx").write_bytes(filled_form(template_ledger, GIA_LAI, HEALTH, period, rows))
    return place


def told(act: str, ledger: Path, folder: Path, **room: int) -> list[str]:
    """What an act says when there is only so much room."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.soak.acts", act, str(ledger), str(folder)],
        cwd=ROOT,
        env=os.environ | {name: str(number) for name, number in room.items()},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-2000:]
    return found.stdout.splitlines()[1:]


def pages_of(ledger: Path) -> int:
    connection = sqlite3.connect(ledger)
    try:
        return int(connection.execute("PRAGMA page_count").fetchone()[0])
    finally:
        connection.close()


def submissions(ledger: Path) -> int:
    with reading(ledger) as connection:
        return int(connection.execute("SELECT count(*) FROM submission WHERE outcome = 'accepted'").fetchone()[0])


def is_told(said: list[str]) -> bool:
    """Whether an act ended with a word about the disk, which must have a sentence."""
    (word, _, code) = (said[-1] if said else "").partition(" ")
    assert word != "told" or code in FAULT_MESSAGES, said
    return word == "told"


def steps(most: int) -> list[int]:
    """Room from none to enough, evenly; in the small run next to none, then enough."""
    each = max(1, most // SIZE.full_disk_steps)
    return [most // 16, most] if SIZE is SMALL else list(range(0, most + 1, each))


def in_turn(outcomes: list[str], done: str) -> bool:
    """Whether with more and more room an act is told of the disk, and then done, and never otherwise."""
    first = outcomes.index(done) if done in outcomes else len(outcomes)
    return set(outcomes[:first]) <= NO_ROOM and set(outcomes[first:]) <= {done}


def test_an_intake_without_room_is_told_so_and_keeps_what_it_acknowledged(
    template_ledger: Path, tmp_path: Path, folder: Path, figure: Figure
) -> None:
    whole = copy_of(template_ledger, tmp_path / "whole.db")
    pages = pages_of(whole)
    assert len(list(upload(whole, folder))) == N_RETURNS
    need = pages_of(whole) - pages
    rooms: list[dict[str, int]] = [{"MOST_PAGES": pages + room} for room in steps(need)]
    rooms += [{"MOST_BYTES": room} for room in steps(300 * 1024)[: 1 if SIZE is SMALL else None]]
    outcomes: Counter[str] = Counter()
    by_room: dict[str, list[str]] = {}
    lost = half = 0
    for n, room in enumerate(rooms):
        ledger = copy_of(template_ledger, tmp_path / f"{n}.db")
        said = told("upload", ledger, folder, **room)
        last = said[-1].replace(f"submission {N_RETURNS}", "all taken")
        outcomes[last] += 1
        by_room.setdefault(next(iter(room)), []).append(last)
        lost += len(said) - is_told(said) - submissions(ledger)
        half += len(half_done(ledger)) + len(list(store_of(ledger).rglob(f"{HALF}*")))
        assert len(list(upload(ledger, folder))) == N_RETURNS, room  # there is room again
        assert (submissions(ledger), half_done(ledger)) == (N_RETURNS, [])
    figure("intakes with too little room on the disk, or just enough", outcomes.total())
    for last, number in sorted(outcomes.items()):
        figure(f"    {last}", number)
    figure("  acknowledged and lost", lost, "0")
    figure("  half done", half, "0")
    assert (lost, half) == (0, 0)
    assert all(in_turn(found, "all taken") for found in by_room.values()), by_room
    assert set(by_room["MOST_PAGES"]) == {"told disk-full", "all taken"}
    assert by_room["MOST_BYTES"][0] in NO_ROOM


@pytest.mark.parametrize(("act", "done"), [("back_up", "copy 3"), ("undo", f"undo {N_RETURNS}")])
def test_other_acts_without_room_are_told_so_and_leave_nothing(
    template_ledger: Path, tmp_path: Path, folder: Path, act: str, done: str
) -> None:
    whole = copy_of(template_ledger, tmp_path / "whole.db")
    list(upload(whole, folder))
    outcomes = []
    need = whole.stat().st_size + 256 * 1024
    for n, room in enumerate(steps(need)[: 1 if SIZE is SMALL else None]):
        ledger = copy_of(whole, tmp_path / f"{n}.db")
        before = state_of(ledger)
        said = told(act, ledger, folder, MOST_BYTES=room)
        outcomes.append(said[-1])
        if is_told(said):
            assert len(said) == 1 or act == "undo", said
            assert (state_of(ledger) == before) == (len(said) == 1), (room, said)
            assert list(files_of(copy_beside(ledger).parent)) == []
        assert half_done(ledger) == []
        list(ACTS[act](ledger, folder))
        assert half_done(ledger) == []
        assert half_done(copy_beside(ledger) if act == "back_up" else ledger) == []
    assert outcomes[0] in NO_ROOM
    assert in_turn(outcomes, done), outcomes
    assert SIZE is SMALL or outcomes[-1] == done


def test_an_upgrade_without_room_is_told_so_and_the_old_ledger_stays(tmp_path: Path) -> None:
    outcomes = []
    size = old_ledger(tmp_path / "size.db").stat().st_size
    before = content_of(tmp_path / "size.db")
    assert before[0] == 1
    for n, room in enumerate(steps(size + 256 * 1024)):
        ledger = old_ledger(tmp_path / f"{n}.db")
        aside = tmp_path / f"{n}.version-1.db"
        said = told("migrate", ledger, tmp_path, MOST_BYTES=room)
        outcomes.append(said[-1])
        if is_told(said):
            assert content_of(ledger) == before, room
        assert content_of(aside) == before if aside.exists() else is_told(said), room  # whole or not there
        assert not list(tmp_path.glob("*.half"))
        list(ACTS["migrate"](ledger, tmp_path))
        assert half_done(ledger, with_originals=False) == []
        assert content_of(aside) == before
    assert outcomes[0] in NO_ROOM
    assert in_turn(outcomes, "prepared"), outcomes
    assert outcomes[-1] == "prepared"


def content_of(ledger: Path) -> tuple[object, ...]:
    """The version of a ledger of any age, and all that is in it."""
    connection = sqlite3.connect(ledger)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        parts = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [name for kind, name, _ in parts if kind == "table"]
        rows = {name: set(connection.execute(f'SELECT * FROM "{name}"')) for name in tables}
        return version, parts, rows
    finally:
        connection.close()


def test_what_is_told_of_a_disk_is_a_sentence_with_a_mend() -> None:
    assert "hết chỗ" in messages.fault(Refused("disk-full"))
    assert "đĩa" in messages.fault(Refused("disk-fault", detail="disk I/O error"))
