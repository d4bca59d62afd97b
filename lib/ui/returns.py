"""The page's hands for returns: one warm reader per process, previews by content, receipts after the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from lib.domain.issue import Issue, Severity
from lib.excel.reader import FormReader
from lib.storage.database import revision
from lib.storage.files import sha256_of
from lib.ui.loaders import database
from lib.wording import receipts
from lib.workflows import receive_batch, receive_submission
from lib.workflows.receive_batch import Upload
from lib.workflows.receive_submission import Change, Preview, Receipt


def preview(name: str, content: bytes) -> Preview:
    """A file as it would be taken in; its bytes are kept at once, it is read once per content and revision."""
    path = database()
    return _preview(path, revision(path), sha256_of(content), name, content)


def receive(name: str, content: bytes, *, reason: str | None, by: str, day: date) -> Receipt:
    """Take a file in. A reason given is the acceptance of its warnings."""
    return receive_submission.receive(
        database(),
        content,
        name,
        received_on=day,
        by=by.strip(),
        reason=reason,
        accept_warnings=True,
        reader=reader(),
    )


def annotated(content: bytes, issues: Sequence[Issue]) -> bytes:
    """The file with its issues marked, noted and listed; made anew at each call, for downloads."""
    return reader().annotate(content, issues)


@st.cache_resource(show_spinner=False)
def reader() -> FormReader:
    """The reader of this process."""
    return FormReader()


@st.cache_resource(max_entries=16, show_spinner=False)
def _preview(path: Path, revision: int, sha256: str, name: str, _content: bytes) -> Preview:
    receive_batch.keep(path, Upload(name, _content))
    return receive_submission.preview(path, _content, name, reader())


def preview_words(seen: Preview) -> str:
    """What would happen to a previewed file, in one sentence."""
    changed = [c for c in seen.changes if c.before and c.after and _differ(c)]
    return receipts.preview_sentence(
        n_blocking=sum(issue.severity is Severity.BLOCKING for issue in seen.issues),
        n_warnings=sum(issue.severity is Severity.WARNING for issue in seen.issues),
        n_new=sum(c.before is None and c.after is not None for c in seen.changes),
        n_changed=len(changed),
        n_dropped=sum(c.before is not None and c.after is None for c in seen.changes),
        duplicate=seen.duplicate_of is not None,
        whose=receipts.whose(seen.agency_name, seen.form.fingerprint.period if seen.form else None),
    )


def receipt_words(receipt: Receipt) -> str:
    """A receipt in one sentence."""
    return receipts.receipt_sentence(
        receipt.outcome,
        receipt.submission,
        receipt.version,
        receipt.n_values,
        receipt.sha256,
        receipts.whose(receipt.agency_name, receipt.period),
    )


def _differ(change: Change) -> bool:
    before, after = change.before, change.after
    assert before and after
    return (before.answer, before.a, before.b, before.value) != (after.answer, after.a, after.b, after.value)
