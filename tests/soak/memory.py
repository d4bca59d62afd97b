"""How much memory this process takes at its peak, as Linux counts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
MEBI = 1024  # KiB


@contextmanager
def peak_growth() -> Iterator[list[float]]:
    """Holds, at the end, by how many MiB the peak lay above the beginning; stays empty where nothing can tell."""
    grown: list[float] = []
    try:
        CLEAR.write_text("5")  # the peak begins anew
        start = _kibibytes("VmRSS")
    except OSError:
        yield grown
        return
    yield grown
    grown.append((_kibibytes("VmHWM") - start) / MEBI)


def _kibibytes(name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB$", STATUS.read_text(), re.MULTILINE)
    return int(found[1]) if found else 0
