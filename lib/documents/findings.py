"""Catalog issues as this room raises them: severity from the one table, the place, the facts in order."""

from __future__ import annotations

from lib.domain.issue import CATALOG_ISSUES, Issue


def finding(
    code: str, sheet: str | None = None, cell: str | None = None, subject: str | None = None, **facts: object
) -> Issue:
    """An issue of a catalog code; facts become text."""
    named = tuple((name, str(value)) for name, value in facts.items() if value is not None)
    return Issue(CATALOG_ISSUES[code], code, sheet, cell or None, subject, named)
