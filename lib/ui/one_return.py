"""One uploaded return: its preview, its annotated copy, the confirmation, the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from lib.charts.fault_rows import fault_rows
from lib.charts.notices import notice
from lib.domain.issue import Issue, Reasons
from lib.domain.own_return import OwnReading
from lib.domain.submission import Outcome
from lib.ui import loaders, opened_alone, returns, tables
from lib.ui.markup import show
from lib.ui.shell import careful
from lib.ui.state import go, keep_for_next_run, kept, renew
from lib.ui.who import who
from lib.wording import batch, receipts
from lib.workflows.receive_submission import Preview, Receipt


def draw(name: str, content: bytes, read_as: OwnReading | None = None) -> None:
    """What a file would change, and what stands in its way; `read_as`: of a workbook of the agency's own making."""
    with st.spinner("Đang đọc và kiểm tra tệp…"):
        seen = returns.preview(name, content, read_as)
    show(notice(returns.preview_words(seen), "bad" if seen.blocked else "note"), key="verdict")
    if seen.issues:
        names = {change.indicator_code: change.indicator_name for change in seen.changes}
        show(fault_rows(seen.issues, names), key="issues")
        _draw_copy(seen, name, content)
    if seen.changes:
        tables.changes(seen.changes, key="changes")
    if seen.duplicate_of is not None:
        return
    if seen.blocked:
        draw_sending_back(name, content, read_as)
        return
    _draw_confirmation(seen, name, content, read_as)


def draw_sending_back(name: str, content: bytes, read_as: OwnReading | None = None) -> None:
    """The button that records that a file goes back."""
    st.button(
        "Ghi nhận trả lại",
        on_click=_take,
        args=(name, content, None, {}, "", None, read_as),
        icon=":material/undo:",
    )


def draw_receipt() -> None:
    """The receipt of the file that was taken last."""
    receipt = kept("receipt")
    if not isinstance(receipt, Receipt):
        return
    kind = "good" if receipt.outcome is Outcome.ACCEPTED else "bad"
    show(
        notice(returns.receipt_words(receipt), kind, receipts.receipt_title(receipt.outcome, receipt.waits)),
        key="receipt",
    )
    if receipt.was_held:
        st.caption(receipts.HELD)
    if receipt.outcome is Outcome.ACCEPTED and st.button("Xem đơn vị", icon=":material/arrow_forward:"):
        go("agency", kh=receipt.plan_code, dv=receipt.agency_code, ky=str(receipt.period))


def _draw_copy(seen: Preview, name: str, content: bytes) -> None:
    if seen.form is None or not any(issue.cell for issue in seen.issues):
        return
    st.download_button(
        receipts.COPY,
        data=lambda: returns.annotated(content, seen.issues),
        file_name=batch.copy_name(name),
        on_click="ignore",
        icon=":material/rate_review:",
        key="copy",
    )


def _draw_confirmation(seen: Preview, name: str, content: bytes, read_as: OwnReading | None) -> None:
    with st.container(horizontal=True, key="sender"):
        by = st.text_input("Người nộp", key="by")
        first, last = returns.days_of_receipt(seen)
        day = st.date_input("Ngày nhận", value=last, min_value=first, max_value=last, format="DD/MM/YYYY", key="day")
    reason, answers = _draw_reasons(seen)
    ready = bool(by.strip()) and len(answers) == len(set(seen.asking))
    st.button(
        receipts.confirm_label(len(seen.form.lines) if seen.form else 0),
        type="primary",
        disabled=not ready,
        on_click=_take,
        args=(name, content, reason, answers, by, day, read_as),
        icon=":material/task_alt:",
        help=None if ready else receipts.INCOMPLETE,
    )


def _draw_reasons(seen: Preview) -> tuple[str | None, dict[Issue, str]]:
    """One reason for all warnings that ask, and, for those who want it, one for each; blank ones are left out."""
    if not seen.asking:
        return None, {}
    names = {change.indicator_code: change.indicator_name for change in seen.changes}
    for_all = st.text_input(receipts.REASON, key="reason")
    own: dict[Issue, str] = {}
    with st.expander(receipts.OWN_REASONS, icon=":material/rate_review:"):
        for number, issue in enumerate(dict.fromkeys(seen.asking)):
            label = receipts.warning_label(issue, names.get(issue.subject or ""))
            own[issue] = st.text_input(label, key=f"reason-{number}", placeholder=receipts.AS_FOR_ALL)
    given = Reasons(for_all, by_finding=own)
    answers = {issue: reason for issue in own if (reason := given.of(issue))}
    return for_all.strip() or None, answers


@careful
def _take(
    name: str,
    content: bytes,
    reason: str | None,
    answers: Mapping[Issue, str],
    by: str,
    day: date | None,
    read_as: OwnReading | None,
) -> None:
    """Button callback: one transaction, then the receipt on the next run; the rest of a batch stays."""
    sender, received_on = by or who(), day or loaders.today()
    receipt = returns.receive(
        name, content, reason=reason, by=sender, day=received_on, answers=answers, read_as=read_as
    )
    keep_for_next_run("receipt", receipt)
    if opened_alone.current() is None:
        renew("upload")
    opened_alone.let_go()
