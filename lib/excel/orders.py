"""What the parent asks of the child on the pipe: one frame per file, a JSON head and the file's bytes. No pickle.

«read» is answered with a form or a refusal (`lib.excel.form_json`), «grid» with the cells of a workbook or a refusal
(`lib.excel.grid`), «annotate» with a workbook or a refusal.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from lib.domain.issue import Issue
from lib.excel.form_json import load_issue, load_refusal

_HEAD = struct.Struct(">I")
_WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Order:
    """A file to read as a form or as plain cells, or, with issues, to mark."""

    content: bytes
    issues: tuple[Issue, ...] | None = None
    as_grid: bool = False


def dump_order(content: bytes, issues: Sequence[Issue] | None = None, *, as_grid: bool = False) -> bytes:
    """The order as one frame: how long its head is, the head as UTF-8 JSON, the file."""
    verb = "grid" if as_grid else "read"
    order = {verb: None} if issues is None else {"annotate": [asdict(issue) for issue in issues]}
    head = json.dumps(order, ensure_ascii=False).encode()
    return _HEAD.pack(len(head)) + head + content


def load_order(frame: bytes) -> Order:
    """Read what `dump_order` wrote.

    Raises: ValueError for anything else.
    """
    try:
        size = _HEAD.unpack_from(frame)[0] + _HEAD.size
        ((verb, issues),) = json.loads(frame[_HEAD.size : size]).items()
        if verb in ("read", "grid"):
            return Order(frame[size:], as_grid=verb == "grid")
        return Order(frame[size:], tuple(map(load_issue, issues)))
    except (struct.error, TypeError, AttributeError, KeyError) as fault:
        raise ValueError(f"not an order: {fault!r}") from fault


def load_copy(answer: bytes) -> bytes:
    """The workbook that was asked for.

    Raises: UploadRefused when the answer is a refusal; ValueError when it is neither.
    """
    if answer.startswith(_WORKBOOK):
        return answer
    raise load_refusal(answer)
