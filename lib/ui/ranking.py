"""All agencies of a plan ranked, departments and communes apart; a row opens its agency."""

from __future__ import annotations

import streamlit as st

from lib.charts.cards import panel
from lib.charts.ranking_rows import ranking_rows
from lib.domain.catalog import PlanSummary
from lib.domain.peers import PeerGroup
from lib.domain.period import Period
from lib.domain.tally import Tally, tallies
from lib.excel.export import Column, Table
from lib.excel.export_tables import file_base
from lib.ui import exports, filters, loaders, peer_loaders
from lib.ui.markup import clickable
from lib.ui.state import go, remember
from lib.wording import agency as words

FEW, ROWS = 10, 40


def draw_ranking(plan: PlanSummary, period: Period) -> None:
    """The blocks, worst first: the first of each, or one of them by pages."""
    lines = loaders.of_all_agencies(plan.code, period)
    found = tallies(lines, peer_loaders.courses(plan.code, period))
    kinds = {line.agency_kind for line in lines}
    peers = {group: words.peers_word(group, kinds) for group in found}
    block = filters.pick("Khối", "nhom", words.ranking_blocks(peers) if len(peers) > 1 else {"": ""})
    shown = [group for group in found if block == words.block_code(group)] or list(found)
    for group in shown:
        _draw_block(plan, period, group, found[group], peers[group], whole=len(shown) == 1)
    st.caption(words.RANKING_RULE)


def _draw_block(
    plan: PlanSummary, period: Period, group: PeerGroup, rows: tuple[Tally, ...], peers: str, whole: bool
) -> None:
    title = words.ranking_title(peers, len(rows))
    name = file_base("xep-hang", plan.code, words.block_code(group), str(period))
    exports.heading(title, f"ranking-{group}", name, lambda: [_table(title, rows)], exports.facts_of(plan, period))
    part = filters.paged(rows, ROWS) if whole else rows[:FEW]
    if chosen := clickable(panel(ranking_rows(part, title)), key=f"ranking-{group}"):
        go("agency", kh=plan.code, ky=str(period), dv=chosen)
    if len(part) < len(rows) and not whole:
        label = words.see_all(len(rows))
        st.button(label, key=f"all-{group}", on_click=remember, kwargs={"nhom": words.block_code(group)})


def _table(title: str, rows: tuple[Tally, ...]) -> Table:
    columns = tuple(Column(head, width, wrap=width > 30) for head, width in words.RANKING_COLUMNS)
    return Table(
        title[:31],
        columns,
        tuple(
            (
                row.place.place if row.place else None,
                row.place.of if row.place else None,
                row.name,
                row.owed,
                row.answered,
                row.urgent,
                row.risk,
                row.good,
                row.begun,
                row.silent,
                words.streak_text(row.streak),
            )
            for row in rows
        ),
    )
