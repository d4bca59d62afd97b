"""The way a leader goes: overview, indicator, agency, file and cell; and what leaves and enters the app on the way."""

import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from lib.excel import layout
from tests.browser.conftest import OpenTab, settled
from tests.ledger_samples import CENTRE, GIA_LAI, HOME_AFFAIRS, QUANG_TRI, SCIENCE
from tests.screen_samples import DEPARTMENT, MAY, filled

ROW_1 = f"{QUANG_TRI}-01"
ROW_1_NAME = "Tỷ lệ thủ tục hành chính được tiếp nhận, giải quyết phi địa giới hành chính"


CELL = f'.st-key-matrix tr:has([data-key="{HOME_AFFAIRS}|"]) td:nth-of-type(2)'  # C2 of the Sở Nội vụ


def asks(page: Page, **wanted: str) -> None:
    """Wait until the address carries just these parameters."""
    for _ in range(100):
        given = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
        if given == wanted:
            return
        page.wait_for_timeout(100)
    assert given == wanted


def words(page: Page) -> str:
    return page.locator("[data-testid=stMain]").inner_text().replace("\u00a0", " ")


def tap(page: Page, drawing: str, mark: str) -> Page:
    page.locator(f'.st-key-{drawing} [data-key="{mark}"]').tap()
    page.wait_for_timeout(250)
    return settled(page)


