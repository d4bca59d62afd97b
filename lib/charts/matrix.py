"""Agencies × indicators: one cell each with tint, shape and number; on a phone a strip of cells per agency."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lib.charts.bullet import Links
from lib.charts.markup import Attribute, Markup, element
from lib.domain.catalog import IndicatorKind
from lib.domain.standing import Standing, Status
from lib.wording.labels import look
from lib.wording.numbers import MISSING
from lib.wording.ranking import GROUPS, group_of
from lib.wording.sentences import change_text, gap_words, signed_gap, target_text, value_text

_NUMBER = re.compile(r"[-/.](\d{1,3})$", re.ASCII)
MODES: Mapping[str, str] = {"value": "Kết quả", "gap": "Chênh lệch", "change": "So kỳ trước"}


def cell_key(agency_code: str, indicator_code: str) -> str:
    """The key of a cell; of a row's name with an empty indicator, of a column's head with an empty agency."""
    return f"{agency_code}|{indicator_code}"


def parted(key: str) -> tuple[str, str]:
    """The agency and the indicator of a cell's key, either may be empty."""
    agency, _, indicator = key.partition("|")
    return agency, indicator


def matrix(standings: Sequence[Standing], links: Links | None = None, mode: str = "value") -> Markup:
    """The table: agencies worst first, indicators in the order they come. `mode` is one of `MODES`.

    A pair that nobody owes has an empty cell without a key. Give pages of at most 40 agencies.
    """
    if not standings:
        return element("p", "Chưa có đơn vị nào được giao chỉ tiêu.", class_="sct-empty")
    columns = _columns(standings)
    agencies = rows_worst_first(standings)
    head = element("thead", element("tr", element("td"), *(_head(line, links) for line in columns.values())))
    body = element("tbody", *(_row(lines, columns, links or {}, mode) for lines in agencies))
    return element("div", element("table", head, body, style=f"--sct-columns:{len(columns)}"), class_="sct-matrix")


def rows_worst_first(standings: Sequence[Standing]) -> list[dict[str, Standing]]:
    """Each agency's lines by indicator code; the agency with the most urgent lines first, then by name."""
    agencies: dict[str, dict[str, Standing]] = {}
    for line in standings:
        agencies.setdefault(line.agency_code or "", {})[line.indicator_code] = line

    def order(lines: Mapping[str, Standing]) -> tuple[int, int, int, str]:
        groups = [group_of(line) for line in lines.values()]
        urgent, risk, good = (groups.count(group) for group in GROUPS[:3])
        return -urgent, -risk, good, next(iter(lines.values())).agency_name or ""

    return sorted(agencies.values(), key=order)


def _columns(standings: Sequence[Standing]) -> dict[str, Standing]:
    """One line of each indicator in the order they come, the plan's own target where it is there."""
    columns: dict[str, Standing] = {}
    for line in standings:
        kept = columns.get(line.indicator_code)
        if kept is None or (kept.target is None and line.target is not None):
            columns[line.indicator_code] = line
    return columns


def _head(line: Standing, links: Links | None) -> Markup:
    key = cell_key("", line.indicator_code)
    goal = "" if line.target is None else f"KH {target_text(line)}"
    label = f"{line.indicator_name}; {goal}"
    words = element("b", short_code(line)), element("span", goal)
    inner = _target(key, (links or {}).get(key), *words, aria_label=label)
    return element("th", inner, scope="col", title=line.indicator_name)


def short_code(line: Standing) -> str:
    """An indicator's code as its column shows it: «GIALAI-2026-03» gives «C3»."""
    number = _NUMBER.search(line.indicator_code)
    return f"C{int(number[1])}" if number else line.indicator_code


def _row(lines: Mapping[str, Standing], columns: Mapping[str, Standing], links: Links, mode: str) -> Markup:
    first = next(iter(lines.values()))
    agency, name = first.agency_code or "", first.agency_name or "Toàn kế hoạch"
    key = cell_key(agency, "")
    head = element("th", _target(key, links.get(key), name), scope="row")
    cells = (_cell(lines.get(code), column, links, mode) for code, column in columns.items())
    return element("tr", head, *cells)


def _cell(line: Standing | None, column: Standing, links: Links, mode: str) -> Markup:
    code = short_code(column)
    if line is None:
        unowed = element("span", "không giao", class_="sct-vh")
        return element("td", element("span", unowed, class_="sct-cell sct-unowed", data_code=code))
    shown = look(line)
    key = cell_key(line.agency_code or "", line.indicator_code)
    hollow = shown.hollow and shown.shape in ("disc", "triangle", "square", "fall")
    shape = f"{shown.shape}-hollow" if hollow else shown.shape
    classes = f"sct-cell sct-tone-{shown.role} sct-s-{shape}" + (" sct-hollow" if shown.hollow else "")
    classes += " sct-words" if line.kind == IndicatorKind.QUALITATIVE else ""
    text = cell_text(line, mode)
    said = _said(line, text)
    return element("td", _target(key, links.get(key), text, class_=classes, data_code=code, aria_label=said))


def _said(line: Standing, text: str) -> str:
    """What a cell says beside its row's and its column's heads: number, distance, verdict."""
    parts = (text, None if line.kind == IndicatorKind.QUALITATIVE else gap_words(line), look(line).full_word)
    return "; ".join(dict.fromkeys(part for part in parts if part and part != MISSING))


def cell_text(line: Standing, mode: str = "value") -> str:
    """What a cell shows: the value, the signed gap or the change; a short word for qualitative lines."""
    if line.status is Status.NO_DATA:
        return MISSING
    if line.kind == IndicatorKind.QUALITATIVE:
        return value_text(line)
    if mode == "gap":
        return signed_gap(line)
    return (change_text(line) or MISSING) if mode == "change" else value_text(line)


def _target(key: str, href: str | None, *children: Markup | str, **attributes: Attribute) -> Markup:
    """What is tapped: a link where an address is known; else the page makes it a button, to keep cells short."""
    if href is not None:
        return element("a", *children, href=href, target="_self", data_key=key, **attributes)
    return element("div", *children, data_key=key, **attributes)
