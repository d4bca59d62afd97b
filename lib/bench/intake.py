"""Taking in a batch of returns, also as a job, held against merely opening the same files; and sending them again."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from openpyxl import load_workbook

from lib.bench import history
from lib.bench.measure import Result, Work, against, seconds
from lib.domain.job import FileEnd
from lib.domain.period import Period
from lib.domain.submission import Answer, FormLine, Outcome
from lib.excel.filled_form import Entry, write_filled_form
from lib.excel.reader import FormReader
from lib.storage import job_store
from lib.storage.database import reading
from lib.workflows import batch_work, forms, keep_safe, load_catalog, receive_batch
from lib.workflows.assessment import plan_context
from lib.workflows.receive_batch import Upload
from lib.workflows.receive_submission import receive, receive_files

RECEIVED = date(2026, 3, 20)
BATCH = 17
Files = list[tuple[str, bytes]]


def measure(path: Path, n_agencies: int) -> list[Result]:
    """The works on one batch: the first time, one by one, again; then the kept tables against a recount."""
    load_catalog.set_up(path, at=f"{RECEIVED}T00:00:00+00:00", by="bench")
    files = _filled(path, n_agencies, Period(history.YEAR, 1))
    single = _filled(path, n_agencies, Period(history.YEAR, 2))
    third = _filled(path, n_agencies, Period(history.YEAR, 3))
    other = _other_reader(files)
    with FormReader() as reader:
        reader.read(files[0][1])
        bare = taken = bare_single = taken_single = 0.0
        for at in range(0, len(files), BATCH):
            part, alone = files[at : at + BATCH], single[at : at + BATCH]
            bare += seconds(partial(_open, part))
            taken += seconds(partial(_take, path, part, Outcome.ACCEPTED))
            bare_single += seconds(partial(_open, alone))
            taken_single += seconds(partial(_take_one_by_one, path, alone, reader))
        again = seconds(partial(_take, path, files, Outcome.DUPLICATE))
        bare_job = seconds(partial(_open, third)) / 2
        taken_job = seconds(partial(_take_as_job, path, third, reader))
        bare_job += seconds(partial(_open, third)) / 2  # before and after: the machine may be busier at one of them
    each, differing = 1000 / len(files), float(sum(keep_safe.recount(path).values()))
    return [
        against("intake", taken * each, bare * each, 3.0),
        Result("intake-calamine", skipped="no-calamine")
        if other is None
        else against("intake-calamine", taken * each, seconds(other) * each, None),
        against("intake-single", taken_single * each, bare_single * each, None),
        against("intake-job", taken_job * each, bare_job * each, 3.0),
        against("intake-again", again * each, taken * each, 0.1),
        Result("recount", differing, 0, "rows", differing, 0),
    ]


def _filled(path: Path, n_agencies: int, period: Period) -> Files:
    with reading(path) as connection:
        context = plan_context(connection, history.PLAN)
        agencies = forms.owing_agencies_at(connection, context, period)[:n_agencies]
        specs = [forms.form_spec(connection, context, agency.code, period) for agency in agencies]
    return [
        (
            f"{spec.fingerprint.agency_code}.xlsx",
            write_filled_form(spec, {line.indicator_code: _typed(line, period) for line in spec.lines}),
        )
        for spec in specs
    ]


def _typed(line: FormLine, period: Period) -> dict[str, Entry]:
    """Every open cell of a line filled, as a careful agency does."""
    figures: dict[str, Entry] = {"value": period.month}
    if line.kind == "share":
        figures = {"a": 52 * period.month, "b": 100 * period.month, "second_value": Decimal("51.5")}
    return {
        "answer": Answer.FIGURE,
        **figures,
        "source_system": line.unit,
        "evidence": "Báo cáo số 12/BC-VP",
        "subjective_cause": "Chưa đôn đốc thường xuyên",
        "objective_cause": "Hệ thống bảo trì nhiều lần trong kỳ",
        "remedy": "Giao lãnh đạo phụ trách kiểm điểm hằng tuần",
    }


def _open(files: Files) -> None:
    for _, content in files:
        load_workbook(io.BytesIO(content), keep_links=False)


def _other_reader(files: Files) -> Work | None:
    """Reading the same files with calamine, which only developers have."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        return None

    def read() -> None:
        for _, content in files:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

    return read


def _take(path: Path, files: Files, expected: Outcome) -> None:
    receipts = receive_files(path, files, received_on=RECEIVED, by="bench", reason="bench", accept_warnings=True)
    _insist([receipt.outcome for receipt in receipts], expected)


def _take_one_by_one(path: Path, files: Files, reader: FormReader) -> None:
    receipts = (
        receive(path, content, name, received_on=RECEIVED, by="bench", reader=reader, reason="b", accept_warnings=True)
        for name, content in files
    )
    _insist([receipt.outcome for receipt in receipts], Outcome.ACCEPTED)


def _take_as_job(path: Path, files: Files, reader: FormReader) -> None:
    """Kept, read, judged, confirmed and taken, as the page and its worker do it."""
    number = receive_batch.drop(path, [Upload(name, content) for name, content in files])
    batch_work.work(path, reader, "bench")
    with reading(path) as connection:
        job = job_store.job(connection, number)
    judged = job.judged_revision if job else None
    receive_batch.confirm(
        path, number, by="bench", received_on=RECEIVED, reason="bench", with_faulty=False, judged=judged
    )
    batch_work.work(path, reader, "bench")
    with reading(path) as connection:
        ends = {file.became for file in job_store.job_files(connection, number)}
    if ends != {FileEnd.ACCEPTED}:
        raise RuntimeError(f"the bench measured something else: {ends}")


def _insist(outcomes: list[Outcome], expected: Outcome) -> None:
    if set(outcomes) != {expected}:
        raise RuntimeError(f"the bench measured something else: {set(outcomes)}")