def test_two_taps_lead_from_the_overview_to_file_and_cell(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan", touch=True)
    tap(page, "list", ROW_1)
    expect(page.locator("h1")).to_contain_text(ROW_1_NAME)
    tap(page, "gaps", CENTRE)
    expect(page.locator("h1")).to_have_text("Trung tâm Phục vụ hành chính công tỉnh")
    expect(page.get_by_text(f"tệp {CENTRE}-2026-05.xlsx, trang Biểu báo cáo, ô H9").first).to_be_visible()
    asks(page, kh=QUANG_TRI, ky="2026-05", dv=CENTRE, ct=ROW_1)


def test_back_goes_the_same_way_in_as_many_steps(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?kh={QUANG_TRI}&ky=2026-05", touch=True)
    tap(page, "list", ROW_1)
    expect(page.locator("h1")).to_contain_text(ROW_1_NAME)
    tap(page, "gaps", CENTRE)
    expect(page.locator("h1")).to_have_text("Trung tâm Phục vụ hành chính công tỉnh")
    page.go_back()
    expect(page.locator("h1")).to_contain_text(ROW_1_NAME)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Tình hình thực hiện chỉ tiêu chuyển đổi số")
    assert urlsplit(page.url).path == "/tong-quan"


@pytest.mark.parametrize(
    "path",
    [
        f"tong-quan?kh={QUANG_TRI}&ky=2026-05&nhom=can-chi-dao",
        f"chi-tieu?kh={GIA_LAI}&ky=2026-05&ct={GIA_LAI}-02",
        f"don-vi?kh={GIA_LAI}&ky=2026-05&dv={HOME_AFFAIRS}&ct={GIA_LAI}-02",
        f"ma-tran?kh={GIA_LAI}&ky=2026-05",
    ],
    ids=["overview narrowed", "indicator", "agency on an indicator", "matrix"],
)
def test_a_copied_address_shows_another_person_the_same(server: str, open_tab: OpenTab, path: str) -> None:
    first = open_tab(f"{server}/{path}")
    second = open_tab(first.url)
    assert words(second) == words(first)
    assert len(words(first)) > 200


def test_a_tile_filters_and_the_address_follows(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?kh={QUANG_TRI}&ky=2026-05", touch=True)
    tap(page, "tiles", "can-chi-dao")
    expect(page.locator(".st-key-list [data-key]")).to_have_count(2)
    asks(page, kh=QUANG_TRI, ky="2026-05", nhom="can-chi-dao")
    tap(page, "tiles", "can-chi-dao")
    expect(page.locator(".st-key-list [data-key]")).to_have_count(7)
    asks(page, kh=QUANG_TRI, ky="2026-05")


def test_a_row_is_reached_and_opened_with_the_keyboard_alone(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?kh={QUANG_TRI}&ky=2026-05")
    row = page.locator(f'.st-key-list [data-key="{ROW_1}"]')
    row.focus()
    assert row.evaluate("row => row === document.activeElement")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(ROW_1_NAME)


def test_one_tap_on_a_cell_of_the_matrix_opens_the_agency_on_the_indicator(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/ma-tran?kh={GIA_LAI}&ky=2026-05", touch=True)
    page.locator(CELL).tap()
    settled(page)
    expect(page.locator("h1")).to_have_text("Sở Nội vụ")
    expect(page.get_by_text("trang Biểu báo cáo, ô H10").first).to_be_visible()


def test_back_to_the_matrix_finds_it_as_it_was_left(server: str, open_tab: OpenTab) -> None:
    left = {"kh": GIA_LAI, "ky": "2026-05", "nhom": "so", "xem": "chenh-lech"}
    page = open_tab(f"{server}/ma-tran?kh={GIA_LAI}&ky=2026-05")
    page.locator(".st-key-filters button", has_text="Sở, ban, ngành").click()
    asks(page, **{name: left[name] for name in ("kh", "ky", "nhom")})
    settled(page)
    page.locator(".st-key-filters button", has_text="Chênh lệch").click()
    asks(page, **left)
    settled(page)
    page.locator(CELL).click()
    expect(page.locator("h1")).to_have_text("Sở Nội vụ")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Ma trận đơn vị × chỉ tiêu")
    asks(page, **left)
    expect(page.get_by_text("18/153 đơn vị")).to_be_visible()
    page.go_back()
    asks(page, **{name: left[name] for name in ("kh", "ky", "nhom")})


def test_the_menu_keeps_plan_and_period_and_back_undoes_it(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?kh={GIA_LAI}&ky=2026-04")
    page.get_by_role("link", name="Ma trận").click()
    expect(page.locator("h1")).to_have_text("Ma trận đơn vị × chỉ tiêu")
    asks(page, kh=GIA_LAI, ky="2026-04")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Tình hình thực hiện chỉ tiêu chuyển đổi số")
    asks(page, kh=GIA_LAI, ky="2026-04")


def test_back_leaves_the_app_where_it_was_entered(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/ma-tran")
    page.wait_for_url("**/ma-tran?kh=*")
    presses = 0
    while page.url != "about:blank":
        page.go_back()
        page.wait_for_timeout(500)
        presses += 1
        assert presses <= 3  # the address as it was typed, and as plan and period were added to it


def test_a_blank_form_arrives_and_opens(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/nop-bao-cao?kh={GIA_LAI}&ky=2026-05&dv={SCIENCE}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải biểu trống").click()
    assert download.value.suggested_filename == f"{GIA_LAI}_2026-05_{SCIENCE}.xlsx"
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    codes = [cell.value for cell in book[layout.FORM_SHEET]["A"][layout.FIRST_LINE_ROW - 1 :] if cell.value]
    assert f"{GIA_LAI}-01" in codes
    assert len(codes) == 8


def test_a_filled_form_goes_in_through_the_real_file_input(
    server: str, ledger_on_screen: Path, open_tab: OpenTab
) -> None:
    content = filled(ledger_on_screen, GIA_LAI, SCIENCE, MAY, DEPARTMENT)
    page = open_tab(f"{server}/nop-bao-cao?kh={GIA_LAI}&ky=2026-05")
    page.set_input_files(
        "input[type=file]",
        {"name": "báo cáo.xlsx", "mimeType": "application/octet-stream", "buffer": content},
    )
    expect(page.get_by_text("Tệp đọc được (Sở Khoa học và Công nghệ")).to_be_visible(timeout=15_000)
    page.get_by_label("Người nộp").fill("Nguyễn Văn Thư")
    page.get_by_label("Người nộp").press("Enter")
    take = page.get_by_role("button", name="Nhận báo cáo: 7 giá trị")
    expect(take).to_be_enabled()
    take.click()
    expect(page.get_by_text("Lần nộp số 6 (Sở Khoa học và Công nghệ")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Xem đơn vị").click()
    expect(page.locator("h1")).to_have_text("Sở Khoa học và Công nghệ")
