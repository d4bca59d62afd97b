"""Many files on one page: kept and judged as a job that the page watches, taken with one confirmation."""

import io
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.submission import Answer
from lib.excel.filled_form import write_filled_form
from lib.excel.reader import FormReader
from lib.storage import job_store
from lib.storage.database import noting, reading, revision
from lib.storage.files import original, sha256_of
from lib.workflows import batch_worker, forms
from lib.workflows.assessment import plan_context
from tests.app_screens import click, drawn, marks, open_page, press, read, settled
from tests.ledger_samples import GIA_LAI, HEALTH, HOME_AFFAIRS, SCIENCE, code
from tests.screen_samples import APRIL, DEPARTMENT, MAY, filled, take

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE, FINANCE = "gia-lai-van-phong-ubnd-tinh", "gia-lai-so-tai-chinh"
File = tuple[str, bytes, str]


def good(ledger: Path, agency: str) -> File:
    return f"{agency}.xlsx", filled(ledger, GIA_LAI, agency, MAY, {1: (95, 100), 3: (88, 100)}), XLSX


def faulty(ledger: Path, agency: str) -> File:
    return f"lỗi {agency}.xlsx", written(ledger, agency, 120), XLSX


def asking(ledger: Path, agency: str) -> File:
    """From 95 to 20 of 100: a jump that must be explained."""
    return f"nhảy {agency}.xlsx", written(ledger, agency, 20), XLSX


def written(ledger: Path, agency: str, a: int) -> bytes:
    with reading(ledger) as connection:
        spec = forms.form_spec(connection, plan_context(connection, GIA_LAI), agency, MAY + 1)
    return write_filled_form(spec, {code(GIA_LAI, 1): {"answer": Answer.FIGURE, "a": a, "b": 100}})


def upload(*files: File) -> AppTest:
    app = open_page("nop-bao-cao", kh=GIA_LAI, ky="2026-05")
    return settled(app.file_uploader[0].set_value(list(files)).run())


def opened(number: int) -> AppTest:
    """A job in a session of its own, as after F5 or in another tab."""
    return open_page("nop-bao-cao", kh=GIA_LAI, ky="2026-05", luot=str(number))


def named(app: AppTest, by: str = "Văn thư") -> AppTest:
    """Who sends a job in, or one file alone."""
    key = "job-by" if any(box.key == "job-by" for box in app.text_input) else "by"
    return app.text_input(key=key).set_value(by).run()


def button(app: AppTest) -> str:
    return str(app.button(key="take-batch").label)


def taken(app: AppTest) -> AppTest:
    return settled(app.button(key="take-batch").click().run())


def has_button(app: AppTest, key: str) -> bool:
    return any(b.key == key for b in app.button)


def test_files_are_judged_in_one_table_and_nothing_is_stored(own: Path) -> None:
    before = revision(own)
    app = upload(good(own, SCIENCE), good(own, FINANCE), faulty(own, HEALTH))
    assert not app.exception
    words = read(app)
    assert "3 báo cáo: 2 hợp lệ, 1 có lỗi phải sửa." in words
    assert "Sở Khoa học và Công nghệ T5/2026 Hợp lệ" in words
    assert "Sở Y tế T6/2026 Có lỗi phải sửa 1 lỗi" in words
    assert "Ô H9: Tử số a = 120 lớn hơn mẫu số b = 100." in words
    assert words.index("Có lỗi phải sửa") < words.index("Hợp lệ")
    assert revision(own) == before


def test_one_confirmation_takes_the_good_ones_and_records_what_goes_back(own: Path) -> None:
    app = upload(good(own, SCIENCE), good(own, FINANCE), faulty(own, HEALTH))
    assert button(app) == "Nhận 2 tệp hợp lệ, ghi nhận trả lại 1 tệp"
    assert app.button(key="take-batch").disabled
    app = taken(named(app))
    assert not app.exception
    words = read(app)
    assert "3 tệp: 2 đã nhận, 1 ghi nhận trả lại." in words
    assert "Lần nộp số 6, phiên bản 1, 2 giá trị, mã tệp" in words
    assert "Đã ghi nhận trả lại Lần nộp số 8" in words
    assert not app.file_uploader[0].value
    assert drawn(app, "list-recent").count("Văn thư") == 8


