"""For how many periods on end a line has lagged, or nothing has come."""

from collections.abc import Sequence

import pytest

from lib.domain.standing import Status
from lib.domain.streak import Streak, StreakKind, agency_streak, streak_of

MET, BEHIND, FALLEN, RISK, NONE = Status.MET, Status.BEHIND, Status.REGRESSING, Status.AT_RISK, Status.NO_DATA
LAGGING, SILENT = StreakKind


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([], None, id="nothing owed yet"),
        pytest.param([BEHIND, FALLEN, Status.MISSED], Streak(LAGGING, 3), id="behind, fallen back and missed all lag"),
        pytest.param([BEHIND, MET, BEHIND], Streak(LAGGING, 1), id="only what is on end"),
        pytest.param([BEHIND, BEHIND, MET], None, id="over when it is met"),
        pytest.param([BEHIND, RISK], None, id="at risk is not lagging"),
        pytest.param([MET, None, None], Streak(SILENT, 2), id="silent"),
        pytest.param([BEHIND, None, BEHIND], Streak(LAGGING, 1), id="a month without an answer ends a lag"),
        pytest.param([None, NONE], None, id="an answer without a figure is an answer"),
        pytest.param([None], Streak(SILENT, 1), id="the first one is missing"),
    ],
)
def test_a_streak_is_what_the_marks_end_in(marks: Sequence[Status | None], expected: Streak | None) -> None:
    assert streak_of(marks) == expected


@pytest.mark.parametrize(
    ("streaks", "expected"),
    [
        pytest.param([], None, id="owes nothing"),
        pytest.param([Streak(SILENT, 2), Streak(SILENT, 5)], Streak(SILENT, 2), id="silent as long as all lines are"),
        pytest.param([Streak(SILENT, 2), None], None, id="one answered line breaks the silence"),
        pytest.param([Streak(LAGGING, 2), Streak(LAGGING, 4), None], Streak(LAGGING, 4), id="its longest lag"),
        pytest.param([Streak(SILENT, 9), Streak(LAGGING, 1)], Streak(LAGGING, 1), id="a lag where some are silent"),
    ],
)
def test_an_agencys_streak_is_made_of_its_lines(streaks: Sequence[Streak | None], expected: Streak | None) -> None:
    assert agency_streak(streaks) == expected
