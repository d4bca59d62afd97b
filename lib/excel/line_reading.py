"""One row of a return, read into an answered line and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lib.domain.catalog import IndicatorKind
from lib.domain.issue import RETURN_ISSUES, Issue
from lib.domain.submission import Answer, Line
from lib.excel import layout
from lib.excel.cells import Found
from lib.excel.numbers import Reading, checked, read_text

HUNDRED = Decimal(100)
ROUNDING = Decimal("0.5")


@dataclass(slots=True)
class Findings:
    """The issues of one sheet, collected as it is read."""

    sheet: str
    issues: list[Issue] = field(default_factory=list)

    def add(self, code: str, cell: str | None = None, subject: str | None = None, **facts: str) -> None:
        """Note an issue; its severity stands in the table of codes."""
        pairs = tuple(facts.items())
        self.issues.append(Issue(RETURN_ISSUES[code], code, self.sheet, cell, subject, pairs))


def read_line(plan: layout.RowPlan, row: int, cells: Mapping[str, Found], findings: Findings) -> Line | None:
    """The line that a row holds, or `None` when it answers nothing."""
    code = plan.indicator_code
    if not cells:
        return None
    for key, cell in cells.items():
        _note_cell(plan, key, cell, findings)
    numbers = dict(_numbers(plan, cells, findings))
    answer = _answer(plan, row, cells, findings)
    if answer in (Answer.FIGURE, None):
        _check_numbers(plan, cells, numbers, findings)
    if answer is Answer.FIGURE:
        answer = _check_figures(plan, cells, numbers, findings)
    elif answer is not None:
        _check_no_figures(code, answer, cells, numbers, findings)
    return None if answer is None else _line(plan, row, answer, cells, numbers)


def _note_cell(plan: layout.RowPlan, key: str, cell: Found, findings: Findings) -> None:
    """Issues that belong to the cell whatever its column means."""
    subject = plan.indicator_code
    if cell.has_control:
        findings.add("control-characters", cell.ref, subject, typed=cell.shown)
    if cell.is_linked:
        findings.add("linked-workbook", cell.ref, subject, typed=cell.shown)
    if cell.fault in ("error-cell", "formula-without-value"):
        findings.add(cell.fault, cell.ref, subject, typed=cell.raw)
    elif key in layout.NUMBER_KEYS and key not in plan.number_keys:
        findings.add("figure-unasked", cell.ref, subject, typed=cell.shown)


def _numbers(plan: layout.RowPlan, cells: Mapping[str, Found], findings: Findings) -> Iterator[tuple[str, Decimal]]:
    """The numbers that could be read; what could not is noted."""
    for key in plan.number_keys:
        cell = cells.get(key)
        if cell is None or cell.fault in ("error-cell", "formula-without-value"):
            continue
        reading = _read_number(plan, key, cell)
        if reading.fault:
            findings.add(reading.fault, cell.ref, plan.indicator_code, typed=cell.shown)
        elif reading.number is not None:
            yield key, reading.number


def _read_number(plan: layout.RowPlan, key: str, cell: Found) -> Reading:
    counted = key in ("a", "b")
    if cell.fault:
        return Reading(fault=cell.fault)
    if cell.number is None:
        reading = read_text(cell.text, counted=counted, percent=plan.in_percent and not counted)
    elif cell.in_percent and (counted or not plan.in_percent):
        return Reading(fault="not-a-number")
    else:
        reading = checked(cell.number, whole=counted)
    if plan.in_dong and reading.number is not None:
        return checked(reading.number, whole=True)
    return reading


def _answer(plan: layout.RowPlan, row: int, cells: Mapping[str, Found], findings: Findings) -> Answer | None:
    """The row's answer; figures without one are an answer, words without one are not."""
    cell = cells.get("answer")
    if cell is not None:
        answer = None if cell.fault else layout.read_answer(cell.text)
        if answer in plan.answers:
            return answer
        if cell.fault not in ("error-cell", "formula-without-value"):
            allowed = ", ".join(layout.ANSWER_LABELS[a] for a in plan.answers)
            findings.add("answer-unknown", cell.ref, plan.indicator_code, typed=cell.shown, allowed=allowed)
        return None
    if any(key in cells for key in plan.number_keys):
        return Answer.FIGURE
    findings.add("answer-blank", next(iter(cells.values())).ref, plan.indicator_code, row=str(row))
    return None


