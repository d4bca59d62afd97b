"""Agencies × indicators: one cell each with tint, shape and number; on a phone a strip of symbols per agency.

A page may hold two thousand cells, so a cell says nothing twice: its look stands once in the legend below the table
and is named by a short class; what it says aloud, and where it leads, the page makes of its row and its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lib.charts.chips import look_chip
from lib.charts.markup import Markup, element, joined
from lib.charts.shapes import icon
from lib.domain.catalog import IndicatorKind
from lib.domain.peers import LineOf
from lib.domain.standing import Standing, Status
from lib.domain.streak import Course
from lib.wording import matrix as words
from lib.wording.labels import Look, look
from lib.wording.numbers import MISSING
from lib.wording.ranking import GROUPS, group_of
from lib.wording.sentences import signed_gap, target_text, value_text

_NUMBER = re.compile(r"[-/.](\d{1,3})$", re.ASCII)
MANY = 16
"""Columns from which on paper a row is broken into lines of cells."""


def cell_key(agency_code: str, indicator_code: str) -> str:
    """The key of a cell; of a row's name with an empty indicator, of a column's head with an empty agency."""
    return f"{agency_code}|{indicator_code}"


def parted(key: str) -> tuple[str, str]:
    """The agency and the indicator of a cell's key, either may be empty."""
    agency, _, indicator = key.partition("|")
    return agency, indicator


def matrix(
    standings: Sequence[Standing],
    columns: Sequence[Standing] | None = None,
    mode: str = words.VALUE,
    courses: Mapping[LineOf, Course] | None = None,
) -> Markup:
    """The table with its legends: agencies worst first. `mode` is one of `lib.wording.matrix.MODES`.

    columns: one line of each indicator (`heads`), so that all pages of a matrix have the same; those of `standings`
    else. A pair that nobody owes has an empty cell that leads nowhere. Give pages of at most 40 agencies.
    """
    if not standings:
        return element("p", "Chưa có đơn vị nào được giao chỉ tiêu.", class_="sct-empty")
    shown = {line.indicator_code: line for line in (columns or heads(standings))}
    looks: dict[Look | None, str] = {}
    rows = [_row(lines, shown, mode, courses or {}, looks) for lines in rows_worst_first(standings)]
    head = element("thead", element("tr", element("td"), *map(_head, shown.values())))
    table = element("table", head, element("tbody", *rows), style=f"--sct-columns:{len(shown)}", **_spoken(mode))
    many = " sct-many" if len(shown) >= MANY else ""
    return joined(
        element("div", table, class_=f"sct-grid{many}"),
        element("p", words.legend_note(mode, len(shown)), class_="sct-meta sct-grid-note"),
        _legend(looks),
        _names(list(shown.values())),
    )


def heads(standings: Iterable[Standing]) -> list[Standing]:
    """One line of each indicator in the order they come, with its target where one of them has it."""
    columns: dict[str, Standing] = {}
    for line in standings:
        kept = columns.get(line.indicator_code)
        if kept is None or (kept.target is None and line.target is not None):
            columns[line.indicator_code] = line
    return list(columns.values())


def rows_worst_first(standings: Iterable[Standing]) -> list[dict[str, Standing]]:
    """Each agency's lines by indicator code; the agency with the most urgent lines first, then by name."""
    agencies: dict[str, dict[str, Standing]] = {}
    for line in standings:
        agencies.setdefault(line.agency_code or "", {})[line.indicator_code] = line

    def order(lines: Mapping[str, Standing]) -> tuple[int, int, int, str]:
        groups = [group_of(line) for line in lines.values()]
        urgent, risk, good = (groups.count(group) for group in GROUPS[:3])
        return -urgent, -risk, good, next(iter(lines.values())).agency_name or ""

    return sorted(agencies.values(), key=order)


def short_code(line: Standing) -> str:
    """An indicator's code as its column shows it: «GIALAI-2026-03» gives «C3»."""
    number = _NUMBER.search(line.indicator_code)
    return f"C{int(number[1])}" if number else line.indicator_code


