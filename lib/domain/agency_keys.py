"""The keys under which an agency's name is found, whichever of its usual forms a text writes.

«Uỷ ban nhân dân xã Lợi Bác» is «Xã Lợi Bác», «Sở Nội vụ tỉnh Gia Lai» the «Sở Nội vụ» of Gia Lai.
Source: `docs/rules.md` §1 (matched whole, never by a part).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lib.domain.agency import Agency
from lib.domain.naming import fold

_SHORT_FORMS = (
    (re.compile(rf"(?<!\w){fold('Ủy ban nhân dân')}(?!\w)"), fold("UBND")),
    (re.compile(rf"(?<!\w){fold('Hội đồng nhân dân')}(?!\w)"), fold("HĐND")),
)
_REMARK = re.compile(r"\s*\([^()]*\)")
_PROVINCE_WORD = re.compile(rf"(?:{fold('tỉnh')}|{fold('thành phố')}|tp\.?) +")


def name_key(name: str) -> str:
    """The key of an agency's name: folded, «Ủy ban nhân dân» and «Hội đồng nhân dân» in their short form."""
    key = fold(name)
    for long, short in _SHORT_FORMS:
        key = long.sub(short, key)
    return key


def province_key(name: str) -> str:
    """The key of a province's name, with or without «tỉnh», «thành phố», «TP.» before it."""
    return _PROVINCE_WORD.sub("", fold(name), count=1) if name else ""


def keys_of_text(name: str) -> Iterator[str]:
    """The keys to look a written name up by: as it stands, then without remarks in brackets."""
    yield name_key(name)
    bare = _REMARK.sub("", name).strip(" .;,:")
    if bare != name:
        yield name_key(bare)


def keys_of_agency(agency: Agency) -> Iterable[str]:
    """Every key an agency answers to: name, aliases; «UBND xã …»; «Sở … tỉnh Gia Lai»."""
    names = [name_key(name) for name in (agency.name, *agency.aliases)]
    if agency.kind.is_local:
        names += [f"ubnd {name}" for name in names]
    elif agency.province is not None and agency.parent is None:
        province, word = fold(agency.province), fold("tỉnh")
        plain = [name.removesuffix(f" {word}") for name in names]
        names += [f"{name} {word} {province}" for name in plain] + [f"{name} {province}" for name in plain]
    return dict.fromkeys(names)
