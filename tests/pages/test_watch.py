"""What stands below the list of the overview: who has not reported, which tasks are near."""

from datetime import date
from pathlib import Path

import pytest

from tests.app_screens import click, drawn, marks, open_page, plain
from tests.ledger_samples import GIA_LAI, QUANG_TRI
from tests.screen_samples import HEADINGS, stand_still


@pytest.mark.usefixtures("reported")
def test_the_silent_agencies_of_the_period_are_counted_and_the_first_are_named() -> None:
    app = open_page("tong-quan", kh=GIA_LAI, ky="2026-05")
    words = plain(drawn(app, "watch"))
    assert "Đơn vị chưa nộp T5/2026: " in words
    silent, expected = words.split("Đơn vị chưa nộp T5/2026: ")[1].split(" ")[0].split("/")
    assert int(expected) - int(silent) == 3  # two departments and a commune have reported
    assert "Hạn nộp 20/05/2026." in words
    assert "quá hạn 29 ngày" in words
    assert f"và {int(silent) - 6} đơn vị khác" in words
    assert sum(mark.startswith("dv|") for mark in marks(app, "watch")) == 6


def test_a_period_that_is_not_due_says_so_instead_of_blaming(own: Path) -> None:
    stand_still(own, date(2026, 5, 19))
    words = plain(drawn(open_page("tong-quan", kh=GIA_LAI, ky="2026-05"), "watch")).split("Nhiệm vụ đến hạn")[0]
    assert "Chưa đến hạn nộp (20/05/2026)." in words
    assert "quá hạn" not in words


@pytest.mark.usefixtures("reported")
def test_the_tasks_of_the_next_14_days_stand_there_with_those_past_due_only_counted() -> None:
    words = plain(drawn(open_page("tong-quan", kh=GIA_LAI), "watch"))
    assert "Nhiệm vụ đến hạn trong 14 ngày: 7" in words
    assert "9 nhiệm vụ đã qua hạn; chưa có báo cáo kết quả nhiệm vụ." in words
    assert words.count("Còn 12 ngày") == 4


@pytest.mark.usefixtures("reported")
def test_a_plan_where_all_have_reported_and_without_tasks_has_no_tasks_card() -> None:
    words = plain(drawn(open_page("tong-quan", kh=QUANG_TRI, ky="2026-05"), "watch"))
    assert "Nhiệm vụ" not in words


@pytest.mark.usefixtures("reported")
def test_the_baseline_year_has_nobody_to_chase() -> None:
    assert drawn(open_page("tong-quan", kh=QUANG_TRI, ky="2025-12"), "watch") == ""


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("kind", "parameter"), [pytest.param("dv|", "dv", id="an agency"), pytest.param("ct|", "ct", id="a task")]
)
def test_each_mark_leads_to_its_page_in_the_same_period(kind: str, parameter: str) -> None:
    app = open_page("tong-quan", kh=GIA_LAI, ky="2026-05")
    mark = next(mark for mark in marks(app, "watch") if mark.startswith(kind))
    led = click(app, "watch", mark)
    assert led.query_params[parameter] == mark.removeprefix(kind)
    assert led.query_params["ky"] == "2026-05"


@pytest.mark.usefixtures("reported")
def test_all_tasks_are_one_tap_away() -> None:
    led = click(open_page("tong-quan", kh=GIA_LAI), "watch", "|tasks")
    assert led.title[0].value == "Nhiệm vụ"
    assert led.query_params["kh"] == GIA_LAI


@pytest.mark.usefixtures("reported")
def test_a_past_day_names_those_that_were_silent_as_far_as_was_known_then() -> None:
    words = plain(drawn(open_page("tong-quan", kh=GIA_LAI, ky="2026-05", ngay="2026-06-01"), "watch"))
    assert "Đơn vị chưa nộp T5/2026: 153/153" in words  # the ledger took the returns of May in later
    assert "Nhiệm vụ đến hạn trong 14 ngày: 0" in words


@pytest.mark.usefixtures("reported")
def test_all_returns_are_one_tap_away_in_the_same_period() -> None:
    led = click(open_page("tong-quan", kh=GIA_LAI, ky="2026-05"), "watch", "|returns")
    assert led.title[0].value == HEADINGS["tien-do-nop"]
    assert led.query_params["ky"] == "2026-05"
