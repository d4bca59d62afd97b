"""Many people at once: everything that was acknowledged is there once, and who loses a race is told why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import pytest

from lib.domain.period import Period
from lib.storage import kept_store, ledger_store
from lib.storage.database import reading
from lib.workflows.keep_safe import recount
from tests.ledger_samples import GIA_LAI, HEALTH, HOME_AFFAIRS, code, filled_form, of_agency, share
from tests.soak.conftest import Figure
from tests.soak.ledger_state import half_done
from tests.soak.races import Crew, Told
from tests.soak.size import SIZE

MAY = Period(2026, 5)


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(SIZE.writers) as together:
        yield together


def form(ledger: Path, agency: str, a: int, period: Period = MAY) -> bytes:
    return filled_form(ledger, GIA_LAI, agency, period, {1: share(a, 10_000), 2: share(a, 20_000)})


def agencies(ledger: Path, number: int) -> list[str]:
    with reading(ledger) as connection:
        rows = connection.execute(
            "SELECT DISTINCT agency.code FROM assignment JOIN agency ON agency.id = agency_id JOIN indicator "
            "ON indicator.id = indicator_id JOIN plan ON plan.id = plan_id WHERE plan.code = ? AND ordinal = 1 "
            "ORDER BY agency.code LIMIT ?",
            (GIA_LAI, number),
        )
        return [row["code"] for row in rows]


def submissions(ledger: Path) -> dict[int, tuple[str, int | None]]:
    with reading(ledger) as connection:
        return {s.id: (s.outcome.value, s.version) for s in ledger_store.recent_submissions(connection, 100_000)}


def whole(ledger: Path) -> bool:
    return half_done(ledger) == [] and not any(recount(ledger).values())


def test_everyone_who_sends_at_once_succeeds_and_effects_equal_receipts(
    ledger: Path, crew: Crew, figure: Figure
) -> None:
    senders = agencies(ledger, crew.size)
    told: list[Told] = []
    for turn in range(SIZE.writes):
        period = Period(2026, 1 + turn % 12)
        contents = [form(ledger, agency, 100 + turn, period) for agency in senders]
        told += crew.at_once([("send", (ledger, content, f"{turn}.xlsx")) for content in contents])
    said = Counter(one.said for one in told)
    kept = submissions(ledger)
    figure(f"returns sent by {crew.size} processes at once", len(told))
    figure("  taken", said["accepted"])
    figure("  refused as busy", said["database-busy"], "0")
    figure("  acknowledged and lost", sum(one.submission not in kept for one in told), "0")
    figure("  95th percentile of one intake (s)", quantiles([one.seconds for one in told], n=20)[-1])
    assert said == {"accepted": crew.size * SIZE.writes}
    assert {(one.submission, ("accepted", one.version)) for one in told} == set(kept.items())
    assert whole(ledger)


def test_one_file_sent_by_all_at_once_is_taken_once_and_all_get_its_receipt(ledger: Path, crew: Crew) -> None:
    for turn in range(SIZE.races):
        content = form(ledger, HEALTH, 100 + turn)
        told = crew.at_once([("send", (ledger, content, "một tệp.xlsx"))] * crew.size)
        assert Counter(one.said for one in told) == {"accepted": 1, "duplicate": crew.size - 1}
        assert len({(one.submission, one.version) for one in told}) == 1
    assert len(submissions(ledger)) == SIZE.races
    assert whole(ledger)


def test_different_files_for_one_agency_and_month_become_versions_and_the_last_one_counts(
    ledger: Path, crew: Crew
) -> None:
    for turn in range(SIZE.races):
        contents = [form(ledger, HEALTH, 100 * turn + n) for n in range(crew.size)]
        told = crew.at_once([("send", (ledger, one, f"{n}.xlsx")) for n, one in enumerate(contents)])
        first = 1 + turn * crew.size
        assert sorted(one.version or 0 for one in told) == list(range(first, first + crew.size))
        newest = max(told, key=lambda one: one.version or 0)
        assert of_agency(ledger, GIA_LAI, HEALTH, MAY)[1].a == 100 * turn + told.index(newest)
    assert whole(ledger)


def test_an_undo_and_a_correction_at_once_both_hold(ledger: Path, crew: Crew) -> None:
    for turn in range(SIZE.races):
        (first, *_) = crew.at_once([("send", (ledger, form(ledger, HEALTH, 10 * turn + 1), "1"))] * crew.size)
        correction = form(ledger, HEALTH, 10 * turn + 2)
        others = [("send", (ledger, correction, "2"))] * (crew.size - 1)
        undone, *taken = crew.at_once([("undo", (ledger, first.submission)), *others])
        assert undone.said == "done"
        assert Counter(one.said for one in taken)["accepted"] == 1
        assert of_agency(ledger, GIA_LAI, HEALTH, MAY)[1].a == 10 * turn + 2
    assert whole(ledger)


@pytest.mark.parametrize(
    ("act", "code_of_the_loser"),
    [
        pytest.param("undo", "undo-refused", id="undo"),
        pytest.param("decide", "recognition-unchanged", id="recognition"),
        pytest.param("lock", "already-locked", id="lock"),
    ],
)
def test_of_two_equal_decisions_at_once_one_is_taken_and_the_other_is_told_why(
    ledger: Path, crew: Crew, act: str, code_of_the_loser: str
) -> None:
    for turn in range(min(SIZE.races, 12)):
        period = Period(2026, 1 + turn)
        (sent, *_) = crew.at_once([("send", (ledger, form(ledger, HEALTH, 500, period), "1"))] * crew.size)
        about: dict[str, tuple[object, ...]] = {
            "undo": (ledger, sent.submission),
            "decide": (ledger, GIA_LAI, HEALTH, code(GIA_LAI, 1), period),
            "lock": (ledger, GIA_LAI, period),
        }
        told = crew.at_once([(act, about[act])] * crew.size)
        assert Counter(one.said for one in told) == {"done": 1, code_of_the_loser: crew.size - 1}
    with reading(ledger) as connection:
        decided = connection.execute(
            "SELECT (SELECT count(*) FROM decision) + (SELECT count(*) FROM period_lock)"
        ).fetchone()[0]
    assert decided == min(SIZE.races, 12)
    assert whole(ledger)


def test_a_return_and_a_lock_at_once_the_return_is_in_or_is_told_of_the_lock(ledger: Path, crew: Crew) -> None:
    for turn in range(min(SIZE.races, 12)):
        period = Period(2026, 1 + turn)
        content = form(ledger, HOME_AFFAIRS, 500, period)
        others = [("send", (ledger, content, "1"))] * (crew.size - 1)
        locked, *told = crew.at_once([("lock", (ledger, GIA_LAI, period)), *others])
        assert locked.said == "done"
        assert {one.said for one in told} <= {"accepted", "duplicate", "period-locked"}
        with reading(ledger) as connection:
            plan_id, agency_id = connection.execute(
                "SELECT plan.id, agency.id FROM plan, agency WHERE plan.code = ? AND agency.code = ?",
                (GIA_LAI, HOME_AFFAIRS),
            ).fetchone()
            in_force = kept_store.return_in_force(connection, plan_id, agency_id, period)
        assert (in_force is not None) == any(one.said == "accepted" for one in told)
    assert whole(ledger)
