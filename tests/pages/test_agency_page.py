"""One agency: where it stands, what it owes, what it sent in."""

import re
from pathlib import Path

import pytest

from lib.domain.review import ReviewAction, ReviewRules
from lib.excel.reader import FormReader
from lib.workflows.review_submission import review, set_rules
from tests.app_screens import choose, click, drawn, figure, marks, open_page, plain, press, read
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI, SCIENCE
from tests.screen_samples import CENTRE_MAY, COMMUNE, MAY, take

AT = "2026-06-18T00:00:00+00:00"
DONE = [f"{GIA_LAI}-01", f"{GIA_LAI}-08"]  # on its way, and met
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
def test_an_agency_of_another_plan_is_none_of_this_one_and_all_are_offered() -> None:
    app = open_page("don-vi", kh=QUANG_TRI, ky="2026-05", dv=HOME_AFFAIRS)
    assert not app.exception
    assert app.title[0].value == "Xếp hạng đơn vị"
    assert choose(app, "Đơn vị").value is None
    assert CENTRE in marks(app, "ranking-departments")


@pytest.mark.usefixtures("reported")
def test_the_line_that_is_open_stands_above_the_list_and_is_marked_in_it() -> None:
    app = open_page("don-vi", **HOME, ct=f"{GIA_LAI}-02")
    drawings = [each.proto.id.rpartition("-")[2] for each in app.get("bidi_component")]
    assert "tiles" in drawings
    keys = [each.key for each in app.button]
    assert "to-list" in keys
    opened = re.findall(r'data-key="([^"]*)"[^>]*class="[^"]*sct-open', drawn(app, "list"))
    assert opened == [f"{GIA_LAI}-02"]
    closed = press(app, "Về danh sách")
    assert dict(closed.query_params) == HOME
    assert "sct-open" not in drawn(closed, "list")


@pytest.mark.usefixtures("reported")
def test_a_tile_narrows_the_list_and_the_address_keeps_it() -> None:
    app = click(open_page("don-vi", **HOME), "tiles", "dat")
    assert app.query_params["nhom"] == "dat"
    assert marks(app, "list") == marks(open_page("don-vi", **HOME, nhom="dat"), "list") == DONE
    assert "Chỉ tiêu của đơn vị, so với toàn kế hoạch: đạt / đúng lộ trình" in read(app)
    assert "nhom" not in click(app, "tiles", "dat").query_params
    assert len(marks(open_page("don-vi", **HOME, nhom="past_due"), "list")) == 7, "a group of another page is none"
    assert "không có chỉ tiêu nào trong nhóm này" in read(open_page("don-vi", **HOME, nhom="moi-bat-dau"))


@pytest.mark.usefixtures("reported")
def test_a_row_tells_counts_and_the_rank_among_peers_of_the_same_kind() -> None:
    rows = plain(drawn(open_page("don-vi", **HOME), "list"))
    assert "41/60 · hạng 2/2 sở, ban, ngành" in rows
    assert "95/100 · đồng hạng 1/2 sở, ban, ngành" in rows
    commune = plain(drawn(open_page("don-vi", **HOME | {"dv": COMMUNE}), "list"))
    assert "20/40" in commune and "hạng" not in commune, "no other commune has a figure"


@pytest.mark.usefixtures("reported")
def test_the_dot_of_the_plan_has_its_key() -> None:
    app = open_page("don-vi", **HOME)
    assert "toàn kế hoạch" in plain(drawn(app, "list"))
    assert 'class="sct-total"' in drawn(app, "list")


@pytest.mark.usefixtures("reported")
def test_a_return_that_is_owed_is_one_thing_to_do_and_leads_to_where_it_is_sent() -> None:
    app = open_page("don-vi", **HOME | {"dv": SCIENCE})
    first, *others = marks(app, "owed")
    assert first == "nop|"
    assert not [mark for mark in others if mark.startswith("ct|")], "its lines are not owed one by one as well"
    assert "Báo cáo tháng 5/2026 quá hạn 29 ngày" in plain(drawn(app, "owed"))
    assert "Nộp số liệu 8 chỉ tiêu đã quá hạn; xem lại 1 nhiệm vụ đã qua hạn." in read(app)
    assert dict(click(app, "owed", first).query_params) == HOME | {"dv": SCIENCE}


