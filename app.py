"""Sổ chỉ tiêu: run with `streamlit run app.py`."""

from lib.ui.shell import frame, navigation

page = navigation()
with frame():
    page.run()
