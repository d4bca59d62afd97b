"""Jobs: files sent together, the claim of the worker that is at them, what was decided and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lib.domain.batch import Verdict
from lib.domain.issue import Issue
from lib.domain.job import Decision, FileEnd, JobState, Progress, job_state
from lib.domain.period import Period
from lib.storage.database import Connection, Row
from lib.storage.files import kept_name
from lib.storage.reading import query
from lib.storage.values import day_of, issues_of, issues_text


@dataclass(frozen=True, slots=True)
class Dropped:
    """One file as it was sent. A member that was left out has no bytes of its own: they lie in its archive."""

    file: str
    sha256: str | None
    archive: str | None = None
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Files sent together. Moments are ISO texts in UTC. worker: who is at it, until worker_until if nothing is heard.

    resumed_at: when it was taken up again after it had been broken off.
    judged_revision: the revision of the ledger that its files were held against; `None`: to be judged (again).
    """

    id: int
    dropped_at: str
    worker: str | None
    worker_until: str | None
    resumed_at: str | None
    judged_revision: int | None
    decision: Decision | None
    decided_by: str | None
    decided_at: str | None
    received_on: date | None
    reason: str | None
    n_files: int
    progress: Progress

    @property
    def state(self) -> JobState:
        """How far it is."""
        return job_state(self.progress, self.decision)