@pytest.mark.usefixtures("reported")
def test_a_task_past_its_day_that_names_it_as_lead_is_owed() -> None:
    app = open_page("don-vi", **HOME | {"dv": SCIENCE})
    assert marks(app, "owed") == ["nop|", "nv|"]
    assert dict(click(app, "owed", "nv|").query_params) == {"kh": GIA_LAI, "nhom": "past_due"}
    assert "nv|" not in marks(open_page("don-vi", **HOME), "owed"), "leads none that is late"


@pytest.mark.usefixtures("reported")
def test_what_a_return_leaves_open_is_owed_line_by_line() -> None:
    app = open_page("don-vi", **HOME | {"dv": COMMUNE})
    owed = [mark for mark in marks(app, "owed") if mark.startswith("ct|")]
    assert owed == [f"ct|{GIA_LAI}-0{n}" for n in (4, 5, 7, 8)]
    assert "chưa nộp 5 kỳ liền" in plain(drawn(app, "owed"))


def test_a_file_sent_back_is_owed_until_another_comes(own: Path, reader: FormReader) -> None:
    set_rules(own, ReviewRules(needed=True), at=AT, by="chánh văn phòng")
    take(own, reader, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1200, 2000)})
    review(own, 6, ReviewAction.RETURN, at=AT, by="Phạm Minh", reason="thiếu chữ ký")
    place = {"kh": QUANG_TRI, "ky": "2026-05", "dv": CENTRE}
    app = open_page("don-vi", **place)
    assert "lan|6" in marks(app, "owed")
    assert "ửa và nộp lại 1 báo cáo bị trả lại" in read(app) and "Không có việc nào" not in read(app)
    assert dict(click(app, "owed", "lan|6").query_params) == {"lan": "6"}
    take(own, reader, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1210, 2000)})
    assert "lan|6" not in marks(open_page("don-vi", **place), "owed")


@pytest.mark.usefixtures("reported")
def test_without_an_agency_all_are_ranked_departments_and_communes_apart() -> None:
    app = open_page("don-vi", kh=GIA_LAI, ky="2026-05")
    assert marks(app, "ranking-departments")[:2] == [HOME_AFFAIRS, HEALTH]
    assert marks(app, "ranking-locals")[0] == COMMUNE
    assert len(marks(app, "ranking-locals")) == 10
    rows = plain(drawn(app, "ranking-departments"))
    assert "2/2 Sở Nội vụ" in rows and "7/7" in rows
    assert "chưa nộp 5 kỳ liền" in plain(drawn(app, "ranking-locals"))
    opened = click(app, "ranking-departments", HEALTH)
    assert dict(opened.query_params) == HOME | {"dv": HEALTH}


@pytest.mark.usefixtures("reported")
def test_a_whole_block_is_shown_by_pages() -> None:
    app = press(open_page("don-vi", kh=GIA_LAI, ky="2026-05"), "Xem cả 135 đơn vị")
    assert app.query_params["nhom"] == "xa-phuong"
    assert not drawn(app, "ranking-departments")
    found = [
        mark
        for page in range(1, 5)
        for mark in marks(
            open_page("don-vi", kh=GIA_LAI, ky="2026-05", nhom="xa-phuong", trang=str(page)), "ranking-locals"
        )
    ]
    assert len(found) == len(set(found)) == 135


@pytest.mark.usefixtures("reported")
def test_choosing_an_agency_writes_the_address() -> None:
    app = open_page("don-vi", kh=GIA_LAI, ky="2026-05", nhom="so")
    box = choose(app, "Đơn vị")
    app = box.set_value(next(each for each in box.options if each == "Sở Y tế")).run()
    assert dict(app.query_params) == HOME | {"dv": HEALTH}
    assert app.title[0].value == "Sở Y tế"


@pytest.mark.usefixtures("shipped")
def test_a_plan_without_a_province_says_what_to_do() -> None:
    app = open_page("don-vi", kh="BCD-2026")
    assert app.title[0].value == "Đơn vị"
    assert "Nạp lại kế hoạch kèm tên tỉnh" in read(app)
