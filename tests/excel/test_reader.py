import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from form_samples import filled, only_line
from hostile import GOOD, HOSTILE, mutated

from lib.domain.errors import UploadRefused
from lib.domain.issue import RETURN_ISSUES
from lib.excel import reader as reader_module
from lib.excel.reader import _WORKSHOP, FormReader
from lib.excel.return_form import parse_return

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def children() -> set[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return {int(row.split()[0]) for row in found.stdout.splitlines() if "lib.excel.worker" in row}


def test_the_child_reads_what_the_parser_reads() -> None:
    with FormReader() as reader:
        assert reader.read(GOOD) == parse_return(GOOD)


def test_one_child_stays_warm_over_a_batch_and_ends_with_it() -> None:
    with FormReader() as reader:
        reader.read(GOOD)
        first = children()
        for number in range(5):
            assert only_line(reader.read(filled(H9=number, I9=10))).a == number
        assert len(first) == 1 and children() == first
    assert children() == set()


def test_a_refusal_of_the_child_leaves_it_alive() -> None:
    with FormReader() as reader:
        reader.read(GOOD)
        first = children()
        with pytest.raises(UploadRefused, match="form-not-ours"):
            reader.read(_foreign())
        assert children() == first


def _foreign() -> bytes:
    from form_samples import saved
    from openpyxl import Workbook

    return saved(Workbook())


def test_hostile_bytes_never_reach_the_child() -> None:
    with FormReader() as reader:
        for content, code in HOSTILE.values():
            if len(content) < 1_000_000:
                with pytest.raises(UploadRefused, match=code):
                    reader.read(content)
        assert children() == set()


def test_a_child_that_was_killed_is_replaced() -> None:
    with FormReader() as reader:
        reader.read(GOOD)
        (child,) = children()
        os.kill(child, signal.SIGKILL)
        assert reader.read(GOOD) == parse_return(GOOD)
        assert child not in children()


def test_a_child_killed_in_the_middle_of_a_file_is_replaced_and_the_file_read() -> None:
    with FormReader() as reader:
        reader.read(GOOD)
        (child,) = children()
        os.kill(child, signal.SIGSTOP)  # holds it in the middle of the next file
        killer = threading.Timer(0.3, os.kill, (child, signal.SIGKILL))
        killer.start()
        assert reader.read(GOOD) == parse_return(GOOD)
        killer.join()


def test_a_child_that_does_not_answer_in_time_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    with FormReader() as reader:
        reader.read(GOOD)
        (child,) = children()
        os.kill(child, signal.SIGSTOP)
        monkeypatch.setattr(reader_module, "WALL_SECONDS", 0.5)
        with pytest.raises(UploadRefused, match="file-hangs"):
            reader.read(GOOD)
        monkeypatch.undo()
        assert reader.read(GOOD) == parse_return(GOOD)


def test_a_file_whose_children_all_die_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module.sys, "executable", "/bin/false")
    with FormReader() as reader, pytest.raises(UploadRefused, match="reader-died"):
        reader.read(GOOD)


def test_at_most_two_children_live_at_once() -> None:
    most = 0
    with FormReader() as reader, ThreadPoolExecutor(6) as pool:
        readings = [pool.submit(reader.read, filled(H9=n, I9=20)) for n in range(12)]
        while not all(reading.done() for reading in readings):
            most = max(most, len(children()))
            time.sleep(0.01)
        assert [only_line(reading.result()).a for reading in readings] == list(range(12))
    assert 1 <= most <= 2


def test_the_last_open_reader_ends_the_children() -> None:
    with FormReader() as first:
        with FormReader() as second:
            second.read(GOOD)
        assert len(children()) == 1
        first.read(GOOD)
    assert children() == set()
    assert _WORKSHOP.readers == 0


@on_linux
def test_the_child_is_bounded_and_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCHITIEU_SECRET", "mật khẩu")
    with FormReader() as reader:
        reader.read(GOOD)
        (child,) = children()
        limits = Path(f"/proc/{child}/limits").read_text()
        environment = Path(f"/proc/{child}/environ").read_text()
    soft = {row[:25].strip(): row[25:].split()[0] for row in limits.splitlines()[1:]}
    assert soft["Max address space"] == str(1024**3)
    assert soft["Max file size"] == soft["Max processes"] == soft["Max core file size"] == "0"
    assert 8 <= int(soft["Max cpu time"]) <= 20
    assert "SOCHITIEU" not in environment


def test_damaged_forms_are_read_or_refused_and_never_hang() -> None:
    outcomes = set()
    with FormReader() as reader:
        for seed in range(60):
            started = time.perf_counter()
            try:
                reader.read(mutated(seed))
                outcomes.add("read")
            except UploadRefused as refusal:
                assert refusal.code in RETURN_ISSUES
                outcomes.add(refusal.code)
            assert time.perf_counter() - started < 10
        assert reader.read(GOOD) == parse_return(GOOD)
    assert {"read", "zip-damaged", "xml-damaged"} <= outcomes
