"""A confirmed reading gives the very values that our form gives, and every fault by its sheet and cell."""

import pytest
from form_samples import found

from lib.domain.catalog import IndicatorKind
from lib.domain.errors import UploadRefused
from lib.domain.naming import fold
from lib.domain.own_return import REPEATABLE, OwnLine, OwnReading, OwnRow, Role
from lib.domain.period import Period
from lib.domain.submission import Answer, Line, ParsedForm
from lib.excel.grid import read_grid
from lib.excel.own_columns import propose
from lib.excel.own_form import period_of_title, read_own
from lib.excel.own_rows import RowKind, table_rows
from lib.excel.own_table import find_tables
from tests import own_samples
from tests.own_samples import MAY, NAMES

CODES = {fold(name): f"P-{n:02d}" for n, name in enumerate(NAMES, 1)}
PRODUCT, WORDS = "Số sản phẩm số được đưa vào sử dụng", "Duy trì hoạt động của Cổng thông tin điện tử"
CODES |= {fold(PRODUCT): "P-08", fold(WORDS): "P-09"}
LINES = (
    *(OwnLine(f"P-{n:02d}", IndicatorKind.SHARE, "%") for n in range(1, 8)),
    OwnLine("P-08", IndicatorKind.COUNT, "sản phẩm"),
    OwnLine("P-09", IndicatorKind.QUALITATIVE, ""),
)


def reading_of(content: bytes, period: Period = MAY, **decided: str | None) -> OwnReading:
    """What the program proposes, confirmed as it is; `decided` by row: `r5="P-01"`."""
    grid = read_grid(content)
    table = find_tables(grid, lambda name: fold(name) in CODES)[0]
    sheet = grid.sheet(table.sheet)
    assert sheet is not None
    columns = tuple((c.column, c.label, c.role) for c in propose(sheet, table, period, lambda n: fold(n) in CODES))
    places = {role: column for column, _, role in columns if role not in REPEATABLE}
    rows = tuple(
        OwnRow(row.row, row.name, decided.get(f"r{row.row}", CODES.get(fold(row.name))))
        for row in table_rows(sheet, table, places, lambda n: fold(n) in CODES)
        if row.kind is RowKind.LINE
    )
    return OwnReading("P", "A", period, table.sheet, table.header_rows, columns, rows, LINES)


def read(content: bytes, **options: object) -> ParsedForm:
    return read_own(read_grid(content), reading_of(content, **options))  # type: ignore[arg-type]


def small(
    *rows: list[object],
    heading: tuple[str, ...] = ("STT", "Chỉ tiêu", "ĐVT", "Kết quả thực hiện", "Minh chứng"),
    **options: object,
) -> bytes:
    return own_samples.workbook([list(heading), *rows], **options)  # type: ignore[arg-type]


def lines(form: ParsedForm) -> dict[str, Line]:
    return {line.indicator_code: line for line in form.lines}


def test_shares_with_a_and_b_are_read_as_from_our_form() -> None:
    form = read(own_samples.counted())
    first = lines(form)["P-01"]
    assert (first.a, first.b, str(first.value), str(first.stated)) == (1130, 2000, "56.5", "56.5")
    assert (lines(form)["P-02"].a, lines(form)["P-02"].b) == (1820, 2000)  # «1.820» as text
    assert first.source_system == "Hệ thống MCĐT"
    assert (first.subjective_cause, first.objective_cause) == ("thiếu người", "mạng chậm")
    assert dict(first.refs) == {
        "a": "E5",
        "b": "F5",
        "value": "G5",
        "source_system": "H5",
        "subjective_cause": "I5",
        "objective_cause": "J5",
    }
    assert (form.fingerprint.template_version, form.sheet) == ("own", "Bao cao")


def test_every_filled_cell_that_was_read_is_kept_with_its_place() -> None:
    kept = {(cell.ref, cell.row_key, cell.column_key, cell.raw) for cell in read(own_samples.counted()).cells}
    assert ("G5", "P-01", "value", "56.5") in kept
    assert ("F6", "P-02", "b", "2.000") in kept
    assert not any(ref.startswith(("A", "B", "C", "D")) or ref.endswith("7") for ref, *_ in kept)


def test_a_percentage_typed_as_text_or_shown_in_percent_is_the_percentage() -> None:
    def in_percent(sheet: object) -> None:
        sheet["D3"].number_format = "0.0%"  # type: ignore[index]

    form = read(small([1, NAMES[0], "%", "52,9 %"], [2, NAMES[1], "%", 0.975], edit=in_percent))
    assert {code: str(line.value) for code, line in lines(form).items()} == {"P-01": "52.9", "P-02": "97.5"}


FAULTS = [
    pytest.param("≥ 70", "number-comparator", id="a target typed for the figure"),
    pytest.param("nhiều", "not-a-number", id="words"),
    pytest.param("1.000", "number-ambiguous", id="one or a thousand"),
    pytest.param(-5, "negative", id="negative"),
    pytest.param(120, "percent-out-of-range", id="over 100"),
    pytest.param(0.529, "percent-as-fraction", id="a fraction"),
    pytest.param("#N/A", "error-cell", id="error"),
    pytest.param("=1+1", "formula-without-value", id="never calculated"),
]


@pytest.mark.parametrize(("typed", "code"), FAULTS)
def test_a_faulty_figure_is_found_at_its_own_cell(typed: object, code: str) -> None:
    assert (code, "D2") in found(read(small([1, NAMES[0], "%", typed])))


