"""Linking indicators of different plans on their page, and the family on the page of each member."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.links import Verdict
from lib.storage.database import reading, revision
from lib.storage.ledger_store import events
from lib.workflows.link_indicators import confirm_link, known_links, reject_link
from lib.workflows.undo_submission import undo
from tests.app_screens import choose, click, drawn, follow, marks, open_page, plain, press, read
from tests.ledger_samples import GIA_LAI, LOI_BAC, QUANG_TRI

BCD = "BCD-2026"
B5, B8, L12, L22, Q5, G2 = (
    f"{BCD}-05",
    f"{BCD}-08",
    f"{LOI_BAC}-12",
    f"{LOI_BAC}-22",
    f"{QUANG_TRI}-05",
    f"{GIA_LAI}-02",
)
AT = "2026-05-20T01:00:00.000000+00:00"
WHO = "Nguyễn Văn A, Chánh Văn phòng"
MAY_OF_CENTRE = 2  # the number of its return in the samples
FAMILY = "Chỉ tiêu này trong các kế hoạch khác"


def linked(ledger: Path, *others: str) -> Path:
    for other in others:
        confirm_link(ledger, Q5, other, at=AT, by=WHO)
    return ledger


def answer(app: AppTest, key: str) -> AppTest:
    return next(button for button in app.button if button.key == key).click().run()


def name(app: AppTest, who: str) -> AppTest:
    return next(box for box in app.text_input if box.label == "Người xác nhận").set_value(who).run()


def indicator(code: str, **more: str) -> AppTest:
    return open_page("chi-tieu", kh=code.rsplit("-", 1)[0], ct=code, **{"ky": "2026-05"} | more)


# The page of links


@pytest.mark.usefixtures("shipped")
def test_a_suggestion_shows_both_indicators_as_written_and_why() -> None:
    words = read(open_page("lien-ket", kh=QUANG_TRI, xem="ke-hoach"))
    assert "4 trong 24 cặp" in words
    for expected in (
        "Văn phòng UBND tỉnh Quảng Trị",
        "UBND xã Lợi Bác",
        "Giống 100/100",
        "2025: ≥ 80; 2026: 98; 2030: 100",
        "2026 (tỉnh): ≥ 80; 2026 (xã): ≥ 80",
        "Số TTHC của cơ quan, đơn vị đã cung cấp dịch vụ công trực tuyến toàn trình",
        "quang-tri-van-phong-2026.txt, Bảng 1",
        "Chỉ bên thứ nhất: thủ tục hành chính cung cấp",
    ):
        assert expected in words


@pytest.mark.usefixtures("shipped")
def test_suggestions_come_in_pages_best_first() -> None:
    app = open_page("lien-ket")
    scores = [int(found) for found in re.findall(r"Giống (\d+)/100", read(app))]
    assert scores == [100] * 6
    assert "24 cặp" in read(app)


@pytest.mark.usefixtures("shipped")
def test_an_indicator_that_one_came_from_narrows_the_suggestions_to_its_own() -> None:
    app = open_page("lien-ket", kh=QUANG_TRI, ct=Q5, xem="chi-tieu")
    assert "3 trong 24 cặp" in read(app)
    nothing = open_page("lien-ket", kh=BCD, ct=B8, xem="chi-tieu")
    assert "Không có gợi ý nào ở đây" in read(nothing)


def test_confirming_writes_who_and_when_and_makes_a_family(own: Path) -> None:
    app = name(open_page("lien-ket", kh=QUANG_TRI, ct=Q5, xem="chi-tieu"), WHO)
    app = next(box for box in app.text_input if box.key == f"note-{G2}-{Q5}").set_value("cùng mẫu số").run()
    app = answer(app, f"same-{G2}-{Q5}")
    assert not app.exception and not app.error
    (link,) = known_links(own)
    assert (link.first, link.second, link.by, link.note) == (G2, Q5, WHO, "cùng mẫu số")
    words = read(app)
    assert "Đã ghi: cùng một chỉ tiêu." in words
    assert "2 trong 23 cặp" in words
    assert f"UBND tỉnh Gia Lai số 2 – Văn phòng UBND tỉnh Quảng Trị số 5 · {WHO}, " in words
    with reading(own) as connection:
        assert events(connection, 1)[0].action == "confirm_link"


def test_what_is_said_not_to_be_one_is_listed_and_not_suggested_again(own: Path) -> None:
    app = name(open_page("lien-ket", kh=QUANG_TRI, ct=Q5, xem="chi-tieu"), WHO)
    app = answer(app, f"different-{G2}-{Q5}")
    assert [link.verdict for link in known_links(own)] == [Verdict.DIFFERENT]
    assert [expander.label for expander in app.expander][-1] == "Đã ghi là không phải (1)"
    assert f"same-{G2}-{Q5}" not in [button.key for button in app.button]


def test_without_who_confirms_nothing_is_written_and_that_is_said(own: Path) -> None:
    before = revision(own)
    app = answer(open_page("lien-ket", kh=QUANG_TRI, ct=Q5, xem="chi-tieu"), f"same-{G2}-{Q5}")
    assert "Chưa ghi ai quyết định" in app.error[0].value
    assert revision(own) == before and known_links(own) == ()


def test_a_link_is_taken_back_with_a_reason_and_not_without(own: Path) -> None:
    linked(own, G2)
    app = name(open_page("lien-ket"), "Trần B")
    app = press(app, "Bỏ liên kết")
    assert "Chưa ghi lý do" in app.error[0].value
    assert len(known_links(own)) == 1
    next(box for box in app.text_input if box.label == "Lý do bỏ").set_value("khác mẫu số")
    app = press(app, "Bỏ liên kết")
    assert known_links(own) == ()
    assert "Đã bỏ điều đã ghi" in read(app)
    with reading(own) as connection:
        assert (events(connection, 1)[0].actor, events(connection, 1)[0].detail) == ("Trần B", "same: khác mẫu số")


def test_a_rejection_is_taken_back_and_suggested_again(own: Path) -> None:
    reject_link(own, Q5, G2, at=AT, by=WHO)
    app = name(open_page("lien-ket", kh=QUANG_TRI, ct=Q5, xem="chi-tieu"), WHO)
    assert "2 trong 23 cặp" in read(app)
    next(box for box in app.text_input if box.label == "Lý do bỏ").set_value("nhầm")
    app = press(app, "Bỏ ghi nhận")
    assert "3 trong 24 cặp" in read(app)


def test_two_indicators_that_nothing_suggests_are_linked_by_hand(own: Path) -> None:
    app = name(open_page("lien-ket"), WHO)
    boxes = {label: choose(app, label) for label in ("Chỉ tiêu thứ nhất", "Chỉ tiêu thứ hai")}
    options = boxes["Chỉ tiêu thứ nhất"].options
    first = next(n for n, text in enumerate(options) if text.startswith("Ban Chỉ đạo của UBND tỉnh · 8."))
    second = next(n for n, text in enumerate(options) if text.startswith("Văn phòng UBND tỉnh Quảng Trị · 1."))
    boxes["Chỉ tiêu thứ nhất"].select_index(first)
    boxes["Chỉ tiêu thứ hai"].select_index(second)
    app = _submit(app)
    assert not app.error
    assert [(link.first, link.second) for link in known_links(own)] == [(B8, f"{QUANG_TRI}-01")]


def _submit(app: AppTest) -> AppTest:
    return next(button for button in app.button if button.form_id == "link-by-hand").click().run()


def test_a_chain_that_would_put_a_plan_twice_is_refused_in_a_sentence(own: Path) -> None:
    linked(own, G2)
    app = name(open_page("lien-ket"), WHO)
    boxes = [choose(app, label) for label in ("Chỉ tiêu thứ nhất", "Chỉ tiêu thứ hai")]
    texts = ("Văn phòng UBND tỉnh Quảng Trị · 5.", "UBND tỉnh Gia Lai · 3.")
    for box, text in zip(boxes, texts, strict=True):
        box.select_index(next(n for n, option in enumerate(box.options) if option.startswith(text)))
    app = _submit(app)
    assert "của cùng một kế hoạch vào một nhóm" in app.error[0].value
    assert len(known_links(own)) == 1


def test_a_family_leads_to_its_members(own: Path) -> None:
    linked(own, L12)
    app = open_page("lien-ket")
    app = click(app, f"kin-{L12}", f"{QUANG_TRI}|{Q5}")
    assert app.query_params["ct"] == Q5
    assert app.title[0].value.startswith("Tỷ lệ dịch vụ công trực tuyến toàn trình")


# The family on the page of an indicator


def test_the_family_stands_on_the_page_of_each_member_a_row_per_plan(own: Path) -> None:
    linked(own, B5, L12, G2)
    for code in (B5, L12, Q5, G2):
        app = indicator(code)
        assert not app.exception
        assert FAMILY in read(app)
        words = plain(drawn(app, "family"))
        assert words.count("đang xem") == 1
        assert len(marks(app, "family")) == 3
        assert code not in " ".join(marks(app, "family"))
    for expected in ("98", "≥ 80", "xã: ≥ 80 tỉnh: ≥ 80 không dùng để đánh giá", "96,99", "Liên kết, không gộp"):
        assert expected in read(app)


def test_each_plan_keeps_its_own_figure_and_status_of_the_same_period(own: Path) -> None:
    linked(own, L12, G2)
    words = plain(drawn(indicator(Q5), "family"))
    assert "Văn phòng UBND tỉnh Quảng Trị đang xem Cơ quan · 2026 · chỉ tiêu 5 Đạt T5/2026 98,2" in words
    assert "67,8" in words, "Gia Lai: (41 + 55 + 5) of (60 + 60 + 29)"
    assert re.search(r"UBND xã Lợi Bác Cấp xã · 2026 · chỉ tiêu 12 Chưa có số liệu T5/2026 —", words)


def test_where_the_period_has_no_figure_the_newest_one_stands_with_its_period(own: Path) -> None:
    linked(own, G2)
    undo(own, MAY_OF_CENTRE, reason="nhầm", at=AT, by=WHO)
    words = plain(drawn(indicator(G2), "family"))
    assert "Đúng lộ trình số gần nhất: T4/2026 97,5" in words
    before = plain(drawn(indicator(G2, ky="2026-04"), "family"))
    assert "97,5" in before and "98,2" not in before


def test_the_year_of_the_baseline_shows_the_documents_actual_only_when_it_is_looked_at(own: Path) -> None:
    linked(own, B5)
    silent = plain(drawn(indicator(B5, ky="2026-01"), "family"))
    assert "Chưa có số liệu T1/2026 —" in silent
    assert "Mục tiêu 98 mốc 96,99" in silent
    assert "T12/2025 97,0" in plain(drawn(indicator(Q5, ky="2025-12"), "family"))


def test_a_row_leads_to_that_plans_indicator_and_keeps_the_period(own: Path) -> None:
    linked(own, G2)
    app = click(indicator(Q5, ky="2026-04"), "family", f"{GIA_LAI}|{G2}")
    assert dict(app.query_params) == {"kh": GIA_LAI, "ky": "2026-04", "ct": G2}
    assert "đang xem" in plain(drawn(app, "family"))


@pytest.mark.usefixtures("reported")
def test_the_two_levels_of_a_plan_show_without_any_link_and_the_judging_one_is_told() -> None:
    app = indicator(L22)
    assert FAMILY not in read(app)
    assert "Mục tiêu hai cấp trong kế hoạch này" in read(app)
    words = plain(drawn(app, "family"))
    assert "xã: 100 tỉnh: ≥ 70 không dùng để đánh giá" in words
    assert marks(app, "family") == []


@pytest.mark.usefixtures("reported")
def test_without_a_family_the_page_only_offers_the_way_to_its_suggestions() -> None:
    app = indicator(Q5)
    assert FAMILY not in read(app) and drawn(app, "family") == ""
    app = follow(app, "3 chỉ tiêu của kế hoạch khác đọc giống")
    assert app.title[0].value == "Chỉ tiêu giống nhau giữa các kế hoạch"
    assert "3 trong 24 cặp" in read(app)
    lonely = indicator(f"{QUANG_TRI}-03")
    assert FAMILY not in read(lonely)
    assert not [link for link in lonely.get("page_link") if "đọc giống" in link.proto.label]


def test_a_past_day_knows_the_links_and_figures_of_that_day_and_offers_no_suggestion(own: Path) -> None:
    linked(own, G2)
    then = indicator(Q5, ngay="2026-05-25")
    assert FAMILY in read(then)
    words = plain(drawn(then, "family"))
    assert "98,2" not in words, "the samples were received later, by the machine's own clock"
    assert words.count("Chưa có số liệu T5/2026 —") == 2
    before = indicator(Q5, ngay="2026-05-10")
    assert FAMILY not in read(before)
    assert not [link for link in before.get("page_link") if "đọc giống" in link.proto.label]
    app = click(then, "family", f"{GIA_LAI}|{G2}")
    assert app.query_params["ngay"] == "2026-05-25"
