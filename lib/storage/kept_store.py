"""The kept tables: current figures, latest returns and ready standings, all rebuilt from the ledger at will.

A standing row is a mapping of the columns of table `standing`; decimals are text, months are numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lib.domain.catalog import IndicatorKind
from lib.domain.period import Period
from lib.domain.sources import sources_agree
from lib.domain.submission import Answer, Line
from lib.domain.thresholds import Thresholds
from lib.storage import settings_store
from lib.storage.database import Connection, Row
from lib.storage.reading import query
from lib.storage.values import decimal_of, place_of, row_dict

TOTAL = 0  # the agency id of a plan's total
_ALL_AGENCIES = 2**62
_ALL_PERIODS = 10_000 * 12


@dataclass(frozen=True, slots=True)
class Figure:
    """The current answer of one agency on one indicator at one period."""

    period: Period
    agency_id: int
    indicator_id: int
    answer: Answer
    a: int | None
    b: int | None
    value: Decimal | None
    second_value: Decimal | None
    has_evidence: bool
    recognised: bool
    submission: int
    provisional: bool
    sources_agree: bool


@dataclass(frozen=True, slots=True)
class SumsRow:
    """The sums over all agencies that owe one indicator at one period; see query `sums_of_plan`."""

    indicator_id: int
    expected: int
    reported: int
    a: int
    b: int
    value: Decimal
    with_value: int
    without_ab: int
    silent_b: int
    silent_unknown: int
    met: int
    in_progress: int
    not_met: int
    nothing_arising: int
    not_applicable: int
    not_recognised: int
    sole_value: Decimal | None
    second_value: Decimal | None
    provisional: int
    unmatched: int


_PUT_STANDING = """
    INSERT INTO standing (period, indicator_id, agency_id, status, rule, status_before_date, rule_before_date, absence,
      value, a, b, target_year, target_grade, target_value, target_raw, gap, need, expected_value, ratio, tolerance,
      reported, expected, share_of_b, without_ab, low, high, conclusive, awaiting_second_source, small_denominator,
      previous_value, speed, required_speed, projection_year_end, projection_low, projection_high, projection_horizon,
      projection_horizon_low, projection_horizon_high, reached_in, baseline_value, submission_id, provisional,
      second_value)
    VALUES (:period, :indicator_id, :agency_id, :status, :rule, :status_before_date, :rule_before_date, :absence,
      :value, :a, :b, :target_year, :target_grade, :target_value, :target_raw, :gap, :need, :expected_value, :ratio,
      :tolerance, :reported, :expected, :share_of_b, :without_ab, :low, :high, :conclusive, :awaiting_second_source,
      :small_denominator, :previous_value, :speed, :required_speed, :projection_year_end, :projection_low,
      :projection_high, :projection_horizon, :projection_horizon_low, :projection_horizon_high, :reached_in,
      :baseline_value, :submission_id, :provisional, :second_value)
"""


def place_return(connection: Connection, plan_id: int, agency_id: int, period: Period) -> None:
    """Make the figures of an agency and period those of its newest accepted file, neither undone nor returned."""
    key = {"plan": plan_id, "agency": agency_id, "period": period.index}
    connection.execute(
        "DELETE FROM figure WHERE period = :period AND agency_id = :agency "
        "AND indicator_id IN (SELECT id FROM indicator WHERE plan_id = :plan)",
        key,
    )
    connection.execute(
        "DELETE FROM latest_return WHERE plan_id = :plan AND period = :period AND agency_id = :agency", key
    )
    _place(connection, plan_id, (agency_id, agency_id), (period.index, period.index))


def place_returns(connection: Connection, plan_id: int) -> None:
    """Make the figures of a whole plan, where none are kept yet, those of each agency's newest file in force."""
    _place(connection, plan_id, (0, _ALL_AGENCIES), (0, _ALL_PERIODS))


