"""The overview on a wall: one idea per screen, its number in the address, turned by buttons or by itself."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from lib.charts.course import course_svg
from lib.charts.slides import laggards
from lib.domain.period import Period
from lib.ui.theme import CSS, PRESENTING
from tests.app_screens import open_page, plain, press, read
from tests.ledger_samples import GIA_LAI, QUANG_TRI
from tests.standing_samples import line, missing

WALL = {"kh": QUANG_TRI, "ky": "2026-05", "tc": "1"}


def slide(app: AppTest) -> str:
    return next(plain(drawn) for drawn in drawings(app) if "sct-slide-" in drawn and "<section" in drawn)


def place(app: AppTest) -> str:
    foot = next(plain(drawn).strip() for drawn in drawings(app) if 'class="sct-slide-place"' in drawn)
    return foot.split(" Kỳ ")[0]


def drawings(app: AppTest) -> list[str]:
    return [element.value for kind in (app.markdown, app.html) for element in kind]


@pytest.mark.usefixtures("reported")
def test_the_first_screen_is_the_sentence_and_the_five_tiles() -> None:
    app = open_page("tong-quan", **WALL)
    words = slide(app)
    assert "chỉ tiêu đã đạt" in words
    for group in ("Cần chỉ đạo", "Nguy cơ", "Đạt / đúng lộ trình", "Mới bắt đầu / đang thực hiện", "Chưa có số liệu"):
        assert group in words
    assert place(app) == "Màn 1/4"
    assert "Kỳ T5/2026 · cập nhật" in read(app)
    assert "biểu mới nhất nhận 19/05/2026" in read(app)


@pytest.mark.usefixtures("reported")
def test_each_urgent_line_has_a_screen_of_its_own_and_the_last_says_who_is_silent() -> None:
    seen = [slide(open_page("tong-quan", **WALL, man=str(number))) for number in (2, 3, 4)]
    assert "Thụt lùi" in seen[0]
    assert "thiếu 13,5 điểm" in seen[1]
    assert "Còn thiếu 270 hồ sơ" in seen[1]
    assert "KH 2026: 70" in seen[1]
    assert "Đơn vị chưa nộp báo cáo tháng 5/2026" in seen[2]


@pytest.mark.usefixtures("reported")
def test_buttons_turn_the_screens_round_and_the_address_keeps_the_number() -> None:
    app = press(open_page("tong-quan", **WALL), "Sau")
    assert app.query_params["man"] == "2"
    assert place(app) == "Màn 2/4"
    app = press(press(app, "Trước"), "Trước")
    assert app.query_params["man"] == "4"
    assert press(app, "Sau").query_params["man"] == "1"


@pytest.mark.usefixtures("reported")
def test_the_screens_are_turned_from_the_keyboard() -> None:
    buttons = {button.label: button.proto.shortcut for button in open_page("tong-quan", **WALL).button}
    assert {"Trước": "left", "Sau": "right", "Tự chạy": "a", "Thoát": "escape"}.items() <= {
        label: shortcut.lower() for label, shortcut in buttons.items()
    }.items()


@pytest.mark.usefixtures("reported")
def test_a_plan_with_tasks_has_a_screen_of_those_that_fall_due() -> None:
    app = open_page("tong-quan", kh=GIA_LAI, ky="2026-05", tc="1", man="99")
    assert "Nhiệm vụ đến hạn trong 14 ngày" in slide(app)


def test_the_course_of_a_year_is_drawn_from_two_figures_on() -> None:
    now = line("56.5", period=Period(2026, 5))
    before = line("54", period=Period(2026, 4))
    assert course_svg(now, [now]) is None
    drawing = course_svg(now, [before, now])
    assert drawing is not None
    assert "56,5" in drawing
    assert drawing.count("<polyline") == 1
    assert len(re.search(r'points="([^"]*)"', drawing)[1].split()) == 2  # type: ignore[index]


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(("man", "shown"), [("99", "4/4"), ("0", "1/4"), ("-3", "1/4"), ("x", "1/4"), ("", "1/4")])
def test_a_number_that_is_no_screen_gives_the_nearest(man: str, shown: str) -> None:
    app = open_page("tong-quan", **WALL, man=man)
    assert not app.exception
    assert place(app) == f"Màn {shown}"


@pytest.mark.usefixtures("reported")
def test_it_begins_on_the_overview_and_leads_back_to_it() -> None:
    app = press(open_page("tong-quan", kh=QUANG_TRI, ky="2026-05"), "Trình chiếu")
    assert app.query_params["tc"] == "1"
    assert "chỉ tiêu đã đạt" in slide(app)
    back = press(app, "Thoát")
    assert not {"tc", "man", "chay"} & set(back.query_params)
    assert "Toàn bộ chỉ tiêu" in read(back)


@pytest.mark.usefixtures("reported")
def test_turning_by_itself_is_kept_in_the_address() -> None:
    app = press(open_page("tong-quan", **WALL), "Tự chạy")
    assert app.query_params["chay"] == "1"
    assert place(app) == "Màn 1/4"
    assert "chay" not in press(app, "Tự chạy").query_params


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("plan", ["BCD-2026", "LOIBAC-2026", GIA_LAI, QUANG_TRI])
@pytest.mark.parametrize("man", ["1", "2"])
def test_a_plan_without_any_return_can_be_shown_too(plan: str, man: str) -> None:
    app = open_page("tong-quan", kh=plan, tc="1", man=man)
    assert not app.exception
    assert slide(app)


@pytest.mark.usefixtures("shipped")
def test_the_baseline_year_has_its_screens_and_nobody_to_chase() -> None:
    app = open_page("tong-quan", kh=QUANG_TRI, ky="2025-12", tc="1", man="9")
    assert place(app) == "Màn 4/4"
    assert "chưa nộp" not in slide(app)


def test_the_farthest_three_are_named_never_one_that_has_met_or_said_nothing() -> None:
    names = ("A", "B", "C", "D")
    lines = [
        line(value, agency_code=n, agency_name=n) for n, value in zip(names, ("50", "20", "60", "30"), strict=True)
    ]
    met = line("90", agency_code="E", agency_name="E")
    silent = missing(agency_code="F", agency_name="F")
    assert [each.agency_name for each in laggards([met, silent, *lines])] == ["B", "D", "A"]


def test_nothing_of_the_browser_page_is_left_on_the_wall() -> None:
    for name in (".st-key-top", ".st-key-pick", ".st-key-heading-page"):
        assert name in PRESENTING
    assert "[data-testid=stHeader]{display: none;}" in CSS, "on no page"
