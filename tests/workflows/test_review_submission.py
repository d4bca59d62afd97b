"""Returns under review: provisional until accepted, out of force when sent back, by somebody else under «bốn mắt»."""

from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import (
    CENTRE,
    GIA_LAI,
    HEALTH,
    HOME_AFFAIRS,
    LATER,
    QUANG_TRI,
    code,
    filled_form,
    findings_of,
    of_agency,
    report,
    send,
    share,
    totals,
    value,
)

from lib.domain.errors import LedgerError, NotFound, Refused
from lib.domain.period import Period
from lib.domain.review import ReviewAction, ReviewRules, ReviewState
from lib.domain.status_change import ChangeCause
from lib.domain.submission import Outcome
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, change_store, ledger_store, review_store
from lib.storage.database import integrity_faults, reading, revision
from lib.storage.kept_store import TOTAL
from lib.workflows import as_of, timeliness
from lib.workflows.as_of import Sight
from lib.workflows.figure_history import life_of
from lib.workflows.keep_safe import recount, verify
from lib.workflows.lock_period import lock_period
from lib.workflows.opened_submission import opened
from lib.workflows.review_submission import accept_all, review, set_rules
from lib.workflows.undo_submission import undo

MAY, JUNE = Period(2026, 5), Period(2026, 6)
AT = "2026-06-01T00:00:00+00:00"
CHECK, ACCEPT, RETURN = ReviewAction.CHECK, ReviewAction.ACCEPT, ReviewAction.RETURN


@pytest.fixture
def watched(ledger: Path) -> Path:
    """A ledger in which returns are reviewed."""
    set_rules(ledger, ReviewRules(needed=True), at=AT, by="chánh văn phòng")
    return ledger


def act(ledger: Path, number: int | None, action: ReviewAction, by: str = "Minh", reason: str = "") -> None:
    assert number is not None
    review(ledger, number, action, at=AT, by=by, reason=reason)


def state(ledger: Path, number: int | None) -> ReviewState:
    assert number is not None
    with reading(ledger) as connection:
        found = ledger_store.submission(connection, number)
    assert found is not None
    return found.state


def test_while_no_review_is_asked_for_a_return_is_final_at_once(ledger: Path, reader: FormReader) -> None:
    receipt = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    assert not receipt.waits
    assert state(ledger, receipt.submission) is ReviewState.ACCEPTED
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].provisional == 0


def test_a_return_under_review_counts_at_once_and_is_marked(watched: Path, reader: FormReader) -> None:
    receipt = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    assert receipt.waits
    assert state(watched, receipt.submission) is ReviewState.RECEIVED
    line, total = of_agency(watched, QUANG_TRI, CENTRE, MAY)[1], totals(watched, QUANG_TRI, MAY)[1]
    assert (line.value, line.provisional, total.value, total.provisional) == (60, 1, 60, 1)


def test_looking_it_through_leaves_it_provisional_and_accepting_makes_it_final(
    watched: Path, reader: FormReader
) -> None:
    receipt = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    before = totals(watched, QUANG_TRI, MAY)[1]
    act(watched, receipt.submission, CHECK, by="Hoa")
    assert state(watched, receipt.submission) is ReviewState.CHECKED
    assert totals(watched, QUANG_TRI, MAY)[1].provisional == 1
    act(watched, receipt.submission, ACCEPT)
    assert state(watched, receipt.submission) is ReviewState.ACCEPTED
    after = totals(watched, QUANG_TRI, MAY)[1]
    assert (after.provisional, after.value, after.status) == (0, before.value, before.status)


def test_one_that_is_sent_back_leaves_force_and_the_version_before_it_is_in_force_again(
    watched: Path, reader: FormReader
) -> None:
    first = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60), 5: value(97)})
    act(watched, first.submission, ACCEPT)
    second = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(65)})
    assert of_agency(watched, QUANG_TRI, CENTRE, MAY)[1].value == 65
    act(watched, second.submission, RETURN, reason="sai mẫu số")
    rows = of_agency(watched, QUANG_TRI, CENTRE, MAY)
    assert (rows[1].value, rows[5].value, rows[1].provisional) == (60, 97, 0)
    assert state(watched, second.submission) is ReviewState.RETURNED
    with reading(watched) as connection:
        versions = life_of(connection, QUANG_TRI, CENTRE, code(QUANG_TRI, 1), MAY)
    assert [version.fate for version in versions] == ["returned", "in_force"]
    assert versions[0].reviews[-1].reason == "sai mẫu số"


