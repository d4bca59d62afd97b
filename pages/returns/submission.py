import streamlit as st

from lib.charts.notices import notice
from lib.ui import loaders
from lib.ui.markup import show
from lib.ui.shell import guard
from lib.ui.state import go, selection
from lib.ui.submissions import draw
from lib.ui.trail import trail_to_submission
from lib.wording import review

guard("submission")

number = selection().submission
found = loaders.opened(number) if number else None
if found is None:
    st.title(review.UNKNOWN if number else "Lần nộp")
    show(notice(review.CHOOSE, "empty"), key="choose")
    if st.button("Đến trang nộp báo cáo", icon=":material/upload_file:"):
        go("submit")
else:
    trail_to_submission(found.submission)
    draw(found)
