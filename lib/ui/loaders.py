"""Cached reads. The key holds the ledger's revision, so a write is seen at the next run and nothing is cleared.

What is cached is frozen and therefore shared between sessions without copying.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import streamlit as st

from lib.domain.agency import Agency
from lib.domain.catalog import Plan, PlanSummary
from lib.domain.errors import NotFound
from lib.domain.period import Period
from lib.domain.reporting import Board
from lib.domain.review import ReviewRules
from lib.domain.standing import Standing
from lib.storage import agency_store, catalog_store, files, kept_store, ledger_store, review_store, settings_store
from lib.storage.database import reading
from lib.storage.kept_store import Stamp
from lib.storage.ledger_store import Submission
from lib.storage.pulse import Pulse
from lib.storage.review_store import Waiting
from lib.ui.state import selection
from lib.workflows import (
    as_of,
    batch_worker,
    clock,
    forms,
    opened_submission,
    standings,
    timeliness,
    timeliness_board,
)
from lib.workflows.as_of import Sight
from lib.workflows.assessment import PlanContext, plan_context
from lib.workflows.load_catalog import set_up
from lib.workflows.opened_submission import Opened
from lib.workflows.place import default_database
from lib.workflows.timeliness import Reporting

# Asked for dozens of times in a run: a look into Streamlit's own cache would cost more than the answer.
_PULSES: dict[Path, Pulse] = {}


def database() -> Path:
    """The ledger of this process, ready to use."""
    path = default_database()
    _pulse(path)
    return path


def revision(path: Path) -> int:
    """How many writes the ledger has seen: part of every key below."""
    return _pulse(path).number()


def _pulse(path: Path) -> Pulse:
    if path not in _PULSES:
        _PULSES[path] = _ready(path)
    return _PULSES[path]


@st.cache_resource(show_spinner="Đang chuẩn bị sổ…")
def _ready(path: Path) -> Pulse:
    set_up(path, at=clock.now_text(), by="system")
    batch_worker.wake(path)  # jobs that were broken off when the process before this one ended
    return Pulse(path)


def plans() -> tuple[PlanSummary, ...]:
    """Every plan with its counts."""
    path = database()
    return _plans(path, revision(path))


def plan(code: str) -> Plan:
    """A plan with its indicators, tasks and issues."""
    path = database()
    return _plan(path, revision(path), code)


def totals(code: str, period: Period) -> tuple[Standing, ...]:
    """The plan as a whole, one standing per indicator."""
    path = database()
    return _totals(path, revision(path), code, period, today(), sight(code))


def of_agency(code: str, agency: str, period: Period) -> tuple[Standing, ...]:
    """One agency, one standing per indicator."""
    path = database()
    return _of_agency(path, revision(path), code, agency, period, today(), sight(code))


def of_all_agencies(code: str, period: Period) -> tuple[Standing, ...]:
    """Every agency × indicator that is owed."""
    path = database()
    return _of_all(path, revision(path), code, period, today(), sight(code))


def series(code: str, indicator: str, agency: str | None, last: Period) -> tuple[Standing, ...]:
    """One indicator over time, for an agency or the plan as a whole."""
    path = database()
    return _series(path, revision(path), code, indicator, agency, last, today(), sight(code))


def owing_agencies(code: str, period: Period) -> tuple[Agency, ...]:
    """The agencies that owe something of a plan at a period."""
    path = database()
    return _owing(path, revision(path), code, period)


def agencies(province: str | None) -> tuple[Agency, ...]:
    """The agencies of a province (of all, with `None`) that may owe figures."""
    path = database()
    return _agencies(path, revision(path), province)


def owing_counts(code: str) -> dict[str, int]:
    """How many agencies are assigned each indicator of a plan, by code."""
    path = database()
    return _owing_counts(path, revision(path), code)


def submissions(code: str, agency: str) -> tuple[Submission, ...]:
    """What an agency has sent in for a plan, newest first."""
    path = database()
    return _submissions(path, revision(path), code, agency, past_day())


def reporting(code: str, agency: str, period: Period) -> Reporting:
    """Whether an agency's return for a period is in."""
    path = database()
    return _reporting(path, revision(path), code, agency, period, today(), past_day())


def returns_due(code: str, period: Period) -> Board:
    """Who owes a return of a period, and whether it is in."""
    path = database()
    return _returns_due(path, revision(path), code, period, today(), past_day())


def blank_form(code: str, agency: str, period: Period) -> bytes:
    """The blank form of an agency; made anew at each call, for downloads."""
    return forms.blank_form(database(), code, agency, period)


