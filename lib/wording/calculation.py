"""«Xem cách tính»: every input of a verdict and the rule that decided, in words.

Source: DOMAIN rules of status (ten tests in order, the first that matches decides).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lib.domain.catalog import IndicatorKind, SourceRef
from lib.domain.standing import Standing, Status
from lib.wording import numbers
from lib.wording.labels import (
    AWAITING_SECOND_SOURCE,
    DIRECTIONS,
    INCONCLUSIVE,
    PROVISIONAL,
    SMALL_DENOMINATOR,
    absence_reason,
    item_word,
    look,
)
from lib.wording.pace import faster_text, sources_agree, speed_text
from lib.wording.places import place_text
from lib.wording.sentences import (
    baseline_text,
    coverage_text,
    gap_words,
    interval_text,
    need_words,
    target_text,
    value_text,
)

SOURCE = "Nguồn số liệu"
RULES: Mapping[int, str] = {
    1: "Không có số liệu để đánh giá: không tính là đạt, cũng không tính là không đạt.",
    2: "Chỉ tiêu định tính: theo trả lời của đơn vị kèm minh chứng, không tính bằng số.",
    3: "Kết quả (chưa làm tròn) thỏa mãn chỉ tiêu của năm: «Đạt»; chỉ tiêu phải đối chiếu thì cần hai nguồn "
    "lệch nhau không quá 2 điểm.",
    4: "Đã qua hạn của chỉ tiêu mà kết quả chưa thỏa mãn: «Không đạt».",
    5: "Không có mốc để dựng lộ trình: chỉ nói còn thiếu bao nhiêu, không nói nhanh hay chậm.",
    6: "Kết quả không kém lộ trình đến cuối kỳ: «Đúng lộ trình».",
    7: "Mốc đã thỏa mãn chỉ tiêu nhưng nay thì không: kém trong dung sai là «Nguy cơ», quá dung sai là «Thụt lùi».",
    8: "Mới qua tối đa một phần tư thời gian, lộ trình và kết quả đều nhích chưa quá dung sai: «Mới bắt đầu».",
    9: "Lộ trình không đi lên so với mốc: kém trong dung sai là «Nguy cơ», quá dung sai là «Thụt lùi».",
    10: "Theo tỷ số tiến độ R: từ 0,95 «Đúng lộ trình»; từ 0,60 «Nguy cơ»; từ 0 «Chậm»; dưới 0 «Thụt lùi»; "
    "kém lộ trình trong dung sai thì nặng nhất là «Nguy cơ».",
}


def calculation_steps(standing: Standing) -> list[tuple[str, str]]:
    """Every input of the verdict as (label, text), in the order in which the rule uses them."""
    steps = [*_verdict(standing), *_value(standing), *_goal(standing), *_path(standing), *_totals(standing)]
    return [(label, text) for label, text in steps if text and text != numbers.MISSING]


def rule_text(rule: int) -> str:
    """A test of the status rule in words, with its number."""
    return f"Quy tắc {rule}: {RULES[rule]}" if rule in RULES else f"Quy tắc {rule}"


def source_text(source: SourceRef | None) -> str:
    """Where a figure stands: «tệp bao_cao.xlsx, trang Biểu, ô F9»."""
    return "" if source is None else place_text(source.sheet, source.cell, source.file)


def _verdict(standing: Standing) -> Iterator[tuple[str, str]]:
    yield "Kết luận", look(standing).full_word
    yield "Quy tắc áp dụng", rule_text(standing.rule)
    if standing.status is Status.NO_DATA:
        yield "Lý do", absence_reason(standing.absence)


def _value(standing: Standing) -> Iterator[tuple[str, str]]:
    exact = numbers.with_unit(numbers.trimmed(standing.value, 4), standing.unit)
    yield "Kết quả y", exact if standing.value is not None else value_text(standing)
    if standing.a is not None and standing.b is not None:
        yield "Tử số a, mẫu số b", f"a = {numbers.count(standing.a)}; b = {numbers.count(standing.b)}; y = a ÷ b × 100"
    if standing.small_denominator:
        yield "Lưu ý", f"{SMALL_DENOMINATOR} (b dưới 30): một {item_word(standing.indicator_name)} làm đổi nhiều điểm"
    if standing.figure_period and standing.figure_period != standing.period:
        yield (
            "Số liệu của kỳ",
            f"{numbers.period(standing.figure_period)} (mới nhất đến {numbers.period(standing.period)})",
        )
    yield SOURCE, source_text(standing.source) or _added_up(standing)
    if standing.provisional:
        yield "Tình trạng", provisional_text(standing)
    yield "Nguồn thứ hai", second_source_text(standing)


def _added_up(standing: Standing) -> str:
    """Where a total comes from, which has no cell of its own."""
    if standing.agency_code is not None or standing.value is None or standing.coverage is None:
        return ""
    count = numbers.count(standing.coverage.reported)
    return f"cộng từ {count} đơn vị ở bảng «Khoảng cách theo đơn vị»; mở một đơn vị để thấy tệp, trang, ô của số đó"


def provisional_text(standing: Standing) -> str:
    """That a figure rests on returns nobody has accepted yet, and on how many."""
    if standing.agency_code is not None:
        return f"{PROVISIONAL}: biểu đã nhận, chờ duyệt"
    return f"{PROVISIONAL}: gồm số của {standing.provisional} đơn vị chờ duyệt"


def second_source_text(standing: Standing) -> str:
    """The second source's value and whether it agrees; for a figure that needs one, that it is missing."""
    if standing.second_value is None or standing.value is None:
        return f"{AWAITING_SECOND_SOURCE}: {_unmatched(standing)}" if standing.awaiting_second_source else ""
    other = numbers.with_unit(numbers.trimmed(standing.second_value, 2), standing.unit)
    named = f" ({standing.second_source})" if standing.second_source else ""
    apart = numbers.with_unit(numbers.trimmed(abs(standing.value - standing.second_value), 2), _points(standing))
    verdict = "khớp" if sources_agree(standing) else "chưa khớp"
    lacking = f"; {_unmatched(standing)}" if standing.awaiting_second_source else ""
    return f"{other}{named}; {verdict}, lệch {apart}{lacking}"