def test_words_in_the_place_of_a_figure_are_an_answer_where_they_are_one() -> None:
    form = read(
        small(
            [1, NAMES[0], "%", "Không phát sinh"],
            [2, NAMES[1], "%", "Không có phát sinh"],
            [3, PRODUCT, "sản phẩm", "Không thuộc phạm vi"],
            [4, WORDS, None, "Đạt"],
        )
    )
    answers = {code: line.answer for code, line in lines(form).items()}
    assert answers == {
        "P-01": Answer.NOTHING_ARISING,
        "P-02": Answer.NOTHING_ARISING,
        "P-08": Answer.NOT_APPLICABLE,
        "P-09": Answer.MET,
    }
    assert next(cell.raw for cell in form.cells if cell.ref == "D3") == "Không có phát sinh"


def test_words_that_are_no_answer_are_told_at_their_cell() -> None:
    assert ("answer-unknown", "D2") in found(read(small([1, WORDS, None, "Đã ban hành kế hoạch"])))
    assert ("not-a-number", "D2") in found(read(small([1, NAMES[0], "%", "Đạt"])))


def test_two_rows_on_one_indicator_stop_the_file() -> None:
    form = read(small([1, NAMES[0], "%", 50], [2, NAMES[0], "%", 60]))
    assert ("duplicate-row", "B3") in found(form)
    assert [str(line.value) for line in form.lines] == ["50"]
    assert ("duplicate-row", "B3") not in found(read(small([1, NAMES[0], "%", 50], [2, NAMES[0], "%", 60]), r3=None))


def test_a_figure_that_is_not_taken_is_told() -> None:
    form = read(small([1, NAMES[0], "%", 50], [2, "Số cuộc họp giao ban", "cuộc", 4], [None, "Tổng cộng", None, 9]))
    assert {("own-row-left", "D3"), ("own-row-left", "D4")} <= found(form)
    assert len(form.lines) == 1


def test_a_figure_without_a_name_stops_the_file() -> None:
    assert ("row-without-code", "D3") in found(read(small([1, NAMES[0], "%", 50], [None, None, None, 7])))


def test_an_indicator_without_a_row_is_missing_not_zero() -> None:
    form = read(small([1, NAMES[0], "%", 50]))
    assert {issue.subject for issue in form.issues if issue.code == "indicator-absent"} == {
        line.indicator_code for line in LINES[1:]
    }


def test_another_unit_is_asked_about() -> None:
    assert ("own-unit-differs", "C2") in found(read(small([1, NAMES[0], "hồ sơ", 50])))
    assert ("own-unit-differs", "C2") not in found(read(small([1, NAMES[0], "Tỷ lệ %", 50])))


def test_another_month_above_the_table_is_asked_about() -> None:
    content = own_samples.simple()
    assert "own-period-differs" not in {issue.code for issue in read(content).issues}
    assert "own-period-differs" in {issue.code for issue in read(content, period=Period(2026, 4)).issues}


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("BÁO CÁO THÁNG 5 NĂM 2026", Period(2026, 5)),
        ("Số liệu tháng 05/2026", Period(2026, 5)),
        ("Từ tháng 4/2026 đến tháng 5/2026", None),
        ("Kế hoạch năm 2026", None),
    ],
)
def test_the_month_of_a_title_is_taken_only_when_it_is_one(title: str, period: Period | None) -> None:
    assert period_of_title(title) == period


def test_figures_merged_over_two_lines_stop_the_file_and_words_belong_to_both() -> None:
    rows = [1, NAMES[0], "%", 50, "Báo cáo 12"], [2, NAMES[1], "%", None, None]
    assert ("merged-data", "D2") in found(read(small(*rows, merges=["D2:D3"])))
    form = read(small(rows[0], [2, NAMES[1], "%", 60, None], merges=["E2:E3"]))
    assert [line.evidence for line in form.lines] == ["Báo cáo 12", "Báo cáo 12"]
    assert not {issue.code for issue in form.issues} & {"merged-data"}
    assert [cell.ref for cell in form.cells].count("E2") == 1


def test_hidden_rows_columns_and_sheets_count_and_are_told() -> None:
    def hide(sheet: object) -> None:
        sheet.row_dimensions[2].hidden = True  # type: ignore[attr-defined]
        sheet.column_dimensions["D"].hidden = True  # type: ignore[attr-defined]
        sheet.parent.create_sheet("Khac")  # type: ignore[attr-defined]
        sheet.sheet_state = "hidden"  # type: ignore[attr-defined]

    form = read(small([1, NAMES[0], "%", 50], edit=hide))
    assert {("hidden-row", "D2"), ("hidden-column", "D2"), ("hidden-sheet", None)} <= found(form)
    assert len(form.lines) == 1


def test_a_reading_made_for_another_file_takes_no_figure_from_this_one() -> None:
    reading = reading_of(small([1, NAMES[0], "%", 50]))
    moved = read_own(read_grid(small([1, NAMES[1], "%", 60])), reading)
    assert set(found(moved)) == {("own-row-moved", "B2"), ("indicator-absent", None)}
    assert moved.lines == ()
    with pytest.raises(UploadRefused, match="own-sheet-missing"):
        read_own(read_grid(small([1, NAMES[0], "%", 50], title="Khac")), reading)


def test_names_in_other_spellings_and_a_repeated_heading_give_their_figures() -> None:
    form = read(own_samples.grouped())
    assert {code: str(line.value) for code, line in lines(form).items()} == {
        "P-01": "56.5",
        "P-04": "82",
        "P-06": "80.5",
    }


def test_roles_that_are_not_read_leave_no_trace() -> None:
    reading = reading_of(own_samples.with_baseline())
    assert Role.TARGET not in reading.places and Role.BASELINE not in reading.places
    assert {cell.column_key for cell in read(own_samples.with_baseline()).cells} == {"value"}
