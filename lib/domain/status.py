"""The one rule that says how an indicator stands: ten tests in order, the first that matches decides.

Source: `docs/rules.md` §6. The cut points stand in `data/thresholds.csv` with their sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lib.domain.catalog import Direction, IndicatorKind
from lib.domain.gap import demand, gap, need, need_of_count, satisfies
from lib.domain.period import Period
from lib.domain.standing import Absence, Status, YearTarget
from lib.domain.submission import Answer
from lib.domain.thresholds import SHIPPED, Thresholds
from lib.domain.trajectory import Course, Yardstick, course_of, month_of, year_end

__all__ = ["MET_RULE", "Observation", "Verdict", "Yardstick", "judge", "target_of"]

MET_RULE = 3  # the test that a figure meets its target


@dataclass(frozen=True, slots=True)
class Observation:
    """What is known of an indicator at a period: an absence, an answer, or a figure in its unit.

    A share with a and b is judged by a/b, whatever `value` says; without them by `value`. Numbers are finite.
    sources_agree: whether all that it rests on has two named sources that agree (`lib.domain.sources`); it is said of
    each return by itself, never of a sum. `second_value` is only carried along.
    """

    period: Period
    absence: Absence | None = None
    answer: Answer | None = None
    value: Decimal | None = None
    a: int | None = None
    b: int | None = None
    second_value: Decimal | None = None
    has_evidence: bool = False
    sources_agree: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an indicator stands and all that led to it.

    rule: 1 to 10, the test that matched. expected_value (P), gap and tolerance (τ) are in the indicator's
    unit, need in items; ratio is R, None where the path does not lead away from the baseline for the better.
    """

    status: Status
    absence: Absence | None
    rule: int
    target: YearTarget | None = None
    expected_value: Decimal | None = None
    gap: Decimal | None = None
    need: int | None = None
    ratio: Decimal | None = None
    tolerance: Decimal | None = None
    awaiting_second_source: bool = False
    small_denominator: bool = False


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure as the exact fraction `over / per` in the indicator's unit: of a share 100·a over b."""

    over: Decimal
    per: int
    b: int | None

    @property
    def value(self) -> Decimal:
        return self.over / self.per


@dataclass(frozen=True, slots=True)
class _Race:
    """Figure, start (y0), path (P) and goal (T), where larger is better, and τ and R between them.

    All but R are multiplied by one whole number that clears the denominators of a/b and of the months,
    so that no comparison is rounded.
    """

    figure: Decimal
    start: Decimal
    path: Decimal
    goal: Decimal
    tolerance: Decimal
    is_early: bool
    started_met: bool

    @property
    def ratio(self) -> Decimal | None:
        asked = self.path - self.start
        return (self.figure - self.start) / asked if asked > 0 else None


def target_of(yardstick: Yardstick, period: Period) -> YearTarget | None:
    """T: the assessed year's target; else that of the next year that has one; else the last.

    A measured indicator passes over targets without a number.
    """
    in_words = yardstick.kind is IndicatorKind.QUALITATIVE
    able = [target for target in yardstick.targets if in_words or target.value is not None]
    return next((target for target in able if target.year >= period.year), able[-1] if able else None)


def judge(
    yardstick: Yardstick,
    observation: Observation,
    *,
    target_date_passed: bool | None = None,
    thresholds: Thresholds = SHIPPED,
) -> Verdict:
    """How one indicator stands at the end of one period.

    target_date_passed: whether the as-of date has reached T's date (None: it has); a period that ends
    before T's date is never late. Where no pace can be claimed (no baseline, no target at all, a period on
    or before the baseline date) a figure that is neither met nor late is `unpaced`, rule 5.
    """
    target = target_of(yardstick, observation.period)
    due = None if target is None else year_end(target.year)
    is_late = due is not None and observation.period.index >= month_of(due) and target_date_passed is not False
    course = None if target is None else course_of(yardstick, target, observation.period)
    figure = _figure(yardstick.kind, observation)
    absence = _absence(yardstick.kind, observation, figure)
    if absence is not None:
        expected = None if course is None else course.leg.value
        return Verdict(Status.NO_DATA, absence, 1, target=target, expected_value=expected)
    if yardstick.kind is IndicatorKind.QUALITATIVE or figure is None:
        return _in_words(yardstick, observation, is_late, target)
    if target is None:
        return Verdict(Status.UNPACED, None, 5, small_denominator=_is_small(figure, thresholds))
    return _measured(yardstick, observation, figure, target, course, is_late, thresholds)


def _figure(kind: IndicatorKind, seen: Observation) -> _Figure | None:
    if kind is IndicatorKind.QUALITATIVE:
        return None
    if kind is IndicatorKind.SHARE and seen.b is not None:
        if seen.b < 1:
            return None
        if seen.a is not None:
            return _Figure(Decimal(100 * seen.a), seen.b, seen.b)
    b = seen.b if kind is IndicatorKind.SHARE else None
    return None if seen.value is None else _Figure(seen.value, 1, b)


def _absence(kind: IndicatorKind, seen: Observation, figure: _Figure | None) -> Absence | None:
    """Rule 1: why there is nothing to judge, if there is nothing; a share of b = 0 is nothing arising."""
    if seen.absence is not None:
        return seen.absence
    if seen.answer is Answer.NOT_APPLICABLE:
        return Absence.NOT_APPLICABLE
    if seen.answer is Answer.NOTHING_ARISING:
        return Absence.NOTHING_ARISING
    if kind is IndicatorKind.QUALITATIVE:
        return None if seen.answer in (Answer.MET, Answer.IN_PROGRESS, Answer.NOT_MET) else Absence.MISSING
    if kind is IndicatorKind.SHARE and seen.b == 0 and not seen.a:
        return Absence.NOTHING_ARISING
    return Absence.MISSING if figure is None else None


