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
from lib.storage.files import store_of
from lib.wording import messages
from lib.wording.fault_messages import FAULT_MESSAGES
from tests.ledger_samples import GIA_LAI, HEALTH, Period, copy_of, filled_form, share
from tests.soak.acts import ACTS, upload
from tests.soak.conftest import Figure
from tests.soak.ledger_state import files_of, half_done, state_of
from tests.soak.old_ledger import old_ledger
from tests.soak.size import SIZE

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bounds the size of files")


N_RETURNS = 6


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


def steps(most: int) -> range:
    """Room from none to enough, evenly."""
    return range(0, most + 1, max(1, most // SIZE.full_disk_steps))


def test_an_intake_without_room_is_told_so_and_keeps_what_it_acknowledged(
    template_ledger: Path, tmp_path: Path, folder: Path, figure: Figure
) -> None:
    whole = copy_of(template_ledger, tmp_path / "whole.db")
    pages = pages_of(whole)
    assert len(list(upload(whole, folder))) == N_RETURNS
    rooms: list[dict[str, int]] = [{"MOST_PAGES": pages + room} for room in steps(pages_of(whole) - pages)]
    rooms += [{"MOST_BYTES": room} for room in steps(300 * 1024)]
    outcomes: Counter[str] = Counter()
    for n, room in enumerate(rooms):
        ledger = copy_of(template_ledger, tmp_path / f"{n}.db")
        said = told("upload", ledger, folder, **room)
        outcomes[said[-1].replace(f"submission {N_RETURNS}", "all taken")] += 1
        assert submissions(ledger) == len(said) - is_told(said), room
        assert half_done(ledger) == [], room
        assert not list(store_of(ledger).rglob(".new-*")), room
        assert len(list(upload(ledger, folder))) == N_RETURNS, room  # there is room again
        assert (submissions(ledger), half_done(ledger)) == (N_RETURNS, [])
    figure("intakes with too little room on the disk", outcomes.total())
    for last, number in sorted(outcomes.items()):
        figure(f"    {last}", number)
    assert outcomes.keys() <= {"all taken", "told disk-full", "told disk-fault"}
    assert all(outcomes[last] for last in ("all taken", "told disk-full"))


@pytest.mark.parametrize("act", ["back_up", "undo"])
def test_other_acts_without_room_are_told_so_and_leave_nothing(
    template_ledger: Path, tmp_path: Path, folder: Path, act: str
) -> None:
    whole = copy_of(template_ledger, tmp_path / "whole.db")
    list(upload(whole, folder))
    outcomes = set()
    for n, room in enumerate(steps(200 * 1024)):
        ledger = copy_of(whole, tmp_path / f"{n}.db")
        before = state_of(ledger)
        place = tmp_path / f"folder{n}"
        place.mkdir()
        said = told(act, ledger, place, MOST_BYTES=room)
        outcomes.add(said[-1])
        if is_told(said) and len(said) == 1:
            assert state_of(ledger) == before, (room, said)
            assert [name for name in files_of(place) if ".backup-" in name] == []
        assert half_done(ledger) == []
        list(ACTS[act](ledger, place))
        assert half_done(ledger) == []
    assert outcomes & {"told disk-full", "told disk-fault"}
    assert all(not said.startswith("told") or said in ("told disk-full", "told disk-fault") for said in outcomes)


def test_an_upgrade_without_room_is_told_so_and_the_old_ledger_stays(tmp_path: Path) -> None:
    outcomes = set()
    size = old_ledger(tmp_path / "size.db").stat().st_size
    for n, room in enumerate(steps(size + 256 * 1024)):
        ledger = old_ledger(tmp_path / f"{n}.db")
        before = ledger.read_bytes()
        said = told("migrate", ledger, tmp_path, MOST_BYTES=room)
        outcomes.add(said[-1])
        if said[-1] != "prepared":
            assert ledger.read_bytes() == before or _version(ledger) == 1
            assert not list(tmp_path.glob("*.half"))
            list(ACTS["migrate"](ledger, tmp_path))
        assert half_done(ledger, with_originals=False) == []
    assert "prepared" in outcomes
    assert outcomes & {"told disk-full", "told disk-fault"}
    assert outcomes <= {"prepared", "told disk-full", "told disk-fault"}


def _version(ledger: Path) -> int:
    connection = sqlite3.connect(ledger)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_what_is_told_of_a_disk_is_a_sentence_with_a_mend() -> None:
    assert "hết chỗ" in messages.fault(Refused("disk-full"))
    assert "đĩa" in messages.fault(Refused("disk-fault", detail="disk I/O error"))
