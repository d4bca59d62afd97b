"""What a command names that only the ledger can tell: an agency by code or name, the day it is today."""

from __future__ import annotations

from datetime import date

from lib.domain.errors import NotFound
from lib.storage import catalog_store, settings_store
from lib.storage.database import Connection
from lib.workflows import load_catalog
from lib.workflows.clock import today


def agency_code(connection: Connection, plan: str, text: str) -> str:
    """The code of an agency given by its code or its exact name, first among those of the plan's province.

    Raises: NotFound (`plan-unknown`), (`agency-unknown`) for none or more than one.
    """
    province = catalog_store.plan_summary(connection, plan).province
    known = load_catalog.registry(connection)
    found = known.by_code(text)
    if found:
        return found.code
    candidates = known.candidates(text, province) or known.candidates(text)
    if len(candidates) != 1:
        raise NotFound("agency-unknown", agency=text)
    return candidates[0].code


def present_day(connection: Connection, asked: date | None) -> date:
    """The day asked for, else that of a demo ledger, else today."""
    return asked or settings_store.demo_day(connection) or today()
