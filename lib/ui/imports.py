"""Taking in a plan document: read, look at what was read and what changes, then confirm."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lib.charts.notices import notice
from lib.domain.catalog import Level, PlanHeading
from lib.domain.catalog_changes import RENAMED
from lib.domain.errors import UploadRefused
from lib.ui import loaders, tables
from lib.ui.markup import show
from lib.ui.shell import careful
from lib.ui.state import generation, keep_for_next_run, kept, renew
from lib.ui.who import who
from lib.wording import catalog as words
from lib.wording import labels, messages
from lib.workflows import clock, load_catalog
from lib.workflows.communes import provinces
from lib.workflows.load_catalog import Loaded


def draw_import() -> None:
    """The form for a new or changed plan document, and its preview."""
    with st.expander("Nạp kế hoạch mới hoặc nạp lại văn bản đã sửa", icon=":material/upload_file:"):
        done = kept("plan-loaded")
        if isinstance(done, str):
            show(notice(f"Đã nạp {done}.", "good"), key="plan-loaded")
        heading = _heading()
        file = st.file_uploader(
            "Văn bản kế hoạch: .docx, .xlsx hoặc .txt",
            type=["docx", "xlsx", "txt"],
            max_upload_size=10,
            key=f"van-ban-{generation('plan')}",
            on_change=keep_for_next_run,
            args=("plan-loaded", None),
        )
        if file is None:
            return
        if not heading.code:
            show(notice("Điền mã kế hoạch trước.", "note"), key="code-missing")
            return
        _draw_preview(file.name, file.getvalue(), heading)


def _heading() -> PlanHeading:
    """What is said of the document. A plan that the ledger holds keeps its heading unless it is changed here."""
    code = st.text_input("Mã kế hoạch", placeholder="GIALAI-2027", key="import-code").strip()
    held = next((loaders.plan(plan.code).heading for plan in loaders.plans() if plan.code == code), None)
    known = held or PlanHeading(code, "", "", loaders.today().year, Level.PROVINCE)
    mark = held.code if held else ""
    with st.container(horizontal=True):
        year = st.number_input("Năm", 2000, 2100, known.year, key=f"import-year-{mark}")
        level = st.selectbox(
            "Cấp",
            list(Level),
            list(Level).index(known.level),
            format_func=labels.LEVELS.__getitem__,
            key=f"import-level-{mark}",
        )
        places = [known.province, *(place for place in (None, *provinces()) if place != known.province)]
        province = st.selectbox(
            "Tỉnh",
            places,
            format_func=lambda name: name or "(không)",
            key=f"import-province-{mark}",
        )
    title = st.text_input("Tên kế hoạch", known.title, key=f"import-title-{mark}").strip()
    issuer = st.text_input("Cơ quan ban hành", known.issuer, key=f"import-issuer-{mark}").strip()
    return replace(
        known, title=title or code, issuer=issuer, year=int(year), level=level or known.level, province=province
    )


def _draw_preview(name: str, content: bytes, heading: PlanHeading) -> None:
    try:
        loaded = _read(name, content, heading, dry_run=True)
    except UploadRefused as fault:
        st.error(messages.fault(fault))
        return
    plan = loaded.plan
    show(notice(words.read_sentence(len(plan.indicators), len(plan.tasks), len(plan.issues)), "note"), key="read")
    tables.indicators(plan.indicators, None, key="import-indicators")
    tables.issues(plan.issues, key="import-issues")
    if loaded.differences:
        tables.differences(loaded.differences, key="import-differences")
    same = _confirmed(loaded)
    st.button("Ghi vào sổ", type="primary", on_click=_take, args=(name, content, heading, same), key="import-take")


def _confirmed(loaded: Loaded) -> frozenset[int]:
    """The rows whose name changed and that a person says are still the same indicator (they keep their code)."""
    renamed = {row.subject: row for row in loaded.differences if row.kind == RENAMED}
    ordinals = {i.code: i.ordinal for i in loaders.plan(loaded.plan.heading.code).indicators} if renamed else {}
    choices = [code for code in renamed if code in ordinals]
    if not choices:
        return frozenset()
    same = st.multiselect(words.RENAMED, choices, key="import-renamed")
    return frozenset(ordinals[code] for code in same)


@careful
def _take(name: str, content: bytes, heading: PlanHeading, same: frozenset[int]) -> None:
    loaded = _read(name, content, heading, dry_run=False, confirmed=same)
    keep_for_next_run("plan-loaded", f"{heading.code}: {len(loaded.plan.indicators)} chỉ tiêu")
    renew("plan")


def _read(
    name: str, content: bytes, heading: PlanHeading, *, dry_run: bool, confirmed: frozenset[int] = frozenset()
) -> Loaded:
    return load_catalog.load_document(
        loaders.database(),
        content,
        name,
        heading,
        at=clock.now_text(),
        by=who(),
        dry_run=dry_run,
        confirmed_ordinals=confirmed,
    )
