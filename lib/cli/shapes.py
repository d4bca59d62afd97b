"""What each verb prints as JSON: a row of a fixed shape per thing, nothing computed here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lib.domain.agency import Agency
from lib.domain.catalog import Indicator, PlanSummary, Task
from lib.domain.catalog_changes import Difference
from lib.domain.deadline import Deadline
from lib.domain.issue import Issue
from lib.domain.links import Link, Suggestion
from lib.domain.quantity import Part, Quantity
from lib.domain.reporting import BoardRow
from lib.domain.standing import Standing
from lib.storage.review_store import Waiting
from lib.wording import messages
from lib.workflows.keep_safe import Verified
from lib.workflows.load_catalog import Loaded
from lib.workflows.receive_submission import Receipt


def plan(row: PlanSummary) -> dict[str, Any]:
    """A plan with its counts."""
    return {
        "code": row.code,
        "title": row.title,
        "issuer": row.issuer,
        "year": row.year,
        "n_indicators": row.n_indicators,
        "n_tasks": row.n_tasks,
        "n_issues": row.n_issues,
    }


def loaded(found: Loaded) -> dict[str, Any]:
    """A plan as it was read from its document, and how it differs from the one before."""
    return {
        "plan": found.plan.heading.code,
        "n_indicators": len(found.plan.indicators),
        "n_tasks": len(found.plan.tasks),
        "issues": [issue(each) for each in found.plan.issues],
        "differences": [_difference(each) for each in found.differences],
    }


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "subject": found.subject,
        "field": found.field,
        "before": found.before,
        "after": found.after,
    }


def verified(found: Verified) -> dict[str, Any]:
    """What was checked of a ledger, and what does not agree."""
    return {
        "n_submissions": found.n_submissions,
        "n_values": found.n_values,
        "n_originals": found.n_originals,
        "n_events": found.n_events,
        "faults": list(found.faults),
    }


def indicator(row: Indicator, issues: Iterable[Issue]) -> dict[str, Any]:
    """An indicator with its targets, its baseline and what was found about it."""
    baseline = row.baseline
    return {
        "code": row.code,
        "ordinal": row.ordinal,
        "group": row.group,
        "name": row.name,
        "unit": row.unit,
        "kind": row.kind,
        "direction": row.direction,
        "measure": row.measure,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "source_system": row.source_system,
        "lead_agencies": list(row.lead_agencies),
        "monitoring_agency": row.monitoring_agency,
        "baseline": {"year": baseline.date.year, "value": baseline.value} if baseline else None,
        "targets": [
            {
                "year": target.year,
                "level": target.level,
                "comparator": target.comparator,
                "value": target.value,
                "unit": target.unit,
                "raw": target.raw,
            }
            for target in row.targets
        ],
        "issues": [issue(each) for each in issues if each.subject == row.code],
    }


def task(row: Task) -> dict[str, Any]:
    """A task with who carries it and its deadline."""
    due = row.deadline
    return {
        "code": row.code,
        "annex": row.annex,
        "group": row.group,
        "ordinal": row.ordinal,
        "name": row.name,
        "lead_agencies": list(row.lead_agencies),
        "implementing_agencies": list(row.implementing_agencies),
        "coordinating_agencies": list(row.coordinating_agencies),
        "monitoring_agency": row.monitoring_agency,
        "deadline": {
            "raw": due.raw,
            "kind": due.kind,
            "start": due.start,
            "end": due.end,
            "recurrence": due.recurrence,
            "condition": due.condition,
            "can_be_overdue": due.can_be_overdue,
        },
        "deliverable": row.deliverable,
        "indicator_code": row.indicator_code,
    }


def agency(row: Agency) -> dict[str, Any]:
    """An agency of the registry."""
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "province": row.province,
        "aliases": list(row.aliases),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "merged_into": row.merged_into,
    }


def issue(row: Issue) -> dict[str, Any]:
    """A finding about a document, by its place."""
    return {
        "severity": row.severity,
        "code": row.code,
        "sheet": row.sheet,
        "cell": row.cell,
        "subject": row.subject,
        "message": messages.full(row),
    }


def quantity(row: Quantity) -> dict[str, Any]:
    """A target or an actual as it was read."""
    return {
        "kind": row.kind,
        "comparator_written": row.comparator_written,
        "comparator_graded": row.comparator_graded,
        "value": row.value,
        "value2": row.value2,
        "unit": row.unit or None,
        "scope": row.scope or None,
        "when": row.when or None,
        "parts": [_part(part) for part in row.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    named = {
        "cmp": part.comparator,
        "value": part.value,
        "value2": part.value2,
        "unit": part.unit,
        "scope": part.scope,
        "when": part.when,
        "baseline": part.baseline,
        "of": part.of,
    }
    return {name: value for name, value in named.items() if value is not None}


def deadline(row: Deadline) -> dict[str, Any]:
    """A deadline as it was read."""
    return {
        "kind": row.kind,
        "start": row.start,
        "end": row.end,
        "boundary": row.boundary,
        "recurrence": row.recurrence,
        "occurrences": ";".join(row.occurrences) or None,
        "condition": row.condition,
        "can_be_overdue": row.can_be_overdue,
    }


def receipt(row: Receipt) -> dict[str, Any]:
    """What became of a file, with its findings by cell."""
    return {
        "file": row.file,
        "sha256": row.sha256,
        "outcome": row.outcome,
        "submission": row.submission,
        "version": row.version,
        "n_values": row.n_values,
        "waits": row.waits,
        "issues": [
            {
                "severity": each.severity,
                "code": each.code,
                "sheet": each.sheet,
                "cell": each.cell,
                "message": messages.full(each),
            }
            for each in row.issues
        ],
    }


def waiting(row: Waiting) -> dict[str, Any]:
    """A return that waits for its review."""
    return {
        "submission": row.submission,
        "agency": row.agency_code,
        "name": row.agency_name,
        "period": str(row.period),
        "version": row.version,
        "file": row.file,
        "received_on": row.received_on,
        "uploaded_by": row.uploaded_by,
        "n_values": row.n_values,
        "warnings": dict(row.warnings),
        "checked_by": row.checked_by,
    }


def standing(row: Standing) -> dict[str, Any]:
    """A standing: figure, target, status and what they rest on."""
    target = row.target
    coverage = row.coverage
    return {
        "indicator": row.indicator_code,
        "agency": row.agency_code,
        "value": row.value if row.absence is None else None,
        "a": row.a,
        "b": row.b,
        "absence": row.absence,
        "target": {"year": target.year, "comparator": target.comparator, "value": target.value, "raw": target.raw}
        if target
        else None,
        "gap": row.gap,
        "need": row.need,
        "expected_value": row.expected_value,
        "ratio": row.ratio,
        "tolerance": row.tolerance,
        "status": row.status,
        "coverage": {"reported": coverage.reported, "expected": coverage.expected, "share_of_b": coverage.share_of_b}
        if coverage
        else None,
        "interval": list(row.interval) if row.interval else None,
        "conclusive": row.conclusive,
        "provisional": row.provisional,
        "second_value": row.second_value,
        "speed": row.speed,
        "required_speed": row.required_speed,
        "projection_year_end": row.projection_year_end,
        "reached_in": row.reached_in,
        "source": {"file": row.source.file, "sheet": row.source.sheet, "cell": row.source.cell} if row.source else None,
    }


def link(found: Link | Suggestion) -> dict[str, Any]:
    """A link that a person has said, or a suggestion."""
    said = found if isinstance(found, Link) else None
    suggested = found if isinstance(found, Suggestion) else None
    return {
        "first": found.first,
        "second": found.second,
        "state": said.verdict if said else "suggested",
        "score": suggested.score if suggested else None,
        "shared": list(suggested.shared) if suggested else [],
        "note": said.note if said else None,
        "by": said.by if said else None,
        "at": said.at if said else None,
    }


def board_row(row: BoardRow) -> dict[str, Any]:
    """An agency's return at the period of a board."""
    now = row.now
    return {
        "agency": row.code,
        "name": row.name,
        "kind": row.kind,
        "state": now.state,
        "days_late": now.days_late,
        "due": now.due,
        "received_on": now.received_on,
        "version": now.version,
        "n_owed": now.n_owed,
        "n_answered": now.n_answered,
    }
