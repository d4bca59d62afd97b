"""What axe-core finds, what contrast the rendered texts have, and whether a status survives grey and colour-blind eyes.

axe-core is npm's: `.ci/run` installs what `package.json` in this folder names; without it contrasts alone are measured.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenTab, resized, settled
from tests.ledger_samples import GIA_LAI, HOME_AFFAIRS
from tests.screen_samples import PAGES

QUERY = f"kh={GIA_LAI}&ky=2026-05&ct={GIA_LAI}-02&dv={HOME_AFFAIRS}&lan=1"
FOLDERS = (os.environ.get("SOCHITIEU_NODE_MODULES"), Path(__file__).parent / "node_modules")
AXE = next(
    (place for folder in FOLDERS if folder and (place := Path(folder) / "axe-core" / "axe.min.js").is_file()), None
)
RUN_AXE = """async () => (await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    rules: {'label-content-name-mismatch': {enabled: true}},
  })).violations.filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => [one.id, one.nodes.length, one.nodes[0].target.join(' '), one.nodes[0].html.slice(0, 160)])"""
THEMES = [pytest.param(False, id="light"), pytest.param(True, id="dark")]
# Every text that is seen, with the ratio of its colour to the first ground below it that is not glass.
CONTRASTS = """() => {
  const parsed = (text) => {
    const found = text.match(/rgba?\\(([^)]+)\\)/);
    if (found) return found[1].split(/[ ,/]+/).map(Number);
    const mixed = text.match(/color\\(srgb ([^)]+)\\)/);
    return mixed ? mixed[1].split(/[ /]+/).map((part, n) => (n < 3 ? 255 * part : +part)) : [0, 0, 0, 0];
  };
  const over = (top, below) => top.slice(0, 3).map((part, n) => {
    const alpha = top.length > 3 ? top[3] : 1;
    return alpha * part + (1 - alpha) * below[n];
  });
  const ground = (one) => {
    if (!one) return [255, 255, 255];
    const own = parsed(getComputedStyle(one).backgroundColor);
    if (own.length > 3 && own[3] === 0) return ground(one.parentElement);
    return over(own, own.length > 3 ? ground(one.parentElement) : own);
  };
  const dimmed = (one) => (one ? +getComputedStyle(one).opacity * dimmed(one.parentElement) : 1);
  const light = (colour) => {
    const linear = (part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = colour.map(part => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const seen = [];
  const idle = 'script, style, option, [disabled], [aria-disabled=true], .sct-vh, [data-testid=stSkipToContent]';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || one.closest(idle)) continue;
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const style = getComputedStyle(one);
    const below = ground(one.closest('svg') ? one.closest('svg').parentElement : one);
    const [r, g, b, alpha = 1] = parsed(one.closest('svg') ? style.fill : style.color);
    const above = over([r, g, b, alpha * dimmed(one)], below);
    const [most, least] = [light(above), light(below)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
    const ratio = (most + 0.05) / (least + 0.05);
    const text = walk.currentNode.textContent.trim().slice(0, 40);
    const name = one.className.baseVal ?? one.className;
    const icon = one.closest('[data-testid=stIconMaterial]');
    if (ratio < (large || icon ? 3 : 4.5)) seen.push([+ratio.toFixed(2), text, name.slice(0, 60)]);
  }
  return seen;
}"""


@pytest.mark.parametrize("dark", THEMES)
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_serious_and_every_text_that_is_seen_stands_out_from_its_ground(
    server: str, open_tab: OpenTab, address: str, dark: bool
) -> None:
    page = open_tab(f"{server}/{address}?{QUERY}", dark=dark)
    assert is_dark(page) == dark
    assert page.evaluate(CONTRASTS) == []
    if AXE is None:
        return
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN_AXE) == []
    if not dark:  # names and roles are those of the phone in either theme
        resized(page, 390, 844)
        assert page.evaluate(RUN_AXE) == []


def test_every_screen_on_the_wall_is_as_readable(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?kh={GIA_LAI}&ky=2026-05&tc=1&man=1", width=1920, height=1080)
    n_screens = int(re.search(r"1/(\d+)", page.locator("[data-testid=stMain]").inner_text())[1])
    assert n_screens >= 3
    for number in range(1, n_screens + 1):
        assert page.evaluate(CONTRASTS) == [], number
        if AXE is not None:
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert page.evaluate(RUN_AXE) == [], number
        page.keyboard.press("ArrowRight")
        page.wait_for_url(f"**man={number % n_screens + 1}*")
        settled(page)


@pytest.mark.skipif(AXE is None, reason="axe-core is not installed: npm install in tests/browser")
def test_axe_finds_what_it_looks_for(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?{QUERY}")
    page.evaluate("() => document.querySelector('.sct').insertAdjacentHTML('beforeend', '<button></button>')")
    assert AXE is not None
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert [found[0] for found in page.evaluate(RUN_AXE)] == ["button-name"]


def test_the_contrast_check_finds_what_it_looks_for(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/tong-quan?{QUERY}")
    page.add_style_tag(content=".sct p.sct-meta { color: #a0a8b4 !important; }")
    assert any("sct-meta" in found[2] for found in page.evaluate(CONTRASTS))


# Chips as the eye gets them: word, shape, and the colours of mark and ground.
CHIPS = """() => [...document.querySelectorAll('.sct-chip')].filter(one => one.checkVisibility()).map(one => {
  const shape = one.querySelector('.sct-mark');
  return [one.textContent.trim(), shape ? [...shape.classList].find(name => name.startsWith('sct-shape-')) : '',
    one.matches('.sct-hollow'), getComputedStyle(one).color];
})"""


@pytest.mark.parametrize("dark", THEMES)
@pytest.mark.parametrize("address", ["tong-quan", "ma-tran", "tien-do-nop"])
def test_a_status_is_told_by_shape_and_word_so_that_grey_and_colour_blind_eyes_tell_it_too(
    server: str, open_tab: OpenTab, address: str, dark: bool
) -> None:
    chips = open_tab(f"{server}/{address}?{QUERY}", dark=dark).evaluate(CHIPS)
    assert chips
    assert all(word for word, _, _, _ in chips)
    shaped = [(shape, hollow, word, colour) for word, shape, hollow, colour in chips if shape]
    assert len(shaped) >= len(chips) - 1, "only «—» has no shape"
    by_look: dict[tuple[str, bool, str], set[str]] = {}
    for shape, hollow, word, colour in shaped:
        by_look.setdefault((shape, hollow, word.partition(" ")[0]), set()).add(colour)
    assert all(len(colours) == 1 for colours in by_look.values()), (
        "one look has one colour: nothing is told by it alone"
    )


def test_in_the_matrix_no_two_colours_share_a_shape(server: str, open_tab: OpenTab) -> None:
    page = open_tab(f"{server}/ma-tran?{QUERY}")
    cells = page.evaluate(
        """() => [...document.querySelectorAll('.sct-grid td.sct-cell[class*=sct-s-]')].map(one => [
             [...one.classList].find(name => name.startsWith('sct-tone-')),
             [...one.classList].find(name => name.startsWith('sct-s-')),
             getComputedStyle(one, '::before').maskImage || getComputedStyle(one, '::before').webkitMaskImage])"""
    )
    tones: dict[str, set[str]] = {}
    for tone, shape, mask in cells:
        assert mask.startswith("url("), "the shape is drawn"
        tones.setdefault(shape.removesuffix("-hollow"), set()).add(tone)
    assert len(tones) >= 2
    assert all(len(found) == 1 for found in tones.values())


def is_dark(page: Page) -> bool:
    return bool(page.evaluate("() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'"))
