"""The drawings of the timeliness board: each cell by shape, word and colour, each mark a way on, names as text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lib.charts.board import board_table, cell_key, completeness_rows, lead, legend, parted, rate_bars
from lib.domain.period import Period
from lib.domain.reporting import ReportingState
from tests.board_samples import JUNE, agency, board

MISSING, RETURNED, LATE = ReportingState.MISSING, ReportingState.RETURNED, ReportingState.LATE
ON_TIME, NOT_DUE, NOTHING = ReportingState.ON_TIME, ReportingState.NOT_DUE, ReportingState.NOTHING_DUE


def drawn(state: ReportingState, unanswered: tuple[int, ...] = ()) -> str:
    row = agency("Sở Nội vụ", state, unanswered=unanswered)
    return board_table(board(row), [row])


@pytest.mark.parametrize(
    ("state", "shape", "role", "word"),
    [
        pytest.param(ON_TIME, "disc", "ok", "Đúng hạn", id="on time"),
        pytest.param(LATE, "triangle", "warn", "Trễ 3 ngày", id="late"),
        pytest.param(MISSING, "square", "bad", "Chưa nộp", id="missing"),
        pytest.param(RETURNED, "fall", "bad", "Trả lại", id="returned"),
        pytest.param(NOT_DUE, "ring", "none", "Chưa đến hạn", id="not due"),
    ],
)
def test_a_cell_has_shape_word_and_colour(state: ReportingState, shape: str, role: str, word: str) -> None:
    markup = drawn(state)
    assert f'class="sct-cell sct-tone-{role} sct-s-{shape}"' in markup
    assert f'<span class="sct-word">{word}' in markup
    assert f'data-key="{cell_key("Sở-Nội-vụ", JUNE)}"' in markup
    assert re.search(r'<span class="sct-vh">T6/2026: [^<]+</span>', markup)


def test_a_return_with_open_lines_is_hollow_and_says_how_many() -> None:
    markup = drawn(ON_TIME, unanswered=(1, 2))
    assert "sct-s-disc-hollow sct-hollow" in markup and "<small>thiếu 2/4 chỉ tiêu</small>" in markup


def test_a_period_in_which_nothing_is_due_is_no_button_and_no_colour() -> None:
    markup = drawn(NOTHING)
    assert "sct-unowed" in markup and f'data-key="{cell_key("Sở-Nội-vụ", JUNE)}"' not in markup
    assert "không phải nộp" in markup


def test_a_name_is_text_never_markup() -> None:
    row = agency('Xã <script>alert(1)</script> & "A"', MISSING)
    markup = board_table(board(row), [row])
    assert "<script" not in markup and "&lt;script&gt;" in markup and "&quot;A&quot;" in markup


def test_a_head_counts_all_of_the_board_and_marks_a_moved_due_day_and_a_lock() -> None:
    rows = (agency("A", MISSING), agency("B", ON_TIME))
    markup = board_table(board(*rows, locked="Đã chốt"), rows[:1])
    assert "hạn 22/06*" in markup and "1/2 đã nộp" in markup and "đã khóa" in markup
    assert "* Hạn nộp T6/2026: 20/06, dời sang 22/06 vì cuối tuần." in markup
    assert "đã khóa" not in board_table(board(*rows), rows)


def test_the_bars_count_each_part_of_each_block_and_leave_out_an_empty_block() -> None:
    both = rate_bars(board(agency("A", MISSING), agency("B", LATE), agency("C", ON_TIME, local=True)))
    assert both.count("sct-rate-head") == 2
    assert "đã nộp 1/2 (50,0\u00a0%), đúng hạn 0/2 (0,0\u00a0%)" in both
    assert rate_bars(board(agency("A", MISSING))).count("sct-rate-head") == 1
    assert "flex-grow" not in rate_bars(board(agency("A", NOTHING)))


def test_parts_of_one_colour_differ_by_their_stripes() -> None:
    markup = rate_bars(board(agency("A", MISSING), agency("B", RETURNED)))
    assert markup.count("sct-bar-bad sct-striped") == 1 and markup.count('class="sct-bar-bad"') == 1


def test_answers_per_indicator_stand_beside_their_share_and_lead_to_it() -> None:
    seen = board(agency("A", MISSING))
    line = replace(seen.completeness[0], locals=(3, 4))
    markup = completeness_rows([line])
    assert 'data-key="KH-1"' in markup and "width:50.0%" in markup and "width:75.0%" in markup
    assert "<b>3/4</b>" in markup and "75,0\u00a0%" in markup
    assert "không giao" in completeness_rows(seen.completeness)


def test_the_lead_weighs_what_is_missing_and_the_legend_names_every_state() -> None:
    assert '<strong class="sct-text-bad">1 chưa nộp</strong>' in lead(board(agency("A", MISSING)))
    words = legend()
    for word in ("Chưa nộp", "Trả lại để sửa", "Chưa đến hạn", "Nộp trễ", "Đúng hạn", "còn thiếu chỉ tiêu"):
        assert word in words


def test_a_key_comes_apart_as_it_was_put_together() -> None:
    assert parted(cell_key("21583", Period(2026, 5))) == ("21583", "2026-05")
    assert parted(cell_key("21583", None)) == ("21583", "")
