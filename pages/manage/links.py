import streamlit as st

from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.ui import filters, link_loaders
from lib.ui.choosers import choose_plan
from lib.ui.links import draw_by_hand, draw_done, draw_families, draw_rejected, draw_suggestion
from lib.ui.markup import show
from lib.ui.shell import guard
from lib.ui.state import selection
from lib.wording import links as words

guard("links")

AT_ONCE = 6


def draw_suggestions(plan: PlanSummary, by: str) -> None:
    st.subheader(words.SUGGESTED)
    every = link_loaders.suggestions()
    is_known = selection().indicator in link_loaders.rows()
    views = {view: word for view, word in words.VIEWS.items() if is_known or view != "chi-tieu"}
    view = filters.pick("Xem", "xem", views, is_labelled=False)
    own = {row.code for each, row in link_loaders.rows().values() if each.code == plan.code}
    wanted = {"tat-ca": None, "ke-hoach": own, "chi-tieu": {selection().indicator}}[view]
    found = [each for each in every if wanted is None or wanted & {each.first, each.second}]
    if not found:
        show(notice(words.NONE_SUGGESTED if not every else words.NONE_HERE, "empty"), key="none-suggested")
        return
    part = filters.paged(found, AT_ONCE)
    st.caption(words.count_line(len(found), len(every)))
    for suggestion in part:
        draw_suggestion(suggestion, by)


st.title(words.TITLE)
st.caption(words.LEAD)
draw_done()
with st.container(horizontal=True, vertical_alignment="bottom", key="pick"):
    plan = choose_plan()
    by = st.text_input(words.BY, placeholder=words.BY_HINT, key="links-by")
draw_suggestions(plan, by)
draw_by_hand(by)
draw_families(by)
draw_rejected(by)
