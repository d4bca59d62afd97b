"""Plans, indicators, targets, baselines and tasks: written as a whole plan, read as a whole plan."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from lib.domain.catalog import (
    Baseline,
    Direction,
    Frequency,
    Indicator,
    IndicatorKind,
    Level,
    Measure,
    Plan,
    PlanHeading,
    PlanSummary,
    SourceRef,
    Target,
    Task,
)
from lib.domain.deadline import Deadline
from lib.domain.errors import NotFound
from lib.domain.issue import Issue, Severity
from lib.storage.database import Connection, Row
from lib.storage.values import (
    day_of,
    day_text,
    decimal_of,
    decimal_text,
    facts_of,
    facts_text,
    names_of,
    names_text,
)


def plan_summaries(connection: Connection, code: str | None = None) -> tuple[PlanSummary, ...]:
    """Every plan (or the one of a code) with its counts, in the order of loading."""
    rows = connection.execute(
        """
        SELECT plan.*,
          (SELECT count(*) FROM indicator WHERE plan_id = plan.id AND retired_at IS NULL) AS n_indicators,
          (SELECT count(*) FROM task WHERE plan_id = plan.id) AS n_tasks,
          (SELECT count(*) FROM catalog_issue WHERE plan_id = plan.id) AS n_issues
        FROM plan WHERE :code IS NULL OR plan.code = :code ORDER BY plan.id
        """,
        {"code": code},
    )
    return tuple(_summary(row) for row in rows)


def plan_summary(connection: Connection, code: str) -> PlanSummary:
    """One plan with its counts.

    Raises: NotFound (`plan-unknown`).
    """
    for summary in plan_summaries(connection, code):
        return summary
    raise NotFound("plan-unknown", plan=code)


def indicator_ids(connection: Connection, plan_id: int) -> dict[str, int]:
    """The row ids of a plan's indicators by code, in document order."""
    rows = connection.execute(
        "SELECT code, id FROM indicator WHERE plan_id = ? AND retired_at IS NULL ORDER BY ordinal, id", (plan_id,)
    )
    return {row["code"]: row["id"] for row in rows}


def save_plan(connection: Connection, plan: Plan, *, at: str, by: str) -> int:
    """Write a plan as its document states it; rows keep their ids by code. Returns the plan's id.

    An indicator that the document no longer holds is retired, never deleted; what the secretariat entered
    (agency targets, entered baselines) stays.
    """
    plan_id = _save_heading(connection, plan, at, by)
    kept = {indicator.code for indicator in plan.indicators}
    for code in indicator_ids(connection, plan_id):
        if code not in kept:
            connection.execute("UPDATE indicator SET retired_at = ? WHERE code = ?", (at, code))
    for indicator in plan.indicators:
        _save_indicator(connection, plan_id, indicator, at, by)
    _save_tasks(connection, plan_id, plan.tasks)
    save_issues(connection, plan_id, plan.issues)
    return plan_id


def save_issues(connection: Connection, plan_id: int, issues: Sequence[Issue]) -> None:
    """Replace the catalog issues of a plan."""
    connection.execute("DELETE FROM catalog_issue WHERE plan_id = ?", (plan_id,))
    connection.executemany(
        "INSERT INTO catalog_issue (plan_id, position, severity, code, sheet, cell, subject, facts) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                plan_id,
                position,
                issue.severity,
                issue.code,
                issue.sheet,
                issue.cell,
                issue.subject,
                facts_text(issue.facts),
            )
            for position, issue in enumerate(issues)
        ),
    )


def load_plan(connection: Connection, code: str) -> Plan:
    """A plan as it stands in the ledger.

    Raises: NotFound (`plan-unknown`).
    """
    summary = plan_summary(connection, code)
    indicators = plan_indicators(connection, summary.id)
    return Plan(
        heading=PlanHeading(
            code=summary.code,
            title=summary.title,
            issuer=summary.issuer,
            year=summary.year,
            level=summary.level,
            province=summary.province,
            baseline_date=summary.baseline_date,
            risky=frozenset(i.ordinal for i in indicators if i.risky),
        ),
        plan_number=summary.plan_number,
        file=summary.file,
        sha256=summary.sha256,
        indicators=indicators,
        tasks=_tasks(connection, summary.id),
        issues=_issues(connection, summary.id),
    )


