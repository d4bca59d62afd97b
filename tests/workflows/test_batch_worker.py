"""A worker that dies at any moment leaves a job that the next one finishes: nothing lost, nothing counted twice."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lib.domain.job import FileEnd, JobState
from lib.domain.period import Period
from lib.excel.reader import FormReader
from lib.storage import job_store
from lib.storage.database import noting, reading, revision
from lib.storage.job_store import Job
from lib.workflows import batch_work, batch_worker, forms, keep_safe, receive_batch
from lib.workflows.assessment import plan_context
from lib.workflows.receive_batch import Upload
from tests.ledger_samples import GIA_LAI, copy_of, filled_form, share

ROOT = Path(__file__).parents[2]
APRIL, MAY = Period(2026, 4), Period(2026, 5)
N_FILES = 14
WORKER = """
import sys
from pathlib import Path
from lib.excel.reader import FormReader
from lib.workflows import batch_work
batch_work._NOTE_SECONDS = 0
with FormReader() as reader:
    print("ready", flush=True)
    sys.stdin.readline()
    while batch_work.work(Path(sys.argv[1]), reader, sys.argv[2]):
        pass
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes")


@pytest.fixture(scope="module")
def returns(template_ledger: Path) -> list[Upload]:
    """April and May of seven agencies, in no order."""
    with reading(template_ledger) as connection:
        owing = forms.owing_agencies_at(connection, plan_context(connection, GIA_LAI), MAY)
    return [
        Upload(f"{agency.code}-{period}.xlsx", filled_form(template_ledger, GIA_LAI, agency.code, period, {1: answer}))
        for period, answer in ((MAY, share(95, 100)), (APRIL, share(94, 100)))
        for agency in owing[: N_FILES // 2]
    ]


@pytest.fixture(scope="module")
def judged_ledger(
    template_ledger: Path, tmp_path_factory: pytest.TempPathFactory, returns: list[Upload], reader: FormReader
) -> Path:
    """A ledger with one job, read, judged and confirmed. Not to be written to."""
    path = copy_of(template_ledger, tmp_path_factory.mktemp("judged") / "ledger.db")
    number = receive_batch.drop(path, returns)
    work(path, reader)
    confirm(path, number)
    return path


@pytest.fixture
def confirmed_ledger(judged_ledger: Path, tmp_path: Path) -> Path:
    return copy_of(judged_ledger, tmp_path / "ledger.db")


def work(path: Path, reader: FormReader, worker: str = "next") -> None:
    while batch_work.work(path, reader, worker):
        pass


def confirm(path: Path, number: int) -> None:
    judged = job(path).judged_revision
    day = date(2026, 5, 19)
    receive_batch.confirm(path, number, by="x", received_on=day, reason=None, with_faulty=True, judged=judged)


def job(path: Path, number: int = 1) -> Job:
    with reading(path) as connection:
        found = job_store.job(connection, number)
    assert found is not None
    return found


def counted(path: Path) -> tuple[int, int, int]:
    """Submissions, the highest version, and files of jobs that are marked as accepted."""
    with reading(path) as connection:
        row = connection.execute(
            "SELECT count(*), coalesce(max(version), 0), (SELECT count(*) FROM job_file WHERE became = 'accepted') "
            "FROM submission"
        ).fetchone()
    return tuple(row)


def started(path: Path, mark: str) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(path), mark],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def let_go(child: "subprocess.Popen[str]") -> None:
    assert child.stdin is not None
    child.stdin.write("go\n")
    child.stdin.flush()


def killed(path: Path, is_time: Callable[[], bool]) -> None:
    """Let a worker begin, and kill it when the time has come."""
    with started(path, "killed") as child:
        let_go(child)
        end = time.monotonic() + 30
        while not is_time() and child.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        child.send_signal(signal.SIGKILL)


def time_out(path: Path) -> None:
    """As if the lease of the killed worker had passed."""
    with noting(path) as connection:
        job_store.keeps_hold(connection, 1, "killed", "2026-01-01")


def test_a_worker_killed_while_it_reads_is_followed_by_one_that_reads_the_rest(
    ledger: Path, returns: list[Upload], reader: FormReader
) -> None:
    number = receive_batch.drop(ledger, returns)
    killed(ledger, lambda: job(ledger).progress.n_read >= 3)
    broken_off = job(ledger)
    assert 3 <= broken_off.progress.n_read < N_FILES
    assert broken_off.worker == "killed"
    assert not batch_work.work(ledger, reader, "next")  # it may still be alive, for all one knows
    time_out(ledger)
    work(ledger, reader)
    found = job(ledger)
    assert (found.state, found.progress.n_judged) == (JobState.READY, N_FILES)
    assert found.resumed_at is not None
    assert counted(ledger) == (0, 0, 0)
    confirm(ledger, number)
    work(ledger, reader)
    assert counted(ledger) == (N_FILES, 1, N_FILES)


