"""Words beside marks: none covers another or a mark, all stay inside, lines are crossed only where they must be."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.charts.placing import Box, Point, Segment, Word, place

GROUND = Box(0, 0, 400, 300)
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, 1), (-1, -1), (1, -1), (-1, 1))


def word(key: str, x: float, y: float, *texts: str, must: bool = True) -> Word:
    return Word(key, texts or ("chữ",), (x, y), 15, SIDES, must=must)


def test_the_first_side_is_taken_where_it_is_free() -> None:
    (one,) = place([word("a", 100, 100)], GROUND, [], [])
    assert one.box.left > 100 and one.box.top < 100 < one.box.bottom


def test_a_word_at_the_right_edge_stands_left_of_its_mark() -> None:
    (one,) = place([word("a", 390, 100, "Định hướng 2030: 100")], GROUND, [], [])
    assert one.box.right < 390


def test_a_line_is_not_crossed_where_another_side_is_free() -> None:
    line = ((100.0, 100.0), (300.0, 100.0))
    (one,) = place([word("a", 100, 100)], GROUND, [], [line])
    assert not one.box.crossed(line)


def test_where_room_is_short_the_short_text_is_taken() -> None:
    narrow = Box(0, 0, 130, 40)
    (one,) = place([word("a", 65, 20, "Kế hoạch năm 2026: 70", "KH 70")], narrow, [], [])
    assert one.text == "KH 70"


def test_what_need_not_be_said_is_left_out_where_nothing_is_free() -> None:
    walls = [Box(0, 0, 400, 300)]
    assert place([word("a", 100, 100, must=False)], GROUND, walls, []) == ()
    assert len(place([word("a", 100, 100)], GROUND, walls, [])) == 1


@pytest.mark.parametrize(
    ("line", "inside"),
    [
        pytest.param(((0.0, 5.0), (20.0, 5.0)), 10, id="across"),
        pytest.param(((10.0, 0.0), (10.0, 20.0)), 10, id="down"),
        pytest.param(((0.0, 30.0), (20.0, 30.0)), 0, id="below"),
        pytest.param(((7.0, 5.0), (9.0, 5.0)), 2, id="within"),
        pytest.param(((0.0, 0.0), (4.0, 4.0)), 0, id="ends before"),
    ],
)
def test_what_lies_inside_of_a_line_is_measured(line: Segment, inside: float) -> None:
    assert Box(5, 0, 15, 10).crossed(line) == pytest.approx(inside)


PLACES = st.tuples(st.floats(20, 380), st.floats(20, 280))


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=6), st.lists(PLACES, max_size=4))
def test_wherever_marks_stand_no_two_words_share_ground(at: list[Point], marks: list[Point]) -> None:
    boxes = [Box(x - 8, y - 8, x + 8, y + 8) for x, y in marks]
    placed = place([word(str(n), x, y, "2026: 64,2", "64,2") for n, (x, y) in enumerate(at)], GROUND, boxes, [])
    assert all(one.box.within(GROUND) for one in placed)
    assert not [pair for pair in combinations(placed, 2) if pair[0].box.meets(pair[1].box)]
