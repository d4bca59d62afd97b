"""Where a submission stands after what persons did with it, and who may do the next step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.review import ReviewAction, ReviewRules, ReviewState, is_same_person, may_accept, review_state
from lib.domain.submission import Outcome

CHECK, ACCEPT, RETURN = ReviewAction.CHECK, ReviewAction.ACCEPT, ReviewAction.RETURN

STATES = [
    pytest.param(Outcome.REFUSED, False, (), False, ReviewState.REFUSED, id="refused by its checks"),
    pytest.param(Outcome.ACCEPTED, False, (), False, ReviewState.ACCEPTED, id="no review asked for"),
    pytest.param(Outcome.ACCEPTED, True, (), False, ReviewState.RECEIVED, id="received"),
    pytest.param(Outcome.ACCEPTED, True, (CHECK,), False, ReviewState.CHECKED, id="checked"),
    pytest.param(Outcome.ACCEPTED, True, (CHECK, CHECK), False, ReviewState.CHECKED, id="checked twice"),
    pytest.param(Outcome.ACCEPTED, True, (ACCEPT,), False, ReviewState.ACCEPTED, id="accepted"),
    pytest.param(Outcome.ACCEPTED, True, (CHECK, ACCEPT), False, ReviewState.ACCEPTED, id="checked, then accepted"),
    pytest.param(Outcome.ACCEPTED, True, (CHECK, RETURN), False, ReviewState.RETURNED, id="sent back"),
    pytest.param(Outcome.ACCEPTED, True, (ACCEPT,), True, ReviewState.UNDONE, id="accepted and undone later"),
    pytest.param(Outcome.ACCEPTED, True, (), True, ReviewState.UNDONE, id="undone while it waited"),
]


@pytest.mark.parametrize(("outcome", "needs_review", "actions", "undone", "state"), STATES)
def test_a_submission_stands_where_the_last_word_put_it(
    outcome: Outcome, needs_review: bool, actions: tuple[ReviewAction, ...], undone: bool, state: ReviewState
) -> None:
    assert review_state(outcome, needs_review, actions, undone) is state


def test_only_received_and_checked_ones_wait() -> None:
    assert {state for state in ReviewState if state.is_waiting} == {ReviewState.RECEIVED, ReviewState.CHECKED}


def test_the_figures_of_accepted_and_waiting_ones_stand() -> None:
    assert {state.value for state in ReviewState if state.stands} == {"accepted", "received", "checked"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn A", "nguyen  van a", True),
        ("Trần Thị Thuý", "Trần Thị Thúy", True),
        ("Nguyễn Văn A", "Nguyễn Văn B", False),
    ],
)
def test_accents_case_and_spaces_do_not_tell_people_apart(one: str, other: str, same: bool) -> None:
    assert is_same_person(one, other) is same


@pytest.mark.parametrize(
    ("four_eyes", "actor", "checked_by", "may"),
    [
        pytest.param(False, "Lan", (), True, id="without four eyes anybody may"),
        pytest.param(True, "Lan", (), False, id="not who uploaded it"),
        pytest.param(True, "LAN ", (), False, id="not under another spelling"),
        pytest.param(True, "Minh", (), True, id="somebody else may"),
        pytest.param(True, "Minh", ("Minh",), False, id="not who checked it"),
        pytest.param(True, "Hoa", ("Minh",), True, id="a third person may"),
    ],
)
def test_under_four_eyes_another_person_accepts(
    four_eyes: bool, actor: str, checked_by: tuple[str, ...], may: bool
) -> None:
    assert may_accept(ReviewRules(needed=True, four_eyes=four_eyes), actor, "Lan", checked_by) is may


@given(st.lists(st.sampled_from([CHECK]), max_size=5), st.sampled_from([ACCEPT, RETURN]))
def test_however_often_it_was_looked_at_its_end_is_the_accepting_or_the_returning(
    checks: list[ReviewAction], end: ReviewAction
) -> None:
    state = review_state(Outcome.ACCEPTED, True, [*checks, end], False)
    assert not state.is_waiting
    assert state is (ReviewState.ACCEPTED if end is ACCEPT else ReviewState.RETURNED)
