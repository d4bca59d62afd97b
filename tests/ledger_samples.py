"""Returns to put into a ledger: filled as Excel forms and sent in, or, for speed, written straight into the stores."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from lib.domain.issue import Issue
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.domain.submission import Answer, Line, Outcome
from lib.excel import layout
from lib.excel.reader import FormReader
from lib.storage import agency_store, catalog_store, kept_store, ledger_store
from lib.storage.database import Connection, copy_to, reading, trying
from lib.storage.files import store_of
from lib.workflows import assessment, forms, standings
from lib.workflows.receive_submission import Receipt, receive

QUANG_TRI, GIA_LAI, LOI_BAC = "QUANGTRI-VP-2026", "GIALAI-2026", "LOIBAC-2026"
CENTRE = "quang-tri-trung-tam-phuc-vu-hanh-chinh-cong-tinh"
HOME_AFFAIRS, HEALTH, SCIENCE = "gia-lai-so-noi-vu", "gia-lai-so-y-te", "gia-lai-so-khoa-hoc-va-cong-nghe"
SET_UP_AT = "2026-01-02T03:04:05.000000+00:00"
LATER = date(2027, 6, 1)  # when every date of 2026 has passed
ACCEPTED = {"reason": "đã đối chiếu", "accept_warnings": True}
Row = Mapping[str, object]


def copy_of(ledger: Path, place: Path) -> Path:
    """A ledger copied with its originals."""
    copy_to(ledger, place)
    shutil.copytree(store_of(ledger), store_of(place))
    return place


def value(number: object, **more: object) -> Row:
    return {"value": number, **more}


def share(a: object, b: object, **more: object) -> Row:
    return {"a": a, "b": b, **more}


def said(answer: Answer, **more: object) -> Row:
    return {"answer": layout.ANSWER_LABELS[answer], **more}


def code(plan: str, ordinal: int) -> str:
    return f"{plan}-{ordinal:02d}"


def fill(blank: bytes, rows: Mapping[str, Row]) -> bytes:
    """The form with some lines answered; «Có số liệu» where a row does not say otherwise."""
    book = load_workbook(io.BytesIO(blank))
    sheet = book[layout.FORM_SHEET]
    columns = {cell.value: cell.column for cell in sheet[layout.KEY_ROW] if cell.value}
    lines = {sheet.cell(n, 1).value: n for n in range(layout.FIRST_LINE_ROW, sheet.max_row + 1)}
    for indicator, row in rows.items():
        for key, content in {"answer": layout.ANSWER_LABELS[Answer.FIGURE], **row}.items():
            sheet.cell(lines[indicator], columns[key]).value = content
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled_form(ledger: Path, plan: str, agency: str, period: Period, rows: Mapping[int, Row]) -> bytes:
    """An agency's return: its blank form with the lines of some ordinals answered."""
    blank = forms.blank_form(ledger, plan, agency, period)
    return fill(blank, {code(plan, ordinal): row for ordinal, row in rows.items()})


def send(ledger: Path, reader: FormReader, content: bytes, name: str = "báo cáo.xlsx", **options: object) -> Receipt:
    given: dict[str, object] = {"received_on": date(2026, 5, 20), "by": "thư ký", **ACCEPTED}
    return receive(ledger, content, name, reader=reader, **(given | options))  # type: ignore[arg-type]


def report(
    ledger: Path, reader: FormReader, plan: str, agency: str, period: Period, rows: Mapping[int, Row], **options: object
) -> Receipt:
    """Fill a form, send it in, and insist that it is taken; that of a later month on its 20th."""
    received = {"received_on": max(date(2026, 5, 20), period.first.replace(day=20))}
    receipt = send(ledger, reader, filled_form(ledger, plan, agency, period, rows), **(received | options))
    assert receipt.outcome is Outcome.ACCEPTED, receipt.issues
    return receipt