def original(sha256: str) -> bytes:
    """The kept bytes of a file; read anew at each call, for downloads."""
    return files.original(database(), sha256)


def recent_submissions() -> tuple[Submission, ...]:
    """The newest files of all agencies, refused ones too."""
    path = database()
    return _recent(path, revision(path))


def stamp(code: str, period: Period) -> Stamp | None:
    """How new the figures of a period are."""
    path = database()
    return _stamp(path, revision(path), code, period, past_day())


def newest_figures(code: str) -> Period | None:
    """The newest period of a plan in which a return is in force, if there is one."""
    path = database()
    return _newest(path, revision(path), code, past_day())


def opening_period(code: str) -> Period:
    """The period that a screen of a plan opens on."""
    path = database()
    return _opening(path, revision(path), code, today())


def last_period(code: str) -> Period:
    """The newest period of a plan that can be looked at: today's opening one, or a later one with returns."""
    path = database()
    return _last(path, revision(path), code, present_day())


def today() -> date:
    """The day from which the page looks: today, or the past day of the address."""
    return past_day() or present_day()


def present_day() -> date:
    """Today, or the day at which a demo ledger stands still."""
    path = database()
    return _demo_day(path, revision(path)) or clock.today()


def past_day() -> date | None:
    """The past day at whose end the address asks what was known; `None` for today and for days to come."""
    asked = selection().known_on
    return asked if asked is not None and asked < present_day() else None


def sight(code: str) -> Sight:
    """What of a plan's figures the address asks to see; with no return waiting, all are accepted ones."""
    return Sight(past_day(), selection().accepted_only and bool(waiting(code)))


def waiting(code: str) -> tuple[Waiting, ...]:
    """The returns of a plan that wait for their review."""
    path = database()
    return _waiting(path, revision(path), code)


def opened(number: int) -> Opened | None:
    """One submission with all that is known of it; `None` when the ledger has none of that number."""
    path = database()
    return _opened(path, revision(path), number)


def review_rules() -> ReviewRules:
    """How returns are reviewed."""
    path = database()
    return _review_rules(path, revision(path))


def is_demo() -> bool:
    """Whether the ledger holds made-up figures."""
    path = database()
    return _is_demo(path, revision(path))


def context_at(path: Path, revision: int, code: str) -> PlanContext:
    """What judging a plan needs, for reads that are cached elsewhere."""
    return _context(path, revision, code)


@st.cache_resource(max_entries=8, show_spinner=False)
def _plans(path: Path, revision: int) -> tuple[PlanSummary, ...]:
    with reading(path) as connection:
        return catalog_store.plan_summaries(connection)


@st.cache_resource(max_entries=128, show_spinner=False)
def _plan(path: Path, revision: int, code: str) -> Plan:
    with reading(path) as connection:
        return catalog_store.load_plan(connection, code)


@st.cache_resource(max_entries=32, show_spinner=False)
def _context(path: Path, revision: int, code: str) -> PlanContext:
    with reading(path) as connection:
        return plan_context(connection, code)


@st.cache_resource(max_entries=128, show_spinner=False)
def _totals(path: Path, revision: int, code: str, period: Period, today: date, sight: Sight) -> tuple[Standing, ...]:
    if not sight.is_full:
        return as_of.plan_totals(path, code, period, today, sight)
    with reading(path) as connection:
        return standings.plan_totals(connection, _context(path, revision, code), period, today)


@st.cache_resource(max_entries=256, show_spinner=False)
def _of_agency(
    path: Path, revision: int, code: str, agency: str, period: Period, today: date, sight: Sight
) -> tuple[Standing, ...]:
    if not sight.is_full:
        return as_of.agency_standings(path, code, agency, period, today, sight)
    with reading(path) as connection:
        return standings.agency_standings(connection, _context(path, revision, code), agency, period, today)


@st.cache_resource(max_entries=16, show_spinner=False)
def _of_all(path: Path, revision: int, code: str, period: Period, today: date, sight: Sight) -> tuple[Standing, ...]:
    if not sight.is_full:
        return as_of.all_agency_standings(path, code, period, today, sight)
    with reading(path) as connection:
        return standings.all_agency_standings(connection, _context(path, revision, code), period, today)


@st.cache_resource(max_entries=256, show_spinner=False)
def _series(
    path: Path,
    revision: int,
    code: str,
    indicator: str,
    agency: str | None,
    last: Period,
    today: date,
    sight: Sight,
) -> tuple[Standing, ...]:
    if not sight.is_full:
        return as_of.series(path, code, indicator, agency, last, today, sight)
    with reading(path) as connection:
        return standings.series(connection, _context(path, revision, code), indicator, agency, last, today)


