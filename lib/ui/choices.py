"""Choices that stand in the address, so that a copied link shows the same; a misspelt one is the default."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.ui.state import remember


def choice_in_address(name: str, label: str, words: Mapping[str, str]) -> str:
    """One of a few, the first being the default, which the address does not carry. `name` is the parameter."""
    options = list(words)
    asked = st.query_params.get(name)
    current = asked if asked is not None and asked in words else options[0]
    chosen = st.segmented_control(
        label, options, format_func=words.__getitem__, default=current, key=f"{name}-{current}"
    )
    if chosen and chosen != current:
        remember(**{name: None if chosen == options[0] else chosen})
        st.rerun()
    return current


def switch_in_address(name: str, label: str) -> bool:
    """A switch that is off until the address says 1."""
    current = st.query_params.get(name) == "1"
    if st.toggle(label, value=current, key=f"{name}-{current}") != current:
        remember(**{name: None if current else "1"})
        st.rerun()
    return current
