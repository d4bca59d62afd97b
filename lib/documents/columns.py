"""Header rows: which column holds what, decided by its words and by the columns beside it.

«Kết quả» alone says nothing: it is a target where an indicator table has no other column for targets, the
actual where one stands beside it, and the deliverable in a table of tasks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lib.documents.blocks import Cell
from lib.domain.catalog import Level
from lib.domain.naming import search_key


class Role(StrEnum):
    """What a column holds."""

    ORDINAL = "ordinal"
    NAME = "name"
    UNIT = "unit"
    TARGET = "target"
    ACTUAL = "actual"
    RESULT = "result"  # «Kết quả», before its neighbours have decided
    METHOD = "method"
    SOURCE_SYSTEM = "source_system"
    LEAD = "lead"
    IMPLEMENTING = "implementing"
    COORDINATING = "coordinating"
    MONITORING = "monitoring"
    DESCRIPTION = "description"
    DEADLINE = "deadline"
    DELIVERABLE = "deliverable"
    REMARK = "remark"
    UNKNOWN = "unknown"


class TableKind(StrEnum):
    """What the rows of a table are."""

    INDICATORS = "indicators"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a header. `index` from 0; `year` and `level` only where its words name them."""

    index: int
    role: Role
    label: str
    ref: str
    year: int | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header row."""

    kind: TableKind
    columns: tuple[Column, ...]

    def of(self, role: Role) -> tuple[Column, ...]:
        """The columns of a role, from left to right."""
        return tuple(column for column in self.columns if column.role is role)

    def first(self, role: Role) -> Column | None:
        """The leftmost column of a role."""
        return next(iter(self.of(role)), None)

    @property
    def key(self) -> tuple[tuple[int, str], ...]:
        """What must be equal for a header to be the same one again."""
        return tuple((column.index, search_key(column.label)) for column in self.columns if column.label)


_BARE_YEAR = re.compile(r"(?:den )?(?:nam |giai doan )*20\d\d(?: ?- ?20\d\d)?")

# First match wins; the words are read without diacritics. Source: the headers of plan documents.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.ORDINAL, r"(?:stt|tt|so tt|so thu tu|no\.?)$"),
        (Role.UNIT, r"(?:don vi tinh|dvt|don vi do|don vi)(?: \(.*\))?$"),
        (Role.LEAD, r".*\bchu tri\b"),
        (Role.COORDINATING, r".*\bphoi hop\b"),
        (Role.MONITORING, r".*\b(?:theo doi|don doc|giam sat)\b|(?:co quan|don vi).*\b(?:tong hop|danh gia)\b"),
        (Role.DEADLINE, r".*\b(?:thoi han|thoi gian|tien do|thoi diem)\b|(?:han |ngay )?hoan thanh"),
        (Role.IMPLEMENTING, r"(?:co quan|don vi|noi|phan cong).*\bthuc hien\b"),
        (Role.METHOD, r"(?:phuong phap|cong thuc|cach)\b.*\btinh\b|cong thuc"),
        (Role.SOURCE_SYSTEM, r".*\b(?:nguon (?:du|so) lieu|he thong trich xuat|nguon trich xuat)\b"),
        (Role.DELIVERABLE, r".*\b(?:san pham|dau ra)\b"),
        (Role.REMARK, r"ghi chu|can cu"),
        (Role.DESCRIPTION, r"(?:mo ta|noi dung chi tiet|dien giai)\b"),
        (Role.RESULT, r".*\bket qua\b"),
        (Role.ACTUAL, r"(?:uoc )?(?:thuc hien|hien trang|dat duoc|so lieu)\b.*"),
        (Role.TARGET, r"(?:muc tieu|dinh huong|phan dau|lo trinh|ke hoach)\b.*"),
        (Role.TARGET, r".*\bchi tieu\b.*\b(?:20\d\d|dat ra|phan dau|duoc giao|cap tinh|cap xa|tinh giao)\b"),
        (Role.TARGET, _BARE_YEAR.pattern + "$"),
        (Role.NAME, r"(?:ten |cac |danh muc |noi dung )*(?:chi tieu|nhiem vu|giai phap|cong viec|noi dung)\b"),
        (Role.NAME, r"(?:ten |cac )?hoat dong\b"),
    )
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PROVINCE = re.compile(r"(?<!\w)tỉnh(?!\w)", re.IGNORECASE)
_COMMUNE = re.compile(r"(?<!\w)xã(?!\w)", re.IGNORECASE)
_LONGEST_LABEL = 120
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_DATED = (Role.TARGET, Role.ACTUAL, Role.RESULT)
_TASK_WORDS = re.compile(r"nhiem vu|giai phap|cong viec|hoat dong")
_INDICATOR_WORDS = re.compile(r"chi tieu|muc tieu")


def read_header(rows: Sequence[Sequence[Cell]], plan_year: int, title: str = "") -> tuple[Header, int] | None:
    """The header that begins at the first of these rows and how many rows it takes, or None.

    A second row that splits a column («Kết quả» into «Tỉnh» and «Xã») belongs to it.
    """
    header = _header([cell.words for cell in rows[0]], rows[0], plan_year, title)
    if header is None:
        return None
    labels = _two_row_labels(rows)
    if labels:
        split = _header(labels, [*rows[0], *rows[1][len(rows[0]) :]], plan_year, title)
        if split is not None:
            return split, 2
    return header, 1


def is_column_numbers(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: «(1) (2) (3)», «A B 1 2»."""
    texts = [cell.words for cell in row if cell.words]
    return len(texts) >= 3 and all(re.fullmatch(r"\(?(?:\d{1,2}|[A-H])\)?(?:=.{1,20})?", text) for text in texts)


