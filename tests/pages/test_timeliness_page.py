"""The timeliness page: who owes what, at a glance and in words to send; the calendar and its locks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.period import Period, SpecialDay
from lib.domain.submission import Outcome
from lib.excel.reader import FormReader
from lib.storage import agency_store, ledger_store, settings_store
from lib.storage.database import reading, writing
from lib.ui import figures
from lib.workflows.correct_catalog import enter_baseline
from lib.workflows.lock_period import lock_period
from lib.workflows.receive_submission import receive
from tests.app_screens import choose, click, drawn, go_from_home, marks, open_page, plain, press, read
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI, code
from tests.screen_samples import CENTRE_APRIL, COMMUNE, MAY, filled

MAY_OF_GIA_LAI = {"kh": GIA_LAI, "ky": "2026-05"}
AT = "2026-06-18T00:00:00+00:00"


def page(**query: str) -> AppTest:
    app = open_page("tien-do-nop", **{**MAY_OF_GIA_LAI, **query})
    assert not app.exception
    assert not app.error
    return app


def agencies(app: AppTest) -> list[str]:
    return [mark.removesuffix("|") for mark in marks(app, "board") if mark.endswith("|")]


def chat(app: AppTest) -> str:
    (text,) = app.code
    return str(text.value)


@pytest.mark.usefixtures("reported")
def test_it_opens_on_those_who_owe_and_counts_every_tab() -> None:
    app = page()
    said = read(app)
    assert "3/153 đơn vị đã nộp báo cáo tháng 5/2026 (2,0 %)" in said and "150 chưa nộp" in said
    tabs = app.segmented_control(key="xem-open")
    labels = [option.content for option in tabs.proto.options]
    assert labels == ["Chưa nộp (150)", "Đã nộp (3)", "Trả lại (0)", "Tất cả (153)"]
    assert len(agencies(app)) == 40
    assert not {HOME_AFFAIRS, HEALTH, COMMUNE} & set(agencies(app))


@pytest.mark.usefixtures("reported")
def test_rates_and_answers_keep_departments_and_communes_apart_with_counts() -> None:
    app = page()
    said = read(app)
    assert "đã nộp 2/18 (11,1 %), đúng hạn 2/18 (11,1 %)" in said
    assert "đã nộp 1/135 (0,7 %), đúng hạn 1/135 (0,7 %)" in said
    rows = plain(drawn(app, "completeness"))
    assert "1. " in rows and "2/18 11,1 %" in rows and "1/135 0,7 %" in rows and "không giao" in rows


@pytest.mark.usefixtures("reported")
def test_the_tab_is_part_of_the_address() -> None:
    app = page(xem="in")
    assert set(agencies(app)) == {HOME_AFFAIRS, HEALTH, COMMUNE}
    app = app.segmented_control(key="xem-in").set_value("returned").run()
    assert app.query_params["xem"] == "returned"
    assert "Không có đơn vị nào khớp" in read(app)


@pytest.mark.usefixtures("reported")
def test_cells_say_state_and_period_and_lead_to_the_agency_then() -> None:
    app = page(xem="in")
    markup = drawn(app, "board")
    assert f'data-key="{HEALTH}|2026-05"' in markup and f'data-key="{HEALTH}|2026-04"' in markup
    assert "T5/2026: đúng hạn, nhận 19/05/2026, phiên bản 1, trả lời 7/7 chỉ tiêu" in markup
    app = click(app, "board", f"{HEALTH}|2026-04")
    assert dict(app.query_params) == {"kh": GIA_LAI, "dv": HEALTH, "ky": "2026-04"}
    assert app.title[0].value == "Sở Y tế"


@pytest.mark.usefixtures("reported")
def test_a_name_leads_to_the_agency_and_a_bar_to_the_indicator() -> None:
    assert click(page(xem="in"), "board", f"{HEALTH}|").query_params["ky"] == "2026-05"
    app = click(page(), "completeness", f"{GIA_LAI}-02")
    assert dict(app.query_params) == {"kh": GIA_LAI, "ky": "2026-05", "ct": f"{GIA_LAI}-02"}


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("wanted", ["so y te", "SỞ Y TẾ", "sở y tế"])
def test_an_agency_is_found_without_diacritics(wanted: str) -> None:
    app = page(xem="all").text_input(key="tim-1").set_value(wanted).run()
    assert agencies(app) == [HEALTH]
    assert "1/153 đơn vị" in read(app)


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(("block", "count"), [("departments", 18), ("locals", 135)])
def test_blocks_part_departments_from_communes(block: str, count: int) -> None:
    app = page(xem="all").segmented_control(key="khoi-all").set_value(block).run()
    assert f"{count}/153 đơn vị" in read(app)
    assert f"{count}/153 đơn vị" in read(page(xem="all", khoi=block)), "a copied address shows the same"


@pytest.mark.usefixtures("reported")
def test_the_month_that_is_not_due_yet_can_be_looked_at_with_its_moved_due_day() -> None:
    app = page(ky="2026-06")
    said = read(app)
    assert "0/153 đơn vị đã nộp báo cáo tháng 6/2026 (0,0 %)" in said and "153 chưa nộp, còn 4 ngày" in said
    assert "Hạn 20/06, dời sang 22/06 vì cuối tuần" in said
    assert "* Hạn nộp T2/2026: 20/02, dời sang 23/02 vì Mùng bốn Tết Nguyên Đán và cuối tuần" in said


@pytest.mark.usefixtures("reported")
def test_the_text_for_the_group_is_ready_and_short() -> None:
    text = chat(page())
    assert text.startswith("[Báo cáo tháng 5/2026] Hạn 20/05.")
    assert "Sở, ban, ngành chưa nộp (16 đơn vị" in text and "Xã, phường, đặc khu chưa nộp (134 đơn vị" in text
    assert "đơn vị khác." in text and len(text) <= 1500


@pytest.mark.usefixtures("reported")
def test_the_letter_goes_to_all_who_owe_or_to_one() -> None:
    app = page()
    whom = choose(app, "Công văn đôn đốc gửi")
    assert whom.value is None and whom.options[0] == "Tất cả 151 đơn vị còn nợ báo cáo hoặc chỉ tiêu"
    assert "Sở Tài chính" in whom.options and "Sở Y tế" not in whom.options
    assert "Tải dự thảo công văn (.docx)" in read(app)


def test_when_all_is_in_there_is_nobody_to_remind(own: Path) -> None:
    with writing(own) as connection:
        others = (agency for agency in agency_store.agencies(connection) if agency.code != CENTRE)
        agency_store.save_agencies(connection, [replace(agency, valid_to=date(2025, 12, 31)) for agency in others])
    app = open_page("tien-do-nop", kh=QUANG_TRI, ky="2026-04")
    assert "1/1 đơn vị đã nộp" in read(app)
    assert "Không còn đơn vị nào phải đôn đốc" in read(app)
    assert not app.code


def test_a_returned_file_stands_in_its_own_tab(own: Path, reader: FormReader) -> None:
    content = filled(own, QUANG_TRI, CENTRE, Period(2026, 6), {**CENTRE_APRIL, 1: (9, 8)})
    receipt = receive(own, content, "sai.xlsx", received_on=date(2026, 6, 18), by="x", reader=reader)
    assert receipt.outcome is Outcome.REFUSED
    app = open_page("tien-do-nop", kh=QUANG_TRI, ky="2026-06", xem="returned")
    assert agencies(app) == [CENTRE]
    assert "Trả lại" in plain(drawn(app, "board"))


# The calendar


def test_a_period_is_locked_and_unlocked_with_a_reason(own: Path) -> None:
    app = page()
    app.text_input(key="who-reviews").set_value("Chánh Văn phòng").run()
    app.text_input(key="lock-reason").set_value("Đã chốt số")
    app = press(app, "Khóa kỳ tháng 5/2026")
    said = read(app)
    assert "Đã khóa kỳ tháng 5/2026." in said and "Kỳ tháng 5/2026 đã khóa sổ: Đã chốt số" in said
    assert "đã khóa" in plain(drawn(app, "board"))
    assert "đã khóa sổ" in read(open_page("nop-bao-cao", **MAY_OF_GIA_LAI))
    app.text_input(key="lock-reason").set_value("Sở Y tế đính chính")
    app = press(app, "Mở khóa kỳ tháng 5/2026")
    assert "đã khóa sổ" not in read(app)
    with reading(own) as connection:
        newest = ledger_store.events(connection, 2)
    assert [(event.action, event.actor) for event in newest] == [
        ("unlock_period", "Chánh Văn phòng"),
        ("lock_period", "Chánh Văn phòng"),
    ]


def test_a_lock_without_a_reason_is_told_in_a_sentence(own: Path) -> None:
    app = press(page(), "Khóa kỳ tháng 5/2026")
    assert not app.exception
    assert "Chưa ghi ai quyết định" in app.error[0].value
    app = press(page().text_input(key="who-reviews").set_value("Chánh Văn phòng").run(), "Khóa kỳ tháng 5/2026")
    assert "Chưa ghi lý do" in app.error[0].value
    with reading(own) as connection:
        assert ledger_store.events(connection, 1)[0].action != "lock_period"


def test_other_plans_and_periods_stay_open(own: Path) -> None:
    lock_period(own, GIA_LAI, MAY, reason="x", at=AT, by="x")
    assert "đã khóa sổ" not in read(page(ky="2026-06"))
    assert "đã khóa sổ" not in read(open_page("tien-do-nop", kh=QUANG_TRI, ky="2026-05"))


def test_the_three_days_are_changed_from_the_page(own: Path) -> None:
    app = page()
    next(box for box in app.number_input if box.label == "Hạn nộp").set_value(18)
    app.text_input(key="calendar-reason").set_value("Công văn 15")
    app = press(app, "Ghi ba ngày")
    assert "hạn nộp ngày 18" in read(app)
    with reading(own) as connection:
        assert settings_store.calendar(connection).due_day == 18
    assert "hạn 18/05" in plain(drawn(app, "board"))


def test_days_out_of_order_are_told_in_a_sentence(own: Path) -> None:
    app = page()
    next(box for box in app.number_input if box.label == "Hạn nộp").set_value(3)
    app.text_input(key="calendar-reason").set_value("x")
    app = press(app, "Ghi ba ngày")
    assert "theo thứ tự" in app.error[0].value
    with reading(own) as connection:
        assert settings_store.calendar(connection).due_day == 20


def test_saving_the_table_of_days_untouched_changes_nothing(own: Path) -> None:
    def days() -> tuple[SpecialDay, ...]:
        with reading(own) as connection:
            return settings_store.special_days(connection)

    before = days()
    app = press(page(), "Ghi bảng ngày")
    assert not app.exception and not app.error
    assert "Không có ngày nào thay đổi" in read(app)
    assert days() == before


@pytest.mark.usefixtures("reported")
def test_a_plan_without_owing_agencies_says_what_to_do_and_keeps_the_calendar() -> None:
    app = open_page("tien-do-nop", kh="BCD-2026")
    assert "chưa đơn vị nào phải báo cáo" in read(app)
    assert any(button.label.startswith("Ghi ba ngày") for button in app.button)


@pytest.mark.usefixtures("reported")
def test_opened_from_home_it_is_the_same() -> None:
    assert read(go_from_home("tien-do-nop", **MAY_OF_GIA_LAI)) == read(page())


def test_days_added_renamed_and_removed_in_the_table_are_saved(own: Path) -> None:
    app = page()
    app.session_state["special-days-0"] = {
        "edited_rows": {"0": {"Tên": "Ngày đầu năm"}},
        "added_rows": [
            {"Ngày": "2026-06-22", "Tên": "Nghỉ của tỉnh"},
            {"Ngày": "2026-06-20", "Tên": "Làm bù", "Làm bù": True},
        ],
        "deleted_rows": [1],
    }
    with reading(own) as connection:
        first, second, *_ = settings_store.special_days(connection)
    app = press(app, "Ghi bảng ngày")
    assert not app.exception and not app.error
    assert "Đã ghi 4 ngày thay đổi" in read(app)
    with reading(own) as connection:
        days = settings_store.special_days(connection)
    assert replace(first, name="Ngày đầu năm") in days and second not in days
    assert {SpecialDay(date(2026, 6, 22), "Nghỉ của tỉnh"), SpecialDay(date(2026, 6, 20), "Làm bù", True)} < set(days)


def test_lines_without_a_cause_come_page_by_page_and_lead_to_the_agency(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "MOST_LACKING", 1)
    for ordinal, before in ((1, "52.9"), (2, "99")):
        enter_baseline(
            own,
            QUANG_TRI,
            code(QUANG_TRI, ordinal),
            CENTRE,
            date(2025, 12, 31),
            Decimal(before),
            source="báo cáo",
            at=AT,
            by="thư ký",
        )
    where = {"kh": QUANG_TRI, "ky": "2026-05"}
    first, second = page(**where), page(**where, **{"trang-thieu": "2"})
    assert "Chưa nêu nguyên nhân hoặc giải pháp: 2 dòng" in read(first)
    assert len(marks(first, "lacking-lines")) == len(marks(second, "lacking-lines")) == 1
    lines = {click(app, "lacking-lines", "0").query_params["ct"] for app in (first, second)}
    assert lines == {code(QUANG_TRI, 1), code(QUANG_TRI, 2)}
