"""Looking back, the life of a figure, recognition, changes of status and promises, as a reader sees them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lib.domain.standing import Absence
from lib.excel.reader import FormReader
from lib.storage.database import reading, revision
from lib.storage.kept_rows import kept_rows
from lib.ui import loaders
from lib.workflows.clock import now_text
from lib.workflows.correct_catalog import enter_baseline
from lib.workflows.recognise import not_recognise
from tests.app_screens import choose, click, drawn, follow, marks, open_page, plain, press, read
from tests.ledger_samples import CENTRE, QUANG_TRI, code, of_agency, report, share
from tests.screen_samples import APRIL, MAY, MID_JUNE

BEFORE = "2026-05-01"  # a day on which nothing had come yet: the samples are received by the machine's own clock
FIRST = code(QUANG_TRI, 1)
LOOKED_AT = {"kh": QUANG_TRI, "ky": str(MAY)}
BANNER = "Đang xem số liệu như đã biết đến hết ngày 01/05/2026"

LEADERS = [
    pytest.param("tong-quan", {}, id="overview"),
    pytest.param("chi-tieu", {"ct": FIRST}, id="indicator"),
    pytest.param("don-vi", {"dv": CENTRE, "ct": FIRST}, id="agency"),
    pytest.param("ma-tran", {}, id="matrix"),
]


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(("address", "more"), LEADERS)
def test_a_leaders_page_says_that_it_looks_at_the_past_and_shows_nothing_later(
    address: str, more: dict[str, str]
) -> None:
    now = open_page(address, **LOOKED_AT, **more)
    assert not now.exception and BANNER not in read(now)
    past = open_page(address, **LOOKED_AT, **more, ngay=BEFORE)
    assert not past.exception and BANNER in read(past)
    assert "56,5" in read(now) and "56,5" not in read(past)
    assert past.query_params["ngay"] == BEFORE


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(("address", "more"), LEADERS)
def test_the_way_back_to_today_is_one_click(address: str, more: dict[str, str]) -> None:
    app = press(open_page(address, **LOOKED_AT, **more, ngay=BEFORE), "Về số liệu hôm nay")
    assert "ngay" not in app.query_params
    assert BANNER not in read(app) and "56,5" in read(app)


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("day", ["2026-06-18", "2099-01-01", "hôm qua", ""])
def test_today_a_day_to_come_and_nonsense_are_today(day: str) -> None:
    app = open_page("tong-quan", **LOOKED_AT, ngay=day)
    assert not app.exception and "Đang xem số liệu như đã biết" not in read(app)


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("address", ["nop-bao-cao", "duyet", "tien-do-nop", "danh-muc"])
def test_a_page_that_knows_no_past_says_so_and_keeps_the_day_for_those_that_do(address: str) -> None:
    app = open_page(address, kh=QUANG_TRI, ngay=BEFORE)
    assert not app.exception and app.query_params["ngay"] == BEFORE
    assert "Đang xem số liệu như đã biết" not in read(app)
    assert "Trang này luôn theo hôm nay. Ngày đang xem lại (01/05/2026) được giữ" in read(app)
    assert "ngay" not in press(app, "Về số liệu hôm nay").query_params


@pytest.mark.usefixtures("reported")
def test_a_page_that_knows_no_past_shows_what_it_shows_today() -> None:
    now, then = (open_page("tien-do-nop", **LOOKED_AT, **more) for more in ({}, {"ngay": BEFORE}))
    assert drawn(now, "board") == drawn(then, "board") != ""


@pytest.mark.usefixtures("own")
def test_tasks_look_back_too_and_count_their_days_from_then() -> None:
    assert "quá hạn" not in read(open_page("nhiem-vu", kh="GIALAI-2026", ngay="2026-01-02")).casefold()
    assert BANNER in read(open_page("nhiem-vu", kh="GIALAI-2026", ngay=BEFORE))


@pytest.mark.usefixtures("reported")
def test_the_day_is_chosen_at_the_head_of_the_page() -> None:
    app = open_page("tong-quan", **LOOKED_AT)
    (picker,) = app.date_input
    assert (picker.label, picker.value, picker.max) == ("Số liệu như đã biết đến ngày", MID_JUNE, MID_JUNE)
    app = picker.set_value(date(2026, 5, 1)).run()
    assert app.query_params["ngay"] == BEFORE and BANNER in read(app)
    (picker,) = app.date_input
    app = picker.set_value(MID_JUNE).run()
    assert "ngay" not in app.query_params


@pytest.mark.usefixtures("reported")
def test_links_keep_the_day() -> None:
    app = open_page("tong-quan", **LOOKED_AT, ngay=BEFORE)
    app = click(app, "list", marks(app, "list")[0])
    assert app.query_params["ngay"] == BEFORE


def test_looking_back_writes_nothing(own: Path) -> None:
    with reading(own) as connection:
        before = revision(own), kept_rows(connection)
    for address in ("tong-quan", "don-vi", "ma-tran", "chi-tieu"):
        open_page(address, **LOOKED_AT, ngay=BEFORE)
    with reading(own) as connection:
        assert (revision(own), kept_rows(connection)) == before


@pytest.mark.usefixtures("reported")
def test_the_life_of_a_figure_names_file_cell_sender_and_what_was_typed() -> None:
    said = read(open_page("don-vi", **LOOKED_AT, dv=CENTRE, ct=FIRST))
    assert f"Tệp «{CENTRE}-2026-05.xlsx»" in said and "ô " in said
    assert "tử số a" in said and "«1130»" in said
    assert "Văn thư nộp, ngày nhận 19/05/2026" in said
    assert "Đang có hiệu lực" in said
    assert "Tải tệp gốc bản 1" in said


OPENED = {"lan": "2", "ct": FIRST}  # the centre's return of May, on its first line


def test_a_figure_is_refused_where_its_file_is_opened_seen_struck_and_brought_back(own: Path) -> None:
    app = open_page("lan-nop", **OPENED)
    choose(app, "Lý do").set_value("no_sample")
    next(box for box in app.text_input if box.label == "Người quyết định").set_value("Chánh Văn phòng")
    app.text_area[0].set_value("chỉ có 12 phiếu")
    app = press(app, "Không công nhận số này")
    assert not app.exception
    assert "Đã ghi: không công nhận số này." in read(app)
    assert of_agency(own, QUANG_TRI, CENTRE, MAY)[1].absence is Absence.NOT_RECOGNISED
    page = open_page("don-vi", **LOOKED_AT, dv=CENTRE, ct=FIRST)
    said = read(page)
    assert "Chánh Văn phòng không công nhận" in said
    assert "Khảo sát hài lòng thiếu mẫu hoặc thiếu quy trình (chỉ có 12 phiếu)" in said
    assert "sct-striped" in drawn(page, "list"), "hatched in the list"
    next(box for box in app.text_input if box.label == "Lý do công nhận lại").set_value("đã bổ sung phiếu")
    next(box for box in app.text_input if box.label == "Người quyết định").set_value("Chánh Văn phòng")
    app = press(app, "Công nhận lại số này")
    assert "Đã ghi: công nhận lại số này." in read(app)
    assert of_agency(own, QUANG_TRI, CENTRE, MAY)[1].absence is None


def test_a_decision_without_who_decided_is_not_taken_and_said(own: Path) -> None:
    before = revision(own)
    app = press(open_page("lan-nop", **OPENED), "Không công nhận số này")
    assert "Chưa ghi ai quyết định" in read(app)
    assert revision(own) == before


@pytest.mark.usefixtures("reported")
def test_a_leaders_page_takes_no_decision_and_leads_to_the_submission_on_this_line() -> None:
    app = open_page("don-vi", **LOOKED_AT, dv=CENTRE, ct=FIRST)
    assert not any(button.label.startswith("Không công nhận") for button in app.button)
    opened = follow(app, "Mở lần nộp 2 (bản 1)")
    assert dict(opened.query_params) == OPENED
    assert any(button.label.startswith("Không công nhận") for button in opened.button)
    reckoned = click(open_page("don-vi", **LOOKED_AT, dv=CENTRE, ct=FIRST), "calculation", "source")
    assert dict(reckoned.query_params) == OPENED


@pytest.mark.usefixtures("reported")
def test_who_follows_a_version_keeps_the_past_day_to_come_back_to() -> None:
    app = open_page("don-vi", **LOOKED_AT, dv=CENTRE, ct=FIRST, duyet="1")
    links = [link.proto for link in app.get("page_link") if link.proto.label.startswith("Mở lần nộp")]
    assert links and all("duyet=1" in link.query_string for link in links)


@pytest.mark.usefixtures("reported")
def test_the_past_of_a_line_says_who_sent_each_figure_and_opens_its_period() -> None:
    app = open_page("don-vi", **LOOKED_AT, dv=CENTRE, ct=FIRST)
    past = plain(drawn(app, "history"))
    assert "T4/2026 54,0 540/1.000" in past and "Văn thư nộp, ngày nhận 19/04/2026" in past
    earlier = click(app, "history", "2026-04")
    assert dict(earlier.query_params) == LOOKED_AT | {"dv": CENTRE, "ct": FIRST, "ky": "2026-04"}


def test_the_overview_tells_what_changed_and_why_and_leads_there(own: Path) -> None:
    not_recognise(own, QUANG_TRI, CENTRE, FIRST, MAY, "off_system", "", at=now_text(), by="Chánh Văn phòng")
    app = open_page("tong-quan", **LOOKED_AT)
    said = plain(drawn(app, "changes"))
    assert "Không công nhận" in said
    assert "Quyết định công nhận · Trung tâm Phục vụ hành chính công tỉnh · Chánh Văn phòng" in said
    assert "lý do: Làm ngoài hệ thống rồi nhập lại" in said
    app = click(app, "changes", FIRST)
    assert app.query_params["ct"] == FIRST
    assert app.title[0].value == indicator_name(FIRST)


def indicator_name(wanted: str) -> str:
    return next(each.name for each in loaders.plan(QUANG_TRI).indicators if each.code == wanted)


@pytest.mark.usefixtures("shipped")
def test_where_nothing_changed_that_is_said() -> None:
    assert "Chưa chỉ tiêu nào đổi trạng thái" in read(open_page("tong-quan", **LOOKED_AT))


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(("address", "more"), LEADERS[1:3])
def test_a_line_tells_its_own_changes(address: str, more: dict[str, str]) -> None:
    said = read(open_page(address, **LOOKED_AT, **more))
    assert "Đổi trạng thái" in said and "Số liệu kỳ mới" in said


def test_a_promise_stands_beside_its_line_with_what_became_of_it(own: Path, reader: FormReader) -> None:
    report(own, reader, QUANG_TRI, CENTRE, APRIL, {1: share(540, 1000, remedy="tập huấn lại")})
    said = read(open_page("don-vi", **LOOKED_AT, dv=CENTRE, ct=FIRST))
    assert "Đã hứa T4/2026 tập huấn lại — đã giữ" in said, "16 points in 8 months were asked, 2,5 came in one"
    assert "«Đã giữ»: chỉ tiêu đã đạt" in said
    assert "tập huấn lại" not in read(open_page("don-vi", **LOOKED_AT, dv=CENTRE, ct=FIRST, ngay=BEFORE))


def test_lines_without_cause_or_remedy_are_named_on_the_agency_page(own: Path) -> None:
    lacking = "thiếu nguyên nhân, giải pháp"
    assert lacking not in read(open_page("don-vi", **LOOKED_AT, dv=CENTRE)), "without a baseline nothing lags"
    day, at = date(2025, 12, 31), now_text()
    enter_baseline(own, QUANG_TRI, FIRST, CENTRE, day, Decimal("52.9"), source="báo cáo", at=at, by="thư ký")
    app = open_page("don-vi", **LOOKED_AT, dv=CENTRE)
    assert lacking in plain(drawn(app, "owed"))
    assert marks(app, "owed") == [f"ct|{FIRST}"]
    assert click(app, "owed", f"ct|{FIRST}").query_params["ct"] == FIRST
    assert "Chưa nêu nguyên nhân hoặc giải pháp: 1 dòng" in read(open_page("tien-do-nop", **LOOKED_AT))
