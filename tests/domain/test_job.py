"""How far a job is, what can be promised of a file, and when a promise is kept."""

import pytest

from lib.domain.batch import Verdict
from lib.domain.issue import Issue, Severity
from lib.domain.job import Decision, JobState, Progress, job_state, keeps_promise, promise

FAULT = Issue(Severity.BLOCKING, "a-over-b", "Biểu", "H9", "C-01")
JUMP = Issue(Severity.WARNING, "jump", "Biểu", "H9", "C-01", (("before", "50"),))
OTHER_JUMP = Issue(Severity.WARNING, "jump", "Biểu", "H10", "C-02")
LISTED = Issue(Severity.WARNING, "causes-missing", "Biểu", "M9", "C-01")


@pytest.mark.parametrize(
    ("counts", "decision", "state"),
    [
        pytest.param((0, 0, 0, 0, 0), None, JobState.EMPTY, id="nothing to read"),
        pytest.param((3, 0, 0, 0, 0), None, JobState.READING, id="just sent"),
        pytest.param((3, 3, 0, 0, 0), None, JobState.READING, id="read, not judged"),
        pytest.param((3, 3, 3, 0, 0), None, JobState.READY, id="judged"),
        pytest.param((3, 3, 3, 2, 0), Decision.CONFIRM, JobState.TAKING, id="confirmed"),
        pytest.param((3, 3, 3, 2, 1), Decision.CONFIRM, JobState.TAKING, id="one taken"),
        pytest.param((3, 3, 3, 2, 2), Decision.CONFIRM, JobState.DONE, id="all taken"),
        pytest.param((3, 3, 3, 0, 0), Decision.CONFIRM, JobState.DONE, id="nothing was to be taken"),
        pytest.param((3, 1, 0, 0, 0), Decision.CANCEL, JobState.CANCELLED, id="given up while it was read"),
    ],
)
def test_the_state_of_a_job_follows_from_its_files_and_its_decision(
    counts: tuple[int, int, int, int, int], decision: Decision | None, state: JobState
) -> None:
    assert job_state(Progress(*counts), decision) is state


@pytest.mark.parametrize(
    ("promised", "seen", "now", "kept"),
    [
        pytest.param(Verdict.READY, (), (), True, id="still good"),
        pytest.param(Verdict.READY, (), (LISTED,), True, id="a warning that asks nothing"),
        pytest.param(Verdict.READY, (), (JUMP,), False, id="now a question"),
        pytest.param(Verdict.READY, (), (FAULT,), False, id="now a fault"),
        pytest.param(Verdict.ASKS_REASON, (JUMP,), (JUMP,), True, id="the question that was answered"),
        pytest.param(Verdict.ASKS_REASON, (JUMP,), (), True, id="no question any more"),
        pytest.param(Verdict.ASKS_REASON, (JUMP,), (OTHER_JUMP,), False, id="the same question elsewhere"),
        pytest.param(Verdict.ASKS_REASON, (JUMP,), (JUMP, FAULT), False, id="a fault beside the question"),
        pytest.param(Verdict.FAULTY, (FAULT,), (FAULT,), True, id="still faulty"),
        pytest.param(Verdict.FAULTY, (FAULT,), (JUMP,), False, id="faulty no more"),
    ],
)
def test_a_promise_is_kept_when_there_is_nothing_that_the_person_has_not_seen(
    promised: Verdict, seen: tuple[Issue, ...], now: tuple[Issue, ...], kept: bool
) -> None:
    assert keeps_promise(promised, seen, now) is kept


@pytest.mark.parametrize(
    ("verdict", "findings", "is_chosen", "expected"),
    [
        (Verdict.CLASHING, (), False, Verdict.CLASHING),
        (Verdict.CLASHING, (), True, Verdict.READY),
        (Verdict.CLASHING, (JUMP,), True, Verdict.ASKS_REASON),
        (Verdict.FAULTY, (FAULT,), True, Verdict.FAULTY),
    ],
)
def test_of_rivals_the_chosen_one_is_promised_as_what_it_is(
    verdict: Verdict, findings: tuple[Issue, ...], is_chosen: bool, expected: Verdict
) -> None:
    assert promise(verdict, findings, is_chosen) is expected
