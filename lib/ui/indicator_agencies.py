"""The agencies behind one indicator: how far each is from the target, peers apart; what the lagging ones say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from lib.charts.cause_rows import CauseRow, cause_rows
from lib.charts.gap_rows import Group, gap_groups
from lib.charts.notices import notice
from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.period import Period
from lib.domain.promise import lacks_words, owes_words
from lib.domain.standing import Standing, Status
from lib.ui import exports, filters, indicator_loaders
from lib.ui.markup import clickable, show
from lib.ui.shell import card
from lib.ui.state import go
from lib.wording import history
from lib.wording import indicator as words
from lib.wording.labels import item_word
from lib.wording.ranking import worst_first
from lib.wording.sentences import heaviest
from lib.workflows.promises import Promise

FEW, FEW_CAUSES = 20, 6


def draw_agencies(plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    """The ranked distances, then causes and promises of those that are not on their way."""
    if period == plan.baseline_period:
        show(notice(words.from_document(period.year), "note"), key="from-document")
        return
    lines = indicator_loaders.of_agencies(plan.code, indicator.code, period)
    if not lines:
        show(notice(words.nobody_owes(indicator), "empty"), key="nobody")
        return
    told = [line for line in lines if _is_told(line)]
    with card("agencies"):
        exports.agencies_heading("Khoảng cách theo đơn vị", plan, indicator, period, lines, is_drawn=bool(told))
        if told:
            _draw_gaps(plan, indicator, period, told)
        if silent := [line for line in lines if not _is_told(line)]:
            show(notice(words.silent(silent), "empty"), key="silent")
    late = [line for line in told if owes_words(line.status, line.awaiting_second_source)]
    _draw_causes(plan, indicator, period, late)


def _is_told(line: Standing) -> bool:
    return line.value is not None or line.status is not Status.NO_DATA


def _draw_gaps(plan: PlanSummary, indicator: Indicator, period: Period, told: Sequence[Standing]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="ranking"):
        by = filters.pick("Xếp theo", "xep", words.RANKS)
        blocks = words.blocks_of(told)
        block = filters.pick("Khối", "khoi", words.BLOCKS) if len(blocks) > 1 else "ca"
        few_only = filters.switch(words.FEW_ONLY, "chon") if heaviest(told) else False
        every = filters.switch(words.every_label(len(told)), "het") if len(told) > FEW else False
    groups = [Group(name, lines) for key, name, lines in blocks if block in ("ca", key)]
    if few_only:
        groups = [Group(group.title, heaviest(group.lines)) for group in groups]
    item = item_word(indicator.numerator, indicator.name)
    most = None if every or few_only else FEW // len(groups)
    named = groups if len(blocks) > 1 else [Group(None, group.lines) for group in groups]
    if chosen := clickable(gap_groups(named, by=words.RANK_KEYS[by], item=item, most=most), key="gaps"):
        go("agency", kh=plan.code, ky=str(period), dv=chosen, ct=indicator.code)


def _draw_causes(plan: PlanSummary, indicator: Indicator, period: Period, late: Sequence[Standing]) -> None:
    if not late:
        return
    promised = indicator_loaders.promised(plan.code, indicator.code, period)
    ranked = worst_first(late)
    with card("causes"):
        st.subheader(words.CAUSES)
        lacking = [line for line in ranked if line.figure_period == period and lacks_words(line)]
        st.caption(words.causes_note(len(ranked), len(lacking)))
        every = len(ranked) <= FEW_CAUSES or filters.switch(words.every_cause(len(ranked)), "neu")
        rows = [_cause(line, promised) for line in (ranked if every else ranked[:FEW_CAUSES])]
        if chosen := clickable(cause_rows(rows), key="causes"):
            go("agency", kh=plan.code, ky=str(period), dv=chosen, ct=indicator.code)
        if any(row.promised_at for row in rows):
            st.caption(history.PROMISE_RULE)


def _cause(line: Standing, promised: Mapping[str, Promise]) -> CauseRow:
    found = promised.get(line.agency_code or "")
    return CauseRow(line, found.promised_at, found.remedy, found.outcome) if found else CauseRow(line)
