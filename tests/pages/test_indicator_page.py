"""One indicator: its figures on the gauge and the trend, the agencies behind it, how its status came about."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lib.excel.reader import FormReader
from lib.workflows.correct_catalog import enter_baseline, mark_break
from tests.app_screens import choose, click, drawn, figure, follow, marks, open_page, plain, read
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI, report, share
from tests.screen_samples import APRIL, COMMUNE, MAY

ROW_1 = {"kh": QUANG_TRI, "ky": "2026-05", "ct": f"{QUANG_TRI}-01"}
ROW_2_GIA_LAI = {"kh": GIA_LAI, "ky": "2026-05", "ct": f"{GIA_LAI}-02"}


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("ordinal", "baseline", "target", "horizon"),
    [
        pytest.param(1, 52.9, 70.0, 100.0, id="row 1"),
        pytest.param(2, 85.0, 100.0, 100.0, id="row 2"),
        pytest.param(5, 96.99, 98.0, 100.0, id="row 5"),
        pytest.param(6, 79.2, 82.0, 85.0, id="row 6"),
    ],
)
def test_the_trend_runs_from_2025_over_the_target_to_2030(
    ordinal: int, baseline: float, target: float, horizon: float
) -> None:
    traces = figure(open_page("chi-tieu", kh=QUANG_TRI, ky="2025-12", ct=f"{QUANG_TRI}-{ordinal:02d}"))
    assert traces["Lộ trình cần đạt"]["y"] == [baseline, target, horizon]
    assert traces["Định hướng"]["y"] == [horizon]


@pytest.mark.usefixtures("reported")
def test_the_trend_holds_every_month_that_was_reported_and_no_other() -> None:
    app = open_page("chi-tieu", **ROW_1)
    actual = figure(app)["Kết quả"]
    assert (actual["x"], actual["y"]) == ([4.0, 5.0], [54.0, 56.5])
    earlier = figure(open_page("chi-tieu", **ROW_1 | {"ky": "2026-04"}))["Kết quả"]
    assert (earlier["x"], earlier["y"]) == ([4.0], [54.0])


@pytest.mark.usefixtures("reported")
def test_a_line_without_figures_draws_no_actual_and_no_zero() -> None:
    app = open_page("chi-tieu", **ROW_1 | {"ct": f"{QUANG_TRI}-07"})
    assert figure(app)["Kết quả"]["y"] == []
    assert "Chưa có số liệu" in read(app)


@pytest.mark.usefixtures("reported")
def test_it_says_the_status_the_gap_and_how_both_were_found() -> None:
    words = read(open_page("chi-tieu", **ROW_1))
    for expected in ("Chậm", "thiếu 13,5 điểm", "56,5", "a = 1.130; b = 2.000", "Quy tắc 10"):
        assert expected in words


@pytest.mark.usefixtures("reported")
def test_the_history_is_newest_first_with_a_and_b() -> None:
    app = open_page("chi-tieu", **ROW_1)
    assert marks(app, "history") == ["2026-05", "2026-04", "2025-12"]
    past = plain(drawn(app, "history"))
    for expected in ("56,5 1.130/2.000", "54,0 540/1.000", "1/1 đơn vị", "Không đạt theo văn bản kế hoạch"):
        assert expected in past
    earlier = click(app, "history", "2026-04")
    assert dict(earlier.query_params) == ROW_1 | {"ky": "2026-04"}
    assert figure(earlier)["Kết quả"]["y"] == [54.0]


@pytest.mark.usefixtures("reported")
def test_agencies_stand_worst_first_and_the_silent_ones_are_told_apart() -> None:
    app = open_page("chi-tieu", **ROW_2_GIA_LAI)
    assert marks(app, "gaps") == [HOME_AFFAIRS, HEALTH, COMMUNE]
    ranked = plain(drawn(app, "gaps"))
    assert ranked.index("Sở, ban, ngành: 2 đơn vị") < ranked.index("Xã, phường, đặc khu: 1 đơn vị")
    assert "41/60" in ranked
    assert "150 đơn vị chưa có số liệu kỳ này" in read(app)


@pytest.mark.usefixtures("reported")
def test_agencies_can_be_ranked_by_what_is_missing() -> None:
    app = open_page("chi-tieu", **ROW_2_GIA_LAI)
    app = app.segmented_control[0].set_value("viec").run()
    assert app.query_params["xep"] == "viec"
    assert "xếp theo số còn thiếu" in plain(drawn(app, "gaps"))
    again = open_page("chi-tieu", **ROW_2_GIA_LAI, xep="viec")
    assert drawn(again, "gaps") == drawn(app, "gaps")


@pytest.mark.usefixtures("reported")
def test_peers_alone_are_shown_as_the_address_says_and_a_misspelt_address_is_the_default() -> None:
    alone = open_page("chi-tieu", **ROW_2_GIA_LAI, khoi="xa")
    assert marks(alone, "gaps") == [COMMUNE]
    misspelt = open_page("chi-tieu", **ROW_2_GIA_LAI, khoi="huyen", xep="x", chon="2")
    assert marks(misspelt, "gaps") == [HOME_AFFAIRS, HEALTH, COMMUNE]
    both = alone.segmented_control[1].set_value("ca").run()
    assert "khoi" not in both.query_params
    assert marks(both, "gaps") == [HOME_AFFAIRS, HEALTH, COMMUNE]


@pytest.mark.usefixtures("reported")
def test_the_few_that_weigh_most_can_be_shown_alone() -> None:
    app = open_page("chi-tieu", **ROW_2_GIA_LAI)
    assert "1 đơn vị in đậm chiếm 100 % phần còn thiếu" in plain(drawn(app, "gaps"))
    few = next(one for one in app.toggle if one.label == "Chỉ hiện các đơn vị in đậm").set_value(True).run()
    assert few.query_params["chon"] == "1"
    assert marks(few, "gaps") == [HOME_AFFAIRS, COMMUNE]


def begin(ledger: Path) -> None:
    """Give the centre the baseline without which nobody says whether it is slow."""
    place = {"source": "báo cáo năm", "at": "2026-01-03", "by": "thư ký"}
    enter_baseline(ledger, QUANG_TRI, ROW_1["ct"], CENTRE, date(2025, 12, 31), Decimal("52.9"), **place)


def test_those_who_lag_without_a_word_are_marked_and_lead_to_their_page(own: Path) -> None:
    begin(own)
    app = open_page("chi-tieu", **ROW_1)
    causes = plain(drawn(app, "causes"))
    assert "Chưa nêu nguyên nhân và giải pháp" in causes
    assert "1 đơn vị chưa đúng lộ trình, xếp từ xa nhất; 1 đơn vị chưa nêu đủ" in read(app)
    assert dict(click(app, "causes", CENTRE).query_params) == ROW_1 | {"dv": CENTRE}


def test_last_times_promise_stands_beside_this_times_cause(own: Path, reader: FormReader) -> None:
    begin(own)
    words = {"subjective_cause": "thiếu người", "objective_cause": "chờ phần mềm", "remedy": "tập huấn lại"}
    for period in (APRIL, MAY):
        report(own, reader, QUANG_TRI, CENTRE, period, {1: share(54, 100, **words)}, reason="số đã duyệt")
    causes = plain(drawn(open_page("chi-tieu", **ROW_1), "causes"))
    for expected in ("thiếu người", "chờ phần mềm", "Giải pháp: tập huấn lại", "Chưa giữ lời", "Đã hứa T4/2026"):
        assert expected in causes


def test_a_break_is_marked_on_the_trend_and_said_above_it(own: Path) -> None:
    mark_break(own, QUANG_TRI, f"{QUANG_TRI}-01", MAY, reason="chỉ đếm hồ sơ trực tuyến", at="2026-06-01", by="Thư ký")
    app = open_page("chi-tieu", **ROW_1)
    assert "vạch đứng: ngắt chuỗi từ T5/2026 (chỉ đếm hồ sơ trực tuyến), không so qua vạch" in read(app)
    drawing = next(str(one.value) for one in app.markdown if "sct-trend-wide" in str(one.value))
    assert 'data-part="break" data-period="2026-05"' in drawing
    assert "actual-line" not in drawing  # a single figure on either side


@pytest.mark.usefixtures("reported")
def test_the_document_is_named_and_the_formula_written_out() -> None:
    with_formula = plain(read(open_page("chi-tieu", **ROW_2_GIA_LAI)))
    assert "a ÷ b × 100" in with_formula and "Ủy ban nhân dân tỉnh Gia Lai" in with_formula
    assert "Văn bản không nêu công thức" in read(open_page("chi-tieu", **ROW_1))


@pytest.mark.usefixtures("shipped")
def test_a_count_has_the_path_that_judges_it() -> None:
    app = open_page("chi-tieu", kh=GIA_LAI, ky="2026-05", ct=f"{GIA_LAI}-09")
    assert figure(app)["Lộ trình cần đạt"] == {"x": [0.0, 12.0], "y": [0.0, 5.0]}


@pytest.mark.usefixtures("reported")
def test_the_baseline_year_is_called_by_its_year() -> None:
    app = open_page("chi-tieu", **ROW_1 | {"ky": "2025-12"})
    assert "Kết quả năm 2025" in [one.value for one in app.subheader]


@pytest.mark.usefixtures("reported")
def test_an_agency_row_leads_to_that_agency_on_that_indicator_where_file_and_cell_stand() -> None:
    app = click(open_page("chi-tieu", **ROW_1), "gaps", CENTRE)
    assert dict(app.query_params) == ROW_1 | {"dv": CENTRE}
    words = read(app)
    assert app.title[0].value == "Trung tâm Phục vụ hành chính công tỉnh"
    assert f"tệp {CENTRE}-2026-05.xlsx" in words
    assert "trang Biểu báo cáo" in words
    assert "ô H" in words


@pytest.mark.usefixtures("reported")
def test_the_way_back_keeps_plan_period_and_group() -> None:
    app = follow(open_page("chi-tieu", **ROW_1, nhom="can-chi-dao"), "Tổng quan")
    assert dict(app.query_params) == {"kh": QUANG_TRI, "ky": "2026-05", "nhom": "can-chi-dao"}
    assert len(marks(app, "list")) == 2


@pytest.mark.usefixtures("reported")
def test_another_indicator_is_written_into_the_address() -> None:
    app = open_page("chi-tieu", **ROW_1)
    box = choose(app, "Chỉ tiêu")
    assert box.options[0].startswith("1. Tỷ lệ thủ tục hành chính được tiếp nhận")
    first_of_other_plan = open_page("chi-tieu", kh=GIA_LAI, ct=f"{QUANG_TRI}-01")
    assert first_of_other_plan.query_params["ct"] == f"{GIA_LAI}-01"


@pytest.mark.usefixtures("reported")
def test_linked_tasks_stand_below_their_indicator() -> None:
    app = open_page("chi-tieu", **ROW_2_GIA_LAI)
    assert len(marks(app, "tasks")) == 7
    words = plain(drawn(app, "tasks"))
    assert "Sản phẩm:" in words and "Thường xuyên" in words
    state = marks(app, "tasks")[0]
    there = click(app, "tasks", state)
    assert there.title[0].value == "Nhiệm vụ"
    assert there.query_params["nhom"] == state


@pytest.mark.usefixtures("shipped")
def test_an_indicator_that_nobody_owes_says_why_and_what_to_do() -> None:
    words = read(open_page("chi-tieu", kh="BCD-2026"))
    assert "Chưa đơn vị nào được giao báo cáo chỉ tiêu này" in words
    assert "nạp lại kế hoạch kèm tên tỉnh" in words


@pytest.mark.usefixtures("reported")
def test_the_interactive_trend_is_drawn_only_when_asked_for_and_a_month_on_it_opens() -> None:
    app = open_page("chi-tieu", kh=QUANG_TRI, ky="2026-05", ct=f"{QUANG_TRI}-01")
    assert not app.get("plotly_chart")
    app = app.toggle(key="interactive").set_value(True).run()
    assert app.get("plotly_chart")
    app.session_state["trend-plot"] = {"selection": {"points": [{"customdata": "2026-04"}]}}
    assert app.run().query_params["ky"] == "2026-04"
