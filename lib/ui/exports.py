"""«Tải Excel» beside a table or list: the workbook is made when it is asked for, off the page's own run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from lib.charts.picture import picture_ways
from lib.domain.catalog import Indicator, Plan, PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.domain.task import TimedTask, timed
from lib.excel.export import DEMO_NOTE, DEMO_PREFIX, Book, Column, Table, Value, write_book
from lib.excel.export_tables import (
    file_base,
    indicator_table,
    issue_table,
    matrix_tables,
    standing_table,
    task_table,
)
from lib.storage.ledger_store import Submission
from lib.ui import loaders
from lib.ui.markup import show
from lib.wording import numbers, review, submission
from lib.wording.ranking import worst_first

_IN_PICTURES = ("Chỉ tiêu", "Kế hoạch", "Kỳ báo cáo", "Phạm vi", "Như đã biết đến cuối ngày")
Tables = Callable[[], Sequence[Table]]


def heading(
    title: str,
    key: str,
    name: str,
    tables: Tables,
    facts: Sequence[tuple[str, str]] = (),
    drawing: str | None = None,
) -> None:
    """A section's heading with the ways to its workbook, and to its `drawing` as a picture, at the right.

    `name` begins the files' names; `drawing` is the key under which it stands on the page.
    """
    with st.container(horizontal=True, vertical_alignment="center", key=f"heading-{key}"):
        st.subheader(title)
        if drawing:
            pictures(drawing, title, name, facts)
        excel_button(key, name, tables, facts)


def pictures(drawing: str, title: str, name: str, facts: Sequence[tuple[str, str]] = ()) -> None:
    """The ways to a drawing as PNG and SVG; title, plan, period, source and the mark of made-up figures stand in it."""
    is_demo = loaders.is_demo()
    notes = [text if label == "Chỉ tiêu" else f"{label}: {text}" for label, text in facts if label in _IN_PICTURES]
    notes.append(f"Nguồn: Sổ chỉ tiêu, ngày lập {numbers.day(loaders.present_day())}")
    ways = picture_ways(
        drawing, f"{DEMO_PREFIX if is_demo else ''}{name}", title, notes, DEMO_NOTE if is_demo else None
    )
    show(ways, key=f"picture-{drawing}")


def excel_button(key: str, name: str, tables: Tables, facts: Sequence[tuple[str, str]] = ()) -> None:
    """The button alone. What is written is what this page has loaded; made-up figures are marked."""
    is_demo = loaders.is_demo()
    empty = Book(name, (), is_demo=is_demo)
    st.download_button(
        "Tải Excel",
        data=lambda: write_book(Book(name, tuple(tables()), tuple(facts), is_demo)),
        file_name=empty.file_name,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"excel-{key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def picture_button(drawing: str, title: str, plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    """The ways to the gauge or the trend of one indicator as a picture."""
    kind = {"gauge": "dong-ho", "trend": "xu-huong"}[drawing]
    name = file_base(kind, indicator.code, str(period))
    pictures(drawing, title, name, (("Chỉ tiêu", indicator.name), *facts_of(plan, period)))


def picture_heading(title: str, drawing: str, plan: PlanSummary, indicator: Indicator, period: Period) -> None:
    """The heading of a drawing of one indicator, with the ways to take it along at the right."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"heading-{drawing}"):
        st.subheader(title)
        picture_button(drawing, title, plan, indicator, period)


def facts_of(plan: PlanSummary, period: Period | None = None) -> tuple[tuple[str, str], ...]:
    """Where a workbook comes from: plan, period, which figures, the day it was made."""
    found = [
        ("Kế hoạch", plan.title),
        ("Mã kế hoạch", plan.code),
        ("Cơ quan ban hành", plan.issuer),
        ("Tệp gốc", plan.file),
        ("Kỳ báo cáo", numbers.period_in_words(period) if period else ""),
        ("Phạm vi", review.ACCEPTED_ONLY if loaders.sight(plan.code).accepted_only else ""),
        ("Như đã biết đến cuối ngày", numbers.day(past) if (past := loaders.past_day()) else ""),
        ("Ngày lập", numbers.day(loaders.present_day())),
    ]
    return tuple((label, text) for label, text in found if text)


def list_heading(title: str, plan: PlanSummary, period: Period, lines: Sequence[Standing]) -> None:
    """The heading of the overview's list."""
    name = file_base("tong-quan", plan.code, str(period))
    facts = facts_of(plan, period)
    tables = lambda: [standing_table("Chỉ tiêu", worst_first(lines))]  # noqa: E731
    heading(title, "list", name, tables, facts, "list" if lines else None)


