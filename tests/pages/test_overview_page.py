"""The overview: what stands there before any return, with a few, and where its marks lead."""

from pathlib import Path

import pytest

from lib.excel.reader import FormReader
from tests.app_screens import chosen, click, drawn, figure, go_from_home, marks, open_page, plain, press, read
from tests.ledger_samples import CENTRE, GIA_LAI, QUANG_TRI
from tests.screen_samples import CENTRE_MAY, MAY, take

LEFT = {"can-chi-dao": [4, 1], "nguy-co": [], "dat": [2, 6, 3, 5], "moi-bat-dau": [], "chua-co": [7]}


def quang_tri(ordinal: int) -> str:
    return f"{QUANG_TRI}-{ordinal:02d}"


@pytest.mark.usefixtures("shipped")
def test_before_any_return_the_results_of_2025_stand_against_the_targets_of_2025() -> None:
    app = open_page("tong-quan", kh=QUANG_TRI, ky="2025-12")
    assert "3/7 chỉ tiêu đã đạt kế hoạch 2025" in read(app)
    assert chosen(app, "period") == "2025-12"
    rows = plain(drawn(app, "list"))
    for words in ("52,9 ≥ 70", "85,0 100", "60,0 ≥ 70", "95,0 ≥ 70", "97,0 ≥ 80", "79,2 ≥ 70", "— 90"):
        result, target = words.split(" ", 1)
        assert result in rows
        assert target in rows
    assert rows.count("Không đạt") == 3
    assert rows.count("Chưa có số liệu") == 1


@pytest.mark.usefixtures("shipped")
def test_the_worst_of_2025_come_first_and_the_blank_one_last() -> None:
    app = open_page("tong-quan", kh=QUANG_TRI, ky="2025-12")
    assert marks(app, "list") == [quang_tri(n) for n in (1, 2, 3, 4, 5, 6, 7)]
    assert marks(app, "urgent") == [quang_tri(n) for n in (1, 2, 3)]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("plan", ["BCD-2026", "LOIBAC-2026", GIA_LAI, QUANG_TRI])
def test_without_returns_every_line_of_2026_has_no_data_and_the_next_step_is_offered(plan: str) -> None:
    app = open_page("tong-quan", kh=plan)
    rows = marks(app, "list")
    nobody_owes = "Chưa giao" if plan == "BCD-2026" else "Chưa có số liệu"  # its document names no unit
    assert plain(drawn(app, "list")).count(nobody_owes) == len(rows)
    assert "Chưa có báo cáo nào được nhận" in read(app)
    sent = press(app, "Lấy biểu trống")
    assert sent.title[0].value == "Nộp báo cáo"
    assert sent.query_params["kh"] == plan


@pytest.mark.usefixtures("shipped")
def test_without_returns_the_baseline_year_is_one_step_away() -> None:
    app = press(open_page("tong-quan", kh=QUANG_TRI, ky="2026-05"), "Xem kết quả năm 2025")
    assert app.query_params["ky"] == "2025-12"
    assert "3/7 chỉ tiêu đã đạt kế hoạch 2025" in read(app)


@pytest.mark.usefixtures("reported")
def test_it_opens_on_the_newest_figures_with_their_statuses() -> None:
    app = open_page("tong-quan")
    assert app.query_params["ky"] == "2026-05"
    assert marks(app, "list")[:2] == [quang_tri(4), quang_tri(1)]
    assert marks(app, "urgent") == [quang_tri(4), quang_tri(1)]
    rows = plain(drawn(app, "list"))
    for word in ("Thụt lùi", "Chậm", "Đúng lộ trình", "Đạt", "Chưa có số liệu", "56,5", "−13,5"):
        assert word in rows
    assert "6/7 chỉ tiêu có số liệu, 1 quá hạn chưa báo cáo" in read(app)


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("group", LEFT)
def test_a_tile_narrows_the_list_to_its_group_and_the_address_keeps_it(group: str) -> None:
    app = click(open_page("tong-quan"), "tiles", group)
    assert app.query_params["nhom"] == group
    assert marks(app, "list") == [quang_tri(n) for n in LEFT[group]]
    again = open_page("tong-quan", kh=QUANG_TRI, nhom=group)
    assert drawn(again, "list") == drawn(app, "list")


@pytest.mark.usefixtures("reported")
def test_a_group_without_lines_says_so() -> None:
    assert "Không có chỉ tiêu nào trong nhóm này" in read(open_page("tong-quan", nhom="nguy-co"))


@pytest.mark.usefixtures("reported")
def test_the_same_tile_again_shows_all() -> None:
    app = open_page("tong-quan", nhom="dat")
    app = click(app, "tiles", "dat")
    assert "nhom" not in app.query_params
    assert len(marks(app, "list")) == 7


