"""Many returns at once: kept, read and judged as a job, taken after one word, each file once whatever happens."""

import io
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lib.domain.batch import Verdict
from lib.domain.errors import Refused
from lib.domain.issue import Issue
from lib.domain.job import FileEnd, JobState
from lib.domain.period import Period
from lib.domain.review import ReviewRules
from lib.domain.submission import Outcome
from lib.excel.filled_form import write_filled_form
from lib.excel.reader import FormReader
from lib.storage import files, job_store, ledger_store, settings_store
from lib.storage.database import noting, reading, revision, sqlite3, writing
from lib.storage.job_store import Job, JobFile
from lib.workflows import batch_work, forms, keep_safe, receive_batch
from lib.workflows.assessment import plan_context
from lib.workflows.clock import now_text
from lib.workflows.lock_period import lock_period
from lib.workflows.receive_batch import Upload
from lib.workflows.review_submission import set_rules
from lib.workflows.undo_submission import undo
from tests.ledger_samples import GIA_LAI, HEALTH, HOME_AFFAIRS, SCIENCE, code, report, send
from tests.ledger_samples import share as plain_share
from tests.screen_samples import share

APRIL, MAY = Period(2026, 4), Period(2026, 5)
DAY = date(2026, 5, 19)


def form(ledger: Path, agency: str, a: int = 95, b: int = 100, period: Period = MAY) -> bytes:
    """A return with indicator 1 answered: 95 % are no surprise, a > b is a fault."""
    with reading(ledger) as connection:
        spec = forms.form_spec(connection, plan_context(connection, GIA_LAI), agency, period)
    return write_filled_form(spec, {code(GIA_LAI, 1): share(a, b)})


def dropped(ledger: Path, reader: FormReader, *uploads: Upload) -> int:
    """The number of a job that a worker has read and judged."""
    number = receive_batch.drop(ledger, uploads)
    worked(ledger, reader)
    return number


def worked(ledger: Path, reader: FormReader) -> None:
    while batch_work.work(ledger, reader, "worker"):
        pass


def confirmed(ledger: Path, reader: FormReader, number: int, **given: object) -> None:
    said: dict[str, object] = {"by": "chị Hà", "received_on": DAY, "reason": None, "with_faulty": True}
    said["judged"] = job(ledger, number).judged_revision
    receive_batch.confirm(ledger, number, **(said | given))  # type: ignore[arg-type]
    worked(ledger, reader)


def job(ledger: Path, number: int) -> Job:
    with reading(ledger) as connection:
        found = job_store.job(connection, number)
    assert found is not None
    return found


def files_of(ledger: Path, number: int) -> tuple[JobFile, ...]:
    with reading(ledger) as connection:
        return job_store.job_files(connection, number)


def verdicts(ledger: Path, number: int) -> dict[str, Verdict | None]:
    return {file.file: file.verdict for file in files_of(ledger, number) if file.left_out is None}


def ends(ledger: Path, number: int) -> dict[str, FileEnd | None]:
    return {file.file: file.became for file in files_of(ledger, number)}


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def newest(ledger: Path) -> list[tuple[str, Outcome, int | None]]:
    with reading(ledger) as connection:
        return [(s.file, s.outcome, s.version) for s in reversed(ledger_store.recent_submissions(connection))]


def test_a_job_is_judged_without_a_submission_and_says_whose_each_file_is(ledger: Path, reader: FormReader) -> None:
    health, home = form(ledger, HEALTH), form(ledger, HOME_AFFAIRS, 120)
    before = revision(ledger)
    uploads = {"một.xlsx": health, "hai.xlsx": home, "ba.xlsx": health, "x": b"x"}
    number = receive_batch.drop(ledger, [Upload(name, content) for name, content in uploads.items()])
    assert job(ledger, number).state is JobState.READING
    worked(ledger, reader)
    assert verdicts(ledger, number) == {
        "một.xlsx": Verdict.READY,
        "hai.xlsx": Verdict.FAULTY,
        "ba.xlsx": Verdict.REPEATED,
        "x": Verdict.FAULTY,
    }
    assert [(f.agency_name, f.period) for f in files_of(ledger, number)] == [
        ("Sở Y tế", MAY),
        ("Sở Nội vụ", MAY),
        ("Sở Y tế", MAY),
        (None, None),
    ]
    assert job(ledger, number).state is JobState.READY
    assert newest(ledger) == []
    assert revision(ledger) == before  # what leaders look at need not be read again


