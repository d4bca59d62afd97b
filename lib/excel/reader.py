"""Reading returns safely: bounds first, then a warm child process that may die without harm.

At most two children live at once, whoever asks; each file waits for a free one.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from lib.domain.errors import UploadRefused
from lib.domain.issue import Issue
from lib.domain.submission import ParsedForm
from lib.excel import bounds
from lib.excel.form_json import load_form
from lib.excel.frames import read_frame, write_frame
from lib.excel.grid import Grid, load_grid
from lib.excel.orders import dump_order, load_copy

WALL_SECONDS = 9.0
START_SECONDS = 60.0
WORKERS = 2

_ROOT = Path(__file__).resolve().parents[2]
_SIGXCPU = getattr(signal, "SIGXCPU", 0)
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "TZ")  # what Python needs to start; nothing else is passed on


class _WorkerDied(Exception):
    """The child ended, or was ended, before it answered."""


class _Worker:
    """One child process."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lib.excel.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_environment(),
        )
        self.timed_out = False
        self.answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def await_start(self) -> None:
        """Wait until the child has loaded its libraries.

        Raises: _WorkerDied.
        """
        self._receive(START_SECONDS)

    def read(self, order: bytes) -> bytes:
        """The child's answer to one order.

        Raises: _WorkerDied.
        """
        self.timed_out = False
        try:
            write_frame(cast(BinaryIO, self.process.stdin), order)
        except OSError as fault:
            raise _WorkerDied from fault
        return self._receive(WALL_SECONDS)

    def _receive(self, seconds: float) -> bytes:
        """Wait for one frame; a child that is too slow is ended."""
        try:
            body = self.answers.get(timeout=seconds)
        except queue.Empty:
            self.timed_out = True
            self.process.kill()
            raise _WorkerDied from None
        if body is None:
            raise _WorkerDied
        return body

    def _listen(self) -> None:
        """Take in the child's frames, then `None` when there are no more; a thread as long-lived as the child."""
        source = cast(BinaryIO, self.process.stdout)
        while (body := read_frame(source)) is not None:
            self.answers.put(body)
        self.answers.put(None)

    @property
    def ran_out_of_time(self) -> bool:
        """Whether the wall clock or the limit on processor time ended the child."""
        return self.timed_out or self.process.wait() == -_SIGXCPU

    def stop(self) -> None:
        """End the child and close its pipes."""
        self.process.kill()
        self.process.wait()
        self.listener.join()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written went with the child
                    continue


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def _started() -> _Worker:
    """A child that is ready for its first file."""
    worker = _Worker()
    try:
        worker.await_start()
    except BaseException:
        worker.stop()
        raise
    return worker


class _Workshop:
    """The children of this process: two places, each with a warm child or none yet."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.readers = 0
        self.places: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(WORKERS):
            self.places.put(None)

    def enter(self) -> None:
        """One more reader is open."""
        with self.lock:
            self.readers += 1

    def leave(self) -> None:
        """One reader less; the last one ends the idle children."""
        with self.lock:
            self.readers -= 1
            if self.readers:
                return
            idle = [self.places.get() for _ in range(WORKERS)]
            for worker in idle:
                _stop(worker)
                self.places.put(None)

    def read(self, order: bytes) -> bytes:
        """The answer of a child; one that died is replaced once.

        Raises: UploadRefused (`file-hangs`, `reader-died`).
        """
        worker = self.places.get()
        try:
            for _attempt in range(2):
                try:
                    worker = worker or _started()
                    return worker.read(order)
                except _WorkerDied:
                    is_late = worker is not None and worker.ran_out_of_time
                    _stop(worker)
                    worker = None
                    if is_late:
                        raise UploadRefused("file-hangs", seconds=f"{WALL_SECONDS:.0f}") from None
            raise UploadRefused("reader-died")
        except BaseException:  # also a reader that was interrupted: its child's answer belongs to nobody
            _stop(worker)
            worker = None
            raise
        finally:
            self.places.put(worker)


def _stop(worker: _Worker | None) -> None:
    """End a child, if there is one."""
    if worker is not None:
        worker.stop()


_WORKSHOP = _Workshop()


class FormReader:
    """Reads returns within bounds; keep one open for a batch, so that its child stays warm.

    May be shared by threads. The children end with the last open reader.
    """

    def __enter__(self) -> FormReader:
        _WORKSHOP.enter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        _WORKSHOP.leave()

    def read(self, content: bytes) -> ParsedForm:
        """The form that the bytes of an upload hold, with every fault by its cell.

        Raises: UploadRefused when the bytes cannot be read safely or are not one of our forms.
        """
        bounds.check(content)
        answer = _WORKSHOP.read(dump_order(content))
        try:
            return load_form(answer)
        except ValueError as fault:
            raise UploadRefused("reader-died") from fault

    def grid(self, content: bytes) -> Grid:
        """The filled cells of a workbook that is not one of our forms.

        Raises: UploadRefused when the bytes cannot be read safely or hold too much.
        """
        bounds.check(content)
        answer = _WORKSHOP.read(dump_order(content, as_grid=True))
        try:
            return load_grid(answer)
        except ValueError as fault:
            raise UploadRefused("reader-died") from fault

    def annotate(self, content: bytes, issues: Sequence[Issue]) -> bytes:
        """The workbook with its issues marked, noted and listed (`lib.excel.annotated_copy`).

        Raises: UploadRefused when the bytes cannot be opened safely; then there is no copy.
        """
        bounds.check(content)
        answer = _WORKSHOP.read(dump_order(content, issues))
        try:
            return load_copy(answer)
        except ValueError as fault:
            raise UploadRefused("reader-died") from fault
