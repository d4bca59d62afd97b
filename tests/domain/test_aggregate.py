from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.aggregate import AgencyFigure, Sums, cumulate, sums_of, total
from lib.domain.catalog import Direction, IndicatorKind, Measure
from lib.domain.period import Period
from lib.domain.standing import Absence, Coverage, YearTarget
from lib.domain.submission import Answer

UP, DOWN = Direction.UP, Direction.DOWN
SHARE, COUNT, WORDS = IndicatorKind.SHARE, IndicatorKind.COUNT, IndicatorKind.QUALITATIVE


def target(value, comparator=">="):
    return YearTarget(2026, comparator, None if value is None else Decimal(value), str(value))


def pair(a, b, **facts):
    return AgencyFigure(a=a, b=b, value=Decimal(100 * a) / b, answer=Answer.FIGURE, **facts)


def bare(value):
    return AgencyFigure(value=Decimal(value), answer=Answer.FIGURE)


def said(answer, **facts):
    return AgencyFigure(answer=answer, **facts)


def agreed(figure):
    return replace(figure, sources_agree=True)


def silent(last_known_b=None):
    return AgencyFigure(last_known_b=last_known_b)


def share_total(*figures, asked=70, comparator=">=", direction=UP):
    return total(SHARE, direction, sums_of(figures), target(asked, comparator))


def count_total(*figures, asked=5, comparator=">=", direction=UP):
    return total(COUNT, direction, sums_of(figures), target(asked, comparator))


def words_total(*figures):
    return total(WORDS, UP, sums_of(figures), target(None, "none"))


def test_the_total_of_shares_is_the_sum_of_a_over_the_sum_of_b_never_a_mean():
    whole = share_total(pair(1, 1), pair(0, 99))
    assert (whole.value, whole.a, whole.b) == (1, 1, 100)


def test_a_zero_is_a_figure_and_a_blank_is_not():
    assert share_total(pair(0, 50), pair(50, 50)).value == 50
    assert share_total(silent(50), pair(50, 50)).value == 100


@pytest.mark.parametrize(
    ("figures", "interval", "conclusive"),
    [
        pytest.param([pair(80, 100)], (80, 80), True, id="all have answered"),
        pytest.param([pair(80, 100), silent(10)], ("72.727273", "81.818182"), True, id="met whatever comes"),
        pytest.param([pair(80, 100), silent(100)], (40, 90), False, id="straddles the target"),
        pytest.param([pair(40, 100), silent(50)], ("26.666667", 60), True, id="not met whatever comes"),
        pytest.param([pair(80, 100), silent()], None, False, id="a silent one with no known b"),
        pytest.param([pair(80, 100), bare(90)], (80, 80), False, id="a percentage without a, b"),
        pytest.param([pair(70, 90), silent(10)], (70, 80), True, id="the low end stands on the target"),
        pytest.param([pair(60, 90), silent(10)], (60, 70), False, id="the high end stands on the target"),
        pytest.param([pair(80, 100), silent(0)], (80, 80), True, id="a silent one that never had any"),
    ],
)
def test_a_total_of_shares_lies_in_an_interval_and_concludes_only_outside_the_target(figures, interval, conclusive):
    whole = share_total(*figures)
    rounded = whole.interval and tuple(round(end, 6) for end in whole.interval)
    assert rounded == (interval and tuple(Decimal(end) for end in interval))
    assert whole.conclusive is conclusive


@pytest.mark.parametrize(
    ("comparator", "direction", "conclusive"),
    [
        pytest.param(">=", UP, True, id="at least 40: both ends meet it"),
        pytest.param(">", UP, False, id="more than 40: the low end does not"),
        pytest.param("<=", DOWN, False, id="at most 40: only the low end meets it"),
        pytest.param("<", DOWN, True, id="less than 40: neither end meets it"),
        pytest.param("=", UP, False, id="equal to 40: the low end alone"),
    ],
)
def test_an_end_on_the_target_is_judged_by_the_comparator(comparator, direction, conclusive):
    whole = share_total(pair(40, 50), silent(50), asked=40, comparator=comparator, direction=direction)
    assert whole.conclusive is conclusive


