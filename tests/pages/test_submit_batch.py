"""Many files on one page: judged in one table, taken with one confirmation, resumed by sending them again."""

import io
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.submission import Answer
from lib.excel.filled_form import write_filled_form
from lib.storage.database import reading, revision
from lib.workflows import forms
from lib.workflows.assessment import plan_context
from tests.app_screens import marks, open_page, press, read
from tests.ledger_samples import GIA_LAI, HEALTH, HOME_AFFAIRS, SCIENCE, code
from tests.screen_samples import DEPARTMENT, MAY, filled

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
    return app.file_uploader[0].set_value(list(files)).run()


def named(app: AppTest, by: str = "Văn thư") -> AppTest:
    return app.text_input(key="by").set_value(by).run()


def button(app: AppTest) -> str:
    return str(app.button(key="take-batch").label)


def taken(app: AppTest) -> AppTest:
    return app.button(key="take-batch").click().run()


def test_files_are_judged_in_one_table_and_nothing_is_stored(own: Path) -> None:
    before = revision(own)
    app = upload(good(own, SCIENCE), good(own, FINANCE), faulty(own, HEALTH))
    assert not app.exception
    words = read(app)
    assert "3 tệp: 2 hợp lệ, 1 có lỗi phải sửa." in words
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
    assert marks(app, "list-recent")[:3] == ["8", "7", "6"]


def test_returning_the_faulty_ones_can_be_left_out(own: Path) -> None:
    app = named(upload(good(own, SCIENCE), faulty(own, HEALTH)))
    app = app.checkbox(key="return-faulty").uncheck().run()
    assert button(app) == "Nhận 1 tệp hợp lệ"
    assert "1 tệp: 1 đã nhận." in read(taken(app))


def test_warnings_wait_for_one_reason(own: Path) -> None:
    app = named(upload(good(own, SCIENCE), asking(own, HOME_AFFAIRS), asking(own, HEALTH)))
    assert "3 tệp: 1 hợp lệ, 2 cần giải trình." in read(app)
    assert "Chưa ghi lý do thì các tệp cần giải trình chưa được nhận" in read(app)
    assert button(app) == "Nhận 1 tệp hợp lệ"
    app = app.text_input(key="reason").set_value("đã rà soát lại cách đếm").run()
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
    assert "1 tệp: 1 hợp lệ." in words
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
    assert "3 tệp: 1 có lỗi phải sửa, 2 đã nhận trước đó." in words
    assert "Đã ghi nhận trả lại trước đó, không ghi thêm." in words
    assert not [b for b in app.button if b.key == "take-batch"]
    assert revision(own) == before


def test_a_batch_of_which_half_was_taken_elsewhere_takes_the_other_half(own: Path) -> None:
    app = named(upload(good(own, SCIENCE), good(own, FINANCE)))
    press(named(upload(good(own, SCIENCE))), "Nhận báo cáo")
    assert "1 tệp: 1 đã nhận." in read(taken(app))  # its button was drawn before and promised two
    with reading(own) as connection:
        (count,) = connection.execute("SELECT count(*) FROM submission WHERE outcome = 'accepted'").fetchone()
    assert count == 7


def test_two_files_of_one_agency_are_left_to_a_person(own: Path) -> None:
    first, second = good(own, SCIENCE), ("mới.xlsx", filled(own, GIA_LAI, SCIENCE, MAY, DEPARTMENT), XLSX)
    app = upload(first, second, good(own, FINANCE))
    assert "3 tệp: 1 hợp lệ, 2 trùng đơn vị và kỳ, phải chọn một." in read(app)
    assert button(app) == "Nhận 1 tệp hợp lệ"


def test_one_file_alone_keeps_its_full_preview_and_offers_its_marked_copy(own: Path) -> None:
    app = upload(faulty(own, HEALTH))
    assert "Có 1 lỗi phải sửa (Sở Y tế, tháng 6/2026)" in read(app)
    assert "Tải tệp có đánh dấu lỗi" in read(app)
    assert "Tải tệp có đánh dấu lỗi" not in read(upload(("x.xlsx", b"khong phai", XLSX)))
    assert "Tải các tệp có đánh dấu lỗi (.zip)" in read(upload(faulty(own, HEALTH), good(own, SCIENCE)))


def test_receipts_go_when_the_next_files_come(own: Path) -> None:
    app = taken(named(upload(good(own, SCIENCE), good(own, FINANCE))))
    assert "2 tệp: 2 đã nhận." in read(app)
    app = app.file_uploader[0].set_value([good(own, OFFICE)]).run()
    assert "2 tệp: 2 đã nhận." not in read(app)
