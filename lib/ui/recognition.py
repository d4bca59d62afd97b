"""The decision whether a figure is recognised, taken by the secretariat where the figure's file is opened."""

from __future__ import annotations

import streamlit as st

from lib.charts.notices import notice
from lib.domain.period import Period
from lib.domain.recognition import RecognitionReason
from lib.domain.standing import Absence, Standing
from lib.ui import loaders
from lib.ui.markup import show
from lib.ui.shell import careful
from lib.ui.state import keep_for_next_run, kept
from lib.wording import history as words
from lib.wording import labels
from lib.workflows import clock
from lib.workflows.recognise import not_recognise, recognise


def draw_decision(plan_code: str, line: Standing, period: Period) -> None:
    """The form that decides whether one figure is recognised, and what the last decision of this session did."""
    if isinstance(done := kept("recognition"), str):
        show(notice(done, "good"), key="recognition-done")
        keep_for_next_run("recognition", None)
    refused = line.absence is Absence.NOT_RECOGNISED
    place = f"{line.indicator_code}-{line.agency_code}-{period}"
    title = words.ACCEPT if refused else words.REFUSE
    with st.expander(title, icon=":material/gavel:"):
        st.caption(words.REFUSE_HINT)
        with st.form(f"recognition-{place}", border=False):
            reason: str | None
            if refused:
                reason = st.text_input("Lý do công nhận lại", key=f"reason-{place}")
            else:
                reason = st.selectbox(
                    "Lý do",
                    list(RecognitionReason),
                    format_func=labels.RECOGNITION_REASONS.__getitem__,
                    key=f"why-{place}",
                )
            by = st.text_input("Người quyết định", key=f"by-{place}", placeholder="Họ tên, chức vụ")
            note = "" if refused else st.text_area("Ghi chú", key=f"note-{place}", height=80)
            if st.form_submit_button(title):
                _decide(plan_code, line, period, refused, reason or "", by, note or "")
                st.rerun()


@careful
def _decide(plan_code: str, line: Standing, period: Period, refused: bool, reason: str, by: str, note: str) -> None:
    assert line.agency_code is not None
    at = clock.now_text()
    codes = (plan_code, line.agency_code, line.indicator_code)
    if refused:
        recognise(loaders.database(), *codes, period, reason, at=at, by=by)
        keep_for_next_run("recognition", words.done("recognise"))
    else:
        not_recognise(loaders.database(), *codes, period, reason, note, at=at, by=by)
        keep_for_next_run("recognition", words.done("not_recognise"))
