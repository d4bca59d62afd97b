"""Cached reads of what has been: versions of a figure, changes of status, promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.storage import agency_store, catalog_store, change_store
from lib.storage.change_store import LoggedChange
from lib.storage.database import reading
from lib.storage.kept_store import TOTAL
from lib.ui import loaders
from lib.workflows import as_of, promises
from lib.workflows.as_of import Sight
from lib.workflows.figure_history import Version, life_of
from lib.workflows.promises import Promise
from lib.workflows.status_log import net_changes


def life(code: str, agency: str, indicator: str, period: Period) -> tuple[Version, ...]:
    """Every version of one figure, newest first."""
    path = loaders.database()
    return _life(path, loaders.revision(path), code, agency, indicator, period, loaders.past_day())


def changes(code: str, agency: str | None, period: Period) -> tuple[LoggedChange, ...]:
    """What of an agency's lines, or with `None` of the totals, a period has changed against the one before."""
    path = loaders.database()
    return _changes(path, loaders.revision(path), code, agency, None, period, period, loaders.sight(code))


def changes_of_line(code: str, indicator: str, agency: str | None, last: Period) -> tuple[LoggedChange, ...]:
    """How one line has changed over the periods up to one, newest first."""
    path = loaders.database()
    first = Period(1900, 1)
    return _changes(path, loaders.revision(path), code, agency, indicator, first, last, loaders.sight(code))


def promised(code: str, agency: str, period: Period) -> dict[str, Promise]:
    """What an agency promised the time before, by indicator code, with what became of it."""
    path = loaders.database()
    return _promised(path, loaders.revision(path), code, agency, period, loaders.today(), loaders.sight(code))


def lacking_causes(code: str, period: Period) -> tuple[Standing, ...]:
    """The lines of all agencies that are not on their way and lack cause or remedy."""
    path = loaders.database()
    return _lacking(path, loaders.revision(path), code, period, loaders.today())


@st.cache_resource(max_entries=64, show_spinner=False)
def _life(
    path: Path, revision: int, code: str, agency: str, indicator: str, period: Period, known: date | None
) -> tuple[Version, ...]:
    with as_of.stepped_back(path, known) as connection:
        return life_of(connection, code, agency, indicator, period)


@st.cache_resource(max_entries=64, show_spinner=False)
def _changes(
    path: Path,
    revision: int,
    code: str,
    agency: str | None,
    indicator: str | None,
    first: Period,
    last: Period,
    sight: Sight,
) -> tuple[LoggedChange, ...]:
    with as_of.stepped_back(path, sight.known_on, accepted_only=sight.accepted_only) as connection:
        plan_id = catalog_store.plan_summary(connection, code).id
        agency_id = agency_store.known_agency_id(connection, agency) if agency else TOTAL
        indicator_id = catalog_store.indicator_ids(connection, plan_id)[indicator] if indicator else None
        return net_changes(change_store.logged(connection, plan_id, agency_id, first, last, indicator_id))


@st.cache_resource(max_entries=64, show_spinner=False)
def _promised(
    path: Path, revision: int, code: str, agency: str, period: Period, today: date, sight: Sight
) -> dict[str, Promise]:
    if not sight.is_full:
        return as_of.promises_of_agency(path, code, agency, period, today, sight)
    with reading(path) as connection:
        return promises.promises(connection, loaders.context_at(path, revision, code), agency, period, today)


@st.cache_resource(max_entries=16, show_spinner=False)
def _lacking(path: Path, revision: int, code: str, period: Period, today: date) -> tuple[Standing, ...]:
    with reading(path) as connection:
        return promises.lacking_causes(connection, loaders.context_at(path, revision, code), period, today)
