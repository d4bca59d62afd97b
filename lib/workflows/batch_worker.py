"""The worker of a process: one thread per ledger, started when there is something to do, ended when there is not.

It lives in the module, like the reading children, not in Streamlit's cache: that any visitor can empty.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import uuid
from pathlib import Path

from lib.domain.errors import LedgerError
from lib.excel.reader import FormReader
from lib.workflows import batch_work

_LOCK = threading.Lock()
_AT_WORK: dict[Path, _Worker] = {}
_PAUSE_SECONDS = 1.0
log = logging.getLogger("sochitieu")


def wake(database: Path) -> None:
    """See to it that somebody looks for jobs in a ledger."""
    with _LOCK:
        worker = _AT_WORK.get(database)
        if worker is not None and worker.is_alive():
            worker.is_called = True
        else:
            _AT_WORK[database] = worker = _Worker(database)
            worker.start()


class _Worker(threading.Thread):
    """Works until no job of its ledger has anything to do."""

    def __init__(self, database: Path) -> None:
        super().__init__(name=f"jobs of {database.name}", daemon=True)
        self.database = database
        self.is_called = False
        self.mark = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"

    def run(self) -> None:
        """See the class."""
        reader = FormReader()
        while True:
            waits = self._work(reader)
            with _LOCK:
                if not waits and not self.is_called:
                    del _AT_WORK[self.database]
                    return
                self.is_called = False
            if waits:
                time.sleep(_PAUSE_SECONDS)

    def _work(self, reader: FormReader) -> bool:
        """Do what there is to do; whether to come back in a while."""
        try:
            while batch_work.work(self.database, reader, self.mark):
                pass
            return batch_work.is_held(self.database)
        except LedgerError as fault:
            log.warning("job: %s %s", fault.code, fault.facts)
            return fault.code == "database-busy"
