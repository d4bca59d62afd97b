"""What only a browser can tell: widths, sizes under a thumb, paper, what is fetched."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenTab, resized
from tests.ledger_samples import GIA_LAI, HOME_AFFAIRS, LOI_BAC, QUANG_TRI
from tests.screen_samples import PAGES

QUERY = f"kh={GIA_LAI}&ky=2026-05&ct={GIA_LAI}-02&dv={HOME_AFFAIRS}"
# All that is tapped, ours and Streamlit's; what lies in a label is tapped through it.
SMALL = """() => [...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=button], '
    + '[role=tab], [role=switch], [role=radio], [role=combobox], [data-key]')]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter(one => !one.closest('option, svg, [data-testid=stSkipToContent], .js-plotly-plot'))
  .map(one => [one, one.getBoundingClientRect(), one.closest('label')?.getBoundingClientRect()])
  .filter(([, box, label]) => box.width > 0 && Math.max(box.height, label?.height || 0) < 39.5)
  .map(([one, box]) => [Math.round(box.height), one.outerHTML.slice(0, 120)])"""
WIDTHS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map(one => [one.scrollWidth, one.clientWidth])"""
WIDER = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !one.closest('[data-testid=stDataFrame]') && getComputedStyle(one).position !== 'fixed')
  .slice(0, 5).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("address", PAGES)
def test_neither_phone_nor_tablet_scrolls_sideways_and_every_control_fits_a_thumb(
    server: str, open_tab: OpenTab, address: str
) -> None:
    page = open_tab(f"{server}/{address}?{QUERY}", width=390, height=844, touch=True)
    for width, height in ((390, 844), (820, 1180)):
        resized(page, width, height)
        for scroll, client in page.evaluate(WIDTHS):
            assert scroll <= client, (width, page.evaluate(WIDER))
        assert page.evaluate(SMALL) == [], width


def test_the_overview_fetches_no_plotting_library(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?kh={QUANG_TRI}")
    page.wait_for_timeout(1000)
    fetched = page.evaluate("() => performance.getEntriesByType('resource').map(one => one.name)")
    assert [url for url in fetched if re.search(r"plotly|echarts|vega|DataFrame", url, re.IGNORECASE)] == []
    assert any("BidiComponent" in url for url in fetched)


@pytest.mark.parametrize("address", ["tong-quan", "don-vi", "ma-tran"])
def test_paper_cuts_nothing_and_carries_no_controls(server: str, open_tab: OpenTab, address: str) -> None:
    page = open_tab(f"{server}/{address}?{QUERY}", width=1047, height=740)  # A4 landscape less its margins, at 96 dpi
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    height = page.evaluate("() => document.documentElement.scrollHeight")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.sct [data-key]')].map(one => one.getBoundingClientRect())
             .map(box => [box.left, box.right, box.bottom])"""
    )
    assert boxes
    assert min(left for left, _, _ in boxes) >= 0
    assert max(right for _, right, _ in boxes) <= 1047
    assert max(bottom for _, _, bottom in boxes) <= height
    assert not _scrolling_boxes(page)
    for control in ("stHeader", "stDownloadButton", "stButton"):
        assert not page.locator(f"[data-testid={control}]").first.is_visible()


def test_the_printed_overview_runs_over_as_many_sheets_as_it_needs(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?kh=LOIBAC-2026&ky=2026-05")
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert sheets >= 2  # 29 rows


@pytest.mark.parametrize(("width", "height"), [(1366, 900), (390, 844)])
def test_the_line_that_is_open_is_on_the_first_screen(server: str, open_tab: OpenTab, width: int, height: int) -> None:
    page = open_tab(f"{server}/don-vi?{QUERY}", width=width, height=height)
    card, rows = page.locator(".st-key-card-focus"), page.locator(".st-key-list")
    assert card.bounding_box()["y"] < height * 0.75
    assert card.bounding_box()["y"] < rows.bounding_box()["y"]
    assert page.locator(".st-key-list .sct-open").count() == 1


WIDE = f"ma-tran?kh={LOI_BAC}&ky=2026-05"  # 29 columns


def test_the_head_and_the_names_of_a_wide_matrix_stay_in_sight(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/{WIDE}", height=700)
    page.evaluate("() => { document.querySelector('.sct-grid').scrollLeft = 600; }")
    head, name, corner = (
        page.locator(f".sct-grid {place}").first for place in ("thead th:nth-child(12)", "tbody th", "thead td")
    )
    box = page.locator(".sct-grid").bounding_box()
    assert name.bounding_box()["x"] == pytest.approx(box["x"] + 3, abs=4)
    over = "([x, y]) => document.elementFromPoint(x, y).closest('th, td').cellIndex"
    for cell in (name, corner):
        spot = cell.bounding_box()
        assert page.evaluate(over, [spot["x"] + spot["width"] - 8, spot["y"] + spot["height"] / 2]) == 0
    assert head.bounding_box()["x"] > box["x"]


def test_the_head_of_a_long_matrix_stays_in_sight(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/ma-tran?{QUERY}", height=700)
    page.evaluate("() => { document.querySelector('[data-testid=stMain]').scrollTop = 900; }")
    page.wait_for_timeout(200)
    assert 0 <= page.locator(".sct-grid thead th").first.bounding_box()["y"] < 120


def test_the_matrix_is_one_stop_of_the_tab_key_and_arrows_lead_through_it(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/ma-tran?{QUERY}")
    assert page.locator(".sct-grid [tabindex='0']").count() == 1
    page.locator(".sct-grid [tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowUp", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    label = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert label == "68,3; Chưa đạt – chưa có mốc"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/don-vi?*ct={GIA_LAI}-02*")


def test_on_a_phone_an_agency_is_one_strip_that_leads_to_it(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/ma-tran?{QUERY}", width=390, height=844, touch=True)
    row = page.locator(f'.sct-grid tr:has([data-key="{HOME_AFFAIRS}|"])')
    assert row.bounding_box()["height"] < 110
    assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight") < 6000
    row.locator("td").nth(1).tap()
    page.wait_for_url("**/don-vi?*")
    assert "ct=" not in page.url


def test_a_wide_matrix_is_whole_on_paper(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/{WIDE}", width=1047, height=740)
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    spots = page.evaluate(
        "() => [...document.querySelectorAll('.sct-grid td')].map(one => one.getBoundingClientRect().right)"
    )
    assert len(spots) >= 29 and max(spots) <= 1047
    assert not _scrolling_boxes(page)


def _scrolling_boxes(page: Page) -> list[str]:
    """What would be cut on paper: boxes of ours, or around ours, that hold more than they show."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain], .stApp, .stMainBlockContainer, .sct *')]
             .filter(one => !one.closest('svg, .sct-vh, .sct-table thead'))
             .filter(one => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowY)
                && one.scrollHeight > one.clientHeight + 1)
             .map(one => one.outerHTML.slice(0, 120))"""
    )
