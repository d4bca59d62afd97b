"""Reviews: what persons did with submissions, append-only, and which returns still wait for one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lib.domain.period import Period
from lib.domain.review import ReviewAction, ReviewRules
from lib.storage import settings_store
from lib.storage.database import Connection, Row
from lib.storage.reading import query

_NEEDED, _FOUR_EYES = "review_needed", "review_four_eyes"


@dataclass(frozen=True, slots=True)
class Review:
    """What one person did with one submission. at: ISO, UTC."""

    id: int
    submission: int
    action: ReviewAction
    reason: str | None
    actor: str
    at: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A return in force whose figures are provisional. warnings: how often each code was found in it."""

    submission: int
    agency_code: str
    agency_name: str
    period: Period
    version: int
    file: str
    received_on: str
    uploaded_by: str
    reason: str | None
    n_values: int
    warnings: Counter[str]
    checked_by: str | None


def rules(connection: Connection) -> ReviewRules:
    """How returns are reviewed."""
    return ReviewRules(
        needed=settings_store.setting(connection, _NEEDED) == "1",
        four_eyes=settings_store.setting(connection, _FOUR_EYES) == "1",
    )


def put_rules(connection: Connection, wanted: ReviewRules) -> None:
    """Set how returns are reviewed from now on."""
    settings_store.put_setting(connection, _NEEDED, str(int(wanted.needed)))
    settings_store.put_setting(connection, _FOUR_EYES, str(int(wanted.four_eyes)))


def add_review(
    connection: Connection, submission: int, action: ReviewAction, *, reason: str | None, actor: str, at: str
) -> int:
    """Append what a person did with a submission; returns its number."""
    row = connection.execute(
        "INSERT INTO review (submission_id, action, reason, actor, at) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (submission, action, reason, actor, at),
    ).fetchone()
    return int(row["id"])


def reviews_of(connection: Connection, submission: int) -> tuple[Review, ...]:
    """What was done with one submission, oldest first."""
    return tuple(_review(row) for row in connection.execute(query("reviews_of_submission"), {"submission": submission}))


def reviews_of_place(
    connection: Connection, plan_id: int, agency_id: int, period: Period
) -> dict[int, tuple[Review, ...]]:
    """What was done with the submissions of an agency and period, oldest first, by submission."""
    among = {"plan": plan_id, "agency": agency_id, "period": period.index}
    found: dict[int, tuple[Review, ...]] = {}
    for row in connection.execute(query("reviews_of_place"), among):
        found[row["submission_id"]] = (*found.get(row["submission_id"], ()), _review(row))
    return found


def waiting(connection: Connection, plan_id: int) -> tuple[Waiting, ...]:
    """The returns of a plan that wait for their review, oldest first."""
    warnings: dict[int, Counter[str]] = {}
    for row in connection.execute(query("warnings_of_waiting"), {"plan": plan_id}):
        warnings.setdefault(row["submission_id"], Counter())[row["code"]] = row["count"]
    rows = connection.execute(query("waiting_returns"), {"plan": plan_id})
    return tuple(_waiting(row, warnings.get(row["submission_id"], Counter())) for row in rows)


def _review(row: Row) -> Review:
    return Review(row["id"], row["submission_id"], ReviewAction(row["action"]), row["reason"], row["actor"], row["at"])


def _waiting(row: Row, warnings: Counter[str]) -> Waiting:
    return Waiting(
        submission=row["submission_id"],
        agency_code=row["agency_code"],
        agency_name=row["agency_name"],
        period=Period.of_index(row["period"]),
        version=row["version"],
        file=row["file"],
        received_on=row["received_on"],
        uploaded_by=row["uploaded_by"],
        reason=row["reason"],
        n_values=row["n_values"],
        warnings=warnings,
        checked_by=row["checked_by"],
    )
