"""Documents into the ledger: the five shipped ones, once and again, changed, and with more agencies."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_samples import CENTRE, GIA_LAI, QUANG_TRI, SET_UP_AT, code, line, totals, write_return

from lib.documents.manifest import read_manifest
from lib.domain.agency import Agency, AgencyKind
from lib.domain.catalog import PlanHeading
from lib.domain.errors import NotFound, UploadRefused
from lib.domain.period import Period
from lib.storage import agency_store, catalog_store, files, ledger_store, settings_store
from lib.storage.database import reading, revision, writing
from lib.workflows.communes import communes_of
from lib.workflows.keep_safe import verify
from lib.workflows.load_catalog import Loaded, load_document, set_up, take_in_agencies
from lib.workflows.shipped import CATALOGS

MAY = Period(2026, 5)
DOCUMENT = "quang-tri-van-phong-2026.txt"


def heading_of(plan: str) -> tuple[str, PlanHeading]:
    return next(
        (name, heading)
        for name, heading in read_manifest((CATALOGS / "manifest.toml").read_text(encoding="utf-8"))
        if heading.code == plan
    )


def load(ledger: Path, content: bytes, plan: str = QUANG_TRI, **options: object) -> Loaded:
    name, heading = heading_of(plan)
    return load_document(ledger, content, name, heading, at="2026-06-01T00:00:00+00:00", by="thư ký", **options)


def shipped_text() -> str:
    return (CATALOGS / DOCUMENT).read_text(encoding="utf-8")


# First start


def test_the_first_start_takes_in_the_five_documents(template_ledger: Path) -> None:
    with reading(template_ledger) as connection:
        found = {s.code: (s.n_indicators, s.n_tasks) for s in catalog_store.plan_summaries(connection)}
        days_off = settings_store.calendar(connection).days_off
        thresholds = settings_store.thresholds(connection)
    assert found == {
        "BCD-2026": (12, 0),
        "LOIBAC-2026": (29, 0),
        "QUANGTRI-VP-2026": (7, 0),
        "GIALAI-2026": (9, 37),
        "KH5755-2021": (0, 41),
    }
    assert date(2026, 9, 2) in days_off
    assert len(thresholds) == 19 and all(row["source"] for row in thresholds)


def test_the_documents_are_kept_byte_by_byte(template_ledger: Path) -> None:
    with reading(template_ledger) as connection:
        summaries = catalog_store.plan_summaries(connection)
    for summary in summaries:
        assert files.original(template_ledger, summary.sha256) == (CATALOGS / summary.file).read_bytes()


def test_every_load_is_a_logged_act(template_ledger: Path) -> None:
    with reading(template_ledger) as connection:
        events = ledger_store.events(connection)
    acts = [(event.action, event.object, event.actor, event.at) for event in reversed(events)]
    assert acts[0] == ("set_up", "agencies", "người lập sổ", SET_UP_AT)
    assert [act[:2] for act in acts[1:]] == [
        ("load_plan", plan) for plan in ("BCD-2026", "LOIBAC-2026", QUANG_TRI, GIA_LAI, "KH5755-2021")
    ]


def test_set_up_again_changes_nothing(ledger: Path) -> None:
    before = revision(ledger)
    set_up(ledger, at="2027-01-01T00:00:00+00:00", by="người khác")
    assert revision(ledger) == before


def test_a_new_ledger_is_whole(ledger: Path) -> None:
    assert verify(ledger).faults == ()


# Again, and changed


@pytest.mark.parametrize("plan", ["BCD-2026", "LOIBAC-2026", QUANG_TRI, GIA_LAI, "KH5755-2021"])
def test_the_same_document_again_changes_nothing(ledger: Path, plan: str) -> None:
    before = revision(ledger)
    loaded = load(ledger, (CATALOGS / heading_of(plan)[0]).read_bytes(), plan)
    assert not loaded.written
    assert loaded.differences == ()
    assert revision(ledger) == before


def raised_target() -> bytes:
    """The document with another target of 2026 in its sixth row."""
    text = shipped_text()
    lines = text.split("\n")
    rows = [n for n, row in enumerate(lines) if "79,2" in row]
    assert len(rows) == 1
    lines[rows[0]] = lines[rows[0]].replace("82", "84")
    assert "\n".join(lines) != text
    return "\n".join(lines).encode()


def test_a_dry_run_shows_what_would_change_and_writes_nothing(ledger: Path) -> None:
    before = revision(ledger)
    loaded = load(ledger, raised_target(), dry_run=True)
    assert not loaded.written
    assert any(d.subject == code(QUANG_TRI, 6) for d in loaded.differences)
    assert revision(ledger) == before


def test_a_changed_document_changes_the_rows_and_judges_the_returns_anew(ledger: Path) -> None:
    with writing(ledger) as connection:
        write_return(connection, QUANG_TRI, CENTRE, MAY, [line(code(QUANG_TRI, 6), value=Decimal(83))])
    before = totals(ledger, QUANG_TRI, MAY)[6]
    loaded = load(ledger, raised_target())
    after = totals(ledger, QUANG_TRI, MAY)[6]
    assert loaded.written
    assert (before.status, after.status) == ("met", "on_track")
    assert after.target is not None and after.target.value == 84
    with reading(ledger) as connection:
        assert catalog_store.plan_summary(connection, QUANG_TRI).sha256 == files.sha256_of(raised_target())


def test_what_the_secretariat_entered_survives_a_changed_document(ledger: Path) -> None:
    with writing(ledger) as connection:
        plan = catalog_store.plan_summary(connection, QUANG_TRI)
        indicator_id = catalog_store.indicator_ids(connection, plan.id)[code(QUANG_TRI, 7)]
        baseline = catalog_store.plan_indicators(connection, plan.id)[0].baseline
        assert baseline is not None
        entered = replace(baseline, value=Decimal(88), raw="88")
        catalog_store.enter_baseline(connection, indicator_id, None, entered, origin="entered", at="x", by="x")
        agency_store.assign(connection, indicator_id, agency_store.agency_ids(connection)[CENTRE], MAY.index)
    load(ledger, raised_target())
    with reading(ledger) as connection:
        assert catalog_store.baselines(connection, plan.id)[(indicator_id, None)].value == 88
        assert len(agency_store.owing_ids(connection, indicator_id, MAY)) == 2


def test_a_row_that_the_document_drops_is_retired_and_its_returns_stay(ledger: Path) -> None:
    with writing(ledger) as connection:
        number = write_return(connection, QUANG_TRI, CENTRE, MAY, [line(code(QUANG_TRI, 6), value=Decimal(80))])
        plan = catalog_store.load_plan(connection, QUANG_TRI)
        shorter = replace(plan, indicators=plan.indicators[:5])
        catalog_store.save_plan(connection, shorter, at="x", by="x")
    assert set(totals(ledger, QUANG_TRI, MAY)) == {1, 2, 3, 4, 5}
    with reading(ledger) as connection:
        assert [row.value for row in ledger_store.lines(connection, number).values()] == [80]


def test_a_file_that_is_no_document_changes_nothing(ledger: Path) -> None:
    before = revision(ledger)
    with pytest.raises(UploadRefused):
        load_document(ledger, b"\x00\x01\x02", "x.docx", heading_of(QUANG_TRI)[1], at="x", by="x")
    assert revision(ledger) == before


def test_an_unknown_plan_is_not_found(template_ledger: Path) -> None:
    with reading(template_ledger) as connection, pytest.raises(NotFound) as caught:
        catalog_store.load_plan(connection, "KHONG-CO")
    assert caught.value.code == "plan-unknown"


# Agencies


def test_the_collectives_of_a_plan_expand_over_agencies_that_come_later(ledger: Path) -> None:
    new = Agency("gia-lai-so-moi", "Sở Mới", AgencyKind.DEPARTMENT, "Gia Lai")
    assert take_in_agencies(ledger, [new], at="x", by="x") == 1
    with reading(ledger) as connection:
        plan = catalog_store.plan_summary(connection, GIA_LAI)
        first = catalog_store.indicator_ids(connection, plan.id)[code(GIA_LAI, 1)]
        assert len(agency_store.owing_ids(connection, first, MAY)) == 154


def test_a_provinces_communes_are_taken_in_by_one_action_and_only_once(ledger: Path) -> None:
    communes = communes_of("Lạng Sơn")
    added = take_in_agencies(ledger, communes, at="x", by="x")
    assert added == len(communes) - 1  # Lợi Bác is there already
    assert take_in_agencies(ledger, communes, at="x", by="x") == 0


def test_taking_in_agencies_keeps_the_figures_and_the_issues_of_the_documents(ledger: Path) -> None:
    with writing(ledger) as connection:
        write_return(connection, QUANG_TRI, CENTRE, MAY, [line(code(QUANG_TRI, 1), value=Decimal(60))])
        before = catalog_store.load_plan(connection, QUANG_TRI).issues
    take_in_agencies(ledger, communes_of("Lạng Sơn"), at="x", by="x")
    assert totals(ledger, QUANG_TRI, MAY)[1].value == 60
    with reading(ledger) as connection:
        assert set(catalog_store.load_plan(connection, QUANG_TRI).issues) == set(before)
