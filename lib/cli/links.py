"""Indicators of different plans that are one: known, suggested, said, taken back."""

from __future__ import annotations

from pathlib import Path

import click

from lib.cli import shapes
from lib.cli.shell import as_json, by_whom, say, show, with_database, with_reason
from lib.storage import catalog_store
from lib.storage.database import reading
from lib.wording import messages
from lib.workflows import link_indicators
from lib.workflows.clock import now_text


@click.command()
@click.option("--plan", help="Chỉ các cặp có chỉ tiêu của kế hoạch này.")
@click.option("--suggested", is_flag=True, help="Các cặp được gợi ý, chưa ai xác nhận.")
@with_database
@as_json
def links(plan: str | None, suggested: bool, db: Path, as_json: bool) -> None:
    """Chỉ tiêu giống nhau giữa các kế hoạch: đã liên kết, đã ghi là khác nhau, hoặc được gợi ý."""
    found = link_indicators.suggest_links(db) if suggested else link_indicators.known_links(db)
    with reading(db) as connection:
        plans = [catalog_store.plan_summary(connection, plan)] if plan else catalog_store.plan_summaries(connection)
        own = {row.code for each in plans for row in catalog_store.plan_indicators(connection, each.id)}
    rows = [shapes.link(each) for each in found if each.first in own or each.second in own]
    show(rows, as_json, lambda row: f"{row['state']}  {row['first']}  {row['second']}  {row['score'] or ''}".rstrip())


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--different", is_flag=True, help="Ghi là không phải cùng một chỉ tiêu.")
@click.option("--note", default="", help="Căn cứ, ghi chú.")
@by_whom("Người xác nhận.")
@with_database
def link(first: str, second: str, different: bool, note: str, by: str, db: Path) -> None:
    """Ghi hai chỉ tiêu của hai kế hoạch là một (liên kết, không gộp), hoặc không phải là một."""
    act = link_indicators.reject_link if different else link_indicators.confirm_link
    act(db, first, second, note=note, at=now_text(), by=by)
    say(messages.text("cli-told-apart" if different else "cli-linked", first=first, second=second))


@click.command()
@click.argument("first")
@click.argument("second")
@with_reason
@by_whom("Người bỏ.")
@with_database
def unlink(first: str, second: str, reason: str, by: str, db: Path) -> None:
    """Bỏ điều đã ghi về hai chỉ tiêu; bản ghi cũ vẫn giữ."""
    link_indicators.remove_link(db, first, second, reason=reason, at=now_text(), by=by)
    say(messages.text("cli-unlinked", first=first, second=second))
