"""A workbook of the agency's own making: whose it is, how its columns and rows are read, one confirmation.

Everything that is proposed shows its reason; what is doubtful starts without a choice. Only when a person has
confirmed is the file previewed and taken as any other (`lib.ui.one_return`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lib.charts.notices import notice
from lib.domain.agency import Agency
from lib.domain.batch import Verdict
from lib.domain.errors import Refused, UploadRefused
from lib.domain.issue import Issue
from lib.domain.own_return import OwnReading
from lib.domain.period import Period
from lib.excel.grid import Grid, SheetGrid
from lib.excel.return_archive import Upload
from lib.storage.files import sha256_of
from lib.storage.job_store import JobFile
from lib.ui import loaders, one_return, opened_alone, own_columns, own_rows, returns
from lib.ui.markup import show
from lib.ui.shell import careful
from lib.ui.state import keep_for_next_run, kept, selection
from lib.wording import messages
from lib.wording import own_return as words
from lib.workflows import receive_own
from lib.workflows.receive_own import Layout, Owed
from lib.workflows.receive_submission import Preview

FOREIGN = "form-not-ours"


def is_foreign(seen: Preview) -> bool:
    """Whether a file is a workbook, but none of our forms, and not in force already."""
    return seen.duplicate_of is None and _is_none_of_ours(seen.issues)


def _is_none_of_ours(issues: Sequence[Issue]) -> bool:
    return any(issue.code == FOREIGN for issue in issues)


def draw(name: str, content: bytes) -> None:
    """One uploaded file: our form at once, any other workbook after its reading was confirmed."""
    if not is_foreign(returns.preview(name, content)):
        one_return.draw(name, content)
        return
    show(notice(words.FOREIGN_WAY, "note", words.FOREIGN), key="foreign")
    read_as = _draw_reading(content)
    if read_as is None:
        one_return.draw_sending_back(name, content)
        return
    if kept("own-reading") != read_as:
        st.button(
            words.CONFIRM,
            type="primary",
            on_click=keep_for_next_run,
            args=("own-reading", read_as),
            icon=":material/task_alt:",
        )
        return
    show(notice(words.CONFIRMED, "good"), key="own-confirmed")
    one_return.draw(name, content, read_as)


def offer(job: int, files: Sequence[JobFile]) -> None:
    """The files of a job that are none of our forms and not in force yet: each can be opened alone."""
    foreign = [file for file in files if file.verdict is not Verdict.DUPLICATE and _is_none_of_ours(file.findings)]
    if not foreign:
        return
    st.caption(words.foreign_hint(len(foreign)))
    with st.container(horizontal=True, vertical_alignment="bottom", key="open-alone"):
        chosen = st.selectbox(words.FOREIGN_FILES, foreign, format_func=lambda file: file.file, key="foreign-file")
        st.button(words.OPEN_ALONE, on_click=_open_alone, args=(job, chosen), icon=":material/open_in_new:")


@careful
def _open_alone(job: int, file: JobFile) -> None:
    opened_alone.keep(job, Upload(file.file, loaders.original(file.sha256 or "")))


def draw_alone() -> bool:
    """The file of a batch that was opened alone, if one was, with the way back."""
    alone = opened_alone.current()
    if alone is None:
        return False
    st.button(words.BACK, on_click=opened_alone.let_go, icon=":material/arrow_back:")
    st.caption(alone.name)
    draw(alone.name, alone.content)
    return True


def _draw_reading(content: bytes) -> OwnReading | None:
    """Everything that is chosen of a file; `None` while something is open."""
    due = _draw_whose()
    if due is None:
        return None
    try:
        grid = returns.grid(content)
    except UploadRefused as fault:
        show(notice(messages.fault(fault), "bad"), key="own-refused")
        return None
    layout = _draw_place(grid, content, due)
    if layout is None:
        return None
    mark = Mark(sha256_of(content)[:8], due, layout)
    _draw_doubts_of_title(layout, due)
    columns = own_columns.draw(_sheet(grid, layout), layout, mark.text)
    if columns is None:
        return None
    try:
        rows = receive_own.rows_of(grid, due, layout.table, columns)
        decisions = own_rows.draw(rows, due, mark.text)
        return None if decisions is None else receive_own.confirmed(due, layout.table, columns, rows, decisions)
    except Refused as fault:
        show(notice(messages.fault(fault), "bad"), key="own-open")
        return None


@dataclass(frozen=True, slots=True)
class Mark:
    """What the choices of a reading belong to: with another file, agency, month or table they begin anew."""

    file: str
    due: Owed
    layout: Layout

    @property
    def text(self) -> str:
        """The mark as part of a widget's key."""
        table = self.layout.table
        parts = (self.file, self.due.plan_code, self.due.agency_code, self.due.period, table.sheet, table.header_rows)
        return "-".join(map(str, parts))