@pytest.mark.parametrize(
    ("asked", "conclusive"),
    [
        pytest.param(90, False, id="at the high end"),
        pytest.param(95, True, id="above the high end"),
        pytest.param(35, True, id="under the low end"),
    ],
)
def test_an_equal_target_is_open_only_while_the_interval_holds_it(asked, conclusive):
    whole = share_total(pair(40, 50), silent(50), asked=asked, comparator="=")
    assert whole.conclusive is conclusive


def test_an_equal_target_inside_the_interval_is_not_conclusive_though_neither_end_meets_it():
    assert not share_total(pair(40, 50), silent(50), asked=60, comparator="=").conclusive


@pytest.mark.parametrize(
    ("figures", "coverage"),
    [
        pytest.param([pair(8, 10), silent(30)], Coverage(1, 2, Decimal(25), 0), id="a quarter of b"),
        pytest.param([pair(8, 10), silent()], Coverage(1, 2, None, 0), id="share of b unknown"),
        pytest.param([pair(8, 10), bare(90)], Coverage(2, 2, Decimal(100), 1), id="one without a, b"),
        pytest.param(
            [pair(8, 10), said(Answer.NOTHING_ARISING), said(Answer.NOT_APPLICABLE)],
            Coverage(3, 3, Decimal(100), 0),
            id="answers without a figure are answers",
        ),
        pytest.param([pair(8, 10), pair(1, 9, recognised=False)], Coverage(2, 2, Decimal(100), 0), id="refused"),
        pytest.param(
            [pair(8, 10), AgencyFigure(absence=Absence.NOT_ASSIGNED)],
            Coverage(1, 1, Decimal(100), 0),
            id="who owes nothing is not expected",
        ),
    ],
)
def test_coverage_says_who_has_reported_and_how_much_of_b(figures, coverage):
    assert share_total(*figures).coverage == coverage


def test_what_is_not_recognised_never_enters_the_sum():
    assert share_total(pair(8, 10), pair(90, 90, recognised=False)).value == 80
    assert count_total(bare(3), replace(bare(9), recognised=False)).value == 3


def test_a_percentage_without_a_and_b_never_enters_the_sum():
    assert share_total(pair(8, 10), bare(0)).value == 80


def test_the_only_agency_that_owes_a_share_gives_the_total_even_as_a_bare_percentage():
    whole = share_total(bare("94.95"))
    assert (whole.value, whole.a, whole.b, whole.conclusive) == (Decimal("94.95"), None, None, True)
    assert whole.coverage == Coverage(1, 1, None, 1)


@pytest.mark.parametrize(
    ("figures", "absence"),
    [
        pytest.param([], "not_assigned", id="nobody owes it"),
        pytest.param([silent(5), silent()], "missing", id="nobody has answered"),
        pytest.param([silent(), said(Answer.NOTHING_ARISING)], "missing", id="one is still silent"),
        pytest.param([bare(90), bare(80)], "missing", id="two bare percentages cannot be added"),
        pytest.param([pair(1, 2, recognised=False), said(Answer.NOT_APPLICABLE)], "not_recognised", id="refused"),
        pytest.param(
            [said(Answer.NOTHING_ARISING), said(Answer.NOT_APPLICABLE)], "nothing_arising", id="nothing arose"
        ),
        pytest.param([AgencyFigure(a=0, b=0)], "nothing_arising", id="none of none"),
        pytest.param([said(Answer.NOT_APPLICABLE)], "not_applicable", id="nobody's business"),
    ],
)
@pytest.mark.parametrize("kind", [SHARE, COUNT, WORDS])
def test_a_total_without_figures_says_why(kind, figures, absence):
    if kind is not SHARE and any(figure.value is not None and figure.recognised for figure in figures):
        figures = [silent()]
    whole = total(kind, UP, sums_of(figures), target(70))
    assert (whole.absence, whole.value, whole.answer) == (Absence(absence), None, None)


