"""The ledger as it was known at a day: what had been written by then, judged as it was judged then."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.catalog import Baseline, SourceRef
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status
from lib.storage import agency_store, catalog_store, change_store, kept_store
from lib.storage.database import Connection, reading, sqlite3, writing
from lib.storage.kept_rows import kept_rows
from lib.storage.past import reading_past, step_back
from lib.workflows import as_of, assessment, standings, timeliness
from lib.workflows.as_of import Sight
from lib.workflows.undo_submission import undo
from tests.histories import PLANS, Sent, acts, carry_out, with_every_measure
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, QUANG_TRI, code, copy_of, line, trial, write_return

MAY, JUNE = Period(2026, 5), Period(2026, 6)
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def working_ledger(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which examples leave no trace."""
    return with_every_measure(copy_of(template_ledger, tmp_path_factory.mktemp("past") / "ledger.db"))


def moment(number: int) -> str:
    return f"2026-06-{number + 1:02d}T01:00:00.000000+00:00"


def of_plans(connection: Connection) -> Rows:
    """The kept rows of the plans that something happens to."""
    ids = {catalog_store.plan_summary(connection, plan).id for plan in PLANS}
    indicators = {row for plan in ids for row in catalog_store.indicator_ids(connection, plan).values()}
    rows = kept_rows(connection)
    return {
        "latest_return": [row for row in rows["latest_return"] if row[0] in ids],
        "figure": [row for row in rows["figure"] if row[2] in indicators],
        "standing": [row for row in rows["standing"] if row[1] in indicators],
    }


