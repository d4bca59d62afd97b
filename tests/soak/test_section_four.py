"""Section IV of the plan of Gia Lai as invariants: whatever is submitted and decided, no path leads around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from lib.domain.catalog import Indicator
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing, Status, YearTarget
from lib.domain.submission import Answer, Line
from lib.storage import agency_store
from lib.storage.database import Connection
from lib.workflows import assessment, forms, standings
from lib.workflows.assessment import PlanContext, plan_context
from tests.ledger_samples import GIA_LAI, LOI_BAC, QUANG_TRI, decide, line, trial, write_return
from tests.soak.conftest import Figure
from tests.soak.size import SEED, SIZE

APRIL, MAY = Period(2026, 4), Period(2026, 5)
MID_JUNE, LATER = date(2026, 6, 18), date(2027, 6, 1)
AGENCIES = 4
ONE, OTHER, ONE_AGAIN = "Hệ thống một cửa", "Cổng dịch vụ công", "hệ  thống MỘT CỬA"
POINTS = 2  # between two sources, as the plan of Gia Lai has it
ULP = Fraction(1, 10**9)  # a kept value is rounded further down than this


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


AGREE = "two that agree"
SOURCES = ("one", AGREE, "two that differ", "two values of one source", "two names and one value")


def with_sources(told: Line, sources: str, apart: Decimal) -> Line:
    """A figure with one source, or with two values so far apart."""
    if sources == "one":
        return replace(told, source_system=ONE)
    if sources == "two names and one value":
        return replace(told, source_system=ONE, second_source=OTHER)
    assert told.value is not None
    name = ONE_AGAIN if sources == "two values of one source" else OTHER
    second = told.value + (POINTS + apart if sources == "two that differ" else POINTS - apart)
    return replace(told, source_system=ONE, second_source=name, second_value=second)


@st.composite
def lines(draw: st.DrawFn, indicator: Indicator) -> Line:
    evidence = draw(st.sampled_from([None, "Quyết định 12"]))
    if indicator.kind == "qualitative":
        answers = (Answer.MET, Answer.IN_PROGRESS, Answer.NOT_MET, Answer.NOT_APPLICABLE)
        return line(indicator.code, draw(st.sampled_from(answers)), evidence=evidence)
    if draw(st.integers(0, 5)) == 0:
        return line(indicator.code, draw(st.sampled_from((Answer.NOTHING_ARISING, Answer.NOT_APPLICABLE))))
    if draw(st.integers(0, 9)) == 0:
        told = line(indicator.code, value=draw(st.decimals(0, 98, places=2)))
    else:
        b = draw(st.integers(1, 300))
        told = line(indicator.code, a=draw(st.just(b) | st.integers(0, b)), b=b, evidence=evidence)
    return with_sources(told, draw(st.sampled_from(SOURCES)), draw(st.sampled_from((Decimal("0.01"), Decimal(1)))))


@st.composite
def said(draw: st.DrawFn, indicator: Indicator) -> Said:
    answer = st.one_of(st.none(), *[lines(indicator)] * 3)
    return Said(draw(answer), draw(answer), draw(answer), draw(st.integers(0, 4)) > 0)


Ledger = Mapping[str, Mapping[str, Said]]  # by agency, then indicator
Tell = Callable[[Indicator, str], Said]


def all_done_by(sources: Sequence[str]) -> Tell:
    """All is done at each agency, which has so many sources for it; the agencies in the order in which they come."""
    met: dict[str, str] = {}

    def tell(indicator: Indicator, agency: str) -> Said:
        mine = met.setdefault(agency, sources[len(met) % len(sources)])
        return Said(None, with_sources(line(indicator.code, a=98, b=98), mine, Decimal(1)), None, True)

    return tell


def test_no_submission_leads_around_section_four(template_ledger: Path, figure: Figure) -> None:
    seen: Counter[str] = Counter()

    @seed(SEED)
    @settings(max_examples=SIZE.examples, deadline=None, database=None)
    @given(
        data=st.data(),
        plan=st.sampled_from((*[GIA_LAI] * 5, LOI_BAC, QUANG_TRI)),
        today=st.sampled_from((MID_JUNE, LATER)),
        few=st.booleans(),
    )
    def holds(data: st.DataObject, plan: str, today: date, few: bool) -> None:
        n_agencies = data.draw(st.integers(1, AGENCIES), label="agencies that tell")
        seen["ledgers"] += 1

        def draw(indicator: Indicator, agency: str) -> Said:
            return data.draw(said(indicator), label=f"{agency} {indicator.code}")

        with trial(template_ledger) as connection:
            _holds_in_a_ledger(connection, plan, today, n_agencies, few, draw, seen)

    holds()
    for sources in SOURCES:
        seen["ledgers"] += 1
        with trial(template_ledger) as connection:
            _holds_in_a_ledger(connection, GIA_LAI, MID_JUNE, 2, True, all_done_by((AGREE, sources)), seen)
    figure("ledgers held against section IV of the plan", seen.pop("ledgers"))
    for what, number in sorted(seen.items()):
        figure(f"    {what}", number)
    assert all(seen[f"a risky figure: {sources}"] for sources in SOURCES)
    assert seen["a risky figure: met"] and seen["a risky figure that reaches its target and waits for a second source"]
    assert seen["a total recomputed"] and seen["a total that is met"]
    assert seen["a risky total: met"] and seen["a risky total that reaches its target and waits for a second source"]


def _holds_in_a_ledger(
    connection: Connection, plan: str, today: date, n_agencies: int, few: bool, tell: Tell, seen: Counter[str]
) -> None:
    context = plan_context(connection, plan)
    owing = [agency.code for agency in forms.owing_agencies_at(connection, context, MAY)][:n_agencies]
    ids = agency_store.agency_ids(connection)
    if few:  # nobody else owes anything: the totals are of those who tell
        marks = ", ".join("?" * len(owing))
        connection.execute(
            f"DELETE FROM assignment WHERE agency_id NOT IN ({marks})", [ids[agency] for agency in owing]
        )
        context = plan_context(connection, plan)
    told = {
        agency: {
            indicator.code: tell(indicator, agency)
            for number, indicator in context.indicators.items()
            if context.owed(number, ids[agency], MAY)
        }
        for agency in owing
    }
    _tell(connection, context, told)
    indicators = {indicator.code: indicator for indicator in context.indicators.values()}
    for row in standings.all_agency_standings(connection, context, MAY, today):
        if row.agency_code in told and row.indicator_code in told[row.agency_code]:
            one = told[row.agency_code][row.indicator_code]
            _holds_for_an_agency(row, indicators[row.indicator_code], one, seen)
    for row in standings.plan_totals(connection, context, MAY, today):
        _holds_for_the_whole(row, indicators[row.indicator_code], _owing(context, ids, row), told, seen)


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


def _holds_for_an_agency(row: Standing, indicator: Indicator, one: Said, seen: Counter[str]) -> None:
    answer = one.newest
    if answer is None:  # missing is never zero
        assert (row.status, row.absence, row.value, row.a) == (Status.NO_DATA, Absence.MISSING, None, None)
        return
    if not one.recognised:  # no later file restores it
        assert (row.status, row.absence) == (Status.NO_DATA, Absence.NOT_RECOGNISED)
        return
    if indicator.kind == "qualitative":
        assert (row.status is Status.MET) == (answer.answer is Answer.MET and bool(answer.evidence)), row
        return
    if answer.answer is not Answer.FIGURE:
        assert row.status is Status.NO_DATA, row
        return
    value, agree = _share(answer), _sources_agree(answer)
    reaches = _reaches(value, row.target)
    assert row.value is not None and abs(Fraction(row.value) - value) < ULP
    assert (row.status is Status.MET) == (reaches and (agree or not indicator.risky)), (row, answer)
    if indicator.risky:
        seen[f"a risky figure: {_sources_of(answer)}"] += 1
        seen["a risky figure: met"] += row.status is Status.MET
    if indicator.risky and reaches and not agree:
        seen["a risky figure that reaches its target and waits for a second source"] += 1
        assert row.awaiting_second_source and row.status is Status.AT_RISK, row


def _sources_of(answer: Line) -> str:
    if answer.second_source is None:
        return "one"
    if answer.second_value is None:
        return "two names and one value"
    if answer.second_source == ONE_AGAIN:
        return "two values of one source"
    return AGREE if _sources_agree(answer) else "two that differ"


def _sources_agree(answer: Line) -> bool:
    """Whether two sources of different names give two values no further apart than the plan allows."""
    if answer.source_system != ONE or answer.second_source != OTHER or answer.second_value is None:
        return False
    return abs(_share(answer) - Fraction(answer.second_value)) <= POINTS


def _share(answer: Line) -> Fraction:
    """The exact share that an answer gives, in percent, or its bare value."""
    if answer.a is not None and answer.b:
        return Fraction(100 * answer.a, answer.b)
    assert answer.value is not None
    return Fraction(answer.value)


def _reaches(value: Fraction, target: YearTarget | None) -> bool:
    """Whether a value satisfies a target of the shipped plans: at least, or more than."""
    if target is None or target.value is None:
        return False
    assert target.comparator in (">=", ">"), target
    return value >= Fraction(target.value) if target.comparator == ">=" else value > Fraction(target.value)


def _holds_for_the_whole(
    row: Standing, indicator: Indicator, owing: set[str], told: Ledger, seen: Counter[str]
) -> None:
    if not owing:
        return
    ones = [rows[row.indicator_code] for agency, rows in told.items() if row.indicator_code in rows and agency in owing]
    counted = [one.newest for one in ones if one.newest is not None and one.recognised]
    reported = sum(one.newest is not None for one in ones)
    if reported:
        assert row.coverage is not None
        assert (row.coverage.reported, row.coverage.expected) == (reported, len(owing)), row
    if indicator.kind == "qualitative":
        met = [answer.answer is Answer.MET and bool(answer.evidence) for answer in counted if _is_word(answer)]
        assert row.counts_as_met == (bool(met) and all(met) and reported == len(owing) and _all_recognised(ones)), row
        return
    figures = [answer for answer in counted if answer.answer is Answer.FIGURE]
    if not figures:
        assert row.value is None and not row.counts_as_met, row
        return
    value = _holds_for_a_sum(row, indicator, figures, len(owing), seen)
    if value is None or not row.counts_as_met:
        return
    assert row.conclusive and _reaches(value, row.target)
    silent = len(owing) - reported
    if silent and indicator.kind == "share":
        assert _cannot_be_undone(row, ones, owing), row
    if indicator.risky:
        assert all(map(_sources_agree, figures)), row


def _holds_for_a_sum(
    row: Standing, indicator: Indicator, figures: list[Line], expected: int, seen: Counter[str]
) -> Fraction | None:
    """The total counted again from what was told: a sum over sums, or a sum; never a mean of percentages."""
    pairs = [(answer.a, answer.b) for answer in figures if answer.a is not None and answer.b]
    bare = [Fraction(answer.value) for answer in figures if answer.a is None and answer.value is not None]
    a, b = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    if indicator.kind == "share":
        assert (row.a, row.b) == ((a, b) if pairs else (None, None)), row
        assert row.coverage is not None and row.coverage.without_ab == len(bare), row
        value = Fraction(100 * a, b) if pairs else bare[0] if expected == 1 else None
    else:
        value = sum(map(_share, figures), Fraction(0))
    assert (row.value is None) == (value is None), row
    if row.value is None or value is None:
        return None
    assert abs(Fraction(row.value) - value) < ULP, row
    seen["a total recomputed"] += 1
    seen["a total that is not the mean of its shares"] += value != sum(map(_share, figures), Fraction(0)) / len(figures)
    assert row.coverage is not None
    if row.coverage.reported < expected or (bare and expected > 1):
        return value
    agree = all(map(_sources_agree, figures))
    reaches = _reaches(value, row.target)
    assert row.counts_as_met == (reaches and (agree or not indicator.risky)), row
    seen["a total that is met"] += row.counts_as_met
    if indicator.risky:
        seen["a risky total: met"] += row.counts_as_met
        seen["a risky total that reaches its target and waits for a second source"] += reaches and not agree
    return value


def _is_word(answer: Line) -> bool:
    return answer.answer in (Answer.MET, Answer.IN_PROGRESS, Answer.NOT_MET)


def _all_recognised(ones: list[Said]) -> bool:
    return all(one.recognised for one in ones if one.newest is not None)


def _cannot_be_undone(row: Standing, ones: list[Said], owing: set[str]) -> bool:
    """Whether the total stays met if every silent agency had done nothing of what it last had to do."""
    silent = [one for one in ones if one.newest is None]
    if len(owing) > len(ones) or any(one.april is None or not one.april.b for one in silent):
        return False  # of some nobody knows how much they have to do
    assert row.a is not None and row.b is not None
    most = row.b + sum(one.april.b or 0 for one in silent if one.april)
    return _reaches(Fraction(100 * row.a, most), row.target)


# The invariants can fail


def test_a_met_risky_line_of_one_source_would_be_found_out(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        context = plan_context(connection, GIA_LAI)
        indicator = next(i for i in context.indicators.values() if i.risky)
        agency = next(iter(_owing(context, agency_store.agency_ids(connection), _row(indicator))))
        told = {sources: with_sources(line(indicator.code, a=98, b=100), sources, Decimal(1)) for sources in SOURCES}
        found = {}
        for sources, answer in told.items():
            _tell(connection, context, {agency: {indicator.code: Said(None, answer, None, True)}})
            found[sources] = next(
                row
                for row in standings.all_agency_standings(connection, context, MAY, MID_JUNE)
                if (row.agency_code, row.indicator_code) == (agency, indicator.code)
            )
    assert context.thresholds.second_source_points == POINTS
    for sources, row in found.items():
        assert _sources_of(told[sources]) == sources
        assert row.awaiting_second_source == (sources != AGREE)
        assert (row.status is Status.MET) == (sources == AGREE), sources
        other = Status.AT_RISK if sources == AGREE else Status.MET
        _holds_for_an_agency(row, indicator, Said(None, told[sources], None, True), Counter())
        with pytest.raises(AssertionError):
            wrong = replace(row, status=other)
            _holds_for_an_agency(wrong, indicator, Said(None, told[sources], None, True), Counter())


def test_a_mean_of_percentages_would_be_found_out(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        context = plan_context(connection, GIA_LAI)
        indicator = next(i for i in context.indicators.values() if i.risky)
        owing = sorted(_owing(context, agency_store.agency_ids(connection), _row(indicator)))
        answers = (line(indicator.code, a=1, b=10), line(indicator.code, a=90, b=100))
        told = {a: {indicator.code: Said(None, one, None, True)} for a, one in zip(owing, answers, strict=False)}
        _tell(connection, context, told)
        rows = standings.plan_totals(connection, context, MAY, MID_JUNE)
    row = next(row for row in rows if row.indicator_code == indicator.code)
    _holds_for_the_whole(row, indicator, set(owing), told, Counter())
    for wrong in (replace(row, value=Decimal(50)), replace(row, a=90), replace(row, b=100), replace(row, value=None)):
        with pytest.raises(AssertionError):
            _holds_for_the_whole(wrong, indicator, set(owing), told, Counter())


def _row(indicator: Indicator) -> Standing:
    return Standing(
        plan_code="", indicator_code=indicator.code, indicator_name="", unit="", kind="", direction="",
        agency_code=None, agency_name=None, agency_kind=None, period=MAY, status=Status.MET, rule=3,
    )  # fmt: skip
