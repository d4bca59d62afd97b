"""The life of one figure: every version by file and cell, with its decisions, originals and submissions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from lib.charts.notices import notice
from lib.charts.timeline import Moment, timeline
from lib.domain.catalog import PlanSummary
from lib.domain.period import Period
from lib.domain.standing import Absence, Standing
from lib.ui import loaders, past_loaders
from lib.ui.markup import show
from lib.ui.state import PAGES, passed_on
from lib.wording import history as words
from lib.workflows.figure_history import Version


def draw_life(plan: PlanSummary, line: Standing, period: Period) -> None:
    """Every version of an agency's figure, with its original and the page of its submission."""
    assert line.agency_code is not None
    versions = past_loaders.life(plan.code, line.agency_code, line.indicator_code, period)
    with st.expander(words.LIFE, icon=":material/history:", expanded=line.absence is Absence.NOT_RECOGNISED):
        if not versions:
            show(notice(words.NO_LIFE, "empty"), key="no-life")
            return
        show(timeline([moment for version in versions for moment in _moments(version, line.unit)]), key="life")
        _ways(versions, line.indicator_code)


def _moments(version: Version, unit: str) -> list[Moment]:
    """The decisions taken on a version, newest first, then the version itself."""
    found = [
        Moment(
            words.decided(one.action, one.actor, one.at, one.reason, one.note),
            None,
            words.REFUSED if one.action == "not_recognise" else words.RECOGNISED,
            (),
        )
        for one in reversed(version.decisions)
    ]
    told = (
        words.place(version.file, version.sheet, version.cell),
        words.typed([(cell.column, cell.ref, cell.raw) for cell in version.cells]),
        words.sent(version.uploaded_by, version.received_on, version.received_at),
        f"Giải trình khi nộp: {version.reason}" if version.reason else None,
        words.undone(version.undone.actor, version.undone.at, version.undone.reason) if version.undone else None,
        *(words.reviewed(one.action, one.actor, one.at, one.reason) for one in version.reviews),
    )
    figure = words.figure(version.answer, version.value, version.a, version.b, unit)
    lines = tuple(text for text in told if text)
    struck = version.fate in ("undone", "returned")
    return [*found, Moment(words.version_title(version.version), figure, words.FATES[version.fate], lines, struck)]


def _ways(versions: Sequence[Version], indicator: str) -> None:
    """For each version the page of its submission, on this line, and the file as it came."""
    for version in versions:
        with st.container(horizontal=True, key=f"version-{version.submission}"):
            st.page_link(
                PAGES["submission"],
                label=words.open_submission(version.submission, version.version),
                icon=":material/description:",
                query_params=passed_on(lan=str(version.submission), ct=indicator),
            )
            st.download_button(
                words.download(version.version),
                data=partial(loaders.original, version.sha256),
                file_name=version.file,
                key=f"original-{version.submission}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
                help=f"sha256: {version.sha256}",
            )