def test_a_worker_killed_while_it_takes_is_followed_by_one_that_takes_the_rest(
    confirmed_ledger: Path, reader: FormReader
) -> None:
    killed(confirmed_ledger, lambda: job(confirmed_ledger).progress.n_ended >= 3)
    taken, _, marked = counted(confirmed_ledger)
    assert 3 <= taken == marked < N_FILES
    assert keep_safe.verify(confirmed_ledger).faults == ()
    time_out(confirmed_ledger)
    work(confirmed_ledger, reader)
    assert job(confirmed_ledger).state is JobState.DONE
    assert counted(confirmed_ledger) == (N_FILES, 1, N_FILES)
    assert keep_safe.verify(confirmed_ledger).faults == ()


def test_whenever_it_is_killed_a_file_and_its_mark_are_there_together_or_not_at_all(
    judged_ledger: Path, tmp_path: Path, reader: FormReader
) -> None:
    chance = random.Random(7)
    for n in range(4):
        path = copy_of(judged_ledger, tmp_path / f"ledger{n}.db")
        moment = time.monotonic() + chance.uniform(0, 0.4)
        killed(path, lambda moment=moment: time.monotonic() >= moment)  # type: ignore[misc]
        taken, _, marked = counted(path)
        assert taken == marked
        time_out(path)
        work(path, reader)
        assert counted(path) == (N_FILES, 1, N_FILES)


def test_two_workers_at_once_take_every_file_once(confirmed_ledger: Path) -> None:
    first, second = started(confirmed_ledger, "a"), started(confirmed_ledger, "b")
    with first, second:
        for child in (first, second):
            let_go(child)
        assert (first.wait(30), second.wait(30)) == (0, 0)
    assert counted(confirmed_ledger) == (N_FILES, 1, N_FILES)
    assert job(confirmed_ledger).resumed_at is None  # one had it, the other left it alone


def test_workers_that_snatch_a_job_from_each_other_take_every_file_once(
    confirmed_ledger: Path, reader: FormReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every hold ends almost at once, as of a worker that sleeps longer than its lease."""
    monkeypatch.setattr(batch_work, "LEASE_SECONDS", 0.01)
    threads = [threading.Thread(target=work, args=(confirmed_ledger, reader, mark)) for mark in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    work(confirmed_ledger, reader)
    assert counted(confirmed_ledger) == (N_FILES, 1, N_FILES)
    with reading(confirmed_ledger) as connection:
        assert {file.became for file in job_store.job_files(connection, 1)} == {FileEnd.ACCEPTED}


def test_a_worker_that_takes_up_its_own_job_again_has_not_broken_off(confirmed_ledger: Path) -> None:
    with noting(confirmed_ledger) as connection:
        for _ in range(2):
            assert job_store.claim(connection, "one", "2026-05-19", "2026-05-20") == 1
    assert job(confirmed_ledger).resumed_at is None
    with noting(confirmed_ledger) as connection:
        assert job_store.claim(connection, "other", "2026-05-21", "2026-05-22") == 1
    assert job(confirmed_ledger).resumed_at == "2026-05-21"


def test_a_worker_that_has_lost_its_job_writes_nothing_more(confirmed_ledger: Path, reader: FormReader) -> None:
    with noting(confirmed_ledger) as connection:
        job_store.claim(connection, "slow", "2026-01-01", "2026-01-01T00:00:01")
    work(confirmed_ledger, reader)
    done = revision(confirmed_ledger)
    with pytest.raises(batch_work._LostHold):
        batch_work._Hold(confirmed_ledger, 1, "slow").beat()
    assert revision(confirmed_ledger) == done
    with noting(confirmed_ledger) as connection:
        assert not job_store.keeps_hold(connection, 1, "slow", "2030-01-01")
        job_store.let_go(connection, 1, "slow")
    assert counted(confirmed_ledger) == (N_FILES, 1, N_FILES)


def test_the_worker_of_a_process_goes_on_by_itself_with_what_a_dead_one_left(confirmed_ledger: Path) -> None:
    killed(confirmed_ledger, lambda: job(confirmed_ledger).progress.n_ended >= 3)
    time_out(confirmed_ledger)
    for _ in range(3):
        batch_worker.wake(confirmed_ledger)
    workers = [thread for thread in threading.enumerate() if thread.name == "jobs of ledger.db"]
    assert len(workers) == 1
    workers[0].join(30)  # it ends when nothing is left to do
    assert counted(confirmed_ledger) == (N_FILES, 1, N_FILES)


def test_confirmed_jobs_come_before_those_that_are_to_be_read(
    confirmed_ledger: Path, returns: list[Upload], reader: FormReader
) -> None:
    receive_batch.drop(confirmed_ledger, returns[:1])
    assert batch_work.work(confirmed_ledger, reader, "next")
    assert (job(confirmed_ledger).state, job(confirmed_ledger, 2).state) == (JobState.DONE, JobState.READING)


def test_a_ledger_that_is_gone_ends_its_worker_quietly(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    gone = tmp_path / "gone.db"
    batch_worker.wake(gone)
    end = time.monotonic() + 10
    while gone in batch_worker._AT_WORK and time.monotonic() < end:
        time.sleep(0.01)
    assert gone not in batch_worker._AT_WORK
    assert [record.getMessage().split()[1] for record in caplog.records] == ["database-missing"]  # it looked, once
    for thread in threading.enumerate():
        if thread.name == "jobs of gone.db":
            thread.join(10)
    assert "jobs of gone.db" not in {thread.name for thread in threading.enumerate()}
    assert not gone.exists()