@pytest.mark.parametrize(
    ("figures", "comparator", "direction", "interval", "conclusive"),
    [
        pytest.param([bare(2), bare(3)], ">=", UP, (5, 5), True, id="all have answered"),
        pytest.param([bare(5), silent()], ">=", UP, (5, None), True, id="enough already"),
        pytest.param([bare(4), silent()], ">=", UP, (4, None), False, id="the silent one may have the fifth"),
        pytest.param([bare(5), silent()], ">", UP, (5, None), False, id="more than five is still open"),
        pytest.param([bare(5), silent()], "<=", DOWN, (5, None), False, id="at most five is still open"),
        pytest.param([bare(6), silent()], "<=", DOWN, (6, None), True, id="at most five is lost"),
        pytest.param([bare(5), silent()], "<", DOWN, (5, None), True, id="fewer than five is lost"),
        pytest.param([bare(5), silent()], "=", UP, (5, None), False, id="exactly five may be passed"),
        pytest.param([bare(6), silent()], "=", UP, (6, None), True, id="exactly five is passed"),
    ],
)
def test_a_total_of_counts_has_a_lower_bound_only(figures, comparator, direction, interval, conclusive):
    whole = count_total(*figures, comparator=comparator, direction=direction)
    assert (whole.value, whole.interval, whole.conclusive) == (interval[0], interval, conclusive)
    assert whole.coverage.without_ab == 0


MET, DOING, NOT_MET = (said(one) for one in (Answer.MET, Answer.IN_PROGRESS, Answer.NOT_MET))


@pytest.mark.parametrize(
    ("figures", "answer", "met", "answered", "conclusive"),
    [
        pytest.param([MET, MET], Answer.MET, 2, 2, True, id="all have met"),
        pytest.param([MET, silent()], Answer.IN_PROGRESS, 1, 1, False, id="one is silent"),
        pytest.param([MET, DOING], Answer.IN_PROGRESS, 1, 2, True, id="one is still at it"),
        pytest.param([MET, DOING, silent()], Answer.IN_PROGRESS, 1, 2, True, id="one silent settles nothing"),
        pytest.param([MET, NOT_MET, DOING], Answer.NOT_MET, 1, 3, True, id="one has not met"),
        pytest.param([MET, said(Answer.NOT_APPLICABLE)], Answer.MET, 1, 1, True, id="not every agency's business"),
        pytest.param([MET, replace(MET, recognised=False)], Answer.IN_PROGRESS, 1, 1, True, id="one refused"),
        pytest.param([MET, replace(MET, has_evidence=False)], Answer.IN_PROGRESS, 1, 2, True, id="no evidence"),
    ],
)
def test_a_qualitative_total_is_met_only_when_all_have_answered_and_all_have_met(
    figures, answer, met, answered, conclusive
):
    whole = words_total(*figures)
    assert (whole.answer, whole.a, whole.b, whole.conclusive) == (answer, met, answered, conclusive)


def test_without_a_target_only_an_unknown_b_leaves_a_total_open():
    assert total(SHARE, UP, sums_of([pair(8, 10), silent(9)]), None).conclusive
    assert not total(SHARE, UP, sums_of([pair(8, 10), silent()]), None).conclusive


@pytest.mark.parametrize(
    ("figure", "sums"),
    [
        pytest.param(AgencyFigure(a=1, b=2), Sums(1, 1, a=1, b=2, with_value=1, unmatched=1), id="a and b alone"),
        pytest.param(AgencyFigure(a=1), Sums(1, 0, silent_unknown=1), id="a alone is no figure"),
        pytest.param(AgencyFigure(b=2), Sums(1, 0, silent_unknown=1), id="b alone is no figure"),
        pytest.param(
            AgencyFigure(a=1, value=Decimal(50)),
            Sums(1, 1, value=Decimal(50), with_value=1, without_ab=1, sole_value=Decimal(50), unmatched=1),
            id="a percentage with a and no b",
        ),
    ],
)
def test_a_share_is_summed_only_with_both_a_and_b(figure, sums):
    assert sums_of([figure]) == sums


