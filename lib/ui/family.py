"""«Chỉ tiêu này trong các kế hoạch khác»: the family of an indicator, a row per plan, linked and never summed."""

from __future__ import annotations

import streamlit as st

from lib.charts.family_rows import Goal, Member, family_rows
from lib.domain.catalog import Indicator, PlanSummary, Target
from lib.domain.period import Period
from lib.domain.standing import Standing, Status
from lib.ui import link_loaders, loaders
from lib.ui.markup import clickable
from lib.ui.shell import card
from lib.ui.state import PAGES, go, passed_on
from lib.wording import links as words


def draw_family(plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    """The card; without a family the two levels of the plan's own row, or the way to what is suggested."""
    family = link_loaders.family(indicator.code)
    own_levels = words.two_levels(_targets(indicator, plan.year))
    if len(family) > 1 or own_levels:
        with card("family"):
            st.subheader(words.FAMILY if len(family) > 1 else words.LEVELS_ONLY)
            st.caption(words.FAMILY_RULE if len(family) > 1 else words.LEVELS_RULE)
            members = [_member(each, row, indicator, period) for each, row in family]
            if chosen := clickable(family_rows(members), key="family"):
                other, code = chosen.split("|")
                go("indicator", kh=other, ky=str(period), ct=code)
            _way_to_suggestions(plan, indicator)
    else:
        _way_to_suggestions(plan, indicator)


def _member(plan: PlanSummary, row: Indicator, looked_at: Indicator, period: Period) -> Member:
    asked = next(line for line in loaders.totals(plan.code, period) if line.indicator_code == row.code)
    line = _told(plan, asked)
    year = line.target.year if line.target else plan.year
    return Member(
        key=None if row.code == looked_at.code else f"{plan.code}|{row.code}",
        plan=words.plan_name(plan),
        note=words.plan_note(plan, row),
        line=line,
        when=words.figure_period(line, asked),
        goals=tuple(_goal(target, plan) for target in _targets(row, year)),
    )


def _told(plan: PlanSummary, asked: Standing) -> Standing:
    """The line at the period asked for, or the newest before it that has a figure; the baseline is no figure."""
    if asked.status is not Status.NO_DATA:
        return asked
    before = loaders.series(plan.code, asked.indicator_code, None, asked.period)
    told = [line for line in before if line.status is not Status.NO_DATA and line.period > plan.baseline_period]
    return told[-1] if told else asked


def _targets(row: Indicator, year: int) -> list[Target]:
    return [target for target in row.targets if target.year == year]


def _goal(target: Target, plan: PlanSummary) -> Goal:
    judges = target.level in (None, plan.level)
    return Goal(target.raw, words.level_word(target.level), target.value, judges)


def _way_to_suggestions(plan: PlanSummary, indicator: Indicator) -> None:
    """A small link, where there is something to confirm and one looks at today."""
    if loaders.past_day() is not None:
        return
    count = len(link_loaders.suggestions(indicator.code))
    if count:
        query = passed_on(kh=plan.code, ct=indicator.code, xem="chi-tieu")
        label = words.suggested_here(count)
        st.page_link(PAGES["links"], label=label, icon=":material/link:", query_params=query)