def _place(connection: Connection, plan_id: int, agencies: tuple[int, int], periods: tuple[int, int]) -> None:
    among = {
        "plan": plan_id,
        "first_agency": agencies[0],
        "last_agency": agencies[1],
        "first": periods[0],
        "last": periods[1],
    }
    connection.execute(query("place_returns"), among)
    connection.execute(query("place_figures"), among)
    _mark_sources(connection, among)


def _mark_sources(connection: Connection, among: Mapping[str, int]) -> None:
    """Say of each figure whether its return stands it on two sources; decided once, by that return alone."""
    thresholds = Thresholds.from_rows(settings_store.thresholds(connection))
    rows = connection.execute(query("second_sources"), among).fetchall()
    connection.executemany(
        "UPDATE figure SET sources_agree = 1 WHERE period = ? AND agency_id = ? AND indicator_id = ?",
        [
            (row["period"], row["agency_id"], row["indicator_id"])
            for row in rows
            if sources_agree(IndicatorKind(row["kind"]), _sourced(row), thresholds)
        ],
    )


def _sourced(row: Row) -> Line:
    return Line(
        indicator_code="",
        row=0,
        answer=Answer(row["answer"]),
        a=row["a"],
        b=row["b"],
        value=decimal_of(row["value"]),
        second_value=decimal_of(row["second_value"]),
        source_system=row["source_system"],
        second_source=row["second_source"],
    )


@dataclass(frozen=True, slots=True)
class FirstValue:
    """The first figure that an agency ever gave on an indicator, with its place in the file."""

    period: Period
    value: Decimal
    file: str
    sheet: str
    cell: str


def first_values(connection: Connection, plan_id: int) -> dict[tuple[int, int], FirstValue]:
    """Each agency's first figure in force, by (indicator id, agency id)."""
    return {
        (row["indicator_id"], row["agency_id"]): FirstValue(
            Period.of_index(row["period"]), Decimal(row["value"]), row["file"], row["sheet"], place_of(row["refs"])
        )
        for row in connection.execute(query("first_values"), {"plan": plan_id})
    }


def return_in_force(connection: Connection, plan_id: int, agency_id: int, period: Period) -> int | None:
    """The number of the submission in force for an agency and period, if there is one."""
    row = connection.execute(
        "SELECT submission_id FROM latest_return WHERE plan_id = ? AND agency_id = ? AND period = ?",
        (plan_id, agency_id, period.index),
    ).fetchone()
    return int(row["submission_id"]) if row else None


def submission_in_force(connection: Connection, sha256: str) -> int | None:
    """The submission in force that was made of just these bytes, if there is one."""
    row = connection.execute(
        "SELECT submission.id FROM submission JOIN latest_return ON latest_return.plan_id = submission.plan_id "
        "AND latest_return.period = submission.period AND latest_return.agency_id = submission.agency_id "
        "AND latest_return.submission_id = submission.id WHERE submission.sha256 = ?",
        (sha256,),
    ).fetchone()
    return int(row["id"]) if row else None


def returns_of_plan(connection: Connection, plan_id: int) -> tuple[tuple[int, Period], ...]:
    """Every (agency id, period) that ever had an accepted file, oldest period first."""
    rows = connection.execute(
        "SELECT DISTINCT agency_id, period FROM submission WHERE plan_id = ? AND outcome = 'accepted' "
        "ORDER BY period, agency_id",
        (plan_id,),
    )
    return tuple((row["agency_id"], Period.of_index(row["period"])) for row in rows)


def clear_kept(connection: Connection, plan_id: int) -> None:
    """Empty the kept tables of a plan, before they are made anew from the ledger."""
    connection.execute("DELETE FROM latest_return WHERE plan_id = ?", (plan_id,))
    for table in ("figure", "standing"):
        connection.execute(_CLEAR[table], (plan_id,))


_CLEAR = {
    "figure": "DELETE FROM figure WHERE indicator_id IN (SELECT id FROM indicator WHERE plan_id = ?)",
    "standing": "DELETE FROM standing WHERE indicator_id IN (SELECT id FROM indicator WHERE plan_id = ?)",
}


