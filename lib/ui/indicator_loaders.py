"""Cached reads of one indicator: what judges it over time, its agencies, and what they promised the time before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import streamlit as st

from lib.domain.period import Period
from lib.domain.series_break import SeriesBreak
from lib.domain.standing import Standing
from lib.domain.trajectory import knots
from lib.storage.database import reading
from lib.ui import loaders
from lib.workflows import as_of, promises, standings
from lib.workflows.as_of import Sight
from lib.workflows.assessment import indicator_id_of, plan_context, yardstick
from lib.workflows.promises import Promise


@dataclass(frozen=True, slots=True)
class Ground:
    """What the figures of an indicator's total are held against: the corners of its path, the breaks in its series."""

    path: tuple[tuple[date, Decimal], ...]
    breaks: tuple[SeriesBreak, ...]


def ground(code: str, indicator: str) -> Ground:
    """Path and breaks of an indicator, of the plan as a whole."""
    path = loaders.database()
    return _ground(path, loaders.revision(path), code, indicator, loaders.past_day())


def of_agencies(code: str, indicator: str, period: Period) -> tuple[Standing, ...]:
    """Every agency that owes an indicator, as it stands at a period."""
    path = loaders.database()
    return _of_agencies(path, loaders.revision(path), code, indicator, period, loaders.today(), loaders.sight(code))


def promised(code: str, indicator: str, period: Period) -> Mapping[str, Promise]:
    """What the agencies promised the time before for an indicator, by agency, with what became of it."""
    path = loaders.database()
    return _promised(path, loaders.revision(path), code, indicator, period, loaders.today(), loaders.sight(code))


@st.cache_resource(max_entries=64, show_spinner=False)
def _ground(path: Path, revision: int, code: str, indicator: str, known: date | None) -> Ground:
    with as_of.stepped_back(path, known) as connection:
        context = plan_context(connection, code)
    indicator_id = indicator_id_of(context, indicator)
    return Ground(knots(yardstick(context, indicator_id, None)), context.breaks.get(indicator_id, ()))


@st.cache_resource(max_entries=64, show_spinner=False)
def _of_agencies(
    path: Path, revision: int, code: str, indicator: str, period: Period, today: date, sight: Sight
) -> tuple[Standing, ...]:
    if not sight.is_full:
        return as_of.indicator_standings(path, code, indicator, period, today, sight)
    with reading(path) as connection:
        context = loaders.context_at(path, revision, code)
        return standings.indicator_standings(connection, context, indicator, period, today)


@st.cache_resource(max_entries=64, show_spinner=False)
def _promised(
    path: Path, revision: int, code: str, indicator: str, period: Period, today: date, sight: Sight
) -> Mapping[str, Promise]:
    if not sight.is_full:
        return as_of.promises_of_indicator(path, code, indicator, period, today, sight)
    with reading(path) as connection:
        context = loaders.context_at(path, revision, code)
        return promises.promises_of_indicator(connection, context, indicator, period, today)