def test_returning_the_faulty_ones_can_be_left_out(own: Path) -> None:
    app = named(upload(good(own, SCIENCE), faulty(own, HEALTH)))
    app = app.checkbox(key="return-faulty").uncheck().run()
    assert button(app) == "Nhận 1 tệp hợp lệ"
    assert "2 tệp: 1 đã nhận, 1 không nhận." in read(taken(app))


def test_warnings_wait_for_one_reason(own: Path) -> None:
    app = named(upload(good(own, SCIENCE), asking(own, HOME_AFFAIRS), asking(own, HEALTH)))
    assert "3 báo cáo: 1 hợp lệ, 2 cần giải trình." in read(app)
    assert "Chưa ghi lý do thì các tệp cần giải trình chưa được nhận" in read(app)
    assert button(app) == "Nhận 1 tệp hợp lệ"
    app = app.text_input(key="job-reason").set_value("đã rà soát lại cách đếm").run()
    assert button(app) == "Nhận 3 tệp hợp lệ"
    assert "3 tệp: 3 đã nhận." in read(taken(app))


def test_an_archive_is_opened_and_what_is_no_return_is_said(own: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("tháng 5/Sở KHCN.xlsx", good(own, SCIENCE)[1])
        archive.writestr("__MACOSX/._Sở KHCN.xlsx", b"x")
        archive.writestr("../../công văn.pdf", b"%PDF")
    app = upload(("báo cáo.zip", buffer.getvalue(), "application/zip"))
    words = read(app)
    assert "1 báo cáo: 1 hợp lệ." in words
    assert "tháng 5/Sở KHCN.xlsx" in words
    assert app.expander[0].label == "Đã bỏ qua 2 tệp"
    assert [text.value for text in app.text] == [
        "báo cáo.zip › __MACOSX/._Sở KHCN.xlsx: tệp của hệ điều hành hoặc tệp tạm, bỏ qua",
        "báo cáo.zip › ../../công văn.pdf: không phải tệp Excel, bỏ qua",
    ]
    assert "1 tệp: 1 đã nhận." in read(taken(named(app)))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 cut off", b"PK\x05\x06" + bytes(18)], ids=["empty", "cut", "none"]
)
@pytest.mark.usefixtures("own")
def test_an_archive_without_a_return_is_told_and_offers_nothing(content: bytes) -> None:
    app = upload(("gui.zip", content, "application/zip"))
    assert not app.exception
    assert not [b for b in app.button if b.label.startswith("Nhận")]


def test_the_same_files_again_change_nothing_and_say_so(own: Path) -> None:
    files = (good(own, SCIENCE), good(own, FINANCE), faulty(own, HEALTH))
    taken(named(upload(*files)))
    before = revision(own)
    app = upload(*files)
    words = read(app)
    assert "3 báo cáo: 1 có lỗi phải sửa, 2 đã nhận trước đó." in words
    assert "Đã ghi nhận trả lại trước đó, không ghi thêm." in words
    assert not has_button(app, "take-batch")
    assert revision(own) == before


def test_a_job_of_which_half_was_taken_elsewhere_takes_the_other_half(own: Path) -> None:
    app = named(upload(good(own, SCIENCE), good(own, FINANCE)))
    press(named(upload(good(own, SCIENCE))), "Nhận báo cáo")
    assert "2 tệp: 1 đã nhận, 1 đã nhận từ trước, không đổi gì." in read(taken(app))  # its button promised two
    with reading(own) as connection:
        (count,) = connection.execute("SELECT count(*) FROM submission WHERE outcome = 'accepted'").fetchone()
    assert count == 7


def test_two_files_of_one_agency_are_left_to_a_person(own: Path) -> None:
    first, second = good(own, SCIENCE), ("mới.xlsx", filled(own, GIA_LAI, SCIENCE, MAY, DEPARTMENT), XLSX)
    app = upload(first, second, good(own, FINANCE))
    assert "3 báo cáo: 1 hợp lệ, 2 trùng đơn vị và kỳ, phải chọn một." in read(app)
    assert button(app) == "Nhận 1 tệp hợp lệ"
    choice = next(box for box in app.selectbox if box.label.startswith("Nhận tệp nào của Sở Khoa học và Công nghệ"))
    app = named(choice.select("mới.xlsx").run())
    assert button(app) == "Nhận 2 tệp hợp lệ"
    assert "3 tệp: 2 đã nhận, 1 không nhận." in read(taken(app))


