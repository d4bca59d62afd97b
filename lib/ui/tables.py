"""Plain tables by the one recipe: rows of texts and chips, right where reading matters more than drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.charts.chips import chip
from lib.charts.notices import notice
from lib.charts.rows import pair_rows
from lib.charts.table import Cell, Column, Row, table_rows
from lib.domain.catalog import Indicator, PlanSummary, Task
from lib.domain.catalog_changes import Difference
from lib.domain.issue import Issue, Severity
from lib.domain.standing import Standing
from lib.ui.markup import clickable, show
from lib.wording import catalog, messages, numbers, submission
from lib.wording.deadline import deadline_text
from lib.wording.history import lacking_words
from lib.wording.labels import SEVERITIES, Look
from lib.wording.sentences import signed_gap, target_text
from lib.workflows.receive_submission import Change

_SEVERITY = {
    Severity.BLOCKING: Look(SEVERITIES[Severity.BLOCKING], "square", "bad"),
    Severity.WARNING: Look(SEVERITIES[Severity.WARNING], "triangle", "warn"),
    Severity.NOTE: Look(SEVERITIES[Severity.NOTE], "ring", "none"),
}


def table(columns: Sequence[Column], rows: Sequence[Row], key: str, label: str, empty: str) -> str | None:
    """A table by the one recipe, or `empty` where it has no row; returns the key of the row just chosen."""
    if not rows:
        show(notice(empty, "empty"), key=f"{key}-empty")
        return None
    return clickable(table_rows(columns, rows, label), key=key)


def pairs(rows: Sequence[tuple[str, str]], key: str) -> None:
    """Labels with their texts."""
    show(pair_rows(rows), key=key)


def baselines(before: Sequence[Standing], now: Sequence[Standing], key: str) -> None:
    """The actuals of the baseline year against that year's targets and the assessed year's."""
    target_now = {line.indicator_code: line for line in now}
    year = before[0].period.year if before else 0
    columns = (
        Column("Chỉ tiêu", "name", "40%"),
        Column(f"Kết quả {year}", "number"),
        Column(f"KH {year}", "number"),
        Column(f"So với KH {year}"),
        Column(f"KH {year + 1}", "number"),
        Column(f"Cách KH {year + 1}", "number"),
    )
    rows = [
        Row(
            (
                line.indicator_name,
                numbers.trimmed(line.value),
                target_text(line),
                chip(line),
                target_text(target_now[line.indicator_code]),
                signed_gap(replace(line, target=target_now[line.indicator_code].target)),
            )
        )
        for line in before
    ]
    table(columns, rows, key, f"Kết quả {year}", "Văn bản không ghi kết quả năm trước.")


def tasks(rows: Sequence[Task], key: str) -> None:
    """Tasks with who leads them and until when."""
    columns = (
        Column("Mã", "short"),
        Column("Nhiệm vụ", "name", "36%"),
        Column("Chủ trì"),
        Column("Thời hạn"),
        Column("Sản phẩm"),
    )
    drawn = [
        Row((task.code, task.name, "; ".join(task.lead_agencies), deadline_text(task.deadline), task.deliverable))
        for task in rows
    ]
    table(columns, drawn, key, "Nhiệm vụ", "Không có nhiệm vụ.")


def issues(rows: Sequence[Issue], key: str) -> None:
    """Findings with their place and what to do."""
    columns = (Column("Mức"), Column("Ô"), Column("Dòng"), Column("Nội dung và cách sửa", "name", "56%"))
    drawn = [
        Row(
            (
                _SEVERITY[issue.severity],
                " ".join(part for part in (issue.sheet, issue.cell) if part),
                issue.subject,
                messages.full(issue),
            )
        )
        for issue in rows
    ]
    table(columns, drawn, key, "Điểm cần xem", "Không có vấn đề nào.")


def changes(rows: Sequence[Change], key: str) -> None:
    """A return against what is in force: old and new answer per indicator."""
    columns = (Column("Chỉ tiêu", "name", "50%"), Column("Trước", "number"), Column("Sau", "number"))
    drawn = [
        Row(
            (
                row.indicator_name,
                submission.answer_text(row.before, row.unit),
                submission.answer_text(row.after, row.unit),
            )
        )
        for row in rows
    ]
    table(columns, drawn, key, "Trước và sau", "Không có dòng nào.")


def plans(rows: Sequence[PlanSummary], key: str) -> None:
    """Every plan with its counts."""
    columns = (
        Column("Mã", "short"),
        Column("Kế hoạch", "name", "40%"),
        Column("Cơ quan ban hành"),
        Column("Năm", "number"),
        Column("Chỉ tiêu", "number"),
        Column("Nhiệm vụ", "number"),
        Column("Điểm cần xem", "number"),
    )
    drawn = [
        Row(
            (
                row.code,
                row.title,
                row.issuer,
                str(row.year),
                numbers.count(row.n_indicators),
                numbers.count(row.n_tasks),
                numbers.count(row.n_issues),
            )
        )
        for row in rows
    ]
    table(columns, drawn, key, "Các kế hoạch", "Chưa có kế hoạch nào.")


def indicators(rows: Sequence[Indicator], owing: Mapping[str, int] | None, key: str) -> str | None:
    """Indicators with targets as written; returns the code of the row that was just chosen.

    owing: how many agencies owe each; `None` while the ledger does not hold them: then no row leads anywhere.
    """
    columns: tuple[Column, ...] = (
        Column("TT", "number", "3rem"),
        Column("Chỉ tiêu", "name", "36%"),
        Column("Đơn vị tính"),
        Column("Mục tiêu"),
        Column("Mốc"),
        Column("Chủ trì / theo dõi"),
    )
    drawn = [Row(_indicator(row)) for row in rows]
    if owing is not None:
        columns += (Column("Đơn vị báo cáo", "number"),)
        drawn = [Row((*_indicator(row), numbers.count(owing.get(row.code, 0))), key=row.code) for row in rows]
    return table(columns, drawn, key, "Chỉ tiêu", "Kế hoạch này không có bảng chỉ tiêu.")


def _indicator(row: Indicator) -> tuple[Cell, ...]:
    return (
        str(row.ordinal),
        row.name,
        row.unit,
        catalog.targets_text(row.targets),
        catalog.baseline_text(row.baseline),
        "; ".join(row.lead_agencies) or row.monitoring_agency,
    )


def differences(rows: Sequence[Difference], key: str) -> None:
    """What a changed document changes."""
    columns = (Column("Thay đổi"), Column("Mã", "short"), Column("Mục", "name"), Column("Trước"), Column("Sau"))
    drawn = [Row(tuple(catalog.difference(row))) for row in rows]
    table(columns, drawn, key, "Thay đổi", "Không có thay đổi.")


def lacking(rows: Sequence[Standing], key: str) -> Standing | None:
    """Lines that lack a cause or remedy; returns the one that was just chosen."""
    columns = (Column("Đơn vị", "name"), Column("Chỉ tiêu", "text", "40%"), Column("Trạng thái"), Column("Còn thiếu"))
    drawn = [
        Row((row.agency_name, row.indicator_name, chip(row), lacking_words(row)), key=str(place))
        for place, row in enumerate(rows)
    ]
    chosen = table(columns, drawn, key, "Chưa nêu nguyên nhân hoặc giải pháp", "Không có dòng nào.")
    return rows[int(chosen)] if chosen else None
