"""Numbers and markup as Vietnamese documents write them.

Source: the notations of the plans (comma = decimal; dot and three digits = thousands; dot and any
other count of digits = decimal; LaTeX, HTML and Markdown left over by conversions).
"""

from __future__ import annotations

import html
import re
from decimal import Decimal

from lib.domain.naming import tidy

NUMBER = r"[0-9]{1,3}(?: [0-9]{3}){2,}(?![0-9.,])|[0-9]++(?:[.,][0-9]++)*+"
"""A number of ASCII digits, with separators; spaces only where they set off two groups or more."""

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LATEX_SIGNS = {
    "geqslant": "≥",
    "leqslant": "≤",
    "geq": "≥",
    "leq": "≤",
    "ge": "≥",
    "le": "≤",
    "gt": ">",
    "lt": "<",
    "approx": "≈",
    "sim": "~",
}
_LATEX_COMMAND = re.compile(rf"\\({'|'.join(_LATEX_SIGNS)})(?![A-Za-z])")
_LATEX_GROUP = re.compile(r"\\(?:text|mathrm|mathbf|textbf)\s*\{([^{}]*)\}")
_LATEX_SPACE = re.compile(r"\\[,;:! ]|\\quad(?![A-Za-z])")
_MATH = re.compile(r"\${1,2}([^$]*)\${1,2}")
_ESCAPED = re.compile(r"\\([^\w\s])")
_EMPHASIS = re.compile(r"\*+|_{2,}|`+|~~")
_LINE_ITEM = re.compile(r"(?<=[%0-9\w])[ \t]*\n\s*(?=[-+•·–][ \t]|[a-zđ]\)|[0-9]{1,2}\)[ \t])")
_LINE_AFTER_NUMBER = re.compile(r"(?<=[%0-9])[ \t]*\n\s*(?=[^\W\d_a-zà-ỹđ])")
_GROUPS_OF_THREE = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")


def plain_text(text: str) -> str:
    """The text without markup: no tags, emphasis or LaTeX, signs as characters, items of a list apart by «;»."""
    text = _TAG.sub(
        lambda tag: "\n" if tag[0].lower().startswith(("<br", "<p", "</p", "<li")) else "", html.unescape(text)
    )
    text = _LATEX_COMMAND.sub(lambda command: _LATEX_SIGNS[command[1]], _LATEX_GROUP.sub(r"\1", text))
    text = _MATH.sub(r"\1", _LATEX_SPACE.sub(" ", text)).replace("{,}", ",")
    text = _EMPHASIS.sub("", _ESCAPED.sub(r"\1", text))
    text = _LINE_AFTER_NUMBER.sub("; ", _LINE_ITEM.sub("; ", text.strip()))
    return tidy(text)


def read_number(text: str) -> Decimal | None:
    """The value of a number as written, `None` where the separators make no number («1.2.3»)."""
    marks = [c for c in text if c in "., "]
    if not marks:
        return Decimal(text) if re.fullmatch(r"[0-9]+", text) else None
    if _GROUPS_OF_THREE.fullmatch(text) and (marks[0] != "," or len(marks) > 1):
        return Decimal(text.translate({ord(mark): None for mark in "., "}))
    if len(marks) == 1:
        return _decimal(text, marks[0])
    return _grouped_decimal(text, marks)


def _decimal(text: str, mark: str) -> Decimal | None:
    whole, _, fraction = text.partition(mark)
    return Decimal(f"{whole}.{fraction}") if re.fullmatch(r"[0-9]+[.,][0-9]+", text) else None


def _grouped_decimal(text: str, marks: list[str]) -> Decimal | None:
    """A number with both separators: the last one, used once, is the decimal mark («1.234,5»)."""
    last = marks[-1]
    whole, _, fraction = text.rpartition(last)
    if marks.count(last) > 1 or not fraction or not _GROUPS_OF_THREE.fullmatch(whole):
        return None
    return Decimal(f"{whole.translate({ord(mark): None for mark in '., '})}.{fraction}")