def _check_numbers(
    plan: layout.RowPlan, cells: Mapping[str, Found], numbers: Mapping[str, Decimal], findings: Findings
) -> None:
    """Check the numbers by themselves and against each other, whatever has become of the answer."""
    if plan.asks_ab:
        _check_pair(plan, cells, numbers, findings)
    for key in ("value", "second_value"):
        if key in numbers:
            _check_value(plan, cells[key], numbers[key], _ratio(numbers), findings)


def _check_figures(
    plan: layout.RowPlan,
    cells: Mapping[str, Found],
    numbers: Mapping[str, Decimal],
    findings: Findings,
) -> Answer:
    """Check that a line that gives figures has one; a = b = 0 means that nothing arose."""
    main = ("a", "b", "value") if plan.asks_ab else ("value",)
    if not any(key in cells for key in main):
        at = cells.get("answer") or next(iter(cells.values()))
        findings.add("figure-missing", at.ref, plan.indicator_code)
    if plan.asks_ab and numbers.get("a") == 0 and numbers.get("b") == 0:
        findings.add("zero-over-zero", cells["b"].ref, plan.indicator_code)
        return Answer.NOTHING_ARISING
    return Answer.FIGURE


def _check_pair(
    plan: layout.RowPlan, cells: Mapping[str, Found], numbers: Mapping[str, Decimal], findings: Findings
) -> None:
    """Check a and b against each other."""
    subject = plan.indicator_code
    given = [key for key in ("a", "b") if key in cells]
    if len(given) == 1:
        findings.add("ab-incomplete", cells[given[0]].ref, subject, given=given[0])
    if not given and "value" in numbers:
        findings.add("percent-without-ab", cells["value"].ref, subject, typed=cells["value"].shown)
    if "a" not in numbers or "b" not in numbers:
        return
    facts = {"a": str(numbers["a"]), "b": str(numbers["b"])}
    if numbers["b"] == 0 and numbers["a"] > 0:
        findings.add("zero-denominator", cells["b"].ref, subject, **facts)
    elif numbers["a"] > numbers["b"]:
        findings.add("a-over-b", cells["a"].ref, subject, **facts)


def _ratio(numbers: Mapping[str, Decimal]) -> Decimal | None:
    """a/b in percent, unrounded, or `None` without both or over zero."""
    a, b = numbers.get("a"), numbers.get("b")
    return a * HUNDRED / b if a is not None and b else None


def _check_value(plan: layout.RowPlan, cell: Found, number: Decimal, ratio: Decimal | None, findings: Findings) -> None:
    """Check a value cell: range of a share, a fraction typed for a percentage, parts of a thing."""
    subject = plan.indicator_code
    if plan.asks_ab and number > HUNDRED:
        findings.add("percent-out-of-range", cell.ref, subject, typed=cell.shown)
    agrees = ratio is not None and abs(ratio - number) <= ROUNDING
    if plan.in_percent and 0 < number <= 1 and not cell.in_percent and "%" not in cell.text and not agrees:
        findings.add("percent-as-fraction", cell.ref, subject, typed=cell.shown)
    if plan.kind is IndicatorKind.COUNT and number != number.to_integral_value():
        findings.add("count-not-whole", cell.ref, subject, typed=cell.shown)


def _check_no_figures(
    code: str, answer: Answer, cells: Mapping[str, Found], numbers: Mapping[str, Decimal], findings: Findings
) -> None:
    """Figures beside an answer that says there are none; zeros do not contradict «Không phát sinh»."""
    for key, number in numbers.items():
        if number != 0 or answer is not Answer.NOTHING_ARISING:
            label = layout.ANSWER_LABELS[answer]
            findings.add("figure-beside-answer", cells[key].ref, code, typed=cells[key].shown, answer=label)


def _line(
    plan: layout.RowPlan, row: int, answer: Answer, cells: Mapping[str, Found], numbers: Mapping[str, Decimal]
) -> Line:
    kept = numbers if answer is Answer.FIGURE else {}
    ratio, stated = _ratio(kept), kept.get("value")
    return Line(
        indicator_code=plan.indicator_code,
        row=row,
        answer=answer,
        a=_whole(kept.get("a")),
        b=_whole(kept.get("b")),
        value=stated if ratio is None else ratio,
        stated=stated if plan.asks_ab else None,
        second_value=kept.get("second_value"),
        **{key: _words(cells.get(key)) for key in layout.TEXT_KEYS},
        refs=tuple((key, cell.ref) for key, cell in cells.items()),
    )


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)


def _words(cell: Found | None) -> str | None:
    """The text of a cell; a number typed there is text too."""
    if cell is None or cell.fault in ("error-cell", "formula-without-value"):
        return None
    return cell.shown
