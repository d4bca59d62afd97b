"""Agencies as counts of their lines, and their place among their peers."""

from lib.domain.peers import PeerGroup, PeerRank
from lib.domain.standing import Absence, Standing, Status
from lib.domain.streak import Course, Streak, StreakKind
from lib.domain.tally import Tally, tallies
from tests.standing_samples import line, missing

DEPARTMENTS, LOCALS = PeerGroup


def lines(agency: str, *statuses: Status | Absence, kind: str = "commune") -> list[Standing]:
    """One line for each status, or absence of a figure."""
    owner = {"agency_code": agency, "agency_name": agency, "agency_kind": kind}
    return [
        missing(each, indicator_code=f"C{n}", **owner)
        if isinstance(each, Absence)
        else line(status=each, indicator_code=f"C{n}", **owner)
        for n, each in enumerate(statuses)
    ]


def places(rows: tuple[Tally, ...]) -> list[tuple[str, int | None]]:
    return [(row.code, row.place.place if row.place else None) for row in rows]


def test_every_line_is_counted_once() -> None:
    every = (*(status for status in Status if status is not Status.NO_DATA), *Absence)
    ((row,),) = tallies(lines("a", *every), {}).values()
    assert (row.urgent, row.risk, row.good, row.begun, row.silent, row.without) == (3, 2, 2, 2, 1, 4)
    assert (row.owed, row.answered, row.with_figure) == (14, 13, 9), "«không giao» is not owed"


def test_a_verdict_that_is_not_conclusive_is_a_risk() -> None:
    open_verdict = line("71", status=Status.MET, conclusive=False, agency_code="a", agency_kind="commune")
    assert tallies([open_verdict], {})[LOCALS][0].risk == 1


def test_departments_and_communes_are_ranked_apart_worst_first() -> None:
    found = tallies(
        [
            *lines("xã A", Status.BEHIND, Status.MET),
            *lines("xã B", Status.MET, Status.MET, kind="ward"),
            *lines("sở A", Status.BEHIND, Status.BEHIND, kind="department"),
        ],
        {},
    )
    assert list(found) == [DEPARTMENTS, LOCALS]
    assert places(found[LOCALS]) == [("xã A", 2), ("xã B", 1)]
    assert found[DEPARTMENTS][0].place == PeerRank(1, 1)


def test_urgent_lines_weigh_before_silent_ones_those_before_risks_and_good_ones_last() -> None:
    found = tallies(
        [
            *lines("e", Status.BEHIND, Status.MET, Status.MET),
            *lines("d", Absence.MISSING, Status.MET, Status.MET),
            *lines("c", Status.AT_RISK, Status.MET, Status.MET),
            *lines("b", Status.TOO_EARLY, Status.MET, Status.MET),
            *lines("a", Status.MET, Status.MET, Status.MET),
        ],
        {},
    )
    assert places(found[LOCALS]) == [("e", 5), ("d", 4), ("c", 3), ("b", 2), ("a", 1)]


def test_who_stands_alike_shares_a_place() -> None:
    found = tallies([*lines("b", Status.MET), *lines("a", Status.MET), *lines("c", Status.BEHIND)], {})
    assert places(found[LOCALS]) == [("c", 3), ("a", 1), ("b", 1)]
    assert found[LOCALS][1].place == PeerRank(1, 3, shared=True)


def test_without_any_figure_there_is_no_place_and_the_longest_silent_comes_first() -> None:
    silent = {
        ("a", "C0"): Course(Streak(StreakKind.SILENT, 1)),
        ("b", "C0"): Course(Streak(StreakKind.SILENT, 4)),
    }
    found = tallies(
        [*lines("a", Absence.MISSING), *lines("b", Absence.MISSING), *lines("c", Status.BEHIND)],
        silent,
    )
    assert places(found[LOCALS]) == [("c", 1), ("b", None), ("a", None)]
    assert found[LOCALS][1].streak == Streak(StreakKind.SILENT, 4)
