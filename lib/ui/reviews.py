"""The review of returns: what waits, accepting many at once, and how returns are reviewed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.charts.cards import panel
from lib.charts.notices import notice
from lib.charts.submission_rows import SubmissionRow, submission_rows
from lib.domain.catalog import PlanSummary
from lib.domain.review import ReviewRules
from lib.storage.review_store import Waiting
from lib.ui import board_exports, filters, loaders
from lib.ui.markup import clickable, show
from lib.ui.shell import card, careful
from lib.ui.state import go, keep_for_next_run, kept
from lib.ui.who import ask_who
from lib.wording import messages, numbers, review
from lib.workflows import clock, review_submission

ROWS = 40


def draw_waiting(plan: PlanSummary, waiting: Sequence[Waiting]) -> None:
    """The returns that wait, those with warnings last; a row opens its submission."""
    rules = loaders.review_rules()
    clean = [one for one in waiting if not one.warnings.total()]
    if isinstance(done := kept("review-done"), tuple):
        show(notice(*done), key="review-done")
        keep_for_next_run("review-done", None)
    show(notice(review.summary(len(waiting), len(clean), rules), "old" if waiting else "empty"), key="summary")
    if not waiting:
        return
    by = ask_who()
    if clean and st.button(
        review.accept_clean_label(len(clean)),
        type="primary",
        icon=":material/done_all:",
        disabled=not by,
        key="accept-clean",
    ):
        _accept(clean, by)
    board_exports.waiting_button(plan, waiting)
    ordered = sorted(waiting, key=lambda one: (one.warnings.total() > 0, one.period, one.submission))
    drawn = submission_rows([_row(one) for one in filters.paged(ordered, ROWS)], review.TITLE)
    if chosen := clickable(panel(drawn), key="waiting"):
        go("submission", lan=chosen)


def _row(one: Waiting) -> SubmissionRow:
    note = review.waiting_note(one.uploaded_by, one.received_on, one.checked_by, one.reason)
    period = f"{numbers.period(one.period)}, bản {one.version}"
    return SubmissionRow(one.submission, one.agency_name, period, review.warned(one.warnings.total()), note)


def _accept(waiting: Sequence[Waiting], by: str) -> None:
    """Accept many, each in its own transaction; what is done stays done when the run is broken off."""
    bar = st.progress(0.0, review.accepting(0, len(waiting)))
    names = {one.submission: one.agency_name for one in waiting}
    n_accepted, faults = 0, []
    at = clock.now_text()
    for done in review_submission.accept_all(loaders.database(), list(names), at=at, by=by):
        if done.fault is None:
            n_accepted += 1
        else:
            faults.append(f"{names[done.submission]} ({messages.fault(done.fault)})")
        said = review.accepted_many(n_accepted, faults)
        keep_for_next_run("review-done", (said, "old" if faults else "good"))
        bar.progress((n_accepted + len(faults)) / len(names), review.accepting(n_accepted, len(names)))
    st.rerun()


def draw_rules() -> None:
    """How returns are reviewed from now on."""
    rules = loaders.review_rules()
    with card("rules"), st.form(f"review-rules-{rules.needed}-{rules.four_eyes}", border=False):
        st.subheader(review.RULES_TITLE)
        needed = st.toggle(review.NEEDED, value=rules.needed, help=review.NEEDED_HELP, key="review-needed")
        four_eyes = st.toggle(review.FOUR_EYES, value=rules.four_eyes, key="review-four-eyes")
        by = st.text_input(review.RULES_BY, placeholder=review.WHO_HINT, key="rules-by", width=400)
        if st.form_submit_button(review.RULES_SAVE):
            _save(ReviewRules(needed, four_eyes), by)
            st.rerun()


@careful
def _save(rules: ReviewRules, by: str) -> None:
    review_submission.set_rules(loaders.database(), rules, at=clock.now_text(), by=by)
    keep_for_next_run("review-done", (review.RULES_SAVED, "good"))
