"""What is said of an agency's place and of what goes on."""

import pytest

from lib.domain.agency import AgencyKind
from lib.domain.peers import PeerGroup, PeerRank
from lib.domain.promise import lacks_words
from lib.domain.streak import Course, Streak, StreakKind
from lib.domain.tally import Tally
from lib.wording.agency import Owing, line_notes, peers_word, rank_text, streak_text, tally_said, to_do
from lib.wording.history import lacking_words
from tests.standing_samples import line

LAGGING, SILENT = StreakKind


@pytest.mark.parametrize(
    ("streak", "text"),
    [
        (Streak(LAGGING, 3), "chậm 3 kỳ liền"),
        (Streak(SILENT, 2), "chưa nộp 2 kỳ liền"),
        (Streak(LAGGING, 1), None),
        (None, None),
    ],
)
def test_a_streak_is_said_from_two_periods_on(streak: Streak | None, text: str | None) -> None:
    assert streak_text(streak) == text


def test_a_rank_names_the_peers_that_are_there() -> None:
    peers = peers_word(PeerGroup.LOCALS, {"ward", "commune", "department", None})
    assert rank_text(PeerRank(12, 135), peers) == "hạng 12/135 xã, phường"
    assert rank_text(PeerRank(1, 2, shared=True), peers_word(PeerGroup.DEPARTMENTS, ())) == (
        "đồng hạng 1/2 sở, ban, ngành"
    )


def test_a_line_tells_counts_rank_and_streak_and_nothing_of_what_is_not_known() -> None:
    known = line(agency_code="a", indicator_code="C1", a=1306, b=2469)
    bare = line(agency_code="a", indicator_code="C2")
    notes = line_notes([known, bare], {("a", "C1"): PeerRank(2, 9)}, {("a", "C1"): Course(Streak(LAGGING, 4))}, "xã")
    assert notes == {"C1": "1.306/2.469 · hạng 2/9 xã · chậm 4 kỳ liền"}


def test_a_row_of_the_ranking_is_said_with_counts_beside_shares() -> None:
    tally = Tally("a", "Xã A", AgencyKind.COMMUNE, 3, 2, 2, 0, 1, 0, PeerRank(5, 9), Streak(LAGGING, 2))
    assert tally_said(tally) == (
        "Xã A: hạng 5/9; cần chỉ đạo 3/8; nguy cơ 2/8; đạt, đúng lộ trình 2/8; đã trả lời 7/8; chậm 2 kỳ liền"
    )
    assert "chưa xếp hạng" in tally_said(Tally("b", "Xã B", AgencyKind.COMMUNE, silent=8))


def test_the_sentence_above_a_list_of_things_to_do_names_every_kind_that_stands_in_it() -> None:
    assert to_do({Owing.SENT_BACK: 1, Owing.TASK: 2, Owing.LACKING: 0}) == (
        "Sửa và nộp lại 1 báo cáo bị trả lại; xem lại 2 nhiệm vụ đã qua hạn."
    )
    assert to_do({}) == "Không có việc nào quá hạn."


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ({}, "nguyên nhân, giải pháp"),
        ({"objective_cause": "bão"}, "nguyên nhân chủ quan, giải pháp"),
        ({"subjective_cause": "chậm", "remedy": "họp"}, "nguyên nhân khách quan"),
        ({"subjective_cause": "chậm", "objective_cause": "bão"}, "giải pháp"),
        ({"subjective_cause": "chậm", "objective_cause": "bão", "remedy": "họp"}, ""),
    ],
)
def test_a_line_that_leaves_out_one_of_the_two_causes_is_told_which(said: dict[str, str], lacking: str) -> None:
    assert lacking_words(line(**said)) == lacking
    assert bool(lacking) is lacks_words(line(**said))
