"""How Vietnamese names are compared: shown as written, matched folded.

Source: DOMAIN rules on names (case, tone placement, NFC, spaces; hóa = hoá, thủy = thuỷ).
"""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„«»"), '"') | dict.fromkeys(map(ord, "‘’‚"), "'")
_SPACES = re.compile(r"\s+")


def tidy(text: str) -> str:
    """The text as it should be shown: NFC, no invisible characters, single spaces, trimmed."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(
        " " if c in "\n\t\r\xa0" else c
        for c in composed
        if unicodedata.category(c) not in ("Cf", "Cc") or c in "\n\t\r"
    )
    return _SPACES.sub(" ", visible).strip()


def fold(text: str) -> str:
    """The key under which two spellings of one name are equal; diacritics still tell names apart.

    Case, spaces, dashes, quotes and the place of the tone mark within a syllable are ignored.
    """
    decomposed = unicodedata.normalize("NFD", tidy(text).casefold().translate(_DASHES).translate(_QUOTES))
    return unicodedata.normalize("NFC", _move_tones(decomposed))


def search_key(text: str) -> str:
    """The key for searching without diacritics: «Sở Y tế» is found by «so y te»."""
    decomposed = unicodedata.normalize("NFD", tidy(text).casefold())
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return bare.replace("đ", "d")


def slug(text: str) -> str:
    """A stable ASCII code made of a name: «Sở Nội vụ» gives «so-noi-vu»."""
    return re.sub(r"[^a-z0-9]+", "-", search_key(text)).strip("-")


def _move_tones(decomposed: str) -> str:
    """Put each word's tone marks behind the word, so that their place in it no longer counts."""

    def moved(word: str) -> str:
        letters = "".join(c for c in word if c not in _TONES)
        return letters + "".join(c for c in word if c in _TONES)

    return "".join(
        moved(part) if part.strip() else part for part in re.split(r"([^\w\u0300-\u036f]+)", decomposed)
    )
