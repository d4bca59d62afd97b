"""What the figures say, in one sentence: of one line, of a list of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.gap import vital_few
from lib.domain.standing import Absence, Coverage, Standing, Status
from lib.wording import numbers
from lib.wording.labels import absence_look, absence_reason, item_word, look, short_name
from lib.wording.numbers import MISSING, NBSP
from lib.wording.ranking import GROUPS, distance, goal_of, group_of, worst_first

_QUALITATIVE_WORDS = {
    Status.MET: "Đạt",
    Status.IN_PROGRESS: "Đang thực hiện",
    Status.BEHIND: "Chưa đạt",
    Status.MISSED: "Không đạt",
}


def value_text(standing: Standing) -> str:
    """The actual without its unit: «56,9», «100», «3», an answer in words, or «—»."""
    if standing.kind == IndicatorKind.QUALITATIVE:
        return _QUALITATIVE_WORDS.get(standing.status, MISSING)
    target = goal_of(standing)
    return numbers.result(standing.value, standing.unit, near=target)


def target_text(standing: Standing) -> str:
    """The target as its document writes it: «≥ 70», «05 sản phẩm», «Duy trì», or «—»."""
    return numbers.as_written(standing.target.raw if standing.target else None)


def target_label(standing: Standing) -> str:
    """What the target is called: «KH 2026»."""
    return f"KH {standing.target.year}" if standing.target else "KH"


def baseline_text(standing: Standing) -> str:
    """The baseline as its source writes it («52,90»), else its value, else «—»."""
    if standing.baseline_raw:
        return numbers.as_written(standing.baseline_raw)
    return numbers.result(standing.baseline_value, standing.unit)


def signed_gap(standing: Standing) -> str:
    """Actual minus target with its sign: «−13,1», «+0,3», «—» where one of them is missing."""
    target = goal_of(standing)
    if standing.value is None or target is None or standing.status is Status.NO_DATA:
        return MISSING
    return numbers.difference(standing.value - target, standing.unit)


def change_text(standing: Standing) -> str | None:
    """The change since the period before («+1,3»), or None when one of the two is missing."""
    if standing.value is None or standing.previous_value is None or standing.status is Status.NO_DATA:
        return None
    return numbers.difference(standing.value - standing.previous_value, standing.unit)


def gap_words(standing: Standing, short: bool = False) -> str:
    """The distance to the target in words: «thiếu 13,1 điểm %», «vượt 0,3 điểm %», or why there is none.

    `short` leaves out what the number beside it already shows (the % of a share's points).
    """
    if standing.status is Status.NO_DATA:
        return absence_look(standing.absence).word
    target = goal_of(standing)
    if standing.value is None or target is None:
        return look(standing).word
    away = standing.value - target
    if away == 0:
        return "đúng mức kế hoạch" if standing.status is Status.MET else "phải vượt mức kế hoạch"
    return f"{_side(standing, away)} {_magnitude(abs(away), standing, short)}"


def need_words(standing: Standing, item: str | None = None) -> str | None:
    """The distance in work: «còn thiếu 412 hồ sơ»; None when nothing is missing or it is not counted."""
    if not standing.need:
        return None
    word = item or (standing.unit if standing.kind == IndicatorKind.COUNT else item_word(standing.indicator_name))
    return f"{need_verb(standing)} {numbers.count(standing.need)} {word}"


def need_verb(standing: Standing) -> str:
    """«còn thiếu», or «còn thừa» where less is better."""
    return "còn thừa" if standing.direction == Direction.DOWN else "còn thiếu"


def proof(standing: Standing) -> str:
    """The sentence that a drawing of one line proves, for those who cannot see it."""
    who = f"{standing.agency_name} – " if standing.agency_name else ""
    goal = f"{target_label(standing).replace('KH', 'kế hoạch')}: {target_text(standing)}"
    if standing.status is Status.NO_DATA:
        reason = absence_reason(standing.absence)
        return f"{who}{standing.indicator_name}: chưa có số liệu ({reason}); {goal}."
    value = numbers.with_unit(value_text(standing), "" if _qualitative(standing) else standing.unit)
    gap = "" if _qualitative(standing) else f"; {gap_words(standing)}"
    return f"{who}{standing.indicator_name}: {value}; {goal}{gap}; {look(standing).full_word}."


def lead_parts(standings: Sequence[Standing], year: int) -> tuple[tuple[str, str | None], ...]:
    """The lead sentence of an overview as (text, role) parts; role `strong`, `bad` or None.

    Every line is counted once: met, not met (with the farthest), met but not conclusive, without a figure.
    """
    if not standings:
        return ((f"Chưa có chỉ tiêu nào cho kế hoạch {year}.", None),)
    met = [line for line in standings if line.counts_as_met]
    missing = [line for line in standings if line.status is Status.NO_DATA]
    open_verdict = [line for line in standings if line.status is Status.MET and not line.conclusive]
    unmet = [line for line in standings if line.status not in (Status.MET, Status.NO_DATA)]
    parts: list[tuple[str, str | None]] = [
        (f"{len(met)}/{len(standings)} chỉ tiêu đã đạt", "strong"),
        (f" kế hoạch {year}", None),
    ]
    parts += _unmet_parts(unmet)
    parts += [(f"; {len(open_verdict)} chưa kết luận", None)] if open_verdict else []
    parts += [(f"; {len(lines)} {word}", None) for word, lines in _by_absence(missing)]
    return (*parts, (".", None))


def coverage_text(coverage: Coverage | None) -> str | None:
    """Who has reported: «18/21 đơn vị đã báo cáo (92,4 % mẫu số), 2 không có a, b»."""
    if coverage is None:
        return None
    text = f"{numbers.count(coverage.reported)}/{numbers.count(coverage.expected)} đơn vị đã báo cáo"
    if coverage.share_of_b is not None:
        text += f" ({numbers.percent(coverage.share_of_b)} mẫu số)"
    return f"{text}, {coverage.without_ab} không có a, b" if coverage.without_ab else text


def interval_text(standing: Standing) -> str | None:
    """Where the true value lies while some agencies are silent: «từ 61,2 đến 74,0 %»."""
    if standing.interval is None:
        return None
    low, high = (numbers.result(end, standing.unit) for end in standing.interval)
    if standing.interval[1] is None:
        return f"ít nhất {numbers.with_unit(low, standing.unit)}"
    return f"từ {low} đến {numbers.with_unit(high, standing.unit)}"


def need_sentence(standings: Sequence[Standing], item: str) -> str | None:
    """Which few make most of the missing work: «3 đơn vị chiếm 82 % phần còn thiếu …»; None when nothing is."""
    total = sum(line.need or 0 for line in standings)
    few = heaviest(standings)
    if not total or not few:
        return None
    carried = sum(line.need or 0 for line in few)
    share = numbers.percent(Decimal(carried * 100) / total, 0)
    made = f"{numbers.count(carried)}/{numbers.count(total)} {item}"
    return f"{len(few)} đơn vị in đậm chiếm {share} phần còn thiếu ({made}): tập trung vào đó trước."


def heaviest(standings: Iterable[Standing]) -> list[Standing]:
    """The fewest agencies, the largest need first, that together make four fifths of all need."""
    by_agency = {line.agency_code or "": line for line in standings if line.need}
    codes = vital_few([(code, line.need or 0) for code, line in by_agency.items()])
    return [by_agency[code] for code in codes]


def _unmet_parts(unmet: Sequence[Standing]) -> list[tuple[str, str | None]]:
    if not unmet:
        return []
    urgent = [line for line in unmet if group_of(line) is GROUPS[0]]
    parts: list[tuple[str, str | None]] = [("; ", None)]
    parts.append((f"{len(unmet)} chưa đạt", None if urgent else "strong"))
    if urgent:
        same = len(urgent) == len(unmet)
        parts = [("; ", None), (f"{len(unmet)} chưa đạt", "bad" if same else None)]
        parts += [] if same else [(", trong đó ", None), (f"{len(urgent)} cần chỉ đạo", "bad")]
    farthest = max(urgent or unmet, key=distance)
    if distance(farthest):
        parts.append((f", xa nhất là “{short_name(farthest.indicator_name)}” ({gap_words(farthest)})", None))
    on_way = sum(line.status is Status.ON_TRACK for line in unmet)
    return [*parts, (f", {on_way} đúng lộ trình", None)] if on_way else parts


def _by_absence(missing: Sequence[Standing]) -> list[tuple[str, list[Standing]]]:
    """Lines without a figure by their word; what is merely not there yet counts as «chưa có số liệu»."""
    plain = (None, Absence.MISSING, Absence.NOT_DUE, Absence.NOT_ASSIGNED)
    found: dict[str, list[Standing]] = {}
    for line in missing:
        word = "chưa có số liệu" if line.absence in plain else absence_look(line.absence).word.lower()
        found.setdefault(word, []).append(line)
    return list(found.items())


def _side(standing: Standing, away: Decimal) -> str:
    if standing.direction == Direction.DOWN:
        return "còn cao hơn" if away > 0 else "thấp hơn"
    return "thiếu" if away < 0 else "vượt"


def _magnitude(away: Decimal, standing: Standing, short: bool) -> str:
    number = numbers.difference(away, standing.unit).lstrip("+")
    if numbers.is_share_unit(standing.unit):
        return f"{number} điểm" if short else f"{number} điểm{NBSP}{standing.unit}"
    return numbers.with_unit(number, standing.unit)


def _qualitative(standing: Standing) -> bool:
    return standing.kind == IndicatorKind.QUALITATIVE


def worst_named(standings: Sequence[Standing], most: int = 3) -> list[Standing]:
    """The lines that need direction now, worst first, at most this many."""
    return [line for line in worst_first(standings) if group_of(line) in GROUPS[:2]][:most]
