"""The sums that the ledger makes in one query are those of the counting rule, figure by figure."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import GIA_LAI, HEALTH, code, decide, line, trial, write_return

from lib.domain.aggregate import AgencyFigure, Sums, sums_of
from lib.domain.catalog import IndicatorKind
from lib.domain.period import Period
from lib.domain.sources import sources_agree
from lib.domain.submission import Answer, Line
from lib.storage import agency_store, catalog_store, kept_store
from lib.storage.database import Connection
from lib.workflows import assessment

SHARE = code(GIA_LAI, 3)  # owed by 18 agencies
LAST, NOW = Period(2026, 4), Period(2026, 5)


@st.composite
def said(draw: st.DrawFn) -> Line:
    match draw(st.sampled_from(["a and b", "a and b", "bare", "zero", *(a for a in Answer if a is not Answer.FIGURE)])):
        case "a and b":
            b = draw(st.integers(1, 500))
            second = draw(st.sampled_from([{}, {"second_value": Decimal(50), "second_source": "Trục"}]))
            return line(SHARE, a=draw(st.integers(0, b)), b=b, **second)
        case "bare":
            return line(SHARE, value=draw(st.decimals(0, 100, places=2)))
        case "zero":
            return line(SHARE, Answer.NOTHING_ARISING, a=0, b=0)
        case answer:
            return line(SHARE, answer, evidence=draw(st.sampled_from([None, "Quyết định 12"])))


told = st.tuples(st.none() | said(), st.none() | said(), st.booleans())


@settings(max_examples=40, deadline=None)
@given(by_agency=st.lists(told, max_size=18))
def test_the_query_and_the_rule_count_the_same(
    template_ledger: Path, by_agency: list[tuple[Line | None, Line | None, bool]]
) -> None:
    with trial(template_ledger) as connection:
        owing = owing_agencies(connection)
        silence = [(None, None, True)] * (len(owing) - len(by_agency))
        for agency, (before, now, recognised) in zip(owing, by_agency, strict=False):
            tell(connection, agency, before, now, recognised)
        counted = sums_of(figure(*one) for one in (*by_agency, *silence))
        assert replace(summed(connection), value=counted.value) == counted  # of shares there is no sum of values


@settings(max_examples=20, deadline=None)
@given(values=st.lists(st.decimals(0, 10**9, places=3), min_size=1, max_size=18))
def test_counts_and_amounts_are_summed_to_the_last_decimal(template_ledger: Path, values: list[Decimal]) -> None:
    with trial(template_ledger) as connection:
        for agency, value in zip(owing_agencies(connection), values, strict=False):
            write_return(connection, GIA_LAI, agency, NOW, [line(SHARE, value=value)], judged=False)
        assert summed(connection).value == sum(values, Decimal(0))


def test_a_single_agency_that_gives_a_bare_percentage_is_the_sum(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        connection.execute(
            "DELETE FROM assignment WHERE agency_id <> ?", (agency_store.agency_ids(connection)[HEALTH],)
        )
        bare = line(SHARE, value=Decimal("61.2"))
        tell(connection, HEALTH, None, bare, True)
        assert summed(connection) == sums_of([figure(None, bare, True)])
        assert summed(connection).sole_value == Decimal("61.2")


def test_an_agency_assigned_twice_is_counted_once(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        tell(connection, HEALTH, None, line(SHARE, a=3, b=4), True)
        before = summed(connection)
        agency_store.assign(
            connection, indicator_id(connection), agency_store.agency_ids(connection)[HEALTH], LAST.index
        )
        assert summed(connection) == before
        assert (before.a, before.b, before.expected) == (3, 4, 18)


def test_an_agency_that_closed_before_the_period_is_not_expected(template_ledger: Path) -> None:
    with trial(template_ledger) as connection:
        closed = "UPDATE agency SET valid_to = ? WHERE code = ?"
        connection.execute(closed, (LAST.end.isoformat(), HEALTH))
        assert summed(connection).expected == 17
        connection.execute(closed, (date(2026, 5, 1).isoformat(), HEALTH))
        assert summed(connection).expected == 18


def tell(connection: Connection, agency: str, before: Line | None, now: Line | None, recognised: bool) -> None:
    for period, one in ((LAST, before), (NOW, now)):
        if one is not None:
            write_return(connection, GIA_LAI, agency, period, [one], judged=False)
    if not recognised:
        about = {"indicator_id": indicator_id(connection), "agency_id": agency_store.agency_ids(connection)[agency]}
        decide(connection, "not_recognise", GIA_LAI, agency, NOW, judged=False, **about)


def figure(before: Line | None, now: Line | None, recognised: bool) -> AgencyFigure:
    known = before.b if before else None
    if now is None:
        return AgencyFigure(last_known_b=known)
    return AgencyFigure(
        a=now.a,
        b=now.b,
        value=now.value,
        answer=now.answer,
        last_known_b=known,
        recognised=recognised,
        has_evidence=now.evidence is not None,
        sources_agree=sources_agree(IndicatorKind.SHARE, now),
    )


def summed(connection: Connection) -> Sums:
    plan = catalog_store.plan_summary(connection, GIA_LAI)
    row = kept_store.sums_of_plan(connection, plan.id, NOW)[indicator_id(connection)]
    return Sums(**{field.name: getattr(row, field.name) for field in fields(Sums)})


def indicator_id(connection: Connection) -> int:
    plan = catalog_store.plan_summary(connection, GIA_LAI)
    return catalog_store.indicator_ids(connection, plan.id)[SHARE]


def owing_agencies(connection: Connection) -> list[str]:
    context = assessment.plan_context(connection, GIA_LAI)
    names = {row_id: known for known, row_id in agency_store.agency_ids(connection).items()}
    owing = indicator_id(connection)
    return [names[agency] for indicator, agency in context.assignments if indicator == owing]
