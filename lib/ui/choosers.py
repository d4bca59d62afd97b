"""The choices at the head of a page: plan, period, indicator, agency. Each is written into the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.charts.choice import choice
from lib.charts.notices import notice
from lib.domain.agency import Agency
from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.naming import search_key, slug
from lib.domain.period import Period
from lib.ui import loaders
from lib.ui.markup import clickable, show
from lib.ui.state import keep_for_next_run, kept, put_on_paper, remember, selection
from lib.wording import agency as agency_words
from lib.wording import menu as words
from lib.wording import numbers


def choose_plan(with_indicators: bool = True, with_tasks: bool = False) -> PlanSummary:
    """The plan that is looked at: the one of the address, else the one looked at before in this session.

    On a first visit the first that has figures (or tasks) to show.
    """
    plans = [plan for plan in loaders.plans() if plan.n_indicators or not with_indicators]
    telling = [plan for plan in plans if plan.n_tasks or not with_tasks] or plans
    asked = _named(plans, selection().plan)
    first = asked or _named(telling, kept("plan")) or _first(telling)
    if asked is None:
        _tell_unknown("kế hoạch", selection().plan, f"«{first.title}»")
    put_on_paper(plan=first.title)
    keep_for_next_run("plan", first.code)
    if len(plans) == 1:
        return first
    chosen = clickable(choice("Kế hoạch", [(plan.code, plan.title) for plan in plans], first.code), key="plan")
    if _named(plans, chosen) and chosen != first.code:
        remember(kh=chosen, ct=None, dv=None, ky=None, nhom=None)
        st.rerun()
    remember(kh=first.code)
    return first


def choose_period(plan: PlanSummary, with_baseline: bool = True, upcoming: bool = False) -> Period:
    """The period that is looked at; with its baseline year where the plan has one, or the month that is not due yet."""
    baseline = Period.holding(plan.baseline_date)
    first = Period(plan.year, 1)
    last = loaders.last_period(plan.code)
    if upcoming:
        last = max(last, Period.holding(loaders.today()))
    choices = [*([baseline] if with_baseline and _has_baseline(plan) else []), *first.through(max(last, first))]
    opening = loaders.opening_period(plan.code)
    asked = selection().period or kept(f"period-{plan.code}")
    current = next((period for period in (asked, opening) if period in choices), choices[-1])
    if given := st.query_params.get("ky"):
        _tell_unknown("kỳ báo cáo", None if given == str(current) else given, numbers.period_in_words(current))
    named = [
        (str(period), f"Năm {period.year}" if period == baseline else _capital(numbers.period_in_words(period)))
        for period in reversed(choices)
    ]
    chosen = clickable(choice("Kỳ báo cáo", named, str(current)), key="period")
    if chosen in dict(named) and chosen != str(current):
        remember(ky=chosen)
        st.rerun()
    remember(ky=str(current))
    put_on_paper(period=numbers.period(current))
    keep_for_next_run(f"period-{plan.code}", current)
    return current


def choose_indicator(plan: PlanSummary) -> Indicator:
    """The indicator that is looked at."""
    indicators = loaders.plan(plan.code).indicators
    current = next((i for i in indicators if i.code == selection().indicator), indicators[0])
    if current.code != selection().indicator:
        _tell_unknown("chỉ tiêu", selection().indicator, f"chỉ tiêu {current.ordinal}")
    chosen = st.selectbox(
        "Chỉ tiêu",
        indicators,
        index=indicators.index(current),
        format_func=lambda indicator: f"{indicator.ordinal}. {indicator.name}",
        key=f"indicator-{current.code}",
    )
    if chosen.code != current.code:
        remember(ct=chosen.code)
        st.rerun()
    remember(ct=current.code)
    return current


def choose_agency(plan: PlanSummary, period: Period) -> Agency | None:
    """The agency that is looked at; found without diacritics. `None` when nobody owes anything."""
    agencies = loaders.owing_agencies(plan.code, period) or loaders.owing_agencies(plan.code, Period(plan.year, 12))
    if not agencies:
        return None
    current = next((a for a in agencies if a.code == selection().agency), agencies[0])
    if current.code != selection().agency:
        _tell_unknown("đơn vị báo cáo", selection().agency, current.name)
    chosen = st.selectbox(
        "Đơn vị",
        agencies,
        index=agencies.index(current),
        format_func=lambda agency: agency.name,
        key=f"agency-{current.code}",
        placeholder="Gõ tên để tìm",
    )
    if chosen.code != current.code:
        remember(dv=chosen.code)
        st.rerun()
    remember(dv=current.code)
    return current


def _tell_unknown(kind: str, asked: str | None, shown: str) -> None:
    """Say that the address asks for what is not there, and what is shown in its place."""
    if asked:
        show(notice(words.unknown(kind, asked, shown), "old"), key=f"unknown-{slug(kind)}")


def ask_agency(agencies: Sequence[Agency]) -> Agency | None:
    """The agency of the address, or none yet; found without diacritics."""
    current = next((each for each in agencies if each.code == selection().agency), None)
    if current is None:
        _tell_unknown("đơn vị báo cáo", selection().agency, agency_words.ALL_RANKED)
    chosen = st.selectbox(
        "Đơn vị",
        agencies,
        index=None if current is None else agencies.index(current),
        format_func=lambda agency: agency.name,
        placeholder=agency_words.CHOOSE,
        key=f"agency-{current.code if current else None}",
    )
    if chosen != current:
        remember(dv=chosen.code if chosen else None, ct=None, nhom=None, trang=None)
        st.rerun()
    return current


def matches(name: str, wanted: str) -> bool:
    """Whether a name answers a search, written with or without diacritics."""
    return search_key(wanted) in search_key(name)


def _named(plans: list[PlanSummary], code: object) -> PlanSummary | None:
    return next((plan for plan in plans if plan.code == code), None)


def _first(plans: list[PlanSummary]) -> PlanSummary:
    with_figures = [plan for plan in plans if loaders.newest_figures(plan.code)]
    with_baseline = [plan for plan in plans if _has_baseline(plan)]
    return (with_figures or with_baseline or plans or loaders.plans())[0]


def _has_baseline(plan: PlanSummary) -> bool:
    return any(indicator.baseline for indicator in loaders.plan(plan.code).indicators)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
