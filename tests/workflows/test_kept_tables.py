"""The kept tables are what a recount of the ledger gives, after whatever has happened to it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import (
    CENTRE,
    GIA_LAI,
    HEALTH,
    HOME_AFFAIRS,
    QUANG_TRI,
    SCIENCE,
    code,
    copy_of,
    decide,
    line,
    trial,
    write_return,
)

from lib.domain.catalog import Frequency, Measure
from lib.domain.period import Period
from lib.domain.submission import Answer, Line
from lib.storage import agency_store, catalog_store, correction_store
from lib.storage.database import Connection, writing
from lib.storage.kept_rows import kept_rows
from lib.workflows import assessment

IN_PERIOD, QUARTERLY, COUNTED = (code(GIA_LAI, n) for n in (2, 4, 9))
RETURNS = ((QUANG_TRI, CENTRE), (GIA_LAI, HOME_AFFAIRS), (GIA_LAI, HEALTH), (GIA_LAI, SCIENCE))
ORDINALS = {CENTRE: (1, 5, 6), HOME_AFFAIRS: (1, 2, 4), HEALTH: (1, 2, 4), SCIENCE: (2, 9)}

periods = st.sampled_from([Period(2026, 1), Period(2026, 2), Period(2026, 3), Period(2026, 12), Period(2028, 4)])
blanks = st.sampled_from([Answer.NOTHING_ARISING, Answer.NOT_APPLICABLE])


@st.composite
def lines(draw: st.DrawFn, plan: str, agency: str) -> list[Line]:
    found = []
    for ordinal in draw(st.sets(st.sampled_from(ORDINALS[agency]))):
        indicator = code(plan, ordinal)
        if draw(st.integers(0, 5)) == 0:
            found.append(line(indicator, draw(blanks)))
        elif indicator == COUNTED:
            found.append(line(indicator, value=draw(st.decimals(0, 9, places=1))))
        else:
            b = draw(st.integers(1, 99))
            found.append(line(indicator, a=draw(st.integers(0, b)), b=b))
    return found


@st.composite
def acts(draw: st.DrawFn) -> tuple[object, ...]:
    match draw(st.sampled_from(["report", "report", "report", "undo", "not_recognise", "recognise"])):
        case "report":
            plan, agency = draw(st.sampled_from(RETURNS))
            return "report", plan, agency, draw(periods), draw(lines(plan, agency))
        case "undo":
            return "undo", draw(st.integers(0, 9))
        case decision:
            plan, agency = draw(st.sampled_from(RETURNS))
            return decision, plan, agency, draw(periods), code(plan, draw(st.sampled_from(ORDINALS[agency])))


@pytest.fixture(scope="module")
def working_ledger(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one indicator counted in the period and one owed each quarter; examples leave no trace in it."""
    path = copy_of(template_ledger, tmp_path_factory.mktemp("working") / "ledger.db")
    with writing(path) as connection:
        correction_store.correct_indicator(connection, IN_PERIOD, measure=Measure.IN_PERIOD)
        correction_store.correct_indicator(connection, QUARTERLY, frequency=Frequency.QUARTER)
        correction_store.correct_indicator(connection, COUNTED, measure=Measure.IN_PERIOD)
    return path


@settings(max_examples=100, deadline=None)
@given(happened=st.lists(acts(), max_size=8))
def test_kept_tables_equal_a_recount_after_any_sequence_of_returns_undos_and_decisions(
    working_ledger: Path, happened: list[tuple[object, ...]]
) -> None:
    with trial(working_ledger) as connection:
        sent: list[tuple[int, str, str, Period]] = []
        for act in happened:
            carry_out(connection, act, sent)
        kept = kept_rows(connection)
        for plan in (QUANG_TRI, GIA_LAI):
            assessment.rebuild(connection, plan)
        recounted = kept_rows(connection)
        for table, rows in recounted.items():
            assert kept[table] == rows, table


def carry_out(connection: Connection, act: tuple, sent: list[tuple[int, str, str, Period]]) -> None:
    match act:
        case "report", plan, agency, period, told:
            sent.append((write_return(connection, plan, agency, period, told), plan, agency, period))
        case "undo", position:
            if sent:
                number, plan, agency, period = sent.pop(position % len(sent))
                decide(connection, "undo", plan, agency, period, submission=number)
        case decision, plan, agency, period, indicator:
            ids = catalog_store.indicator_ids(connection, catalog_store.plan_summary(connection, plan).id)
            agency_id = agency_store.agency_ids(connection)[agency]
            figure = {"indicator_id": ids[indicator], "agency_id": agency_id}
            decide(connection, decision, plan, agency, period, **figure)