def step_to(connection: Connection, until: str) -> None:
    """Move a connection that has stepped back to another moment."""
    for table in ("latest_return", "figure", "standing"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE known_until SET at = ?", (until,))


def replayed(connection: Connection) -> Rows:
    for plan in PLANS:
        context = as_of.placed(connection, plan)
        as_of.judge_totals(connection, context)
        codes = {row_id: name for name, row_id in agency_store.agency_ids(connection).items()}
        for agency_id in {found for found, _ in kept_store.returns_of_plan(connection, context.summary.id)}:
            as_of.judge_agency(connection, context, codes[agency_id])
    return of_plans(connection)


def enter_baseline(connection: Connection, number: int, at: str) -> None:
    """A baseline of the health department or the plan, and the recount that follows it."""
    plan_id = catalog_store.plan_summary(connection, GIA_LAI).id
    indicator_id = catalog_store.indicator_ids(connection, plan_id)[code(GIA_LAI, 1)]
    agency_id = agency_store.agency_ids(connection)[HEALTH] if number % 2 else None
    baseline = Baseline(date(2025, 12, 31), Decimal(number), str(number), SourceRef("báo cáo", "", ""))
    catalog_store.enter_baseline(connection, indicator_id, agency_id, baseline, origin="entered", at=at, by="thư ký")
    assessment.rebuild(connection, GIA_LAI)


@settings(max_examples=40, deadline=None)
@given(happened=st.lists(acts() | st.tuples(st.just("baseline"), st.integers(0, 60)), max_size=7))
def test_the_past_is_what_was_kept_then_and_today_is_what_is_kept_now(
    working_ledger: Path, happened: list[tuple[object, ...]]
) -> None:
    with trial(working_ledger) as connection:
        sent: Sent = []
        known: list[Rows] = [of_plans(connection)]
        for number, act in enumerate(happened, 1):
            if act[0] == "baseline":
                enter_baseline(connection, int(str(act[1])), moment(number))
            else:
                carry_out(connection, act, sent, moment(number))
            known.append(of_plans(connection))
        step_back(connection, moment(99 % 29))
        for number, rows in enumerate(known):
            step_to(connection, moment(number))
            assert replayed(connection) == rows, number


def told(connection: Connection, period: Period, a: int, at: str) -> int:
    lines = [line(code(QUANG_TRI, 1), a=a, b=1000), line(code(QUANG_TRI, 5), a=990, b=1000)]
    return write_return(connection, QUANG_TRI, CENTRE, period, lines, at=at)


@pytest.fixture
def story(ledger: Path) -> Path:
    """May on 20 May, corrected on 2 June; June on 19 June, undone on 25 June."""
    with writing(ledger) as connection:
        told(connection, MAY, 600, "2026-05-20T02:00:00.000000+00:00")
        told(connection, MAY, 640, "2026-06-02T02:00:00.000000+00:00")
        june = told(connection, JUNE, 650, "2026-06-19T16:59:59.999999+00:00")
    undo(ledger, june, reason="nhầm kỳ", at="2026-06-25T02:00:00.000000+00:00", by="thư ký")
    return ledger


def by_ordinal(rows: tuple[Standing, ...]) -> Mapping[int, Standing]:
    return {int(row.indicator_code[-2:]): row for row in rows}


@pytest.mark.parametrize(
    ("day", "period", "shown"),
    [
        pytest.param(date(2026, 5, 19), MAY, None, id="before anything came"),
        pytest.param(date(2026, 5, 20), MAY, 60, id="on its day"),
        pytest.param(date(2026, 6, 1), MAY, 60, id="before the correction"),
        pytest.param(date(2026, 6, 2), MAY, 64, id="after the correction"),
        pytest.param(date(2026, 6, 18), JUNE, None, id="before June"),
        pytest.param(date(2026, 6, 19), JUNE, 65, id="the last moment of the day in Vietnam"),
        pytest.param(date(2026, 6, 24), JUNE, 65, id="before the undo"),
        pytest.param(date(2026, 6, 25), JUNE, None, id="after the undo"),
    ],
)
def test_a_figure_is_the_one_known_at_the_end_of_the_day(
    story: Path, day: date, period: Period, shown: int | None
) -> None:
    assert by_ordinal(as_of.agency_standings(story, QUANG_TRI, CENTRE, period, day, Sight(day)))[1].value == shown
    every = as_of.all_agency_standings(story, QUANG_TRI, period, day, Sight(day))
    assert {row.value for row in every if row.indicator_code == code(QUANG_TRI, 1)} == {shown}
    assert by_ordinal(as_of.plan_totals(story, QUANG_TRI, period, day, Sight(day)))[1].value == shown


def test_whether_a_figure_is_due_is_told_of_that_day(story: Path) -> None:
    for day, absence in ((date(2026, 5, 20), Absence.NOT_DUE), (date(2026, 5, 21), Absence.MISSING)):
        rows = by_ordinal(as_of.agency_standings(story, QUANG_TRI, CENTRE, MAY, day, Sight(day)))
        assert (rows[2].status, rows[2].absence) == (Status.NO_DATA, absence)


@pytest.mark.parametrize("period", [MAY, JUNE])
def test_every_view_of_today_is_what_is_kept(story: Path, period: Period) -> None:
    today = date(2026, 7, 1)
    with reading(story) as connection:
        context = assessment.plan_context(connection, QUANG_TRI)
        kept = (
            standings.plan_totals(connection, context, period, today),
            standings.agency_standings(connection, context, CENTRE, period, today),
            standings.all_agency_standings(connection, context, period, today),
            standings.series(connection, context, code(QUANG_TRI, 1), None, period, today),
            standings.series(connection, context, code(QUANG_TRI, 1), CENTRE, period, today),
        )
    assert kept == (
        as_of.plan_totals(story, QUANG_TRI, period, today, Sight(today)),
        as_of.agency_standings(story, QUANG_TRI, CENTRE, period, today, Sight(today)),
        as_of.all_agency_standings(story, QUANG_TRI, period, today, Sight(today)),
        as_of.series(story, QUANG_TRI, code(QUANG_TRI, 1), None, period, today, Sight(today)),
        as_of.series(story, QUANG_TRI, code(QUANG_TRI, 1), CENTRE, period, today, Sight(today)),
    )


def test_a_document_baseline_is_known_from_the_beginning_an_entered_one_from_its_day(story: Path) -> None:
    with writing(story) as connection:
        plan_id = catalog_store.plan_summary(connection, QUANG_TRI).id
        indicator_id = catalog_store.indicator_ids(connection, plan_id)[code(QUANG_TRI, 1)]
        baseline = Baseline(date(2025, 12, 31), Decimal(40), "40", SourceRef("báo cáo", "", ""))
        at = "2026-06-10T02:00:00.000000+00:00"
        catalog_store.enter_baseline(connection, indicator_id, None, baseline, origin="entered", at=at, by="thư ký")
        assessment.rebuild(connection, QUANG_TRI)
    for day, level in ((date(2025, 1, 1), "52.9"), (date(2026, 6, 9), "52.9"), (date(2026, 6, 10), "40")):
        assert by_ordinal(as_of.plan_totals(story, QUANG_TRI, MAY, day, Sight(day)))[1].baseline_value == Decimal(level)


def test_the_past_cannot_be_written_to_the_ledger(story: Path) -> None:
    with reading_past(story, as_of.end_of(date(2026, 6, 1))) as connection:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("UPDATE main.revision SET number = 0")
        with pytest.raises(sqlite3.OperationalError, match="view"):
            connection.execute("DELETE FROM decision")


def test_looking_back_leaves_no_trace_in_the_ledger(story: Path) -> None:
    with reading(story) as connection:
        before = kept_rows(connection)
    as_of.all_agency_standings(story, QUANG_TRI, MAY, date(2026, 6, 1), Sight(date(2026, 6, 1)))
    with reading(story) as connection:
        assert kept_rows(connection) == before
        assert connection.execute("SELECT number FROM revision").fetchone()[0] > 0


def test_whether_a_return_was_in_is_told_of_that_day_too(story: Path) -> None:
    states = {}
    for day in (date(2026, 5, 19), date(2026, 5, 20), date(2026, 6, 24), date(2026, 6, 25)):
        period = MAY if day < date(2026, 6, 1) else JUNE
        with as_of.looking(story, QUANG_TRI, Sight(day)) as (connection, _):
            states[day] = str(timeliness.reporting(connection, QUANG_TRI, CENTRE, period, day).state)
    assert list(states.values()) == ["not_due", "on_time", "on_time", "missing"]


def test_the_log_of_changes_ends_with_the_day(story: Path) -> None:
    with as_of.looking(story, QUANG_TRI, Sight(date(2026, 6, 24))) as (connection, context):
        rows = change_store.logged(connection, context.summary.id, 0, Period(2026, 1), JUNE)
        assert all(row.at < "2026-06-24T17" for row in rows)
