"""A person's word on a job: who, which day, why, which of several files, and the one button."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from lib.domain.batch import Verdict
from lib.domain.job import promise
from lib.storage.job_store import Job, JobFile
from lib.ui import loaders
from lib.ui.shell import careful
from lib.wording import batch as words
from lib.wording import jobs as job_words
from lib.workflows import batch_worker, receive_batch


def draw(job: Job, returns: Sequence[JobFile], is_stale: bool) -> None:
    """The questions that the files leave open, and the buttons that end the waiting."""
    chosen = _choose(job, returns)
    promised = [promise(file.verdict or Verdict.REPEATED, file.findings, file.position in chosen) for file in returns]
    n_ready, n_asking = promised.count(Verdict.READY), promised.count(Verdict.ASKS_REASON)
    n_faulty = sum(file.verdict is Verdict.FAULTY and not file.was_returned for file in returns)
    if n_ready + n_asking + n_faulty:
        with st.container(horizontal=True, key="job-sender"):
            by = st.text_input("Người nộp", key="job-by").strip()
            day = st.date_input("Ngày nhận", value=loaders.today(), format="DD/MM/YYYY", key="job-day")
        reason = st.text_input(words.REASON, key="job-reason").strip() if n_asking else ""
        if n_asking and not reason:
            st.caption(words.ASKING_LEFT)
        with_faulty = bool(n_faulty) and st.checkbox(words.RECORD_FAULTY, value=True, key="return-faulty")
        n_taken, n_returned = n_ready + (n_asking if reason else 0), n_faulty if with_faulty else 0
        st.caption(job_words.NOTHING_WRITTEN)
    with st.container(horizontal=True, key="answer"):
        if n_ready + n_asking + n_faulty:
            st.button(
                words.confirm_label(n_taken, n_returned),
                type="primary",
                disabled=not by or is_stale or not (n_taken or n_returned),
                icon=":material/task_alt:",
                help=None if by else words.WHO,
                on_click=_confirm,
                args=(job, by, day, reason, with_faulty, chosen),
                key="take-batch",
            )
        st.button(job_words.CANCEL, on_click=_cancel, args=(job,), icon=":material/delete:", key="cancel-job")


def _choose(job: Job, returns: Sequence[JobFile]) -> frozenset[int]:
    """Of several files for one agency and period, the one that a person chooses, or none."""
    rivals = sorted((f for f in returns if f.verdict is Verdict.CLASHING), key=lambda file: file.place_in_time)
    chosen: set[int] = set()
    for _, group in groupby(rivals, key=lambda file: file.place_in_time[:3]):
        files = list(group)
        names = {0: job_words.NONE_CHOSEN} | {file.position: file.file for file in files}
        label = job_words.choose_label(files[0].agency_name, files[0].period)
        key = f"choose-{job.id}-{files[0].position}"
        chosen.add(st.selectbox(label, list(names), format_func=names.__getitem__, key=key) or 0)
    return frozenset(position for position in chosen if position)


@careful
def _confirm(job: Job, by: str, day: date, reason: str, with_faulty: bool, chosen: Collection[int]) -> None:
    path = loaders.database()
    receive_batch.confirm(
        path,
        job.id,
        by=by,
        received_on=day,
        reason=reason or None,
        with_faulty=with_faulty,
        chosen=chosen,
        judged=job.judged_revision,
    )
    batch_worker.wake(path)


@careful
def _cancel(job: Job) -> None:
    receive_batch.cancel(loaders.database(), job.id)
