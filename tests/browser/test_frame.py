"""The frame in a real browser: menu, theme, addresses that are nowhere, no word of English, a quiet first view."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, settled
from tests.browser.test_accessible import is_dark
from tests.ledger_samples import GIA_LAI, HOME_AFFAIRS, QUANG_TRI
from tests.screen_samples import PAGES

QUERY = f"kh={GIA_LAI}&ky=2026-05&ct={GIA_LAI}-02&dv={HOME_AFFAIRS}"
PAST = f"kh={GIA_LAI}&ky=2026-05&ngay=2026-06-01&duyet=1"
ENGLISH = re.compile(
    r"\b(more|[Uu]pload|files?|[Pp]rint|[Mm]enu|[Cc]lose|[Ss]earch|[Ll]imit|[Bb]rowse|[Dd]rag|[Dd]rop|here|[Rr]ecord|"
    r"[Ll]ink|[Ss]kip|[Rr]unning|[Ss]top|[Hh]elp|[Pp]ages?|[Nn]ext|[Pp]revious|[Cc]lear|[Oo]pen|[Ss]elect|[Cc]hoose|"
    r"[Ss]ettings|[Pp]ress|[Ee]nter|[Ff]ullscreen|[Dd]eploy|[Ss]hortcut|[Mm]ade with)\b"
)
DECIMAL_POINT = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])")
WITH_FIGURES = {"tong-quan", "chi-tieu", "don-vi", "ma-tran"}
SEEN_OR_HEARD = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (one.closest('script, style, [data-testid=stIconMaterial]')) continue;
    if (!one.checkVisibility({visibilityProperty: true})) continue;
    found.push(walk.currentNode.textContent);
  }
  document.querySelectorAll('[aria-label], [title], [placeholder]').forEach((one) => {
    if (one.checkVisibility()) found.push(one.getAttribute('aria-label') || '', one.title || '', one.placeholder || '');
  });
  return found;
}"""
SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  const of = ({node}) => (node?.nodeType === 3 ? node.parentElement : node);
  const own = one.sources.some((source) => of(source)?.closest?.('[data-testid=stVerticalBlock]'));
  if (own) window.shifted += one.value;
})).observe({type: 'layout-shift', buffered: true})"""


@pytest.mark.parametrize("width", [1366, 820, 390])
def test_the_menu_keeps_plan_period_past_day_and_sight_and_back_undoes_it(
    server: str, open_tab: OpenTab, width: int
) -> None:
    page = open_tab(f"{server}/tong-quan?{PAST}", width=width, touch=width < 1000)
    if width == 390:
        page.locator(".sct-menu-open").tap()
    link = page.locator(".sct-menu a", has_text="Ma trận")
    link.hover()
    assert link.get_attribute("href").startswith("ma-tran?"), "a copied link says the same"
    link.click()
    page.wait_for_url("**/ma-tran?*")
    settled(page)
    for part in PAST.split("&"):
        assert part in page.url
    page.reload()
    expect(settled(page).locator("h1")).to_contain_text("Ma trận")
    assert "ngay=2026-06-01" in page.url
    page.go_back()
    expect(page.locator("h1")).to_have_text("Tình hình thực hiện chỉ tiêu chuyển đổi số")


def test_the_chosen_theme_is_kept_for_every_page_of_the_browser(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?{QUERY}")
    assert not is_dark(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Nền tối").click()
    assert is_dark(settled(page))
    page.goto(f"{server}/chi-tieu?{QUERY}")
    assert is_dark(settled(page))
    page.wait_for_selector(".sct-trend svg:visible")
    with page.expect_navigation():
        page.get_by_role("button", name="Nền sáng").click()
    assert not is_dark(settled(page))


def test_a_browser_set_to_dark_still_opens_light_until_the_reader_chooses(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?{QUERY}", scheme="dark")
    page.wait_for_function("() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'light'")


def test_an_address_that_is_nowhere_has_a_page_of_its_own(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/khong-co-dau?kh={QUANG_TRI}")
    expect(page.locator("h1")).to_have_text("Không có trang này")
    expect(page.locator("[role=dialog]")).to_have_count(0)
    page.get_by_role("button", name="Về Tổng quan").click()
    expect(page.locator("h1")).to_have_text("Tình hình thực hiện chỉ tiêu chuyển đổi số")


@pytest.mark.parametrize("address", [*PAGES, f"tong-quan?kh={GIA_LAI}&ky=2026-05&tc=1"])
def test_an_english_browser_shows_no_word_of_english_and_no_decimal_point(
    server: str, open_tab: OpenTab, address: str
) -> None:
    page = open_tab(f"{server}/{address}" if "?" in address else f"{server}/{address}?{QUERY}&lan=1", locale="en-US")
    if address == "chi-tieu":
        page.wait_for_selector(".sct-trend-drawing")
    page.wait_for_timeout(300)
    assert english(page) == []
    assert page.evaluate("() => document.documentElement.lang") == "vi"
    shown = page.evaluate("() => [...document.querySelectorAll('.sct')].map(one => one.textContent)")
    text = re.sub("«[^»]*»", "", " ".join(shown))  # what a file holds is quoted as it stands there
    assert DECIMAL_POINT.findall(text) == []
    assert re.search(r"\d,\d", text) or address not in WITH_FIGURES


def english(page: Page) -> list[str]:
    said = [text.strip() for text in page.evaluate(SEEN_OR_HEARD)]
    assert len(said) > 20
    return [text for text in said if ENGLISH.search(re.sub("«[^»]*»", "", text))]


def test_the_watch_for_english_and_for_jumps_finds_what_it_looks_for(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?{QUERY}", script=SHIFTS)
    page.evaluate(
        "() => document.querySelector('.sct').insertAdjacentHTML('beforebegin', '<p aria-label=Search>x</p>')"
    )
    assert english(page) == ["Search"]
    before = page.evaluate("() => window.shifted")
    page.evaluate(
        "() => document.querySelector('.sct').insertAdjacentHTML('beforebegin', '<div style=height:40vh></div>')"
    )
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.shifted") > before + 0.1


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("address", ["tong-quan", "chi-tieu", "don-vi", "ma-tran", "tien-do-nop"])
def test_nothing_jumps_while_a_page_comes(server: str, open_tab: OpenTab, address: str, width: int) -> None:
    page = open_tab(f"{server}/{address}?{QUERY}", width=width, touch=width < 700, script=SHIFTS)
    page.wait_for_timeout(800)
    assert page.evaluate("() => window.shifted") <= 0.1


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize(("address", "drawings"), [("chi-tieu", ("gauge", "trend")), ("ma-tran", ("matrix",))])
def test_a_drawing_becomes_a_file_with_its_title_in_it(
    server: str, open_tab: OpenTab, address: str, drawings: tuple[str, ...], width: int
) -> None:
    page = open_tab(f"{server}/{address}?{QUERY}", width=width)
    if "trend" in drawings:
        page.wait_for_selector(".sct-trend svg:visible")
    for drawing in drawings:
        picture = downloaded(page, drawing, "png")
        assert picture.startswith(b"\x89PNG") and len(picture) > 20_000
        text = downloaded(page, drawing, "svg").decode()
        assert "Kỳ báo cáo: tháng 5/2026" in re.sub(r"</text><text[^>]*>", " ", text)
        assert ("<foreignObject" in text) == (drawing == "matrix"), "what is drawn in SVG opens in any program"
        assert not re.search(r'(?:href|src)="?http', text), "the file needs no network"


def downloaded(page: Page, drawing: str, kind: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f"[data-picture={drawing}][data-kind={kind}]").click()
    assert download.value.suggested_filename.endswith(f".{kind}")
    return download.value.path().read_bytes()
