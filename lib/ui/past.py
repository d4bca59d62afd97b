"""«Số liệu như đã biết đến ngày …»: the choice of the day, and the band that says that one looks at the past."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.ui import loaders
from lib.ui.markup import show
from lib.ui.state import LOOKING_BACK, asked_day, put_on_paper, remember, selection
from lib.wording import past as words
from lib.wording import review


def told_of(page: str) -> None:
    """Say that a page looks at a past day, or that it cannot though the address asks; drop a day that is not past."""
    asked = asked_day()
    if asked is None:
        return
    if asked >= loaders.present_day():
        remember(ngay=None)
        return
    if page in LOOKING_BACK:
        show(notice(words.banner(asked), "old"), key="past-banner")
    else:
        show(notice(words.only_today(asked), "note"), key="past-banner")
    st.button(words.BACK, icon=":material/today:", key="back-to-today", on_click=remember, kwargs={"ngay": None})


def choose_sight(plan: PlanSummary) -> None:
    """Small controls at the head of a page: the day at whose end the figures were known, and accepted ones alone."""
    _choose_day(plan)
    waits = bool(loaders.waiting(plan.code))
    asked = selection().accepted_only and waits
    if waits and st.toggle(review.ACCEPTED_ONLY, value=asked, key=f"accepted-only-{plan.code}-{asked}") != asked:
        remember(duyet=None if asked else "1")
        st.rerun()
    if asked:
        put_on_paper(scope=review.ACCEPTED_ONLY)
        show(notice(review.ACCEPTED_ONLY_BANNER, "old"), key="accepted-only-banner")


def _choose_day(plan: PlanSummary) -> None:
    today, known = loaders.present_day(), loaders.past_day()
    with st.popover(words.label(known), icon=":material/history:"):
        st.caption(words.HINT)
        chosen = st.date_input(
            words.QUESTION,
            value=known or today,
            min_value=min(date(plan.year - 1, 12, 31), known or today),
            max_value=today,
            format="DD/MM/YYYY",
            key=f"known-{plan.code}-{known}",
        )
    if isinstance(chosen, date) and chosen != (known or today):
        remember(ngay=chosen.isoformat() if chosen < today else None)
        st.rerun()
