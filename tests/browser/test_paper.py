"""Pages printed to real PDF: all their words are there, on the sheet, under a line that says what it is."""

import re
import unicodedata

import pypdfium2 as pdfium
import pytest

from tests.browser.conftest import OpenTab
from tests.ledger_samples import GIA_LAI, HOME_AFFAIRS
from tests.screen_samples import PAGES

QUERY = f"kh={GIA_LAI}&ky=2026-05&ct={GIA_LAI}-02&dv={HOME_AFFAIRS}"
CONTROLS = ("Tải Excel", "Ảnh PNG", "Nền tối", "Trình chiếu", "Số liệu hôm nay", "Xếp theo", "Xem chi tiết")
# The words of our drawings and of headings that paper shows.
WORDS = """() => [...document.querySelectorAll('[data-testid=stHeading], .sct')]
  .filter(one => !one.closest('.st-key-top, .st-key-pick, .sct-choice, [data-testid=stPopoverBody]'))
  .filter(one => one.checkVisibility() && one.innerText.trim()).map(one => one.innerText)"""


def printed(content: bytes) -> tuple[str, list[tuple[str, float, float]]]:
    """The text of all sheets, and the letters that lie outside their sheet."""
    texts, outside = [], []
    for sheet in pdfium.PdfDocument(content):
        width, height = sheet.get_size()
        letters = sheet.get_textpage()
        texts.append(letters.get_text_range())
        for place in range(letters.count_chars()):
            left, bottom, right, top = letters.get_charbox(place)
            if right > left and (left < 0 or bottom < 0 or right > width or top > height):
                outside.append((letters.get_text_range(place, 1), left, bottom))
    return " ".join(texts), outside


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]{2,}", unicodedata.normalize("NFC", text)))


@pytest.mark.parametrize("address", ["tong-quan", "chi-tieu", "don-vi", "ma-tran", "nhiem-vu", "tien-do-nop"])
def test_a_printed_page_holds_all_its_words_on_its_sheets_and_no_control(
    server: str, open_tab: OpenTab, address: str
) -> None:
    page = open_tab(f"{server}/{address}?{QUERY}")
    if address == "chi-tieu":
        page.wait_for_selector(".sct-trend svg:visible")
    page.emulate_media(media="print")
    shown = page.evaluate(WORDS)
    text, outside = printed(page.pdf(prefer_css_page_size=True, print_background=False))
    assert outside == []
    lost = words_of(" ".join(shown)) - words_of(text.replace("\ufffe", "").replace("\xad", ""))
    assert len(lost) <= len(words_of(" ".join(shown))) * 0.02, sorted(lost)[:20]  # words broken over two lines
    for control in CONTROLS:
        assert control not in text
    assert "›" not in text


@pytest.mark.parametrize("address", PAGES)
def test_every_sheet_says_page_plan_period_day_and_its_number(server: str, open_tab: OpenTab, address: str) -> None:
    page = open_tab(f"{server}/{address}?{QUERY}&lan=1")
    document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    for number, sheet in enumerate(document, 1):
        text = sheet.get_textpage().get_text_range()
        assert "Sổ chỉ tiêu: " in text and "in ngày 18/06/2026" in text
        assert f"{number}/{len(document)}" in text


def test_dark_goes_to_paper_light(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?{QUERY}", dark=True)
    sheet = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))[0]
    picture = sheet.render().to_pil().convert("L")
    assert picture.resize((1, 1)).getpixel((0, 0)) > 200
