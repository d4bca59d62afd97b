"""Confirming that indicators of different plans are one: suggestions side by side, families, what was told apart."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.charts.notices import notice
from lib.charts.side_by_side import Kin, Side, kin_rows, side_by_side
from lib.domain.links import Link, Suggestion, Verdict, families
from lib.ui import link_loaders, loaders
from lib.ui.link_loaders import Row
from lib.ui.markup import clickable, show
from lib.ui.shell import card, careful
from lib.ui.state import go, keep_for_next_run, kept
from lib.wording import links as words
from lib.wording.catalog import targets_text
from lib.workflows import clock, link_indicators


def draw_done() -> None:
    """What the last act has written."""
    if isinstance(done := kept("links"), str):
        show(notice(done, "good"), key="links-done")
        keep_for_next_run("links", None)


def draw_suggestion(suggestion: Suggestion, by: str) -> None:
    """One pair side by side with its two answers."""
    rows = link_loaders.rows()
    first, second = rows[suggestion.first], rows[suggestion.second]
    name = f"{suggestion.first}-{suggestion.second}"
    with card(f"pair-{name}"):
        drawn = side_by_side(
            _side(first), _side(second), suggestion.shared, words.shared(suggestion), words.score(suggestion)
        )
        show(drawn, key=f"sides-{name}")
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"answers-{name}"):
            note = st.text_input(words.NOTE, key=f"note-{name}", width=340)
            for verdict, label, kind in (
                (Verdict.SAME, words.SAME, "primary"),
                (Verdict.DIFFERENT, words.DIFFERENT, "secondary"),
            ):
                st.button(
                    label,
                    key=f"{verdict}-{name}",
                    type="primary" if kind == "primary" else "secondary",
                    icon=":material/link:" if verdict is Verdict.SAME else ":material/link_off:",
                    on_click=_say,
                    args=(suggestion.first, suggestion.second, verdict, note, by),
                )


def draw_families(by: str) -> None:
    """What has been linked, a card per family, and each link with its way back."""
    st.subheader(words.FAMILIES)
    links, rows = link_loaders.links(), link_loaders.rows()
    found = families(links)
    if not found:
        show(notice(words.NO_FAMILY, "empty"), key="no-family")
    for family in found:
        members = [row for code, row in rows.items() if code in family]
        with card(f"family-{min(family)}"):
            if chosen := clickable(kin_rows(map(_kin, members)), key=f"kin-{min(family)}"):
                plan, code = chosen.split("|")
                go("indicator", kh=plan, ct=code)
            for link in links:
                if link.verdict is Verdict.SAME and link.first in family:
                    _draw_link(link, words.REMOVE, by)


def draw_rejected(by: str) -> None:
    """What was told apart, closed until it is needed."""
    rejected = [link for link in link_loaders.links() if link.verdict is Verdict.DIFFERENT]
    if rejected:
        with st.expander(words.rejected_title(len(rejected)), icon=":material/link_off:"):
            for link in rejected:
                _draw_link(link, words.FORGET, by)


def draw_by_hand(by: str) -> None:
    """Link two indicators that nothing suggests: the words of two documents may differ and mean one thing."""
    rows = list(link_loaders.rows().values())
    with st.expander(words.BY_HAND, icon=":material/add_link:"), st.form("link-by-hand", border=False):
        first = _chosen("Chỉ tiêu thứ nhất", rows, 0)
        second = _chosen("Chỉ tiêu thứ hai", rows, len(rows) - 1)
        note = st.text_input(words.NOTE, key="hand-note")
        if st.form_submit_button(words.SAME):
            _say(first[1].code, second[1].code, Verdict.SAME, note, by)
            st.rerun()


def _draw_link(link: Link, label: str, by: str) -> None:
    rows = link_loaders.rows()
    with st.container(horizontal=True, vertical_alignment="center", key=f"link-{link.first}-{link.second}"):
        names = " – ".join(words.ordinal(*rows[code]) for code in (link.first, link.second))
        st.caption(f"{names} · {words.said(link)}")
        door = st.popover(label, type="tertiary", icon=":material/link_off:")
        with door, st.form(f"remove-{link.first}-{link.second}", border=False):
            reason = st.text_input(words.REASON, key=f"reason-{link.first}-{link.second}")
            if st.form_submit_button(label):
                _take_back(link, reason, by)
                st.rerun()


def _chosen(label: str, rows: Sequence[Row], index: int) -> Row:
    return st.selectbox(label, rows, index=index, format_func=lambda row: words.choice(*row))


def _side(row: Row) -> Side:
    plan, indicator = row
    return Side(words.plan_name(plan), words.plan_note(plan, indicator), indicator.name, words.facts(indicator))


def _kin(row: Row) -> Kin:
    plan, indicator = row
    key = f"{plan.code}|{indicator.code}"
    targets = targets_text(indicator.targets)
    return Kin(key, words.plan_name(plan), words.plan_note(plan, indicator), indicator.name, targets)


@careful
def _say(first: str, second: str, verdict: Verdict, note: str, by: str) -> None:
    act = link_indicators.confirm_link if verdict is Verdict.SAME else link_indicators.reject_link
    act(loaders.database(), first, second, note=note, at=clock.now_text(), by=by)
    keep_for_next_run("links", words.done(verdict))


@careful
def _take_back(link: Link, reason: str, by: str) -> None:
    link_indicators.remove_link(loaders.database(), link.first, link.second, reason=reason, at=clock.now_text(), by=by)
    keep_for_next_run("links", words.done("removed"))
