"""The page of tasks: what is due on a day, for the two plans that have tasks and one that has none."""

from datetime import date
from pathlib import Path

import pytest

from tests.app_screens import click, drawn, marks, open_page, plain, read
from tests.ledger_samples import GIA_LAI
from tests.screen_samples import stand_still

OLD = "KH5755-2021"


@pytest.mark.usefixtures("shipped")
def test_without_an_address_it_opens_on_a_plan_that_has_tasks() -> None:
    app = open_page("nhiem-vu")
    assert app.query_params["kh"] == GIA_LAI


@pytest.mark.usefixtures("shipped")
def test_in_june_the_tasks_of_april_and_may_are_past_due_and_those_of_june_are_near() -> None:
    app = open_page("nhiem-vu", kh=GIA_LAI)
    assert "9/37 nhiệm vụ đã qua hạn tính đến 18/06/2026 ; 7 đến hạn trong 14 ngày tới" in read(app)
    assert "Tháng 5/2026 (đến 31/05/2026)" in plain(drawn(app, "tasks"))
    assert "Đã qua hạn 18 ngày" in plain(drawn(app, "tasks"))
    assert "Còn 12 ngày" in plain(drawn(app, "tasks"))


@pytest.mark.usefixtures("shipped")
def test_what_has_no_date_is_never_late() -> None:
    app = open_page("nhiem-vu", kh=GIA_LAI, nhom="undated")
    rows = plain(drawn(app, "tasks"))
    assert "Thường xuyên" in rows
    assert "Khi hệ thống có thay đổi" in rows
    assert "qua hạn" not in rows
    assert rows.count("Sản phẩm:") == 17


@pytest.mark.usefixtures("shipped")
def test_a_plan_of_2021_is_past_due_and_nothing_claims_that_it_was_not_done() -> None:
    app = open_page("nhiem-vu", kh=OLD)
    words = read(app)
    assert "21/41 nhiệm vụ đã qua hạn" in words
    assert "Chưa có báo cáo kết quả nhiệm vụ" in words
    assert "chưa thực hiện" not in words.lower()
    assert "Đã qua hạn, theo cơ quan chủ trì" in words
    assert marks(app, "months") == ["2021-05", "2021-12", "2022-12", "2025-12"]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(("state", "count"), [("past_due", 9), ("soon", 7), ("later", 4), ("undated", 17)])
def test_a_tile_narrows_the_list_and_the_address_keeps_it(state: str, count: int) -> None:
    app = click(open_page("nhiem-vu", kh=GIA_LAI), "tiles", state)
    assert app.query_params["nhom"] == state
    assert len(marks(app, "tasks")) == count
    assert "nhom" not in click(app, "tiles", state).query_params


@pytest.mark.usefixtures("shipped")
def test_a_month_narrows_the_list_to_what_is_due_in_it() -> None:
    app = click(open_page("nhiem-vu", kh=GIA_LAI), "months", "2026-05")
    assert app.query_params["xem"] == "2026-05"
    assert "Nhiệm vụ: hạn tháng 5/2026" in read(app)
    assert len(marks(app, "tasks")) == 2


@pytest.mark.usefixtures("shipped")
def test_a_state_that_a_month_does_not_have_says_so() -> None:
    assert "Không có nhiệm vụ nào khớp" in read(open_page("nhiem-vu", kh=GIA_LAI, xem="2026-04", nhom="later"))


@pytest.mark.usefixtures("shipped")
def test_a_task_leads_to_its_indicator() -> None:
    app = click(open_page("nhiem-vu", kh=GIA_LAI), "tasks", f"{GIA_LAI}-05")
    assert app.query_params["ct"] == f"{GIA_LAI}-05"
    assert app.query_params["kh"] == GIA_LAI


@pytest.mark.usefixtures("shipped")
def test_a_plan_without_tasks_says_so() -> None:
    app = open_page("nhiem-vu", kh="LOIBAC-2026")
    assert app.query_params["kh"] == "LOIBAC-2026"
    assert "không có bảng nhiệm vụ" in read(app)


def test_a_later_day_finds_more_past_due(own: Path) -> None:
    stand_still(own, date(2026, 7, 1))
    assert "16/37 nhiệm vụ đã qua hạn" in read(open_page("nhiem-vu", kh=GIA_LAI))