def test_one_file_alone_keeps_its_full_preview_and_offers_its_marked_copy(own: Path) -> None:
    app = upload(faulty(own, HEALTH))
    assert "Có 1 lỗi phải sửa (Sở Y tế, tháng 6/2026)" in read(app)
    assert "Tải tệp có đánh dấu lỗi" in read(app)
    assert "Tải tệp có đánh dấu lỗi" not in read(upload(("x.xlsx", b"khong phai", XLSX)))
    assert "Tải các tệp có đánh dấu lỗi (.zip)" in read(upload(faulty(own, HEALTH), good(own, SCIENCE)))


def test_a_job_can_be_left_and_opened_again_by_its_address(own: Path) -> None:
    app = upload(good(own, SCIENCE), faulty(own, HEALTH))
    assert app.query_params["luot"] == "1"
    again = opened(1)
    assert "2 báo cáo: 1 hợp lệ, 1 có lỗi phải sửa." in read(again)
    taken(named(again))
    assert "2 tệp: 1 đã nhận, 1 ghi nhận trả lại." in read(app.run())  # the first tab sees it too
    assert not has_button(app, "take-batch")


def test_two_tabs_that_confirm_at_once_take_the_files_once(own: Path) -> None:
    first, second = (named(app) for app in (upload(good(own, SCIENCE), good(own, FINANCE)), opened(1)))
    taken(first)
    assert "2 tệp: 2 đã nhận." in read(taken(second))
    with reading(own) as connection:
        (count,) = connection.execute("SELECT count(*) FROM submission").fetchone()
    assert count == 7


def test_the_list_of_jobs_leads_back_to_each(own: Path) -> None:
    upload(good(own, SCIENCE), good(own, FINANCE))
    app = open_page("nop-bao-cao", kh=GIA_LAI, ky="2026-05")
    assert "Lượt nộp số 1 Chờ xác nhận 2 báo cáo 2 tệp, gửi lúc" in read(app)
    app = click(app, "jobs", "1")
    assert "2 báo cáo: 2 hợp lệ." in read(app)
    app = app.button(key="close-job").click().run()
    assert "2 báo cáo: 2 hợp lệ." not in read(app)


def test_a_job_can_be_given_up_before_it_is_confirmed(own: Path) -> None:
    before = revision(own)
    app = upload(good(own, SCIENCE), good(own, FINANCE)).button(key="cancel-job").click().run()
    words = read(app)
    assert "Lượt này đã bỏ: không tệp nào được ghi vào sổ. Các tệp gốc vẫn được giữ." in words
    assert not has_button(app, "take-batch")
    assert revision(own) == before


def test_the_progress_says_how_far_and_at_which_file(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_worker, "wake", lambda _database: None)  # nobody works: as when it was broken off
    app = open_page("nop-bao-cao", kh=GIA_LAI, ky="2026-05")
    app = app.file_uploader[0].set_value([good(own, SCIENCE), good(own, FINANCE)]).run()
    assert not app.exception
    assert app.get("progress")[0].proto.text == f"Đã đọc 0/2 tệp, đang đọc: {SCIENCE}.xlsx"
    assert "Đang chờ đến lượt" in read(app)
    with noting(own) as ledger:
        assert job_store.claim(ledger, "gone", "2026-01-01", "2026-01-01T00:00:10") == 1
    assert "Bị ngắt giữa chừng. Phần đã làm còn nguyên" in read(app.run())
    assert "Lượt nộp số 1 Đang đọc đã đọc 0/2 tệp" in read(app)
    monkeypatch.undo()
    monkeypatch.setenv("SOCHITIEU_DB", str(own))
    app = taken(named(settled(app.run())))
    assert "Lượt này bị ngắt giữa chừng và đã được làm tiếp lúc" in read(app)
    assert "2 tệp: 2 đã nhận." in read(app)


