"""Returns as agencies send them: forms of the shipped plans filled by chance, saved by two different writers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from lib.domain.period import Period
from lib.domain.submission import Answer, FormLine, FormSpec
from lib.excel import layout
from lib.excel.blank_form import write_blank_form
from lib.excel.filled_form import Entry, write_filled_form
from lib.storage.database import reading
from lib.workflows import forms
from lib.workflows.assessment import plan_context
from tests.ledger_samples import GIA_LAI, LOI_BAC, QUANG_TRI, fill

PLANS = (QUANG_TRI, GIA_LAI, LOI_BAC)
MAY = Period(2026, 5)
WORDS = (
    "Báo cáo số 12/BC-VP",
    "Hệ thống QLVB & điều hành <bản 2>",
    "Chưa đôn đốc\nthường xuyên",
    "=SUM(1)",
    "Đo\u0302i so\u0301",
)


@dataclass(frozen=True, slots=True)
class Return:
    """A filled form, whose it is, and what was typed by (code, column)."""

    plan: str
    agency: str
    period: Period
    content: bytes
    typed: dict[str, dict[str, Entry]]


def specs(ledger: Path, per_plan: int, period: Period = MAY) -> list[FormSpec]:
    """The forms of the first agencies that owe each shipped plan something."""
    found = []
    with reading(ledger) as connection:
        for plan in PLANS:
            context = plan_context(connection, plan)
            agencies = forms.owing_agencies_at(connection, context, period)[:per_plan]
            found += [forms.form_spec(connection, context, agency.code, period) for agency in agencies]
    return found


def returns(ledger: Path, per_plan: int, rng: random.Random, period: Period = MAY) -> list[Return]:
    """Filled forms, each once as our own writer saves it and once as openpyxl does."""
    found = []
    for spec in specs(ledger, per_plan, period):
        typed = {line.indicator_code: entries(line, rng) for line in spec.lines}
        make = partial(Return, spec.fingerprint.plan_code, spec.fingerprint.agency_code, period, typed=typed)
        found.append(make(content=write_filled_form(spec, typed)))
        as_text = {code: dict(_saved_by_hand(row)) for code, row in typed.items()}
        found.append(make(content=fill(write_blank_form(spec), as_text)))
    return found


def entries(line: FormLine, rng: random.Random) -> dict[str, Entry]:
    """What an agency might type into one line."""
    if line.kind == "qualitative":
        return {"answer": rng.choice((Answer.MET, Answer.IN_PROGRESS, Answer.NOT_MET)), "evidence": WORDS[0]}
    if rng.random() < 0.1:
        return {"answer": Answer.NOTHING_ARISING}
    b = rng.randrange(20, 5000)
    a = rng.randrange(b + 1)
    figures: dict[str, Entry] = {"a": a, "b": b} if line.kind == "share" else {"value": a}
    if line.kind == "share" and rng.random() < 0.7:
        figures["second_value"] = (Decimal(100 * a) / b).quantize(Decimal("0.01"))
    words = {key: rng.choice(WORDS) for key in layout.TEXT_KEYS if rng.random() < 0.6}
    return {"answer": Answer.FIGURE, **figures, **words}


def _saved_by_hand(row: dict[str, Entry]) -> Iterator[tuple[str, object]]:
    """A row for openpyxl; what begins with «=» would be a formula there."""
    for key, entry in row.items():
        if isinstance(entry, Answer):
            yield key, layout.ANSWER_LABELS[entry]
        elif isinstance(entry, str):
            yield key, entry.removeprefix("=")
        else:
            yield key, float(entry) if isinstance(entry, Decimal) else entry
