"""Texts of a figure's life, of recognition, and of promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from lib.domain.period import Period
from lib.domain.promise import PromiseOutcome, missing_words
from lib.domain.review import ReviewAction
from lib.domain.standing import Standing
from lib.domain.submission import Answer
from lib.wording import labels, numbers
from lib.wording.changes import moment, reason_text
from lib.wording.labels import Look
from lib.wording.messages import COLUMNS

LIFE = "Mọi phiên bản của số này"
NO_LIFE = "Chưa có báo cáo nào được nhận cho kỳ này."
REFUSE = "Không công nhận số này"
ACCEPT = "Công nhận lại số này"
REFUSE_HINT = (
    "Số bị không công nhận rời mọi phép cộng và mọi «Đạt» ngay lập tức, vẫn hiện có gạch chéo. Tệp nộp sau không tự "
    "khôi phục; chỉ người có thẩm quyền công nhận lại."
)
FATES: Mapping[str, Look] = {
    "in_force": Look("Đang có hiệu lực", "disc", "ok"),
    "superseded": Look("Đã thay bằng bản mới", "half", "early"),
    "undone": Look("Đã hoàn tác", "fall", "bad"),
    "returned": Look("Đã trả lại khi duyệt", "fall", "bad"),
    "provisional": Look("Đang có hiệu lực", "disc", "ok", hollow=True, doubt=labels.PROVISIONAL),
}
REFUSED = Look("Không công nhận", "barred", "none")
RECOGNISED = Look("Công nhận lại", "disc", "track")
PROMISES: Mapping[PromiseOutcome, str] = {
    PromiseOutcome.KEPT: "đã giữ",
    PromiseOutcome.NOT_YET: "chưa",
    PromiseOutcome.UNKNOWN: "chưa đủ số liệu để xét",
}
REVIEWED: Mapping[ReviewAction, str] = {
    ReviewAction.CHECK: "đã xem",
    ReviewAction.ACCEPT: "duyệt",
    ReviewAction.RETURN: "trả lại",
}
PROMISE_LOOKS: Mapping[PromiseOutcome, Look] = {
    PromiseOutcome.KEPT: Look("Đã giữ lời", "disc", "ok"),
    PromiseOutcome.NOT_YET: Look("Chưa giữ lời", "square", "bad"),
    PromiseOutcome.UNKNOWN: Look("Chưa đủ số liệu để xét", "ring", "none"),
}
PAST = "Diễn biến"
PROMISED = "Đã hứa kỳ trước"
PROMISE_RULE = (
    "«Đã giữ»: chỉ tiêu đã đạt, đã về đúng lộ trình, hoặc từ đó đến nay tăng ít nhất bằng tốc độ cần có lúc hứa."
)


def figure(answer: Answer | None, value: Decimal | None, a: int | None, b: int | None, unit: str) -> str:
    """A version's answer: the figure with a and b, the word, or «bỏ trống»."""
    if answer is None:
        return "bỏ trống"
    if answer is not Answer.FIGURE:
        return labels.ANSWERS[answer].lower()
    shown = numbers.result(value, unit)
    return f"{shown} ({numbers.count(a)}/{numbers.count(b)})" if a is not None and b is not None else shown


def version_title(version: int) -> str:
    """The title of one version."""
    return f"Bản {version}"


def sent(by: str, received_on: str, received_at: str) -> str:
    """Who sent a file in, on which day, and when the ledger took it in."""
    day = numbers.day(date.fromisoformat(received_on))
    return f"{by} nộp, ngày nhận {day}; sổ ghi lúc {moment(received_at)}"


def place(file: str, sheet: str | None, cell: str | None) -> str:
    """File, sheet and cell of a figure."""
    if sheet is None:
        return f"Tệp «{file}»: dòng của chỉ tiêu này để trống"
    return f"Tệp «{file}», trang «{sheet}», ô {cell}"


def typed(cells: Iterable[tuple[str, str, str]]) -> str | None:
    """What was typed, cell by cell: «tử số a (H9): 1.306»."""
    parts = [f"{COLUMNS.get(column, column)} ({ref}): «{raw}»" for column, ref, raw in cells]
    return f"Gõ trong tệp: {'; '.join(parts)}" if parts else None


def undone(actor: str, at: str, reason: str) -> str:
    """Who undid a file, when and why."""
    return f"{actor} hoàn tác {moment(at)}, lý do: {reason}"


def decided(action: str, actor: str, at: str, reason: str, note: str | None) -> str:
    """Who decided on recognition, when and why."""
    verb = "không công nhận" if action == "not_recognise" else "công nhận lại"
    more = f" ({note})" if note else ""
    return f"{actor} {verb} {moment(at)}, lý do: {reason_text(reason)}{more}"


def reviewed(action: ReviewAction, actor: str, at: str, reason: str | None) -> str:
    """Who looked a file through, accepted it or sent it back, when and why."""
    why = f", lý do: {reason}" if reason else ""
    return f"{actor} {REVIEWED[action]} {moment(at)}{why}"


def download(version: int) -> str:
    """The label of a version's original."""
    return f"Tải tệp gốc bản {version}"


def open_submission(number: int, version: int) -> str:
    """The way to the page of a version's submission."""
    return f"Mở lần nộp {number} (bản {version})"


def promised(at: Period, remedy: str, outcome: PromiseOutcome) -> tuple[str, str]:
    """Last time's remedy and what became of it."""
    return f"Đã hứa {numbers.period(at)}", f"{remedy} — {PROMISES[outcome]}"


def lacking_title(count: int) -> str:
    """The title above the lines that lack a cause or remedy."""
    return f"Chưa nêu nguyên nhân hoặc giải pháp: {numbers.count(count)} dòng"


def lacking_words(line: Standing) -> str:
    """What a line lacks, as `domain.promise` asks for it: both causes in one word, one of them by its name."""
    missing = missing_words(line)
    causes = [column for column in missing if column.endswith("_cause")]
    named = ["nguyên nhân"] if len(causes) == 2 else [COLUMNS[column] for column in causes]
    return ", ".join([*named, *(["giải pháp"] if "remedy" in missing else [])])


def done(action: str) -> str:
    """What is said after a decision."""
    return "Đã ghi: không công nhận số này." if action == "not_recognise" else "Đã ghi: công nhận lại số này."


def carried_from(line: Standing) -> str | None:
    """A figure that is older than the period it stands in: «số liệu T3/2026»; None where it is of the period."""
    older = line.value is not None and line.figure_period is not None and line.figure_period < line.period
    return f"số liệu {numbers.period(line.figure_period)}" if older else None
