"""The frame around every page: who may see it, its style, demo and error notices, the page list."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import streamlit as st

from lib.charts.notices import notice
from lib.domain.errors import LedgerError
from lib.ui import loaders, markup, past
from lib.ui.state import ADDRESSES, PAGES, keep_for_next_run, kept, selection
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


def navigation() -> Any:
    """The pages of the app, for everyone until accounts exist; returns the page to run.

    The bare address is the overview too: a deep address costs the browser a search for the server's base path.
    """
    st.set_page_config(page_title="Sổ chỉ tiêu", page_icon=str(_ICON), layout="wide")
    pages = [
        st.Page(
            PAGES[name],
            title=title,
            icon=icon,
            url_path=ADDRESSES[name],
            visibility="hidden" if name in _REACHED else "visible",
        )
        for name, (title, icon) in _TITLES.items()
    ]
    home = st.Page(PAGES["overview"], title="Sổ chỉ tiêu", default=True, visibility="hidden")
    return st.navigation([*pages, home], position="top")


def guard(page: str) -> None:
    """First statement of every page: lets in whom the page is for, and dresses it.

    Until accounts exist the app listens on 127.0.0.1 only and everyone who reaches it may see every page.
    """
    if page not in PAGES:
        st.error("Trang này không có.")
        st.stop()
    _settle()
    markup.style()
    markup.one_step_back()
    if selection().presenting:
        markup.presenting()
    if loaders.is_demo():
        text = messages.text("demo-banner")
        markup.show(notice(text, "demo"), key="demo-banner")
    past.told_of(page)
    if isinstance(fault := kept("fault"), LedgerError):
        _tell(fault)
        keep_for_next_run("fault", None)


def card(name: str) -> Any:
    """A white card around a part of a page; `name` is its place in the style sheet."""
    return st.container(border=True, key=f"card-{name}")


@contextmanager
def frame() -> Iterator[None]:
    """Turns a fault of the ledger into a sentence; anything else goes to the log through Streamlit."""
    try:
        yield
        st.caption(messages.text("local-only"))
    except LedgerError as fault:
        markup.style()
        _tell(fault)


def careful(act: Callable[P, None]) -> Callable[P, None]:
    """A button's callback of which a fault of the ledger is told at the head of the page: it runs outside `frame`."""

    @wraps(act)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            act(*args, **kwargs)
        except LedgerError as fault:
            keep_for_next_run("fault", fault)

    return told


def _tell(fault: LedgerError) -> None:
    log.warning("%s %s", fault.code, fault.facts)
    st.error(messages.fault(fault), icon=":material/error:")


@st.cache_resource(show_spinner=False)
def _settle() -> bool:
    """Once per process: what the imports made is never garbage, so no collection need look at it again."""
    gc.collect()
    gc.freeze()
    return True
