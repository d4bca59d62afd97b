"""Checks of a whole form: that it is the one expected, and that its lines are those that the catalog asks for now.

Each is one function over the form and its context; to add one, see `lib.domain.checks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lib.domain.check_case import Finding, FormContext, LineContext, number_text
from lib.domain.issue import Severity
from lib.domain.naming import fold
from lib.domain.status import target_of
from lib.domain.submission import FormRow, Line, ParsedForm


def wrong_template(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """The form was made by another version of the program."""
    found = form.fingerprint.template_version
    if found not in context.template_versions:
        expected = ", ".join(sorted(context.template_versions))
        yield Finding("wrong-template", facts={"found": found, "expected": expected})


def wrong_plan(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """The form is of another plan, or of one that is not kept here."""
    found = form.fingerprint.plan_code
    if found != context.plan_code:
        yield Finding("wrong-plan", facts={"found": found, "expected": context.plan_code})


def wrong_agency(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """The form is of another agency, or of one that owes nothing at its period (it may no longer exist then)."""
    found = form.fingerprint.agency_code
    if context.expects_agency(found):
        return
    is_other = context.agency_code not in (None, found)
    facts = {"expected": context.agency_code or ""} if is_other else {"period": str(form.fingerprint.period)}
    yield Finding("wrong-agency", facts={"found": found, **facts})


def wrong_period(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """The form is for another month, for one before its plan begins, or for one not begun when it was received."""
    found, first, last = form.fingerprint.period, context.first_period, context.last_period
    if context.period not in (None, found):
        yield Finding("wrong-period", facts={"found": str(found), "expected": str(context.period)})
    elif first is not None and found < first:
        yield Finding("wrong-period", facts={"found": str(found), "first": str(first)})
    elif last is not None and found > last:
        received = context.received_on.isoformat() if context.received_on else ""
        yield Finding("wrong-period", facts={"found": str(found), "last": str(last), "received": received})


def demo_form(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """A trial form sent to the real ledger, or the reverse."""
    if form.is_demo != context.is_demo:
        yield Finding("demo-form", facts={"found": str(form.is_demo), "expected": str(context.is_demo)})


def period_locked(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """The secretariat has locked the period."""
    if context.lock_reason is not None:
        facts = {"period": str(form.fingerprint.period), "reason": context.lock_reason}
        yield Finding("period-locked", facts=facts)


def form_empty(form: ParsedForm, _: FormContext) -> Iterator[Finding]:
    """No line is answered at all: a blank form says nothing, and must not take the place of one that does."""
    if not form.lines and not _faulty_codes(form):
        yield Finding("form-empty")


def unknown_indicator(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """A line is answered that the agency does not owe."""
    for line in form.lines if context.expects(form) else ():
        if line.indicator_code not in context.lines:
            yield Finding("unknown-indicator", cell=_cell_of(line), subject=line.indicator_code)


def line_changed(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """The catalog has since said that a line counts something else: what was typed would be read wrongly."""
    for row, known in _rows(form, context):
        issued, now = (row.kind, row.unit), (known.yardstick.kind, known.unit)
        if (issued[0], fold(issued[1])) != (now[0], fold(now[1])):
            facts = {"issued": row.unit, "now": known.unit}
            yield Finding("line-changed", facts=facts, cell=row.cell, subject=row.indicator_code)


def row_missing(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """A line that is owed now is not on the form: it was deleted, or came to be owed after the form was issued."""
    if not form.rows:
        return
    shown = {row.indicator_code for row in form.rows if row.cell}
    for code, known in context.lines.items():
        if code not in shown:
            yield Finding("row-missing", facts={"name": known.name}, subject=code)


def row_name_differs(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """The name or unit that a person reads beside a line is not that of its hidden code: rows may be swapped."""
    for row, known in _rows(form, context):
        for shown, true in ((row.name, known.name), (row.shown_unit, row.unit)):
            if shown is not None and fold(shown) != fold(true):
                facts = {"shown": shown, "expected": true}
                yield Finding("row-name-differs", facts=facts, cell=row.cell, subject=row.indicator_code)


def row_target_differs(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """The target that the form shows is not the one in force: edited, or corrected since the form was issued."""
    for row, known in _rows(form, context):
        target = target_of(known.yardstick, form.fingerprint.period)
        true = target.raw if target else ""
        if row.target is not None and fold(row.target) != fold(true):
            facts = {"shown": row.target, "target": true}
            yield Finding("row-target-differs", facts=facts, cell=row.cell, subject=row.indicator_code)


def figure_dropped(form: ParsedForm, context: FormContext) -> Iterator[Finding]:
    """A line that is answered in the version in force is blank in this one."""
    told = {line.indicator_code for line in form.lines} | _faulty_codes(form)
    cells = {row.indicator_code: row.cell for row in form.rows}
    for code, before in context.in_force.items():
        if code in context.lines and code not in told:
            previous = "" if before.value is None else number_text(before.value)
            yield Finding("figure-dropped", facts={"previous": previous}, cell=cells.get(code), subject=code)


def _rows(form: ParsedForm, context: FormContext) -> Iterator[tuple[FormRow, LineContext]]:
    """The rows that still stand on the form, with what the catalog says of them now."""
    for row in form.rows:
        known = context.lines.get(row.indicator_code)
        if row.cell and known:
            yield row, known


def _faulty_codes(form: ParsedForm) -> set[str | None]:
    """The lines in which something was typed that could not be read."""
    return {issue.subject for issue in form.issues if issue.severity is Severity.BLOCKING}


def _cell_of(line: Line) -> str | None:
    return line.ref("answer") or next((ref for _, ref in line.refs), None)
