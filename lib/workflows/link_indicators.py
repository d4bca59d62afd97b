"""Link the same indicator across plans: suggested by the program, said by a person, taken back by a person.

A link changes no figure and no status: nothing is judged anew.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lib.domain.catalog import Indicator
from lib.domain.errors import NotFound, Refused
from lib.domain.links import Link, Suggestion, Verdict, family_of, hindrance, pair_of, suggestions
from lib.storage import catalog_store, ledger_store, link_store
from lib.storage.database import Connection, reading, writing
from lib.storage.past import reading_past
from lib.workflows.as_of import end_of


def suggest_links(database: Path, of: str | None = None) -> tuple[Suggestion, ...]:
    """Pairs of indicators that may be one and of which nobody has said anything, best first; `of`: with this one."""
    with reading(database) as connection:
        return suggestions(_catalogs(connection), link_store.links_in_force(connection), of)


def known_links(database: Path, day: date | None = None) -> tuple[Link, ...]:
    """What people have said of pairs of indicators, as known at the end of a day or (with `None`) now."""
    if day is None:
        with reading(database) as connection:
            return link_store.links_in_force(connection)
    with reading_past(database, end_of(day)) as connection:
        return link_store.links_in_force(connection)


def confirm_link(database: Path, one: str, other: str, *, note: str = "", at: str, by: str) -> None:
    """Say that two indicators of different plans are one.

    Raises: NotFound (`indicator-unknown`); Refused without who says so (`decider-missing`), for indicators of
    different kinds (`link-kinds-differ`), and for what `lib.domain.links.hindrance` names.
    """
    _say(database, one, other, Verdict.SAME, note=note, at=at, by=by)


def reject_link(database: Path, one: str, other: str, *, note: str = "", at: str, by: str) -> None:
    """Say that two indicators are not one, so that they are not suggested again.

    Raises: NotFound (`indicator-unknown`); Refused (`decider-missing`, `link-in-family`, `link-rejected-already`).
    """
    _say(database, one, other, Verdict.DIFFERENT, note=note, at=at, by=by)


def remove_link(database: Path, one: str, other: str, *, reason: str, at: str, by: str) -> None:
    """Take back what was said of two indicators; the record stays, with the moment until which it was known.

    Raises: Refused (`decider-missing`, `reason-missing`); NotFound (`link-unknown`).
    """
    first, second = pair_of(one.strip(), other.strip())
    if not by.strip():
        raise Refused("decider-missing")
    if not reason.strip():
        raise Refused("reason-missing")
    with writing(database) as connection:
        said = [link for link in link_store.links_in_force(connection) if (link.first, link.second) == (first, second)]
        if not said:
            raise NotFound("link-unknown", first=first, second=second)
        link_store.end_link(connection, first, second, at)
        detail = f"{said[0].verdict}: {reason.strip()}"
        ledger_store.add_event(
            connection, at=at, actor=by.strip(), action="remove_link", subject=f"{first} {second}", detail=detail
        )


def _say(database: Path, one: str, other: str, verdict: Verdict, *, note: str, at: str, by: str) -> None:
    first, second = pair_of(one.strip(), other.strip())
    if not by.strip():
        raise Refused("decider-missing")
    with writing(database) as connection:
        _refuse_when_hindered(connection, first, second, verdict)
        link_store.add_link(connection, Link(first, second, verdict, note.strip() or None, by.strip(), at))
        action = "confirm_link" if verdict is Verdict.SAME else "reject_link"
        ledger_store.add_event(
            connection, at=at, actor=by.strip(), action=action, subject=f"{first} {second}", detail=note.strip()
        )


def _refuse_when_hindered(connection: Connection, first: str, second: str, verdict: Verdict) -> None:
    plan_of = link_store.plans_by_indicator(connection)
    for code in (first, second):
        if code not in plan_of:
            raise NotFound("indicator-unknown", indicator=code)
    links = link_store.links_in_force(connection)
    if verdict is Verdict.DIFFERENT:
        if first == second or second in family_of(first, links):
            raise Refused("link-in-family", first=first, second=second)
        if any((link.first, link.second) == (first, second) for link in links):
            raise Refused("link-rejected-already", first=first, second=second)
        return
    found = hindrance(first, second, links, plan_of)
    if found:
        raise Refused(found.code, first=found.first, second=found.second)
    one, other = _indicator(connection, plan_of, first), _indicator(connection, plan_of, second)
    if one.kind is not other.kind:
        raise Refused("link-kinds-differ", first=first, second=second)


def _indicator(connection: Connection, plan_of: dict[str, str], code: str) -> Indicator:
    plan = catalog_store.plan_summary(connection, plan_of[code])
    return next(row for row in catalog_store.plan_indicators(connection, plan.id) if row.code == code)


def _catalogs(connection: Connection) -> dict[str, tuple[Indicator, ...]]:
    return {
        plan.code: catalog_store.plan_indicators(connection, plan.id)
        for plan in catalog_store.plan_summaries(connection)
    }
