"""The agency's own workbook back: marked, noted and listed, and nothing else changed."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from form_samples import SHARE, SHEET, edited, filled, form_spec, found, saved, with_part, with_raw_cell
from hostile import HOSTILE, mutated
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.domain.errors import UploadRefused
from lib.domain.issue import RETURN_ISSUES, Issue, Severity
from lib.excel import bounds, layout
from lib.excel.annotated_copy import annotate
from lib.excel.cell_marks import COLOURS, RULE
from lib.excel.fault_sheet import MOST
from lib.excel.orders import Order, dump_order, load_copy, load_order
from lib.excel.package import unpack
from lib.excel.reader import FormReader
from lib.excel.return_form import parse_return
from lib.wording import annotated, messages
from lib.wording.labels import SEVERITIES

OFFICE = shutil.which("soffice")
FAULTY = filled(
    G9="Có số liệu", H9=1200, I9=1000, G10="Có số liệu", H10="abc", I10=3, J12="≥ 70", N14='=HYPERLINK("x")'
)
FORM, LIST = layout.FORM_SHEET, annotated.SHEET_NAME


def issue(code: str = "not-a-number", cell: str | None = "H9", sheet: str | None = FORM, **facts: str) -> Issue:
    return Issue(RETURN_ISSUES[code], code, sheet, cell, SHARE, tuple(facts.items()))


def copy_of(content: bytes = FAULTY) -> bytes:
    return annotate(content, parse_return(content).issues)


def book_of(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def notes(content: bytes, sheet: str = FORM) -> dict[str, str]:
    return {c.coordinate: c.comment.text for row in book_of(content)[sheet] for c in row if c.comment}


def marks(sheet: Worksheet) -> dict[str, str]:
    """The colour laid over each marked cell."""
    return {
        str(cell): rule.dxf.fill.bgColor.rgb
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.formula == [RULE]
        for cell in str(area.sqref).split()
    }


def listed(content: bytes) -> list[tuple[str, ...]]:
    rows = book_of(content)[LIST].iter_rows(min_row=5, values_only=True)
    return [tuple(str(value or "") for value in row) for row in rows]


def links(content: bytes) -> list[str]:
    return [c.hyperlink.location for row in book_of(content)[LIST] for c in row if c.hyperlink]


# Marked and listed


def test_every_faulty_cell_carries_a_mark_and_a_note_with_sentence_and_mend() -> None:
    issues = parse_return(FAULTY).issues
    content = annotate(FAULTY, issues)
    places = {said.cell for said in issues}
    assert len(places) == 4
    assert marks(book_of(content)[FORM]) == dict.fromkeys(places, COLOURS[Severity.BLOCKING][0])
    for said in issues:
        assert said.cell is not None
        assert messages.sentence(said) in notes(content)[said.cell]
        assert messages.mend(said) in notes(content)[said.cell]


def test_a_cell_with_several_faults_has_one_note_and_the_colour_of_the_worst() -> None:
    content = annotate(FAULTY, [issue("jump", "J10"), issue("jump", period="2026-04"), issue(typed="abc")])
    assert marks(book_of(content)[FORM]) == {"H9": COLOURS[Severity.BLOCKING][0], "J10": COLOURS[Severity.WARNING][0]}
    said = notes(content)["H9"]
    assert said.startswith("Sổ chỉ tiêu – Lỗi phải sửa\n1. Thay đổi mạnh so với T4/2026")
    assert "\n2. «abc» không phải là số." in said


def test_the_list_stands_first_opens_first_and_leads_to_the_cells() -> None:
    content = copy_of()
    book = book_of(content)
    assert book.sheetnames == [LIST, FORM, layout.GUIDE_SHEET, layout.PRINT_SHEET]
    assert book.active.title == LIST
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [LIST]
    issues = sorted(parse_return(FAULTY).issues, key=lambda said: said.severity is not Severity.BLOCKING)
    assert len({said.severity for said in issues}) == 2
    assert links(content) == [f"'{FORM}'!{said.cell}" for said in issues]
    assert [row[1:] for row in listed(content)] == [
        (SEVERITIES[i.severity], f"{FORM} – ô {i.cell}", i.subject, messages.sentence(i), messages.mend(i))
        for i in issues
    ]


@pytest.mark.parametrize(
    ("said", "place", "linked"),
    [
        pytest.param(issue("row-missing", None), FORM, True, id="no cell"),
        pytest.param(issue("wrong-plan", None, None), annotated.WHOLE_FILE, False, id="the whole file"),
        pytest.param(
            issue("error-cell", "B2", "trang khác"), "trang khác – ô B2", False, id="a sheet that is not there"
        ),
        pytest.param(issue("error-cell", "XFE1"), f"{FORM} – ô XFE1", True, id="a cell that cannot be"),
        pytest.param(issue("form-altered", "A2", "_vantay"), "_vantay – ô A2", False, id="a sheet that nobody sees"),
    ],
)
def test_an_issue_without_a_cell_to_go_to_is_listed_all_the_same(said: Issue, place: str, linked: bool) -> None:
    content = annotate(FAULTY, [said])
    assert [row[2] for row in listed(content)] == [place]
    assert bool(links(content)) == linked
    assert notes(content) == {}
    assert parse_return(content) == parse_return(FAULTY)


def test_long_texts_of_the_list_have_rows_that_show_them_whole() -> None:
    short, long = issue("row-missing", None), issue("form-title-differs", "A1", expected="Sở " * 40)
    rows = book_of(annotate(FAULTY, [short, long]))[LIST].row_dimensions
    assert rows[5].height > rows[6].height + 25


def test_the_list_stops_before_it_outgrows_a_return_and_says_so() -> None:
    content = annotate(FAULTY, [issue(typed=str(n)) for n in range(MOST + 5)])
    assert len(listed(content)) == MOST
    assert "còn 5 điểm nữa" in str(book_of(content)[LIST]["A2"].value)
    bounds.check(content)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=40), st.sampled_from("=+-@\t"))
def test_what_somebody_typed_is_text_in_the_copy_and_never_a_formula(typed: str, first: str) -> None:
    content = annotate(FAULTY, [issue(typed=first + typed), Issue(Severity.WARNING, "x", FORM, "J9", first + typed)])
    cells = [cell for row in book_of(content)[LIST] for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    bounds.check(content)


# Nothing else is touched


def test_cells_widths_lists_locks_and_the_hidden_fingerprint_stay_as_they_are() -> None:
    before, after = dict(unpack(FAULTY)), dict(unpack(copy_of()))
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {SHEET, "[Content_Types].xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}

    def kept(body: bytes) -> list[bytes]:
        parts = (etree.fromstring(body).find(f"{{*}}{tag}") for tag in ("cols", "sheetData", "dataValidations"))
        return [etree.tostring(part, method="c14n", exclusive=True) for part in parts]

    assert kept(after[SHEET]) == kept(before[SHEET])


def test_the_copy_reads_as_the_file_that_was_sent() -> None:
    assert parse_return(copy_of()) == parse_return(FAULTY)


def test_formulas_keep_what_they_last_gave() -> None:
    content = with_raw_cell("H10", "<c {}><f>1200+50</f><v>1250</v></c>", FAULTY)
    after = annotate(content, [issue("a-over-b", "H10")])
    assert parse_return(after).lines[1].a == 1250
    assert book_of(after)[FORM]["H10"].value == "=1200+50"


def test_printing_still_repeats_the_header_of_its_own_sheet() -> None:
    for content in (copy_of(), annotate(copy_of(), ())):
        book = book_of(content)
        assert book[FORM].print_title_rows == f"${layout.HEADER_ROW}:${layout.HEADER_ROW}"
        assert book[LIST].print_title_rows is None


def test_a_conditional_format_of_the_agency_stays_below_the_marks() -> None:
    from openpyxl.formatting.rule import CellIsRule

    content = edited(lambda s: s.conditional_formatting.add("H9:H20", CellIsRule("greaterThan", ["5"])), FAULTY)
    rules = {
        tuple(rule.formula): rule.priority
        for area in book_of(copy_of(content))[FORM].conditional_formatting
        for rule in area.rules
    }
    assert rules[(RULE,)] < rules[("5",)]


def test_a_note_of_the_agency_stays_and_comes_back_alone_when_the_mark_goes() -> None:
    def write(sheet: Worksheet) -> None:
        sheet["H9"].comment = Comment("Hỏi lại phòng CNTT", "chị Hà")
        sheet["J9"].comment = Comment("Số của văn thư", "chị Hà")

    first = copy_of(edited(write, FAULTY))
    assert notes(first)["H9"].startswith("Sổ chỉ tiêu – ")
    assert notes(first)["H9"].endswith("Ghi chú có sẵn trong ô:\nHỏi lại phòng CNTT")
    assert notes(annotate(first, ())) == {"H9": "Hỏi lại phòng CNTT", "J9": "Số của văn thư"}


def test_a_sheet_of_the_agency_with_the_name_of_the_list_stays() -> None:
    book = book_of(FAULTY)
    book.create_sheet(LIST)["A1"] = "Việc của tôi"
    content = copy_of(copy_of(saved(book)))
    assert book_of(content).sheetnames[0] == f"{LIST} (2)"
    assert book_of(content)[LIST]["A1"].value == "Việc của tôi"


# Again


@pytest.mark.parametrize(
    "resave",
    [
        pytest.param(lambda c: c, id="as it is"),
        pytest.param(lambda c: saved(book_of(c)), id="saved again by another program"),
    ],
)
def test_marks_of_an_earlier_copy_are_replaced_and_never_pile_up(resave) -> None:
    first = copy_of()
    second = annotate(resave(first), [issue(cell="H10", typed="abc")])
    assert list(notes(second)) == ["H10"]
    assert list(marks(book_of(second)[FORM])) == ["H10"]
    assert book_of(second).sheetnames.count(LIST) == 1
    assert len(listed(second)) == 1
    bare = annotate(resave(second), ())
    assert notes(bare) == {}
    assert not [name for name, _ in unpack(bare) if "omments" in name or name.endswith(".vml")]


def test_marking_twice_gives_the_same_parts() -> None:
    first = copy_of()
    assert dict(unpack(copy_of(first))) == dict(unpack(first))


def test_the_mended_copy_is_accepted_without_an_issue_and_with_its_figures() -> None:
    book = book_of(copy_of())
    sheet = book[FORM]
    sheet["H9"], sheet["H10"], sheet["J12"], sheet["N14"] = 900, 2, 1.7, None
    form = parse_return(saved(book))
    assert form.issues == ()
    assert [(line.row, line.a, line.b) for line in form.lines] == [(9, 900, 1000), (10, 2, 3), (12, None, None)]
    assert form.fingerprint == form_spec().fingerprint


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A marked copy whose faults were mended, saved by LibreOffice."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder: Path = tmp_path_factory.mktemp("office")
    content = copy_of(filled(G9="Có số liệu", H9="abc", I9="=500+500", G14="Đã đạt", N14="Số 12/BC"))
    (folder / "bieu.xlsx").write_bytes(with_raw_cell("H9", "<c {}><v>529</v></c>", content))
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), str(folder / "bieu.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / "bieu.xlsx").read_bytes()


def test_the_copy_mended_and_saved_by_libreoffice_is_accepted(resaved: bytes) -> None:
    with FormReader() as reader:
        form = reader.read(resaved)
    assert form.issues == ()
    assert (form.lines[0].a, form.lines[0].b, form.lines[1].evidence) == (529, 1000, "Số 12/BC")


def test_libreoffice_keeps_the_list_its_links_the_marks_and_the_notes(resaved: bytes) -> None:
    book = book_of(resaved)
    assert book.sheetnames[0] == LIST
    assert {link.replace("'", "").replace(".", "!") for link in links(resaved)} >= {f"{FORM}!H9"}
    assert "H9" in marks(book[FORM]) and "I9" in notes(resaved)
    assert book[FORM].protection.sheet and book[FORM].data_validations.dataValidation


def test_marks_that_went_through_libreoffice_are_replaced_too(resaved: bytes) -> None:
    again = annotate(resaved, [issue(cell="J9", typed="abc")])
    assert list(notes(again)) == ["J9"]
    assert list(marks(book_of(again)[FORM])) == ["J9"]
    assert book_of(again).sheetnames == [LIST, FORM, layout.GUIDE_SHEET, layout.PRINT_SHEET]
    assert found(parse_return(again)) == set()


# Bounded


def test_the_child_marks_what_the_function_marks() -> None:
    issues = parse_return(FAULTY).issues
    with FormReader() as reader:
        assert reader.annotate(FAULTY, issues) == annotate(FAULTY, issues)
        assert reader.read(FAULTY) == parse_return(FAULTY)


def test_no_copy_of_what_cannot_be_opened() -> None:
    with FormReader() as reader:
        for content, code in [HOSTILE[name] for name in list(HOSTILE)[:12]]:
            with pytest.raises(UploadRefused, match=code):
                reader.annotate(content, [issue()])
        with pytest.raises(UploadRefused, match="file-unreadable"):
            reader.annotate(with_part(FAULTY, "xl/_rels/workbook.xml.rels", lambda _: b"<Relationships/>"), [issue()])
        assert reader.annotate(FAULTY, ())


def test_a_damaged_workbook_is_marked_whole_or_refused() -> None:
    outcomes = set()
    for seed in range(80):
        content = mutated(seed)
        try:
            bounds.check(content)
            bounds.check(annotate(content, [issue()]))
            outcomes.add("marked")
        except UploadRefused as refusal:
            outcomes.add(refusal.code)
    assert "marked" in outcomes and len(outcomes) > 2


# The order on the pipe


def test_an_order_comes_back_as_it_went() -> None:
    issues = (issue(typed="«≥ 70»"), issue("row-missing", None, None))
    assert load_order(dump_order(b"PK\0\xff", issues)) == Order(b"PK\0\xff", issues)
    assert load_order(dump_order(b"", ())) == Order(b"", ())
    assert load_order(dump_order(b"x")) == Order(b"x", None)


@pytest.mark.parametrize("frame", [b"", b"\0\0\0\x02{}", b"\0\0\0\x04null", b"\0\0\0\x02[]x", b"\xff\xff\xff\xff{}"])
def test_what_is_no_order_is_a_fault_of_the_program(frame: bytes) -> None:
    with pytest.raises(ValueError):
        load_order(frame)


@pytest.mark.parametrize("answer", [b"", b"{}", b"null", b'{"form": 1}', b"PK"])
def test_what_is_no_workbook_is_never_given_out(answer: bytes) -> None:
    with pytest.raises(ValueError):
        load_copy(answer)
