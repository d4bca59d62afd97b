"""The ledger's file itself: made, backed up, verified; a demo ledger; measuring speed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lib.cli import shapes
from lib.cli.shell import as_json, place_of_file, say, show, show_one, who, with_database
from lib.wording import bench as bench_words
from lib.wording import messages
from lib.workflows import keep_safe, load_catalog
from lib.workflows.clock import now_text


@click.command()
@with_database
def init(db: Path) -> None:
    """Tạo sổ và nạp danh mục, cơ quan kèm theo; chạy lại không đổi gì."""
    load_catalog.set_up(db, at=now_text(), by=who())
    say(messages.text("cli-ready", path=str(db)))


@click.command()
@click.argument("file", type=place_of_file())
@with_database
def backup(file: Path, db: Path) -> None:
    """Sao lưu sổ cùng các tệp gốc."""
    keep_safe.back_up(db, file)
    say(messages.text("cli-backed-up", path=str(file)))


@click.command()
@with_database
@as_json
def verify(db: Path, as_json: bool) -> None:
    """Kiểm tra toàn vẹn: mọi giá trị được đọc lại từ tệp gốc."""
    found = keep_safe.verify(db)
    show_one(shapes.verified(found), as_json, lambda r: f"{r['n_submissions']} / {r['n_values']} / {len(r['faults'])}")
    say(messages.text("cli-whole" if not found.faults else "cli-damaged", count=str(len(found.faults))))
    if found.faults:
        sys.exit(1)


@click.command()
@click.option("--out", required=True, type=place_of_file(), help="Tệp sổ dữ liệu thử.")
@click.option("--months", type=click.IntRange(1, 12), default=12, help="Số tháng, từ tháng 1.")
@click.option("--agencies", "n_agencies", type=click.IntRange(1), default=None, help="Số đơn vị (mặc định: tất cả).")
def demo(out: Path, months: int, n_agencies: int | None) -> None:
    """Tạo sổ DỮ LIỆU THỬ riêng cho kế hoạch Gia Lai."""
    from lib.workflows.demo import make_demo

    for code, facts in make_demo(out, months=months, n_agencies=n_agencies):
        say(messages.text(code, **facts))


@click.command()
@click.option("--agencies", "n_agencies", type=click.IntRange(1), default=153, help="Số đơn vị của sổ đo.")
@click.option("--years", type=click.IntRange(1), default=6, help="Số năm dữ liệu của sổ dài.")
@click.option("--no-pages", is_flag=True, help="Không mở trình duyệt.")
@as_json
def bench(n_agencies: int, years: int, no_pages: bool, as_json: bool) -> None:
    """Đo tốc độ bằng tỷ lệ trong cùng một lượt chạy; không ghi gì vào sổ."""
    from lib.bench.run import run_bench

    rows = run_bench(n_agencies, years, with_pages=not no_pages)
    if not as_json:
        click.echo(bench_words.HEAD)
    show(rows, as_json, bench_words.line)