def _unmatched(standing: Standing) -> str:
    """What a figure that awaits its second source still needs."""
    if standing.agency_code is None:
        return "có đơn vị chưa đủ hai nguồn khớp nhau"
    if standing.second_value is not None and not standing.second_source:
        return "chưa ghi tên nguồn thứ hai"
    return "cần hai nguồn khác tên, lệch không quá 2 điểm"


def _goal(standing: Standing) -> Iterator[tuple[str, str]]:
    if standing.target is None:
        yield "Chỉ tiêu T", "không có chỉ tiêu bằng số"
        return
    direction = next((word for code, word in DIRECTIONS.items() if code == standing.direction), "")
    yield f"Chỉ tiêu T năm {standing.target.year}", f"{_asked(standing)}; {direction.lower()}"
    if standing.value is not None and standing.status is not Status.NO_DATA:
        yield "So với chỉ tiêu", "; ".join(filter(None, (gap_words(standing), need_words(standing))))


def _asked(standing: Standing) -> str:
    """The graded demand beside the text as written: «≥ 70 %, văn bản ghi «70»»."""
    target = standing.target
    if target is None or target.value is None:
        return f"văn bản ghi «{target_text(standing)}»"
    sign = {">=": "≥", ">": ">", "=": "=", "<=": "≤", "<": "<"}.get(target.comparator, "")
    upper = f"–{numbers.trimmed(target.value2)}" if target.value2 is not None else ""
    number = numbers.with_unit(f"{sign} {numbers.trimmed(target.value, 4)}{upper}".strip(), standing.unit)
    return f"{number} (văn bản ghi «{target_text(standing)}»)"


def _path(standing: Standing) -> Iterator[tuple[str, str]]:
    yield "Mốc y₀", _started_from(standing)
    expected = numbers.with_unit(numbers.trimmed(standing.expected_value, 2), standing.unit)
    yield "Lộ trình P đến cuối kỳ", expected
    if standing.ratio is not None:
        yield "Tỷ số tiến độ R", f"(y − y₀) ÷ (P − y₀) = {numbers.trimmed(standing.ratio, 3)}"
    yield "Dung sai τ", numbers.with_unit(numbers.trimmed(standing.tolerance, 2), _points(standing))
    if standing.speed is not None:
        yield "Tốc độ", "; ".join((speed_text(standing.speed, standing.unit), *_needed(standing)))


def _started_from(standing: Standing) -> str:
    """The value that progress is measured from; a count without one that has a path begins each year at 0."""
    if standing.baseline_value is not None:
        return baseline_text(standing)
    begins = standing.kind == IndicatorKind.COUNT and standing.expected_value is not None
    return "0 (đếm lại từ đầu năm)" if begins else "không có"


def _needed(standing: Standing) -> Iterator[str]:
    """The speed that is needed, with its multiple; nothing where the target is reached."""
    if standing.required_speed:
        yield f"cần {speed_text(standing.required_speed, standing.unit)}"
    if faster := faster_text(standing):
        yield f"nhanh gấp {faster}"


def _points(standing: Standing) -> str:
    return "điểm" if numbers.is_share_unit(standing.unit) else standing.unit


def _totals(standing: Standing) -> Iterator[tuple[str, str]]:
    yield "Độ phủ", coverage_text(standing.coverage) or ""
    yield "Giá trị thật nằm", interval_text(standing) or ""
    if not standing.conclusive:
        yield "Độ chắc chắn", f"{INCONCLUSIVE}: đơn vị chưa báo cáo có thể làm thay đổi kết quả; không tính là «Đạt»"
