"""How things stand: standings, who has sent what, the letter to those who have not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lib.cli import shapes
from lib.cli.named import agency_code, present_day
from lib.cli.shell import (
    as_json,
    as_seen_on,
    at_period,
    day,
    not_together,
    of_plan,
    place_of_file,
    say,
    show,
    with_database,
)
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.storage.database import reading
from lib.wording import messages
from lib.workflows import as_of as past
from lib.workflows import assessment, standings, timeliness_board


@click.command()
@of_plan
@at_period()
@click.option("--agency", help="Chỉ một đơn vị: mã hoặc đúng tên.")
@click.option("--all-agencies", is_flag=True, help="Từng đơn vị, thay cho toàn kế hoạch.")
@as_seen_on()
@day("--known-on", "Số liệu như đã biết đến hết ngày này.")
@click.option("--accepted-only", is_flag=True, help="Không tính số tạm: biểu còn chờ duyệt.")
@with_database
@as_json
@click.pass_context
def status(
    ctx: click.Context,
    plan: str,
    period: Period,
    agency: str | None,
    all_agencies: bool,
    as_of: date | None,
    known_on: date | None,
    accepted_only: bool,
    db: Path,
    as_json: bool,
) -> None:
    """Tình hình thực hiện: toàn kế hoạch, một cơ quan, hoặc mọi cơ quan."""
    not_together(ctx, "agency", "all_agencies")
    not_together(ctx, "known_on", "as_of")
    with reading(db) as connection:
        seen_on = known_on or present_day(connection, as_of)
        code = agency_code(connection, plan, agency) if agency else None
    found = _standings(db, plan, period, seen_on, past.Sight(known_on, accepted_only), code, all_agencies)
    rows = [shapes.standing(row) for row in found]
    show(rows, as_json, lambda row: f"{row['indicator']}  {row['value']}  {row['status']}")


def _standings(
    db: Path, plan: str, when: Period, day: date, sight: past.Sight, agency: str | None, all_agencies: bool
) -> tuple[Standing, ...]:
    """The standings as the ledger has them, or as far as they are in sight."""
    if not sight.is_full:
        if agency:
            return past.agency_standings(db, plan, agency, when, day, sight)
        if all_agencies:
            return past.all_agency_standings(db, plan, when, day, sight)
        return past.plan_totals(db, plan, when, day, sight)
    with reading(db) as connection:
        context = assessment.plan_context(connection, plan)
        if agency:
            return standings.agency_standings(connection, context, agency, when, day)
        if all_agencies:
            return standings.all_agency_standings(connection, context, when, day)
        return standings.plan_totals(connection, context, when, day)


@click.command()
@of_plan
@at_period()
@as_seen_on()
@with_database
@as_json
def timeliness(plan: str, period: Period, as_of: date | None, db: Path, as_json: bool) -> None:
    """Tiến độ nộp của mọi đơn vị phải báo cáo một kỳ, chậm nhất trước."""
    with reading(db) as connection:
        found = timeliness_board.board(connection, plan, period, present_day(connection, as_of), n_periods=1)
    show([shapes.board_row(row) for row in found.rows], as_json, lambda row: f"{row['state']:<8} {row['name']}")


@click.command()
@of_plan
@at_period()
@click.option("--out", required=True, type=place_of_file(), help="Tệp .docx ghi ra.")
@click.option("--agency", help="Chỉ một đơn vị (mặc định: mọi đơn vị còn nợ).")
@as_seen_on()
@with_database
def remind(plan: str, period: Period, out: Path, agency: str | None, as_of: date | None, db: Path) -> None:
    """Dự thảo công văn đôn đốc (.docx)."""
    from lib.workflows.remind import reminder_letter

    with reading(db) as connection:
        seen_on = present_day(connection, as_of)
        code = agency_code(connection, plan, agency) if agency else None
    out.write_bytes(reminder_letter(db, plan, period, seen_on, code))
    say(messages.text("cli-letter-written", path=str(out)))
