import time

import pytest
from form_samples import BLANK, SHEET, edited, with_part
from hostile import GOOD, HOSTILE, in_cell, in_sheet, replaced, with_extra
from hostile_parts import EVERYWHERE

from lib.domain.errors import UploadRefused
from lib.domain.issue import RETURN_ISSUES
from lib.excel import bounds
from lib.excel.part_bounds import cell_place


@pytest.mark.parametrize("name", HOSTILE | EVERYWHERE)
def test_a_hostile_file_is_refused_with_its_code_at_once(name: str) -> None:
    content, code = (HOSTILE | EVERYWHERE)[name]
    started = time.perf_counter()
    with pytest.raises(UploadRefused) as refusal:
        bounds.check(content)
    assert refusal.value.code == code
    assert time.perf_counter() - started < 5  # a second on a quiet machine; this one may be busy


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(BLANK, id="blank form"),
        pytest.param(GOOD, id="filled form, as openpyxl saves it"),
        pytest.param(with_extra(("xl/media/image1.png", b"\x89PNG" + b"\0" * 1000)), id="a picture"),
        pytest.param(with_extra(("xl/drawings/vmlDrawing1.vml", b"<xml><br></xml>")), id="old drawings, not XML"),
        pytest.param(with_extra(("xl/printerSettings/printerSettings1.bin", b"\0<")), id="printer settings"),
        pytest.param(in_sheet('<row r="99"><c r="XFD99" s="1"/></row>'), id="formatted empty cells far out"),
        pytest.param(in_sheet("<row><c><v>1</v></c><c><v>2</v></c></row>"), id="cells without addresses"),
        pytest.param(edited(lambda s: s.merge_cells("A40:Q60")), id="a merge of reasonable size"),
        pytest.param(in_cell("<is><r><t>1</t></r><r><t>2</t></r></is>", "inlineStr"), id="a text in two formats"),
        pytest.param(in_cell('<is><t>1</t><rPh sb="0" eb="1"><t>2</t></rPh></is>', "inlineStr"), id="a reading aid"),
        pytest.param(in_cell("<f>1+1</f><v>2</v>", "str"), id="a formula with its value"),
        pytest.param(replaced(SHEET, "<sheetData>", "<!-- x --><sheetData>"), id="a remark between parts"),
    ],
)
def test_an_honest_file_is_let_through(content: bytes) -> None:
    bounds.check(content)


def test_the_refusal_names_the_part() -> None:
    with pytest.raises(UploadRefused) as refusal:
        bounds.check(with_part(BLANK, SHEET, lambda body: body[:-5]))
    assert refusal.value.facts == {"part": SHEET}


def test_every_code_of_the_bounds_has_a_hostile_file() -> None:
    prefixes = ("file-", "zip-", "xml-", "sheet-", "merge-", "styles-")
    codes = {code for code in RETURN_ISSUES if code.startswith(prefixes)}
    assert codes - {"file-unreadable", "file-hangs"} == {code for _, code in HOSTILE.values()}


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("A1", (1, 1)),
        ("Z9", (9, 26)),
        ("AA10", (10, 27)),
        ("XFD1048576", (1048576, 16384)),
        ("XFE1", None),
        ("A1048577", None),
        ("A0", None),
        ("1A", None),
        ("a1", None),
        ("A٣", None),
        ("", None),
    ],
)
def test_cell_addresses(address: str, place: tuple[int, int] | None) -> None:
    assert cell_place(address) == place
