"""The text for the chat group and the sentences of the board: who owes what, polite, short, never cut in a word."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.period import Period
from lib.domain.reporting import BoardRow, DueDay, ReportingState
from lib.wording import reminders, timeliness
from tests.board_samples import DUE, JUNE, agency, board, cell

MISSING, RETURNED, LATE = ReportingState.MISSING, ReportingState.RETURNED, ReportingState.LATE
ON_TIME, NOT_DUE, NOTHING = ReportingState.ON_TIME, ReportingState.NOT_DUE, ReportingState.NOTHING_DUE


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        pytest.param((1, 2, 3, 8), "1–3, 8", id="a run and one"),
        pytest.param((4, 5), "4, 5", id="two"),
        pytest.param((5, 3, 1), "1, 3, 5", id="apart"),
        pytest.param((2,), "2", id="one"),
        pytest.param((), "", id="none"),
    ],
)
def test_runs_of_indicators_are_joined(numbers: tuple[int, ...], text: str) -> None:
    assert reminders.ordinals(numbers) == text


def test_the_text_names_who_owes_what_by_block() -> None:
    seen = board(
        agency("Sở Nội vụ", MISSING),
        agency("Sở Y tế", MISSING, unanswered=(2,)),
        agency("Xã Ia Le", MISSING, local=True),
        agency("Xã Ia Pnôn", MISSING, local=True),
        agency("Phường Pleiku", RETURNED, local=True),
        agency("Sở Tài chính", ON_TIME, unanswered=(3,)),
        agency("Sở Xây dựng", ON_TIME, unanswered=()),
    )
    assert reminders.chat_text(seen).split("\n") == [
        "[Báo cáo tháng 6/2026] Hạn 20/06, dời sang 22/06 vì cuối tuần.",
        "Đến 25/06/2026 đã nhận 2/7 đơn vị, xin cảm ơn.",
        "• Sở, ban, ngành chưa nộp (2 đơn vị): Sở Nội vụ (chỉ tiêu 1–3, 8); Sở Y tế (chỉ tiêu 2).",
        "• Xã, phường, đặc khu chưa nộp (2 đơn vị, chỉ tiêu 1–3, 8): Xã Ia Le; Xã Ia Pnôn.",
        "• Cần sửa và gửi lại (1 đơn vị): Phường Pleiku (chỉ tiêu 1–3, 8).",
        "• Đã nộp nhưng còn thiếu (1 đơn vị): Sở Tài chính (chỉ tiêu 3).",
        "Đề nghị các đơn vị trên gửi báo cáo trước ngày 29/06/2026. Trân trọng cảm ơn.",
    ]


def test_after_the_secretariat_s_own_day_the_text_names_no_past_deadline() -> None:
    late = reminders.chat_text(board(agency("Sở Nội vụ", MISSING), today=date(2026, 7, 3)))
    assert "29/06/2026" not in late and "trong thời gian sớm nhất" in late


def test_when_all_is_in_the_text_only_thanks() -> None:
    said = reminders.chat_text(board(agency("Sở Nội vụ", ON_TIME, unanswered=())))
    assert said == "Đã nhận đủ báo cáo tháng 6/2026. Trân trọng cảm ơn các đơn vị."


def test_a_long_list_ends_with_the_number_of_the_others() -> None:
    rows = [agency(f"Xã số {n:03d}", MISSING, local=True) for n in range(135)]
    rows += [agency(f"Sở số {n:02d}", MISSING) for n in range(18)]
    text = reminders.chat_text(board(*rows))
    assert len(text) <= reminders.CHAT_LETTERS
    named = text.count("Xã số")
    assert 20 < named < 135
    assert f" và {135 - named} đơn vị khác." in text
    assert text.count("Sở số") == 18


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            agency,
            st.text("ABC xyz", min_size=3, max_size=40),
            st.sampled_from((MISSING, RETURNED, ON_TIME, NOT_DUE, NOTHING)),
            local=st.booleans(),
            unanswered=st.sampled_from(((), (1,), (1, 2, 3, 8))),
        ),
        max_size=200,
    )
)
def test_the_text_is_never_longer_than_asked_and_counts_everyone(rows: list[BoardRow]) -> None:
    seen = board(*rows)
    text = reminders.chat_text(seen)
    assert len(text) <= reminders.CHAT_LETTERS
    for block, local in (("Sở, ban, ngành", False), ("Xã, phường, đặc khu", True)):
        silent = [row for row in seen.silent if row.is_local is local and row.now.state is not RETURNED]
        assert (f"{block} chưa nộp ({len(silent)} đơn vị" in text) == bool(silent)


# The board's own words


@pytest.mark.parametrize(
    ("due", "text"),
    [
        pytest.param(DueDay(Period(2026, 5), date(2026, 5, 20), date(2026, 5, 20)), "Hạn 20/05", id="as set"),
        pytest.param(
            DueDay(JUNE, date(2026, 6, 20), DUE, (None,)), "Hạn 20/06, dời sang 22/06 vì cuối tuần", id="weekend"
        ),
        pytest.param(
            DueDay(Period(2026, 2), date(2026, 2, 20), date(2026, 2, 23), ("Mùng bốn Tết", None)),
            "Hạn 20/02, dời sang 23/02 vì Mùng bốn Tết và cuối tuần",
            id="a holiday and a weekend",
        ),
    ],
)
def test_a_due_day_says_whether_and_why_it_was_moved(due: DueDay, text: str) -> None:
    assert timeliness.due_text(due) == text


@pytest.mark.parametrize(
    ("state", "late", "answered", "word", "note", "hollow"),
    [
        pytest.param(ON_TIME, 0, 4, "Đúng hạn", "", False, id="on time"),
        pytest.param(ON_TIME, 0, 3, "Đúng hạn", "thiếu 1/4 chỉ tiêu", True, id="on time, lines open"),
        pytest.param(LATE, 3, 4, "Trễ 3 ngày", "", False, id="late"),
        pytest.param(MISSING, 3, 0, "Chưa nộp", "quá 3 ngày", False, id="missing"),
        pytest.param(RETURNED, 0, 0, "Trả lại", "", False, id="returned, not due"),
        pytest.param(NOT_DUE, 0, 0, "Chưa đến hạn", "", False, id="not due"),
        pytest.param(NOTHING, 0, 0, "—", "", False, id="nothing due"),
    ],
)
def test_a_cell_has_a_word_a_note_and_is_hollow_when_lines_are_open(
    state: ReportingState, late: int, answered: int, word: str, note: str, hollow: bool
) -> None:
    one = cell(state, days_late=late, n_answered=answered)
    shown = timeliness.cell_look(one)
    assert (shown.word, timeliness.cell_note(one), shown.hollow) == (word, note, hollow)


def test_every_state_has_a_look_of_its_own() -> None:
    looks = [timeliness.cell_look(cell(state, n_answered=4)) for state in ReportingState if state is not NOTHING]
    assert len({look.word for look in looks}) == len({(look.shape, look.role) for look in looks}) == len(looks)


def test_the_sentence_counts_what_is_in_and_what_is_not() -> None:
    seen = board(agency("A", MISSING), agency("B", RETURNED), agency("C", LATE, unanswered=()), agency("D", NOTHING))
    said = "".join(text for text, _ in timeliness.lead_parts(seen)).replace("\u00a0", " ")
    assert said == "1/3 đơn vị đã nộp báo cáo tháng 6/2026 (33,3 %), trong đó 1 nộp trễ; 1 chưa nộp, 1 bị trả lại."


def test_before_the_due_day_the_sentence_counts_the_days_left() -> None:
    seen = board(agency("A", NOT_DUE), agency("B", ON_TIME, unanswered=()), today=date(2026, 6, 20))
    assert "1 chưa nộp, còn 2 ngày" in "".join(text for text, _ in timeliness.lead_parts(seen))
    due = board(agency("A", NOT_DUE), today=DUE)
    assert "hôm nay đến hạn" in "".join(text for text, _ in timeliness.lead_parts(due))


def test_tabs_part_all_agencies_that_owe() -> None:
    rows = [agency(f"A{n}", state) for n, state in enumerate(ReportingState)]
    assert [timeliness.tab_label(tab, rows) for tab in timeliness.TABS] == [
        "Chưa nộp (2)",
        "Đã nộp (2)",
        "Trả lại (1)",
        "Tất cả (6)",
    ]
    for row in rows:
        owed = row.now.state is not NOTHING
        assert sum(timeliness.in_tab(row, tab) for tab in ("open", "in", "returned")) == owed
