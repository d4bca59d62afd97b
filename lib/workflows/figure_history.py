"""The whole life of one figure: every version that any file gave it, what became of it, and who decided what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from lib.domain.errors import NotFound
from lib.domain.period import Period
from lib.domain.review import ReviewAction
from lib.domain.submission import Answer
from lib.storage import agency_store, catalog_store, history_store, review_store
from lib.storage.database import Connection
from lib.storage.history_store import Decision, GivenFigure, TypedCell
from lib.storage.review_store import Review


class Fate(StrEnum):
    """What became of one version of a figure."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    UNDONE = "undone"
    RETURNED = "returned"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Version:
    """One file's word on a figure, and what became of it. `answer` None: the file left the line blank.

    value is in the indicator's unit; received_at is when the ledger took the file in, received_on the day that the
    sender is held to. `cells` are as typed. `decisions` were taken while this version was the newest, oldest first.
    """

    version: int
    submission: int
    file: str
    sha256: str
    sheet: str | None
    cell: str | None
    cells: tuple[TypedCell, ...]
    answer: Answer | None
    value: Decimal | None
    a: int | None
    b: int | None
    uploaded_by: str
    received_on: str
    received_at: str
    reason: str | None
    fate: Fate
    undone: Decision | None
    decisions: tuple[Decision, ...]
    reviews: tuple[Review, ...] = ()


def life_of(
    connection: Connection, plan_code: str, agency_code: str, indicator_code: str, period: Period
) -> tuple[Version, ...]:
    """Every version of one figure, newest first; empty when no accepted file was ever sent.

    Raises: NotFound (`plan-unknown`, `indicator-unknown`, `agency-unknown`).
    """
    plan_id = catalog_store.plan_summary(connection, plan_code).id
    indicator_id = catalog_store.indicator_ids(connection, plan_id).get(indicator_code)
    if indicator_id is None:
        raise NotFound("indicator-unknown", indicator=indicator_code)
    agency_id = agency_store.known_agency_id(connection, agency_code)
    given = history_store.given_figures(connection, plan_id, agency_id, indicator_id, period)
    undone = history_store.undone(connection, plan_id, agency_id, period)
    decided = history_store.recognitions(connection, agency_id, indicator_id, period)
    cells = history_store.typed_cells(connection, plan_id, agency_id, period, indicator_code)
    reviews = review_store.reviews_of_place(connection, plan_id, agency_id, period)
    gone = {*undone, *(number for number, acts in reviews.items() if _ended(acts) is ReviewAction.RETURN)}
    in_force = next((one.submission for one in given if one.submission not in gone), None)
    found = [
        _version(
            one,
            in_force,
            undone.get(one.submission),
            cells.get(one.submission, ()),
            reviews.get(one.submission, ()),
        )
        for one in given
    ]
    return _with_decisions(found, decided)


def _ended(reviews: Sequence[Review]) -> ReviewAction | None:
    """How the review of a submission ended, if it has."""
    return next((one.action for one in reviews if one.action is not ReviewAction.CHECK), None)


def _fate(one: GivenFigure, in_force: int | None, undone: Decision | None, reviews: Sequence[Review]) -> Fate:
    if undone:
        return Fate.UNDONE
    if _ended(reviews) is ReviewAction.RETURN:
        return Fate.RETURNED
    if one.submission != in_force:
        return Fate.SUPERSEDED
    return Fate.PROVISIONAL if one.needs_review and _ended(reviews) is None else Fate.IN_FORCE


def _version(
    one: GivenFigure,
    in_force: int | None,
    undone: Decision | None,
    cells: tuple[TypedCell, ...],
    reviews: tuple[Review, ...],
) -> Version:
    return Version(
        version=one.version,
        submission=one.submission,
        file=one.file,
        sha256=one.sha256,
        sheet=one.sheet,
        cell=one.cell,
        cells=cells,
        answer=one.answer,
        value=one.value,
        a=one.a,
        b=one.b,
        uploaded_by=one.uploaded_by,
        received_on=one.received_on,
        received_at=one.received_at,
        reason=one.reason,
        fate=_fate(one, in_force, undone, reviews),
        undone=undone,
        decisions=(),
        reviews=reviews,
    )


def _with_decisions(newest_first: list[Version], decided: tuple[Decision, ...]) -> tuple[Version, ...]:
    """Each decision stands with the version that was the newest when it was taken."""
    if not newest_first:
        return ()
    later = [None, *(version.received_at for version in newest_first[:-1])]
    oldest = newest_first[-1]
    return tuple(
        replace(
            version,
            decisions=tuple(
                one
                for one in decided
                if (version is oldest or one.at >= version.received_at) and (until is None or one.at < until)
            ),
        )
        for version, until in zip(newest_first, later, strict=True)
    )
