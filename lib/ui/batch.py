"""Many uploaded returns at once: read with progress, judged in one table, taken with one confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from lib.charts.batch_rows import BatchRow, batch_rows
from lib.charts.notices import notice
from lib.domain.batch import Verdict
from lib.storage.database import revision
from lib.storage.files import sha256_of
from lib.ui import loaders, own_layout, returns
from lib.ui.markup import show
from lib.ui.shell import card
from lib.ui.state import keep_for_next_run, kept, renew
from lib.wording import batch as words
from lib.workflows import receive_batch
from lib.workflows.receive_batch import Batch, BatchFile, Skipped, Upload
from lib.workflows.receive_submission import Receipt

_ORDER = list(Verdict)  # what needs a look first


def draw(uploads: Sequence[Upload]) -> None:
    """The batch: what it holds, what can be taken, and the one button; or the one file that was opened alone."""
    if own_layout.draw_alone():
        return
    batch = _read(uploads)
    found = [file.verdict for file in batch.files]
    needs_a_look = any(v in (Verdict.FAULTY, Verdict.CLASHING, Verdict.ASKS_REASON) for v in found)
    show(notice(words.summary(found), "old" if needs_a_look or not found else "note"), key="batch-summary")
    if batch.files:
        ordered = sorted(batch.files, key=lambda file: _ORDER.index(file.verdict))
        show(batch_rows([_row(file) for file in ordered]), key="batch-table")
        _draw_copies(batch)
    own_layout.offer([file.upload for file in batch.files if own_layout.is_foreign(file.preview)])
    _draw_skipped(batch.skipped)
    _draw_confirmation(batch)


def draw_receipts() -> None:
    """The receipts of the batch that was taken last, or of as much of it as was taken."""
    receipts = kept("batch-receipts")
    if not isinstance(receipts, tuple) or not receipts:
        return
    with card("batch-receipts"):
        show(notice(words.receipt_summary([receipt.outcome for receipt in receipts]), "good"), key="batch-receipts")
        show(batch_rows([_receipt_row(receipt) for receipt in receipts], "Biên nhận"), key="batch-receipt-table")


def _read(uploads: Sequence[Upload]) -> Batch:
    """The batch as judged; read again only when its files or the ledger changed."""
    path = loaders.database()
    mark = (revision(path), tuple((upload.name, sha256_of(upload.content)) for upload in uploads))
    known = kept("batch")
    if isinstance(known, tuple) and known[0] == mark:
        found: Batch = known[1]
        return found
    files, skipped = receive_batch.open_uploads(uploads)
    bar = st.progress(0.0, words.reading(0, len(files), files[0].name) if files else None)
    seen = []
    for preview in receive_batch.previews(path, files, returns.reader()):
        seen.append(preview)
        bar.progress(len(seen) / len(files), words.reading(len(seen), len(files), preview.file))
    bar.empty()
    batch = receive_batch.judged(path, files, seen, skipped)
    keep_for_next_run("batch", (mark, batch))
    return batch


def _row(file: BatchFile) -> BatchRow:
    seen = file.preview
    agency, period = words.whose(seen.agency_name, seen.form.fingerprint.period if seen.form else None)
    note = words.note(file.verdict, seen.issues, file.was_returned)
    opened = {Verdict.FAULTY: 2, Verdict.ASKS_REASON: 1, Verdict.READY: 0}
    reasons = words.reasons(seen.issues) if file.verdict in opened else ()
    look = words.verdict_look(file.verdict)
    return BatchRow(file.upload.name, agency, period, look, note, reasons, opened.get(file.verdict, 0))


def _receipt_row(receipt: Receipt) -> BatchRow:
    agency, period = words.whose(receipt.agency_name, receipt.period)
    detail = words.receipt_detail(receipt.submission, receipt.version, receipt.n_values, receipt.sha256)
    return BatchRow(receipt.file, agency, period, words.outcome_look(receipt.outcome), detail)


def _draw_copies(batch: Batch) -> None:
    """The annotated copies of all files that need mending, in one zip."""
    files = [f for f in batch.of(Verdict.FAULTY, Verdict.ASKS_REASON) if f.preview.form and _has_cells(f)]
    if files:
        named = [(f"{n:03d} {words.copy_name(file.upload.name)}", file) for n, file in enumerate(files, start=1)]
        st.download_button(
            words.COPIES,
            data=lambda: receive_batch.marked_copies(named, returns.reader()),
            file_name="danh-dau-loi.zip",
            on_click="ignore",
            icon=":material/rate_review:",
            key="copies",
        )


def _has_cells(file: BatchFile) -> bool:
    return any(issue.cell for issue in file.preview.issues)


def _draw_skipped(skipped: Sequence[Skipped]) -> None:
    if skipped:
        title, is_open = words.skipped_title(len(skipped)), any(file.may_be_a_return for file in skipped)
        with st.expander(title, icon=":material/block:", expanded=is_open):
            for file in skipped:
                st.text(words.skipped(file.name, file.code))


def _draw_confirmation(batch: Batch) -> None:
    ready, asking = batch.of(Verdict.READY), batch.of(Verdict.ASKS_REASON)
    faulty = tuple(file for file in batch.of(Verdict.FAULTY) if not file.was_returned)
    if not ready + asking + faulty:
        return
    with st.container(horizontal=True, key="sender"):
        by = st.text_input("Người nộp", key="by").strip()
        day = st.date_input("Ngày nhận", value=loaders.today(), format="DD/MM/YYYY", key="day")
    reason = st.text_input(words.REASON, key="reason").strip() if asking else ""
    if asking and not reason:
        st.caption(words.ASKING_LEFT)
    returned = faulty if faulty and st.checkbox(words.RECORD_FAULTY, value=True, key="return-faulty") else ()
    taken = (*ready, *(asking if reason else ()))
    pressed = st.button(
        words.confirm_label(len(taken), len(returned)),
        type="primary",
        disabled=not by or not (taken or returned),
        icon=":material/task_alt:",
        help=None if by else words.WHO,
        key="take-batch",
    )
    if pressed:
        _take((*taken, *returned), by, day, reason)


def _take(files: Sequence[BatchFile], by: str, day: date, reason: str) -> None:
    """Take the files in their order; what is done is kept at once, so that a run that is broken off still tells."""
    bar = st.progress(0.0, words.taking(0, len(files), files[0].upload.name))
    receipts: list[Receipt] = []
    for receipt in receive_batch.take(loaders.database(), files, received_on=day, by=by, reason=reason or None):
        receipts.append(receipt)
        keep_for_next_run("batch-receipts", tuple(receipts))
        bar.progress(len(receipts) / len(files), words.taking(len(receipts), len(files), receipt.file))
    keep_for_next_run("batch", None)
    renew("upload")
    st.rerun()
