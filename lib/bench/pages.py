"""The overview in a real browser, held against a bare Streamlit page: first view, view again, rerun, bytes fetched."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lib.bench.measure import Result, against
from lib.bench.servers import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = 7
RERUNS = 9
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Marks the moment of the last change of the document, attributes included (the state of the script is one).
_WATCH = """
(() => {
  window.lastChange = 0;
  const watch = () => new MutationObserver(() => { window.lastChange = performance.now(); })
    .observe(document.documentElement, {subtree: true, childList: true, attributes: true, characterData: true});
  document.documentElement ? watch() : document.addEventListener('readystatechange', watch, {once: true});
})();
"""
_APP = "document.querySelector('[data-testid=stApp]')"
_STILL = (
    f"() => {{ const app = {_APP}; return app && app.dataset.testScriptState === 'notRunning' "
    "&& document.querySelector('h1') && performance.now() - window.lastChange > 350; }"
)
_RUNNING = "() => window.lastChange > window.asked"


@dataclass(slots=True)
class _Seen:
    """What was measured of one server's page; times in ms."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    rerun: list[float] = field(default_factory=list)
    fetched: float = 0
    names: list[str] = field(default_factory=list)


def measure(ours: Server, bare: Server) -> list[Result]:
    """First view, view again and rerun against the bare page, the two by turns; bytes; no plotly."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        return [
            Result(work, skipped="no-chromium") for work in ("first-view", "view-again", "rerun", "bytes", "plotly")
        ]
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return [
            Result(work, skipped="no-playwright") for work in ("first-view", "view-again", "rerun", "bytes", "plotly")
        ]
    seen = {ours: _Seen(), bare: _Seen()}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(_FLAGS))
        try:
            _watch_all(browser, seen)
        finally:
            browser.close()
    return _results(seen[ours], seen[bare])


def _watch_all(browser: Browser, seen: dict[Server, _Seen]) -> None:
    for server in seen:
        with _opened(browser, _Seen(), server):  # the servers' own first run is nobody's
            continue
    for turn in range(VIEWS):
        for server in tuple(seen) if turn % 2 else tuple(reversed(seen)):
            with _opened(browser, seen[server], server) as page:
                seen[server].warm.append(_view(page, server))
    with _opened(browser, _Seen(), next(iter(seen))) as one, _opened(browser, _Seen(), list(seen)[1]) as other:
        for _ in range(RERUNS):
            for server, page in zip(seen, (one, other), strict=True):
                seen[server].rerun.append(_rerun(page))


@contextmanager
def _opened(browser: Browser, seen: _Seen, server: Server) -> Iterator[Page]:
    """The page in a browser that has never seen it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        fetched: dict[str, float] = {}
        _count_bytes(page, fetched)
        seen.cold.append(_view(page, server))
        seen.fetched, seen.names = sum(fetched.values()), list(fetched)
        yield page
    finally:
        context.close()


def _count_bytes(page: Page, fetched: dict[str, float]) -> None:
    names: dict[str, str] = {}

    def asked(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["request"]["url"]

    def done(event: dict[str, Any]) -> None:
        name = names.get(event["requestId"], event["requestId"])
        fetched[name] = fetched.get(name, 0) + event["encodedDataLength"]

    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.loadingFinished", done)


def _view(page: Page, server: Server) -> float:
    """Open the page; milliseconds from the request to the last change of the document."""
    page.goto(server.url, wait_until="commit")
    page.wait_for_function(_STILL, polling=50, timeout=60_000)
    return float(page.evaluate("() => window.lastChange"))


def _rerun(page: Page) -> float:
    """Run the page again; milliseconds from the key to the last change of the document."""
    page.evaluate("() => { window.asked = performance.now(); }")
    page.keyboard.press("r")
    page.wait_for_function(_RUNNING, polling=10, timeout=20_000)
    page.wait_for_function(_STILL, polling=50, timeout=60_000)
    return float(page.evaluate("() => window.lastChange - window.asked"))


def _results(ours: _Seen, bare: _Seen) -> list[Result]:
    plotly = sum("plotly" in name.casefold() for name in ours.names)
    return [
        against("first-view", statistics.median(ours.cold), statistics.median(bare.cold), 1.35),
        against("view-again", statistics.median(ours.warm), statistics.median(bare.warm), 1.35),
        against("rerun", statistics.median(ours.rerun), statistics.median(bare.rerun), 1.3),
        against("bytes", ours.fetched / 1000, bare.fetched / 1000, 1.8, "kB"),
        Result("plotly", plotly, 0, "files", plotly, 0),
    ]
