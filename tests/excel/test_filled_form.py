from decimal import Decimal

import pytest
from form_samples import BLANK, COUNT, SECOND_SHARE, SHARE, WORDS, form_spec, parsed

from lib.domain.submission import Answer
from lib.excel import bounds
from lib.excel.filled_form import write_filled_form
from lib.excel.return_form import parse_return


def test_a_form_filled_by_us_reads_as_one_filled_by_hand() -> None:
    entries = {
        SHARE: {"answer": Answer.FIGURE, "a": 529, "b": 1000, "value": Decimal("52.9"), "evidence": "=1+1 & <b>"},
        SECOND_SHARE: {"answer": Answer.NOTHING_ARISING},
        COUNT: {"answer": Answer.FIGURE, "value": 5},
        WORDS: {"answer": Answer.MET},
    }
    content = write_filled_form(form_spec(), entries)
    bounds.check(content)
    by_hand = parsed(
        G9="Có số liệu",
        H9=529,
        I9=1000,
        J9=52.9,
        G10="Không phát sinh",
        G11="Có số liệu",
        J11=5,
        G14="Đã đạt",
    )
    form = parse_return(content)
    assert form.lines[1:] == by_hand.lines[1:]
    assert form.lines[0].evidence == "=1+1 & <b>"
    assert (form.lines[0].a, form.lines[0].value) == (529, by_hand.lines[0].value)
    assert form.issues == ()


def test_nothing_filled_is_the_blank_form() -> None:
    assert write_filled_form(form_spec(), {}) == BLANK


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param({"GIALAI-2026-99": {"a": 1}}, id="no such line"),
        pytest.param({SHARE: {"name": "x"}}, id="a locked column"),
    ],
)
def test_an_entry_without_a_place_is_a_fault_of_the_program(entries: dict[str, dict[str, object]]) -> None:
    with pytest.raises(KeyError):
        write_filled_form(form_spec(), entries)  # type: ignore[arg-type]
