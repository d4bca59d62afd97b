"""The timeliness board: agencies × periods by shape, word and colour; the rates by block; answers per indicator."""

from __future__ import annotations

from collections.abc import Sequence

from lib.charts.chips import look_chip
from lib.charts.markup import Attribute, Markup, element, joined
from lib.charts.shapes import icon
from lib.domain.period import Period
from lib.domain.reporting import Board, BoardRow, Completeness, DueDay, ReportingState, ReturnCell, rate
from lib.wording import numbers
from lib.wording import timeliness as words
from lib.wording.labels import Look, reporting_look, short_name


def cell_key(agency_code: str, period: Period | None) -> str:
    """The key of a cell; of a row's name without a period."""
    return f"{agency_code}|{period or ''}"


def parted(key: str) -> tuple[str, str]:
    """The agency and the period (may be empty) of a cell's key."""
    agency, _, period = key.partition("|")
    return agency, period


def lead(board: Board) -> Markup:
    """The sentence above the board, its weights marked, and the due day below."""
    parts = (_weighted(text, role) for text, role in words.lead_parts(board))
    return joined(
        element("p", *parts, class_="sct-lead"),
        element("p", words.meta(board), class_="sct-meta"),
    )


def board_table(board: Board, rows: Sequence[BoardRow]) -> Markup:
    """The table of some of the board's agencies, in their order; heads count all of the board's agencies.

    On a phone: one agency a row, its word now, and a strip of symbols. Give pages of at most 40 agencies.
    """
    heads = (_head(due, board, place) for place, due in enumerate(board.due_days))
    head = element("thead", element("tr", element("td"), *heads))
    body = element("tbody", *(_row(row) for row in rows))
    table = element("table", head, body, style=f"--sct-columns:{len(board.due_days)}")
    moved = words.moved_note(board.due_days)
    note = element("p", moved, class_="sct-meta") if moved else None
    return joined(element("div", table, class_="sct-matrix sct-board"), note)


def legend(with_incomplete: bool = True) -> Markup:
    """Every state as a chip, and what a hollow one means."""
    states = [state for state in ReportingState if state is not ReportingState.NOTHING_DUE]
    chips = [look_chip(reporting_look(state)) for state in states]
    if with_incomplete:
        hollow = Look("", "disc", "ok", hollow=True)
        word = element("span", "viền rỗng: đã nộp, còn thiếu chỉ tiêu")
        chips.append(element("span", icon(hollow, 12), word, class_="sct-chip sct-tone-ok sct-hollow"))
    chips.append(element("span", f"{numbers.MISSING} không phải nộp kỳ đó", class_="sct-chip sct-tone-none"))
    return element("div", *chips, class_="sct-legend")


def rate_bars(board: Board) -> Markup:
    """The last period's returns by block as one bar each, in parts; counts stand beside shares."""
    bars = []
    for block in ("departments", "locals"):
        rows = [row for row in board.rows if words.in_block(row, block)]
        found = rate(rows)
        if not found.expected:
            continue
        parts = words.rate_parts(found)
        said = f"{words.BLOCKS[block]}: {words.rate_words(found)}"
        bars.append(
            element(
                "div",
                element(
                    "div",
                    element("b", words.BLOCKS[block]),
                    element("span", words.rate_words(found)),
                    class_="sct-rate-head",
                ),
                element("div", *(_part(count, look) for _, count, look in parts), class_="sct-stack", title=said),
                element("div", *(_key(word, count, look) for word, count, look in parts), class_="sct-stack-keys"),
                class_="sct-rate",
            )
        )
    return element("div", *bars, class_="sct-rates")


def completeness_rows(lines: Sequence[Completeness]) -> Markup:
    """Per indicator how many of the agencies that owe it have answered; keys are indicator codes."""
    heads = ("Chỉ tiêu", words.BLOCKS["departments"], words.BLOCKS["locals"])
    head = element("div", *(element("span", text) for text in heads), class_="sct-complete-row sct-head")
    return element("div", head, *(_complete(line) for line in lines), class_="sct-complete")