def agency_targets(
    connection: Connection, plan_id: int, agency_id: int | None = None
) -> dict[tuple[int, int], tuple[Target, ...]]:
    """Targets that belong to one agency (all agencies', or those of one), by (indicator id, agency id)."""
    rows = connection.execute(
        "SELECT target.* FROM target JOIN indicator ON indicator.id = target.indicator_id "
        "WHERE indicator.plan_id = :plan AND target.agency_id IS NOT NULL "
        "AND (:agency IS NULL OR target.agency_id = :agency) ORDER BY target.position",
        {"plan": plan_id, "agency": agency_id},
    )
    found: dict[tuple[int, int], tuple[Target, ...]] = {}
    for row in rows:
        key = (row["indicator_id"], row["agency_id"])
        found[key] = (*found.get(key, ()), _target(row))
    return found


def baselines(
    connection: Connection, plan_id: int, agency_id: int | None = None
) -> dict[tuple[int, int | None], Baseline]:
    """The baselines in force, by (indicator id, agency id); agency `None` in a key is the plan as a whole.

    agency_id: only the plan's own and those of one agency (0: the plan's own alone).
    """
    rows = connection.execute(
        "SELECT baseline.* FROM baseline JOIN indicator ON indicator.id = baseline.indicator_id "
        "WHERE indicator.plan_id = :plan AND known_to IS NULL "
        "AND (:agency IS NULL OR coalesce(baseline.agency_id, 0) IN (0, :agency))",
        {"plan": plan_id, "agency": agency_id},
    )
    return {(row["indicator_id"], row["agency_id"]): _baseline(row) for row in rows}


def enter_baseline(
    connection: Connection,
    indicator_id: int,
    agency_id: int | None,
    baseline: Baseline,
    *,
    origin: str,
    at: str,
    by: str,
) -> None:
    """Put a baseline in force; the one before it is kept with the moment until which it was known."""
    connection.execute(
        "UPDATE baseline SET known_to = ? "
        "WHERE indicator_id = ? AND coalesce(agency_id, 0) = coalesce(?, 0) AND known_to IS NULL",
        (at, indicator_id, agency_id),
    )
    connection.execute(
        "INSERT INTO baseline (indicator_id, agency_id, day, value, raw, file, sheet, cell, origin, entered_by, "
        "entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            indicator_id,
            agency_id,
            baseline.date.isoformat(),
            decimal_text(baseline.value),
            baseline.raw,
            baseline.source.file,
            baseline.source.sheet,
            baseline.source.cell,
            origin,
            by,
            at,
        ),
    )


def _save_heading(connection: Connection, plan: Plan, at: str, by: str) -> int:
    heading = plan.heading
    baseline_date = heading.baseline_date or date(heading.year - 1, 12, 31)
    row = connection.execute(
        """
        INSERT INTO plan (code, title, plan_number, issuer, year, level, province, baseline_date, file, sha256,
                          loaded_at, loaded_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (code) DO UPDATE SET title = excluded.title, plan_number = excluded.plan_number,
          issuer = excluded.issuer, year = excluded.year, level = excluded.level, province = excluded.province,
          baseline_date = excluded.baseline_date, file = excluded.file, sha256 = excluded.sha256,
          loaded_at = excluded.loaded_at, loaded_by = excluded.loaded_by
        RETURNING id
        """,
        (
            heading.code,
            heading.title,
            plan.plan_number,
            heading.issuer,
            heading.year,
            heading.level,
            heading.province,
            baseline_date.isoformat(),
            plan.file,
            plan.sha256,
            at,
            by,
        ),
    ).fetchone()
    return int(row["id"])


