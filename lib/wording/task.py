"""Texts of tasks: the word, shape and role of a deadline's state, and the sentences around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lib.domain.catalog import Indicator, Task
from lib.domain.period import Period
from lib.domain.task import SOON, TaskState, TaskTiming, TimedTask
from lib.wording import numbers
from lib.wording.deadline import deadline_text
from lib.wording.labels import Look, short_name

NO_TASKS = "Kế hoạch này không có bảng nhiệm vụ."
NO_RETURNS = (
    "Chưa có báo cáo kết quả nhiệm vụ: «đã qua hạn» chỉ nói ngày ghi trong kế hoạch đã qua, "
    "không nói nhiệm vụ chưa được làm."
)
NONE_HERE = "Không có nhiệm vụ nào khớp."

# Red is kept for what is known to be missed: a day that has passed says nothing of the work yet.
_LOOKS: Mapping[TaskState, Look] = {
    TaskState.PAST_DUE: Look("Đã qua hạn", "triangle", "warn"),
    TaskState.SOON: Look(f"Đến hạn trong {SOON} ngày", "diamond", "early"),
    TaskState.LATER: Look("Còn thời gian", "half", "track"),
    TaskState.UNDATED: Look("Không định ngày", "ring", "none"),
}


def state_look(state: TaskState) -> Look:
    """The word, shape and role of a deadline's state."""
    return _LOOKS[state]


def timing_look(timing: TaskTiming, kind: str) -> Look:
    """The look of one task: «Đã qua hạn 178 ngày», «Còn 6 ngày», «Thường xuyên»."""
    shown = _LOOKS[timing.state]
    return Look(timing_word(timing, kind), shown.shape, shown.role)


def timing_word(timing: TaskTiming, kind: str) -> str:
    """How long past or ahead a deadline is, in days; of an undated one, why it has no day."""
    if timing.days is None:
        return _UNDATED.get(kind, "Chưa đọc được thời hạn")
    if timing.state is TaskState.PAST_DUE:
        return f"Đã qua hạn {numbers.count(timing.days)} ngày"
    left = "Đến hạn hôm nay" if timing.days == 0 else f"Còn {numbers.count(timing.days)} ngày"
    return f"{left} (đợt tới)" if timing.recurs else left


_UNDATED = {
    "continuous": "Thường xuyên",
    "conditional": "Theo điều kiện",
    "recurring": "Định kỳ",
    "inherit": "Không ghi thời hạn",
}


def lead_sentence(tasks: Sequence[TimedTask], today: date) -> tuple[tuple[str, str | None], ...]:
    """What is due, as (text, role) parts: «9/37 nhiệm vụ đã qua hạn; …, tính đến 25/12/2026.»"""
    counts = {state: sum(each.timing.state is state for each in tasks) for state in TaskState}
    parts: list[tuple[str, str | None]] = [
        (f"{counts[TaskState.PAST_DUE]}/{len(tasks)} nhiệm vụ đã qua hạn", "strong"),
        (f" tính đến {numbers.day(today)}", None),
    ]
    if counts[TaskState.SOON]:
        parts += [("; ", None), (f"{counts[TaskState.SOON]} đến hạn trong {SOON} ngày tới", "strong")]
    if counts[TaskState.LATER]:
        parts.append((f"; {counts[TaskState.LATER]} còn thời gian", None))
    if counts[TaskState.UNDATED]:
        parts.append((f"; {counts[TaskState.UNDATED]} thường xuyên hoặc theo điều kiện, không có ngày để trễ", None))
    return (*parts, (".", None))


def list_title(state: str | None, month: Period | None) -> str:
    """The title above the list, saying what it is narrowed to."""
    parts = [word for word in (_state_word(state), month and f"hạn {numbers.period_in_words(month)}") if word]
    return f"Nhiệm vụ: {', '.join(parts)}" if parts else "Toàn bộ nhiệm vụ"


def _state_word(state: str | None) -> str | None:
    return _LOOKS[TaskState(state)].word.lower() if state in set(TaskState) else None


def section_title(task: Task, indicators: Mapping[str, Indicator]) -> str:
    """What a task stands under: its annex and indicator, or its group of years."""
    indicator = indicators.get(task.indicator_code or "")
    if indicator:
        return f"Phụ lục {task.annex} · Chỉ tiêu {indicator.ordinal}: {short_name(indicator.name)}"
    return " · ".join(part for part in (f"Phần {task.annex}", task.group) if part)


def lead_text(task: Task) -> str:
    """Who leads a task, as the plan writes it."""
    return "; ".join(task.lead_agencies) or "văn bản không ghi chủ trì"


def due_text(each: TimedTask) -> str:
    """The deadline as the plan writes it, where the word beside it does not already say the same."""
    written = deadline_text(each.task.deadline)
    return "" if written == timing_word(each.timing, each.task.deadline.kind) else written


def month_label(month: Period, total: int, past: int) -> str:
    """What a month of the calendar says aloud."""
    late = f", {past} đã qua hạn" if past else ""
    return f"{numbers.period_in_words(month)}: {total} nhiệm vụ đến hạn{late}"


def said(each: TimedTask) -> str:
    """One task in a sentence, for those who cannot see it."""
    word = timing_word(each.timing, each.task.deadline.kind)
    return f"{each.task.name}; chủ trì: {lead_text(each.task)}; {word}."


def soon_title(count: int) -> str:
    """The title of the tasks that are near, on the overview."""
    return f"Nhiệm vụ đến hạn trong {SOON} ngày: {count}"


def soon_note(past: int) -> str:
    """What else the plan's tasks say, in one line."""
    return f"{past} nhiệm vụ đã qua hạn; chưa có báo cáo kết quả nhiệm vụ." if past else ""
