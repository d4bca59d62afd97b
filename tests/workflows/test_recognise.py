"""A figure that a person does not recognise leaves every «đạt» at once, and only a person brings it back."""

from pathlib import Path

import pytest

from lib.domain.errors import LedgerError, NotFound, Refused
from lib.domain.period import Period
from lib.domain.recognition import RecognitionReason
from lib.domain.standing import Absence, Status
from lib.excel.reader import FormReader
from lib.storage import ledger_store
from lib.storage.database import reading, revision
from lib.wording import messages
from lib.wording.labels import RECOGNITION_REASONS
from lib.workflows.keep_safe import recount
from lib.workflows.lock_period import lock_period
from lib.workflows.recognise import not_recognise, recognise
from lib.workflows.undo_submission import undo
from tests.ledger_samples import (
    CENTRE,
    GIA_LAI,
    HEALTH,
    HOME_AFFAIRS,
    QUANG_TRI,
    code,
    of_agency,
    report,
    share,
    totals,
    value,
)

MAY, JUNE = Period(2026, 5), Period(2026, 6)
AT, WHO = "2026-06-01T00:00:00.000000+00:00", "Phó Chánh Văn phòng"
FIRST = code(QUANG_TRI, 1)


def refuse(ledger: Path, *, plan: str = QUANG_TRI, agency: str = CENTRE, ordinal: int = 1, period: Period = MAY) -> int:
    return not_recognise(
        ledger, plan, agency, code(plan, ordinal), period, "off_system", "nhập lại cuối kỳ", at=AT, by=WHO
    )


def accept(ledger: Path, ordinal: int = 1) -> int:
    return recognise(ledger, QUANG_TRI, CENTRE, code(QUANG_TRI, ordinal), MAY, "đã đối chiếu", at=AT, by=WHO)


def test_the_four_reasons_are_those_that_have_words() -> None:
    assert {str(reason) for reason in RecognitionReason} == set(RECOGNITION_REASONS)


def test_a_figure_not_recognised_is_met_no_more_neither_alone_nor_in_the_total(
    ledger: Path, reader: FormReader
) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75), 5: value(99)})
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].status is Status.MET
    refuse(ledger)
    for rows in (of_agency(ledger, QUANG_TRI, CENTRE, MAY), totals(ledger, QUANG_TRI, MAY)):
        assert (rows[1].status, rows[1].absence) == (Status.NO_DATA, Absence.NOT_RECOGNISED)
        assert not rows[1].counts_as_met
        assert rows[5].status is Status.MET, "the other figures stay as they are"


def test_what_one_agency_reported_leaves_the_sum_and_the_others_stay(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, GIA_LAI, HEALTH, MAY, {1: share(90, 100)})
    report(ledger, reader, GIA_LAI, HOME_AFFAIRS, MAY, {1: share(10, 100)})
    assert totals(ledger, GIA_LAI, MAY)[1].value == 50
    refuse(ledger, plan=GIA_LAI, agency=HEALTH)
    whole = totals(ledger, GIA_LAI, MAY)[1]
    assert (whole.value, whole.a, whole.b) == (10, 10, 100)
    assert whole.coverage is not None and whole.coverage.reported == 2, "it has reported all the same"


def test_the_refused_figure_is_still_seen(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(75, 100)})
    refuse(ledger)
    row = of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1]
    assert (row.value, row.a, row.b, row.gap, row.projection_year_end) == (75, 75, 100, None, None)


def test_no_later_file_brings_it_back(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    refuse(ledger)
    second = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(76)})
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].absence is Absence.NOT_RECOGNISED
    assert second.submission is not None
    undo(ledger, second.submission, reason="nhầm", at=AT, by=WHO)
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].absence is Absence.NOT_RECOGNISED
    assert recount(ledger) == {"latest_return": 0, "figure": 0, "standing": 0}


def test_it_is_refused_at_its_period_only(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    refuse(ledger)
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(76)})
    assert of_agency(ledger, QUANG_TRI, CENTRE, JUNE)[1].status is Status.MET


def test_a_person_brings_it_back_and_all_is_as_before(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    before = of_agency(ledger, QUANG_TRI, CENTRE, MAY), totals(ledger, QUANG_TRI, MAY)
    refuse(ledger)
    accept(ledger)
    assert (of_agency(ledger, QUANG_TRI, CENTRE, MAY), totals(ledger, QUANG_TRI, MAY)) == before


def test_the_decision_and_the_event_say_who_when_and_why(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    number = refuse(ledger)
    with reading(ledger) as connection:
        row = connection.execute("SELECT * FROM decision WHERE id = ?", (number,)).fetchone()
        event = ledger_store.events(connection, 1)[0]
    assert (row["action"], row["reason"], row["note"]) == ("not_recognise", "off_system", "nhập lại cuối kỳ")
    assert (row["actor"], row["at"], row["submission_id"]) == (WHO, AT, None)
    assert (event.action, event.actor, event.object) == ("not_recognise", WHO, f"{FIRST} {CENTRE} 2026-05")
    assert event.detail == "off_system: nhập lại cuối kỳ"


CASES = [
    pytest.param({"reason_code": "vì thế"}, Refused, "reason-missing", id="no such reason"),
    pytest.param({"by": " "}, Refused, "decider-missing", id="nobody decided"),
    pytest.param({"plan_code": "KHONG"}, NotFound, "plan-unknown", id="plan"),
    pytest.param({"agency_code": "khong"}, NotFound, "agency-unknown", id="agency"),
    pytest.param({"indicator_code": "KHONG-01"}, NotFound, "indicator-unknown", id="indicator"),
    pytest.param({"period": JUNE}, NotFound, "figure-missing", id="no figure at that period"),
    pytest.param({"indicator_code": code(QUANG_TRI, 2)}, NotFound, "figure-missing", id="no figure of that line"),
]


@pytest.mark.parametrize(("changed", "kind", "fault"), CASES)
def test_what_cannot_be_decided_changes_nothing_and_is_said(
    ledger: Path, reader: FormReader, changed: dict[str, object], kind: type[LedgerError], fault: str
) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    before = revision(ledger)
    asked: dict[str, object] = {
        "plan_code": QUANG_TRI,
        "agency_code": CENTRE,
        "indicator_code": FIRST,
        "period": MAY,
        "reason_code": "off_system",
        "note": "",
        "at": AT,
        "by": WHO,
    }
    with pytest.raises(kind) as raised:
        not_recognise(ledger, **(asked | changed))  # type: ignore[arg-type]
    assert raised.value.code == fault
    assert "Có vấn đề cần xem" not in messages.fault(raised.value)
    assert revision(ledger) == before


def test_a_decision_that_changes_nothing_is_refused(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    with pytest.raises(Refused, match="recognition-unchanged"):
        accept(ledger)
    refuse(ledger)
    with pytest.raises(Refused, match="recognition-unchanged"):
        refuse(ledger)
    with pytest.raises(Refused, match="reason-missing"):
        recognise(ledger, QUANG_TRI, CENTRE, FIRST, MAY, "  ", at=AT, by=WHO)


def test_a_locked_period_is_not_touched(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    lock_period(ledger, QUANG_TRI, MAY, reason="đã báo cáo", at=AT, by=WHO)
    with pytest.raises(Refused, match="period-locked"):
        refuse(ledger)
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].status is Status.MET
