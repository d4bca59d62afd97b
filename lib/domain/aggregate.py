"""What many agencies' figures say together: Σa/Σb and Σ, never a mean of percentages, and how sure that is.

Source: `docs/rules.md` §5 (totals, measure, coverage, «chưa kết luận»).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.domain.catalog import Direction, IndicatorKind, Measure
from lib.domain.gap import demand, satisfies, sense
from lib.domain.period import Period
from lib.domain.standing import Absence, Coverage, YearTarget
from lib.domain.submission import Answer


@dataclass(frozen=True, slots=True)
class AgencyFigure:
    """What one agency that owes an indicator has said of it at a period; all None when it is silent.

    last_known_b: the denominator of its newest earlier figure. An answer «đạt» without evidence counts
    as in progress, as in the status rule. sources_agree: it has two named sources that agree.
    """

    a: int | None = None
    b: int | None = None
    value: Decimal | None = None
    answer: Answer | None = None
    absence: Absence | None = None
    last_known_b: int | None = None
    recognised: bool = True
    has_evidence: bool = True
    sources_agree: bool = False

    @property
    def silence(self) -> Absence | None:
        """Why there is no figure or answer that counts, None when there is one."""
        if self.absence is Absence.NOT_ASSIGNED:
            return Absence.NOT_ASSIGNED
        if not self.recognised or self.absence is Absence.NOT_RECOGNISED:
            return Absence.NOT_RECOGNISED
        if self.absence in (Absence.MISSING, Absence.NOT_DUE):
            return Absence.MISSING
        if self.absence is Absence.NOT_APPLICABLE or self.answer is Answer.NOT_APPLICABLE:
            return Absence.NOT_APPLICABLE
        if self.absence is not None or self.answer is Answer.NOTHING_ARISING or (self.b == 0 and not self.a):
            return Absence.NOTHING_ARISING
        has_figure = self.value is not None or (self.a is not None and self.b is not None)
        return None if has_figure or self.word is not None else Absence.MISSING

    @property
    def word(self) -> Answer | None:
        """The qualitative answer, if there is one."""
        if self.answer is Answer.MET and not self.has_evidence:
            return Answer.IN_PROGRESS
        return self.answer if self.answer in (Answer.MET, Answer.IN_PROGRESS, Answer.NOT_MET) else None


@dataclass(frozen=True, slots=True)
class Sums:
    """One row of totals over the agencies that owe an indicator at a period; only recognised figures enter.

    expected: agencies that owe it; reported: those that answered, with any answer, recognised or not;
    a, b: Σ over figures that have both, b > 0; value: Σ of the values of all figures (meaningful for counts
    and amounts); with_value: figures with a value or with a, b; without_ab: figures with a value but no a, b;
    silent_b: Σ of the last known b of those that have not answered; silent_unknown: how many of them have none;
    met, in_progress, not_met: qualitative answers; sole_value: set when one agency alone is expected and
    gave a value without a, b; unmatched: figures and «đạt» without two named sources that agree.
    """

    expected: int
    reported: int
    a: int = 0
    b: int = 0
    value: Decimal = Decimal(0)
    with_value: int = 0
    without_ab: int = 0
    silent_b: int = 0
    silent_unknown: int = 0
    met: int = 0
    in_progress: int = 0
    not_met: int = 0
    nothing_arising: int = 0
    not_applicable: int = 0
    not_recognised: int = 0
    sole_value: Decimal | None = None
    unmatched: int = 0

    @property
    def silent(self) -> int:
        """Agencies that owe and have not answered."""
        return max(0, self.expected - self.reported)


@dataclass(frozen=True, slots=True)
class Total:
    """A province's or group's figure, in the indicator's unit, and the range the true one lies in.

    interval: (low, high), high None when it has no upper end; None when none can be given. Of a qualitative
    indicator a and b are the agencies that have met it and those that answered. conclusive: whether the
    agencies still silent could not change met into not met or back.
    """

    value: Decimal | None
    a: int | None
    b: int | None
    answer: Answer | None
    absence: Absence | None
    coverage: Coverage
    interval: tuple[Decimal, Decimal | None] | None = None
    conclusive: bool = True


def total(kind: IndicatorKind, direction: Direction, sums: Sums, target: YearTarget | None) -> Total:
    """The total of an indicator over the agencies that owe it, from their sums."""
    match kind:
        case IndicatorKind.SHARE:
            return _share(direction, sums, target)
        case IndicatorKind.QUALITATIVE:
            return _in_words(sums)
    return _sum(direction, sums, target)


def _share(direction: Direction, sums: Sums, target: YearTarget | None) -> Total:
    widest = sums.b + sums.silent_b
    is_bounded = widest > 0 and sums.silent_unknown == 0
    known = Decimal(100 * sums.b) / widest if is_bounded else None
    coverage = Coverage(sums.reported, sums.expected, known, sums.without_ab)
    if sums.b < 1:
        absence = None if sums.sole_value is not None else _absence(sums)
        return Total(sums.sole_value, None, None, None, absence, coverage)
    low, high = Decimal(100 * sums.a), Decimal(100 * (sums.a + sums.silent_b))
    is_open = sums.without_ab > 0 or not is_bounded or _straddles(low, high, target, direction, per=widest)
    return Total(
        value=Decimal(100 * sums.a) / sums.b,
        a=sums.a,
        b=sums.b,
        answer=None,
        absence=None,
        coverage=coverage,
        interval=(low / widest, high / widest) if is_bounded else None,
        conclusive=not is_open,
    )


def _sum(direction: Direction, sums: Sums, target: YearTarget | None) -> Total:
    coverage = Coverage(sums.reported, sums.expected)
    if sums.with_value == 0:
        return Total(None, None, None, None, _absence(sums), coverage)
    high = None if sums.silent else sums.value
    return Total(
        value=sums.value,
        a=None,
        b=None,
        answer=None,
        absence=None,
        coverage=coverage,
        interval=(sums.value, high),
        conclusive=not _straddles(sums.value, high, target, direction),
    )


def _in_words(sums: Sums) -> Total:
    """Met only when all have answered and all have met; one that has not settles the matter."""
    coverage = Coverage(sums.reported, sums.expected)
    answered = sums.met + sums.in_progress + sums.not_met
    if answered == 0:
        return Total(None, None, None, None, _absence(sums), coverage)
    could_be_met = sums.met == answered and sums.not_recognised == 0
    answer = Answer.MET if could_be_met and not sums.silent else Answer.IN_PROGRESS
    return Total(
        value=None,
        a=sums.met,
        b=answered,
        answer=Answer.NOT_MET if sums.not_met else answer,
        absence=None,
        coverage=coverage,
        conclusive=not (could_be_met and sums.silent),
    )


def _straddles(
    low: Decimal, high: Decimal | None, target: YearTarget | None, direction: Direction, per: int = 1
) -> bool:
    """Whether some figures from low to high (None: without end) meet the target and some do not."""
    asked = None if target is None else demand(target, direction)
    if target is None or asked is None or low == high:
        return False
    comparator = sense(target, direction)
    if comparator == "=":
        return low <= asked * per and (high is None or asked * per <= high)
    at_high = comparator in (">=", ">") if high is None else satisfies(high, target, direction, per)
    return satisfies(low, target, direction, per) != at_high


def _absence(sums: Sums) -> Absence:
    """Why there is no total. Several bare percentages cannot be added: their a, b are missing."""
    if sums.expected == 0:
        return Absence.NOT_ASSIGNED
    if sums.silent or sums.without_ab:
        return Absence.MISSING
    if sums.not_recognised:
        return Absence.NOT_RECOGNISED
    if sums.nothing_arising:
        return Absence.NOTHING_ARISING
    return Absence.NOT_APPLICABLE if sums.not_applicable else Absence.MISSING


def sums_of(figures: Iterable[AgencyFigure]) -> Sums:
    """Count again, figure by figure, what the ledger keeps summed; agencies that owe nothing are left out."""
    heaps: dict[Absence | None, list[AgencyFigure]] = defaultdict(list)
    for figure in figures:
        heaps[figure.silence].append(figure)
    silent, said = heaps[Absence.MISSING], heaps[None]
    others = (Absence.NOTHING_ARISING, Absence.NOT_APPLICABLE, Absence.NOT_RECOGNISED)
    nothing_arising, not_applicable, not_recognised = (len(heaps[why]) for why in others)
    reported = len(said) + nothing_arising + not_applicable + not_recognised
    pairs = [(figure.a, figure.b) for figure in said if figure.a is not None and figure.b]
    bare = [one.value for one in said if one.value is not None and (one.a is None or not one.b)]
    words = Counter(figure.word for figure in said)
    return Sums(
        expected=reported + len(silent),
        reported=reported,
        a=sum(a for a, _ in pairs),
        b=sum(b for _, b in pairs),
        value=sum((figure.value for figure in said if figure.value is not None), Decimal(0)),
        with_value=len(pairs) + len(bare),
        without_ab=len(bare),
        silent_b=sum(figure.last_known_b or 0 for figure in silent),
        silent_unknown=sum(figure.last_known_b is None for figure in silent),
        met=words[Answer.MET],
        in_progress=words[Answer.IN_PROGRESS],
        not_met=words[Answer.NOT_MET],
        nothing_arising=nothing_arising,
        not_applicable=not_applicable,
        not_recognised=not_recognised,
        sole_value=bare[0] if bare and reported + len(silent) == 1 else None,
        unmatched=sum(not figure.sources_agree for figure in said if figure.word in (None, Answer.MET)),
    )


def cumulate(
    measure: Measure, kind: IndicatorKind, figures_by_period: Mapping[Period, AgencyFigure]
) -> AgencyFigure | None:
    """One agency's figure of the year at its newest period, from the figures of its periods so far.

    in_period: Σa/Σb (shares) or Σ (counts, amounts) over the newest period's year, leaving out what was not
    recognised; an absence at the newest period stays one, except that nothing arising adds nothing. Its sources agree
    when those of each period's figure do.
    cumulative, point_in_time and qualitative: the newest figure as it is.
    """
    if not figures_by_period:
        return None
    newest = max(figures_by_period)
    last = figures_by_period[newest]
    if measure is not Measure.IN_PERIOD or kind is IndicatorKind.QUALITATIVE:
        return last
    if last.silence not in (None, Absence.NOTHING_ARISING):
        return last
    sums = sums_of(figure for period, figure in figures_by_period.items() if period.year == newest.year)
    last = replace(last, sources_agree=sums.unmatched == 0)
    if kind is not IndicatorKind.SHARE and sums.with_value:
        return replace(last, value=sums.value, answer=Answer.FIGURE, absence=None)
    if kind is not IndicatorKind.SHARE or sums.b < 1:
        return last
    value = Decimal(100 * sums.a) / sums.b
    return replace(last, a=sums.a, b=sums.b, value=value, answer=Answer.FIGURE, absence=None)
