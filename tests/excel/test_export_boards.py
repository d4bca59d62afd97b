"""The tables beside the figures: who has sent what, promises, changes, what waits; numbers stay numbers."""

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from lib.domain.period import Period
from lib.domain.reporting import ReportingState
from lib.excel.export import Book, Table, write_book
from lib.excel.export_boards import (
    ChangeLine,
    PromiseLine,
    WaitingLine,
    board_tables,
    change_table,
    completeness_table,
    promise_table,
    returns_table,
    waiting_table,
)
from lib.wording.labels import Look
from tests.board_samples import JUNE, agency, board

LATE = agency("Sở Nội vụ", ReportingState.LATE, unanswered=(2, 8))
SILENT = agency("Xã Ia Ly", ReportingState.MISSING, local=True)
NOTHING = agency("Sở Y tế", ReportingState.NOTHING_DUE)
MET, BEHIND = Look("Đạt", "disc", "ok"), Look("Chậm", "square", "bad")


def rows_of(table: Table) -> list[dict[str, Any]]:
    """The rows of a table as Excel gives them back, by their heads."""
    sheet = load_workbook(io.BytesIO(write_book(Book("thu", (table,))))).worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_a_return_is_told_with_its_days_and_what_it_leaves_open() -> None:
    late, silent = rows_of(returns_table("Kỳ", [LATE, SILENT]))
    assert late["Tình trạng"] == "Trễ 3 ngày – chưa kết luận"
    assert late["Ngày nhận"] == datetime(2026, 6, 25)
    assert (late["Số ngày trễ"], late["Đã trả lời"], late["Phải trả lời"]) == (3, 2, 4)
    assert late["Chỉ tiêu còn thiếu"] == "2, 8"
    assert silent["Khối"] == "Xã, phường, đặc khu"
    assert silent["Ngày nhận"] is None and silent["Đã trả lời"] is None, "what is not in is empty, never 0"


def test_the_board_holds_all_agencies_whose_day_was_due_and_leaves_empty_what_was_not() -> None:
    every, last, answers = board_tables(board(LATE, SILENT, NOTHING))
    states = {row["Đơn vị"]: row["T6/2026\nhạn 22/06*"] for row in rows_of(every)}
    assert states["Xã Ia Ly"] == "Chưa nộp"
    assert states["Sở Y tế"] is None
    assert last.title == "Kỳ T6-2026"
    assert len(answers.rows) == 4


def test_answers_per_indicator_are_counts_with_their_share() -> None:
    first, *_ = rows_of(completeness_table(board(LATE).completeness))
    assert first["Sở, ban, ngành\nđã trả lời"] == 1
    assert first["Sở, ban, ngành\nphải trả lời"] == 2
    assert first["Tỷ lệ (%)"] == 50


def test_nobody_who_owes_gives_no_share() -> None:
    (line,) = board(LATE).completeness[:1]
    (row,) = rows_of(completeness_table([replace(line, departments=(0, 0))]))
    assert row["Tỷ lệ (%)"] is None


def test_promises_changes_and_what_waits_keep_their_words_and_numbers() -> None:
    promise = PromiseLine("Sở Nội vụ", "C1", "Chữ ký số", JUNE, "=tập huấn", "đã giữ", MET)
    (told,) = rows_of(promise_table([promise]))
    assert (told["Giải pháp đã hứa"], told["Trạng thái nay"]) == ("=tập huấn", "Đạt")
    (changed,) = rows_of(change_table([ChangeLine("C1", "Chữ ký số", Period(2026, 5), MET, BEHIND, "Số liệu kỳ mới")]))
    assert (changed["Trước"], changed["Nay"], changed["Kỳ"]) == ("Đạt", "Chậm", "T5/2026")
    waits = WaitingLine(7, "Sở Nội vụ", JUNE, 2, 9, 0, date(2026, 6, 25), "văn thư", None, None, "a.xlsx")
    (waiting,) = rows_of(waiting_table([waits]))
    assert (waiting["Số"], waiting["Phiên bản"], waiting["Cảnh báo"]) == (7, 2, 0)
    assert waiting["Ngày nhận"] == datetime(2026, 6, 25)
    assert waiting["Người xem"] is None


def test_a_share_is_a_number_with_one_place() -> None:
    table = completeness_table(board(LATE).completeness)
    share = table.rows[0][-1]
    assert share.value == Decimal(50) and share.places == 1  # type: ignore[union-attr]
