"""Records of an indicator annex into indicators, their targets and baselines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lib.documents.blocks import Cell, clean
from lib.documents.columns import Column, Role
from lib.documents.findings import finding
from lib.documents.records import Record
from lib.domain.agency_names import split_agencies
from lib.domain.catalog import (
    Baseline,
    Direction,
    Indicator,
    IndicatorKind,
    Level,
    PlanHeading,
    SourceRef,
    Target,
)
from lib.domain.issue import Issue
from lib.domain.quantity import Quantity, parse_quantity

_FORMULA = re.compile(
    r"(?<!\w)a\s*[=:]\s*(?P<a>.+?)\s*[;.,]?\s*(?<!\w)b\s*[=:]\s*(?P<b>.+?)\s*(?:[;.]\s*[^;.=]{0,60}=\s*a\s*[/:].*)?",
    re.IGNORECASE | re.DOTALL,
)
_GROWTH = re.compile(r"tăng|giảm|/\s*(?:năm|quý|tháng)", re.IGNORECASE)
_MEASURES = re.compile(
    r"(?:giây|phút|giờ|ngày|tuần|tháng|năm|đồng|vnđ|vnd|usd|nghìn|triệu|tỷ|tỉ|điểm|[kmgt]bps|[kmgtp]b|km|m2|m²|ha"
    r"|kwh|mw|thứ bậc|lần)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_TARGET = 1_000
_LEVELS = {"tỉnh": Level.PROVINCE, "cấp tỉnh": Level.PROVINCE, "xã": Level.COMMUNE, "cấp xã": Level.COMMUNE}


@dataclass(frozen=True, slots=True)
class Frame:
    """What reading a row needs beside the row: the heading, the file's name, the known agencies."""

    heading: PlanHeading
    file: str
    known_agencies: Collection[str] = ()

    def source(self, record: Record, cell: Cell) -> SourceRef:
        """The place of a cell."""
        return SourceRef(self.file, record.section.sheet, cell.ref)

    def agencies(self, record: Record, role: Role) -> tuple[str, ...]:
        """The names in the cells of a role."""
        text = "\n".join(clean(line) for line in record.text(role).splitlines())
        return split_agencies(text, self.known_agencies)


def read_indicator(record: Record, ordinal: int, code: str, frame: Frame) -> tuple[Indicator, list[Issue]]:
    """One indicator with its targets in document order, and what is doubtful in its cells."""
    issues: list[Issue] = []
    unit_cell = record.words(Role.UNIT)
    quantities = _quantities(record, unit_cell)
    targets = [t for column, cell, q in quantities for t in _targets(column, cell, q, record, frame)]
    issues += _target_issues(record, code, quantities, targets)
    baseline, baseline_issues = _baseline(record, code, unit_cell, frame)
    direction = _direction(quantities)
    numerator, denominator = _formula(record.words(Role.METHOD))
    unit = unit_cell or next((target.unit for target in targets if target.unit), "")
    indicator = Indicator(
        code=code,
        ordinal=ordinal,
        group=record.group.name if record.group else None,
        name=record.words(Role.NAME),
        unit=unit,
        kind=_kind(unit, [quantity for *_, quantity in quantities], record.words(Role.NAME)),
        direction=direction,
        source=frame.source(record, record.cell(record.section.header.first(Role.NAME)) or record.cells[0]),
        targets=tuple(_graded(target, direction) for target in targets),
        baseline=baseline,
        numerator=numerator,
        denominator=denominator,
        source_system=record.words(Role.SOURCE_SYSTEM) or None,
        lead_agencies=frame.agencies(record, Role.LEAD),
        monitoring_agency=record.words(Role.MONITORING) or None,
        remark=record.words(Role.REMARK) or None,
        risky=ordinal in frame.heading.risky,
    )
    return indicator, issues + baseline_issues


Read = tuple[Column, Cell, Quantity]


def _quantities(record: Record, unit_cell: str) -> list[Read]:
    """Each filled target cell with what it says."""
    read = []
    for column in record.section.header.of(Role.TARGET):
        cell = record.cell(column)
        if cell is not None and cell.words:
            quantity = _target_quantity(cell.words, unit_cell)
            if quantity.kind != "empty":
                read.append((column, cell, quantity))
    return read


def _target_quantity(text: str, unit_cell: str) -> Quantity:
    """What a target cell says; a whole page of text is no target and stays raw."""
    if len(text) > _LONGEST_TARGET:
        return Quantity(text, "status", "none", "none")
    return parse_quantity(text, unit_cell, "target")


