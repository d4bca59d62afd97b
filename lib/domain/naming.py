"""How Vietnamese names are compared: shown as written, matched folded.

Two spellings are one name when they differ only in case, spaces, the place of the tone mark (hóa = hoá,
thủy = thuỷ), the Unicode form (NFC, NFD, full width), invisible characters, or look-alike letters,
dashes and quotes. Diacritics tell names apart: «Sở Y tế» is not «So Y te».

Source: `docs/rules.md` §1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain
from typing import TypeVar

Thing = TypeVar("Thing")
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below


def _shown_as() -> dict[int, str | None]:
    """Invisible characters map to nothing, every kind of blank to a space."""
    blocks = chain(range(0x3001), range(0xFE00, 0x10000), range(0xE0000, 0xE0080))
    shown: dict[int, str | None] = {
        code: " " if chr(code).isspace() else None
        for code in blocks
        if chr(code).isspace() or unicodedata.category(chr(code)) in ("Cf", "Cc")
    }
    joiners = (0x034F, *range(0xFE00, 0xFE10))  # combining grapheme joiner, variation selectors
    return shown | dict.fromkeys(joiners)


_SHOWN_AS = _shown_as()
_LOOK_ALIKE = str.maketrans(
    dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
    | dict.fromkeys("“”„«»″", '"')
    | dict.fromkeys("‘’‚ʼʹ′`´", "'")
    # letters of other alphabets and of old Vietnamese fonts, after case folding
    | dict(zip("ðɖƣаеорсухіѕјһнкмтв", "đđưaeopcyxisjhhkmtb", strict=True))
)
_SPACES = re.compile(r" +")
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_AROUND_DASH = re.compile(r" ?- ?")
_MARKS = re.compile("[\u0300-\u036f]")


def tidy(text: str) -> str:
    """The text as it should be shown: NFC, no invisible characters, single spaces, trimmed."""
    visible = text if text.isascii() and text.isprintable() else text.translate(_SHOWN_AS)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", visible)).strip()


def fold(text: str) -> str:
    """The key under which two spellings of one name are equal; diacritics still tell names apart.

    Case, spaces (those around a dash too), dashes, quotes, look-alike letters, full width and the place
    of the tone mark within a syllable are ignored.
    """
    decomposed = _WORD.sub(_tones_last, unicodedata.normalize("NFD", _plain(text)))
    return unicodedata.normalize("NFC", decomposed)


def search_key(text: str) -> str:
    """The key for searching without diacritics: «Sở Y tế» is found by «so y te»."""
    return _MARKS.sub("", unicodedata.normalize("NFD", _plain(text))).replace("đ", "d")


def matching(wanted: str, things: Iterable[Thing], name_of: Callable[[Thing], str]) -> list[Thing]:
    """The things whose name holds every word that is looked for, with or without diacritics, in any order.

    Names that begin so come first, then those with a word that does, then those that hold it in one piece; else the
    order is kept. A blank finds nothing.
    """
    key = search_key(wanted)
    words = key.split()
    found: list[tuple[int, Thing]] = []
    for thing in things if words else ():
        name = search_key(name_of(thing))
        if all(word in name for word in words):
            closeness = (name.startswith(key), f" {key}" in name, key in name)
            found.append((closeness.index(True) if any(closeness) else len(closeness), thing))
    return [thing for _, thing in sorted(found, key=lambda pair: pair[0])]


def slug(text: str) -> str:
    """A stable ASCII code made of a name: «Sở Nội vụ» gives «so-noi-vu»."""
    return re.sub(r"[^a-z0-9]+", "-", search_key(text)).strip("-")


def _plain(text: str) -> str:
    """The tidy text in lower case, with the usual letter, dash and quote in place of their look-alikes."""
    same = tidy(text).casefold().translate(_LOOK_ALIKE)
    compatible = unicodedata.normalize("NFKC", same).translate(_LOOK_ALIKE)
    return _AROUND_DASH.sub("-", _SPACES.sub(" ", compatible)).casefold().strip()


def _tones_last(word: re.Match[str]) -> str:
    """A word with its tone marks behind its letters, so that their place in it no longer counts."""
    text = word[0]
    tones = "".join(c for c in text if c in _TONES)
    return "".join(c for c in text if c not in _TONES) + tones if tones else text
