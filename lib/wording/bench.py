"""The table of measurements in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_WORKS = {
    "overview-query": "Đọc trang Tổng quan: nhiều năm ÷ một năm",
    "matrix-query": "Đọc ma trận mọi đơn vị: nhiều năm ÷ một năm",
    "agency-query": "Đọc một đơn vị: nhiều năm ÷ một năm",
    "trend-query": "Đọc diễn biến một chỉ tiêu: nhiều năm ÷ một năm",
    "intake": "Nhận một loạt báo cáo, mỗi tệp ÷ chỉ mở tệp bằng openpyxl",
    "intake-calamine": "Nhận một loạt báo cáo, mỗi tệp ÷ chỉ mở tệp bằng calamine",
    "intake-single": "Nhận từng tệp một ÷ chỉ mở tệp bằng openpyxl",
    "intake-job": "Nhận một lượt nộp (cất, đọc, xét, ghi) ÷ chỉ mở tệp bằng openpyxl",
    "intake-again": "Gửi lại đúng tệp cũ ÷ lần đầu",
    "recount": "Bảng lưu sẵn khác với đếm lại (số dòng)",
    "first-view": "Mở Tổng quan lần đầu ÷ trang Streamlit trống",
    "view-again": "Mở lại Tổng quan ÷ trang Streamlit trống",
    "rerun": "Chạy lại Tổng quan ÷ trang Streamlit trống",
    "bytes": "Tải về khi mở lần đầu ÷ trang Streamlit trống",
    "plotly": "Tệp plotly mà Tổng quan tải về",
    "memory": "Bộ nhớ mỗi phiên (mục tiêu theo MB)",
    "burst": "20 người bấm cùng lúc, p95 ÷ trang Streamlit trống",
}
_SKIPPED = {
    "no-chromium": "bỏ qua: máy không có Chromium",
    "no-playwright": "bỏ qua: chưa cài playwright",
    "no-calamine": "bỏ qua: chưa cài python-calamine",
    "no-memory": "bỏ qua: hệ điều hành không cho biết bộ nhớ",
}
_UNITS = {"rows": "dòng", "files": "tệp"}
HEAD = f"{'Việc':<62}{'ta':>12}{'mốc so':>12}{'tỷ lệ':>9}{'mục tiêu':>10}"


def line(row: Mapping[str, Any]) -> str:
    """One measurement as a line of the table: work, ours, floor, ratio, goal, held or not."""
    work = _WORKS[row["work"]]
    if row["skipped"]:
        return f"{work:<62}  {_SKIPPED[row['skipped']]}"
    unit = _UNITS.get(row["unit"], row["unit"])
    goal = "—" if row["goal"] is None else f"≤ {_number(row['goal'])}"
    verdict = {True: "  đạt", False: "  CHƯA ĐẠT", None: ""}[row["held"]]
    ours, floor = (f"{_number(row[name])} {unit}" for name in ("ours", "floor"))
    return f"{work:<62}{ours:>12}{floor:>12}{_number(row['ratio']):>9}{goal:>10}{verdict}"


def _number(value: float | None) -> str:
    """Three figures at most, with a Vietnamese comma."""
    if value is None:
        return "—"
    places = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2
    return f"{value:.{places}f}".replace(".", ",")
