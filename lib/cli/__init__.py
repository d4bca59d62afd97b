"""The ledger from a shell: `python -m lib.cli VERB`, for servers, schedules, checks and benchmarks.

JSON on stdout with `--json`, Vietnamese messages on stderr, exit code 1 on refusal, 2 on wrong use.
"""

from __future__ import annotations

import click

from lib.cli import care, catalog, links, own, reading, returns, review, texts
from lib.cli.shell import Verbs, ledger_path

_VERBS: tuple[click.Command, ...] = (
    *(care.init, care.backup, care.verify, care.demo, care.bench),
    *(catalog.plans, catalog.indicators, catalog.tasks, catalog.agencies, catalog.load, catalog.mark_break),
    *(links.links, links.link, links.unlink),
    *(texts.parse_target, texts.parse_deadline),
    *(returns.form, returns.submit, own.submit_own, returns.undo, returns.lock, returns.unlock),
    *(review.waiting, review.review, review.review_rules, review.decide),
    *(reading.status, reading.timeliness, reading.remind),
)


@click.group(cls=Verbs)
@click.option("--db", help="Tệp sổ; đặt trước hoặc sau lệnh đều được.")
@click.pass_context
def cli(ctx: click.Context, db: str | None) -> None:
    """Sổ chỉ tiêu: nạp kế hoạch, phát biểu, nhận báo cáo, xem tình hình."""
    ctx.obj = {} if db is None else {"db": ledger_path(db)}


for _verb in _VERBS:
    cli.add_command(_verb)
