"""Finding one's way: the row of steps above a page, and the search."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app_screens import click, drawn, follow, marks, open_page, plain, read
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, QUANG_TRI
from tests.screen_samples import PAGES

MAY = {"kh": GIA_LAI, "ky": "2026-05"}


def steps(app: AppTest) -> list[str]:
    """The links of the row above a page; those to suggested links and to submissions stand further down."""
    below = ("đọc giống", "Mở lần nộp")
    return [each.proto.label for each in app.get("page_link") if not any(word in each.proto.label for word in below)]


def search(app: AppTest, wanted: str) -> AppTest:
    return next(box for box in app.text_input if box.label == "Tìm chỉ tiêu, đơn vị").input(wanted).run()


@pytest.mark.usefixtures("reported")
def test_an_indicator_stands_one_step_below_the_overview() -> None:
    app = open_page("chi-tieu", **MAY, ct=f"{GIA_LAI}-02")
    assert steps(app) == ["Tổng quan"]
    assert any(each.value.startswith("2. Thủ tục hành chính") for each in app.caption)


@pytest.mark.usefixtures("reported")
def test_an_agency_stands_below_the_indicator_one_came_from() -> None:
    app = open_page("don-vi", **MAY, dv=HEALTH, ct=f"{GIA_LAI}-02")
    assert [step[:2] for step in steps(app)] == ["Tổ", "2."]
    back = follow(app, "2.")
    assert dict(back.query_params) == {**MAY, "ct": f"{GIA_LAI}-02"}
    assert steps(follow(back, "Tổng quan")) == []


@pytest.mark.usefixtures("reported")
def test_an_agency_opened_by_itself_stands_below_the_overview() -> None:
    assert steps(open_page("don-vi", kh=QUANG_TRI, ky="2026-05", dv=CENTRE)) == ["Tổng quan"]


@pytest.mark.usefixtures("reported")
def test_a_past_day_goes_with_every_step() -> None:
    app = open_page("chi-tieu", **MAY, ct=f"{GIA_LAI}-02", ngay="2026-06-01")
    assert follow(app, "Tổng quan").query_params["ngay"] == "2026-06-01"


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("wanted", ["sở y tế", "so y te", "SO Y TE", "te y so", "gia-lai-so-y-te"])
def test_an_agency_is_found_with_or_without_diacritics_in_any_order(wanted: str) -> None:
    app = search(open_page("tong-quan", **MAY), wanted)
    assert f"agency|{GIA_LAI}|{HEALTH}" in marks(app, "found")


@pytest.mark.usefixtures("reported")
def test_an_agency_that_is_found_opens_in_the_same_plan_and_period() -> None:
    app = click(search(open_page("tong-quan", **MAY), "so y te"), "found", f"agency|{GIA_LAI}|{HEALTH}")
    assert app.title[0].value == "Sở Y tế"
    assert dict(app.query_params) == {**MAY, "dv": HEALTH}


@pytest.mark.usefixtures("reported")
def test_the_indicators_of_this_plan_come_before_those_of_others() -> None:
    app = search(open_page("tong-quan", **MAY), "thu tuc hanh chinh")
    plans = [mark.split("|")[1] for mark in marks(app, "found")]
    assert plans[0] == GIA_LAI
    assert plans == sorted(plans, key=lambda plan: plan != GIA_LAI)


@pytest.mark.usefixtures("reported")
def test_an_indicator_of_another_plan_opens_in_that_plan() -> None:
    app = search(open_page("tong-quan", **MAY), "phi dia gioi")
    mark = f"indicator|{QUANG_TRI}|{QUANG_TRI}-01"
    assert "Chỉ tiêu 1 · " in plain(drawn(app, "found"))
    opened = click(app, "found", mark)
    assert opened.query_params["kh"] == QUANG_TRI
    assert opened.query_params["ct"] == f"{QUANG_TRI}-01"


@pytest.mark.usefixtures("reported")
def test_every_answer_can_be_reached() -> None:
    app = search(open_page("tong-quan", **MAY), "xã")
    assert len(marks(app, "found")) > 100
    assert "kết quả khác" not in plain(drawn(app, "found"))


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("address", PAGES)
def test_the_search_stands_on_every_page(address: str) -> None:
    app = search(open_page(address, **MAY), "so y te")
    assert f"agency|{GIA_LAI}|{HEALTH}" in marks(app, "found")


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("wanted", ["không có ở đâu cả", "<b>x</b>", "%", "' OR 1=1"])
def test_what_is_nowhere_is_said_so(wanted: str) -> None:
    app = search(open_page("tong-quan", **MAY), wanted)
    assert not app.exception
    assert drawn(app, "found") == ""
    assert "Không có chỉ tiêu hay đơn vị nào khớp" in read(app)


@pytest.mark.usefixtures("reported")
def test_a_blank_search_draws_nothing() -> None:
    assert drawn(search(open_page("tong-quan", **MAY), "   "), "found") == ""