def test_every_byte_that_was_sent_is_kept_before_it_is_read(ledger: Path) -> None:
    member, damaged = form(ledger, HEALTH), b"PK\x03\x04 cut off"
    archive = zipped({"Sở Y tế.xlsx": member, "công văn.pdf": b"%PDF"})
    uploads = [Upload("gửi.zip", archive), Upload("hỏng.zip", damaged), Upload("cũ.xls", b"\xd0\xcf\x11\xe0")]
    number = receive_batch.drop(ledger, [*uploads, Upload("Thumbs.db", b"x"), Upload("biên bản.docx", b"PK")])
    for content in (archive, damaged, member, b"\xd0\xcf\x11\xe0", b"x", b"PK"):
        assert files.original(ledger, files.sha256_of(content)) == content
    assert [(f.file, f.left_out, bool(f.archive)) for f in files_of(ledger, number)] == [
        ("Sở Y tế.xlsx", None, True),
        ("gửi.zip › công văn.pdf", "not-excel", True),
        ("hỏng.zip", "zip-damaged", False),
        ("cũ.xls", None, False),
        ("Thumbs.db", "of-system", False),
        ("biên bản.docx", "not-excel", False),
    ]
    assert keep_safe.verify(ledger).faults == ()


def test_a_job_without_a_return_waits_for_nobody(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("hỏng.zip", b"PK\x03\x04"), Upload("a.rar", b"Rar!"))
    assert job(ledger, number).state is JobState.EMPTY
    assert [file.left_out for file in files_of(ledger, number)] == ["zip-damaged", "archive-unknown"]


def test_the_same_files_sent_again_before_a_word_are_the_same_job(ledger: Path, reader: FormReader) -> None:
    uploads = [Upload("a.xlsx", form(ledger, HEALTH)), Upload("b.xlsx", form(ledger, SCIENCE))]
    number = dropped(ledger, reader, *uploads)
    assert receive_batch.drop(ledger, uploads) == number
    confirmed(ledger, reader, number)
    again = dropped(ledger, reader, *uploads)
    assert again != number
    assert set(verdicts(ledger, again).values()) == {Verdict.DUPLICATE}


def test_one_reason_answers_the_files_that_ask_and_only_those(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, GIA_LAI, HEALTH, APRIL, {1: plain_share(50, 100)})
    number = dropped(
        ledger, reader, Upload("nhảy.xlsx", form(ledger, HEALTH)), Upload("thường.xlsx", form(ledger, SCIENCE))
    )
    assert verdicts(ledger, number) == {"nhảy.xlsx": Verdict.ASKS_REASON, "thường.xlsx": Verdict.READY}
    confirmed(ledger, reader, number, reason="đã đối chiếu")
    assert job(ledger, number).state is JobState.DONE
    with reading(ledger) as connection:
        kept = [ledger_store.submission(connection, f.submission or 0) for f in files_of(ledger, number)]
    assert [(s.uploaded_by, s.reason, s.received_on) for s in kept if s] == [
        ("chị Hà", "đã đối chiếu", "2026-05-19"),
        ("chị Hà", None, "2026-05-19"),
    ]


def test_files_that_ask_are_left_when_no_reason_is_given(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, GIA_LAI, HEALTH, APRIL, {1: plain_share(50, 100)})
    uploads = [Upload("nhảy.xlsx", form(ledger, HEALTH)), Upload("thường.xlsx", form(ledger, SCIENCE))]
    number = dropped(ledger, reader, *uploads)
    confirmed(ledger, reader, number)
    assert ends(ledger, number) == {"nhảy.xlsx": None, "thường.xlsx": FileEnd.ACCEPTED}
    again = receive_batch.drop_again(ledger, number, {1})
    worked(ledger, reader)
    assert verdicts(ledger, again) == {"nhảy.xlsx": Verdict.ASKS_REASON}


