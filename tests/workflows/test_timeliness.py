"""Whether an agency's return is in: not due, missing, returned for correction, on time, late."""

from datetime import date
from pathlib import Path

import pytest
from ledger_samples import CENTRE, QUANG_TRI, filled_form, report, send, share, value

from lib.domain.errors import NotFound
from lib.domain.period import Period
from lib.excel.reader import FormReader
from lib.storage.database import reading
from lib.workflows.timeliness import Reporting, reporting
from lib.workflows.undo_submission import undo

MAY, JUNE = Period(2026, 5), Period(2026, 6)
DUE = date(2026, 5, 20)


def state(ledger: Path, period: Period = MAY, today: date = date(2026, 12, 31)) -> Reporting:
    with reading(ledger) as connection:
        return reporting(connection, QUANG_TRI, CENTRE, period, today)


@pytest.mark.parametrize(
    ("today", "expected"), [(DUE, "not_due"), (date(2026, 5, 21), "missing"), (date(2027, 1, 1), "missing")]
)
def test_without_a_file_a_return_is_missing_from_the_day_after_it_was_due(
    template_ledger: Path, today: date, expected: str
) -> None:
    assert state(template_ledger, today=today) == Reporting(expected, DUE)


@pytest.mark.parametrize(
    ("received", "expected", "days"),
    [
        pytest.param(date(2026, 5, 3), "on_time", 0, id="early"),
        pytest.param(DUE, "on_time", 0, id="on the due day"),
        pytest.param(date(2026, 5, 21), "late", 1, id="the day after"),
        pytest.param(date(2026, 6, 20), "late", 31, id="a month late"),
    ],
)
def test_a_return_on_the_21st_is_late_and_still_counts(
    ledger: Path, reader: FormReader, received: date, expected: str, days: int
) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)}, received_on=received)
    assert state(ledger) == Reporting(expected, DUE, days, received, 1)


def test_a_due_day_on_a_saturday_moves_to_monday(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(60)}, received_on=date(2026, 6, 22))
    assert state(ledger, JUNE) == Reporting("on_time", date(2026, 6, 22), 0, date(2026, 6, 22), 1)


def test_a_correction_does_not_make_a_return_late(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)}, received_on=DUE)
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(61)}, received_on=date(2026, 6, 3))
    assert state(ledger) == Reporting("on_time", DUE, 0, DUE, 2)


def test_a_refused_file_is_returned_for_correction(ledger: Path, reader: FormReader) -> None:
    send(ledger, reader, filled_form(ledger, QUANG_TRI, CENTRE, MAY, {1: share(9, 8)}), received_on=DUE)
    assert state(ledger) == Reporting("returned", DUE)
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(8, 9)}, received_on=date(2026, 5, 22))
    assert state(ledger).state == "late"


def test_an_undone_file_no_longer_counts(ledger: Path, reader: FormReader) -> None:
    receipt = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)}, received_on=DUE)
    undo(ledger, receipt.submission or 0, reason="nhầm", at="x", by="x")
    assert state(ledger).state == "missing"


def test_an_unknown_plan_is_not_found(template_ledger: Path) -> None:
    with reading(template_ledger) as connection, pytest.raises(NotFound):
        reporting(connection, "KHONG-CO", CENTRE, MAY, DUE)