def figures(
    connection: Connection, plan_id: int, agency_id: int, first: Period, last: Period
) -> dict[int, list[Figure]]:
    """An agency's figures by indicator id, oldest first, from one period to another."""
    rows = connection.execute(
        query("figures_of_agency"),
        {"plan": plan_id, "agency": agency_id, "first": first.index, "last": last.index},
    )
    found: dict[int, list[Figure]] = {}
    for row in rows:
        found.setdefault(row["indicator_id"], []).append(_figure(row))
    return found


def figures_of_indicator(
    connection: Connection, indicator_id: int, first: Period, last: Period
) -> dict[int, list[Figure]]:
    """All agencies' figures of one indicator by agency id, oldest first, from one period to another."""
    rows = connection.execute(
        query("figures_of_indicator"), {"indicator": indicator_id, "first": first.index, "last": last.index}
    )
    found: dict[int, list[Figure]] = {}
    for row in rows:
        found.setdefault(row["agency_id"], []).append(_figure(row))
    return found


def periods_with_figures(connection: Connection, plan_id: int, since: Period) -> tuple[Period, ...]:
    """The periods from `since` on in which any figure of the plan stands."""
    rows = connection.execute(
        "SELECT DISTINCT period FROM latest_return WHERE plan_id = ? AND period >= ? ORDER BY period",
        (plan_id, since.index),
    )
    return tuple(Period.of_index(row["period"]) for row in rows)


def newest_period(connection: Connection, plan_id: int) -> Period | None:
    """The newest period in which a return of the plan is in force; one step into the index, whatever the history."""
    row = connection.execute("SELECT max(period) AS newest FROM latest_return WHERE plan_id = ?", (plan_id,)).fetchone()
    return None if row["newest"] is None else Period.of_index(row["newest"])


@dataclass(frozen=True, slots=True)
class Stamp:
    """How new the figures of a plan and period are: returns in force, and the day the newest one was received."""

    n_returns: int
    newest: date


def stamp(connection: Connection, plan_id: int, period: Period) -> Stamp | None:
    """How new the figures of a period are; None where no return is in force."""
    row = connection.execute(
        "SELECT count(*) AS n, max(received_on) AS newest FROM latest_return WHERE plan_id = ? AND period = ?",
        (plan_id, period.index),
    ).fetchone()
    return Stamp(row["n"], date.fromisoformat(row["newest"])) if row["n"] else None


def sums_of_plan(connection: Connection, plan_id: int, period: Period) -> dict[int, SumsRow]:
    """What all owing agencies reported together at a period, by indicator id; never a mean."""
    rows = connection.execute(
        query("sums_of_plan"),
        {
            "plan": plan_id,
            "period": period.index,
            "first_day": period.first.isoformat(),
            "last_day": period.end.isoformat(),
        },
    )
    return {row["indicator_id"]: _sums(row) for row in rows}


def drop_standings(connection: Connection, plan_id: int, agency_id: int, since: Period) -> None:
    """Take away an agency's standings (or the totals') of a plan from a period on."""
    connection.execute(
        "DELETE FROM standing WHERE agency_id = ? AND period >= ? "
        "AND indicator_id IN (SELECT id FROM indicator WHERE plan_id = ?)",
        (agency_id, since.index, plan_id),
    )


