"""Frames on a pipe: a four-byte length, then that many bytes."""

from __future__ import annotations

import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")
MAX_FRAME = 64 * 1024 * 1024


def read_frame(pipe: BinaryIO) -> bytes | None:
    """The next frame, or `None` when the pipe ended or holds something else."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(head)[0]
    if size > MAX_FRAME:
        return None
    body = pipe.read(size)
    return body if len(body) == size else None


def write_frame(pipe: BinaryIO, body: bytes) -> None:
    """Send one frame.

    Raises: OSError when the other side is gone.
    """
    pipe.write(_LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()
