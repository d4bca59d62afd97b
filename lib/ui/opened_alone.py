"""The file of a job that a person has opened alone: it stands in the place of its job, and of no other."""

from __future__ import annotations

from dataclasses import dataclass

from lib.excel.return_archive import Upload
from lib.ui.state import keep_for_next_run, kept, selection

_NAME = "opened-alone"


@dataclass(frozen=True, slots=True)
class _OpenedAlone:
    job: int
    file: Upload


def keep(job: int, file: Upload) -> None:
    """Open a file of a job alone from the next run on."""
    keep_for_next_run(_NAME, _OpenedAlone(job, file))


def let_go() -> None:
    """Close it: its job, or none, is looked at again."""
    keep_for_next_run(_NAME, None)


def current() -> Upload | None:
    """The file that stands alone on the page; `None` while the address names another job than its own, or none."""
    found = kept(_NAME)
    return found.file if isinstance(found, _OpenedAlone) and found.job == selection().job else None