def _header(labels: Sequence[str], cells: Sequence[Cell], plan_year: int, title: str) -> Header | None:
    if not _looks_like_header(labels):
        return None
    columns = [_column(index, label, cell.ref) for index, (label, cell) in enumerate(zip(labels, cells, strict=True))]
    kind = _kind(columns, title)
    return Header(kind, tuple(_settled(_with_name(columns), kind, plan_year)))


def _looks_like_header(labels: Sequence[str]) -> bool:
    filled = [label for label in labels if label]
    if len(filled) < 3 or any(len(label) > _LONGEST_LABEL or _NUMBER.fullmatch(label) for label in filled):
        return False
    roles = {_role(label) for label in filled} - {Role.UNKNOWN}
    known = sum(_role(label) is not Role.UNKNOWN for label in filled)
    named = Role.NAME in roles or any(search_key(label) in ("muc tieu", "noi dung") for label in filled)
    return named and len(roles) >= 3 and known * 5 >= len(filled) * 3


def _role(label: str) -> Role:
    key = search_key(label)
    return next((role for role, pattern in _ROLES if pattern.match(key)), Role.UNKNOWN)


def _column(index: int, label: str, ref: str) -> Column:
    role = _role(label) if label else Role.UNKNOWN
    if index == 0 and not label:
        role = Role.ORDINAL
    if role not in _DATED:
        return Column(index, role, label, ref)
    years = _YEAR.findall(label)
    return Column(index, role, label, ref, int(years[-1]) if years else None, _level(label))


def _level(label: str) -> Level | None:
    of_province, of_commune = bool(_PROVINCE.search(label)), bool(_COMMUNE.search(label))
    if of_province == of_commune:
        return None
    return Level.PROVINCE if of_province else Level.COMMUNE


def _with_name(columns: Sequence[Column]) -> list[Column]:
    """Exactly one column names the rows: the first that can; a second one describes or sets targets."""
    named = [column for column in columns if column.role is Role.NAME]
    if not named:
        named = [column for column in columns if search_key(column.label) in ("muc tieu", "noi dung")]
    first = named[0]
    return [
        replace(column, role=Role.NAME)
        if column is first
        else replace(column, role=_second_name_role(column))
        if column.role is Role.NAME
        else column
        for column in columns
    ]


def _second_name_role(column: Column) -> Role:
    return Role.TARGET if _INDICATOR_WORDS.match(search_key(column.label)) else Role.DESCRIPTION


def _kind(columns: Sequence[Column], title: str) -> TableKind:
    """Tasks or indicators: what the columns ask for weighs more than the words of the title."""
    roles = [column.role for column in columns]
    name = next((search_key(column.label) for column in columns if column.role is Role.NAME), "")
    tasks = 2 * bool(_TASK_WORDS.search(name)) + sum(
        role in roles for role in (Role.DEADLINE, Role.DELIVERABLE, Role.COORDINATING, Role.DESCRIPTION)
    )
    indicators = 2 * bool(_INDICATOR_WORDS.search(name)) + sum(
        role in roles for role in (Role.UNIT, Role.TARGET, Role.METHOD, Role.SOURCE_SYSTEM)
    )
    key = search_key(title)
    if tasks == indicators:
        return TableKind.TASKS if _TASK_WORDS.search(key) else TableKind.INDICATORS
    return TableKind.TASKS if tasks > indicators else TableKind.INDICATORS


def _settled(columns: Sequence[Column], kind: TableKind, plan_year: int) -> list[Column]:
    """Columns whose role hangs on the others, decided."""
    if kind is TableKind.TASKS:
        return [_settled_task_column(column, columns) for column in columns]
    has_targets = any(column.role is Role.TARGET for column in columns)
    leads = any(column.role is Role.LEAD for column in columns)
    return [_settled_indicator_column(column, has_targets, leads, plan_year) for column in columns]


def _settled_task_column(column: Column, columns: Sequence[Column]) -> Column:
    roles = {other.role for other in columns}
    if column.role is Role.RESULT:
        taken = Role.DELIVERABLE in roles
        return replace(column, role=Role.REMARK if taken else Role.DELIVERABLE)
    if column.role is Role.UNIT and Role.LEAD not in roles:
        return replace(column, role=Role.LEAD)
    return column


def _settled_indicator_column(column: Column, has_targets: bool, leads: bool, plan_year: int) -> Column:
    past = column.year is not None and column.year < plan_year
    if column.role is Role.RESULT:
        return replace(column, role=Role.ACTUAL if has_targets or past else Role.TARGET)
    if column.role is Role.TARGET and past and _BARE_YEAR.fullmatch(search_key(column.label)):
        return replace(column, role=Role.ACTUAL)
    if column.role is Role.IMPLEMENTING and not leads:
        return replace(column, role=Role.LEAD)
    return column


def _two_row_labels(rows: Sequence[Sequence[Cell]]) -> list[str] | None:
    """Labels of a header of two rows, or None when the second row is no part of it."""
    if len(rows) < 2:
        return None
    top, below = [cell.words for cell in rows[0]], rows[1]
    added = [
        "" if cell.covered or top[index : index + 1] == [cell.words] else cell.words for index, cell in enumerate(below)
    ]
    filled = [(index, text) for index, text in enumerate(added) if text]
    splits = all(
        len(text) <= 40
        and (_YEAR.search(text) or _level(text))
        and (index >= len(top) or not top[index] or _role(top[index]) in _DATED)
        for index, text in filled
    )
    if not filled or not splits:
        return None
    labels, left = [], ""
    for index in range(max(len(top), len(added))):
        own = top[index] if index < len(top) else ""
        more = added[index] if index < len(added) else ""
        left = own or left
        labels.append(f"{left} {more}".strip() if more else own)
    return labels
