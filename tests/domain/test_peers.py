"""The rank of an agency among those of its own kind."""

from decimal import Decimal

import pytest

from lib.domain.peers import PeerGroup, PeerRank, competition_places, merit, peer_group, peer_ranks
from lib.domain.standing import Absence, Standing, Status, YearTarget
from tests.standing_samples import duration, in_words, line, missing


def of(agency: str, value: str, kind: str = "commune", **changes: object) -> Standing:
    return line(value, agency_code=agency, agency_name=agency, agency_kind=kind, **changes)


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("commune", PeerGroup.LOCALS),
        ("ward", PeerGroup.LOCALS),
        ("special_zone", PeerGroup.LOCALS),
        ("department", PeerGroup.DEPARTMENTS),
        ("police", PeerGroup.DEPARTMENTS),
        ("office", PeerGroup.DEPARTMENTS),
    ],
)
def test_communes_are_peers_of_communes_and_all_others_of_departments(kind: str, group: PeerGroup) -> None:
    assert peer_group(kind) is group


def test_departments_and_communes_are_ranked_apart() -> None:
    lines = [of("xã A", "40"), of("xã B", "60", "ward"), of("sở A", "10", "department"), of("sở B", "20", "police")]
    assert peer_ranks(lines) == {
        ("xã B", "C1"): PeerRank(1, 2),
        ("xã A", "C1"): PeerRank(2, 2),
        ("sở B", "C1"): PeerRank(1, 2),
        ("sở A", "C1"): PeerRank(2, 2),
    }


def test_who_stands_alike_shares_the_better_place_and_the_next_is_left_out() -> None:
    ranks = peer_ranks([of("a", "60"), of("b", "60"), of("c", "50"), of("d", "70")])
    assert ranks["d", "C1"] == PeerRank(1, 4)
    assert ranks["a", "C1"] == ranks["b", "C1"] == PeerRank(2, 4, shared=True)
    assert ranks["c", "C1"] == PeerRank(4, 4)
    assert competition_places([(2,), (1,), (2,), (3,)]) == [2, 1, 2, 4]


def test_who_has_no_figure_is_neither_ranked_nor_counted() -> None:
    silent = missing(indicator_code="C1", agency_code="c", agency_kind="commune")
    refused = of("d", "99", status=Status.NO_DATA, absence=Absence.NOT_RECOGNISED)
    ranks = peer_ranks([of("a", "60"), of("b", "50"), silent, refused])
    assert set(ranks) == {("a", "C1"), ("b", "C1")}
    assert ranks["b", "C1"].of == 2


def test_one_alone_has_no_rank() -> None:
    assert peer_ranks([of("a", "60"), of("sở", "70", "department")]) == {}


def test_each_is_ranked_by_its_own_target() -> None:
    easier = YearTarget(2026, ">=", Decimal(50), "≥ 50")
    ranks = peer_ranks([of("a", "60"), of("b", "58", target=easier)])
    assert ranks["b", "C1"].place == 1, "8 points over 50 is better than 10 under 70"


def test_where_less_is_better_the_smaller_figure_is_first() -> None:
    slow, quick = (duration(value, agency_code=value, agency_kind="commune") for value in ("24", "12"))
    assert peer_ranks([slow, quick])["12", "C10"].place == 1


def test_an_answer_in_words_is_not_ranked() -> None:
    assert merit(in_words(agency_code="a")) is None
