"""Review on the pages: what waits, one submission opened, and what leaders see of provisional figures."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.period import Period
from lib.domain.review import ReviewAction, ReviewRules, ReviewState
from lib.excel.reader import FormReader
from lib.storage import ledger_store, review_store
from lib.storage.database import reading
from lib.workflows.review_submission import review, set_rules
from tests.app_screens import click, drawn, follow, marks, open_page, paper, plain, press, read
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI, SCIENCE, report, share
from tests.screen_samples import CENTRE_MAY, DEPARTMENT, MAY, take

PLAN = {"kh": QUANG_TRI, "ky": "2026-05"}
AT = "2026-06-18T00:00:00+00:00"


@pytest.fixture
def waiting(own: Path, reader: FormReader) -> Path:
    """A ledger under review: a corrected May of the centre (submission 6) waits, and one of a department (7)."""
    set_rules(own, ReviewRules(needed=True), at=AT, by="chánh văn phòng")
    take(own, reader, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1200, 2000)})
    take(own, reader, GIA_LAI, SCIENCE, MAY, DEPARTMENT)
    return own


def state_of(ledger: Path, number: int) -> ReviewState:
    with reading(ledger) as connection:
        found = ledger_store.submission(connection, number)
    assert found is not None
    return found.state


def named(app: AppTest, name: str = "Phạm Minh") -> AppTest:
    return app.text_input(key="who-reviews").set_value(name).run()


@pytest.mark.usefixtures("reported")
def test_with_review_switched_off_the_page_says_so_and_offers_the_switch() -> None:
    app = open_page("duyet", kh=QUANG_TRI)
    assert "Bước duyệt đang tắt" in read(app)
    assert not app.toggle(key="review-needed").value


def test_the_switch_is_saved_with_a_name(own: Path) -> None:
    app = open_page("duyet", kh=QUANG_TRI)
    app.toggle(key="review-needed").set_value(True)
    app.toggle(key="review-four-eyes").set_value(True)
    refused = press(app, "Lưu cách duyệt")
    assert "Chưa ghi ai quyết định" in refused.error[0].value
    app = open_page("duyet", kh=QUANG_TRI)
    app.toggle(key="review-needed").set_value(True)
    app.text_input(key="rules-by").set_value("Chánh Văn phòng")
    assert "Đã lưu cách duyệt" in read(press(app, "Lưu cách duyệt"))
    with reading(own) as connection:
        assert review_store.rules(connection) == ReviewRules(needed=True)


@pytest.mark.usefixtures("waiting")
def test_what_waits_is_listed_and_a_row_opens_its_submission() -> None:
    app = open_page("duyet", kh=QUANG_TRI)
    assert "1 biểu chờ duyệt" in read(app)
    assert marks(app, "waiting") == ["6"]
    opened = click(app, "waiting", "6")
    assert dict(opened.query_params) == {"lan": "6"}
    assert opened.title[0].value == "Trung tâm Phục vụ hành chính công tỉnh, tháng 5/2026"


@pytest.fixture
def clean(waiting: Path, reader: FormReader) -> Path:
    """Besides, a return with warnings (submission 8) and, like 7, one that nothing is said against (9)."""
    take(waiting, reader, GIA_LAI, HEALTH, MAY, {1: (95, 100)})
    take(waiting, reader, GIA_LAI, HOME_AFFAIRS, MAY, {**DEPARTMENT, 7: (13, 15)})
    return waiting


def test_many_without_a_warning_are_accepted_with_one_button(clean: Path) -> None:
    app = named(open_page("duyet", kh=GIA_LAI))
    app = press(app, "Duyệt cả 2 biểu không có cảnh báo")
    assert "Đã duyệt 2 biểu." in read(app)
    assert notice_kinds(app, "Đã duyệt 2 biểu.") == ["good"]
    assert [state_of(clean, number) for number in (7, 9)] == [ReviewState.ACCEPTED] * 2
    assert state_of(clean, 8) is ReviewState.RECEIVED, "the one with warnings still waits"


def test_what_could_not_be_accepted_among_many_is_no_good_news(clean: Path) -> None:
    set_rules(clean, ReviewRules(needed=True, four_eyes=True), at=AT, by="chánh văn phòng")
    with reading(clean) as connection:
        sent = ledger_store.submission(connection, 9)
    assert sent is not None
    app = press(named(open_page("duyet", kh=GIA_LAI), sent.uploaded_by), "Duyệt cả 2 biểu không có cảnh báo")
    assert "2 biểu chưa duyệt được: " in read(app)
    assert notice_kinds(app, "Đã duyệt 0 biểu.") == ["old"]
    assert state_of(clean, 9) is ReviewState.RECEIVED


@pytest.mark.usefixtures("waiting")
def test_a_submission_stands_beside_what_stood_before_with_its_second_source_and_cells() -> None:
    app = open_page("lan-nop", lan="6")
    rows = plain(drawn(app, "lines"))
    assert "56,5 (1.130/2.000)" in rows
    assert "60,0 (1.200/2.000)" in rows
    assert "+3,5" in rows
    opened = click(app, "lines", f"{QUANG_TRI}-01")
    assert opened.query_params["ct"] == f"{QUANG_TRI}-01"
    assert "H9 · tử số a 1200" in read(opened)
    assert [link.proto.label[:2] for link in opened.get("page_link")] == ["Tổ", "1.", "Tr"]
    agency = follow(opened, "Trung tâm")
    assert dict(agency.query_params) == {**PLAN, "dv": CENTRE, "ct": f"{QUANG_TRI}-01"}


def test_it_is_accepted_by_a_named_person(waiting: Path) -> None:
    app = open_page("lan-nop", lan="6")
    assert next(button for button in app.button if button.label == "Duyệt").disabled
    app = press(named(app), "Duyệt")
    assert "Đã duyệt: số liệu là chính thức" in read(app)
    assert "Phạm Minh duyệt" in read(app)
    assert state_of(waiting, 6) is ReviewState.ACCEPTED


def test_it_is_sent_back_with_a_reason_and_the_version_before_it_shows_again(waiting: Path) -> None:
    app = named(open_page("lan-nop", lan="6"))
    assert next(button for button in app.button if button.label == "Trả lại để sửa").disabled
    app.text_input(key="return-reason").set_value("mẫu số không khớp hệ thống").run()
    app = press(app, "Trả lại để sửa")
    assert "Phạm Minh trả lại" in read(app)
    assert "mẫu số không khớp hệ thống" in read(app)
    assert state_of(waiting, 6) is ReviewState.RETURNED
    assert "56,5" in plain(drawn(open_page("tong-quan", **PLAN), "list"))


def test_under_four_eyes_the_same_person_is_told_why_not(waiting: Path) -> None:
    set_rules(waiting, ReviewRules(needed=True, four_eyes=True), at=AT, by="x")
    app = press(named(open_page("lan-nop", lan="6")), "Đã xem")
    assert state_of(waiting, 6) is ReviewState.CHECKED
    app = press(app, "Duyệt")
    assert "«bốn mắt» cần người khác duyệt" in app.error[0].value
    assert state_of(waiting, 6) is ReviewState.CHECKED


def test_an_accepted_one_can_be_undone_from_its_page(own: Path) -> None:
    app = named(open_page("lan-nop", lan="2"))
    app.text_input(key="undo-reason").set_value("nhầm kỳ").run()
    app = press(app, "Hoàn tác lần nộp này")
    assert "Đã hoàn tác lần nộp này" in read(app)
    assert state_of(own, 2) is ReviewState.UNDONE
    assert not [button for button in app.button if button.label == "Hoàn tác lần nộp này"]


def test_an_undone_version_of_a_waiting_one_is_marked_where_leaders_look(waiting: Path) -> None:
    assert "số tạm" in plain(drawn(open_page("tong-quan", **PLAN), "list"))
    review(waiting, 6, ReviewAction.ACCEPT, at=AT, by="Phạm Minh")
    assert "số tạm" not in plain(drawn(open_page("tong-quan", **PLAN), "list"))


@pytest.mark.parametrize(
    ("address", "drawing", "query"),
    [
        ("tong-quan", "list", {}),
        ("chi-tieu", "gaps", {"ct": f"{QUANG_TRI}-01"}),
        ("don-vi", "list", {"dv": CENTRE}),
        ("ma-tran", "matrix", {}),
    ],
)
@pytest.mark.usefixtures("waiting")
def test_a_switch_hides_what_is_provisional_on_every_leaders_page(
    address: str, drawing: str, query: dict[str, str]
) -> None:
    app = open_page(address, **PLAN, **query)
    assert "60,0" in plain(drawn(app, drawing))
    hidden = app.toggle[0].set_value(True).run()
    assert hidden.query_params["duyet"] == "1"
    assert "56,5" in plain(drawn(hidden, drawing))
    copied = open_page(address, **PLAN, **query, duyet="1")
    assert drawn(copied, drawing) == drawn(hidden, drawing)


def test_the_switch_hides_what_a_waiting_return_promised_and_changed(own: Path, reader: FormReader) -> None:
    set_rules(own, ReviewRules(needed=True), at=AT, by="chánh văn phòng")
    take(own, reader, QUANG_TRI, CENTRE, Period(2026, 6), {**CENTRE_MAY, 1: (1990, 2000)})
    june, line = {"kh": QUANG_TRI, "ky": "2026-06"}, {"dv": CENTRE, "ct": f"{QUANG_TRI}-01"}
    assert "Số liệu kỳ mới" in plain(drawn(open_page("tong-quan", **june), "changes"))
    assert "Chưa chỉ tiêu nào đổi trạng thái" in read(open_page("tong-quan", **june, duyet="1"))
    report(own, reader, QUANG_TRI, CENTRE, MAY, {1: share(540, 1000, remedy="tập huấn lại")})
    assert "tập huấn lại" in read(open_page("don-vi", **june, **line))
    assert "tập huấn lại" not in read(open_page("don-vi", **june, **line, duyet="1"))


@pytest.mark.usefixtures("reported")
def test_the_switch_is_not_there_while_nothing_waits() -> None:
    assert not open_page("tong-quan", **PLAN, duyet="1").toggle


@pytest.mark.usefixtures("reported")
def test_a_submission_that_is_not_there_says_so_and_leads_on() -> None:
    app = open_page("lan-nop", lan="999")
    assert app.title[0].value == "Không có lần nộp nào mang số này."
    assert press(app, "Đến trang nộp báo cáo").title[0].value == "Nộp báo cáo"


def test_a_list_says_what_counts_and_accepted_only_of_what_a_person_accepted(waiting: Path) -> None:
    place = {"kh": QUANG_TRI, "ky": "2026-05", "dv": CENTRE}
    rows = plain(drawn(open_page("don-vi", **place), "list-submissions"))
    assert rows.count("Chờ duyệt") == 1
    assert rows.count("Đã thay bằng bản mới") == 1, "the May that the corrected one replaced"
    assert rows.count("Đã nhận, đang tính") == 1, "April, which nobody had to accept"
    assert "Đã duyệt" not in rows
    review(waiting, 6, ReviewAction.ACCEPT, at=AT, by="Phạm Minh")
    for app, drawing in ((open_page("don-vi", **place), "list-submissions"), (open_page("nop-bao-cao"), "list-recent")):
        rows = plain(drawn(app, drawing))
        assert rows.count("Đã duyệt, đang tính") == rows.count("Đã thay bằng bản mới") == 1
    assert "Đã nhận, đang tính" in read(open_page("lan-nop", lan="1"))


@pytest.mark.usefixtures("waiting")
def test_accepted_returns_alone_are_told_on_the_page_on_paper_and_in_what_is_taken_along() -> None:
    banner = "Đang bỏ qua số tạm: chỉ gồm số của các biểu đã duyệt."
    every, alone = open_page("tong-quan", **PLAN), open_page("tong-quan", **PLAN, duyet="1")
    assert banner not in read(every) and banner in read(alone)
    assert "Chỉ số đã duyệt" in paper(alone) and "Chỉ số đã duyệt" not in paper(every)
    assert "Phạm vi: Chỉ số đã duyệt" in notes(alone) and "Phạm vi" not in notes(every)
    assert "chỉ số đã duyệt" in read(open_page("tong-quan", **PLAN, duyet="1", tc="1"))


def notice_kinds(app: AppTest, begin: str) -> list[str]:
    """How the notices that say so are coloured."""
    return [
        found[1]
        for part in app.html
        if begin in part.value and (found := re.search(r"sct-notice-([a-z]+)", part.value))
    ]


def notes(app: AppTest) -> str:
    return next(part.value for part in app.html if "data-picture" in part.value)
