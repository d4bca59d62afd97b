"""Many returns at once: sent, watched while a worker reads them, confirmed, and what became of each.

The page only watches: everything stands in the ledger, so that it can be left and opened again anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from lib.charts.batch_rows import BatchRow, batch_rows
from lib.charts.job_rows import JobRow, job_head, job_rows
from lib.charts.notices import notice
from lib.domain.batch import Verdict
from lib.domain.job import FileEnd, JobState
from lib.storage import job_store
from lib.storage.database import reading, revision
from lib.storage.job_store import Job, JobFile
from lib.ui import batch_answer, loaders, opened_alone, own_layout
from lib.ui.markup import clickable, show
from lib.ui.returns import reader
from lib.ui.shell import card, careful
from lib.ui.state import go, remember, renew, selection
from lib.wording import batch as words
from lib.wording import jobs as job_words
from lib.wording import numbers
from lib.workflows import batch_worker, receive_batch
from lib.workflows.clock import now_text
from lib.workflows.receive_batch import Upload

_ORDER = list(Verdict)  # what needs a look first
_ENDS = [FileEnd.CHANGED, None, FileEnd.REFUSED, FileEnd.DUPLICATE, FileEnd.ACCEPTED]
_OPENED = {Verdict.FAULTY: 2, Verdict.ASKS_REASON: 1, Verdict.CLASHING: 0, Verdict.READY: 0}
_WATCH_SECONDS = 1.0
_LISTED = 6
_SHOWN_AT_ONCE = 12


def send(uploads: Sequence[Upload]) -> None:
    """Keep what was sent, make a job of it and open that."""
    with st.spinner(job_words.KEPT):
        number = receive_batch.drop(loaders.database(), uploads)
    renew("upload")
    remember(luot=str(number))
    st.rerun()


def draw_chosen() -> None:
    """The job that the address names."""
    number = selection().job
    if number is None:
        return
    with card("job"):
        job = _job(number)
        if job is None:
            show(notice(job_words.unknown(number), "bad"), key="job-unknown")
        else:
            st.subheader(job_words.title(number))
            sent = job_words.sent(job.dropped_at, job.n_files)
            show(job_head(job_words.state_look(job.state), sent), key="job-head")
            _draw(job)
        st.button(job_words.CLOSE, on_click=remember, kwargs={"luot": None}, icon=":material/close:", key="close-job")


def draw_list() -> None:
    """The jobs that are under way, then the newest: the way back to each."""
    found = _jobs()
    if not found:
        return
    is_moving = any(job.state.is_under_way for job in found)
    with card("jobs"):
        st.subheader(job_words.LIST)
        st.caption(job_words.LIST_HINT)
        st.fragment(_list, run_every=_WATCH_SECONDS if is_moving else None)(is_moving)


def _list(was_moving: bool) -> None:
    """The rows, drawn anew while something is under way."""
    found = _jobs()
    chosen = clickable(job_rows([_list_row(job) for job in found]), key="jobs")
    if chosen:
        opened_alone.let_go()
        remember(luot=chosen)
    if chosen or was_moving != any(job.state.is_under_way for job in found):
        st.rerun()


def _jobs() -> tuple[Job, ...]:
    with reading(loaders.database()) as connection:
        return job_store.jobs(connection, _LISTED)


def _job(number: int) -> Job | None:
    with reading(loaders.database()) as connection:
        return job_store.job(connection, number)


def _files(number: int) -> tuple[JobFile, ...]:
    with reading(loaders.database()) as connection:
        return job_store.job_files(connection, number)


def _draw(job: Job) -> None:
    files = _files(job.id)
    returns = [file for file in files if file.left_out is None]
    if job.state.is_under_way:
        st.fragment(_watch, run_every=_WATCH_SECONDS)(job.id, job.state)
    elif job.state is JobState.READY:
        _draw_verdicts(returns)
        is_stale = job.judged_revision != revision(loaders.database())
        if is_stale:
            st.fragment(_await_judgement, run_every=_WATCH_SECONDS)(job.id, job.judged_revision)
        batch_answer.draw(job, returns, is_stale)
        own_layout.offer(job.id, returns)
    elif job.state is JobState.DONE:
        _draw_receipts(job, returns)
    else:
        show(notice(job_words.CANCELLED if returns else job_words.EMPTY, "old"), key="job-ended")
    _draw_left_out([file for file in files if file.left_out is not None])


def _watch(number: int, state: JobState) -> None:
    """The progress, by itself every second; when there is something new to say the whole page is drawn again."""
    job = _job(number)
    if job is None or job.state is not state:
        st.rerun()
    batch_worker.wake(loaders.database())
    is_reading = state is JobState.READING
    done, of = (job.progress.n_read, job.progress.n_returns) if is_reading else _taken(job)
    st.progress(done / max(1, of), job_words.progress(state, done, of, _next_file(job)))
    st.caption(job_words.MAY_LEAVE)
    if job.worker is None:
        st.caption(job_words.QUEUED)
    elif (job.worker_until or "") < now_text():
        show(notice(job_words.BROKEN_OFF, "old"), key="broken-off")
    if job.resumed_at:
        st.caption(job_words.resumed(job.resumed_at))


def _taken(job: Job) -> tuple[int, int]:
    return job.progress.n_ended, job.progress.n_promised


def _next_file(job: Job) -> str | None:
    """The file that the worker is at."""
    files = _files(job.id)
    if job.state is JobState.READING:
        left = [file for file in files if file.left_out is None and not file.is_read]
    else:
        waiting = [file for file in files if file.promised and not file.became]
        left = sorted(waiting, key=lambda file: file.place_in_time)
    return left[0].file if left else None


def _await_judgement(number: int, judged: int | None) -> None:
    """Have the verdicts made anew after the ledger has changed; then the whole page is drawn again."""
    job = _job(number)
    if job is None or (job.judged_revision is not None and job.judged_revision != judged):
        st.rerun()
    if job.judged_revision is not None:
        careful(receive_batch.look_again)(loaders.database(), number)
    batch_worker.wake(loaders.database())
    st.caption(job_words.JUDGED_ANEW)


def _draw_verdicts(returns: Sequence[JobFile]) -> None:
    found = [file.verdict for file in returns if file.verdict]
    needs_a_look = any(v in (Verdict.FAULTY, Verdict.CLASHING, Verdict.ASKS_REASON) for v in found)
    show(notice(words.summary(found), "old" if needs_a_look else "note"), key="batch-summary")
    ordered = sorted(returns, key=lambda file: _ORDER.index(file.verdict or Verdict.READY))
    first, rest = _parted(ordered, {Verdict.READY, Verdict.REPEATED, Verdict.DUPLICATE}, lambda file: file.verdict)
    if first:
        show(batch_rows([_verdict_row(file) for file in first]), key="batch-table")
    if rest:
        with st.expander(job_words.rest(len(rest))):
            show(batch_rows([_verdict_row(file) for file in rest]), key="batch-table-rest")
    _draw_copies(returns)


def _draw_receipts(job: Job, returns: Sequence[JobFile]) -> None:
    """What became of every file, those that need a person first."""
    left = [file for file in returns if file.became is FileEnd.CHANGED or _is_unanswered(file)]
    summary = job_words.receipt_summary([file.became for file in returns])
    show(notice(summary, "old" if left else "good"), key="batch-receipts")
    day = numbers.day(job.received_on)
    st.caption(job_words.decided(job.decided_by or "", job.decided_at or job.dropped_at, day))
    if job.resumed_at:
        st.caption(job_words.resumed(job.resumed_at))
    ordered = sorted(returns, key=lambda file: _ENDS.index(file.became))
    first, rest = _parted(ordered, {FileEnd.ACCEPTED, FileEnd.DUPLICATE}, lambda file: file.became)
    if first:
        _draw_receipt_table(first, "batch-receipt-table")
    if rest:
        with st.expander(job_words.rest(len(rest))):
            _draw_receipt_table(rest, "batch-receipt-table-rest")
    _draw_copies([file for file in returns if file.became is not FileEnd.ACCEPTED])
    if left:
        label = job_words.again_label(len(left))
        if st.button(label, icon=":material/replay:", key="again"):
            again = receive_batch.drop_again(loaders.database(), job.id, {file.position for file in left})
            remember(luot=str(again))
            st.rerun()


def _draw_receipt_table(files: Sequence[JobFile], key: str) -> None:
    opened = clickable(batch_rows([_receipt_row(file) for file in files], "Biên nhận"), key=key)
    if opened:
        go("submission", lan=opened)


def _parted(
    files: Sequence[JobFile], quiet: Collection[object], of: Callable[[JobFile], object]
) -> tuple[list[JobFile], list[JobFile]]:
    """What a person should see, and, when they are many, those behind a click with which all is well."""
    rest = [file for file in files if of(file) in quiet]
    if len(rest) <= _SHOWN_AT_ONCE:
        return list(files), []
    return [file for file in files if of(file) not in quiet], rest


def _is_unanswered(file: JobFile) -> bool:
    return file.became is None and file.verdict in (Verdict.ASKS_REASON, Verdict.CLASHING)


def _draw_left_out(files: Sequence[JobFile]) -> None:
    if not files:
        return
    is_open = any(words.may_be_a_return(file.left_out or "") for file in files)
    with st.expander(words.skipped_title(len(files)), icon=":material/block:", expanded=is_open):
        for file in files:
            st.text(words.skipped(file.file, file.left_out or ""))


def _draw_copies(returns: Sequence[JobFile]) -> None:
    """The annotated copies of all files that need mending, in one zip."""
    marked = [file for file in returns if file.sha256 and any(issue.cell for issue in file.findings)]
    marked = [file for file in marked if file.verdict in (Verdict.FAULTY, Verdict.ASKS_REASON)]
    if marked:
        wanted = [
            (f"{n:03d} {words.copy_name(file.file)}", file.sha256 or "", file.findings)
            for n, file in enumerate(marked, start=1)
        ]
        path = loaders.database()
        st.download_button(
            words.COPIES,
            data=lambda: receive_batch.marked_copies(path, wanted, reader()),
            file_name="danh-dau-loi.zip",
            on_click="ignore",
            icon=":material/rate_review:",
            key="copies",
        )


def _verdict_row(file: JobFile) -> BatchRow:
    agency, period = words.whose(file.agency_name, file.period)
    verdict = file.verdict or Verdict.READY
    note = words.note(verdict, file.findings, file.was_returned)
    reasons = words.reasons(file.findings) if verdict in _OPENED else ()
    return BatchRow(file.file, agency, period, words.verdict_look(verdict), note, reasons, _OPENED.get(verdict, 0))


def _receipt_row(file: JobFile) -> BatchRow:
    agency, period = words.whose(file.agency_name, file.period)
    verdict = file.verdict or Verdict.READY
    if file.became is None:
        note = job_words.not_taken(verdict, file.was_returned)
        reasons = words.reasons(file.findings) if verdict in _OPENED else ()
        look = words.verdict_look(verdict)
    elif file.became is FileEnd.CHANGED:
        note, reasons, look = job_words.CHANGED, words.reasons(file.findings), job_words.end_look(file.became)
    else:
        n_values = file.n_values if file.became is FileEnd.ACCEPTED else 0
        detail = words.receipt_detail(file.submission, file.version, n_values, file.sha256 or "")
        note = detail + job_words.version_note(file.version) * (file.became is FileEnd.ACCEPTED)
        reasons = words.reasons(file.findings) if file.became is FileEnd.REFUSED else ()
        look = job_words.end_look(file.became, file.waits)
    n_open = 2 if file.became in (FileEnd.CHANGED, FileEnd.REFUSED) else _OPENED.get(verdict, 0)
    key = str(file.submission) if file.submission else None
    return BatchRow(file.file, agency, period, look, note, reasons, n_open, key)


def _list_row(job: Job) -> JobRow:
    far = job.progress
    short = job_words.in_short(job.state, far.n_returns, far.n_read, far.n_promised, far.n_ended)
    sent = job_words.sent(job.dropped_at, job.n_files)
    return JobRow(str(job.id), job_words.title(job.id), job_words.state_look(job.state), short, sent)
