"""The kept tables are what a recount of the ledger gives, after whatever has happened to it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.storage.kept_rows import kept_rows
from lib.workflows import assessment
from tests.histories import PLANS, Sent, acts, carry_out, with_every_measure
from tests.ledger_samples import copy_of, trial


@pytest.fixture(scope="module")
def working_ledger(template_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which examples leave no trace."""
    return with_every_measure(copy_of(template_ledger, tmp_path_factory.mktemp("working") / "ledger.db"))


@settings(max_examples=100, deadline=None)
@given(happened=st.lists(acts(), max_size=8))
def test_kept_tables_equal_a_recount_after_any_sequence_of_returns_undos_and_decisions(
    working_ledger: Path, happened: list[tuple[object, ...]]
) -> None:
    with trial(working_ledger) as connection:
        sent: Sent = []
        for act in happened:
            carry_out(connection, act, sent)
        kept = kept_rows(connection)
        for plan in PLANS:
            assessment.rebuild(connection, plan)
        recounted = kept_rows(connection)
        for table, rows in recounted.items():
            assert kept[table] == rows, table
