"""A workbook that is not our form: whose it is, its columns and rows as they are understood, one confirmation."""

import io
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.storage import agency_store, catalog_store, ledger_store, own_store
from lib.storage.database import reading, revision
from lib.workflows.keep_safe import verify
from tests import own_samples
from tests.app_screens import choose, click, open_page, press, read, settled, tables
from tests.ledger_samples import CENTRE, QUANG_TRI, code
from tests.screen_samples import CENTRE_MAY, MAY, filled

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(content: bytes, name: str = "Bao cao thang 5.xlsx") -> AppTest:
    app = open_page("nop-bao-cao", kh=QUANG_TRI, ky="2026-05", dv=CENTRE)
    return settled(app.file_uploader[0].upload(name, content, XLSX).run())


def column(app: AppTest, letter: str) -> object:
    return next(box for box in app.selectbox if box.label.startswith(f"Cột {letter}:"))


def row(app: AppTest, number: int) -> object:
    return next(box for box in app.selectbox if box.label.startswith(f"Dòng {number}:"))


def can_be_confirmed(app: AppTest) -> bool:
    return any(button.label == "Xác nhận cách đọc" for button in app.button)


def take(app: AppTest) -> AppTest:
    app.text_input(key="by").set_value("Nguyễn Văn Thư").run()
    if any(box.key == "reason" for box in app.text_input):
        app.text_input(key="reason").set_value("thủ trưởng đã xác nhận").run()
    return press(app, "Nhận báo cáo")


def test_it_is_said_that_it_is_not_our_form_and_how_it_is_understood(own: Path) -> None:
    before = revision(own)
    app = upload(own_samples.simple())
    assert not app.exception
    words = read(app)
    assert "Tệp này không phải biểu của sổ." in words
    assert "Bảng ở trang «Bao cao», tiêu đề dòng 4; nhận ra 6/6 chỉ tiêu theo tên." in words
    assert "«Kết quả» đứng cạnh cột mục tiêu nên là số đã làm được. Các ô đầu: E5 «56,5»" in words
    assert words.count("✓ khớp tên") >= 6
    assert (column(app, "E").value, column(app, "D").value) == ("value", "target")  # type: ignore[attr-defined]
    assert choose(app, "Đơn vị nộp tệp").value.code == CENTRE
    assert "Tệp đọc được" not in words
    assert revision(own) == before


def test_confirmed_it_is_previewed_and_taken_like_any_other_and_reads_again(own: Path) -> None:
    app = press(upload(own_samples.counted()), "Xác nhận cách đọc")
    assert "Tệp đọc được (Trung tâm Phục vụ hành chính công tỉnh, tháng 5/2026)" in read(app)
    changes = next(table for table in tables(app) if "Sau" in table)
    assert changes["Sau"].tolist()[:2] == ["56,5 (1.130/2.000)", "91,0 (1.820/2.000)"]
    app = take(app)
    assert not app.exception
    assert "Lần nộp số 6 (Trung tâm Phục vụ hành chính công tỉnh, tháng 5/2026), phiên bản 2, 2 giá trị" in read(app)
    assert not app.file_uploader[0].value
    assert verify(own).faults == ()


@pytest.mark.usefixtures("reported")
def test_a_doubtful_column_waits_for_a_choice_before_anything_can_be_confirmed() -> None:
    app = upload(own_samples.months())
    assert not can_be_confirmed(app)
    assert "Còn 2 cột cần chọn trước khi xác nhận." in read(app)
    assert column(app, "E").value is None  # type: ignore[attr-defined]
    column(app, "E").select("value").run()  # type: ignore[attr-defined]
    column(app, "F").select("other").run()  # type: ignore[attr-defined]
    assert "Tháng 5" in column(app, "E").label  # type: ignore[attr-defined]
    app = press(app, "Xác nhận cách đọc")
    changes = next(table for table in tables(app) if "Sau" in table)
    assert changes["Sau"].tolist()[0] == "56,5"


@pytest.mark.usefixtures("reported")
def test_one_role_for_two_columns_cannot_be_confirmed() -> None:
    app = upload(own_samples.months())
    column(app, "E").select("value").run()  # type: ignore[attr-defined]
    app = column(app, "F").select("value").run()  # type: ignore[attr-defined]
    assert "Hai cột cùng được chọn là kết quả" in read(app)
    assert not can_be_confirmed(app)


def test_a_likely_name_waits_for_a_person_with_its_score_and_is_remembered(own: Path) -> None:
    content = own_samples.like_names()
    app = upload(content)
    assert not can_be_confirmed(app)
    assert "Còn 2 dòng cần chọn trước khi xác nhận." in read(app)
    options = row(app, 2).options  # type: ignore[attr-defined]
    assert "% giống · 6. Tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến" in options[0]
    assert options[-1] == "Không phải chỉ tiêu"
    row(app, 2).select(code(QUANG_TRI, 6)).run()  # type: ignore[attr-defined]
    app = row(app, 4).select("").run()  # type: ignore[attr-defined]
    app = take(press(app, "Xác nhận cách đọc"))
    assert "1 giá trị" in read(app)
    with reading(own) as connection:
        plan = catalog_store.plan_summary(connection, QUANG_TRI)
        kept = own_store.aliases(connection, plan.id, agency_store.agency_ids(connection)[CENTRE])
    assert code(QUANG_TRI, 6) in kept.values()
    again = upload(
        own_samples.workbook(
            [["STT", "Chỉ tiêu", "Kết quả thực hiện"], [1, "Tỷ lệ hồ sơ TTHC được xử lý trực tuyến", 81]]
        )
    )
    assert "✓ tên đã ghi nhớ" in read(again)
    assert can_be_confirmed(again)


