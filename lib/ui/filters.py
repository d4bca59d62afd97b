"""Choices that narrow a long list. Each is written into the address, so that Back and a copied link keep it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from lib.ui.state import asked, asked_page, generation, keep_for_next_run, kept, remember, renew
from lib.wording import matrix as words

Item = TypeVar("Item")


def pick(label: str, parameter: str, options: Mapping[str, str], *, default: str = "", is_labelled: bool = True) -> str:
    """One of a few: `default`, or the first, unless the address says otherwise in words that are among them."""
    first = default or next(iter(options))
    current = asked(parameter) if asked(parameter) in options else first
    if len(options) < 2:
        return current
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        default=current,
        required=True,
        key=f"{parameter}-{current}",
        label_visibility="visible" if is_labelled else "collapsed",
    )
    if chosen and chosen != current:
        remember(**{parameter: None if chosen == first else chosen, "trang": None})
        st.rerun()
    return current


def switch(label: str, parameter: str) -> bool:
    """A switch that is off until the address says 1."""
    current = asked(parameter) == "1"
    if st.toggle(label, value=current, key=f"{parameter}-{current}") != current:
        remember(**{parameter: None if current else "1"})
        st.rerun()
    return current


def search() -> str:
    """What is looked for by name. The box keeps what is typed, and follows the address when that goes back."""
    wanted = asked("tim")
    if wanted != kept("tim"):
        renew("tim")
        keep_for_next_run("tim", wanted)
    typed = st.text_input(
        words.SEARCH,
        value=wanted,
        placeholder=words.SEARCH_HINT,
        key=f"tim-{generation('tim')}",
        type="search",
        icon=":material/search:",
        max_chars=80,
    )
    if (typed or "").strip() != wanted:
        keep_for_next_run("tim", (typed or "").strip())
        remember(tim=(typed or "").strip() or None, trang=None)
        st.rerun()
    return wanted


def paged(items: Sequence[Item], rows: int, parameter: str = "trang") -> Sequence[Item]:
    """The part of a long list that is looked at; the control stands only where there is more than one page."""
    pages = words.pages_of(items, rows)
    current = min(asked_page(parameter), pages)
    if pages > 1:
        chosen = st.pagination(pages, default=current, key=f"{parameter}-{current}-{pages}")
        if chosen != current:
            remember(**{parameter: str(chosen) if chosen > 1 else None})
            st.rerun()
    return items[(current - 1) * rows : current * rows]
