"""A person's word on what came in: looking through, accepting, sending back, not recognising a figure."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import click

from lib.cli import shapes
from lib.cli.named import agency_code
from lib.cli.shell import (
    SUBMISSION,
    as_json,
    at_period,
    by_whom,
    of_plan,
    say,
    show,
    show_one,
    with_database,
    wrong_use,
)
from lib.domain.period import Period
from lib.domain.recognition import RecognitionReason
from lib.domain.review import ReviewAction
from lib.storage import catalog_store, review_store
from lib.storage.database import reading
from lib.wording import messages
from lib.workflows import recognise, review_submission
from lib.workflows.clock import now_text


@click.command()
@of_plan
@with_database
@as_json
def waiting(plan: str, db: Path, as_json: bool) -> None:
    """Các biểu chờ duyệt của một kế hoạch."""
    with reading(db) as connection:
        found = review_store.waiting(connection, catalog_store.plan_summary(connection, plan).id)
    show([shapes.waiting(row) for row in found], as_json, lambda row: f"{row['submission']:>6}  {row['name']}")


@click.command()
@click.argument("submission", type=SUBMISSION)
@click.argument("action", type=click.Choice([action.value for action in ReviewAction]))
@click.option("--reason", default="", help="Lý do trả lại.")
@by_whom("Người duyệt.")
@with_database
def review(submission: int, action: str, reason: str, by: str, db: Path) -> None:
    """Duyệt một lần nộp: check (đã xem), accept (duyệt), return (trả lại, có lý do)."""
    review_submission.review(db, submission, ReviewAction(action), reason=reason, at=now_text(), by=by)
    say(messages.text(f"cli-review-{action}", submission=str(submission)))


@click.command("review-rules")
@click.option("--needed/--not-needed", default=None, help="Biểu nhận về là số tạm cho đến khi duyệt.")
@click.option("--four-eyes/--two-eyes", default=None, help="Người duyệt phải khác người nộp và người đã xem.")
@by_whom("Người đổi.")
@with_database
@as_json
def review_rules(needed: bool | None, four_eyes: bool | None, by: str, db: Path, as_json: bool) -> None:
    """Xem hoặc đổi cách duyệt biểu."""
    with reading(db) as connection:
        rules = review_store.rules(connection)
    asked = {name: value for name, value in (("needed", needed), ("four_eyes", four_eyes)) if value is not None}
    if asked:
        rules = replace(rules, **asked)
        review_submission.set_rules(db, rules, at=now_text(), by=by)
    show_one(asdict(rules), as_json, lambda row: f"{row['needed']} / {row['four_eyes']}")


@click.command()
@of_plan
@click.option("--agency", required=True, help="Mã hoặc đúng tên đơn vị.")
@click.option("--indicator", required=True, help="Mã chỉ tiêu.")
@at_period()
@click.option(
    "--reason", required=True, help="off_system, parallel_paper, unused_signature, no_sample; công nhận lại: lý do."
)
@click.option("--note", default="", help="Ghi chú.")
@click.option("--recognise", "again", is_flag=True, help="Công nhận lại số đã không công nhận.")
@by_whom("Người quyết định.")
@with_database
def decide(
    plan: str,
    agency: str,
    indicator: str,
    period: Period,
    reason: str,
    note: str,
    again: bool,
    by: str,
    db: Path,
) -> None:
    """Không công nhận một số đã báo cáo (một trong bốn lý do), hoặc công nhận lại."""
    if not again and reason.strip() and reason not in set(RecognitionReason):
        wrong_use(f"--reason là một trong {', '.join(RecognitionReason)}, không phải «{reason}»")
    with reading(db) as connection:
        code = agency_code(connection, plan, agency)
    if again:
        recognise.recognise(db, plan, code, indicator, period, reason, at=now_text(), by=by)
    else:
        recognise.not_recognise(db, plan, code, indicator, period, reason, note, at=now_text(), by=by)
    say(messages.text("cli-recognised" if again else "cli-not-recognised", indicator=indicator))