def test_verdicts_are_made_anew_when_the_ledger_has_changed(own: Path, reader: FormReader) -> None:
    app = named(upload(good(own, SCIENCE), good(own, FINANCE)))
    take(own, reader, GIA_LAI, SCIENCE, APRIL, {1: (20, 100)})
    app = settled(app.run())
    assert "2 báo cáo: 1 hợp lệ, 1 cần giải trình." in read(app)
    assert app.text_input(key="job-by").value == "Văn thư"


def test_what_changed_between_word_and_deed_is_listed_and_can_be_looked_at_again(
    own: Path, reader: FormReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = named(upload(good(own, SCIENCE), good(own, FINANCE)))
    with monkeypatch.context() as patch:
        patch.setattr(batch_worker, "wake", lambda _database: None)
        app.button(key="take-batch").click().run()
        take(own, reader, GIA_LAI, SCIENCE, APRIL, {1: (20, 100)})
    app = settled(app.run())
    words = read(app)
    assert "2 tệp: 1 đã nhận, 1 cần xem lại." in words
    assert "Lúc ghi, kết luận khác lúc xác nhận; chưa ghi gì." in words
    app = settled(app.button(key="again").click().run())
    assert "1 báo cáo: 1 cần giải trình." in read(app)


@pytest.mark.usefixtures("own")
def test_a_job_that_is_not_there_is_told() -> None:
    assert "Sổ không có lượt nộp số 99." in read(opened(99))
    assert not open_page("nop-bao-cao", luot="x").exception


def test_a_whole_folder_is_taken_like_many_files(own: Path) -> None:
    app = open_page("nop-bao-cao", kh=GIA_LAI, ky="2026-05").toggle(key="whole-folder").set_value(True).run()
    assert app.file_uploader[0].label.startswith("Chọn thư mục")
    files = [(f"T5/{name}", body, kind) for name, body, kind in (good(own, SCIENCE), good(own, FINANCE))]
    app = settled(app.file_uploader[0].set_value([*files, ("T5/Thumbs.db", b"x", "")]).run())
    assert "2 báo cáo: 2 hợp lệ." in read(app)
    assert app.expander[0].label == "Đã bỏ qua 1 tệp"


@pytest.mark.parametrize("name", ["cũ.xls", "macro.xlsm", "bảng.ods", "quét.pdf"])
def test_one_file_of_any_kind_is_refused_in_our_words_and_kept(own: Path, name: str) -> None:
    content = name.encode()
    app = upload((name, content, ""))
    assert "Đây không phải tệp Excel .xlsx" in read(app)
    assert original(own, sha256_of(content)) == content


def test_an_archive_that_cannot_be_opened_is_kept_and_said(own: Path) -> None:
    app = upload(("gửi.zip", b"PK\x03\x04 cut off", "application/zip"))
    assert "Không có báo cáo nào trong các tệp đã gửi. Các tệp gốc vẫn được giữ." in read(app)
    assert "gửi.zip: bị cắt cụt hoặc hỏng: nén và gửi lại" in [text.value for text in app.text]
    assert original(own, sha256_of(b"PK\x03\x04 cut off"))


def test_receipts_go_when_the_next_files_come(own: Path) -> None:
    app = taken(named(upload(good(own, SCIENCE), good(own, FINANCE))))
    assert "2 tệp: 2 đã nhận." in read(app)
    app = app.file_uploader[0].set_value([good(own, OFFICE)]).run()
    assert "2 tệp: 2 đã nhận." not in read(app)


def test_a_receipt_leads_to_its_submission(own: Path) -> None:
    app = taken(named(upload(good(own, SCIENCE), faulty(own, HEALTH))))
    assert marks(app, "batch-receipt-table") == ["7", "6"]
    assert "Sở Khoa học và Công nghệ" in click(app, "batch-receipt-table", "6").title[0].value


def test_a_job_and_one_uploaded_file_ask_for_their_senders_side_by_side(own: Path) -> None:
    upload(good(own, SCIENCE), asking(own, HEALTH))
    app = click(upload(asking(own, HOME_AFFAIRS)), "jobs", "1")
    assert not app.exception
    assert app.query_params["luot"] == "1"
    assert "Có lỗi của phần mềm" not in read(app)
    assert {"by", "day", "reason", "job-by", "job-day", "job-reason"} <= {
        box.key for boxes in (app.text_input, app.date_input) for box in boxes
    }
