"""A parsed form as JSON and back, for the pipe between the reader's two processes. No pickle."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from lib.domain.catalog import IndicatorKind
from lib.domain.errors import UploadRefused
from lib.domain.issue import Issue, Severity
from lib.domain.period import Period
from lib.domain.submission import Answer, Cell, Fingerprint, FormRow, Line, ParsedForm

_FIGURES = ("value", "stated", "second_value")


def dump_form(form: ParsedForm) -> bytes:
    """The form as UTF-8 JSON; decimals as text."""
    return json.dumps({"form": asdict(form)}, default=_plain, ensure_ascii=False).encode()


def dump_refusal(refusal: UploadRefused) -> bytes:
    """A refusal as UTF-8 JSON."""
    place = {"code": refusal.code, "sheet": refusal.sheet, "cell": refusal.cell, "facts": refusal.facts}
    return json.dumps({"refused": place}, ensure_ascii=False).encode()


def load_form(content: bytes) -> ParsedForm:
    """Read what `dump_form` wrote.

    Raises: UploadRefused when it is a refusal; ValueError when it is neither.
    """
    try:
        answer = json.loads(content)
        if "refused" in answer:
            raise _refusal(answer["refused"])
        return _form(answer["form"])
    except (KeyError, TypeError, AttributeError, InvalidOperation) as fault:
        raise ValueError(f"not a parsed form: {fault!r}") from fault


def load_refusal(content: bytes) -> UploadRefused:
    """Read what `dump_refusal` wrote.

    Raises: ValueError for anything else.
    """
    try:
        return _refusal(json.loads(content)["refused"])
    except (KeyError, TypeError) as fault:
        raise ValueError(f"not a refusal: {fault!r}") from fault


def load_issue(issue: dict[str, Any]) -> Issue:
    """An issue from its fields as JSON gives them."""
    typed = {"severity": Severity(issue["severity"]), "facts": tuple((k, v) for k, v in issue["facts"])}
    return Issue(**(issue | typed))


def _plain(value: object) -> str | dict[str, int]:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _refusal(place: dict[str, Any]) -> UploadRefused:
    return UploadRefused(place["code"], place["sheet"], place["cell"], **place["facts"])


def _form(form: dict[str, Any]) -> ParsedForm:
    mark = form["fingerprint"] | {"period": Period(**form["fingerprint"]["period"])}
    return ParsedForm(
        fingerprint=Fingerprint(**mark),
        sheet=form["sheet"],
        lines=tuple(map(_line, form["lines"])),
        cells=tuple(Cell(**cell) for cell in form["cells"]),
        issues=tuple(map(load_issue, form["issues"])),
        is_demo=form["is_demo"],
        rows=tuple(FormRow(**(row | {"kind": IndicatorKind(row["kind"])})) for row in form["rows"]),
    )


def _line(line: dict[str, Any]) -> Line:
    figures = {key: None if line[key] is None else Decimal(line[key]) for key in _FIGURES}
    typed = {"answer": Answer(line["answer"]), "refs": tuple((key, ref) for key, ref in line["refs"])}
    return Line(**(line | figures | typed))
