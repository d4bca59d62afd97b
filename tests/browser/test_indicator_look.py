"""The page of an indicator as it lies on the glass: nothing runs over, words of the trend apart, pictures made here."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenTab, resized, settled
from tests.ledger_samples import GIA_LAI, QUANG_TRI

ROW_1 = f"chi-tieu?kh={QUANG_TRI}&ky=2026-05&ct={QUANG_TRI}-01"
PNG = b"\x89PNG\r\n\x1a\n"
WORDS_THAT_MEET = """() => {
  const found = [];
  for (const drawing of document.querySelectorAll('.sct-trend-drawing')) {
    if (!drawing.getClientRects().length) continue;
    const box = drawing.viewBox.baseVal;
    const words = [...drawing.querySelectorAll('text')].map((one) => {
      const b = one.getBBox();
      return { text: one.textContent, x0: b.x, x1: b.x + b.width, y0: b.y + b.height * .2, y1: b.y + b.height * .85 };
    });
    words.forEach((a, i) => {
      if (a.x0 < 0 || a.x1 > box.width || a.y0 < 0 || a.y1 > box.height) found.push([a.text, 'cut']);
      words.slice(i + 1).forEach((b) => {
        if (a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1) found.push([a.text, b.text]);
      });
    });
    found.push(words.length);
  }
  return found;
}"""


def left_edges(page: Page, selector: str) -> list[float]:
    """How far a block stands in from the block that holds it, in px."""
    script = """selector => [...document.querySelectorAll(selector)].map(one =>
      one.firstElementChild.getBoundingClientRect().left - one.closest('.sct').getBoundingClientRect().left)"""
    return [float(edge) for edge in page.evaluate(script, selector)]


@pytest.mark.parametrize("ordinal", [1, 2, 5, 6])
def test_words_of_the_trend_stand_apart_as_the_browser_measures_them(
    server: str, open_tab: OpenTab, ordinal: int
) -> None:
    page = open_tab(f"{server}/chi-tieu?kh={QUANG_TRI}&ky=2026-05&ct={QUANG_TRI}-0{ordinal}")
    for width in (1366, 1000, 820, 390):
        *meet, count = resized(page, width).evaluate(WORDS_THAT_MEET)
        assert meet == [], width
        assert count >= 12, width  # one drawing is shown, with its axes


def test_the_calculation_can_be_read_and_lists_are_not_pushed_in(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/{ROW_1}")
    page.get_by_text("Xem cách tính").click()
    answers = page.locator(".st-key-calculation dd")
    answers.first.wait_for()
    for width in (1366, 820, 390):
        resized(page, width)
        widths = answers.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
        assert min(widths) >= 200, width
        for edges in (left_edges(page, ".sct-facts"), left_edges(page, ".sct-steps")):
            assert edges and max(map(abs, edges)) < 1, width


def test_side_by_side_gauge_and_trend_are_equally_high_and_on_a_tablet_one_stands_below(
    server: str, open_tab: OpenTab
) -> None:
    def cards(page: Page) -> list[dict[str, float]]:
        return [page.locator(f".st-key-card-{name}").bounding_box() or {} for name in ("figure", "trend")]

    gauge, trend = cards(open_tab(f"{server}/{ROW_1}"))
    assert gauge["y"] == trend["y"] and abs(gauge["height"] - trend["height"]) < 2
    gauge, trend = cards(open_tab(f"{server}/{ROW_1}", width=820))
    assert trend["y"] >= gauge["y"] + gauge["height"]
    assert abs(gauge["width"] - trend["width"]) < 2


@pytest.mark.parametrize("drawing", ["gauge", "trend"])
def test_a_picture_is_made_by_the_browser_itself(server: str, open_tab: OpenTab, drawing: str) -> None:
    page = open_tab(f"{server}/{ROW_1}")
    found = {}
    for kind in ("PNG", "SVG"):
        with page.expect_download() as download:
            page.locator(f".st-key-heading-{drawing} button", has_text=kind).click()
        found[kind] = Path(download.value.path()).read_bytes()
        assert download.value.suggested_filename.endswith(f"-01_2026-05.{kind.lower()}")
    assert found["PNG"].startswith(PNG) and len(found["PNG"]) > 20_000
    assert found["SVG"].startswith(b"<svg ") and found["SVG"].endswith(b"</svg>")


def test_the_block_and_the_rank_are_the_same_for_who_opens_the_copied_address(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/chi-tieu?kh={GIA_LAI}&ky=2026-05&ct={GIA_LAI}-02")
    page.get_by_role("radio", name="Xã, phường, đặc khu").click()
    page.wait_for_url("**khoi=xa**")
    shown = settled(page).locator(".st-key-gaps").inner_text()
    assert settled(open_tab(page.url)).locator(".st-key-gaps").inner_text() == shown
