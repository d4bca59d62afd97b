"""One figure under the glass: its promise, its life by file and cell, the decision on it, its changes of status."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from lib.charts.changes import ChangeRow, change_rows
from lib.charts.notices import notice
from lib.charts.rows import pair_rows
from lib.charts.timeline import Moment, timeline
from lib.domain.agency import Agency
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.promise import lacks_words
from lib.domain.recognition import RecognitionReason
from lib.domain.standing import Absence, Standing
from lib.storage.change_store import LoggedChange
from lib.ui import board_exports, loaders, past_loaders, tables
from lib.ui.markup import clickable, show
from lib.ui.shell import card, careful
from lib.ui.state import go, keep_for_next_run, kept
from lib.wording import changes as change_words
from lib.wording import history as words
from lib.wording import labels, numbers
from lib.wording.ranking import is_worse
from lib.workflows import clock
from lib.workflows.figure_history import Version
from lib.workflows.recognise import not_recognise, recognise

FEW = 8


def draw_recent(plan: PlanSummary, period: Period) -> None:
    """What of the plan's totals has changed since the period before; a row opens its indicator."""
    rows = past_loaders.changes(plan.code, None, period)
    names = {indicator.code: indicator.name for indicator in loaders.plan(plan.code).indicators}
    with card("changes"):
        if not rows:
            st.subheader(change_words.TITLE)
            show(notice(change_words.NONE, "empty"), key="no-changes")
            return
        worse = [is_worse(row.was.word if row.was else None, row.became.word) for row in rows]
        board_exports.changes_heading(change_words.title(worse), plan, period, rows, names)
        ordered = sorted(rows, key=_worst_change)
        shown = [
            change_row(row, row.indicator_code, names.get(row.indicator_code, row.indicator_code)) for row in ordered
        ]
        every = len(shown) <= FEW or st.toggle(f"Xem cả {len(shown)} chỉ tiêu", key="every-change")
        if chosen := clickable(change_rows(shown if every else shown[:FEW]), key="changes"):
            go("indicator", kh=plan.code, ky=str(period), ct=chosen)


def draw_changes(plan: PlanSummary, indicator: str, agency: str | None, last: Period) -> None:
    """How one line has changed over the periods, newest first."""
    rows = past_loaders.changes_of_line(plan.code, indicator, agency, last)
    st.markdown(f"**{change_words.OF_LINE}**")
    if not rows:
        show(notice(change_words.NONE_OF_LINE, "empty"), key="no-changes")
        return
    show(change_rows([change_row(row, str(row.id), numbers.period(row.period)) for row in rows]), key="line-changes")


def draw_life(plan: PlanSummary, line: Standing, period: Period) -> None:
    """Every version of an agency's figure, with the originals; and the decision whether it is recognised."""
    assert line.agency_code is not None
    versions = past_loaders.life(plan.code, line.agency_code, line.indicator_code, period)
    if isinstance(done := kept("recognition"), str):
        show(notice(done, "good"), key="recognition-done")
        keep_for_next_run("recognition", None)
    with st.expander(words.LIFE, icon=":material/history:", expanded=line.absence is Absence.NOT_RECOGNISED):
        if not versions:
            show(notice(words.NO_LIFE, "empty"), key="no-life")
            return
        show(timeline([moment for version in versions for moment in _moments(version, line.unit)]), key="life")
        _downloads(versions)
    if loaders.past_day() is None and any(
        version.answer for version in versions if version.fate in ("in_force", "provisional")
    ):
        _draw_decision(plan, line, period)


def draw_promise(plan: PlanSummary, line: Standing, period: Period) -> None:
    """What was promised for one line the time before, and what became of it."""
    assert line.agency_code is not None
    promise = past_loaders.promised(plan.code, line.agency_code, period).get(line.indicator_code)
    if promise:
        tables.pairs([words.promised(promise.promised_at, promise.remedy, promise.outcome)], key="promise")


