"""The look of the pages: one style sheet made of the palette and of `styles/*.css`, given out by `markup.style()`.

Every class is ours (`sct-…`), and stands inside a block of class `sct`, so that Streamlit's own stays as it is.
"""

from __future__ import annotations

import re
from pathlib import Path

from lib.charts.palette import DARK, LIGHT, ROLES, Palette

_STYLES = Path(__file__).parent / "styles"
_SHEETS = (
    "base",
    "first_view",
    "menu",
    "controls",
    "bullets",
    "overview",
    "agencies",
    "indicator",
    "tasks",
    "history",
    "phone",
    "board",
    "batch",
    "submissions",
    "links",
    "own",
    "tables",
    "paper",
)
_NEUTRALS = ("ink", "ink2", "muted", "grid", "line", "area", "page", "card", "hover", "brand", "path", "band")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLOSED = {"triangle": "M8 1.6 15 14H1Z", "fall": "M8 14.4 1 2H15Z", "square": "M2 2H14V14H2Z"}


def variables(palette: Palette) -> dict[str, str]:
    """A palette as CSS variables: `--sct-ink`, `--sct-bad-text`, …"""
    named = {f"--sct-{name}": getattr(palette, name) for name in _NEUTRALS}
    for role in ROLES:
        for part in ("fill", "text", "tint", "gap"):
            named[f"--sct-{role}-{part}"] = getattr(palette.tones[role], part)
    return named


def style_sheet() -> str:
    """The whole sheet on one line."""
    light = variables(LIGHT)
    own = "".join((_STYLES / f"{name}.css").read_text(encoding="utf-8") for name in _SHEETS)
    roles = "".join(_role_rules(role) for role in ROLES)
    return f":root{{{_written(light)}}}{_themed(light)}{roles}{_masks()}{_packed(own)}"


def _themed(light: dict[str, str]) -> str:
    """Each variable with its light and dark value: the browser takes the one of Streamlit's own scheme.

    Streamlit sets `color-scheme` on the page, not an attribute; browsers without `light-dark()` stay light.
    """
    dark = variables(DARK)
    both = {name: f"light-dark({colour},{dark[name]})" for name, colour in light.items()}
    return f"@supports (color:light-dark(#000,#fff)){{:root{{{_written(both)}}}}}"


def _written(named: dict[str, str]) -> str:
    return ";".join(f"{name}:{colour}" for name, colour in named.items())


def _role_rules(role: str) -> str:
    """How one role of status colours chips, texts, drawings, bars and gaps."""
    fill, text = f"var(--sct-{role}-fill)", f"var(--sct-{role}-text)"
    return (
        f".sct .sct-tone-{role}{{color:{text};background:var(--sct-{role}-tint)}}"
        f".sct .sct-text-{role}{{color:{text}}}"
        f"svg .sct-text-{role}{{fill:{text}}}"
        f"svg .sct-fill-{role}{{fill:{fill}}}"
        f"svg .sct-line-{role},svg .sct-line-{role}-edge{{stroke:{fill}}}"
        f"svg .sct-tint-{role}{{fill:var(--sct-{role}-tint)}}"
        f".sct-bar-{role}{{--sct-bar:{fill}}}"
        f".sct-gap-{role}{{--sct-gap:var(--sct-{role}-gap)}}"
    )


def _masks() -> str:
    """The shapes of the matrix as masks: one small drawing per shape, coloured by the cell's text."""
    line = "fill='none' stroke='#000' stroke-width='2'"
    drawings = {
        "disc": "<circle cx='8' cy='8' r='6.5'/>",
        "disc-hollow": f"<circle cx='8' cy='8' r='5.4' {line}/>",
        "half": f"<path d='M8 1.8A6.2 6.2 0 0 0 8 14.2Z'/><circle cx='8' cy='8' r='5.4' {line}/>",
        "diamond": f"<path d='M8 1.8 14.2 8 8 14.2 1.8 8Z' {line}/>",
        "ring": f"<circle cx='8' cy='8' r='5.6' {line} stroke-dasharray='2.6 1.8'/>",
        "barred": f"<circle cx='8' cy='8' r='5.6' {line}/><path d='M4 12 12 4M3 8.5 8.5 3M7.5 13 13 7.5' {line}/>",
    }
    for shape, path in _CLOSED.items():
        drawings[shape] = f"<path d='{path}'/>"
        drawings[f"{shape}-hollow"] = f"<path d='{path}' {line} stroke-linejoin='round'/>"
    return "".join(f".sct-s-{name}{{--sct-shape:url({_encoded(body)})}}" for name, body in drawings.items())


def _encoded(body: str) -> str:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{body}</svg>"
    safe = drawing.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")
    return f'"data:image/svg+xml,{safe}"'


def _packed(sheet: str) -> str:
    """The sheet without comments and idle spaces."""
    short = re.sub(r"\s+", " ", _COMMENT.sub("", sheet))
    return re.sub(r" ?([{};]) ?", r"\1", short).strip()


CSS = style_sheet()
# A sheet on one line Streamlit takes for the path of a file.
GRID = _packed((_STYLES / "grid.css").read_text(encoding="utf-8")).replace("}", "}\n", 1)
PRESENTING = _packed((_STYLES / "wall.css").read_text(encoding="utf-8"))
