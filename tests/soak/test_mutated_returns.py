"""Damaged returns through the whole intake: taken with the right figures, or refused and nothing else touched."""

from __future__ import annotations

import random
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from lib.domain.issue import RETURN_ISSUES
from lib.domain.submission import Answer, Outcome
from lib.excel.filled_form import write_filled_form
from lib.excel.reader import FormReader
from lib.storage import ledger_store
from lib.storage.database import reading, sqlite3
from lib.storage.files import file_of
from lib.workflows.keep_safe import recount
from tests.excel.form_samples import with_raw_cell
from tests.ledger_samples import copy_of, send
from tests.soak.conftest import Figure
from tests.soak.corpus import Return, returns, specs
from tests.soak.intake_faults import Sending, faults_of, named_outcome
from tests.soak.ledger_state import half_done, state_of
from tests.soak.memory import peak_growth
from tests.soak.mutations import FAMILIES, REFUSALS, mutant
from tests.soak.nasty_cells import CELLS
from tests.soak.second_reader import number_of
from tests.soak.size import SEED, SIZE

MOST_SECONDS, MOST_MEBIBYTES = 10, 64
NOT_REFUSED = ("taken", "the same file")
A_LEDGER = 60  # files into one copy of the ledger, so that looking at all of it stays quick


@pytest.fixture(scope="module")
def whole(template_ledger: Path) -> list[Return]:
    """The returns that are damaged."""
    return returns(template_ledger, 2, random.Random(SEED))


def test_damaged_returns_are_read_rightly_or_refused_and_leave_nothing_half(
    template_ledger: Path, tmp_path: Path, reader: FormReader, whole: list[Return], figure: Figure
) -> None:
    reader.read(whole[0].content)
    outcomes: Counter[tuple[str, Outcome]] = Counter()
    names: Counter[str] = Counter()
    faulty: list[tuple[int, str, str]] = []
    slowest = 0.0
    with peak_growth() as growth:
        for first in range(0, SIZE.mutated, A_LEDGER):
            ledger = copy_of(template_ledger, tmp_path / f"{first}.db")
            state = state_of(ledger)
            for seed in range(SEED + first, SEED + min(first + A_LEDGER, SIZE.mutated)):
                damaged = mutant(seed, whole)
                started = time.perf_counter()
                receipt = send(ledger, reader, damaged.content, f"{seed}.xlsx")
                slowest = max(slowest, time.perf_counter() - started)
                before, state = state, state_of(ledger)
                faults = faults_of(ledger, Sending(damaged.content, damaged.of, receipt, before, state))
                faulty += [(seed, damaged.family, fault) for fault in faults]
                outcomes[damaged.family, receipt.outcome] += 1
                name = named_outcome(receipt)
                assert set(name.split()) <= REFUSALS[damaged.family] or name in NOT_REFUSED, (
                    seed,
                    damaged.family,
                    name,
                )
                names[name] += 1
            assert half_done(ledger) == []
            assert not any(recount(ledger).values())
    accepted = sum(number for (_, outcome), number in outcomes.items() if outcome is Outcome.ACCEPTED)
    figure("mutated workbooks through the whole intake", outcomes.total(), ">= 1,000")
    figure("  accepted, every figure as the second reader reads it", accepted)
    figure("  the same file as before, which changes nothing", names["the same file"])
    figure("  refused with a code, only the refusal kept", sum(o is Outcome.REFUSED for _, o in outcomes.elements()))
    figure("  half taken or wrongly read", len(faulty), "0")
    figure("  slowest (s)", slowest, f"< {MOST_SECONDS}")
    for family in FAMILIES:
        taken = sum(outcomes[family, outcome] for outcome in (Outcome.ACCEPTED, Outcome.DUPLICATE))
        figure(f"    {family}: taken / refused", f"{taken} / {outcomes[family, Outcome.REFUSED]}")
    for name, number in sorted(names.items()):
        figure(f"      {name}", number)
    assert faulty == []
    assert slowest < MOST_SECONDS
    if growth:
        figure("  growth of the server's memory at its peak (MiB)", growth[0], f"< {MOST_MEBIBYTES}")
        assert growth[0] < MOST_MEBIBYTES
    assert {family for family, _ in outcomes} == set(FAMILIES)
    assert outcomes["harmless", Outcome.REFUSED] == 0


