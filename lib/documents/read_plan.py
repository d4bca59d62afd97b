"""A plan document into a `Plan`: its indicators, targets, baselines and tasks, and every doubt it raises.

One pipeline for all documents: bytes → blocks (`text_source`, `docx_source`, `xlsx_source`) → sections with
recognised headers (`columns`, `sections`) → records (`records`) → indicators and tasks (`indicator_rows`,
`task_rows`) → links between them (`annex_links`) → doubts (`plan_checks`). What a document says is kept raw;
what cannot be read is raised, never guessed.

Issues and their facts: `unit-doubtful` unit, name · `unit-without-number` unit, target · `share-over-100` target,
year · `baseline-blank` year, name · `baseline-unread` text, name · `target-differs` in_body, in_annex, annex_cell,
differs (value|comparator), score, year, name · `title-differs` annex, in_title, in_annex, annex_cell ·
`target-unread` text · `target-blank` name · `deadline-unread` text · `name-duplicate` name, other ·
`annex-unlinked` annex, title, reason (no-indicator|differs), titled · `row-joined` name, text · `row-unread` text,
what (row|column) · `row-renumbered` printed, taken, name · `spelling-doubtful` written, likely · `defaults-taken`
count · `plan-number-blank` text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from lib.documents.annex_links import link_tasks, title_issues
from lib.documents.archive_bounds import file_format
from lib.documents.blocks import Block
from lib.documents.columns import Role, TableKind
from lib.documents.docx_source import read_docx
from lib.documents.findings import finding
from lib.documents.indicator_rows import Frame, read_indicator
from lib.documents.plan_checks import (
    body_issues,
    defaults_taken,
    duplicate_names,
    indicator_issues,
    plan_target,
)
from lib.documents.plan_number import find_plan_number
from lib.documents.records import Numbered, Record, Stray, number_records, read_records
from lib.documents.sections import Reading, Section, read_sections
from lib.documents.task_rows import read_task, task_family
from lib.documents.text_source import read_text
from lib.documents.xlsx_source import read_xlsx
from lib.domain.catalog import Indicator, Plan, PlanHeading, Task
from lib.domain.errors import UploadRefused
from lib.domain.issue import Issue

_READERS: dict[str, Callable[[bytes], tuple[Block, ...]]] = {
    "text": read_text,
    "docx": read_docx,
    "xlsx": read_xlsx,
}


def read_plan(content: bytes, file_name: str, heading: PlanHeading, known_agencies: Collection[str] = ()) -> Plan:
    """The plan that a text file, a `.docx` or an `.xlsx` holds. `known_agencies` help to part the agency cells.

    Raises: UploadRefused when the file cannot be read safely, or holds no table of indicators or tasks.
    """
    blocks = _READERS[file_format(content)](content)
    reading = read_sections(blocks, heading.year)
    rows = _Rows(Frame(heading, file_name, known_agencies))
    rows.read(reading.sections)
    if not rows.indicators and not rows.tasks:
        raise UploadRefused("plan-table-missing")
    tasks, link_issues, claims = link_tasks(rows.tasks, reading.sections, rows.indicators)
    targets = {one.code: plan_target(one, heading) for one in rows.indicators}
    number, number_issues = find_plan_number([*reading.prose, *reading.notes])
    return Plan(
        heading=heading,
        plan_number=number,
        file=file_name,
        sha256=sha256(content).hexdigest(),
        indicators=tuple(rows.indicators),
        tasks=tasks,
        issues=(
            *number_issues,
            *rows.issues,
            *duplicate_names(rows.indicators),
            *link_issues,
            *title_issues(claims, targets),
            *_body_issues(reading, rows.indicators, heading),
            *defaults_taken(rows.indicators),
        ),
    )


def _body_issues(reading: Reading, indicators: Sequence[Indicator], heading: PlanHeading) -> Iterator[Issue]:
    return body_issues(reading.prose, indicators, heading)


@dataclass(slots=True)
class _Rows:
    """Indicators and tasks of all sections, in document order."""

    frame: Frame
    indicators: list[Indicator] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def read(self, sections: Iterable[Section]) -> None:
        """Records of every section, numbered within their family of codes, then read."""
        indicators: list[Record] = []
        tasks: list[Record] = []
        for section in sections:
            records, strays = read_records(section)
            (tasks if section.header.kind is TableKind.TASKS else indicators).extend(records)
            self.issues += [*_unknown_columns(section), *map(_stray, strays)]
        for row in number_records(indicators):
            self._indicator(row)
        for family, members in _families(tasks).items():
            for row in number_records(members):
                self._task(family, row)

    def _indicator(self, row: Numbered) -> None:
        code = f"{self.frame.heading.code}-{row.number:02d}"
        indicator, issues = read_indicator(row.record, row.number, code, self.frame)
        unit_place = (row.record.section.sheet, row.record.ref(Role.UNIT))
        self.indicators.append(indicator)
        self.issues += [*_row_issues(row, code), *issues, *indicator_issues(indicator, unit_place)]

    def _task(self, family: str, row: Numbered) -> None:
        code = f"{self.frame.heading.code}-{family}-{row.number:02d}"
        task, issues = read_task(row.record, row.number, code, self.frame)
        self.tasks.append(task)
        self.issues += [*_row_issues(row, code), *issues]


def _families(records: Sequence[Record]) -> dict[str, list[Record]]:
    families: dict[str, list[Record]] = {}
    for record in records:
        families.setdefault(task_family(record), []).append(record)
    return families


def _row_issues(row: Numbered, code: str) -> Iterator[Issue]:
    record, sheet = row.record, row.record.section.sheet
    if record.joined:
        text = " ".join(cell.words for cell in record.joined)
        yield finding("row-joined", sheet, record.joined[0].ref, code, name=record.words(Role.NAME), text=text)
    if not row.expected:
        facts = {"printed": record.printed, "taken": row.number, "name": record.words(Role.NAME)}
        yield finding("row-renumbered", sheet, record.ref(), code, **facts)


def _unknown_columns(section: Section) -> Iterator[Issue]:
    for column in section.header.of(Role.UNKNOWN):
        if column.label:
            yield finding("row-unread", section.sheet, column.ref, None, text=column.label, what="column")


def _stray(stray: Stray) -> Issue:
    return finding("row-unread", stray.section.sheet, stray.ref, None, text=stray.text, what="row")
