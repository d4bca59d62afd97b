"""What several processes do to one ledger at the same moment; each tells what became of its act.

The processes of a `Crew` stay warm; each waits for the others before it acts.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing.pool import Pool
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import TracebackType

from lib.domain.errors import LedgerError
from lib.domain.period import Period
from lib.domain.recognition import RecognitionReason
from lib.domain.submission import Outcome
from lib.excel.reader import FormReader
from lib.workflows import lock_period, recognise, undo_submission
from lib.workflows.receive_submission import receive
from tests.soak.intake_faults import reasons

AT = "2026-05-21T00:00:00+00:00"
RECEIVED = date(2027, 1, 20)  # when every month of 2026 may be reported
_state: dict[str, object] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """What one process was told: «accepted», «duplicate», «done», or the code of a refusal; and how long it took."""

    said: str
    submission: int | None = None
    version: int | None = None
    seconds: float = 0.0


Task = tuple[str, tuple[object, ...]]


class Crew:
    """Some processes that act at once."""

    def __init__(self, size: int) -> None:
        self.size = size
        context = multiprocessing.get_context("spawn")
        self.pool: Pool = context.Pool(size, _begin, (context.Barrier(size),))

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, t: TracebackType | None) -> None:
        self.pool.terminate()
        self.pool.join()

    def at_once(self, tasks: Sequence[Task]) -> list[Told]:
        """As many tasks as there are processes, all begun together; what each was told."""
        assert len(tasks) == self.size
        return self.pool.map(_act, tasks, chunksize=1)


def _begin(barrier: Barrier) -> None:
    _state["barrier"] = barrier
    _state["reader"] = FormReader().__enter__()


def _act(task: Task) -> Told:
    name, arguments = task
    barrier = _state["barrier"]
    barrier.wait(120)  # type: ignore[attr-defined]
    started = time.perf_counter()
    try:
        told = _ACTS[name](*arguments)
    except LedgerError as fault:
        told = Told(fault.code)
    return Told(told.said, told.submission, told.version, time.perf_counter() - started)


def _send(ledger: Path, content: bytes, name: str) -> Told:
    receipt = receive(
        ledger,
        content,
        name,
        received_on=RECEIVED,
        by=name,
        reader=_state["reader"],  # type: ignore[arg-type]
        reason="đã đối chiếu",
        accept_warnings=True,
    )
    said = " ".join(sorted(reasons(receipt))) if receipt.outcome is Outcome.REFUSED else str(receipt.outcome)
    return Told(said, receipt.submission, receipt.version)


def _undo(ledger: Path, number: int) -> Told:
    undo_submission.undo(ledger, number, reason="nhầm", at=AT, by="thư ký")
    return Told("done", number)


def _not_recognise(ledger: Path, plan: str, agency: str, indicator: str, period: Period) -> Told:
    reason = RecognitionReason.PARALLEL_PAPER
    return Told("done", recognise.not_recognise(ledger, plan, agency, indicator, period, reason, "", at=AT, by="x"))


def _lock(ledger: Path, plan: str, period: Period) -> Told:
    lock_period.lock_period(ledger, plan, period, reason="đã chốt", at=AT, by="x")
    return Told("done")


_ACTS: dict[str, Callable[..., Told]] = {"send": _send, "undo": _undo, "decide": _not_recognise, "lock": _lock}
