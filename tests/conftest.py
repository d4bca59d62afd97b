"""A ledger as `set_up` makes it, made once per worker and copied for each test that writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import SET_UP_AT, copy_of

from lib.excel.reader import FormReader
from lib.workflows.load_catalog import set_up


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


@pytest.fixture(scope="module")
def reader() -> Iterator[FormReader]:
    """One warm reader of forms; closed with its module, since other tests count the children of open readers."""
    with FormReader() as warm:
        yield warm
