"""Texts below the list of the overview: who has not reported, where to see all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lib.domain.period import Period
from lib.domain.reporting import BoardRow, ReportingState
from lib.wording import numbers
from lib.wording.labels import reporting_look

TITLE = "Cần đôn đốc"
MORE: Mapping[str, str] = {"|returns": "Xem tình hình nộp báo cáo", "|tasks": "Xem tất cả nhiệm vụ"}


def silent_title(silent: int, expected: int, period: Period) -> str:
    """«Đơn vị chưa nộp T12/2026: 3/153»."""
    return f"Đơn vị chưa nộp {numbers.period(period)}: {numbers.count(silent)}/{numbers.count(expected)}"


def silent_note(silent: Sequence[BoardRow], due: date) -> str:
    """When returns were or are due, and how many of the silent ones are only waiting."""
    if not silent:
        return f"Mọi đơn vị đã nộp (hạn {numbers.day(due)})."
    waiting = sum(row.now.state is ReportingState.NOT_DUE for row in silent)
    if waiting == len(silent):
        return f"Chưa đến hạn nộp ({numbers.day(due)})."
    returned = sum(row.now.state is ReportingState.RETURNED for row in silent)
    sent_back = f"; {returned} đơn vị bị trả lại để sửa" if returned else ""
    return f"Hạn nộp {numbers.day(due)}{sent_back}."


def silent_row(row: BoardRow) -> str:
    """One silent agency in a sentence, for those who cannot see it."""
    return f"{row.name}: {lateness(row).lower()}"


def lateness(row: BoardRow) -> str:
    """How long a return is overdue: «Chưa nộp, quá hạn 4 ngày»."""
    word = reporting_look(row.now.state).word
    overdue = row.now.state in (ReportingState.MISSING, ReportingState.RETURNED) and row.now.days_late
    return f"{word}, quá hạn {row.now.days_late} ngày" if overdue else word


def more_silent(count: int) -> str:
    """The names that are left out."""
    return f"và {numbers.count(count)} đơn vị khác"
