"""Histories of a ledger for property tests: returns, corrections, undos and decisions in any order."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from lib.domain.catalog import Frequency, Measure
from lib.domain.period import Period
from lib.domain.submission import Answer, Line
from lib.storage import agency_store, catalog_store, correction_store
from lib.storage.database import Connection, writing
from tests.ledger_samples import (
    CENTRE,
    GIA_LAI,
    HEALTH,
    HOME_AFFAIRS,
    QUANG_TRI,
    SCIENCE,
    code,
    decide,
    line,
    write_return,
)

PLANS = (QUANG_TRI, GIA_LAI)
IN_PERIOD, QUARTERLY, COUNTED = (code(GIA_LAI, n) for n in (2, 4, 9))
RETURNS = ((QUANG_TRI, CENTRE), (GIA_LAI, HOME_AFFAIRS), (GIA_LAI, HEALTH), (GIA_LAI, SCIENCE))
ORDINALS = {CENTRE: (1, 5, 6), HOME_AFFAIRS: (1, 2, 4), HEALTH: (1, 2, 4), SCIENCE: (2, 9)}

Sent = list[tuple[int, str, str, Period]]
periods = st.sampled_from([Period(2026, 1), Period(2026, 2), Period(2026, 3), Period(2026, 12), Period(2028, 4)])
blanks = st.sampled_from([Answer.NOTHING_ARISING, Answer.NOT_APPLICABLE])


def with_every_measure(path: Path) -> Path:
    """The ledger with one indicator counted in the period and one owed each quarter."""
    with writing(path) as connection:
        correction_store.correct_indicator(connection, IN_PERIOD, measure=Measure.IN_PERIOD)
        correction_store.correct_indicator(connection, QUARTERLY, frequency=Frequency.QUARTER)
        correction_store.correct_indicator(connection, COUNTED, measure=Measure.IN_PERIOD)
    return path


@st.composite
def lines(draw: st.DrawFn, plan: str, agency: str) -> list[Line]:
    """Some answers of an agency."""
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
    """One act: a return, the undo of one, or a decision on a figure."""
    match draw(st.sampled_from(["report", "report", "report", "undo", "not_recognise", "recognise"])):
        case "report":
            plan, agency = draw(st.sampled_from(RETURNS))
            return "report", plan, agency, draw(periods), draw(lines(plan, agency))
        case "undo":
            return "undo", draw(st.integers(0, 9))
        case decision:
            plan, agency = draw(st.sampled_from(RETURNS))
            return decision, plan, agency, draw(periods), code(plan, draw(st.sampled_from(ORDINALS[agency])))


def carry_out(connection: Connection, act: tuple, sent: Sent, at: str = "2026-05-20T01:00:00+00:00") -> None:
    """Do one act at a moment and judge what it touches; `sent` holds the returns that may still be undone."""
    match act:
        case "report", plan, agency, period, told:
            sent.append((write_return(connection, plan, agency, period, told, at=at), plan, agency, period))
        case "undo", position:
            if sent:
                number, plan, agency, period = sent.pop(position % len(sent))
                decide(connection, "undo", plan, agency, period, at=at, submission=number)
        case decision, plan, agency, period, indicator:
            ids = catalog_store.indicator_ids(connection, catalog_store.plan_summary(connection, plan).id)
            agency_id = agency_store.agency_ids(connection)[agency]
            figure = {"indicator_id": ids[indicator], "agency_id": agency_id}
            decide(connection, decision, plan, agency, period, at=at, **figure)
