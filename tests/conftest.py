"""A ledger as `set_up` makes it, made once per worker and copied for each test that writes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.excel.reader import FormReader
from lib.storage.database import copy_to
from lib.storage.files import store_of
from lib.workflows.load_catalog import set_up

SET_UP_AT = "2026-01-02T03:04:05.000000+00:00"


@pytest.fixture(scope="session")
def template_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped plans and agencies, as on the first start. Not to be written to."""
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    set_up(path, at=SET_UP_AT, by="người lập sổ")
    return path


@pytest.fixture
def ledger(template_ledger: Path, tmp_path: Path) -> Path:
    """A ledger of the test's own, with its originals."""
    return copy_of(template_ledger, tmp_path / "ledger.db")


@pytest.fixture(scope="session")
def reader() -> Iterator[FormReader]:
    """One warm reader of forms."""
    with FormReader() as warm:
        yield warm


def copy_of(ledger: Path, place: Path) -> Path:
    """A ledger copied with its originals."""
    copy_to(ledger, place)
    shutil.copytree(store_of(ledger), store_of(place))
    return place
