"""Deadlines as plans write them, read into what can be tracked.

Source: the notations of the plans; `before` excludes the named day in the language of law, offices
count it in: `end` holds the named day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.domain.deadline_points import NoSuchTime, Point, points_of, serial_day, years_of
from lib.domain.deadline_rhythm import Rhythm, rhythm_of
from lib.domain.number_text import plain_text

DATED = frozenset({"month", "quarter", "year", "range", "date", "year-end", "quarter-end"})
"""The kinds that name one stretch of time or one day."""

LONGEST = 1000
"""Characters beyond which a text is no deadline and is not read."""

_BLANK = frozenset({"", "-", "--", "…", "...", ".", "/", "n/a"})
_BULLET = re.compile(r"^(?:[-+•·*–—]\s*)+")
_LABEL = re.compile(r"^([^:;]{1,40}):\s*(?=\S)")
_STRONG_BREAK = re.compile(r"\s*;\s*")
_WEAK_BREAK = re.compile(
    r"(?:,\s*|\s+và\s+|\.\s+)(?=(?:thường xuyên|liên tục|duy trì|hằng|hàng|định kỳ|khi|sau khi|sau đó|ngay (?:sau|khi)"
    r"|hoàn thành|trước|xong|chậm nhất|báo cáo)(?!\w))",
    re.IGNORECASE,
)
_VERBS = (
    r"(?:(?:thực hiện|triển khai|hoàn thành|tổ chức|báo cáo|trình|ban hành|xây dựng|tham mưu|cập nhật|rà soát|xong"
    r"|sau đó|được|cho|đến|thời gian|thời hạn)\s+)*"
)
_CONDITION = re.compile(
    rf"{_VERBS}(?:ngay\s+)?(?:sau|khi|nếu|tùy|tuỳ|căn cứ|phù hợp|kể từ khi|kịp thời|đúng (?:tiến độ|thời hạn|quy định)"
    r"|đồng bộ|trong (?:vòng|thời hạn|thời gian)"
    r"|theo(?! (?:tháng|quý|năm|tuần)(?:\s*[,.;]|$)))(?!\w)|ngay(?: lập tức)?$",
    re.IGNORECASE,
)
_CONTINUOUS = re.compile(r"(?<!\w)(?:thường xuyên|liên tục|quanh năm|xuyên suốt)(?!\w)", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"(?:(?i:số:? ))?[0-9][0-9./]*[-/][A-ZĐƯ]\w*(?:[-/.]\w+)*(?:,? ngày [0-9]{1,2}/[0-9]{1,2}/[0-9]{4})?"
    r"|(?i:nghị quyết|quyết định|nghị định|chỉ thị|đề án|công văn|kế hoạch|thông tư)(?: số)?:? [0-9][\w./-]*"
    r"(?:,? ngày [0-9]{1,2}/[0-9]{1,2}/[0-9]{4})?"
)
_PARENTHESIS = re.compile(r"\([^()]*\)")
_BEFORE = re.compile(r"(?<!\w)trước(?!\w)", re.IGNORECASE)
_UNTIL = re.compile(r"(?<!\w)(?:hết|cuối|kết thúc|đến|tới)(?: ngày)?\s*$", re.IGNORECASE)
_SINCE = re.compile(r"(?<!\w)(?:từ|bắt đầu)(?: ngày| đầu)?\s*$", re.IGNORECASE)
_LINK = re.compile(r"(?<!\w)(?:đến|tới|hết|và)(?!\w)|[-–]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline cell. `kind`: month, quarter, year, range, date, year-end, quarter-end, recurring,
    continuous, conditional, mixed, inherit, invalid. `end` holds the last day that is named.

    `boundary` is `by` or `before`; `occurrences` are `MM-DD` marks or words («day 20», «month end»).
    """

    raw: str
    kind: str
    start: date | None = None
    end: date | None = None
    boundary: str | None = None
    recurrence: str | None = None
    occurrences: tuple[str, ...] = ()
    condition: str | None = None
    can_be_overdue: bool = False


def parse_deadline(text: str, group_label: str | None = None, plan_year: int | None = None) -> Deadline:
    """Read a deadline cell; a blank one takes the years of its group row, else of the plan.

    What names no time and no known condition is `invalid`, as is a time that no calendar has.
    Never raises on any text.
    """
    if len(text) > LONGEST:
        return Deadline(text, "invalid")
    plain = plain_text(text)
    years = years_of(plain_text((group_label or "")[:LONGEST])) or ((plan_year, plan_year) if plan_year else None)
    if plain.casefold() in _BLANK:
        return _inherited(text, years)
    day = serial_day(plain)
    if day is not None:
        return Deadline(text, "date", end=day, boundary="by", can_be_overdue=True)
    read = _read(_BULLET.sub("", plain), years[0] if years and years[0] == years[1] else plan_year)
    return replace(read, raw=text) if read is not None else Deadline(text, "invalid")


def _inherited(raw: str, years: tuple[int, int] | None) -> Deadline:
    if years is None:
        return Deadline(raw, "inherit")
    start, end = date(years[0], 1, 1), date(years[1], 12, 31)
    return Deadline(raw, "inherit", start, end, "by", can_be_overdue=True)


def _read(text: str, year: int | None) -> Deadline | None:
    """A whole cell: its items together where each can be read, else the cell as one phrase."""
    for pieces in (_pieces(text, weak=True), _pieces(text, weak=False)):
        readings = [_read_piece(piece, year) for piece in pieces]
        known = [reading for reading in readings if reading is not None]
        if len(known) == len(readings) > 0:
            return _together(known)
    return _read_piece(text, year)


