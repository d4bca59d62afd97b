"""Returns out and in: blank forms, filled ones, undoing one, locking a period."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from lib.cli import shapes
from lib.cli.named import agency_code, present_day
from lib.cli.shell import (
    SUBMISSION,
    as_json,
    at_period,
    by_whom,
    day,
    not_together,
    of_plan,
    place_of_file,
    say,
    show,
    with_database,
    with_reason,
    wrong_use,
)
from lib.domain.errors import LedgerError
from lib.domain.issue import RETURN_ISSUES
from lib.domain.period import Period
from lib.domain.submission import Outcome
from lib.storage.database import reading
from lib.wording import batch, messages, numbers
from lib.workflows import forms, lock_period, receive_batch, undo_submission
from lib.workflows.clock import now_text
from lib.workflows.receive_submission import Receipt, receive_files

_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|]')
received_on = day("--received-on", "Ngày nhận (mặc định hôm nay).")


@click.command()
@of_plan
@click.option("--agency", help="Mã hoặc đúng tên đơn vị.")
@at_period()
@click.option("--out", type=place_of_file(), help="Tệp ghi ra.")
@click.option("--all", "for_all", is_flag=True, help="Mọi cơ quan có báo cáo phải nộp.")
@click.option("--out-dir", type=click.Path(file_okay=False, path_type=Path), help="Thư mục ghi ra, cho --all.")
@with_database
@click.pass_context
def form(
    ctx: click.Context,
    plan: str,
    agency: str | None,
    period: Period,
    out: Path | None,
    for_all: bool,
    out_dir: Path | None,
    db: Path,
) -> None:
    """Biểu trống của một cơ quan (hoặc mọi cơ quan) cho một kỳ."""
    for one in ("agency", "out"):
        not_together(ctx, "for_all", one)
    not_together(ctx, "agency", "out_dir")
    if for_all:
        place = out_dir or wrong_use("--all cần --out-dir")
        count = _write_forms(db, plan, period, place)
    else:
        named, place, count = agency or wrong_use("cần --agency hoặc --all"), out or wrong_use("cần --out"), 1
        with reading(db) as connection:
            code = agency_code(connection, plan, named)
        place.write_bytes(forms.blank_form(db, plan, code, period))
    say(messages.text("cli-forms-written", count=str(count), path=str(place)))


def _write_forms(db: Path, plan: str, period: Period, folder: Path) -> int:
    """The forms of all who owe one, each in a file of its own; returns how many. No code leads out of the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for owing, content in forms.blank_forms(db, plan, period):
        (folder / _NO_FILE_NAME.sub("_", f"{plan}_{period}_{owing.code}.xlsx")).write_bytes(content)
        count += 1
    return count


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@received_on
@by_whom("Tên người nộp.")
@click.option("--accept-warnings", is_flag=True, help="Chấp nhận mọi cảnh báo với lý do ở --reason.")
@click.option("--reason", help="Lý do chung.")
@click.option("--reason-for", "reasons_for", multiple=True, metavar="CODE=TEXT", help="Lý do cho một loại cảnh báo.")
@with_database
@as_json
def submit(
    files: tuple[Path, ...],
    received_on: date | None,
    by: str,
    accept_warnings: bool,
    reason: str | None,
    reasons_for: tuple[str, ...],
    db: Path,
    as_json: bool,
) -> None:
    """Nộp một hay nhiều báo cáo Excel, tệp .zip hoặc thư mục chứa báo cáo."""
    check_acceptance(accept_warnings, reason)
    receipts: list[Receipt] = []
    skipped: list[receive_batch.Skipped] = []
    taken = receive_files(
        db,
        _returns(files, skipped),
        received_on=day_received(db, received_on),
        by=by,
        reason=reason,
        accept_warnings=accept_warnings,
        by_code=dict(map(_code_and_reason, reasons_for)),
    )
    try:
        receipts.extend(taken)
    except (LedgerError, OSError):
        if receipts:  # what is in, is in: its receipts are not lost with the file that could not be written
            hand_out(receipts, as_json)
        raise
    hand_out(receipts, as_json)
    for left_out in skipped:
        say(batch.skipped(left_out.name, left_out.code))
    if not receipts and not skipped:
        say(batch.NOTHING_LEFT)
    if _any_refused(receipts) or any(left_out.may_be_a_return for left_out in skipped):
        sys.exit(1)


