"""The child process that reads and marks returns: one order in, one answer out, until its input ends.

Started by `lib.excel.reader`, with limits
on memory, time, files and processes where the system has them.
"""

from __future__ import annotations

import gc
import os
import sys

sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it: slow, and memory-hungry

from lib.domain.errors import UploadRefused  # noqa: E402
from lib.excel.annotated_copy import annotate  # noqa: E402
from lib.excel.form_json import dump_form, dump_refusal  # noqa: E402
from lib.excel.frames import read_frame, write_frame  # noqa: E402
from lib.excel.grid import dump_grid, read_grid  # noqa: E402
from lib.excel.orders import load_order  # noqa: E402
from lib.excel.return_form import parse_return  # noqa: E402

READY = b"ready"
MEMORY_BYTES = 1024**3
CPU_SECONDS = 8


def answer(frame: bytes) -> bytes:
    """The parsed form or the cells as JSON, the annotated workbook, or the refusal as JSON: what was asked."""
    order = load_order(frame)
    try:
        if order.as_grid:
            return dump_grid(read_grid(order.content))
        if order.issues is None:
            return dump_form(parse_return(order.content))
        return annotate(order.content, order.issues)
    except UploadRefused as refusal:
        return dump_refusal(refusal)


def main() -> None:
    """Serve files until the input ends."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may reach the pipe
    _limit_process()
    gc.freeze()  # what the imports made is never garbage
    write_frame(sink, READY)
    while (frame := read_frame(source)) is not None:
        _allow_time()
        write_frame(sink, answer(frame))


if sys.platform == "win32":

    def _limit_process() -> None:
        """Windows has no such limits: the parent's wall clock alone bounds the reading."""

    def _allow_time() -> None:
        """See `_limit_process`."""

else:
    import resource

    def _limit_process() -> None:
        """Bound memory; forbid files with content, new processes and core dumps."""
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE):
            resource.setrlimit(kind, (0, 0))

    def _allow_time() -> None:
        """Grant the next file its processor time on top of what earlier ones used."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()
