"""Cached reads of the links between indicators of different plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from lib.domain.catalog import Indicator, PlanSummary
from lib.domain.links import Link, Suggestion, family_of
from lib.storage import catalog_store
from lib.storage.database import reading
from lib.ui import loaders
from lib.workflows.link_indicators import known_links, suggest_links

Row = tuple[PlanSummary, Indicator]


def links() -> tuple[Link, ...]:
    """What people have said of pairs of indicators, as known on the day that is looked at."""
    path = loaders.database()
    return _links(path, loaders.revision(path), loaders.past_day())


def suggestions(of: str | None = None) -> tuple[Suggestion, ...]:
    """Pairs that may be one indicator, best first; `of`: with this one."""
    path = loaders.database()
    return _suggestions(path, loaders.revision(path), of)


def rows() -> dict[str, Row]:
    """The indicators of all plans with their plan, by code, in the order of the plans."""
    path = loaders.database()
    return _rows(path, loaders.revision(path))


def family(code: str) -> list[Row]:
    """The members of an indicator's family, itself first, the others in the order of the plans."""
    members = family_of(code, links())
    found = [row for row in rows().values() if row[1].code in members]
    return sorted(found, key=lambda row: row[1].code != code)


@st.cache_resource(max_entries=8, show_spinner=False)
def _rows(path: Path, revision: int) -> dict[str, Row]:
    with reading(path) as connection:
        plans = catalog_store.plan_summaries(connection)
        return {row.code: (plan, row) for plan in plans for row in catalog_store.plan_indicators(connection, plan.id)}


@st.cache_resource(max_entries=16, show_spinner=False)
def _links(path: Path, revision: int, known: date | None) -> tuple[Link, ...]:
    return known_links(path, known)


@st.cache_resource(max_entries=64, show_spinner=False)
def _suggestions(path: Path, revision: int, of: str | None) -> tuple[Suggestion, ...]:
    return suggest_links(path, of)
