"""What an error of the disk is told as, and that no other error is taken for one."""

import errno
import os

import pytest

from lib.domain.errors import NotFound, Refused
from lib.storage import disk
from lib.storage.files import kept_name
from lib.storage.sqlite import sqlite3


def of_sqlite(number: int | None, words: str) -> sqlite3.OperationalError:
    fault = sqlite3.OperationalError(words)
    if number is not None:
        fault.sqlite_errorcode = number
    return fault


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "disk-full", id="no room"),
        pytest.param(OSError(errno.EFBIG, os.strerror(errno.EFBIG)), "disk-full", id="a file may not grow"),
        pytest.param(OSError(errno.EIO, os.strerror(errno.EIO)), "disk-fault", id="the disk fails"),
        pytest.param(PermissionError(errno.EACCES, "x"), "disk-fault", id="may not write"),
        pytest.param(of_sqlite(13, "database or disk is full"), "disk-full", id="SQLite has no room"),
        pytest.param(of_sqlite(778, "disk I/O error"), "disk-fault", id="SQLite cannot write"),
        pytest.param(of_sqlite(None, "disk I/O error"), "disk-fault", id="a backup cannot write"),
        pytest.param(of_sqlite(None, "database or disk is full"), "disk-full", id="a backup has no room"),
        pytest.param(of_sqlite(5, "database is locked"), None, id="locked"),
        pytest.param(of_sqlite(1, "no such table: x"), None, id="a fault of the program"),
        pytest.param(ValueError("disk I/O error"), None, id="something else"),
    ],
)
def test_errors_of_the_disk_are_refusals_and_no_others(fault: Exception, code: str | None) -> None:
    refused = disk.refusal(fault)
    assert (refused and refused.code) == code
    with pytest.raises(Refused if code else type(fault)), disk.told():
        raise fault


def test_a_refusal_goes_through_as_it_is() -> None:
    with pytest.raises(NotFound), disk.told():
        raise NotFound("original-missing")


def test_a_name_is_kept_as_text_that_can_be_shown() -> None:
    assert kept_name("báo cáo.xlsx") == "báo cáo.xlsx"
    assert kept_name("b\udce1o.xlsx") == "b?o.xlsx"
    assert len(kept_name("x" * 5000)) == 255
