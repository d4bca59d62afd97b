"""The manifest beside the shipped documents: what the person who loads each of them says of it."""

from __future__ import annotations

import tomllib

from lib.domain.catalog import Level, PlanHeading


def read_manifest(text: str) -> tuple[tuple[str, PlanHeading], ...]:
    """Pairs of file name and heading, in the manifest's order.

    Raises: ValueError when a plan lacks a field or names an unknown level.
    """
    try:
        return tuple((plan["file"], _heading(plan)) for plan in tomllib.loads(text)["plan"])
    except KeyError as fault:
        raise ValueError(f"the manifest lacks {fault}") from fault


def _heading(plan: dict[str, object]) -> PlanHeading:
    return PlanHeading(
        code=str(plan["code"]),
        title=str(plan["title"]),
        issuer=str(plan["issuer"]),
        year=int(str(plan["year"])),
        level=Level(str(plan["level"])),
        province=plan.get("province"),  # type: ignore[arg-type]
        baseline_date=plan.get("baseline_date"),  # type: ignore[arg-type]
        risky=frozenset(plan.get("risky", ())),  # type: ignore[call-overload]
    )