@st.cache_resource(max_entries=32, show_spinner=False)
def _owing(path: Path, revision: int, code: str, period: Period) -> tuple[Agency, ...]:
    with reading(path) as connection:
        return tuple(forms.owing_agencies_at(connection, _context(path, revision, code), period))


@st.cache_resource(max_entries=8, show_spinner=False)
def _agencies(path: Path, revision: int, province: str | None) -> tuple[Agency, ...]:
    with reading(path) as connection:
        return tuple(agency for agency in agency_store.agencies(connection, province) if agency.kind.owes)


@st.cache_resource(max_entries=32, show_spinner=False)
def _owing_counts(path: Path, revision: int, code: str) -> dict[str, int]:
    context = _context(path, revision, code)
    counts = Counter(indicator_id for indicator_id, _ in context.assignments)
    return {indicator.code: counts[indicator_id] for indicator_id, indicator in context.indicators.items()}


@st.cache_resource(max_entries=128, show_spinner=False)
def _submissions(path: Path, revision: int, code: str, agency: str, known: date | None) -> tuple[Submission, ...]:
    with as_of.stepped_back(path, known) as connection:
        plan_id = catalog_store.plan_summary(connection, code).id
        agency_id = agency_store.known_agency_id(connection, agency)
        return ledger_store.submissions_of_agency(connection, plan_id, agency_id)


@st.cache_resource(max_entries=256, show_spinner=False)
def _reporting(
    path: Path, revision: int, code: str, agency: str, period: Period, today: date, known: date | None
) -> Reporting:
    with as_of.stepped_back(path, known) as connection:
        return timeliness.reporting(connection, code, agency, period, today)


@st.cache_resource(max_entries=32, show_spinner=False)
def _returns_due(path: Path, revision: int, code: str, period: Period, today: date, known: date | None) -> Board:
    with as_of.known_by(path, code, known) as connection:
        return timeliness_board.board(connection, code, period, today, n_periods=1)


@st.cache_resource(max_entries=8, show_spinner=False)
def _recent(path: Path, revision: int) -> tuple[Submission, ...]:
    with reading(path) as connection:
        return ledger_store.recent_submissions(connection)


@st.cache_resource(max_entries=32, show_spinner=False)
def _opening(path: Path, revision: int, code: str, today: date) -> Period:
    with reading(path) as connection:
        return standings.opening_period(connection, _context(path, revision, code), today)


@st.cache_resource(max_entries=32, show_spinner=False)
def _last(path: Path, revision: int, code: str, today: date) -> Period:
    with reading(path) as connection:
        context = _context(path, revision, code)
        opening = standings.opening_period(connection, context, today)
        returned = kept_store.periods_with_figures(connection, context.summary.id, opening)
        return max((opening, *returned))


@st.cache_resource(max_entries=64, show_spinner=False)
def _stamp(path: Path, revision: int, code: str, period: Period, known: date | None) -> Stamp | None:
    with as_of.known_by(path, code, known) as connection:
        return kept_store.stamp(connection, catalog_store.plan_summary(connection, code).id, period)


@st.cache_resource(max_entries=32, show_spinner=False)
def _newest(path: Path, revision: int, code: str, known: date | None) -> Period | None:
    with as_of.known_by(path, code, known) as connection:
        plan_id = catalog_store.plan_summary(connection, code).id
        return kept_store.newest_period(connection, plan_id)


@st.cache_resource(max_entries=16, show_spinner=False)
def _waiting(path: Path, revision: int, code: str) -> tuple[Waiting, ...]:
    with reading(path) as connection:
        return review_store.waiting(connection, catalog_store.plan_summary(connection, code).id)


@st.cache_resource(max_entries=32, show_spinner=False)
def _opened(path: Path, revision: int, number: int) -> Opened | None:
    with reading(path) as connection:
        try:
            return opened_submission.opened(connection, number)
        except NotFound:
            return None


@st.cache_resource(max_entries=8, show_spinner=False)
def _review_rules(path: Path, revision: int) -> ReviewRules:
    with reading(path) as connection:
        return review_store.rules(connection)


@st.cache_resource(max_entries=8, show_spinner=False)
def _is_demo(path: Path, revision: int) -> bool:
    with reading(path) as connection:
        return settings_store.is_demo(connection)


@st.cache_resource(max_entries=8, show_spinner=False)
def _demo_day(path: Path, revision: int) -> date | None:
    with reading(path) as connection:
        return settings_store.demo_day(connection)