def test_a_faulty_file_goes_back_once_and_holds_no_other_back(ledger: Path, reader: FormReader) -> None:
    uploads = [Upload("lỗi.xlsx", form(ledger, HEALTH, 120)), Upload("tốt.xlsx", form(ledger, SCIENCE))]
    number = dropped(ledger, reader, *uploads)
    confirmed(ledger, reader, number)
    assert ends(ledger, number) == {"lỗi.xlsx": FileEnd.REFUSED, "tốt.xlsx": FileEnd.ACCEPTED}
    again = dropped(ledger, reader, *uploads)
    assert [(file.verdict, file.was_returned) for file in files_of(ledger, again)] == [
        (Verdict.FAULTY, True),
        (Verdict.DUPLICATE, False),
    ]
    confirmed(ledger, reader, again)
    assert len(newest(ledger)) == 2


def test_faulty_files_are_not_recorded_against_a_persons_will(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("lỗi.xlsx", form(ledger, HEALTH, 120)))
    confirmed(ledger, reader, number, with_faulty=False)
    assert (job(ledger, number).state, newest(ledger)) == (JobState.DONE, [])


def test_of_two_files_for_one_agency_and_period_a_person_chooses_one(ledger: Path, reader: FormReader) -> None:
    old, new = Upload("cũ.xlsx", form(ledger, HEALTH)), Upload("mới.xlsx", form(ledger, HEALTH, 96))
    number = dropped(ledger, reader, old, new)
    assert set(verdicts(ledger, number).values()) == {Verdict.CLASHING}
    confirmed(ledger, reader, number, chosen={2})
    assert ends(ledger, number) == {"cũ.xlsx": None, "mới.xlsx": FileEnd.ACCEPTED}


def test_two_files_of_one_agency_and_period_are_left_when_nobody_chose(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH)), Upload("b.xlsx", form(ledger, HEALTH, 96)))
    confirmed(ledger, reader, number)
    assert (newest(ledger), job(ledger, number).state) == ([], JobState.DONE)


# The order of periods


def test_a_month_is_judged_with_the_month_before_that_came_in_the_same_job(ledger: Path, reader: FormReader) -> None:
    """From 50 of 100 in April to 95 in May: asked for, though the ledger knows nothing of April yet."""
    may, april = Upload("t5.xlsx", form(ledger, HEALTH)), Upload("t4.xlsx", form(ledger, HEALTH, 50, period=APRIL))
    before = keep_safe.recount(ledger), revision(ledger)
    number = dropped(ledger, reader, may, april)
    assert verdicts(ledger, number) == {"t5.xlsx": Verdict.ASKS_REASON, "t4.xlsx": Verdict.READY}
    assert (keep_safe.recount(ledger), revision(ledger)) == before
    confirmed(ledger, reader, number, reason="đã rà soát")
    assert [file for file, _, _ in newest(ledger)] == ["t4.xlsx", "t5.xlsx"]
    assert set(ends(ledger, number).values()) == {FileEnd.ACCEPTED}


def test_a_file_judged_otherwise_than_promised_is_not_taken_but_listed(ledger: Path, reader: FormReader) -> None:
    """May was promised as good; before it is taken an April comes in that makes it a jump."""
    number = dropped(ledger, reader, Upload("t5.xlsx", form(ledger, HEALTH)), Upload("b.xlsx", form(ledger, SCIENCE)))
    said = {"by": "chị Hà", "received_on": DAY, "reason": None, "with_faulty": True}
    receive_batch.confirm(ledger, number, judged=job(ledger, number).judged_revision, **said)  # type: ignore[arg-type]
    report(ledger, reader, GIA_LAI, HEALTH, APRIL, {1: plain_share(50, 100)})
    worked(ledger, reader)
    assert ends(ledger, number) == {"t5.xlsx": FileEnd.CHANGED, "b.xlsx": FileEnd.ACCEPTED}
    assert [issue.code for issue in files_of(ledger, number)[0].findings if issue.code == "jump"] == ["jump"]
    assert [file for file, _, _ in newest(ledger)] == ["báo cáo.xlsx", "b.xlsx"]  # no refusal either


