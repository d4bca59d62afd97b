"""The ledger from a shell: `python -m lib.cli VERB`, for servers, schedules, checks and benchmarks.

JSON on stdout with `--json`, Vietnamese messages on stderr, exit code 1 on refusal, 2 on wrong use.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import click

from lib.domain.agency import Agency, AgencyKind
from lib.domain.agency_keys import province_key
from lib.domain.catalog import Indicator, Level, PlanHeading, Task
from lib.domain.deadline import Deadline, parse_deadline
from lib.domain.errors import LedgerError, NotFound, Refused
from lib.domain.issue import RETURN_ISSUES, Issue
from lib.domain.links import Link, Suggestion
from lib.domain.naming import search_key
from lib.domain.period import Period
from lib.domain.quantity import Part, Quantity, parse_quantity
from lib.domain.reporting import BoardRow
from lib.domain.review import ReviewAction
from lib.domain.standing import Standing
from lib.domain.submission import Outcome
from lib.storage import agency_store, catalog_store, review_store, settings_store
from lib.storage.database import Connection, reading
from lib.storage.review_store import Waiting
from lib.wording import batch, messages, numbers
from lib.wording import bench as bench_words
from lib.workflows import as_of as past
from lib.workflows import (
    assessment,
    correct_catalog,
    forms,
    keep_safe,
    link_indicators,
    load_catalog,
    lock_period,
    own_mapping,
    receive_batch,
    review_submission,
    standings,
    timeliness_board,
    undo_submission,
)
from lib.workflows import recognise as recognition
from lib.workflows.clock import now_text, today
from lib.workflows.place import default_database
from lib.workflows.receive_submission import Receipt, receive_files

LEVELS = {"tinh": Level.PROVINCE, "xa": Level.COMMUNE, "van-phong": Level.OFFICE} | {
    level.value: level for level in Level
}


def _database(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> Path:
    if value:
        ctx.ensure_object(dict)["db"] = Path(value)
    chosen = (ctx.obj or {}).get("db")
    return chosen if isinstance(chosen, Path) else default_database()


def with_database(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--db` to a verb, so that it may stand before or behind it."""
    return click.option("--db", callback=_database, help="Tệp sổ (mặc định: SOCHITIEU_DB hoặc data/var/sochitieu.db).")(
        command
    )


as_json = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


