"""Targets and actuals as plans write them, read into comparator, value and unit.

The grammar: `quantity_words` cuts a text into tokens, `quantity_phrases` finds numbers and units among
them, `quantity_comparisons` what is asked of a number, `quantity_reading` whose it is and when; here
the statements are named and graded. What cannot be read stays raw and is `qualitative`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.domain.naming import fold
from lib.domain.number_text import plain_text
from lib.domain.quantity_reading import Statement, read_statements

RANK_UNIT = "thứ bậc"
LONGEST = 4000
"""Characters beyond which a text is no cell of a plan and is not read."""

_NOT_SET = frozenset({"", "n/a", "na", "#n/a", "-", "--", "/", "...", "…", ".", "không có số liệu", "chưa có số liệu"})
_NOTHING_ARISING = re.compile(r"(?:không|chưa) (?:có )?phát sinh\b.*|không áp dụng\b.*|không thuộc phạm vi\b.*")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_PERCENT_PARENTHESIS = re.compile(r"\( ?(%|phần trăm) ?\)", re.IGNORECASE)
_PERCENT_NAMES = frozenset({"phần trăm", "tỷ lệ", "tỉ lệ", "tỷ lệ %", "tỷ lệ (%)", "tỷ lệ phần trăm"})
_YEAR_PARENTHESIS = re.compile(r"\( ?((?:(?:đến|vào) )?(?:năm )?(?:19|20)[0-9]{2}) ?\)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_PLAIN_FIGURE = re.compile(r"[^\w(]*[0-9][0-9.,]* ?%[^\w]*")
_UNIT_AHEAD = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)?) [0-9][0-9.,]*")


@dataclass(frozen=True, slots=True)
class Part:
    """One demand inside a cell that holds several."""

    comparator: str
    value: Decimal
    unit: str = ""
    value2: Decimal | None = None
    scope: str | None = None
    when: str | None = None
    baseline: str | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a cell says. `kind`: quant, range, rank, change, change+final, multi, qualitative, empty, status.

    `comparator_written` is literal (`none` for a bare number); `comparator_graded` is what the value is
    judged by (`manual` where a person grades, `none` for an actual).
    """

    raw: str
    kind: str
    comparator_written: str
    comparator_graded: str
    value: Decimal | None = None
    value2: Decimal | None = None
    unit: str | None = None
    scope: str | None = None
    when: str | None = None
    parts: tuple[Part, ...] = ()


def parse_quantity(text: str, unit_cell: str = "", role: str = "target") -> Quantity:
    """Read a target (`role="target"`) or an actual (`role="actual"`).

    The value is in the unit named; parts carry the graded comparator of each demand, and are left out
    where a lone actual has nothing more to tell. Never raises on any text.
    """
    if max(len(text), len(unit_cell)) > LONGEST:
        return Quantity(text, "qualitative", "none", "none" if role == "actual" else "manual")
    plain, unit_column = plain_text(text), plain_text(unit_cell)
    folded = plain.casefold()
    if folded in _NOT_SET:
        return Quantity(text, "empty", "none", "none", unit=unit_column or None)
    if _NOTHING_ARISING.fullmatch(folded.rstrip(" .")):
        return Quantity(text, "status", "none", "none")
    statements = _statements(plain, unit_column)
    if not statements:
        return Quantity(text, "qualitative", "none", "none" if role == "actual" else "manual")
    return quantity_of(text, statements, unit_column, role)


def quantity_of(raw: str, statements: Sequence[Statement], unit_column: str = "", role: str = "target") -> Quantity:
    """The reading of a text whose statements are known; at least one."""
    kind = _kind(statements)
    parts = tuple(_part(statement, unit_column, role) for statement in statements)
    if kind == "change+final":  # the level it ends at is of the measure that changes
        parts = (parts[0], *(replace(part, scope=None) for part in parts[1:]))
    head = parts[0]
    tells_more = role != "actual" or len(parts) > 1 or head.of is not None
    return Quantity(
        raw=raw,
        kind=kind,
        comparator_written=statements[0].written,
        comparator_graded=head.comparator,
        value=head.value,
        value2=head.value2,
        unit=head.unit or None,
        scope=head.scope,
        when=head.when,
        parts=parts if tells_more else (),
    )


