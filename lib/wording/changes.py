"""Texts of the log of status changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from lib.domain.standing import Absence, Status
from lib.domain.status_change import ChangeCause, Mark
from lib.wording import numbers
from lib.wording.labels import RECOGNITION_REASONS, Look, absence_look, status_look

TITLE = "Đổi trạng thái gần đây"
OF_LINE = "Đổi trạng thái"
NONE = "Chưa chỉ tiêu nào đổi trạng thái so với kỳ trước."
NONE_OF_LINE = "Chưa lần nào đổi trạng thái."

CAUSES: Mapping[ChangeCause, str] = {
    ChangeCause.NEW_PERIOD: "Số liệu kỳ mới",
    ChangeCause.LATE_RETURN: "Báo cáo nộp trễ",
    ChangeCause.CORRECTION: "Báo cáo nộp lại",
    ChangeCause.UNDO: "Hoàn tác lần nộp",
    ChangeCause.RECOGNITION: "Quyết định công nhận",
    ChangeCause.BASELINE: "Ghi mốc so sánh",
    ChangeCause.TARGET_CHANGE: "Nạp lại kế hoạch",
    ChangeCause.CATALOG: "Đổi cách đo, phân công",
    ChangeCause.REVIEW: "Duyệt báo cáo",
}
_OF_ONE_AGENCY = frozenset(
    (
        ChangeCause.CORRECTION,
        ChangeCause.UNDO,
        ChangeCause.RECOGNITION,
        ChangeCause.LATE_RETURN,
        ChangeCause.REVIEW,
    )
)
_VIETNAM = timezone(timedelta(hours=7))


def title(worse: Sequence[bool]) -> str:
    """The title above the changes, with how many are for the worse."""
    return f"{TITLE}: {sum(worse)} xấu đi trên {len(worse)}" if worse else TITLE


def mark_look(mark: Mark | None) -> Look:
    """The look of a logged status; nothing before counts as no figure."""
    if mark is None:
        return absence_look(Absence.MISSING)
    if mark.word in set(Absence):
        return absence_look(Absence(mark.word))
    return replace(status_look(Status(mark.word)), hollow=not mark.conclusive)


def moment(at: str) -> str:
    """A moment of the ledger as it is read in Vietnam: «19/05/2026 08:30»."""
    there = datetime.fromisoformat(at).astimezone(_VIETNAM)
    return f"{numbers.day(there.date())} {there:%H:%M}"


def why(cause: ChangeCause, at: str, agency: str | None, actor: str | None, reason: str | None) -> str:
    """Why a status changed: the act, whose figure it was, who did it, when, and the reason given."""
    about_one = cause in _OF_ONE_AGENCY
    given = reason_text(reason) if reason and about_one else None
    parts = [
        CAUSES[cause],
        agency if about_one else None,
        actor if about_one else None,
        moment(at),
        f"lý do: {given}" if given else None,
    ]
    return " · ".join(part for part in parts if part)


def reason_text(reason: str) -> str:
    """A reason as it is read: one of the four of recognition by its words, any other as written."""
    return RECOGNITION_REASONS.get(reason, reason)