def test_a_period_locked_after_the_word_lists_its_files_as_changed(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("t5.xlsx", form(ledger, HEALTH)))
    receive_batch.confirm(
        ledger,
        number,
        by="x",
        received_on=DAY,
        reason=None,
        with_faulty=True,
        judged=job(ledger, number).judged_revision,
    )
    lock_period(ledger, GIA_LAI, MAY, reason="đã báo cáo", at="2026-06-01T00:00:00+00:00", by="x")
    worked(ledger, reader)
    assert ends(ledger, number) == {"t5.xlsx": FileEnd.CHANGED}
    assert newest(ledger) == []


def test_a_word_on_verdicts_that_were_made_anew_since_is_not_taken(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("t5.xlsx", form(ledger, HEALTH)))
    seen = job(ledger, number).judged_revision
    report(ledger, reader, GIA_LAI, HEALTH, APRIL, {1: plain_share(50, 100)})
    receive_batch.look_again(ledger, number)
    worked(ledger, reader)
    assert verdicts(ledger, number) == {"t5.xlsx": Verdict.ASKS_REASON}
    with pytest.raises(Refused, match="job-judged-anew"):
        confirmed(ledger, reader, number, judged=seen)
    assert job(ledger, number).state is JobState.READY


def test_a_warning_that_says_more_by_then_is_still_answered_and_keeps_its_reason(
    ledger: Path, reader: FormReader
) -> None:
    """March jumps from January's 30 % when it is judged, from the 60 % of the chosen February when it is taken."""
    january, february, march = (Period(2026, month) for month in (1, 2, 3))
    report(ledger, reader, GIA_LAI, HEALTH, january, {1: plain_share(30, 100)})
    rivals = [Upload(f"t2-{a}.xlsx", form(ledger, HEALTH, a, period=february)) for a in (60, 61)]
    number = dropped(ledger, reader, *rivals, Upload("t3.xlsx", form(ledger, HEALTH, period=march)))
    clash = Verdict.CLASHING
    assert list(verdicts(ledger, number).values()) == [clash, clash, Verdict.ASKS_REASON]
    seen = [jump(file.findings) for file in files_of(ledger, number)]
    confirmed(ledger, reader, number, reason="đã rà soát", chosen={1})
    assert [file.became for file in files_of(ledger, number)] == [FileEnd.ACCEPTED, None, FileEnd.ACCEPTED]
    taken = files_of(ledger, number)[2]
    assert jump(taken.findings) != seen[2]
    with reading(ledger) as connection:
        told = ledger_store.findings_with_reasons(connection, taken.submission or 0)
    assert [reason for issue, reason in told if issue.code == "jump"] == ["đã rà soát"]


def jump(findings: tuple[Issue, ...]) -> tuple[tuple[str, str], ...]:
    return next(issue.facts for issue in findings if issue.code == "jump")


def test_the_day_of_a_demo_counts_in_turn_too(
    ledger: Path, reader: FormReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(ledger) as connection:
        settings_store.put_setting(connection, "demo_day", "2026-12-25")
    monkeypatch.setattr(batch_work, "today", lambda: date(2026, 1, 10))
    later = [(Period(2026, 10), 50), (Period(2026, 11), 95)]
    number = dropped(ledger, reader, *(Upload(f"{p}.xlsx", form(ledger, HEALTH, a, period=p)) for p, a in later))
    assert list(verdicts(ledger, number).values()) == [Verdict.READY, Verdict.ASKS_REASON]


# One word


def test_a_second_word_changes_nothing(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH)))
    confirmed(ledger, reader, number)
    confirmed(ledger, reader, number, by="người khác", received_on=date(2026, 6, 1))
    receive_batch.cancel(ledger, number)
    found = job(ledger, number)
    assert (found.decided_by, found.received_on, found.state) == ("chị Hà", DAY, JobState.DONE)
    assert len(newest(ledger)) == 1


