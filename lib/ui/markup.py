"""The one door for our own HTML: it takes nothing but what `lib.charts` built, its texts escaped."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lib.charts.markup import Markup, element
from lib.ui.grid_script import GRID_SCRIPT
from lib.ui.theme import CSS, GRID, PRESENTING

# Clicks and Enter on anything with `data-key` are told to the page; a real link stays one for a new tab.
_SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(':scope > .sct-root');
  if (!root) {
    root = document.createElement('div');
    root.className = 'sct-root';
    parentElement.appendChild(root);
  }
  if (root.drawn !== data.html) {
    root.innerHTML = data.html;
    root.drawn = data.html;
    root.querySelectorAll('div[data-key]:not([role])').forEach((mark) => {
      mark.setAttribute('role', 'button');
      mark.tabIndex = 0;
    });
  }
  const tell = (event) => {
    const hit = event.target.closest('[data-key]');
    if (!hit || !root.contains(hit) || hit.closest('select')) return;
    event.preventDefault();
    setTriggerValue('chosen', hit.dataset.key);
  };
  root.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    tell(event);
  };
  root.onmouseover = (event) => {
    const hit = event.target.closest('[data-key]');
    if (hit && !hit.title) hit.title = hit.getAttribute('aria-label') || '';
  };
  root.onchange = (event) => {
    if (event.target.matches('select')) setTriggerValue('chosen', event.target.value);
  };
  root.onkeydown = (event) => {
    const plain = event.target.matches('[role=button]');
    if (event.key === 'Enter' || (event.key === ' ' && plain)) tell(event);
  };
}
"""


# Streamlit writes a change of page into the browser's history twice (first the new parameters at the old page, then
# the new page), and what the address lacked as a step of its own: Back then shows the same page again, or returns
# here for ever. One step of the reader is made one step of the history, and the page that is left keeps its address.
_ONE_STEP = """
<style>[data-testid=stElementContainer]:has(> .stHtml > script) { position: absolute; }</style>
<script>
(() => {
  if (window.sctOneStep) return;
  window.sctOneStep = true;
  const push = history.pushState.bind(history);
  const put = history.replaceState.bind(history);
  const filledIn = ['kh', 'ky', 'dv', 'ct'];  // what a page adds to its address by itself
  let turning = false;
  let left = null;
  history.pushState = (state, title, url) => {
    const next = new URL(url, location.href);
    const here = next.pathname === location.pathname;
    const now = new URLSearchParams(location.search);
    const kept = [...now].every(([k, v]) => next.searchParams.get(k) === v);
    const fills = here && kept && [...next.searchParams.keys()].every((k) => now.has(k) || filledIn.includes(k));
    const same = !here && next.search === location.search;
    if (same && left && Date.now() - left.at < 3000) put(history.state, '', left.address);
    left = fills && next.search !== location.search ? { address: location.href, at: Date.now() } : null;
    const turned = same && turning;
    turning = here && !fills;
    (fills || turned ? put : push)(state, title, url);
  };
  addEventListener('popstate', () => { turning = false; left = null; });
})();
</script>
"""

# A presenter's clicker sends Page Up and Page Down; a keyboard has the space bar, Home and End too.
_CLICKER = """
<style>[data-testid=stElementContainer]:has(> .stHtml > script) { position: absolute; }</style>
<script>
(() => {
  if (window.sctClicker) return;
  window.sctClicker = true;
  const keys = { PageDown: 'onward', ' ': 'onward', PageUp: 'back', Home: 'first', End: 'last' };
  addEventListener('keydown', (event) => {
    const part = keys[event.key];
    const button = part && document.querySelector(`.st-key-wall-${part} button`);
    if (!button || event.target.closest('button, input, select, textarea')) return;
    event.preventDefault();
    button.click();
  });
})();
</script>
"""

_clickable = st.components.v2.component("sct_clickable", js=_SCRIPT, isolate_styles=False)
_SCRIPTS = Path(__file__).parent / "scripts"
_FRAME = "".join((_SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in ("picture", "frame"))
_menu = st.components.v2.component("sct_menu", js=_FRAME, isolate_styles=False)
_grid = st.components.v2.component("sct_grid", js=GRID_SCRIPT, css=GRID, isolate_styles=False)


def style() -> None:
    """Give out the style sheet; once per page run, before anything is drawn."""
    st.html(f"<style>{CSS}</style>")


def one_step_back() -> None:
    """Let the browser's Back undo one step of the reader; once per page run."""
    st.html(_ONE_STEP, unsafe_allow_javascript=True)


def presenting() -> None:
    """Dress the page for a wall screen: larger letters and drawings, no header, the keys of a clicker."""
    st.html(f"<style>{PRESENTING}</style>")
    st.html(_CLICKER, unsafe_allow_javascript=True)


def on_paper(text: str) -> None:
    """Print a text in the upper margin of every sheet."""
    written = "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text)
    st.html(f"<style>@media print{{@page{{@top-left{{content:'{written}'}}}}}}</style>")


def show(html: Markup, key: str) -> None:
    """Draw trusted markup where nothing is to be clicked. `key` names its place for tests and styles.

    `st.html` drops inline SVG and Markdown keeps it, but costs a page 190 kB of script: only drawings take that way.

    Raises: TypeError for a plain string.
    """
    framed = _framed(html)
    with st.container(key=key):
        if "<svg" in framed:
            st.markdown(framed, unsafe_allow_html=True)
        else:
            st.html(framed)


def clickable(html: Markup, key: str) -> str | None:
    """Draw trusted markup and return the `data-key` of the mark just clicked or chosen with Enter, else None.

    Raises: TypeError for a plain string.
    """
    answer = _clickable(data={"html": _framed(html)}, key=key, on_chosen_change=lambda: None)
    chosen = answer.get("chosen")
    return chosen if isinstance(chosen, str) else None


def menu(html: Markup) -> str | None:
    """Draw the row above every page; returns the page whose link was just followed, else None."""
    chosen = _menu(data={"html": _framed(html)}, key="menu", on_chosen_change=lambda: None).get("chosen")
    return chosen if isinstance(chosen, str) else None


def grid(html: Markup, key: str) -> str | None:
    """Draw a matrix (`lib.charts.matrix`), one tab stop with arrow keys; returns the key of the cell just chosen.

    Raises: TypeError for a plain string.
    """
    answer = _grid(data={"html": _framed(html)}, key=key, on_chosen_change=lambda: None)
    chosen = answer.get("chosen")
    return chosen if isinstance(chosen, str) else None


def _framed(html: Markup) -> Markup:
    """The markup in a block of its own, so that Markdown leaves its texts alone."""
    if not isinstance(html, Markup):
        raise TypeError(f"only markup built by lib.charts may be drawn, not {type(html).__name__}")
    return element("div", html, class_="sct")
