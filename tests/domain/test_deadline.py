"""Deadlines: the rows of the plans, further notations, and what holds for any text."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.deadline import DATED, Deadline, parse_deadline

CASES = Path(__file__).parent / "cases" / "deadlines.tsv"
KINDS = DATED | {"recurring", "continuous", "conditional", "mixed", "inherit", "invalid"}


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{i}-{row['text'][:40]}") for i, row in enumerate(rows(), 2)])
def test_a_row_of_the_plans_is_read(row: dict[str, str]) -> None:
    year = int(row["plan_year"]) if row["plan_year"] else None
    assert parse_deadline(row["text"], row["group_label"] or None, year) == Deadline(
        raw=row["text"],
        kind=row["kind"],
        start=date.fromisoformat(row["start"]) if row["start"] else None,
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        boundary=row["boundary"] or None,
        recurrence=row["recurrence"] or None,
        occurrences=tuple(row["occurrences"].split(";")) if row["occurrences"] else (),
        condition=row["condition"] or None,
        can_be_overdue=row["can_be_overdue"] == "yes",
    )


def on(kind: str, start: str | None, end: str | None, boundary: str = "by", condition: str | None = None) -> Deadline:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return Deadline("", kind, first, last, boundary, condition=condition, can_be_overdue=True)


def every(name: str, *occurrences: str, start: str | None = None, boundary: str | None = None) -> Deadline:
    first = date.fromisoformat(start) if start else None
    return Deadline("", "recurring", first, None, boundary, name, occurrences, None, bool(occurrences))


def when(condition: str) -> Deadline:
    return Deadline("", "conditional", condition=condition)


def ongoing(start: str | None = None) -> Deadline:
    return Deadline("", "continuous", date.fromisoformat(start) if start else None, recurrence="continuous")


INVALID = Deadline("", "invalid")
QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")

# all read with plan year 2026
FURTHER = [
    ("Trong tháng 6", on("month", "2026-06-01", "2026-06-30")),
    ("Tháng 6", on("month", "2026-06-01", "2026-06-30")),
    ("T6/2026", on("month", "2026-06-01", "2026-06-30")),
    ("06/2026", on("month", "2026-06-01", "2026-06-30")),
    ("Tháng 6 năm 2027", on("month", "2027-06-01", "2027-06-30")),
    ("<b>Tháng 6/2026</b>", on("month", "2026-06-01", "2026-06-30")),
    ("Tháng 6/2026.", on("month", "2026-06-01", "2026-06-30")),
    ("Trước 30/6/2026", on("date", None, "2026-06-30", "before")),
    ("Trước ngày 25/6", on("date", None, "2026-06-25", "before")),
    ("Chậm nhất ngày 20/12/2026", on("date", None, "2026-12-20")),
    ("31/12/2026", on("date", None, "2026-12-31")),
    ("30.6.2026", on("date", None, "2026-06-30")),
    ("30/6/26", on("date", None, "2026-06-30")),
    ("2026-06-30", on("date", None, "2026-06-30")),
    ("2026-06-30 00:00:00", on("date", None, "2026-06-30")),
    ("46203,0", on("date", None, "2026-06-30")),
    ("ngày 20 tháng 12 năm 2026", on("date", None, "2026-12-20")),
    ("Hoàn thành trước tháng 9/2026", on("date", None, "2026-09-01", "before")),
    ("Trước quý III/2026", on("date", None, "2026-07-01", "before")),
    ("Cuối tháng 6/2026", on("date", None, "2026-06-30")),
    ("Quý 2 năm 2026", on("quarter", "2026-04-01", "2026-06-30")),
    ("Quí II/2026", on("quarter", "2026-04-01", "2026-06-30")),
    ("Qúy II/2026", on("quarter", "2026-04-01", "2026-06-30")),
    ("**Quý II**", on("quarter", "2026-04-01", "2026-06-30")),
    ("Đầu quý II/2026", on("quarter", "2026-04-01", "2026-06-30")),
    ("Quý IV trong năm 2026", on("quarter", "2026-10-01", "2026-12-31")),
    ("Quý I, II/2026", on("range", "2026-01-01", "2026-06-30")),
    ("Quý I và quý II/2026", on("range", "2026-01-01", "2026-06-30")),
    ("Quý II-IV/2026", on("range", "2026-04-01", "2026-12-31")),
    ("6 tháng đầu năm 2026", on("range", "2026-01-01", "2026-06-30")),
    ("6 tháng cuối năm", on("range", "2026-07-01", "2026-12-31")),
    ("Giai đoạn 2026 – 2030", on("range", "2026-01-01", "2030-12-31")),
    ("Từ tháng 3 đến tháng 6/2026", on("range", "2026-03-01", "2026-06-30")),
    ("Tháng 3-6/2026", on("range", "2026-03-01", "2026-06-30")),
    ("Tháng 3, 4, 5/2026", on("range", "2026-03-01", "2026-05-31")),
    ("Từ tháng 11 đến tháng 02/2027", on("range", "2026-11-01", "2027-02-28")),
    ("Từ ngày 01/6/2026 đến ngày 30/6/2026", on("range", "2026-06-01", "2026-06-30")),
    ("Từ tháng 3/2026 đến hết năm 2026", on("range", "2026-03-01", "2026-12-31")),
    ("Đợt 1: Tháng 4/2026; Đợt 2: Tháng 9/2026", on("range", "2026-04-01", "2026-09-30")),
    ("Năm 2027", on("year", "2027-01-01", "2027-12-31")),
    ("Trong năm", on("year", "2026-01-01", "2026-12-31")),
    ("Đến hết năm 2026", on("year-end", None, "2026-12-31")),
    ("Đến năm 2030", on("year-end", None, "2030-12-31")),
    ("Cuối năm", on("year-end", None, "2026-12-31")),
    ("Cuối quý II/2026", on("quarter-end", None, "2026-06-30")),
    ("Tháng 6/2026 và thường xuyên", on("mixed", "2026-06-01", "2026-06-30", condition="thường xuyên")),
    (
        "Sau khi có hướng dẫn, hoàn thành trước 30/6/2026",
        on("mixed", None, "2026-06-30", "before", "Sau khi có hướng dẫn"),
    ),
    ("- Quý I/2026\n- Thường xuyên", on("mixed", "2026-01-01", "2026-03-31", condition="Thường xuyên")),
    ("Trước ngày 15 hằng tháng", every("monthly", "day 15", boundary="before")),
    ("Hằng tháng", every("monthly", "month end")),
    ("Hằng quý", every("quarterly", *QUARTER_ENDS)),
    ("Theo quý", every("quarterly", *QUARTER_ENDS)),
    ("Định kỳ hằng quý", every("quarterly", *QUARTER_ENDS)),
    ("Ngày 15 tháng cuối quý", every("quarterly", "03-15", "06-15", "09-15", "12-15")),
    ("Định kỳ 6 tháng", every("half-yearly", "06-30", "12-31")),
    ("02 lần/năm", every("half-yearly", "06-30", "12-31")),
    ("Tháng 12 hằng năm", every("yearly", "12-31")),
    ("Báo cáo trước ngày 15/6 và 15/12 hằng năm", every("yearly", "06-15", "12-15", boundary="before")),
    ("Hàng tuần", every("weekly", "week end")),
    ("Hằng ngày", every("daily")),
    ("Từ năm 2026 và hằng năm", every("yearly", "12-31", start="2026-01-01")),
    ("Thường xuyên; báo cáo trước ngày 20 hằng tháng", every("monthly", "day 20", boundary="before")),
    ("Thường xuyên, liên tục", ongoing()),
    ("Thường xuyên trong năm 2026", ongoing()),
    ("Từ tháng 6/2026", ongoing("2026-06-01")),
    ("Ngay sau khi Kế hoạch được ban hành", when("Ngay sau khi Kế hoạch được ban hành")),
    ("Sau kỳ họp tháng 7/2026 của HĐND", when("Sau kỳ họp tháng 7/2026 của HĐND")),
    ("Trong vòng 10 ngày kể từ ngày ban hành", when("Trong vòng 10 ngày kể từ ngày ban hành")),
    ("Theo Kế hoạch số 136/KH-UBND ngày 29/4/2026", when("Theo Kế hoạch số 136/KH-UBND ngày 29/4/2026")),
    ("Tháng 13/2026", INVALID),
    ("31/02/2026", INVALID),
    ("29/02/2027", INVALID),
    ("0/2026", INVALID),
    ("Ngày 32 hằng tháng", INVALID),
    ("Quý I/2026; Quý V/2026", INVALID),
    ("Quý I, V, II/2026", INVALID),
    ("2030-2026", INVALID),
    ("Hằng năm, giai đoạn 2030-2026", INVALID),
    ("12345", INVALID),
    ("5 ngày", INVALID),
    ("Gấp", INVALID),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0]) for case in FURTHER])
def test_a_further_notation_is_read(text: str, expected: Deadline) -> None:
    read = parse_deadline(text, None, 2026)
    assert read.raw == text
    assert (
        Deadline(
            "",
            read.kind,
            read.start,
            read.end,
            read.boundary,
            read.recurrence,
            read.occurrences,
            read.condition,
            read.can_be_overdue,
        )
        == expected
    )


@pytest.mark.parametrize(
    ("text", "label", "end"),
    [
        pytest.param("Tháng 6", "Năm 2021", date(2021, 6, 30), id="the group's year before the plan's"),
        pytest.param("Tháng 6", "Năm 2023 - 2025", date(2026, 6, 30), id="a group of several years tells none"),
        pytest.param("", "Năm 2023 – 2025", date(2025, 12, 31), id="blank takes the group's last year"),
        pytest.param("", None, date(2026, 12, 31), id="blank without a group takes the plan's"),
    ],
)
def test_the_year_comes_from_the_group_row_then_the_plan(text: str, label: str | None, end: date) -> None:
    assert parse_deadline(text, label, 2026).end == end


@pytest.mark.parametrize("text", ["Tháng 6", "Quý III", "15/7", "cuối năm", "quý III năm nay"])
def test_a_time_whose_year_nobody_names_is_not_guessed(text: str) -> None:
    assert parse_deadline(text) == Deadline(text, "invalid")


def test_a_blank_deadline_without_any_year_is_never_overdue() -> None:
    assert parse_deadline(" ") == Deadline(" ", "inherit")


VOCABULARY = st.sampled_from(
    [
        *(
            "Tháng 6/2026",
            "tháng 13",
            "quý",
            "IV/2026",
            "V",
            "quý I",
            "năm 2026",
            "2026",
            "2030",
            "-",
            ";",
            ",",
            ":",
            "/",
        ),
        *("từ", "đến", "hết", "cuối", "trước", "ngày 15", "31/02/2026", "15/7", "hằng tháng", "hằng năm", "mỗi quý"),
        *("thường xuyên", "khi có yêu cầu", "theo", "sau khi", "và", "6 tháng đầu năm", "một lần", "định kỳ", "đợt 1:"),
        *("46203", "<b>", "\n- ", "(", ")", "năm nay", "các năm tiếp theo", "trong năm", "tháng cuối quý", "29/02"),
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=50),
    st.lists(VOCABULARY, max_size=8).map(" ".join),
    st.lists(VOCABULARY, max_size=5).map("".join),
)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from([None, "Năm 2021", "Năm 2023 - 2025"]), st.sampled_from([None, 2026]))
def test_any_text_is_read_and_never_ends_before_it_starts(text: str, label: str | None, year: int | None) -> None:
    read = parse_deadline(text, label, year)
    assert read.raw == text
    assert read.kind in KINDS
    assert read.start is None or read.end is None or read.start <= read.end
    assert read.can_be_overdue == (read.end is not None if read.kind != "recurring" else bool(read.occurrences))
    assert (read.boundary is not None) >= (read.kind in DATED | {"mixed"})
    assert read.condition or read.kind not in ("conditional", "mixed")


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_written_any_way_is_that_day(day: date) -> None:
    ways = (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}")
    serial = str((day - date(1899, 12, 30)).days)
    words = f"ngày {day.day} tháng {day.month} năm {day.year}"
    assert {parse_deadline(way).end for way in (*ways, serial, words)} == {day}


def test_a_text_too_long_for_a_cell_is_not_read() -> None:
    text = "1/" * 20_000
    assert parse_deadline(text) == Deadline(text, "invalid")