def test_each_content_of_a_cell_ends_in_the_one_outcome_that_it_has(
    ledger: Path, reader: FormReader, figure: Figure
) -> None:
    spec = specs(ledger, 1)[0]
    code = spec.lines[0].indicator_code
    whole = write_filled_form(spec, {code: {"answer": Answer.FIGURE, "a": 5, "b": 10_000_000}})
    told, expected = {}, dict(list(CELLS.items())[:: SIZE.every])
    for kind, inner in expected:
        xml = f'<c {{}} t="{kind}">{inner}</c>' if kind else f"<c {{}}>{inner}</c>"
        receipt = send(ledger, reader, with_raw_cell("H9", xml, whole))
        told[kind, inner] = named_outcome(receipt)
        if receipt.outcome is not Outcome.REFUSED:
            with reading(ledger) as connection:
                (line,) = ledger_store.lines(connection, receipt.submission or 0).values()
            told[kind, inner] = line.a
    wrong = {cell: (told[cell], outcome) for cell, outcome in expected.items() if told[cell] != outcome}
    figure("contents of one cell, each with its own outcome", len(told))
    figure("  taken, with that number", sum(isinstance(outcome, int) for outcome in told.values()))
    figure("  refused, with that code", sum(isinstance(outcome, str) for outcome in told.values()))
    figure("  with another outcome", len(wrong), "0")
    assert wrong == {}


def test_what_a_damage_may_be_refused_for_is_what_a_return_can_be_refused_for() -> None:
    codes = set().union(*REFUSALS.values(), *(o.split() for o in CELLS.values() if isinstance(o, str)))
    assert codes <= set(RETURN_ISSUES)
    assert REFUSALS.keys() == FAMILIES.keys()


# The harness finds what it looks for


def test_a_figure_read_wrongly_is_found_out(ledger: Path, reader: FormReader, whole: list[Return]) -> None:
    before = state_of(ledger)
    receipt = send(ledger, reader, whole[0].content)
    good = Sending(whole[0].content, whole[0], receipt, before, state_of(ledger))
    assert faults_of(ledger, good) == []
    _tamper(ledger, "line", "UPDATE line SET a = a + 1 WHERE a IS NOT NULL")
    assert any("the second reader" in fault for fault in faults_of(ledger, good))


def test_a_figure_passed_over_is_found_out(ledger: Path, reader: FormReader, whole: list[Return]) -> None:
    before = state_of(ledger)
    receipt = send(ledger, reader, whole[0].content)
    _tamper(ledger, "line", "DELETE FROM line")
    sent = Sending(whole[0].content, whole[0], receipt, before, state_of(ledger))
    assert any("passed over in silence" in fault for fault in faults_of(ledger, sent))


def test_a_refusal_that_leaves_more_than_itself_is_found_out(
    ledger: Path, reader: FormReader, whole: list[Return]
) -> None:
    before = state_of(ledger)
    receipt = send(ledger, reader, whole[0].content[:500])
    assert faults_of(ledger, Sending(whole[0].content[:500], whole[0], receipt, before, state_of(ledger))) == []
    _tamper(ledger, "setting", "INSERT INTO setting VALUES ('left', 'behind')")
    file_of(ledger, "0" * 64).parent.mkdir(exist_ok=True)
    file_of(ledger, "0" * 64).write_bytes(b"x")
    faults = faults_of(ledger, Sending(whole[0].content[:500], whole[0], receipt, before, state_of(ledger)))
    assert "setting changed" in faults
    assert any("the store gained" in fault for fault in faults)


def test_a_submission_without_its_lines_or_bytes_is_half_done(
    ledger: Path, reader: FormReader, whole: list[Return]
) -> None:
    receipt = send(ledger, reader, whole[0].content)
    assert half_done(ledger) == []
    file_of(ledger, receipt.sha256).chmod(0o600)
    file_of(ledger, receipt.sha256).write_bytes(b"x")
    _tamper(ledger, "line", "DELETE FROM line")
    found = {fault.split(":")[0] for fault in half_done(ledger)}
    assert {"original", "submission without all of its lines", "figures of a file not all there"} <= found


def _tamper(ledger: Path, table: str, statement: str) -> None:
    connection = sqlite3.connect(ledger)
    for verb in ("update", "delete"):
        connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_second_reader_reads_numbers_in_its_own_way() -> None:
    read = {"1,5": "1.5", "1.234,56": "1234.56", "1,234.56": "1234.56", "1\u00a0234,5": "1234.5", "12,5 %": "12.5"}
    assert {text: number_of(text) for text in read} == {text: Decimal(number) for text, number in read.items()}
    assert (number_of("1.000", counted=True), number_of("٣"), number_of("Duy trì"), number_of(True)) == (
        1000,
        None,
        None,
        None,
    )
