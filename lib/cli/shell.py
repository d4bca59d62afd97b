"""What every verb shares: how it ends, the options that mean the same everywhere, what goes to stdout and stderr."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import click

from lib.domain.errors import LedgerError, Refused
from lib.domain.period import Period
from lib.wording import messages
from lib.workflows.place import default_database

YEARS = range(2000, 2101)  # of plans and periods
SUBMISSION = click.IntRange(1, 2**63 - 1)  # what SQLite can number
Option = Callable[[Callable[..., Any]], Callable[..., Any]]


class Verbs(click.Group):
    """Verbs that end in one Vietnamese sentence when they fail: exit code 1 on refusal, 2 on wrong use."""

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        """Read what stands before the verb; what is wrong there is said as it is behind it."""
        try:
            for word in args:
                _readable(word)
            return super().make_context(info_name, args, *more, **extra)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as wrong:
            say(_use(wrong))
            raise click.exceptions.Exit(2) from wrong

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; a fault of the ledger, of the machine or of the command is said on stderr."""
        try:
            return super().invoke(ctx)
        except click.UsageError as wrong:
            say(_use(wrong))
            ctx.exit(2)
        except LedgerError as fault:
            say(messages.fault(fault))
            ctx.exit(1)
        except OSError as fault:
            if fault.errno == errno.EPIPE:  # whoever reads our output has had enough
                raise
            say(messages.fault(Refused("file-unusable", path=str(fault.filename or ""))))
            ctx.exit(1)


def wrong_use(message: str) -> NoReturn:
    """End with exit code 2.

    Raises: click.UsageError, always.
    """
    raise click.UsageError(message)


def _readable(word: str) -> None:
    """A text that is not UTF-8 could neither be kept nor printed."""
    try:
        word.encode()
    except UnicodeEncodeError:
        wrong_use(f"«{word.encode(errors='replace').decode()}» không phải chữ UTF-8")


def not_together(ctx: click.Context, *names: str) -> None:
    """Refuse options of which one would silently win over the other; given as their parameters are called.

    Raises: click.UsageError.
    """
    options = {parameter.name: parameter.opts[0] for parameter in ctx.command.params}
    given = [options[name] for name in names if ctx.params[name]]
    if len(given) > 1:
        wrong_use(f"{given[0]} không đi cùng {' '.join(given[1:])}")


def _use(wrong: click.UsageError) -> str:
    """What is wrong with a command, and where its help is."""
    named = wrong.param.opts[0] if isinstance(wrong, click.BadParameter) and wrong.param else ""
    match wrong:
        case click.MissingParameter():
            said = f"thiếu {named}"
        case click.NoSuchOption():
            said = f"không có tùy chọn {wrong.option_name}"
        case click.exceptions.NoSuchCommand():
            said = f"không có lệnh {wrong.command_name}"
        case click.BadParameter():
            said = f"giá trị của {named} không hợp lệ ({wrong.message.rstrip('.')})"
        case _:
            said = wrong.message
    path = wrong.ctx.command_path if wrong.ctx else "python -m lib.cli"
    return f"Lệnh chưa đúng: {said}. Xem: {path} --help"


# ── options ─────────────────────────────────────────────────────────────────────────────────────


def _database(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> Path:
    if value is not None:
        ctx.ensure_object(dict)["db"] = ledger_path(value)
    chosen = (ctx.obj or {}).get("db")
    return chosen if isinstance(chosen, Path) else default_database()


def ledger_path(text: str) -> Path:
    """The ledger that `--db` names; an empty name (a variable of a script that is not set) names none.

    Raises: click.UsageError.
    """
    return Path(text) if text.strip() else wrong_use("--db để trống")


def _period(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> Period | None:
    """A month of the years that a plan may be of."""
    if value is None:
        return None
    try:
        period = Period.parse(value)
    except ValueError:
        return wrong_use(f"kỳ báo cáo viết dạng 2026-05, không phải «{value}»")
    if period.year not in YEARS:
        wrong_use(f"kỳ báo cáo từ {YEARS[0]}-01 đến {YEARS[-1]}-12, không phải «{value}»")
    return period


def _day(_ctx: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _who(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    return value or who()


def who() -> str:
    """Who runs the command, as far as the machine knows."""
    return os.environ.get("SOCHITIEU_USER") or os.environ.get("USER") or "cli"


# `db: Path`; it may stand before or behind the verb
with_database: Option = click.option(
    "--db", callback=_database, help="Tệp sổ (mặc định: SOCHITIEU_DB hoặc data/var/sochitieu.db)."
)
as_json: Option = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")  # `as_json: bool`
of_plan: Option = click.option("--plan", required=True, help="Mã kế hoạch.")  # `plan: str`
with_reason: Option = click.option("--reason", required=True, help="Lý do.")  # `reason: str`


def at_period(help: str = "Kỳ, ví dụ 2026-05.", *, required: bool = True) -> Option:
    """`--period`, handed on as `period: Period`; None where it is not given and need not be."""
    return click.option("--period", required=required, callback=_period, help=help)


def day(name: str, help: str, *, to: str | None = None) -> Option:
    """An option that names a day, handed on as a `date`, None where it is not given."""
    names = (name, to) if to else (name,)
    return click.option(*names, type=click.DateTime(["%Y-%m-%d"]), callback=_day, help=help)


def as_seen_on() -> Option:
    """`--today`, handed on as `as_of: date | None`."""
    return day("--today", "Xem như vào ngày này (mặc định hôm nay).", to="as_of")


def by_whom(help: str) -> Option:
    """`--as`, handed on as `by: str`: the name given, else who runs the command."""
    return click.option("--as", "by", callback=_who, help=help)


def existing_file() -> click.Path:
    """A file that must be there, handed on as a `Path`."""
    return click.Path(exists=True, dir_okay=False, path_type=Path)


def place_of_file() -> click.Path:
    """Where a file is to be written, handed on as a `Path`."""
    return click.Path(dir_okay=False, path_type=Path)


# ── stdout and stderr ───────────────────────────────────────────────────────────────────────────


def say(message: str) -> None:
    """A sentence to the person, on stderr."""
    click.echo(message, err=True)


def show(rows: list[dict[str, Any]], as_json: bool, line: Callable[[dict[str, Any]], str]) -> None:
    """Rows on stdout: as one JSON array, else each as a line."""
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, default=_plain))
        return
    for row in rows:
        click.echo(line(row))


def show_one(row: dict[str, Any], as_json: bool, line: Callable[[dict[str, Any]], str]) -> None:
    """One row on stdout: as a JSON object, else as a line."""
    click.echo(json.dumps(row, ensure_ascii=False, default=_plain) if as_json else line(row))


def told(row: dict[str, Any]) -> str:
    """What was read, on one line; what is not there is left out."""
    return "  ".join(
        f"{name}: {json.dumps(v, ensure_ascii=False, default=_plain)}"
        for name, v in row.items()
        if v not in (None, [], "")
    )


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | Period):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")
