"""Deciding on a figure and looking back from a shell."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lib.cli import cli
from lib.domain.errors import Refused
from lib.domain.period import Period
from lib.excel.reader import FormReader
from lib.workflows.clock import today
from tests.ledger_samples import CENTRE, QUANG_TRI, code, report, value

FIRST = code(QUANG_TRI, 1)
OF_MAY = ("--plan", QUANG_TRI, "--period", "2026-05")
FIGURE = (*OF_MAY, "--agency", CENTRE, "--indicator", FIRST)


def run(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--db", str(ledger)])


def first(ledger: Path, *words: str) -> dict[str, object]:
    result = run(ledger, "status", *OF_MAY, "--json", *words)
    assert (result.exit_code, result.exception) == (0, None), result.output
    return next(row for row in json.loads(result.stdout) if row["indicator"] == FIRST)


@pytest.fixture
def told(ledger: Path, reader: FormReader) -> Path:
    report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, 5), {1: value(75)}, received_on=date(2026, 5, 19))
    return ledger


def test_a_break_is_said_with_its_reason_and_taken_back(told: Path) -> None:
    words = ("break", *OF_MAY, "--indicator", FIRST, "--reason", "đổi cách đếm", "--as", "Thư ký")
    result = run(told, *words)
    assert result.exit_code == 0 and f"Đã ghi ngắt chuỗi của {FIRST} từ kỳ T5/2026" in result.stderr
    assert run(told, *words, "--withdraw").exit_code == 0
    again = run(told, *words, "--withdraw")
    assert again.exit_code == 1 and "không có ngắt chuỗi ở kỳ T5/2026" in again.stderr


def test_a_figure_is_refused_and_recognised_again(told: Path) -> None:
    result = run(told, "decide", *FIGURE, "--reason", "no_sample", "--note", "12 phiếu", "--as", "Chánh Văn phòng")
    assert result.exit_code == 0 and "không công nhận" in result.stderr
    row = first(told, "--agency", CENTRE)
    assert (row["status"], row["absence"], row["value"]) == ("no_data", "not_recognised", None)
    result = run(told, "decide", *FIGURE, "--reason", "đủ mẫu", "--recognise")
    assert result.exit_code == 0 and "công nhận lại" in result.stderr
    assert first(told, "--agency", CENTRE)["status"] == "met"


def test_none_of_the_four_reasons_is_a_refusal_in_a_sentence(told: Path) -> None:
    result = run(told, "decide", *FIGURE, "--reason", "vì thế")
    assert result.exit_code == 1 and (isinstance(result.exception, Refused) or "lý do" in result.stderr)
    assert first(told, "--agency", CENTRE)["status"] == "met"


@pytest.mark.parametrize("whose", [(), ("--agency", CENTRE), ("--all-agencies",)])
def test_status_can_be_read_as_it_was_known_on_a_day(told: Path, whose: tuple[str, ...]) -> None:
    assert first(told, *whose)["value"] == 75
    assert first(told, *whose, "--known-on", today().isoformat())["value"] == 75
    past = first(told, *whose, "--known-on", "2026-05-20")
    assert (past["value"], past["absence"]) == (None, "not_due")
