"""How domain values are written in columns: decimals and days as text, names as JSON lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from lib.domain.issue import Issue, Severity


def decimal_text(value: Decimal | None) -> str | None:
    """An exact decimal as plain text («52.9»), `None` kept."""
    if value is None:
        return None
    with localcontext(prec=100):  # never fewer digits than the value has
        return format(value.normalize(), "f")


def as_kept(value: Decimal) -> Decimal:
    """A derived decimal rounded to ten places, as kept tables hold it: they are for reading, not for judging."""
    with localcontext(prec=100):
        return round(value, 10)


def kept_text(value: Decimal | None) -> str | None:
    """A derived decimal as text, rounded to ten places, `None` kept."""
    return None if value is None else decimal_text(as_kept(value))


def decimal_of(text: str | None) -> Decimal | None:
    """The decimal of a column, `None` kept."""
    return None if text is None else Decimal(text)


def day_text(day: date | None) -> str | None:
    """A day as ISO text, `None` kept."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """The day of a column, `None` kept."""
    return None if text is None else date.fromisoformat(text)


def names_text(names: Iterable[str]) -> str:
    """Names as a JSON list."""
    return json.dumps(list(names), ensure_ascii=False)


def names_of(text: str) -> tuple[str, ...]:
    """The names of a JSON list."""
    return tuple(json.loads(text))


def facts_text(facts: Iterable[tuple[str, str]]) -> str:
    """The facts of an issue as a JSON object."""
    return json.dumps(dict(facts), ensure_ascii=False)


def facts_of(text: str) -> tuple[tuple[str, str], ...]:
    """The facts of an issue from a JSON object."""
    return tuple((str(name), str(value)) for name, value in json.loads(text).items())


def issues_text(issues: Iterable[Issue]) -> str:
    """Findings as a JSON list."""
    return json.dumps([asdict(issue) for issue in issues], ensure_ascii=False)


def issues_of(text: str | None) -> tuple[Issue, ...]:
    """The findings of a JSON list; none of a blank."""
    return tuple(
        Issue(**(issue | {"severity": Severity(issue["severity"]), "facts": tuple(map(tuple, issue["facts"]))}))
        for issue in json.loads(text or "[]")
    )


def refs_text(refs: Iterable[tuple[str, str]]) -> str:
    """The cells of a line by column key, as a JSON object."""
    return facts_text(refs)


def place_of(refs: str) -> str:
    """The cell a figure is read from: a, else the value, else the answer; empty when none is known."""
    cells = json.loads(refs)
    return str(cells.get("a") or cells.get("value") or cells.get("answer") or "")


def row_dict(row: Any) -> Mapping[str, Any]:
    """A database row as a mapping of column names."""
    return {key: row[key] for key in row.keys()}  # noqa: SIM118  (a Row iterates over values)