def test_the_only_return_sent_back_leaves_the_agency_to_correct_it(watched: Path, reader: FormReader) -> None:
    receipt = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    act(watched, receipt.submission, RETURN, reason="thiếu minh chứng")
    assert of_agency(watched, QUANG_TRI, CENTRE, MAY)[1].absence == "missing"
    with reading(watched) as connection:
        assert timeliness.reporting(connection, QUANG_TRI, CENTRE, MAY, LATER).state == "returned"


def test_the_same_file_may_come_again_after_it_was_sent_back(watched: Path, reader: FormReader) -> None:
    content = filled_form(watched, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    first = send(watched, reader, content)
    assert send(watched, reader, content).outcome is Outcome.DUPLICATE
    act(watched, first.submission, RETURN, reason="nhầm kỳ")
    again = send(watched, reader, content)
    assert (again.outcome, again.version) == (Outcome.ACCEPTED, 2)


def test_a_change_of_status_by_a_review_says_so_with_who_and_why(watched: Path, reader: FormReader) -> None:
    receipt = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    act(watched, receipt.submission, RETURN, by="Minh", reason="sai mẫu số")
    with reading(watched) as connection:
        plan_id = catalog_store.plan_summary(connection, QUANG_TRI).id
        agency_id = agency_store.agency_ids(connection)[CENTRE]
        for who in (TOTAL, agency_id):
            last = change_store.logged(connection, plan_id, who, MAY, MAY)[-1]
            assert (last.cause, last.actor, last.reason) == (ChangeCause.REVIEW, "Minh", "sai mẫu số")


def test_accepting_is_no_change_of_status(watched: Path, reader: FormReader) -> None:
    receipt = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    with reading(watched) as connection:
        plan_id = catalog_store.plan_summary(connection, QUANG_TRI).id
        before = change_store.logged(connection, plan_id, TOTAL, MAY, MAY)
    act(watched, receipt.submission, ACCEPT)
    with reading(watched) as connection:
        assert change_store.logged(connection, plan_id, TOTAL, MAY, MAY) == before


# The accepted alone


def accepted_only(ledger: Path, plan: str, period: Period) -> dict[int, object]:
    rows = as_of.plan_totals(ledger, plan, period, LATER, Sight(accepted_only=True))
    return {int(row.indicator_code.rsplit("-", 1)[1]): row.value for row in rows}


def test_the_view_of_accepted_figures_leaves_out_what_waits_and_keeps_what_was_accepted_before(
    watched: Path, reader: FormReader
) -> None:
    first = report(watched, reader, GIA_LAI, HEALTH, MAY, {4: share(60, 100)})
    act(watched, first.submission, ACCEPT)
    report(watched, reader, GIA_LAI, HEALTH, MAY, {4: share(90, 100)})
    report(watched, reader, GIA_LAI, HOME_AFFAIRS, MAY, {4: share(10, 100)})
    assert totals(watched, GIA_LAI, MAY)[4].value == Decimal(50)
    assert accepted_only(watched, GIA_LAI, MAY)[4] == Decimal(60)
    for number in (2, 3):
        act(watched, number, ACCEPT)
    assert accepted_only(watched, GIA_LAI, MAY)[4] == Decimal(50)


def test_what_a_waiting_return_changed_is_no_change_of_the_accepted_figures(watched: Path, reader: FormReader) -> None:
    def changed(*, accepted_only: bool) -> list[tuple[int | None, str]]:
        with as_of.stepped_back(watched, None, accepted_only=accepted_only) as connection:
            plan_id = catalog_store.plan_summary(connection, QUANG_TRI).id
            return [(row.submission, row.became.word) for row in change_store.logged(connection, plan_id, 0, MAY, MAY)]

    first = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(10)})
    act(watched, first.submission, ACCEPT)
    second = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(99)})
    whole = changed(accepted_only=False)
    assert {number for number, _ in whole} == {first.submission, second.submission}
    assert changed(accepted_only=True) == [row for row in whole if row[0] == first.submission]
    act(watched, second.submission, RETURN, reason="x")
    assert changed(accepted_only=True) == [row for row in whole if row[0] == first.submission]


