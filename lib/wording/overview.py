"""Texts of the overview page."""

from __future__ import annotations

from collections.abc import Sequence

from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status
from lib.wording import numbers
from lib.wording.ranking import GROUPS

START_TITLE = "Chưa có báo cáo nào được nhận."


def meta(lines: Sequence[Standing], plan_title: str, period: Period, baseline: Period) -> str:
    """Date, coverage and source below the lead sentence."""
    shown = [line for line in lines if line.value is not None or line.status is not Status.NO_DATA]
    when = f"Kết quả năm {period.year}" if period == baseline else f"Số liệu kỳ {numbers.period(period)}"
    silent = "" if period == baseline else _silent(lines)
    return f"{when} · {len(shown)}/{len(lines)} chỉ tiêu có số liệu{silent} · Nguồn: {plan_title}"


def list_title(group: str | None) -> str:
    """The title above the list, saying what it is narrowed to."""
    word = next((g.word for g in GROUPS if g.code == group), None)
    return f"Chỉ tiêu: {word.lower()}" if word else "Toàn bộ chỉ tiêu"


def start(before: Sequence[Standing], year: int, plan_year: int) -> str:
    """What is known before the first return, and what comes next."""
    known = [line for line in before if line.value is not None]
    if not known:
        return (
            "Tải biểu trống cho từng đơn vị, nhận lại biểu đã điền: đồng hồ, xu hướng và khoảng cách "
            "sẽ hiện ở đây ngay khi báo cáo đầu tiên được nhận."
        )
    met = sum(line.status is Status.MET for line in known)
    text = f"Năm {year}: {met}/{len(known)} chỉ tiêu có kết quả đạt mục tiêu {year}."
    return f"{text} Số liệu năm {plan_year} sẽ hiện khi báo cáo đầu tiên được nhận."


def baseline_title(year: int, plan_year: int) -> str:
    """The title above the actuals of the baseline year."""
    return f"Kết quả {year} so với mục tiêu {year} và {plan_year}"


def old(newest: Period, period: Period) -> str:
    """No figures yet in this period, though there are older ones."""
    return (
        f"Kỳ {numbers.period(period)} chưa có số liệu nào được nhận. Số liệu gần nhất là kỳ {numbers.period(newest)}."
    )


def newest_label(newest: Period) -> str:
    """The label of the way to the newest figures."""
    return f"Xem kỳ {numbers.period(newest)}"


def _silent(lines: Sequence[Standing]) -> str:
    missing = [line for line in lines if line.absence is Absence.MISSING]
    return f", {len(missing)} quá hạn chưa báo cáo" if missing else ""
