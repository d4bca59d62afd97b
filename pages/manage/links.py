import streamlit as st

from lib.charts.notices import notice
from lib.domain.catalog import PlanSummary
from lib.ui import link_loaders
from lib.ui.choosers import choose_plan
from lib.ui.links import draw_by_hand, draw_done, draw_families, draw_rejected, draw_suggestion
from lib.ui.markup import show
from lib.ui.shell import guard
from lib.ui.state import remember, selection
from lib.wording import links as words

guard("links")

AT_ONCE = 6


def draw_suggestions(plan: PlanSummary, by: str) -> None:
    st.subheader(words.SUGGESTED)
    every = link_loaders.suggestions()
    view = choose_view()
    own = {row.code for each, row in link_loaders.rows().values() if each.code == plan.code}
    wanted = {"tat-ca": None, "ke-hoach": own, "chi-tieu": {selection().indicator}}[view]
    found = [each for each in every if wanted is None or wanted & {each.first, each.second}]
    if not found:
        show(notice(words.NONE_SUGGESTED if not every else words.NONE_HERE, "empty"), key="none-suggested")
        return
    pages = -(-len(found) // AT_ONCE)
    page = st.pagination(pages, key="suggested-page") if pages > 1 else 1
    st.caption(words.count_line(len(found), len(every)))
    for suggestion in found[(page - 1) * AT_ONCE : page * AT_ONCE]:
        draw_suggestion(suggestion, by)


def choose_view() -> str:
    asked, indicator = selection().view, selection().indicator
    views = [view for view in words.VIEWS if view != "chi-tieu" or indicator in link_loaders.rows()]
    first = asked if asked in views else views[0]
    chosen = st.segmented_control(
        "Xem", views, format_func=words.VIEWS.__getitem__, default=first, key="view", label_visibility="collapsed"
    )
    remember(xem=chosen or first)
    return chosen or first


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
