import streamlit as st

from lib.charts.notices import notice
from lib.domain.catalog import Plan, PlanSummary
from lib.domain.issue import Severity
from lib.ui import board_exports, exports, loaders, tables
from lib.ui.choosers import choose_plan
from lib.ui.corrections import draw_corrections
from lib.ui.imports import draw_import
from lib.ui.markup import show
from lib.ui.shell import guard
from lib.ui.state import go
from lib.wording import catalog as words

guard("catalog")


def draw(summary: PlanSummary, plan: Plan) -> None:
    st.header(summary.title)
    tables.pairs(
        words.heading(
            summary.code,
            summary.plan_number,
            summary.issuer,
            summary.year,
            summary.level,
            summary.province,
            summary.file,
        ),
        key="heading",
    )
    if plan.issues:
        serious = sum(issue.severity is not Severity.NOTE for issue in plan.issues)
        show(notice(words.issues_sentence(serious, len(plan.issues)), "old"), key="issues-notice")
    exports.catalog_button(summary, plan)
    names = words.tab_names(plan)
    indicators, tasks, issues = st.tabs(names)
    with indicators:
        chosen = tables.indicators(plan.indicators, loaders.owing_counts(summary.code), key="indicators")
        if chosen:
            go("indicator", kh=summary.code, ct=chosen)
    with tasks:
        tables.tasks(plan.tasks, key="tasks")
    with issues:
        tables.issues(plan.issues, key="issues")


st.title("Danh mục kế hoạch")
board_exports.plans_heading("Các kế hoạch", loaders.plans())
tables.plans(loaders.plans(), key="plans")
summary = choose_plan(with_indicators=False)
draw(summary, loaders.plan(summary.code))
draw_corrections(summary, loaders.plan(summary.code).indicators)
draw_import()
