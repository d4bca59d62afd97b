"""Sổ chỉ tiêu: run with `streamlit run app.py`."""

from lib.ui.shell import navigation, run

run(navigation())
