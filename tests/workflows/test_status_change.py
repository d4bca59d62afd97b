"""The log of status changes: what each act changed, from what to what, and why; nothing where nothing changed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.catalog import Direction, Frequency, Measure
from lib.domain.period import Period
from lib.domain.status_change import ChangeCause, LineKey, Mark, changes
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, change_store
from lib.storage.change_store import LoggedChange
from lib.storage.database import reading
from lib.workflows import correct_catalog
from lib.workflows.correct_catalog import Correction
from lib.workflows.keep_safe import recount, verify
from lib.workflows.recognise import not_recognise, recognise
from lib.workflows.status_log import net_changes
from lib.workflows.undo_submission import undo
from tests.ledger_samples import CENTRE, QUANG_TRI, code, of_agency, report, totals, value

APRIL, MAY, JUNE = Period(2026, 4), Period(2026, 5), Period(2026, 6)
AT, WHO = "2026-06-01T00:00:00.000000+00:00", "thư ký"
FIRST = code(QUANG_TRI, 1)
IN_TIME, LATE = date(2026, 5, 20), date(2026, 5, 21)
Step = tuple[str, str | None, str]


def log(ledger: Path, agency: str | None = CENTRE, ordinal: int = 1) -> tuple[LoggedChange, ...]:
    with reading(ledger) as connection:
        plan_id = catalog_store.plan_summary(connection, QUANG_TRI).id
        agency_id = agency_store.agency_ids(connection)[agency] if agency else 0
        indicator = catalog_store.indicator_ids(connection, plan_id)[code(QUANG_TRI, ordinal)]
        return change_store.logged(connection, plan_id, agency_id, Period(2025, 1), Period(2030, 12), indicator)


def steps(rows: Sequence[LoggedChange]) -> list[Step]:
    return [(row.cause, row.was.word if row.was else None, row.became.word) for row in rows]


def test_the_first_figure_comes_from_nothing(ledger: Path, reader: FormReader) -> None:
    receipt = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)}, received_on=IN_TIME)
    (row,) = log(ledger)
    assert steps([row]) == [("new_period", None, "met")]
    assert (row.period, row.indicator_code, row.submission, row.decision) == (MAY, FIRST, receipt.submission, None)
    assert (row.actor, row.agency_name) == ("thư ký", "Trung tâm Phục vụ hành chính công tỉnh")


def test_a_new_period_is_held_against_the_one_before_it(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: value(75), 2: value(50)})
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60), 2: value(50)}, received_on=IN_TIME)
    assert steps(log(ledger))[1:] == [("new_period", "met", "unpaced")]
    assert len(log(ledger, ordinal=2)) == 1, "what stays as it was is no change"


@pytest.mark.parametrize(("day", "cause"), [(IN_TIME, "new_period"), (LATE, "late_return")])
def test_a_late_return_is_named_as_such(ledger: Path, reader: FormReader, day: date, cause: str) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)}, received_on=day)
    assert steps(log(ledger)) == [(cause, None, "met")]


def test_a_correction_is_held_against_what_it_corrects(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)}, received_on=LATE)
    second = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)}, received_on=LATE)
    rows = log(ledger)
    assert steps(rows)[1:] == [("correction", "met", "unpaced")]
    assert rows[-1].submission == second.submission
    assert steps(log(ledger, None))[-1][0] == "correction", "the total has turned with it"


def test_a_figure_left_out_by_a_correction_is_missing(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {5: value(99)})
    assert steps(log(ledger))[1:] == [("correction", "met", "missing")]


def test_an_undo_brings_back_what_was_and_says_why(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    second = report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(60)})
    assert second.submission is not None
    undo(ledger, second.submission, reason="nhầm tệp", at=AT, by="Trưởng phòng")
    row = log(ledger)[-1]
    assert steps([row]) == [("undo", "unpaced", "met")]
    assert (row.at, row.actor, row.reason, row.submission) == (AT, "Trưởng phòng", "nhầm tệp", second.submission)
    first = log(ledger)[0].submission
    assert first is not None
    undo(ledger, first, reason="nhầm cả tệp này", at=AT, by="Trưởng phòng")
    assert steps(log(ledger))[-1] == ("undo", "met", "missing")


def test_recognition_is_a_cause_both_ways(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    not_recognise(ledger, QUANG_TRI, CENTRE, FIRST, MAY, "no_sample", "", at=AT, by=WHO)
    recognise(ledger, QUANG_TRI, CENTRE, FIRST, MAY, "đủ mẫu", at=AT, by=WHO)
    rows = log(ledger)[1:]
    assert steps(rows) == [("recognition", "met", "not_recognised"), ("recognition", "not_recognised", "met")]
    assert [(row.agency_name, row.reason) for row in rows] == [
        ("Trung tâm Phục vụ hành chính công tỉnh", "no_sample"),
        ("Trung tâm Phục vụ hành chính công tỉnh", "đủ mẫu"),
    ]
    assert [step[0] for step in steps(log(ledger, None))[1:]] == ["recognition", "recognition"]


def test_a_baseline_turns_a_status_and_is_named(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, JUNE, {1: value(52)})
    correct_catalog.enter_baseline(
        ledger, QUANG_TRI, FIRST, CENTRE, date(2025, 12, 31), Decimal("52.9"), source="báo cáo", at=AT, by=WHO
    )
    row = log(ledger)[-1]
    assert steps([row]) == [("baseline", "unpaced", "regressing")]
    assert (row.submission, row.decision, row.actor) == (None, None, None)


def test_a_correction_of_the_catalog_is_named(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    turned = Correction(Direction.UP, Measure.CUMULATIVE, Frequency.MONTH, risky=True)
    correct_catalog.correct_indicator(ledger, QUANG_TRI, FIRST, turned, at=AT, by=WHO)
    assert steps(log(ledger))[-1] == ("catalog", "met", "at_risk")
    same = len(log(ledger))
    correct_catalog.correct_indicator(ledger, QUANG_TRI, FIRST, turned, at=AT, by=WHO)
    assert len(log(ledger)) == same, "a correction that changes no status leaves no row"


def test_what_the_log_ends_with_is_what_is_shown(ledger: Path, reader: FormReader) -> None:
    for month, level in ((APRIL, 60), (MAY, 75), (JUNE, 50), (MAY, 61)):
        report(ledger, reader, QUANG_TRI, CENTRE, month, {1: value(level)})
    for agency, shown in ((CENTRE, of_agency), (None, None)):
        for month in (APRIL, MAY, JUNE):
            last = [row for row in log(ledger, agency) if row.period == month][-1]
            rows = shown(ledger, QUANG_TRI, CENTRE, month) if shown else totals(ledger, QUANG_TRI, month)
            assert last.became == Mark(rows[1].absence or rows[1].status, rows[1].conclusive)


def test_neither_a_recount_nor_a_check_adds_to_the_log(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(75)})
    before = log(ledger), log(ledger, None)
    assert verify(ledger).faults == ()
    assert set(recount(ledger).values()) == {0}
    assert (log(ledger), log(ledger, None)) == before


def test_a_flight_of_changes_is_told_once(ledger: Path, reader: FormReader) -> None:
    report(ledger, reader, QUANG_TRI, CENTRE, APRIL, {1: value(75), 5: value(99)})
    for level in (60, 75, 40):
        report(ledger, reader, QUANG_TRI, CENTRE, MAY, {1: value(level), 5: value(99 if level != 60 else 97)})
    rows = [*log(ledger), *log(ledger, ordinal=5)]
    assert steps(net_changes([row for row in rows if row.period == MAY])) == [("correction", "met", "unpaced")]


def test_a_doubt_that_comes_and_goes_is_told_of_met_alone() -> None:
    def row(number: int, was: Mark, became: Mark, indicator: str) -> LoggedChange:
        cause = ChangeCause.NEW_PERIOD
        return LoggedChange(number, AT, cause, MAY, indicator, was, became, None, None, None, None, None)

    unsure = Mark("at_risk", conclusive=False)
    risk = [row(1, Mark("at_risk"), Mark("met"), "A"), row(2, Mark("met"), unsure, "A")]
    met = [row(3, Mark("met"), Mark("met", conclusive=False), "B")]
    assert [change.indicator_code for change in net_changes([*risk, *met])] == ["B"]


# The comparison itself


words = st.sampled_from(["met", "behind", "missing", "not_recognised", "at_risk"])
marks = st.dictionaries(
    st.builds(LineKey, st.integers(1, 2), st.integers(0, 2), st.integers(1, 4)),
    st.builds(Mark, words, st.booleans()),
    max_size=8,
)


@given(before=marks, after=marks, since=st.integers(1, 4), cause=st.sampled_from(ChangeCause))
@settings(max_examples=100, deadline=None)
def test_no_change_is_told_where_nothing_differs_and_every_difference_is_told(
    before: dict[LineKey, Mark], after: dict[LineKey, Mark], since: int, cause: ChangeCause
) -> None:
    told = {change.key: change for change in changes(before, after, since, cause)}
    assert list(changes(before, before, since, cause)) == []
    for key in before.keys() | after.keys():
        was, now = before.get(key), after.get(key, Mark("missing"))
        if key.period < since:
            assert key not in told
        elif was is not None:
            differs = was.word != now.word or was.counts_as_met != now.counts_as_met
            assert (key in told) == differs


def test_met_that_is_no_longer_certain_is_a_change_other_doubts_are_not() -> None:
    key = LineKey(1, 0, 5)
    sure, unsure = Mark("met"), Mark("met", conclusive=False)
    assert [c.became for c in changes({key: sure}, {key: unsure}, 1, ChangeCause.CORRECTION)] == [unsure]
    slow, unsure_slow = Mark("behind"), Mark("behind", conclusive=False)
    assert list(changes({key: slow}, {key: unsure_slow}, 1, ChangeCause.CORRECTION)) == []
