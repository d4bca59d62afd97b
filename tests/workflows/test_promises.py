"""Last time's remedies with what became of them, and the lines that lack the words they owe."""

from datetime import date
from pathlib import Path

from lib.domain.catalog import Direction, Frequency, Measure
from lib.domain.period import Period
from lib.domain.promise import PromiseOutcome
from lib.excel.reader import FormReader
from lib.storage.database import reading
from lib.workflows import as_of, correct_catalog
from lib.workflows.as_of import Sight
from lib.workflows.assessment import plan_context
from lib.workflows.correct_catalog import Correction
from lib.workflows.promises import Promise, lacking_causes, promises, promises_of_indicator
from lib.workflows.standings import all_agency_standings
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI, code, report, share, value

MARCH, MAY, JUNE = Period(2026, 3), Period(2026, 5), Period(2026, 6)
TODAY = date(2026, 7, 1)
AT, WHO = "2026-06-01T00:00:00.000000+00:00", "thư ký"
WHY = {"subjective_cause": "thiếu người", "remedy": "tập huấn lại"}


def told(ledger: Path, period: Period = JUNE) -> dict[int, Promise]:
    with reading(ledger) as connection:
        found = promises(connection, plan_context(connection, QUANG_TRI), CENTRE, period, TODAY)
    return {int(indicator[-2:]): promise for indicator, promise in found.items()}


def risky(ledger: Path, ordinal: int, frequency: Frequency = Frequency.MONTH) -> None:
    """Without a second source a risky line that has met its target is at risk: it owes words, and has no speed."""
    turned = Correction(Direction.UP, Measure.CUMULATIVE, frequency, risky=True)
    correct_catalog.correct_indicator(ledger, QUANG_TRI, code(QUANG_TRI, ordinal), turned, at=AT, by=WHO)


def test_last_months_remedy_is_told_with_what_became_of_it(ledger: Path, reader: FormReader) -> None:
    report(
        ledger,
        reader,
        QUANG_TRI,
        CENTRE,
        MAY,
        {1: value(60, **WHY), 2: value(88, **WHY), 3: value(50), 5: value(90, **WHY)},
    )
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(75), 2: value(88), 3: value(51), 6: value(70, **WHY)})
    found = told(ledger)
    assert {ordinal: promise.outcome for ordinal, promise in found.items()} == {
        1: PromiseOutcome.KEPT,
        2: PromiseOutcome.NOT_YET,
        5: PromiseOutcome.UNKNOWN,
    }
    assert {(promise.promised_at, promise.remedy) for promise in found.values()} == {(MAY, "tập huấn lại")}
    assert (found[1].line.period, found[1].line.value) == (JUNE, 75)


def test_a_quarterly_line_is_held_to_what_it_promised_a_quarter_ago(ledger: Path, reader: FormReader) -> None:
    risky(ledger, 1, Frequency.QUARTER)
    report(ledger, reader, QUANG_TRI, CENTRE, MARCH, {1: value(60, **WHY)})
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(61)})
    assert told(ledger)[1].promised_at == MARCH
    assert told(ledger, MAY) == {}, "nothing is owed in May"


def test_a_promise_made_by_a_file_that_was_not_known_yet_is_no_promise(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60, **WHY)})
    with as_of.looking(ledger, QUANG_TRI, Sight(date(2026, 1, 1))) as (connection, context):
        as_of.judge_agency(connection, context, CENTRE)
        assert promises(connection, context, CENTRE, JUNE, TODAY) == {}


def test_lines_without_cause_or_remedy_are_listed_others_are_not(ledger: Path, reader: FormReader) -> None:
    risky(ledger, 4)
    december, after = Period(2026, 12), date(2027, 1, 15)
    half = {"subjective_cause": "thiếu người", "remedy": "tập huấn lại"}
    whole = {**half, "objective_cause": "mưa lũ"}
    rows = {1: value(60, **whole), 2: value(60, **half), 3: value(60), 4: value(100), 5: value(99)}
    report(ledger, reader, QUANG_TRI, CENTRE, december, rows)
    with reading(ledger) as connection:
        context = plan_context(connection, QUANG_TRI)
        lacking = lacking_causes(connection, context, december, after)
        assert lacking_causes(connection, context, MAY, after) == ()
        waiting = {line.indicator_code: line for line in all_agency_standings(connection, context, december, after)}
    assert waiting[code(QUANG_TRI, 4)].awaiting_second_source  # met, and only waits for its second source
    assert [line.indicator_code for line in lacking] == [code(QUANG_TRI, 2), code(QUANG_TRI, 3)]
    assert {line.agency_code for line in lacking} == {CENTRE}


def test_an_indicators_promises_are_those_of_its_agencies(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, GIA_LAI, HOME_AFFAIRS, MAY, {1: share(40, 100, **WHY), 2: share(40, 100)})
    report(ledger, reader, GIA_LAI, HEALTH, MAY, {1: share(30, 100)})
    for agency, a in ((HOME_AFFAIRS, 41), (HEALTH, 31)):
        report(ledger, reader, GIA_LAI, agency, JUNE, {1: share(a, 100)})
    first = code(GIA_LAI, 1)
    with reading(ledger) as connection:
        context = plan_context(connection, GIA_LAI)
        found = promises_of_indicator(connection, context, first, JUNE, TODAY)
        alone = {
            agency: promises(connection, context, agency, JUNE, TODAY).get(first) for agency in (HOME_AFFAIRS, HEALTH)
        }
    assert found == {agency: promise for agency, promise in alone.items() if promise}
    assert list(found) == [HOME_AFFAIRS]


def test_an_indicators_agencies_seen_from_a_day_promised_what_was_known_then(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, GIA_LAI, HOME_AFFAIRS, MAY, {1: share(40, 100, **WHY)})
    report(ledger, reader, GIA_LAI, HOME_AFFAIRS, JUNE, {1: share(41, 100)})
    first = code(GIA_LAI, 1)
    with reading(ledger) as connection:
        now = promises_of_indicator(connection, plan_context(connection, GIA_LAI), first, JUNE, TODAY)
    assert as_of.promises_of_indicator(ledger, GIA_LAI, first, JUNE, TODAY, Sight(date.max)) == now != {}
    assert as_of.promises_of_indicator(ledger, GIA_LAI, first, JUNE, TODAY, Sight(date(2020, 1, 1))) == {}