def put_standings(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write standing rows."""
    connection.executemany(_PUT_STANDING, rows)


def totals_before(connection: Connection, plan_id: int, period: Period) -> dict[int, list[tuple[Period, Decimal]]]:
    """Totals of reported periods before one, by indicator id, oldest first; the document's baseline is none of them."""
    rows = connection.execute(
        "SELECT standing.indicator_id, standing.period, standing.value FROM standing "
        "JOIN indicator ON indicator.id = standing.indicator_id "
        "WHERE indicator.plan_id = ? AND standing.agency_id = ? AND standing.period < ? "
        "AND standing.value IS NOT NULL AND standing.reported IS NOT NULL ORDER BY standing.period",
        (plan_id, TOTAL, period.index),
    )
    found: dict[int, list[tuple[Period, Decimal]]] = {}
    for row in rows:
        found.setdefault(row["indicator_id"], []).append((Period.of_index(row["period"]), Decimal(row["value"])))
    return found


def standings_at(
    connection: Connection, plan_id: int, period: Period, agency_ids: Sequence[int] | None = None
) -> list[Mapping[str, Any]]:
    """The kept standings of a plan at a period: of all agencies, or (for [0]) of the totals, or of one agency."""
    if agency_ids is None:
        rows = connection.execute(query("standings_of_agencies"), {"plan": plan_id, "period": period.index})
        return [row_dict(row) for row in rows]
    found = []
    for agency_id in agency_ids:
        key = {"plan": plan_id, "period": period.index, "agency": agency_id}
        found += [row_dict(row) for row in connection.execute(query("standings_of_one"), key)]
    return found


def standings_of_indicator(connection: Connection, indicator_id: int, period: Period) -> list[Mapping[str, Any]]:
    """The kept standings of all agencies on one indicator at a period."""
    among = {"indicator": indicator_id, "period": period.index}
    return [row_dict(row) for row in connection.execute(query("standings_of_indicator"), among)]


def series_of(
    connection: Connection, indicator_id: int, agency_id: int, first: Period, last: Period
) -> list[Mapping[str, Any]]:
    """The kept standings of one indicator and agency (0: the total) over time, oldest first."""
    rows = connection.execute(
        query("standing_series"),
        {"indicator": indicator_id, "agency": agency_id, "first": first.index, "last": last.index},
    )
    return [row_dict(row) for row in rows]


def newest_totals(connection: Connection, plan_id: int, period: Period) -> dict[int, Mapping[str, Any]]:
    """The newest kept total of each indicator of a plan at or before a period, by indicator id."""
    rows = connection.execute(query("newest_totals"), {"plan": plan_id, "period": period.index})
    return {row["indicator_id"]: row_dict(row) for row in rows}


def latest_standing_before(
    connection: Connection, indicator_id: int, agency_id: int, period: Period
) -> Mapping[str, Any] | None:
    """The newest kept standing at or before a period: what is shown between the months in which one is owed."""
    row = connection.execute(
        "SELECT * FROM standing WHERE indicator_id = ? AND agency_id = ? AND period <= ? ORDER BY period DESC LIMIT 1",
        (indicator_id, agency_id, period.index),
    ).fetchone()
    return row_dict(row) if row else None


def _figure(row: Row) -> Figure:
    return Figure(
        period=Period.of_index(row["period"]),
        agency_id=row["agency_id"],
        indicator_id=row["indicator_id"],
        answer=Answer(row["answer"]),
        a=row["a"],
        b=row["b"],
        value=decimal_of(row["value"]),
        second_value=decimal_of(row["second_value"]),
        has_evidence=bool(row["has_evidence"]),
        recognised=bool(row["recognised"]),
        submission=row["submission_id"],
        provisional=bool(row["provisional"]),
        sources_agree=bool(row["sources_agree"]),
    )


def _sums(row: Row) -> SumsRow:
    second = row["second_a"]
    of_sum = Decimal(str(round(second * 100 / row["b"], 6))) if second is not None and row["b"] else None
    return SumsRow(
        indicator_id=row["indicator_id"],
        expected=row["expected"],
        reported=row["reported"],
        a=row["a"],
        b=row["b"],
        value=Decimal(str(round(row["value"], 6))),
        with_value=row["with_value"],
        without_ab=row["without_ab"],
        silent_b=row["silent_b"],
        silent_unknown=row["silent_unknown"],
        met=row["met"],
        in_progress=row["in_progress"],
        not_met=row["not_met"],
        nothing_arising=row["nothing_arising"],
        not_applicable=row["not_applicable"],
        not_recognised=row["not_recognised"],
        sole_value=decimal_of(row["sole_value"]),
        second_value=decimal_of(row["sole_second"]) if of_sum is None else of_sum,
        provisional=row["provisional"],
        unmatched=row["unmatched"],
    )
