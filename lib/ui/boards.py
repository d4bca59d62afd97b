"""Cached reads of the timeliness board, the calendar and the locks; see `lib.ui.loaders` for the key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from lib.domain.period import Calendar, Period, SpecialDay
from lib.domain.reporting import Board
from lib.storage import catalog_store, lock_store, settings_store
from lib.storage.database import reading, revision
from lib.ui.loaders import database, today
from lib.workflows import timeliness_board


def board(code: str, last: Period) -> Board:
    """The timeliness board of a plan up to a period."""
    path = database()
    return _board(path, revision(path), code, last, today())


def calendar() -> Calendar:
    """The days that rule the returns."""
    with reading(database()) as connection:
        return settings_store.calendar(connection)


def special_days() -> tuple[SpecialDay, ...]:
    """Days off and weekends worked in exchange."""
    with reading(database()) as connection:
        return settings_store.special_days(connection)


def locked_because(code: str, period: Period) -> str | None:
    """Why a period of a plan is locked; `None` when it is open."""
    with reading(database()) as connection:
        lock = lock_store.lock_in_force(connection, catalog_store.plan_summary(connection, code).id, period)
        return lock.reason if lock else None


@st.cache_resource(max_entries=16, show_spinner=False)
def _board(path: Path, revision: int, code: str, last: Period, today: date) -> Board:
    with reading(path) as connection:
        return timeliness_board.board(connection, code, last, today)