def test_no_agency_is_the_only_one_while_another_is_silent():
    assert sums_of([bare(50), bare(60), silent()]).sole_value is None
    assert sums_of([bare(50), silent()]).sole_value is None


def test_the_recount_of_one_agency_of_each_sort():
    figures = [
        pair(3, 4),
        bare(50),
        silent(7),
        silent(),
        AgencyFigure(absence=Absence.NOT_DUE, last_known_b=2),
        said(Answer.NOTHING_ARISING),
        AgencyFigure(absence=Absence.NOT_APPLICABLE),
        AgencyFigure(absence=Absence.NOT_RECOGNISED, a=1, b=1),
        MET,
        DOING,
        NOT_MET,
        AgencyFigure(absence=Absence.NOT_ASSIGNED),
    ]
    assert sums_of(figures) == Sums(
        expected=11,
        reported=8,
        a=3,
        b=4,
        value=Decimal(125),
        with_value=2,
        without_ab=1,
        silent_b=9,
        silent_unknown=1,
        met=1,
        in_progress=1,
        not_met=1,
        nothing_arising=1,
        not_applicable=1,
        not_recognised=1,
        unmatched=3,
    )


@pytest.mark.parametrize(
    ("figures", "unmatched"),
    [
        pytest.param([agreed(pair(3, 4)), agreed(bare(50)), agreed(MET)], 0, id="each stands on two sources"),
        pytest.param([agreed(pair(3, 4)), pair(1, 2)], 1, id="one does not"),
        pytest.param([agreed(pair(3, 4)), DOING, NOT_MET, silent(4)], 0, id="what claims nothing needs no second"),
    ],
)
def test_the_figures_without_two_sources_are_counted(figures, unmatched):
    assert sums_of(figures).unmatched == unmatched


def test_the_sum_of_a_year_stands_on_two_sources_when_each_month_does():
    for may, june, agree in ((True, True, True), (False, True, False), (True, False, False)):
        year = {MAY: replace(pair(1, 2), sources_agree=may), JUNE: replace(pair(1, 2), sources_agree=june)}
        assert cumulate(Measure.IN_PERIOD, SHARE, year).sources_agree is agree
        assert cumulate(Measure.CUMULATIVE, SHARE, year).sources_agree is june


pairs = st.integers(1, 10**5).flatmap(lambda b: st.tuples(st.integers(0, b), st.just(b)))
percents = st.decimals(0, 100, places=1)


@given(
    st.lists(pairs, min_size=1, max_size=6),
    st.lists(pairs, max_size=6),
    percents,
    st.sampled_from([(">=", UP), (">", UP), ("<=", DOWN), ("<", DOWN), ("=", UP)]),
)
@settings(max_examples=100, deadline=None)
def test_whatever_the_silent_report_the_total_stays_in_its_interval_and_a_conclusion_holds(
    answered, late, asked, sense
):
    comparator, direction = sense
    wanted = {"asked": asked, "comparator": comparator, "direction": direction}
    before = share_total(*(pair(a, b) for a, b in answered), *(silent(b) for _, b in late), **wanted)
    after = share_total(*(pair(a, b) for a, b in answered + late), **wanted)
    a, b = sum(a for a, _ in answered), sum(b for _, b in answered)
    unknown = sum(b for _, b in late)
    low, high = Fraction(100 * a, b + unknown), Fraction(100 * (a + unknown), b + unknown)
    assert [round(end, 9) for end in before.interval] == [
        round(Decimal(end.numerator) / end.denominator, 9) for end in (low, high)
    ]
    assert low <= Fraction(100 * after.a, after.b) <= high
    if before.conclusive:
        assert is_met(before, comparator, asked) == is_met(after, comparator, asked)


