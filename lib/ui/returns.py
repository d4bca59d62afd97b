"""The page's hands for returns: one warm reader per process, previews by content, receipts after the transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from lib.domain.issue import Issue, Severity
from lib.domain.own_return import OwnReading
from lib.domain.period import Period
from lib.excel.grid import Grid
from lib.excel.reader import FormReader
from lib.storage.database import revision
from lib.storage.files import sha256_of
from lib.ui import boards
from lib.ui.loaders import database, today
from lib.wording import receipts
from lib.workflows import receive_batch, receive_own, receive_submission
from lib.workflows.receive_batch import Upload
from lib.workflows.receive_own import Layout, Owed
from lib.workflows.receive_submission import Change, Preview, Receipt


def preview(name: str, content: bytes, read_as: OwnReading | None = None) -> Preview:
    """A file as it would be taken in today; its bytes are kept at once, it is read once per content and revision."""
    path = database()
    return _preview(path, revision(path), sha256_of(content), name, today(), content, read_as)


def days_of_receipt(seen: Preview) -> tuple[date, date]:
    """Between which days a file can have come in: since the window of its period began, until today."""
    last = today()
    return (min(boards.calendar().window(seen.form.fingerprint.period)[0], last) if seen.form else last), last


def receive(
    name: str,
    content: bytes,
    *,
    reason: str | None,
    by: str,
    day: date,
    answers: Mapping[Issue, str],
    read_as: OwnReading | None = None,
) -> Receipt:
    """Take a file in, one of the agency's own making by its confirmed reading.

    Only the warnings that were seen and answered are accepted: one that is new holds it back.
    """
    return receive_submission.receive(
        database(),
        content,
        name,
        received_on=day,
        by=by.strip(),
        reason=reason,
        by_finding=answers,
        reader=receive_own.reader_by(database(), read_as, reader()),
    )


def grid(content: bytes) -> Grid:
    """The cells of a workbook that is not our form.

    Raises: UploadRefused.
    """
    return _grid(sha256_of(content), content)


def owed(plan: str, agency: str, period: Period) -> Owed:
    """What an agency's own workbook is held against.

    Raises: Refused (`nothing-owed`).
    """
    path = database()
    return _owed(path, revision(path), plan, agency, period)


def layouts(content: bytes, plan: str, agency: str, period: Period) -> tuple[Layout, ...]:
    """The tables that were found in a workbook, the likeliest first."""
    path = database()
    return _layouts(path, revision(path), sha256_of(content), content, plan, agency, period)


def annotated(content: bytes, issues: Sequence[Issue]) -> bytes:
    """The file with its issues marked, noted and listed; made anew at each call, for downloads."""
    return reader().annotate(content, issues)


@st.cache_resource(show_spinner=False)
def reader() -> FormReader:
    """The reader of this process."""
    return FormReader()


@st.cache_resource(max_entries=16, show_spinner=False)
def _preview(
    path: Path, revision: int, sha256: str, name: str, day: date, _content: bytes, read_as: OwnReading | None
) -> Preview:
    receive_batch.keep(path, Upload(name, _content))
    return receive_submission.preview(path, _content, name, receive_own.reader_by(path, read_as, reader()), day)


@st.cache_resource(max_entries=4, show_spinner="Đang đọc tệp…")
def _grid(sha256: str, _content: bytes) -> Grid:
    return reader().grid(_content)


@st.cache_resource(max_entries=16, show_spinner=False)
def _owed(path: Path, revision: int, plan: str, agency: str, period: Period) -> Owed:
    return receive_own.owed(path, plan, agency, period)


@st.cache_resource(max_entries=8, show_spinner=False)
def _layouts(
    path: Path, revision: int, sha256: str, _content: bytes, plan: str, agency: str, period: Period
) -> tuple[Layout, ...]:
    return receive_own.layouts(grid(_content), owed(plan, agency, period))


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
