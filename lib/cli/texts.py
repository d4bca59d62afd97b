"""Targets and deadlines read from words, without a ledger."""

from __future__ import annotations

import sys

import click

from lib.cli import shapes
from lib.cli.shell import as_json, show, show_one, told, wrong_use
from lib.domain import deadline as deadlines
from lib.domain.quantity import parse_quantity

ROLES = ("target", "actual")


@click.command("parse-target")
@click.argument("text", required=False)
@click.option("--unit", default="", help="Đơn vị tính.")
@click.option("--role", type=click.Choice(ROLES), default="target", help="Mục tiêu hay kết quả.")
@click.option("--stdin", "from_stdin", is_flag=True, help="Mỗi dòng một ca: TEXT<TAB>UNIT<TAB>ROLE.")
@as_json
def parse_target(text: str | None, unit: str, role: str, from_stdin: bool, as_json: bool) -> None:
    """Đọc một chỉ tiêu hoặc kết quả viết bằng chữ."""
    if not from_stdin:
        show_one(shapes.quantity(parse_quantity(_needed(text), unit, role)), as_json, told)
        return
    cases = (_columns(line, ("", "", "")) for line in _stdin_lines())
    show([shapes.quantity(parse_quantity(t, u, _role(r))) for t, u, r in cases], as_json, told)


@click.command("parse-deadline")
@click.argument("text", required=False)
@click.option("--group", help="Nhóm nhiệm vụ.")
@click.option("--plan-year", type=int, help="Năm của kế hoạch.")
@click.option("--stdin", "from_stdin", is_flag=True, help="Mỗi dòng một ca: TEXT<TAB>GROUP<TAB>YEAR.")
@as_json
def parse_deadline(text: str | None, group: str | None, plan_year: int | None, from_stdin: bool, as_json: bool) -> None:
    """Đọc một thời hạn viết bằng chữ."""
    if not from_stdin:
        show_one(shapes.deadline(deadlines.parse_deadline(_needed(text), group or None, plan_year)), as_json, told)
        return
    cases = (_columns(line, ("", "", "")) for line in _stdin_lines())
    read = (deadlines.parse_deadline(t, g or None, _year(y)) for t, g, y in cases)
    show([shapes.deadline(deadline) for deadline in read], as_json, told)


def _needed(text: str | None) -> str:
    return text if text is not None else wrong_use("cần TEXT hoặc --stdin")


def _role(text: str) -> str:
    role = text.strip() or ROLES[0]
    return role if role in ROLES else wrong_use(f"ROLE là {' hoặc '.join(ROLES)}, không phải «{text}»")


def _year(text: str) -> int | None:
    if not text.strip():
        return None
    return int(text) if text.strip().isdecimal() else wrong_use(f"năm viết bằng chữ số, không phải «{text}»")


def _columns(line: str, defaults: tuple[str, str, str]) -> tuple[str, str, str]:
    parts = line.split("\t")[:3]
    filled = [*parts, *defaults[len(parts) :]]
    return filled[0], filled[1], filled[2]


def _stdin_lines() -> list[str]:
    """The lines of stdin; a line ends where a shell ends one, not at every letter that Unicode calls a break."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return wrong_use("stdin không phải chữ UTF-8")
    lines = text.replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]