def _draw_whose() -> Owed | None:
    """Whose return it is and of which month, as the address has it until it is changed here."""
    plans = [plan for plan in loaders.plans() if plan.n_indicators]
    with st.container(horizontal=True, key="own-whose"):
        at = next((n for n, plan in enumerate(plans) if plan.code == selection().plan), 0)
        plan = st.selectbox(words.PLAN, plans, at, format_func=lambda plan: plan.title, key=f"own-plan-{at}")
        last = max(loaders.last_period(plan.code), Period(plan.year, 1))
        periods = [*Period(plan.year, 1).through(last)][::-1]
        opening = next((period for period in periods if period == selection().period), periods[0])
        period = st.selectbox(
            words.PERIOD,
            periods,
            periods.index(opening),
            format_func=words.month,
            key=f"own-period-{plan.code}-{opening}",
        )
        agencies = loaders.owing_agencies(plan.code, period)
        asked = _asked(agencies)
        agency = st.selectbox(
            words.AGENCY,
            agencies,
            agencies.index(asked) if asked else None,
            format_func=lambda agency: agency.name,
            placeholder=words.CHOOSE,
            key=f"own-agency-{plan.code}-{period}-{asked.code if asked else ''}",
        )
    if agency is None:
        return None
    return returns.owed(plan.code, agency.code, period)


def _asked(agencies: Sequence[Agency]) -> Agency | None:
    return next((agency for agency in agencies if agency.code == selection().agency), None)


def _draw_place(grid: Grid, content: bytes, due: Owed) -> Layout | None:
    """The table: the likeliest one, or the one whose sheet and heading a person names."""
    sheets = [sheet for sheet in grid.sheets if sheet.cells]
    if not sheets:
        show(notice(words.NO_SHEET, "bad"), key="own-no-sheet")
        return None
    found = returns.layouts(content, due.plan_code, due.agency_code, due.period)
    likeliest = found[0] if found else None
    if likeliest is None:
        show(notice(words.NO_TABLE, "old"), key="own-no-table")
    with st.expander(words.PLACE, expanded=likeliest is None, icon=":material/table_view:"):
        chosen = _draw_place_choice(sheets, found, sha256_of(content)[:8])
    sheet, header_rows = chosen
    if likeliest and (likeliest.table.sheet, likeliest.table.header_rows) == chosen:
        layout = likeliest
    else:
        layout = receive_own.layout_at(grid, due, sheet, header_rows)
    table = layout.table
    st.caption(words.table_found(table.sheet, *table.header_rows, table.n_known, len(due.candidates)))
    return layout


def _draw_place_choice(sheets: Sequence[SheetGrid], found: Sequence[Layout], mark: str) -> tuple[str, tuple[int, int]]:
    titles = [sheet.title for sheet in sheets]
    at = titles.index(found[0].table.sheet) if found else 0
    sheet = sheets[
        st.selectbox(words.SHEET, range(len(titles)), at, format_func=titles.__getitem__, key=f"own-sheet-{mark}-{at}")
    ]
    table = next((layout.table for layout in found if layout.table.sheet == sheet.title), None)
    first, last = table.header_rows if table else (min(row for row, _ in sheet.cells),) * 2
    key = f"{mark}-{sheet.title}-{first}-{last}"
    with st.container(horizontal=True):
        top = st.number_input(words.FIRST_HEADER, 1, sheet.last_row, first, key=f"own-first-{key}")
        end = st.number_input(words.LAST_HEADER, 1, sheet.last_row, last, key=f"own-last-{key}")
    return sheet.title, (int(top), max(int(top), min(int(end), int(top) + 2)))


def _draw_doubts_of_title(layout: Layout, due: Owed) -> None:
    """What stands above the table and names another month or agency than the ones chosen."""
    if layout.named_period is not None and layout.named_period != due.period:
        show(notice(words.period_differs(layout.named_period, due.period), "old"), key="own-period-differs")
    names = {agency.name: agency.code for agency in loaders.owing_agencies(due.plan_code, due.period)}
    named = receive_own.agency_named(layout.table, list(names))
    if named is not None and names[named] != due.agency_code:
        chosen = next(name for name, code in names.items() if code == due.agency_code)
        show(notice(words.agency_differs(named, chosen), "old"), key="own-agency-differs")


def _sheet(grid: Grid, layout: Layout) -> SheetGrid:
    sheet = grid.sheet(layout.table.sheet)
    assert sheet is not None
    return sheet