def totals(ledger: Path, plan: str, period: Period, today: date = LATER) -> dict[int, Standing]:
    """The plan's totals by ordinal."""
    with reading(ledger) as connection:
        context = assessment.plan_context(connection, plan)
        return _by_ordinal(standings.plan_totals(connection, context, period, today))


def of_agency(ledger: Path, plan: str, agency: str, period: Period, today: date = LATER) -> dict[int, Standing]:
    """An agency's standings by ordinal."""
    with reading(ledger) as connection:
        context = assessment.plan_context(connection, plan)
        return _by_ordinal(standings.agency_standings(connection, context, agency, period, today))


def _by_ordinal(found: tuple[Standing, ...]) -> dict[int, Standing]:
    return {int(row.indicator_code.rsplit("-", 1)[1]): row for row in found}


def findings_of(connection: Connection, submission: int) -> tuple[Issue, ...]:
    return tuple(issue for issue, _ in ledger_store.findings_with_reasons(connection, submission))


def line(indicator: str, answer: Answer = Answer.FIGURE, **fields: object) -> Line:
    """A line as the reader would make it: the value of a share is a/b in percent."""
    a, b = fields.get("a"), fields.get("b")
    if isinstance(a, int) and isinstance(b, int) and b:
        fields = {"value": Decimal(a) * 100 / Decimal(b), **fields}
    return Line(indicator, 9, answer, refs=(("answer", "G9"),), **fields)  # type: ignore[arg-type]


@contextmanager
def trial(path: Path) -> Iterator[Connection]:
    """A transaction that is taken back at its end."""
    with trying(path) as connection:
        yield connection


def write_return(
    connection: Connection,
    plan: str,
    agency: str,
    period: Period,
    lines: list[Line],
    *,
    judged: bool = True,
    at: str = "2026-05-20T01:00:00+00:00",
) -> int:
    """Put a return into the ledger and judge it as the intake does, without a file; returns its number."""
    plan_id = catalog_store.plan_summary(connection, plan).id
    agency_id = agency_store.agency_ids(connection)[agency]
    sha256 = hashlib.sha256(repr((plan, agency, period, lines)).encode()).hexdigest()
    ledger_store.add_blob(connection, sha256, 1, "tệp", "2026-01-02T03:04:05+00:00")
    number, _ = ledger_store.add_submission(
        connection,
        outcome=Outcome.ACCEPTED,
        sha256=sha256,
        file="tệp",
        plan_id=plan_id,
        agency_id=agency_id,
        period=period,
        template_version="1",
        received_on="2026-05-20",
        received_at=at,
        uploaded_by="thư ký",
        reason=None,
        n_values=len(lines),
    )
    ids = catalog_store.indicator_ids(connection, plan_id)
    ledger_store.add_lines(connection, number, layout.FORM_SHEET, lines, ids)
    settle(connection, plan, agency, period, judged=judged)
    return number


def decide(
    connection: Connection,
    action: str,
    plan: str,
    agency: str,
    period: Period,
    *,
    judged: bool = True,
    at: str = "2026-05-21T00:00:00+00:00",
    **fields: object,
) -> None:
    """Record a person's decision and judge anew what it touches."""
    about = fields if "submission" in fields else {"period": period, **fields}
    ledger_store.add_decision(
        connection,
        action=action,
        reason="lý do",
        actor="thư ký",
        at=at,
        **about,  # type: ignore[arg-type]
    )
    settle(connection, plan, agency, period, judged=judged)


def settle(connection: Connection, plan: str, agency: str, period: Period, *, judged: bool = True) -> None:
    """Make the kept rows of one return anew."""
    agency_id = agency_store.agency_ids(connection)[agency]
    kept_store.place_return(connection, catalog_store.plan_summary(connection, plan).id, agency_id, period)
    if judged:
        assessment.reassess(connection, assessment.plan_context(connection, plan, agency_id), [agency_id], period)
