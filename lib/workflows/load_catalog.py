"""Plan documents into the ledger, and the agencies that owe their figures: one transaction each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lib.documents.manifest import read_manifest
from lib.documents.read_plan import read_plan
from lib.domain.agency import Agency, Collective
from lib.domain.catalog import Plan, PlanHeading
from lib.domain.catalog_changes import Difference, compare_plans, match_codes
from lib.domain.errors import NotFound
from lib.domain.issue import Issue
from lib.domain.period import Period
from lib.domain.registry import Registry, owing_agencies, task_issues
from lib.domain.status_change import Act, ChangeCause
from lib.storage import agency_store, catalog_store, files, ledger_store, settings_store
from lib.storage.database import Connection, prepare, reading, writing
from lib.workflows import assessment
from lib.workflows.agency_tables import read_collectives, shipped_agencies
from lib.workflows.shipped import CATALOGS, special_days, threshold_rows

_OUTDATED = "kept_tables_outdated"  # set by a step of the schema whose new columns only a recount can fill


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan that was (or, on a dry run, would be) taken in, and how it differs from the one before."""

    plan: Plan
    differences: tuple[Difference, ...]
    written: bool


def set_up(database: Path, *, at: str, by: str) -> None:
    """Create the ledger with the shipped thresholds, days off, agencies and catalogs; repeated, it changes nothing."""
    prepare(database)
    with reading(database) as connection:
        ready = settings_store.setting(connection, "set_up_at") is not None
        outdated = settings_store.setting(connection, _OUTDATED) == "1"
    if outdated:
        _bring_up_to_date(database)
    if ready:
        return
    with writing(database) as connection:
        settings_store.put_thresholds(connection, threshold_rows())
        settings_store.put_special_days(connection, special_days())
        agency_store.save_collectives(connection, read_collectives())
        agency_store.save_agencies(connection, shipped_agencies())
        ledger_store.add_event(connection, at=at, actor=by, action="set_up", subject="agencies")
    for file_name, heading in read_manifest((CATALOGS / "manifest.toml").read_text(encoding="utf-8")):
        content = (CATALOGS / file_name).read_bytes()
        load_document(database, content, file_name, heading, at=at, by=by)
    with writing(database) as connection:
        settings_store.put_setting(connection, "set_up_at", at)


def _bring_up_to_date(database: Path) -> None:
    """Make the kept tables of a ledger of an older version anew from the ledger proper."""
    with writing(database) as connection:
        for summary in catalog_store.plan_summaries(connection):
            assessment.rebuild(connection, summary.code)
        settings_store.put_setting(connection, _OUTDATED, "0")


def load_document(
    database: Path,
    content: bytes,
    file_name: str,
    heading: PlanHeading,
    *,
    at: str,
    by: str,
    dry_run: bool = False,
    confirmed_ordinals: frozenset[int] = frozenset(),
) -> Loaded:
    """Read a plan document and take it in; the same document again changes nothing.

    Raises: UploadRefused when the file cannot be read as a document.
    """
    with reading(database) as connection:
        known = registry(connection)
        old = _known_plan(connection, heading.code)
    read = read_plan(content, file_name, heading, known.known_names)
    matched = match_codes(old, read, confirmed_ordinals) if old else read
    plan = replace(matched, issues=(*matched.issues, *_owing_issues(matched, known)))
    differences = compare_plans(old, plan) if old else ()
    unchanged = old is not None and not differences and old.sha256 == plan.sha256 and old.heading == _complete(plan)
    if dry_run or unchanged:
        return Loaded(plan, differences, written=False)
    files.keep(database, content)
    with writing(database) as connection:
        ledger_store.add_blob(connection, plan.sha256, len(content), file_name, at)
        plan_id = catalog_store.save_plan(connection, plan, at=at, by=by)
        _assign(connection, plan_id, plan, known)
        assessment.rebuild(connection, heading.code, Act(ChangeCause.TARGET_CHANGE, at))
        detail = f"{len(plan.indicators)} indicators, {len(plan.tasks)} tasks, sha256 {plan.sha256}"
        ledger_store.add_event(connection, at=at, actor=by, action="load_plan", subject=heading.code, detail=detail)
    return Loaded(plan, differences, written=True)


def take_in_agencies(
    database: Path, agencies: Iterable[Agency], collectives: Iterable[Collective] = (), *, at: str, by: str
) -> int:
    """Add agencies (a province's communes, say) and let the collectives expand anew; returns how many are new."""
    with writing(database) as connection:
        added = agency_store.save_agencies(connection, agencies)
        agency_store.save_collectives(connection, collectives)
        known = registry(connection)
        for summary in catalog_store.plan_summaries(connection):
            plan = catalog_store.load_plan(connection, summary.code)
            _assign(connection, summary.id, plan, known)
            issues = (*_document_issues(plan), *_owing_issues(plan, known))
            catalog_store.save_issues(connection, summary.id, issues)
            assessment.rebuild(connection, summary.code, Act(ChangeCause.CATALOG, at))
        ledger_store.add_event(connection, at=at, actor=by, action="take_in_agencies", subject=f"{added} new")
    return added


def registry(connection: Connection) -> Registry:
    """The agencies and collectives of the ledger, ready to resolve names."""
    return Registry(agency_store.agencies(connection), agency_store.collectives(connection))


def _known_plan(connection: Connection, code: str) -> Plan | None:
    try:
        return catalog_store.load_plan(connection, code)
    except NotFound:
        return None


def _complete(plan: Plan) -> PlanHeading:
    baseline_date = plan.heading.baseline_date or Period(plan.heading.year - 1, 12).end
    risky = frozenset(i.ordinal for i in plan.indicators if i.risky)
    return replace(plan.heading, baseline_date=baseline_date, risky=risky)


_REGISTRY_ISSUES = frozenset(("indicator-unowed", "agency-unresolved", "agency-vague", "agency-dissolved"))


def _document_issues(plan: Plan) -> tuple[Issue, ...]:
    return tuple(issue for issue in plan.issues if issue.code not in _REGISTRY_ISSUES)


def _owing_issues(plan: Plan, known: Registry) -> tuple[Issue, ...]:
    found: dict[tuple[object, ...], Issue] = {}
    for indicator in plan.indicators:
        for issue in owing_agencies(indicator, plan.tasks, plan.heading, known, _start(plan).first).issues:
            once_per_name = issue.code in ("agency-dissolved", "agency-vague")
            key = (issue.code, issue.facts) if once_per_name else (issue.code, issue.subject, issue.facts)
            found.setdefault(key, issue)
    for issue in task_issues(plan, known):
        found.setdefault((issue.code, issue.facts), issue)
    return tuple(found.values())


def _assign(connection: Connection, plan_id: int, plan: Plan, known: Registry) -> None:
    ids = agency_store.agency_ids(connection)
    indicators = catalog_store.indicator_ids(connection, plan_id)
    for indicator in plan.indicators:
        owing = owing_agencies(indicator, plan.tasks, plan.heading, known, _start(plan).first)
        agency_store.assign_from_document(
            connection, indicators[indicator.code], [ids[a.code] for a in owing.agencies], _start(plan).index
        )


def _start(plan: Plan) -> Period:
    return Period(plan.heading.year, 1)