def test_a_cancelled_job_takes_nothing_and_its_files_stay(ledger: Path, reader: FormReader) -> None:
    content = form(ledger, HEALTH)
    number = dropped(ledger, reader, Upload("a.xlsx", content))
    receive_batch.cancel(ledger, number)
    confirmed(ledger, reader, number)
    assert (job(ledger, number).state, newest(ledger)) == (JobState.CANCELLED, [])
    assert files.original(ledger, files.sha256_of(content)) == content


def test_a_job_that_is_not_there_is_said(ledger: Path) -> None:
    with pytest.raises(Refused, match="job-unknown"):
        receive_batch.cancel(ledger, 99)


def test_what_was_sent_said_and_done_is_written_once(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH)))
    confirmed(ledger, reader, number)
    for statement in (
        "DELETE FROM job",
        "DELETE FROM job_file",
        "UPDATE job SET key = 'x'",
        "UPDATE job SET decided_by = 'x'",
        "UPDATE job_file SET sha256 = NULL",
        "UPDATE job_file SET promised = 'faulty'",
        "UPDATE job_file SET became = 'refused'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"a job stays|written once"), writing(ledger) as connection:
            connection.execute(statement)


def test_what_was_read_is_let_go_when_the_job_ends(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH)), Upload("b", b"x"))
    with reading(ledger) as connection:
        assert len(job_store.readings(connection, number)) == 2
    confirmed(ledger, reader, number)
    with reading(ledger) as connection:
        assert job_store.readings(connection, number) == {}


def test_what_was_read_is_kept_only_in_what_is_still_to_be_taken(ledger: Path, reader: FormReader) -> None:
    names = [(HEALTH, 95), (SCIENCE, 96), (HOME_AFFAIRS, 120)]
    number = dropped(ledger, reader, *(Upload(f"{a}.xlsx", form(ledger, agency, a)) for agency, a in names))
    said = {"by": "chị Hà", "received_on": DAY, "reason": None, "with_faulty": False}
    receive_batch.confirm(ledger, number, judged=job(ledger, number).judged_revision, **said)  # type: ignore[arg-type]
    with reading(ledger) as connection:
        assert list(job_store.readings(connection, number)) == [1, 2]
    with noting(ledger) as connection:
        job_store.put_end(connection, number, 1, FileEnd.CHANGED, at="2026-05-19")
        job_store.put_reading(connection, number, 1, b"{}", "2026-05-19")
        job_store.put_reading(connection, number, 3, b"{}", "2026-05-19")
        assert list(job_store.readings(connection, number)) == [2]


def test_what_a_cancelled_job_still_reads_is_not_kept_and_its_worker_lets_go(ledger: Path) -> None:
    number = receive_batch.drop(ledger, [Upload("a.xlsx", form(ledger, HEALTH))])
    with noting(ledger) as connection:
        assert job_store.claim(connection, "slow", "2026-05-19", "2030-01-01") == number
    receive_batch.cancel(ledger, number)
    with noting(ledger) as connection:
        assert not job_store.keeps_hold(connection, number, "slow", "2030-01-01")
        job_store.put_reading(connection, number, 1, b"{}", "2026-05-19")
        assert job_store.readings(connection, number) == {}


