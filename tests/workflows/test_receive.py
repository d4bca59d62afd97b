"""A return goes in whole or not at all, is never lost, and the same file twice changes nothing."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import (
    ACCEPTED,
    CENTRE,
    GIA_LAI,
    HEALTH,
    QUANG_TRI,
    code,
    decide,
    filled_form,
    findings_of,
    of_agency,
    report,
    said,
    send,
    share,
    totals,
    value,
)
from openpyxl import load_workbook

from lib.domain.errors import Refused
from lib.domain.issue import LISTED_WARNINGS, Severity
from lib.domain.period import Period
from lib.domain.submission import Answer, Outcome
from lib.excel import layout
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, files, ledger_store
from lib.storage.database import reading, revision, writing
from lib.storage.kept_rows import kept_rows
from lib.workflows.correct_catalog import enter_survey_population
from lib.workflows.forms import blank_form
from lib.workflows.receive_submission import Receipt, preview, receive_files

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
    receipts = list(receive_files(ledger, batch, received_on=date(2026, 5, 20), by="x", **ACCEPTED))
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
        found = receive_files(ledger, [("a.xlsx", content)], received_on=date(2026, 5, 20), by="x", **ACCEPTED)
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
        assert findings_of(connection, receipt.submission) == receipt.issues
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
        stored = ledger_store.recent_submissions(connection)
    assert [(s.sha256, s.outcome, s.plan_code, s.period) for s in stored] == [
        (receipt.sha256, Outcome.REFUSED, None, None)
    ]


def test_a_refused_file_sent_again_is_read_anew(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, {1: share(1200, 1000)})
    outcomes = [send(ledger, reader, content).outcome for _ in range(2)]
    assert outcomes == [Outcome.REFUSED, Outcome.REFUSED]
    with reading(ledger) as connection:
        sent = [row.sha256 for row in ledger_store.recent_submissions(connection)]
    assert sent == [files.sha256_of(content)] * 2


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
    ("period", "received_on", "outcome"),
    [
        pytest.param(Period(2025, 12), date(2026, 5, 20), Outcome.REFUSED, id="before the plan's year"),
        pytest.param(Period(2026, 1), date(2026, 5, 20), Outcome.ACCEPTED, id="its first month, late"),
        pytest.param(Period(2026, 6), date(2026, 5, 15), Outcome.ACCEPTED, id="the window begins"),
        pytest.param(Period(2026, 6), date(2026, 5, 14), Outcome.REFUSED, id="a day before the window"),
        pytest.param(Period(2031, 7), date(2026, 5, 20), Outcome.REFUSED, id="five years ahead"),
        pytest.param(Period(2026, 5), date(2019, 5, 20), Outcome.REFUSED, id="received seven years before"),
    ],
)
def test_a_return_comes_for_a_month_of_the_plan_that_had_begun(
    ledger: Path, reader: FormReader, period: Period, received_on: date, outcome: Outcome
) -> None:
    with writing(ledger) as connection:
        connection.execute("UPDATE assignment SET first_period = ?", (Period(2025, 1).index,))
    receipt = send(ledger, reader, form_of(ledger, GOOD, period), received_on=received_on)
    assert receipt.outcome is outcome
    assert ("wrong-period" in codes(receipt.issues)) is (outcome is Outcome.REFUSED)


def close_centre(ledger: Path, day: str) -> None:
    with writing(ledger) as connection:
        connection.execute("UPDATE agency SET valid_to = ? WHERE code = ?", (day, CENTRE))


def test_an_agency_that_was_dissolved_owes_nothing_after_it_and_gets_no_form(ledger: Path, reader: FormReader) -> None:
    in_april, in_may = form_of(ledger, GOOD, APRIL), form_of(ledger, GOOD)
    close_centre(ledger, "2026-04-30")
    receipt = send(ledger, reader, in_may)
    assert {issue.code for issue in receipt.issues if is_blocking(issue)} == {"wrong-agency"}
    assert send(ledger, reader, in_april).outcome is Outcome.ACCEPTED
    with pytest.raises(Refused, match="nothing-owed"):
        blank_form(ledger, QUANG_TRI, CENTRE, MAY)
    assert blank_form(ledger, QUANG_TRI, CENTRE, APRIL)


def correct(ledger: Path, assignments: str, *values: object) -> None:
    with writing(ledger) as connection:
        connection.execute(f"UPDATE indicator SET {assignments} WHERE code = ?", (*values, code(QUANG_TRI, 1)))


def test_a_form_issued_before_its_line_was_corrected_is_not_read_by_what_it_said_then(
    ledger: Path, reader: FormReader
) -> None:
    content = form_of(ledger, GOOD)
    correct(ledger, "kind = 'count', unit = 'hồ sơ'")
    receipt = send(ledger, reader, content)
    (issue,) = [issue for issue in receipt.issues if is_blocking(issue)]
    assert (issue.code, issue.subject, dict(issue.facts)) == (
        "line-changed",
        code(QUANG_TRI, 1),
        {"issued": "%", "now": "hồ sơ"},
    )
    assert send(ledger, reader, form_of(ledger, {5: value(97.5)})).outcome is Outcome.ACCEPTED


def test_a_form_whose_codes_were_swapped_is_refused_at_both_rows(ledger: Path, reader: FormReader) -> None:
    book = load_workbook(io.BytesIO(form_of(ledger, GOOD)))
    sheet = book[layout.FORM_SHEET]
    first, second = (f"A{layout.FIRST_LINE_ROW + n}" for n in (0, 1))
    sheet[first], sheet[second] = sheet[second].value, sheet[first].value
    buffer = io.BytesIO()
    book.save(buffer)
    receipt = send(ledger, reader, buffer.getvalue())
    swapped = [issue for issue in receipt.issues if issue.code == "row-name-differs"]
    assert {issue.subject for issue in swapped} == {code(QUANG_TRI, 1), code(QUANG_TRI, 2)}
    assert receipt.outcome is Outcome.REFUSED


def test_a_line_owed_since_the_form_was_issued_is_said_to_be_missing(ledger: Path, reader: FormReader) -> None:
    with writing(ledger) as connection:
        connection.execute(
            "UPDATE assignment SET first_period = ? WHERE indicator_id = (SELECT id FROM indicator WHERE code = ?)",
            (Period(2026, 6).index, code(QUANG_TRI, 2)),
        )
    content = form_of(ledger, GOOD)
    with writing(ledger) as connection:
        connection.execute("UPDATE assignment SET first_period = ?", (Period(2026, 1).index,))
    receipt = send(ledger, reader, content)
    assert receipt.outcome is Outcome.ACCEPTED
    assert [issue.subject for issue in receipt.issues if issue.code == "row-missing"] == [code(QUANG_TRI, 2)]


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
        assert "jump" in codes(findings_of(connection, taken.submission))


def jumped(ledger: Path, reader: FormReader) -> bytes:
    """A form with two warnings that ask: line 1 jumps, line 2 too."""
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: share(300, 1000), 2: share(300, 1000)})
    return form_of(ledger, {1: share(900, 1000), 2: share(900, 1000)})


def answered(ledger: Path, receipt: Receipt) -> dict[tuple[str, str | None], str | None]:
    assert receipt.submission is not None
    with reading(ledger) as connection:
        found = ledger_store.findings_with_reasons(connection, receipt.submission)
        assert tuple(issue for issue, _ in found) == receipt.issues
    return {(issue.code, issue.subject): reason for issue, reason in found}


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_warnings_are_not_accepted_without_a_reason(ledger: Path, reader: FormReader, reason: str | None) -> None:
    receipt = send(ledger, reader, jumped(ledger, reader), reason=reason, accept_warnings=True)
    assert receipt.outcome is Outcome.REFUSED and receipt.was_held
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[1].value is None
    assert set(answered(ledger, receipt).values()) == {None}


def test_one_reason_for_all_is_kept_with_each_warning_that_asks(ledger: Path, reader: FormReader) -> None:
    receipt = send(ledger, reader, jumped(ledger, reader), reason=" chiến dịch ")
    kept_reasons = answered(ledger, receipt)
    assert {code for (code, _), reason in kept_reasons.items() if reason == "chiến dịch"} == {"jump"}
    assert kept_reasons[("evidence-missing", code(QUANG_TRI, 1))] is None


def test_each_warning_can_have_a_reason_of_its_own(ledger: Path, reader: FormReader) -> None:
    content = jumped(ledger, reader)
    first, second = preview(ledger, content, "x.xlsx", reader, date(2026, 5, 20)).asking
    half = send(ledger, reader, content, reason=None, by_finding={first: "một"})
    assert half.outcome is Outcome.REFUSED
    whole = send(ledger, reader, content, reason=None, by_finding={first: "một", second: "hai"})
    assert [reason for reason in answered(ledger, whole).values() if reason] == ["một", "hai"]


def test_a_reason_for_a_code_answers_its_warnings_alone(ledger: Path, reader: FormReader) -> None:
    content = jumped(ledger, reader)
    day = {"received_on": date(2026, 5, 20), "by": "x"}
    (wrong,) = receive_files(ledger, [("a.xlsx", content)], by_code={"outlier": "khác"}, **day)
    (right,) = receive_files(ledger, [("a.xlsx", content)], by_code={"jump": "chiến dịch"}, **day)
    assert (wrong.outcome, right.outcome) == (Outcome.REFUSED, Outcome.ACCEPTED)


def test_a_warning_that_is_new_since_the_preview_is_not_accepted_unseen(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, {1: share(900, 1000, evidence="QĐ 12")})
    shown = preview(ledger, content, "x.xlsx", reader, date(2026, 5, 20))
    assert shown.asking == ()
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: share(300, 1000)})
    receipt = send(ledger, reader, content, reason=None, by_finding=dict.fromkeys(shown.asking, "đã xem"))
    assert receipt.outcome is Outcome.REFUSED and receipt.was_held


def test_a_figure_that_was_not_recognised_is_no_past_and_may_still_be_in_the_count(
    ledger: Path, reader: FormReader
) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: share(300, 1000)})
    with writing(ledger) as connection:
        plan = catalog_store.plan_summary(connection, QUANG_TRI)
        about = {
            "indicator_id": catalog_store.indicator_ids(connection, plan.id)[code(QUANG_TRI, 1)],
            "agency_id": agency_store.agency_ids(connection)[CENTRE],
        }
        decide(connection, "not_recognise", QUANG_TRI, CENTRE, APRIL, **about)
    receipt = send(ledger, reader, form_of(ledger, {1: share(900, 1000, evidence="QĐ 12")}), reason=None)
    assert receipt.outcome is Outcome.ACCEPTED
    assert codes(receipt.issues) == {"previous-not-recognised"}


def test_a_late_month_that_says_more_than_a_later_one_asks(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: share(600, 1000)})
    late = form_of(ledger, {1: share(650, 1000)}, APRIL)
    held = send(ledger, reader, late, reason=None)
    assert held.was_held
    (issue,) = [issue for issue in held.issues if issue.code == "later-period-contradicts"]
    assert dict(issue.facts) == {"current": "650", "later": "600", "period": "2026-05", "column": "a"}


def test_a_small_population_needs_a_smaller_sample(ledger: Path, reader: FormReader) -> None:
    survey = code(GIA_LAI, 8)
    content = filled_form(ledger, GIA_LAI, HEALTH, MAY, {8: share(42, 44, second_value=95, second_source="Khảo sát")})
    assert "sample-too-small" in codes(preview(ledger, content, "x", reader, date(2026, 5, 20)).issues)
    said = {"source": "Báo cáo 12", "at": "2026-05-01T00:00:00+00:00", "by": "thư ký"}
    enter_survey_population(ledger, GIA_LAI, survey, HEALTH, 100, **said)
    assert "sample-too-small" not in codes(preview(ledger, content, "x", reader, date(2026, 5, 20)).issues)
    enter_survey_population(ledger, GIA_LAI, survey, HEALTH, 100_000, **said)
    assert "sample-too-small" in codes(preview(ledger, content, "x", reader, date(2026, 5, 20)).issues)
    with pytest.raises(Refused, match="population-missing"):
        enter_survey_population(ledger, GIA_LAI, survey, HEALTH, 0, **said)
    with pytest.raises(Refused, match="reason-missing"):
        enter_survey_population(ledger, GIA_LAI, survey, HEALTH, 5, **(said | {"source": " "}))


def test_warnings_that_are_only_listed_hold_nothing(ledger: Path, reader: FormReader) -> None:
    content = form_of(ledger, {1: value(52.0), 5: value(98)}, Period(2026, 12))
    receipt = send(ledger, reader, content, accept_warnings=False, received_on=date(2026, 12, 20))
    assert receipt.outcome is Outcome.ACCEPTED
    found = codes(receipt.issues)
    assert {"causes-missing", "evidence-missing", "percent-without-ab"} <= found <= LISTED_WARNINGS
    assert receipt.submission is not None
    with reading(ledger) as connection:
        assert findings_of(connection, receipt.submission) == receipt.issues


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


def test_an_empty_form_is_refused_and_takes_the_place_of_nothing(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, GOOD)
    receipt = send(ledger, reader, blank_form(ledger, QUANG_TRI, CENTRE, MAY))
    assert receipt.outcome is Outcome.REFUSED
    assert "form-empty" in codes(receipt.issues)
    assert of_agency(ledger, QUANG_TRI, CENTRE, MAY)[5].value == Decimal("97.5")


def test_a_line_that_the_new_version_leaves_blank_asks_for_a_reason(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, GOOD)
    content = form_of(ledger, {1: share(650, 1000)})
    held = send(ledger, reader, content, reason=None)
    assert held.outcome is Outcome.REFUSED and held.was_held
    (dropped,) = [issue for issue in held.issues if issue.code == "figure-dropped"]
    assert (dropped.subject, bool(dropped.cell), dict(dropped.facts)) == (
        code(QUANG_TRI, 5),
        True,
        {"previous": "97,5"},
    )
    assert send(ledger, reader, content, reason="nhập nhầm dòng").outcome is Outcome.ACCEPTED


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
