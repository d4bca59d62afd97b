"""The pulse of a ledger: every write is seen, from any thread, and a file put in its place is followed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lib.domain.errors import DatabaseUnusable
from lib.storage.database import revision, writing
from lib.storage.pulse import Pulse
from tests.ledger_samples import copy_of


def write(path: Path, times: int = 1) -> None:
    for _ in range(times):
        with writing(path):
            pass


def test_a_pulse_sees_every_write_from_any_thread(ledger: Path) -> None:
    pulse = Pulse(ledger)
    before = pulse.number()
    write(ledger)
    assert pulse.number() == before + 1 == revision(ledger)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: pulse.number(), range(40))) == {before + 1}
    pulse.close()


def test_a_pulse_does_not_hold_up_writers(ledger: Path) -> None:
    pulse = Pulse(ledger)
    pulse.number()
    write(ledger, 5)
    assert pulse.number() == revision(ledger)
    pulse.close()


def test_a_pulse_follows_a_ledger_put_in_the_place_of_the_old_one(ledger: Path, tmp_path: Path) -> None:
    pulse = Pulse(ledger)
    before = pulse.number()
    (tmp_path / "other").mkdir()
    other = copy_of(ledger, tmp_path / "other" / "ledger.db")
    write(other, 7)
    other.replace(ledger)
    assert pulse.number() == before + 7
    pulse.close()


def test_a_pulse_says_that_the_ledger_is_gone(ledger: Path) -> None:
    pulse = Pulse(ledger)
    pulse.number()
    ledger.unlink()
    with pytest.raises(DatabaseUnusable, match="database-missing"):
        pulse.number()
    pulse.close()
