"""A return goes in whole or not at all, is never lost, and the same file twice changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import (
    CENTRE,
    GIA_LAI,
    HEALTH,
    QUANG_TRI,
    code,
    decide,
    filled_form,
    of_agency,
    report,
    said,
    send,
    share,
    totals,
    value,
)

from lib.domain.issue import LISTED_WARNINGS, Severity
from lib.domain.period import Period
from lib.domain.submission import Answer, Outcome
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, files, ledger_store
from lib.storage.database import reading, revision, writing
from lib.storage.kept_rows import kept_rows
from lib.workflows.forms import blank_form
from lib.workflows.receive_submission import preview, receive_files

APRIL, MAY = Period(2026, 4), Period(2026, 5)
GOOD = {1: share(612, 1000), 5: value(97.5)}


def form_of(ledger: Path, rows: dict[int, dict[str, object]], period: Period = MAY) -> bytes:
    return filled_form(ledger, QUANG_TRI, CENTRE, period, rows)


def codes(issues: tuple) -> set[str]:
    return {issue.code for issue in issues}


def lines_of(ledger: Path, number: int) -> dict[str, tuple[int | None, int | None, Decimal | None]]:
    with reading(ledger) as connection:
        found = ledger_store.lines(connection, number).values()
    return {line.indicator_code: (line.a, line.b, line.value) for line in found}


def kept(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    with reading(ledger) as connection:
        return kept_rows(connection)


# Taken


def test_an_accepted_file_is_kept_with_its_bytes_cells_lines_and_an_event(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, GOOD)
    receipt = send(ledger, reader, content, "tháng năm.xlsx", by="chị Hà", reason="đã hỏi lại")
    assert (receipt.outcome, receipt.version, receipt.n_values) == (Outcome.ACCEPTED, 1, 2)
    assert (receipt.plan_code, receipt.agency_code, receipt.period) == (QUANG_TRI, CENTRE, MAY)
    assert files.original(ledger, receipt.sha256) == content
    assert receipt.submission is not None
    with reading(ledger) as connection:
        stored = ledger_store.submission(connection, receipt.submission)
        cells = ledger_store.cells(connection, receipt.submission)
        newest = ledger_store.events(connection, 1)[0]
    assert stored is not None
    assert (stored.file, stored.uploaded_by, stored.reason) == ("tháng năm.xlsx", "chị Hà", "đã hỏi lại")
    assert (stored.received_on, stored.period, stored.undone) == ("2026-05-20", MAY, False)
    assert {cell.raw for cell in cells} >= {"612", "1000", "97.5"}
    assert (newest.action, newest.object) == ("accepted", f"submission {receipt.submission}")
    assert lines_of(ledger, receipt.submission) == {
        code(QUANG_TRI, 1): (612, 1000, Decimal("61.2")),
        code(QUANG_TRI, 5): (None, None, Decimal("97.5")),
    }


def test_the_day_of_receipt_and_the_period_are_two_clocks(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, 1), GOOD, received_on=date(2026, 7, 3))
    assert of_agency(ledger, QUANG_TRI, CENTRE, Period(2026, 1))[5].value == Decimal("97.5")
    assert of_agency(ledger, QUANG_TRI, CENTRE, Period(2026, 7))[5].value is None


def test_the_same_file_again_is_a_duplicate_and_changes_nothing(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, GOOD)
    first = send(ledger, reader, content)
    before, rows = revision(ledger), kept(ledger)
    again = send(ledger, reader, content, "một tên khác.xlsx", by="người khác")
    assert (again.outcome, again.submission, again.version) == (Outcome.DUPLICATE, first.submission, 1)
    assert again.file == "một tên khác.xlsx"
    assert revision(ledger) == before
    assert kept(ledger) == rows


def test_a_second_file_is_a_new_version_and_the_first_stays_readable(ledger: Path, reader: FormReader) -> None:
    first = report(ledger, reader, QUANG_TRI, CENTRE, MAY, GOOD)
    second = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(650, 1000)})
    assert (first.version, second.version) == (1, 2)
    assert first.submission is not None
    assert lines_of(ledger, first.submission)[code(QUANG_TRI, 5)] == (None, None, Decimal("97.5"))
    assert files.original(ledger, first.sha256) != files.original(ledger, second.sha256)
    rows = of_agency(ledger, QUANG_TRI, CENTRE, MAY)
    assert (rows[1].value, rows[1].submission) == (65, second.submission)
    assert rows[5].value is None  # the new version does not answer it


def test_a_file_that_is_no_longer_in_force_is_read_anew(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, GOOD)
    send(ledger, reader, content)
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(650, 1000)})
    back = send(ledger, reader, content)
    assert (back.outcome, back.version) == (Outcome.ACCEPTED, 3)


def test_files_of_a_batch_are_taken_as_if_one_came_after_the_other(ledger: Path, reader: FormReader) -> None:
    old, new = form_of(ledger, GOOD), form_of(ledger, {1: share(650, 1000)})
    send(ledger, reader, old)
    batch = [("old", old), ("new", new), ("old again", old), ("and again", old), ("new again", new)]
    receipts = list(receive_files(ledger, batch, received_on=date(2026, 5, 20), by="x", accept_warnings=True))
    assert [(r.file, r.outcome, r.version) for r in receipts] == [
        ("old", Outcome.DUPLICATE, 1),
        ("new", Outcome.ACCEPTED, 2),
        ("old again", Outcome.ACCEPTED, 3),
        ("and again", Outcome.DUPLICATE, 3),
        ("new again", Outcome.ACCEPTED, 4),
    ]


def test_one_file_sent_by_two_people_at_once_is_taken_once(ledger: Path) -> None:
    content = form_of(ledger, GOOD)

    def submit(_n: int) -> list[Outcome]:
        found = receive_files(
            ledger, [("a.xlsx", content)], received_on=date(2026, 5, 20), by="x", accept_warnings=True
        )
        return [receipt.outcome for receipt in found]

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(outcome for found in pool.map(submit, range(2)) for outcome in found)
    assert outcomes == [Outcome.ACCEPTED, Outcome.DUPLICATE]


# Refused


def test_a_refused_file_keeps_bytes_and_findings_and_stores_no_figure(ledger: Path, reader: FormReader) -> None:
    before = kept(ledger)
    content = form_of(ledger, {1: share(1200, 1000), 5: value(97.5), 6: value("chưa có")})
    receipt = send(ledger, reader, content)
    assert (receipt.outcome, receipt.version, receipt.n_values) == (Outcome.REFUSED, None, 0)
    blocking = {(issue.code, bool(issue.sheet and issue.cell)) for issue in receipt.issues if is_blocking(issue)}
    assert blocking == {("a-over-b", True), ("not-a-number", True)}
    assert files.original(ledger, receipt.sha256) == content
    assert receipt.submission is not None
    with reading(ledger) as connection:
        stored = ledger_store.submission(connection, receipt.submission)
        assert ledger_store.findings(connection, receipt.submission) == receipt.issues
        assert ledger_store.lines(connection, receipt.submission) == {}
        assert ledger_store.cells(connection, receipt.submission) == ()
    assert stored is not None and (stored.outcome, stored.n_values) == (Outcome.REFUSED, 0)
    assert kept(ledger) == before


def is_blocking(issue) -> bool:
    return issue.severity is Severity.BLOCKING


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "file-empty", id="no bytes"),
        pytest.param(b"khong phai Excel", "file-not-xlsx", id="not a workbook"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, "zip-damaged", id="a damaged package"),
    ],
)
def test_what_cannot_be_read_is_kept_too(ledger: Path, reader: FormReader, content: bytes, expected: str) -> None:
    receipt = send(ledger, reader, content)
    assert receipt.outcome is Outcome.REFUSED
    assert codes(receipt.issues) == {expected}
    assert files.original(ledger, receipt.sha256) == content
    with reading(ledger) as connection:
        stored = ledger_store.submissions_of_file(connection, receipt.sha256)
    assert [(s.outcome, s.plan_code, s.period) for s in stored] == [(Outcome.REFUSED, None, None)]


def test_a_refused_file_sent_again_is_read_anew(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, {1: share(1200, 1000)})
    outcomes = [send(ledger, reader, content).outcome for _ in range(2)]
    assert outcomes == [Outcome.REFUSED, Outcome.REFUSED]
    with reading(ledger) as connection:
        assert len(ledger_store.submissions_of_file(connection, files.sha256_of(content))) == 2


def test_a_refused_file_leaves_the_version_in_force_alone(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, GOOD)
    send(ledger, reader, form_of(ledger, {1: share(1200, 1000)}))
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].value == Decimal("61.2")
    assert report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(640, 1000)}).version == 2


def test_a_form_for_another_ledger_is_refused_as_a_whole(
    ledger: Path, reader: FormReader, template_ledger: Path
) -> None:
    content = form_of(template_ledger, GOOD)
    with writing(ledger) as connection:
        connection.execute("UPDATE plan SET code = 'QUANGTRI-VP-2027' WHERE code = ?", (QUANG_TRI,))
    receipt = send(ledger, reader, content)
    assert receipt.outcome is Outcome.REFUSED
    assert {issue.code for issue in receipt.issues if is_blocking(issue)} == {"wrong-plan"}


@pytest.mark.parametrize(
    ("period", "outcome"), [(Period(2025, 12), Outcome.REFUSED), (Period(2026, 1), Outcome.ACCEPTED)]
)
def test_a_period_before_the_plans_year_takes_no_returns(
    ledger: Path, reader: FormReader, period: Period, outcome: Outcome
) -> None:
    with writing(ledger) as connection:
        connection.execute("UPDATE assignment SET first_period = ?", (Period(2025, 1).index,))
    receipt = send(ledger, reader, form_of(ledger, GOOD, period))
    assert receipt.outcome is outcome
    assert ("wrong-period" in codes(receipt.issues)) is (outcome is Outcome.REFUSED)


# Warnings


def test_a_warning_that_asks_holds_the_file_until_a_person_accepts_it(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: share(300, 1000)})
    content = form_of(ledger, {1: share(900, 1000)})
    held = send(ledger, reader, content, accept_warnings=False)
    assert held.outcome is Outcome.REFUSED
    assert "jump" in codes(held.issues) and not any(map(is_blocking, held.issues))
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].value is None
    taken = send(ledger, reader, content, accept_warnings=True, reason="số liệu đã kiểm tra")
    assert (taken.outcome, taken.version) == (Outcome.ACCEPTED, 1)
    assert taken.submission is not None
    with reading(ledger) as connection:
        assert "jump" in codes(ledger_store.findings(connection, taken.submission))


def test_warnings_that_are_only_listed_hold_nothing(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, {1: value(52.0), 5: value(98)}, Period(2026, 12))
    receipt = send(ledger, reader, content, accept_warnings=False)
    assert receipt.outcome is Outcome.ACCEPTED
    found = codes(receipt.issues)
    assert {"causes-missing", "evidence-missing", "percent-without-ab"} <= found <= LISTED_WARNINGS
    assert receipt.submission is not None
    with reading(ledger) as connection:
        assert ledger_store.findings(connection, receipt.submission) == receipt.issues


def test_a_line_with_causes_and_a_remedy_raises_nothing(ledger: Path, reader: FormReader) -> None:
    told = {"subjective_cause": "thiếu người", "objective_cause": "mất mạng", "remedy": "tăng cường"}
    december = Period(2026, 12)
    receipt = report(ledger, reader, QUANG_TRI, CENTRE, december, {1: share(520, 1000, **told)}, accept_warnings=False)
    assert receipt.issues == ()
    row = of_agency(ledger, QUANG_TRI, CENTRE, december)[1]
    assert (row.subjective_cause, row.objective_cause, row.remedy) == ("thiếu người", "mất mạng", "tăng cường")


# Preview


def test_a_preview_shows_old_and_new_and_writes_nothing(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, GOOD)
    before = revision(ledger)
    shown = preview(ledger, form_of(ledger, {1: share(650, 1000)}), "mới.xlsx", reader)
    assert revision(ledger) == before
    assert not shown.blocked and shown.duplicate_of is None
    changes = {c.indicator_code: (c.before and c.before.value, c.after and c.after.value) for c in shown.changes}
    assert len(changes) == 6
    assert changes[code(QUANG_TRI, 1)] == (Decimal("61.2"), 65)
    assert changes[code(QUANG_TRI, 5)] == (Decimal("97.5"), None)
    assert changes[code(QUANG_TRI, 2)] == (None, None)


def test_a_preview_says_all_that_the_intake_would_say(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, {1: share(1200, 1000), 5: value(970)})
    shown = preview(ledger, content, "sai.xlsx", reader)
    assert shown.blocked
    assert shown.issues == send(ledger, reader, content).issues
    unread = preview(ledger, b"x", "x", reader)
    assert unread.blocked and unread.form is None


def test_a_preview_knows_the_file_in_force(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, GOOD)
    receipt = send(ledger, reader, content)
    assert preview(ledger, content, "x.xlsx", reader).duplicate_of == receipt.submission


# Absences and decisions


def test_an_empty_form_is_taken_and_says_nothing(ledger: Path, reader: FormReader) -> None:
    receipt = send(ledger, reader, blank_form(ledger, QUANG_TRI, CENTRE, MAY))
    assert (receipt.outcome, receipt.n_values) == (Outcome.ACCEPTED, 0)
    assert all(row.value is None for row in of_agency(ledger, QUANG_TRI, CENTRE, MAY).values())


def test_a_figure_that_a_person_did_not_recognise_stays_so_whatever_file_comes_later(
    ledger: Path, reader: FormReader
) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, GOOD)
    with writing(ledger) as connection:
        plan = catalog_store.plan_summary(connection, QUANG_TRI)
        about = {
            "indicator_id": catalog_store.indicator_ids(connection, plan.id)[code(QUANG_TRI, 1)],
            "agency_id": agency_store.agency_ids(connection)[CENTRE],
        }
        decide(connection, "not_recognise", QUANG_TRI, CENTRE, MAY, **about)
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(690, 1000)})
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: share(680, 1000)})
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].absence == "not_recognised"
    assert totals(ledger, QUANG_TRI, MAY)[1].value is None
    assert of_agency(ledger, QUANG_TRI, CENTRE, APRIL)[1].value == 68
    with writing(ledger) as connection:
        decide(connection, "recognise", QUANG_TRI, CENTRE, MAY, **about)
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].value == 69


def test_every_kind_of_answer_survives_the_way_through_the_ledger(ledger: Path, reader: FormReader) -> None:
    receipt = report(
        ledger,
        reader,
        GIA_LAI,
        HEALTH,
        MAY,
        {
            1: share(70, 100, second_value=69.5, source_system="QLVB", second_source="Trục", evidence="QĐ 12"),
            2: said(Answer.NOTHING_ARISING),
            4: said(Answer.NOT_APPLICABLE),
            5: share(0, 40),
        },
    )
    assert receipt.submission is not None
    with reading(ledger) as connection:
        lines = {line.indicator_code[-2:]: line for line in ledger_store.lines(connection, receipt.submission).values()}
    first = lines["01"]
    assert (first.a, first.b, first.second_value) == (70, 100, Decimal("69.5"))
    assert (first.source_system, first.second_source, first.evidence) == ("QLVB", "Trục", "QĐ 12")
    assert lines["02"].answer is Answer.NOTHING_ARISING and lines["04"].answer is Answer.NOT_APPLICABLE
    assert lines["05"].value == 0
    assert first.ref("a") and first.ref("a") != first.ref("b")
