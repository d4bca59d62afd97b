"""Undo takes a file out of force as one logged act; nothing is deleted."""

from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import CENTRE, QUANG_TRI, code, filled_form, of_agency, report, send, share, totals, value

from lib.domain.errors import LedgerError, NotFound, Refused
from lib.domain.period import Period
from lib.domain.submission import Outcome
from lib.excel.reader import FormReader
from lib.storage import files, ledger_store
from lib.storage.database import reading, revision
from lib.workflows.undo_submission import undo

MAY, JUNE = Period(2026, 5), Period(2026, 6)
AT = "2026-06-01T00:00:00+00:00"


def take_back(ledger: Path, number: int | None, reason: str = "nhầm kỳ") -> None:
    assert number is not None
    undo(ledger, number, reason=reason, at=AT, by="thư ký")


def test_undo_brings_the_version_before_back_into_force(ledger: Path, reader: FormReader) -> None:
    first = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60), 5: value(97)})
    second = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(65)})
    take_back(ledger, second.submission)
    rows = of_agency(ledger, QUANG_TRI, CENTRE, MAY)
    assert (rows[1].value, rows[5].value, rows[1].submission) == (60, 97, first.submission)
    assert totals(ledger, QUANG_TRI, MAY)[1].value == 60


def test_undo_of_the_only_file_leaves_the_figures_missing(ledger: Path, reader: FormReader) -> None:
    before = totals(ledger, QUANG_TRI, MAY)
    receipt = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    take_back(ledger, receipt.submission)
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].absence == "missing"
    assert totals(ledger, QUANG_TRI, MAY) == before


def test_what_was_undone_stays_readable_with_who_when_and_why(ledger: Path, reader: FormReader) -> None:
    receipt = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(612, 1000)})
    assert receipt.submission is not None
    take_back(ledger, receipt.submission)
    assert files.original(ledger, receipt.sha256)
    with reading(ledger) as connection:
        stored = ledger_store.submission(connection, receipt.submission)
        lines = ledger_store.lines(connection, receipt.submission)
        event = ledger_store.events(connection, 1)[0]
    assert stored is not None and stored.undone and stored.outcome is Outcome.ACCEPTED
    assert [line.value for line in lines.values()] == [Decimal("61.2")]
    assert (event.action, event.actor, event.at, event.detail) == ("undo", "thư ký", AT, "nhầm kỳ")


def test_an_undone_file_may_be_sent_again_and_takes_the_next_number(ledger: Path, reader: FormReader) -> None:
    content = filled_form(ledger, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    take_back(ledger, send(ledger, reader, content).submission)
    again = send(ledger, reader, content)
    assert (again.outcome, again.version) == (Outcome.ACCEPTED, 2)
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].value == 60


def test_undo_of_an_older_version_leaves_the_newer_in_force(ledger: Path, reader: FormReader) -> None:
    first = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(65)})
    take_back(ledger, first.submission)
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].value == 65


def test_undo_judges_the_periods_after_it_anew(ledger: Path, reader: FormReader) -> None:
    may = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(62)})
    assert totals(ledger, QUANG_TRI, JUNE)[1].previous_value == 60
    take_back(ledger, may.submission)
    assert totals(ledger, QUANG_TRI, JUNE)[1].previous_value is None


def refused_file(ledger: Path, reader: FormReader) -> int | None:
    content = filled_form(ledger, QUANG_TRI, CENTRE, MAY, {1: share(9, 8)})
    return send(ledger, reader, content).submission


def undone_file(ledger: Path, reader: FormReader) -> int | None:
    number = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)}).submission
    take_back(ledger, number)
    return number


def no_file(_ledger: Path, _reader: FormReader) -> int | None:
    return 4711


@pytest.mark.parametrize(
    ("make", "reason", "fault", "expected"),
    [
        pytest.param(refused_file, "x", Refused, "undo-refused", id="a refused file"),
        pytest.param(undone_file, "x", Refused, "undo-refused", id="undone already"),
        pytest.param(no_file, "x", NotFound, "submission-unknown", id="no such number"),
        pytest.param(no_file, "  ", Refused, "reason-missing", id="no reason"),
    ],
)
def test_what_cannot_be_undone_changes_nothing(
    ledger: Path, reader: FormReader, make, reason: str, fault: type[LedgerError], expected: str
) -> None:
    number = make(ledger, reader)
    before = revision(ledger)
    with pytest.raises(fault) as caught:
        take_back(ledger, number, reason)
    assert caught.value.code == expected
    assert revision(ledger) == before


def test_the_code_of_an_indicator_names_its_line(ledger: Path, reader: FormReader) -> None:
    receipt = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {6: value(80)})
    with reading(ledger) as connection:
        lines = ledger_store.lines(connection, receipt.submission or 0)
    assert [line.indicator_code for line in lines.values()] == [code(QUANG_TRI, 6)]
