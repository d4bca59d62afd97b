"""A workbook of an agency's own making: print how it would be read, take it in as confirmed."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from lib.cli.named import agency_code
from lib.cli.returns import check_acceptance, day_received, hand_out, received_on
from lib.cli.shell import as_json, at_period, by_whom, existing_file, not_together, with_database, wrong_use
from lib.domain.errors import Refused
from lib.domain.period import Period
from lib.domain.submission import Outcome
from lib.storage.database import reading
from lib.workflows import own_mapping


@click.command("submit-own")
@click.argument("file", type=existing_file())
@click.option("--plan", help="Kế hoạch (khi chưa có --mapping).")
@click.option("--agency", help="Mã hoặc đúng tên đơn vị (khi chưa có --mapping).")
@at_period("Kỳ, ví dụ 2026-05 (khi chưa có --mapping).", required=False)
@click.option("--sheet", help="Trang có bảng, khi phần mềm không tự nhận ra.")
@click.option("--header-rows", help="Các dòng tiêu đề, ví dụ 4-5.")
@click.option("--mapping", type=existing_file(), help="Cách đọc đã xác nhận.")
@received_on
@by_whom("Tên người nộp.")
@click.option("--accept-warnings", is_flag=True, help="Chấp nhận các cảnh báo.")
@click.option("--reason", help="Lý do chấp nhận cảnh báo.")
@with_database
@as_json
@click.pass_context
def submit_own(
    ctx: click.Context,
    /,
    file: Path,
    mapping: Path | None,
    received_on: date | None,
    by: str,
    accept_warnings: bool,
    reason: str | None,
    db: Path,
    as_json: bool,
    **place: Any,
) -> None:
    """Nộp một bảng Excel tự lập: in cách đọc đề xuất (JSON), rồi nhận theo cách đọc đã xác nhận."""
    check_acceptance(accept_warnings, reason)
    for name in place:
        not_together(ctx, "mapping", name)
    received = day_received(db, received_on)
    if mapping is None:
        click.echo(json.dumps(_proposed(db, file, **place), ensure_ascii=False, indent=2))
        return
    receipt = own_mapping.take(
        db,
        file.read_bytes(),
        file.name,
        _mapping(mapping),
        received_on=received,
        by=by,
        reason=reason,
        accept_warnings=accept_warnings,
    )
    hand_out([receipt], as_json)
    if receipt.outcome is Outcome.REFUSED:
        sys.exit(1)


def _proposed(
    db: Path,
    file: Path,
    *,
    plan: str | None,
    agency: str | None,
    period: Period | None,
    sheet: str | None,
    header_rows: str | None,
) -> Mapping[str, Any]:
    when = period or wrong_use("cần --plan, --agency, --period hoặc --mapping")
    named = plan or wrong_use("cần --plan"), agency or wrong_use("cần --agency")
    rows = _header_rows(header_rows) if header_rows else None
    with reading(db) as connection:
        code = agency_code(connection, *named)
    return own_mapping.proposed(db, file.read_bytes(), named[0], code, when, sheet=sheet, header_rows=rows)


def _mapping(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise Refused("own-mapping-unread", field="JSON") from fault
    if not isinstance(found, dict):
        raise Refused("own-mapping-unread", field="JSON")
    return found


def _header_rows(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not first.isdecimal() or not (last or first).isdecimal():
        wrong_use(f"--header-rows viết dạng 4 hoặc 4-5, không phải «{text}»")
    return int(first), int(last or first)
