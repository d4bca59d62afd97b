import streamlit as st

from lib.ui import loaders
from lib.ui.choosers import choose_plan
from lib.ui.reviews import draw_rules, draw_waiting
from lib.ui.shell import guard
from lib.wording import review

guard("review")

st.title(review.TITLE)
with st.container(horizontal=True, key="pick"):
    plan = choose_plan()
draw_waiting(plan, loaders.waiting(plan.code))
draw_rules()
