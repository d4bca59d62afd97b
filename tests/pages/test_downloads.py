"""Where «Tải Excel» and the ways to pictures stand, and what their files are called."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.excel.reader import FormReader
from lib.ui import exports
from tests.app_screens import open_page
from tests.ledger_samples import GIA_LAI, HEALTH, report, share
from tests.screen_samples import APRIL, mark_as_demo

QUERY = {"kh": GIA_LAI, "ky": "2026-05", "ct": f"{GIA_LAI}-02", "dv": HEALTH}


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("address", "files"),
    [
        ("tong-quan", {"tong-quan", "doi-trang-thai", "don-doc"}),
        ("chi-tieu", {"chi-tieu", "dien-bien", "nhiem-vu"}),
        ("don-vi", {"don-vi", "lan-nop", "viec-can-lam", "dien-bien"}),
        ("ma-tran", {"ma-tran"}),
        ("nhiem-vu", {"nhiem-vu"}),
        ("tien-do-nop", {"tien-do-nop", "da-tra-loi"}),
        ("danh-muc", {"ke-hoach", "danh-muc"}),
    ],
)
def test_every_table_can_be_taken_along_as_a_workbook(address: str, files: set[str]) -> None:
    app = open_page(address, **QUERY)
    assert not app.exception
    assert {name.partition("_")[0].removesuffix(".xlsx") for name in workbooks(app)} == files


def test_the_line_in_focus_and_what_was_promised_are_workbooks_too(own: Path, reader: FormReader) -> None:
    report(own, reader, GIA_LAI, HEALTH, APRIL, {2: share(50, 60, remedy="tập huấn lại")})
    files = {name.partition("_")[0] for name in workbooks(open_page("don-vi", **QUERY))}
    assert files == {"don-vi", "lan-nop", "viec-can-lam", "dien-bien", "da-hua"}


def workbooks(app: AppTest) -> list[str]:
    """The names under which the browser is told to keep what «Tải Excel» makes."""
    given: list[tuple[str, str]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports.st, "download_button", lambda label, **asked: given.append((label, asked["file_name"])))
        app.run()
    return [name for label, name in given if label == "Tải Excel"]


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("address", "narrowed"),
    [
        pytest.param("tong-quan", {"nhom": "moi-bat-dau"}, id="overview, a group without lines"),
        pytest.param("don-vi", {"nhom": "moi-bat-dau"}, id="agency, a group without lines"),
        pytest.param("ma-tran", {"tim": "không có ai"}, id="matrix, nobody found"),
        pytest.param("tien-do-nop", {"tim": "không có ai"}, id="board, nobody found"),
        pytest.param("chi-tieu", {"ky": "2026-03"}, id="indicator, nobody has answered"),
    ],
)
def test_what_is_not_drawn_is_not_offered_as_a_picture(address: str, narrowed: dict[str, str]) -> None:
    app = open_page(address, **QUERY | narrowed)
    places = {place for place, _, _, _ in pictures(app)}
    assert not places & {"list", "matrix", "board", "gaps"}
    assert len(workbooks(app)) >= 1, "the whole can still be taken along"


PICTURE = re.compile(r'data-picture="([^"]+)" data-kind="(\w+)" data-name="([^"]+)" data-heading="([^"]+)"')


def pictures(app: AppTest) -> list[tuple[str, str, str, str]]:
    return [found for part in app.html for found in PICTURE.findall(part.value)]


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("address", "drawings"),
    [
        ("tong-quan", {"list"}),
        ("chi-tieu", {"gauge", "trend", "gaps"}),
        ("don-vi", {"list"}),
        ("ma-tran", {"matrix"}),
        ("tien-do-nop", {"board", "completeness"}),
    ],
)
def test_every_drawing_can_be_saved_as_png_and_svg_with_plan_period_and_source_in_it(
    address: str, drawings: set[str]
) -> None:
    app = open_page(address, **QUERY)
    found = pictures(app)
    assert {(place, kind) for place, kind, _, _ in found} == {
        (place, kind) for place in drawings for kind in ("png", "svg")
    }
    assert all(name.isascii() and heading for _, _, name, heading in found)
    for part in app.html:
        if "data-picture" in part.value:
            assert "Kỳ báo cáo: tháng 5/2026" in part.value
            assert "Nguồn: Sổ chỉ tiêu, ngày lập 18/06/2026" in part.value
            assert "data-demo" not in part.value


def test_a_picture_of_made_up_figures_says_so_in_its_name_and_on_it(own: Path) -> None:
    mark_as_demo(own)
    app = open_page("chi-tieu", **QUERY)
    assert all(name.startswith("thu-") for _, _, name, _ in pictures(app))
    assert all('data-demo="DỮ LIỆU THỬ: ' in part.value for part in app.html if "data-picture" in part.value)
