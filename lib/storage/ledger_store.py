"""The append-only ledger: originals, submissions, cells, lines, findings, decisions, events."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.domain.issue import Issue, Severity
from lib.domain.period import Period
from lib.domain.review import ReviewAction, ReviewState, review_state
from lib.domain.submission import Answer, Cell, Line, Outcome
from lib.storage.database import Connection, Row
from lib.storage.files import kept_name
from lib.storage.values import decimal_of, decimal_text, facts_of, facts_text, refs_text


@dataclass(frozen=True, slots=True)
class Submission:
    """One uploaded file and what became of it. `version` counts the accepted files of its agency and period.

    needs_review: whether a person had to accept it, or still has to.
    """

    id: int
    outcome: Outcome
    sha256: str
    file: str
    plan_code: str | None
    agency_code: str | None
    agency_name: str | None
    period: Period | None
    version: int | None
    template_version: str | None
    received_on: str
    received_at: str
    uploaded_by: str
    reason: str | None
    n_values: int
    undone: bool
    needs_review: bool
    state: ReviewState


@dataclass(frozen=True, slots=True)
class Event:
    """One act on the ledger, chained to the one before it by its hash."""

    id: int
    at: str
    actor: str
    action: str
    object: str
    detail: str
    previous_hash: str
    hash: str


_SUBMISSION = """
    SELECT submission.*, plan.code AS plan_code, agency.code AS agency_code, agency.name AS agency_name,
      EXISTS (SELECT 1 FROM decision WHERE decision.submission_id = submission.id AND action = 'undo') AS undone,
      (SELECT group_concat(review.action) FROM review WHERE review.submission_id = submission.id) AS review_actions
    FROM submission LEFT JOIN plan ON plan.id = submission.plan_id LEFT JOIN agency ON agency.id = submission.agency_id
"""


def add_blob(connection: Connection, sha256: str, size: int, name: str, at: str) -> None:
    """Record original bytes that the file store already holds."""
    connection.execute(
        "INSERT INTO blob (sha256, size, first_name, stored_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (sha256, size, kept_name(name), at),
    )


def add_submission(
    connection: Connection,
    *,
    outcome: Outcome,
    sha256: str,
    file: str,
    plan_id: int | None,
    agency_id: int | None,
    period: Period | None,
    template_version: str | None,
    received_on: str,
    received_at: str,
    uploaded_by: str,
    reason: str | None,
    n_values: int,
    needs_review: bool = False,
) -> tuple[int, int | None]:
    """Append a submission; returns its number and, if accepted, its version."""
    version = None
    if outcome is Outcome.ACCEPTED and period is not None:
        version = _next_version(connection, plan_id, agency_id, period)
    row = connection.execute(
        """
        INSERT INTO submission (outcome, sha256, file, plan_id, agency_id, period, version, template_version,
          received_on, received_at, uploaded_by, reason, n_values, needs_review)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        (
            outcome,
            sha256,
            kept_name(file),
            plan_id,
            agency_id,
            period.index if period else None,
            version,
            template_version,
            received_on,
            received_at,
            uploaded_by,
            reason,
            n_values,
            int(needs_review),
        ),
    ).fetchone()
    return int(row["id"]), version


def add_cells(connection: Connection, submission: int, cells: Iterable[Cell]) -> None:
    """Append the filled cells of a return as they stood in the file."""
    connection.executemany(
        "INSERT INTO cell (submission_id, sheet, ref, row_key, column_key, raw, num) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((submission, cell.sheet, cell.ref, cell.row_key, cell.column_key, cell.raw, cell.num) for cell in cells),
    )


