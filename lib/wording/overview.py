"""Texts of the overview page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status
from lib.wording import numbers
from lib.wording.labels import INCONCLUSIVE, PROVISIONAL, short_name
from lib.wording.ranking import GROUPS

START_TITLE = "Chưa có báo cáo nào được nhận."


def meta(
    lines: Sequence[Standing], plan_title: str, period: Period, baseline: Period, newest: date | None = None
) -> str:
    """Date, coverage, doubts and source below the lead sentence. newest: the day the newest return was received."""
    shown = [line for line in lines if line.value is not None or line.status is not Status.NO_DATA]
    at_baseline = period == baseline
    when = f"Kết quả năm {period.year}" if at_baseline else f"Số liệu kỳ {numbers.period(period)}"
    received = f", biểu mới nhất nhận ngày {numbers.day(newest)}" if newest else ""
    doubts = "" if at_baseline else _doubts(lines)
    silent = "" if at_baseline else _silent(lines)
    return f"{when}{received} · {len(shown)}/{len(lines)} chỉ tiêu có số liệu{silent}{doubts} · Nguồn: {plan_title}"


def _doubts(lines: Sequence[Standing]) -> str:
    """How many lines are not certain yet, and how many rest on returns that wait for their review."""
    open_lines = sum(not line.conclusive and line.status is not Status.NO_DATA for line in lines)
    provisional = sum(bool(line.provisional) for line in lines)
    parts = [f"{open_lines} {INCONCLUSIVE}"] if open_lines else []
    parts += [f"{provisional} còn {PROVISIONAL}"] if provisional else []
    return f" · {', '.join(parts)}" if parts else ""


@dataclass(frozen=True, slots=True)
class Signal:
    """One of the three short answers under the sentence: how many, of what, in which role; `key` is its way."""

    key: str
    count: int
    words: str
    role: str


NEWLY_RED, SILENT, DUE_SOON = "moi-do", "chua-nop", "den-han"


def newly_red(names: Sequence[str]) -> Signal:
    """What has turned red since the period before."""
    if not names:
        return Signal(NEWLY_RED, 0, "không chỉ tiêu nào mới chuyển đỏ", "none")
    first = f": {short_name(names[0], 48)}" if len(names) == 1 else ""
    return Signal(NEWLY_RED, len(names), f"chỉ tiêu mới chuyển đỏ{first}", "bad")


def silent(n_silent: int, expected: int, due: date, today: date) -> Signal:
    """Who has not reported: owed until a day to come, or overdue."""
    if not n_silent:
        return Signal(SILENT, 0, f"cả {expected} đơn vị đã nộp", "none")
    words = f"trên {expected} đơn vị chưa nộp"
    if today <= due:
        return Signal(SILENT, n_silent, f"{words}, hạn {numbers.day(due)}", "none")
    return Signal(SILENT, n_silent, f"{words}, quá hạn {(today - due).days} ngày", "bad")


def due_soon(n_soon: int, n_past: int) -> Signal:
    """Which tasks fall due within 14 days, and how many are past due."""
    past = f", {n_past} đã quá hạn" if n_past else ""
    words = "nhiệm vụ đến hạn trong 14 ngày" if n_soon else "không nhiệm vụ nào đến hạn trong 14 ngày"
    return Signal(DUE_SOON, n_soon, f"{words}{past}", "warn" if n_soon else "none")


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
