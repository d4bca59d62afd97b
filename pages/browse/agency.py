import streamlit as st

from lib.charts.bullet import bullet_rows
from lib.charts.cards import panel
from lib.charts.chips import reporting_chip
from lib.charts.notices import notice
from lib.charts.tiles import tiles
from lib.domain.agency import Agency
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing
from lib.ui import exports, loaders, peer_loaders
from lib.ui.agency_focus import draw_focus
from lib.ui.agency_work import draw_work
from lib.ui.choosers import ask_agency, choose_period, choose_plan
from lib.ui.markup import clickable, show
from lib.ui.past import choose_sight
from lib.ui.ranking import draw_ranking
from lib.ui.shell import guard
from lib.ui.state import remember, selection
from lib.ui.submissions import draw_list as draw_submissions
from lib.ui.trail import trail_to_agency
from lib.wording import agency as words
from lib.wording.ranking import GROUPS, grouped, worst_first

guard("agency")


def draw(plan: PlanSummary, agency: Agency, period: Period, kinds: set[str]) -> None:
    lines = [s for s in loaders.of_agency(plan.code, agency.code, period) if s.absence is not Absence.NOT_ASSIGNED]
    state = loaders.reporting(plan.code, agency.code, period)
    st.title(agency.name)
    show(reporting_chip(state.state), key="state")
    st.caption(words.subtitle(agency, state.due, state.received_on, state.version))
    ranks, courses = peer_loaders.ranks(plan.code, period), peer_loaders.courses(plan.code, period)
    notes = words.line_notes(lines, ranks, courses, words.peers_of(agency, kinds))
    focus = next((s for s in lines if s.indicator_code == selection().indicator), None)
    if focus:
        draw_focus(plan, focus, period, notes.get(focus.indicator_code))
    draw_lines(plan, agency, lines, period, notes)
    draw_work(plan, agency, lines, period)
    draw_submissions(loaders.submissions(plan.code, agency.code), "submissions", words.SUBMISSIONS_TITLE)


def draw_lines(plan: PlanSummary, agency: Agency, lines: list[Standing], period: Period, notes: dict[str, str]) -> None:
    group = selection().group if selection().group in {each.code for each in GROUPS} else None
    if chosen := clickable(tiles(lines, selected=group), key="tiles"):
        remember(nhom=None if chosen == group else chosen)
        st.rerun()
    shown = grouped(lines)[group] if group else lines
    exports.agency_heading(words.list_title(group), plan, agency.name, period, shown)
    if not shown:
        show(notice(words.NONE_IN_GROUP, "empty"), key="none")
        return
    totals = {s.indicator_code: s for s in loaders.totals(plan.code, period)}
    rows = bullet_rows(worst_first(shown), totals=totals, notes=notes, chosen=selection().indicator)
    if chosen := clickable(panel(rows), key="list"):
        remember(ct=None if chosen == selection().indicator else chosen)
        st.rerun()


with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
    period = choose_period(plan, with_baseline=False)
    choose_sight(plan)
agencies = loaders.owing_agencies(plan.code, period) or loaders.owing_agencies(plan.code, Period(plan.year, 12))
if agencies:
    trail = st.container()
    agency = ask_agency(agencies)
    if agency:
        with trail:
            trail_to_agency(plan, period, agency.name)
        draw(plan, agency, period, {each.kind for each in agencies})
    else:
        st.title(words.RANKING_TITLE)
        draw_ranking(plan, period)
else:
    st.title(words.TITLE)
    show(notice(words.NOBODY, "empty"), key="nobody")
