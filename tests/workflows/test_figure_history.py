"""The whole life of a figure: every version with its cell as typed, who sent it, what became of it, who decided."""

from datetime import date
from pathlib import Path

import pytest

from lib.domain.errors import NotFound
from lib.domain.period import Period
from lib.domain.submission import Answer
from lib.excel.reader import FormReader
from lib.storage import files
from lib.storage.database import reading
from lib.workflows import as_of
from lib.workflows.as_of import Sight
from lib.workflows.clock import now_text
from lib.workflows.figure_history import Fate, Version, life_of
from lib.workflows.recognise import not_recognise, recognise
from lib.workflows.undo_submission import undo
from tests.ledger_samples import CENTRE, HEALTH, QUANG_TRI, code, report, said, share, value

MAY = Period(2026, 5)
FIRST = code(QUANG_TRI, 1)


def life(ledger: Path, indicator: str = FIRST, agency: str = CENTRE) -> tuple[Version, ...]:
    with reading(ledger) as connection:
        return life_of(connection, QUANG_TRI, agency, indicator, MAY)


def test_a_figure_never_sent_has_no_life(ledger: Path) -> None:
    assert life(ledger) == ()


def test_a_version_names_file_sheet_and_cells_and_what_was_typed_in_them(ledger: Path, reader: FormReader) -> None:
    receipt = report(
        ledger,
        reader,
        QUANG_TRI,
        CENTRE,
        MAY,
        {1: share("1.306", 2000)},
        name="tháng 5.xlsx",
        by="Văn thư",
        received_on=date(2026, 5, 19),
        reason="đã kiểm tra",
    )
    (only,) = life(ledger)
    assert (only.version, only.submission, only.file, only.sheet) == (
        1,
        receipt.submission,
        "tháng 5.xlsx",
        "Biểu báo cáo",
    )
    assert (only.a, only.b, only.answer, only.fate) == (1306, 2000, Answer.FIGURE, Fate.IN_FORCE)
    assert {cell.column: cell.raw for cell in only.cells} == {"answer": "Có số liệu", "a": "1.306", "b": "2000"}
    assert only.cell == next(cell.ref for cell in only.cells if cell.column == "a")
    assert (only.uploaded_by, only.received_on, only.reason) == ("Văn thư", "2026-05-19", "đã kiểm tra")


def test_versions_stand_newest_first_and_each_says_what_became_of_it(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(61)})
    third = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(62)})
    assert third.submission is not None
    undo(ledger, third.submission, reason="nhầm kỳ", at=now_text(), by="Trưởng phòng")
    rows = life(ledger)
    assert [(row.value, row.fate) for row in rows] == [
        (62, Fate.UNDONE),
        (61, Fate.IN_FORCE),
        (60, Fate.SUPERSEDED),
    ]
    assert rows[0].undone is not None
    assert (rows[0].undone.actor, rows[0].undone.reason) == ("Trưởng phòng", "nhầm kỳ")


def test_a_version_that_left_the_line_blank_is_told_too(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {5: value(97)})
    newest, oldest = life(ledger)
    assert (newest.answer, newest.value, newest.cell, newest.fate) == (None, None, None, Fate.IN_FORCE)
    assert oldest.value == 60


def test_an_answer_in_words_has_its_cell(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: said(Answer.NOTHING_ARISING)})
    (only,) = life(ledger)
    assert (only.answer, only.cells[0].raw, only.cell) == (
        Answer.NOTHING_ARISING,
        "Không phát sinh",
        only.cells[0].ref,
    )


def test_each_decision_stands_with_the_version_it_was_taken_on(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    not_recognise(
        ledger, QUANG_TRI, CENTRE, FIRST, MAY, "no_sample", "chỉ có 12 phiếu", at=now_text(), by="Chánh Văn phòng"
    )
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(61)})
    refused = life(ledger)
    recognise(ledger, QUANG_TRI, CENTRE, FIRST, MAY, "đã bổ sung mẫu", at=now_text(), by="Chánh Văn phòng")
    newest, oldest = life(ledger)
    assert [(one.action, one.reason, one.note) for one in oldest.decisions] == [
        ("not_recognise", "no_sample", "chỉ có 12 phiếu")
    ]
    assert [(one.action, one.reason) for one in newest.decisions] == [("recognise", "đã bổ sung mẫu")]
    assert [(one.action, one.actor) for version in refused for one in version.decisions] == [
        ("not_recognise", "Chánh Văn phòng")
    ]


def test_the_original_of_every_version_can_be_given_back_byte_for_byte(ledger: Path, reader: FormReader) -> None:
    sent = [report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(number)}) for number in (60, 61)]
    assert [row.sha256 for row in life(ledger)] == [receipt.sha256 for receipt in reversed(sent)]
    for row in life(ledger):
        assert files.sha256_of(files.original(ledger, row.sha256)) == row.sha256


def test_the_life_as_known_at_a_day_ends_there(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    with as_of.looking(ledger, QUANG_TRI, Sight(date(2026, 1, 1))) as (connection, _):
        assert life_of(connection, QUANG_TRI, CENTRE, FIRST, MAY) == ()


@pytest.mark.parametrize(
    ("indicator", "agency", "fault"),
    [
        pytest.param("KHONG-CO", CENTRE, "indicator-unknown", id="indicator"),
        pytest.param(FIRST, "khong-co", "agency-unknown", id="agency"),
    ],
)
def test_an_unknown_code_is_said_to_be_unknown(ledger: Path, indicator: str, agency: str, fault: str) -> None:
    with pytest.raises(NotFound) as raised:
        life(ledger, indicator, agency)
    assert raised.value.code == fault


def test_a_figure_of_another_agency_is_none_of_its_life(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    assert life(ledger, agency=HEALTH) == ()
