"""Who is at work: a name asked for once and kept for the session, noted with whatever is written."""

from __future__ import annotations

import streamlit as st

from lib.ui.state import keep_for_next_run, kept
from lib.wording import review

_NAME = "reviewer"


def who() -> str:
    """The name given in this session, or that nobody gave one."""
    return str(kept(_NAME) or review.UNNAMED)


def is_named() -> bool:
    """Whether a name was given in this session."""
    return bool(kept(_NAME))


def ask_who(label: str = review.WHO, hint: str = review.WHO_FIRST) -> str:
    """A field for the name; empty while there is none. Under it what the name is for."""
    given = st.text_input(
        label, value=str(kept(_NAME) or ""), placeholder=review.WHO_HINT, key="who-reviews", width=400
    ).strip()
    keep_for_next_run(_NAME, given)
    if not given:
        st.caption(hint)
    return given