def test_it_joins_with_a_past_day(watched: Path, reader: FormReader) -> None:
    receipt = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    review(watched, receipt.submission or 0, ACCEPT, at="2099-01-02T00:00:00+00:00", by="Minh")
    sight = Sight(LATER.replace(year=2098), accepted_only=True)
    rows = as_of.plan_totals(watched, QUANG_TRI, MAY, LATER, sight)
    assert rows[0].value is None
    assert accepted_only(watched, QUANG_TRI, MAY)[1] == 60


def test_the_kept_tables_are_what_a_recount_makes_whatever_was_reviewed(watched: Path, reader: FormReader) -> None:
    one = report(watched, reader, GIA_LAI, HEALTH, MAY, {1: share(60, 100), 4: share(1, 2)})
    two = report(watched, reader, GIA_LAI, HOME_AFFAIRS, MAY, {1: share(60, 100)})
    report(watched, reader, GIA_LAI, HEALTH, JUNE, {1: share(70, 100)})
    act(watched, one.submission, RETURN, reason="x")
    act(watched, two.submission, ACCEPT)
    assert not any(recount(watched).values())
    assert integrity_faults(watched) == []
    assert verify(watched).faults == ()


# Who may do what


def test_under_four_eyes_who_sent_it_in_or_looked_at_it_cannot_accept_it(watched: Path, reader: FormReader) -> None:
    set_rules(watched, ReviewRules(needed=True, four_eyes=True), at=AT, by="chánh văn phòng")
    receipt = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)}, by="Nguyễn Thị Lan")
    act(watched, receipt.submission, CHECK, by="Minh")
    for by in ("nguyen thi lan", "Minh"):
        with pytest.raises(Refused) as refused:
            act(watched, receipt.submission, ACCEPT, by=by)
        assert refused.value.code == "review-same-person"
    act(watched, receipt.submission, ACCEPT, by="Hoa")
    assert state(watched, receipt.submission) is ReviewState.ACCEPTED


def waiting_one(ledger: Path, reader: FormReader) -> int:
    number = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)}).submission
    assert number is not None
    return number


def accepted(ledger: Path, number: int) -> None:
    act(ledger, number, ACCEPT)


def returned(ledger: Path, number: int) -> None:
    act(ledger, number, RETURN, reason="x")


def taken_back(ledger: Path, number: int) -> None:
    undo(ledger, number, reason="x", at=AT, by="x")


@pytest.mark.parametrize("end", [accepted, returned, taken_back])
@pytest.mark.parametrize("action", ReviewAction)
def test_what_no_longer_waits_is_not_reviewed_again(
    watched: Path, reader: FormReader, end: object, action: ReviewAction
) -> None:
    number = waiting_one(watched, reader)
    end(watched, number)  # type: ignore[operator]
    before = revision(watched)
    with pytest.raises(Refused) as refused:
        act(watched, number, action, reason="y")
    assert refused.value.code == "review-refused"
    assert revision(watched) == before


def test_a_version_that_a_newer_one_has_replaced_is_not_reviewed(watched: Path, reader: FormReader) -> None:
    old = waiting_one(watched, reader)
    report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(61)})
    with pytest.raises(Refused) as refused:
        act(watched, old, ACCEPT)
    assert refused.value.code == "review-superseded"


def test_a_return_sent_back_cannot_be_undone_too(watched: Path, reader: FormReader) -> None:
    number = waiting_one(watched, reader)
    returned(watched, number)
    with pytest.raises(Refused, match="undo-refused"):
        taken_back(watched, number)


REFUSALS = [
    pytest.param(ACCEPT, "", "", "decider-missing", id="without a name"),
    pytest.param(RETURN, "Minh", "  ", "reason-missing", id="sent back without a reason"),
]


@pytest.mark.parametrize(("action", "by", "reason", "fault"), REFUSALS)
def test_a_review_needs_a_name_and_a_return_its_reason(
    watched: Path, reader: FormReader, action: ReviewAction, by: str, reason: str, fault: str
) -> None:
    number = waiting_one(watched, reader)
    with pytest.raises(LedgerError, match=fault):
        act(watched, number, action, by=by, reason=reason)


