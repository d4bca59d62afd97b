"""The communes, wards and special zones in force since 1 July 2025, out of the package vietnam-provinces.

Read without the internet and only when asked for; the package's own classes are not loaded.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lib.domain.agency import Agency, AgencyKind
from lib.domain.agency_keys import province_key
from lib.domain.errors import NotFound
from lib.domain.naming import tidy

IN_FORCE_SINCE = date(2025, 7, 1)
_CITY = "Thành phố "
_KINDS = {"xã": AgencyKind.COMMUNE, "phường": AgencyKind.WARD, "đặc khu": AgencyKind.SPECIAL_ZONE}


def provinces() -> tuple[str, ...]:
    """The names of the 34 provinces and cities, without «Tỉnh» or «Thành phố», in the official order."""
    return tuple(_by_province())


def province_named(text: str) -> str | None:
    """The province that a text names, with or without «tỉnh», «Thành phố», «TP.» («tỉnh Gia Lai»)."""
    key = province_key(text)
    return next((name for name in provinces() if province_key(name) == key), None)


def communes_of(province: str) -> tuple[Agency, ...]:
    """The communes, wards and special zones of a province; their official codes have five digits.

    Raises: NotFound when there is no such province.
    """
    name = province_named(province)
    if name is None:
        raise NotFound("province-unknown", province=tidy(province))
    return _by_province()[name]


def commune(code: str) -> Agency | None:
    """The commune with an official code."""
    every = (one for communes in _by_province().values() for one in communes)
    return next((one for one in every if one.code == code.zfill(5)), None)


@cache
def _by_province() -> dict[str, tuple[Agency, ...]]:
    """The communes by province name, 3,321 in all: read once, about 15 ms."""
    spec = find_spec("vietnam_provinces")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("vietnam_provinces is not installed", name="vietnam_provinces")
    path = Path(spec.origin).with_name("data") / "nested-divisions.json"
    divisions: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    names = [tidy(row["name"]).removeprefix(_CITY) for row in divisions]
    return {
        name: tuple(_agency(ward, name) for ward in row["wards"]) for name, row in zip(names, divisions, strict=True)
    }


def _agency(ward: dict[str, Any], province: str) -> Agency:
    return Agency(
        code=f"{ward['code']:05d}",
        name=tidy(ward["name"]),
        kind=_KINDS[ward["division_type"]],
        province=province,
        valid_from=IN_FORCE_SINCE,
    )