def _weighted(text: str, role: str | None) -> Markup:
    if role is None:
        return joined(text)
    return element("strong", text, class_=None if role == "strong" else f"sct-text-{role}")


def _head(due: DueDay, board: Board, place: int) -> Markup:
    found = rate(board.rows, place)
    count = f"{found.reported}/{found.expected} đã nộp" if found.expected else "không phải nộp"
    return element(
        "th",
        element("b", numbers.period(due.period)),
        element("span", words.due_mark(due)),
        element("span", count),
        element("span", "đã khóa", class_="sct-locked") if due.is_locked else None,
        scope="col",
        title=f"{words.due_text(due)}; {words.lock_sentence(due) if due.is_locked else words.rate_words(found)}",
    )


def _row(row: BoardRow) -> Markup:
    name = element(
        "div",
        element("span", row.name),
        element("span", look_chip(words.cell_look(row.now)), class_="sct-phone"),
        data_key=cell_key(row.code, None),
    )
    return element("tr", element("th", name, scope="row"), *(_cell(row, cell) for cell in row.cells))


def _cell(row: BoardRow, cell: ReturnCell) -> Markup:
    code = f"T{cell.period.month}"
    if cell.state is ReportingState.NOTHING_DUE:
        said = element("span", words.cell_said(cell), class_="sct-vh")
        return element("td", element("span", numbers.MISSING, said, class_="sct-cell sct-unowed", data_code=code))
    shown = words.cell_look(cell)
    hollow = shown.hollow and shown.shape in ("disc", "triangle", "square", "fall")
    shape = f"{shown.shape}-hollow" if hollow else shown.shape
    note = words.cell_note(cell)
    strip = words.strip_word(cell)
    shared: dict[str, Attribute] = {
        "class_": f"sct-cell sct-tone-{shown.role} sct-s-{shape}" + (" sct-hollow" if shown.hollow else ""),
        "data_key": cell_key(row.code, cell.period),
        "data_code": code,
    }
    word = element("span", shown.word, element("small", note) if note else None, class_="sct-word")
    said = element("span", words.cell_said(cell), class_="sct-vh")
    beside = element("span", strip, class_="sct-strip") if strip else None
    return element("td", element("div", word, beside, said, **shared))


def _part(count: int, look: Look) -> Markup:
    striped = " sct-striped" if look.shape == "fall" else ""
    return element("i", class_=f"sct-bar-{look.role}{striped}", style=f"flex-grow:{count}")


def _key(word: str, count: int, look: Look) -> Markup:
    return element("span", icon(look, 12), element("b", str(count)), f" {word.lower()}", class_="sct-stack-key")


def _complete(line: Completeness) -> Markup:
    said = f"{line.ordinal}. {line.name}: {line.total[0]}/{line.total[1]} đơn vị đã trả lời"
    return element(
        "div",
        element("span", f"{line.ordinal}. {short_name(line.name, 80)}", class_="sct-complete-name", title=line.name),
        _bar(words.BLOCKS["departments"], *line.departments),
        _bar(words.BLOCKS["locals"], *line.locals),
        class_="sct-complete-row sct-row",
        data_key=line.indicator_code,
        title=said,
    )


def _bar(block: str, answered: int, owing: int) -> Markup:
    if not owing:
        unowed = element("span", "không giao", class_="sct-complete-none")
        return element("span", element("span", block, class_="sct-phone"), unowed, class_="sct-complete-bar")
    width = f"width:{answered / owing:.1%}"
    return element(
        "span",
        element("span", block, class_="sct-phone"),
        element("i", element("i", style=width), class_="sct-complete-track"),
        element("b", f"{answered}/{owing}"),
        element("span", words.share_text(answered, owing), class_="sct-complete-share"),
        class_="sct-complete-bar",
    )
