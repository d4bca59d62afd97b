"""The same workbooks by two readers, cell by cell: every difference has a name, none is unexplained."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from python_calamine import CalamineError, CalamineWorkbook

from lib.domain.errors import UploadRefused
from lib.excel import bounds
from lib.excel.blank_form import write_blank_form
from lib.excel.cells import Found, find
from lib.excel.reader import FormReader
from lib.excel.return_form import parse_return
from tests.excel.form_samples import with_raw_cell
from tests.soak.conftest import Figure
from tests.soak.corpus import returns, specs
from tests.soak.intake_faults import plain
from tests.soak.mutations import mutant
from tests.soak.second_reader import number_of
from tests.soak.size import SEED, SIZE


@dataclass(frozen=True, slots=True)
class Pair:
    """One cell as the program finds it and as the second reader gives it («» for nothing)."""

    place: str
    ours: Found | None
    theirs: object
    is_covered: bool = False


def pairs(content: bytes) -> Iterator[Pair]:
    """Every cell of every sheet that either reader finds filled."""
    book = load_workbook(io.BytesIO(content), keep_links=False)
    cached = load_workbook(io.BytesIO(content), keep_links=False, data_only=True)
    other = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in book.worksheets:
        rows = other.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        theirs = {(n, c): v for n, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v != ""}
        filled = dict(sheet._cells)  # those that the file has, however far it says that it reaches
        for place in sorted(filled.keys() | theirs.keys()):
            cell = filled.get(place)
            ours = find(cell, cached[sheet.title].cell(*place)) if cell else None
            if ours is not None or place in theirs:
                yield Pair(f"{sheet.title}!{place}", ours, theirs.get(place, ""), isinstance(cell, MergedCell))


def difference(pair: Pair) -> str | None:
    """The name of the difference between two readings; `None` where they agree, «unexplained» where none fits."""
    ours, theirs = pair.ours, pair.theirs
    if pair.is_covered:
        return "under a merge, where the program refuses figures"
    if ours is None:
        return None if isinstance(theirs, str) and not plain(theirs) else "unexplained"
    named = _FAULTS.get(ours.fault or "")
    if named is not None:
        return named
    if ours.text in ("TRUE", "FALSE"):
        return None if theirs is (ours.text == "TRUE") else "a truth value in words"
    if ours.float_value is not None:
        if isinstance(theirs, date | datetime | time | timedelta):
            return "a number that the other takes for a day"
        if isinstance(theirs, str) and number_of(theirs) == ours.float_value:
            return "digits that the other takes for words"
        return None if theirs == ours.float_value else "unexplained"
    if isinstance(theirs, str) and plain(ours.text) == plain(theirs):
        return None
    return "an escaped sign" if isinstance(theirs, str) and ours.raw != theirs and "_x" in theirs else "unexplained"


_FAULTS = {
    "error-cell": "an error, which the other gives as nothing",
    "formula-without-value": "a formula never calculated, which the other gives as nothing",
    "date-in-number-cell": "a day",
    "not-finite": "beyond every number",
    "number-too-large": "beyond what is kept exactly",
}


def test_two_readers_differ_only_in_ways_that_have_a_name(template_ledger: Path, figure: Figure) -> None:
    whole = returns(template_ledger, 2, random.Random(SEED))
    forms = [write_blank_form(spec) for spec in specs(template_ledger, 2)]
    contents = [*forms, *(one.content for one in whole)]
    contents += [one.content for one in (mutant(seed, whole) for seed in range(SEED, SEED + SIZE.mutated))]
    kinds: Counter[str] = Counter()
    unexplained: list[Pair] = []
    n_files = n_cells = n_unopened = 0
    for content in contents:
        if not _may_be_read(content):
            continue
        try:
            found = list(pairs(content))
        except CalamineError:
            n_unopened += 1
            continue
        n_files, n_cells = n_files + 1, n_cells + len(found)
        for pair in found:
            name = difference(pair)
            if name == "unexplained":
                unexplained.append(pair)
            elif name:
                kinds[name] += 1
    assert n_files > len(forms) + len(whole)
    assert n_unopened < len(contents) / 10
    figure("workbooks read by two readers", n_files)
    figure("  cells compared", n_cells)
    figure("  cells in which both agree", n_cells - kinds.total() - len(unexplained))
    figure("  files that the other cannot open", n_unopened)
    figure("  unexplained differences", len(unexplained), "0")
    for name, number in sorted(kinds.items()):
        figure(f"    {name}", number)
    assert unexplained == []


def _may_be_read(content: bytes) -> bool:
    """Whether the program itself would read the file; it is undamaged or was damaged within bounds."""
    try:
        bounds.check(content)
        parse_return(content)
    except UploadRefused:
        return False
    return True


def test_the_named_differences_are_those_that_the_program_names_too(template_ledger: Path) -> None:
    whole = returns(template_ledger, 1, random.Random(SEED))[0].content
    cases = {
        '<c {} t="e"><v>#N/A</v></c>': "an error, which the other gives as nothing",
        "<c {}><f>1+1</f></c>": "a formula never calculated, which the other gives as nothing",
    }
    with FormReader() as reader:
        for xml, name in cases.items():
            content = with_raw_cell("H9", xml, whole)
            assert [n for pair in pairs(content) if (n := difference(pair))] == [name]
            assert {issue.cell for issue in reader.read(content).issues} >= {"H9"}


def test_a_difference_without_a_name_is_found_out() -> None:
    seen = Found("H9", "5", float_value=5.0)
    assert difference(Pair("H9", seen, 5.0)) is None
    assert difference(Pair("H9", seen, 6.0)) == "unexplained"
    assert difference(Pair("H9", None, "x")) == "unexplained"
    assert difference(Pair("H9", Found("H9", "a", text="a"), "b")) == "unexplained"
