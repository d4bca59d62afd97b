"""What a reader sees: the worked examples from the filled form to the screen, the six absences, the two clocks."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import (
    CENTRE,
    GIA_LAI,
    HEALTH,
    HOME_AFFAIRS,
    LATER,
    QUANG_TRI,
    code,
    decide,
    line,
    of_agency,
    report,
    said,
    share,
    totals,
    value,
    write_return,
)

from lib.domain.catalog import Frequency
from lib.domain.errors import NotFound
from lib.domain.period import Period
from lib.domain.standing import Absence, Status
from lib.domain.submission import Answer
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, correction_store
from lib.storage.database import reading, writing
from lib.workflows import assessment, standings

END_OF_2026 = date(2026, 12, 31)
OPERATIONS = "quang-tri-trung-tam-dieu-hanh-thong-tin-tinh"
MAY, JUNE, DECEMBER = Period(2026, 5), Period(2026, 6), Period(2026, 12)
BEFORE = Period(2025, 12)

WORKED = [
    pytest.param(1, CENTRE, 6, 61.2, Status.ON_TRACK, "61.45", id="row 1, June, a quarter point under the path"),
    pytest.param(1, CENTRE, 6, 58.0, Status.BEHIND, "61.45", id="row 1, June, R 0.597"),
    pytest.param(1, CENTRE, 6, 52.0, Status.REGRESSING, "61.45", id="row 1, June, under the baseline"),
    pytest.param(1, CENTRE, 12, 70.0, Status.MET, "70", id="row 1, December, just met"),
    pytest.param(1, CENTRE, 12, 69.9, Status.MISSED, "70", id="row 1, December, just missed"),
    pytest.param(5, CENTRE, 6, 97.2, Status.AT_RISK, "97.495", id="row 5, June, within the tolerance"),
    pytest.param(5, CENTRE, 6, 97.5, Status.ON_TRACK, "97.495", id="row 5, June, on the path"),
    pytest.param(5, CENTRE, 1, 97.0, Status.TOO_EARLY, None, id="row 5, January"),
    pytest.param(6, CENTRE, 6, 79.9, Status.BEHIND, "80.6", id="row 6, June"),
    pytest.param(7, OPERATIONS, 6, 93, Status.UNPACED, None, id="row 7, no baseline"),
    pytest.param(7, OPERATIONS, 6, 95, Status.MET, None, id="row 7, met without a baseline"),
]


@pytest.mark.parametrize(("ordinal", "agency", "month", "figure", "status", "expected"), WORKED)
def test_a_worked_example_comes_out_of_a_filled_form(
    ledger: Path,
    reader: FormReader,
    ordinal: int,
    agency: str,
    month: int,
    figure: float,
    status: Status,
    expected: str | None,
) -> None:
    period = Period(2026, month)
    report(ledger, reader, QUANG_TRI, agency, period, {ordinal: value(figure)})
    row = totals(ledger, QUANG_TRI, period, END_OF_2026)[ordinal]
    assert row.status is status
    assert row.value == Decimal(str(figure))
    assert row.agency_code is None
    if expected is not None:
        assert row.expected_value == Decimal(expected)


def test_the_ratio_of_a_worked_example_is_kept_for_whoever_asks(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(58)})
    row = totals(ledger, QUANG_TRI, JUNE)[1]
    assert row.ratio is not None and round(row.ratio, 3) == Decimal("0.596")
    assert (row.rule, row.tolerance, row.gap, row.baseline_value) == (10, Decimal("0.5"), 12, Decimal("52.9"))


@pytest.mark.parametrize(
    ("today", "status"),
    [
        pytest.param(date(2026, 12, 30), Status.ON_TRACK, id="the day before the target's date"),
        pytest.param(date(2026, 12, 31), Status.MISSED, id="on the target's date"),
        pytest.param(date(2028, 3, 1), Status.MISSED, id="long after"),
    ],
)
def test_december_is_missed_only_from_the_day_on_which_the_target_falls(
    ledger: Path, reader: FormReader, today: date, status: Status
) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, DECEMBER, {1: value(69.9)})
    assert totals(ledger, QUANG_TRI, DECEMBER, today)[1].status is status
    assert of_agency(ledger, QUANG_TRI, CENTRE, DECEMBER, date(2026, 12, 30))[1].status is Status.UNPACED
    assert of_agency(ledger, QUANG_TRI, CENTRE, DECEMBER, END_OF_2026)[1].status is Status.MISSED


def test_june_is_not_missed_however_late_it_is_read(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(58)})
    assert totals(ledger, QUANG_TRI, JUNE, date(2030, 1, 1))[1].status is Status.BEHIND


# The document alone

BASELINES = [
    pytest.param(1, "52.9", Status.MISSED, id="1: 52,9 of 70"),
    pytest.param(2, "85", Status.MISSED, id="2: 85 of 100"),
    pytest.param(3, "60", Status.MISSED, id="3: 60 of 70"),
    pytest.param(4, "94.95", Status.MET, id="4: 94,95 of 70"),
    pytest.param(5, "96.99", Status.MET, id="5: 96,99 of 80"),
    pytest.param(6, "79.2", Status.MET, id="6: 79,2 of 70"),
    pytest.param(7, None, Status.NO_DATA, id="7: blank in the document"),
]


@pytest.mark.parametrize(("ordinal", "figure", "status"), BASELINES)
def test_the_year_before_is_judged_by_the_documents_own_results(
    template_ledger: Path, ordinal: int, figure: str | None, status: Status
) -> None:
    row = totals(template_ledger, QUANG_TRI, BEFORE)[ordinal]
    assert row.value == (Decimal(figure) if figure else None)
    assert row.status is status
    assert row.target is not None and row.target.year == 2025
    assert (row.source is not None) is (figure is not None)
    assert row.absence is (None if figure else Absence.MISSING)


def test_a_documents_result_names_its_place_in_the_document(template_ledger: Path) -> None:
    source = totals(template_ledger, QUANG_TRI, BEFORE)[1].source
    assert source is not None
    assert source.file == "quang-tri-van-phong-2026.txt" and source.cell


def test_the_year_before_survives_returns_and_their_recount(ledger: Path, reader: FormReader) -> None:
    before = totals(ledger, QUANG_TRI, BEFORE)
    report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, 1), {1: value(53)})
    assert totals(ledger, QUANG_TRI, BEFORE) == before


def test_without_returns_every_plan_of_the_year_says_that_it_has_no_figures(template_ledger: Path) -> None:
    for plan, count in (("BCD-2026", 12), ("LOIBAC-2026", 29), (QUANG_TRI, 7), (GIA_LAI, 9)):
        rows = totals(template_ledger, plan, MAY)
        assert len(rows) == count
        assert {row.status for row in rows.values()} == {Status.NO_DATA}
        assert not any(row.counts_as_met for row in rows.values())


# The sole owner's figure


def test_a_figure_names_its_file_sheet_and_cell(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: share(612, 1000), 5: value(97.5)}, name="tháng sáu.xlsx")
    rows = of_agency(ledger, QUANG_TRI, CENTRE, JUNE)
    assert rows[1].source is not None and rows[5].source is not None
    assert (rows[1].source.file, rows[1].source.sheet) == ("tháng sáu.xlsx", "Biểu báo cáo")
    assert rows[1].source.cell != rows[5].source.cell


def test_the_value_of_the_only_agency_that_owes_it_is_the_total(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(61.2), 2: share(9, 10)})
    rows = totals(ledger, QUANG_TRI, JUNE)
    assert (rows[1].value, rows[1].a, rows[1].b) == (Decimal("61.2"), None, None)
    assert (rows[2].value, rows[2].a, rows[2].b) == (90, 9, 10)
    assert rows[1].coverage is not None
    assert (rows[1].coverage.reported, rows[1].coverage.expected, rows[1].coverage.without_ab) == (1, 1, 1)


# The six absences


def test_each_absence_is_shown_as_itself(ledger: Path, reader: FormReader) -> None:
    report(
        ledger,
        reader,
        QUANG_TRI,
        CENTRE,
        MAY,
        {1: said(Answer.NOTHING_ARISING), 2: said(Answer.NOT_APPLICABLE), 3: value(61)},
    )
    with writing(ledger) as connection:
        ids = catalog_store.indicator_ids(connection, catalog_store.plan_summary(connection, QUANG_TRI).id)
        figure = {
            "indicator_id": ids[code(QUANG_TRI, 3)],
            "agency_id": agency_store.agency_ids(connection)[CENTRE],
        }
        decide(connection, "not_recognise", QUANG_TRI, CENTRE, MAY, **figure)
    late, early = (of_agency(ledger, QUANG_TRI, CENTRE, MAY, day) for day in (date(2026, 5, 21), date(2026, 5, 20)))
    assert {n: row.absence for n, row in late.items()} == {
        1: Absence.NOTHING_ARISING,
        2: Absence.NOT_APPLICABLE,
        3: Absence.NOT_RECOGNISED,
        4: Absence.MISSING,
        5: Absence.MISSING,
        6: Absence.MISSING,
        7: Absence.NOT_ASSIGNED,
    }
    assert early[4].absence is Absence.NOT_DUE
    assert {row.status for row in (*late.values(), *early.values())} == {Status.NO_DATA}
    assert {n: row.value for n, row in late.items() if row.value is not None} == {3: 61}, "struck out, yet seen"
    assert all(row.gap is None for row in late.values())


def test_a_total_of_silent_agencies_is_not_due_until_the_due_day_is_over(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    for day, absence in ((date(2026, 5, 20), Absence.NOT_DUE), (date(2026, 5, 21), Absence.MISSING)):
        row = totals(ledger, QUANG_TRI, MAY, day)[7]
        assert row.absence is absence
        assert row.coverage is not None and (row.coverage.reported, row.coverage.expected) == (0, 1)
        assert not row.conclusive


@pytest.mark.parametrize(
    ("month", "last_day"),
    [
        pytest.param(5, date(2026, 5, 20), id="a Wednesday"),
        pytest.param(6, date(2026, 6, 22), id="20 June is a Saturday"),
        pytest.param(9, date(2026, 9, 21), id="20 September is a Sunday"),
        pytest.param(2, date(2026, 2, 23), id="20 February lies in Tết, then comes a weekend"),
    ],
)
def test_nothing_is_missing_until_the_due_day_moved_past_weekends_and_holidays_is_over(
    template_ledger: Path, month: int, last_day: date
) -> None:
    period = Period(2026, month)
    on_the_day = of_agency(template_ledger, GIA_LAI, HEALTH, period, last_day)[1]
    day_after = of_agency(template_ledger, GIA_LAI, HEALTH, period, date.fromordinal(last_day.toordinal() + 1))[1]
    assert (on_the_day.absence, day_after.absence) == (Absence.NOT_DUE, Absence.MISSING)


# Frequency


def test_a_quarterly_figure_shows_with_its_period_until_the_next_is_owed(ledger: Path, reader: FormReader) -> None:
    with writing(ledger) as connection:
        correction_store.correct_indicator(connection, code(QUANG_TRI, 1), frequency=Frequency.QUARTER)
    report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, 3), {1: value(58)})
    for month in (3, 4, 5):
        period = Period(2026, month)
        for row in (totals(ledger, QUANG_TRI, period)[1], of_agency(ledger, QUANG_TRI, CENTRE, period)[1]):
            assert (row.value, row.figure_period, row.period) == (58, Period(2026, 3), period)
    assert totals(ledger, QUANG_TRI, JUNE)[1].absence is Absence.MISSING
    assert totals(ledger, QUANG_TRI, Period(2026, 7))[1].absence is Absence.NOT_DUE
    february = totals(ledger, QUANG_TRI, Period(2026, 2))[1]
    assert (february.value, february.figure_period) == (Decimal("52.9"), BEFORE)


# All agencies, series, opening


def test_all_agencies_lists_each_agency_for_each_indicator_that_it_owes(ledger: Path) -> None:
    with writing(ledger) as connection:
        write_return(connection, GIA_LAI, HEALTH, MAY, [line(code(GIA_LAI, 1), a=3, b=4)])
    with reading(ledger) as connection:
        context = assessment.plan_context(connection, GIA_LAI)
        rows = standings.all_agency_standings(connection, context, MAY, LATER)
    assert len(rows) == 6 * 153 + 18 + 1 + 1
    assert len({(row.indicator_code, row.agency_code) for row in rows}) == len(rows)
    assert [row.value for row in rows if row.status is not Status.NO_DATA] == [75]


def test_a_series_runs_from_the_documents_result_to_the_newest_figure(ledger: Path, reader: FormReader) -> None:
    for month, figure in ((1, 54), (3, 57)):
        report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, month), {1: value(figure)})
    with reading(ledger) as connection:
        context = assessment.plan_context(connection, QUANG_TRI)
        rows = standings.series(connection, context, code(QUANG_TRI, 1), None, DECEMBER, LATER)
        with pytest.raises(NotFound):
            standings.series(connection, context, "NO-SUCH-01", None, DECEMBER, LATER)
    found = [(str(row.period), row.value) for row in rows if row.value is not None]
    assert found == [("2025-12", Decimal("52.9")), ("2026-01", 54), ("2026-03", 57)]


def change_of(ledger: Path, plan: str, period: Period, today: date = LATER) -> Decimal | None:
    return totals(ledger, plan, period, today)[1].previous_value


def test_a_change_is_measured_against_the_period_just_before_never_an_older_one(
    ledger: Path, reader: FormReader
) -> None:
    for month, figure in ((1, 54), (3, 57), (4, 58)):
        report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, month), {1: value(figure)})
    assert change_of(ledger, QUANG_TRI, Period(2026, 3)) is None
    assert change_of(ledger, QUANG_TRI, Period(2026, 4)) == 57


def test_a_total_that_is_still_being_reported_shows_no_change(ledger: Path, reader: FormReader) -> None:
    for month, figure in ((3, 57), (4, 58)):
        report(ledger, reader, QUANG_TRI, CENTRE, Period(2026, month), {1: value(figure)})
    assert change_of(ledger, QUANG_TRI, Period(2026, 4), date(2026, 4, 20)) is None
    assert change_of(ledger, QUANG_TRI, Period(2026, 4), date(2026, 4, 21)) == 57


def test_the_totals_before_are_read_at_once_for_all_indicators(ledger: Path, reader: FormReader) -> None:
    for period, percent in ((MAY, 60), (JUNE, 61)):
        report(ledger, reader, QUANG_TRI, CENTRE, period, {n: value(percent) for n in (1, 5, 6)})
    asked: list[str] = []
    with reading(ledger) as connection:
        context = assessment.plan_context(connection, QUANG_TRI)
        connection.set_trace_callback(asked.append)
        found = standings.plan_totals(connection, context, JUNE, LATER)
    assert sum(row.previous_value is not None for row in found) == 3
    assert sum("FROM standing AS earlier" in statement for statement in asked) == 1


def test_a_total_of_too_few_agencies_shows_no_change_though_each_of_them_does(ledger: Path, reader: FormReader) -> None:
    for month in (3, 4):
        report(ledger, reader, GIA_LAI, HEALTH, Period(2026, month), {1: share(50 + month, 100)})
    assert change_of(ledger, GIA_LAI, Period(2026, 4)) is None
    assert of_agency(ledger, GIA_LAI, HEALTH, Period(2026, 4))[1].previous_value == 53


@pytest.mark.parametrize(
    ("today", "opens"),
    [
        pytest.param(date(2026, 5, 20), Period(2026, 4), id="the due day itself"),
        pytest.param(date(2026, 5, 21), MAY, id="the day after the due day"),
        pytest.param(date(2025, 11, 3), Period(2026, 1), id="before the plan's year"),
    ],
)
def test_screens_open_on_the_latest_period_whose_due_day_is_over(
    template_ledger: Path, today: date, opens: Period
) -> None:
    with reading(template_ledger) as connection:
        context = assessment.plan_context(connection, GIA_LAI)
        assert standings.opening_period(connection, context, today) == opens


def test_before_any_due_day_screens_open_on_the_newest_return(ledger: Path) -> None:
    with writing(ledger) as connection:
        write_return(connection, GIA_LAI, HOME_AFFAIRS, Period(2026, 2), [line(code(GIA_LAI, 1), a=3, b=4)])
    with reading(ledger) as connection:
        context = assessment.plan_context(connection, GIA_LAI)
        assert standings.opening_period(connection, context, date(2026, 1, 10)) == Period(2026, 2)


def test_one_indicators_agencies_are_those_of_all_agencies(ledger: Path) -> None:
    first = f"{GIA_LAI}-01"
    with writing(ledger) as connection:
        write_return(connection, GIA_LAI, HEALTH, Period(2026, 5), [line(first, a=3, b=10)])
    with reading(ledger) as connection:
        context = assessment.plan_context(connection, GIA_LAI)
        day = date(2026, 6, 25)
        every = standings.all_agency_standings(connection, context, Period(2026, 5), day)
        alone = standings.indicator_standings(connection, context, first, Period(2026, 5), day)
    assert len(alone) > 100
    assert alone == tuple(row for row in every if row.indicator_code == first)
