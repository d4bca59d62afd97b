"""The frame around every page: its menu, who may see it, its style, what is told of faults, the page list."""

from __future__ import annotations

import gc
import logging
import os
import secrets
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec
from urllib.parse import urlsplit

import streamlit as st

from lib.charts.menu import Way, menu_bar
from lib.charts.notices import notice
from lib.domain.errors import LedgerError
from lib.ui import loaders, markup, past, search
from lib.ui.state import ADDRESSES, CARRIED, PAGES, enter, go, keep_for_next_run, kept, put_so_far, selection
from lib.wording import menu as words
from lib.wording import messages

_ICON = Path(__file__).parent / "styles" / "icon.svg"
log = logging.getLogger("sochitieu")
P = ParamSpec("P")

_TITLES = {
    "overview": ("Tổng quan", ":material/dashboard:"),
    "indicator": ("Chỉ tiêu", ":material/flag:"),
    "agency": ("Đơn vị", ":material/apartment:"),
    "matrix": ("Ma trận", ":material/grid_on:"),
    "tasks": ("Nhiệm vụ", ":material/checklist:"),
    "submit": ("Nộp báo cáo", ":material/upload_file:"),
    "review": ("Duyệt", ":material/fact_check:"),
    "submission": ("Lần nộp", ":material/description:"),
    "timeliness": ("Tiến độ nộp", ":material/event_available:"),
    "catalog": ("Danh mục", ":material/menu_book:"),
    "links": ("Liên kết", ":material/link:"),
}


_REACHED = frozenset(("submission",))  # by a row that leads there, not from the menu
_FAULTS = "fault", "fault-of-program"


def navigation() -> Any:
    """The pages of the app, for everyone until accounts exist; returns the page to run.

    The bare address is the overview too: a deep address costs the browser a search for the server's base path.
    The menu is our own: Streamlit's drops what the address says.
    """
    st.set_page_config(page_title=words.APP, page_icon=str(_ICON), layout="wide")
    pages = [
        st.Page(PAGES[name], title=title, icon=icon, url_path=ADDRESSES[name])
        for name, (title, icon) in _TITLES.items()
    ]
    home = st.Page(PAGES["overview"], title=words.APP, default=True)
    return st.navigation([*pages, home], position="hidden")


def guard(page: str) -> None:
    """First statement of every page: lets in whom the page is for, and tells what holds for it.

    Until accounts exist the app listens on 127.0.0.1 only and everyone who reaches it may see every page that this
    server shows.
    """
    if page not in PAGES or page in closed_pages():
        turned_away(page in PAGES)
        st.stop()
    _settle()
    if selection().presenting:
        markup.presenting()
    if loaders.is_demo():
        text = messages.text("demo-banner")
        markup.show(notice(text, "demo"), key="demo-banner")
    past.told_of(page)
    _tell_of_last_run()


def closed_pages() -> frozenset[str]:
    """The pages that this server does not show: their addresses stand in `SOCHITIEU_CLOSED`, parted by commas."""
    asked = {part.strip() for part in os.environ.get("SOCHITIEU_CLOSED", "").split(",")}
    return frozenset(name for name, address in ADDRESSES.items() if address in asked and name != "overview")


def turned_away(is_there: bool) -> None:
    """In place of a page: it is not for the reader (no permission), or it is not there; with a way on."""
    title, why = (words.CLOSED, words.CLOSED_WHY) if is_there else (words.NO_PAGE, words.NO_PAGE_WHY)
    st.title(title)
    markup.show(notice(why, "empty"), key="turned-away")
    if st.button(words.HOME, type="primary", icon=":material/home:", key="home"):
        go("overview", **{name: st.query_params.get(name) for name in ("kh", "ky")})


def card(name: str) -> Any:
    """A white card around a part of a page; `name` is its place in the style sheet."""
    return st.container(border=True, key=f"card-{name}")


def run(page: Any) -> None:
    """Dresses a page, draws its menu, and runs it; turns whatever goes wrong in it into a sentence.

    A fault of the ledger has its own; any other is told with a mark under which the log holds it.
    """
    try:
        _run(page)
    except LedgerError as fault:
        _tell(fault)
    except Exception as fault:
        _tell_of_program(_logged(fault))


def _run(page: Any) -> None:
    name = next((name for name, address in ADDRESSES.items() if address == page.url_path), "overview")
    nowhere = _is_nowhere(page)
    enter(name)
    markup.style()
    markup.one_step_back()
    _draw_top(None if nowhere else name)
    if nowhere:
        turned_away(is_there=False)
        return
    page.run()
    _head_the_paper(name)
    if PAGES[name].startswith("pages/manage/"):
        st.caption(messages.text("local-only"))


def careful(act: Callable[P, None]) -> Callable[P, None]:
    """A button's callback of which a fault is told at the head of the page: it runs outside `run`."""

    @wraps(act)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            act(*args, **kwargs)
        except LedgerError as fault:
            keep_for_next_run(_FAULTS[0], fault)
        except Exception as fault:
            keep_for_next_run(_FAULTS[1], _logged(fault))

    return told


def _draw_top(current: str | None) -> None:
    """The menu and the search; a page that was chosen opens before this one is run."""
    closed = closed_pages()
    groups: dict[str, list[Way]] = {"": [], words.RETURNS: [], words.MANAGE: []}
    for name, (title, _) in _TITLES.items():
        if name not in closed | _REACHED:
            place = {"browse": "", "returns": words.RETURNS}.get(PAGES[name].split("/")[1], words.MANAGE)
            groups[place].append(Way(name, ADDRESSES[name], title, CARRIED))
    with st.container(horizontal=True, key="top"):
        here = _TITLES[current][0] if current else words.PAGES
        chosen = markup.menu(menu_bar({title: ways for title, ways in groups.items() if ways}, current, here))
        if chosen in PAGES:
            go(chosen, **{name: st.query_params.get(name) for name in ("kh", "ky")})
        search.draw()


def _head_the_paper(page: str) -> None:
    """What stands above every printed sheet: page, plan, period, scope and day, as the page has just drawn them."""
    drawn = put_so_far()
    parts = (drawn.get("plan"), drawn.get("period"), drawn.get("scope"))
    markup.on_paper(words.paper(_TITLES[page][0], parts, loaders.past_day(), loaders.present_day()))


def _is_nowhere(page: Any) -> bool:
    """Whether the address names no page: Streamlit then takes the bare address's."""
    if page.url_path or not (url := st.context.url):
        return False
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    return urlsplit(url).path.strip("/") != base


def _tell_of_last_run() -> None:
    ledger, program = map(kept, _FAULTS)
    if isinstance(ledger, LedgerError):
        _tell(ledger)
    if isinstance(program, str):
        _tell_of_program(program)
    for name in _FAULTS:
        if kept(name) is not None:
            keep_for_next_run(name, None)


def _tell(fault: LedgerError) -> None:
    log.warning("%s %s", fault.code, fault.facts)
    st.error(messages.fault(fault), icon=":material/error:")


def _logged(fault: Exception) -> str:
    """Write a fault of the program into the log; returns the mark under which it stands there."""
    mark = secrets.token_hex(3).upper()
    log.error("fault of the program %s", mark, exc_info=fault)
    return mark


def _tell_of_program(mark: str) -> None:
    markup.show(notice(words.fault(mark), "bad", words.FAULT), key="fault")


@st.cache_resource(show_spinner=False)
def _settle() -> bool:
    """Once per process: what the imports made is never garbage, so no collection need look at it again."""
    gc.collect()
    gc.freeze()
    return True
