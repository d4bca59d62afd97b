"""Ledgers behind the pages: each test is pointed at one by the environment, as the server is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.excel.reader import FormReader
from tests.ledger_samples import copy_of
from tests.screen_samples import MID_JUNE, seed, stand_still


@pytest.fixture(scope="session")
def shipped_ledger(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only what ships: plans and agencies, no return. Not to be written to."""
    path = copy_of(template_ledger, tmp_path_factory.mktemp("shipped") / "ledger.db")
    stand_still(path, MID_JUNE)
    return path


@pytest.fixture(scope="session")
def reported_ledger(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few returns of two plans. Not to be written to."""
    path = copy_of(template_ledger, tmp_path_factory.mktemp("reported") / "ledger.db")
    with FormReader() as reader:
        seed(path, reader)
    return path


@pytest.fixture(scope="module", autouse=True)
def _no_child_outlives_its_module() -> Iterator[None]:
    """The app keeps its reader's children for good; other tests count them, so they end with the last open reader."""
    with FormReader():
        yield


@pytest.fixture
def shipped(shipped_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app reads a ledger without returns."""
    return _used(shipped_ledger, monkeypatch)


@pytest.fixture
def reported(reported_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app reads a ledger with a few returns."""
    return _used(reported_ledger, monkeypatch)


@pytest.fixture
def own(reported_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app reads a ledger with a few returns that the test may write to."""
    return _used(copy_of(reported_ledger, tmp_path / "ledger.db"), monkeypatch)


def _used(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOCHITIEU_DB", str(path))
    return path
