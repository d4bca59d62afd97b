"""Deadlines as they are shown: the document's own words, and what they were read as where that says more."""

from __future__ import annotations

from lib.domain.deadline import Deadline
from lib.wording import numbers


def deadline_text(deadline: Deadline) -> str:
    """«Quý II/2026 (đến 30/06/2026)», «Thường xuyên», or «theo năm của nhóm (đến 31/12/2021)» for a blank cell."""
    words = deadline.raw.strip() or "(theo năm của nhóm)"
    return f"{words} (đến {numbers.day(deadline.end)})" if deadline.end else words
