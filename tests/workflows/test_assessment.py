"""Who is judged by which target, and what many agencies' figures say together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import (
    GIA_LAI,
    HEALTH,
    HOME_AFFAIRS,
    LATER,
    LOI_BAC,
    QUANG_TRI,
    SCIENCE,
    code,
    decide,
    line,
    of_agency,
    report,
    share,
    totals,
    value,
    write_return,
)

from lib.domain.catalog import Baseline, Level, Measure, SourceRef, Target
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status
from lib.domain.submission import Answer
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, correction_store
from lib.storage.database import Connection, reading, writing
from lib.workflows import assessment

MAY, JUNE = Period(2026, 5), Period(2026, 6)
CULTURE, RECORDS = "loi-bac-phong-van-hoa-xa-hoi", "loi-bac-van-phong-hdnd-va-ubnd"
BY_HAND = SourceRef("nhập tay", "", "")


def target(number: str, level: Level | None = None, comparator: str = ">=") -> Target:
    return Target(2026, level, comparator, Decimal(number), "%", f"≥ {number}", BY_HAND, grade=comparator)


def ids_of(connection: Connection, plan: str) -> dict[str, int]:
    return catalog_store.indicator_ids(connection, catalog_store.plan_summary(connection, plan).id)


# Levels


@pytest.mark.parametrize(
    ("ordinal", "agency", "figure", "raw"),
    [
        pytest.param(1, CULTURE, 36, "35", id="36 % of 35 for the commune, of 70 for the province"),
        pytest.param(8, CULTURE, 86, "85", id="86 % of 85, of 90"),
        pytest.param(22, RECORDS, 99, "100", id="99 % of 100, of 70"),
    ],
)
def test_a_communes_plan_is_judged_by_the_communes_targets_its_offices_too(
    ledger: Path, reader: FormReader, ordinal: int, agency: str, figure: int, raw: str
) -> None:
    report(ledger, reader, LOI_BAC, agency, MAY, {ordinal: share(figure, 100)})
    status = Status.MET if figure >= int(raw) else Status.UNPACED
    for row in (totals(ledger, LOI_BAC, MAY)[ordinal], of_agency(ledger, LOI_BAC, agency, MAY)[ordinal]):
        assert row.target is not None and row.target.value == int(raw)
        assert row.status is status


def commune_of(connection: Connection, province: str) -> str:
    return next(a.code for a in agency_store.agencies(connection, province) if a.code.isdecimal())


@pytest.mark.parametrize(
    ("own", "asked"), [pytest.param(True, 55, id="with one"), pytest.param(False, 70, id="without one")]
)
def test_in_a_provinces_plan_a_commune_takes_the_communes_target_if_there_is_one(
    ledger: Path, own: bool, asked: int
) -> None:
    with writing(ledger) as connection:
        plan = catalog_store.load_plan(connection, GIA_LAI)
        first = plan.indicators[0]
        both = (replace(first.targets[0], level=Level.PROVINCE), *([target("55", Level.COMMUNE)] if own else []))
        changed = replace(plan, indicators=(replace(first, targets=both), *plan.indicators[1:]))
        catalog_store.save_plan(connection, changed, at="x", by="x")
        commune = commune_of(connection, "Gia Lai")
        for agency in (commune, HEALTH):
            write_return(connection, GIA_LAI, agency, MAY, [line(code(GIA_LAI, 1), a=60, b=100)])
    rows = [of_agency(ledger, GIA_LAI, agency, MAY)[1] for agency in (commune, HEALTH)]
    assert [row.target.value for row in rows if row.target] == [asked, 70]
    total = totals(ledger, GIA_LAI, MAY)[1].target
    assert total is not None and total.value == 70


# Counts and agencies' own targets


@pytest.mark.parametrize(
    ("own", "status"),
    [
        pytest.param(None, Status.UNPACED, id="no target of its own"),
        pytest.param("2", Status.MET, id="its own target, met"),
        pytest.param("4", Status.ON_TRACK, id="its own target; a count starts the year at 0"),
    ],
)
def test_a_plans_count_never_judges_an_agency_that_was_assigned_it_later(
    ledger: Path, own: str | None, status: Status
) -> None:
    with writing(ledger) as connection:
        indicator_id = ids_of(connection, GIA_LAI)[code(GIA_LAI, 9)]
        agency_id = agency_store.agency_ids(connection)[HEALTH]
        agency_store.assign(connection, indicator_id, agency_id, Period(2026, 1).index)
        if own:
            correction_store.enter_agency_target(connection, indicator_id, agency_id, target("9"))
            correction_store.enter_agency_target(connection, indicator_id, agency_id, target(own))
        for agency, figure in ((HEALTH, 3), (SCIENCE, 1)):
            write_return(connection, GIA_LAI, agency, MAY, [line(code(GIA_LAI, 9), value=Decimal(figure))])
    row = of_agency(ledger, GIA_LAI, HEALTH, MAY)[9]
    assert (row.target.value if row.target else None) == (Decimal(own) if own else None)
    assert row.status is status
    by_document = of_agency(ledger, GIA_LAI, SCIENCE, MAY)[9].target
    total = totals(ledger, GIA_LAI, MAY)[9]
    assert by_document is not None and by_document.value == 5
    assert (total.value, total.need, total.status) == (4, 1, Status.ON_TRACK)


def test_a_baseline_is_never_inherited_by_an_agency(ledger: Path) -> None:
    entered = Baseline(date(2025, 12, 31), Decimal(40), "40", BY_HAND)
    with writing(ledger) as connection:
        ids, agencies = ids_of(connection, GIA_LAI), agency_store.agency_ids(connection)
        for agency_id in (None, agencies[HEALTH]):
            catalog_store.enter_baseline(
                connection, ids[code(GIA_LAI, 1)], agency_id, entered, origin="entered", at="x", by="x"
            )
        for agency in (HEALTH, HOME_AFFAIRS):
            write_return(connection, GIA_LAI, agency, JUNE, [line(code(GIA_LAI, 1), a=56, b=100)])
    rows = [of_agency(ledger, GIA_LAI, agency, JUNE)[1] for agency in (HEALTH, HOME_AFFAIRS)]
    assert [row.status for row in rows] == [Status.ON_TRACK, Status.UNPACED]
    assert [row.baseline_value for row in rows] == [40, None]
    assert totals(ledger, GIA_LAI, JUNE)[1].expected_value == 55


# Measure


@pytest.mark.parametrize(
    ("measure", "total", "own"),
    [
        pytest.param(Measure.CUMULATIVE, (40, 100), (40, 100), id="cumulative: the newest figure is the year's"),
        pytest.param(Measure.POINT_IN_TIME, (40, 100), (40, 100), id="at the time: the newest figure"),
        pytest.param(Measure.IN_PERIOD, (120, 200), (70, 150), id="in the period: the year's figures together"),
    ],
)
def test_the_measure_says_what_a_years_figures_are_together(
    ledger: Path, reader: FormReader, measure: Measure, total: tuple[int, int], own: tuple[int, int]
) -> None:
    with writing(ledger) as connection:
        correction_store.correct_indicator(connection, code(GIA_LAI, 3), measure=measure)
        assessment.rebuild(connection, GIA_LAI)
    report(ledger, reader, GIA_LAI, HOME_AFFAIRS, Period(2026, 4), {3: share(50, 50)})
    report(ledger, reader, GIA_LAI, HEALTH, Period(2026, 4), {3: share(30, 50)})
    report(ledger, reader, GIA_LAI, HEALTH, MAY, {3: share(40, 100)})
    whole, agency = totals(ledger, GIA_LAI, MAY)[3], of_agency(ledger, GIA_LAI, HEALTH, MAY)[3]
    assert (whole.a, whole.b) == total
    assert (agency.a, agency.b) == own
    assert whole.coverage is not None and (whole.coverage.reported, whole.coverage.expected) == (1, 18)


def test_a_month_in_which_nothing_arose_adds_nothing_to_the_year(ledger: Path) -> None:
    indicator = code(GIA_LAI, 3)
    with writing(ledger) as connection:
        correction_store.correct_indicator(connection, indicator, measure=Measure.IN_PERIOD)
        write_return(connection, GIA_LAI, HEALTH, MAY, [line(indicator, a=30, b=50)])
        write_return(connection, GIA_LAI, HEALTH, JUNE, [line(indicator, Answer.NOTHING_ARISING)])
    for row in (totals(ledger, GIA_LAI, JUNE)[3], of_agency(ledger, GIA_LAI, HEALTH, JUNE)[3]):
        assert (row.a, row.b, row.value) == (30, 50, 60)


def test_what_a_silent_agency_gave_earlier_in_the_year_stays_in_the_sum(ledger: Path) -> None:
    indicator = code(GIA_LAI, 9)
    with writing(ledger) as connection:
        correction_store.correct_indicator(connection, indicator, measure=Measure.IN_PERIOD)
        agency_id = agency_store.agency_ids(connection)[HEALTH]
        agency_store.assign(connection, ids_of(connection, GIA_LAI)[indicator], agency_id, Period(2026, 1).index)
        write_return(connection, GIA_LAI, SCIENCE, MAY, [line(indicator, value=Decimal(2))])
        write_return(connection, GIA_LAI, HEALTH, JUNE, [line(indicator, Answer.NOT_APPLICABLE)])
    row = totals(ledger, GIA_LAI, JUNE)[9]
    assert (row.value, row.absence) == (2, None)
    assert row.coverage is not None and (row.coverage.reported, row.coverage.expected) == (1, 2)


def test_a_new_year_starts_a_new_sum(ledger: Path) -> None:
    indicator = code(GIA_LAI, 9)
    with writing(ledger) as connection:
        correction_store.correct_indicator(connection, indicator, measure=Measure.IN_PERIOD)
        for period, figure in ((Period(2026, 11), 2), (Period(2026, 12), 1), (Period(2027, 1), 4)):
            write_return(connection, GIA_LAI, SCIENCE, period, [line(indicator, value=Decimal(figure))])
    values = [totals(ledger, GIA_LAI, Period(2026, 11) + n)[9].value for n in range(3)]
    assert values == [2, 3, 4]


# Coverage, interval, «chưa kết luận»

OWING = 18


def eighteen(ledger: Path, period: Period, figures: list[tuple[int, int] | Decimal | None]) -> Standing:
    """The total of indicator 3, of which each owing agency gives a and b, a bare percentage, or nothing."""
    with writing(ledger) as connection:
        context = assessment.plan_context(connection, GIA_LAI)
        names = {row_id: known for known, row_id in agency_store.agency_ids(connection).items()}
        indicator = code(GIA_LAI, 3)
        owing = [names[a] for i, a in context.assignments if context.indicators[i].code == indicator]
        assert len(owing) == OWING
        for agency, figure in zip(owing, figures, strict=True):
            if isinstance(figure, Decimal):
                write_return(connection, GIA_LAI, agency, period, [line(indicator, value=figure)], judged=False)
            elif figure:
                second = {"second_value": Decimal(100 * figure[0]) / figure[1], "second_source": "Trục liên thông"}
                told = [line(indicator, a=figure[0], b=figure[1], **second)]
                write_return(connection, GIA_LAI, agency, period, told, judged=False)
        assessment.rebuild(connection, GIA_LAI)
    return totals(ledger, GIA_LAI, period)[3]


def test_a_total_is_the_sum_of_a_over_the_sum_of_b_never_a_mean(ledger: Path) -> None:
    row = eighteen(ledger, MAY, [(1, 1), (0, 99)] + [None] * 16)
    assert (row.a, row.b, row.value) == (1, 100, 1)


def test_all_agencies_together_settle_the_matter(ledger: Path) -> None:
    row = eighteen(ledger, MAY, [(9, 10)] * OWING)
    assert (row.value, row.status, row.conclusive, row.counts_as_met) == (90, Status.MET, True, True)
    assert row.coverage is not None
    assert (row.coverage.reported, row.coverage.share_of_b, row.interval) == (18, 100, (90, 90))


def test_a_silent_agency_without_a_known_denominator_leaves_the_verdict_open(ledger: Path) -> None:
    row = eighteen(ledger, MAY, [(10, 10)] * 17 + [None])
    assert (row.value, row.status) == (100, Status.MET)
    assert not row.conclusive and not row.counts_as_met
    assert row.coverage is not None and (row.coverage.reported, row.coverage.expected) == (17, 18)
    assert row.interval is None


def test_a_silent_agency_is_weighed_by_its_last_known_denominator(ledger: Path) -> None:
    eighteen(ledger, Period(2026, 4), [(10, 10)] * 17 + [(0, 30)])
    row = eighteen(ledger, MAY, [(17, 20)] * 17 + [None])  # 289/340; B = 30
    assert row.value == 85
    assert row.interval == (round(Decimal(28900) / 370, 10), round(Decimal(31900) / 370, 10))
    assert row.coverage is not None and row.coverage.share_of_b == round(Decimal(34000) / 370, 10)
    assert row.status is Status.MET and not row.conclusive  # 78.1 to 86.2 straddles 80


def test_an_interval_on_one_side_of_the_target_settles_the_matter(ledger: Path) -> None:
    eighteen(ledger, Period(2026, 4), [(10, 10)] * 17 + [(0, 1)])
    row = eighteen(ledger, MAY, [(17, 20)] * 17 + [None])
    assert row.conclusive and row.counts_as_met


def test_a_bare_percentage_shows_in_the_coverage_and_never_enters_the_sum(ledger: Path) -> None:
    row = eighteen(ledger, MAY, [(9, 10)] * 17 + [Decimal("12.5")])
    assert (row.a, row.b) == (153, 170)
    assert row.coverage is not None and (row.coverage.reported, row.coverage.without_ab) == (18, 1)
    assert not row.conclusive


def test_several_bare_percentages_make_no_total(ledger: Path) -> None:
    row = eighteen(ledger, MAY, [Decimal(90)] * OWING)
    assert (row.value, row.status, row.absence) == (None, Status.NO_DATA, Absence.MISSING)
    assert row.coverage is not None and row.coverage.without_ab == OWING


def test_a_figure_that_is_not_recognised_leaves_the_sum_and_stays_in_the_coverage(ledger: Path) -> None:
    eighteen(ledger, MAY, [(9, 10)] * OWING)
    with writing(ledger) as connection:
        about = {
            "indicator_id": ids_of(connection, GIA_LAI)[code(GIA_LAI, 3)],
            "agency_id": agency_store.agency_ids(connection)[HEALTH],
        }
        decide(connection, "not_recognise", GIA_LAI, HEALTH, MAY, **about)
    row = totals(ledger, GIA_LAI, MAY)[3]
    assert (row.a, row.b) == (153, 170)
    assert row.coverage is not None and (row.coverage.reported, row.coverage.expected) == (18, 18)


SECOND = {"second_value": 89, "second_source": "Trục liên thông"}


def test_a_risky_total_is_met_only_when_a_second_source_agrees(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, GIA_LAI, HEALTH, MAY, {3: share(90, 100)})
    alone = totals(ledger, GIA_LAI, MAY)[3]
    report(ledger, reader, GIA_LAI, HEALTH, MAY, {3: share(90, 100, **SECOND)})
    agreed = totals(ledger, GIA_LAI, MAY)[3]
    assert (alone.status, alone.awaiting_second_source) == (Status.AT_RISK, True)
    assert (agreed.status, agreed.awaiting_second_source) == (Status.MET, False)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param({"second_source": None}, id="the second has no name"),
        pytest.param({"source_system": "TRỤC liên thông"}, id="it is the first by another spelling"),
    ],
)
def test_one_source_given_twice_is_not_two(ledger: Path, reader: FormReader, names: dict[str, object]) -> None:
    report(ledger, reader, GIA_LAI, HEALTH, MAY, {3: share(90, 100, **(SECOND | names))})
    for row in (of_agency(ledger, GIA_LAI, HEALTH, MAY)[3], totals(ledger, GIA_LAI, MAY)[3]):
        assert (row.status, row.awaiting_second_source) == (Status.AT_RISK, True)


def test_agencies_whose_sources_differ_both_ways_do_not_make_a_total_that_agrees(ledger: Path) -> None:
    with writing(ledger) as connection:
        for agency, second in ((HEALTH, Decimal(100)), (HOME_AFFAIRS, Decimal(80))):
            told = [line(code(GIA_LAI, 3), a=90, b=100, second_value=second, second_source="Trục")]
            write_return(connection, GIA_LAI, agency, MAY, told)
    row = totals(ledger, GIA_LAI, MAY)[3]
    assert (row.value, row.second_value) == (90, 90)
    assert (row.status, row.awaiting_second_source) == (Status.AT_RISK, True)


def test_a_risky_figure_of_a_month_is_compared_by_its_month_and_the_year_by_all_of_them(ledger: Path) -> None:
    indicator = code(GIA_LAI, 3)
    with writing(ledger) as connection:
        correction_store.correct_indicator(connection, indicator, measure=Measure.IN_PERIOD)
        named = {"second_source": "Trục", "evidence": "QĐ 12"}
        told = [line(indicator, a=100, b=100, second_value=Decimal(99), **named)]
        write_return(connection, GIA_LAI, HEALTH, MAY, told)
        told = [line(indicator, a=70, b=100, second_value=Decimal(71), **named)]
        write_return(connection, GIA_LAI, HEALTH, JUNE, told)
    for row in (of_agency(ledger, GIA_LAI, HEALTH, JUNE)[3], totals(ledger, GIA_LAI, JUNE)[3]):
        assert (row.value, row.status) == (85, Status.MET)  # of 170/200, and 71 is not 85
    with writing(ledger) as connection:
        write_return(connection, GIA_LAI, HEALTH, MAY, [line(indicator, a=100, b=100, evidence="QĐ 12")])
    for row in (of_agency(ledger, GIA_LAI, HEALTH, JUNE)[3], totals(ledger, GIA_LAI, JUNE)[3]):
        assert (row.value, row.status) == (85, Status.AT_RISK)


def test_what_a_silent_agency_gave_on_one_source_keeps_the_total_of_the_year_waiting(ledger: Path) -> None:
    indicator = code(GIA_LAI, 3)
    with writing(ledger) as connection:
        correction_store.correct_indicator(connection, indicator, measure=Measure.IN_PERIOD)
        write_return(connection, GIA_LAI, HEALTH, MAY, [line(indicator, a=90, b=100)])
        told = [line(indicator, a=90, b=100, second_value=Decimal(90), second_source="Trục")]
        write_return(connection, GIA_LAI, HOME_AFFAIRS, JUNE, told)
    row = totals(ledger, GIA_LAI, JUNE)[3]
    assert (row.value, row.b, row.status) == (90, 200, Status.AT_RISK)


def test_the_total_of_the_only_agency_with_a_bare_percentage_stands_as_that_agency_does(ledger: Path) -> None:
    indicator = code(GIA_LAI, 3)
    with writing(ledger) as connection:
        connection.execute(
            "DELETE FROM assignment WHERE agency_id <> ?", (agency_store.agency_ids(connection)[HEALTH],)
        )
        bare = line(indicator, value=Decimal(90), second_value=Decimal(89), second_source="Trục")
        write_return(connection, GIA_LAI, HEALTH, MAY, [bare])
    for row in (of_agency(ledger, GIA_LAI, HEALTH, MAY)[3], totals(ledger, GIA_LAI, MAY)[3]):
        assert (row.value, row.second_value, row.status) == (90, 89, Status.MET)


def test_a_risky_answer_in_words_needs_a_second_name_in_the_total_too(ledger: Path) -> None:
    indicator = code(LOI_BAC, 5)
    met = {"evidence": "QĐ 12", "source_system": "Báo cáo"}
    for more, status in (({}, Status.AT_RISK), ({"second_source": "Kiểm tra"}, Status.MET)):
        with writing(ledger) as connection:
            correction_store.correct_indicator(connection, indicator, risky=True)
            write_return(connection, LOI_BAC, RECORDS, MAY, [line(indicator, Answer.MET, **met, **more)])
        assert totals(ledger, LOI_BAC, MAY)[5].status is status
        assert of_agency(ledger, LOI_BAC, RECORDS, MAY)[5].status is status


@pytest.mark.parametrize(
    ("answers", "status", "conclusive"),
    [
        pytest.param([(Answer.MET, "QĐ 12")], Status.MET, True, id="the only one has met it, with evidence"),
        pytest.param([(Answer.MET, None)], Status.IN_PROGRESS, True, id="without evidence"),
        pytest.param([(Answer.NOT_MET, None)], Status.BEHIND, True, id="not met"),
    ],
)
def test_a_qualitative_total_is_what_all_have_answered(
    ledger: Path, answers: list[tuple[Answer, str | None]], status: Status, conclusive: bool
) -> None:
    with writing(ledger) as connection:
        for answer, evidence in answers:
            write_return(connection, LOI_BAC, RECORDS, MAY, [line(code(LOI_BAC, 5), answer, evidence=evidence)])
    row = totals(ledger, LOI_BAC, MAY)[5]
    assert (row.status, row.conclusive, row.value) == (status, conclusive, None)


# Speed


def test_speed_and_projection_come_from_the_periods_not_from_the_baseline(ledger: Path, reader: FormReader) -> None:
    centre = "quang-tri-trung-tam-phuc-vu-hanh-chinh-cong-tinh"
    for month, figure in ((1, 60), (2, 61), (3, 62)):
        report(ledger, reader, QUANG_TRI, centre, Period(2026, month), {1: value(figure)})
    row = totals(ledger, QUANG_TRI, Period(2026, 3))[1]
    assert (row.speed, row.projection_year_end, row.reached_in) == (1, 71, Period(2026, 11))
    assert row.required_speed == round(Decimal(8) / 9, 10)
    assert totals(ledger, QUANG_TRI, Period(2026, 2))[1].speed is None


def test_a_late_figure_judges_the_periods_after_it_anew(ledger: Path, reader: FormReader) -> None:
    centre = "quang-tri-trung-tam-phuc-vu-hanh-chinh-cong-tinh"
    for month, figure in ((1, 60), (3, 62), (2, 61)):
        report(ledger, reader, QUANG_TRI, centre, Period(2026, month), {1: value(figure)})
    march = totals(ledger, QUANG_TRI, Period(2026, 3))[1]
    assert (march.speed, march.previous_value) == (1, 61)


# Who owes


def test_who_owes_the_indicators_of_gia_lai(template_ledger: Path) -> None:
    with reading(template_ledger) as connection:
        context = assessment.plan_context(connection, GIA_LAI)
        owing = [
            len(agency_store.owing_ids(connection, indicator_id, MAY))
            for indicator_id in ids_of(connection, GIA_LAI).values()
        ]
    assert owing == [153, 153, 18, 153, 153, 1, 153, 153, 1]
    assert len({agency for _, agency in context.assignments}) == 153


def test_a_context_for_one_agency_judges_that_agency_alike(ledger: Path) -> None:
    with writing(ledger) as connection:
        write_return(connection, GIA_LAI, HEALTH, MAY, [line(code(GIA_LAI, n), a=3, b=4) for n in (1, 2, 3)])
    one = of_agency(ledger, GIA_LAI, HEALTH, MAY, LATER)
    with writing(ledger) as connection:
        assessment.rebuild(connection, GIA_LAI)
    assert of_agency(ledger, GIA_LAI, HEALTH, MAY, LATER) == one
