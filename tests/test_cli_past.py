"""Deciding on a figure and looking back from a shell."""

from datetime import date
from pathlib import Path

import pytest

from lib.domain.period import Period
from lib.excel.reader import FormReader
from lib.workflows.clock import today
from tests.ledger_samples import CENTRE, QUANG_TRI, code, report, value
from tests.shell import got, run

FIRST = code(QUANG_TRI, 1)
OF_MAY = ("--plan", QUANG_TRI, "--period", "2026-05")
FIGURE = (*OF_MAY, "--agency", CENTRE, "--indicator", FIRST)


def first(ledger: Path, *words: str) -> dict[str, object]:
    return next(row for row in got("status", *OF_MAY, *words, db=ledger) if row["indicator"] == FIRST)


@pytest.fixture
def told(ledger: Path, reader: FormReader) -> Path:
    report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, 5), {1: value(75)}, received_on=date(2026, 5, 19))
    return ledger


def test_a_break_is_said_with_its_reason_and_taken_back(told: Path) -> None:
    words = ("break", *OF_MAY, "--indicator", FIRST, "--reason", "đổi cách đếm", "--as", "Thư ký")
    result = run(*words, db=told)
    assert result.exit_code == 0 and f"Đã ghi ngắt chuỗi của {FIRST} từ kỳ T5/2026" in result.stderr
    assert run(*words, "--withdraw", db=told).exit_code == 0
    again = run(*words, "--withdraw", db=told)
    assert again.exit_code == 1 and "không có ngắt chuỗi ở kỳ T5/2026" in again.stderr


def test_a_figure_is_refused_and_recognised_again(told: Path) -> None:
    result = run("decide", *FIGURE, "--reason", "no_sample", "--note", "12 phiếu", "--as", "Chánh Văn phòng", db=told)
    assert result.exit_code == 0 and "không công nhận" in result.stderr
    row = first(told, "--agency", CENTRE)
    assert (row["status"], row["absence"], row["value"]) == ("no_data", "not_recognised", None)
    result = run("decide", *FIGURE, "--reason", "đủ mẫu", "--recognise", db=told)
    assert result.exit_code == 0 and "công nhận lại" in result.stderr
    assert first(told, "--agency", CENTRE)["status"] == "met"


@pytest.mark.parametrize(
    ("reason", "exit_code", "says"),
    [
        pytest.param("vì thế", 2, "no_sample, không phải «vì thế»", id="none of the four"),
        pytest.param(" ", 1, "Chưa ghi lý do", id="none at all"),
    ],
)
def test_a_figure_is_refused_for_one_of_four_reasons_only(told: Path, reason: str, exit_code: int, says: str) -> None:
    result = run("decide", *FIGURE, "--reason", reason, db=told)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert says in result.stderr
    assert first(told, "--agency", CENTRE)["status"] == "met"


@pytest.mark.parametrize("whose", [(), ("--agency", CENTRE), ("--all-agencies",)])
def test_status_can_be_read_as_it_was_known_on_a_day(told: Path, whose: tuple[str, ...]) -> None:
    assert first(told, *whose)["value"] == 75
    assert first(told, *whose, "--known-on", today().isoformat())["value"] == 75
    past = first(told, *whose, "--known-on", "2026-05-20")
    assert (past["value"], past["absence"]) == (None, "not_due")
