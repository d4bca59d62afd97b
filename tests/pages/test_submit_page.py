"""Handing in: blank form, preview, one confirmation, receipt; nothing is stored that was not confirmed."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.period import Period
from lib.domain.submission import Answer
from lib.excel.filled_form import write_filled_form
from lib.excel.reader import FormReader
from lib.storage import database, ledger_store
from lib.storage.database import reading, revision, writing
from lib.workflows import forms, receive_submission
from lib.workflows.assessment import plan_context
from lib.workflows.receive_submission import Receipt
from tests.app_screens import marks, open_page, press, read, tables
from tests.ledger_samples import CENTRE, GIA_LAI, HOME_AFFAIRS, QUANG_TRI, SCIENCE, code, send
from tests.screen_samples import APRIL, CENTRE_APRIL, CENTRE_MAY, DEPARTMENT, MAY, filled, share

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(content: bytes, name: str = "báo cáo tháng 5.xlsx") -> AppTest:
    app = open_page("nop-bao-cao", kh=GIA_LAI, ky="2026-05")
    return app.file_uploader[0].upload(name, content, XLSX).run()


def confirm(app: AppTest, by: str = "Nguyễn Văn Thư") -> AppTest:
    app.text_input(key="by").set_value(by).run()
    if any(box.key == "reason" for box in app.text_input):
        app.text_input(key="reason").set_value("thủ trưởng đã xác nhận").run()
    return press(app, "Nhận báo cáo")


def of_science(ledger: Path) -> bytes:
    return filled(ledger, GIA_LAI, SCIENCE, MAY, DEPARTMENT)


def faulty(ledger: Path) -> bytes:
    """a > b and a second source of 120 % on line 1, words for a number on line 2."""
    with reading(ledger) as connection:
        spec = forms.form_spec(connection, plan_context(connection, GIA_LAI), SCIENCE, MAY)
    return write_filled_form(
        spec,
        {
            code(GIA_LAI, 1): share(12, 10),
            code(GIA_LAI, 2): {"answer": Answer.FIGURE, "a": "nhiều", "b": 20},
            code(GIA_LAI, 3): share(9, 10),
        },
    )


@pytest.mark.usefixtures("reported")
def test_before_a_file_it_says_what_will_happen_and_lists_what_came_last() -> None:
    app = open_page("nop-bao-cao", kh=GIA_LAI, ky="2026-05", dv=HOME_AFFAIRS)
    assert "Tải biểu trống T5/2026 cho Sở Nội vụ" in read(app)
    assert "Chưa có gì được ghi cho đến khi bấm nhận" in read(app)
    assert len(marks(app, "list-recent")) == 5


def test_a_file_is_previewed_and_nothing_is_stored_until_it_is_confirmed(own: Path) -> None:
    before = revision(own)
    app = upload(of_science(own))
    assert not app.exception
    assert "Tệp đọc được (Sở Khoa học và Công nghệ, tháng 5/2026): nạp 7 giá trị mới" in read(app)
    changes = next(table for table in tables(app) if "Sau" in table)
    assert changes["Sau"].tolist()[:2] == ["95,0 (95/100)", "68,3 (41/60)"]
    assert set(changes["Trước"]) == {"bỏ trống"}
    assert revision(own) == before


def test_it_is_taken_only_by_someone_with_a_name(own: Path) -> None:
    app = upload(of_science(own))
    assert next(b for b in app.button if b.label.startswith("Nhận báo cáo")).disabled
    app.text_input(key="by").set_value("   ").run()
    assert next(b for b in app.button if b.label.startswith("Nhận báo cáo")).disabled


def test_a_confirmed_file_gives_a_receipt_and_the_ledger_holds_it(own: Path) -> None:
    app = confirm(upload(of_science(own)))
    words = read(app)
    assert "Đã nhận báo cáo" in words
    assert "Lần nộp số 6 (Sở Khoa học và Công nghệ, tháng 5/2026), phiên bản 1, 7 giá trị" in words
    assert not app.file_uploader[0].value
    assert "Lần nộp 6 · bản 1 · 7 giá trị · Nguyễn Văn Thư nộp" in words
    agency = press(app, "Xem đơn vị")
    assert agency.title[0].value == "Sở Khoa học và Công nghệ"
    assert "68,3" in read(agency)


def test_what_was_taken_stands_on_the_overview_of_another_session_at_once(own: Path) -> None:
    overview = open_page("tong-quan", kh=GIA_LAI, ky="2026-05")
    assert "55,0" in read(overview)  # indicator 4: 88 of 160
    confirm(upload(filled(own, GIA_LAI, SCIENCE, MAY, {**DEPARTMENT, 4: (80, 80)})))
    assert "70,0" in read(overview.run())  # 168 of 240


def test_a_file_with_faults_shows_them_by_cell_and_stores_no_figure(own: Path) -> None:
    app = upload(faulty(own))
    assert not app.exception
    assert "lỗi phải sửa (Sở Khoa học và Công nghệ, tháng 5/2026). Chưa số liệu nào được ghi" in read(app)
    blocking = re.findall(r"Lỗi phải sửa\s+Ô (\w+)", read(app))
    assert sorted(blocking) == ["H10", "H9", "L9"]
    assert not [button for button in app.button if button.label.startswith("Nhận báo cáo")]
    assert "chưa nhận" in read(open_page("don-vi", kh=GIA_LAI, ky="2026-05", dv=SCIENCE))


def test_sending_a_faulty_file_back_is_recorded_without_its_figures(own: Path) -> None:
    app = press(upload(faulty(own)), "Ghi nhận trả lại")
    assert "Đã ghi nhận trả lại" in read(app)
    assert marks(app, "list-recent")[0] == "6"
    assert "Lần nộp 6 · 0 giá trị" in read(app)
    assert "Bị trả lại vì có lỗi" in read(app)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "Tệp rỗng", id="empty"),
        pytest.param(b"PK\x03\x04 cut off", "Tệp bị cắt cụt hoặc hỏng", id="cut off"),
        pytest.param("chỉ là chữ".encode(), "Đây không phải tệp Excel .xlsx", id="text"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kiểu cũ", id="old Excel"),
    ],
)
def test_bytes_that_are_no_form_are_told_in_a_sentence(own: Path, content: bytes, sentence: str) -> None:
    before = revision(own)
    app = upload(content)
    assert not app.exception
    assert sentence in read(app)
    assert revision(own) == before


def test_the_file_in_force_again_changes_nothing_and_says_so(own: Path) -> None:
    before = revision(own)
    app = upload(filled(own, GIA_LAI, HOME_AFFAIRS, MAY, DEPARTMENT))
    assert "Tệp này đã được nhận và đang có hiệu lực (Sở Nội vụ, tháng 5/2026). Không cần làm gì thêm." in read(app)
    assert not [b for b in app.button if b.label.startswith(("Nhận báo cáo", "Ghi nhận"))]
    assert revision(own) == before


def test_a_second_file_shows_old_and_new_and_becomes_the_next_version(own: Path) -> None:
    app = upload(filled(own, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1240, 2000)}))
    changes = next(table for table in tables(app) if "Sau" in table)
    assert changes.iloc[0][["Trước", "Sau"]].tolist() == ["56,5 (1.130/2.000)", "62,0 (1.240/2.000)"]
    assert "thay 1 giá trị" in read(app)
    assert "phiên bản 2, 6 giá trị" in read(confirm(app))


def test_warnings_ask_for_a_reason_before_the_file_is_taken(own: Path) -> None:
    app = upload(filled(own, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1900, 2000)}))  # a jump of 41 points
    assert "cảnh báo cần xem" in read(app)
    app.text_input(key="by").set_value("Nguyễn Văn Thư").run()
    assert next(b for b in app.button if b.label.startswith("Nhận báo cáo")).disabled
    app.text_input(key="reason").set_value("chạy chiến dịch trong tháng").run()
    assert "Đã nhận báo cáo" in read(press(app, "Nhận báo cáo"))


def test_each_warning_can_be_answered_by_itself_and_the_ledger_keeps_both(own: Path) -> None:
    app = upload(filled(own, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1900, 2000), 6: (990, 2000)}))
    app.text_input(key="by").set_value("Nguyễn Văn Thư").run()
    asked = [box for box in app.text_input if (box.key or "").startswith("reason-")]
    assert len(asked) > 1 and all(box.label.startswith("Ô ") for box in asked)
    app.text_input(key="reason-0").set_value("chạy chiến dịch trong tháng").run()
    assert next(b for b in app.button if b.label.startswith("Nhận báo cáo")).disabled
    app.text_input(key="reason").set_value("đã đối chiếu").run()
    assert "Đã nhận báo cáo" in read(press(app, "Nhận báo cáo"))
    with reading(own) as connection:
        newest = ledger_store.recent_submissions(connection, 1)[0].id
        reasons = [reason for _, reason in ledger_store.findings_with_reasons(connection, newest) if reason]
    assert reasons == ["chạy chiến dịch trong tháng", *["đã đối chiếu"] * (len(asked) - 1)]


def test_a_warning_that_came_up_after_the_preview_holds_the_file_and_says_so(
    own: Path, reader: FormReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = upload(filled(own, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1900, 2000)}))
    app.text_input(key="by").set_value("Nguyễn Văn Thư").run()
    app.text_input(key="reason").set_value("chạy chiến dịch trong tháng").run()
    june = filled(own, QUANG_TRI, CENTRE, Period(2026, 6), {**CENTRE_MAY, 1: (1899, 2000)})

    def others_first(*args: object, **options: object) -> Receipt:  # a later month comes in between look and press
        monkeypatch.undo()
        monkeypatch.setenv("SOCHITIEU_DB", str(own))
        send(own, reader, june, received_on=date(2026, 6, 18))
        return receive(*args, **options)  # type: ignore[arg-type]

    receive = receive_submission.receive
    monkeypatch.setattr(receive_submission, "receive", others_first)
    app = press(app, "Nhận báo cáo")
    assert "Đã ghi nhận trả lại" in read(app)
    assert "cảnh báo mới phát sinh sau lúc xem trước" in read(app)


def test_no_file_comes_in_on_a_day_to_come_or_before_its_window(own: Path) -> None:
    app = upload(of_science(own))
    day = app.date_input(key="day")
    assert (day.min, day.max) == (date(2026, 4, 15), date(2026, 6, 18))


def test_a_receipt_goes_when_the_next_file_comes(own: Path) -> None:
    app = confirm(upload(of_science(own)))
    app.file_uploader[0].upload("khác.xlsx", filled(own, QUANG_TRI, CENTRE, APRIL, CENTRE_APRIL), XLSX).run()
    assert "Tệp này đã được nhận" in read(app)
    assert "Đã nhận báo cáo" not in read(app)


def test_a_ledger_that_is_busy_is_told_and_nothing_is_lost(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = upload(of_science(own))
    app.text_input(key="by").set_value("Nguyễn Văn Thư").run()
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with writing(own):
        app = press(app, "Nhận báo cáo")
    assert not app.exception
    assert "Sổ đang bận ghi; chưa có gì được lưu" in app.error[0].value
    assert "Đã nhận báo cáo" in read(press(app, "Nhận báo cáo"))


def test_the_blank_form_of_a_later_month_can_be_had(reported: Path) -> None:
    assert forms.blank_form(reported, GIA_LAI, SCIENCE, Period(2026, 12)).startswith(b"PK")
