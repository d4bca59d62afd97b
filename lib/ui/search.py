"""«Tìm chỉ tiêu, đơn vị»: names found with or without diacritics; the one chosen opens its page."""

from __future__ import annotations

import streamlit as st

from lib.charts.found import Hit, found_rows
from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.domain.naming import matching
from lib.domain.period import Period
from lib.ui import loaders
from lib.ui.markup import clickable, show
from lib.ui.state import generation, go, kept, renew, selection
from lib.wording import trail as words

MOST = 200


def draw() -> None:
    """The button of the search, on every page; what is behind it costs the page nothing until a name is typed."""
    with st.popover(words.SEARCH_SHORT, icon=":material/search:", key="search"):
        if wanted := _search_box():
            _draw_found(wanted)


def _search_box() -> str:
    key = f"search-{generation('search')}"
    asked = st.text_input(
        words.SEARCH,
        placeholder=words.HINT,
        key=key,
        type="search",
        live="300ms",
        label_visibility="collapsed",
        icon=":material/search:",
        width=340,
    )
    return asked.strip()


def _draw_found(wanted: str) -> None:
    """What answers the search: indicators of the plan looked at first, then of the others, then agencies."""
    plan, period = _place()
    if plan is None:
        return
    every = [*_indicators(plan), *_agencies(plan, period)]
    hits = matching(wanted, every, lambda hit: f"{hit.name} {hit.code}")
    if not hits:
        show(notice(words.nothing(wanted), "empty"), key="nothing-found")
        return
    chosen = clickable(found_rows(hits[:MOST], len(hits) - MOST), key="found")
    hit = next((hit for hit in hits if hit.key == chosen), None)
    if hit is None:
        return
    renew("search")
    if hit.kind == "agency":
        go("agency", kh=hit.plan, ky=str(period), dv=hit.code)
    go("indicator", kh=hit.plan, ky=str(period) if hit.plan == plan.code else None, ct=hit.code)


def _place() -> tuple[PlanSummary | None, Period]:
    """The plan and period that are looked at; the page below has not been run yet."""
    plans = [plan for plan in loaders.plans() if plan.n_indicators]
    codes = (selection().plan, kept("plan"))
    plan = next((plan for code in codes for plan in plans if plan.code == code), plans[0] if plans else None)
    if plan is None:
        return None, Period.holding(loaders.today())
    return plan, selection().period or loaders.opening_period(plan.code) or Period.holding(loaders.today())


def _indicators(plan: PlanSummary) -> list[Hit]:
    """The indicators of all plans, those of the plan that is looked at first."""
    plans = sorted(loaders.plans(), key=lambda each: each.code != plan.code)
    return [
        Hit("indicator", each.code, indicator.code, indicator.name, words.indicator_note(indicator, each))
        for each in plans
        for indicator in loaders.plan(each.code).indicators
    ]


def _agencies(plan: PlanSummary, period: Period) -> list[Hit]:
    return [
        Hit("agency", plan.code, agency.code, agency.name, words.agency_note(agency))
        for agency in loaders.owing_agencies(plan.code, period)
    ]
