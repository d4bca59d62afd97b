"""The pace of one line in words: where it leads by the end of the year and by 2030, and what the target would take."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.domain.catalog import IndicatorKind
from lib.domain.period import Period
from lib.domain.sources import values_agree
from lib.domain.standing import Standing, Status
from lib.wording import numbers
from lib.wording.labels import look
from lib.wording.numbers import MISSING, NBSP
from lib.wording.sentences import baseline_text, gap_words, target_text

HORIZON_YEAR = 2030  # of every projection


def pace_sentence(standing: Standing) -> str:
    """Where this pace leads and what it would take: «Giữ nhịp +1,3 điểm/tháng thì cuối 2026 đạt khoảng 67,6; …»."""
    if standing.kind == IndicatorKind.QUALITATIVE:
        return "Chỉ tiêu định tính: theo trả lời của đơn vị kèm minh chứng, không tính nhịp."
    if standing.status is Status.NO_DATA or standing.value is None or standing.target is None:
        return f"Chưa có số liệu năm {standing.period.year} để tính nhịp: mới có lộ trình cần đạt."
    if reaches_target(standing):
        return f"{_reached(standing)}{_beyond(standing)}"
    if standing.speed is None:
        return f"Chưa đủ ba kỳ số liệu so được với nhau để tính nhịp.{_required(standing)}"
    lead = f"Giữ nhịp {speed_text(standing.speed, standing.unit)} thì cuối {standing.period.year}"
    year_end = projected_text(standing.projection_year_end, standing)
    projected = f"{lead} đạt khoảng {year_end}{_range(standing.projection_low, standing.projection_high, standing)}"
    return f"{projected}{_when(standing)}{_faster(standing)}.{_beyond(standing)}"


def pace_facts(standing: Standing) -> tuple[tuple[str, str, str | None], ...]:
    """The facts beside a gauge as (label, text, role): baseline, path, horizon, speed now and needed, second source."""
    return (*_base_facts(standing), *_speed_facts(standing), *_source_facts(standing))


def speed_text(speed: Decimal | None, unit: str) -> str:
    """A speed per month: «+1,3 điểm/tháng», «−0,5 phút/tháng»."""
    if speed is None:
        return MISSING
    return f"{_signed_speed(speed)}{NBSP}{_speed_unit(unit)}/tháng"


def projected_text(value: Decimal | None, standing: Standing) -> str:
    """A projection as it is read: one decimal place, whole numbers of things."""
    return numbers.count(value) if standing.kind == IndicatorKind.COUNT else numbers.result(value, standing.unit)


def faster_text(standing: Standing) -> str | None:
    """How many times faster it must go: «1,8 lần»; None where no multiple helps or none is needed."""
    times = _times(standing)
    return None if times is None else f"{numbers.decimal(times, 1)} lần"


def reaches_target(standing: Standing) -> bool:
    """Whether the figure itself satisfies the target, also where the verdict waits for a second source or others."""
    return standing.status is Status.MET or standing.awaiting_second_source


def sources_agree(standing: Standing) -> bool:
    """Whether nothing is awaited of the second source, and both lie no further apart than allowed."""
    return not standing.awaiting_second_source and values_agree(IndicatorKind(standing.kind), standing) is True


def _base_facts(standing: Standing) -> Iterator[tuple[str, str, str | None]]:
    yield f"Kết quả {standing.period.year - 1}", baseline_text(standing), None
    if standing.expected_value is not None:
        expected = numbers.result(standing.expected_value, standing.unit)
        yield f"Lộ trình đến {numbers.period(standing.period)}", expected, None
    if standing.horizon_target:
        yield f"Định hướng {standing.horizon_target.year}", numbers.as_written(standing.horizon_target.raw), None


def _speed_facts(standing: Standing) -> Iterator[tuple[str, str, str | None]]:
    yield "Tốc độ hiện nay", speed_text(standing.speed, standing.unit), None
    if reaches_target(standing) or standing.required_speed is None:
        return
    role = look(standing).role if _pace_is_short(standing) else None
    yield "Tốc độ cần để đạt", speed_text(standing.required_speed, standing.unit), role
    if faster := faster_text(standing):
        yield "Cần nhanh gấp", faster, role


def _source_facts(standing: Standing) -> Iterator[tuple[str, str, str | None]]:
    """The second source, and whether both agree, where there is one or must be one."""
    if standing.second_value is None:
        if standing.awaiting_second_source:
            yield "Nguồn thứ hai", "chưa có", "warn"
        return
    value = numbers.with_unit(numbers.result(standing.second_value, standing.unit), standing.unit)
    agrees = sources_agree(standing)
    yield "Nguồn thứ hai", f"{value}, {'khớp' if agrees else 'chưa khớp'}", None if agrees else "warn"


def _signed_speed(speed: Decimal) -> str:
    places = 1 if speed == 0 or abs(speed) >= Decimal("0.05") else 2
    return numbers.signed(speed, places)


def _speed_unit(unit: str) -> str:
    return "điểm" if numbers.is_share_unit(unit) else unit


def _range(low: Decimal | None, high: Decimal | None, standing: Standing) -> str:
    if low is None or high is None or low == high:
        return ""
    first, last = sorted((low, high))
    return f" (từ {projected_text(first, standing)} đến {projected_text(last, standing)})"


def _reached(standing: Standing) -> str:
    """That the figure has reached the target, and what the verdict still waits for."""
    assert standing.target is not None
    goal = f"kế hoạch {standing.target.year} ({target_text(standing)}); {gap_words(standing)}"
    if standing.awaiting_second_source:
        return f"Số liệu đã đạt mức {goal}; chờ nguồn thứ hai khớp mới tính là đạt."
    if not standing.conclusive:
        return f"Số liệu đã đạt mức {goal}; chưa kết luận vì còn đơn vị chưa báo cáo."
    return f"Đã đạt {goal}."


def _when(standing: Standing) -> str:
    """The month in which this pace reaches the target, and how many months too late that is."""
    reached, target = standing.reached_in, standing.target
    if reached is None or target is None:
        return ""
    late = reached - Period(target.year, 12)
    if late > 0:
        return f"; đến {numbers.period(reached)} mới đạt kế hoạch, muộn {late} tháng so với hạn"
    return f"; đạt kế hoạch vào {numbers.period(reached)}"


def _beyond(standing: Standing) -> str:
    """Where this pace leads by 2030, with its range and against what is asked then."""
    if standing.projection_horizon is None or standing.speed is None or standing.period.year >= HORIZON_YEAR:
        return ""
    value = projected_text(standing.projection_horizon, standing)
    span = _range(standing.projection_horizon_low, standing.projection_horizon_high, standing)
    goal = standing.horizon_target
    asked = f", định hướng {goal.year}: {numbers.as_written(goal.raw)}" if goal and goal.year == HORIZON_YEAR else ""
    return f" Đến cuối {HORIZON_YEAR} nhịp này đưa tới khoảng {value}{span}{asked}."


def _pace_is_short(standing: Standing) -> bool:
    speed, needed = standing.speed, standing.required_speed
    return speed is not None and needed is not None and abs(needed) > abs(speed)


def _required(standing: Standing) -> str:
    if standing.required_speed is None:
        return ""
    return f" Cần {speed_text(standing.required_speed, standing.unit)} để đạt kế hoạch."


def _faster(standing: Standing) -> str:
    """How many times faster it must go; in plain speed where it stands still or moves the wrong way."""
    speed, needed = standing.speed, standing.required_speed
    if needed is None or speed is None or not needed:
        return ""
    if speed * needed <= 0:
        return f"; cần {speed_text(needed, standing.unit)} để đạt kế hoạch"
    times = faster_text(standing)
    return f"; cần nhanh gấp {times}" if times else ""


def _times(standing: Standing) -> Decimal | None:
    """Speed needed over speed now, where both go the same way and more is needed to be in time."""
    speed, needed = standing.speed, standing.required_speed
    in_time = standing.reached_in and standing.target and standing.reached_in <= Period(standing.target.year, 12)
    if in_time or not needed or not speed or speed * needed <= 0:
        return None
    times = needed / speed
    return times if times >= Decimal("1.05") else None