def test_an_original_that_cannot_be_read_holds_no_other_file_back(ledger: Path, reader: FormReader) -> None:
    lost, odd, good = form(ledger, HEALTH), form(ledger, SCIENCE), form(ledger, HOME_AFFAIRS)
    uploads = [Upload("mất.xlsx", lost), Upload("lạ.xlsx", odd), Upload("tốt.xlsx", good)]
    number = receive_batch.drop(ledger, uploads)
    files.file_of(ledger, files.sha256_of(lost)).unlink()
    place = files.file_of(ledger, files.sha256_of(odd))
    place.unlink()
    place.mkdir()
    worked(ledger, reader)
    assert list(verdicts(ledger, number).values()) == [Verdict.FAULTY, Verdict.FAULTY, Verdict.READY]
    assert [[issue.code for issue in file.findings] for file in files_of(ledger, number)[:2]] == [
        ["file-unreadable"],
        ["file-unreadable"],
    ]


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_what_was_kept_in_another_form_is_read_again(ledger: Path, reader: FormReader, is_confirmed: bool) -> None:
    number = dropped(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH)))
    if is_confirmed:
        said = {"by": "chị Hà", "received_on": DAY, "reason": None, "with_faulty": True}
        judged = job(ledger, number).judged_revision
        receive_batch.confirm(ledger, number, judged=judged, **said)  # type: ignore[arg-type]
    else:
        receive_batch.look_again(ledger, number)
    with noting(ledger) as connection:
        connection.execute("UPDATE job_file SET reading = '{\"form\": {}}'")
    worked(ledger, reader)
    found = files_of(ledger, number)[0]
    assert (found.verdict, found.became) == (Verdict.READY, FileEnd.ACCEPTED if is_confirmed else None)


def test_only_what_writes_figures_has_the_pages_read_again(ledger: Path, reader: FormReader) -> None:
    content = form(ledger, HEALTH)
    number = dropped(ledger, reader, Upload("a.xlsx", content))
    said = {"by": "chị Hà", "received_on": DAY, "reason": None, "with_faulty": True}
    receive_batch.confirm(ledger, number, judged=job(ledger, number).judged_revision, **said)  # type: ignore[arg-type]
    send(ledger, reader, content)
    before = revision(ledger)
    worked(ledger, reader)
    assert ends(ledger, number) == {"a.xlsx": FileEnd.DUPLICATE}
    assert files_of(ledger, number)[0].submission == 1
    assert revision(ledger) == before


def test_an_undone_file_waits_for_nobody(ledger: Path, reader: FormReader) -> None:
    set_rules(ledger, ReviewRules(needed=True), at=now_text(), by="x")
    number = dropped(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH)))
    confirmed(ledger, reader, number)
    assert [file.waits for file in files_of(ledger, number)] == [True]
    undo(ledger, files_of(ledger, number)[0].submission or 0, reason="nhầm", at=now_text(), by="x")
    assert [file.waits for file in files_of(ledger, number)] == [False]


def test_a_name_that_is_no_text_is_kept_as_text(ledger: Path) -> None:
    content = form(ledger, HEALTH)
    number = receive_batch.drop(ledger, [Upload("b\udcff.xlsx", content), Upload("\ud800.rar", b"Rar!")])
    receive_batch.keep(ledger, Upload("c\udcff.xlsx", b"c"))
    assert [file.file for file in files_of(ledger, number)] == ["b?.xlsx", "?.rar"]


def test_the_copies_of_faulty_files_come_in_one_zip(ledger: Path, reader: FormReader) -> None:
    number = dropped(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH, 120)), Upload("b.xlsx", b"khong phai"))
    wanted = [(f"{f.position} {f.file}", f.sha256 or "", f.findings) for f in files_of(ledger, number)]
    copies = receive_batch.marked_copies(ledger, wanted, reader)
    with zipfile.ZipFile(io.BytesIO(copies)) as archive:
        assert archive.namelist() == ["1 a.xlsx"]  # what cannot be opened has no copy
        book = load_workbook(io.BytesIO(archive.read("1 a.xlsx")))
    assert book.sheetnames[0] == "Lỗi cần sửa"
    assert "lớn hơn mẫu số" in book["Biểu báo cáo"]["H9"].comment.text


def test_jobs_that_wait_for_somebody_come_first(ledger: Path, reader: FormReader) -> None:
    waiting = dropped(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH)))
    done = dropped(ledger, reader, Upload("b.xlsx", form(ledger, SCIENCE)))
    confirmed(ledger, reader, done)
    empty = dropped(ledger, reader, Upload("c.zip", b"PK\x03\x04"))
    with reading(ledger) as connection:
        assert [one.id for one in job_store.jobs(connection, 9)] == [waiting, empty, done]
    assert Counter(job(ledger, n).state for n in (waiting, done, empty)) == Counter(
        (JobState.READY, JobState.DONE, JobState.EMPTY)
    )