def is_met(whole, comparator, asked):
    y, wanted = Fraction(100 * whole.a, whole.b), Fraction(asked)
    return {">=": y >= wanted, ">": y > wanted, "<=": y <= wanted, "<": y < wanted, "=": y == wanted}[comparator]


@given(st.lists(pairs, min_size=1, max_size=8), st.lists(st.none() | st.integers(0, 100), max_size=4))
@settings(max_examples=100, deadline=None)
def test_the_order_of_agencies_does_not_matter_and_groups_add_up(answered, unheard):
    figures = [pair(a, b) for a, b in answered] + [silent(b) for b in unheard]
    one, two = sums_of(figures[::2]), sums_of(figures[1::2])
    whole = sums_of(reversed(figures))
    assert replace(whole, value=Decimal(0)) == replace(sums_of(figures), value=Decimal(0))
    for name in ("expected", "reported", "a", "b", "silent_b", "silent_unknown"):
        assert getattr(whole, name) == getattr(one, name) + getattr(two, name)


MAY, JUNE, LAST_YEAR = Period(2026, 5), Period(2026, 6), Period(2025, 12)


@pytest.mark.parametrize("measure", [Measure.CUMULATIVE, Measure.POINT_IN_TIME])
def test_a_cumulative_or_momentary_figure_is_the_newest(measure):
    assert cumulate(measure, SHARE, {JUNE: pair(6, 10), MAY: pair(9, 10)}) == pair(6, 10)


def test_an_in_period_share_is_the_sum_over_the_periods_of_the_year():
    year = {LAST_YEAR: pair(0, 900), MAY: pair(1, 10), JUNE: pair(9, 90)}
    figure = cumulate(Measure.IN_PERIOD, SHARE, year)
    assert (figure.a, figure.b, figure.value) == (10, 100, 10)


def test_a_single_item_in_a_year_is_a_figure():
    assert cumulate(Measure.IN_PERIOD, SHARE, {MAY: pair(1, 1), JUNE: said(Answer.NOTHING_ARISING)}).value == 100


def test_an_in_period_count_is_the_sum_over_the_periods_of_the_year():
    year = {LAST_YEAR: bare(100), MAY: bare(2), JUNE: bare(1)}
    assert cumulate(Measure.IN_PERIOD, COUNT, year).value == 3


@pytest.mark.parametrize(
    ("newest", "a"),
    [
        pytest.param(said(Answer.NOTHING_ARISING), 1, id="nothing arising adds nothing"),
        pytest.param(AgencyFigure(a=0, b=0, answer=Answer.FIGURE), 1, id="none of none adds nothing"),
        pytest.param(said(Answer.NOT_APPLICABLE), None, id="not applicable stays"),
        pytest.param(silent(), None, id="a silent month stays missing"),
        pytest.param(pair(5, 10, recognised=False), 5, id="a refused figure stays refused"),
    ],
)
def test_an_absence_at_the_newest_period_of_an_in_period_share(newest, a):
    figure = cumulate(Measure.IN_PERIOD, SHARE, {MAY: pair(1, 10), JUNE: newest})
    assert figure.a == a
    assert (figure == newest) is (a != 1)


def test_an_earlier_refused_period_is_left_out_of_the_year():
    year = {MAY: pair(10, 10, recognised=False), JUNE: pair(1, 10)}
    assert cumulate(Measure.IN_PERIOD, SHARE, year).value == 10


def test_a_bare_percentage_in_period_is_the_newest_as_it_cannot_be_added():
    assert cumulate(Measure.IN_PERIOD, SHARE, {MAY: bare(40), JUNE: bare(50)}) == bare(50)


def test_an_in_period_answer_in_words_is_the_newest():
    assert cumulate(Measure.IN_PERIOD, WORDS, {MAY: NOT_MET, JUNE: MET}) == MET


def test_without_periods_there_is_nothing_to_cumulate():
    assert cumulate(Measure.IN_PERIOD, SHARE, {}) is None
