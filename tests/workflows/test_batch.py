"""Many returns at once: judged together, taken one by one, and taken up again where they were broken off."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lib.domain.batch import Verdict
from lib.domain.period import Period
from lib.domain.submission import Outcome
from lib.excel.filled_form import write_filled_form
from lib.excel.reader import FormReader
from lib.storage import ledger_store
from lib.storage.database import reading, revision
from lib.workflows import forms, keep_safe, receive_batch
from lib.workflows.assessment import plan_context
from lib.workflows.receive_batch import Batch, Skipped, Upload
from tests.ledger_samples import GIA_LAI, HEALTH, HOME_AFFAIRS, SCIENCE, code, report, send
from tests.ledger_samples import share as plain_share
from tests.screen_samples import share

ROOT = Path(__file__).parents[2]
MAY = Period(2026, 5)
DAY = date(2026, 5, 19)


def form(ledger: Path, agency: str, a: int = 95, b: int = 100) -> bytes:
    """A return with indicator 1 answered: 95 % are no surprise, a > b is a fault."""
    with reading(ledger) as connection:
        spec = forms.form_spec(connection, plan_context(connection, GIA_LAI), agency, MAY)
    return write_filled_form(spec, {code(GIA_LAI, 1): share(a, b)})


def batch_of(ledger: Path, reader: FormReader, *uploads: Upload) -> Batch:
    files, skipped = receive_batch.open_uploads(uploads)
    return receive_batch.judged(ledger, files, list(receive_batch.previews(ledger, files, reader)), skipped)


def verdicts(batch: Batch) -> dict[str, Verdict]:
    return {file.upload.name: file.verdict for file in batch.files}


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def newest(ledger: Path) -> list[tuple[str, Outcome, int | None]]:
    with reading(ledger) as connection:
        return [(s.file, s.outcome, s.version) for s in reversed(ledger_store.recent_submissions(connection))]


def test_a_batch_is_judged_without_writing_and_says_whose_each_file_is(ledger: Path, reader: FormReader) -> None:
    health, home = form(ledger, HEALTH), form(ledger, HOME_AFFAIRS, 120)
    before = revision(ledger)
    batch = batch_of(
        ledger,
        reader,
        Upload("một.xlsx", health),
        Upload("hai.xlsx", home),
        Upload("ba.xlsx", health),
        Upload("x", b"x"),
    )
    assert verdicts(batch) == {
        "một.xlsx": Verdict.READY,
        "hai.xlsx": Verdict.FAULTY,
        "ba.xlsx": Verdict.REPEATED,
        "x": Verdict.FAULTY,
    }
    assert [file.preview.agency_name for file in batch.files] == ["Sở Y tế", "Sở Nội vụ", "Sở Y tế", None]
    assert revision(ledger) == before


def test_files_in_an_archive_are_judged_like_files_beside_it(ledger: Path, reader: FormReader) -> None:
    archive = zipped({"Sở Y tế.xlsx": form(ledger, HEALTH), "__MACOSX/._Sở Y tế.xlsx": b"x", "công văn.pdf": b"%PDF"})
    batch = batch_of(
        ledger,
        reader,
        Upload("gui.zip", archive),
        Upload("b.xlsx", form(ledger, SCIENCE)),
        Upload("hong.zip", b"PK\x03\x04"),
    )
    assert verdicts(batch) == {"Sở Y tế.xlsx": Verdict.READY, "b.xlsx": Verdict.READY}
    assert batch.skipped == (
        Skipped("gui.zip › __MACOSX/._Sở Y tế.xlsx", "of-system"),
        Skipped("gui.zip › công văn.pdf", "not-excel"),
        Skipped("hong.zip", "zip-damaged"),
    )
    assert [file.may_be_a_return for file in batch.skipped] == [False, False, True]


def test_two_files_for_one_agency_and_period_wait_for_a_person(ledger: Path, reader: FormReader) -> None:
    old, new = Upload("cũ.xlsx", form(ledger, HEALTH)), Upload("mới.xlsx", form(ledger, HEALTH, 96))
    assert set(verdicts(batch_of(ledger, reader, old, new)).values()) == {Verdict.CLASHING}
    send(ledger, reader, new.content)
    found = verdicts(batch_of(ledger, reader, old, new))
    assert found == {"cũ.xlsx": Verdict.CLASHING, "mới.xlsx": Verdict.DUPLICATE}


def test_one_reason_answers_the_files_that_ask_and_only_those(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, GIA_LAI, HEALTH, Period(2026, 4), {1: plain_share(50, 100)})
    batch = batch_of(
        ledger, reader, Upload("nhảy.xlsx", form(ledger, HEALTH)), Upload("thường.xlsx", form(ledger, SCIENCE))
    )
    assert verdicts(batch) == {"nhảy.xlsx": Verdict.ASKS_REASON, "thường.xlsx": Verdict.READY}
    receipts = list(receive_batch.take(ledger, batch.files, received_on=DAY, by="chị Hà", reason="đã đối chiếu"))
    assert [receipt.outcome for receipt in receipts] == [Outcome.ACCEPTED] * 2
    with reading(ledger) as connection:
        kept = [ledger_store.submission(connection, r.submission) for r in receipts if r.submission]
    assert [(s.uploaded_by, s.reason, s.received_on) for s in kept if s] == [
        ("chị Hà", "đã đối chiếu", "2026-05-19"),
        ("chị Hà", None, "2026-05-19"),
    ]


def test_a_faulty_file_goes_back_once_and_holds_no_other_back(ledger: Path, reader: FormReader) -> None:
    uploads = [Upload("lỗi.xlsx", form(ledger, HEALTH, 120)), Upload("tốt.xlsx", form(ledger, SCIENCE))]
    batch = batch_of(ledger, reader, *uploads)
    assert [file.was_returned for file in batch.files] == [False, False]
    outcomes = [r.outcome for r in receive_batch.take(ledger, batch.files, received_on=DAY, by="x", reason=None)]
    assert outcomes == [Outcome.REFUSED, Outcome.ACCEPTED]
    again = batch_of(ledger, reader, *uploads)
    assert [(file.verdict, file.was_returned) for file in again.files] == [
        (Verdict.FAULTY, True),
        (Verdict.DUPLICATE, False),
    ]


def test_files_that_are_not_taken_in_the_end_leave_nothing(ledger: Path, reader: FormReader) -> None:
    batch = batch_of(ledger, reader, *(Upload(f"{a}.xlsx", form(ledger, a)) for a in (HEALTH, SCIENCE, HOME_AFFAIRS)))
    taking = receive_batch.take(ledger, batch.files, received_on=DAY, by="x", reason=None)
    assert next(taking).outcome is Outcome.ACCEPTED
    taking.close()  # the page was left in the middle
    assert newest(ledger) == [(f"{HEALTH}.xlsx", Outcome.ACCEPTED, 1)]
    found = verdicts(batch_of(ledger, reader, *(file.upload for file in batch.files)))
    assert list(found.values()) == [Verdict.DUPLICATE, Verdict.READY, Verdict.READY]


def test_previews_that_nobody_waits_for_are_not_made(ledger: Path, reader: FormReader) -> None:
    seen = receive_batch.previews(ledger, [Upload(f"{n}.xlsx", form(ledger, HEALTH, n)) for n in range(60)], reader)
    assert next(seen).file == "0.xlsx"
    started = time.perf_counter()
    seen.close()
    assert time.perf_counter() - started < 1


def test_the_copies_of_faulty_files_come_in_one_zip(ledger: Path, reader: FormReader) -> None:
    batch = batch_of(ledger, reader, Upload("a.xlsx", form(ledger, HEALTH, 120)), Upload("b.xlsx", b"khong phai"))
    named = [(f"{n} {file.upload.name}", file) for n, file in enumerate(batch.files, start=1)]
    with zipfile.ZipFile(io.BytesIO(receive_batch.marked_copies(named, reader))) as archive:
        assert archive.namelist() == ["1 a.xlsx"]  # what cannot be opened has no copy
        book = load_workbook(io.BytesIO(archive.read("1 a.xlsx")))
    assert book.sheetnames[0] == "Lỗi cần sửa"
    assert "lớn hơn mẫu số" in book["Biểu báo cáo"]["H9"].comment.text


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_a_batch_killed_in_the_middle_is_resumed_by_sending_it_again(ledger: Path, tmp_path: Path) -> None:
    with reading(ledger) as connection:
        owing = forms.owing_agencies_at(connection, plan_context(connection, GIA_LAI), MAY)
    codes = [agency.code for agency in owing][:24]
    archive = tmp_path / "bao-cao.zip"
    archive.write_bytes(zipped({f"{agency}.xlsx": form(ledger, agency) for agency in codes}))
    command = [sys.executable, "-m", "lib.cli", "submit", "--db", str(ledger), "--received-on", "2026-05-19"]
    command += ["--as", "thư ký", "--accept-warnings", "--reason", "đã hỏi", str(archive)]

    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(newest(ledger)) < 3 and running.poll() is None:
        time.sleep(0.005)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    taken = len(newest(ledger))
    assert 3 <= taken < len(codes)
    assert keep_safe.verify(ledger).faults == ()

    again = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=True)
    outcomes = Counter(word for word in ("accepted", "duplicate") for _ in range(again.stdout.count(f'"{word}"')))
    assert outcomes == {"accepted": len(codes) - taken, "duplicate": taken}
    with reading(ledger) as connection:
        (count,) = connection.execute("SELECT count(*) FROM submission").fetchone()
        (versions,) = connection.execute("SELECT max(version) FROM submission").fetchone()
    assert (count, versions) == (len(codes), 1)
    assert keep_safe.verify(ledger).faults == ()
