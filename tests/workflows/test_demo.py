"""A small demo ledger: made by the real intake, whole, varied, marked as demo, and kept apart from a real one."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from ledger_samples import GIA_LAI, code, filled_form, findings_of, send, share

from lib.domain.agency import AgencyKind
from lib.domain.errors import Refused
from lib.domain.issue import Severity, asks_reason
from lib.domain.period import Period
from lib.domain.standing import Status
from lib.domain.submission import Outcome
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, ledger_store, settings_store
from lib.storage.database import reading
from lib.storage.files import store_of
from lib.workflows import standings, timeliness
from lib.workflows.assessment import plan_context
from lib.workflows.demo import make_demo
from lib.workflows.keep_safe import verify

AGENCIES, MONTHS = 6, 3
LAST = Period(2026, MONTHS)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo ledger of six agencies and three months."""
    out = tmp_path_factory.mktemp("demo") / "demo.db"
    told = [told for told, _ in make_demo(out, months=MONTHS, n_agencies=AGENCIES)]
    assert told == ["demo-set-up", *["demo-month"] * MONTHS, "demo-ready"]
    assert sorted(place.name for place in out.parent.iterdir()) == ["demo-files", "demo.db"]
    return out


def test_every_kept_row_and_original_of_a_demo_is_whole(demo: Path) -> None:
    found = verify(demo)
    assert found.faults == ()
    assert found.n_submissions >= AGENCIES * MONTHS - 2
    assert found.n_values > 5 * found.n_submissions


def test_a_demo_is_marked_everywhere(demo: Path) -> None:
    with reading(demo) as connection:
        assert settings_store.setting(connection, "demo") == "1"
        assert settings_store.demo_day(connection) == date(2026, MONTHS, 25)
        sent = ledger_store.recent_submissions(connection)
        texts = [
            text
            for row in sent
            for line in ledger_store.lines(connection, row.id).values()
            for text in (line.subjective_cause, line.objective_cause, line.remedy, line.evidence)
            if text
        ]
        plan = catalog_store.plan_summary(connection, GIA_LAI)
        baselines = catalog_store.baselines(connection, plan.id).values()
    assert all(row.file.startswith(f"thu-{GIA_LAI}-2026-0") for row in sent)
    assert texts and all("dữ liệu thử" in text for text in (*texts, *(row.uploaded_by for row in sent)))
    assert baselines and all("dữ liệu thử" in baseline.source.file for baseline in baselines)


def test_the_latest_month_of_a_demo_is_due_on_its_day(demo: Path) -> None:
    with reading(demo) as connection:
        today = settings_store.demo_day(connection)
        assert today is not None
        context = plan_context(connection, GIA_LAI)
        assert standings.opening_period(connection, context, today) == LAST


def test_departments_and_wards_stand_differently(demo: Path) -> None:
    with reading(demo) as connection:
        context = plan_context(connection, GIA_LAI)
        found = standings.all_agency_standings(connection, context, LAST, date(2026, MONTHS, 25))
        totals = standings.plan_totals(connection, context, LAST, date(2026, MONTHS, 25))
    answered = [row for row in found if row.status is not Status.NO_DATA]
    assert len({row.agency_code for row in answered}) >= AGENCIES - 1
    assert {AgencyKind.WARD, AgencyKind.DEPARTMENT} <= {row.agency_kind for row in answered}
    assert len(Counter(row.status for row in answered)) >= 4
    assert {code(GIA_LAI, 6), code(GIA_LAI, 9)} <= {row.indicator_code for row in totals if row.value is not None}


def test_an_undone_file_stays_in_the_history_of_a_demo(demo: Path) -> None:
    with reading(demo) as connection:
        sent = ledger_store.recent_submissions(connection)
        undone = [row for row in sent if row.undone]
        assert len(undone) == 1
        again = [row for row in sent if (row.agency_code, row.period) == (undone[0].agency_code, undone[0].period)]
        state = timeliness.reporting(connection, GIA_LAI, undone[0].agency_code or "", LAST, date(2026, MONTHS, 25))
    assert undone[0].version == max(row.version for row in again if row.version) > 1
    assert state.version == undone[0].version - 1


def test_what_a_return_was_asked_about_has_a_reason(demo: Path) -> None:
    with reading(demo) as connection:
        sent = [row for row in ledger_store.recent_submissions(connection) if row.outcome is Outcome.ACCEPTED]
        asked = [row for row in sent if any(map(asks_reason, findings_of(connection, row.id)))]
    assert all(row.reason for row in asked)


def test_the_same_demo_comes_out_again(demo: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    list(make_demo(again, months=1, n_agencies=2))
    kept = []
    for path in (demo, again):
        with reading(path) as connection:
            ids = agency_store.agency_ids(connection)
            sole = ids["gia-lai-cong-an-tinh"]
            rows = connection.execute(
                "SELECT indicator_id, a, b, value FROM figure WHERE agency_id = ? AND period = ? ORDER BY 1",
                (sole, Period(2026, 1).index),
            )
            kept.append([tuple(row) for row in rows])
    assert kept[0] == kept[1] != []


@pytest.mark.parametrize("standing", ["ledger", "originals"])
def test_nothing_that_stands_is_overwritten(standing: str, tmp_path: Path) -> None:
    out = tmp_path / "demo.db"
    place = out if standing == "ledger" else store_of(out)
    place.mkdir()
    with pytest.raises(Refused) as refusal:
        make_demo(out, months=1, n_agencies=1)
    assert refusal.value.code == "exists-already"
    assert list(tmp_path.iterdir()) == [place]


def test_a_demo_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    making = make_demo(tmp_path / "demo.db", months=1, n_agencies=1)
    next(making)
    making.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_real_and_demo_ledgers_refuse_each_others_forms(demo: Path, ledger: Path, reader: FormReader) -> None:
    agency, period = "gia-lai-so-noi-vu", Period(2026, 2)
    for home, other in ((ledger, demo), (demo, ledger)):
        content = filled_form(home, GIA_LAI, agency, period, {5: share(41, 100)})
        receipt = send(other, reader, content)
        assert receipt.outcome is Outcome.REFUSED
        assert [issue.code for issue in receipt.issues if issue.severity is Severity.BLOCKING] == ["demo-form"]
