"""Where a fact stands in a file, in words."""

from __future__ import annotations

import re

_CELL = re.compile(r"[A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?", re.ASCII)


def place_text(sheet: str | None, cell: str | None, file: str | None = None) -> str:
    """«tệp bao_cao.xlsx, trang Biểu, ô F9», «Bảng 1, dòng 16, cột 4», or nothing."""
    named = (("tệp", file), (_kind(sheet), sheet), ("ô" if _CELL.fullmatch(cell or "") else "", cell))
    return ", ".join(f"{word} {where}".strip() for word, where in named if where)


def _kind(sheet: str | None) -> str:
    """A sheet of a workbook is called so; a table of a text already carries its word."""
    return "" if sheet and sheet.casefold().startswith(("bảng", "phụ lục", "trang")) else "trang"