@dataclass(frozen=True, slots=True)
class JobFile:
    """One file of a job, as far as it has come; `None` is not yet, or does not apply.

    was_returned: the ledger has recorded before that just this file went back. waits: its figures are provisional.
    """

    position: int
    file: str
    sha256: str | None
    archive: str | None
    left_out: str | None
    is_read: bool
    plan_id: int | None
    agency_id: int | None
    agency_name: str | None
    period: Period | None
    verdict: Verdict | None
    findings: tuple[Issue, ...]
    promised: Verdict | None
    became: FileEnd | None
    submission: int | None
    version: int | None
    n_values: int
    was_returned: bool
    waits: bool

    @property
    def place_in_time(self) -> tuple[int, int, int, int]:
        """Where it stands when the files of a job are taken: by plan and agency, then period, then as sent."""
        return self.plan_id or 0, self.agency_id or 0, self.period.index if self.period else 0, self.position


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one file was judged: whose it is, its verdict and its findings."""

    position: int
    plan_id: int | None
    agency_id: int | None
    period: Period | None
    verdict: Verdict
    findings: tuple[Issue, ...]


def add_job(connection: Connection, key: str, files: Sequence[Dropped], at: str) -> int:
    """Write down files that were sent together; returns the number of their job."""
    row = connection.execute("INSERT INTO job (key, dropped_at) VALUES (?, ?) RETURNING id", (key, at)).fetchone()
    connection.executemany(
        "INSERT INTO job_file (job_id, position, file, sha256, archive, left_out) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (row["id"], n, kept_name(file.file), file.sha256, file.archive, file.left_out)
            for n, file in enumerate(files, start=1)
        ),
    )
    return int(row["id"])


def undecided(connection: Connection, key: str) -> int | None:
    """The job of just these files on which nothing has been decided yet, if there is one."""
    row = connection.execute(
        "SELECT id FROM job WHERE key = ? AND decision IS NULL ORDER BY id DESC", (key,)
    ).fetchone()
    return int(row["id"]) if row else None


def job(connection: Connection, number: int) -> Job | None:
    """One job by its number."""
    row = connection.execute(query("jobs"), {"job": number, "limit": 1}).fetchone()
    return _job(row) if row else None


def jobs(connection: Connection, limit: int) -> tuple[Job, ...]:
    """The jobs on which something is to be done or decided, then the newest of the others."""
    return tuple(_job(row) for row in connection.execute(query("jobs"), {"job": None, "limit": limit}))


def job_files(connection: Connection, number: int) -> tuple[JobFile, ...]:
    """The files of a job in the order in which they were sent."""
    return tuple(_file(row) for row in connection.execute(query("job_files"), {"job": number}))


def claim(connection: Connection, worker: str, now: str, until: str) -> int | None:
    """Take hold of the next job with something to do; `None` when there is none, or others hold them all."""
    row = connection.execute(query("job_to_do"), {"worker": worker, "now": now}).fetchone()
    if row is None:
        return None
    if row["worker"] not in (None, worker):  # whoever held it went away in the middle
        connection.execute("UPDATE job SET resumed_at = ? WHERE id = ?", (now, row["id"]))
    connection.execute("UPDATE job SET worker = ?, worker_until = ? WHERE id = ?", (worker, until, row["id"]))
    return int(row["id"])


def keeps_hold(connection: Connection, number: int, worker: str, until: str) -> bool:
    """Stretch the hold on a job; false when another worker has it by now."""
    held = connection.execute("UPDATE job SET worker_until = ? WHERE id = ? AND worker = ?", (until, number, worker))
    return bool(held.rowcount)


def let_go(connection: Connection, number: int, worker: str) -> None:
    """Give up the hold on a job; without effect when another worker has it."""
    connection.execute(
        "UPDATE job SET worker = NULL, worker_until = NULL WHERE id = ? AND worker = ?", (number, worker)
    )


def is_held(connection: Connection, now: str) -> bool:
    """Whether some worker is at a job at this moment."""
    row = connection.execute("SELECT 1 FROM job WHERE worker IS NOT NULL AND worker_until >= ? LIMIT 1", (now,))
    return row.fetchone() is not None


def put_reading(connection: Connection, number: int, position: int, reading: bytes, at: str) -> None:
    """Keep what was read in a file (JSON) until its end; without effect where it is not to be taken any more."""
    connection.execute(
        "UPDATE job_file SET reading = ?, read_at = ? WHERE job_id = ? AND position = ? AND became IS NULL "
        "AND (promised IS NOT NULL OR EXISTS (SELECT 1 FROM job WHERE job.id = job_file.job_id AND decision IS NULL))",
        (reading.decode(), at, number, position),
    )


def readings(connection: Connection, number: int) -> dict[int, bytes]:
    """What was read in the files of a job, by position."""
    rows = connection.execute(
        "SELECT position, reading FROM job_file WHERE job_id = ? AND reading IS NOT NULL", (number,)
    )
    return {row["position"]: row["reading"].encode() for row in rows}


def put_judgements(connection: Connection, number: int, judgements: Iterable[Judgement], revision: int) -> None:
    """Keep how the files of a job were judged, and against which revision of the ledger."""
    connection.executemany(
        "UPDATE job_file SET plan_id = ?, agency_id = ?, period = ?, verdict = ?, findings = ? "
        "WHERE job_id = ? AND position = ?",
        (
            (
                one.plan_id,
                one.agency_id,
                one.period.index if one.period else None,
                one.verdict,
                issues_text(one.findings),
                number,
                one.position,
            )
            for one in judgements
        ),
    )
    connection.execute("UPDATE job SET judged_revision = ? WHERE id = ?", (revision, number))


def ask_judgement(connection: Connection, number: int) -> None:
    """Let a job be judged again, if nothing has been decided on it."""
    connection.execute("UPDATE job SET judged_revision = NULL WHERE id = ? AND decision IS NULL", (number,))


def decide(
    connection: Connection,
    number: int,
    decision: Decision,
    *,
    by: str | None,
    at: str,
    received_on: date | None = None,
    reason: str | None = None,
) -> None:
    """Write down what a person decided on a job; a worker that is still reading or judging it loses its hold."""
    connection.execute(
        "UPDATE job SET decision = ?, decided_by = ?, decided_at = ?, received_on = ?, reason = ?, "
        "worker = NULL, worker_until = NULL WHERE id = ?",
        (decision, by, at, received_on.isoformat() if received_on else None, reason, number),
    )


def put_promise(connection: Connection, number: int, position: int, promised: Verdict) -> None:
    """Write down as what a file was confirmed."""
    connection.execute(
        "UPDATE job_file SET promised = ? WHERE job_id = ? AND position = ?", (promised, number, position)
    )


def is_left(connection: Connection, number: int, position: int) -> bool:
    """Whether a promised file is still to be taken."""
    row = connection.execute(
        "SELECT became FROM job_file WHERE job_id = ? AND position = ? AND promised IS NOT NULL", (number, position)
    ).fetchone()
    return row is not None and row["became"] is None


def put_end(
    connection: Connection,
    number: int,
    position: int,
    became: FileEnd,
    *,
    at: str,
    submission: int | None = None,
    findings: Sequence[Issue] | None = None,
) -> None:
    """Write down what became of a promised file; `findings` when they are not those that were seen.

    What was read in it is let go: its figures stand in the ledger, its bytes in the store.
    """
    connection.execute(
        "UPDATE job_file SET became = ?, submission_id = ?, ended_at = ?, findings = coalesce(?, findings), "
        "reading = NULL WHERE job_id = ? AND position = ?",
        (became, submission, at, None if findings is None else issues_text(findings), number, position),
    )


def forget_readings(connection: Connection, number: int) -> None:
    """Let go of what was read in those files of a decided job that are not to be taken."""
    connection.execute(
        "UPDATE job_file SET reading = NULL WHERE job_id = ? AND promised IS NULL AND reading IS NOT NULL", (number,)
    )


def _job(row: Row) -> Job:
    return Job(
        id=row["id"],
        dropped_at=row["dropped_at"],
        worker=row["worker"],
        worker_until=row["worker_until"],
        resumed_at=row["resumed_at"],
        judged_revision=row["judged_revision"],
        decision=Decision(row["decision"]) if row["decision"] else None,
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        received_on=day_of(row["received_on"]),
        reason=row["reason"],
        n_files=row["n_files"],
        progress=Progress(row["n_returns"], row["n_read"], row["n_judged"], row["n_promised"], row["n_ended"]),
    )


def _file(row: Row) -> JobFile:
    return JobFile(
        position=row["position"],
        file=row["file"],
        sha256=row["sha256"],
        archive=row["archive"],
        left_out=row["left_out"],
        is_read=row["read_at"] is not None,
        plan_id=row["plan_id"],
        agency_id=row["agency_id"],
        agency_name=row["agency_name"],
        period=Period.of_index(row["period"]) if row["period"] is not None else None,
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        findings=issues_of(row["findings"]),
        promised=Verdict(row["promised"]) if row["promised"] else None,
        became=FileEnd(row["became"]) if row["became"] else None,
        submission=row["submission_id"],
        version=row["version"],
        n_values=row["n_values"] or 0,
        was_returned=bool(row["was_returned"]),
        waits=bool(row["waits"]),
    )