class _Verbs(click.Group):
    """Verbs that end in one Vietnamese sentence when they fail: exit code 1 on refusal, 2 on wrong use."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as wrong:
            _say(_use(wrong))
            ctx.exit(2)
        except LedgerError as fault:
            _say(messages.fault(fault))
            ctx.exit(1)
        except OSError as fault:
            if fault.errno == errno.EPIPE:  # whoever reads our output has had enough
                raise
            _say(messages.fault(Refused("file-unusable", path=str(fault.filename or ""))))
            ctx.exit(1)


@click.group(cls=_Verbs)
@click.option("--db", help="Tệp sổ; đặt trước hoặc sau lệnh đều được.")
@click.pass_context
def cli(ctx: click.Context, db: str | None) -> None:
    """Sổ chỉ tiêu: nạp kế hoạch, phát biểu, nhận báo cáo, xem tình hình."""
    ctx.obj = {"db": Path(db)} if db else {}


@cli.command()
@with_database
def init(db: Path) -> None:
    """Tạo sổ và nạp danh mục, cơ quan kèm theo; chạy lại không đổi gì."""
    load_catalog.set_up(db, at=now_text(), by=_who())
    _say(messages.text("cli-ready", path=str(db)))


@cli.command()
@with_database
@as_json
def plans(db: Path, as_json: bool) -> None:
    """Các kế hoạch trong sổ."""
    with reading(db) as connection:
        found = catalog_store.plan_summaries(connection)
    rows = [
        {
            "code": row.code,
            "title": row.title,
            "issuer": row.issuer,
            "year": row.year,
            "n_indicators": row.n_indicators,
            "n_tasks": row.n_tasks,
            "n_issues": row.n_issues,
        }
        for row in found
    ]
    _show(rows, as_json, lambda row: f"{row['code']}  {row['n_indicators']} / {row['n_tasks']}  {row['title']}")


@cli.command()
@click.option("--plan", required=True)
@with_database
@as_json
def indicators(plan: str, db: Path, as_json: bool) -> None:
    """Chỉ tiêu của một kế hoạch."""
    with reading(db) as connection:
        loaded = catalog_store.load_plan(connection, plan)
    rows = [_indicator(i, loaded.issues) for i in loaded.indicators]
    _show(rows, as_json, lambda row: f"{row['code']}  {row['name']}")


@cli.command()
@click.option("--plan", required=True)
@with_database
@as_json
def tasks(plan: str, db: Path, as_json: bool) -> None:
    """Nhiệm vụ của một kế hoạch."""
    with reading(db) as connection:
        loaded = catalog_store.load_plan(connection, plan)
    _show([_task(task) for task in loaded.tasks], as_json, lambda row: f"{row['code']}  {row['name']}")


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", required=True, help="Mã kế hoạch do người nạp đặt.")
@click.option("--title")
@click.option("--issuer")
@click.option("--year", type=int)
@click.option("--level")
@click.option("--province")
@click.option("--dry-run", is_flag=True, help="Chỉ đọc và so sánh, không ghi.")
@with_database
@as_json
def load(file: Path, code: str, dry_run: bool, db: Path, as_json: bool, **given: Any) -> None:
    """Nạp một văn bản kế hoạch (.txt, .docx, .xlsx)."""
    heading = _heading(db, code, given)
    loaded = load_catalog.load_document(
        db, file.read_bytes(), file.name, heading, at=now_text(), by=_who(), dry_run=dry_run
    )
    _show_one(
        {
            "plan": code,
            "n_indicators": len(loaded.plan.indicators),
            "n_tasks": len(loaded.plan.tasks),
            "issues": [_issue(issue) for issue in loaded.plan.issues],
            "differences": [
                {"kind": d.kind, "subject": d.subject, "field": d.field, "before": d.before, "after": d.after}
                for d in loaded.differences
            ],
        },
        as_json,
        lambda row: f"{code}: {row['n_indicators']} / {row['n_tasks']}, {len(row['issues'])}",
    )


@cli.command("parse-target")
@click.argument("text", required=False)
@click.option("--unit", default="")
@click.option("--role", type=click.Choice(["target", "actual"]), default="target")
@click.option("--stdin", "from_stdin", is_flag=True, help="Mỗi dòng một ca: TEXT<TAB>UNIT<TAB>ROLE.")
@as_json
def parse_target(text: str | None, unit: str, role: str, from_stdin: bool, as_json: bool) -> None:
    """Đọc một chỉ tiêu hoặc kết quả viết bằng chữ."""
    if not from_stdin:
        _show_one(_quantity(parse_quantity(_needed(text), unit, role)), as_json, _told)
        return
    cases = (_columns(line, ("", "", "target")) for line in _stdin_lines())
    _show([_quantity(parse_quantity(t, u, r or "target")) for t, u, r in cases], as_json, _told)


@cli.command("parse-deadline")
@click.argument("text", required=False)
@click.option("--group")
@click.option("--plan-year", type=int)
@click.option("--stdin", "from_stdin", is_flag=True, help="Mỗi dòng một ca: TEXT<TAB>GROUP<TAB>YEAR.")
@as_json
def parse_deadline_text(
    text: str | None, group: str | None, plan_year: int | None, from_stdin: bool, as_json: bool
) -> None:
    """Đọc một thời hạn viết bằng chữ."""
    if not from_stdin:
        _show_one(_deadline_columns(parse_deadline(_needed(text), group or None, plan_year)), as_json, _told)
        return
    cases = (_columns(line, ("", "", "")) for line in _stdin_lines())
    read = (parse_deadline(t, g or None, _year(y)) for t, g, y in cases)
    _show([_deadline_columns(deadline) for deadline in read], as_json, _told)


@cli.command()
@click.option("--province")
@click.option("--kind", type=click.Choice([kind.value for kind in AgencyKind]))
@with_database
@as_json
def agencies(province: str | None, kind: str | None, db: Path, as_json: bool) -> None:
    """Danh bạ cơ quan, đơn vị."""
    with reading(db) as connection:
        found = agency_store.agencies(connection, None, kind)
    key = province_key(province) if province else None
    rows = [_agency(a) for a in found if key is None or (a.province and province_key(a.province) == key)]
    _show(rows, as_json, lambda row: f"{row['code']}  {row['name']}")


@cli.command()
@click.option("--plan", required=True)
@click.option("--agency")
@click.option("--period", required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--all", "for_all", is_flag=True, help="Mọi cơ quan có báo cáo phải nộp.")
@click.option("--out-dir", type=click.Path(file_okay=False, path_type=Path))
@with_database
def form(
    plan: str, agency: str | None, period: str, out: Path | None, for_all: bool, out_dir: Path | None, db: Path
) -> None:
    """Biểu trống của một cơ quan (hoặc mọi cơ quan) cho một kỳ."""
    when = _period(period)
    if for_all:
        folder = out_dir or _wrong_use("--all cần --out-dir")
        folder.mkdir(parents=True, exist_ok=True)
        count = 0
        for owing, content in forms.blank_forms(db, plan, when):
            (folder / f"{plan}_{when}_{owing.code}.xlsx").write_bytes(content)
            count += 1
        _say(messages.text("cli-forms-written", count=str(count), path=str(folder)))
        return
    with reading(db) as connection:
        code = _agency_code(connection, plan, agency or _wrong_use("cần --agency hoặc --all"))
    place = out or _wrong_use("cần --out")
    place.write_bytes(forms.blank_form(db, plan, code, when))
    _say(messages.text("cli-forms-written", count="1", path=str(place)))


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--received-on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày nhận (mặc định hôm nay).")
@click.option("--as", "by", default=None, help="Tên người nộp.")
@click.option("--accept-warnings", is_flag=True, help="Chấp nhận mọi cảnh báo với lý do ở --reason.")
@click.option("--reason", default=None, help="Lý do chung.")
@click.option("--reason-for", "reasons_for", multiple=True, metavar="CODE=TEXT", help="Lý do cho một loại cảnh báo.")
@with_database
@as_json
def submit(
    files: tuple[Path, ...],
    received_on: Any,
    by: str | None,
    accept_warnings: bool,
    reason: str | None,
    reasons_for: tuple[str, ...],
    db: Path,
    as_json: bool,
) -> None:
    """Nộp một hay nhiều báo cáo Excel, tệp .zip hoặc thư mục chứa báo cáo."""
    _check_acceptance(accept_warnings, reason)
    skipped: list[receive_batch.Skipped] = []
    receipts = list(
        receive_files(
            db,
            _returns(files, skipped),
            received_on=_received_on(db, received_on),
            by=by or _who(),
            reason=reason,
            accept_warnings=accept_warnings,
            by_code=dict(map(_code_and_reason, reasons_for)),
        )
    )
    _show([_receipt(receipt) for receipt in receipts], as_json, lambda row: f"{row['file']}: {row['outcome']}")
    for receipt in receipts:
        _tell(receipt)
    for left_out in skipped:
        _say(batch.skipped(left_out.name, left_out.code))
    if any(receipt.outcome is Outcome.REFUSED for receipt in receipts) or any(s.may_be_a_return for s in skipped):
        sys.exit(1)


def _check_acceptance(accept_warnings: bool, reason: str | None) -> None:
    if accept_warnings and not (reason or "").strip():
        _wrong_use("--accept-warnings cần --reason")


def _received_on(db: Path, asked: Any) -> date:
    """The day asked for, else today; no file can have come in on a day that is still to come."""
    with reading(db) as connection:
        present = _day(connection, None)
    day: date = asked.date() if asked else present
    return _wrong_use("--received-on không thể sau hôm nay") if day > present else day


def _code_and_reason(option: str) -> tuple[str, str]:
    code, _, reason = option.partition("=")
    if code not in RETURN_ISSUES or not reason.strip():
        _wrong_use(f"--reason-for cần MÃ=LÝ DO, ví dụ jump=…, không phải «{option}»")
    return code, reason


@cli.command("submit-own")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--plan", help="Kế hoạch (khi chưa có --mapping).")
@click.option("--agency", help="Mã hoặc đúng tên đơn vị (khi chưa có --mapping).")
@click.option("--period", help="Kỳ, ví dụ 2026-05 (khi chưa có --mapping).")
@click.option("--sheet", help="Trang có bảng, khi phần mềm không tự nhận ra.")
@click.option("--header-rows", help="Các dòng tiêu đề, ví dụ 4-5.")
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Cách đọc đã xác nhận.")
@click.option("--received-on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày nhận (mặc định hôm nay).")
@click.option("--as", "by", default=None, help="Tên người nộp.")
@click.option("--accept-warnings", is_flag=True, help="Chấp nhận các cảnh báo.")
@click.option("--reason", default=None, help="Lý do chấp nhận cảnh báo.")
@with_database
@as_json
def submit_own(
    file: Path,
    plan: str | None,
    agency: str | None,
    period: str | None,
    sheet: str | None,
    header_rows: str | None,
    mapping: Path | None,
    received_on: Any,
    by: str | None,
    accept_warnings: bool,
    reason: str | None,
    db: Path,
    as_json: bool,
) -> None:
    """Nộp một bảng Excel tự lập: in cách đọc đề xuất (JSON), rồi nhận theo cách đọc đã xác nhận."""
    _check_acceptance(accept_warnings, reason)
    day = _received_on(db, received_on)
    if mapping is None:
        when = _period(period or _wrong_use("cần --plan, --agency, --period hoặc --mapping"))
        named = plan or _wrong_use("cần --plan"), agency or _wrong_use("cần --agency")
        with reading(db) as connection:
            code = _agency_code(connection, *named)
        place = _header_rows(header_rows) if header_rows else None
        found = own_mapping.proposed(db, file.read_bytes(), named[0], code, when, sheet=sheet, header_rows=place)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    receipt = own_mapping.take(
        db,
        file.read_bytes(),
        file.name,
        _mapping(mapping),
        received_on=day,
        by=by or _who(),
        reason=reason,
        accept_warnings=accept_warnings,
    )
    _show([_receipt(receipt)], as_json, lambda row: f"{row['file']}: {row['outcome']}")
    _tell(receipt)
    if receipt.outcome is Outcome.REFUSED:
        sys.exit(1)


def _mapping(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as fault:
        raise Refused("own-mapping-unread", field="JSON") from fault
    if not isinstance(found, dict):
        raise Refused("own-mapping-unread", field="JSON")
    return found


def _header_rows(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not first.isdecimal() or not (last or first).isdecimal():
        _wrong_use(f"--header-rows viết dạng 4 hoặc 4-5, không phải «{text}»")
    return int(first), int(last or first)


def _tell(receipt: Receipt) -> None:
    """What became of a file, with every finding by its cell."""
    _say(f"{receipt.file}: {messages.text('outcome-' + receipt.outcome)}")
    for issue in receipt.issues:
        _say(f"  {issue.sheet or ''} {issue.cell or ''} {messages.full(issue)}".rstrip())


def _returns(files: Iterable[Path], skipped: list[receive_batch.Skipped]) -> Iterator[tuple[str, bytes]]:
    """The returns in files, archives and folders, one file in memory at a time; notes what is left out."""
    for given in files:
        for path in receive_batch.in_folder(given) if given.is_dir() else (given,):
            name = path.relative_to(given.parent).as_posix() if given.is_dir() else path.name
            found, left_out = receive_batch.open_uploads([receive_batch.Upload(name, path.read_bytes())])
            skipped.extend(left_out)
            yield from ((upload.name, upload.content) for upload in found)


@cli.command()
@click.option("--plan", required=True)
@click.option("--period", required=True)
@click.option("--agency")
@click.option("--all-agencies", is_flag=True)
@click.option("--today", "as_of", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--known-on", type=click.DateTime(["%Y-%m-%d"]), help="Số liệu như đã biết đến hết ngày này.")
@click.option("--accepted-only", is_flag=True, help="Không tính số tạm: biểu còn chờ duyệt.")
@with_database
@as_json
def status(
    plan: str,
    period: str,
    agency: str | None,
    all_agencies: bool,
    as_of: Any,
    known_on: Any,
    accepted_only: bool,
    db: Path,
    as_json: bool,
) -> None:
    """Tình hình thực hiện: toàn kế hoạch, một cơ quan, hoặc mọi cơ quan."""
    with reading(db) as connection:
        day = _day(connection, as_of)
        code = _agency_code(connection, plan, agency) if agency else None
    sight = past.Sight(known_on.date() if known_on else None, accepted_only)
    found = _standings(db, plan, _period(period), sight.known_on or day, sight, code, all_agencies)
    _show(
        [_standing(row) for row in found], as_json, lambda row: f"{row['indicator']}  {row['value']}  {row['status']}"
    )


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


@cli.command()
@click.option("--plan", required=True)
@click.option("--agency", required=True)
@click.option("--indicator", required=True)
@click.option("--period", required=True)
@click.option(
    "--reason", required=True, help="off_system, parallel_paper, unused_signature, no_sample; công nhận lại: lý do."
)
@click.option("--note", default="")
@click.option("--recognise", "again", is_flag=True, help="Công nhận lại số đã không công nhận.")
@click.option("--as", "by", default=None, help="Người quyết định.")
@with_database
def decide(
    plan: str,
    agency: str,
    indicator: str,
    period: str,
    reason: str,
    note: str,
    again: bool,
    by: str | None,
    db: Path,
) -> None:
    """Không công nhận một số đã báo cáo (một trong bốn lý do), hoặc công nhận lại."""
    with reading(db) as connection:
        code = _agency_code(connection, plan, agency)
    who = by or _who()
    if again:
        recognition.recognise(db, plan, code, indicator, _period(period), reason, at=now_text(), by=who)
    else:
        recognition.not_recognise(db, plan, code, indicator, _period(period), reason, note, at=now_text(), by=who)
    _say(messages.text("cli-recognised" if again else "cli-not-recognised", indicator=indicator))


@cli.command()
@click.argument("submission", type=int)
@click.option("--reason", required=True)
@click.option("--as", "by", default=None)
@with_database
def undo(submission: int, reason: str, by: str | None, db: Path) -> None:
    """Hoàn tác một lần nộp đã nhận; không xóa gì."""
    undo_submission.undo(db, submission, reason=reason, at=now_text(), by=by or _who())
    _say(messages.text("cli-undone", submission=str(submission)))


@cli.command()
@click.argument("submission", type=int)
@click.argument("action", type=click.Choice([action.value for action in ReviewAction]))
@click.option("--reason", default="", help="Lý do trả lại.")
@click.option("--as", "by", default=None, help="Người duyệt.")
@with_database
def review(submission: int, action: str, reason: str, by: str | None, db: Path) -> None:
    """Duyệt một lần nộp: check (đã xem), accept (duyệt), return (trả lại, có lý do)."""
    review_submission.review(db, submission, ReviewAction(action), reason=reason, at=now_text(), by=by or _who())
    _say(messages.text(f"cli-review-{action}", submission=str(submission)))


@cli.command()
@click.option("--plan", required=True)
@with_database
@as_json
def waiting(plan: str, db: Path, as_json: bool) -> None:
    """Các biểu chờ duyệt của một kế hoạch."""
    with reading(db) as connection:
        found = review_store.waiting(connection, catalog_store.plan_summary(connection, plan).id)
    _show([_waiting(row) for row in found], as_json, lambda row: f"{row['submission']:>6}  {row['name']}")


@cli.command("review-rules")
@click.option("--needed/--not-needed", default=None, help="Biểu nhận về là số tạm cho đến khi duyệt.")
@click.option("--four-eyes/--two-eyes", default=None, help="Người duyệt phải khác người nộp và người đã xem.")
@click.option("--as", "by", default=None, help="Người đổi.")
@with_database
@as_json
def review_rules(needed: bool | None, four_eyes: bool | None, by: str | None, db: Path, as_json: bool) -> None:
    """Xem hoặc đổi cách duyệt biểu."""
    with reading(db) as connection:
        rules = review_store.rules(connection)
    asked = {name: value for name, value in (("needed", needed), ("four_eyes", four_eyes)) if value is not None}
    if asked:
        rules = replace(rules, **asked)
        review_submission.set_rules(db, rules, at=now_text(), by=by or _who())
    _show_one(asdict(rules), as_json, lambda row: f"{row['needed']} / {row['four_eyes']}")


@cli.command()
@click.option("--plan", required=True)
@click.option("--period", required=True)
@click.option("--today", "as_of", type=click.DateTime(["%Y-%m-%d"]))
@with_database
@as_json
def timeliness(plan: str, period: str, as_of: Any, db: Path, as_json: bool) -> None:
    """Tiến độ nộp của mọi đơn vị phải báo cáo một kỳ, chậm nhất trước."""
    when = _period(period)
    with reading(db) as connection:
        found = timeliness_board.board(connection, plan, when, _day(connection, as_of), n_periods=1)
    _show([_return(row) for row in found.rows], as_json, lambda row: f"{row['state']:<8} {row['name']}")


@cli.command()
@click.option("--plan", required=True)
@click.option("--period", required=True)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--agency", help="Chỉ một đơn vị (mặc định: mọi đơn vị còn nợ).")
@click.option("--today", "as_of", type=click.DateTime(["%Y-%m-%d"]))
@with_database
def remind(plan: str, period: str, out: Path, agency: str | None, as_of: Any, db: Path) -> None:
    """Dự thảo công văn đôn đốc (.docx)."""
    from lib.workflows.remind import reminder_letter

    when = _period(period)
    with reading(db) as connection:
        day = _day(connection, as_of)
        code = _agency_code(connection, plan, agency) if agency else None
    out.write_bytes(reminder_letter(db, plan, when, day, code))
    _say(messages.text("cli-letter-written", path=str(out)))


@cli.command()
@click.option("--plan", required=True)
@click.option("--period", required=True)
@click.option("--reason", required=True)
@click.option("--as", "by", default=None)
@with_database
def lock(plan: str, period: str, reason: str, by: str | None, db: Path) -> None:
    """Khóa một kỳ: không nhận biểu, không hoàn tác, cho đến khi mở khóa."""
    when = _period(period)
    lock_period.lock_period(db, plan, when, reason=reason, at=now_text(), by=by or _who())
    _say(messages.text("cli-locked", period=numbers.period(when)))


@cli.command()
@click.option("--plan", required=True)
@click.option("--period", required=True)
@click.option("--reason", required=True)
@click.option("--as", "by", default=None)
@with_database
def unlock(plan: str, period: str, reason: str, by: str | None, db: Path) -> None:
    """Mở khóa một kỳ."""
    when = _period(period)
    lock_period.unlock_period(db, plan, when, reason=reason, at=now_text(), by=by or _who())
    _say(messages.text("cli-unlocked", period=numbers.period(when)))


@cli.command("break")
@click.option("--plan", required=True)
@click.option("--indicator", required=True)
@click.option("--period", required=True, help="Kỳ đầu tiên không so được với các kỳ trước.")
@click.option("--reason", required=True)
@click.option("--withdraw", is_flag=True, help="Bỏ ngắt chuỗi đã ghi ở kỳ này.")
@click.option("--as", "by", default=None)
@with_database
def mark_break(plan: str, indicator: str, period: str, reason: str, withdraw: bool, by: str | None, db: Path) -> None:
    """Ghi ngắt chuỗi: đổi cách đo, định nghĩa từ một kỳ; nhịp và dự báo không tính xuyên qua."""
    when, who = _period(period), by or _who()
    change = correct_catalog.withdraw_break if withdraw else correct_catalog.mark_break
    change(db, plan, indicator, when, reason=reason, at=now_text(), by=who)
    said = "cli-break-withdrawn" if withdraw else "cli-break-marked"
    _say(messages.text(said, indicator=indicator, period=numbers.period(when)))


@cli.command()
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
    rows = [_link(each) for each in found if each.first in own or each.second in own]
    _show(rows, as_json, lambda row: f"{row['state']}  {row['first']}  {row['second']}  {row['score'] or ''}".rstrip())


@cli.command()
@click.argument("first")
@click.argument("second")
@click.option("--different", is_flag=True, help="Ghi là không phải cùng một chỉ tiêu.")
@click.option("--note", default="", help="Căn cứ, ghi chú.")
@click.option("--as", "by", default=None, help="Người xác nhận.")
@with_database
def link(first: str, second: str, different: bool, note: str, by: str | None, db: Path) -> None:
    """Ghi hai chỉ tiêu của hai kế hoạch là một (liên kết, không gộp), hoặc không phải là một."""
    act = link_indicators.reject_link if different else link_indicators.confirm_link
    act(db, first, second, note=note, at=now_text(), by=by or _who())
    _say(messages.text("cli-told-apart" if different else "cli-linked", first=first, second=second))


@cli.command()
@click.argument("first")
@click.argument("second")
@click.option("--reason", required=True)
@click.option("--as", "by", default=None)
@with_database
def unlink(first: str, second: str, reason: str, by: str | None, db: Path) -> None:
    """Bỏ điều đã ghi về hai chỉ tiêu; bản ghi cũ vẫn giữ."""
    link_indicators.remove_link(db, first, second, reason=reason, at=now_text(), by=by or _who())
    _say(messages.text("cli-unlinked", first=first, second=second))


@cli.command()
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--months", type=click.IntRange(1, 12), default=12, help="Số tháng, từ tháng 1.")
@click.option("--agencies", "n_agencies", type=click.IntRange(1), default=None, help="Số đơn vị (mặc định: tất cả).")
def demo(out: Path, months: int, n_agencies: int | None) -> None:
    """Tạo sổ DỮ LIỆU THỬ riêng cho kế hoạch Gia Lai."""
    from lib.workflows.demo import make_demo

    for code, facts in make_demo(out, months=months, n_agencies=n_agencies):
        _say(messages.text(code, **facts))


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_database
def backup(file: Path, db: Path) -> None:
    """Sao lưu sổ cùng các tệp gốc."""
    keep_safe.back_up(db, file)
    _say(messages.text("cli-backed-up", path=str(file)))


@cli.command()
@with_database
@as_json
def verify(db: Path, as_json: bool) -> None:
    """Kiểm tra toàn vẹn: mọi giá trị được đọc lại từ tệp gốc."""
    found = keep_safe.verify(db)
    row = {
        "n_submissions": found.n_submissions,
        "n_values": found.n_values,
        "n_originals": found.n_originals,
        "n_events": found.n_events,
        "faults": list(found.faults),
    }
    _show_one(row, as_json, lambda r: f"{r['n_submissions']} / {r['n_values']} / {len(r['faults'])}")
    _say(messages.text("cli-whole" if not found.faults else "cli-damaged", count=str(len(found.faults))))
    if found.faults:
        sys.exit(1)


@cli.command()
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
    _show(rows, as_json, bench_words.line)


# ── shapes on stdout ────────────────────────────────────────────────────────────────────────────


def _indicator(indicator: Indicator, issues: Iterable[Issue]) -> dict[str, Any]:
    baseline = indicator.baseline
    return {
        "code": indicator.code,
        "ordinal": indicator.ordinal,
        "group": indicator.group,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "direction": indicator.direction,
        "measure": indicator.measure,
        "numerator": indicator.numerator,
        "denominator": indicator.denominator,
        "source_system": indicator.source_system,
        "lead_agencies": list(indicator.lead_agencies),
        "monitoring_agency": indicator.monitoring_agency,
        "baseline": {"year": baseline.date.year, "value": baseline.value} if baseline else None,
        "targets": [
            {
                "year": target.year,
                "level": target.level,
                "comparator": target.comparator,
                "value": target.value,
                "unit": target.unit,
                "raw": target.raw,
            }
            for target in indicator.targets
        ],
        "issues": [_issue(issue) for issue in issues if issue.subject == indicator.code],
    }


def _task(task: Task) -> dict[str, Any]:
    deadline = task.deadline
    return {
        "code": task.code,
        "annex": task.annex,
        "group": task.group,
        "ordinal": task.ordinal,
        "name": task.name,
        "lead_agencies": list(task.lead_agencies),
        "implementing_agencies": list(task.implementing_agencies),
        "coordinating_agencies": list(task.coordinating_agencies),
        "monitoring_agency": task.monitoring_agency,
        "deadline": {
            "raw": deadline.raw,
            "kind": deadline.kind,
            "start": deadline.start,
            "end": deadline.end,
            "recurrence": deadline.recurrence,
            "condition": deadline.condition,
            "can_be_overdue": deadline.can_be_overdue,
        },
        "deliverable": task.deliverable,
        "indicator_code": task.indicator_code,
    }


def _agency(agency: Agency) -> dict[str, Any]:
    return {
        "code": agency.code,
        "name": agency.name,
        "kind": agency.kind,
        "province": agency.province,
        "aliases": list(agency.aliases),
        "valid_from": agency.valid_from,
        "valid_to": agency.valid_to,
        "merged_into": agency.merged_into,
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "severity": issue.severity,
        "code": issue.code,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "subject": issue.subject,
        "message": messages.full(issue),
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "kind": quantity.kind,
        "comparator_written": quantity.comparator_written,
        "comparator_graded": quantity.comparator_graded,
        "value": quantity.value,
        "value2": quantity.value2,
        "unit": quantity.unit or None,
        "scope": quantity.scope or None,
        "when": quantity.when or None,
        "parts": [_part(part) for part in quantity.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    named = {
        "cmp": part.comparator,
        "value": part.value,
        "value2": part.value2,
        "unit": part.unit,
        "scope": part.scope,
        "when": part.when,
        "baseline": part.baseline,
        "of": part.of,
    }
    return {name: value for name, value in named.items() if value is not None}


def _deadline_columns(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind,
        "start": deadline.start,
        "end": deadline.end,
        "boundary": deadline.boundary,
        "recurrence": deadline.recurrence,
        "occurrences": ";".join(deadline.occurrences) or None,
        "condition": deadline.condition,
        "can_be_overdue": deadline.can_be_overdue,
    }


def _receipt(receipt: Receipt) -> dict[str, Any]:
    return {
        "file": receipt.file,
        "sha256": receipt.sha256,
        "outcome": receipt.outcome,
        "submission": receipt.submission,
        "version": receipt.version,
        "n_values": receipt.n_values,
        "waits": receipt.waits,
        "issues": [
            {
                "severity": issue.severity,
                "code": issue.code,
                "sheet": issue.sheet,
                "cell": issue.cell,
                "message": messages.full(issue),
            }
            for issue in receipt.issues
        ],
    }


def _waiting(row: Waiting) -> dict[str, Any]:
    return {
        "submission": row.submission,
        "agency": row.agency_code,
        "name": row.agency_name,
        "period": str(row.period),
        "version": row.version,
        "file": row.file,
        "received_on": row.received_on,
        "uploaded_by": row.uploaded_by,
        "n_values": row.n_values,
        "warnings": dict(row.warnings),
        "checked_by": row.checked_by,
    }


def _standing(row: Standing) -> dict[str, Any]:
    target = row.target
    coverage = row.coverage
    return {
        "indicator": row.indicator_code,
        "agency": row.agency_code,
        "value": row.value if row.absence is None else None,
        "a": row.a,
        "b": row.b,
        "absence": row.absence,
        "target": {"year": target.year, "comparator": target.comparator, "value": target.value, "raw": target.raw}
        if target
        else None,
        "gap": row.gap,
        "need": row.need,
        "expected_value": row.expected_value,
        "ratio": row.ratio,
        "tolerance": row.tolerance,
        "status": row.status,
        "coverage": {"reported": coverage.reported, "expected": coverage.expected, "share_of_b": coverage.share_of_b}
        if coverage
        else None,
        "interval": list(row.interval) if row.interval else None,
        "conclusive": row.conclusive,
        "provisional": row.provisional,
        "second_value": row.second_value,
        "speed": row.speed,
        "required_speed": row.required_speed,
        "projection_year_end": row.projection_year_end,
        "reached_in": row.reached_in,
        "source": {"file": row.source.file, "sheet": row.source.sheet, "cell": row.source.cell} if row.source else None,
    }


def _link(found: Link | Suggestion) -> dict[str, Any]:
    said = found if isinstance(found, Link) else None
    suggested = found if isinstance(found, Suggestion) else None
    return {
        "first": found.first,
        "second": found.second,
        "state": said.verdict if said else "suggested",
        "score": suggested.score if suggested else None,
        "shared": list(suggested.shared) if suggested else [],
        "note": said.note if said else None,
        "by": said.by if said else None,
        "at": said.at if said else None,
    }


def _return(row: BoardRow) -> dict[str, Any]:
    now = row.now
    return {
        "agency": row.code,
        "name": row.name,
        "kind": row.kind,
        "state": now.state,
        "days_late": now.days_late,
        "due": now.due,
        "received_on": now.received_on,
        "version": now.version,
        "n_owed": now.n_owed,
        "n_answered": now.n_answered,
    }


# ── hands ───────────────────────────────────────────────────────────────────────────────────────


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
    return level if level else _wrong_use("--level: tỉnh (province), xã (commune) hoặc văn phòng (office)")


def _agency_code(connection: Connection, plan: str, text: str) -> str:
    province = catalog_store.plan_summary(connection, plan).province
    known = load_catalog.registry(connection)
    found = known.by_code(text)
    if found:
        return found.code
    candidates = known.candidates(text, province) or known.candidates(text)
    if len(candidates) != 1:
        raise NotFound("agency-unknown", agency=text)
    return candidates[0].code


def _day(connection: Connection, asked: Any) -> date:
    """The day asked for, else that of a demo ledger, else today."""
    return asked.date() if asked else settings_store.demo_day(connection) or today()


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        return _wrong_use(f"kỳ báo cáo viết dạng 2026-05, không phải «{text}»")


def _year(text: str) -> int | None:
    if not text.strip():
        return None
    return int(text) if text.strip().isdecimal() else _wrong_use(f"năm viết bằng chữ số, không phải «{text}»")


def _columns(line: str, defaults: tuple[str, str, str]) -> tuple[str, str, str]:
    parts = line.split("\t")[:3]
    filled = [*parts, *defaults[len(parts) :]]
    return filled[0], filled[1], filled[2]


def _stdin_lines() -> list[str]:
    return sys.stdin.buffer.read().decode("utf-8-sig").splitlines()


def _needed(text: str | None) -> str:
    return text if text is not None else _wrong_use("cần TEXT hoặc --stdin")


def _wrong_use(message: str) -> NoReturn:
    raise click.UsageError(message)


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


def _who() -> str:
    return os.environ.get("SOCHITIEU_USER") or os.environ.get("USER") or "cli"


def _show(rows: list[dict[str, Any]], as_json: bool, line: Callable[[dict[str, Any]], str]) -> None:
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, default=_plain))
        return
    for row in rows:
        click.echo(line(row))


def _show_one(row: dict[str, Any], as_json: bool, line: Callable[[dict[str, Any]], str]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False, default=_plain) if as_json else line(row))


def _told(row: dict[str, Any]) -> str:
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


def _say(message: str) -> None:
    click.echo(message, err=True)


if __name__ == "__main__":
    cli()
