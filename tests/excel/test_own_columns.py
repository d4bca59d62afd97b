"""What each column of an agency's own table is, from real headings and their traps: with a reason, never guessed."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.catalog import IndicatorKind
from lib.domain.naming import fold
from lib.domain.own_return import REPEATABLE, ColumnReading, OwnLine, OwnReading, Role, Why, role_fault
from lib.domain.period import Period
from lib.excel.cells import Found
from lib.excel.grid import Grid, SheetGrid, column_letter, read_grid
from lib.excel.own_columns import propose
from lib.excel.own_headings import Fit, fit_of, read_heading, time_of
from lib.excel.own_rows import RowKind, TableRow, table_rows
from lib.excel.own_table import OwnTable, find_tables, table_at
from tests import own_samples
from tests.own_samples import MAY, NAMES

APRIL = Period(2026, 4)
KNOWN = frozenset(map(fold, NAMES))


def is_known(name: str) -> bool:
    return fold(name) in KNOWN


def table_of(content: bytes) -> tuple[SheetGrid, OwnTable]:
    grid = read_grid(content)
    table = find_tables(grid, is_known)[0]
    sheet = grid.sheet(table.sheet)
    assert sheet is not None
    return sheet, table


def proposed(content: bytes, **options: object) -> dict[str, ColumnReading]:
    """The columns by letter."""
    sheet, table = table_of(content)
    period = options.pop("period", MAY)
    columns = propose(sheet, table, period, is_known, **options)  # type: ignore[arg-type]
    return {column_letter(column.column): column for column in columns}


def roles(content: bytes, **options: object) -> dict[str, str]:
    """The role of each column by letter; «?» behind a doubtful one; columns that are not read left out."""
    found = proposed(content, **options)
    return {letter: c.role + ("?" if c.is_doubtful else "") for letter, c in found.items() if c.role is not Role.OTHER}


def rows(content: bytes) -> list[TableRow]:
    sheet, table = table_of(content)
    places = {c.role: c.column for c in propose(sheet, table, MAY, is_known) if c.role not in REPEATABLE}
    return list(table_rows(sheet, table, places, is_known))


LAYOUTS = [
    pytest.param(
        own_samples.simple(),
        {"A": "ordinal", "B": "name", "C": "unit", "D": "target", "E": "value"},
        id="«Kết quả» beside a column of targets is the actual",
    ),
    pytest.param(
        own_samples.counted(),
        {
            "A": "ordinal",
            "B": "name",
            "C": "unit",
            "D": "target",
            "E": "a",
            "F": "b",
            "G": "value",
            "H": "source_system",
            "I": "subjective_cause",
            "J": "objective_cause",
        },
        id="two merged header rows with a, b and the rate under «Kết quả thực hiện»",
    ),
    pytest.param(own_samples.grouped(), {"A": "ordinal", "B": "name", "C": "unit", "D": "value"}, id="groups"),
    pytest.param(
        own_samples.months(),
        {"A": "ordinal", "B": "name", "C": "unit", "F": "value?"},
        id="a month beside the sum since January is a question",
    ),
    pytest.param(own_samples.two_months(), {"A": "ordinal", "B": "name", "D": "value"}, id="the month of the period"),
    pytest.param(
        own_samples.result_as_target(),
        {"A": "ordinal", "B": "name", "C": "unit", "D": "target", "E": "value"},
        id="«Kết quả» beside «Kết quả thực hiện» is the target",
    ),
    pytest.param(
        own_samples.with_baseline(),
        {"A": "ordinal", "B": "name", "C": "target", "D": "baseline", "E": "target", "F": "value"},
        id="«Kết quả Năm 2025» is the baseline, «so với kế hoạch» no figure",
    ),
    pytest.param(own_samples.tasks(), {"A": "ordinal", "B": "name"}, id="«Kết quả» of a task is its product"),
    pytest.param(own_samples.bare_result(), {"A": "ordinal", "B": "name", "C": "target?"}, id="nothing decides"),
    pytest.param(
        own_samples.bare_result("BÁO CÁO KẾT QUẢ THỰC HIỆN THÁNG 5 NĂM 2026"),
        {"A": "ordinal", "B": "name", "C": "value?"},
        id="only the title decides",
    ),
    pytest.param(
        own_samples.by_habit(),
        {"A": "ordinal", "B": "name", "C": "b?", "D": "a?", "E": "value", "G": "remedy"},
        id="«Tổng số …» and «Số … đã …» are b and a by habit",
    ),
]


@pytest.mark.parametrize(("content", "expected"), LAYOUTS)
def test_each_layout_is_read_by_its_words_and_neighbours(content: bytes, expected: dict[str, str]) -> None:
    assert roles(content) == expected


def test_the_reason_of_a_decision_is_told() -> None:
    assert proposed(own_samples.simple())["E"].why is Why.BESIDE_TARGET
    assert proposed(own_samples.result_as_target())["D"].why is Why.BESIDE_ACTUAL
    assert proposed(own_samples.tasks())["E"].why is Why.TASK_TABLE
    assert proposed(own_samples.two_months())["C"].why is Why.OTHER_PERIOD
    assert proposed(own_samples.two_months())["D"].why is Why.THIS_PERIOD
    assert proposed(own_samples.with_baseline())["G"].why is Why.COMPARISON
    assert proposed(own_samples.by_habit())["F"].why is Why.CAUSE_UNSPLIT
    assert proposed(own_samples.by_habit())["F"].is_doubtful


def test_the_month_is_proposed_where_indicators_do_not_count_from_january() -> None:
    found = proposed(own_samples.months(), counts_from_january=False)
    assert (found["E"].role, found["F"].role) == (Role.VALUE, Role.OTHER)
    assert found["E"].is_doubtful and found["F"].is_doubtful
    assert not found["D"].is_doubtful  # April is neither


def test_a_column_of_comparators_is_the_target_whatever_it_is_called() -> None:
    content = own_samples.workbook([["STT", "Chỉ tiêu", "Kết quả"], [1, NAMES[0], "≥ 70"], [2, NAMES[1], "trên 98"]])
    assert proposed(content)["C"].role is Role.TARGET
    assert proposed(content)["C"].why is Why.COMPARATORS


def test_unit_and_agency_are_told_apart_by_the_cells_under_don_vi() -> None:
    heading = ["STT", "Chỉ tiêu", "Đơn vị", "Kết quả thực hiện"]
    unit = own_samples.workbook([heading, [1, NAMES[0], "%", 5]])
    agency = own_samples.workbook([heading, [1, NAMES[0], "Trung tâm Phục vụ hành chính công", 5]])
    assert (proposed(unit)["C"].role, proposed(agency)["C"].role) == (Role.UNIT, Role.OTHER)


def test_two_columns_of_one_role_are_both_doubtful() -> None:
    content = own_samples.workbook(
        [["STT", "Chỉ tiêu", "Kết quả thực hiện", "Số liệu đạt được"], [1, NAMES[0], 56.5, 57]]
    )
    found = proposed(content)
    assert {found[letter].why for letter in "CD"} == {Why.TWICE}
    assert found["C"].is_doubtful and found["D"].is_doubtful


TIMES = [
    ("Tháng 5", Fit.THIS),
    ("Thực hiện T5/2026", Fit.THIS),
    ("Tháng 4", Fit.OTHER),
    ("Tháng 5/2025", Fit.OTHER),
    ("Lũy kế", Fit.CUMULATIVE),
    ("Luỹ kế đến tháng 5", Fit.CUMULATIVE),
    ("Lũy kế đến tháng 4", Fit.OTHER),
    ("5 tháng đầu năm", Fit.CUMULATIVE),
    ("6 tháng đầu năm", Fit.OTHER),
    ("Quý II", Fit.OTHER),
    ("Cùng kỳ năm trước", Fit.OTHER),
    ("Năm 2025", Fit.PAST_YEAR),
    ("Đến năm 2030", Fit.OTHER),
    ("Năm 2026", Fit.THIS_YEAR),
    ("Kết quả thực hiện", Fit.ANY),
]


@pytest.mark.parametrize(("label", "fit"), TIMES)
def test_the_time_of_a_heading_is_held_against_the_period(label: str, fit: Fit) -> None:
    assert fit_of(time_of(label), MAY) is fit


def test_a_quarter_is_the_period_that_ends_it() -> None:
    assert fit_of(time_of("Quý II/2026"), Period(2026, 6)) is Fit.THIS


# Last time


def last_time(columns: dict[str, ColumnReading], period: Period = APRIL, **roles: Role) -> OwnReading:
    chosen = tuple((c.column, c.label, roles.get(letter, c.role)) for letter, c in columns.items())
    return OwnReading("P", "A", period, "S", (1, 1), chosen, (), (OwnLine("P-01", IndicatorKind.SHARE, "%"),))


def test_last_times_choice_comes_first_where_the_headings_are_the_same() -> None:
    content = own_samples.bare_result()
    last = last_time(proposed(content), C=Role.VALUE)
    assert (found := proposed(content, last=last)["C"]).role is Role.VALUE
    assert (found.why, found.is_doubtful) == (Why.REMEMBERED, False)
    other = own_samples.simple()
    assert proposed(other, last=last) == proposed(other)


def test_last_times_month_is_not_this_months() -> None:
    april = last_time(proposed(own_samples.two_months(), period=Period(2026, 4)))
    assert [role for _, _, role in april.columns][2:] == [Role.VALUE, Role.OTHER]
    assert roles(own_samples.two_months(), last=april) == {"A": "ordinal", "B": "name", "D": "value"}


@pytest.mark.parametrize("letter", ["D", "F"])
def test_whether_the_month_or_the_sum_was_read_last_time_is_remembered(letter: str) -> None:
    april = proposed(own_samples.months(), period=Period(2026, 4))
    chosen = {other: Role.VALUE if other == letter else Role.OTHER for other in "DEF"}
    found = proposed(own_samples.months(), last=last_time(april, **chosen))
    expected = {"D": "E", "F": "F"}[letter]  # April's column was D, May's is E
    assert [other for other in "DEF" if found[other].role is Role.VALUE] == [expected]
    assert not any(column.is_doubtful for column in found.values())


# Rows


def test_rows_are_lines_groups_totals_or_headings() -> None:
    kinds = [(row.row, row.kind.value) for row in rows(own_samples.grouped())]
    assert kinds == [
        (2, "group"),
        (3, "line"),
        (4, "line"),
        (5, "group"),
        (6, "heading"),
        (7, "line"),
        (8, "total"),
        (10, "line"),
    ]


def test_the_row_that_numbers_the_columns_is_no_line_and_the_total_may_stand_under_the_numbers() -> None:
    kinds = {row.row: row.kind for row in rows(own_samples.counted())}
    assert kinds == {4: RowKind.COLUMN_NUMBERS, 5: RowKind.LINE, 6: RowKind.LINE, 7: RowKind.TOTAL}


def test_a_figure_without_a_name_is_a_stray_and_a_signature_is_not() -> None:
    heading = ["STT", "Chỉ tiêu", "Kết quả thực hiện"]
    found = rows(own_samples.workbook([heading, [1, NAMES[0], 5], [None, None, 7], [None, None, "GIÁM ĐỐC"]]))
    assert [(row.row, row.kind) for row in found] == [(2, RowKind.LINE), (3, RowKind.STRAY)]


@pytest.mark.parametrize(
    ("written", "name", "ordinal"),
    [("1. ABC đạt", "ABC đạt", 1), ("- ABC đạt", "ABC đạt", None), ("2) ABC đạt", "ABC đạt", 2)],
)
def test_the_number_before_a_name_is_not_of_the_name(written: str, name: str, ordinal: int | None) -> None:
    (row,) = rows(own_samples.workbook([["Chỉ tiêu", "ĐVT", "Kết quả thực hiện"], [written, "%", 5]]))
    assert (row.name, row.ordinal) == (name, ordinal)


def test_the_likeliest_table_is_the_one_with_the_indicators_of_the_plan() -> None:
    def more(sheet: object) -> None:
        other = sheet.parent.create_sheet("Phu luc", 0)  # type: ignore[attr-defined]
        for column, text in enumerate(["STT", "Nội dung", "Kết quả thực hiện", "Mục tiêu", "Ghi chú"], 1):
            other.cell(1, column).value = text
        other["B2"], other["C2"] = "Số cuộc họp", 4

    content = own_samples.workbook(
        [["STT", "Chỉ tiêu", "Kết quả thực hiện"], [1, NAMES[0], 5]], title="So lieu", edit=more
    )
    tables = find_tables(read_grid(content), is_known)
    assert [(table.sheet, table.n_known) for table in tables] == [("So lieu", 1), ("Phu luc", 0)]


def test_a_heading_that_a_person_points_at_makes_a_table_too() -> None:
    content = own_samples.workbook([["x"], ["Việc", "Số", "Lời"], [NAMES[0], 5, "a"]])
    grid = read_grid(content)
    assert find_tables(grid, is_known) == ()
    table = table_at(grid.sheets[0], (2, 2), is_known)
    assert table.labels == ((1, "Việc"), (2, "Số"), (3, "Lời"))
    assert propose(grid.sheets[0], table, MAY, is_known)[0].why is Why.KNOWN_NAMES


def test_what_must_be_chosen_once_is_held_to_that() -> None:
    assert role_fault([Role.NAME, Role.VALUE, Role.TARGET, Role.TARGET]) is None
    assert role_fault([Role.NAME, Role.VALUE, Role.VALUE]) == ("own-role-twice", Role.VALUE)
    assert role_fault([Role.VALUE]) == ("own-role-missing", Role.NAME)
    assert role_fault([Role.NAME, Role.B]) == ("own-role-missing", Role.VALUE)


# Properties: whatever is shuffled, left out or thrown in

HEADINGS = (
    "STT", "Chỉ tiêu", "Tên chỉ tiêu", "ĐVT", "Đơn vị", "Mục tiêu 2026", "Kế hoạch", "Kết quả", "Kết quả thực hiện",
    "Kết quả Năm 2025", "Tháng 4", "Tháng 5", "Lũy kế", "Tử số (a)", "Mẫu số (b)", "Tỷ lệ (%)", "Tổng số hồ sơ",
    "Số hồ sơ đã giải quyết", "Nguồn số liệu", "Nguồn thứ hai", "Kết quả nguồn thứ hai", "Minh chứng", "Nguyên nhân",
    "Nguyên nhân chủ quan", "Nguyên nhân khách quan", "Giải pháp", "Trả lời", "Ghi chú", "So với kế hoạch (%)",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(HEADINGS), min_size=3, max_size=12), st.booleans(), st.randoms())
def test_no_two_columns_are_one_role_silently(labels: list[str], from_january: bool, dice: random.Random) -> None:
    cells = {(1, n): Found(f"{column_letter(n)}1", label, label) for n, label in enumerate(labels, 1)}
    for row in (2, 3):
        for column in range(1, len(labels) + 1):
            text = dice.choice(("56,5", "≥ 70", "%", NAMES[0], "abc"))
            cells[row, column] = Found(f"{column_letter(column)}{row}", text, text)
    sheet = SheetGrid("S", cells)
    table = table_at(sheet, (1, 1), is_known)
    columns = propose(sheet, table, MAY, is_known, counts_from_january=from_january)
    assert [column.column for column in columns] == list(range(1, len(labels) + 1))
    sure = [c.role for c in columns if not c.is_doubtful and c.role not in REPEATABLE]
    assert len(sure) == len(set(sure))


@settings(max_examples=50, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_columns_changes_no_role(order: list[int]) -> None:
    labels = ["STT", "Chỉ tiêu", "ĐVT", "Mục tiêu", "Kết quả", "Minh chứng"]
    values = ["1", NAMES[0], "%", "≥ 70", "56,5", "Báo cáo 12"]
    rows_ = [[labels[n] for n in order], [values[n] for n in order]]
    cells = {
        (r, c): Found(f"{column_letter(c)}{r}", text, text)
        for r, texts in enumerate(rows_, 1)
        for c, text in enumerate(texts, 1)
    }
    sheet = SheetGrid("S", cells)
    (table,) = find_tables(Grid((sheet,)), is_known)
    found = {column.label: column.role for column in propose(sheet, table, MAY, is_known)}
    assert [found[label] for label in labels] == ["ordinal", "name", "unit", "target", "value", "evidence"]


ANYTHING = st.dictionaries(
    st.tuples(st.integers(1, 40), st.integers(1, 12)),
    st.one_of(st.sampled_from(HEADINGS), st.sampled_from(NAMES), st.text(max_size=12), st.just("12")),
    max_size=60,
)
MERGES = st.lists(st.tuples(st.integers(1, 20), st.integers(1, 8), st.integers(0, 5), st.integers(0, 5)), max_size=4)


@settings(max_examples=150, deadline=None)
@given(ANYTHING, MERGES)
def test_no_grid_is_too_strange_to_be_looked_at(
    texts: dict[tuple[int, int], str], merges: list[tuple[int, int, int, int]]
) -> None:
    cells = {place: Found(f"{column_letter(place[1])}{place[0]}", text, text.strip()) for place, text in texts.items()}
    spans = tuple((row, column, row + down, column + right) for row, column, down, right in merges)
    grid = Grid((SheetGrid("S", cells, spans),))
    for table in find_tables(grid, is_known):
        columns = propose(grid.sheets[0], table, MAY, is_known)
        places = {c.role: c.column for c in columns if c.role not in REPEATABLE}
        if Role.NAME in places:
            list(table_rows(grid.sheets[0], table, places, is_known))


def test_headings_are_read_whatever_their_unicode_form_and_case() -> None:
    nfd = unicodedata.normalize("NFD", "KẾT QUẢ THỰC HIỆN")
    assert read_heading(nfd).hint == read_heading("Kết quả thực hiện").hint