def test_a_number_that_is_not_there_and_a_locked_period_are_told(watched: Path, reader: FormReader) -> None:
    with pytest.raises(NotFound, match="submission-unknown"):
        act(watched, 99, ACCEPT)
    number = waiting_one(watched, reader)
    lock_period(watched, QUANG_TRI, MAY, reason="đã báo cáo", at=AT, by="x")
    with pytest.raises(Refused, match="period-locked"):
        act(watched, number, ACCEPT)


def test_many_are_accepted_and_one_that_cannot_be_does_not_stop_the_others(watched: Path, reader: FormReader) -> None:
    numbers = [
        report(watched, reader, GIA_LAI, agency, MAY, {4: share(6, 10)}).submission or 0
        for agency in (HEALTH, HOME_AFFAIRS)
    ]
    done = list(accept_all(watched, [numbers[0], 99, numbers[1]], at=AT, by="Minh"))
    assert [one.fault.code if one.fault else None for one in done] == [None, "submission-unknown", None]
    with reading(watched) as connection:
        plan_id = catalog_store.plan_summary(connection, GIA_LAI).id
        assert review_store.waiting(connection, plan_id) == ()


def test_those_that_wait_are_listed_with_their_warnings_and_who_looked(watched: Path, reader: FormReader) -> None:
    number = waiting_one(watched, reader)
    act(watched, number, CHECK, by="Hoa")
    with reading(watched) as connection:
        found = review_store.waiting(connection, catalog_store.plan_summary(connection, QUANG_TRI).id)
        findings = findings_of(connection, number)
    assert [(one.submission, one.agency_code, one.checked_by) for one in found] == [(number, CENTRE, "Hoa")]
    assert found[0].warnings.total() == len(findings) > 0


def test_switching_review_off_leaves_what_waits_waiting(watched: Path, reader: FormReader) -> None:
    number = waiting_one(watched, reader)
    set_rules(watched, ReviewRules(), at=AT, by="x")
    assert state(watched, number) is ReviewState.RECEIVED
    assert not report(watched, reader, QUANG_TRI, CENTRE, JUNE, {1: value(60)}).waits


def test_a_switch_of_the_rules_is_an_act_in_the_log_and_needs_a_name(ledger: Path) -> None:
    with pytest.raises(Refused, match="decider-missing"):
        set_rules(ledger, ReviewRules(needed=True), at=AT, by=" ")
    set_rules(ledger, ReviewRules(needed=True, four_eyes=True), at=AT, by="chánh văn phòng")
    with reading(ledger) as connection:
        newest = ledger_store.events(connection, 1)[0]
        assert review_store.rules(connection) == ReviewRules(needed=True, four_eyes=True)
    assert (newest.action, newest.actor, newest.detail) == ("set_review", "chánh văn phòng", "needed=1 four_eyes=1")


# One submission opened


def test_an_opened_submission_stands_beside_the_version_before_it_and_names_its_cells(
    watched: Path, reader: FormReader
) -> None:
    first = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60, second_value=61, second_source="thanh tra")})
    second = report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(65)})
    with reading(watched) as connection:
        old, new = opened(connection, first.submission or 0), opened(connection, second.submission or 0)
    assert (old.in_force, new.in_force) == (False, True)
    assert old.lines[0].second_gap == 1
    assert new.before is not None
    assert (new.before.submission, new.before.period, new.before.version) == (first.submission, MAY, 1)
    line = new.lines[0]
    assert line.before is not None
    assert (line.before.value, line.line.value) == (60, 65)
    assert {(cell.column_key, cell.raw) for cell in line.cells} >= {("value", "65")}


def test_a_first_return_of_a_month_stands_beside_the_month_before(watched: Path, reader: FormReader) -> None:
    report(watched, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    june = report(watched, reader, QUANG_TRI, CENTRE, JUNE, {1: value(63)})
    with reading(watched) as connection:
        found = opened(connection, june.submission or 0)
    assert found.before is not None
    assert found.before.period == MAY


def test_a_file_of_nobody_opens_too_and_an_unknown_number_is_told(ledger: Path, reader: FormReader) -> None:
    receipt = send(ledger, reader, b"khong phai xlsx")
    with reading(ledger) as connection:
        found = opened(connection, receipt.submission or 0)
        assert (found.lines, [issue.code for issue in found.findings]) == ((), ["file-not-xlsx"])
        with pytest.raises(NotFound, match="submission-unknown"):
            opened(connection, 99)
