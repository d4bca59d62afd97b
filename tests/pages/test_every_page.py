"""What holds on every page, for every plan, however it was opened."""

from functools import cache
from pathlib import Path

import pytest

from lib.storage import settings_store
from lib.storage.database import writing
from tests.app_screens import ROOT, chosen, go_from_home, open_page, read
from tests.screen_samples import HEADINGS, PAGES, PLANS, WITHOUT_PERIOD, WITHOUT_PLAN, mark_as_demo

DEMO = "DỮ LIỆU THỬ"
NONSENSE = ("khong-co", "", "../../etc/passwd", "<b>x</b>", "' OR 1=1 --", "x" * 500)
EVERY = pytest.mark.parametrize("address", PAGES)


def test_the_pages_tested_here_are_all_there_are() -> None:
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")}
    assert there == set(PAGES.values())


@EVERY
@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.usefixtures("shipped")
def test_every_page_opens_on_every_plan_before_any_return(address: str, plan: str) -> None:
    app = open_page(address, kh=plan)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == HEADINGS.get(address, app.title[0].value)


@EVERY
@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.usefixtures("reported")
def test_every_page_opens_on_every_plan_with_returns(address: str, plan: str) -> None:
    app = open_page(address, kh=plan)
    assert not app.exception
    assert not app.error


@EVERY
@pytest.mark.usefixtures("reported")
def test_a_page_opened_first_shows_what_it_shows_from_home(address: str) -> None:
    query = {"kh": "GIALAI-2026", "ky": "2026-05", "ct": "GIALAI-2026-02", "dv": "gia-lai-so-y-te"}
    opened = open_page(address, **query)
    assert read(opened) == read(go_from_home(address, **query))
    assert opened.title


@EVERY
@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("value", NONSENSE, ids=["unknown", "empty", "path", "markup", "sql", "long"])
@pytest.mark.parametrize("plan", ["QUANGTRI-VP-2026", None], ids=["of a plan", "of no plan"])
def test_nonsense_in_the_address_gives_a_page_and_no_fault(address: str, plan: str | None, value: str) -> None:
    asked = ("kh", "ky", "ct", "dv", "nhom", "xem", "tc", "la", "lan", "duyet")
    app = open_page(address, **dict.fromkeys(asked, value) | {"kh": plan or value})
    assert not app.exception
    assert not app.error
    assert app.title
    assert "<b>x</b>" not in read(app)


@cache
def opening_period(address: str) -> str:
    """What the page opens on by itself; the shared ledger stays as it is."""
    return chosen(open_page(address, kh="QUANGTRI-VP-2026"), "period")


@EVERY
@pytest.mark.parametrize("period", ["2026-13", "0000-00", "1999-01", "2099-12", "2026-5", "năm nay"])
@pytest.mark.usefixtures("reported")
def test_a_period_that_cannot_be_gives_the_one_that_screens_open_on(address: str, period: str) -> None:
    app = open_page(address, kh="QUANGTRI-VP-2026", ky=period)
    assert not app.exception
    if address not in WITHOUT_PERIOD:
        assert chosen(app, "period") == opening_period(address) != ""
        assert app.query_params["ky"] == "2026-05"


@EVERY
@pytest.mark.usefixtures("reported")
def test_what_is_shown_is_written_into_the_address(address: str) -> None:
    app = open_page(address)
    if address in WITHOUT_PLAN:
        assert not app.query_params
        return
    assert app.query_params["kh"] == ("GIALAI-2026" if address == "nhiem-vu" else "QUANGTRI-VP-2026")
    if address not in WITHOUT_PERIOD:
        assert app.query_params["ky"] == "2026-05"


@EVERY
@pytest.mark.usefixtures("reported")
def test_the_address_alone_shows_the_same_to_another_session(address: str) -> None:
    first = open_page(address, kh="GIALAI-2026", ky="2026-04")
    copied = dict(first.query_params.items())
    assert read(open_page(address, **copied)) == read(first)


@pytest.mark.usefixtures("reported")
def test_plan_and_period_go_along_from_page_to_page() -> None:
    app = open_page("tong-quan", kh="GIALAI-2026", ky="2026-04")
    app.switch_page(PAGES["ma-tran"])
    app.query_params.clear()
    app.run()
    assert dict(app.query_params) == {"kh": "GIALAI-2026", "ky": "2026-04"}


@EVERY
def test_a_demo_ledger_says_so_on_every_page_and_a_real_one_on_none(own: Path, address: str) -> None:
    assert DEMO not in read(open_page(address))
    mark_as_demo(own)
    assert read(open_page(address)).count(DEMO) == 1


def test_a_session_that_is_open_sees_a_write_at_its_next_run(own: Path) -> None:
    app = open_page("tong-quan")
    assert DEMO not in read(app)
    with writing(own) as connection:
        settings_store.put_setting(connection, "demo", "1")
    assert DEMO in read(app.run())


@EVERY
def test_a_file_that_is_no_ledger_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a ledger" * 1000)
    monkeypatch.setenv("SOCHITIEU_DB", str(broken))
    app = open_page(address)
    assert not app.exception
    assert "Không mở được sổ" in app.error[0].value
    assert broken.read_bytes() == b"not a ledger" * 1000
