"""Deadlines of real task rows, seen from a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.agency import Agency, AgencyKind
from lib.domain.catalog import SourceRef, Task
from lib.domain.deadline import Deadline, parse_deadline
from lib.domain.period import Period
from lib.domain.task import (
    SOON,
    TaskState,
    TaskTiming,
    by_month,
    by_state,
    led_by,
    next_occurrence,
    past_due_leads,
    task_state,
    timed,
)

JUNE_20 = date(2026, 6, 20)
PAST, NEAR, LATER, UNDATED = TaskState.PAST_DUE, TaskState.SOON, TaskState.LATER, TaskState.UNDATED


def read(text: str, group: str | None = None) -> Deadline:
    return parse_deadline(text, group, 2026)


@pytest.mark.parametrize(
    ("text", "group", "today", "expected"),
    [
        pytest.param("Tháng 5/2026", None, JUNE_20, TaskTiming(PAST, date(2026, 5, 31), 20), id="a month that passed"),
        pytest.param("Tháng 6/2026", None, JUNE_20, TaskTiming(NEAR, date(2026, 6, 30), 10), id="this month's end"),
        pytest.param("Tháng 6/2026", None, date(2026, 6, 16), TaskTiming(NEAR, date(2026, 6, 30), 14), id="14 days"),
        pytest.param("Tháng 6/2026", None, date(2026, 6, 15), TaskTiming(LATER, date(2026, 6, 30), 15), id="15 days"),
        pytest.param("Tháng 6/2026", None, date(2026, 6, 30), TaskTiming(NEAR, date(2026, 6, 30), 0), id="on the day"),
        pytest.param("Tháng 6/2026", None, date(2026, 7, 1), TaskTiming(PAST, date(2026, 6, 30), 1), id="a day after"),
        pytest.param("Quý IV/2026", None, JUNE_20, TaskTiming(LATER, date(2026, 12, 31), 194), id="a quarter ahead"),
        pytest.param("trước ngày 30/6/2026", None, JUNE_20, TaskTiming(NEAR, date(2026, 6, 30), 10), id="before a day"),
        pytest.param("", "Năm 2021", JUNE_20, TaskTiming(PAST, date(2021, 12, 31), 1632), id="blank in a year group"),
        pytest.param(
            "", "Năm 2023 - 2025", JUNE_20, TaskTiming(PAST, date(2025, 12, 31), 171), id="blank in a span of years"
        ),
        pytest.param(
            "- Đợt 1: Tháng 4/2026; - Các đợt tiếp theo: Khi có quy định mới của Trung ương",
            None,
            JUNE_20,
            TaskTiming(PAST, date(2026, 4, 30), 51),
            id="a first round with a date, later ones without",
        ),
        pytest.param("Thường xuyên", None, JUNE_20, TaskTiming(UNDATED), id="ongoing"),
        pytest.param("Khi hệ thống có thay đổi, nâng cấp", None, JUNE_20, TaskTiming(UNDATED), id="when something is"),
        pytest.param("Theo Quyết định giao dự toán", None, JUNE_20, TaskTiming(UNDATED), id="by a decision"),
        pytest.param("Sau khi có hướng dẫn của bộ, ngành Trung ương", None, JUNE_20, TaskTiming(UNDATED), id="after"),
        pytest.param("không đọc được", None, JUNE_20, TaskTiming(UNDATED), id="what cannot be read is never late"),
        pytest.param(
            "02 đợt:15/7 và 15/11 hàng năm",
            None,
            JUNE_20,
            TaskTiming(LATER, date(2026, 7, 15), 25, recurs=True),
            id="twice a year: the next",
        ),
        pytest.param(
            "02 đợt:15/7 và 15/11 hàng năm",
            None,
            date(2026, 11, 16),
            TaskTiming(LATER, date(2027, 7, 15), 241, recurs=True),
            id="twice a year: both passed, next year's first, not past due",
        ),
        pytest.param(
            "Ngày 20 hằng tháng", None, JUNE_20, TaskTiming(NEAR, JUNE_20, 0, recurs=True), id="monthly, today"
        ),
        pytest.param(
            "Báo cáo hàng tháng",
            None,
            date(2026, 2, 10),
            TaskTiming(LATER, date(2026, 2, 28), 18, recurs=True),
            id="monthly without a day: the month's end",
        ),
        pytest.param(
            "Thực hiện định ký theo kỳ báo cáo Kiểm soát TTHC", None, JUNE_20, TaskTiming(UNDATED), id="with reports"
        ),
    ],
)
def test_where_a_deadline_lies(text: str, group: str | None, today: date, expected: TaskTiming) -> None:
    assert task_state(read(text, group), today) == expected


@given(st.dates(date(2020, 1, 1), date(2032, 12, 31)))
@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize("text", ["Thường xuyên", "Khi có yêu cầu", "Hằng quý", "Ngày 31 hằng tháng", "???", ""])
def test_what_names_no_day_is_never_past_due(text: str, today: date) -> None:
    assert task_state(parse_deadline(text), today).state is not PAST


@given(st.dates(date(2020, 1, 1), date(2032, 12, 31)), st.dates(date(2020, 1, 1), date(2032, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_the_days_lead_from_the_day_to_the_deadline(end: date, today: date) -> None:
    timing = task_state(Deadline("", "date", end=end, can_be_overdue=True), today)
    assert timing.days is not None
    assert timing.days >= 0
    sign = -1 if timing.state is PAST else 1
    assert today + timedelta(days=sign * timing.days) == end
    assert (timing.state is NEAR) == (0 <= (end - today).days <= SOON)


def test_what_recurs_until_a_year_ends_with_it() -> None:
    deadline = read("Ngày 20 hằng tháng đến hết năm 2026")
    assert next_occurrence(deadline, date(2026, 12, 20)) == date(2026, 12, 20)
    assert next_occurrence(deadline, date(2026, 12, 21)) is None


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert next_occurrence(read("Ngày 31 hằng tháng"), date(2026, 4, 5)) == date(2026, 4, 30)


def task(code: str, deadline: str, *leads: str) -> Task:
    source = SourceRef("f", "Bảng 1", "dòng 1")
    return Task(code, "II", None, 1, f"Việc {code}", None, leads, (), (), None, read(deadline), None, None, source)


ROWS = [
    task("1", "Quý IV/2026", "Công an tỉnh"),
    task("2", "Tháng 5/2026", "Sở Tư pháp", "Sở Nội vụ"),
    task("3", "Thường xuyên", "Sở Nội vụ"),
    task("4", "Tháng 4/2026", "Sở Nội vụ"),
    task("5", "Tháng 6/2026", "Sở Nội vụ"),
    task("6", "Ngày 25 hằng tháng", "Sở Y tế"),
]


def test_every_task_is_in_one_state_the_oldest_first() -> None:
    found = by_state(timed(ROWS, JUNE_20))
    codes = {state: [each.task.code for each in rows] for state, rows in found.items()}
    assert codes == {PAST: ["4", "2"], NEAR: ["6", "5"], LATER: ["1"], UNDATED: ["3"]}


def test_months_hold_dated_tasks_only_in_order() -> None:
    months = by_month(timed(ROWS, JUNE_20))
    assert [str(month) for month in months] == ["2026-04", "2026-05", "2026-06", "2026-12"]
    assert [each.task.code for each in months[Period(2026, 6)]] == ["5"]


def test_a_task_past_due_counts_for_each_of_its_leads_and_no_other_does() -> None:
    assert past_due_leads(timed(ROWS, JUNE_20)) == [("Sở Nội vụ", 2), ("Sở Tư pháp", 1)]


def test_an_agency_leads_what_names_it_in_any_of_its_usual_forms_but_not_what_names_all() -> None:
    trade = Agency("a", "Sở Công Thương", AgencyKind.DEPARTMENT, "Gia Lai")
    rows = timed(
        [
            task("1", "Tháng 5/2026", "Sở Công thương tỉnh Gia Lai", "Sở Tư pháp"),
            task("2", "Tháng 5/2026", "Các sở, ban, ngành"),
            task("3", "Tháng 5/2026", "Sở Tư pháp"),
            task("4", "Tháng 5/2026", "Sở Công Thương (chủ trì)"),
        ],
        JUNE_20,
    )
    assert [each.task.code for each in led_by(rows, trade)] == ["1", "4"]
