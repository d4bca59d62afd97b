"""Every check of a return, in two lists: over a whole form, and over each of its lines; pure, all at once.

To add one: a function with one line about it, in `lib.domain.form_checks` (over form and context) or
`lib.domain.line_checks` (over a `LineCase`: a line with what the catalog and its past say); its name in the list here.
Its code and severity stand in `lib.domain.issue.RETURN_ISSUES`, its sentence and mend in `lib.wording.return_messages`,
its meaning in `docs/data-dictionary.md`; `tests/domain/test_every_check.py` wants a case that raises just it. What one
cell says by itself is found where it is read (`lib.excel.line_reading`).

Source: `docs/rules.md` §8; the plan of Gia Lai, section IV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lib.domain import form_checks, line_checks
from lib.domain.check_case import (
    Finding,
    FormContext,
    LineCase,
    LineContext,
    PastFigure,
    line_case,
    number_text,
)
from lib.domain.issue import RETURN_ISSUES, Issue
from lib.domain.line_checks import required_sample
from lib.domain.submission import Line, ParsedForm

__all__ = [
    "CHECKS",
    "FORM_CHECKS",
    "Finding",
    "FormContext",
    "LineCase",
    "LineContext",
    "PastFigure",
    "check_form",
    "number_text",
    "required_sample",
]

FORM_CHECKS: tuple[Callable[[ParsedForm, FormContext], Iterator[Finding]], ...] = (
    form_checks.wrong_template,
    form_checks.wrong_plan,
    form_checks.wrong_agency,
    form_checks.wrong_period,
    form_checks.demo_form,
    form_checks.period_locked,
    form_checks.form_empty,
    form_checks.unknown_indicator,
    form_checks.line_changed,
    form_checks.row_missing,
    form_checks.row_name_differs,
    form_checks.row_target_differs,
    form_checks.figure_dropped,
)
CHECKS: tuple[Callable[[LineCase], Iterator[Finding]], ...] = (
    line_checks.stated_differs,
    line_checks.second_source_differs,
    line_checks.second_source_missing,
    line_checks.jump,
    line_checks.cumulative_fell,
    line_checks.later_period_contradicts,
    line_checks.previous_not_recognised,
    line_checks.denominator_jump,
    line_checks.flat_hundred,
    line_checks.outlier,
    line_checks.causes_missing,
    line_checks.evidence_missing,
    line_checks.sample_unknown,
    line_checks.sample_too_small,
)


def check_form(form: ParsedForm, context: FormContext) -> tuple[Issue, ...]:
    """Every issue of a form, and of its lines where its plan and agency are the expected ones."""
    return (*_of_form(form, context), *_of_lines(form, context))


def _of_form(form: ParsedForm, context: FormContext) -> Iterator[Issue]:
    for check in FORM_CHECKS:
        for finding in check(form, context):
            yield _issue(form, finding, finding.cell, finding.subject)


def _of_lines(form: ParsedForm, context: FormContext) -> Iterator[Issue]:
    for line in form.lines if context.expects(form) else ():
        known = context.lines.get(line.indicator_code)
        if known is None:
            continue
        case = line_case(line, known, form.fingerprint.period, context.thresholds)
        for check in CHECKS:
            for finding in check(case):
                yield _issue(form, finding, _cell(line, finding.column), line.indicator_code)


def _cell(line: Line, column: str) -> str | None:
    """The cell that a finding is about, else the first filled cell of its line."""
    return line.ref(column) or next((ref for _, ref in line.refs), None)


def _issue(form: ParsedForm, finding: Finding, cell: str | None, subject: str | None) -> Issue:
    facts = tuple(finding.facts.items())
    return Issue(RETURN_ISSUES[finding.code], finding.code, form.sheet, cell, subject, facts)