def draw_promises(plan: PlanSummary, agency: Agency, lines: Sequence[Standing], period: Period) -> None:
    """An agency's promises with what became of them, and the lines that lack a cause or remedy."""
    lacking = [line.indicator_name for line in lines if line.figure_period == period and lacks_words(line)]
    if lacking:
        show(pair_rows([(words.LACKING, "; ".join(lacking))]), key="lacking")
    found = past_loaders.promised(plan.code, agency.code, period).values()
    if found:
        st.markdown(f"**{words.PROMISED}**")
        tables.promises(list(found), key="promises")
        st.caption(words.PROMISE_RULE)


def draw_lacking(plan: PlanSummary, period: Period) -> None:
    """Every line of a period that is not on its way and lacks a cause or remedy; a row opens it."""
    rows = past_loaders.lacking_causes(plan.code, period)
    if not rows:
        return
    with card("lacking"):
        board_exports.lacking_heading(words.lacking_title(len(rows)), plan, period, rows)
        if chosen := tables.lacking(rows, key="lacking-lines"):
            go("agency", kh=plan.code, ky=str(period), dv=chosen.agency_code, ct=chosen.indicator_code)


def change_row(row: LoggedChange, key: str, name: str) -> ChangeRow:
    """A logged change as a row: what it was, what it became, and why."""
    why = change_words.why(row.cause, row.at, row.agency_name, row.actor, row.reason)
    return ChangeRow(key, name, change_words.mark_look(row.was), change_words.mark_look(row.became), why)


def _worst_change(row: LoggedChange) -> bool:
    """What has become worse comes first; within both the newest."""
    return not is_worse(row.was.word if row.was else None, row.became.word)


def _moments(version: Version, unit: str) -> list[Moment]:
    """The decisions taken on a version, newest first, then the version itself."""
    found = [
        Moment(
            words.decided(one.action, one.actor, one.at, one.reason, one.note),
            None,
            words.REFUSED if one.action == "not_recognise" else words.RECOGNISED,
            (),
        )
        for one in reversed(version.decisions)
    ]
    told = (
        words.place(version.file, version.sheet, version.cell),
        words.typed([(cell.column, cell.ref, cell.raw) for cell in version.cells]),
        words.sent(version.uploaded_by, version.received_on, version.received_at),
        f"Giải trình khi nộp: {version.reason}" if version.reason else None,
        words.undone(version.undone.actor, version.undone.at, version.undone.reason) if version.undone else None,
        *(words.reviewed(one.action, one.actor, one.at, one.reason) for one in version.reviews),
    )
    figure = words.figure(version.answer, version.value, version.a, version.b, unit)
    lines = tuple(text for text in told if text)
    struck = version.fate in ("undone", "returned")
    return [*found, Moment(words.version_title(version.version), figure, words.FATES[version.fate], lines, struck)]


def _downloads(versions: Sequence[Version]) -> None:
    with st.container(horizontal=True):
        for version in versions:
            st.download_button(
                words.download(version.version),
                data=partial(loaders.original, version.sha256),
                file_name=version.file,
                key=f"original-{version.submission}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
                help=f"sha256: {version.sha256}",
            )


def _draw_decision(plan: PlanSummary, line: Standing, period: Period) -> None:
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
                _decide(plan, line, period, refused, reason or "", by, note or "")
                st.rerun()


@careful
def _decide(plan: PlanSummary, line: Standing, period: Period, refused: bool, reason: str, by: str, note: str) -> None:
    assert line.agency_code is not None
    at = clock.now_text()
    codes = (plan.code, line.agency_code, line.indicator_code)
    if refused:
        recognise(loaders.database(), *codes, period, reason, at=at, by=by)
        keep_for_next_run("recognition", words.done("recognise"))
    else:
        not_recognise(loaders.database(), *codes, period, reason, note, at=at, by=by)
        keep_for_next_run("recognition", words.done("not_recognise"))