def outside_parentheses(plain: str) -> str:
    """A plain text without its parentheses; «70 (%)» keeps its unit, «70% (2026)» its year."""
    plain = _PERCENT_PARENTHESIS.sub(r"\1", plain)
    plain = _YEAR_PARENTHESIS.sub(lambda year: f" năm {year[1].rpartition(' ')[2]} ", plain)
    while (shorter := _PARENTHESIS.sub(" ", plain)) != plain:
        plain = shorter
    return re.sub(r" +", " ", plain).strip()


def _statements(plain: str, unit_column: str) -> tuple[Statement, ...]:
    """What stands outside parentheses; a plain figure inside only where the outside has no digit."""
    rank_expected = unit_column.casefold() in (RANK_UNIT, "thứ hạng", "xếp hạng", "hạng")
    while (whole := re.fullmatch(r"\(([^()]*)\)", plain)) and not re.fullmatch(r"[0-9]{1,2}", whole[1]):
        plain = whole[1].strip()
    if _YEAR.fullmatch(plain) and unit_column in ("", "%"):
        return ()
    outside = outside_parentheses(plain)
    if not re.search(r"\d", outside):
        figures = [inner for inner in _PARENTHESIS.findall(plain) if _PLAIN_FIGURE.fullmatch(inner)]
        outside = figures[0] if len(figures) == 1 else outside
    return _with_unit_ahead(outside, unit_column, read_statements(outside, rank_expected), plain)


def _with_unit_ahead(
    outside: str, unit_column: str, statements: tuple[Statement, ...], plain: str
) -> tuple[Statement, ...]:
    """«Căn 28.500»: a noun of one or two words before a lone number that has no other unit."""
    ahead = _UNIT_AHEAD.fullmatch(outside)
    if ahead is None or unit_column or plain != outside or len(statements) != 1:
        return statements
    alone = statements[0].written == "none" and not statements[0].rank and statements[0].start == statements[0].number
    return (replace(statements[0], unit=ahead[1]),) if alone else statements


def _kind(statements: Sequence[Statement]) -> str:
    first, rest = statements[0], statements[1:]
    if first.rank:
        return "rank"
    if not rest:
        return "range" if first.value2 is not None else "change" if first.change else "quant"
    if first.change and not any(other.change for other in rest):
        return "change+final"
    return "quant" if not first.change and all(other.change for other in rest) else "multi"


def _part(statement: Statement, unit_column: str, role: str) -> Part:
    unit = _unit(statement, unit_column)
    return Part(
        comparator="none" if role == "actual" else _graded(statement),
        value=statement.value,
        unit=unit,
        value2=statement.value2,
        scope=statement.scope,
        when=statement.when or _recurring(unit),
        baseline=statement.baseline,
        of=statement.of,
    )


def _graded(statement: Statement) -> str:
    if statement.written != "none":
        return statement.written
    return "<=" if statement.rank else ">="


def _unit(statement: Statement, unit_column: str) -> str:
    if statement.rank:
        return RANK_UNIT
    base, slash, per = _own_or_column(statement.unit, unit_column).partition("/")
    if statement.change and not base.endswith(statement.change):
        base = f"{base} {statement.change}".strip()
    if not slash and statement.per:
        slash, per = "/", statement.per
    return f"{base}{slash}{per}"


def _own_or_column(own: str, column: str) -> str:
    """The unit beside the number; the column's where it says the same at more length, or alone."""
    if column.casefold() in _PERCENT_NAMES:
        column = "%"
    if own.casefold() in _PERCENT_NAMES:
        own = "%"
    return column if not own or fold(column).startswith(fold(own)) else own


def _recurring(unit: str) -> str | None:
    """«tin, bài/quý» is asked for every quarter; a rate («%/năm») is not."""
    period = unit.rpartition("/")[2]
    return f"mỗi {period}" if period in ("quý", "tháng", "tuần", "năm") and "%" not in unit and "/" in unit else None
