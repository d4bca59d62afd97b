"""Plain tables: rows of texts, right where reading matters more than drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from lib.charts.rows import pair_rows
from lib.domain.catalog import Indicator, PlanSummary, Task
from lib.domain.catalog_changes import Difference
from lib.domain.issue import Issue
from lib.domain.standing import Standing
from lib.ui.markup import show
from lib.wording import catalog, messages, numbers, submission
from lib.wording.deadline import deadline_text
from lib.wording.history import lacking_words
from lib.wording.labels import SEVERITIES, look
from lib.wording.sentences import signed_gap, target_text, value_text
from lib.workflows.receive_submission import Change


def pairs(rows: Sequence[tuple[str, str]], key: str) -> None:
    """Labels with their texts."""
    show(pair_rows(rows), key=key)


def history(lines: Sequence[Standing], key: str) -> None:
    """One indicator's figures over time, newest first."""
    frame = pd.DataFrame(
        {
            "Kỳ": [numbers.period(line.period) for line in lines],
            "Kết quả": [value_text(line) for line in lines],
            "a": [numbers.count(line.a) for line in lines],
            "b": [numbers.count(line.b) for line in lines],
            "Chênh": [signed_gap(line) for line in lines],
            "Trạng thái": ["Mốc so sánh" if _is_baseline(line) else look(line).word for line in lines],
        }
    ).iloc[::-1]
    _table(frame, key, "Chưa có kỳ nào có số liệu.")


def baselines(before: Sequence[Standing], now: Sequence[Standing], key: str) -> None:
    """The actuals of the baseline year against that year's targets and the assessed year's."""
    target_now = {line.indicator_code: line for line in now}
    asked = [target_now[line.indicator_code] for line in before]
    year = before[0].period.year if before else 0
    frame = pd.DataFrame(
        {
            "Chỉ tiêu": [line.indicator_name for line in before],
            f"Kết quả {year}": [numbers.trimmed(line.value) for line in before],
            f"KH {year}": [target_text(line) for line in before],
            f"So với KH {year}": [look(line).word for line in before],
            f"KH {year + 1}": [target_text(line) for line in asked],
            f"Cách KH {year + 1}": [
                signed_gap(replace(line, target=then.target)) for line, then in zip(before, asked, strict=True)
            ],
        }
    )
    _table(frame, key, "Văn bản không ghi kết quả năm trước.")


def tasks(rows: Sequence[Task], key: str) -> None:
    """Tasks with who leads them and until when."""
    frame = pd.DataFrame(
        {
            "Mã": [task.code for task in rows],
            "Nhiệm vụ": [task.name for task in rows],
            "Chủ trì": ["; ".join(task.lead_agencies) for task in rows],
            "Thời hạn": [deadline_text(task.deadline) for task in rows],
            "Sản phẩm": [task.deliverable or "—" for task in rows],
        }
    )
    _table(frame, key, "Không có nhiệm vụ.")


def issues(rows: Sequence[Issue], key: str) -> None:
    """Findings with their place and what to do."""
    frame = pd.DataFrame(
        {
            "Mức": [SEVERITIES[issue.severity] for issue in rows],
            "Ô": [" ".join(part for part in (issue.sheet, issue.cell) if part) or "—" for issue in rows],
            "Dòng": [issue.subject or "—" for issue in rows],
            "Nội dung và cách sửa": [messages.full(issue) for issue in rows],
        }
    )
    _table(frame, key, "Không có vấn đề nào.")


def changes(rows: Sequence[Change], key: str) -> None:
    """A return against what is in force: old and new answer per indicator."""
    frame = pd.DataFrame(
        {
            "Chỉ tiêu": [row.indicator_name for row in rows],
            "Trước": [submission.answer_text(row.before, row.unit) for row in rows],
            "Sau": [submission.answer_text(row.after, row.unit) for row in rows],
        }
    )
    _table(frame, key, "Không có dòng nào.")


def plans(rows: Sequence[PlanSummary], key: str) -> None:
    """Every plan with its counts."""
    frame = pd.DataFrame(
        {
            "Mã": [row.code for row in rows],
            "Kế hoạch": [row.title for row in rows],
            "Cơ quan ban hành": [row.issuer for row in rows],
            "Năm": [str(row.year) for row in rows],
            "Chỉ tiêu": [row.n_indicators for row in rows],
            "Nhiệm vụ": [row.n_tasks for row in rows],
            "Điểm cần xem": [row.n_issues for row in rows],
        }
    )
    _table(frame, key, "Chưa có kế hoạch nào.")


def indicators(rows: Sequence[Indicator], owing: Mapping[str, int], key: str) -> str | None:
    """Indicators with targets as written; returns the code of the row that was just chosen."""
    frame = pd.DataFrame(
        {
            "TT": [row.ordinal for row in rows],
            "Chỉ tiêu": [row.name for row in rows],
            "Đơn vị tính": [row.unit or "—" for row in rows],
            "Mục tiêu": [catalog.targets_text(row.targets) for row in rows],
            "Mốc": [catalog.baseline_text(row.baseline) for row in rows],
            "Chủ trì / theo dõi": ["; ".join(row.lead_agencies) or row.monitoring_agency or "—" for row in rows],
            "Đơn vị báo cáo": [str(owing.get(row.code, 0)) for row in rows],
        }
    )
    if frame.empty:
        st.caption("Kế hoạch này không có bảng chỉ tiêu.")
        return None
    event = st.dataframe(
        frame, hide_index=True, width="stretch", key=key, on_select="rerun", selection_mode="single-row"
    )
    chosen = event["selection"]["rows"]
    return rows[chosen[0]].code if chosen else None


def differences(rows: Sequence[Difference], key: str) -> None:
    """What a changed document changes."""
    texts = [catalog.difference(row) for row in rows]
    frame = pd.DataFrame(texts, columns=["Thay đổi", "Mã", "Mục", "Trước", "Sau"])
    _table(frame, key, "Không có thay đổi.")


def _is_baseline(line: Standing) -> bool:
    """An actual of the year before the first target: what progress is measured from, not judged itself."""
    return line.target is not None and line.period.year < line.target.year


def lacking(rows: Sequence[Standing], key: str) -> Standing | None:
    """Lines that lack a cause or remedy; returns the one that was just chosen."""
    frame = pd.DataFrame(
        {
            "Đơn vị": [row.agency_name for row in rows],
            "Chỉ tiêu": [row.indicator_name for row in rows],
            "Trạng thái": [look(row).word for row in rows],
            "Còn thiếu": [lacking_words(row) for row in rows],
        }
    )
    event = st.dataframe(
        frame, hide_index=True, width="stretch", key=key, on_select="rerun", selection_mode="single-row"
    )
    chosen = event["selection"]["rows"]
    return rows[chosen[0]] if chosen else None


def _table(frame: pd.DataFrame, key: str, empty: str) -> None:
    if frame.empty:
        st.caption(empty)
        return
    st.dataframe(frame, hide_index=True, width="stretch", key=key)
