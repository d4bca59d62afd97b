"""What the ledger is about: plans, indicators, tasks, agencies; loading a document, marking a break."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from lib.cli import shapes
from lib.cli.shell import (
    YEARS,
    as_json,
    at_period,
    by_whom,
    existing_file,
    of_plan,
    say,
    show,
    show_one,
    who,
    with_database,
    with_reason,
    wrong_use,
)
from lib.domain.agency import AgencyKind
from lib.domain.agency_keys import province_key
from lib.domain.catalog import Level, PlanHeading
from lib.domain.errors import NotFound
from lib.domain.naming import search_key
from lib.domain.period import Period
from lib.storage import agency_store, catalog_store
from lib.storage.database import reading
from lib.wording import messages, numbers
from lib.workflows import correct_catalog, load_catalog
from lib.workflows.clock import now_text, today

LEVELS = {"tinh": Level.PROVINCE, "xa": Level.COMMUNE, "van-phong": Level.OFFICE} | {
    level.value: level for level in Level
}


@click.command()
@with_database
@as_json
def plans(db: Path, as_json: bool) -> None:
    """Các kế hoạch trong sổ."""
    with reading(db) as connection:
        found = catalog_store.plan_summaries(connection)
    rows = [shapes.plan(row) for row in found]
    show(rows, as_json, lambda row: f"{row['code']}  {row['n_indicators']} / {row['n_tasks']}  {row['title']}")


@click.command()
@of_plan
@with_database
@as_json
def indicators(plan: str, db: Path, as_json: bool) -> None:
    """Chỉ tiêu của một kế hoạch."""
    with reading(db) as connection:
        loaded = catalog_store.load_plan(connection, plan)
    rows = [shapes.indicator(i, loaded.issues) for i in loaded.indicators]
    show(rows, as_json, lambda row: f"{row['code']}  {row['name']}")


@click.command()
@of_plan
@with_database
@as_json
def tasks(plan: str, db: Path, as_json: bool) -> None:
    """Nhiệm vụ của một kế hoạch."""
    with reading(db) as connection:
        loaded = catalog_store.load_plan(connection, plan)
    show([shapes.task(task) for task in loaded.tasks], as_json, lambda row: f"{row['code']}  {row['name']}")


@click.command()
@click.option("--province", help="Chỉ cơ quan của tỉnh này.")
@click.option("--kind", type=click.Choice([kind.value for kind in AgencyKind]), help="Chỉ một loại cơ quan.")
@with_database
@as_json
def agencies(province: str | None, kind: str | None, db: Path, as_json: bool) -> None:
    """Danh bạ cơ quan, đơn vị."""
    with reading(db) as connection:
        found = agency_store.agencies(connection, None, kind)
    key = province_key(province) if province else None
    rows = [shapes.agency(a) for a in found if key is None or (a.province and province_key(a.province) == key)]
    show(rows, as_json, lambda row: f"{row['code']}  {row['name']}")


def _code(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    return value.strip() or wrong_use("--code để trống")


@click.command()
@click.argument("file", type=existing_file())
@click.option("--code", required=True, callback=_code, help="Mã kế hoạch do người nạp đặt.")
@click.option("--title", help="Tên kế hoạch.")
@click.option("--issuer", help="Cơ quan ban hành.")
@click.option("--year", type=click.IntRange(YEARS[0], YEARS[-1]), help="Năm của kế hoạch.")
@click.option("--level", help="Cấp: tỉnh, xã hoặc văn phòng.")
@click.option("--province", help="Tỉnh.")
@click.option("--dry-run", is_flag=True, help="Chỉ đọc và so sánh, không ghi.")
@with_database
@as_json
def load(file: Path, code: str, dry_run: bool, db: Path, as_json: bool, **given: Any) -> None:
    """Nạp một văn bản kế hoạch (.txt, .docx, .xlsx)."""
    heading = _heading(db, code, given)
    loaded = load_catalog.load_document(
        db, file.read_bytes(), file.name, heading, at=now_text(), by=who(), dry_run=dry_run
    )
    show_one(
        shapes.loaded(loaded),
        as_json,
        lambda row: f"{code}: {row['n_indicators']} / {row['n_tasks']}, {len(row['issues'])}",
    )


def _heading(database: Path, code: str, given: Mapping[str, Any]) -> PlanHeading:
    """The heading as given, what is missing taken from the plan of that code if the ledger holds one."""
    with reading(database) as connection:
        try:
            old = catalog_store.load_plan(connection, code).heading
        except NotFound:
            old = None
    level = _level(given["level"]) if given["level"] else (old.level if old else Level.PROVINCE)
    return PlanHeading(
        code=code,
        title=given["title"] or (old.title if old else code),
        issuer=given["issuer"] or (old.issuer if old else ""),
        year=given["year"] or (old.year if old else today().year),
        level=level,
        province=given["province"] or (old.province if old else None),
        baseline_date=old.baseline_date if old else None,
        risky=old.risky if old else frozenset(),
    )


def _level(text: str) -> Level:
    level = LEVELS.get(search_key(text).replace(" ", "-"))
    return level if level else wrong_use("--level: tỉnh (province), xã (commune) hoặc văn phòng (office)")


@click.command("break")
@of_plan
@click.option("--indicator", required=True, help="Mã chỉ tiêu.")
@at_period("Kỳ đầu tiên không so được với các kỳ trước.")
@with_reason
@click.option("--withdraw", is_flag=True, help="Bỏ ngắt chuỗi đã ghi ở kỳ này.")
@by_whom("Người ghi.")
@with_database
def mark_break(plan: str, indicator: str, period: Period, reason: str, withdraw: bool, by: str, db: Path) -> None:
    """Ghi ngắt chuỗi: đổi cách đo, định nghĩa từ một kỳ; nhịp và dự báo không tính xuyên qua."""
    change = correct_catalog.withdraw_break if withdraw else correct_catalog.mark_break
    change(db, plan, indicator, period, reason=reason, at=now_text(), by=by)
    done = "cli-break-withdrawn" if withdraw else "cli-break-marked"
    say(messages.text(done, indicator=indicator, period=numbers.period(period)))
