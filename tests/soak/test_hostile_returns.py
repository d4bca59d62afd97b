"""Hostile workbooks through the whole intake: each refused with its code, at once, its bytes kept and nothing else."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.domain.submission import Outcome
from lib.excel.package import pack, unpack
from lib.excel.reader import FormReader
from lib.storage import ledger_store
from lib.storage.database import reading
from tests.excel.form_samples import SHEET, with_part, with_raw_cell
from tests.excel.hostile import HOSTILE
from tests.excel.hostile_parts import EVERYWHERE
from tests.ledger_samples import send
from tests.soak.conftest import Figure
from tests.soak.corpus import Return, returns, specs
from tests.soak.hostile_returns import A, hostile_returns
from tests.soak.intake_faults import Sending, faults_of, reasons
from tests.soak.ledger_state import half_done, state_of
from tests.soak.memory import peak_growth
from tests.soak.size import SEED, SIZE

MOST_SECONDS, MOST_MEBIBYTES = 10, 64


@pytest.fixture(scope="module")
def whole(template_ledger: Path) -> Return:
    """A return that is taken."""
    return returns(template_ledger, 1, random.Random(SEED))[0]


def test_hostile_workbooks_are_refused_with_their_code_and_their_bytes_kept(
    ledger: Path, reader: FormReader, whole: Return, figure: Figure
) -> None:
    cases = HOSTILE | EVERYWHERE | hostile_returns(specs(ledger, 1)[0])
    sent = list(cases.items())[:: SIZE.every]
    reader.read(whole.content)
    state, slowest = state_of(ledger), 0.0
    with peak_growth() as growth:
        for name, (content, code) in sent:
            started = time.perf_counter()
            receipt = send(ledger, reader, content, f"{name}.xlsx")
            slowest = max(slowest, time.perf_counter() - started)
            before, state = state, state_of(ledger)
            assert receipt.outcome is Outcome.REFUSED, name
            assert reasons(receipt) == set(code.split()), (name, receipt.issues)
            assert faults_of(ledger, Sending(content, whole, receipt, before, state)) == [], name
    assert send(ledger, reader, whole.content).outcome is Outcome.ACCEPTED  # it does not refuse all
    assert half_done(ledger) == []
    figure("hostile workbooks through the whole intake", len(sent), ">= 200")
    figure("  slowest (s)", slowest, f"< {MOST_SECONDS}")
    assert len(cases) >= 200
    assert len(sent) >= 200 // SIZE.every
    assert slowest < MOST_SECONDS
    if growth:
        figure("  growth of the server's memory at its peak (MiB)", growth[0], f"< {MOST_MEBIBYTES}")
        assert growth[0] < MOST_MEBIBYTES


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("../../etc/passwd.xlsx", id="climbing"),
        pytest.param("a\0b.xlsx", id="with a NUL"),
        pytest.param("báo cáo\u202exslx.exe", id="written from right to left"),
        pytest.param("x" * 5000 + ".xlsx", id="five thousand letters"),
        pytest.param("b\udce1o c\udce1o.xlsx", id="bytes that are no letters"),
        pytest.param("", id="empty"),
        pytest.param("<img src=x onerror=alert(1)>.xlsx", id="a tag"),
    ],
)
def test_a_file_is_taken_whatever_its_name_and_the_name_is_never_a_path(
    ledger: Path, reader: FormReader, whole: Return, name: str
) -> None:
    folder = {place for place in ledger.parent.rglob("*") if place.is_file()}
    receipt = send(ledger, reader, whole.content, name)
    assert receipt.outcome is Outcome.ACCEPTED
    assert {place.name for place in ledger.parent.rglob("*") if place.is_file() and place not in folder} - {
        f"{ledger.name}-wal",
        f"{ledger.name}-shm",
    } == {receipt.sha256}
    with reading(ledger) as connection:
        stored = ledger_store.submission(connection, receipt.submission or 0)
    assert stored is not None and len(stored.file) <= 255
    assert stored.file.encode().decode() == receipt.file  # it can be shown and sent on


# Nothing that a file says is ever called


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A place on this machine that hears whoever calls it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def test_no_file_makes_the_server_call_anywhere(
    ledger: Path, reader: FormReader, whole: Return, listener: socket.socket
) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    outcomes = {name: send(ledger, reader, content).outcome for name, content in _calling(whole.content, url).items()}
    assert outcomes["a document type"] is Outcome.REFUSED
    assert Outcome.ACCEPTED in outcomes.values()
    with pytest.raises(BlockingIOError):
        listener.accept()


def _calling(content: bytes, url: str) -> dict[str, bytes]:
    """A return that leads elsewhere in every way that a workbook has."""
    relation = (
        '<Relationship Id="rX{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    )
    kinds = ("hyperlink", "image", "externalLinkPath", "attachedTemplate", "oleObject")
    outside = "".join(
        relation.format(n=n, kind=kind) + f' Target="{url}" TargetMode="External"/>' for n, kind in enumerate(kinds)
    )
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{outside}</Relationships>'
    )
    sheet_rels = (("xl/worksheets/_rels/sheet1.xml.rels", rels.encode()),)
    kept = tuple(part for part in unpack(content) if part[0] != sheet_rels[0][0])
    schema = f'<worksheet xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {url}" '
    return {
        "a document type": with_part(content, SHEET, lambda b: f'<!DOCTYPE x SYSTEM "{url}">'.encode() + b),
        "a schema": with_part(content, SHEET, lambda b: b.replace(b"<worksheet ", schema.encode(), 1)),
        "relations": pack(kept + sheet_rels),
        "a call": with_raw_cell(A, f'<c {{}}><f>WEBSERVICE("{url}")</f><v>1</v></c>', content),
        "a picture by call": with_raw_cell(A, f'<c {{}}><f>IMAGE("{url}")</f><v>1</v></c>', content),
    }
