"""The first request that a fresh server ever gets is a link into the middle of the app."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, running
from tests.screen_samples import HEADINGS, PAGES, WITHOUT_PLAN


@pytest.mark.parametrize("address", PAGES)
def test_a_cold_deep_link_opens_its_page(address: str, ledger_on_screen: Path, open_tab: OpenTab) -> None:
    with running(ledger_on_screen) as server:
        page = open_tab(f"{server}/{address}")
        expect(page.locator("h1")).to_have_count(1)
        if address in HEADINGS:
            expect(page.locator("h1")).to_have_text(HEADINGS[address])
        expect(page.get_by_text("Page not found")).to_have_count(0)
        shown = "" if address in WITHOUT_PLAN else "?kh="
        assert page.url.startswith(f"{server}/{address}{shown}")
        assert page.title().strip()


def test_the_bare_address_opens_the_overview(ledger_on_screen: Path, open_tab: OpenTab) -> None:
    with running(ledger_on_screen) as server:
        page = open_tab(f"{server}/")
        expect(page.locator("h1")).to_have_text(HEADINGS["tong-quan"])
        page.wait_for_url("**/?kh=*")  # the overview itself, without a detour; what it shows stands in the address
