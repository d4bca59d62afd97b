"""The tables of agencies and collectives: the shipped ones in `data/agencies`, or others of the same shape.

`agencies.csv`: code, name, kind, province, aliases (`|` between them), valid_from, valid_to (ISO days),
merged_into and parent (codes), note. `collectives.csv`: name, kinds (`|`), aliases (`|`), vague (yes, no),
valid_to, note. Columns that a table does not need may be left out, `code`, `name`, `kind` may not.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from lib.domain.agency import Agency, AgencyKind, Collective
from lib.domain.agency_keys import name_key
from lib.domain.naming import tidy
from lib.domain.registry import Registry
from lib.workflows.communes import commune, communes_of, province_named

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "agencies"
SHIPPED_PROVINCES = ("Gia Lai", "Quảng Trị")
_AGENCY_COLUMNS = (
    "code", "name", "kind", "province", "aliases", "valid_from", "valid_to", "merged_into", "parent", "note",
)  # fmt: skip
_COLLECTIVE_COLUMNS = ("name", "kinds", "aliases", "vague", "valid_to", "note")

Row = dict[str, str]
Value = TypeVar("Value", Agency, Collective)


def shipped_registry() -> Registry:
    """What a new ledger starts with: the shipped tables and the communes of the shipped provinces."""
    return Registry(shipped_agencies(), read_collectives())


def shipped_agencies() -> tuple[Agency, ...]:
    """The shipped table, the communes of the shipped provinces, and the communes whose offices it names."""
    table = read_agencies()
    communes = tuple(one for province in SHIPPED_PROVINCES for one in communes_of(province))
    known = {agency.code for agency in (*table, *communes)}
    parents = dict.fromkeys(agency.parent for agency in table if agency.parent and agency.parent not in known)
    return (*table, *communes, *filter(None, map(commune, parents)))


def read_agencies(path: Path = SHIPPED / "agencies.csv") -> tuple[Agency, ...]:
    """The agencies of a table, in its order.

    Raises: ValueError naming every bad row at once.
    """
    rows = _rows(path, _AGENCY_COLUMNS, ("code", "name", "kind"))
    agencies = _each(path, rows, _agency)
    _refuse(path, _clashes(agencies) + _dangling(agencies))
    return agencies


def read_collectives(path: Path = SHIPPED / "collectives.csv") -> tuple[Collective, ...]:
    """The collectives of a table, in its order.

    Raises: ValueError naming every bad row at once.
    """
    collectives = _each(path, _rows(path, _COLLECTIVE_COLUMNS, ("name", "vague")), _collective)
    names = [(name_key(name), one.name) for one in collectives for name in (one.name, *one.aliases)]
    owners: dict[str, str] = {}
    _refuse(
        path,
        [f"{one} and {owners[key]} share a name" for key, one in names if owners.setdefault(key, one) != one],
    )
    return collectives


def _rows(path: Path, columns: tuple[str, ...], needed: tuple[str, ...]) -> list[tuple[int, Row]]:
    """The rows of a CSV file with their line numbers; spreadsheets may have put a mark before the first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        header = tuple(reader.fieldnames or ())
        wrong = [f"unknown column {name!r}" for name in header if name not in columns]
        _refuse(path, wrong + [f"column {name!r} is missing" for name in needed if name not in header])
        rows = [(reader.line_num, row) for row in reader]
    _refuse(path, [f"line {line}: more cells than columns" for line, row in rows if None in row])
    return [(line, {name: tidy(row.get(name) or "") for name in columns}) for line, row in rows]


def _each(path: Path, rows: list[tuple[int, Row]], read: Callable[[Row], Value]) -> tuple[Value, ...]:
    values: list[Value] = []
    faults: list[str] = []
    for line, row in rows:
        try:
            values.append(read(row))
        except ValueError as fault:
            faults.append(f"line {line}: {fault}")
    _refuse(path, faults)
    return tuple(values)


def _agency(row: Row) -> Agency:
    if not row["code"] or not row["name"]:
        raise ValueError("code or name is blank")
    province = province_named(row["province"]) if row["province"] else None
    if row["province"] and province is None:
        raise ValueError(f"no province {row['province']!r}")
    founded, ended = _day(row["valid_from"]), _day(row["valid_to"])
    if founded and ended and ended < founded:
        raise ValueError("valid_to lies before valid_from")
    return Agency(
        code=row["code"],
        name=row["name"],
        kind=AgencyKind(row["kind"]),
        province=province,
        aliases=_list(row["aliases"]),
        valid_from=founded,
        valid_to=ended,
        merged_into=row["merged_into"] or None,
        parent=row["parent"] or None,
    )


def _collective(row: Row) -> Collective:
    kinds = frozenset(AgencyKind(kind) for kind in _list(row["kinds"]))
    if not row["name"] or row["vague"] not in ("yes", "no"):
        raise ValueError("name is blank, or vague is neither yes nor no")
    if (row["vague"] == "yes") == bool(kinds):
        raise ValueError("a vague name has no kinds, every other one has some")
    return Collective(row["name"], kinds, _list(row["aliases"]), _day(row["valid_to"]))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, cell.split("|"))))


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _clashes(agencies: tuple[Agency, ...]) -> list[str]:
    """Codes used twice, and names in force used twice at one place."""
    names = ((one.code, (name_key(one.name), one.province, one.parent)) for one in agencies if one.valid_to is None)
    codes = ((one.code, (one.code.casefold(),)) for one in agencies)
    seen: dict[tuple[str | None, ...], int] = Counter(key for _, key in (*names, *codes))
    return [f"{key[0]} stands for more than one agency" for key, times in seen.items() if times > 1]


def _dangling(agencies: tuple[Agency, ...]) -> list[str]:
    """Codes that a row points to and that neither the table nor the list of communes holds."""
    known = {agency.code for agency in agencies}
    pointed = ((agency.code, to) for agency in agencies for to in (agency.merged_into, agency.parent) if to)
    return [f"{code} points to {to}, which is not there" for code, to in pointed if to not in known and not commune(to)]


def _refuse(path: Path, faults: list[str]) -> None:
    if faults:
        raise ValueError(f"{path.name}: " + "; ".join(faults))