@pytest.mark.usefixtures("reported")
def test_a_change_after_the_confirmation_asks_for_a_new_one() -> None:
    app = press(upload(own_samples.simple()), "Xác nhận cách đọc")
    assert "Nhận báo cáo: 6 giá trị" in read(app)
    app = column(app, "E").select("other").run()  # type: ignore[attr-defined]
    app = column(app, "D").select("value").run()  # type: ignore[attr-defined]
    assert "Nhận báo cáo" not in read(app)
    assert can_be_confirmed(app)


def test_faults_are_shown_by_their_own_cells_with_the_marked_copy(own: Path) -> None:
    app = press(upload(own_samples.simple(_1="≥ 70")), "Xác nhận cách đọc")
    words = read(app)
    assert "«≥ 70» là mức phải đạt, không phải kết quả." in words
    assert "Ô E5" in words
    assert "Tải tệp có đánh dấu lỗi" in words
    assert not [button for button in app.button if button.label.startswith("Nhận báo cáo")]
    app = press(app, "Ghi nhận trả lại")
    assert "Đã ghi nhận trả lại" in read(app)
    with reading(own) as connection:
        assert ledger_store.recent_submissions(connection, 1)[0].agency_code == CENTRE


@pytest.mark.usefixtures("reported")
def test_another_month_or_agency_above_the_table_is_pointed_out() -> None:
    heading = ["STT", "Chỉ tiêu", "Kết quả thực hiện"]
    rows = [["Văn phòng UBND tỉnh: BÁO CÁO THÁNG 4 NĂM 2026"], heading, [1, own_samples.NAMES[0], 50]]
    words = read(upload(own_samples.workbook(rows)))
    assert "Tiêu đề bảng ghi tháng 4/2026, kỳ đang chọn là tháng 5/2026" in words


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(own_samples.workbook([]), "Tệp không có trang nào có nội dung.", id="empty"),
        pytest.param(own_samples.workbook([["x", 1], ["y", 2]]), "Chưa nhận ra bảng số liệu", id="no table"),
        pytest.param(own_samples.tasks(), "Chưa có cột nào là kết quả", id="tasks"),
    ],
)
def test_a_workbook_without_figures_says_so_and_can_be_sent_back(content: bytes, sentence: str) -> None:
    app = upload(content)
    assert not app.exception
    assert sentence in read(app)
    assert not can_be_confirmed(app)
    assert "Ghi nhận trả lại" in read(app)


def test_the_same_file_taken_before_is_known(own: Path) -> None:
    before, content = revision(own), own_samples.simple()
    take(press(upload(content), "Xác nhận cách đọc"))
    assert "Tệp này đã được nhận và đang có hiệu lực" in read(upload(content))
    assert revision(own) == before + 1


def test_in_a_batch_it_is_opened_alone_and_the_others_stay(own: Path) -> None:
    form = filled(own, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 1: (1240, 2000)})
    app = upload(archive(tu_lap=own_samples.simple(_1=58), bieu=form), "tat ca.zip")
    words = read(app)
    assert "Tệp này không phải biểu của sổ." in words
    assert "1 tệp không phải biểu của sổ: mở riêng từng tệp" in words
    app = press(app, "Mở riêng để chỉ cách đọc")
    assert "tu_lap.xlsx" in read(app)
    app = take(press(app, "Xác nhận cách đọc"))
    assert "Đã nhận báo cáo" in read(app)
    words = read(settled(app))
    assert "Lượt nộp số 1" in words
    assert "2 báo cáo: 1 cần giải trình, 1 đã nhận trước đó." in words
    assert "mở riêng từng tệp" not in words


@pytest.mark.usefixtures("own")
def test_one_goes_back_to_the_batch_without_taking() -> None:
    app = press(upload(archive(tu_lap=own_samples.simple()), "tat ca.zip"), "Mở riêng để chỉ cách đọc")
    app = press(app, "Quay lại các tệp")
    assert "mở riêng từng tệp" in read(app)


def archive(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            packed.writestr(f"{name}.xlsx", content)
    return buffer.getvalue()


@pytest.mark.usefixtures("own")
def test_a_file_opened_alone_hides_no_other_job_and_none_that_is_chosen() -> None:
    upload(archive(khac=own_samples.simple(_1=59)), "hai.zip")
    app = press(upload(archive(mot=own_samples.simple()), "mot.zip"), "Mở riêng để chỉ cách đọc")
    assert app.query_params["luot"] == "2" and "Quay lại các tệp" in read(app)
    other = click(app, "jobs", "1")
    assert other.query_params["luot"] == "1"
    assert "Quay lại các tệp" not in read(other) and "Lượt nộp số 1" in subheads(other)
    app = press(other, "Mở riêng để chỉ cách đọc")
    app.query_params["luot"] = "2"
    assert "Lượt nộp số 2" in subheads(app.run()), "the address names another job"
    del app.query_params["luot"]
    assert "Quay lại các tệp" not in read(app.run()), "it names none"


def subheads(app: AppTest) -> list[str]:
    return [each.value for each in app.subheader]
