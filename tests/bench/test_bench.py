"""The measurements themselves, on a tiny ledger: every row comes out, whole and with a goal; no browser."""

from pathlib import Path

import pytest

from lib.bench import history
from lib.bench.measure import Result
from lib.bench.pages import measure as measure_pages
from lib.bench.run import run_bench
from lib.bench.servers import ROOT, Server
from lib.domain.period import Period
from lib.storage import kept_store
from lib.storage.database import reading
from lib.wording import bench as words
from lib.workflows.keep_safe import recount


def test_a_tiny_run_gives_every_row_of_ledger_and_intake() -> None:
    before = sorted(place.name for place in ROOT.iterdir())
    rows = run_bench(n_agencies=3, years=2, with_pages=False, effort=0.02)
    works = ["overview-query", "matrix-query", "agency-query", "trend-query"]
    works += ["intake", "intake-calamine", "intake-single", "intake-job", "intake-again", "recount"]
    assert [row["work"] for row in rows] == works
    assert all(row["ours"] is not None and row["ratio"] is not None for row in rows)
    assert rows[-1]["held"] is True
    assert all(words.line(row) for row in rows)
    assert sorted(place.name for place in ROOT.iterdir()) == before


def test_a_ledger_with_history_keeps_what_a_recount_gives(tmp_path: Path) -> None:
    short, long = tmp_path / "short.db", tmp_path / "long.db"
    history.one_year(short, 3)
    history.with_history(short, long, 3)
    assert set(recount(short).values()) == {0}
    with reading(long) as connection:
        plan_id = connection.execute("SELECT id FROM plan WHERE code = ?", (history.PLAN,)).fetchone()[0]
        months = kept_store.periods_with_figures(connection, plan_id, Period(1900, 1))
        assert (months[0], len(months)) == (Period(history.YEAR - 2, 1), 36)
        assert len(kept_store.standings_at(connection, plan_id, months[0])) == len(
            kept_store.standings_at(connection, plan_id, months[-1])
        )


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        pytest.param(Result("rerun", 90.0, 60.0, "ms", 1.5, 1.3), "CHƯA ĐẠT", id="missed"),
        pytest.param(Result("rerun", 70.0, 60.0, "ms", 1.1667, 1.3), "đạt", id="held"),
        pytest.param(Result("rerun", skipped="no-chromium"), "máy không có Chromium", id="skipped"),
        pytest.param(Result("intake-single", 20.0, 8.0, "ms", 2.5), "2,50", id="no goal"),
    ],
)
def test_a_row_says_whether_its_goal_is_held(result: Result, shown: str) -> None:
    assert shown in words.line(result.row())


def test_without_a_browser_the_pages_are_skipped_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    server = Server(0, 0, "")
    assert {result.skipped for result in measure_pages(server, server)} == {"no-chromium"}
