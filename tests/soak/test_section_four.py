"""Section IV of the plan of Gia Lai as invariants: whatever is submitted and decided, no path leads around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.catalog import Indicator
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status
from lib.domain.submission import Answer, Line
from lib.storage import agency_store
from lib.storage.database import Connection
from lib.workflows import assessment, forms, standings
from lib.workflows.assessment import PlanContext, plan_context
from tests.ledger_samples import GIA_LAI, LOI_BAC, QUANG_TRI, decide, line, trial, write_return
from tests.soak.size import SIZE

APRIL, MAY = Period(2026, 4), Period(2026, 5)
MID_JUNE, LATER = date(2026, 6, 18), date(2027, 6, 1)
AGENCIES = 4
TENTHS = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Said:
    """What one agency says of one indicator: its answer by month, and whether a person lets the last one count."""

    april: Line | None
    may: Line | None
    correction: Line | None
    recognised: bool

    @property
    def newest(self) -> Line | None:
        """The answer for May that is in force."""
        return self.correction or self.may


@st.composite
def lines(draw: st.DrawFn, indicator: Indicator) -> Line:
    evidence = draw(st.sampled_from([None, "Quyết định 12"]))
    if indicator.kind == "qualitative":
        answers = (Answer.MET, Answer.IN_PROGRESS, Answer.NOT_MET, Answer.NOT_APPLICABLE)
        return line(indicator.code, draw(st.sampled_from(answers)), evidence=evidence)
    if draw(st.integers(0, 5)) == 0:
        return line(indicator.code, draw(st.sampled_from((Answer.NOTHING_ARISING, Answer.NOT_APPLICABLE))))
    second = draw(st.none() | st.decimals(0, 100, places=1))
    if draw(st.integers(0, 3)) == 0:
        return line(indicator.code, value=draw(st.decimals(0, 100, places=2)), second_value=second)
    b = draw(st.integers(1, 300))
    a = draw(st.integers(0, b) | st.just(b))
    if draw(st.booleans()):
        second = (Decimal(100 * a) / b).quantize(TENTHS) + draw(st.sampled_from((0, 1, -1, 3)))
    return line(indicator.code, a=a, b=b, second_value=second, evidence=evidence)


@st.composite
def said(draw: st.DrawFn, indicator: Indicator) -> Said:
    answer = st.none() | lines(indicator)
    return Said(draw(answer), draw(answer), draw(answer), draw(st.integers(0, 4)) > 0)


Ledger = Mapping[str, Mapping[str, Said]]  # by agency, then indicator


@settings(max_examples=SIZE.examples, deadline=None)
@given(data=st.data(), plan=st.sampled_from((GIA_LAI, LOI_BAC, QUANG_TRI)), today=st.sampled_from((MID_JUNE, LATER)))
def test_no_submission_leads_around_section_four(
    template_ledger: Path, data: st.DataObject, plan: str, today: date
) -> None:
    with trial(template_ledger) as connection:
        context = plan_context(connection, plan)
        owing = [agency.code for agency in forms.owing_agencies_at(connection, context, MAY)][:AGENCIES]
        ids = agency_store.agency_ids(connection)
        told = {
            agency: {
                indicator.code: data.draw(said(indicator), label=f"{agency} {indicator.code}")
                for number, indicator in context.indicators.items()
                if context.owed(number, ids[agency], MAY)
            }
            for agency in owing
        }
        _tell(connection, context, told)
        indicators = {indicator.code: indicator for indicator in context.indicators.values()}
        for row in standings.all_agency_standings(connection, context, MAY, today):
            if row.agency_code in told and row.indicator_code in told[row.agency_code]:
                _holds_for_an_agency(
                    row, indicators[row.indicator_code], told[row.agency_code][row.indicator_code], context
                )
        for row in standings.plan_totals(connection, context, MAY, today):
            _holds_for_the_whole(row, indicators[row.indicator_code], _owing(context, ids, row), told)


def _tell(connection: Connection, context: PlanContext, told: Ledger) -> None:
    """Returns of April and May, decisions on May, then corrections of May, judged at the end."""
    plan, ids = context.summary.code, agency_store.agency_ids(connection)
    numbers = {indicator.code: number for number, indicator in context.indicators.items()}
    for agency, rows in told.items():
        for period, part in ((APRIL, "april"), (MAY, "may")):
            write_return(connection, plan, agency, period, _given(rows, part), judged=False)
        for code, one in rows.items():
            if not one.recognised:
                about = {"indicator_id": numbers[code], "agency_id": ids[agency]}
                decide(connection, "not_recognise", plan, agency, MAY, judged=False, **about)
        if any(one.correction for one in rows.values()):
            newest = [one.newest for one in rows.values() if one.newest]
            write_return(connection, plan, agency, MAY, newest, judged=False)
    assessment.reassess(connection, context, [ids[agency] for agency in told], APRIL)


def _given(rows: Mapping[str, Said], part: str) -> list[Line]:
    return [answer for one in rows.values() if (answer := getattr(one, part)) is not None]


def _owing(context: PlanContext, ids: Mapping[str, int], row: Standing) -> set[str]:
    number = assessment.indicator_id_of(context, row.indicator_code)
    return {agency for agency, agency_id in ids.items() if context.owed(number, agency_id, MAY)}


# What must hold


def _holds_for_an_agency(row: Standing, indicator: Indicator, one: Said, context: PlanContext) -> None:
    answer = one.newest
    if answer is None:  # missing is never zero
        assert (row.status, row.absence, row.value, row.a) == (Status.NO_DATA, Absence.MISSING, None, None)
        return
    if not one.recognised:  # no later file restores it
        assert (row.status, row.absence) == (Status.NO_DATA, Absence.NOT_RECOGNISED)
        return
    if row.status is not Status.MET:
        return
    if indicator.kind == "qualitative":
        assert answer.answer is Answer.MET and answer.evidence
        return
    assert answer.answer is Answer.FIGURE
    if indicator.risky:
        assert _sources_agree(answer, context.thresholds.second_source_points), row
    assert row.value is not None and row.target is not None and row.target.value is not None
    if row.target.comparator in ("ge", "gt"):
        assert _share(answer) >= row.target.value


def _sources_agree(answer: Line, points: Decimal) -> bool:
    return answer.second_value is not None and abs(_share(answer) - answer.second_value) <= points


def _share(answer: Line) -> Decimal:
    value = answer.value
    assert value is not None
    return value


def _holds_for_the_whole(row: Standing, indicator: Indicator, owing: set[str], told: Ledger) -> None:
    ones = [rows[row.indicator_code] for agency, rows in told.items() if row.indicator_code in rows and agency in owing]
    counted = [one.newest for one in ones if one.newest is not None and one.recognised]
    if indicator.kind == "qualitative" or indicator.measure == "in_period":
        return
    pairs = [(answer.a, answer.b) for answer in counted if answer.a is not None and answer.b]
    if row.a is not None:  # what is not recognised is in no sum
        assert (row.a, row.b) == (sum(a for a, _ in pairs), sum(b or 0 for _, b in pairs))
    if not counted:
        assert not row.counts_as_met
    if not row.counts_as_met:
        return
    assert row.conclusive
    silent = len(owing) - sum(one.newest is not None for one in ones)
    if silent and row.target is not None and row.target.comparator in ("ge", "gt") and row.target.value:
        assert _cannot_be_undone(row, ones, owing), row
    if indicator.risky:
        assert len(owing) == 1 and all(answer.second_value is not None for answer in counted), row


def _cannot_be_undone(row: Standing, ones: list[Said], owing: set[str]) -> bool:
    """Whether the total stays met if every silent agency had done nothing of what it last had to do."""
    silent = [one for one in ones if one.newest is None]
    if len(owing) > len(ones) or any(one.april is None or not one.april.b for one in silent):
        return False  # of some nobody knows how much they have to do
    assert row.a is not None and row.b is not None and row.target is not None and row.target.value is not None
    most = row.b + sum(one.april.b or 0 for one in silent if one.april)
    return Decimal(100 * row.a) / most >= row.target.value


# The invariants can fail


def test_a_met_risky_line_of_one_source_would_be_found_out(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        context = plan_context(connection, GIA_LAI)
        indicator = next(i for i in context.indicators.values() if i.risky)
        agency = next(iter(_owing(context, agency_store.agency_ids(connection), _row(indicator))))
        one = Said(None, line(indicator.code, a=100, b=100), None, True)
        _tell(connection, context, {agency: {indicator.code: one}})
        row = next(
            row
            for row in standings.all_agency_standings(connection, context, MAY, MID_JUNE)
            if (row.agency_code, row.indicator_code) == (agency, indicator.code)
        )
        assert row.awaiting_second_source and row.status is not Status.MET
        assert not _sources_agree(one.may or line(indicator.code), context.thresholds.second_source_points)


def _row(indicator: Indicator) -> Standing:
    return Standing(
        plan_code="", indicator_code=indicator.code, indicator_name="", unit="", kind="", direction="",
        agency_code=None, agency_name=None, agency_kind=None, period=MAY, status=Status.MET, rule=3,
    )  # fmt: skip
