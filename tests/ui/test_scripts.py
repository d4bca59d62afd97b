"""The scripts of the pages, run by Chromium on a few lines of HTML without a server; skipped where there is none."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lib.ui.grid_script import GRID_SCRIPT
from lib.ui.markup import _FRAME

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium or google-chrome on this machine"),
]
COUNTED = """
const heard = {};
for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
  const real = EventTarget.prototype[name];
  EventTarget.prototype[name] = function (kind, listener, ...rest) {
    if (typeof listener === 'function') heard[kind] = (heard[kind] || 0) + step;
    return real.call(this, kind, listener, ...rest);
  };
}
"""
MENU = '<div class="sct-menu"><button class="sct-menu-theme" data-light="s" data-dark="t"></button></div>'
TABLE = (
    '<div class="sct-grid"><table><thead><tr><td></td><th><div data-key="|C1"><b>C1</b></div></th></tr></thead>'
    '<tbody><tr><th><div data-key="a|">A</div></th><td class="k">1</td></tr></tbody></table></div>'
)
PICTURE = """
<style>:root{--sct-ink:#000}.sct{color:#123}</style><style>.sct-grid{color:#456}</style><style>.other{color:#789}</style>
<div class="st-key-matrix"><div class="sct"><div class="sct-grid">56,9</div><details><summary>Tên</summary>C1 là gì
</details></div></div>
<button data-picture="matrix" data-kind="svg" data-name="x" data-heading="H" data-notes="n" data-failed="Không được">SVG
</button><button data-picture="nowhere" data-kind="svg" data-name="x" data-heading="H" data-notes="n"
data-failed="Không được">SVG</button>
"""


def answer(tmp_path: Path, body: str, script: str, of: str) -> object:
    """What `script` leaves in `answer`, after the module `of` has been run on a page with `body`."""
    module = of.replace("export default function", "function draw")
    page = tmp_path / "page.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><body>{body}<script>let answer;{module}\n;(async () => {{{script}}})()"
        ".then(() => { document.body.innerHTML = '<pre></pre>';"
        " document.querySelector('pre').textContent = JSON.stringify(answer); })</script>",
        encoding="utf-8",
    )
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", "--dump-dom"]
    done = subprocess.run([*command, page.as_uri()], capture_output=True, text=True, timeout=60, check=True)
    said = re.search(r"<pre>(.*)</pre>", done.stdout, re.DOTALL)
    assert said is not None, done.stdout[-500:]
    return json.loads(said[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def runs(times: int, html: str) -> str:
    """A component is run again with every run of its page."""
    return (
        "const parentElement = document.querySelector('#here');"
        f"for (let n = 0; n < {times}; n++) draw({{data: {{html: {html}}}, parentElement, setTriggerValue() {{}}}});"
    )


@pytest.mark.parametrize("times", [1, 5])
def test_the_menu_listens_once_however_often_its_page_is_run(tmp_path: Path, times: int) -> None:
    here = f"<div class=stApp><div id=here></div></div><script>{COUNTED}</script>"
    told = answer(tmp_path, here, f"{runs(times, json.dumps(MENU))}answer = heard;", _FRAME)
    assert isinstance(told, dict)
    assert (told["focusin"], told["click"]) == (1, 2), "two for the page: pictures, and what is clicked beside the menu"


@pytest.mark.parametrize("times", [1, 5])
def test_a_matrix_that_is_drawn_anew_lets_go_of_the_one_before(tmp_path: Path, times: int) -> None:
    here = f"<div data-testid=stMain><div id=here></div></div><script>{COUNTED}</script>"
    html = f"{json.dumps(TABLE)} + '<p>' + n + '</p>'"
    told = answer(tmp_path, here, f"{runs(times, html)}answer = heard;", GRID_SCRIPT)
    assert told == {"scroll": 1}


def test_a_picture_is_dressed_by_our_sheets_and_holds_what_is_folded(tmp_path: Path) -> None:
    script = """
      const kept = new Promise((done) => { URL.createObjectURL = (blob) => { done(blob.text()); return '#'; }; });
      document.querySelector('[data-picture=matrix]').click();
      answer = await kept;
    """
    picture = answer(tmp_path, PICTURE, script, _FRAME)
    assert isinstance(picture, str)
    assert "color:#123" in picture and ".sct-grid{color:#456}" in picture and "#789" not in picture
    assert '<details open="">' in picture


def test_a_picture_that_cannot_be_made_says_so_on_its_button(tmp_path: Path) -> None:
    script = """
      const button = document.querySelector('[data-picture=nowhere]');
      button.click();
      await new Promise((done) => setTimeout(done, 500));
      answer = button.textContent;
    """
    assert answer(tmp_path, PICTURE, script, _FRAME) == "Không được"
