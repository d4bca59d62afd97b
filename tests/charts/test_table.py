from lib.charts.markup import element
from lib.charts.table import Column, Row, table_rows
from lib.domain.standing import Status
from lib.wording.labels import status_look

COLUMNS = (Column("Chỉ tiêu", "name"), Column("Kết quả", "number", "6rem"), Column("Trạng thái"))


def drawn(*rows: Row) -> str:
    return table_rows(COLUMNS, rows, "Chỉ tiêu của đơn vị")


def test_a_screen_reader_hears_table_column_and_row() -> None:
    html = drawn(Row(("Chứng thư số", "56,9", status_look(Status.MET))))
    assert '<table aria-label="Chỉ tiêu của đơn vị">' in html
    assert html.count('scope="col"') == 3
    assert '<th scope="row" class="sct-t-name">Chứng thư số</th>' in html


def test_a_number_stands_at_the_right_and_a_status_is_its_chip_with_shape_and_word() -> None:
    html = drawn(Row(("Chứng thư số", "56,9", status_look(Status.MET))))
    assert '<td class="sct-t-number" data-label="Kết quả">56,9</td>' in html
    assert "sct-chip sct-tone-ok" in html
    assert "sct-shape-disc" in html
    assert "Đạt" in html


def test_what_is_missing_is_a_dash_never_a_zero() -> None:
    html = drawn(Row(("Chứng thư số", None, "")))
    assert html.count(">—</td>") == 2


def test_a_row_that_leads_somewhere_is_one_button_named_by_what_is_seen() -> None:
    html = drawn(Row(("Chứng thư số", "1", "2"), key="C1"), Row(("Chữ ký số", "1", "2")))
    assert html.count("<button") == 1
    assert '<button type="button" data-key="C1">Chứng thư số</button>' in html
    assert "aria-label" not in html.partition("<button")[2]


def test_texts_are_escaped_and_ready_markup_is_not() -> None:
    html = drawn(Row(("a<b>", element("b", "5"), "tệp <x>")))
    assert "a&lt;b&gt;" in html
    assert "<b>5</b>" in html
    assert "tệp &lt;x&gt;" in html


def test_an_open_row_and_a_struck_one_are_marked() -> None:
    html = drawn(Row(("a", "1", "2"), key="k", is_open=True), Row(("b", "1", "2"), struck=True))
    assert '<tr class="sct-t-way sct-open">' in html
    assert '<tr class="sct-struck">' in html
