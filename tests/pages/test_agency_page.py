"""One agency: where it stands, what it owes, what it sent in."""

from pathlib import Path

import pytest

from lib.excel.reader import FormReader
from tests.app_screens import click, drawn, figure, marks, open_page, plain, press, read
from tests.ledger_samples import CENTRE, GIA_LAI, HOME_AFFAIRS, QUANG_TRI, SCIENCE
from tests.screen_samples import CENTRE_MAY, MAY, take

HOME = {"kh": GIA_LAI, "ky": "2026-05", "dv": HOME_AFFAIRS}


@pytest.mark.usefixtures("reported")
def test_its_lines_stand_worst_first_with_its_own_figures() -> None:
    app = open_page("don-vi", **HOME)
    assert app.title[0].value == "Sở Nội vụ"
    assert marks(app, "list") == [f"{GIA_LAI}-0{n}" for n in (3, 4, 5, 7, 2, 1, 8)]
    rows = plain(drawn(app, "list"))
    for shown in ("50,0", "55,0", "77,8", "80,0", "68,3", "95,0"):
        assert shown in rows


@pytest.mark.usefixtures("reported")
def test_it_says_whether_the_return_came_in_time() -> None:
    assert "Đúng hạn" in read(open_page("don-vi", **HOME))
    silent = read(open_page("don-vi", **HOME | {"dv": SCIENCE}))
    assert "Báo cáo kỳ này: chưa nhận" in silent
    assert "Nộp số liệu 8 chỉ tiêu đã quá hạn" in silent


@pytest.mark.usefixtures("reported")
def test_a_row_opens_the_line_with_file_and_cell() -> None:
    app = click(open_page("don-vi", **HOME), "list", f"{GIA_LAI}-02")
    assert app.query_params["ct"] == f"{GIA_LAI}-02"
    words = read(app)
    assert "a = 41; b = 60" in words
    assert f"tệp {HOME_AFFAIRS}-2026-05.xlsx, trang Biểu báo cáo, ô H10" in words


@pytest.mark.usefixtures("reported")
def test_from_the_line_the_way_leads_to_the_whole_plan() -> None:
    app = press(open_page("don-vi", **HOME, ct=f"{GIA_LAI}-02"), "Xem chỉ tiêu này trên toàn kế hoạch")
    assert dict(app.query_params) == {"kh": GIA_LAI, "ky": "2026-05", "ct": f"{GIA_LAI}-02"}
    assert figure(app)["Kết quả"]["y"]


def test_a_second_file_is_a_new_version_and_both_are_listed(own: Path, reader: FormReader) -> None:
    take(own, reader, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1200, 2000)})
    app = open_page("don-vi", kh=QUANG_TRI, ky="2026-05", dv=CENTRE)
    assert marks(app, "list-submissions") == ["6", "2", "1"]
    assert "Lần nộp 6 · bản 2" in read(app)
    assert "Lần nộp 2 · bản 1" in read(app)
    opened = click(app, "list-submissions", "6")
    assert dict(opened.query_params) == {"lan": "6"}
    assert opened.title[0].value.startswith("Trung tâm Phục vụ hành chính công tỉnh, tháng 5/2026")


@pytest.mark.usefixtures("reported")
def test_an_agency_of_another_plan_gives_one_of_this_plan() -> None:
    app = open_page("don-vi", kh=QUANG_TRI, ky="2026-05", dv=HOME_AFFAIRS)
    assert app.query_params["dv"] in (CENTRE, "quang-tri-trung-tam-dieu-hanh-thong-tin-tinh")
    assert not app.exception


@pytest.mark.usefixtures("shipped")
def test_a_plan_without_a_province_says_what_to_do() -> None:
    app = open_page("don-vi", kh="BCD-2026")
    assert app.title[0].value == "Đơn vị"
    assert "Nạp lại kế hoạch kèm tên tỉnh" in read(app)
