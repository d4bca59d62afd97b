"""A job in a real browser: watched, left, opened again in another tab, and finished by a server that starts anew."""

import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from lib.domain.job import JobState
from lib.storage import job_store
from lib.storage.database import reading
from lib.workflows import receive_batch
from lib.workflows.receive_batch import Upload
from tests.browser.conftest import OpenTab, running, settled
from tests.ledger_samples import GIA_LAI, HOME_AFFAIRS, SCIENCE, copy_of
from tests.screen_samples import MAY, filled

FINANCE = "gia-lai-so-tai-chinh"


def returns(ledger: Path, folder: Path) -> Path:
    """A folder with a return in it, another in a folder of its own, and what a system leaves behind."""
    (folder / "sở").mkdir(parents=True)
    (folder / "khcn.xlsx").write_bytes(filled(ledger, GIA_LAI, SCIENCE, MAY, {1: (95, 100)}))
    (folder / "sở" / "tài chính.xlsx").write_bytes(filled(ledger, GIA_LAI, FINANCE, MAY, {1: (95, 100)}))
    (folder / "Thumbs.db").write_bytes(b"x")
    return folder


def table(page: Page) -> str:
    found = page.locator(".st-key-batch-table, .st-key-batch-receipt-table")
    expect(found).to_be_visible(timeout=40_000)
    return found.inner_text()


def test_a_folder_becomes_a_job_that_every_tab_sees_alike(
    server: str, ledger_on_screen: Path, open_tab: OpenTab, tmp_path: Path
) -> None:
    folder = returns(ledger_on_screen, tmp_path / "trả về")
    page = open_tab(f"{server}/nop-bao-cao?kh={GIA_LAI}&ky=2026-05")
    page.get_by_text("Chọn cả thư mục").click()
    expect(page.get_by_text("Chọn thư mục có các tệp báo cáo")).to_be_visible()
    settled(page).set_input_files("input[type=file]", folder)
    assert table(page).count("Hợp lệ") == 2  # by itself: nobody has clicked since
    assert "trả về/sở/tài chính.xlsx" in table(page)
    page.reload()
    assert table(settled(page)).count("Hợp lệ") == 2

    other = open_tab(page.url)
    other.get_by_label("Người nộp").fill("Văn thư")
    other.get_by_label("Người nộp").press("Enter")
    other.get_by_role("button", name="Nhận 2 tệp hợp lệ").click()
    expect(other.get_by_text("2 tệp: 2 đã nhận.")).to_be_visible(timeout=40_000)
    page.reload()
    expect(page.get_by_text("2 tệp: 2 đã nhận.")).to_be_visible()


def test_a_server_that_starts_finishes_what_was_confirmed_before_anybody_comes(
    ledger_on_screen: Path, tmp_path: Path
) -> None:
    ledger = copy_of(ledger_on_screen, tmp_path / "ledger.db")
    content = filled(ledger, GIA_LAI, HOME_AFFAIRS, MAY + 1, {1: (96, 100)})
    number = receive_batch.drop(ledger, [Upload("nội vụ.xlsx", content)])
    with running(ledger):
        assert reached(ledger, number, JobState.READY)
    with reading(ledger) as connection:
        job = job_store.job(connection, number)
    assert job is not None
    receive_batch.confirm(
        ledger,
        number,
        by="Văn thư",
        received_on=date(2026, 6, 18),
        reason=None,
        with_faulty=True,
        judged=job.judged_revision,
    )
    with running(ledger):
        assert reached(ledger, number, JobState.DONE)


def reached(ledger: Path, number: int, state: JobState) -> bool:
    """Whether a job comes to a state within half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with reading(ledger) as connection:
            job = job_store.job(connection, number)
        if job is not None and job.state is state:
            return True
        time.sleep(0.05)
    return False
