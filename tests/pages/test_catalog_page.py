"""The catalog: what was read of each document, its doubts, and taking in a new or changed one."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.storage import catalog_store
from lib.storage.database import reading, revision
from tests.app_screens import ROOT, click, drawn, marks, open_page, press, read, tables
from tests.ledger_samples import GIA_LAI, QUANG_TRI

DOCUMENT = (ROOT / "data" / "catalogs" / "quang-tri-van-phong-2026.txt").read_text(encoding="utf-8")
ROW_5 = "≥ 80\t96,99\t98\t100"


def load(content: bytes, code: str, name: str = "kế hoạch.txt") -> AppTest:
    app = open_page("danh-muc")
    app.text_input(key="import-code").set_value(code).run()
    document = next(one for one in app.file_uploader if one.label.startswith("Văn bản"))
    return document.upload(name, content, "text/plain").run()


def differences(app: AppTest) -> list[list[str]]:
    found = [table for table in tables(app) if "Thay đổi" in table]
    return found[0].values.tolist() if found else []


@pytest.mark.usefixtures("shipped")
def test_the_five_plans_stand_with_their_counts() -> None:
    listed = tables(open_page("danh-muc"))[0].set_index("Mã")
    assert listed[["Chỉ tiêu", "Nhiệm vụ"]].T.to_dict("list") == {
        "BCD-2026": ["12", "0"],
        "LOIBAC-2026": ["29", "0"],
        "QUANGTRI-VP-2026": ["7", "0"],
        "GIALAI-2026": ["9", "37"],
        "KH5755-2021": ["0", "41"],
    }


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("plan", ["BCD-2026", "LOIBAC-2026", QUANG_TRI, GIA_LAI, "KH5755-2021"])
def test_every_plan_shows_its_doubts_as_sentences(plan: str) -> None:
    app = open_page("danh-muc", kh=plan)
    issues = next(table for table in tables(app) if "Mức" in table)
    assert str(len(issues)) == tables(app)[0].set_index("Mã")["Điểm cần xem"][plan]
    assert issues["Nội dung và cách sửa"].str.contains(r"^\S.{15,}\.$").all()
    assert not issues["Nội dung và cách sửa"].str.contains(r"[{}\[\]]").any()


@pytest.mark.usefixtures("shipped")
def test_a_plan_without_indicators_shows_its_tasks() -> None:
    app = open_page("danh-muc", kh="KH5755-2021")
    assert "Kế hoạch này không có bảng chỉ tiêu" in read(app)
    assert (
        len(next(table for table in tables(app) if "Nhiệm vụ" in table and "Mã" in table and "Thời hạn" in table)) == 41
    )


@pytest.mark.usefixtures("shipped")
def test_a_chosen_row_opens_its_indicator() -> None:
    app = click(open_page("danh-muc", kh=QUANG_TRI), "indicators", f"{QUANG_TRI}-05")
    assert app.title[0].value.startswith("Tỷ lệ dịch vụ công trực tuyến toàn trình")
    assert app.query_params["ct"] == f"{QUANG_TRI}-05"


def test_the_same_document_again_changes_nothing(own: Path) -> None:
    before = revision(own)
    app = load(DOCUMENT.encode(), QUANG_TRI, "quang-tri-van-phong-2026.txt")
    assert "Đọc được 7 chỉ tiêu, 0 nhiệm vụ" in read(app)
    assert differences(app) == []
    press(app, "Ghi vào sổ")
    assert revision(own) == before


def test_a_changed_document_shows_what_changes_and_is_taken_only_on_confirmation(own: Path) -> None:
    assert DOCUMENT.count(ROW_5) == 1
    before = revision(own)
    app = load(DOCUMENT.replace(ROW_5, "≥ 80\t96,99\t99,5\t100").encode(), QUANG_TRI)
    ((kind, subject, _field, old, new),) = differences(app)
    assert (kind, subject) == ("Đổi", f"{QUANG_TRI}-05")
    assert "98" in old
    assert "99,5" in new
    assert revision(own) == before
    assert "/ KH 2026 98 +0,2" in read(open_page("tong-quan", kh=QUANG_TRI, ky="2026-05"))
    app = press(app, "Ghi vào sổ")
    assert not app.exception
    assert f"Đã nạp {QUANG_TRI}: 7 chỉ tiêu" in read(app)
    assert "/ KH 2026 99,5 −1,3" in read(open_page("tong-quan", kh=QUANG_TRI, ky="2026-05"))


def test_a_plan_that_is_loaded_again_keeps_title_province_and_level(own: Path) -> None:
    with reading(own) as connection:
        before = catalog_store.load_plan(connection, QUANG_TRI).heading
    app = load(DOCUMENT.replace(ROW_5, "≥ 80\t96,99\t99,5\t100").encode(), QUANG_TRI)
    press(app, "Ghi vào sổ")
    with reading(own) as connection:
        assert catalog_store.load_plan(connection, QUANG_TRI).heading == before
    assert "Trung tâm Phục vụ hành chính công tỉnh" in read(open_page("ma-tran", kh=QUANG_TRI, ky="2026-05"))


@pytest.mark.usefixtures("own")
def test_a_new_plan_is_taken_under_its_own_code() -> None:
    app = load(DOCUMENT.encode(), "THU-2026")
    assert differences(app) == []
    preview = drawn(app, "import-indicators")
    assert "Đơn vị báo cáo" not in preview, "nobody owes what the ledger does not hold"
    assert marks(app, "import-indicators") == [], "and no row leads anywhere"
    app = press(app, "Ghi vào sổ")
    assert "THU-2026" in tables(app)[0]["Mã"].tolist()
    assert not open_page("tong-quan", kh="THU-2026").exception


def test_a_document_without_a_code_is_not_read(own: Path) -> None:
    before = revision(own)
    assert "Điền mã kế hoạch trước" in read(load(DOCUMENT.encode(), ""))
    assert revision(own) == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "Tệp rỗng", id="empty"),
        pytest.param("Không có bảng nào ở đây.".encode(), "Không tìm thấy bảng chỉ tiêu", id="no table"),
        pytest.param(bytes(range(256)) * 20, "Không đọc được nội dung tệp", id="junk"),
    ],
)
def test_what_is_no_plan_is_told_in_a_sentence(own: Path, content: bytes, sentence: str) -> None:
    before = revision(own)
    app = load(content, "MOI-2026")
    assert not app.exception
    assert sentence in app.error[0].value
    assert revision(own) == before


def test_how_many_people_a_survey_is_about_is_entered_with_its_source(own: Path) -> None:
    app = open_page("danh-muc", kh=GIA_LAI)
    app.number_input[0].set_value(240)
    app = press(app, "Ghi số người")
    assert "Cần số người (từ 1 trở lên) và nguồn" in app.error[0].value  # no source yet
    next(box for box in reversed(app.text_input) if box.label == "Nguồn").set_value("Báo cáo số 12/BC-UBND")
    app.number_input[0].set_value(240)
    app = press(app, "Ghi số người")
    assert "240 người được khảo sát của" in read(app)
    with reading(own) as connection:
        row = connection.execute("SELECT size, source FROM survey_population").fetchone()
    assert (row["size"], row["source"]) == (240, "Báo cáo số 12/BC-UBND")


def test_a_plan_without_a_survey_asks_for_no_people(own: Path) -> None:
    assert own.exists()
    labels = [box.label for box in open_page("danh-muc", kh=QUANG_TRI).number_input]
    assert "Tổng số người đã được phục vụ" not in labels


@pytest.mark.usefixtures("own")
def test_a_break_in_a_series_is_said_and_taken_back_on_the_page() -> None:
    app = open_page("danh-muc", kh=QUANG_TRI)
    assert "Chưa có ngắt chuỗi nào" in read(app)
    refused = press(app, "Ghi ngắt chuỗi")
    assert "Chưa ghi lý do" in read(refused)
    app = open_page("danh-muc", kh=QUANG_TRI)
    next(box for box in app.text_input if box.label == "Lý do").set_value("đổi cách đếm")
    app = press(app, "Ghi ngắt chuỗi")
    assert "Đã ghi: ngắt chuỗi của" in read(app)
    assert "Đang có ngắt chuỗi từ T1/2026: đổi cách đếm (thư ký (không ghi tên)" in read(app)
    next(box for box in app.text_input if box.label == "Lý do").set_value("ghi nhầm")
    assert "Chưa có ngắt chuỗi nào" in read(press(app, "Bỏ ngắt chuỗi"))
