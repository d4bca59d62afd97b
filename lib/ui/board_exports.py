"""«Tải Excel» beside what is not a list of figures: who has sent what, promises, changes, plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.reporting import Board
from lib.domain.standing import Standing
from lib.domain.task import TaskState, by_state, timed
from lib.excel.export import Table
from lib.excel.export_boards import (
    ChangeLine,
    PromiseLine,
    WaitingLine,
    board_tables,
    change_table,
    completeness_table,
    plan_table,
    promise_table,
    returns_table,
    waiting_table,
)
from lib.excel.export_tables import file_base, standing_table, task_table
from lib.storage.change_store import LoggedChange
from lib.storage.review_store import Waiting
from lib.ui import loaders
from lib.ui.exports import excel_button, facts_of, heading, pictures
from lib.wording import changes as change_words
from lib.wording import watch as watch_words
from lib.wording.history import PROMISES
from lib.wording.labels import look
from lib.workflows.promises import Promise


def board_ways(plan: PlanSummary, board: Board, is_drawn: bool) -> None:
    """The board as it is drawn, if it is, as a picture, and the whole of it as a workbook."""
    name = file_base("tien-do-nop", plan.code, str(board.period))
    if is_drawn:
        pictures("board", "Tiến độ nộp báo cáo", name, facts_of(plan, board.period))
    excel_button("board", name, lambda: board_tables(board), facts_of(plan, board.period))


def completeness_heading(title: str, plan: PlanSummary, board: Board) -> None:
    """The heading of the answers per indicator."""
    name = file_base("da-tra-loi", plan.code, str(board.period))
    tables = lambda: [completeness_table(board.completeness)]  # noqa: E731
    heading(title, "completeness", name, tables, facts_of(plan, board.period), "completeness")


def lacking_heading(title: str, plan: PlanSummary, period: Period, rows: Sequence[Standing]) -> None:
    """The heading of the lines without cause or remedy."""
    name = file_base("chua-neu-nguyen-nhan", plan.code, str(period))
    heading(title, "lacking", name, lambda: [standing_table("Chưa nêu nguyên nhân", rows)], facts_of(plan, period))


def lines_button(key: str, title: str, plan: PlanSummary, period: Period, lines: Sequence[Standing]) -> None:
    """Any lines under a heading of the page's own: baselines, the history of the line in focus."""
    code = next((f"{line.indicator_code}-{line.agency_code or ''}" for line in lines), "")
    name = file_base(key, plan.code, code if key == "dien-bien" else str(period))
    excel_button(key, name, lambda: [standing_table(title, lines)], facts_of(plan, period))


def promises_button(plan: PlanSummary, period: Period, rows: Sequence[Promise]) -> None:
    """An agency's promises with what became of them."""
    agency = next((row.line.agency_code or "" for row in rows), "")
    lines = [
        PromiseLine(
            row.line.agency_name or "",
            row.line.indicator_code,
            row.line.indicator_name,
            row.promised_at,
            row.remedy,
            PROMISES[row.outcome],
            look(row.line),
        )
        for row in rows
    ]
    name = file_base("da-hua", plan.code, agency, str(period))
    excel_button("promises", name, lambda: [promise_table(lines)], facts_of(plan, period))


def changes_heading(
    title: str, plan: PlanSummary, period: Period, rows: Sequence[LoggedChange], names: dict[str, str]
) -> None:
    """The heading of what changed its status; `names` are those of the indicators by code."""
    lines = [
        ChangeLine(
            row.indicator_code,
            names.get(row.indicator_code, row.indicator_code),
            row.period,
            change_words.mark_look(row.was),
            change_words.mark_look(row.became),
            change_words.why(row.cause, row.at, row.agency_name, row.actor, row.reason),
        )
        for row in rows
    ]
    name = file_base("doi-trang-thai", plan.code, str(period))
    heading(title, "changes", name, lambda: [change_table(lines)], facts_of(plan, period))


def watch_heading(plan: PlanSummary, period: Period, board: Board | None) -> None:
    """The heading of what is to be chased: agencies that have not reported, tasks due soon or past due."""
    found, today = loaders.plan(plan.code), loaders.today()

    def tables() -> list[Table]:
        tasks = by_state(timed(found.tasks, today))
        near = [*tasks[TaskState.PAST_DUE], *tasks[TaskState.SOON]]
        return [
            *([returns_table("Chưa nộp", board.silent)] if board else []),
            *([task_table(near)] if found.tasks else []),
        ]

    heading(watch_words.TITLE, "watch", file_base("don-doc", plan.code, str(period)), tables, facts_of(plan, period))


def waiting_button(plan: PlanSummary, rows: Sequence[Waiting]) -> None:
    """The returns that wait for their review."""
    lines = [
        WaitingLine(
            row.submission,
            row.agency_name,
            row.period,
            row.version,
            row.n_values,
            row.warnings.total(),
            date.fromisoformat(row.received_on),
            row.uploaded_by,
            row.checked_by,
            row.reason,
            row.file,
        )
        for row in rows
    ]
    excel_button("waiting", file_base("cho-duyet", plan.code), lambda: [waiting_table(lines)], facts_of(plan))


def plans_heading(title: str, rows: Sequence[PlanSummary]) -> None:
    """The heading of the list of plans."""
    heading(title, "plans", "ke-hoach", lambda: [plan_table(rows)])
