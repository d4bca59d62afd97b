"""The way from the overview down to what is shown, in one small row; each step is a link of its own."""

from __future__ import annotations

import streamlit as st

from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.period import Period
from lib.storage.ledger_store import Submission
from lib.ui import loaders
from lib.ui.state import PAGES, passed_on, selection
from lib.wording import trail as words


def trail_to_indicator(plan: PlanSummary, period: Period, indicator: Indicator) -> None:
    """Overview › this indicator."""
    with _row():
        _step(words.OVERVIEW, "overview", kh=plan.code, ky=str(period), nhom=selection().group)
        _here(words.indicator(indicator))


def trail_to_agency(plan: PlanSummary, period: Period, agency: str) -> None:
    """Overview › the indicator one came from, if any › this agency."""
    came = next((i for i in loaders.plan(plan.code).indicators if i.code == selection().indicator), None)
    with _row():
        _step(words.OVERVIEW, "overview", kh=plan.code, ky=str(period))
        if came:
            _step(words.indicator(came), "indicator", kh=plan.code, ky=str(period), ct=came.code)
        _here(agency)


def trail_to_submission(sent: Submission) -> None:
    """Overview › the indicator one came from, if any › the agency › this submission."""
    if not (sent.plan_code and sent.agency_code and sent.period):
        return
    place = {"kh": sent.plan_code, "ky": str(sent.period)}
    came = next((i for i in loaders.plan(sent.plan_code).indicators if i.code == selection().indicator), None)
    with _row():
        _step(words.OVERVIEW, "overview", **place)
        if came:
            _step(words.indicator(came), "indicator", **place, ct=came.code)
        _step(sent.agency_name or "", "agency", **place, dv=sent.agency_code, ct=came.code if came else None)
        _here(words.submission(sent.id))


def _row() -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key="trail")


def _step(label: str, page: str, **parameters: str | None) -> None:
    st.page_link(PAGES[page], label=label, icon=None, query_params=passed_on(**parameters), width="content")
    st.caption("›", width="content")


def _here(label: str) -> None:
    st.caption(label, width="content")