def add_lines(
    connection: Connection, submission: int, sheet: str, lines: Iterable[Line], indicators: dict[str, int]
) -> None:
    """Append the answers of a return; `indicators` gives row ids by code."""
    connection.executemany(
        """
        INSERT INTO line (submission_id, indicator_id, answer, a, b, value, stated, second_value, source_system,
          second_source, evidence, subjective_cause, objective_cause, remedy, sheet, refs)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            (
                submission,
                indicators[line.indicator_code],
                line.answer,
                line.a,
                line.b,
                decimal_text(line.value),
                decimal_text(line.stated),
                decimal_text(line.second_value),
                line.source_system,
                line.second_source,
                line.evidence,
                line.subjective_cause,
                line.objective_cause,
                line.remedy,
                sheet,
                refs_text(line.refs),
            )
            for line in lines
        ),
    )


def add_findings(connection: Connection, submission: int, issues: Sequence[Issue]) -> None:
    """Append what the checks found in a file."""
    connection.executemany(
        "INSERT INTO finding (submission_id, position, severity, code, sheet, cell, subject, facts) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (submission, n, issue.severity, issue.code, issue.sheet, issue.cell, issue.subject, facts_text(issue.facts))
            for n, issue in enumerate(issues)
        ),
    )


def add_answers(connection: Connection, submission: int, reasons: Mapping[int, str]) -> None:
    """Append what a person answered to the warnings of a file, by the position of the finding."""
    connection.executemany(
        "INSERT INTO finding_answer (submission_id, position, reason) VALUES (?, ?, ?)",
        ((submission, position, reason) for position, reason in reasons.items()),
    )


def add_decision(
    connection: Connection,
    *,
    action: str,
    reason: str,
    actor: str,
    at: str,
    submission: int | None = None,
    indicator_id: int | None = None,
    agency_id: int | None = None,
    period: Period | None = None,
    note: str | None = None,
) -> int:
    """Append a person's decision on a submission or on one figure; returns its number."""
    row = connection.execute(
        "INSERT INTO decision (action, submission_id, indicator_id, agency_id, period, reason, note, actor, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (action, submission, indicator_id, agency_id, period.index if period else None, reason, note, actor, at),
    ).fetchone()
    return int(row["id"])


def add_event(connection: Connection, *, at: str, actor: str, action: str, subject: str, detail: str = "") -> str:
    """Append an act to the log; returns its hash, which covers everything before it."""
    last = connection.execute("SELECT hash FROM event ORDER BY id DESC LIMIT 1").fetchone()
    previous = last["hash"] if last else ""
    hash_ = event_hash(previous, at, actor, action, subject, detail)
    connection.execute(
        "INSERT INTO event (at, actor, action, object, detail, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (at, actor, action, subject, detail, previous, hash_),
    )
    return hash_


def event_hash(previous: str, at: str, actor: str, action: str, subject: str, detail: str) -> str:
    """The sha256 that chains one act to the one before it."""
    text = json.dumps([previous, at, actor, action, subject, detail], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def events(connection: Connection, limit: int = -1) -> tuple[Event, ...]:
    """The log, newest first."""
    rows = connection.execute("SELECT * FROM event ORDER BY id DESC LIMIT ?", (limit,))
    return tuple(
        Event(
            row["id"],
            row["at"],
            row["actor"],
            row["action"],
            row["object"],
            row["detail"],
            row["previous_hash"],
            row["hash"],
        )
        for row in rows
    )


def submission(connection: Connection, number: int) -> Submission | None:
    """One submission by its number."""
    row = connection.execute(f"{_SUBMISSION} WHERE submission.id = ?", (number,)).fetchone()
    return _submission(row) if row else None


def submissions_of_agency(
    connection: Connection, plan_id: int, agency_id: int, period: Period | None = None
) -> tuple[Submission, ...]:
    """What an agency has sent in for a plan (and one period, if given), newest first."""
    rows = connection.execute(
        f"{_SUBMISSION} WHERE submission.plan_id = :plan AND submission.agency_id = :agency "
        "AND (:period IS NULL OR submission.period = :period) ORDER BY submission.id DESC",
        {"plan": plan_id, "agency": agency_id, "period": period.index if period else None},
    )
    return tuple(_submission(row) for row in rows)


def recent_submissions(connection: Connection, limit: int = 50) -> tuple[Submission, ...]:
    """The newest submissions of all, refused ones too."""
    rows = connection.execute(f"{_SUBMISSION} ORDER BY submission.id DESC LIMIT ?", (limit,))
    return tuple(_submission(row) for row in rows)


def findings_with_reasons(connection: Connection, number: int) -> tuple[tuple[Issue, str | None], ...]:
    """What the checks found in one submission, each with the reason for which a person accepted it, if it asked."""
    rows = connection.execute(
        "SELECT finding.*, finding_answer.reason FROM finding LEFT JOIN finding_answer "
        "ON finding_answer.submission_id = finding.submission_id AND finding_answer.position = finding.position "
        "WHERE finding.submission_id = ? ORDER BY finding.position",
        (number,),
    )
    return tuple((_issue(row), row["reason"]) for row in rows)


def lines(connection: Connection, number: int) -> dict[int, Line]:
    """The answers of one submission by indicator id."""
    rows = connection.execute(
        "SELECT line.*, indicator.code AS indicator_code FROM line JOIN indicator ON indicator.id = line.indicator_id "
        "WHERE submission_id = ?",
        (number,),
    )
    return {row["indicator_id"]: _line(row) for row in rows}


def cells(connection: Connection, number: int) -> tuple[Cell, ...]:
    """The filled cells of one submission."""
    rows = connection.execute("SELECT * FROM cell WHERE submission_id = ? ORDER BY sheet, ref", (number,))
    return tuple(
        Cell(row["sheet"], row["ref"], row["row_key"], row["column_key"], row["raw"], row["num"]) for row in rows
    )


def accepted_numbers(connection: Connection) -> tuple[int, ...]:
    """The numbers of all accepted submissions, oldest first."""
    return tuple(
        row["id"] for row in connection.execute("SELECT id FROM submission WHERE outcome = 'accepted' ORDER BY id")
    )


def blob_names(connection: Connection) -> tuple[str, ...]:
    """The sha256 of every original that the ledger mentions."""
    return tuple(row["sha256"] for row in connection.execute("SELECT sha256 FROM blob ORDER BY sha256"))


def blob_size(connection: Connection, sha256: str) -> int:
    """The length of an original in bytes."""
    row = connection.execute("SELECT size FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row["size"])


def _next_version(connection: Connection, plan_id: int | None, agency_id: int | None, period: Period) -> int:
    row = connection.execute(
        "SELECT coalesce(max(version), 0) + 1 AS next FROM submission "
        "WHERE plan_id = ? AND agency_id = ? AND period = ? AND outcome = 'accepted'",
        (plan_id, agency_id, period.index),
    ).fetchone()
    return int(row["next"])


def _submission(row: Row) -> Submission:
    actions = [ReviewAction(word) for word in (row["review_actions"] or "").split(",") if word]
    outcome, undone = Outcome(row["outcome"]), bool(row["undone"])
    return Submission(
        id=row["id"],
        outcome=outcome,
        sha256=row["sha256"],
        file=row["file"],
        plan_code=row["plan_code"],
        agency_code=row["agency_code"],
        agency_name=row["agency_name"],
        period=Period.of_index(row["period"]) if row["period"] is not None else None,
        version=row["version"],
        template_version=row["template_version"],
        received_on=row["received_on"],
        received_at=row["received_at"],
        uploaded_by=row["uploaded_by"],
        reason=row["reason"],
        n_values=row["n_values"],
        undone=undone,
        needs_review=bool(row["needs_review"]),
        state=review_state(outcome, bool(row["needs_review"]), actions, undone),
    )


def _issue(row: Row) -> Issue:
    severity, facts = Severity(row["severity"]), facts_of(row["facts"])
    return Issue(severity, row["code"], row["sheet"], row["cell"], row["subject"], facts)


def _line(row: Row) -> Line:
    return Line(
        indicator_code=row["indicator_code"],
        row=0,
        answer=Answer(row["answer"]),
        a=row["a"],
        b=row["b"],
        value=decimal_of(row["value"]),
        stated=decimal_of(row["stated"]),
        second_value=decimal_of(row["second_value"]),
        source_system=row["source_system"],
        second_source=row["second_source"],
        evidence=row["evidence"],
        subjective_cause=row["subjective_cause"],
        objective_cause=row["objective_cause"],
        remedy=row["remedy"],
        refs=facts_of(row["refs"]),
    )
