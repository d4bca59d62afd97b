"""Streamlit servers to measure: ours on a ledger, and a bare page beside it, each a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0
_BARE = 'import streamlit as st\n\nst.title("Bare")\nst.button("Again")\n'


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process, its port, and the path of the page that is measured."""

    pid: int
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address of the measured page."""
        return f"http://127.0.0.1:{self.port}/{self.path}"

    def memory(self) -> float | None:
        """Resident memory in MB, where the system tells."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        line = next((line for line in status.splitlines() if line.startswith("VmRSS")), None)
        return int(line.split()[1]) / 1024 if line else None


@contextmanager
def ours(ledger: Path) -> Iterator[Server]:
    """The product, showing a ledger."""
    with _running(ROOT / "app.py", ROOT, "", {"SOCHITIEU_DB": str(ledger)}) as server:
        yield server


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    """A stock page with a title and a button, under the same configuration."""
    folder.mkdir(parents=True)
    (folder / "app.py").write_text(_BARE, encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    with _running(folder / "app.py", folder, "", {}) as server:
        yield server


@contextmanager
def _running(app: Path, folder: Path, path: str, more: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | more,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(process, port)
        yield Server(process.pid, port, path)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait for the server's own word that it is well.

    Raises: RuntimeError when it ends or takes too long.
    """
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("a server to be measured did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