def _targets(column: Column, cell: Cell, quantity: Quantity, record: Record, frame: Frame) -> Iterator[Target]:
    """The targets of one cell: several only where each speaks for a level or year of its own."""
    year = column.year or frame.heading.year
    whole = Target(
        year=_year(quantity.when) or year if column.year is None else year,
        level=column.level,
        comparator=quantity.comparator_written,
        value=quantity.value,
        unit=quantity.unit or record.words(Role.UNIT),
        raw=cell.text,
        source=frame.source(record, cell),
        value2=quantity.value2,
        grade=None if quantity.comparator_graded in ("manual", "none") else quantity.comparator_graded,
    )
    yield from _split(whole, quantity) or [whole]


def _split(whole: Target, quantity: Quantity) -> list[Target]:
    """One target per demand of the cell, or none when level and year do not tell them apart."""
    parts = [
        replace(
            whole,
            year=_year(part.when) or whole.year,
            level=_LEVELS.get((part.scope or "").casefold(), whole.level),
            value=part.value,
            value2=part.value2,
            unit=part.unit or whole.unit,
            grade=part.comparator,
        )
        for part in quantity.parts
        if quantity.kind == "multi"
    ]
    apart = len({(part.year, part.level) for part in parts}) == len(parts)
    return parts if len(parts) > 1 and apart else []


def _year(when: str | None) -> int | None:
    return int(when) if when and re.fullmatch(r"20\d\d", when) else None


def _graded(target: Target, direction: Direction) -> Target:
    """A bare number is judged by the direction."""
    if target.comparator != "none" or target.value is None:
        return target
    return replace(target, grade="<=" if direction is Direction.DOWN else ">=")


def _direction(quantities: Sequence[Read]) -> Direction:
    down = any(quantity.comparator_graded in ("<=", "<") for *_, quantity in quantities)
    return Direction.DOWN if down else Direction.UP


def _kind(unit: str, quantities: Sequence[Quantity], name: str) -> IndicatorKind:
    """How it is measured. Source: `docs/rules.md` §4 (share, count, amount or duration, qualitative)."""
    numbers = [quantity for quantity in quantities if quantity.value is not None]
    if quantities and not numbers:
        return IndicatorKind.QUALITATIVE
    if any(quantity.kind.startswith("change") for quantity in numbers):
        return IndicatorKind.AMOUNT
    if unit.startswith("%"):
        return IndicatorKind.AMOUNT if _GROWTH.search(unit) else IndicatorKind.SHARE
    if not numbers:
        return IndicatorKind.SHARE if name.casefold().startswith("tỷ lệ") else IndicatorKind.AMOUNT
    whole = all(quantity.value == (quantity.value or Decimal(0)).to_integral_value() for quantity in numbers)
    return IndicatorKind.COUNT if whole and unit and not _MEASURES.match(unit) else IndicatorKind.AMOUNT


def _formula(method: str) -> tuple[str | None, str | None]:
    """«a= …; b= …; Tỷ lệ= a/b» as numerator and denominator in words; other words tell what is counted."""
    found = _FORMULA.fullmatch(method)
    if found is None:
        return method or None, None
    return found["a"].strip(" ;.,"), found["b"].strip(" ;.,")


def _baseline(record: Record, code: str, unit: str, frame: Frame) -> tuple[Baseline | None, list[Issue]]:
    """The actual of the newest past year that the table shows."""
    column = max(
        record.section.header.of(Role.ACTUAL), key=lambda column: column.year or frame.heading.year - 1, default=None
    )
    if column is None:
        return None, []
    cell = record.cell(column) or Cell("", record.ref())
    quantity = parse_quantity(cell.words, unit, "actual")
    day = _baseline_day(column, frame.heading)
    place = (record.section.sheet, cell.ref, code)
    if quantity.kind == "empty":
        return None, [finding("baseline-blank", *place, year=day.year, name=record.words(Role.NAME))]
    if quantity.kind != "quant" or quantity.value is None:
        return None, [finding("baseline-unread", *place, text=cell.words, name=record.words(Role.NAME))]
    return Baseline(day, quantity.value, cell.text, frame.source(record, cell)), []


def _baseline_day(column: Column, heading: PlanHeading) -> date:
    given = heading.baseline_date
    year = column.year or (given.year if given else heading.year - 1)
    return given if given and given.year == year else date(year, 12, 31)


def _target_issues(record: Record, code: str, quantities: Sequence[Read], targets: Sequence[Target]) -> Iterator[Issue]:
    if not quantities:
        yield finding("target-blank", record.section.sheet, record.ref(Role.TARGET), code, name=record.words(Role.NAME))
    for _, cell, quantity in quantities:
        unread = quantity.kind == "status" or (quantity.value is None and re.search(r"\d|^#", cell.words))
        mixed = quantity.kind == "multi" and sum(target.raw == cell.text for target in targets) < len(quantity.parts)
        if unread or mixed:
            yield finding("target-unread", record.section.sheet, cell.ref, code, text=cell.words)