def _save_indicator(connection: Connection, plan_id: int, indicator: Indicator, at: str, by: str) -> None:
    values: Mapping[str, object] = {
        "plan_id": plan_id,
        "code": indicator.code,
        "ordinal": indicator.ordinal,
        "group_name": indicator.group,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "direction": indicator.direction,
        "measure": indicator.measure,
        "frequency": indicator.frequency,
        "numerator": indicator.numerator,
        "denominator": indicator.denominator,
        "source_system": indicator.source_system,
        "lead_agencies": names_text(indicator.lead_agencies),
        "monitoring_agency": indicator.monitoring_agency,
        "remark": indicator.remark,
        "risky": int(indicator.risky),
        **_place(indicator.source),
    }
    row = connection.execute(
        """
        INSERT INTO indicator (plan_id, code, ordinal, group_name, name, unit, kind, direction, measure, frequency,
          numerator, denominator, source_system, lead_agencies, monitoring_agency, remark, risky, file, sheet, cell)
        VALUES (:plan_id, :code, :ordinal, :group_name, :name, :unit, :kind, :direction, :measure, :frequency,
          :numerator, :denominator, :source_system, :lead_agencies, :monitoring_agency, :remark, :risky,
          :file, :sheet, :cell)
        ON CONFLICT (code) DO UPDATE SET ordinal = :ordinal, group_name = :group_name, name = :name, unit = :unit,
          kind = :kind, numerator = :numerator, denominator = :denominator, source_system = :source_system,
          lead_agencies = :lead_agencies, monitoring_agency = :monitoring_agency, remark = :remark,
          direction = CASE WHEN corrected = 1 THEN direction ELSE :direction END,
          measure = CASE WHEN corrected = 1 THEN measure ELSE :measure END,
          frequency = CASE WHEN corrected = 1 THEN frequency ELSE :frequency END,
          risky = CASE WHEN corrected = 1 THEN risky ELSE :risky END,
          file = :file, sheet = :sheet, cell = :cell, retired_at = NULL
        RETURNING id
        """,
        values,
    ).fetchone()
    _save_targets(connection, row["id"], indicator.targets)
    _save_document_baseline(connection, row["id"], indicator.baseline, at, by)


def _save_targets(connection: Connection, indicator_id: int, targets: Iterable[Target]) -> None:
    connection.execute("DELETE FROM target WHERE indicator_id = ? AND agency_id IS NULL", (indicator_id,))
    connection.executemany(
        "INSERT INTO target (indicator_id, position, year, level, comparator, grade, value, value2, unit, raw, "
        "file, sheet, cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                indicator_id,
                position,
                target.year,
                target.level,
                target.comparator,
                target.grade,
                decimal_text(target.value),
                decimal_text(target.value2),
                target.unit,
                target.raw,
                target.source.file,
                target.source.sheet,
                target.source.cell,
            )
            for position, target in enumerate(targets)
        ),
    )


def _save_document_baseline(
    connection: Connection, indicator_id: int, baseline: Baseline | None, at: str, by: str
) -> None:
    row = connection.execute(
        "SELECT * FROM baseline WHERE indicator_id = ? AND agency_id IS NULL AND known_to IS NULL", (indicator_id,)
    ).fetchone()
    if row is not None and (row["origin"] != "document" or (baseline is not None and _baseline(row) == baseline)):
        return
    if baseline is not None:
        enter_baseline(connection, indicator_id, None, baseline, origin="document", at=at, by=by)
    elif row is not None:
        connection.execute("UPDATE baseline SET known_to = ? WHERE id = ?", (at, row["id"]))


