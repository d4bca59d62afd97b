"""One indicator: its figures on the gauge and the trend, the agencies behind it, how its status came about."""

import pytest

from tests.app_screens import choose, click, drawn, figure, follow, marks, open_page, plain, read, tables
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI
from tests.screen_samples import COMMUNE

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
    traces = figure(open_page("chi-tieu", **ROW_1 | {"ct": f"{QUANG_TRI}-07"}))
    assert not [y for y in traces.get("Kết quả", {"y": []})["y"] if y is not None]
    assert "Chưa có số liệu" in read(open_page("chi-tieu", **ROW_1 | {"ct": f"{QUANG_TRI}-07"}))


@pytest.mark.usefixtures("reported")
def test_it_says_the_status_the_gap_and_how_both_were_found() -> None:
    words = read(open_page("chi-tieu", **ROW_1))
    for expected in ("Chậm", "thiếu 13,5 điểm", "56,5", "a = 1.130; b = 2.000", "Quy tắc 10"):
        assert expected in words


@pytest.mark.usefixtures("reported")
def test_the_history_is_newest_first_with_a_and_b() -> None:
    history = next(table for table in tables(open_page("chi-tieu", **ROW_1)) if "Kết quả" in table)
    assert history["Kết quả"].tolist() == ["56,5", "54,0", "52,9"]
    assert history["a"].tolist() == ["1.130", "540", "—"]


@pytest.mark.usefixtures("reported")
def test_agencies_stand_worst_first_and_the_silent_ones_are_told_apart() -> None:
    app = open_page("chi-tieu", **ROW_2_GIA_LAI)
    assert marks(app, "gaps") == [COMMUNE, HOME_AFFAIRS, HEALTH]
    assert "150 đơn vị chưa có số liệu kỳ này" in read(app)


@pytest.mark.usefixtures("reported")
def test_agencies_can_be_ranked_by_what_is_missing() -> None:
    app = open_page("chi-tieu", **ROW_2_GIA_LAI)
    app = app.segmented_control[0].set_value("need").run()
    assert "xếp theo số còn thiếu" in plain(drawn(app, "gaps"))
    assert marks(app, "gaps")[0] == COMMUNE  # 19 procedures against 7


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
    tasks = next(table for table in tables(app) if "Nhiệm vụ" in table)
    assert tasks["Mã"].str.startswith(f"{GIA_LAI}-III-").all()
    assert len(tasks) == 7


@pytest.mark.usefixtures("shipped")
def test_an_indicator_that_nobody_owes_says_why_and_what_to_do() -> None:
    words = read(open_page("chi-tieu", kh="BCD-2026"))
    assert "Chưa đơn vị nào được giao báo cáo chỉ tiêu này" in words
    assert "nạp lại kế hoạch kèm tên tỉnh" in words
