"""The forms of the reporting calendar: the three days of the month, days off and worked, locks of a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import streamlit as st

from lib.charts.notices import notice
from lib.domain.errors import Refused
from lib.domain.period import Calendar, SpecialDay
from lib.domain.reporting import Board
from lib.ui import boards, loaders
from lib.ui.markup import show
from lib.ui.state import generation, keep_for_next_run, kept, renew
from lib.ui.who import ask_who, is_named, who
from lib.wording import numbers, review
from lib.wording import timeliness as words
from lib.workflows import change_calendar, clock, lock_period

_DAY, _NAME, _WORKED = "Ngày", "Tên", "Làm bù"


def draw_calendar(board: Board) -> None:
    """All the forms, each closed until it is needed, and what the last one wrote."""
    done = kept("calendar")
    if isinstance(done, str):
        show(notice(done, "good"), key="calendar-done")
        keep_for_next_run("calendar", None)
    st.subheader(words.SETTINGS)
    ask_who(review.WORKER, review.WORKER_HINT)
    with st.expander("Lịch báo cáo: ngày chốt, hạn nộp", icon=":material/event:"):
        _days(boards.calendar())
    with st.expander("Ngày nghỉ, ngày làm bù", icon=":material/event_busy:"):
        _special_days(boards.special_days())
    with st.expander("Khóa, mở khóa kỳ báo cáo", icon=":material/lock:"):
        _lock(board)


def _days(calendar: Calendar) -> None:
    st.caption(f"{words.calendar_sentence(calendar)} {words.CALENDAR_HINT}")
    with st.form("calendar-days", border=False):
        with st.container(horizontal=True):
            cut_off = _day("Ngày chốt số liệu", calendar.cut_off_day)
            due = _day("Hạn nộp", calendar.due_day)
            secretariat = _day("Thư ký báo cáo", calendar.secretariat_day)
        reason = st.text_input("Lý do", key="calendar-reason", placeholder="Kế hoạch số …, mục …")
        if st.form_submit_button("Ghi ba ngày"):
            change_calendar.change_days(
                loaders.database(),
                cut_off_day=cut_off,
                due_day=due,
                secretariat_day=secretariat,
                reason=reason,
                at=clock.now_text(),
                by=who(),
            )
            _done(words.calendar_sentence(boards.calendar()))


def _special_days(days: tuple[SpecialDay, ...]) -> None:
    st.caption(words.SPECIAL_DAYS_HINT)
    frame = pd.DataFrame(
        {
            _DAY: pd.Series([day.day for day in days], dtype="object"),
            _NAME: pd.Series([day.name for day in days], dtype="object"),
            _WORKED: pd.Series([day.worked for day in days], dtype="object"),
        }
    )
    edited = st.data_editor(
        frame,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=320,
        key=f"special-days-{generation('special-days')}",
        column_config={
            _DAY: st.column_config.DateColumn(_DAY, format="DD/MM/YYYY", required=True),
            _NAME: st.column_config.TextColumn(_NAME, required=True),
            _WORKED: st.column_config.CheckboxColumn(_WORKED, default=False),
        },
    )
    if st.button("Ghi bảng ngày", icon=":material/save:", key="save-special-days"):
        changed = change_calendar.change_special_days(loaders.database(), _read(edited), at=clock.now_text(), by=who())
        renew("special-days")
        _done(words.saved_days(changed))


def _read(frame: pd.DataFrame) -> Iterator[SpecialDay]:
    """The rows of the table that name a day."""
    for day, name, worked in frame[[_DAY, _NAME, _WORKED]].itertuples(index=False):
        if pd.notna(day):
            when = day if type(day) is date else pd.Timestamp(day).date()
            yield SpecialDay(when, name if isinstance(name, str) else "", bool(worked) if pd.notna(worked) else False)


def _lock(board: Board) -> None:
    when = numbers.period_in_words(board.period)
    st.caption(words.lock_sentence(board.now) if board.now.is_locked else words.LOCK_HINT)
    verb = "Mở khóa" if board.now.is_locked else "Khóa"
    with st.form("lock", border=False, clear_on_submit=True):
        reason = st.text_input("Lý do", key="lock-reason", placeholder="Đã tổng hợp báo cáo số …")
        if st.form_submit_button(f"{verb} kỳ {when}", icon=":material/lock:"):
            if not is_named():
                raise Refused("decider-missing")
            act = lock_period.unlock_period if board.now.is_locked else lock_period.lock_period
            act(loaders.database(), board.plan_code, board.period, reason=reason, at=clock.now_text(), by=who())
            _done(f"Đã {verb.lower()} kỳ {when}.")


def _day(label: str, value: int) -> int:
    return int(st.number_input(label, min_value=1, max_value=change_calendar.LAST_DAY, value=value, step=1))


def _done(sentence: str) -> None:
    keep_for_next_run("calendar", sentence)
    st.rerun()
