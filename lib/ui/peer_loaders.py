"""Cached reads of what sets an agency beside its peers and beside its own past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import streamlit as st

from lib.domain.peers import LineOf, PeerRank, peer_ranks
from lib.domain.period import Period
from lib.domain.streak import Course
from lib.storage.database import reading
from lib.ui import loaders
from lib.workflows import as_of
from lib.workflows.agency_courses import agency_courses
from lib.workflows.as_of import Sight


def ranks(code: str, period: Period) -> Mapping[LineOf, PeerRank]:
    """The rank of each agency among its peers on each indicator."""
    path = loaders.database()
    return _ranks(path, loaders.revision(path), code, period, loaders.today(), loaders.sight(code))


def courses(code: str, period: Period) -> Mapping[LineOf, Course]:
    """How each line came to where it stands this year, as far as it is in sight."""
    path, sight = loaders.database(), loaders.sight(code)
    key = path, loaders.revision(path), code, period, loaders.today()
    return _courses(*key) if sight.is_full else _courses_in_sight(*key, sight)


@st.cache_resource(max_entries=16, show_spinner=False)
def _ranks(
    path: Path, revision: int, code: str, period: Period, today: date, sight: Sight
) -> Mapping[LineOf, PeerRank]:
    return peer_ranks(loaders.of_all_agencies(code, period))


@st.cache_resource(max_entries=16, show_spinner=False)
def _courses(path: Path, revision: int, code: str, period: Period, today: date) -> Mapping[LineOf, Course]:
    with reading(path) as connection:
        return agency_courses(connection, loaders.context_at(path, revision, code), period, today)


@st.cache_resource(max_entries=16, show_spinner="Đang xem lại từng tháng từ đầu năm…")
def _courses_in_sight(
    path: Path, revision: int, code: str, period: Period, today: date, sight: Sight
) -> Mapping[LineOf, Course]:
    return as_of.courses(path, code, period, today, sight)