def _save_tasks(connection: Connection, plan_id: int, tasks: Iterable[Task]) -> None:
    ids = indicator_ids(connection, plan_id)
    connection.execute("DELETE FROM task WHERE plan_id = ?", (plan_id,))
    for position, task in enumerate(tasks):
        connection.execute(
            """
            INSERT INTO task (plan_id, code, position, annex, group_name, ordinal, name, description, lead_agencies,
              implementing_agencies, coordinating_agencies, monitoring_agency, deadline, deadline_end, deliverable,
              indicator_id, file, sheet, cell)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                plan_id,
                task.code,
                position,
                task.annex,
                task.group,
                task.ordinal,
                task.name,
                task.description,
                names_text(task.lead_agencies),
                names_text(task.implementing_agencies),
                names_text(task.coordinating_agencies),
                task.monitoring_agency,
                _deadline_text(task.deadline),
                day_text(task.deadline.end),
                task.deliverable,
                ids.get(task.indicator_code or ""),
                task.source.file,
                task.source.sheet,
                task.source.cell,
            ),
        )


def plan_indicators(connection: Connection, plan_id: int) -> tuple[Indicator, ...]:
    """The indicators of a plan in document order, with targets and the plan's baselines in force."""
    targets: dict[int, list[Target]] = {}
    for row in connection.execute(
        "SELECT target.* FROM target JOIN indicator ON indicator.id = target.indicator_id "
        "WHERE indicator.plan_id = ? AND target.agency_id IS NULL ORDER BY target.position",
        (plan_id,),
    ):
        targets.setdefault(row["indicator_id"], []).append(_target(row))
    in_force = baselines(connection, plan_id, 0)
    rows = connection.execute(
        "SELECT * FROM indicator WHERE plan_id = ? AND retired_at IS NULL ORDER BY ordinal, id", (plan_id,)
    )
    return tuple(_indicator(row, tuple(targets.get(row["id"], ())), in_force.get((row["id"], None))) for row in rows)


def _indicator(row: Row, targets: tuple[Target, ...], baseline: Baseline | None) -> Indicator:
    return Indicator(
        code=row["code"],
        ordinal=row["ordinal"],
        group=row["group_name"],
        name=row["name"],
        unit=row["unit"],
        kind=IndicatorKind(row["kind"]),
        direction=Direction(row["direction"]),
        source=_source(row),
        targets=targets,
        baseline=baseline,
        numerator=row["numerator"],
        denominator=row["denominator"],
        source_system=row["source_system"],
        lead_agencies=names_of(row["lead_agencies"]),
        monitoring_agency=row["monitoring_agency"],
        remark=row["remark"],
        measure=Measure(row["measure"]),
        frequency=Frequency(row["frequency"]),
        risky=bool(row["risky"]),
    )


def _tasks(connection: Connection, plan_id: int) -> tuple[Task, ...]:
    rows = connection.execute(
        "SELECT task.*, indicator.code AS indicator_code FROM task "
        "LEFT JOIN indicator ON indicator.id = task.indicator_id WHERE task.plan_id = ? ORDER BY task.position",
        (plan_id,),
    )
    return tuple(
        Task(
            code=row["code"],
            annex=row["annex"],
            group=row["group_name"],
            ordinal=row["ordinal"],
            name=row["name"],
            description=row["description"],
            lead_agencies=names_of(row["lead_agencies"]),
            implementing_agencies=names_of(row["implementing_agencies"]),
            coordinating_agencies=names_of(row["coordinating_agencies"]),
            monitoring_agency=row["monitoring_agency"],
            deadline=_deadline(row["deadline"]),
            deliverable=row["deliverable"],
            indicator_code=row["indicator_code"],
            source=_source(row),
        )
        for row in rows
    )


def _issues(connection: Connection, plan_id: int) -> tuple[Issue, ...]:
    rows = connection.execute("SELECT * FROM catalog_issue WHERE plan_id = ? ORDER BY position", (plan_id,))
    return tuple(
        Issue(Severity(row["severity"]), row["code"], row["sheet"], row["cell"], row["subject"], facts_of(row["facts"]))
        for row in rows
    )


def _target(row: Row) -> Target:
    return Target(
        year=row["year"],
        level=Level(row["level"]) if row["level"] else None,
        comparator=row["comparator"],
        value=decimal_of(row["value"]),
        unit=row["unit"],
        raw=row["raw"],
        source=_source(row),
        value2=decimal_of(row["value2"]),
        grade=row["grade"],
    )


def _baseline(row: Row) -> Baseline:
    return Baseline(date.fromisoformat(row["day"]), Decimal(row["value"]), row["raw"], _source(row))


def _source(row: Row) -> SourceRef:
    return SourceRef(row["file"], row["sheet"], row["cell"])


def _place(source: SourceRef) -> dict[str, str]:
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell}


def _summary(row: Row) -> PlanSummary:
    return PlanSummary(
        id=row["id"],
        code=row["code"],
        title=row["title"],
        plan_number=row["plan_number"],
        issuer=row["issuer"],
        year=row["year"],
        level=Level(row["level"]),
        province=row["province"],
        baseline_date=date.fromisoformat(row["baseline_date"]),
        file=row["file"],
        sha256=row["sha256"],
        loaded_at=row["loaded_at"],
        loaded_by=row["loaded_by"],
        n_indicators=row["n_indicators"],
        n_tasks=row["n_tasks"],
        n_issues=row["n_issues"],
    )


def _deadline_text(deadline: Deadline) -> str:
    return json.dumps(
        {
            "raw": deadline.raw,
            "kind": deadline.kind,
            "start": day_text(deadline.start),
            "end": day_text(deadline.end),
            "boundary": deadline.boundary,
            "recurrence": deadline.recurrence,
            "occurrences": list(deadline.occurrences),
            "condition": deadline.condition,
            "can_be_overdue": deadline.can_be_overdue,
        },
        ensure_ascii=False,
    )


def _deadline(text: str) -> Deadline:
    read = json.loads(text)
    return Deadline(
        **read | {"start": day_of(read["start"]), "end": day_of(read["end"]), "occurrences": tuple(read["occurrences"])}
    )
