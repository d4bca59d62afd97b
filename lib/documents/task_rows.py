"""Records of a task annex into tasks."""

from __future__ import annotations

from lib.documents.columns import Role
from lib.documents.findings import finding
from lib.documents.indicator_rows import Frame
from lib.documents.records import Record
from lib.domain.catalog import Task
from lib.domain.deadline import parse_deadline
from lib.domain.issue import Issue

NO_ANNEX = "T"


def task_family(record: Record) -> str:
    """What stands between plan and number in a task's code: the annex, else the mark of its group."""
    return record.section.annex or (record.group.mark if record.group and record.group.mark else NO_ANNEX)


def read_task(record: Record, ordinal: int, code: str, frame: Frame) -> tuple[Task, list[Issue]]:
    """One task, not yet linked to an indicator; a deadline that cannot be read is an issue."""
    group = record.group.name if record.group else None
    deadline = parse_deadline(record.words(Role.DEADLINE), group, frame.heading.year)
    place = record.cell(record.section.header.first(Role.NAME)) or record.cells[0]
    task = Task(
        code=code,
        annex=task_family(record),
        group=group,
        ordinal=ordinal,
        name=record.words(Role.NAME),
        description=record.words(Role.DESCRIPTION) or None,
        lead_agencies=frame.agencies(record, Role.LEAD),
        implementing_agencies=frame.agencies(record, Role.IMPLEMENTING),
        coordinating_agencies=frame.agencies(record, Role.COORDINATING),
        monitoring_agency=record.words(Role.MONITORING) or None,
        deadline=deadline,
        deliverable=record.words(Role.DELIVERABLE) or None,
        indicator_code=None,
        source=frame.source(record, place),
    )
    unread = deadline.kind == "invalid" and bool(deadline.raw.strip())
    if not unread:
        return task, []
    ref = record.ref(Role.DEADLINE)
    return task, [finding("deadline-unread", record.section.sheet, ref, code, text=deadline.raw)]
