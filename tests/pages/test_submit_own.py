"""A workbook that is not our form: whose it is, its columns and rows as they are understood, one confirmation."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.storage import own_store
from lib.storage.database import reading, revision
from lib.storage.ledger_store import cells, lines
from lib.workflows.keep_safe import verify
from tests import own_samples
from tests.app_screens import choose, open_page, press, read, tables
from tests.ledger_samples import CENTRE, QUANG_TRI, SCIENCE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(content: bytes, name: str = "Bao cao thang 5.xlsx") -> AppTest:
    app = open_page("nop-bao-cao", kh=QUANG_TRI, ky="2026-05", dv=CENTRE)
    return app.file_uploader[0].upload(name, content, XLSX).run()


def test_x(own: Path) -> None:
    app = upload(own_samples.simple())
    assert not app.exception, app.exception
    print(read(app))
    app = press(app, "Xác nhận cách đọc")
    assert not app.exception, app.exception
    print(read(app))
