"""The frame around every page: its menu, addresses and codes that are nowhere, faults of the program."""

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.storage.database import revision
from lib.ui import loaders, shell
from tests.app_screens import click, marks, open_page, paper, plain, press, read
from tests.ledger_samples import GIA_LAI, HEALTH, QUANG_TRI
from tests.screen_samples import PAGES

MAY = {"kh": GIA_LAI, "ky": "2026-05"}
IN_THE_MENU = [address for address in PAGES if address != "lan-nop"]


def menu(app: AppTest) -> list[str]:
    return marks(app, "menu")


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("address", PAGES)
def test_the_menu_leads_to_every_page_and_keeps_plan_period_past_day_and_sight(address: str) -> None:
    app = open_page(address, **MAY, ngay="2026-05-02", duyet="1")
    assert len(menu(app)) == len(IN_THE_MENU)
    app = click(app, "menu", "matrix")
    assert app.title[0].value.startswith("Ma trận")
    assert dict(app.query_params) == {**MAY, "ngay": "2026-05-02", "duyet": "1"}


@pytest.mark.usefixtures("reported")
def test_the_menu_leaves_behind_what_belongs_to_the_page() -> None:
    app = open_page("don-vi", **MAY, dv=HEALTH, ct=f"{GIA_LAI}-02")
    assert dict(click(app, "menu", "tasks").query_params) == MAY


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("address", "given", "told"),
    [
        ("tong-quan", {"kh": "HANOI-2026"}, "Không có kế hoạch mang mã «HANOI-2026»; đang xem «"),
        ("chi-tieu", {**MAY, "ct": f"{GIA_LAI}-99"}, f"Không có chỉ tiêu mang mã «{GIA_LAI}-99»; đang xem chỉ tiêu 1."),
        ("don-vi", {**MAY, "dv": "so-la"}, "Không có đơn vị báo cáo mang mã «so-la»; đang xem "),
        ("ma-tran", {"kh": GIA_LAI, "ky": "1999-01"}, "Không có kỳ báo cáo mang mã «1999-01»; đang xem tháng 5/2026."),
        ("tong-quan", {"kh": "<b>x</b>"}, "Không có kế hoạch như địa chỉ yêu cầu; đang xem «"),
    ],
)
def test_a_code_that_is_nowhere_is_said_so(address: str, given: dict[str, str], told: str) -> None:
    assert told in read(open_page(address, **given))


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("address", PAGES)
def test_what_is_there_is_not_called_missing(address: str) -> None:
    assert "; đang xem" not in read(open_page(address, **MAY, dv=HEALTH, ct=f"{GIA_LAI}-02"))


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("của riêng chương trình")


def test_a_fault_of_the_program_is_told_with_its_mark_in_the_log_and_no_word_of_english(
    own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(loaders, "totals", broken)
    before = revision(own)
    with caplog.at_level(logging.ERROR, "sochitieu"):
        app = open_page("tong-quan", kh=QUANG_TRI)
    assert not app.exception
    (told,) = (plain(part.value) for part in app.html if part.value.startswith("<div") and "Có lỗi" in part.value)
    (logged,) = (record for record in caplog.records if record.name == "sochitieu")
    assert "chưa có gì của việc đó được lưu" in told
    assert f"mã lỗi {logged.args[0]} " in told
    assert logged.exc_info[0] is ZeroDivisionError
    assert "ZeroDivisionError" not in told
    assert menu(app), "one can still go elsewhere"
    assert revision(own) == before


def test_a_fault_of_the_program_in_a_button_is_told_at_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: dict[str, object] = {}
    monkeypatch.setattr(shell, "keep_for_next_run", noted.__setitem__)
    shell.careful(broken)()
    (mark,) = noted.values()
    assert isinstance(mark, str) and len(mark) == 6


@pytest.mark.usefixtures("own")
def test_a_closed_page_is_not_in_the_menu_and_its_address_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCHITIEU_CLOSED", "nop-bao-cao, danh-muc, tong-quan, khong-co")
    app = open_page("nop-bao-cao", **MAY)
    assert app.title[0].value == "Không có quyền xem trang này"
    assert not app.get("file_uploader")
    assert {"submit", "catalog"}.isdisjoint(menu(app))
    back = press(app, "Về Tổng quan")
    assert back.title[0].value.startswith("Tình hình"), "the overview is never closed"
    assert dict(back.query_params) == MAY


@pytest.mark.usefixtures("own")
def test_an_address_that_is_nowhere_says_so_with_a_way_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_is_nowhere", lambda _: True)
    app = open_page("tong-quan", kh=GIA_LAI)
    assert app.title[0].value == "Không có trang này"
    assert "có thể gõ nhầm" in read(app)
    assert menu(app)


@pytest.mark.usefixtures("shipped")
def test_where_the_app_listens_is_told_on_pages_of_management_alone() -> None:
    said = [address for address in PAGES if "127.0.0.1" in read(open_page(address))]
    assert said == [address for address, place in PAGES.items() if place.startswith("pages/manage/")]


@pytest.mark.usefixtures("reported")
def test_every_sheet_is_headed_by_what_the_page_draws_and_by_nothing_of_another_page() -> None:
    app = open_page("tong-quan", **MAY)
    title = next(plan.title for plan in loaders.plans() if plan.code == GIA_LAI)
    printed = "in ngày 18/06/2026"
    assert paper(app) == f"Sổ chỉ tiêu: Tổng quan · {title} · T5/2026 · {printed}"
    app = click(app, "menu", "tasks")
    assert paper(app) == f"Sổ chỉ tiêu: Nhiệm vụ · {title} · {printed}", "tasks have no period"
    app.switch_page(PAGES["lan-nop"])
    app.query_params.clear()
    assert paper(app.run()) == f"Sổ chỉ tiêu: Lần nộp · {printed}"
    app.query_params["lan"] = "1"
    other = next(plan.title for plan in loaders.plans() if plan.code == QUANG_TRI)
    assert paper(app.run()) == f"Sổ chỉ tiêu: Lần nộp · {other} · T4/2026 · {printed}"


@pytest.mark.usefixtures("reported")
def test_where_there_is_one_plan_alone_it_heads_the_sheets_too(monkeypatch: pytest.MonkeyPatch) -> None:
    only = next(plan for plan in loaders.plans() if plan.code == GIA_LAI)
    monkeypatch.setattr(loaders, "plans", lambda: (only,))
    assert f" · {only.title} · T5/2026 · " in paper(open_page("tong-quan", **MAY))