def _pieces(text: str, weak: bool) -> list[str]:
    """The items of a cell, without bullets."""
    items = [_BULLET.sub("", item) for item in _STRONG_BREAK.split(text)]
    if weak:
        items = [piece for item in items for piece in _WEAK_BREAK.split(item)]
    return [item.strip() for item in items if item.strip(" .")]


def _together(readings: Sequence[Deadline]) -> Deadline:
    """Several items as one deadline: the dated part is tracked, the rest is its condition."""
    if len(readings) == 1:
        return readings[0]
    kinds = {reading.kind for reading in readings}
    if "invalid" in kinds:
        return Deadline("", "invalid")
    dated = [reading for reading in readings if reading.kind in DATED]
    others = "; ".join(reading.raw for reading in readings if reading.kind not in DATED)
    if dated and others:
        return replace(_spanning(dated), kind="mixed", condition=others)
    if dated:
        return _spanning(dated)
    return _undated(readings)


def _spanning(dated: Sequence[Deadline]) -> Deadline:
    """Several dated items: from the first day named to the last."""
    if len(dated) == 1:
        return dated[0]
    days = [day for item in dated for day in (item.start, item.end) if day is not None]
    last = max(dated, key=lambda item: item.end or date.min)
    return Deadline("", "range", min(days), max(days), last.boundary, can_be_overdue=True)


def _undated(readings: Sequence[Deadline]) -> Deadline:
    """Items without a date: a rhythm is tracked before «thường xuyên», that before a condition."""
    leading = min(readings, key=lambda item: ("recurring", "continuous", "conditional").index(item.kind))
    if leading.kind == "conditional":
        return replace(leading, condition=", ".join(item.raw for item in readings))
    conditions = [item.raw for item in readings if item.kind == "conditional"]
    start = leading.start or next((item.start for item in readings if item.start), None)
    return replace(leading, start=start, condition="; ".join(conditions) or leading.condition)


def _read_piece(piece: str, year: int | None) -> Deadline | None:
    """One item, `None` where it names neither time nor condition; `raw` is the item."""
    unlabelled = _without_label(piece)
    if _CONDITION.match(unlabelled):
        return Deadline(piece, "conditional", condition=piece)
    masked = _DOCUMENT.sub(" ", unlabelled)
    outside = _PARENTHESIS.sub(" ", masked)
    try:
        rhythm = rhythm_of(masked)
        if rhythm is not None:
            return _recurring(piece, rhythm)
        if _CONTINUOUS.search(masked):
            return Deadline(piece, "continuous", recurrence="continuous")
        points = points_of(outside, year) or points_of(masked, year)
        return _dated(piece, outside if points_of(outside, year) else masked, points) if points else None
    except NoSuchTime:
        return Deadline(piece, "invalid")


def _without_label(piece: str) -> str:
    """«Đợt 1: Tháng 4/2026» without «Đợt 1:»; a label that is itself a time stays."""
    label = _LABEL.match(piece)
    return piece[label.end() :] if label and not points_of(label[1], None) else piece


def _recurring(piece: str, rhythm: Rhythm) -> Deadline:
    return Deadline(
        piece,
        "recurring",
        start=rhythm.start,
        end=rhythm.end,
        boundary="before" if _BEFORE.search(piece) and rhythm.occurrences else None,
        recurrence=rhythm.name,
        occurrences=rhythm.occurrences,
        condition=rhythm.condition,
        can_be_overdue=bool(rhythm.occurrences),
    )


def _dated(piece: str, text: str, points: Sequence[Point]) -> Deadline:
    """An item that names days, months, quarters or years. Raises: NoSuchTime."""
    kept = [point for place, point in enumerate(points) if not _only_names_year(text, points, place)]
    ahead = text[: kept[0].start]
    boundary = "before" if _BEFORE.search(ahead) else "by"
    if len(kept) > 1:
        start, end = _span(kept)
        return Deadline(piece, "range", start, end, boundary, can_be_overdue=True)
    if _SINCE.search(ahead):
        return Deadline(piece, "continuous", start=kept[0].first_day(), recurrence="continuous")
    return _at(piece, kept[0], boundary, until=bool(_UNTIL.search(ahead)))


def _only_names_year(text: str, points: Sequence[Point], place: int) -> bool:
    """«Quý IV … trong năm 2026»: the year belongs to the quarter, it is no second time."""
    point = points[place]
    if point.kind != "year" or place == 0:
        return False
    before = points[place - 1]
    linked = _LINK.search(text[before.end : point.start])
    return before.kind != "year" and before.year == point.year and not before.year_stated and not linked


def _span(points: Sequence[Point]) -> tuple[date, date]:
    """From the first time to the last; one without a year of its own may lie in the year before."""
    first, last = points[0], points[-1]
    if first.first_day() > last.last_day() and not first.year_stated and first.year:
        first = replace(first, year=first.year - 1)
    start, end = first.first_day(), last.last_day()
    if start > end:
        raise NoSuchTime("ends before it starts")
    for point in points[1:-1]:
        point.first_day()
    return start, end


def _at(piece: str, point: Point, boundary: str, until: bool) -> Deadline:
    """One named time. Before a month is before its first day; until its end, its last."""
    start, end = point.first_day(), point.last_day()
    if point.kind == "day" or until:
        kind = {"year": "year-end", "quarter": "quarter-end"}.get(point.kind, "date")
        return Deadline(piece, kind, end=end, boundary=boundary, can_be_overdue=True)
    if boundary == "before":
        return Deadline(piece, "date", end=start, boundary=boundary, can_be_overdue=True)
    kind = "range" if point.kind == "half" else point.kind
    return Deadline(piece, kind, start, end, boundary, can_be_overdue=True)