def _in_words(yardstick: Yardstick, seen: Observation, is_late: bool, target: YearTarget | None) -> Verdict:
    """Rule 2: the agency's own answer; «đạt» without evidence is still in progress, a risky one needs two sources."""
    is_met = seen.answer is Answer.MET and seen.has_evidence
    awaiting = is_met and yardstick.risky and not seen.sources_agree
    if seen.answer is Answer.NOT_MET:
        status = Status.MISSED if is_late else Status.BEHIND
    elif is_met:
        status = Status.AT_RISK if awaiting else Status.MET
    else:
        status = Status.IN_PROGRESS
    return Verdict(status, None, 2, target=target, awaiting_second_source=awaiting)


def _measured(
    yardstick: Yardstick,
    seen: Observation,
    figure: _Figure,
    target: YearTarget,
    course: Course | None,
    is_late: bool,
    thresholds: Thresholds,
) -> Verdict:
    """Rules 3 to 10 for a figure, with everything that «Xem cách tính» shows."""
    is_met = satisfies(figure.over, target, yardstick.direction, figure.per)
    awaiting = is_met and yardstick.risky and not seen.sources_agree
    race = None if course is None else _race(yardstick, figure, target, course, thresholds)
    if is_met:
        status, rule = (Status.AT_RISK if awaiting else Status.MET), MET_RULE
    elif is_late:
        status, rule = Status.MISSED, 4
    elif race is None:
        status, rule = Status.UNPACED, 5
    else:
        status, rule = _pace(race, thresholds)
    return Verdict(
        status,
        None,
        rule,
        target=target,
        expected_value=None if course is None else course.leg.value,
        gap=gap(figure.value, target, yardstick.direction),
        need=_need(yardstick, seen, target),
        ratio=None if race is None else race.ratio,
        tolerance=_tolerance(yardstick, figure, target, thresholds),
        awaiting_second_source=awaiting,
        small_denominator=_is_small(figure, thresholds),
    )


def _race(
    yardstick: Yardstick, figure: _Figure, target: YearTarget, course: Course, thresholds: Thresholds
) -> _Race | None:
    asked = demand(target, yardstick.direction)
    tolerance = _tolerance(yardstick, figure, target, thresholds, per=figure.per)
    if asked is None or tolerance is None:
        return None
    better = 1 if yardstick.direction is Direction.UP else -1
    months, scale = course.leg.months, figure.per * course.leg.months
    return _Race(
        figure=better * figure.over * months,
        start=better * course.start * scale,
        path=better * course.leg.height * figure.per,
        goal=better * asked * scale,
        tolerance=tolerance * months,
        is_early=course.passed <= thresholds.early_fraction * course.months,
        started_met=satisfies(course.start, target, yardstick.direction),
    )


def _pace(race: _Race, thresholds: Thresholds) -> tuple[Status, int]:
    """Rules 6 to 10: the figure against the path; the target is neither met nor past its date."""
    done, asked = race.figure - race.start, race.path - race.start
    short = race.path - race.figure
    if short <= 0:
        return Status.ON_TRACK, 6
    if race.started_met:
        is_near = race.goal - race.figure <= race.tolerance
        return (Status.AT_RISK if is_near else Status.REGRESSING), 7
    if race.is_early and abs(asked) < race.tolerance and abs(done) < race.tolerance:
        return Status.TOO_EARLY, 8
    if asked <= 0:
        return (Status.AT_RISK if short <= race.tolerance else Status.REGRESSING), 9
    return _by_ratio(done, asked, race.tolerance, thresholds), 10


def _by_ratio(done: Decimal, asked: Decimal, tolerance: Decimal, thresholds: Thresholds) -> Status:
    """Rule 10, with asked > 0. A shortfall within τ is at worst «Nguy cơ».

    The rule excepts a figure that has moved away from y0, for the worse, by more than τ: with asked > 0
    its shortfall is more than τ already, so there is nothing left to test.
    """
    if done >= thresholds.on_track_ratio * asked:
        return Status.ON_TRACK
    if done >= thresholds.at_risk_ratio * asked or asked - done <= tolerance:
        return Status.AT_RISK
    return Status.BEHIND if done >= 0 else Status.REGRESSING


def _tolerance(
    yardstick: Yardstick, figure: _Figure, target: YearTarget, thresholds: Thresholds, per: int = 1
) -> Decimal | None:
    """τ (of a share: times `per`) in the indicator's unit; None for an amount without a baseline."""
    match yardstick.kind:
        case IndicatorKind.SHARE:
            points = thresholds.share_tolerance_points * per
            return points if figure.b is None else max(points, Decimal(100 * per) / figure.b)
        case IndicatorKind.COUNT:
            return Decimal(thresholds.count_tolerance)
    asked = demand(target, yardstick.direction)
    if asked is None or yardstick.baseline_value is None:
        return None
    return thresholds.other_tolerance_percent * abs(asked - yardstick.baseline_value) / 100


def _need(yardstick: Yardstick, seen: Observation, target: YearTarget) -> int | None:
    match yardstick.kind:
        case IndicatorKind.SHARE:
            return need(seen.a, seen.b, target, yardstick.direction)
        case IndicatorKind.COUNT:
            return need_of_count(seen.value, target, yardstick.direction)
    return None


def _is_small(figure: _Figure, thresholds: Thresholds) -> bool:
    return figure.b is not None and figure.b < thresholds.small_denominator
