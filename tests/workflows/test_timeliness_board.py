"""The timeliness board: who owes what is asked at each period, whatever came in, in reads that do not grow."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI, code, line, settle, trial

from lib.domain.agency import Agency, AgencyKind
from lib.domain.catalog import Direction, Frequency, Measure
from lib.domain.period import Period, SpecialDay
from lib.domain.reporting import Board, BoardRow, ReportingState, ReturnCell, rate
from lib.domain.submission import Line, Outcome
from lib.storage import agency_store, catalog_store, correction_store, ledger_store, settings_store
from lib.storage.database import Connection, reading
from lib.workflows.timeliness import reporting
from lib.workflows.timeliness_board import board

MAY, JUNE = Period(2026, 5), Period(2026, 6)
LATER = date(2026, 6, 25)
COMMUNE = "21583"
MISSING, RETURNED, NOT_DUE = ReportingState.MISSING, ReportingState.RETURNED, ReportingState.NOT_DUE
ON_TIME, LATE, NOTHING = ReportingState.ON_TIME, ReportingState.LATE, ReportingState.NOTHING_DUE


def send(
    connection: Connection,
    received_on: str,
    *,
    plan: str = GIA_LAI,
    agency: str = COMMUNE,
    period: Period = MAY,
    outcome: Outcome = Outcome.ACCEPTED,
    ordinals: tuple[int, ...] = (1, 2, 4, 5, 7, 8),
) -> int:
    """A file that came in on a day, answering some indicators with 1/2."""
    plan_id = catalog_store.plan_summary(connection, plan).id
    sha256 = hashlib.sha256(f"{received_on}{agency}{period}{outcome}{ordinals}".encode()).hexdigest()
    ledger_store.add_blob(connection, sha256, 1, "tệp", "2026-05-20T00:00:00+00:00")
    number, _ = ledger_store.add_submission(
        connection,
        outcome=outcome,
        sha256=sha256,
        file="tệp",
        plan_id=plan_id,
        agency_id=agency_store.agency_ids(connection)[agency],
        period=period,
        template_version="1",
        received_on=received_on,
        received_at=f"{received_on}T01:00:00+00:00",
        uploaded_by="thư ký",
        reason=None,
        n_values=len(ordinals),
    )
    if outcome is Outcome.ACCEPTED:
        lines: list[Line] = [line(code(plan, ordinal), a=1, b=2) for ordinal in ordinals]
        ids = catalog_store.indicator_ids(connection, plan_id)
        ledger_store.add_lines(connection, number, "Biểu", lines, ids)
    settle(connection, plan, agency, period, judged=False)
    return number


def take_back(connection: Connection, number: int, agency: str = COMMUNE, period: Period = MAY) -> None:
    ledger_store.add_decision(connection, action="undo", submission=number, reason="nhầm", actor="x", at="x")
    settle(connection, GIA_LAI, agency, period, judged=False)


def row(seen: Board, agency: str = COMMUNE) -> BoardRow:
    (found,) = (each for each in seen.rows if each.code == agency)
    return found


def may(connection: Connection, today: date = LATER) -> ReturnCell:
    return row(board(connection, GIA_LAI, MAY, today)).now


def states(seen: Board, agency: str) -> list[str]:
    return [str(cell.state) for cell in row(seen, agency).cells]


def change(connection: Connection, agency: str, **fields: date | str) -> None:
    """Another entry of an agency in the registry."""
    (known,) = (each for each in agency_store.agencies(connection) if each.code == agency)
    agency_store.save_agencies(connection, [replace(known, **fields)])  # type: ignore[arg-type]


def make_quarterly(connection: Connection, indicator: str) -> None:
    correction_store.correct_indicator(
        connection,
        indicator,
        direction=Direction.UP,
        measure=Measure.CUMULATIVE,
        frequency=Frequency.QUARTER,
        risky=False,
    )


# What came in


@pytest.mark.parametrize(
    ("received", "state", "late"),
    [
        pytest.param("2026-05-03", ON_TIME, 0, id="early"),
        pytest.param("2026-05-20", ON_TIME, 0, id="on the due day"),
        pytest.param("2026-05-21", LATE, 1, id="on the 21st"),
        pytest.param("2026-06-20", LATE, 31, id="a month later"),
    ],
)
def test_the_day_of_receipt_says_how_late_a_return_is(
    template_ledger: Path, received: str, state: ReportingState, late: int
) -> None:
    with trial(template_ledger) as connection:
        send(connection, received)
        cell = may(connection)
    assert (cell.state, cell.days_late, cell.received_on) == (state, late, date.fromisoformat(received))


@pytest.mark.parametrize(
    ("today", "state", "late"),
    [
        pytest.param(date(2026, 5, 20), NOT_DUE, 0, id="on the due day"),
        pytest.param(date(2026, 5, 21), MISSING, 1, id="the day after"),
        pytest.param(date(2026, 6, 25), MISSING, 36, id="weeks after"),
    ],
)
def test_without_a_file_the_days_since_the_due_day_are_counted(
    template_ledger: Path, today: date, state: ReportingState, late: int
) -> None:
    with reading(template_ledger) as connection:
        cell = may(connection, today)
    assert (cell.state, cell.days_late) == (state, late)


def test_a_second_version_does_not_make_a_return_late(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        send(connection, "2026-05-19")
        send(connection, "2026-06-02", ordinals=(1, 2, 4, 5, 7))
        cell = may(connection)
    assert (cell.state, cell.version, cell.received_on) == (ON_TIME, 2, date(2026, 5, 19))
    assert (cell.n_owed, cell.n_answered, cell.n_unanswered) == (6, 5, 1)


def test_an_undone_file_is_missing_again(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        take_back(connection, send(connection, "2026-05-19"))
        cell = may(connection)
    assert (cell.state, cell.n_answered, cell.version, cell.received_on) == (MISSING, 0, None, None)


def test_undoing_the_first_of_two_files_leaves_the_day_of_the_second(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        first = send(connection, "2026-05-19")
        send(connection, "2026-05-23", ordinals=(1,))
        take_back(connection, first)
        cell = may(connection)
    assert (cell.state, cell.days_late, cell.version) == (LATE, 3, 2)


def test_a_refused_file_is_returned_for_correction_until_a_good_one_comes(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        send(connection, "2026-05-19", outcome=Outcome.REFUSED)
        assert (may(connection).state, may(connection, date(2026, 5, 20)).days_late) == (RETURNED, 0)
        send(connection, "2026-05-22")
        assert (may(connection).state, may(connection).days_late) == (LATE, 2)


def test_a_refused_correction_leaves_the_return_as_it_was(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        send(connection, "2026-05-19")
        send(connection, "2026-05-25", outcome=Outcome.REFUSED)
        assert may(connection).state is ON_TIME


def test_the_board_and_the_page_of_one_agency_say_the_same(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        send(connection, "2026-05-22")
        send(connection, "2026-05-22", agency=HEALTH, outcome=Outcome.REFUSED)
        seen = board(connection, GIA_LAI, MAY, LATER)
        for agency in (COMMUNE, HEALTH, HOME_AFFAIRS):
            alone = reporting(connection, GIA_LAI, agency, MAY, LATER)
            cell = row(seen, agency).now
            assert (alone.state, alone.due, alone.version) == (cell.state, cell.due, cell.version)


# Who owes, at the period


def test_an_agency_closed_in_march_is_expected_until_march(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        change(connection, COMMUNE, valid_to=date(2026, 3, 10))
        seen = board(connection, GIA_LAI, JUNE, LATER)
    assert states(seen, COMMUNE) == ["missing"] * 3 + ["nothing_due"] * 3
    assert [rate(seen.rows, place).expected for place in range(6)] == [153, 153, 153, 152, 152, 152]


def test_an_agency_opened_in_april_is_expected_from_april(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        change(connection, COMMUNE, valid_from=date(2026, 4, 30))
        seen = board(connection, GIA_LAI, JUNE, LATER)
    assert states(seen, COMMUNE) == ["nothing_due"] * 3 + ["missing"] * 3


def test_two_communes_merged_in_mid_year_are_two_before_and_one_after(template_ledger: Path) -> None:
    new = Agency("99999", "Xã Hợp Nhất", AgencyKind.COMMUNE, "Gia Lai", valid_from=date(2026, 4, 1))
    with trial(template_ledger) as connection:
        for old in (COMMUNE, "21589"):
            change(connection, old, valid_to=date(2026, 3, 31), merged_into=new.code)
        agency_store.save_agencies(connection, [new])
        ids = agency_store.agency_ids(connection)
        indicator = catalog_store.indicator_ids(connection, catalog_store.plan_summary(connection, GIA_LAI).id)
        agency_store.assign(connection, indicator[code(GIA_LAI, 1)], ids[new.code], Period(2026, 1).index)
        seen = board(connection, GIA_LAI, JUNE, LATER)
    assert states(seen, new.code) == ["nothing_due"] * 3 + ["missing"] * 3
    assert [rate(seen.rows, place).expected for place in (2, 3)] == [153, 152]


def test_an_assignment_that_ends_is_owed_until_its_last_period(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        plan_id = catalog_store.plan_summary(connection, QUANG_TRI).id
        centre = agency_store.agency_ids(connection)[CENTRE]
        january = Period(2026, 1).index
        for number in catalog_store.indicator_ids(connection, plan_id).values():
            agency_store.assign(connection, number, centre, january, Period(2026, 2).index)
        seen = board(connection, QUANG_TRI, JUNE, LATER)
    assert states(seen, CENTRE) == ["missing"] * 2 + ["nothing_due"] * 4


def test_a_quarterly_indicator_is_owed_in_the_last_month_of_its_quarter(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        make_quarterly(connection, code(GIA_LAI, 1))
        seen = board(connection, GIA_LAI, JUNE, LATER)
        completed = board(connection, GIA_LAI, MAY, LATER).completeness
    assert [cell.n_owed for cell in row(seen).cells] == [5, 5, 6, 5, 5, 6]
    assert code(GIA_LAI, 1) not in [each.indicator_code for each in completed]


def test_an_agency_that_owes_only_quarterly_has_nothing_due_in_between(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        for ordinal in range(1, 8):
            make_quarterly(connection, code(QUANG_TRI, ordinal))
        assert states(board(connection, QUANG_TRI, JUNE, LATER), CENTRE) == [
            "nothing_due",
            "nothing_due",
            "missing",
            "nothing_due",
            "nothing_due",
            "missing",
        ]
        assert rate(board(connection, QUANG_TRI, MAY, LATER).rows).expected == 0


# Due days


@pytest.mark.parametrize(
    ("period", "special", "due", "moved_by"),
    [
        pytest.param(MAY, (), date(2026, 5, 20), (), id="a Wednesday"),
        pytest.param(JUNE, (), date(2026, 6, 22), (None,), id="a Saturday"),
        pytest.param(
            Period(2026, 2), (), date(2026, 2, 23), ("Mùng bốn Tết Nguyên Đán", None), id="Tết and the weekend"
        ),
        pytest.param(
            JUNE,
            (SpecialDay(date(2026, 6, 22), "Nghỉ riêng"),),
            date(2026, 6, 23),
            (None, "Nghỉ riêng"),
            id="a day off",
        ),
        pytest.param(
            JUNE, (SpecialDay(date(2026, 6, 20), "Làm bù", worked=True),), date(2026, 6, 20), (), id="a Saturday worked"
        ),
    ],
)
def test_weekends_and_days_off_move_the_due_day(
    template_ledger: Path,
    period: Period,
    special: tuple[SpecialDay, ...],
    due: date,
    moved_by: tuple[str | None, ...],
) -> None:
    with trial(template_ledger) as connection:
        settings_store.put_special_days(connection, special)
        now = board(connection, GIA_LAI, period, LATER).now
    assert (now.set_day.day, now.day, now.moved_by) == (20, due, moved_by)


def test_a_return_on_the_moved_due_day_is_on_time(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        send(connection, "2026-06-22", period=JUNE)
        assert row(board(connection, GIA_LAI, JUNE, LATER)).now.state is ON_TIME


def test_the_window_is_six_periods_and_never_starts_before_the_year_of_the_plan(template_ledger: Path) -> None:
    with reading(template_ledger) as connection:
        for last, first in ((JUNE, Period(2026, 1)), (MAY, Period(2026, 1)), (Period(2026, 9), Period(2026, 4))):
            shown = [due.period for due in board(connection, GIA_LAI, last, LATER).due_days]
            assert shown == list(first.through(last))


# Rates, completeness, order


def test_rates_count_departments_and_communes_apart(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        send(connection, "2026-05-19")
        send(connection, "2026-05-22", agency=HEALTH)
        seen = board(connection, GIA_LAI, MAY, LATER)
    departments, communes = (rate([r for r in seen.rows if r.is_local is local]) for local in (False, True))
    assert (departments.expected, departments.reported, departments.on_time, departments.missing) == (18, 1, 0, 17)
    assert (communes.expected, communes.reported, communes.on_time, communes.missing) == (135, 1, 1, 134)


def test_completeness_counts_who_answered_each_indicator(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        send(connection, "2026-05-19", ordinals=(1, 2))
        send(connection, "2026-05-19", agency=HEALTH, ordinals=(1, 3))
        seen = board(connection, GIA_LAI, MAY, LATER)
    found = {each.ordinal: (each.departments, each.locals) for each in seen.completeness}
    assert found[1] == ((1, 18), (1, 135))
    assert found[2] == ((0, 18), (1, 135))
    assert found[3] == ((1, 18), (0, 0))
    assert row(seen).unanswered == (4, 5, 7, 8)
    assert {each.code for each in seen.incomplete} == {COMMUNE, HEALTH}


def test_the_worst_stand_first(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        send(connection, "2026-05-19")
        send(connection, "2026-05-28", agency=HEALTH)
        send(connection, "2026-05-25", agency=HOME_AFFAIRS)
        send(connection, "2026-05-25", agency="21589", outcome=Outcome.REFUSED)
        seen = board(connection, GIA_LAI, MAY, LATER)
    assert {each.now.state for each in seen.rows[:149]} == {MISSING}
    assert [each.code for each in seen.rows[149:]] == ["21589", HEALTH, HOME_AFFAIRS, COMMUNE]


# Reads


def count_reads(connection: Connection, plan: str, last: Period, n_periods: int) -> int:
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    board(connection, plan, last, LATER, n_periods)
    connection.set_trace_callback(None)
    return len(seen)


def test_reads_grow_neither_with_agencies_nor_with_periods(template_ledger: Path) -> None:
    with reading(template_ledger) as connection:
        one = count_reads(connection, QUANG_TRI, JUNE, 1)  # one agency, one period
        many = count_reads(connection, GIA_LAI, Period(2026, 12), 12)  # 153 agencies, twelve periods
    assert one == many <= 10


def test_the_files_of_other_periods_are_not_read(template_ledger: Path) -> None:
    with reading(template_ledger) as connection:
        plan_id = catalog_store.plan_summary(connection, GIA_LAI).id
        steps = " ".join(
            str(step["detail"])
            for step in connection.execute(
                "EXPLAIN QUERY PLAN SELECT 1 FROM submission WHERE plan_id = ? AND period BETWEEN 1 AND 2 "
                "GROUP BY agency_id, period",
                (plan_id,),
            )
        )
    assert "submission_of_period" in steps