def agencies_heading(
    title: str, plan: PlanSummary, indicator: Indicator, period: Period, lines: Sequence[Standing], is_drawn: bool
) -> None:
    """The heading of the agencies on one indicator. is_drawn: whether any has what can be drawn."""
    name = file_base("chi-tieu", indicator.code, str(period))
    facts = (("Chỉ tiêu", indicator.name), *facts_of(plan, period))
    tables = lambda: [standing_table("Đơn vị", worst_first(lines))]  # noqa: E731
    heading(title, "agencies", name, tables, facts, "gaps" if is_drawn else None)


def history_heading(title: str, plan: PlanSummary, code: str, lines: Sequence[Standing]) -> None:
    """The heading of one indicator's figures over time; `code` names the indicator or the agency."""
    name = file_base("dien-bien", code)
    heading(title, "history", name, lambda: [standing_table(title, lines)], facts_of(plan))


def agency_heading(title: str, plan: PlanSummary, agency: str, period: Period, lines: Sequence[Standing]) -> None:
    """The heading of one agency's lines."""
    name = file_base("don-vi", plan.code, agency, str(period))
    tables = lambda: [standing_table("Chỉ tiêu của đơn vị", worst_first(lines))]  # noqa: E731
    heading(title, "lines", name, tables, facts_of(plan, period), "list" if lines else None)


def matrix_button(plan: PlanSummary, period: Period, lines: Sequence[Standing], is_drawn: bool) -> None:
    """The whole matrix, whatever the page has narrowed it to: figures, statuses, and every line with its source.

    As a picture what is drawn of it, if anything.
    """
    name = file_base("ma-tran", plan.code, str(period))
    tables = lambda: [*matrix_tables(lines), standing_table("Chi tiết", lines)]  # noqa: E731
    if is_drawn:
        pictures("matrix", "Ma trận đơn vị × chỉ tiêu", name, facts_of(plan, period))
    excel_button("matrix", name, tables, facts_of(plan, period))


def tasks_heading(title: str, summary: PlanSummary, plan: Plan) -> None:
    """The heading of a plan's tasks; all of them are written."""
    name, today = file_base("nhiem-vu", summary.code), loaders.today()
    heading(title, "tasks", name, lambda: [task_table(timed(plan.tasks, today))], facts_of(summary))


def linked_tasks_heading(title: str, summary: PlanSummary, indicator: Indicator, tasks: Sequence[TimedTask]) -> None:
    """The heading of the tasks tied to one indicator."""
    facts = (("Chỉ tiêu", indicator.name), *facts_of(summary))
    heading(title, "linked-tasks", file_base("nhiem-vu", indicator.code), lambda: [task_table(tasks)], facts)


def catalog_button(summary: PlanSummary, plan: Plan) -> None:
    """Indicators, tasks and findings of a plan in one workbook."""
    owing, today = loaders.owing_counts(summary.code), loaders.today()
    tables = lambda: [  # noqa: E731
        *([indicator_table(plan.indicators, owing)] if plan.indicators else []),
        *([task_table(timed(plan.tasks, today))] if plan.tasks else []),
        issue_table(plan.issues),
    ]
    excel_button("catalog", file_base("danh-muc", summary.code), tables, facts_of(summary))


def submissions_heading(title: str, key: str, rows: Sequence[Submission]) -> None:
    """The heading of a list of files sent in."""
    heading(title, key, file_base("lan-nop", key), lambda: [submission_table(rows)])


def submission_table(rows: Sequence[Submission]) -> Table:
    """Files sent in, with their mark in the store (sha256)."""
    columns = (
        Column("Số", 7),
        Column("Kế hoạch", 18),
        Column("Kỳ", 9),
        Column("Đơn vị", 32, wrap=True),
        Column("Kết quả", 30, wrap=True),
        Column("Giá trị", 9),
        Column("Ngày nhận", 12),
        Column("Người nộp", 22, wrap=True),
        Column("Lý do", 32, wrap=True),
        Column("Tệp", 34, wrap=True),
        Column("Dấu vân tay tệp (sha256)", 30),
    )
    return Table("Các lần nộp", columns, tuple(map(_submission_row, rows)))


def _submission_row(row: Submission) -> tuple[Value, ...]:
    return (
        row.id,
        row.plan_code,
        numbers.period(row.period),
        row.agency_name,
        submission.state_text(row.state, row.version),
        row.n_values,
        date.fromisoformat(row.received_on),
        row.uploaded_by,
        row.reason,
        row.file,
        row.sha256,
    )
