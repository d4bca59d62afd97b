"""A submission on its own page: its lines by cell, its findings, its files, and what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from lib.charts.cards import panel
from lib.charts.chips import look_chip
from lib.charts.fault_rows import fault_rows
from lib.charts.notices import notice
from lib.charts.rows import text_line
from lib.charts.submission_rows import LineRow, SubmissionRow, line_rows, submission_rows
from lib.domain.review import ReviewAction, ReviewState
from lib.storage.ledger_store import Submission
from lib.ui import exports, loaders, returns, tables
from lib.ui.markup import clickable, show
from lib.ui.recognition import draw_decision
from lib.ui.shell import card, careful
from lib.ui.state import go, keep_for_next_run, kept, put_on_paper, remember, selection
from lib.ui.who import ask_who
from lib.wording import batch, history, numbers, review, submission
from lib.wording.labels import Look, look
from lib.workflows import clock, review_submission, undo_submission
from lib.workflows.opened_submission import Opened, OpenedLine

RECENT = 20


def draw_list(rows: Sequence[Submission], key: str, title: str) -> None:
    """Files sent in, newest first; a row opens its submission."""
    with card(key):
        exports.submissions_heading(title, key, rows)
        if not rows:
            show(notice("Chưa có lần nộp nào.", "empty"), key=f"none-{key}")
            return
        every = len(rows) <= RECENT or st.toggle(f"Xem cả {len(rows)} lần nộp", key=f"every-{key}")
        shown = rows if every else rows[:RECENT]
        counted = _in_force(rows)
        drawn = submission_rows([_row(row, row.id in counted) for row in shown], title)
        if chosen := clickable(drawn, key=f"list-{key}"):
            go("submission", lan=chosen)


def _in_force(rows: Sequence[Submission]) -> frozenset[int]:
    """Those of a list, newest first, whose figures are those of their agency and period: the newest that stands."""
    found: dict[tuple[object, ...], int] = {}
    for row in rows:
        if row.state in review.COUNTED:
            found.setdefault((row.plan_code, row.agency_code, row.period), row.id)
    return frozenset(found.values())


def _row(row: Submission, in_force: bool) -> SubmissionRow:
    look = review.state_look(row.state, in_force, row.needs_review)
    agency = row.agency_name or f"Tệp «{row.file}»"
    note = review.row_note(row.id, row.version, row.n_values, row.uploaded_by, row.received_on, row.file)
    return SubmissionRow(row.id, agency, numbers.period(row.period), look, note)


def draw(found: Opened) -> None:
    """All that is known of one submission."""
    sent = found.submission
    plans = {plan.code: plan.title for plan in loaders.plans()}
    put_on_paper(plan=plans.get(sent.plan_code or "", ""), period=numbers.period(sent.period) if sent.period else "")
    st.title(review.title(sent.agency_name, sent.period))
    show(look_chip(review.state_look(sent.state, found.in_force, sent.needs_review)), key="state")
    st.caption(review.subtitle(sent.id, sent.version, sent.file, sent.uploaded_by, sent.received_on, sent.received_at))
    if isinstance(done := kept("submission-done"), str):
        show(notice(done, "good"), key="submission-done")
        keep_for_next_run("submission-done", None)
    _draw_acts(found)
    _draw_files(found)
    _draw_lines(found)
    with card("findings"):
        st.subheader("Lỗi, cảnh báo")
        if found.findings:
            show(fault_rows(found.findings, found.names, found.answers), key="issues")
        else:
            show(notice(review.NO_FINDINGS, "note"), key="no-findings")
    _draw_decisions(found)


def _draw_acts(found: Opened) -> None:
    """Who did what with the submission, and the answer it gave to its warnings."""
    told = review.acts([(one.action, one.actor, one.at, one.reason) for one in found.reviews])
    if found.undone:
        told.append(history.undone(found.undone.actor, found.undone.at, found.undone.reason))
    rows = [("Giải trình khi nộp", found.submission.reason)] if found.submission.reason else []
    rows += [("Đã làm", text) for text in told]
    if rows:
        tables.pairs(rows, key="acts")


def _draw_files(found: Opened) -> None:
    sent = found.submission
    with st.container(horizontal=True, key="files"):
        st.download_button(
            review.ORIGINAL,
            data=partial(loaders.original, sent.sha256),
            file_name=sent.file.rpartition("/")[2],
            on_click="ignore",
            icon=":material/download:",
            key="original",
            help=f"sha256: {sent.sha256}",
        )
        if sent.agency_code and any(issue.cell for issue in found.findings):
            st.download_button(
                review.COPY,
                data=lambda: returns.annotated(loaders.original(sent.sha256), found.findings),
                file_name=batch.copy_name(sent.file),
                on_click="ignore",
                icon=":material/rate_review:",
                key="copy",
            )


def _draw_lines(found: Opened) -> None:
    with card("lines"):
        st.subheader("Số liệu trong biểu")
        if not found.lines:
            show(notice(review.NO_LINES, "empty"), key="no-lines")
            return
        st.caption(review.CELLS_HINT)
        before = found.before
        same = before is not None and before.period == found.submission.period
        head = review.before_title(before.period if before else None, before.version if before else None, same)
        chosen = selection().indicator
        looks = _looks(found)
        rows = [_line_row(line, line.indicator_code == chosen, looks.get(line.indicator_code)) for line in found.lines]
        if clicked := clickable(panel(line_rows(rows, head)), key="lines"):
            remember(ct=None if clicked == chosen else clicked)
            st.rerun()
        focus = next((line for line in found.lines if line.indicator_code == chosen), None)
        if focus:
            _draw_cells(found, focus)


def _looks(found: Opened) -> dict[str, Look]:
    """How the lines of a submission in force stand."""
    sent = found.submission
    if not (found.in_force and sent.plan_code and sent.agency_code and sent.period):
        return {}
    return {
        line.indicator_code: look(line) for line in loaders.of_agency(sent.plan_code, sent.agency_code, sent.period)
    }


def _line_row(line: OpenedLine, is_open: bool, shown: Look | None) -> LineRow:
    gap = line.second_gap
    apart = numbers.with_unit(numbers.trimmed(gap, 2), "điểm" if numbers.is_share_unit(line.unit) else line.unit)
    return LineRow(
        code=line.indicator_code,
        name=f"{line.ordinal}. {line.name}",
        before=submission.answer_text(line.before, line.unit),
        now=submission.answer_text(line.line, line.unit),
        change=submission.change_text(line.before, line.line, line.unit),
        look=shown,
        second=review.second_text(line.line, line.unit, line.risky, apart if gap is not None else None),
        place=line.line.ref("a") or line.line.ref("value") or line.line.ref("answer") or numbers.MISSING,
        is_open=is_open,
    )


def _draw_cells(found: Opened, focus: OpenedLine) -> None:
    """The cells of one line as typed, with the way back up to its agency."""
    show(text_line(f"{focus.ordinal}. {focus.name}"), key="focus")
    st.caption(review.sheet_text(focus.cells[0].sheet if focus.cells else None))
    tables.pairs([review.cell_pair(c.column_key, c.ref, c.raw) for c in focus.cells], key="cells")
    sent = found.submission
    _draw_recognition(found, focus)
    if st.button("Xem chỉ tiêu này của đơn vị", icon=":material/apartment:", key="to-agency"):
        go("agency", kh=sent.plan_code, ky=str(sent.period), dv=sent.agency_code, ct=focus.indicator_code)


def _draw_recognition(found: Opened, focus: OpenedLine) -> None:
    """Whether the figure of a line in force is recognised."""
    sent = found.submission
    if not (found.in_force and sent.plan_code and sent.agency_code and sent.period):
        return
    lines = loaders.of_agency(sent.plan_code, sent.agency_code, sent.period)
    if line := next((line for line in lines if line.indicator_code == focus.indicator_code), None):
        draw_decision(sent.plan_code, line, sent.period)


def _draw_decisions(found: Opened) -> None:
    sent = found.submission
    if not found.in_force:
        return
    with card("decisions"):
        by = ask_who()
        if sent.state.is_waiting:
            with st.container(horizontal=True, key="accepting"):
                st.button(
                    review.ACCEPT,
                    type="primary",
                    icon=":material/task_alt:",
                    disabled=not by,
                    on_click=_review,
                    args=(sent.id, ReviewAction.ACCEPT, by),
                )
                if sent.state is ReviewState.RECEIVED:
                    st.button(
                        review.CHECK,
                        icon=":material/visibility:",
                        disabled=not by,
                        on_click=_review,
                        args=(sent.id, ReviewAction.CHECK, by),
                    )
            reason = st.text_input(review.RETURN_REASON, key="return-reason", width=560).strip()
            st.button(
                review.RETURN,
                icon=":material/undo:",
                disabled=not (by and reason),
                on_click=_review,
                args=(sent.id, ReviewAction.RETURN, by, reason),
            )
            return
        st.caption(review.UNDO_HINT)
        reason = st.text_input(review.UNDO_REASON, key="undo-reason", width=560).strip()
        st.button(
            review.UNDO,
            icon=":material/undo:",
            disabled=not (by and reason),
            on_click=_undo,
            args=(sent.id, by, reason),
        )


@careful
def _review(number: int, action: ReviewAction, by: str, reason: str = "") -> None:
    review_submission.review(loaders.database(), number, action, at=clock.now_text(), by=by, reason=reason)
    keep_for_next_run("submission-done", review.DONE[action])


@careful
def _undo(number: int, by: str, reason: str) -> None:
    undo_submission.undo(loaders.database(), number, reason=reason, at=clock.now_text(), by=by)
    keep_for_next_run("submission-done", review.DONE["undo"])
