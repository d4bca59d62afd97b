"""A locked period takes no return and no undo until it is unlocked; each decision is kept with its reason."""

from pathlib import Path

import pytest
from ledger_samples import CENTRE, QUANG_TRI, filled_form, of_agency, report, send, value

from lib.domain.errors import LedgerError, NotFound, Refused
from lib.domain.issue import Severity
from lib.domain.period import Period
from lib.domain.submission import Outcome
from lib.excel.reader import FormReader
from lib.storage import catalog_store, ledger_store, lock_store
from lib.storage.database import reading, revision, writing
from lib.wording import messages
from lib.workflows.lock_period import lock_period, unlock_period
from lib.workflows.receive_submission import preview
from lib.workflows.undo_submission import undo

MAY, JUNE = Period(2026, 5), Period(2026, 6)
AT = "2026-06-26T00:00:00+00:00"
WHY = "Đã gửi báo cáo số 12/BC"


def lock(ledger: Path, period: Period = MAY, reason: str = WHY) -> None:
    lock_period(ledger, QUANG_TRI, period, reason=reason, at=AT, by="thư ký")


def unlock(ledger: Path, period: Period = MAY, reason: str = "Sở đính chính") -> None:
    unlock_period(ledger, QUANG_TRI, period, reason=reason, at=AT, by="thư ký")


def test_a_return_for_a_locked_period_is_refused_with_its_reason_and_kept(ledger: Path, reader: FormReader) -> None:
    lock(ledger)
    content = filled_form(ledger, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    receipt = send(ledger, reader, content)
    (locked,) = (issue for issue in receipt.issues if issue.severity is Severity.BLOCKING)
    assert (receipt.outcome, locked.code) == (Outcome.REFUSED, "period-locked")
    assert receipt.submission is not None
    said = messages.full(locked)
    assert "T5/2026" in said and WHY in said and "mở khóa" in said
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].value is None


def test_a_preview_already_says_that_the_period_is_locked(ledger: Path, reader: FormReader) -> None:
    content = filled_form(ledger, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    assert not preview(ledger, content, "tệp", reader).blocked
    lock(ledger)
    assert preview(ledger, content, "tệp", reader).blocked


def test_other_periods_stay_open(ledger: Path, reader: FormReader) -> None:
    lock(ledger)
    assert report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(60)}).version == 1


def test_the_same_file_is_taken_once_the_period_is_open_again(ledger: Path, reader: FormReader) -> None:
    lock(ledger)
    content = filled_form(ledger, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    send(ledger, reader, content)
    unlock(ledger)
    assert send(ledger, reader, content).outcome is Outcome.ACCEPTED


def test_nothing_is_undone_in_a_locked_period(ledger: Path, reader: FormReader) -> None:
    number = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)}).submission
    assert number is not None
    lock(ledger)
    with pytest.raises(Refused) as caught:
        undo(ledger, number, reason="nhầm", at=AT, by="thư ký")
    assert (caught.value.code, caught.value.facts["reason"]) == ("period-locked", WHY)
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].value == 60
    unlock(ledger)
    undo(ledger, number, reason="nhầm", at=AT, by="thư ký")


def test_every_decision_is_kept_and_logged_and_the_last_one_holds(ledger: Path) -> None:
    lock(ledger)
    unlock(ledger)
    lock(ledger, reason="Chốt lại")
    with reading(ledger) as connection:
        plan_id = catalog_store.plan_summary(connection, QUANG_TRI).id
        kept = lock_store.lock_decisions(connection, plan_id, MAY)
        in_force = lock_store.lock_in_force(connection, plan_id, MAY)
        logged = [(event.action, event.object, event.detail) for event in ledger_store.events(connection, 3)]
    assert [(d.action, d.reason, d.actor, d.at) for d in kept] == [
        ("lock", "Chốt lại", "thư ký", AT),
        ("unlock", "Sở đính chính", "thư ký", AT),
        ("lock", WHY, "thư ký", AT),
    ]
    assert in_force == kept[0]
    assert logged[0] == ("lock_period", f"{QUANG_TRI} 2026-05", "Chốt lại")


def test_a_decision_cannot_be_changed_or_taken_away(ledger: Path) -> None:
    lock(ledger)
    for statement in ("DELETE FROM period_lock", "UPDATE period_lock SET action = 'unlock'"):
        with pytest.raises(Exception, match="append-only"), writing(ledger) as connection:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("act", "fault", "code"),
    [
        pytest.param(lambda ledger: lock(ledger, reason=" "), Refused, "reason-missing", id="no reason"),
        pytest.param(lambda ledger: unlock(ledger, JUNE), Refused, "not-locked", id="open already"),
        pytest.param(lambda ledger: lock(ledger), Refused, "already-locked", id="locked already"),
        pytest.param(
            lambda ledger: lock_period(ledger, "KHONG-CO", MAY, reason="x", at=AT, by="x"),
            NotFound,
            "plan-unknown",
            id="no such plan",
        ),
    ],
)
def test_what_cannot_be_decided_changes_nothing(ledger: Path, act, fault: type[LedgerError], code: str) -> None:
    lock(ledger)
    before = revision(ledger)
    with pytest.raises(fault) as caught:
        act(ledger)
    assert caught.value.code == code
    assert revision(ledger) == before
