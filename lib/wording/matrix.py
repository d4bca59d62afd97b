"""Texts and narrowing of the matrix page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lib.domain.agency import AgencyKind
from lib.domain.catalog import Direction
from lib.domain.period import Period
from lib.domain.standing import Standing, Status
from lib.domain.streak import Course
from lib.wording import numbers
from lib.wording.agency import NOBODY
from lib.wording.labels import INCONCLUSIVE, PROVISIONAL, Look
from lib.wording.numbers import MISSING

__all__ = ["MODES", "NOBODY", "blocks", "caption", "in_block"]

VALUE, GAP, TREND = "ket-qua", "chenh-lech", "xu-huong"
MODES: Mapping[str, str] = {VALUE: "Kết quả", GAP: "Chênh lệch", TREND: "Xu hướng"}
ALL = "tat-ca"
_BLOCKS: Mapping[str, str] = {
    ALL: "Tất cả",
    "so": "Sở, ban, ngành",
    "xa": "Xã",
    "phuong": "Phường",
    "dac-khu": "Đặc khu",
}
_LOCAL = {AgencyKind.COMMUNE: "xa", AgencyKind.WARD: "phuong", AgencyKind.SPECIAL_ZONE: "dac-khu"}
UNOWED = "Không giao"
HOLLOW = Look(f"Viền rỗng: {INCONCLUSIVE} hoặc {PROVISIONAL}", "disc", "ok", hollow=True)
SEARCH = "Tìm đơn vị"
SEARCH_HINT = "Tên đơn vị"
NOT_FOUND = "Không có đơn vị nào khớp."
BETTER, WORSE, SAME = "↑", "↓", "→"
SPOKEN: Mapping[str, str] = {
    "better": "tốt lên",
    "worse": "kém đi",
    "same": "giữ nguyên",
    "since": "so kỳ trước",
    "start": "so với mốc hoặc đầu năm",
}
"""How the signs of a trend are read aloud."""


def blocks(lines: Iterable[Standing]) -> dict[str, str]:
    """The blocks of agencies that are there, by the code that an address carries, all first."""
    there = {block_of(line.agency_kind) for line in lines}
    found = {code: word for code, word in _BLOCKS.items() if code in there}
    return {ALL: _BLOCKS[ALL], **(found if len(found) > 1 else {})}


def block_of(kind: str | None) -> str:
    """The block of an agency's kind."""
    return _LOCAL.get(AgencyKind(kind), "so") if kind else "so"


def in_block(line: Standing, block: str) -> bool:
    """Whether a line's agency belongs to a block."""
    return block == ALL or block_of(line.agency_kind) == block


def caption(shown: int, agencies: int, period: Period) -> str:
    """How many agencies are shown, for which period, and how to go on."""
    when = numbers.period_in_words(period)
    return f"{when[:1].upper()}{when[1:]} · {shown}/{agencies} đơn vị · chạm một ô để mở đơn vị ở chỉ tiêu đó"


def legend_note(mode: str, columns: int) -> str:
    """What stands in a cell, and how to see what lies beyond the edge."""
    said = {
        VALUE: "Ô: kết quả; màu và ký hiệu: trạng thái.",
        GAP: "Ô: kết quả trừ kế hoạch; màu và ký hiệu: trạng thái.",
        TREND: (
            f"Ô: {BETTER} tốt lên, {WORSE} kém đi, {SAME} giữ nguyên so kỳ trước; dòng dưới: so với mốc, không có mốc "
            "thì so với số đầu tiên trong năm. Màu và ký hiệu vẫn là trạng thái."
        ),
    }
    wide = f" {columns} cột: kéo ngang để xem hết." if columns > 9 else ""
    return said[mode] + wide


def names_title(first: str, last: str) -> str:
    """The heading of the codes' full names."""
    return f"Tên đầy đủ của {first}–{last}" if first != last else f"Tên đầy đủ của {first}"


def step_text(line: Standing) -> str:
    """The change since the period before, led by an arrow that says whether it is for the better: «↑ +1,3»."""
    if line.value is None or line.previous_value is None or line.status is Status.NO_DATA:
        return MISSING
    moved = line.value - line.previous_value
    shown = numbers.signed(moved) if numbers.is_share_unit(line.unit) else numbers.difference(moved, line.unit)
    if not shown.strip("+" + numbers.MINUS + "0,"):
        return f"{SAME} {shown.lstrip('+' + numbers.MINUS)}"
    better = (moved > 0) == (Direction(line.direction) is Direction.UP)
    return f"{BETTER if better else WORSE} {shown}"


def since_text(line: Standing, course: Course | None) -> str | None:
    """The change since the baseline, else since the year's first figure; None without one before this period."""
    if line.value is None or line.status is Status.NO_DATA:
        return None
    start = line.baseline_value
    if start is None and course and course.first and course.first[0] < (line.figure_period or line.period):
        start = course.first[1]
    return None if start is None else numbers.difference(line.value - start, line.unit)


def pages_of(items: Sequence[object], rows: int) -> int:
    """How many pages a list fills, at least one."""
    return max(1, -(-len(items) // rows))