@pytest.mark.usefixtures("reported")
def test_another_plan_takes_its_own_period_and_forgets_the_group() -> None:
    app = open_page("tong-quan", ky="2025-12", nhom="dat")
    app = click(app, "plan", GIA_LAI)
    assert app.query_params["kh"] == GIA_LAI
    assert app.query_params["ky"] == "2026-05"
    assert "nhom" not in app.query_params
    assert len(marks(app, "list")) == 9


@pytest.mark.usefixtures("reported")
def test_another_period_is_written_into_the_address() -> None:
    app = open_page("tong-quan")
    app = click(app, "period", "2026-04")
    assert app.query_params["ky"] == "2026-04"
    assert "54,0" in drawn(app, "list")
    assert "56,5" not in drawn(app, "list")


@pytest.mark.usefixtures("reported")
def test_a_row_leads_to_its_indicator_in_the_same_period() -> None:
    app = click(open_page("tong-quan", ky="2026-04"), "list", quang_tri(6))
    assert app.title[0].value == "Tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến"
    assert dict(app.query_params) == {"kh": QUANG_TRI, "ky": "2026-04", "ct": quang_tri(6)}
    assert figure(app)["Kết quả"]["y"] == [80.0]


@pytest.mark.usefixtures("reported")
def test_a_gauge_card_leads_to_its_indicator() -> None:
    app = click(open_page("tong-quan"), "urgent", quang_tri(1))
    assert app.query_params["ct"] == quang_tri(1)


@pytest.mark.usefixtures("reported")
def test_a_month_without_figures_points_to_the_newest_that_has_some() -> None:
    app = open_page("tong-quan", kh=QUANG_TRI, ky="2026-03")
    assert "Kỳ T3/2026 chưa có số liệu nào được nhận" in read(app)
    app = press(app, "Xem kỳ T5/2026")
    assert app.query_params["ky"] == "2026-05"
    assert len(marks(app, "urgent")) == 2


@pytest.mark.usefixtures("reported")
def test_a_total_of_few_agencies_is_never_concluded_as_met() -> None:
    app = open_page("tong-quan", kh=GIA_LAI)
    assert "0/9 chỉ tiêu đã đạt" in read(app)
    assert "chưa kết luận" in read(app)


@pytest.mark.usefixtures("reported")
def test_the_overview_has_no_plot_to_load() -> None:
    assert not go_from_home("tong-quan").get("plotly_chart")


# What a leader asks first


@pytest.mark.usefixtures("reported")
def test_under_the_sentence_stands_who_is_silent_and_what_falls_due_each_a_tap_away() -> None:
    app = open_page("tong-quan", kh=GIA_LAI, ky="2026-05")
    words = plain(drawn(app, "tiles"))
    assert "150 trên 153 đơn vị chưa nộp, quá hạn" in words
    assert "nhiệm vụ" in words
    assert click(app, "tiles", "chua-nop").title[0].value == "Tiến độ nộp"
    assert click(open_page("tong-quan", kh=GIA_LAI, ky="2026-05"), "tiles", "den-han").title[0].value == "Nhiệm vụ"


def test_what_turned_red_since_the_period_before_is_named_and_leads_to_it(own: Path, reader: FormReader) -> None:
    before = plain(drawn(open_page("tong-quan", kh=QUANG_TRI, ky="2026-05"), "tiles"))
    assert "Không chỉ tiêu nào mới chuyển đỏ" in before
    take(own, reader, QUANG_TRI, CENTRE, MAY, {**CENTRE_MAY, 2: (1000, 2000)})
    app = open_page("tong-quan", kh=QUANG_TRI, ky="2026-05")
    assert "1 chỉ tiêu mới chuyển đỏ: " in plain(drawn(app, "tiles"))
    assert "1 xấu đi trên" in read(app)
    opened = click(app, "tiles", "moi-do")
    assert opened.query_params["ct"] == quang_tri(2)


@pytest.mark.usefixtures("reported")
def test_the_stamp_says_how_new_the_figures_are_and_how_many_are_doubtful() -> None:
    lead = next(
        plain(one.value) for one in open_page("tong-quan", kh=GIA_LAI, ky="2026-05").html if "sct-lead" in one.value
    )
    assert "biểu mới nhất nhận ngày" in lead
    assert "chưa kết luận" in lead


@pytest.mark.usefixtures("reported")
def test_beside_the_pace_stands_whether_the_target_of_the_year_is_met() -> None:
    rows = plain(drawn(open_page("tong-quan", kh=QUANG_TRI, ky="2026-05"), "list"))
    assert "đạt KH" in rows
    assert "chưa đạt" in rows
