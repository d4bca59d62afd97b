"""Filled forms damaged by chance: in their bytes, their package, their XML, their cells. One seed, one file.

The family «harmless» changes nothing that counts: a reader that refuses everything fails on it.
"""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from lib.excel import layout
from lib.excel.package import Parts, pack, unpack
from tests.soak.corpus import Return
from tests.soak.nasty_cells import CONTENTS, FORMATS, FORMULAS, TYPES

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_TEXT = re.compile(r"(?<=>)[^<>]+(?=</(?:v|t)>)")
_TYPE = re.compile(r' t="\w+"')
_OPEN = {get_column_letter(layout.COLUMN_KEYS.index(key) + 1) for key in layout.OPEN_KEYS}
Mutation = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file: what was done to it, and the whole return that it was made of."""

    seed: int
    family: str
    content: bytes
    of: Return


def mutant(seed: int, whole: list[Return]) -> Mutant:
    """The file of a seed; the families take turns."""
    rng = random.Random(seed)
    names = list(FAMILIES)
    family = names[seed % len(names)]
    base = whole[seed // len(names) % len(whole)]
    return Mutant(seed, family, FAMILIES[family](base.content, rng), base)


# In the bytes


def bytes_flipped(content: bytes, rng: random.Random) -> bytes:
    body = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 7))):
        body[rng.randrange(len(body))] ^= 1 << rng.randrange(8)
    return bytes(body)


def cut_off(content: bytes, rng: random.Random) -> bytes:
    first, second = sorted(rng.sample(range(len(content)), 2))
    return rng.choice((content[:first], content[first:], content[:first] + content[second:], content + content[:first]))


# In the package


def part_gone(content: bytes, rng: random.Random) -> bytes:
    parts = list(unpack(content))
    del parts[rng.randrange(len(parts))]
    return pack(tuple(parts))


def part_doubled(content: bytes, rng: random.Random) -> bytes:
    parts = unpack(content)
    name, body = rng.choice(parts)
    again = rng.choice((name, name.upper(), f"xl/{name}", f"{name}.bak", f"./{name}"))
    return _zipped((*parts, (again, rng.choice((body, b"", body[: len(body) // 2])))))


def part_renamed(content: bytes, rng: random.Random) -> bytes:
    parts = dict(unpack(content))
    one, other = rng.sample(list(parts), 2)
    if rng.random() < 0.5:
        parts[one], parts[other] = parts[other], parts[one]
        return _zipped(tuple(parts.items()))
    new = rng.choice((one.upper(), one + "x", "xl/worksheets/sheet9.xml", one.replace("/", "\\"), "xl/../" + one))
    return _zipped(tuple((new if name == one else name, body) for name, body in parts.items()))


def _zipped(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name comes twice is what is wanted
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in parts:
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# In the XML


def part_damaged(content: bytes, rng: random.Random) -> bytes:
    victim = rng.choice([name for name, _ in unpack(content) if "theme" not in name])

    def damage(body: bytes) -> bytes:
        found = bytearray(body)
        for _ in range(rng.choice((1, 1, 3))):
            at = rng.randrange(len(found))
            match rng.randrange(3):
                case 0:
                    found[at] = rng.randrange(256)
                case 1:
                    del found[at : at + rng.randrange(1, 40)]
                case _:
                    found[at:at] = found[at : at + rng.randrange(1, 60)]
        return bytes(found)

    return _with(content, victim, damage)


def numbers_of_xml(content: bytes, rng: random.Random) -> bytes:
    """Attribute values replaced by numbers that no program writes."""
    victim = rng.choice([name for name, _ in unpack(content) if "theme" not in name])
    monsters = ("0", "-1", "4294967296", "99999999999999999999", "NaN", "", "1048577", "XFD1048576", "A1:XFD9", "true")

    def change(body: bytes) -> bytes:
        places = list(re.finditer(rb'(?<==")[^"]*(?=")', body))
        for match in sorted(rng.sample(places, min(len(places), 2)), key=re.Match.start, reverse=True):
            body = body[: match.start()] + rng.choice(monsters).encode() + body[match.end() :]
        return body

    return _with(content, victim, change)


def texts_swapped(content: bytes, rng: random.Random) -> bytes:
    part = rng.choice([name for name, body in unpack(content) if b"</v>" in body or b"</t>" in body])

    def swap(body: bytes) -> bytes:
        text = body.decode()
        places = list(_TEXT.finditer(text))
        if len(places) < 2:
            return body
        first, second = sorted(rng.sample(places, 2), key=re.Match.start)
        middle = text[first.end() : second.start()]
        return (text[: first.start()] + second[0] + middle + first[0] + text[second.end() :]).encode()

    return _with(content, part, swap)


def sheet_stretched(content: bytes, rng: random.Random) -> bytes:
    last = rng.choice(("A1", "XFD1048576", "A1:XFD1048576", "ZZZ1", "", "A0", "Q9:G20000", "H9:I9", "A300:IV300"))
    change = rng.choice(
        (
            lambda text: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{last}"', text),
            lambda text: text.replace("</sheetData>", f'<row r="{rng.randrange(2**32)}"/></sheetData>'),
            lambda text: text.replace("</sheetData>", f'<row r="400"><c r="{last}"><v>1</v></c></row></sheetData>'),
            lambda text: text.replace(
                "</sheetData>", f'</sheetData><mergeCells><mergeCell ref="{last}"/></mergeCells>'
            ),
            lambda text: re.sub(r'<row r="(\d+)"', lambda m: f'<row r="{int(m[1]) * rng.choice((1, 1, 7))}"', text),
            lambda text: re.sub(r"<cols>.*?</cols>", '<cols><col min="1" max="16384" hidden="1"/></cols>', text),
        )
    )
    return _with(content, SHEET, lambda body: change(body.decode()).encode())


# In the cells


def cell_types(content: bytes, rng: random.Random) -> bytes:
    def change(attributes: str, inner: str) -> tuple[str, str]:
        return f'{_TYPE.sub("", attributes)} t="{rng.choice(list(TYPES))}"', inner

    return _cells_changed(content, rng, change)


def cell_contents(content: bytes, rng: random.Random) -> bytes:
    def change(attributes: str, _inner: str) -> tuple[str, str]:
        kind, inner = rng.choice(list(CONTENTS))
        return _TYPE.sub("", attributes) + (f' t="{kind}"' if kind else ""), inner

    return _cells_changed(content, rng, change)


def cell_formulas(content: bytes, rng: random.Random) -> bytes:
    def change(attributes: str, inner: str) -> tuple[str, str]:
        kept = rng.choice(("", inner, "<v>7</v>", "<v></v>"))
        return attributes, rng.choice(FORMULAS) + kept

    return _cells_changed(content, rng, change)


def cell_styles(content: bytes, rng: random.Random) -> bytes:
    match rng.randrange(3):
        case 0:
            return _cells_changed(content, rng, lambda a, i: (re.sub(r's="\d+"', f's="{rng.randrange(60)}"', a), i))
        case 1:
            pattern, new = rb'numFmtId="\d+"', f'numFmtId="{rng.choice((9, 10, 14, 22, 45, 49, 164, 999))}"'.encode()
            return _with(content, STYLES, lambda body: re.sub(pattern, lambda m: rng.choice((m[0], new)), body))
        case _:
            code = rng.choice(FORMATS)
            return _with(content, STYLES, lambda body: re.sub(rb'formatCode="[^"]*"', b'formatCode="%b"' % code, body))


def _cells_changed(content: bytes, rng: random.Random, change: Callable[[str, str], tuple[str, str]]) -> bytes:
    """Some filled or empty open cells of the lines changed: their attributes and what stands in them."""

    def rewrite(body: bytes) -> bytes:
        text = body.decode()
        places = [m for m in _CELL.finditer(text) if m[1] in _OPEN and int(m[2]) >= layout.FIRST_LINE_ROW]
        for match in sorted(rng.sample(places, min(len(places), rng.randrange(1, 4))), key=re.Match.start)[::-1]:
            attributes, inner = change(match[3], match[4] or "")
            cell = f'<c r="{match[1]}{match[2]}"{attributes}>{inner}</c>'
            text = text[: match.start()] + cell + text[match.end() :]
        return text.encode()

    return _with(content, SHEET, rewrite)


# The control


def harmless(content: bytes, rng: random.Random) -> bytes:
    parts = list(unpack(content))
    match rng.randrange(4):
        case 0:
            rng.shuffle(parts)
        case 1:
            parts.append(("xl/media/image1.png", b"\x89PNG\r\n\x1a\n" + rng.randbytes(492)))
        case 2:
            wider = lambda body: body.replace(b"<sheetData>", b"<!-- x --><sheetData>")  # noqa: E731
            parts = [(name, wider(body) if name == SHEET else body) for name, body in parts]
        case _:
            parts.append(("docProps/custom.xml", b"<Properties/>"))
    return _zipped(tuple(parts))


def _with(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    return pack(tuple((name, change(body) if name == part else body) for name, body in unpack(content)))


FAMILIES: dict[str, Mutation] = {
    made.__name__: made
    for made in (
        harmless,
        bytes_flipped,
        cut_off,
        part_gone,
        part_doubled,
        part_renamed,
        part_damaged,
        numbers_of_xml,
        texts_swapped,
        sheet_stretched,
        cell_types,
        cell_contents,
        cell_formulas,
        cell_styles,
    )
}


# What a damage may be refused for; with anything else it was taken for what it is not

_ZIP = {"file-empty", "file-not-xlsx", "zip-damaged", "zip-bad-name", "zip-overlap"}
_FLAGS = {"file-password", "zip-bad-method", "zip-bomb", "zip-too-many-entries"}
_XML = {"xml-damaged", "file-unreadable"}
_FORM = {"form-not-ours", "form-altered", "form-sheet-missing"}
_SHEET = {"sheet-bad-cell", "sheet-cell-mixed", "sheet-cell-twice", "sheet-too-large"}
_ROWS = {"duplicate-row", "row-without-code", "row-missing", "form-empty"}
_WORDS = {"answer-unknown", "row-name-differs", "form-title-differs", "form-columns-missing", "unknown-indicator"}
_NUMBERS = {
    *("not-a-number", "not-whole", "not-finite", "negative", "number-too-large", "number-comparator"),
    *("number-ambiguous", "date-in-number-cell", "error-cell", "formula-without-value", "percent-out-of-range"),
    *("ab-incomplete", "a-over-b", "zero-denominator", "figure-beside-answer"),
}
REFUSALS: dict[str, set[str]] = {
    "harmless": set(),
    "bytes_flipped": _ZIP | _FLAGS | _XML | _SHEET | {"xml-doctype", "xml-encoding"},
    "cut_off": _ZIP | _FLAGS,
    "part_gone": _ZIP | _XML | _FORM,
    "part_doubled": _ZIP | _XML,
    "part_renamed": _ZIP | _XML | _FORM,
    "part_damaged": _XML | _FORM | _SHEET | _ROWS | _WORDS | _NUMBERS | {"xml-encoding", "xml-doctype"},
    "numbers_of_xml": _XML | _FORM | _SHEET | _ROWS | _WORDS | _NUMBERS | {"merge-too-large", "merged-data"},
    "texts_swapped": _XML | _FORM | _SHEET | _ROWS | _WORDS | _NUMBERS,
    "sheet_stretched": _XML | _SHEET | _ROWS | {"merge-too-large", "merged-data", "ab-incomplete", "answer-blank"},
    "cell_types": _XML | _SHEET | {"answer-unknown"} | _NUMBERS,
    "cell_contents": _XML | _SHEET | {"answer-unknown"} | _NUMBERS,
    "cell_formulas": _XML | _SHEET | {"answer-unknown"} | _NUMBERS,
    "cell_styles": _XML | _NUMBERS,
}