def check_acceptance(accept_warnings: bool, reason: str | None) -> None:
    """Warnings are accepted for a reason only."""
    if accept_warnings and not (reason or "").strip():
        wrong_use("--accept-warnings cần --reason")


def day_received(db: Path, asked: date | None) -> date:
    """The day asked for, else today; no file can have come in on a day that is still to come."""
    with reading(db) as connection:
        present = present_day(connection, None)
    found = asked or present
    return wrong_use("--received-on không thể sau hôm nay") if found > present else found


def hand_out(receipts: Iterable[Receipt], as_json: bool) -> None:
    """What became of each file on stdout, with every finding by its cell on stderr."""
    receipts = tuple(receipts)
    show([shapes.receipt(receipt) for receipt in receipts], as_json, lambda row: f"{row['file']}: {row['outcome']}")
    for receipt in receipts:
        say(f"{receipt.file}: {messages.text('outcome-' + receipt.outcome)}")
        for issue in receipt.issues:
            say(f"  {issue.sheet or ''} {issue.cell or ''} {messages.full(issue)}".rstrip())


def _any_refused(receipts: Iterable[Receipt]) -> bool:
    return any(receipt.outcome is Outcome.REFUSED for receipt in receipts)


def _code_and_reason(option: str) -> tuple[str, str]:
    code, _, reason = option.partition("=")
    if code not in RETURN_ISSUES or not reason.strip():
        wrong_use(f"--reason-for cần MÃ=LÝ DO, ví dụ jump=…, không phải «{option}»")
    return code, reason


def _returns(files: Iterable[Path], skipped: list[receive_batch.Skipped]) -> Iterator[tuple[str, bytes]]:
    """The returns in files, archives and folders, one file in memory at a time; notes what is left out."""
    for given in files:
        for path in receive_batch.in_folder(given) if given.is_dir() else (given,):
            name = path.relative_to(given.parent).as_posix() if given.is_dir() else path.name
            name = name.encode(errors="replace").decode()  # a name in other letters than UTF-8 cannot be kept
            try:
                upload = receive_batch.Upload(name, path.read_bytes())
            except OSError:
                skipped.append(receive_batch.Skipped(name, "file-unusable"))
                continue
            found, left_out = receive_batch.open_uploads([upload])
            skipped.extend(left_out)
            yield from ((one.name, one.content) for one in found)


@click.command()
@click.argument("submission", type=SUBMISSION)
@with_reason
@by_whom("Người hoàn tác.")
@with_database
def undo(submission: int, reason: str, by: str, db: Path) -> None:
    """Hoàn tác một lần nộp đã nhận; không xóa gì."""
    undo_submission.undo(db, submission, reason=reason, at=now_text(), by=by)
    say(messages.text("cli-undone", submission=str(submission)))


@click.command()
@of_plan
@at_period()
@with_reason
@by_whom("Người khóa.")
@with_database
def lock(plan: str, period: Period, reason: str, by: str, db: Path) -> None:
    """Khóa một kỳ: không nhận biểu, không hoàn tác, cho đến khi mở khóa."""
    lock_period.lock_period(db, plan, period, reason=reason, at=now_text(), by=by)
    say(messages.text("cli-locked", period=numbers.period(period)))


@click.command()
@of_plan
@at_period()
@with_reason
@by_whom("Người mở khóa.")
@with_database
def unlock(plan: str, period: Period, reason: str, by: str, db: Path) -> None:
    """Mở khóa một kỳ."""
    lock_period.unlock_period(db, plan, period, reason=reason, at=now_text(), by=by)
    say(messages.text("cli-unlocked", period=numbers.period(period)))
