"""Boards made by hand for tests of words, drawings and letters."""

from __future__ import annotations

from datetime import date, timedelta

from lib.domain.agency import AgencyKind
from lib.domain.period import Period
from lib.domain.reporting import Board, BoardRow, Completeness, DueDay, ReportingState, ReturnCell

JUNE = Period(2026, 6)
DUE = date(2026, 6, 22)
TODAY = date(2026, 6, 25)
ALL = (1, 2, 3, 8)
NAMES = ("Tỷ lệ hồ sơ trực tuyến", "Chữ ký số & <con dấu>", "Số hóa hồ sơ", "Mức độ hài lòng")


def cell(
    state: ReportingState, *, days_late: int = 0, n_answered: int = 0, period: Period = JUNE, version: int | None = None
) -> ReturnCell:
    came = DUE + timedelta(days=days_late) if state.is_in else None
    n_owed = 0 if state is ReportingState.NOTHING_DUE else len(ALL)
    return ReturnCell(period, state, DUE, days_late, came, version or (1 if came else None), n_owed, n_answered)


def agency(name: str, state: ReportingState, *, local: bool = False, unanswered: tuple[int, ...] = ALL) -> BoardRow:
    """An agency in a state now; late ones and silent ones by three days, a return in force has answered the rest."""
    late = 3 if state in (ReportingState.LATE, ReportingState.MISSING, ReportingState.RETURNED) else 0
    left = unanswered if state.is_open or state.is_in else ()
    now = cell(state, days_late=late, n_answered=len(ALL) - len(left))
    kind = AgencyKind.COMMUNE if local else AgencyKind.DEPARTMENT
    return BoardRow(name.replace(" ", "-"), name, kind, (now,), left)


def board(*rows: BoardRow, today: date = TODAY, is_demo: bool = False, locked: str | None = None) -> Board:
    """A board of one period, due on a Saturday moved to Monday 22/06/2026."""
    return Board(
        plan_code="KH",
        plan_title="Kế hoạch số 1 & <b>chuyển đổi số</b>",
        issuer="UBND tỉnh Gia Lai",
        province="Gia Lai",
        today=today,
        due_days=(DueDay(JUNE, date(2026, 6, 20), DUE, (None,), locked),),
        rows=rows,
        completeness=tuple(Completeness(f"KH-{n}", n, NAMES[i], (1, 2), (0, 0)) for i, n in enumerate(ALL)),
        secretariat_day=date(2026, 6, 29),
        is_demo=is_demo,
    )
