"""A real server on a seeded ledger and a real Chromium in front of it; skipped where there is no Chromium.

Every test that opens a tab also proves that its console stayed clean and that no request left the server.
"""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from lib.excel.reader import FormReader
from lib.ui.state import ADDRESSES
from tests.app_screens import ROOT
from tests.ledger_samples import copy_of
from tests.screen_samples import seed

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Opened on /tong-quan, Streamlit's own script cannot know whether the app lies at / or at /tong-quan/, asks for both,
# and takes the one that answers. Nothing else may fail.
EXCUSED = re.compile(r"/[a-z-]+/_stcore/(health|host-config)$")
expect.set_options(timeout=20_000)
# Nothing left of the run before, every drawing of ours mounted.
SETTLED = """() => !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
  && [...document.querySelectorAll('[data-testid=stBidiComponentRegular]')].every(one => one.querySelector('.sct'))
  && document.documentElement.matches('.sct-ready')"""
OpenTab = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What stands in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium or google-chrome on this machine"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def ledger_on_screen(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few returns of two plans."""
    path = copy_of(template_ledger, tmp_path_factory.mktemp("screen") / "ledger.db")
    with FormReader() as reader:
        seed(path, reader)
    return path


@pytest.fixture(scope="module")
def server(ledger_on_screen: Path) -> Iterator[str]:
    """The address of one running app."""
    with running(ledger_on_screen) as address:
        yield address


@contextlib.contextmanager
def running(ledger: Path) -> Iterator[str]:
    """A fresh process of the app as `make run` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "lib.ui.serve", "--server.port", str(port)]
    environment = {**os.environ, "SOCHITIEU_DB": str(ledger)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended before it answered"
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.05)
    raise TimeoutError(address)


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[OpenTab]:
    """Opens tabs, each in a context of its own; at the end none may have said an error or called elsewhere."""
    with contextlib.ExitStack() as stack:
        faults: list[str] = []

        def open_(
            address: str,
            width: int = 1366,
            height: int = 900,
            locale: str = "vi-VN",
            touch: bool = False,
            dark: bool = False,
            scheme: Literal["light", "dark"] = "light",
            script: str = "",
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                locale=locale,
                has_touch=touch,
                accept_downloads=True,
                color_scheme=scheme,
            )
            stack.callback(context.close)
            context.add_init_script(f"{_chosen_theme() if dark else ''}{script}")
            page = context.new_page()
            _watch(page, re.match(r"http://[^/]+", address)[0], faults)
            page.goto(address)
            return settled(page)

        yield open_
        assert faults == []


def _chosen_theme() -> str:
    """As a browser remembers whose reader has chosen the dark theme."""
    kept = {"sct-theme": "Dark"} | {f"stActiveTheme-/{one}-v2": '"Dark"' for one in ("", *ADDRESSES.values())}
    return "".join(f"localStorage.setItem({json.dumps(name)}, {json.dumps(value)});" for name, value in kept.items())


def _watch(page: Page, origin: str, faults: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not EXCUSED.search(message.location["url"]):
            faults.append(f"console: {message.text} ({message.location['url']})")

    def on_request(request: Request) -> None:
        own = (f"{origin}/", f"blob:{origin}/", "data:")
        if not request.url.startswith(own):
            faults.append(f"request: {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on(
        "websocket",
        lambda socket_: (
            None if socket_.url.startswith(origin.replace("http", "ws")) else faults.append(f"websocket: {socket_.url}")
        ),
    )
    page.on("pageerror", lambda fault: faults.append(f"script: {fault}"))


def settled(page: Page) -> Page:
    """The page when its script has run and nothing of the last run is left."""
    page.wait_for_selector("h1:visible", timeout=20_000)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=20_000)
    page.wait_for_function(SETTLED, timeout=20_000)
    return page


def resized(page: Page, width: int, height: int = 900) -> Page:
    """The same page on another screen: one load serves several widths."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(200)
    return settled(page)
