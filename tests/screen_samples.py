"""A small ledger for tests of the screens: a few returns of two plans, seen from a day that stands still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from lib.domain.period import Period
from lib.domain.submission import Answer, Outcome
from lib.excel.filled_form import Entry, write_filled_form
from lib.excel.reader import FormReader
from lib.storage import settings_store
from lib.storage.database import reading, writing
from lib.ui import state
from lib.ui.state import ADDRESSES
from lib.workflows import forms
from lib.workflows.assessment import plan_context
from lib.workflows.receive_submission import receive
from tests.ledger_samples import CENTRE, GIA_LAI, HEALTH, HOME_AFFAIRS, QUANG_TRI, code

PLANS = ("BCD-2026", "LOIBAC-2026", QUANG_TRI, GIA_LAI, "KH5755-2021")
PAGES = {ADDRESSES[name]: place for name, place in state.PAGES.items()}
HEADINGS = {
    "tong-quan": "Tình hình thực hiện chỉ tiêu chuyển đổi số",
    "ma-tran": "Ma trận đơn vị × chỉ tiêu",
    "nhiem-vu": "Nhiệm vụ",
    "nop-bao-cao": "Nộp báo cáo",
    "duyet": "Duyệt báo cáo",
    "lan-nop": "Lần nộp",
    "tien-do-nop": "Tiến độ nộp",
    "danh-muc": "Danh mục kế hoạch",
    "lien-ket": "Chỉ tiêu giống nhau giữa các kế hoạch",
}
WITHOUT_PLAN = {"lan-nop"}
WITHOUT_PERIOD = {"danh-muc", "nhiem-vu", "duyet", "lien-ket", *WITHOUT_PLAN}
COMMUNE = "21583"
APRIL, MAY = Period(2026, 4), Period(2026, 5)
MID_JUNE = date(2026, 6, 18)  # the returns of May have been due, those of June have not
Shares = Mapping[int, tuple[int, int]]

# Quảng Trị at the end of May against knots 2025 → 2026 (annex): 1 and 6 lag, 2 falls back, 5 has reached its target.
CENTRE_APRIL: Shares = {1: (540, 1000), 2: (990, 1000), 3: (880, 1000), 4: (815, 1000), 5: (975, 1000), 6: (800, 1000)}
CENTRE_MAY: Shares = {
    1: (1130, 2000),
    2: (1820, 2000),
    3: (1790, 2000),
    4: (1640, 2000),
    5: (1964, 2000),
    6: (1610, 2000),
}
DEPARTMENT: Shares = {1: (95, 100), 2: (41, 60), 3: (30, 60), 4: (44, 80), 5: (70, 90), 7: (12, 15), 8: (190, 200)}


def seed(ledger: Path, reader: FormReader) -> None:
    """Two months of the Quảng Trị centre, May of two departments and a commune of Gia Lai."""
    stand_still(ledger, MID_JUNE)
    take(ledger, reader, QUANG_TRI, CENTRE, APRIL, CENTRE_APRIL)
    take(ledger, reader, QUANG_TRI, CENTRE, MAY, CENTRE_MAY)
    take(ledger, reader, GIA_LAI, HOME_AFFAIRS, MAY, DEPARTMENT)
    take(ledger, reader, GIA_LAI, HEALTH, MAY, {**DEPARTMENT, 2: (55, 60), 3: (58, 60)})
    take(ledger, reader, GIA_LAI, COMMUNE, MAY, {1: (20, 40), 2: (5, 29)})


def stand_still(ledger: Path, day: date) -> None:
    """Let the screens of a ledger see one day as today."""
    with writing(ledger) as connection:
        settings_store.put_setting(connection, "demo_day", day.isoformat())


def mark_as_demo(ledger: Path) -> None:
    with writing(ledger) as connection:
        settings_store.put_setting(connection, "demo", "1")


def take(ledger: Path, reader: FormReader, plan: str, agency: str, period: Period, shares: Shares) -> None:
    """Fill a form, send it in, and insist that it is taken."""
    content = filled(ledger, plan, agency, period, shares)
    receipt = receive(
        ledger,
        content,
        f"{agency}-{period}.xlsx",
        received_on=period.end.replace(day=19),
        by="Văn thư",
        reader=reader,
        reason="số liệu đã được thủ trưởng đơn vị xác nhận",
        accept_warnings=True,
    )
    assert receipt.outcome is Outcome.ACCEPTED, receipt.issues


def filled(ledger: Path, plan: str, agency: str, period: Period, shares: Shares) -> bytes:
    """An agency's form with a and b of some ordinals; those it does not owe are left out."""
    with reading(ledger) as connection:
        spec = forms.form_spec(connection, plan_context(connection, plan), agency, period)
    owed = {line.indicator_code for line in spec.lines}
    entries = {code(plan, ordinal): share(a, b) for ordinal, (a, b) in shares.items()}
    return write_filled_form(spec, {key: entry for key, entry in entries.items() if key in owed})


def share(a: int, b: int) -> dict[str, Entry]:
    """An answer with a second source that agrees and with evidence."""
    second = (Decimal(a) * 100 / b).quantize(Decimal("0.01"))
    return {
        "answer": Answer.FIGURE,
        "a": a,
        "b": b,
        "second_value": second,
        "second_source": "Hệ thống báo cáo",
        "evidence": "Báo cáo số 12/BC",
    }
