"""Texts and narrowing of the matrix page."""

from __future__ import annotations

from collections.abc import Sequence

from lib.domain.agency import AgencyKind
from lib.domain.period import Period
from lib.domain.standing import Standing
from lib.wording import numbers
from lib.wording.agency import NOBODY

__all__ = ["BLOCKS", "NOBODY", "block_label", "caption", "in_block"]

BLOCKS = ("all", "departments", "locals")
_BLOCK = {"all": "Tất cả", "departments": "Sở, ban, ngành", "locals": "Xã, phường, đặc khu"}


def block_label(block: str) -> str:
    """The word of a block of agencies."""
    return _BLOCK[block]


def in_block(line: Standing, block: str) -> bool:
    """Whether a line's agency belongs to a block."""
    if block == "all" or line.agency_kind is None:
        return True
    return AgencyKind(line.agency_kind).is_local == (block == "locals")


def caption(shown: int, lines: Sequence[Standing], period: Period) -> str:
    """How many agencies are shown, for which period, and how to go on."""
    agencies = len({line.agency_code for line in lines})
    return f"{numbers.period_in_words(period)} · {shown}/{agencies} đơn vị · chạm một ô để mở đơn vị ở chỉ tiêu đó"