def cell_text(line: Standing, mode: str = words.VALUE) -> str:
    """What a cell shows: the value, the signed gap or the trend; a short word for qualitative lines."""
    if line.status is Status.NO_DATA:
        return MISSING
    if line.kind == IndicatorKind.QUALITATIVE:
        return value_text(line)
    if mode == words.GAP:
        return signed_gap(line)
    return words.step_text(line) if mode == words.TREND else value_text(line)


def _head(line: Standing) -> Markup:
    goal = "" if line.target is None else f"KH {target_text(line)}"
    inner = element("div", element("b", short_code(line)), goal, data_key=cell_key("", line.indicator_code))
    return element("th", inner, scope="col")


def _row(
    lines: Mapping[str, Standing],
    columns: Iterable[str],
    mode: str,
    courses: Mapping[LineOf, Course],
    looks: dict[Look | None, str],
) -> Markup:
    first = next(iter(lines.values()))
    code, name = first.agency_code or "", first.agency_name or "Toàn kế hoạch"
    head = element("th", element("div", name, data_key=cell_key(code, "")), scope="row")
    cells = (_cell(lines.get(column), mode, courses.get((code, column)), looks) for column in columns)
    return element("tr", head, *cells)


def _cell(line: Standing | None, mode: str, course: Course | None, looks: dict[Look | None, str]) -> Markup:
    shown = None if line is None else look(line)
    name = looks.setdefault(shown, f"k{len(looks)}")
    if line is None:
        return element("td", class_=name)
    since = words.since_text(line, course) if mode == words.TREND else None
    in_words = " w" if line.kind == IndicatorKind.QUALITATIVE else ""
    return element("td", cell_text(line, mode), element("i", since) if since else None, class_=name + in_words)


def _spoken(mode: str) -> dict[str, str]:
    """The words in which a cell of the trend is said aloud, for the script that puts a cell's sentence together."""
    return {f"data_{name}": word for name, word in words.SPOKEN.items()} if mode == words.TREND else {}


def _legend(looks: Mapping[Look | None, str]) -> Markup:
    """Every look of the table once: its word, and the classes that its cells take on; hollow ones share one chip."""
    entries = sorted(((name, each) for each, name in looks.items() if each), key=lambda entry: _order(entry[1]))
    plain = {(each.word, each.shape, each.role): name for name, each in entries if not each.hollow}
    for _, each in entries:
        plain.setdefault((each.word, each.shape, each.role), "")
    items = [_key(Look(*parts), name) for parts, name in plain.items()]
    items += [_key(each, name, hidden=True) for name, each in entries if each.hollow]
    if any(each.hollow for _, each in entries):
        chip = element("span", icon(words.HOLLOW, 12), words.HOLLOW.word, class_="sct-chip sct-tone-ok sct-hollow")
        items.append(element("li", chip))
    if None in looks:
        items.append(
            element(
                "li",
                element("span", element("i", class_="sct-unowed"), words.UNOWED, class_="sct-chip"),
                data_look=looks[None],
                data_cell="sct-unowed",
                data_word=words.UNOWED,
            )
        )
    return element("ul", *items, class_="sct-legend sct-grid-legend")


def _order(shown: Look) -> int:
    roles = ("bad", "warn", "track", "ok", "early", "none")
    return roles.index(shown.role)


def _key(shown: Look, name: str, hidden: bool = False) -> Markup:
    hollow = shown.hollow and shown.shape in ("disc", "triangle", "square", "fall")
    cell = f"sct-tone-{shown.role} sct-s-{shown.shape}{'-hollow' if hollow else ''}"
    return element(
        "li",
        None if hidden else look_chip(shown),
        data_look=name or None,
        data_cell=cell + (" sct-hollow" if shown.hollow else ""),
        data_word=shown.full_word,
        hidden="hidden" if hidden else None,
    )


def _names(columns: Sequence[Standing]) -> Markup:
    """What the codes above the columns stand for; each name leads to its indicator."""
    items = (
        element(
            "li",
            element(
                "div",
                element("b", short_code(line)),
                element("span", line.indicator_name),
                data_key=cell_key("", line.indicator_code),
            ),
        )
        for line in columns
    )
    title = words.names_title(short_code(columns[0]), short_code(columns[-1]))
    return element("details", element("summary", title), element("ol", *items), class_="sct-codes")
